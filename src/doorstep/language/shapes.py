"""The shape of a standard's file: which keys there are, which must be there, and what each holds.

One table, from which the loader checks a file and ``schema`` writes the JSON Schema that editors complete with.
What a leaf's word (``act``, ``duration``, ``condition`` …) asks of its text is said in the ``checks_*`` modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CHECKS = ("auto", "proof", "observed", "info")
ASKS = ("scan", "camera", "signature", "field")
PARAMETER_TYPES = ("duration", "int", "decimal", "time", "list[text]")
PERIODS = ("day", "working day", "week", "month")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value; ``what`` names the check that reads it."""

    what: str


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few fixed words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; it may be empty only if ``least`` is 0."""

    item: Shape
    least: int = 1


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping of names that the author gives (``name`` names their check) to values of one shape."""

    name: str
    value: Shape
    owner: str = ""
    least: int = 0


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping with fixed keys. ``one_of``: groups of which exactly one key stands; ``some_of``: at least one."""

    must: Mapping[str, Shape] = field(default_factory=dict)
    may: Mapping[str, Shape] = field(default_factory=dict)
    one_of: tuple[tuple[str, ...], ...] = ()
    some_of: tuple[tuple[str, ...], ...] = ()

    def shape(self, key: str) -> Shape | None:
        """The shape of what ``key`` holds; None for an unknown key."""
        return self.must.get(key) or self.may.get(key)


@dataclass(frozen=True, slots=True)
class Either:
    """One of several shapes, told apart by their form: at most one each of a value, a list and a mapping."""

    shapes: tuple[Shape, ...]


Shape = Leaf | Word | ListOf | MapOf | Keys | Either

TEXT = Leaf("text")
ACT = Leaf("act")
ACTS = ListOf(ACT)
ACT_OR_ACTS = Either((ACT, ACTS))
ROLES = ListOf(Leaf("role"))
DURATION = Leaf("duration")
CONDITION = Leaf("condition")
PHRASES = Either((Leaf("phrases"), ListOf(Leaf("phrase"))))
WORDS = {"zh": TEXT, "en": TEXT}
ITEM = Keys(must={"key": Leaf("item_key"), **WORDS})
REMARK = Keys(must={"key": Leaf("key"), **WORDS})

# --- rules -----------------------------------------------------------------------------------------------------------

ANY_RULE: dict[str, Shape] = {"when": CONDITION, "proof": ListOf(Leaf("proof")), "tolerance": DURATION}
"""Keys that every kind of rule may have."""

RULES: dict[str, Keys] = {
    "deadline": Keys(
        must={"after": ACT_OR_ACTS, "act": ACT},
        may={"within": Leaf("within"), "by": Leaf("limit"), "not_before": Leaf("planned"), "unless": CONDITION},
        one_of=(("within", "by"),),
    ),
    "notice": Keys(
        must={"act": ACT, "before": Leaf("planned_or_act")},
        may={"at_least": DURATION, "at_most": DURATION},
        some_of=(("at_least", "at_most"),),
    ),
    "precedence": Keys(must={"act": ACT, "requires": ACTS}, may={"since": ACT, "holds": Leaf("holds")}),
    "response": Keys(must={"after": ACT, "act": ACT_OR_ACTS}, may={"before": ACT_OR_ACTS}),
    "forbidden": Keys(must={"act": ACT}),
    "authority": Keys(
        must={"act": ACT}, may={"only_by": ROLES, "only_if": CONDITION}, some_of=(("only_by", "only_if"),)
    ),
    "duration": Keys(
        must={"from": ACT, "to": ACT},
        may={"at_most": DURATION, "at_least": DURATION},
        some_of=(("at_most", "at_least"),),
    ),
    "periodic": Keys(
        must={"act": ACT, "every": Leaf("every"), "from": Leaf("bound"), "to": Leaf("bound")},
        may={
            "day": Word(WEEKDAYS),
            "by_time": Leaf("time"),
            "times": Leaf("count"),
            "if_off": Word(("previous working day",)),
        },
    ),
    "form": Keys(
        must={
            "act": ACT,
            "fields": ListOf(Either((Leaf("field"), Keys(must={"any_of": ListOf(Leaf("field"))})))),
        }
    ),
    "checklist": Keys(must={"act": ACT, "items": ListOf(ITEM)}, may={"field": Leaf("list_field")}),
    "script": Keys(
        must={"moment": Leaf("moment")},
        may={
            "must": ListOf(Keys(must={"key": Leaf("key"), "zh": TEXT}, may={"en": TEXT, "any": PHRASES})),
            "must_not": PHRASES,
            "except": PHRASES,
            "position": Word(("first", "last", "each")),
            "in_order": Leaf("bool"),
        },
        some_of=(("must", "must_not"),),
    ),
    "qualification": Keys(must={"act": ACT, "needs": ListOf(Leaf("key"))}, may={"person": Leaf("field")}),
    "privacy": Keys(
        must={"data": ListOf(Leaf("told")), "allow": ListOf(Leaf("key"), least=0)},
        may={"act": ACT, "moment": Leaf("moment"), "only_if": CONDITION},
    ),
    "retention": Keys(must={"record": TEXT, "since": Leaf("planned"), "act": ACT, "at_least": DURATION}),
    "calculation": Keys(must={"figure": Leaf("figure"), "formula": Leaf("formula")}, may={"act": ACT}),
    "rate": Keys(must={"of": ACT, "target": Leaf("target")}, may={"over": ACT, "window": DURATION}),
    "sanction": Keys(
        must={"upon": ListOf(Leaf("clause_or_act")), "effect": Leaf("effect")},
        may={"amount": Leaf("number"), "unit": TEXT, "per": TEXT, "formula": Leaf("formula")},
    ),
    "conduct": Keys(must={"items": ListOf(REMARK)}),
    "capability": Keys(must={"offer": Either((TEXT, ListOf(TEXT)))}),
}
KINDS = tuple(RULES)


def rule_shape(kind: str) -> Keys:
    """The keys of a rule of ``kind``, those of every rule included."""
    keys = RULES[kind]
    return Keys(must=keys.must, may={**keys.may, **ANY_RULE}, one_of=keys.one_of, some_of=keys.some_of)


# --- the rest of the file --------------------------------------------------------------------------------------------

ROLE_NAMES = MapOf("key", TEXT, owner="role")
FACTS = MapOf("key", Leaf("type"))
OPENED_BY = Either(
    (
        Word(("order", "hand", "staff_file")),
        Keys(must={"every": Word(PERIODS), "for": Leaf("role")}),
    )
)
ENDS = Keys(must={"acts": ACTS}, may={"since": ACT, "when": CONDITION})
CASE = Keys(must=WORDS, may={"unit": Leaf("unit"), "facts": FACTS, "opened_by": OPENED_BY, "ends": ENDS})
ACT_KIND = Keys(must={"zh": TEXT, "by": ROLES, "data": MapOf("key", Leaf("type"))})
SANCTION = Keys(
    may={"amount": Leaf("amount"), "unit": TEXT, "per": TEXT, "effect": TEXT}, some_of=(("amount", "effect"),)
)
CLAUSE = Keys(
    must={"id": Leaf("clause_id"), "where": TEXT, **WORDS, "kind": Word(KINDS), "check": Word(CHECKS)},
    may={"cases": ListOf(Leaf("case")), "rule": Leaf("rule"), "sanction": SANCTION, "note": TEXT},
)
PARAMETER = Keys(must={"type": Word(PARAMETER_TYPES), "value": Leaf("parameter_value"), **WORDS})
GESTURE_ACT = Keys(must={"act": ACT}, may={"by": Leaf("role"), "data": MapOf("field", Leaf("data"))})
GESTURE = Keys(
    must={**WORDS, "cases": ListOf(Leaf("case")), "by": Leaf("role"), "acts": ListOf(GESTURE_ACT)},
    may={"offer": CONDITION, "ask": MapOf("key", Word(ASKS))},
)
LABEL = Keys(must=WORDS)
EN_LABEL = Keys(must={"en": TEXT})
LABELS = Keys(
    may={
        "groups": MapOf("label", LABEL, owner="group"),
        "roles": MapOf("label", Keys(must={"en": TEXT}, may={"party": Leaf("bool")}), owner="role"),
        "units": MapOf("label", LABEL, owner="unit"),
        "facts": MapOf("label", LABEL, owner="fact"),
        "acts": MapOf("label", EN_LABEL, owner="act"),
        "fields": MapOf("label", LABEL, owner="field"),
        "choices": MapOf("label", MapOf("label", LABEL, owner="choice"), owner="field"),
    }
)
LABELS_FILE = Keys(must={"standard": Leaf("own_key")}, may=LABELS.may)
STANDARD = Keys(
    must={
        "standard": Leaf("standard_key"),
        "title": Keys(must=WORDS),
        "source": Keys(must={"file": TEXT, "part": TEXT}),
        "summary": TEXT,
        "roles": MapOf("key", TEXT, owner="role", least=1),
        "cases": MapOf("key", CASE, owner="case", least=1),
        "acts": MapOf("key", ACT_KIND, owner="act", least=1),
        "clauses": ListOf(CLAUSE),
    },
    may={
        "version": TEXT,
        "effective": Leaf("day"),
        "parameters": MapOf("key", PARAMETER, owner="parameter"),
        "gestures": MapOf("key", GESTURE, owner="gesture"),
        "labels": LABELS,
        "examples": ListOf(TEXT),
    },
)

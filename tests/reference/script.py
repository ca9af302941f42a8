"""script: the words of a call or talk."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from re import findall

from .expressions import Sight, at_act, bare_name
from .history import Act, History
from .occurrences import Occurrence, applies, names, proven
from .values import Value, is_blank


def spoken(rule: dict, history: History, unit: Value) -> list[tuple[Act, list[str]]]:
    """Each act of the rule's moment that has a transcript, with what our side said, line by line."""
    found = []
    for act in history.view(unit):
        fields = [name for name, declared in act.declared.items() if declared == "transcript"]
        if fields and ("any" in names(rule["moment"]) or act.name in names(rule["moment"])):
            lines: list[str] = []
            for name in fields:
                lines += our_lines(act.data.get(name))
            found.append((act, lines))
    return found


def our_lines(transcript: Value) -> list[str]:
    """A transcript is a list of utterances, or a text that is all ours. Blank lines say nothing."""
    if isinstance(transcript, str):
        return [transcript]
    if not isinstance(transcript, list):
        return []
    return [line["text"] for line in transcript if line.get("speaker") == "agent" and not is_blank(line.get("text"))]


def script(rule: dict, history: History, unit: Value) -> list[Occurrence]:
    found = []
    for act, lines in spoken(rule, history, unit):
        sight = at_act(history, unit, act)
        verdict = "not_applicable"
        if lines and applies(rule, sight):
            kept = all(text_keeps(rule, text, sight) for text in parts(rule, lines))
            verdict = "met" if kept and proven(rule, history, unit, act) else "breached"
        found.append(Occurrence(verdict, act))
    return found


def parts(rule: dict, lines: list[str]) -> list[str]:
    """The texts to look at: our first, our last, each of our utterances, or all of them joined."""
    position = rule.get("position")
    if position == "first":
        return lines[:1]
    if position == "last":
        return lines[-1:]
    return lines if position == "each" else ["\n".join(lines)]


def text_keeps(rule: dict, text: str, sight: Sight) -> bool:
    """Whether every entry is said (in order, if so ruled) and no forbidden phrase appears."""
    text = without(text, rule.get("except") or [], sight)
    if any(says(text, phrase, sight) for phrase in rule.get("must_not") or []):
        return False
    begin = 0
    for entry in rule.get("must") or []:
        places = [text.find(p, begin) for phrase in entry["any"] for p in wordings(phrase, sight)]
        places = [place for place in places if place >= 0]
        if not places:
            return False
        if rule.get("in_order"):
            begin = min(places)
    return True


def without(text: str, phrases: list[str], sight: Sight) -> str:
    """The text with a blind character in every place that one of the phrases covers."""
    covered: set[int] = set()
    for phrase in phrases:
        for wording in wordings(phrase, sight):
            for i in range(len(text)):
                if text.startswith(wording, i):
                    covered.update(range(i, i + len(wording)))
    return "".join("\0" if i in covered else letter for i, letter in enumerate(text))


def says(text: str, phrase: str, sight: Sight) -> bool:
    return any(wording in text for wording in wordings(phrase, sight))


def wordings(phrase: str, sight: Sight) -> list[str]:
    """The ways to say a phrase: ``{f}`` stands for what the bare name f reads; none if that is blank."""
    texts = [phrase]
    for name in findall(r"\{(\w+)\}", phrase):
        spelled = spellings(bare_name(name, sight))
        texts = [text.replace("{" + name + "}", one) for text in texts for one in spelled]
    return texts


def spellings(value: Value) -> list[str]:
    """A number in its shortest form or with zeros up to one or two decimals; every item of a list; else the text."""
    if is_blank(value):
        return []
    if isinstance(value, list):
        return [one for item in value for one in spellings(item)]
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        shortest = format(exact, "f")
        if "." in shortest:
            shortest = shortest.rstrip("0").rstrip(".")
        decimals = len(shortest.partition(".")[2])
        return [shortest, *(f"{exact:.{places}f}" for places in (1, 2) if places > decimals)]
    return [str(value)]

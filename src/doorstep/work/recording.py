"""Recording: acts come in from the console, a phone's outbox, an import. Each is looked through, split and answered by
itself.

What is looked at is whether it can be read; that a clause would break is a verdict and never a reason to refuse a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from doorstep.people.permissions import Held
from doorstep.people.roles import On, may_record
from doorstep.record import clock, readmodels
from doorstep.record.append import Entry, Refusal, append
from doorstep.record.envelope import canonical
from doorstep.record.history import History
from doorstep.record.receipts import Receipt
from doorstep.work import strict
from doorstep.work.cases import case_of, words_of
from doorstep.work.faults import Fault, NotDone, Refused, unknown
from doorstep.work.vocabulary import Vocabulary, split

AHEAD = timedelta(minutes=10)
"""How far an act's corrected time may lie ahead of the server's clock."""

MOST_KEY = 200
Answer = Receipt | Refusal | Refused


def record_acts(
    case: str,
    acts: Sequence[Mapping[str, Any]],
    *,
    actor: str | None,
    held: Iterable[Held] | None = None,
    device: str | None = None,
    skew: timedelta = timedelta(0),
    source: str = "console",
    ahead: timedelta = AHEAD,
) -> list[Answer]:
    """Records acts on a case: for each, in order, its receipt or why it was not taken.

    An act is ``{key, act, at, by, data?, device?, counter?, source?}``; ``at`` an aware datetime or ISO 8601 text with
    its offset. ``held`` are the posts of the account ``actor`` (None: whoever asks may record for every role, as an
    import does); ``skew`` is how far the device's clock is behind;
    ``ahead`` how far an act may lie in the future. Raises ``NotDone`` when there is no such case.
    """
    found = case_of(case)
    reader = Reader(found, actor, None if held is None else tuple(held), device, skew, source)
    reader.ahead = ahead
    entries: dict[int, Entry] = {}
    answers: dict[int, Answer] = {}
    for place, act in enumerate(acts):
        key = act.get("key")
        try:
            entries[place] = reader.entry(act)
        except NotDone as refused:
            answers[place] = Refused(key if isinstance(key, str) else "", refused.faults)
    if entries:
        answers.update(zip(entries, append(list(entries.values()), then=readmodels.update), strict=True))
    return [answers[place] for place in range(len(acts))]


class Reader:
    """Reads acts as they come over the wire for one case."""

    def __init__(
        self,
        found: History,
        actor: str | None,
        held: tuple[Held, ...] | None,
        device: str | None,
        skew: timedelta,
        source: str,
    ) -> None:
        self.found, self.actor, self.held = found, actor, held
        self.device, self.skew, self.source = device, skew, source
        self.words: Vocabulary = words_of(found)
        self.ahead = AHEAD

    def entry(self, act: Mapping[str, Any]) -> Entry:
        """The act as it is appended. Raises ``NotDone`` with everything that is wrong with it."""
        faults = _shape(act)
        if faults:
            raise NotDone(faults)
        name, by, data = act["act"], act["by"], act.get("data") or {}
        faults = [*self.of_name(name), *self.of_role(by)]
        at, of_time = self.time(act["at"])
        faults += of_time
        if name in self.words.acts:
            data, of_data = self.words.read_data(name, data)
            faults += of_data
        if faults or at is None:
            raise NotDone(faults)
        plain, personal = split(data, self.words.acts[name])
        return Entry(
            key=act["key"],
            case=self.found.case,
            act=name,
            claimed=at,
            by=by,
            actor=self.actor,
            source=act.get("source") or self.source,
            data=plain,
            personal=personal,
            device=act.get("device") or self.device,
            counter=act.get("counter"),
            skew=self.skew,
        )

    def of_name(self, name: str, path: str = "act") -> list[Fault]:
        """What is wrong with an act's name."""
        if "." in name:
            return [Fault("house_act", path, {"name": name[:60]})]
        return [] if name in self.words.acts else [unknown("unknown_act", path, name, self.words.acts)]

    def of_role(self, role: str, path: str = "by") -> list[Fault]:
        """What is wrong with the role that acted: one of some standard, which the account plays there or which is a
        party.
        """
        roles = self.words.roles
        if role not in roles:
            return [unknown("unknown_role", path, role, roles)]
        on = On(self.found.place or None, self.found.assignee)
        if self.held is None or any(may_record(self.held, key, role, party, on=on) for key, party in roles[role]):
            return []
        return [Fault("role_not_played", path, {"name": role})]

    def time(self, said: Any, path: str = "at") -> tuple[datetime | None, list[Fault]]:
        """The moment at which an act is said to have happened, and what is wrong with it."""
        at = said
        if isinstance(said, str):
            try:
                at = datetime.fromisoformat(said)
            except ValueError:
                return None, [Fault("no_time", path, {"found": said[:60]})]
        if not isinstance(at, datetime):
            return None, [Fault("no_time", path, {"found": str(said)[:60]})]
        if at.tzinfo is None:
            return None, [Fault("naive_time", path)]
        try:
            ahead = at + self.skew - clock.now() > self.ahead
            at.astimezone(clock.SHANGHAI)
        except OverflowError:
            return None, [Fault("no_time", path, {"found": str(said)[:60]})]
        return at, [Fault("future", path, {"minutes": int(self.ahead.total_seconds() // 60)})] if ahead else []


def _shape(act: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with the act as JSON."""
    plain = {name: value for name, value in act.items() if not isinstance(value, datetime)}
    faults = strict.faults_of(plain)
    if faults:
        return faults
    for name in ("key", "act", "by"):
        if not isinstance(act.get(name), str):
            faults.append(Fault("shape", name, {"wanted": "text"}))
        elif not act[name].strip():
            faults.append(Fault("blank", name))
    if isinstance(act.get("key"), str) and len(act["key"]) > MOST_KEY:
        faults.append(Fault("too_large", "key", {"most": MOST_KEY, "found": len(act["key"])}))
    if "at" not in act:
        faults.append(Fault("blank", "at"))
    if not isinstance(act.get("data") or {}, Mapping):
        faults.append(Fault("shape", "data", {"wanted": "object"}))
    for name, kind in (("device", str), ("source", str), ("counter", int)):
        if act.get(name) is not None and (not isinstance(act[name], kind) or isinstance(act[name], bool)):
            faults.append(Fault("shape", name, {"wanted": "text" if kind is str else "int"}))
    size = len(canonical(plain).encode())
    if size > strict.MOST_BYTES:
        faults.append(Fault("too_large", "", {"most": strict.MOST_BYTES, "found": size}))
    return faults

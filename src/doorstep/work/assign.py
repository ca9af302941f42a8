"""Assignment: a person is put on a case, and what his staff file certifies is copied into it as it stands then; or the
case is given back.

The judge reads nothing but the case: a certificate counts there because it was recorded there, with its origin.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from doorstep.judge.case import REPLACED
from doorstep.people import accounts, certificates
from doorstep.people.errors import Unknown
from doorstep.record import clock
from doorstep.record.append import Entry, Outcome
from doorstep.record.history import ASSIGNED, History, NoSuchCase, history
from doorstep.record.reading import Recorded
from doorstep.work.cases import append_house_act, case_of, words_of
from doorstep.work.faults import NotDone, unknown
from doorstep.work.vocabulary import Vocabulary, split

SOURCE = "staff_file"


def assign(
    case: str,
    person: str,
    *,
    key: str,
    actor: str | None,
    place: str | None = None,
    at: datetime | None = None,
    source: str = "console",
) -> list[Outcome]:
    """Puts the account ``person`` (a username) on a case: the answers for the assignment and for each certificate
    copied.

    Raises ``NotDone`` for a case or a person that there is not.
    """
    found = case_of(case)
    moment = at or clock.now()
    try:
        account = accounts.account(person)
    except Unknown as none:
        raise NotDone([unknown("unknown_person", "person", person, [str(none.values["nearest"] or "")])]) from None
    named = certificates.certifying_acts(account, date.fromordinal(clock.civil(moment) // 86_400))
    copies = [copy for staff_case, act in named for copy in _copied(found, staff_case, act, actor)]
    data = {"person": account.username, **({"place": place} if place else {})}
    return append_house_act(case, ASSIGNED, data, key=key, actor=actor, at=moment, source=source, beside=copies)


def give_back(
    case: str, *, key: str, actor: str | None, at: datetime | None = None, source: str = "console"
) -> list[Outcome]:
    """Takes the person off a case: nobody has it then."""
    case_of(case)
    return append_house_act(case, ASSIGNED, {"person": None}, key=key, actor=actor, at=at, source=source)


def _copied(found: History, staff_case: str, act: str, actor: str | None) -> Iterator[Entry]:
    """A certifying act of a staff file as an act of the case, if one of its standards knows it."""
    words = words_of(found)
    try:
        staff = history(staff_case)
    except NoSuchCase:
        return
    recorded = next((one for one in staff.acts if one.envelope.id == act), None)
    if recorded is None:
        return
    name, at, by, data = _standing(recorded)
    if name in words.acts:
        yield _entry(found.case, words, staff_case, act, (name, at, by, data), actor)


def _entry(
    case: str,
    words: Vocabulary,
    staff_case: str,
    act: str,
    said: tuple[str, datetime, str | None, dict[str, object]],
    actor: str | None,
) -> Entry:
    name, at, by, data = said
    kept, _ = words.read_data(name, {field: value for field, value in data.items() if field in words.acts[name]})
    plain, personal = split(kept, words.acts[name])
    return Entry(
        key=f"copy:{case}:{act}",
        case=case,
        act=name,
        claimed=at,
        by=by,
        actor=None,
        source=SOURCE,
        data={**plain, "origin": {"case": staff_case, "act": act}},
        personal=personal,
        skew=timedelta(0),
    )


def _standing(recorded: Recorded) -> tuple[str, datetime, str | None, dict[str, object]]:
    """What an act says; of a replacement, what it puts in the place of the first."""
    envelope = recorded.envelope
    if envelope.act == REPLACED:
        new = recorded.data["with"]
        return new["act"], datetime.fromisoformat(new["at"]), new["by"], new["data"]
    return envelope.act, datetime.fromisoformat(envelope.at), envelope.by, recorded.data

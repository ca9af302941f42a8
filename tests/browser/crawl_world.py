"""What the crawl goes through: the packaged organisation with somebody in every post, an order of every kind of case
of every standard, and whatever else a page can show: sanctions, appeals, corrections, notes, links of the door.

``python -m tests.browser.crawl_world HOME`` makes it; ``HOME PORT`` serves what was made. Histories of cases are those
of ``tests/vectors``, moved by whole weeks so that the last of them ended within the last week.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from doorstep import standards
from tests.browser import office

VECTORS = Path(__file__).parents[1] / "vectors"
WORLD = "crawl.json"
MOMENT = re.compile(r"\b(20\d\d-\d\d-\d\d)\b")
FILES = ("photo", "signature", "file")
REMARK = "住客不便,另约时间再装"
"""What a gesture of the hotel standard proposes to be recorded."""
LEADER, TECHNICIAN, MANAGER = "hanshu", "lumingchuan", "gumingyuan"


def settle() -> dict[str, Any]:
    """Fills an empty house; what the crawl has to know of it."""
    from doorstep.gate.seeding.organisation import ACCOUNTS, password
    from doorstep.gate.seeding.organisation import settle as settle_people
    from doorstep.people.accounts import account
    from doorstep.record import clock

    now = clock.now().replace(second=0, microsecond=0)
    settle_people()
    cases = office.open_orders(now)
    told = _histories(now)
    cases |= told
    late = {f"Z-09{n:02d}": late_order(f"Z-09{n:02d}", now - timedelta(days=6 + n)) for n in range(4)}
    cases |= late
    cases["S-4017"] = office.certify(account(TECHNICIAN), now - timedelta(days=30))
    _beside(cases, list(late.values()), now)
    return {
        "password": password(),
        "people": {post: username for username, _, _, post, _ in reversed(ACCOUNTS) if post != "system"},
        "orders": cases,
        "first": _first(told),
        "door": _doors(cases, now),
        "data": sorted(_said(cases)),
        "proposed": sorted(_proposed()),
    }


def _histories(now: datetime) -> dict[str, str]:
    """Of every kind of case of every standard the history that breaks most clauses, recorded as it is told."""
    picture, cases = keep_picture(), {}
    for name in standards.names():
        best: dict[str, dict[str, Any]] = {}
        with gzip.open(VECTORS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for told in map(json.loads, lines):
                if told["case"] not in best or _rank(told) > _rank(best[told["case"]]):
                    best[told["case"]] = told
        for place, (kind, told) in enumerate(sorted(best.items())):
            number = f"V-{standards.names().index(name) + 1:02d}{place + 1:02d}"
            cases[number] = _retold(number, name, kind, told, now, picture)
    return cases


def _first(told: Mapping[str, str]) -> dict[str, str]:
    """By standard the number of its first order."""
    names = standards.names()
    return {names[int(number[2:4]) - 1]: number for number in reversed(told)}


def _rank(told: Mapping[str, Any]) -> tuple[int, int]:
    return list(told["verdicts"].values()).count("breached"), len(told["events"])


def _retold(number: str, name: str, kind: str, told: Mapping[str, Any], now: datetime, picture: str) -> str:
    from doorstep.record import clock
    from doorstep.record.receipts import Receipt
    from doorstep.work import intake
    from doorstep.work.recording import record_acts

    last = max([told["as_of"], *(one["at"] for one in told["events"])])
    weeks = (now - _aware(last)).days // 7
    told = _moved(told, timedelta(days=7 * weeks))
    events = told["events"]
    at = min([_aware(events[0]["at"])] if events else [], default=now - timedelta(days=3)) - timedelta(hours=1)
    who, place = _whose(name)
    done: Any = intake.open_case(
        number, [(name, None, kind)], told["facts"], key=f"open-{number}", at=at, place=place, actor="fangsu",
        customer=number,
    )  # fmt: skip
    assert isinstance(done, Receipt), (number, done)
    office.assign_to(done.case, who)
    acts = [
        {"key": f"{number}-{n}", "act": one["act"], "by": one["by"], "at": _aware(one["at"]),
         "data": _with_files(name, one, picture)}
        for n, one in enumerate(events)
    ]  # fmt: skip
    for answer in record_acts(done.case, acts, actor=who):
        assert isinstance(answer, Receipt), (number, answer)
    assert clock.now() > now
    return str(done.case)


def _aware(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def _moved(value: Any, by: timedelta) -> Any:
    """The same with every date in it later by ``by``."""
    if isinstance(value, str):
        return MOMENT.sub(lambda found: str((datetime.fromisoformat(found[1]) + by).date()), value)
    if isinstance(value, list):
        return [_moved(one, by) for one in value]
    return {key: _moved(one, by) for key, one in value.items()} if isinstance(value, dict) else value


def _with_files(name: str, event: Mapping[str, Any], picture: str) -> dict[str, Any]:
    """An act's data with pictures that can be shown."""
    fields = standards.load(name).acts[event["act"]].fields
    return {key: picture if fields[key].kind in FILES else value for key, value in event["data"].items()}


def _whose(name: str) -> tuple[str, str]:
    """Who has the cases of a standard: of those who see only their own whoever's post plays most roles there."""
    from doorstep.gate.seeding.organisation import ACCOUNTS
    from doorstep.people.posts import Reach, posts

    found = [
        (len(posts()[post].roles[name]), username, place)
        for username, _, _, post, place in ACCOUNTS
        if name in posts()[post].roles and posts()[post].permissions.get("case.read") is Reach.OWN
    ]
    if "technician" in standards.load(name).roles:
        found = [(1, TECHNICIAN, "chengnan")]
    _, who, place = max(found, key=lambda one: one[0], default=(0, LEADER, "chengnan"))
    return who, "chengnan" if place == "chengqu" else place


def keep_picture() -> str:
    """A small picture in the record's files: its hash."""
    from doorstep.record import files
    from tests.work.door import visits

    content = visits.png()
    hash_ = sha256(content).hexdigest()
    files.start(hash_, len(content), "image/png")
    files.chunk(hash_, 0, content)
    return hash_


def _beside(cases: Mapping[str, str], fined: Sequence[str], now: datetime) -> None:
    """What is said beside acts: sanctions decided, appealed and left open, notes, an order closed by hand, a customer
    who is forgotten, a token.
    """
    from doorstep.people.accounts import account
    from doorstep.people.holdings import holdings_of
    from doorstep.people.tokens import create_token
    from doorstep.work import appeals, closing, notes, sanctions

    create_token(account("crm"), "工单系统", 300, by="an")
    notes.add_note(cases["H-0921"], "前台说 1206 住客下午退房", key="note-1", actor="zhouyuan")
    closing.close(cases["Z-2001"], "客户退单", key="close-1", actor="fangsu")
    clause = "technician-conduct/8.2"
    sanctions.decide(
        fined[0], clause, reason="超期, 客户没有改约", key="decide-1", actor=MANAGER, held=holdings_of(account(MANAGER)),
        amount=5, at=now - timedelta(days=1),
    )  # fmt: skip
    for case, grounds in ((fined[0], []), (fined[1], ["customer-moved"]), (fined[2], ["resources"])):
        appeals.appeal(case, clause, "客户改约, 有短信截图", key=f"appeal-{case}", actor=TECHNICIAN, grounds=grounds)


def late_order(number: str, at: datetime) -> str:
    """An installation under the conduct standard that took longer than two days."""
    facts = {"order_no": number, "person": TECHNICIAN, "area": "望潮路", "place": "customer_home"}
    case = office.open_order(
        number, [("technician-conduct", None, "installation")], facts, "chengnan", timedelta(0), at
    )
    office.assign_to(case, TECHNICIAN)
    office.record(case, "technician", at, [("order_received", {"order_no": number})])
    office.record(case, "technician", at + timedelta(days=4), [("work_finished", {})])
    return case


def _doors(cases: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Links of the door by what they are: waiting for an answer, signed, expired, revoked."""
    from doorstep.work.door.opening import make_link, revoke_link

    hotel, home = cases["H-0921"], cases["Z-1045"]
    everything = ("appointment", "sign", "rate")
    slots = [(f"{now + timedelta(days=n):%Y-%m-%d} 09:00", f"{now + timedelta(days=n):%Y-%m-%d} 12:00") for n in (2, 3)]
    made = {
        "hotel": make_link(hotel, everything, key="link-1", actor="fangsu", slots=slots, needs="请安排一位服务员带路"),
        "home": make_link(home, everything, key="link-2", actor="fangsu", slots=slots),
        "signed": make_link(hotel, ("sign", "rate"), key="link-3", actor="fangsu"),
        "revoked": make_link(home, ("sign",), key="link-4", actor="fangsu"),
        "expired": make_link(home, ("sign",), key="link-5", actor="fangsu", valid=timedelta(seconds=1)),
    }
    _sign(hotel, made["signed"].link)
    revoke_link(home, made["revoked"].link, key="revoke-1", actor="fangsu")
    return {name: one.token for name, one in made.items()}


def _sign(case: str, link: str) -> None:
    from doorstep.work.door import signing
    from doorstep.work.door.statement import statement

    signing.sign(
        case, statement(case).digest, key="sign-1", role="hotel_manager", signer="吴经理", signature=keep_picture(),
        comments="满意", link=link,
    )  # fmt: skip


def _said(cases: Mapping[str, str]) -> Iterator[str]:
    """Every text that people put into the record, and what people and places are called: the same in both languages.
    So is the name of a language, which stands in itself.
    """
    from doorstep.people.models import Account, Place
    from doorstep.record.history import history

    found: set[str] = {"工单系统", "root", "seed", "nobody", "nothing", "中文", REMARK}
    for case in cases.values():
        told = history(case)
        for one in [told.facts, *(act.data for act in told.acts), *(act.personal for act in told.acts)]:
            found |= set(_texts(one))
    for name in ("display_name", "username"):
        found |= set(Account.objects.values_list(name, flat=True))
    for name in ("zh", "en"):
        found |= set(Place.objects.values_list(name, flat=True))
    yield from found


def _proposed() -> Iterator[str]:
    """What the phone proposes to record at one tap: recorded, it is what somebody put in, in his language."""
    from doorstep.gate.field.rules import help_of

    for of_standard in map(help_of, standards.names()):
        yield from _texts([of_standard.get(name, {}) for name in ("usual", "often")])
        yield from _texts([one.get("data", {}) for one in of_standard.get("aside", ())])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _start(home: Path) -> None:
    os.environ["DOORSTEP_HOME"] = str(home)
    os.environ["DOORSTEP_DATABASE_URL"] = f"sqlite:///{home / 'crawl.sqlite3'}"
    os.environ["DOORSTEP_REPORT"] = str(home / "report")
    os.environ["DJANGO_SETTINGS_MODULE"] = "doorstep.gate.site.settings"
    import django

    django.setup()


def make(home: Path) -> None:
    """Makes the world in an empty folder, with the screens as they are built now."""
    _start(home)
    from django.core.management import call_command

    from doorstep.gate.audit import payload, report
    from doorstep.measure import counting
    from tests.gate.audit import sample

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    world = settle()
    counting.refresh(60)
    (home / "report").mkdir()
    report.write(payload.build(sample.audit(), files=["september.xlsx"]), home / "report" / "report.html")
    (home / WORLD).write_text(json.dumps(world, ensure_ascii=False), encoding="utf-8")


def serve(home: Path, port: int) -> None:
    """Serves a world that was made."""
    _start(home)
    from doorstep.cli.serve import serve as serve_here

    serve_here("127.0.0.1", port, 1, 4)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        make(Path(sys.argv[1]))
    else:
        serve(Path(sys.argv[1]), int(sys.argv[2]))

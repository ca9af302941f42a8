"""The day that the demo plays: the last full working day before now, order by order; and the orders of today that
wait for somebody.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from doorstep import standards
from doorstep.calendar import CHINA, DAY, parse_day
from doorstep.gate.seeding import hotel
from doorstep.gate.seeding.robot import Plan, Robot
from doorstep.gate.seeding.speaking import ask, forget_tokens
from doorstep.people.accounts import account
from doorstep.record import clock
from doorstep.record.models import CaseRow
from doorstep.work.intake import case_id

HOME = ("home-broadband", "technician-conduct")
TECHNICIANS = ("lumingchuan", "jiangwan", "shenyizhou", "hezhiqiu")
HOMES = range(1, 10)
OTHERWISE = {"Z-0909": "jiangwan"}
"""The orders that somebody else than the first technician of the place gets."""

OF_PLACE = {"chengnan": "lumingchuan", "chengbei": "shenyizhou", "chengxi": "hezhiqiu"}
CAST = (
    "fangsu",
    "zhouyuan",
    *TECHNICIANS,
    "hanshu",
    "jianglan",
    "qinyue",
    "tangyan",
    "heying",
    "luoqing",
    "shizhen",
    "gumingyuan",
    "wenxi",
    "yuancheng",
    "mengran",
    "xuzhou",
)
STREETS = ("望潮路", "栎园街", "清浦路", "桐荫巷", "汇泉路", "石桥弄", "南塘街", "云栖路", "听松里", "禾苑路", "枕流街")
NAMES = ("许知行", "苏见微", "叶清和", "程以安", "罗望舒", "方知遥", "谢临风", "季青禾", "傅云深", "钟晚晴", "宋棠")
SUBJECTS = (
    "broadband_work_alone",
    "access_side_devices",
    "customer_side_devices",
    "line_maintenance",
    "tools_and_instruments",
    "device_debugging",
    "routine_check_rules",
    "fault_location",
    "business_process",
    "business_knowledge",
    "emergency_steps",
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was played: its ordinal number, and how many acts were recorded now."""

    number: int
    recorded: int = 0

    @property
    def text(self) -> str:
        """The day as "2026-10-12"."""
        return date.fromordinal(self.number).isoformat()

    def at(self, hour: int, minute: int = 0) -> int:
        """A moment of the day."""
        return self.number * DAY + hour * 3600 + minute * 60


def played_day() -> Day:
    """The day that was played before; else the last full working day, at the earliest one on which all standards are
    in force.
    """
    before = CaseRow.objects.filter(case=case_id(hotel.NUMBER)).values_list("opened", flat=True).first()
    if before is not None:
        return Day(before // DAY)
    in_force = max(parse_day(standards.load(key).effective or "2026-01-01") for key in standards.names())
    number = max(clock.now().date().toordinal(), in_force + 20) - 1
    while not CHINA.is_working(number):
        number -= 1
    return Day(number)


def play_day(tell: Callable[[str, int, int], None]) -> Day:
    """Brings in the day's orders and plays them; what was played before is left as it is."""
    day = played_day()
    with clock.set_to(clock.aware(day.at(7, 40))):
        _staff_files(day)
        bring_in(_orders(day))
        _give_out()
        _complaints()
    robot = Robot(CAST)
    plans = _plans(day)
    recorded = 0
    for number, plan in enumerate(plans):
        tell(CaseRow.objects.get(case=plan.case).number, number, len(plans))
        recorded += robot.play(plan)
    forget_tokens()
    return Day(day.number, recorded)


def orders_of_today(day: Day) -> None:
    """Orders that came in just now and wait for somebody, if the demo's last ones are finished or old."""
    today = clock.now().date()
    if today.toordinal() <= day.number:
        return
    stamp = f"{today:%m%d}"
    bring_in([home_order(f"Z-{stamp}{n}", n + 7, place, None, "installation") for n, place in enumerate(OF_PLACE)])
    forget_tokens()


def _orders(day: Day) -> list[dict[str, Any]]:
    """The rows of the workbook."""
    places = ("chengnan", "chengbei", "chengxi")
    rows = [
        {
            "工单号": hotel.NUMBER,
            "类型": "装机单",
            "规范": "hotel-iptv",
            "片区": "城南",
            "酒店名称": "栎园大酒店",
            "属高级酒店": "是",
            "本单房号": "、".join(hotel.ROOMS),
            "回单时限": "1 working day",
        }
    ]
    rows += [
        home_order(number, n, places[n % 3], _who(number, places[n % 3]), "installation") for n, number in _homes()
    ]
    rows += [home_order(f"G-01{n:02d}", n + 3, places[n % 3], OF_PLACE[places[n % 3]], "repair") for n in range(1, 4)]
    return rows


def _homes() -> list[tuple[int, str]]:
    return [(n, f"Z-09{n:02d}") for n in HOMES]


def _who(number: str, place: str) -> str:
    return OTHERWISE.get(number, OF_PLACE[place])


def home_order(number: str, n: int, place: str, who: str | None, kind: str) -> dict[str, Any]:
    home, conduct = standards.load(HOME[0]), standards.load(HOME[1])
    names = {**conduct.labels.facts, **home.labels.facts}
    product = home.choice_words("product", ("broadband", "iptv", "bundle")[n % 3]).zh
    facts = {
        "product": product,
        "same_day": "否",
        "customer": NAMES[n % len(NAMES)],
        "phone": f"1390000{500 + n:04d}",
        "address": f"{STREETS[n % len(STREETS)]} {7 * n + 3} 号",
        "order_no": number,
        "person": account(who).display_name if who else "",
        "area": {"chengnan": "城南", "chengbei": "城北", "chengxi": "城西"}[place],
        "place": conduct.choice_words("place", "customer_home").zh,
    }
    fixed = {"工单号": number, "类型": kind, "规范": "、".join(HOME), "片区": facts["area"]}
    return {**fixed, **{_heading(key, names[key].zh, fixed): value for key, value in facts.items()}}


def _heading(key: str, label: str, fixed: Mapping[str, str]) -> str:
    """The heading of a fact: its name, unless that is a fixed heading already."""
    return f"fact.{key}" if label in fixed else label


def bring_in(rows: Sequence[Mapping[str, Any]]) -> None:
    """Brings rows in through the import, kind by kind as a company's files are."""
    by_heads: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        by_heads.setdefault(tuple(row), []).append(row)
    for heads, those in by_heads.items():
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "工单"
        sheet.append(heads)
        for row in those:
            sheet.append([row[head] for head in heads])
        content = io.BytesIO()
        book.save(content)
        file = SimpleUploadedFile("orders.xlsx", content.getvalue())
        done = ask("fangsu", "POST", "orders/import", files={"file": file, "dry_run": "false"})
        if done["wrong"]:
            raise RuntimeError(f"rows of the demo were refused: {[row for row in done['rows'] if row['faults']]}")


def _complaints() -> None:
    """Opens two complaints, as the supervisor does when they come in."""
    for n in (1, 2):
        number = f"T-010{n}"
        body = {
            "key": f"demo:open:{number}",
            "number": number,
            "standards": [{"standard": "complaint-supervision", "kind": "complaint"}],
            "place": "chengnan",
            "facts": {"channel": "phone", "responsible_department": "城南"},
        }
        if not CaseRow.objects.filter(number=number).exists():
            ask("tangyan", "POST", "cases", body)


def _give_out() -> None:
    """Gives each order to its person, as the dispatcher does in the morning."""
    for row in CaseRow.objects.filter(assignee=None, number__in=[hotel.NUMBER, *(f"Z-09{n:02d}" for n in HOMES)]):
        _give(row)
    for row in CaseRow.objects.filter(assignee=None, number__startswith="G-01"):
        _give(row)


def _give(row: CaseRow) -> None:
    who = hotel.MANAGER if row.number == hotel.NUMBER else _who(row.number, row.place)
    ask("fangsu", "POST", f"cases/{row.case}/assignment", {"key": f"demo:give:{row.number}", "person": who})


def _staff_files(day: Day) -> None:
    """Opens the technicians' staff files, and records what they are certified for."""
    for username in TECHNICIANS:
        person = account(username)
        number = f"SF-{person.staff_number}"
        case = case_id(number)
        if not CaseRow.objects.filter(case=case).exists():
            body = {
                "key": f"demo:file:{username}",
                "number": number,
                "standards": [{"standard": "home-broadband", "kind": "staff_file"}],
                "place": holding_place(username),
                "facts": {"person": person.display_name, "gender": "female" if username == "jiangwan" else "male"},
                "customer": f"staff:{username}",
                "person": username,
            }
            ask("gumingyuan", "POST", "cases", body)
        ask("gumingyuan", "POST", "acts", {"acts": _certifying(case, person.display_name, day)})


def _certifying(case: str, name: str, day: Day) -> list[dict[str, Any]]:
    at = (clock.aware(day.at(7, 30)) - timedelta(days=1)).isoformat()
    common = {"case": case, "at": at, "by": "certifier"}
    granted = date.fromordinal(day.number - 200).isoformat()
    until = date.fromordinal(day.number + 165).isoformat()
    post = {"person": name, "certificate": "post_certificate", "granted_on": granted, "valid_until": until}
    acts = [{**common, "key": f"demo:cert:{case}", "act": "certificate_granted", "data": post}]
    for subject in SUBJECTS:
        data = {"person": name, "subject": subject, "passed": True}
        acts.append({**common, "key": f"demo:{subject}:{case}", "act": "skill_assessed", "data": data})
    return acts


def holding_place(username: str) -> str:
    """Where an account of the demo holds its post."""
    from doorstep.gate.seeding.organisation import ACCOUNTS

    return next(place for name, *_, place in ACCOUNTS if name == username)


def _plans(day: Day) -> list[Plan]:
    """How each order of the day goes."""
    plans = [
        Plan(
            case_id(hotel.NUMBER),
            day.at(8, 5),
            day.at(17, 30),
            hotel.MANAGER,
            60,
            delay={"arrived": 2},
            rooms=hotel.scripts(date.fromordinal(day.number + 1)),
            left=frozenset(hotel.LEFT),
            pace=hotel.pace,
        )
    ]
    slips: dict[int, dict[str, Any]] = {
        2: {"delay": {"arrived": 35}},
        3: {"alter": {"prepared": {"shoe_covers": False}, "appearance_checked": {"badge_worn": False}}},
        4: {"alter": {"appearance_checked": {"badge_worn": False}}},
        5: {"skip": frozenset({"speed_test_shown"})},
        6: {
            "delay": {"arrived": 12},
            "alter": {"five_ones_checked": {"one_tool_mat": False, "one_cleaning_cloth": False}},
        },
        7: {"alter": {"rating_given": {"satisfied": False, "score": 2}}},
        9: {"alter": {"appearance_checked": {"uniform_worn": False}}},
    }
    ends = {5: day.at(11), 8: day.at(9)}
    for n in HOMES:
        case = case_id(f"Z-09{n:02d}")
        who = CaseRow.objects.get(case=case).assignee or "lumingchuan"
        plans.append(Plan(case, day.at(8, 10 + 4 * n), ends.get(n, day.at(17, 40)), who, 150, **slips.get(n, {})))
    for n in range(1, 4):
        case = case_id(f"G-01{n:02d}")
        who = CaseRow.objects.get(case=case).assignee or "lumingchuan"
        plans.append(Plan(case, day.at(8, 40 + 5 * n), day.at(12) if n == 3 else day.at(17, 40), who, 150))
    plans += [Plan(case_id("T-0101"), day.at(9, 20), day.at(17, 40), "tangyan", 600, times=1)]
    plans += [Plan(case_id("T-0102"), day.at(15, 5), day.at(15, 30), "tangyan", 600, times=1)]
    return plans

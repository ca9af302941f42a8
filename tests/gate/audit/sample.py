"""An audit made by hand, without importer or judge: two small standards, hotels and homes, some clauses broken.

The tests of what is written from an audit (the report's data, its page, the workbook of breaches) stand on it, so that
they fail for faults of their own only. Everything random is seeded.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from doorstep.gate.audit.judged import Audit, Found, JudgedCase, JudgedOrder, Ruling
from doorstep.gate.audit.workbook.result import Act, Import, Order
from doorstep.language.model import ActKind, CaseKind, Clause, Labels, Role, Standard, Words
from doorstep.language.types import parse_type

AS_OF = "2026-10-12 18:00"
PEOPLE = ("周予安", "林向北", "何知秋", "沈一舟", "陆鸣川")
HOTELS = ("临汐宾馆", "栎园大酒店", "望潮饭店")


def words(zh: str, en: str) -> Words:
    """Both names of a thing."""
    return Words(zh, en)


def act(key: str, zh: str, en: str, by: tuple[str, ...], **fields: str) -> ActKind:
    """A kind of act."""
    return ActKind(key, Words(zh, en), by, {name: parse_type(kind) for name, kind in fields.items()})


def clause(key: str, zh: str, en: str, kind: str, rule: dict[str, Any], **more: Any) -> Clause:
    """A clause."""
    return Clause(
        id=key,
        where=more.pop("where", "一、1"),
        words=Words(zh, en),
        kind=kind,
        check=more.pop("check", "auto"),
        cases=("installation",),
        rule=rule,
        raw_rule=rule,
        **more,
    )


def hotel() -> Standard:
    """The hotels' standard: by room."""
    manager = ("account_manager",)
    acts = (
        act("contract_signed", "签约", "contract signed", manager, contract_no="text"),
        act("plan_accepted", "组网方案验收", "network plan accepted", ("hotel_manager",), network_plan="text"),
        act("customer_called", "致电酒店", "hotel called", manager, called="person", phone="phone",
            purpose="choice[booking|reminder]", transcript="transcript"),
        act("arrived", "到达酒店", "arrived at hotel", manager, location="location"),
        act("knocked", "敲门招呼", "knocked and called", manager, room="text", calls="int", answered="bool"),
        act("work_started", "开始作业", "work started", manager, room="text", occupied="bool"),
        act("unit_done", "本间完工", "room done", manager, room="text", macs="list[text]"),
        act("left_site", "离开酒店", "left hotel", manager),
    )  # fmt: skip
    clauses = (
        clause("hotel-iptv/1.2", "2个工作日之内首次上门。", "First visit within two working days.", "deadline",
               {"after": ["contract_signed", "plan_accepted"], "act": "arrived", "within": "2 working days"},
               note="Counted from the `plan_accepted` where both are there."),
        clause("hotel-iptv/3.5", "不出作业区。", "Stay where the work is.", "conduct",
               {"items": [{"key": "area", "zh": "只在作业区", "en": "keeps to the work area"}]}, check="observed"),
        clause("hotel-iptv/3.6", "空房的安装连同调试用时3至5分钟,以5分钟为限。",
               "A vacant room takes no more than five minutes.", "duration",
               {"from": "work_started", "to": "unit_done", "at_most": "5 minutes"}, where="一、3(1)"),
        clause("hotel-iptv/6.12", "离店之后要回复工单。", "The order is answered after leaving.", "response",
               {"after": "left_site", "act": "plan_accepted"}),
        clause("hotel-iptv/7.1", "致电先问好。", "A call begins with a greeting.", "script",
               {"moment": "customer_called", "must": [{"key": "hello", "zh": "您好", "any": ["您好"]}]}),
    )  # fmt: skip
    return Standard(
        key="hotel-iptv",
        title=Words("酒店机顶盒", "Hotel set-top boxes"),
        summary="",
        source={},
        roles={
            "account_manager": Role("account_manager", Words("客户经理", "account manager")),
            "hotel_manager": Role("hotel_manager", Words("酒店负责人", "hotel manager"), party=True),
        },
        cases={
            "installation": CaseKind(
                "installation",
                Words("酒店装机单", "hotel installation"),
                {"hotel": parse_type("text"), "rooms": parse_type("list[text]"), "upscale_hotel": parse_type("bool")},
                unit="room",
            )
        },
        acts={one.key: one for one in acts},
        clauses={one.id: one for one in clauses},
        labels=Labels(
            units={"room": Words("房间", "room")},
            facts={
                "hotel": Words("酒店名称", "hotel"),
                "rooms": Words("本单房号", "rooms"),
                "upscale_hotel": Words("属高级酒店", "upscale hotel"),
            },
            fields={
                "contract_no": Words("合同号", "contract number"),
                "network_plan": Words("组网方案", "network plan"),
                "called": Words("接电话的人", "person called"),
                "phone": Words("电话", "phone"),
                "purpose": Words("事由", "purpose"),
                "transcript": Words("对话", "conversation"),
                "location": Words("定位", "location"),
                "room": Words("房号", "room"),
                "calls": Words("招呼几次", "calls"),
                "answered": Words("有人应门", "answered"),
                "occupied": Words("房内有住客", "occupied"),
                "macs": Words("装上的MAC", "MACs installed"),
            },
            choices={"purpose": {"booking": Words("预约", "booking"), "reminder": Words("提醒", "reminder")}},
        ),
        version="2026.1",
        effective="2026-10-01",
    )


def home() -> Standard:
    """The homes' standard: one visit each."""
    worker = ("technician",)
    acts = (
        act("order_received", "接单", "order received", worker, order_no="text"),
        act("customer_called", "致电客户", "customer called", worker, phone="phone"),
        act("arrived", "到达", "arrived", worker, location="location"),
        act("speed_tested", "测速", "speed tested", worker, download="decimal"),
        act("left_site", "离开", "left", worker),
    )
    duties = (
        ("5.1", "接单后30分钟内致电客户。", "Call the customer within 30 minutes.", "deadline",
         {"after": "order_received", "act": "customer_called", "within": "30 minutes"}),
        ("5.6", "比约定时间早到至少10分钟。", "Arrive at least ten minutes early.", "notice",
         {"act": "arrived", "before": "left_site", "at_least": "10 minutes"}),
        ("5.11", "当面测速,留下结果,再签字。", "Test the speed before the signature.", "precedence",
         {"act": "left_site", "requires": ["speed_tested"]}),
        ("5.12", "留下服务热线。", "Leave the hotline's number.", "form", {"act": "arrived", "fields": ["location"]}),
        *((f"6.{n}", f"第{n}项自查。", f"Item {n} of the self-check.", "checklist",
           {"act": "arrived", "items": [{"key": f"item{n}", "zh": f"第{n}项", "en": f"item {n}"}]}) for n in range(1, 9)),
    )  # fmt: skip
    return Standard(
        key="home-broadband",
        title=Words("家庭宽带", "Home broadband"),
        summary="",
        source={},
        roles={"technician": Role("technician", Words("装维员", "technician"))},
        cases={
            "installation": CaseKind(
                "installation",
                Words("装机单", "installation"),
                {"customer": parse_type("person"), "address": parse_type("text")},
            )
        },
        acts={one.key: one for one in acts},
        clauses={f"home-broadband/{n}": clause(f"home-broadband/{n}", *rest) for n, *rest in duties},
        labels=Labels(
            facts={"customer": Words("客户", "customer"), "address": Words("地址", "address")},
            fields={
                "order_no": Words("单号", "order number"),
                "phone": Words("电话", "phone"),
                "location": Words("定位", "location"),
                "download": Words("下载速率", "download speed"),
            },
        ),
        version="2026.1",
        effective="2026-10-01",
    )


@dataclass(frozen=True)
class Wrong:
    """A row that is wrong, as the importer hands it over."""

    level: str
    sheet: str
    row: int
    column: str | None
    written: str
    order: str | None
    zh: str
    en: str
    file: str = "september.xlsx"
    cells: tuple[Any, ...] = field(default=())

    def said(self, lang: str) -> str:
        """What is wrong and how to mend it."""
        return self.zh if lang == "zh" else self.en


PROBLEMS = (
    Wrong("rejected", "动作", 12, "时间", "25:61", "H-0001", "不是时间；写成 2026-09-28 09:00",
          "is no time; write 2026-09-28 09:00"),
    Wrong("rejected", "动作", 88, "动作", "上门", "Z-0004", "没有这个动作；最接近 到达", "no such act; the nearest is arrived"),
    Wrong("rejected", "工单", 31, "类型", "新装", "Z-9960", "没有这个类型；最接近 装机单",
          "no such kind; the nearest is installation"),
    Wrong("remark", "动作", 40, "备注2", "已联系", "Z-0002", "本动作没有这一列，未用", "this act has no such column; not used"),
)  # fmt: skip


def order(number: str, standard: str, acts: list[Act], facts: dict[str, Any], **more: Any) -> Order:
    """An order under one standard."""
    return Order(
        number=number, kinds={standard: "installation"}, area=more.get("area"), owner=more.get("owner"), sheet="工单",
        row=2, facts={standard: facts}, acts=acts, lost=more.get("lost", 0),
    )  # fmt: skip


def done(at: str, key: str, by: str, row: int, **more: Any) -> Act:
    """An act as it stands in a row."""
    data = more.pop("data", {})
    return Act(
        at=at, act=key, by=by, person=more.get("person"), unit=more.get("unit"), data=data, seen={},
        received=more.get("received"), sheet="动作", row=row,
    )  # fmt: skip


def clock(minutes: float) -> str:
    """A time of day, with its seconds where it has any."""
    seconds = round(minutes * 60)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return text + (f":{seconds % 60:02}" if seconds % 60 else "")


def hotel_order(number: str, rooms: int, chance: random.Random) -> tuple[Order, JudgedOrder]:
    """A hotel's order: some rooms, each with three acts; a late first visit, and rooms that took too long."""
    who = chance.choice(PEOPLE)
    acts = [
        done("2026-09-28 10:20", "contract_signed", "account_manager", 3, person=who, data={"contract_no": "HT-0917"}),
        done("2026-09-30 16:00", "plan_accepted", "hotel_manager", 4, person=who, data={"network_plan": "光猫到楼层"}),
        done("2026-09-30 16:30", "customer_called", "account_manager", 5, person=who,
             data={"called": "小乔", "phone": "0571-80000011", "purpose": "booking"}, received="2026-09-30 18:30"),
        done("2026-10-10 09:05", "arrived", "account_manager", 6, person=who, data={"location": "30.24, 120.17"}),
    ]  # fmt: skip
    found = []
    minute = 9 * 60 + 20.0
    for n in range(rooms):
        room = f"{8 + n // 20:02}{n % 20 + 1:02}"
        took = chance.choice((130, 170, 215, 230, 250, 290, 341, 380))
        first = len(acts)
        for key, length, data in (
            ("knocked", 0.5, {"room": room, "calls": 3, "answered": False}),
            ("work_started", took / 60, {"room": room, "occupied": False}),
            ("unit_done", 2.0, {"room": room, "macs": [f"02:00:00:00:08:{n:02X}"]}),
        ):
            at = f"2026-10-10 {clock(minute)}"
            acts.append(done(at, key, "account_manager", 7 + len(acts), person=who, unit=room, data=data))
            minute += length
        found.append(room_finding(room, first, took))
    acts.append(done(f"2026-10-10 {clock(minute)}", "left_site", "account_manager", 7 + len(acts), person=who))
    facts = {"hotel": chance.choice(HOTELS), "rooms": [f.unit for f in found], "upscale_hotel": True}
    made = order(number, "hotel-iptv", acts, facts, area=chance.choice(("城南", "城北")), owner=who,
                 lost=1 if number == "H-0001" else 0)  # fmt: skip
    return made, JudgedOrder(AS_OF, (hotel_case(found, len(acts) - 1),))


def room_finding(room: str, first: int, took: int) -> Found:
    """What 3.6 finds in a room that took ``took`` seconds."""
    over = took - 300
    verdict = "breached" if over > 0 else "met"
    tail = (
        (f"，超 {over // 60} 分 {over % 60} 秒。", f", {over // 60} min {over % 60} s over.")
        if over > 0
        else ("。", ".")
    )
    return Found(
        verdict, room, first + 1, first + 2, None, over if over > 0 else None, took, (first + 1, first + 2),
        Words(f"开始作业到本间完工用时 {took // 60} 分 {took % 60} 秒，时限 5 分{tail[0]}",
              f"Work took {took // 60} min {took % 60} s, limit 5 min{tail[1]}"),
    )  # fmt: skip


def hotel_case(rooms: list[Found], left: int) -> JudgedCase:
    """The verdicts of a hotel's order whose rooms were found so."""
    late = Found(
        "breached", None, 0, 3, "2026-10-09 24:00", 32700, None, (0, 1, 3),
        Words("签约 09-28 10:20, 方案验收 09-30 16:00 (酒店负责人)；自后者起 2 个工作日，"
              "到 10-09 周五 24:00；首次到达 10-10 09:05，超 9 小时 5 分。国庆节 10-01…10-07 不计。",
              "Contract signed 09-28 10:20, plan accepted 09-30 16:00 (hotel manager); two working days from the latter, until "
              "Fri 9 Oct 24:00; first arrival 10-10 09:05, 9 h 5 min over. National Day 10-01…10-07 not counted."),
    )  # fmt: skip
    reply = Found(
        "pending", None, left, None, None, None, None, (left,),
        Words("离开酒店之后还没有回复工单，未定期限。", "The order has not been answered since leaving; no date is set."),
    )  # fmt: skip
    broken = sorted((one for one in rooms if one.verdict == "breached"), key=lambda one: -(one.over or 0))
    times = tuple((one.used or 0, one.verdict == "breached") for one in rooms)
    counted = (len(broken), 0, len(rooms) - len(broken))
    verdict = "breached" if broken else "met"
    rulings = (
        Ruling("hotel-iptv/1.2", "breached", (late,), ((1098300, True),)),
        Ruling("hotel-iptv/3.6", verdict, tuple(broken or rooms[:1]), times, counted),
        Ruling("hotel-iptv/6.12", "pending", (reply,)),
    )
    verdicts = {one.clause: one.verdict for one in rulings} | {
        "hotel-iptv/3.5": "not_applicable",
        "hotel-iptv/7.1": "not_applicable",
    }
    return JudgedCase("hotel-iptv", "installation", verdicts, rulings, ("hotel-iptv/7.1",))


def home_order(number: str, chance: random.Random) -> tuple[Order, JudgedOrder]:
    """A home's order of five acts."""
    who = chance.choice(PEOPLE)
    date = f"2026-09-{chance.randint(1, 30):02}"
    start = chance.randint(9 * 60, 15 * 60)
    called = chance.choice((5, 12, 19, 25, 29, 41, 75))
    times = (start, start + called, start + 120, start + 150, start + 180)
    keys = ("order_received", "customer_called", "arrived", "speed_tested", "left_site")
    data = ({"order_no": number}, {"phone": "13900000501"}, {"location": "30.25, 120.16"}, {"download": 512.5}, {})
    acts = [
        done(f"{date} {clock(at)}", key, "technician", 100 + i, person=who, data=held)
        for i, (at, key, held) in enumerate(zip(times, keys, data, strict=True))
    ]
    facts = {"customer": chance.choice(("吴女士", "郑先生", "江晚")), "address": f"望潮路 {chance.randint(1, 90)} 号"}
    made = order(number, "home-broadband", acts, facts, area=chance.choice(("城南", "城北", "城西")), owner=who)
    rulings = tuple(home_ruling(key, called, chance) for key in home().clauses)
    verdicts = {one.clause: one.verdict for one in rulings}
    return made, JudgedOrder(AS_OF, (JudgedCase("home-broadband", "installation", verdicts, rulings, ()),))


def home_ruling(key: str, called: int, chance: random.Random) -> Ruling:
    """A verdict of one clause: 5.1 by its time, the others by chance."""
    if key == "home-broadband/5.1":
        over = (called - 30) * 60
        said = Words(f"接单到致电客户 {called} 分，时限 30 分。", f"Called {called} min after the order; limit 30 min.")
        verdict = "breached" if over > 0 else "met"
        found = Found(verdict, None, 0, 1, None, over if over > 0 else None, called * 60, (0, 1), said)
        return Ruling(key, verdict, (found,), ((called * 60, over > 0),))
    verdict = "breached" if chance.random() < {"5.6": 0.3, "5.11": 0.2, "5.12": 0.05}.get(key[15:], 0.01) else "met"
    said = (
        Words("没有按要求做。", "Not done as required.")
        if verdict == "breached"
        else Words("按要求做了。", "Done as required.")
    )
    return Ruling(key, verdict, (Found(verdict, None, 4, None, None, None, None, (2, 4), said),))


def audit(*, hotels: int = 3, homes: int = 60, rooms: int = 8) -> Audit:
    """An audit of so many orders."""
    chance = random.Random(20260928)
    made = [hotel_order(f"H-{n:04}", rooms, chance) for n in range(1, hotels + 1)]
    made += [home_order(f"Z-{n:04}", chance) for n in range(1, homes + 1)]
    imported = Import(
        orders=[one for one, _ in made],
        problems=list(PROBLEMS),  # type: ignore[arg-type]
        ignored_columns=[("动作", "备注3")],
        standards=("hotel-iptv", "home-broadband"),
    )
    standards = {"hotel-iptv": hotel(), "home-broadband": home()}
    return Audit(imported, AS_OF, standards, [judged for _, judged in made])

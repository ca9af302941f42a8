"""How a complaint at the 800 line unfolds when everything is done by the book.

One method a flow; which complaint takes which flow is in ``hotline``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from . import people
from .records import Order, talk

DESK = ("address_book", "solutions", "tally", "problem_form", "register_form", "consult_form", "callback_form")

OUTLETS = ("望潮路营业厅", "汀洲苑营业厅", "澜桥里营业厅", "栎园街营业厅")

COMPLAINTS = {
    "technical": ("自助缴费机反复重启", "缴费机打印空白", "终端登录后黑屏", "读卡器不认卡"),
    "service": ("维修工程师态度生硬", "上门两次都没带备件", "约好的时间没有人来"),
    "sales": ("套餐价格和宣传不一样", "促销礼品没有到", "代理商承诺的折扣没有兑现"),
    "other": ("账单寄错了地址", "网点停电后怎样恢复"),
}

HANDLERS = {
    "tech_engineer": "段临川",
    "service_engineer": "姚近月",
    "product_head": "章执中",
    "product_manager": "贺长安",
}
REVIEWER = "温故"

BY_PHONE = {
    "technical": "tech_engineer",
    "service": "service_engineer",
    "sales": "product_head",
    "other": "tech_engineer",
}
BY_WEB = {
    "technical": "tech_engineer",
    "service": "service_engineer",
    "sales": "product_manager",
    "other": "tech_engineer",
}


class Story:
    """One complaint as it unfolds; ``clock`` is where it has come to."""

    def __init__(self, order: Order, kind: str, start: datetime, number: int, rng: Random) -> None:
        self.order, self.kind, self.clock, self.number, self.rng = order, kind, start, number, rng
        self.text = COMPLAINTS[kind][number % len(COMPLAINTS[kind])]
        self.outlet = OUTLETS[number % len(OUTLETS)]
        self.phone = people.mobile(59 + number)

    def tell(self, flow: str) -> None:
        """The whole flow of that name."""
        getattr(self, f"_{flow}")()

    def _do(self, minutes: float, act: str, by: str = "hotline_agent", /, **data: object) -> None:
        self.clock += timedelta(minutes=minutes)
        self.order.do(self.clock, act, by, **data)

    def _answer(self) -> None:
        """The desk is ready, the phone rings, the problem is understood."""
        self.order.do(self.clock.replace(hour=8, minute=35), "desk_prepared", "hotline_agent", confirmed=list(DESK))
        self._do(
            0,
            "call_answered",
            rings=2 + self.number % 2,
            caller_phone=self.phone,
            transcript=talk("我: 您好！澜江通信800热线，请问是什么问题？", f"客: {self.text}。"),
        )
        self._do(2, "problem_classified", type=self.kind, ask_purpose=self.text)

    def _record(self, *, known: bool) -> None:
        self._do(
            1,
            "request_recorded",
            phone=self.phone,
            contact=self.order.people["customer"],
            outlet=self.outlet,
            details=self.text,
            type=self.kind,
            solution_known=known,
        )

    def _hang_up(self, *lines: str) -> None:
        """The end of the call; what was said in it is its transcript."""
        self._do(1, "call_ended", hung_up_first="customer", transcript=talk(*lines, "我: 感谢您的来电，再见。"))

    def _log(self, solution: str, **more: object) -> None:
        self._do(3, "consult_logged", description=self.text, solution=solution, **more)
        self._do(1, "tally_marked", strokes=1)

    def _solved(self) -> None:
        """A ready solution answers the caller."""
        self._answer()
        self._do(1, "solution_looked_up", found=True, by_phone=True, transcript=talk("我: 请稍等，我查找资料看一下。"))
        self._record(known=True)
        self._do(2, "solution_given", understood=True, satisfied=True)
        self._do(0, "reply_given", reply_channel="phone")
        self._hang_up("我: 我把处理办法告诉您，您照着做就行。", "客: 好，明白了。")
        self._log("按一般性问题处理方案答复", solved=True)

    def _guided(self) -> None:
        """Solved inside, and the caller led through it."""
        self._answer()
        self._record(known=False)
        self._do(1, "info_confirmed")
        self._hang_up("我: 我们先内部查一下，很快给您回电。", "客: 好的。")
        self._log("内部查清后回电")
        self._do(25, "internal_check_done", solvable=True)
        self._do(5, "solution_looked_up", found=True, by_phone=True, transcript=talk("我: 请稍候，正在查找资料。"))
        name = self.order.people["customer"]
        self._do(
            4,
            "solution_given",
            understood=True,
            satisfied=True,
            transcript=talk(
                f"我: 您好，请问是{name}吗？我是澜江通信800热线。", "客: 是我。", "我: 请先断电再重启。谢谢您的配合。"
            ),
        )
        self._do(3, "reply_given", reply_channel="phone")
        self._do(1, "problem_solved", solved_at=self.clock)

    def _tested(self) -> None:
        """The caller is to test it himself, says nothing for a day, and counts as served."""
        self._answer()
        self._do(1, "solution_looked_up", found=True, by_phone=True, transcript=talk("我: 请稍等，我查资料。"))
        self._record(known=True)
        due = self.clock + timedelta(hours=24, minutes=2)
        self._do(
            2,
            "test_requested",
            reply_due=due,
            transcript=talk("我: 麻烦您换个插座试一下，24小时内把结果告诉我们，好吗？", "客: 行。"),
        )
        self._do(0, "solution_given", understood=True, satisfied=True)
        self._hang_up("我: 等您的消息。", "客: 好。")
        self._log("请客户自行测试")
        self._do(24 * 60 + 5, "problem_deemed_solved")
        self._do(10, "reply_given", reply_channel="phone")

    def _hand_on(self) -> None:
        """The form is filled, given to who answers for it, and comes back."""
        role = (BY_WEB if self.order.facts["channel"] == "internet" else BY_PHONE)[self.kind]
        if self.kind == "technical" and role == "tech_engineer":
            self._do(12, "internal_check_done", solvable=False)
        day, agent_no, serial = f"{self.clock:%Y%m%d}", self.order.facts["agent_no"], f"{self.number:03d}"
        self._do(
            8,
            "problem_form_filled",
            form_no=f"{day}-{agent_no}-{serial}",
            day=day,
            agent_no=agent_no,
            serial=serial,
            customer_name=self.order.people["customer"],
            mobile=self.phone,
            outlet=self.outlet,
            address=people.address(59 + self.number),
            type=self.kind,
            description=self.text,
            legible=True,
        )
        self._do(self.rng.randrange(6, 40), "form_forwarded", to_role=role)
        if self.kind == "technical":
            self._ticket()
        if self.kind == "service":
            self._do(
                30,
                "complaint_talked",
                "service_engineer",
                transcript=talk(
                    "我: 您好，给您带来不便很抱歉，请您说说经过。", "客: 说好的时间没人来。", "我: 我马上去查。"
                ),
            )
        self._come_back(role)

    def _ticket(self) -> None:
        visit = (self.clock + timedelta(days=1)).replace(hour=10, minute=0)
        self._do(20, "customer_contacted", "tech_engineer", contact_purpose="agree_time")
        self._do(
            5,
            "technical_ticket_filled",
            "tech_engineer",
            agreed_time=visit,
            agreed_place=self.outlet,
            required_by=visit.replace(hour=18) + timedelta(days=2),
        )

    def _come_back(self, role: str) -> None:
        """The result, its review, its place in the file, and the answer to the customer."""
        handler = HANDLERS[role]
        returned = (self.clock + timedelta(days=1)).replace(hour=11, minute=self.number % 50)
        day = returned.date().isoformat()
        self.order.do(
            returned,
            "result_returned",
            role,
            plan="现场核实后处理",
            drafted_by=handler,
            drafted_on=self.clock.date().isoformat(),
            result="已处理，客户认可",
            handled_by=handler,
            handled_on=day,
        )
        self.clock = returned
        self._do(40, "form_reviewed", "tech_manager", review_opinion="同意", reviewer=REVIEWER, reviewed_on=day)
        self._do(10, "form_archived")
        web = self.order.facts["channel"] == "internet"
        self._do(15, "reply_given", "hotline_agent", reply_channel="internet" if web else "phone")
        self._do(2, "problem_solved", solved_at=self.clock)

    def _take_down(self) -> None:
        """A call that no ready solution answers: recorded, agreed to be handed on, confirmed."""
        self._answer()
        self._record(known=False)
        self._do(
            1,
            "transfer_agreed",
            to_department="相关部门",
            transcript=talk(
                "我: 我把您的问题记下来，转给相关部门处理，可以吗？",
                "客: 可以。",
                "我: 感谢您的来电，有需要请再次拨打800电话。",
            ),
        )
        self._do(1, "info_confirmed")
        self._hang_up("我: 有结果我们马上回复您。", "客: 好。")

    def _handed(self) -> None:
        self._take_down()
        self._log("转相关部门处理")
        self._hand_on()

    def _overnight(self) -> None:
        """Not finished that day: marked, handed over, and looked at by the next day's engineer."""
        self._take_down()
        self._log("待次日继续处理", solved=False, marked_unfinished=True)
        self.order.do(
            self.clock.replace(hour=17, minute=20), "unfinished_handed_over", "hotline_agent", handed_to="辛折柳"
        )
        self.order.do(
            self.clock.replace(hour=8, minute=50) + timedelta(days=1), "unfinished_checked", "next_day_engineer"
        )
        self._hand_on()

    def _web(self) -> None:
        """A ticket on the web page."""
        self.order.do(self.clock, "ticket_received", "customer").person = None  # typed in by the customer
        self._do(14, "ticket_viewed", "hotline_engineer")
        self._record(known=False)
        self._do(2, "problem_classified", type=self.kind, ask_purpose=self.text)
        self._hand_on()

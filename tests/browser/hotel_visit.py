"""The hotel's two visits on the account manager's phone: readiness, arrival, five rooms each in its own way, leaving; then
the room that was put off, reply and entry.

Nothing here asks the API; every wait is for what then stands on the screen.
"""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.hotel_screens import Console, Day, Phone, draw

TUESDAY = "2026-10-13"


def to_job(phone: Phone) -> None:
    """The job's page, from today's list."""
    phone.page.goto("/field/")
    phone.page.locator(".card .line-link").first.click()
    expect(phone.page.locator("main .facts")).to_be_visible()


def step(phone: Phone, name: str) -> None:
    """The next step of the job, which the page offers first; its yes-or-no questions answered with yes."""
    to_job(phone)
    button = phone.page.locator("main .button.filled")
    expect(button).to_have_text(name)
    button.click()
    expect(phone.page.get_by_role("heading", name=name)).to_be_visible()
    form = phone.page.locator(".act-form")
    expect(form).to_be_visible()
    for yes in form.get_by_role("button", name="是", exact=True).all():
        if yes.get_attribute("aria-pressed") != "true":
            yes.click()


def at_the_hotel(phone: Phone, day: Day) -> None:
    """Kit and appearance with a photo, arrival, front desk, the hotel's wishes, the plan."""
    day.set(f"{TUESDAY} 08:50")
    step(phone, "备齐工具包")
    phone.record()
    day.set(f"{TUESDAY} 09:00")
    groomed(phone)
    for now, name in (("09:20", "到达酒店"), ("09:22", "开工前核对工作单")):
        day.set(f"{TUESDAY} {now}")
        step(phone, name)
        phone.record()
    day.set(f"{TUESDAY} 09:25")
    step(phone, "记录酒店要求")
    phone.write("terminal_position", "电视柜上")
    phone.write("cable_route", "沿踢脚线")
    phone.record()
    day.set(f"{TUESDAY} 09:27")
    step(phone, "拟定作业方案")
    phone.write("work_plan", "逐间先试网口")
    phone.record()


def groomed(phone: Phone) -> None:
    """Appearance checked, with a photo."""
    step(phone, "仪容自查")
    phone.press("拍照")
    phone.press("拍")
    expect(phone.page.locator(".act-form .field[data-field=photo] img")).to_be_visible()
    phone.record()


def photo_of(phone: Phone) -> None:
    """The one photo that is asked for."""
    phone.page.locator("[data-shutter]").click()
    expect(phone.page.get_by_role("button", name="发送", exact=True)).to_be_visible()


def type_mac(phone: Phone, mac: str) -> None:
    """The camera sees no label: the twelve places by the keypad."""
    phone.press("手输")
    keypad = phone.page.locator(".keypad")
    for key in mac:
        phone.press(key, within=keypad)
    phone.press("就是这个", within=keypad)


def to_room(phone: Phone, room: str) -> None:
    """The room's page, from the job's."""
    to_job(phone)
    phone.go(re.compile("^房间"), exact=False)
    phone.page.locator(".tile", has_text=room).click()
    expect(phone.page.get_by_role("heading", name=re.compile(room))).to_be_visible()


def tap(phone: Phone, name: str) -> None:
    """A tap that records."""
    phone.press(name)
    expect(phone.page.locator(".undo")).to_contain_text(name)


def finish(phone: Phone, room: str, name: str, mac: str) -> None:
    """A box is typed, its cabling photographed, the room done and left."""
    phone.press(name)
    type_mac(phone, mac)
    photo_of(phone)
    phone.press("发送")
    expect(phone.page.locator(".tile", has_text=room)).to_contain_text("完工")


def vacant(phone: Phone, day: Day, room: str, start: str, end: str, *, fails: str | None = None) -> None:
    """A vacant room within five minutes; ``fails`` is the moment of a test that does not pass."""
    day.set(f"{TUESDAY} {start}")
    to_room(phone, room)
    tap(phone, "空房开工")
    if fails:
        day.set(f"{TUESDAY} {fails}")
        phone.go("调试未通过")
        phone.press("盒子坏")
        phone.press("记下，再试")
    day.set(f"{TUESDAY} {end}")
    finish(phone, room, "空房完工", f"02000000{room}")


def consented(phone: Phone, day: Day, room: str) -> None:
    """A guest opens and agrees."""
    day.set(f"{TUESDAY} 09:45")
    to_room(phone, room)
    tap(phone, "有人应门")
    tap(phone, "住客同意,进房开工")
    phone.shoot("06-room")
    day.set(f"{TUESDAY} 09:49")
    finish(phone, room, "有住客的房间完工", f"02000000{room}")


def declined(phone: Phone, day: Day, room: str) -> None:
    """A guest opens and would rather not: he is out from one o'clock."""
    day.set(f"{TUESDAY} 09:55")
    to_room(phone, room)
    tap(phone, "有人应门")
    phone.press("住客不便")
    phone.press("表示不便")
    phone.press("住客外出时")
    phone.page.locator("[data-field=available_from]").get_by_role("button", name="今天 13:00", exact=True).click()
    phone.press("发送")
    expect(phone.page.locator(".tile", has_text=room)).to_contain_text("改约")


def left(phone: Phone, console: Console, day: Day, room: str) -> str:
    """What the leaving page names, in its order, then out; the code of what was signed. The desk's open page sees it."""
    page = phone.page
    day.set(f"{TUESDAY} 10:25")
    rows = leaving(phone, 5)
    expect(rows.nth(0)).to_contain_text("完工间数 4 未完间数 1")
    rows.nth(0).click()
    page.locator(".act-form button[type=submit]").click()
    rows.filter(has_text="转达住客反馈").click()
    rows.filter(has_text="约定下次").click()
    for field, at in (("window_start", "14:00"), ("window_end", "15:00")):
        row = page.locator(f".field[data-field={field}]")
        phone.press("另选", within=row)
        row.locator("input[type=datetime-local]").fill(f"{TUESDAY}T{at}")
    phone.press("住客不便")
    page.locator(".act-form button[type=submit]").click()
    rows.filter(has_text="签名").click()
    code = signed(phone, "装好 4，未装 1", f"未装的房间：{room}")
    expect(console.page.locator(".live")).to_contain_text("周予安 记录了客户签收记录")
    gone(phone, "致电酒店")
    return code


def leaving(phone: Phone, owed: int) -> Locator:
    """The leaving page of the job, with so many acts owed: its lines."""
    to_job(phone)
    phone.go("离店前")
    rows = phone.page.locator("ol .line-link")
    expect(rows).to_have_count(owed)
    return rows


def gone(phone: Phone, then: str) -> None:
    """A card is left, then the hotel, which nothing holds back any more; ``then`` is what the job asks for next."""
    phone.page.locator("ol .line-link").filter(has_text="名片").click()
    expect(phone.page.get_by_text("都齐了，可以离开。")).to_be_visible()
    phone.press("离开酒店")
    expect(phone.page.locator("main .button.filled")).to_have_text(then)


def called_and_ready(phone: Phone, day: Day) -> None:
    """Before the second visit: the call that was promised, kit and appearance anew, in the order that the page offers."""
    day.set(f"{TUESDAY} 13:00")
    step(phone, "致电酒店")
    phone.write("called", "吴经理")
    phone.chip("purpose", "提醒")
    phone.shoot("10-call")
    phone.record()
    day.set(f"{TUESDAY} 13:30")
    step(phone, "备齐工具包")
    phone.record()
    day.set(f"{TUESDAY} 13:35")
    groomed(phone)
    for now, name in (("13:50", "到达酒店"), ("13:52", "开工前核对工作单")):
        day.set(f"{TUESDAY} {now}")
        step(phone, name)
        phone.record()


def second_visit(phone: Phone, day: Day, room: str) -> str:
    """The room that was put off is done while its guest is out, the hotel signs for all of it; the code of what was signed."""
    called_and_ready(phone, day)
    vacant(phone, day, room, "13:58", "14:01")
    day.set(f"{TUESDAY} 14:05")
    rows = leaving(phone, 3)
    expect(rows.nth(0)).to_contain_text("完工间数 5 未完间数 0")
    rows.nth(0).click()
    phone.page.locator(".act-form button[type=submit]").click()
    rows.filter(has_text="签名").click()
    code = signed(phone, "装好 5，未装 0")
    gone(phone, "回复工作单")
    return code


def replied_and_entered(phone: Phone, day: Day) -> None:
    """Back at the company: the order is answered, the rooms and boxes are entered; the job asks for nothing more."""
    day.set(f"{TUESDAY} 15:00")
    step(phone, "回复工作单")
    phone.write("department", "装维支撑中心")
    phone.record()
    day.set(f"{TUESDAY} 15:05")
    step(phone, "后台补录")
    form = phone.page.locator(".act-form")
    expect(form.locator("[data-field=room_count] input")).to_have_value("5")
    phone.write("mac_count", "5")
    phone.shoot("12-entry")
    phone.record()
    phone.shoot("13-finished")
    phone.send_all()


def signed(phone: Phone, *words: str) -> str:
    """The front desk reads and signs on the phone; the code of the words signed."""
    page = phone.page
    expect(page.locator("svg.pad")).to_be_visible()
    for one in words:
        expect(page.locator("main")).to_contain_text(one)
    phone.press("无意见")
    page.get_by_role("textbox", name="签名人", exact=True).fill("吴经理")
    phone.press("酒店前台")
    draw(page, page.locator("svg.pad"))
    phone.shoot("07-signing")
    phone.press("确认签名")
    done = page.get_by_text(re.compile("已签名，核验码"))
    expect(done).to_be_visible()
    code = done.inner_text().partition("核验码")[2].strip(" 。")
    phone.press("返回")
    return code

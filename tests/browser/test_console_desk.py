"""The dispatcher's desk in Chromium: who is looking, sick leave, handing over a day, appeals, wishes from the door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_console import (  # noqa: F401
    NARROW,
    LogIn,
    log_in,
    no_key,
    no_serious_fault,
    order,
    panel,
    server,
    shoot,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENT = 20_000
"""Milliseconds to wait for what a page shows: several browsers and servers may share the machine."""


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=PATIENT)
    yield
    expect.set_options(timeout=5_000)


SEND = """async ([method, path, body]) => {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("doorstep-csrf="));
  const headers = {"Content-Type": "application/json", "X-CSRFToken": cookie ? cookie.split("=")[1] : ""};
  const answer = await fetch(path, {method, headers, body: JSON.stringify(body)});
  return {status: answer.status, body: answer.status === 204 ? null : await answer.json()};
}"""


def send(page: Page, path: str, body: Any) -> Any:
    """What the server answers to a request of this page."""
    answer = page.evaluate(SEND, ["POST", path, body])
    assert answer["status"] < 300, answer
    return answer["body"]


def case_of(page: Page) -> str:
    """The case whose page is open."""
    found = re.search(r"/orders/([0-9a-f]{32})", page.url)
    assert found, page.url
    return found[1]


def test_who_else_is_looking_is_said_and_gone_when_they_go(log_in: LogIn) -> None:  # noqa: F811
    one, other = order(log_in("fangsu"), "H-0921"), order(log_in("zhouyuan"), "H-0921")
    expect(other.get_by_text("方素也在看")).to_be_visible()
    expect(one.get_by_text("周予安也在看")).to_be_visible()
    no_key(one)
    shoot(one, "looking")
    other.get_by_role("link", name="工作台").click()
    expect(one.get_by_text("周予安也在看")).to_have_count(0)
    expect(one.get_by_role("heading", name=re.compile("H-0921"))).to_be_visible()


def test_a_page_that_is_shut_is_gone_within_half_a_minute(log_in: LogIn) -> None:  # noqa: F811
    one, other = order(log_in("fangsu"), "Z-1043"), order(log_in("guxing"), "Z-1043")
    expect(one.get_by_text("顾行也在看")).to_be_visible()
    other.route("**/looking", lambda route: route.abort())  # cut off, so that it cannot even say good-bye
    other.context.close()
    expect(one.get_by_text("顾行也在看")).to_have_count(0, timeout=40_000)


def test_sick_today_counted_warned_of_and_taken_back(log_in: LogIn) -> None:  # noqa: F811
    page = log_in("fangsu", "/people/hezhiqiu")
    expect(page.get_by_text(re.compile("班 08:30–17:30|这一天不上班"))).to_be_visible()
    no_serious_fault(page)
    page.get_by_role("button", name="病假、请假").click()
    form = panel(page, "何知秋不在岗")
    no_serious_fault(page)
    form.get_by_label("到（含这天）").fill("2020-01-01")
    form.get_by_role("button", name="记下").click()
    expect(form.get_by_role("alert")).to_contain_text("最后一天早于第一天")
    form.get_by_role("button", name="今天", exact=True).click()
    form.get_by_role("button", name="记下").click()
    expect(page.get_by_text(re.compile("! .*病假"))).to_be_visible()
    no_serious_fault(page)
    no_key(page)
    shoot(page, "day-sick")

    page.get_by_role("link", name="工作台").click()
    page.get_by_role("link", name="病假 1", exact=True).click()
    expect(page.get_by_role("link", name="何知秋")).to_be_visible()
    expect(page.get_by_role("link", name="陆鸣川")).to_have_count(0)
    expect(page.get_by_text(re.compile("病假到"))).to_be_visible()
    no_serious_fault(page)
    shoot(page, "people-sick")

    page.get_by_role("link", name="工作台").click()
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Z-1042"))
    row.get_by_role("button", name="派单").click()
    away = row.get_by_role("listitem").filter(has_text="何知秋")
    expect(away).to_contain_text("今天病假")
    expect(away.get_by_role("button", name="仍派")).to_be_visible()
    shoot(page, "desk-sick")
    page.keyboard.press("Escape")

    page.goto("./people/hezhiqiu")
    page.get_by_role("button", name="收回这一段").click()
    expect(page.get_by_text(re.compile("! .*病假"))).to_have_count(0)


def test_gone_sick_while_the_list_was_open_is_said_before_it_is_given(log_in: LogIn) -> None:  # noqa: F811
    page, leader = log_in("fangsu"), log_in("guxing", "/people")
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Z-1042"))
    row.get_by_role("button", name="派单").click()
    person = row.get_by_role("listitem").filter(has_text="何知秋")
    expect(person.get_by_role("button", name="派给他")).to_be_visible()
    left = send(leader, "/api/console/people/hezhiqiu/leave", {"kind": "sick"})["leaves"][0]["id"]
    person.get_by_role("button", name="派给他").click()
    expect(row.get_by_role("alert")).to_contain_text(re.compile("何知秋 .*病假"))
    row.get_by_role("button", name="仍派").click()
    expect(page.get_by_text(re.compile("Z-1042 已派给何知秋"))).to_be_visible()
    page.get_by_role("button", name=re.compile("撤销")).click()
    expect(row.get_by_role("button", name="派单")).to_be_visible()
    send(leader, f"/api/console/people/hezhiqiu/leave/{left}/end", {})


def test_all_of_a_day_is_handed_over_and_taken_back(log_in: LogIn) -> None:  # noqa: F811
    page = log_in("fangsu", "/people/lumingchuan")
    expect(page.get_by_role("link", name="Z-1038")).to_be_visible()
    page.get_by_role("button", name="今天全部交出").click()
    form = panel(page, "陆鸣川今天的单全部交出")
    offer = form.get_by_role("listitem").filter(has_text="Z-1038")
    expect(offer.get_by_role("combobox")).to_have_value("hezhiqiu")  # who holds the certificates
    expect(offer).to_contain_text(re.compile("不会违反条款|会违反"))
    no_serious_fault(page)
    no_key(page)
    shoot(page, "handover")
    form.get_by_role("button", name=re.compile("交出 1 单")).click()
    expect(form.get_by_text("已交出 1 单。")).to_be_visible()
    form.get_by_role("button", name=re.compile("撤销")).click()
    expect(form.get_by_text("已全部撤回。")).to_be_visible()
    form.get_by_role("combobox", name=re.compile("Z-1038")).select_option("")
    form.get_by_role("button", name=re.compile("交出 0 单")).click()
    expect(form.get_by_role("alert")).to_have_text("选上要交出的单。")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Z-1038")).to_be_visible()


def test_a_shift_of_ones_own_with_nonsense_first(log_in: LogIn) -> None:  # noqa: F811
    page = log_in("fangsu", "/people/linxiangbei")
    page.get_by_role("button", name="改班次").click()
    form = panel(page, "林向北的班次")
    form.get_by_label("下班").fill("07:00")
    form.get_by_role("button", name="记下班次").click()
    expect(form.get_by_role("alert")).to_contain_text("下班要晚于上班")
    expect(form.get_by_label("下班")).to_have_value("07:00")
    form.get_by_label("下班").fill("18:00")
    for day in ("周一", "周二", "周三", "周四", "周五", "周六", "周日"):
        form.get_by_role("button", name=day, exact=True).click()
    no_serious_fault(page)
    shoot(page, "shift")
    form.get_by_role("button", name="记下班次").click()
    expect(page.get_by_text("班 08:30–18:00")).to_be_visible()
    expect(page.get_by_text(re.compile("这一天没有工单"))).to_be_visible()
    expect(page.get_by_text(re.compile("08:30–12:00 空档"))).to_be_visible()
    expect(page.get_by_text("午休 12:00–13:00")).to_be_visible()
    page.get_by_role("button", name="后一天").click()
    expect(page.get_by_text("班 08:30–18:00")).to_be_visible()
    page.get_by_role("button", name="前一天").click()
    page.get_by_role("button", name="前一天").click()
    expect(page.get_by_text("班 08:30–18:00")).to_have_count(0)  # it holds from today


def test_the_panel_takes_no_place_from_what_is_looked_at(log_in: LogIn) -> None:  # noqa: F811
    page = order(log_in("fangsu"), "H-0921")
    sections = {name: page.get_by_role("region", name=re.compile(name)).first for name in ("时间线", "条款")}
    page.get_by_role("button", name="备注", exact=True).first.click()
    form = panel(page, "备注")
    edge = _box(form)["x"]
    assert _right(sections["时间线"]) <= edge
    expect(sections["条款"]).to_be_hidden()
    expect(page.get_by_label("搜索工单")).to_be_visible()
    assert _box(form)["y"] >= _bottom(page.get_by_role("banner"))
    shoot(page, "panel-left")
    page.keyboard.press("Escape")
    expect(sections["条款"]).to_be_visible()

    page.get_by_role("button", name=re.compile("开始作业 .*")).first.click()  # an act that a sentence names
    grounds = panel(page, "依据")
    assert _right(sections["条款"]) <= _box(grounds)["x"]
    expect(sections["时间线"]).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("开始作业 .*")).first).to_be_in_viewport()
    shoot(page, "panel-right")
    page.set_viewport_size({"width": 1920, "height": 1000})
    assert _right(sections["条款"]) <= _box(grounds)["x"]
    expect(sections["时间线"]).to_be_visible()
    page.keyboard.press("Escape")

    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert _box(sections["条款"])["y"] >= _bottom(sections["时间线"])


def _box(shown: Any) -> Any:
    found = shown.bounding_box()
    assert found
    return found


def _right(shown: Any) -> float:
    return float(_box(shown)["x"] + _box(shown)["width"])


def _bottom(shown: Any) -> float:
    return float(_box(shown)["y"] + _box(shown)["height"])


def test_an_appeal_stands_beside_the_verdict(log_in: LogIn) -> None:  # noqa: F811
    his, hers = order(log_in("zhouyuan"), "H-0921"), order(log_in("fangsu"), "H-0921")
    row = his.locator("[data-clause='hotel-iptv/3.6']")
    row.get_by_role("button", name="申诉情况").click()
    form = panel(his, "3.6 的申诉情况")
    expect(form.get_by_text("还没有人说过什么。")).to_be_visible()
    form.get_by_role("button", name="记录有误").click()
    no_serious_fault(his)
    form.get_by_role("button", name=re.compile("申诉")).last.click()
    expect(row.get_by_text("申诉中")).to_be_visible()
    mark = hers.locator("[data-clause='hotel-iptv/3.6']")
    expect(mark.get_by_text("申诉中")).to_be_visible()
    expect(mark.get_by_text("违反", exact=True)).to_be_visible()  # the verdict stays
    mark.get_by_role("button", name="申诉情况").click()
    decide = panel(hers, "3.6 的申诉情况")
    expect(decide.get_by_text(re.compile("记录有误"))).to_be_visible()
    decide.get_by_role("button", name="申诉成立").click()
    expect(decide.get_by_role("alert")).to_have_text("写理由。")
    decide.get_by_label("理由（本人会看到）").fill("住客要求多留了一会儿")
    no_serious_fault(hers)
    shoot(hers, "appeal")
    decide.get_by_role("button", name="申诉成立").click()
    expect(mark.get_by_text("申诉成立")).to_be_visible()
    expect(mark.get_by_text("违反", exact=True)).to_be_visible()
    his.get_by_role("button", name=re.compile("点此更新")).click()  # he points at the page: it waits for his tap
    expect(row.get_by_text("申诉成立")).to_be_visible()
    no_key(his)
    no_key(hers)


def asked_at_the_door(page: Page, number: str, text: str) -> str:
    """The customer of an order asks on a link for another time: the link's token."""
    case = case_of(order(page, number))
    made = send(page, f"/api/cases/{case}/door-links", {"key": f"l-{case}", "purposes": ["appointment"]})
    token: str = made["path"].rstrip("/").rsplit("/", 1)[-1]
    send(page, f"/door/api/{token}/time", {"key": "asked-by-test", "text": text})
    return token


def test_a_wish_from_the_door_waits_at_the_desk_until_it_is_answered(log_in: LogIn) -> None:  # noqa: F811
    page = log_in("fangsu")
    asked_at_the_door(page, "H-0921", "后天下午可以")
    page.get_by_role("link", name="工作台").click()
    line = page.get_by_role("listitem").filter(has_text="要换时间：")
    expect(line).to_contain_text("H-0921")
    no_serious_fault(page)
    no_key(page)
    shoot(page, "desk-asked")
    expect(line.get_by_role("link", name=re.compile("改约"))).to_be_visible()
    line.get_by_role("button", name="已另外答复").click()
    box = page.get_by_role("dialog")
    box.get_by_role("button", name="记下，不再列出").click()
    expect(box.get_by_role("alert")).to_have_text("写一句怎样答复的。")
    box.get_by_label("怎样答复的").fill("电话里说好，还是原来的时间")
    box.get_by_role("button", name="记下，不再列出").click()
    expect(page.get_by_text("要换时间：")).to_have_count(0)

    asked_at_the_door(page, "Z-1045", "晚上八点以后")
    page.get_by_role("link", name="工作台").click()
    line = page.get_by_role("listitem").filter(has_text="要换时间：")
    line.get_by_role("link", name="改约").click()
    form = panel(page, "改约|约定上门时间")
    expect(form).to_be_visible()
    shoot(page, "rebook")


def test_keys_and_what_is_near_to_nonsense(log_in: LogIn) -> None:  # noqa: F811
    page = log_in("fangsu", "/orders?due=nonsense&state=open")
    expect(page.get_by_role("alert")).to_contain_text("地址里的筛选看不懂：期限。其余的照用。")
    page.locator("h1").click()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="快捷键")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/orders/new"))
    page.goto("./orders")
    expect(page.get_by_role("link", name=re.compile("H-0921"))).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("周予庵")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="周予安", exact=True)).to_be_visible()


def test_without_network_lists_say_as_of_when(log_in: LogIn) -> None:  # noqa: F811
    page = log_in("fangsu", "/orders")
    expect(page.get_by_role("link", name=re.compile("H-0921"))).to_be_visible()
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_label("期限").select_option("over")
    expect(page.get_by_role("alert")).to_contain_text(re.compile(r"没有网络.*下面是 .*\d\d:\d\d 的内容"))
    expect(page.get_by_role("link", name=re.compile("H-0921"))).to_be_visible()
    page.unroute("**/api/**")
    page.get_by_role("button", name="再取").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_order_page_filters_prints_and_gives_its_case_file(log_in: LogIn) -> None:  # noqa: F811
    page = order(log_in("guxing"), "H-0921")
    whole = page.locator(".act, .fold").count()
    page.get_by_role("button", name="只看违反").click()
    assert 0 < page.locator(".act, .fold").count() < whole
    page.get_by_role("button", name=re.compile("^全部 ")).first.click()
    with page.expect_download() as given:
        page.get_by_role("link", name="导出卷宗").click()
    assert given.value.suggested_filename.endswith(".zip")
    page.get_by_role("button", name="备注", exact=True).last.click()  # at a broken clause: its number stands already
    expect(panel(page, "备注").get_by_label("备注")).to_have_value(re.compile(r"^[\d.]+："))
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("开始作业 .*")).first.click()
    grounds = panel(page, "依据")
    grounds.get_by_role("button", name="校验").click()
    expect(grounds.get_by_text(re.compile(r"已校验：\d+ 个动作都没改过"))).to_be_visible()
    page.keyboard.press("Escape")

    page.emulate_media(media="print")
    for name in ("打印", "关单"):
        expect(page.get_by_role("button", name=name, exact=True).first).to_be_hidden()
    expect(page.get_by_role("navigation", name="菜单")).to_be_hidden()
    expect(page.get_by_text(re.compile("下面是 .* 的内容")).first).to_be_visible()
    colours = page.evaluate(
        "[...document.querySelectorAll('.verdict.breached')].map((one) => getComputedStyle(one).backgroundColor)"
    )
    assert set(colours) == {"rgba(0, 0, 0, 0)"}
    inks = page.evaluate(
        "[...new Set([...document.querySelectorAll('main *')].map((one) => getComputedStyle(one).color))]"
    )
    assert inks == ["rgb(0, 0, 0)"]
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0
    shoot(page, "print")


def test_groups_of_clauses_have_titles(log_in: LogIn) -> None:  # noqa: F811
    page = log_in("fangsu", "/standards/hotel-iptv")
    expect(page.get_by_role("heading", name=re.compile("3 每间房，空房 +17 条"))).to_be_visible()
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("3 every room, vacant rooms"))).to_be_visible()


@pytest.mark.parametrize("where", ["/people/zhouyuan", "/people/hezhiqiu", "/people?on=on"])
def test_english_and_narrow(log_in: LogIn, where: str) -> None:  # noqa: F811
    page = log_in("fangsu", where)
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    no_serious_fault(page)
    no_key(page)
    shoot(page, f"en-{where.strip('/').replace('/', '-').replace('?', '-')}")
    for width in (768, 640, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, width

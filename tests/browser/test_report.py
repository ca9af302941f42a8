"""The report, opened from a file in Chromium and used as a manager would: by pointer, by keyboard, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from doorstep.gate.audit import payload, report
from tests.gate.audit import sample

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREENSHOTS = Path(__file__).with_name("screenshots")
ROUTES = (
    "#/",
    "#/people",
    "#/areas",
    "#/days",
    "#/order/H-0001",
    "#/order/Z-0007",
    "#/order/H-0001/hotel-iptv/3.6",
    "#/clause/hotel-iptv/1.2",
    "#/clause/hotel-iptv/3.5",
    "#/clause/hotel-iptv/3.6",
    "#/clause/home-broadband/5.1",
    "#/orders",
    "#/orders?verdict=breached",
    "#/orders?clause=home-broadband%2F5.1&verdict=met",
    "#/orders?day=2026-10-10",
    "#/orders?lost=1",
    "#/rejected",
    "#/rejected?order=H-0001",
    "#/unjudged",
    "#/order/absent",
    "#/nonsense",
)
KEY = re.compile(
    r"[a-z]+_[a-z]+|[a-z]+\.[a-z_]+\b(?<!rejected\.xlsx)(?<!september\.xlsx)|undefined|NaN|\[object|\bnull\b"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    report.write(payload.build(sample.audit(), files=["september.xlsx"]), path)
    return path.as_uri()


@pytest.fixture
def opened(page: Page, file: str) -> Iterator[Page]:
    """The report's page at its overview; a fault in the console, or a request to anywhere, fails the test."""
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else wrong.append(request.url)
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    go(page, file, "#/")
    yield page
    assert wrong == []


def go(page: Page, file: str, route: str) -> None:
    page.goto("about:blank")
    page.goto(file + route)
    page.wait_for_selector("body.ready")


def shoot(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def test_from_a_figure_to_an_act_and_back(opened: Page) -> None:
    opened.get_by_role("link", name=re.compile("空房的安装")).click()
    expect(opened.get_by_role("heading", level=1)).to_contain_text("3.6")
    expect(opened.locator("main")).to_contain_text("一、3(1)")
    opened.locator("tr", has_text="H-0001").first.click()
    expect(opened.get_by_role("heading", level=1)).to_contain_text("H-0001")
    expect(opened.locator(".ruling.marked .no")).to_have_text("3.6")
    expect(opened.locator(".act.marked")).to_have_count(2)
    opened.locator(".act.marked button.row-button").last.click()
    expect(opened.locator(".grounds")).to_contain_text("表“动作”第")
    opened.go_back()
    expect(opened.get_by_role("heading", level=1)).to_contain_text("3.6")
    opened.go_back()
    expect(opened.locator(".figures")).to_contain_text("条款判定")


def test_a_sentence_marks_its_acts_and_an_act_its_clauses(opened: Page, file: str) -> None:
    go(opened, file, "#/order/H-0001")
    late = opened.locator(".ruling", has_text="首次上门")
    late.get_by_role("button", name=re.compile("依据 3")).click()
    expect(opened.locator(".act.marked .act-name")).to_have_text(["签约", "组网方案验收", "到达酒店"])
    opened.locator(".act", has_text="签约").get_by_role("button").first.click()
    expect(opened.locator(".ruling.marked .no")).to_have_text(["1.2"])
    expect(opened.locator(".grounds")).to_contain_text("第 3 行")


def test_only_acts_that_breaches_cite(opened: Page, file: str) -> None:
    go(opened, file, "#/order/H-0001")
    expect(opened.locator(".timeline")).to_contain_text("致电酒店")
    opened.get_by_role("button", name="只看违反引用的动作").click()
    expect(opened.locator(".timeline")).not_to_contain_text("致电酒店")
    expect(opened.locator(".timeline")).to_contain_text("签约")


def test_every_figure_opens_exactly_its_orders(opened: Page) -> None:
    row = opened.get_by_role("link", name=re.compile("30分钟内致电客户"))
    broken, whole = re.search(r"(\d+)/(\d+) 单", row.inner_text()).groups()  # type: ignore[union-attr]
    row.click()
    counts = opened.locator("p.counts").first.get_by_role("link")
    met = int(re.search(r"\d+", counts.nth(2).inner_text())[0])  # type: ignore[index]
    assert int(broken) + met == int(whole)
    counts.first.click()
    expect(opened.locator("main > p.quiet")).to_have_text(f"{broken} 单")
    expect(opened.locator("table.orders tbody tr")).to_have_count(int(broken))


def test_what_was_not_imported_stands_before_any_figure(opened: Page) -> None:
    notices, figures = opened.locator(".notices"), opened.locator(".figures")
    expect(notices).to_contain_text("3 行未导入")
    expect(notices).to_contain_text("1 张工单不完整")
    expect(notices).to_contain_text("缺对话记录，未判 3 条")
    assert notices.bounding_box()["y"] < figures.bounding_box()["y"] < 320  # type: ignore[index]
    notices.get_by_text("3 行未导入").click()
    expect(opened.locator("table.problems").first).to_contain_text("不是时间；写成 2026-09-28 09:00")
    opened.get_by_role("link", name="H-0001").click()
    expect(opened.get_by_role("heading", level=1)).to_contain_text("H-0001")
    expect(opened.locator(".order-head")).to_contain_text("不完整：丢 1 行")


def test_the_language_is_switched_in_place(opened: Page, file: str) -> None:
    go(opened, file, "#/order/H-0001")
    opened.locator(".act", has_text="致电酒店").get_by_role("button").first.click()
    opened.evaluate("window.scrollTo(0, 120)")
    opened.evaluate("document.querySelector('[data-do=lang][data-value=en]').click()")
    expect(opened.locator("main")).to_contain_text("two working days from the latter")
    assert "#/order/H-0001?lang=en" in opened.url
    assert opened.evaluate("document.documentElement.lang") == "en"
    assert opened.evaluate("window.scrollY") == 120
    expect(opened.locator(".grounds")).to_contain_text("Entered")
    opened.reload()
    expect(opened.locator("main")).to_contain_text("two working days from the latter")
    opened.get_by_role("link", name=re.compile("Overview")).click()
    expect(opened.locator(".figures")).to_contain_text("Clause verdicts")


def test_nonsense_gets_the_nearest_name(opened: Page) -> None:
    opened.keyboard.press("/")
    opened.keyboard.type("H-00001")
    expect(opened.locator("#found")).to_contain_text("没有“H-00001”；最接近")
    expect(opened.locator("#found")).to_contain_text("H-0001")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_contain_text("H-0001")


def test_search_finds_person_hotel_and_clause(opened: Page) -> None:
    search = opened.get_by_role("searchbox")
    for text, kind in (
        ("周予安", "人员"),
        ("望潮饭店", "客户"),
        ("5.11", "条款"),
        ("测速", "条款"),
        ("Z-0007", "工单"),
    ):
        search.fill(text)
        expect(opened.locator("#found")).to_contain_text(kind)
    search.fill("周予安")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_contain_text("周予安 有动作的工单")


def test_the_keyboard_reaches_everything(opened: Page) -> None:
    opened.keyboard.press("?")
    expect(opened.get_by_role("dialog")).to_contain_text("下一行、上一行")
    shoot(opened, "keys")
    opened.keyboard.press("Escape")
    expect(opened.get_by_role("dialog")).to_have_count(0)
    for _ in range(5):
        opened.keyboard.press("j")
    opened.keyboard.press("k")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_contain_text("1.2")
    opened.keyboard.press("j")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_contain_text("H-0001")
    opened.keyboard.press("Escape")  # removes the marks
    opened.keyboard.press("Escape")
    expect(opened.locator(".figures")).to_be_visible()


def test_shortcuts_can_be_switched_off(opened: Page) -> None:
    opened.keyboard.press("?")
    opened.get_by_role("button", name="关掉快捷键").click()
    opened.get_by_role("button", name="关闭").click()
    opened.keyboard.press("/")
    expect(opened.get_by_role("searchbox")).not_to_be_focused()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_key_is_visible_on_any_page(opened: Page, file: str, lang: str) -> None:
    for place, route in enumerate(ROUTES):
        go(opened, file, route + ("?" if "?" not in route else "&") + f"lang={lang}")
        for _ in range(40):  # unfold all that can be unfolded
            folded = opened.locator("#main [aria-expanded=false]")
            if not folded.count():
                break
            folded.first.click()
        text = opened.locator("body").inner_text()
        assert not KEY.search(text.replace("Z-0007", "")), (route, KEY.search(text))
        assert opened.locator("main h1").count() == 1, route
        if lang == "en" and "clause" not in route:
            assert not re.search(r"违反|待定|符合|条款|工单号|总览|未导入|依据", text.replace("规范审计", "")), route
        shoot(opened, f"{lang}-{place:02}-{re.sub('[^a-z0-9.]+', '-', route.lower()).strip('-') or 'overview'}")


@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_narrow_page_never_scrolls_sideways(opened: Page, file: str, width: int, lang: str) -> None:
    opened.set_viewport_size({"width": width, "height": 700})
    for place, route in enumerate(ROUTES):
        go(opened, file, route + ("?" if "?" not in route else "&") + f"lang={lang}")
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, route
        if place in (0, 4, 9, 16):
            shoot(opened, f"narrow-{width}-{lang}-{place:02}")


def test_on_paper_broken_and_pending_are_open(opened: Page, file: str) -> None:
    go(opened, file, "#/order/H-0001")
    opened.emulate_media(media="print")
    expect(opened.locator(".ruling.pending .ruling-body").first).to_be_visible()
    expect(opened.locator(".ruling.breached .ruling-body").first).to_be_visible()
    expect(opened.locator(".tools")).to_be_hidden()
    expect(opened.locator("#print-head")).to_contain_text("截至 10-12 周一 18:00")
    SCREENSHOTS.mkdir(exist_ok=True)
    opened.pdf(path=SCREENSHOTS / "order.pdf", prefer_css_page_size=True)
    shoot(opened, "print-order")


def test_an_old_browser_is_told_what_to_use(page: Page, file: str) -> None:
    page.add_init_script("delete window.DecompressionStream")
    page.goto(file)
    expect(page.locator("main")).to_contain_text("请用 Chrome 80、Safari 16.4、Firefox 113 以上")


def test_a_damaged_file_says_so(page: Page, file: str, tmp_path: Path) -> None:
    whole = Path(file.removeprefix("file://")).read_text("utf-8")
    place = whole.index('id="core">') + 200
    (tmp_path / "cut.html").write_text(whole[:place], "utf-8")
    page.goto((tmp_path / "cut.html").as_uri())
    expect(page.locator("main")).to_contain_text("报告文件不完整")


def test_verdicts_differ_by_shape_and_word(opened: Page) -> None:
    for verdict, word in (("breached", "违反"), ("pending", "待定"), ("met", "符合")):
        chip = opened.locator(f".figures .chip.{verdict}")
        expect(chip).to_contain_text(word)
        assert chip.locator("use").get_attribute("href") == f"#g-{verdict}"


def test_fewer_than_five_orders_are_not_ranked(opened: Page, file: str, tmp_path: Path) -> None:
    path = tmp_path / "few.html"
    report.write(payload.build(sample.audit(hotels=1, homes=3), files=[]), path)
    go(opened, path.as_uri(), "#/people")
    expect(opened.locator("main")).to_contain_text("少于 5 单，不排序")


def test_fifty_thousand_acts_open_in_three_seconds(page: Page, tmp_path: Path) -> None:
    audit = sample.audit(hotels=400, homes=7600)
    assert sum(len(order.acts) for order in audit.imported.orders) >= 49_000
    path = tmp_path / "big.html"
    report.write(payload.build(audit, files=["year.xlsx"]), path)
    assert path.stat().st_size < 20_000_000
    page.goto(path.as_uri())
    expect(page.locator(".figures")).to_be_visible(timeout=3000)
    page.goto(path.as_uri() + "#/orders")
    expect(page.locator("table.orders tbody tr")).to_have_count(50)

"""The console of those who lead: sanctions, figures, standards, administration, by clicks and typing alone, in both
languages.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from doorstep.gate.console.page import BUILT
from tests.browser.office import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not BUILT.exists(), reason="the console is not built: make setup"),
]

REPOSITORY = Path(__file__).resolve().parents[2]
SCREENSHOTS = Path(__file__).with_name("screenshots")
AXE = REPOSITORY / "web" / "node_modules" / "axe-core" / "axe.min.js"
KEY = re.compile(
    r"\b[a-z]+_[a-z_]+\b|\b(?:sanction|figure|standard|admin|shell|ui)\.[a-z]+[.a-z-]*|undefined|NaN|\[object"
)
EXPECTED = re.compile("status of 4|ERR_FAILED")  # what a test provokes: refusals, a cut network
HAN = re.compile(r"[一-鿿]")

PAGES = (
    ("guxing", "/sanctions"),
    ("guxing", "/sanctions?state=decided"),
    ("jiangwan", "/figures"),
    ("jiangwan", "/figures?figure=clauses_kept&clause=technician-conduct/8.1"),
    ("jiangwan", "/figures?figure=sanctions&orders=all"),
    ("jiangwan", "/standards"),
    ("jiangwan", "/standards/technician-conduct?clause=technician-conduct/8.2"),
    ("jiangwan", "/standards/home-broadband?clause=home-broadband/5.1"),
    ("an", "/admin"),
    ("an", "/admin/tree"),
    ("an", "/admin/certificates"),
    ("an", "/admin/tokens"),
    ("an", "/admin/imports"),
    ("an", "/admin/trail"),
)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server with its two months of orders: its address."""
    home, port = tmp_path_factory.mktemp("console-b"), _free_port()
    command = [sys.executable, "-m", "tests.browser.console_b_fixture", str(home), str(port)]
    log = (home / "server.log").open("w")
    running = subprocess.Popen(
        command, cwd=REPOSITORY, env={**os.environ, "DOORSTEP_HOSTS": "127.0.0.1"}, stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            if running.poll() is not None:
                pytest.fail((home / "server.log").read_text(encoding="utf-8")[-3000:])
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        running.terminate()
        running.wait(20)
        log.close()


LogIn = Callable[..., Page]


@pytest.fixture
def log_in(browser: Browser, server: str) -> Iterator[LogIn]:
    """Opens a page of a width and logs somebody in by typing; a fault in the console of the browser fails the test."""
    contexts, wrong = [], []

    def enter(who: str, *, lang: str = "zh", password: str = PASSWORD, width: int = 1280, first: bool = False) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True, base_url=server)
        contexts.append(context)
        context.add_init_script(
            f"localStorage.setItem('doorstep.lang', localStorage.getItem('doorstep.lang') ?? '{lang}')"
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: wrong.append(said.text) if said.type == "error" and not EXPECTED.search(said.text) else None,
        )
        page.goto("/console/log-in")
        page.locator("input:not([type=password])").first.fill(who)
        page.locator("input[type=password]").fill(password)
        page.keyboard.press("Enter")
        if not first:
            expect(page.locator("nav.menu")).to_be_visible()
        return page

    yield enter
    for context in contexts:
        context.close()
    assert wrong == []


def shot(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"console-b-{name}.png", full_page=True)


def test_a_leader_decides_with_a_reason_and_is_warned_of_another_sum(log_in: LogIn) -> None:
    page = log_in("guxing")
    expect(page.get_by_role("heading", level=1)).to_contain_text("待决定")  # his start page
    first = page.get_by_role("article").first
    expect(first.get_by_text("违反", exact=True)).to_be_visible()
    decide = first.get_by_role("button", name="按建议决定：罚款 10 元")
    decide.click()
    expect(first.get_by_text("请写理由")).to_be_visible()  # nothing was sent
    first.get_by_role("button", name="情节轻").click()
    first.get_by_role("button", name="改金额").click()
    first.get_by_label("金额（元）").fill("abc")
    expect(first.get_by_text("请写零或正数")).to_be_visible()
    first.get_by_label("金额（元）").fill("5")
    expect(first.get_by_text("改成 5 元：与条款不同，8.2 会判违反。")).to_be_visible()
    expect(first.get_by_role("button", name="仍然决定：5 元")).to_be_enabled()
    shot(page, "decide")
    first.get_by_role("button", name="不改了").click()
    expect(first.get_by_text("会判违反")).to_have_count(0)
    number = first.locator(".number").first.inner_text()
    decide.click()
    expect(page.get_by_role("status").filter(has_text=f"{number}：按建议决定：罚款 10 元")).to_be_visible()
    page.get_by_role("button", name="已决定", exact=True).click()
    there = page.get_by_role("article").filter(has_text=number)
    expect(there).to_contain_text("已决定 10 元")
    there.get_by_role("button", expanded=False).first.click()
    expect(there.get_by_text("情节轻")).to_be_visible()


def test_an_appeal_is_seen_first_and_upheld(log_in: LogIn) -> None:
    page = log_in("guxing")
    appealed = page.get_by_role("article").filter(has_text="申诉中")
    appealed.get_by_role("button").first.click()
    expect(appealed.get_by_text("客户改约, 有短信截图")).to_be_visible()
    appealed.get_by_label("理由（必填）").fill("短信为证")
    appealed.get_by_role("button", name="申诉成立").click()
    expect(page.get_by_role("status").filter(has_text="申诉成立")).to_be_visible()
    page.get_by_role("button", name="申诉成立", exact=True).click()
    expect(page.get_by_role("article")).to_have_count(1)


def test_what_he_says_meanwhile_is_shown_before_anything_is_sent(log_in: LogIn) -> None:
    leader, technician = log_in("guxing"), log_in("lumingchuan")
    technician.goto("/console/sanctions")
    own = technician.get_by_role("article").first
    number = own.locator(".number").first.inner_text()
    theirs = leader.get_by_role("article").filter(has_text=number)
    if theirs.get_by_role("button", expanded=False).count():
        theirs.get_by_role("button").first.click()
    theirs.get_by_label("理由（必填）").fill("超期")
    own.get_by_role("button", name="等资源").click()
    own.get_by_role("button", name="我有话说").click()
    expect(technician.get_by_role("status").filter(has_text="申诉")).to_be_visible()
    # It appears there without reloading, what was typed stays, and the first press only points at it.
    expect(theirs.get_by_text("等资源")).to_be_visible(timeout=5000)
    expect(theirs.get_by_label("理由（必填）")).to_have_value("超期")
    theirs.get_by_role("button", name="按建议决定").click()
    expect(leader.get_by_text("本人刚才又说了话")).to_be_visible()
    expect(theirs.get_by_role("button", name="按建议决定")).to_be_visible()


def test_a_technician_sees_his_own_only(log_in: LogIn) -> None:
    page = log_in("shenyizhou")
    page.goto("/console/sanctions")
    expect(page.get_by_role("article").first).to_be_visible()
    people = {one.strip() for one in page.locator("article .head span:nth-child(2)").all_inner_texts()}
    assert people == {"沈一舟"}
    expect(page.get_by_role("button", name="按建议决定")).to_have_count(0)


def test_a_manager_goes_from_a_figure_to_the_act(log_in: LogIn) -> None:
    page = log_in("jiangwan")
    expect(page).to_have_url(re.compile("/console/figures"))  # his start page
    tile = page.get_by_role("button", name="条款做到")
    expect(tile).to_contain_text(re.compile(r"\d+\.\d%"))
    expect(tile).to_contain_text(re.compile(r"[\d,]+/[\d,]+ 条"))
    tile.click()  # 1
    expect(page.get_by_role("img", name="条款做到，按片区")).to_be_visible()
    page.get_by_role("button", name="8.1 装机单接到后两天内装好").click()  # 2
    count = int(page.locator("h3", has_text="工单").locator("span").inner_text())
    row = page.get_by_role("row").filter(has_text="8.1 装机单")
    assert int(row.get_by_role("cell").first.inner_text().split("/")[0]) == count
    lines = page.locator("main ul.rows > li")
    expect(lines).to_have_count(count)
    shot(page, "figures")
    lines.first.get_by_role("link").click()  # 3
    expect(page).to_have_url(re.compile("/orders/.*clause=technician-conduct"))
    page.get_by_role("button", name=re.compile("装机完成|接到装机单")).first.click()  # 4
    expect(page.get_by_role("dialog")).to_contain_text("谁做的")


def test_the_address_of_a_figure_shows_the_same_again(log_in: LogIn) -> None:
    page = log_in("jiangwan")
    page.get_by_role("button", name="上月").click()
    page.get_by_role("button", name="城南", exact=True).first.click()
    page.get_by_role("button", name=re.compile("^按时")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("城南")
    page.wait_for_load_state("networkidle")
    before = page.get_by_role("button", name=re.compile("^按时")).inner_text()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("城南")
    expect(page.get_by_role("button", name=re.compile("^按时"))).to_have_text(
        re.compile(re.escape(before.split("\n")[1]))
    )
    page.go_back()
    expect(page.get_by_role("button", name=re.compile("^按时"))).to_have_attribute("aria-expanded", "false")


def test_a_clause_is_found_read_and_opens_its_orders(log_in: LogIn) -> None:
    page = log_in("jiangwan")
    page.goto("/console/standards")
    page.get_by_role("link", name="装维人员日常行为与扣罚标准").click()
    page.get_by_label("搜索条款").fill("8.99")
    expect(page.get_by_text("没有“8.99”")).to_be_visible()
    page.get_by_role("button", name="8.1", exact=True).click()
    page.get_by_role("button", name=re.compile("^8.1 装机单")).click()
    read = page.get_by_role("region", name="条款").last
    expect(read.get_by_text("怎样判")).to_be_visible()
    read.get_by_role("button", name="8.2", exact=True).click()  # a clause that cites it
    expect(page).to_have_url(re.compile("clause=technician-conduct/8.2"))
    page.get_by_role("button", name="8.1", exact=True).last.click()
    read.get_by_role("button", name=re.compile("违反它的工单")).click()
    expect(read.get_by_role("link", name=re.compile("Z-")).first).to_be_visible()


def test_a_new_person_with_a_post_logs_in(log_in: LogIn, server: str) -> None:
    page = log_in("an")
    page.goto("/console/admin")
    page.get_by_role("button", name="新建人员").click()
    form = page.get_by_role("dialog")
    form.get_by_label("姓名").fill("贝北")
    form.get_by_label("用户名").fill("beibei")
    form.get_by_label("岗位").select_option("综调")
    form.get_by_label("片区").select_option("chengbei")
    form.get_by_label("首次密码").fill("12345678")
    form.get_by_role("button", name="建立账号").click()
    expect(form.get_by_role("alert")).to_contain_text("密码至少 10 个字符")
    expect(form.get_by_label("姓名")).to_have_value("贝北")
    form.get_by_label("首次密码").fill("ting-zhou-yuan-4")
    form.get_by_role("button", name="建立账号").click()
    expect(page.get_by_role("status").filter(has_text="已建立：贝北")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="beibei")).to_contain_text("首次登录要改密码")
    shot(page, "people")
    new = log_in("beibei", password="ting-zhou-yuan-4", first=True)
    expect(new).to_have_url(re.compile("/password"))
    page.goto("/console/admin/trail")
    expect(page.get_by_role("row").filter(has_text="建立账号").filter(has_text="贝北")).to_be_visible()


def test_the_secret_of_a_token_is_shown_once(log_in: LogIn) -> None:
    page = log_in("an")
    page.goto("/console/admin/tokens")
    page.get_by_label("给谁用").fill("工单系统")
    page.get_by_role("button", name="建立令牌").click()
    secret = page.get_by_role("textbox", name="令牌的密文")
    expect(secret).to_be_visible()
    assert re.fullmatch(r"dst_[\w-]{30,}", secret.input_value())
    page.get_by_role("button", name="已存好").click()
    page.reload()
    expect(page.get_by_role("row").filter(has_text="工单系统")).to_be_visible()
    expect(page.get_by_label("令牌的密文")).to_have_count(0)
    page.get_by_role("button", name="作废 工单系统").click()
    expect(page.get_by_role("row").filter(has_text="工单系统")).to_contain_text("作废")


CSV = """工单号,类型,规范,片区,负责人,产品,属当日单,客户,联系电话,地址
Z-7001,装机单,home-broadband,城南,,宽带,否,许知行,13900000501,望潮路 19 号
Z-7002,装机单,没有这份规范,火星,,,,,,
"""


def test_an_import_is_tried_and_nonsense_is_told_row_by_row(log_in: LogIn, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(CSV, encoding="utf-8-sig")
    page = log_in("an")
    page.goto("/console/admin/imports")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="试导").click()
    expect(page.get_by_role("status").filter(has_text="试导：")).to_be_visible()
    wrong = page.get_by_role("row").filter(has_text="Z-7002")
    expect(wrong).to_contain_text("有错")
    expect(wrong.get_by_role("cell").last).not_to_be_empty()
    shot(page, "import")
    (tmp_path / "nonsense.xlsx").write_bytes(b"nonsense")
    page.locator("input[type=file]").set_input_files(tmp_path / "nonsense.xlsx")
    page.get_by_role("button", name="试导").click()
    expect(page.get_by_role("alert")).to_be_visible()


def test_without_a_network_what_was_there_stays_with_its_time(log_in: LogIn) -> None:
    page = log_in("jiangwan")
    expect(page.get_by_role("button", name=re.compile("^按时"))).to_be_visible()
    page.route("**/api/measures*", lambda route: route.abort())
    page.get_by_role("button", name="上月").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^按时"))).to_be_visible()
    page.unroute("**/api/measures*")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_worded_and_accessible(log_in: LogIn, lang: str) -> None:
    faults: list[Any] = []
    opened: dict[str, Page] = {}
    for who, path in PAGES:
        if who not in opened:
            opened[who] = log_in(who, lang=lang)
        page = opened[who]
        page.goto(f"/console{path}")
        expect(page.locator("main")).to_be_visible()
        page.wait_for_load_state("networkidle")
        text = page.locator("main").inner_text()
        faults += [(path, found) for found in KEY.findall(text)]
        if lang == "en":
            told = page.locator(
                "main [lang^=zh]"
            ).all_inner_texts()  # a place in the Chinese source is marked as Chinese
            faults += [
                (path, line) for line in text.splitlines() if HAN.search(line) and line not in told and not _name(line)
            ]
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        faults += [(path, one["id"], one["nodes"][0]["html"][:120]) for one in result["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        faults += [(path, "scrolls sideways")] if wide else []
        shot(page, f"{lang}-{path.strip('/').split('?')[0].replace('/', '-')}-{len(path)}")
    assert faults == []


def _name(line: str) -> bool:
    """Whether the Chinese of a line is what people wrote or are called: names, addresses, reasons."""
    from tests.browser.office import PLACES, STAFF

    rest = line
    for said in (
        *(one[1] for one in STAFF),
        *(one[1] for one in PLACES),
        "贝北",
        "工单系统",
        "超期, 客户没有改约",
        "情节轻",
        "短信为证",
        "等资源",
        "客户改约, 有短信截图",
        "中文",
    ):
        rest = rest.replace(said, "")
    return not HAN.search(rest)


@pytest.mark.parametrize(
    "path", ["/figures?figure=clauses_kept", "/standards/technician-conduct?clause=technician-conduct/8.1"]
)
def test_at_320_px_nothing_scrolls_sideways(log_in: LogIn, path: str) -> None:
    page = log_in("jiangwan", width=320)
    page.goto(f"/console{path}")
    page.wait_for_load_state("networkidle")
    main = page.locator("main").bounding_box()
    assert main is not None
    assert main["x"] + main["width"] <= 320
    assert page.evaluate("document.querySelector('main').scrollWidth <= document.querySelector('main').clientWidth")

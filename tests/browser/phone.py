"""What the tests of the phone share: a server with its world, a browser whose camera sees a label, a person who taps."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from tests.browser import barcode
from tests.browser.field_fixture import HOTEL, PASSWORD

BUILT = Path(__file__).parents[2] / "src/doorstep/gate/site/static/field/index.html"
AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
MAC, LABEL = "02:00:00:00:08:06", "020000000806"
KEY = re.compile(r"[a-z]+_[a-z]+|undefined|NaN|\[object|\bnull\b")
COUNTER = """
window.taps = [];
addEventListener('click', (event) => {
  const target = event.target.closest('button, a, label, input');
  if (target && event.isTrusted) window.taps.push('shutter' in target.dataset ? 'shutter' : target.innerText);
}, true);
window.typed = 0;
addEventListener('keydown', () => { window.typed += 1; }, true);
"""


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own with the phone's world, or with the WORLD that the module of the tests names; its address."""
    if "DOORSTEP_PHONE_SERVER" in os.environ:  # one that runs already, while a test is being written
        yield os.environ["DOORSTEP_PHONE_SERVER"]
        return
    if not BUILT.exists():
        pytest.skip("the phone's screens are not built: cd web && APP=field npm run build")
    home = tmp_path_factory.mktemp("field")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "DOORSTEP_HOME": str(home), "DOORSTEP_DATABASE_URL": ""}
    world = getattr(request.module, "WORLD", "tests.browser.field_fixture")
    command = [sys.executable, "-m", world, str(home), str(port)]
    process = subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[2])
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            urlopen(f"{address}/healthz", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="module")
def camera(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser whose camera sees the label of one box."""
    film = barcode.film(LABEL, tmp_path_factory.mktemp("film") / "label.y4m")
    fake = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    arguments = [*browser_type_launch_args.get("args", []), *fake]
    found = browser_type.launch(**{**browser_type_launch_args, "args": arguments})
    yield found
    found.close()


@pytest.fixture
def phone(camera: Browser, server: str) -> Iterator[BrowserContext]:
    """A phone with a camera, upright."""
    context = camera.new_context(
        base_url=server,
        viewport={"width": 360, "height": 700},
        has_touch=True,
        is_mobile=True,
        permissions=["camera"],
    )
    context.add_init_script(COUNTER)
    context.set_default_timeout(20_000)
    yield context
    context.close()


def log_in(phone: BrowserContext, username: str = "zhouyuan") -> Page:
    """Logs in and waits for today's jobs and the service worker."""
    page = phone.new_page()
    page.goto("/log-in?next=/field/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector(".card")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def open_units(page: Page) -> None:
    page.goto("/field/")
    page.locator(".card", has_text=HOTEL).locator(".line-link").click()
    page.get_by_role("link", name="房间 40").click()
    page.wait_for_selector(".tile")


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def record(page: Page, name: str) -> None:
    """A tap that records: what it recorded is kept once it can be taken back."""
    tap(page, name)
    expect(page.locator(".undo")).to_contain_text(name)


def scan(page: Page) -> None:
    """Waits until the camera has read the label; that it was read in another room already is said, and taken."""
    same = page.get_by_role("button", name=re.compile("^确是这台"))
    page.locator("[data-shutter]").or_(same).first.wait_for()
    if same.count():
        same.click()
    page.locator("[data-shutter]").wait_for()


def record_sheet(page: Page) -> None:
    """Sends a sheet; it is kept once the grid is there, or the act of another room that its code shows to be wrong."""
    page.get_by_role("button", name="发送").click()
    page.wait_for_url(re.compile("/(units|correct)"))


def kept(page: Page) -> list[dict[str, Any]]:
    """The acts that wait on this phone."""
    script = """() => new Promise((done, fail) => {
      const opening = indexedDB.open('doorstep-field');
      opening.onerror = fail;
      opening.onsuccess = () => {
        const asking = opening.result.transaction('acts').objectStore('acts').getAll();
        asking.onsuccess = () => { opening.result.close(); done(asking.result); };
      };
    })"""
    return [act for act in page.evaluate(script) if act["state"] == "waiting"]


def send_all(page: Page) -> None:
    """Sends what waits, and waits until nothing does."""
    page.goto("/field/outbox")
    if page.get_by_role("button", name="现在发").count():
        tap(page, "现在发")
    expect(page.get_by_text("没有待发的，都已收到。")).to_be_visible(timeout=30_000)


def case_of(page: Page, number: str) -> dict[str, Any]:
    """The case as the server has it."""
    found = page.request.get(f"/api/cases?q={number}&state=all").json()["cases"][0]
    case: dict[str, Any] = page.request.get(f"/api/cases/{found['id']}").json()
    return case


def fill(page: Page) -> None:
    """Answers what a form asks for: yes to yes-or-no, the first of choices, a word to texts; files stay out."""
    for field in page.locator(".act-form .field").all():
        chips = field.locator(".chips .chip")
        if field.locator("input[type=file], svg.pad").count():
            continue
        if chips.count():
            if not field.locator("[aria-pressed=true]").count():
                chips.first.click()
        elif field.locator("textarea").count():
            field.locator("textarea").last.fill("前台")


def record_form(page: Page, case: str, act: str) -> None:
    """Records an act by its form, answering what it asks."""
    page.goto(f"/field/jobs/{case}/act/{act}")
    page.locator(".act-form").wait_for()
    fill(page)
    page.locator(".act-form button[type=submit]").click()
    page.wait_for_url(re.compile(f"{case}$"))


def faults(page: Page) -> list[str]:
    """What axe finds of the serious kind."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")
    ]

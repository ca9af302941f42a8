"""Signing on the phone at 360 px: who signs is a tap, the picture holds the whole digest, nothing covers the send button."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.field_day import FULL
from tests.browser.field_fixture import HOTEL
from tests.browser.hotel_screens import draw
from tests.browser.phone import faults, fill, log_in, record, send_all, tap
from tests.browser.test_field_leave import open_job

WORLD = "tests.browser.field_day"
pytestmark = [pytest.mark.browser, pytest.mark.slow]

BLACK_AT_THE_EDGE = """async ([bytes]) => {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))]));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(picture, 0, 0);
  const edge = pen.getImageData(picture.width - 8, 0, 8, picture.height).data;
  return edge.some((value, place) => place % 4 < 3 && value < 200);
}"""


def shoot(page: Page, name: str) -> None:
    """A picture to look at, where DOORSTEP_SHOTS names a folder."""
    if folder := os.environ.get("DOORSTEP_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def edges(page: Page, selector: str) -> tuple[float, float]:
    box: Any = page.locator(selector).last.bounding_box()
    return box["y"], box["y"] + box["height"]


def test_whom_the_case_knows_signs_by_a_tap_on_his_name(phone: BrowserContext) -> None:
    page = log_in(phone)
    case = open_job(page, FULL)
    page.goto(f"/field/jobs/{case}/sign")
    people = page.get_by_role("group", name="签名人", exact=True)
    expect(people.get_by_role("button", name="吴**")).to_be_visible()
    tap(page, "吴**")
    tap(page, "酒店负责人")
    draw(page, page.locator("svg.pad"))
    shoot(page, "sign")
    assert faults(page) == []
    tap(page, "确认签名")
    expect(page.get_by_text("已签名，核验码")).to_be_visible()
    page.goto(f"/field/jobs/{case}/sign")
    tap(page, "吴经理")
    expect(page.get_by_role("button", name="酒店负责人")).to_have_attribute("aria-pressed", "true")
    shoot(page, "sign-again")


def test_the_picture_of_a_form_holds_the_whole_digest(phone: BrowserContext) -> None:
    page = log_in(phone)
    case = open_job(page, HOTEL)
    page.goto(f"/field/jobs/{case}/act/signed_off?form=1")
    page.locator(".act-form").wait_for()
    draw(page, page.locator("svg.pad"))
    tap(page, "确认签名")
    fill(page)
    page.locator(".act-form button[type=submit]").click()
    shoot(page, "form")
    page.wait_for_url(f"**/jobs/{case}")
    send_all(page)
    timeline = page.request.get(f"/api/cases/{case}").json()["timeline"]
    hash_ = next(act["data"]["customer_signature"] for act in timeline if act["act"] == "signed_off")
    picture = page.request.get(f"/api/cases/{case}/files/{hash_}").body()
    if folder := os.environ.get("DOORSTEP_SHOTS"):
        (Path(folder) / "picture.png").write_bytes(picture)
    from base64 import b64encode

    assert page.evaluate(BLACK_AT_THE_EDGE, [b64encode(picture).decode()]) is False, json.dumps(hash_)


@pytest.mark.parametrize("height", [560, 640, 700, 780])
def test_what_can_be_taken_back_covers_no_button_that_sends(phone: BrowserContext, height: int) -> None:
    """On a form the undo lies below the button; on the list it stays in view."""
    page = log_in(phone)
    page.set_viewport_size({"width": 360, "height": height})
    case = open_job(page, HOTEL)
    page.goto(f"/field/jobs/{case}/units")
    room = {560: "0802", 640: "0803", 700: "0804", 780: "0805"}[height]
    page.locator(".tile", has_text=room).click()
    record(page, "空房开工")
    low = edges(page, ".undo")
    assert low[1] <= height + 1, low
    page.get_by_role("button", name="空房完工", exact=True).click()
    page.locator("[data-shutter]").click()
    page.get_by_role("button", name="发送").wait_for()
    assert page.locator(".undo").count() == 1, "the ten seconds are over: the test is too slow to see it"
    send, undo = edges(page, "main .button.main"), edges(page, ".undo")
    shoot(page, f"undo-{height}")
    assert send[1] <= undo[0] + 1, (send, undo)

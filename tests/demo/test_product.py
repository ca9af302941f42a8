"""The demonstration as somebody starts it: served over TLS, logged in to as everybody it names, stopped, started again."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import ssl
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from demo import build as building
from doorstep.people.posts import posts

pytestmark = pytest.mark.slow

LINE = re.compile(r"^  (\w+) +\S+ +(/field/|/console/) ", re.MULTILINE)
ADDRESS = re.compile(r"https?://\S+?(?=/ )")


@contextmanager
def running(folder: Path, host: str) -> Iterator[str]:
    """What it says until it serves; stopped as by Ctrl-C afterwards, which must go well."""
    environment = {**os.environ, "DEMO_FOLDER": str(folder), "PORT": "0", "HOST": host}
    for name in ("DJANGO_SETTINGS_MODULE", "DOORSTEP_HOSTS"):
        environment.pop(name, None)
    with (folder / "out.txt").open("w+", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "demo"],
            cwd=building.ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
        )
        assert process.stdout is not None
        try:
            said = ""
            for line in process.stdout:
                said += line
                if line.startswith("Ctrl-C"):
                    break
            out.seek(0)
            assert "Ctrl-C" in said, said + out.read()
            yield said
            process.send_signal(signal.SIGINT)
            rest = process.communicate(timeout=60)[0]
            out.seek(0)
            assert (process.returncode, out.read()) == (0, "")
            assert rest.endswith("stopped.\n")
        finally:
            # Gently, or the processes that answer would outlive it.
            process.terminate()
            process.communicate(timeout=60)


class Browser:
    """A browser of one's own, which trusts the demo's authority: pages, cookies, the form of log-in."""

    def __init__(self, base: str, authority: Path) -> None:
        self.base = base
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=str(authority))),
            urllib.request.HTTPCookieProcessor(self.cookies),
        )

    def open(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text, after redirections."""
        content = None if form is None else urllib.parse.urlencode(form).encode()
        # A browser says over TLS where a form comes from, and the server asks for it.
        headers = {} if form is None else {"Origin": self.base, "Referer": self.base + path}
        try:
            with self.opener.open(urllib.request.Request(self.base + path, content, headers), timeout=30) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")

    def log_in(self, username: str, password: str) -> int:
        """The status after the form was sent."""
        page = self.open("/log-in")[1]
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found, page
        form = {"csrfmiddlewaretoken": found[1], "username": username, "password": password}
        return self.open("/log-in", form)[0]


def test_as_somebody_starts_it(tmp_path: Path) -> None:
    with running(tmp_path, "0.0.0.0") as said:
        password = re.search(r"demo-[0-9a-f]{10}", said)
        assert password, said
        _is_over_tls(tmp_path, said)
        _lets_everybody_in(tmp_path, said, password[0])
    before = _made(tmp_path)
    with running(tmp_path, "0.0.0.0") as again:
        assert "last time's report stands" in again
        assert "they stand" in again
        assert password[0] in again
        assert _made(tmp_path) == before, "a second start makes nothing"
    with running(tmp_path, "127.0.0.1") as plain:
        found = ADDRESS.search(plain)
        assert found
        assert found[0].startswith("http://127.0.0.1:")
        browser = Browser(found[0], tmp_path / "home" / "tls" / "authority.crt")
        assert browser.log_in("fangsu", password[0]) == 200
        assert [cookie.secure for cookie in browser.cookies] == [False, False]
        assert browser.open("/static/doorstep-authority.crt")[0] == 404
        assert "\x1b" not in plain, "no code for a phone that could not come here"


def _is_over_tls(folder: Path, said: str) -> None:
    found = ADDRESS.search(said)
    assert found
    assert found[0].startswith("https://")
    assert "warn once" in said
    port = found[0].rpartition(":")[2]
    for base in (found[0], f"https://localhost:{port}", f"https://127.0.0.1:{port}"):
        browser = Browser(base, folder / "home" / "tls" / "authority.crt")
        assert json.loads(browser.open("/healthz")[1]) == {"status": "ok"}
        assert browser.open("/field/")[0] in (200, 503)  # 503: the screens are not built
        assert browser.open("/static/doorstep-authority.crt")[1].startswith("-----BEGIN CERTIFICATE-----")
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        urllib.request.urlopen(f"https://localhost:{port}/healthz", timeout=30)


def _lets_everybody_in(folder: Path, said: str, password: str) -> None:
    found = ADDRESS.search(said)
    assert found
    names = [match[1] for match in LINE.finditer(said)]
    assert len(names) == len(posts()) - 1, "one of each post but the systems'"
    for name in names:
        browser = Browser(found[0], folder / "home" / "tls" / "authority.crt")
        assert browser.log_in(name, password) == 200
        assert {cookie.secure for cookie in browser.cookies} == {True}
        assert json.loads(browser.open("/api/me")[1])["username"] == name
        start = browser.open("/")[1]
        if 'href="/report/"' in start:
            status, report = browser.open("/report/")
            assert (status, report[:15]) == (200, "<!doctype html>")
    browser = Browser(found[0], folder / "home" / "tls" / "authority.crt")
    assert browser.log_in("fangsu", password) == 200
    assert 'href="/report/"' in browser.open("/")[1], "the audit is one click away"
    assert browser.open("/report/breaches.xlsx")[0] == 200
    assert browser.log_in("fangsu", "not the password") == 401


def _made(folder: Path) -> dict[str, object]:
    """What would be different had anything been made: of the record, what the demo wrote but not the calendar."""
    files = [*(folder / "report").iterdir(), folder / building.WORKBOOK, *(folder / "home" / "tls").iterdir()]
    times: dict[str, object] = {path.name: path.stat().st_mtime_ns for path in files}
    times["gathered"] = (folder / "home" / "static-made-from").stat().st_mtime_ns
    with closing(sqlite3.connect(folder / "home" / "doorstep.sqlite3")) as database:
        times["acts"] = database.execute("SELECT count(*) FROM record_act WHERE key LIKE 'demo:%'").fetchone()
        times["tokens"] = database.execute("SELECT count(*) FROM people_token").fetchone()
        times["log-ins"] = database.execute("SELECT count(*) FROM people_account").fetchone()
    return times

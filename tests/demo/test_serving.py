"""Where it is served, and what is said when that cannot be had: before anything is made."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo import build as building
from demo.announce import _wide, qr
from demo.where import Unusable, Where, asked
from doorstep.cli.serve import listen


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "demo"],
        cwd=building.ROOT,
        env={**os.environ, "DEMO_FOLDER": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path, taken: int) -> None:
    ended = run(tmp_path / "demo", PORT=str(taken))
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert f"端口 {taken} 已被占用" in ended.stderr
    assert f"port {taken} is in use" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "demo").exists()


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    ended = run(tmp_path / "demo", PORT="0", HOST="192.0.2.77")
    assert ended.returncode == 2
    assert "192.0.2.77" in ended.stderr
    assert "make demo HOST=0.0.0.0" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("port", ["eighty", "-1", "65536", "８０００"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(Unusable) as refused:
        asked({"PORT": port})
    assert (refused.value.key, refused.value.values["port"]) == ("port.bad", port)


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(Unusable) as refused:
        asked({"HOST": "no-such-machine.invalid", "PORT": "0"})
    assert refused.value.key == "host.bad"


def test_a_server_beside_another_on_the_same_port_is_seen() -> None:
    """The server itself would share the port with it, and each would answer some."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(OSError, match="in use"):
            listen("127.0.0.1", other.getsockname()[1])


def test_a_free_port_is_chosen_for_none() -> None:
    where = asked({"PORT": "0"})
    assert where.host == "127.0.0.1"
    assert where.port > 0
    assert where.url() == f"http://127.0.0.1:{where.port}"


@pytest.mark.parametrize(
    ("host", "tls"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("::", True), ("10.1.2.3", True)],
)
def test_what_others_can_reach_is_served_over_tls(host: str, tls: bool) -> None:
    where = Where(host, 8000)
    assert where.tls is tls
    assert where.url("fd00::2") == f"http{'s' if tls else ''}://[fd00::2]:8000"


def test_the_qr_code_says_the_address() -> None:
    import segno

    text = "https://192.168.1.23:8000/field/"
    halves = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
    lines = [line.split("m", 1)[1].removesuffix("\x1b[0m") for line in qr(text)]
    light = [[halves[one][half] for one in line] for line in lines for half in (0, 1)]
    wanted = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=2)]
    assert [[1 - one for one in row] for row in light[: len(wanted)]] == [[int(one) for one in row] for row in wanted]


def test_columns_of_two_scripts_stand_in_line() -> None:
    assert _wide("陆鸣川", 8) == "陆鸣川  "
    assert _wide("abc", 8) == "abc     "

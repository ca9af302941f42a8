"""Files by content: in pieces, again, from where it broke off, twice at once; what does not fit is refused."""

from __future__ import annotations

import threading
from hashlib import sha256

import pytest
from django.db import connections

from doorstep.record import files, home
from doorstep.record.faults import Refused
from doorstep.record.seal import seal_changes
from doorstep.record.sql import rows
from doorstep.record.verify import verify

pytestmark = pytest.mark.usefixtures("store")

CONTENT = bytes(range(256)) * 40
HASH = sha256(CONTENT).hexdigest()
OTHER = "ab" * 32


def sent(content: bytes = CONTENT, hash_: str = HASH) -> int:
    files.start(hash_, len(content), "image/jpeg")
    return files.chunk(hash_, 0, content)


def test_a_file_in_pieces_is_complete_with_its_last_byte() -> None:
    assert files.start(HASH, len(CONTENT), "image/jpeg") == 0
    assert files.chunk(HASH, 0, CONTENT[:4000]) == 4000
    with pytest.raises(Refused, match="not complete"):
        files.open_file(HASH)
    assert files.chunk(HASH, 4000, CONTENT[4000:]) == len(CONTENT)
    with files.open_file(HASH) as file:
        assert file.read() == CONTENT
    assert files.path(HASH) == home.files_folder() / HASH[:2] / HASH[2:]
    assert files.media_type(HASH) == "image/jpeg"
    assert [path.name for path in (home.files_folder() / "coming").iterdir()] == [f"{HASH[:2]}.lock"]


def test_a_file_is_resumed_from_where_it_broke_off_and_pieces_may_come_again() -> None:
    files.start(HASH, len(CONTENT), "image/jpeg")
    files.chunk(HASH, 0, CONTENT[:4000])
    assert files.start(HASH, len(CONTENT), "image/jpeg") == 4000
    assert files.chunk(HASH, 0, CONTENT[:4000]) == 4000
    assert files.chunk(HASH, 2000, CONTENT[2000:6000]) == 6000
    assert files.chunk(HASH, 6000, CONTENT[6000:]) == len(CONTENT)
    assert files.chunk(HASH, 6000, CONTENT[6000:]) == len(CONTENT)
    assert files.start(HASH, len(CONTENT), "image/jpeg") == len(CONTENT)


def test_a_whole_file_that_no_row_knows_of_is_taken_up() -> None:
    """A crash between the move to its place and the row."""
    sent()
    from doorstep.record.sql import run

    run("UPDATE record_file SET complete = %s, have = 0", [False])
    assert files.start(HASH, len(CONTENT), "image/jpeg") == len(CONTENT)
    assert rows("SELECT complete, have FROM record_file") in ([(True, len(CONTENT))], [(1, len(CONTENT))])


def test_a_wrong_hash_drops_the_bytes_and_the_right_ones_may_follow() -> None:
    with pytest.raises(Refused) as refused:
        sent(b"x" * len(CONTENT))
    assert refused.value.values == {"hash": HASH, "found": sha256(b"x" * len(CONTENT)).hexdigest()}
    assert sent() == len(CONTENT)


def test_a_wrong_size_may_be_mended() -> None:
    files.start(HASH, 10, "image/jpeg")
    files.chunk(HASH, 0, CONTENT[:5])
    assert sent() == len(CONTENT)


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("file.bad_hash", lambda: files.start("../../etc/passwd", 10, "image/jpeg")),
        ("file.bad_hash", lambda: files.chunk(HASH.upper(), 0, b"")),
        ("file.bad_hash", lambda: files.open_file(HASH + "\n")),
        ("file.bad_size", lambda: files.start(HASH, 0, "image/jpeg")),
        ("file.bad_size", lambda: files.start(HASH, files.LARGEST + 1, "image/jpeg")),
        ("file.bad_type", lambda: files.start(HASH, 10, "text/html")),
        ("file.unknown", lambda: files.chunk(HASH, 0, b"x")),
        ("file.unknown", lambda: files.open_file(HASH)),
        ("file.chunk", lambda: files.chunk(HASH, 0, bytes(files.LARGEST_CHUNK + 1))),
        ("file.gap", lambda: files.start(OTHER, 10, "image/jpeg") or files.chunk(OTHER, 5, b"x")),
        ("file.gap", lambda: files.start(OTHER, 10, "image/jpeg") or files.chunk(OTHER, -1, b"x")),
        ("file.too_long", lambda: files.start(OTHER, 10, "image/jpeg") or files.chunk(OTHER, 0, bytes(11))),
        ("file.differs", lambda: sent() and files.chunk(HASH, 3, b"nonsense")),
    ],
)
def test_what_does_not_fit_is_refused(code: str, call: object) -> None:
    with pytest.raises(Refused) as refused:
        call()  # type: ignore[operator]
    assert refused.value.code == code
    assert refused.value.words("zh") != refused.value.words("en")


def test_two_uploads_of_one_file_at_once_leave_one_file() -> None:
    begin = threading.Barrier(4)
    ends: list[int] = []

    def work(step: int) -> None:
        files.start(HASH, len(CONTENT), "image/jpeg")
        begin.wait()
        have = 0
        while have < len(CONTENT):
            have = files.chunk(HASH, have, CONTENT[have : have + step])
        ends.append(have)
        connections.close_all()

    workers = [threading.Thread(target=work, args=(step,)) for step in (500, 700, 1100, 3000)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert ends == [len(CONTENT)] * 4
    assert files.path(HASH).read_bytes() == CONTENT
    assert rows("SELECT count(*) FROM record_file") == [(1,)]
    seal_changes()
    assert verify() == []

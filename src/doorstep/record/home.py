"""The data folder: where the database, keys, files and the copy of the seals lie.

``DOORSTEP_HOME`` names it, else ``doorstep-home`` in the working directory. Keys are made when they are first asked
for, readable by
their owner alone; they are never in the database.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def home() -> Path:
    """The data folder, made if it is not there."""
    folder = Path(os.environ.get("DOORSTEP_HOME") or "doorstep-home").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def files_folder() -> Path:
    """Where files lie by content hash."""
    folder = home() / "files"
    folder.mkdir(exist_ok=True)
    return folder


def key(name: str, length: int = 32) -> bytes:
    """The secret ``name`` (of ``length`` bytes), made at the first call; two processes that race get the same one."""
    folder = home() / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{name}.key"
    if not path.exists():
        _make(path, secrets.token_bytes(length))
    return path.read_bytes()


def _make(path: Path, content: bytes) -> None:
    draft = path.with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

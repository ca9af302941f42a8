"""Writing and checking a pack: a zip with a signed manifest that names the SHA-256 of every entry.

``manifest.json`` holds the signed bytes, ``manifest.sig`` their signature in hexadecimal. What a pack holds is
``export``'s business.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from doorstep.record.envelope import canonical
from doorstep.record.receipts import sign

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
_READ = 1 << 20


class Pack:
    """A pack being written; it appears at its path whole, when ``finish`` was called, or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._draft = path.with_name(f".{path.name}.{os.getpid()}")
        self._zip = zipfile.ZipFile(self._draft, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self.entries: dict[str, str] = {}

    @contextlib.contextmanager
    def entry(self, name: str) -> Iterator[Callable[[bytes], None]]:
        """An entry that is written piece by piece."""
        digest = hashlib.sha256()
        with self._zip.open(name, "w", force_zip64=True) as out:

            def write(data: bytes) -> None:
                digest.update(data)
                out.write(data)

            yield write
        self.entries[name] = digest.hexdigest()

    def add(self, name: str, text: str) -> None:
        """An entry at once."""
        with self.entry(name) as write:
            write(text.encode())

    def add_file(self, name: str, source: Path, upto: int | None = None) -> None:
        """The bytes of a file, or its first ``upto``."""
        left = source.stat().st_size if upto is None else upto
        with source.open("rb") as file, self.entry(name) as write:
            while left > 0 and (data := file.read(min(_READ, left))):
                left -= len(data)
                write(data)

    def finish(self, **manifest: Any) -> None:
        """Signs what is in it, and lets it appear."""
        text = canonical({"manifest": {**manifest, "entries": self.entries}})
        self._zip.writestr(MANIFEST, text)
        self._zip.writestr(SIGNATURE, sign(text))
        self._zip.close()
        with self._draft.open("rb") as file:
            os.fsync(file.fileno())
        self._draft.replace(self.path)

    def __enter__(self) -> Pack:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._draft.unlink(missing_ok=True)


def manifest_of(pack: zipfile.ZipFile) -> tuple[dict[str, Any], str, str]:
    """The manifest of a pack, its signed text and the signature. Raises ``ValueError`` when it has none."""
    try:
        text, signature = pack.read(MANIFEST).decode(), pack.read(SIGNATURE).decode()
        manifest = json.loads(text)["manifest"]
        dict(manifest["entries"])
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile):
        raise ValueError("no manifest") from None
    return manifest, text, signature


def altered_entries(pack: zipfile.ZipFile, manifest: dict[str, Any]) -> Iterator[str]:
    """The entries that are not as the manifest says: altered, missing, added or there twice."""
    listed: dict[str, str] = manifest["entries"]
    names = [name for name in pack.namelist() if name not in (MANIFEST, SIGNATURE)]
    yield from sorted(set(names) ^ set(listed))
    yield from sorted({name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else ())
    for name in names:
        if name in listed and _digest(pack, name) != listed[name]:
            yield name


def _digest(pack: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with pack.open(name) as source:
            while data := source.read(_READ):
                digest.update(data)
    except (zipfile.BadZipFile, EOFError, OSError):
        return ""
    return digest.hexdigest()

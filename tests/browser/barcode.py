"""Labels for a camera that is none: a Code 128 barcode as a picture (PNG) and as a film (Y4M) for Chromium's fake camera."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

WIDTHS = (
    212222, 222122, 222221, 121223, 121322, 131222, 122213, 122312, 132212, 221213, 221312, 231212, 112232, 122132,
    122231, 113222, 123122, 123221, 223211, 221132, 221231, 213212, 223112, 312131, 311222, 321122, 321221, 312212,
    322112, 322211, 212123, 212321, 232121, 111323, 131123, 131321, 112313, 132113, 132311, 211313, 231113, 231311,
    112133, 112331, 132131, 113123, 113321, 133121, 313121, 211331, 231131, 213113, 213311, 213131, 311123, 311321,
    331121, 312113, 312311, 332111, 314111, 221411, 431111, 111224, 111422, 121124, 121421, 141122, 141221, 112214,
    112412, 122114, 122411, 142112, 142211, 241211, 221114, 413111, 241112, 134111, 111242, 121142, 121241, 114212,
    124112, 124211, 411212, 421112, 421211, 212141, 214121, 412121, 111143, 111341, 131141, 114113, 114311, 411113,
    411311, 113141, 114131, 311141, 411131, 211412, 211214, 211232, 2331112,
)  # fmt: skip
"""Widths of bars and spaces in turn, one digit each, by the value of a letter."""

START_B, STOP = 104, 106
WIDE, HIGH, QUIET = 640, 480, 20


def modules(text: str) -> list[bool]:
    """The bars (True) and spaces of a text in code set B, without quiet zones."""
    values = [START_B, *(ord(letter) - 32 for letter in text)]
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103
    result: list[bool] = []
    for value in [*values, check, STOP]:
        for place, width in enumerate(str(WIDTHS[value])):
            result += [place % 2 == 0] * int(width)
    return result


def grey(text: str) -> list[bytes]:
    """A white picture with the barcode in its middle, row by row."""
    bars = modules(text)
    scale = (WIDE - 2 * QUIET) // len(bars)
    assert scale >= 2, f"{text} is too long for the picture"
    line = bytearray(b"\xeb" * WIDE)
    left = (WIDE - scale * len(bars)) // 2
    for place, bar in enumerate(bars):
        if bar:
            line[left + place * scale : left + (place + 1) * scale] = b"\x10" * scale
    white = bytes(b"\xeb" * WIDE)
    return [bytes(line) if HIGH // 4 < row < 3 * HIGH // 4 else white for row in range(HIGH)]


def png(text: str) -> bytes:
    """The picture as a PNG."""
    raw = b"".join(b"\0" + row for row in grey(text))
    header = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(raw)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def film(text: str, path: Path) -> Path:
    """The picture as a film of a few frames, laid down at ``path``."""
    luma = b"".join(grey(text))
    frame = b"FRAME\n" + luma + b"\x80" * (WIDE * HIGH // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDE} H{HIGH} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 4)
    return path

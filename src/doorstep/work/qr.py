"""QR codes, as shapes to be drawn: for links that are shown to a customer, and for the address on a signed paper."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno

QUIET = 4
"""The quiet zone, in modules, that readers want around a code."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as one path on a square of ``size`` modules with its quiet zone: SVG path data, a rectangle a run."""

    size: int
    path: str


def qr_code(text: str) -> Code:
    """The QR code of a text, with the correction that a screen needs (a quarter of it may be lost).

    >>> qr_code("https://door.example/check/4F7K-20Q9").size
    41
    """
    matrix = [[bool(module) for module in row] for row in segno.make(text, error="q", micro=False).matrix]
    parts = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            run = next((end for end in range(x, len(row)) if not row[end]), len(row)) - x
            if run:
                parts.append(f"M{x + QUIET} {y + QUIET}h{run}v1h-{run}z")
            x += max(run, 1)
    return Code(len(matrix) + 2 * QUIET, "".join(parts))


def qr_svg(text: str) -> bytes:
    """The same as a picture of its own, black on white."""
    code = qr_code(text)
    out = io.StringIO()
    out.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.size} {code.size}" ')
    out.write(
        f'width="{code.size * 8}" height="{code.size * 8}"><path fill="#fff" d="M0 0h{code.size}v{code.size}h-{code.size}z"/>'
    )
    out.write(f'<path d="{code.path}"/></svg>')
    return out.getvalue().encode()

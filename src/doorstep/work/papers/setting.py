"""Setting: a Typst template and its data to PDF or PNG. Any warning is a failure: a missing font prints boxes and
warns at most.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

FONTS = "manimgx_fonts_cjk"


class SettingFailed(RuntimeError):
    """Typst warned: the paper would not look as it should."""


@cache
def fonts() -> typst.Fonts:
    """The fonts that papers are set in, loaded once: those of the package, none of the machine's."""
    spec = find_spec(FONTS)
    if spec is None or spec.origin is None:
        raise SettingFailed(f"the fonts are not installed: {FONTS}")
    return typst.Fonts(include_system_fonts=False, font_paths=[os.fspath(Path(spec.origin).parent)])


def set_paper(
    template: str,
    data: Mapping[str, Any],
    *,
    at: datetime,
    pictures: Mapping[str, bytes] | None = None,
    form: Literal["pdf", "png"] = "pdf",
) -> bytes | list[bytes]:
    """The paper of a template (a file beside this one) with its data, which the template finds as JSON in ``data``.

    ``at`` is the moment that the file bears, so that the same paper has the same bytes; ``pictures`` lie beside the
    template under their names. PNG is one picture a page. Raises ``SettingFailed``.
    """
    source = (resources.files("doorstep.work.papers") / template).read_text(encoding="utf-8")
    with TemporaryDirectory(prefix="doorstep-paper-") as folder:
        root = Path(folder)
        (root / "main.typ").write_text(source, encoding="utf-8")
        for name, content in (pictures or {}).items():
            (root / name).write_bytes(content)
        compiler = typst.Compiler(
            str(root / "main.typ"),
            root=str(root),
            font_paths=fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
        made, warnings = compiler.compile_with_warnings(format=form, ppi=110 if form == "png" else None, timestamp=at)
    if warnings:
        raise SettingFailed("; ".join(str(one) for one in warnings))
    if made is None:
        raise SettingFailed("nothing was set")
    return made

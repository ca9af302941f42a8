"""The page of commands is what the commands say of themselves."""

from __future__ import annotations

from doorstep.cli.registry import VERBS
from tools.make_cli_docs import TARGET, commands, page


def test_the_page_is_not_stale() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "run python tools/make_cli_docs.py"


def test_every_verb_has_its_section() -> None:
    shown = TARGET.read_text(encoding="utf-8")
    assert len(list(commands())) > len(VERBS) + 3
    assert [words for words in commands() if f"# {' '.join(('doorstep', *words))}\n" not in shown] == []

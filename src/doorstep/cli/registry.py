"""The list of verbs: one more verb is one more module beside this one, and one more line here and in the texts.

Lives here: which module serves which verb. Not here: what a verb does, and how it is loaded (``app``).
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Verb:
    """One word after ``doorstep``: its name, and the module whose ``app`` (a ``typer.Typer``) serves it."""

    name: str
    module: str

    @property
    def purpose(self) -> str:
        """The verb's one line in ``doorstep --help``, Chinese before English."""
        return say(f"verb.{self.name}")


VERBS: tuple[Verb, ...] = (
    Verb("judge", "doorstep.cli.judge"),
    Verb("scenario", "doorstep.cli.scenario"),
    Verb("standard", "doorstep.cli.standard"),
    Verb("audit", "doorstep.cli.audit"),
    Verb("serve", "doorstep.cli.serve"),
    Verb("seed", "doorstep.cli.seed"),
    Verb("token", "doorstep.cli.token"),
    Verb("rebuild", "doorstep.cli.rebuild"),
    Verb("verify", "doorstep.cli.verify"),
    Verb("export", "doorstep.cli.export"),
    Verb("import", "doorstep.cli.import_"),
)


@cache
def _texts(language: str) -> dict[str, str]:
    source = resources.files("doorstep.cli") / "texts" / f"{language}.json"
    texts: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return texts


def say(key: str) -> str:
    """The command line's text ``key`` in both languages, parted by a middle dot.

    Raises:
        KeyError: no such text.
    """
    return " · ".join(_texts(language)[key] for language in _LANGUAGES)

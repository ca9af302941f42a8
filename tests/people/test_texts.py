"""Every refusal has its words in both languages, every text is used, and the printed page is what the posts say."""

import json
import re
from pathlib import Path

import pytest

from doorstep.people.posts import PERMISSIONS, PERSONAL_TYPES, Reach, Sight
from doorstep.people.wording import say
from tools import make_permissions_doc

ROOM = Path("src/doorstep/people")


def codes(repository: Path) -> set[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (repository / ROOM).glob("*.py"))
    raised = set(re.findall(r'(?:PeopleError|Refused|NotAllowed|unknown)\(\s*"([a-z_]+)"', source))
    return raised | set(re.findall(r'"(unknown_[a-z]+|locked_out|wrong_password)"', source))


def texts(repository: Path) -> set[str]:
    return set(json.loads((repository / ROOM / "texts/en.json").read_text(encoding="utf-8")))


def test_every_refusal_has_its_words(repository: Path) -> None:
    assert codes(repository) - {key.removeprefix("error.") for key in texts(repository)} == set()


def test_no_words_for_what_is_never_refused(repository: Path) -> None:
    by_django = {"password_too_short", "password_too_common", "password_entirely_numeric", "password_too_similar"}
    refusals = {key.removeprefix("error.") for key in texts(repository) if key.startswith("error.")}
    assert refusals - codes(repository) - by_django - {"weak_password"} == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_permissions_reaches_and_sights_have_names(lang: str) -> None:
    names = [f"permission.{one}" for one in PERMISSIONS] + [f"type.{one}" for one in PERSONAL_TYPES]
    names += [f"reach.{one.name.lower()}" for one in Reach] + [f"sight.{one.name.lower()}" for one in Sight]
    assert all(say(lang, name) for name in names)


def test_the_page_of_permissions_is_not_stale(repository: Path) -> None:
    page = (repository / "docs/permissions.md").read_text(encoding="utf-8")
    assert page == make_permissions_doc.document(), "run: python tools/make_permissions_doc.py"

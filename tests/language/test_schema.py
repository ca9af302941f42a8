"""The published JSON Schema: current, valid, and true to the packaged standards."""

import json
from pathlib import Path

import jsonschema
import pytest

from doorstep import standards
from doorstep.language import schema
from doorstep.language.errors import Faults
from doorstep.language.yamlnodes import nodes_of, read_nodes

COMMITTED = Path(__file__).parents[2] / "docs" / "schema" / "standard.schema.json"
BROKEN = Path(__file__).parents[1] / "broken"


@pytest.fixture(scope="module")
def validator():
    """A validator of the committed schema."""
    return jsonschema.Draft202012Validator(json.loads(COMMITTED.read_text(encoding="utf-8")))


def test_the_committed_schema_is_current():
    """Written anew it is the same; ``python -c 'from doorstep.language import schema; …write(…)'`` renews it."""
    assert COMMITTED.read_text(encoding="utf-8") == schema.text()


def test_the_schema_is_a_schema():
    """Draft 2020-12 accepts it."""
    jsonschema.Draft202012Validator.check_schema(schema.schema())


@pytest.mark.parametrize("name", standards.names())
def test_packaged_standards_follow_the_schema(name, validator):
    """What the loader takes, an editor must not underline."""
    faults = Faults(name)
    root = read_nodes(standards.path(name), faults)
    assert root is not None
    assert [error.message for error in validator.iter_errors(root.plain())] == []


@pytest.mark.parametrize(
    "code",
    ["unknown_key", "missing_key", "missing_one_of", "too_many_of", "empty_list", "bad_duration", "unknown_word"],
)
def test_faults_of_form_are_seen_by_the_schema(code, validator):
    """Two files of each fault of form are underlined by the schema alone."""
    seen = 0
    for file in sorted((BROKEN / code).glob("*.yaml")):
        root = nodes_of(file.read_text(encoding="utf-8"), Faults(str(file)))
        seen += root is not None and not validator.is_valid(root.plain())
    assert seen >= 2


def test_every_kind_of_rule_is_described():
    """Completion says what a kind means, in both languages."""
    described = schema.schema()["$defs"]["clause"]["properties"]["kind"]["oneOf"]
    assert all(" — " in one["description"] for one in described)

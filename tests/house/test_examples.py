"""The examples in docstrings are run, so that none goes stale."""

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import doorstep

ENTRIES = ("doorstep.__main__", "doorstep.gate.site.wsgi")
"""What runs as soon as it is imported."""

MODULES = [found.name for found in walk_packages(doorstep.__path__, "doorstep.") if found.name not in ENTRIES]


def test_some_module_carries_an_example() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert any(example.examples for example in finder.find(import_module("doorstep.cli.errors")))


@pytest.mark.parametrize("module", MODULES)
def test_examples_come_out_as_written(module: str) -> None:
    assert doctest.testmod(import_module(module)).failed == 0

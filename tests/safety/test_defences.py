"""The table of defences that `.ci/mutations` takes out is of the code as it is."""

from __future__ import annotations

import importlib
from functools import reduce

import pytest
from defences import MUTATIONS, Mutation

from helpwright.render import templates

IN_TEMPLATES = [each for each in MUTATIONS if each.old]
IN_MODULES = [each for each in MUTATIONS if ":" in each.defence]


@pytest.mark.parametrize("mutation", IN_TEMPLATES, ids=lambda each: each.defence)
def test_a_template_has_the_words_of_its_defence(mutation: Mutation) -> None:
    assert mutation.old in templates.read_template(mutation.defence)


@pytest.mark.parametrize("mutation", IN_MODULES, ids=lambda each: each.defence)
def test_a_module_has_the_name_of_its_defence(mutation: Mutation) -> None:
    module, _, name = mutation.defence.partition(":")
    holder = importlib.import_module(f"helpwright.{module}")
    assert reduce(getattr, name.split("."), holder) is not mutation.stand_in

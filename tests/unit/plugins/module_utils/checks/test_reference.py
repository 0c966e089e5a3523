# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference page and its examples are true."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from ansible_collections.auto.factory.plugins.module_utils.checks.catalogue import parse_checks
from ansible_collections.auto.factory.plugins.module_utils.checks.definitions import DEFINITIONS, TABLE, params_of
from ansible_collections.auto.factory.plugins.module_utils.checks.evaluate import evaluate
from ansible_collections.auto.factory.plugins.module_utils.checks.model import Definition
from ansible_collections.auto.factory.plugins.module_utils.checks.parameters import KINDS

from tests.unit.plugins.module_utils.checks.reference import PAGE, page
from tests.unit.plugins.module_utils.checks.snapshots import ROOMS

GOLDEN = sorted((PAGE.parents[1] / "tests" / "golden" / "checks_examples").iterdir())


@pytest.mark.parametrize("case", GOLDEN, ids=lambda path: path.name)
def test_the_example_of_each_check_is_real(case: Path) -> None:
    """The message shown in the reference is what the check says, word by word."""
    given = yaml.safe_load((case / "given.yml").read_text(encoding="utf-8"))
    expected = yaml.safe_load((case / "expected.yml").read_text(encoding="utf-8"))
    results = evaluate(parse_checks(given["checks"]), given["before"], given.get("after"), given["phase"], given["platform"], ROOMS)
    assert [result.to_dict() for result in results] == expected["results"]
    assert results[0].message == DEFINITIONS[case.name].example


def test_every_check_has_an_example() -> None:
    """No check is documented by intention only."""
    assert {case.name for case in GOLDEN} == set(DEFINITIONS)


def test_the_page_is_what_the_table_says() -> None:
    """The reference never lags behind the code."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_examples_at_the_top_of_the_page_are_accepted() -> None:
    """What the page shows first can be copied."""
    snippet = page().split("```yaml\n")[1].split("```")[0]
    assert len(parse_checks(yaml.safe_load(snippet)["checks"])) == 6


@pytest.mark.parametrize("definition", TABLE, ids=lambda definition: definition.name)
def test_definitions_are_whole(definition: Definition) -> None:
    """Every declared parameter can be validated and is explained; the bare value and the required ones exist."""
    known = definition
    params = {param.name: param for param in params_of(known)}
    assert all(param.kind in KINDS and param.help for param in params.values())
    assert {known.scalar, *known.required} - {""} <= set(params)
    assert known.summary.endswith(".")

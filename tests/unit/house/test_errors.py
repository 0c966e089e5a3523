# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every error tells its code, what happened, where, and what cures it; the catalogue shows them all."""

from __future__ import annotations

import inspect
from collections import Counter

import pytest

from tests.tools import error_catalogue

ERRORS = error_catalogue.load()
KINDS = [kind for _, kind in error_catalogue.tree(ERRORS.FactoryError)]


def drawn() -> list[tuple[int, str, str]]:
    """Depth, class and meaning of each error in the tree drawn at the top of errors.py."""
    rows = []
    for line in (ERRORS.__doc__ or "").splitlines():
        mark, found, rest = line.partition("── ")
        if found:
            name, _, meaning = rest.partition(" ")
            rows.append((len(mark) // 4 + 1, name, meaning.strip()))
    return rows


def test_the_tree_is_drawn_as_it_is() -> None:
    """The drawing at the top of errors.py can be trusted."""
    below = [(depth, kind.__name__) for depth, kind in error_catalogue.tree(ERRORS.FactoryError) if depth]
    assert [(depth, name) for depth, name, _ in drawn()] == below


def test_no_two_errors_share_a_code() -> None:
    """A program that looks for a code finds one error."""
    codes = Counter(str(kind.__dict__.get("code", "none")) for kind in KINDS)
    assert {code for code, count in codes.items() if count > 1} == set()
    assert "none" not in codes


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_tells_four_facts(kind: type) -> None:
    """Whatever goes wrong, the user reads the code, what happened, where, and the cure."""
    needed = [
        name
        for name, parameter in inspect.signature(kind).parameters.items()
        if parameter.default is inspect.Parameter.empty and name not in ("args", "kwargs")
    ]
    error = kind(*("something" for _ in needed))
    facts = error.at("sw1").to_dict()
    assert {"code", "what", "where", "cure"} <= set(facts)
    assert all(facts[name] for name in ("code", "what", "where", "cure"))
    assert facts["code"] in str(error)
    assert facts["cure"] in str(error)


def test_the_catalogue_is_complete_and_up_to_date() -> None:
    """docs/errors.md names every error with its present code and cure."""
    assert error_catalogue.PAGE.read_text(encoding="utf-8") == error_catalogue.page()

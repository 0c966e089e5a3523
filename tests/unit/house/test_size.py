# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files and functions stay small enough to be read at once."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.unit.house.reading import ROOT, project_files, syntax

FILE_LINES = 400
FUNCTION_LINES = 60
SOURCES = [path for path in project_files() if path.suffix == ".py" and path.parts[:2] != ("tests", "golden")]


@pytest.mark.parametrize("path", SOURCES, ids=Path.as_posix)
def test_files_and_functions_are_small(path: Path) -> None:
    """Whoever mends a file can hold it in mind."""
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
    assert lines <= FILE_LINES
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
    }
    assert {name: size for name, size in long.items() if size > FUNCTION_LINES} == {}

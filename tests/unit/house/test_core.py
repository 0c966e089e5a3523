# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The core stays a library: no Ansible in it, nothing imported that may be missing."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.house.reading import ROOT, project_files, python_files, syntax

CORE = python_files("plugins/module_utils/")
PLUGINS = python_files("plugins/")
OURS = "ansible_collections.auto.factory"
# Libraries by the name they are imported under; requirements.txt has them under the other.
DISTRIBUTIONS = {
    "cryptography": "cryptography",
    "jinja2": "Jinja2",
    "scrapli": "scrapli",
    "ssh2": "ssh2-python",
    "textfsm": "ntc-templates",  # the templates bring it; of them nothing is imported, they are read
    "yaml": "PyYAML",
}
HEADER = (
    "# Copyright (c) 2026 the auto.factory authors\n"
    "# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)\n"
    "# SPDX-License-Identifier: GPL-3.0-or-later\n"
)


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=Path.as_posix)


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    """Every absolute import below a node: the module's full name and the statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or "", node


def excused(tree: ast.Module) -> set[ast.stmt]:
    """Imports that may fail: guarded by ``except ImportError``, made at use inside a function, or for type checkers only."""
    found: set[ast.stmt] = set()
    for node in ast.walk(tree):
        guarded = isinstance(node, ast.Try) and any("ImportError" in ast.unparse(one.type) for one in node.handlers if one.type)
        typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if guarded or typing_only or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found |= {statement for _, statement in imports(node)}
    return found


@each(CORE)
def test_the_core_never_imports_ansible(path: Path) -> None:
    """The same code serves a filter outside Ansible, a service and a test."""
    tops = {name.split(".")[0] for name, _ in imports(syntax(path))}
    assert not tops & {"ansible", "ansible_collections"}


@each(PLUGINS)
def test_a_library_that_may_be_missing_does_not_break_the_import(path: Path) -> None:
    """Without an optional library the user gets its name and the command that installs it, not a traceback."""
    tree = syntax(path)
    allowed = excused(tree)
    known = {*sys.stdlib_module_names, "ansible", "ansible_collections"}
    if path not in CORE:
        known |= {"jinja2", "yaml"}  # where there is Ansible, there are these
    bare = {name for name, statement in imports(tree) if name.split(".")[0] not in known and statement not in allowed}
    assert not bare


def test_an_execution_environment_has_every_library() -> None:
    """What requirements.txt installs is what the plugins use: nothing is missing, nothing is left over."""
    used = {name.split(".")[0] for path in PLUGINS for name, _ in imports(syntax(path))}
    used -= {*sys.stdlib_module_names, "ansible", "ansible_collections"}
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    listed = {re.split(r"[<>=~ ]", line)[0] for line in lines if line and not line.startswith("#")}
    assert {DISTRIBUTIONS.get(name, name) for name in used} == listed


@each(PLUGINS)
def test_a_plugin_file_opens_as_all_do(path: Path) -> None:
    """Copyright and licence are on every file, and annotations are never evaluated."""
    text = (ROOT / path).read_text(encoding="utf-8")
    assert text.startswith(HEADER)
    assert "\nfrom __future__ import annotations\n" in text
    assert not [node for node in ast.walk(syntax(path)) if isinstance(node, ast.Assert)]


def test_no_file_is_named_after_nothing() -> None:
    """A file is named after its noun."""
    vague = {"utils.py", "util.py", "common.py", "helpers.py", "helper.py", "misc.py"}
    assert [path for path in project_files() if path.name in vague] == []

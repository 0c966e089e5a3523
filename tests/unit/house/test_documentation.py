# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documentation is the schema: whatever a user may write is documented, and nothing else is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.auto.factory.plugins.module_utils.checks.definitions import DEFINITIONS

from tests.unit.house.reading import DOCUMENTED_KINDS, ROOT, documentation, plugins, project_files, syntax

ACTIONS = plugins("action")
MODULES = plugins("modules")
DOCUMENTED = [path for kind in DOCUMENTED_KINDS for path in plugins(kind)]
WITH_RETURN = [path for kind in ("modules", "filter", "lookup", "test") for path in plugins(kind)]
WITH_EXAMPLES = [*WITH_RETURN, *plugins("inventory")]
ROLES = sorted({path.parts[1] for path in project_files() if path.parts[0] == "roles" and len(path.parts) > 2})
CHANGE_RETURNS = {
    *("changed", "outcome", "failed", "diff", "commands", "rollback_commands", "checks", "fingerprint"),
    *("transaction_id", "change_id", "dead_man", "timings", "error"),
}
# The releases so far, and the one that galaxy.yml prepares.
RELEASES = {
    yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["version"],
    *yaml.safe_load((ROOT / "changelogs/changelog.yaml").read_text(encoding="utf-8"))["releases"],
}
# Ansible documents these for every module.
ALWAYS_RETURNED = {"changed", "failed"}


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=lambda path: f"{path.parent.name}/{path.stem}")


def options(tree: dict[str, Any], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every option of a documentation with its key path, suboptions included."""
    for name, option in (tree or {}).items():
        yield f"{place}{name}", option
        yield from options(option.get("suboptions", {}), f"{place}{name}.")


def test_every_action_has_a_module_of_the_same_name_and_none_is_left_over() -> None:
    """`ansible-doc` shows every action, and every module shown can be run."""
    assert {path.stem for path in ACTIONS} == {path.stem for path in MODULES}


def test_the_action_group_is_all_modules() -> None:
    """module_defaults for the group reach every action of the collection."""
    runtime = yaml.safe_load((ROOT / "meta/runtime.yml").read_text(encoding="utf-8"))
    assert sorted(runtime["action_groups"]["factory"]) == sorted(f"auto.factory.{path.stem}" for path in MODULES)


@each(MODULES)
def test_a_module_is_only_documentation(path: Path) -> None:
    """What runs is the action; a module cannot say one thing and do another."""
    for node in syntax(path).body:
        if isinstance(node, ast.Assign):
            assert {target.id for target in node.targets if isinstance(target, ast.Name)} <= {"DOCUMENTATION", "EXAMPLES", "RETURN"}
        else:
            assert isinstance(node, ast.Expr | ast.ImportFrom), ast.unparse(node)


@each(DOCUMENTED)
def test_a_plugin_says_its_name_and_purpose(path: Path) -> None:
    """Each plugin's page has a name, a summary, a description, its authors and the release it came with."""
    page = documentation(path)
    assert page is not None, "has no DOCUMENTATION"
    assert page.get("module" if path.parent.name == "modules" else "name", "").split(".")[-1] == path.stem
    missing = {"short_description", "description", "author", "version_added"} - set(page)
    assert not missing
    assert not page["short_description"].endswith(".")
    assert page["version_added"] in RELEASES


@each(DOCUMENTED)
def test_every_option_is_described_and_typed(path: Path) -> None:
    """A user who asks what an option is gets an answer."""
    bare = [
        place
        for place, option in options((documentation(path) or {}).get("options", {}))
        if not option.get("description") or not option.get("type")
    ]
    assert not bare


@each(WITH_EXAMPLES)
def test_a_plugin_has_examples(path: Path) -> None:
    """Whatever a user may write is shown at least once."""
    assert documentation(path, "EXAMPLES")


@each(WITH_RETURN)
def test_a_plugin_describes_what_it_returns(path: Path) -> None:
    """Every returned key says what it is, its type, and when it is there."""
    returned = documentation(path, "RETURN")
    assert returned
    bare = [name for name, value in returned.items() if not value.get("description") or not value.get("type")]
    assert not bare


def test_the_result_of_a_change_is_documented_in_full() -> None:
    """The keys that are always returned are all on the page of auto.factory.change."""
    returned = documentation(Path("plugins/modules/change.py"), "RETURN")
    assert CHANGE_RETURNS - ALWAYS_RETURNED - set(returned) == set()


def test_every_check_is_named_where_it_is_used() -> None:
    """Whoever writes a change finds the checks on the page of auto.factory.change."""
    told = str(documentation(Path("plugins/modules/change.py")))
    assert [name for name in DEFINITIONS if f"C({name})" not in told] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_an_argument_specification_and_a_page(role: str) -> None:
    """A wrong variable of a role is named before anything is done."""
    folder = ROOT / "roles" / role
    specs = yaml.safe_load((folder / "meta/argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]
    assert "main" in specs
    assert (folder / "README.md").is_file()

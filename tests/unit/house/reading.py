# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the house tests read: the project's files, their syntax trees, the plugins' documentation strings."""

from __future__ import annotations

import ast
import functools
from pathlib import Path
from typing import Any

import yaml

from tests import stage

ROOT = stage.ROOT
DOCUMENTED_KINDS = ("become", "callback", "connection", "filter", "inventory", "lookup", "modules", "test")


@functools.cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project, relative to its root."""
    return tuple(stage.files())


def python_files(*tops: str) -> list[Path]:
    """The Python files under the named folders, relative to the root."""
    return [path for path in project_files() if path.suffix == ".py" and path.as_posix().startswith(tops)]


@functools.cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of one file of the project."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def plugins(kind: str) -> list[Path]:
    """The plugin files of one kind, such as ``action``."""
    return [path for path in python_files(f"plugins/{kind}/") if not path.name.startswith("_")]


def documentation(path: Path, name: str = "DOCUMENTATION") -> Any:
    """One documentation string of a plugin, or of the YAML file beside it, as YAML; None when there is none."""
    for node in syntax(path).body:
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == name for target in node.targets):
            return yaml.safe_load(ast.literal_eval(node.value))
    beside = (ROOT / path).with_suffix(".yml")
    return yaml.safe_load(beside.read_text(encoding="utf-8")).get(name) if beside.is_file() else None

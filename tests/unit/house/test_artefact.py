# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ships is what users need."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from tests import stage

# README and the two JSON files are ansible-galaxy's own demand; meta and tests/config.yml are read by its tools.
SHIPPED_FILES = {
    "CHANGELOG.rst",
    "CONTRIBUTING.md",
    "FILES.json",
    "LICENSE",
    "MANIFEST.json",
    "README.md",
    "bindep.txt",
    "requirements.txt",
}
SHIPPED_FOLDERS = {"changelogs", "docs", "extensions", "inventory", "meta", "playbooks", "plugins", "roles", "tests"}
SHIPPED_TESTS = {"tests", "tests/config.yml", "tests/sanity"}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The paths in a freshly built artefact."""
    artefact = stage.build(tmp_path_factory.mktemp("artefact") / "dist")
    with tarfile.open(artefact) as opened:
        return [Path(member) for member in opened.getnames() if member != "."]


def test_only_what_users_need_is_shipped(names: list[Path]) -> None:
    """An installed collection holds no tests, no tools' settings and no litter."""
    assert {path.parts[0] for path in names} <= SHIPPED_FILES | SHIPPED_FOLDERS
    tests = {path.as_posix() for path in names if path.parts[0] == "tests"}
    assert {name for name in tests if not name.startswith("tests/sanity/")} <= SHIPPED_TESTS
    assert not [path for path in names if path.suffix == ".pyc" or "__pycache__" in path.parts]


def test_everything_users_need_is_shipped(names: list[Path]) -> None:
    """An installed collection has its licence, its requirements and every plugin."""
    assert set(names) >= {Path(name) for name in SHIPPED_FILES}
    ours = {path for path in stage.files() if path.parts[0] in ("plugins", "roles", "playbooks", "meta")}
    assert ours - set(names) == set()

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Put the collection where tools look for it: ``<folder>/ansible_collections/auto/factory``.

The repository is the collection, as users and Galaxy expect it; the tools expect it three folders deeper.

- ``tree FOLDER``: one symlink back to the checkout. Enough for pytest, mypy, ansible-doc and ansible-playbook.
- ``copy FOLDER``: the tracked and the untracked-but-not-ignored files. For tools that resolve links (ansible-lint, antsibull-docs).
- ``install FOLDER``: the built artefact, installed. For ansible-test, which so judges what ships.
- ``build FOLDER``: only the artefact, ``FOLDER/auto-factory-<version>.tar.gz``.

FOLDER is emptied first, except by ``tree``. Exit code 1 with one line on stderr when git or ansible-galaxy fails.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = Path("ansible_collections", "auto", "factory")
# Without git (an unpacked source archive) these are what a working checkout grows and nobody wants staged.
LITTER = {".ansible", ".git", ".hypothesis", ".stage", ".tox", ".venv", "__pycache__"}


def files() -> list[Path]:
    """The files of the project, relative to its root, sorted."""
    if (ROOT / ".git").exists():
        listed = _run("git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        names = {Path(name) for name in listed.split("\0") if name}
        # The index also lists what was deleted and not yet committed.
        return sorted(name for name in names if (ROOT / name).is_file())
    return sorted(_walk())


def tree(folder: Path) -> Path:
    """Make the symlink; several tox environments may do so at once."""
    link = folder / PLACE
    link.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=link.parent) as scratch:
        fresh = Path(scratch, "link")
        fresh.symlink_to(ROOT)
        fresh.replace(link)
    return link


def copy(folder: Path) -> Path:
    """Copy the project's files, with their modes and times."""
    place = _emptied(folder) / PLACE
    for name in files():
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)
    return _own_repository(place)


def build(folder: Path) -> Path:
    """Build the artefact from the project's files only: ansible-galaxy takes whatever lies in a tree."""
    folder = _emptied(folder)
    with tempfile.TemporaryDirectory() as scratch:
        _galaxy("build", str(copy(Path(scratch, "copy"))), "--output-path", str(folder))
    return next(folder.glob("auto-factory-*.tar.gz"))


def install(folder: Path) -> Path:
    """Build the artefact and install it as a user would, without asking a server for anything."""
    folder = _emptied(folder)
    with tempfile.TemporaryDirectory() as scratch:
        artefact = build(Path(scratch, "dist"))
        _galaxy("install", "--offline", "--no-deps", "-p", str(folder), str(artefact))
    return _own_repository(folder / PLACE)


def _own_repository(place: Path) -> Path:
    """Make the place a git repository: ansible-test and ansible-lint skip what the surrounding checkout's .gitignore names."""
    _run("git", "init", "--quiet", str(place))
    return place


def _walk() -> list[Path]:
    found = []
    for top, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in LITTER and not name.endswith("_cache")]
        found += [Path(top, name).relative_to(ROOT) for name in names]
    return found


def _emptied(folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def _galaxy(*arguments: str) -> None:
    # The ansible-core of this very Python, whatever PATH says.
    _run(sys.executable, "-m", "ansible", "galaxy", "collection", *arguments)


def _run(*command: str) -> str:
    """Stdout of the command; SystemExit with its own words when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


WAYS: dict[str, Callable[[Path], Path]] = {"tree": tree, "copy": copy, "install": install, "build": build}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Stage the collection for a tool.")
    parser.add_argument("way", choices=sorted(WAYS))
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args(arguments)
    print(WAYS[chosen.way](chosen.folder.absolute()))


if __name__ == "__main__":
    main(sys.argv[1:])

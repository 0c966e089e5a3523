# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write ``docs/errors.md``, the catalogue of errors, from the classes in ``plugins/module_utils/errors.py``.

Without arguments it writes the page; with ``--check`` it only compares, and exits with 1 when the page is not what the classes say.
"""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "plugins" / "module_utils" / "errors.py"
PAGE = ROOT / "docs" / "errors.md"

HEAD = """# Errors

<!-- Generated from plugins/module_utils/errors.py by python tests/tools/error_catalogue.py: change the classes, not this page. -->

When something does not end well, a result's `error` holds four facts: `code` (stable, for programs), `what` happened, `where`
(host, file, key path), and the `cure`. Each error below is a kind of the one above it in the tree, so a program that knows only
`session` need not know `unreachable`.

| code | what it means | cure, unless the error knows a better one |
|---|---|---|
"""


def load() -> ModuleType:
    """The errors module, from its file: the catalogue needs no staged collection."""
    spec = importlib.util.spec_from_file_location("errors", SOURCE)
    if spec is None or spec.loader is None:
        raise SystemExit(f"cannot load {SOURCE}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tree(kind: type, depth: int = 0) -> Iterator[tuple[int, type]]:
    """The class and all below it with their depth, in the order of the file."""
    yield depth, kind
    for below in kind.__subclasses__():
        yield from tree(below, depth + 1)


def page() -> str:
    """The whole text of the page."""
    rows = [_row(depth, kind) for depth, kind in tree(load().FactoryError)]
    return HEAD + "\n".join(rows) + "\n"


def _row(depth: int, kind: type) -> str:
    meaning = (inspect.getdoc(kind) or "").splitlines()[0].replace("|", "\\|")
    code, cure = kind.__dict__.get("code", ""), _cure(kind).replace("|", "\\|")
    return f"| {'&emsp;' * depth}`{code}` | {meaning} | {cure} |"


def _cure(kind: type) -> str:
    return str(getattr(kind, "default_cure", ""))


def main(arguments: list[str]) -> int:
    text = page()
    if arguments == ["--check"]:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print(f"{PAGE.relative_to(ROOT)} is not what the classes say: run python tests/tools/error_catalogue.py", file=sys.stderr)
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Genie's parsers, run in an interpreter that has genie: asked on standard input, answered as JSON on standard output."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import time
from types import SimpleNamespace
from typing import Any


def parser(system: str, name: str) -> Any:
    """The class ``name`` of a system, wherever its module is; None where there is none."""
    try:
        package = importlib.import_module(f"genie.libs.parser.{system}")
    except ImportError:
        return None
    for module in pkgutil.iter_modules(package.__path__):
        if module.name.startswith("show_"):
            try:
                found = getattr(importlib.import_module(f"{package.__name__}.{module.name}"), name, None)
            except Exception:  # noqa: S112 - a module of genie's that does not load is none that answers
                continue
            if found is not None:
                return found
    return None


def main() -> None:
    """Read the questions, answer them."""
    asked = json.load(sys.stdin)
    began = time.process_time()
    classes = {(one["system"], one["class"]): parser(one["system"], one["class"]) for one in asked}
    start = time.process_time() - began
    trees, began = {}, time.process_time()
    for one in asked:
        found = classes[one["system"], one["class"]]
        if found is not None:
            device = SimpleNamespace(
                execute=lambda *_a, **_k: "", name="device", os=one["system"], custom={}, is_connected=lambda: True
            )
            try:
                trees[one["number"]] = found(device=device).parse(output=one["text"])
            except Exception:  # noqa: S112 - genie says so where it finds nothing
                continue
    json.dump({"trees": trees, "cpu": time.process_time() - began, "start": start}, sys.stdout, default=str)


if __name__ == "__main__":
    main()

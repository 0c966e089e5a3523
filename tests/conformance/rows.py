# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All rows: every module in ``beds`` has a ``ROW``, or several in ``ROWS``."""

from __future__ import annotations

import importlib
import pkgutil

from . import beds
from .bed import Row


def rows() -> list[Row]:
    """Sorted by name."""
    found: list[Row] = []
    for module in pkgutil.iter_modules(beds.__path__):
        loaded = importlib.import_module(f"{beds.__name__}.{module.name}")
        found += getattr(loaded, "ROWS", None) or [loaded.ROW]
    return sorted(found, key=lambda row: row.name)

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos' way to write how long ago something was."""

from __future__ import annotations

import re

from ..values import duration

_AGO = re.compile(r"^(?:(?P<weeks>\d+)w)?(?:(?P<days>\d+)d)?\s*(?:(?P<hours>\d+):(?P<minutes>\d\d)(?::(?P<seconds>\d\d))?)?$")


def ago(shown: object) -> int | None:
    """Seconds from ``29w6d 23:14``, ``3w2d 4:19:15``, ``11:03``: hours and minutes where there are two numbers."""
    text = str(shown).strip().strip("()").removesuffix(" ago").strip()
    found = _AGO.match(text)
    if not found or not text:
        return duration(text)
    units = (("weeks", 604800), ("days", 86400), ("hours", 3600), ("minutes", 60), ("seconds", 1))
    return sum(int(found[name] or 0) * unit for name, unit in units)

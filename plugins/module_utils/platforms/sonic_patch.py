# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From one ConfigDB to another by a JSON patch (RFC 6902), as ``config apply-patch`` takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Operation = dict[str, Any]


def json_patch(have: Mapping[str, Any], want: Mapping[str, Any], path: str = "") -> list[Operation]:
    """The operations, removals first on each level. ConfigDB has no empty tables: a table goes with its last entry."""
    operations: list[Operation] = [{"op": "remove", "path": f"{path}/{pointer(key)}"} for key in have if key not in want]
    for key, value in want.items():
        place = f"{path}/{pointer(key)}"
        if key not in have:
            operations.append({"op": "add", "path": place, "value": value})
        elif isinstance(value, Mapping) and isinstance(have[key], Mapping):
            operations += json_patch(have[key], value, place)
        elif have[key] != value:
            operations.append({"op": "replace", "path": place, "value": value})
    return operations


def pointer(key: str) -> str:
    """One step of a JSON pointer (RFC 6901): PORTCHANNEL|10.0.0.1/31 has a slash that is none."""
    return key.replace("~", "~0").replace("/", "~1")

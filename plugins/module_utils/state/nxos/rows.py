# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS' JSON: a table is ``TABLE_x``, its rows ``ROW_x``; one of either comes bare, several as a list."""

from __future__ import annotations

import re
from typing import Any

from ..registry import Output, UnparsedError
from ..values import duration

_ISO = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$")
_ISO_SECONDS = (31536000, 2592000, 604800, 86400, 3600, 60, 1)


def body(out: Output) -> dict[str, Any]:
    """The answer itself: over NX-API it lies within an envelope. Raises UnparsedError where it is no mapping."""
    data: Any = out.data
    while isinstance(data, dict) and len(data) <= _ENVELOPE:
        inner = next((data[key] for key in ("ins_api", "outputs", "output", "result", "body") if key in data), None)
        if inner is None:
            break
        data = inner
    if not isinstance(data, dict):
        raise UnparsedError
    return data


_ENVELOPE = 8  # keys that the largest of the envelopes has


def rows(node: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """All rows of the table ``name`` that lies directly in ``node``; none where there is no such table."""
    return [
        row
        for table in _listed(node.get(f"TABLE_{name}"))
        if isinstance(table, dict)
        for row in _listed(table.get(f"ROW_{name}"))
        if isinstance(row, dict)
    ]


def required(node: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    """The rows of the first of the tables ``names`` that there is. Raises UnparsedError when there is none of them."""
    for name in names:
        if f"TABLE_{name}" in node:
            return rows(node, name)
    raise UnparsedError


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def seconds(value: object) -> int | None:
    """A time as text shows it (``1d02h``) or as newer releases write it in JSON (``P1DT2H``)."""
    shown = str(value).strip()
    found = _ISO.match(shown)
    if not found or shown in ("P", "PT"):
        return duration(shown)
    return sum(int(count or 0) * unit for count, unit in zip(found.groups(), _ISO_SECONDS, strict=True))


def words(value: object) -> str:
    """A value as text without the padding that older releases leave; empty for what is absent."""
    shown = "" if value is None or isinstance(value, (dict, list)) else str(value).strip()
    return "" if shown in ("--", "-") else shown

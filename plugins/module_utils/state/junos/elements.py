# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos' JSON: every element is a list of mappings, every leaf a mapping with ``data``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..registry import NothingThereError, Output, UnparsedError


def plain(node: Any) -> Any:
    """One element: a leaf as its text (an empty element as True), the others as mapping of name to list."""
    if not isinstance(node, dict):
        return node
    if "data" in node:
        return True if node["data"] == [None] else node["data"]
    return {name: [plain(item) for item in items] for name, items in node.items() if isinstance(items, list)}


def leaf(element: dict[str, Any], name: str) -> Any:
    """The element's child as text; None where it has none."""
    found = element.get(name) or [None]
    return found[0] if not isinstance(found[0], dict) else None


def top(out: Output, name: str) -> list[dict[str, Any]]:
    """All elements ``name`` of an answer, of each routing engine where several answer.

    Raises NothingThereError when the answer is a remark (``OSPF instance is not
    running``), UnparsedError when it is another element.
    """
    found = list(_below(plain(out.data), name))
    if not found and set(out.data) == {"output"}:
        raise NothingThereError
    if not found:
        raise UnparsedError
    return found


def _below(element: Any, name: str) -> Iterator[dict[str, Any]]:
    for child, items in element.items():
        if child == name:
            yield from items
        elif child.startswith("multi-routing-engine"):
            for item in items:
                yield from _below(item, name)

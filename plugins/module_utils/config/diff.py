# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The difference of two configurations, shown with its hierarchy."""

from __future__ import annotations

import difflib

from .catalogue import vendor_for
from .entries import sequence
from .fingerprint import equivalent
from .styles import style_of
from .tree import Node, Path, read
from .vendor import Vendor, matches

_LONG = 400  # entries, from which the finest difference costs too much


def config_diff(running: str, intended: str, platform: str) -> str:
    """A unified-looking diff: ``-`` only in ``running``, ``+`` only in ``intended``, headings of changed sections as context.

    '' when both configure the same. Order is compared only where it has a meaning. Raises UnsupportedError.
    """
    vendor = vendor_for(platform)
    style = style_of(vendor)
    if style:
        return style.diff(running, intended, vendor)
    if equivalent(running, intended, platform):
        return ""
    have, want = read(running, vendor), read(intended, vendor)
    return "\n".join(_section(have, want, vendor, ())) + "\n"


def _section(have: Node, want: Node, vendor: Vendor, path: Path) -> list[str]:
    if matches(vendor.ordered, want.text):
        return _entries(have, want, vendor, len(path))
    lines: list[str] = []
    fresh = _anchored(have, want)
    waiting = fresh.get("", [])  # what is new comes after what it replaces
    for key, node in have.children.items():
        if key not in want.children:
            lines += [] if vendor.is_hidden(path, key) else _whole("-", node, vendor, len(path))
            continue
        lines += [line for new in waiting for line in _whole("+", new, vendor, len(path))]
        other = want.children[key]
        if (node.children or other.children) and node.children != other.children:
            below = _section(node, other, vendor, (*path, key))
            lines += [_line(" ", node, vendor, len(path)), *below] if below else []
        waiting = fresh.get(key, [])
    return lines + [line for new in waiting for line in _whole("+", new, vendor, len(path))]


def _anchored(have: Node, want: Node) -> dict[str, list[Node]]:
    """New lines by the line of ``have`` after which they are shown; '' for those at the start."""
    found: dict[str, list[Node]] = {}
    anchor = ""
    for key, node in want.children.items():
        if key in have.children:
            anchor = key
        else:
            found.setdefault(anchor, []).append(node)
    return found


def _entries(have: Node, want: Node, vendor: Vendor, depth: int) -> list[str]:
    lines: list[str] = []
    before, after = sequence(have, vendor), sequence(want, vendor)
    for step in difflib.ndiff(before, after) if len(before) + len(after) < _LONG else _plain(before, after):
        sign, key = step[0], step[2:]
        if sign in "+-":
            lines += _whole(sign, (want if sign == "+" else have).children[key], vendor, depth)
    return lines


def _plain(before: list[str], after: list[str]) -> list[str]:
    """For long lists: what goes and what comes, at linear cost; a mere reordering as both."""
    old, new = set(before), set(after)
    if old == new:
        return [f"- {key}" for key in before] + [f"+ {key}" for key in after]
    return [f"- {key}" for key in before if key not in new] + [f"+ {key}" for key in after if key not in old]


def _whole(sign: str, node: Node, vendor: Vendor, depth: int) -> list[str]:
    lines = [_line(sign, node, vendor, depth)]
    for path, child in node.walk():
        lines.append(_line(sign, child, vendor, depth + 1 + len(path)))
    return lines


def _line(sign: str, node: Node, vendor: Vendor, depth: int) -> str:
    first, *rest = vendor.typed(node.shown or node.text).split("\n")
    return "\n".join([f"{sign}{' ' * (vendor.indent * depth)}{first}", *(f"{sign}{line}" for line in rest)])

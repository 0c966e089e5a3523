# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that name many things at once (``vlan 1,10,20-22``): what is not in the new list goes, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from .tree import Node
from .vendor import Vendor, compiled

_MOST = 5000  # numbers in one list, more than there are VLANs


def numbers_of(text: str, vendor: Vendor) -> tuple[str, set[int]] | None:
    """(the word before it, the numbers) of a line that is such a list, also of one number; None for other lines."""
    found = compiled(vendor.id_lists).match(text)
    if found is None:
        return None
    numbers: set[int] = set()
    for part in found.group(2).split(","):
        first, _unused, last = part.partition("-")
        if not first.isdigit() or (last and not last.isdigit()) or len(first + last) > len("4094" * 2):
            return None
        numbers.update(range(int(first), int(last or first) + 1))
    return (found.group(1), numbers) if len(numbers) < _MOST else None


def written(word: str, numbers: Iterable[int]) -> str:
    """The list as devices show it: neighbours as a range."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return f"{word} " + ",".join(f"{first}-{last}" if last > first else str(first) for first, last in parts)


def gone(key: str, want: Node, vendor: Vendor) -> list[str] | None:
    """The commands that remove of the list ``key`` what is in no list of ``want``; None where ``key`` is no list of several."""
    old = numbers_of(key, vendor)
    if old is None or len(old[1]) == 1:
        return None
    left = set(old[1])
    for line in want.children:
        new = numbers_of(line, vendor)
        if new is not None and new[0] == old[0]:
            left -= new[1]
    return [f"no {written(old[0], left)}"] if left else []


def take(node: Node, text: str, vendor: Vendor) -> str | None:
    """What a list typed beside another makes of it: one line with both; None where nothing is to be merged."""
    new = numbers_of(text, vendor)
    if new is None or len(new[1]) == 1:
        return None
    for key in node.children:
        old = numbers_of(key, vendor)
        if old is not None and old[0] == new[0] and len(old[1]) > 1:
            _rename(node, key, written(old[0], old[1] | new[1]))
            return key
    return None


def drop(node: Node, bare: str, vendor: Vendor) -> bool:
    """``no`` of a list, or of one number, takes these out of the lists that have them; says whether one had."""
    goes = numbers_of(bare, vendor)
    if goes is None:
        return False
    changed = False
    for key in list(node.children):
        old = numbers_of(key, vendor)
        if old is None or old[0] != goes[0] or not old[1] & goes[1] or key == bare:
            continue
        left = old[1] - goes[1]
        changed = True
        if left:
            _rename(node, key, written(old[0], left))
        else:
            del node.children[key]
    return changed


def _rename(node: Node, old: str, new: str) -> None:
    """Another text in the same place."""
    node.children = {
        (new if key == old else key): (Node(new, new, child.children) if key == old else child)
        for key, child in node.children.items()
    }
    node.starts = node.marks = None

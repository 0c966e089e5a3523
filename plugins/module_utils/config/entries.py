# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sections in which order has a meaning: access lists, prefix lists."""

from __future__ import annotations

from .tree import Node, Path
from .vendor import Vendor, compiled

Command = tuple[Path, str]


def entry_changes(have: Node, want: Node, path: Path, vendor: Vendor) -> list[Command]:
    """The commands that give the list ``have`` the entries of ``want``, in their order, with as few removals as possible."""
    if sequence(have, vendor) == sequence(want, vendor) and set(have.children) == set(want.children):
        return []
    if numbers(have, vendor) is not None and numbers(want, vendor) is not None:
        return _numbered(have, want, path, vendor)
    return _appended(have, want, path, vendor)


def numbers(node: Node, vendor: Vendor) -> dict[str, int] | None:
    """The number of each numbered entry; None where a rule (permit, deny) has none."""
    found: dict[str, int] = {}
    for key in node.children:
        hit = compiled(vendor.numbered).match(key)
        if hit:
            found[key] = int(hit.group(1))
        elif compiled(r"permit |deny |remark ").match(key):
            return None
    return found


def sequence(node: Node, vendor: Vendor) -> list[str]:
    """The entries in the order in which the device looks at them."""
    known = numbers(node, vendor)
    if known is None:
        return list(node.children)
    return sorted(node.children, key=lambda key: known.get(key, -1))


def _content(key: str, vendor: Vendor) -> str:
    hit = compiled(vendor.numbered).match(key)
    return key[hit.end() :] if hit else key


def _numbered(have: Node, want: Node, path: Path, vendor: Vendor) -> list[Command]:
    """A removal comes just before the addition it makes room for; the others come last, so that no hole opens early."""
    old, new = numbers(have, vendor) or {}, numbers(want, vendor) or {}
    by_number = {number: key for key, number in old.items()}
    by_content: dict[str, list[str]] = {}
    for key in old:
        by_content.setdefault(_content(key, vendor), []).append(key)
    gone = {key for key in have.children if key not in want.children}
    commands: list[Command] = []

    def take_out(key: str) -> None:
        gone.discard(key)
        commands.append((path, _number_negation(key, vendor)))

    for key in sequence(want, vendor):
        if key in have.children:
            continue
        rivals = [by_number.get(new.get(key, -1), ""), *by_content.get(_content(key, vendor), [])]
        for rival in rivals:
            if rival in gone:
                take_out(rival)
        commands.append((path, want.children[key].shown))
    for key in [key for key in have.children if key in gone]:
        take_out(key)
    return commands


def _number_negation(key: str, vendor: Vendor) -> str:
    hit = compiled(vendor.numbered).match(key)
    return f"no {hit.group(0).strip()}" if hit else vendor.negate(key)


def _appended(have: Node, want: Node, path: Path, vendor: Vendor) -> list[Command]:
    """Without numbers a device appends: keep the longest beginning that is there in order, and give the rest again at the end.

    First goes what denies, last what permits, so that what was permitted and stays so is not shut out in between.
    """
    wanted = list(want.children)
    kept: set[str] = set()
    at = 0
    for key in have.children:
        if at < len(wanted) and key == wanted[at]:
            kept.add(key)
            at += 1
    moved = set(wanted[at:])
    gone = [key for key in have.children if key not in kept and key not in moved]
    commands: list[Command] = [(path, vendor.negate(key)) for key in gone if not key.startswith("permit ")]
    for key in wanted[at:]:
        commands += [(path, vendor.negate(key))] if key in have.children else []
        commands.append((path, want.children[key].shown))
    return commands + [(path, vendor.negate(key)) for key in gone if key.startswith("permit ")]


def shuts_out(have: Node, want: Node, vendor: Vendor) -> bool:
    """Is there a moment in which a list that is looked at lacks what it permits before and after: is an entry moved?"""
    commands = [command[3:] for _unused, command in entry_changes(have, want, (), vendor) if command.startswith("no ")]
    old = numbers(have, vendor)
    if old is None or numbers(want, vendor) is None:
        return any(entry.startswith("permit ") and entry in want.children for entry in commands)
    contents = {str(number): _content(key, vendor) for key, number in old.items()}
    stays = {_content(key, vendor) for key in want.children}
    removed = (contents.get(entry.removeprefix("seq "), "") for entry in commands)
    return any(content.startswith("permit ") and content in stays for content in removed)

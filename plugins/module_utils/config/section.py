# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be done inside one section to make it as wanted: removals, then additions."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

from .device import owner_of
from .entries import entry_changes
from .lookup import starting
from .tree import Node, Path
from .vendor import Slot, Vendor, compiled, matches

Command = tuple[Path, str]


@dataclass
class Work:
    """Commands of one section, with their paths: ``removals`` are given before ``additions``."""

    removals: list[Command] = field(default_factory=list)
    additions: list[Command] = field(default_factory=list)


@dataclass(frozen=True)
class Scope:
    """Where we are, and what the sections around have decided, as beginnings of lines."""

    vendor: Vendor
    path: Path  # of the section's lines
    covered: frozenset[str] = frozenset()  # removed by a command on its owner
    again: frozenset[str] = frozenset()  # lost with their owner and wanted: to be given again


def change(have: Node | None, want: Node, path: Path, vendor: Vendor, outer: Scope | None = None) -> Work:
    """Make the section ``want`` (its heading is ``want.text``, its parents ``path``) out of ``have``."""
    if have is None:
        return Work(additions=add_all(want, path))
    if not have.children and not want.children:
        return Work()
    inside = (*path, want.text)
    if matches(vendor.ordered, want.text):
        return Work(additions=entry_changes(have, want, inside, vendor))
    if have.children and not want.children and matches(vendor.defaulted, want.text):
        return Work(removals=[(path, vendor.negate(want.text))], additions=[(path, want.shown)])
    removed = [key for key in have.children if key not in want.children]
    around = Scope(vendor, inside, outer.covered, outer.again) if outer else Scope(vendor, inside)
    scope, farewells = _owners_gone(removed, have, want, around)
    work = Work()
    for key, node in want.children.items():
        below = have.children.get(key)
        if below is not None:
            part = change(below, node, inside, vendor, scope)
            work.removals += part.removals
    work.removals += _removals(removed, have, want, scope) + farewells
    again = _wiped(removed, have, want, vendor)
    for key in _definitions_first(list(want.children), inside, vendor):
        node, below = want.children[key], have.children.get(key)
        if below is not None and (key in again or begins(key, scope.again)):
            work.additions += [(inside, node.shown)]
        work.additions += change(below, node, inside, vendor, scope).additions
    return work


def add_all(node: Node, path: Path) -> list[Command]:
    """The commands that create ``node`` with all that is under it."""
    return [(path, node.shown), *(((*path, node.text, *deeper), child.shown) for deeper, child in node.walk())]


def remove(node: Node, path: Path, vendor: Vendor) -> list[Command]:
    """The commands that remove ``node``; a section that cannot be removed is emptied."""
    if node.children and matches(vendor.fixed, node.text):
        inside = (*path, node.text)
        return (
            change(node, Node(node.text), path, vendor).removals
            if not matches(vendor.ordered, node.text)
            else [(inside, vendor.negate(key)) for key in node.children]
        )
    if matches(vendor.fixed, node.text):
        return []
    return [(path, vendor.negate(node.text))]


def _removals(removed: list[str], have: Node, want: Node, scope: Scope) -> list[Command]:
    """Negations of what is not wanted, where nothing else (an overwrite, an owner) takes it away."""
    fresh = {key: None for key in want.children if key not in have.children}
    vendor, path = scope.vendor, scope.path
    overwritten = {vendor.slot(key, want.text) for key in fresh} - {None}
    commands: list[Command] = []
    for key in sorted(removed, key=lambda key: _when(key, path, vendor)):
        if not _gone_already(key, fresh, overwritten, scope, have):
            commands += remove(have.children[key], path, vendor)
    return commands


def _when(key: str, path: Path, vendor: Vendor) -> int:
    """What would take other lines with it goes after them, what restores a default last of all."""
    if matches(vendor.resets, key):
        return 4
    if key.startswith("no "):
        return 3
    if any(matches(trigger, key) for trigger, _unused in vendor.wipes):
        return 2
    return int(any(owner_of(owner, path, key) for owner in vendor.owners))


def _gone_already(key: str, fresh: dict[str, None], overwritten: set[Slot | None], scope: Scope, have: Node) -> bool:
    vendor, path = scope.vendor, scope.path
    bare = key.removeprefix("no ")
    if begins(bare, scope.covered):
        return True
    if vendor.slot(key, path[-1]) in overwritten and not matches(vendor.renewed, key):
        return True
    if key != bare:
        undone = bare in fresh or (not matches(vendor.modal, bare) and any(line.startswith(bare + " ") for line in fresh))
        return undone or matches(vendor.wordless, bare) or vendor.is_hidden(path, key)
    return vendor.is_hidden(path, key) or any(line in fresh for line in _broader(key, have, vendor))


def _broader(key: str, have: Node, vendor: Vendor) -> list[str]:
    """The negations that take ``key`` away: its own, and those of its first words, where these are no line of their own."""
    words = [key[: end.start()] for end in compiled(r"[ \n]").finditer(key)]
    return [vendor.negate(key), f"no {key}", *(f"no {first}" for first in words if first not in have.children)]


def _owners_gone(removed: list[str], have: Node, want: Node, scope: Scope) -> tuple[Scope, list[Command]]:
    """Owners' lines that go: what goes with them, what of that is still wanted, and the owners' own removal, to come last."""
    vendor, path = scope.vendor, scope.path
    overwritten = {vendor.slot(key, want.text) for key in want.children if key not in have.children} - {None}
    covered, again, farewells = set(scope.covered), set(scope.again), []
    wanted: set[str] | None = None
    for owner in vendor.owners:
        for key in removed:
            entity = owner_of(owner, path, key)
            if entity is None or vendor.slot(key, want.text) in overwritten or begins(key, covered):
                continue
            owned = owner.owned.format(entity)
            wanted = _beginnings(want) if wanted is None else wanted
            if owned in wanted:
                again.add(owned)
            if owner.remove:
                covered.add(owned)
                farewells.append((path, owner.remove.format(entity)))
    return Scope(vendor, path, frozenset(covered), frozenset(again)), farewells[::-1]  # members leave before their group


def begins(text: str, starts: Set[str]) -> bool:
    """Does ``text`` begin with one of ``starts``, each of which ends after a word?"""
    return bool(starts) and any(text[: end.end()] in starts for end in compiled(r"[ \n]").finditer(text))


def _beginnings(node: Node) -> set[str]:
    """The first words of every line below, up to each blank."""
    return {child.text[: end.end()] for _unused, child in node.walk() for end in compiled(r"[ \n]").finditer(child.text)}


def _wiped(removed: list[str], have: Node, want: Node, vendor: Vendor) -> set[str]:
    """Lines that are there and wanted, but get lost when another is changed (an address, when its VRF changes)."""
    lost: set[str] = set()
    touched = [*removed, *(key for key in want.children if key not in have.children)]
    for key in removed:
        short = vendor.negate(key).removeprefix("no ")
        if key.startswith(short + " "):  # its negation is shorter than itself, and takes along what begins the same
            lost.update(line for line in starting(want, short) if line in have.children)
    for trigger, wiped in vendor.wipes:
        if any(matches(trigger, key) for key in touched):
            lost.update(key for key in want.children if key in have.children and matches(wiped, key))
    return lost


def _definitions_first(keys: list[str], path: Path, vendor: Vendor) -> list[str]:
    """Owners' lines (a peer group, a neighbour's AS) come before the lines that need them; all else keeps its order."""
    owners = [owner for owner in vendor.owners if matches(owner.section, path[-1])]
    if not owners:
        return keys

    def weight(key: str) -> int:
        return next((number for number, owner in enumerate(owners) if owner_of(owner, path, key)), len(owners))

    first = [key for key in keys if not key.startswith("neighbor ")]
    return [
        *(k for k in first if not k.startswith("address-family")),
        *sorted((k for k in keys if k.startswith("neighbor ")), key=weight),
        *(k for k in first if k.startswith("address-family")),
    ]

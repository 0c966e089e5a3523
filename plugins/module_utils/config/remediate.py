# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands that turn one configuration into another, in an order a device in service survives.

What is in the way of something new goes first; then definitions are added before their users, and sections changed;
last, when nothing refers to it any longer, what is no longer wanted goes, users before definitions.
"""

from __future__ import annotations

from .catalogue import vendor_for
from .commands import read_steps, write
from .device import take
from .entries import shuts_out
from .fingerprint import canonical, canonical_tree, equivalent
from .idlist import gone
from .lookup import starting
from .section import Command, change, remove
from .styles import style_of
from .tree import Node, read
from .vendor import Slot, Vendor, compiled, matches

_ROUNDS = 3
_NOWHERE: Slot = (-1, ())


def config_remediate(running: str, intended: str, platform: str) -> list[str]:
    """The commands, indented under their sections, that make ``running`` equal to ``intended``; [] when it already is.

    ``intended`` is the whole configuration: what it lacks is removed. Raises UnsupportedError for an unknown platform.
    """
    vendor = vendor_for(platform)
    style = style_of(vendor)
    if style:
        return style.remediate(running, intended, vendor)
    if equivalent(running, intended, platform):
        return []
    have, want = read(running, vendor), read(intended, vendor)
    if not vendor.switches:
        return write(_ordered(have, want, vendor), vendor)
    have = have.copy()
    commands: list[Command] = []
    for number in range(_ROUNDS):
        if number and canonical_tree(have, vendor) == canonical(intended, platform):
            break
        part = _ordered(have, want, vendor)
        commands += part
        # what those commands bring about on the side (a default turned around) may call for more
        take(have, read_steps(write(part, vendor), vendor), vendor)
    return write(commands, vendor)


def _ordered(have: Node, want: Node, vendor: Vendor) -> list[Command]:
    """All commands in their safe order."""
    early, rebuilt = _rebuilt_lists(have, want, vendor)
    released, have = _released(have, want, rebuilt, vendor)
    early = [*released, *early, *_freed_values(have, want, vendor)]
    fresh = {key: None for key in want.children if key not in have.children}
    marks = _marks(fresh, vendor)
    instead: dict[Slot, list[Command]] = {}
    late: list[tuple[int, list[Command]]] = []
    changes: list[tuple[int, list[Command]]] = []
    for key in [key for key in have.children if key not in want.children and not (rebuilt and vendor.list_name(key) in rebuilt)]:
        commands = _remove_at_top(have.children[key], want, fresh, marks, vendor)
        place = vendor.place(key)
        if place is not None and ("place", place) in marks and not have.children[key].children:
            instead[place] = commands  # an entry of a list that is replaced: gone no longer than it takes to type the new one
        elif _in_the_way(key, vendor, marks) or (matches(vendor.renewed, key) and ("slot", vendor.slot(key)) in marks):
            early += commands
        elif matches(vendor.fixed, key):  # it stays, emptied: a change like others, before what it refers to goes
            changes.append((vendor.rank(key), commands))
        else:
            late.append((vendor.rank(key), commands))
    for key, node in want.children.items():
        below = have.children.get(key)
        if rebuilt and vendor.list_name(key) in rebuilt:
            below = None
        elif below is not None and below.children == node.children:
            continue
        work = change(below, node, (), vendor)
        first = instead.pop(vendor.place(key) or _NOWHERE, []) if instead else []
        changes.append((vendor.rank(key), first + work.removals + work.additions))
    changes.sort(key=lambda item: item[0])
    late.sort(key=lambda item: -item[0])
    parts = dict.fromkeys(command for _unused, commands in late for command in commands)  # one 'no access-list 10', not one a line
    sent = dict.fromkeys(early)
    middle = [command for _unused, commands in changes for command in commands if command not in sent or command[1][:3] != "no "]
    return [*sent, *middle, *(command for command in parts if command not in sent)]


def _remove_at_top(node: Node, want: Node, fresh: dict[str, None], marks: set[object], vendor: Vendor) -> list[Command]:
    key = node.text
    slot = vendor.slot(key)
    overwritten = slot is not None and ("slot", slot) in marks and not matches(vendor.renewed, key)
    if overwritten and ("object", _object_of(key, vendor)) not in marks:
        return []
    if vendor.negate(key) in fresh or vendor.is_hidden((), key):
        return []
    if key.startswith("no "):
        bare = key[3:]
        if matches(vendor.wordless, bare) or bare in fresh or ("prefix", bare) in marks:
            return []
    listed = gone(key, want, vendor)
    return [((), command) for command in listed] if listed is not None else _negated(node, want, fresh, vendor)


def _negated(node: Node, want: Node, fresh: dict[str, None], vendor: Vendor) -> list[Command]:
    """The removal of one line at the top, which takes along nothing that is wanted."""
    key, name = node.text, vendor.list_name(node.text)
    if name is not None:
        return [((), f"no {name}")]
    short = vendor.negate(key).removeprefix("no ")
    if key.startswith(short + " ") and "\n" not in key and any(line not in fresh for line in starting(want, short)):
        return [((), f"no {key}")]
    return remove(node, (), vendor)


def _marks(fresh: dict[str, None], vendor: Vendor) -> set[object]:
    """Every place and object that a new line wants to have."""
    found: set[object] = set()
    for line in fresh:
        found.add(("place", vendor.place(line)))
        found.add(("slot", vendor.slot(line)))
        found.add(("object", _object_of(line, vendor)))
        found.add(("line", line))
        found.update(_conflicts(line, [new for _unused, new in vendor.conflicts]))
        found.update(("prefix", prefix) for prefix in _prefixes(line))
    return found - {("place", None), ("slot", None), ("object", None)}


def _prefixes(line: str) -> list[str]:
    return [line[: end.start()] for end in compiled(r"[ \n]").finditer(line)]


def _in_the_way(key: str, vendor: Vendor, marks: set[object]) -> bool:
    """Must this go before anything new comes: would its removal take the new with it, or its presence refuse the new?"""
    wants: set[object] = {("place", vendor.place(key)), ("object", _object_of(key, vendor)), ("prefix", key)}
    wants.update(_conflicts(key, [old for old, _unused in vendor.conflicts]))
    removes = vendor.negate(key).removeprefix("no ")  # may be shorter than the line, and would take the new one with it
    wants |= {("line", removes), ("prefix", removes)}
    return bool(wants & marks) or any(("line", prefix) in marks for prefix in _prefixes(key)[1:])


def _conflicts(line: str, patterns: list[str]) -> set[tuple[str, object]]:
    found = ((number, compiled(pattern).match(line)) for number, pattern in enumerate(patterns))
    return {("conflict", (number, hit.group(1))) for number, hit in found if hit}


def _object_of(text: str, vendor: Vendor) -> tuple[str | None, ...] | None:
    found = compiled(vendor.objects).match(text)
    return (found.groups() or (found.group(0),)) if found else None


def _freed_values(have: Node, want: Node, vendor: Vendor) -> list[Command]:
    """Values (addresses) that only one section can have are taken from their holder before another gets them."""
    held, wanted = _values(have, vendor), _values(want, vendor)
    arriving = {value for (key, value) in wanted if (key, value) not in held}
    freed: list[Command] = []
    for (key, value), line in held.items():
        if value in arriving and (key, value) not in wanted:
            whole = key not in want.children and not matches(vendor.fixed, key)
            freed.append(((), vendor.negate(key)) if whole else ((key,), vendor.negate(line)))
    return freed


def _values(root: Node, vendor: Vendor) -> dict[tuple[str, tuple[str, str]], str]:
    """The lines by their section and their value, which is unique within a VRF."""
    found: dict[tuple[str, tuple[str, str]], str] = {}
    for key, section in root.children.items():
        vrf = next((line for line in section.children if line.startswith(("vrf ", "ip vrf "))), "")
        for line in section.children:
            hit = compiled(vendor.unique).match(line)
            if hit:
                found[key, (vrf, hit.group(1))] = line
    return found


def _rebuilt_lists(have: Node, want: Node, vendor: Vendor) -> tuple[list[Command], set[str | None]]:
    """Flat lists that can only be appended to go whole when more than their end changes; also, which those are."""
    before, after = _lists(have, vendor), _lists(want, vendor)
    names = [name for name, lines in before.items() if after.get(name, [])[: len(lines)] != lines]
    return [((), f"no {name}") for name in names if name in after], {name for name in names if name in after}


def _released(have: Node, want: Node, rebuilt: set[str | None], vendor: Vendor) -> tuple[list[Command], Node]:
    """Lists that are rebuilt while in use (on the lines one comes in by) are taken out of use meanwhile; what is left of ``have``.

    A list that is built up line by line refuses what its later lines permit; one that is not bound refuses nothing.
    """
    names = {name.split(" ")[-1] for name in rebuilt if name}
    for key, node in have.children.items():
        other = want.children.get(key)
        if (
            other is not None
            and matches(vendor.ordered, key)
            and node.children != other.children
            and shuts_out(node, other, vendor)
        ):
            names.add(key.split(" ")[-1])
    commands: list[Command] = []
    if not names:
        return commands, have
    left = dict(have.children)
    for key, node in have.children.items():
        lines = [
            line
            for line in node.children
            if _binds(line, names, vendor) and line in getattr(want.children.get(key), "children", ())
        ]
        commands += [((key,), vendor.negate(line)) for line in lines]
        if lines:
            left[key] = Node(key, node.shown, {line: child for line, child in node.children.items() if line not in lines})
    return commands, Node(have.text, have.shown, left)


def _binds(line: str, names: set[str], vendor: Vendor) -> bool:
    found = compiled(vendor.bindings).match(line)
    return found is not None and found.group(1) in names


def _lists(root: Node, vendor: Vendor) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in root.children:
        name = vendor.list_name(key)
        if name is not None:
            found.setdefault(name, []).append(key)
    return found

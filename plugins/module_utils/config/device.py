# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A model of how a device takes commands: what each one adds, overwrites and removes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from . import idlist
from .commands import Step
from .lookup import having, note, starting
from .tree import Node, Path, relocate, settle
from .vendor import Owner, Vendor, compiled, matches

_AROUND = ("address-family", "vrf", "vlan-aware-bundle")  # sections in which more is said of an entity of the section around
_LONG = 100  # lines, from which the order of a section is not worth a copy of it
Shows = Callable[[str], bool]


@dataclass(frozen=True)
class _Device:
    """The rules of the device, and what of it is asked on the way."""

    vendor: Vendor
    strict: bool
    shows: Shows


def take(root: Node, steps: Iterable[Step], vendor: Vendor, strict: bool = False) -> list[bool]:
    """Apply ``steps`` to ``root`` in place; says of each whether it changed anything.

    ``strict``: a ``no X`` with nothing of X present is only stored where the platform is known to have X on by default.
    """
    device = _Device(vendor, strict, _Shown(root))
    effects = [_take_one(root, step, device) for step in steps]
    settle(root, vendor)
    return effects


class _Shown:
    """Asks whether a configuration holds a line anywhere; reads it through when first asked."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._lines: set[str] | None = None

    def __call__(self, text: str) -> bool:
        if self._lines is None:
            self._lines = {node.text for _unused, node in self._root.walk()}
        return text in self._lines


def _take_one(root: Node, step: Step, device: _Device) -> bool:
    vendor = device.vendor
    node, changed = root, False
    path, text = relocate(step.path, step.text, vendor)
    if text != step.text:
        step = Step(path, text, text)
    for depth, heading in enumerate(path):
        node, created = _enter(node, path[:depth], heading, vendor)
        changed = changed or created
    _turn(root, path, text, vendor)
    if text.startswith(("no ", "default ")):
        return _negate(node, path, step, device) or changed
    return _add(node, path, step, device) or changed


def _turn(root: Node, path: Path, text: str, vendor: Vendor) -> None:
    """Before a default is turned: write down how it stands with those that exist, for the device keeps them so."""
    for switch in vendor.switches:
        if text.removeprefix("no ") != switch.line.removeprefix("no ") or not path or not matches(switch.section, path[0]):
            continue
        section = root.children.get(path[0])
        if section is None or (switch.line in section.children) == (text == switch.line):
            continue
        below = section.children.setdefault(switch.below, Node(switch.below, switch.below))
        for found in filter(None, map(compiled(switch.entity).match, list(section.children))):
            line = switch.shown.format(found.group(1))
            on, off = text == switch.line, f"no {line}"
            if on and off not in below.children:
                below.children[line] = Node(line, line)
                note(below, line, vendor)
            elif not on and line not in below.children:
                below.children[off] = Node(off, off)
                note(below, off, vendor)


def _enter(node: Node, path: Path, heading: str, vendor: Vendor) -> tuple[Node, bool]:
    found = node.children.get(heading)
    if found is not None:
        return found, False
    if not heading.startswith(("no ", "default ")):
        created = Node(heading, heading)
        _take_place(node, created, vendor)
        node.children[heading] = created
        note(node, heading, vendor)
        return created, True
    return Node(heading, heading), False  # the section just removed: what is typed in it has no effect


def _take_place(node: Node, fresh: Node, vendor: Vendor) -> None:
    """A section of which only one can exist takes the place of the other, with what stands in it."""
    place = vendor.place(fresh.text)
    if place is not None:
        for other in having(node, ("place", *place), vendor):
            fresh.children.update(node.children[other].children)
            _drop(node, other)


def _add(node: Node, path: Path, step: Step, device: _Device) -> bool:
    vendor = device.vendor
    text = _numbered(node, step.text, vendor)
    if text in node.children:
        return False
    if not path and idlist.take(node, text, vendor) is not None:
        return True
    quiet = "no " + text in node.children and _is_default(text, device)
    changed = False
    for negated in _negations_of(text, vendor):
        if node.children.pop(negated, None) is not None:
            changed = True
    if quiet:
        return True
    fresh = Node(text, step.shown if text == step.text else text)
    _take_place(node, fresh, vendor)
    slot = vendor.slot(text, node.text)
    before = having(node, ("slot", *slot), vendor) if slot is not None else []
    if matches(vendor.renewed, text) and any(key.startswith(text + " ") for key in before):
        return changed
    changed = _wipe(node, text, vendor) or changed
    if vendor.is_hidden(path, text):
        for key in before:
            _drop(node, key)
        return changed or bool(before)
    if before:
        _replace(node, before, fresh)
    else:
        node.children[text] = fresh
    note(node, text, vendor)
    return True


def _numbered(node: Node, text: str, vendor: Vendor) -> str:
    """An entry typed without a sequence number as the device shows it: the one that is there, or with the next number."""
    typed = compiled(vendor.numbers).match(text)
    if not typed:
        return text
    head, tail = typed.groups()
    entry = re.compile(re.escape(head) + r" seq (\d+) (.*)$")
    there = [found for found in map(entry.match, node.children) if found]
    same = next((found.group(0) for found in there if found.group(2) == tail), None)
    last = max((int(found.group(1)) for found in there), default=0)
    return same or f"{head} seq {last // 5 * 5 + 5} {tail}"


def _negations_of(text: str, vendor: Vendor) -> list[str]:
    """The stored ``no`` forms that ``text`` takes back: of its first word, its first two, up to all of it."""
    words = text.split(" ")
    starts = [" ".join(words[:count]) for count in range(1, len(words) + 1)]
    return ["no " + start for start in starts if start == text or not matches(vendor.modal, start)]


def _is_default(text: str, device: _Device) -> bool:
    """Is ``text`` the platform's default, which it does not show? Not when it shows the same line elsewhere."""
    vendor = device.vendor
    shown = matches(vendor.never_quiet, text) or matches(vendor.both, text)
    return (vendor.keeps_unknown or matches(vendor.stored, text)) and not shown and not device.shows(text)


def _replace(node: Node, old: list[str], fresh: Node) -> None:
    """``fresh`` in the place of the first of ``old``; at the end where keeping the place would cost too much."""
    if len(node.children) > _LONG:
        for key in old:
            _drop(node, key)
        node.children[fresh.text] = fresh
        return
    kept: dict[str, Node] = {}
    for key, child in node.children.items():
        if key == old[0]:
            fresh.children = child.children
            kept[fresh.text] = fresh
        elif key not in old:
            kept[key] = child
    node.children = kept


def _negate(node: Node, path: Path, step: Step, device: _Device) -> bool:
    vendor = device.vendor
    word = "no " if step.text.startswith("no ") else "default "
    bare = step.text[len(word) :]
    if word == "no " and step.text in node.children:
        return False
    if word == "default " and "no " + bare in node.children:
        _drop(node, "no " + bare)
        return True
    if not path and idlist.drop(node, bare, vendor):
        _drop(node, bare)
        return True
    hits = targets(node, bare, vendor)
    for key in hits:
        _wipe(node, key, vendor)
        _drop(node, key)
        _drop_owned(node, path, key, vendor)
    if word == "no " and not vendor.is_hidden(path, step.text) and _keeps(hits, bare, device):
        node.children[step.text] = Node(step.text, step.shown)
        note(node, step.text, vendor)
        return True
    return bool(hits)


def _keeps(hits: list[str], bare: str, device: _Device) -> bool:
    """Does the device show the ``no`` form from now on? Where it showed X, X was no default, and so ``no X`` is none to show."""
    vendor = device.vendor
    if matches(vendor.both, bare):
        return True
    if hits:
        return matches(vendor.modal, bare) and bare not in hits
    return matches(vendor.stored, bare) or (vendor.keeps_unknown and not device.strict)


def targets(node: Node, bare: str, vendor: Vendor) -> list[str]:
    """The lines of ``node`` that ``no <bare>`` removes."""
    if bare in node.children:
        return [bare]
    hits = starting(node, bare)
    if hits:
        return hits
    if matches(vendor.numbers, bare):
        bare = _numbered(node, bare, vendor)
        return [bare] if bare in node.children else []
    slot = vendor.slot(bare, node.text)
    if slot is not None:
        return having(node, ("slot", *slot), vendor)
    short = vendor.negate(bare).removeprefix("no ")
    return targets(node, short, vendor) if short != bare and bare.startswith(short) else []


def _drop(node: Node, key: str) -> None:
    node.children.pop(key, None)


def _wipe(node: Node, text: str, vendor: Vendor) -> bool:
    """Drop what ``text``, set or removed, takes along; says whether there was anything."""
    wiped: list[str] = []
    for trigger, lines in vendor.wipes:
        found = compiled(trigger).match(text)
        if found:
            pattern = lines.replace("{0}", re.escape(found.group(1))) if "{0}" in lines else lines
            wiped += [key for key in node.children if matches(pattern, key)]
    for key in wiped:
        _drop(node, key)
    return bool(wiped)


def _drop_owned(node: Node, path: Path, key: str, vendor: Vendor) -> None:
    """With an owner (``neighbor X remote-as``) goes all that is said of X, also in the sections below."""
    for owner in vendor.owners:
        entity = owner_of(owner, path, key)
        if entity is None:
            continue
        for name in (entity, *(_members(node, owner, entity) if owner.members else ())):
            _drop_prefixed(node, owner.owned.format(name))


def _members(node: Node, owner: Owner, entity: str) -> list[str]:
    pattern = re.compile(owner.members.format(re.escape(entity)))
    return [found.group(1) for found in map(pattern.match, node.children) if found]


def owner_of(owner: Owner, path: Path, text: str) -> str | None:
    """The entity that ``text`` creates, when it is an owner's line in its section."""
    if not path or not matches(owner.section, path[-1]):
        return None
    found = compiled(owner.line).match(text)
    return found.group(1) if found else None


def _drop_prefixed(node: Node, prefix: str) -> None:
    words = prefix.strip()
    for key in [*starting(node, words), *starting(node, f"no {words}")]:
        _drop(node, key)
    for kind in _AROUND:
        for key in starting(node, kind):
            _drop_prefixed(node.children[key], prefix)

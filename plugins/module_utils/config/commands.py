# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of configuration commands: read with their hierarchy, written indented, or flat as typed at the device."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .catalogue import vendor_for
from .styles import style_of
from .tree import DEEPEST, Element, Path, elements, shown
from .vendor import Vendor, matches


@dataclass(frozen=True)
class Step:
    """One command in its place: ``path`` are the sections around it, ``text`` its canonical form, ``shown`` how it is typed."""

    path: Path
    text: str
    shown: str


def flatten(commands: Sequence[str], platform: str) -> list[str]:
    """An indented list as it is typed at the device in configuration mode, every section left by its own word.

    Each item of the result is one line, or a whole multi-line element (a banner). An empty list gives an empty list.
    """
    vendor = vendor_for(platform)
    style = style_of(vendor)
    if style:
        return style.typed(commands, vendor)
    steps = read_steps(commands, vendor)
    typed: list[str] = []
    here: list[str] = []
    for number, step in enumerate(steps):
        here = _move(typed, here, list(step.path), vendor)
        typed.append(vendor.typed(step.shown))
        following = steps[number + 1].path if number + 1 < len(steps) else ()
        below = following[: len(step.path) + 1] == (*step.path, step.text)
        if below or opens(step, vendor):
            here = [*step.path, step.text]
    _move(typed, here, [], vendor)
    return typed


def _move(typed: list[str], here: list[str], goal: list[str], vendor: Vendor) -> list[str]:
    """Type what leads from the section ``here`` to the section ``goal``; returns where that ends: ``goal``."""
    common = 0
    while common < min(len(here), len(goal)) and here[common] == goal[common]:
        common += 1
    for section in reversed(here[common:]):
        typed.append(exit_word(section, vendor))
    typed.extend(goal[common:])
    return list(goal)


def exit_word(section: str, vendor: Vendor) -> str:
    """What leaves the section with this heading."""
    return next((word for pattern, word in vendor.exits if matches(pattern, section)), "exit")


def opens(step: Step, vendor: Vendor) -> bool:
    """Does typing this line enter a section, also where nothing follows in it?"""
    if step.path and vendor.is_leaf(step.path[-1], step.text):
        return False
    return matches(vendor.inner_openers if step.path else vendor.openers, step.text)


def read_steps(commands: str | Iterable[str], vendor: Vendor) -> list[Step]:
    """Commands, indented or flat as typed, with the path of their sections; comments and section ends are left out."""
    text = commands if isinstance(commands, str) else "\n".join(commands)
    found = elements(text, vendor)
    if any(element.indent for element in found if element.text):
        return _indented(found, vendor)
    return _typed(found, vendor)


def _indented(found: list[Element], vendor: Vendor) -> list[Step]:
    steps: list[Step] = []
    stack: list[tuple[int, str]] = []
    for element in found:
        if not element.text:
            continue
        while stack and stack[-1][0] >= element.indent:
            stack.pop()
        path = tuple(text for _unused, text in stack[:DEEPEST])
        steps.append(Step(path, element.text, shown(element)))
        stack.append((element.indent, element.text))
    return steps


def _typed(found: list[Element], vendor: Vendor) -> list[Step]:
    """As at the device: a heading enters, an exit word leaves, a heading of the top is understood anywhere."""
    steps: list[Step] = []
    here: list[str] = []
    for element in found:
        word = element.raw.strip()
        if element.text:
            if vendor.strict_leave or (here and vendor.is_inside(here[-1], element.text.removeprefix("no "))):
                pass
            elif _of_the_top(element.text, here, vendor):
                here = []
            elif here and matches(vendor.inner_openers, element.text):
                here = _siblings(here, vendor)
            step = Step(tuple(here), element.text, shown(element))
            steps.append(step)
            if opens(step, vendor):
                here.append(element.text)
        elif word in ("end", "configure terminal", "conf t"):
            here = []
        elif word in vendor.leave and here:
            here.pop()
    return steps


def _of_the_top(text: str, here: list[str], vendor: Vendor) -> bool:
    """Is the line understood anywhere, and then of the top?"""
    return matches(vendor.top_only, text) or matches(vendor.openers, text) or _ends_a_section(text, here, vendor)


def _ends_a_section(text: str, here: list[str], vendor: Vendor) -> bool:
    """Does the line remove a section of the top, which is understood anywhere?"""
    bare = text.removeprefix("no ").removeprefix("default ")
    return bare != text and matches(vendor.openers, bare) and not (here and matches(vendor.inner_openers, bare))


def _siblings(here: list[str], vendor: Vendor) -> list[str]:
    """Where an inner heading belongs that is typed within another one of its own kind: beside it."""
    kept = list(here)
    while len(kept) > 1 and not re.match(r"vrf ", kept[-1]):
        kept.pop()
    return kept


def write(steps: Iterable[tuple[Path, str]], vendor: Vendor) -> list[str]:
    """Commands with their paths as an indented list; headings are repeated where the section changes."""
    lines: list[str] = []
    here: Path = ()
    for path, command in steps:
        common = 0
        while common < min(len(here), len(path)) and here[common] == path[common]:
            common += 1
        for depth in range(common, len(path)):
            lines.append(" " * (vendor.indent * depth) + vendor.typed(path[depth]))
        lines.append(" " * (vendor.indent * len(path)) + vendor.typed(command))
        here = (*path, command)
    return lines

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration after commands, foretold; and which of a user's lines would change anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .catalogue import vendor_for
from .commands import Step, read_steps, write
from .device import take
from .fingerprint import canonical, canonical_tree
from .styles import style_of
from .tree import Node, Path, framed, read, render
from .vendor import Vendor, matches


@dataclass(frozen=True)
class EffectiveLines:
    """``commands``: the lines that would change something, with their sections; ``dropped``: the others, as they were given."""

    commands: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def config_predict(running: str, commands: str | Iterable[str], platform: str) -> str:
    """The configuration after ``commands``, as the platform shows it, without comments and section ends.

    Raises UnsupportedError for an unknown platform. Lines the device would refuse are not recognised as such.
    """
    vendor = vendor_for(platform)
    style = style_of(vendor)
    if style:
        return style.predict(running, _listed(commands), vendor)
    root = read(running, vendor).copy()
    take(root, read_steps(commands, vendor), vendor)
    if vendor.strict_leave:
        _leave_out_emptied(root, read(running, vendor), vendor)
    body = render(root, vendor, running)
    return framed(running, body, vendor) if vendor.frame else body


def _leave_out_emptied(after: Node, before: Node, vendor: Vendor) -> None:
    """A table that has lost its last entry is not shown any more."""
    for key, node in list(after.children.items()):
        old = before.children.get(key)
        if old is not None:
            _leave_out_emptied(node, old, vendor)
        if not node.children and matches(vendor.fixed, key) and (old is None or old.children):
            del after.children[key]


def effective_lines(running: str, lines: str | Iterable[str], platform: str) -> EffectiveLines:
    """The user's lines that would change ``running``, in the user's order with their parents, and what was left out.

    ``no X`` counts only where X is present, or is known to be on by default there and not yet stored as off.
    """
    vendor = vendor_for(platform)
    style = style_of(vendor)
    if style:
        return EffectiveLines(*style.effective(running, _listed(lines), vendor))
    steps = read_steps(lines, vendor)
    after = read(running, vendor).copy()
    changed = take(after, steps, vendor, strict=True)
    if canonical_tree(after, vendor) == canonical(running, platform):
        return EffectiveLines([], [step.shown for step in steps])
    kept = [step for step, effect in zip(steps, changed, strict=True) if effect]
    headings = {step.path[:depth] for step in kept for depth in range(1, len(step.path) + 1)}
    idle = [step for step, effect in zip(steps, changed, strict=True) if not effect and (*step.path, step.text) not in headings]
    return EffectiveLines(write(_located(steps, kept), vendor), [step.shown for step in idle])


def _located(steps: list[Step], kept: list[Step]) -> list[tuple[Path, str]]:
    return [(step.path, step.shown) for step in kept]


def _listed(lines: str | Iterable[str]) -> list[str]:
    return lines.splitlines() if isinstance(lines, str) else list(lines)

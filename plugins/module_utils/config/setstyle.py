# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations made of words (Junos, VyOS, EdgeOS, PAN-OS): texts as ``set`` statements or in braces, commands as statements.

Both forms are understood everywhere, also one against the other. Commands are always statements, which is what is typed; a
prediction has the form of ``running``. Where a candidate is committed at once, the order of the commands matters to no one but
to lists whose entries are looked at in order.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from .vendor import Vendor, matches
from .wordbraces import braces
from .wordchange import changes
from .wordtake import Taker
from .wordtext import lines_of, read_words
from .wordtree import Word, facts, same, statements


def canonical(text: str, vendor: Vendor) -> tuple[str, ...]:
    """What the configuration says, sorted; where order has a meaning it is said in a line of its own."""
    return tuple(facts(_read(clean(text, vendor), vendor), vendor.words))


def clean(text: str, vendor: Vendor) -> str:
    """The text as it stands, without the device's decoration."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    body = "\n".join(line for line in lines if not _decoration(line.strip(), vendor)).strip("\n")
    return body + "\n" if body else ""


def _decoration(line: str, vendor: Vendor) -> bool:
    return matches(vendor.volatile, line) or (line.startswith("{") and matches(vendor.comment, line))


def typed(commands: Sequence[str], vendor: Vendor) -> list[str]:
    """One statement a line, as typed; a text in braces becomes ``set`` statements."""
    text = "\n".join(commands)
    root, in_braces = read_words(text, vendor)
    if in_braces:
        return statements(root)
    return list(lines_of(text, vendor))


def effective(running: str, lines: Sequence[str], vendor: Vendor) -> tuple[list[str], list[str]]:
    """Statement by statement: what changes the configuration as it stands by then."""
    taker = Taker(_read(running, vendor).copy(), vendor.words)
    kept: list[str] = []
    dropped: list[str] = []
    commands = typed(lines, vendor)
    for line in commands:
        (kept if taker.take(line) else dropped).append(line)
    if not taker.unknown and same(taker.root, _read(running, vendor), vendor.words):
        return [], commands
    return kept, dropped


def remediate(running: str, intended: str, vendor: Vendor) -> list[str]:
    """``delete`` what is not wanted, then ``set`` what is; a leaf that gets another value has both."""
    have, want = _read(running, vendor), _read(intended, vendor)
    if same(have, want, vendor.words):
        return []
    return changes(have, want, vendor.words).commands()


def predict(running: str, commands: Sequence[str], vendor: Vendor) -> str:
    """The configuration after these commands, in the form of ``running``; of an empty one, as statements."""
    root, in_braces = read_words(running, vendor)
    taker = Taker(root, vendor.words)
    for line in typed(commands, vendor):
        taker.take(line)
    if in_braces:
        return braces(root, vendor.words)
    return "".join(f"{line}\n" for line in taker.lines())


def diff(running: str, intended: str, vendor: Vendor) -> str:
    """Under each section that changes (``[edit ...]``) what goes (-) and what comes (+); '' when there is nothing."""
    have, want = _read(running, vendor), _read(intended, vendor)
    if same(have, want, vendor.words):
        return ""
    return changes(have, want, vendor.words).shown()


@functools.lru_cache(maxsize=4)
def _read(text: str, vendor: Vendor) -> Word:
    """The tree of a text; remembered, since a transaction asks several questions of the same few. It is shared: never change it."""
    return read_words(text, vendor)[0]

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding lines of a section by what they set or how they begin, at a cost that does not grow with the section."""

from __future__ import annotations

import re

from .tree import Mark, Node
from .vendor import Vendor

_WORD_END = re.compile(r"[ \n]")


def having(node: Node, mark: Mark, vendor: Vendor) -> list[str]:
    """The lines of ``node`` with this slot or place, by an index that is made when first wanted."""
    if node.marks is None:
        node.marks = {}
        for key in node.children:
            note(node, key, vendor)
    return [key for key in node.marks.get(mark, ()) if key in node.children]


def note(node: Node, text: str, vendor: Vendor) -> None:
    """Tell the indexes, where there are any yet, of a new line."""
    note_start(node, text)
    if node.marks is None:
        return
    slot, place = vendor.slot(text, node.text), vendor.place(text)
    for kind, found in (("slot", slot), ("place", place)):
        if found is not None:
            node.marks.setdefault((kind, *found), {})[text] = None


def starting(node: Node, words: str) -> list[str]:
    """The lines of ``node`` that begin with these words and go on, by an index that is made when first wanted."""
    if node.starts is None:
        node.starts = {}
        for key in node.children:
            note_start(node, key)
    return [key for key in node.starts.get(words, ()) if key in node.children]


def note_start(node: Node, text: str) -> None:
    """The same for the index of beginnings."""
    if node.starts is not None:
        for end in _WORD_END.finditer(text):
            node.starts.setdefault(text[: end.start()], {})[text] = None

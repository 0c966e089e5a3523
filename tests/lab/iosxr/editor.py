# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR configurations as trees: sections closed by ``!``, and policies and sets that are one block of lines."""

from __future__ import annotations

import re
from typing import Any

from ..config import Dialect, Editor, Tree
from ..grammar import Table
from ..names import XR_TYPES
from ..nxos.hooks import direction
from ..rows import rules
from .tables import CLOSERS, MODES, PROMPTS

ENDS = {"route-policy": "end-policy", "prefix-set": "end-set", "community-set": "end-set", "as-path-set": "end-set"}
_BLOCK = re.compile(r"(?ms)^((?:route-policy|prefix-set|community-set|as-path-set) [^\n]+)\n(.*?)^\s*(?:end-policy|end-set)\s*$\n?")


def name(word: str) -> str | None:
    """``gi0/0/0/1`` as ``GigabitEthernet0/0/0/1``, or None."""
    found = re.fullmatch(r"([A-Za-z-]+?)(\d+(?:[/.](?:\d+|R[A-Z]*P\d|CPU\d))*)", word)
    kinds = [kind for kind in XR_TYPES if found and kind.lower().startswith(found[1].lower())]
    return f"{kinds[0]}{found[2]}" if found and kinds else None


def block(head: str, lines: list[str]) -> str:
    """A policy or set as it is shown: its lines indented as they nest."""
    shown, depth = [], 1
    for line in (line.strip() for line in lines):
        word = line.partition(" ")[0]
        if word in ("endif", "else", "elseif"):
            depth -= 1
        shown.append("  " * depth + line)
        if word in ("if", "else", "elseif"):
            depth += 1
    return "\n".join([head, *shown, ENDS[head.partition(" ")[0]]])


def put_block(tree: Tree, text: str) -> None:
    """Store a block in the place of the one of its kind and name."""
    for key in [key for key in tree if key.split()[:2] == text.split()[:2]]:
        del tree[key]
    tree[text] = {}


class XrEditor(Editor):
    """The editor of trees, with blocks."""

    def load(self, text: str, tree: Tree, device: Any = None) -> list[str]:
        """Apply a whole configuration text to a tree; returns the lines that were not taken."""
        for head, body in _BLOCK.findall(text + "\n"):
            put_block(tree, block(head.strip(), body.splitlines()))
        return super().load(_BLOCK.sub("", text + "\n"), tree, device)

    def text(self, tree: Tree) -> str:
        """A tree as shown, without interfaces that nothing is configured on."""
        shown = {line: children for line, children in tree.items() if children or not line.startswith("interface ")}
        body = re.sub(r"(?m)^(?:!\n)+(?=!$)", "", "\n".join(self.render(shown)))
        return re.sub(r"(?m)^(end-policy|end-set)\n(?!!)", r"\1\n!\n", body)


_TABLES = {mode: Table(rules(rows), name) for mode, rows in MODES.items()}
EDITOR = XrEditor(Dialect(tables=_TABLES, prompts=PROMPTS, indent=1, hooks={"direction": direction}, closers=CLOSERS))

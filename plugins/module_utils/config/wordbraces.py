# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing a tree of words in braces.

A ``set`` statement does not tell which of its words are sections, which names and which values. Where the text that was read told
it, that is kept; a word seen elsewhere in that text is taken as it was there; else the platform's table decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .vendor import WordRules
from .wordtree import Word


@dataclass
class _Learned:
    """How words were used in the text that was read."""

    blocks: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    valued: set[str] = field(default_factory=set)


def braces(root: Word, rules: WordRules) -> str:
    """The tree as indented text in braces."""
    learned = _Learned()
    _learn(root, learned)
    lines: list[str] = []
    _write(root, 0, rules, learned, lines)
    return "\n".join(lines) + "\n" if lines else ""


def _learn(root: Word, learned: _Learned) -> None:
    stack = [root]
    while stack:
        node = stack.pop()
        for key, child in node.below.items():
            if child.opens:
                learned.blocks.add(key)
            elif child.joined:
                section = any(below.opens for below in child.below.values())
                (learned.named if section else learned.valued).add(key)
            stack.append(child)


def _write(parent: Word, depth: int, rules: WordRules, learned: _Learned, lines: list[str]) -> None:
    margin = " " * (rules.indent * depth)
    end = ";" if rules.ends == ";" else ""
    for first, child in parent.below.items():
        for head, node in _heads(first, child, rules, learned):
            said = next((word for word in (child, node) if word.note), None)
            if said is not None:
                lines.append(f"{margin}/* {said.note} */")
            tags = "".join(tag for tag, name in (("inactive: ", "inactive"), ("protect: ", "protected")) if getattr(node, name))
            values = _values(node, rules, learned, head)
            if values is not None:
                lines.append(f"{margin}{tags}{' '.join(head)} {values}{end}")
            elif node.below or node.opens:
                lines.append(f"{margin}{tags}{' '.join(head)} {{")
                _write(node, depth + 1, rules, learned, lines)
                lines.append(f"{margin}}}")
            else:
                lines.append(f"{margin}{tags}{' '.join(head)}{end}")


def _values(node: Word, rules: WordRules, learned: _Learned, head: list[str]) -> str | None:
    """``[ a b ]`` for a list of values; None where it is none."""
    if not node.below or node.opens or any(child.below or child.opens or child.inactive for child in node.below.values()):
        return None
    if rules.ends == "\n" or not (node.listed or len(node.below) > 1):
        return None
    if len(node.below) == 1 and not rules.brackets:
        return next(child.shown or key for key, child in node.below.items())
    return f"[ {' '.join(child.shown or key for key, child in node.below.items())} ]"


def _heads(key: str, node: Word, rules: WordRules, learned: _Learned) -> list[tuple[list[str], Word]]:
    """The statements that begin with this word, each as (its words up to a section or an end, the last of these)."""
    word = node.shown or key
    if node.opens or not node.below:
        return [([word], node)]
    if node.listed and all(not child.below for child in node.below.values()) and rules.ends == ";":
        return [([word], node)]
    if not node.joined and _is_block(key, node, rules, learned):
        return [([word], node)]
    ends: list[tuple[list[str], Word]] = []
    if node.ends:
        ends.append(([word], _alone(node)))
    if not node.joined and _is_list(key, node, rules, learned):
        return [*ends, ([word], node)]
    name = key in rules.named or key in learned.named
    for below, child in node.below.items():
        if name and child.below and not (child.opens or child.joined):
            ends.append(([word, child.shown or below], child))  # a name, and a section under it
        else:
            ends += [([word, *rest], last) for rest, last in _heads(below, child, rules, learned)]
    return ends


def _is_block(key: str, node: Word, rules: WordRules, learned: _Learned) -> bool:
    if key in rules.named or key in learned.named:
        return False
    if key in learned.blocks or key in rules.blocks:
        return key not in learned.valued or any(child.below for child in node.below.values())
    if key in learned.valued:
        return False
    return any(child.below for child in node.below.values()) or (rules.ends == "\n" and len(node.below) > 1 and not _plain(node))


def _is_list(key: str, node: Word, rules: WordRules, learned: _Learned) -> bool:
    """Several values of one word: ``[ a b ]`` where the platform writes lists so."""
    several = len(node.below) > 1 and all(not child.below for child in node.below.values())
    return several and rules.ends == ";" and key not in rules.named and key not in learned.named


def _plain(node: Word) -> bool:
    return all(not child.below for child in node.below.values())


def _alone(node: Word) -> Word:
    twin = Word(node.shown)
    twin.ends = True
    return twin

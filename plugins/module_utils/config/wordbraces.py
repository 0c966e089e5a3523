# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing a tree of words in braces.

A ``set`` statement does not tell which of its words are sections, which names and which values. Where the text that was read told
it, that is kept; a word is taken as it was elsewhere in that text, first at the like place; else the platform's table decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .vendor import WordRules
from .wordtree import Word

BLOCK, NAMED, VALUED = "block", "named", "valued"  # a section; a list, whose entries have names; a word with its value
_NONE: frozenset[str] = frozenset()
_ANY = "*"  # a name, at the like place


@dataclass
class _Form:
    """How words were used in the text that was read, by place and by word, and what the platform's table says."""

    rules: WordRules
    placed: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: dict[str, set[str]] = field(default_factory=dict)
    tails: dict[str, str] = field(default_factory=dict)  # comments after a value, by the word of the value

    def kind(self, place: str, key: str, node: Word) -> str:
        """What the word ``key`` is, at ``place``."""
        if node.opens or (not node.joined and self.rules.blocks_with.get(key, _NONE) & node.below.keys()):
            return BLOCK
        if key in self.rules.oneliners:
            return BLOCK if len(node.below) > 1 else VALUED
        kind = self.placed.get((place, key)) or self._listed(place, key, node) or self._guessed(key, node)
        return VALUED if kind == BLOCK and node.joined else kind

    def _listed(self, place: str, key: str, node: Word) -> str | None:
        if key in self.rules.valued or f"{place.rpartition(' ')[2]}/{key}" in self.rules.valued:
            return VALUED
        if key in self.rules.named or f"{place.rpartition(' ')[2]}/{key}" in self.rules.named:
            return NAMED
        return BLOCK if key in self.rules.blocks else None

    def _guessed(self, key: str, node: Word) -> str:
        """As elsewhere in the text; else by what is below, which is all there is to go by where lines have no end of their own."""
        if self.rules.ends == ";" and len(self.seen.get(key, ())) == 1:
            return next(iter(self.seen[key]))
        return BLOCK if any(child.below for child in node.below.values()) else VALUED


def braces(root: Word, rules: WordRules) -> str:
    """The tree as indented text in braces."""
    form = _Form(rules)
    _learn(root, "", form)
    lines: list[str] = []
    _write(root, 0, "", form, lines)
    return "\n".join(lines) + "\n" if lines else ""


def _learn(node: Word, place: str, form: _Form, names: bool = False) -> None:
    for key, child in node.below.items():
        kind = ""
        if not names and child.opens:
            kind = BLOCK
        elif not names and child.joined:
            kind = NAMED if any(below.opens for below in child.below.values()) else VALUED
        if kind:
            form.placed.setdefault((place, key), kind)
            form.seen.setdefault(key, set()).add(kind)
            for below in child.below.values():
                if below.ends:
                    form.tails[key] = below.tail if form.tails.get(key, below.tail) == below.tail else ""
        if child.below:
            _learn(child, f"{place} {_ANY if names else key}", form, kind == NAMED)


def _write(parent: Word, depth: int, place: str, form: _Form, lines: list[str]) -> None:
    margin = " " * (form.rules.indent * depth)
    end = ";" if form.rules.ends == ";" else ""
    for first, child in parent.below.items():
        for head, node, inside in _heads(first, child, place, form):
            said = next((word for word in (child, node) if word.note), None)
            if said is not None:
                lines.append(f"{margin}/* {said.note} */")
            tags = ("inactive: " if node.inactive else "") + ("protect: " if node.protected else "")
            values = _values(node, form.rules)
            words = f"{margin}{tags}{' '.join(head)}"
            if values is not None:
                lines.append(f"{words} {values}{end}")
            elif node.below or node.opens:
                lines.append(f"{words} {{")
                _write(node, depth + 1, inside, form, lines)
                lines.append(f"{margin}}}")
            else:
                tail = node.tail or (form.tails.get(head[-2], "") if len(head) > 1 else "")
                lines.append(f"{words}{end}{' ' if tail else ''}{tail}")


def _values(node: Word, rules: WordRules) -> str | None:
    """``[ a b ]`` for a list of values; None where it is none."""
    if not node.below or node.opens or any(child.below or child.opens or child.inactive for child in node.below.values()):
        return None
    if rules.ends == "\n" or not (node.listed or len(node.below) > 1):
        return None
    if len(node.below) == 1 and not rules.brackets:
        return next(child.shown or key for key, child in node.below.items())
    return f"[ {' '.join(child.shown or key for key, child in node.below.items())} ]"


def _heads(key: str, node: Word, place: str, form: _Form) -> list[tuple[list[str], Word, str]]:
    """The statements that begin with this word: (their words up to a section or an end, the last of these, its place)."""
    word, here = node.shown or key, f"{place} {key}"
    plain = all(not child.below and not child.opens for child in node.below.values())
    if node.opens or not node.below or (node.listed and plain and form.rules.ends == ";"):
        return [([word], node, here)]
    kind = form.kind(place, key, node)
    if kind == BLOCK:
        return [([word], node, here)]
    found: list[tuple[list[str], Word, str]] = [([word], _alone(node), here)] if node.ends else []
    if kind == VALUED and plain and len(node.below) > 1 and form.rules.ends == ";" and not node.joined:
        return [*found, ([word], node, here)]  # several values: a list
    for below, child in node.below.items():
        if kind == NAMED and form.rules.ends == "\n" and not child.below:
            child.opens = True  # an entry without anything in it has its braces all the same
        if kind == NAMED and key in form.rules.short and not child.opens:
            child.joined, child.opens = len(child.below) == 1, len(child.below) > 1
        elif kind == NAMED and child.below and not child.joined:
            child.opens = True
        if kind == NAMED and (child.opens or (child.below and not child.joined)):
            found.append(([word, child.shown or below], child, f"{here} {_ANY}"))  # a name, and a section under it
        else:
            found += [([word, *rest], last, inside) for rest, last, inside in _heads(below, child, here, form)]
    return found


def _alone(node: Word) -> Word:
    twin = Word(node.shown)
    twin.ends = True
    return twin

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A configuration as a tree of words: what ``set a b c`` and ``a { b c; }`` both mean (Junos, VyOS, PAN-OS)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .vendor import WordRules, compiled

# A word may hold a quoted part; a quote that is never closed is a character like any other.
_WORD = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s\"']+|[\"'])+", re.DOTALL)

_LONGEST = 60

Words = tuple[str, ...]


class Word:
    """One word, what may follow it, and what is said of the statement that it ends.

    ``shown`` is its spelling, with its quotes; ``ends``: a statement ends here; ``opens``: braces opened after it in the text
    that was read; ``joined``: another word followed on its line there; ``listed``: its values stood in square brackets there;
    ``note``: the comment before it; ``tail``: the one after it on its line; ``verb``: the word that put the statement.
    """

    __slots__ = ("below", "ends", "inactive", "joined", "listed", "note", "opens", "protected", "shown", "tail", "verb")

    def __init__(self, shown: str = "") -> None:
        self.shown = shown
        self.below: dict[str, Word] = {}
        self.ends = self.opens = self.joined = self.listed = self.inactive = self.protected = False
        self.note = self.tail = ""
        self.verb = "set"

    def at(self, words: Sequence[str]) -> Word | None:
        """The word to which ``words`` (as spelled) lead; None where there is none."""
        here: Word | None = self
        for word in _bounded(words):
            here = here.below.get(bare(word)) if here is not None else None
        return here

    def reach(self, words: Sequence[str]) -> Word:
        """The same, made where it is missing."""
        here = self
        for word in _bounded(words):
            key = bare(word) if word[0] in "\"'" else word
            found = here.below.get(key)
            if found is None:
                found = here.below[key] = Word(word)
            here = found
        return here

    def drop(self, words: Sequence[str]) -> bool:
        """Remove what ``words`` lead to, and what is left of its parents with nothing in it; says whether it was there."""
        trail: list[tuple[Word, str]] = []
        here = self
        for word in _bounded(words):
            found = here.below.get(bare(word))
            if found is None:
                return False
            trail.append((here, bare(word)))
            here = found
        for parent, key in reversed(trail):
            child = parent.below[key]
            if child is not here and (child.below or child.ends):
                break
            del parent.below[key]
        return bool(trail)

    def copy(self) -> Word:
        """A deep copy."""
        twin = Word(self.shown)
        twin.ends, twin.opens, twin.listed, twin.note = self.ends, self.opens, self.listed, self.note
        twin.joined, twin.tail = self.joined, self.tail
        twin.inactive, twin.protected, twin.verb = self.inactive, self.protected, self.verb
        twin.below = {key: child.copy() for key, child in self.below.items()}
        return twin

    def walk(self, path: Words = ()) -> Iterator[tuple[Words, Word]]:
        """Every word below with the spelled words that lead to it, itself included, in order."""
        stack = [(path, child) for child in reversed(self.below.values())]
        while stack:
            here, node = stack.pop()
            here = (*here, node.shown)
            yield here, node
            if node.below:
                stack += [(here, child) for child in reversed(node.below.values())]


def _bounded(words: Sequence[str]) -> Sequence[str]:
    """A statement of very many words as one whose last is all the rest, so that no text exhausts the stack."""
    return words if len(words) <= _LONGEST else (*words[:_LONGEST], " ".join(words[_LONGEST:]))


def split(text: str) -> list[str]:
    """The words of a statement; what stands in quotes is one word, with its quotes."""
    return _WORD.findall(text) if '"' in text or "'" in text else text.split()


def bare(word: str) -> str:
    """A word without the quotes that its text may or may not have; what is escaped within them stands for itself."""
    if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'":
        if "\\" not in word and '"' not in word[1:-1]:
            return word[1:-1]
        if word[0] == "'":
            return word[1:-1].replace("'\\''", "'").replace("'\"'\"'", "'")
        return word[1:-1].replace('\\"', '"')
    return word


def spread(words: Sequence[str]) -> tuple[list[list[str]], bool]:
    """``a [ b c ]`` as ``a b`` and ``a c``, and whether there were brackets."""
    if words[-1:] != ["]"] or "[" not in words:
        return [list(words)], False
    at = words.index("[")
    return [[*words[:at], value] for value in words[at + 1 : -1]] or [list(words[:at])], True


def statements(root: Word, path: Words = (), brackets: bool = False) -> list[str]:
    """The tree as ``set`` statements in order, each ``deactivate`` or ``protect`` after what it is about.

    ``brackets``: several values that were in brackets come as one statement with ``[ a b ]``.
    """
    lines: list[str] = []
    _state(root, " ".join(path), lines, brackets)
    return lines


def _state(root: Word, lead: str, lines: list[str], brackets: bool) -> None:
    if brackets and root.listed and len(root.below) > 1 and not any(child.below for child in root.below.values()):
        lines.append(f"set {lead} [ {' '.join(child.shown or key for key, child in root.below.items())} ]")
        return
    for key, child in root.below.items():
        here = f"{lead} {child.shown or key}" if lead else child.shown or key
        if child.ends:
            lines.append(f"{child.verb} {here}" if not (brackets and child.listed) else f"{child.verb} {here} [ ]")
        if child.below:
            _state(child, here, lines, brackets)
        if child.inactive:
            lines.append(f"deactivate {here}")
        if child.protected:
            lines.append(f"protect {here}")


def facts(root: Word, rules: WordRules) -> list[str]:
    """What the tree says, as sorted lines, without what is implied and without comments; lists whose order counts say it."""
    found: list[str] = []
    stack: list[tuple[str, Word]] = [("", root)]
    while stack:
        lead, node = stack.pop()
        for key, child in node.below.items():
            here = f"{lead} {key}" if lead else key
            if child.below:
                stack.append((here, child))
            elif child.ends:
                found.append(f"set {here}")
            if child.inactive:
                found.append(f"deactivate {here}")
            if child.protected:
                found.append(f"protect {here}")
        if len(node.below) > 1 and in_order(lead, rules):
            found.append(f"order {lead}: {' '.join(node.below)}")
    return sorted(found)


def same(have: Word, want: Word, rules: WordRules) -> bool:
    """Do both trees say the same? What is implied and comments do not count, order only where it has a meaning."""
    stack: list[tuple[Word, Word, Words]] = [(have, want, ())]
    while stack:
        first, second, path = stack.pop()
        if first.below.keys() != second.below.keys():
            return False
        if path and path[-1] in rules.in_order and list(first.below) != list(second.below) and in_order(" ".join(path), rules):
            return False
        for key, one in first.below.items():
            other = second.below[key]
            if one.inactive != other.inactive or one.protected != other.protected:
                return False
            if one.below or other.below:
                stack.append((one, other, (*path, key)))
            elif one.ends != other.ends:
                return False
    return True


def in_order(path: str, rules: WordRules) -> bool:
    """Has the order of what stands directly under ``path`` (its words, joined by blanks) a meaning?"""
    last = path.rpartition(" ")[2]
    return last in rules.in_order and compiled(rules.in_order[last]).search(path) is not None

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a candidate takes statements: set, delete, deactivate, insert, rename and the like."""

from __future__ import annotations

import functools
from collections.abc import Callable

from .vendor import WordRules
from .wordtext import put, relative
from .wordtree import Word, Words, bare, split, statements

_FLAGS = {
    "deactivate": ("inactive", True),
    "activate": ("inactive", False),
    "protect": ("protected", True),
    "unprotect": ("protected", False),
}


class Taker:
    """A tree that takes statements in place, and the section (``edit``) in which it stands."""

    def __init__(self, root: Word, rules: WordRules) -> None:
        self.root = root
        self.unknown = False  # was there a line that is no statement we know?
        self._rules = rules
        self._here: Words = ()
        self._acts: dict[str, Callable[[list[str]], bool]] = {
            "delete": self._delete,
            "annotate": self._note,
            "comment": self._note,
            "insert": self._insert,
            "move": self._insert,
            "rename": self._rename,
            "copy": functools.partial(self._rename, keep=True),
            **{verb: functools.partial(self._flag, name=name, value=value) for verb, (name, value) in _FLAGS.items()},
        }

    def take(self, line: str) -> bool:
        """Take one line; says whether it changed anything. One that is not understood counts as a change: the device will say."""
        verb, _unused, rest = line.strip().partition(" ")
        rest = " ".join([*self._here, rest]) if self._here and rest else rest
        if verb in ("edit", "up", "top", "exit"):
            return self._move(verb, line)
        if verb in self._rules.verbs:
            return self._set(rest, verb)
        act = self._acts.get(verb)
        if act is None:
            self.unknown = True
            return True
        return act(split(rest))

    def lines(self) -> list[str]:
        """The tree as statements, lists in brackets where the platform shows them so."""
        return statements(self.root, brackets=self._rules.brackets)

    def _set(self, rest: str, verb: str) -> bool:
        """A value overwrites the one before it, where there can only be one."""
        words = split(rest)
        if len(words) > 1 and (words[-2] in self._rules.single or " ".join(words[-3:-1]) in self._rules.single):
            holder = self.root.at(words[:-1])
            if holder is not None:
                others = [key for key, value in holder.below.items() if key != bare(words[-1]) and not value.below]
                for key in others:
                    del holder.below[key]
        return put(self.root, rest, self._rules, verb)

    def _move(self, verb: str, line: str) -> bool:
        said = line.strip().partition(" ")[2]
        if verb == "top" and said:  # `top set ...`: said from the top, without going there
            here, self._here = self._here, ()
            changed = self.take(said)
            self._here = here
            return changed
        self._here = relative(self._here, line.strip())
        return True

    def _delete(self, words: list[str]) -> bool:
        if words and words[-1] == "]" and "[" in words:
            at = words.index("[")
            return sum(self.root.drop([*words[:at], value]) for value in words[at + 1 : -1]) > 0
        if words:
            return self.root.drop(words)
        changed = bool(self.root.below)
        self.root.below.clear()
        return changed

    def _flag(self, words: list[str], name: str, value: bool) -> bool:
        node = self.root.at(words)
        if node is None:
            if not value:
                return False
            node = self.root.reach(words)
        changed = getattr(node, name) is not value
        setattr(node, name, value)
        if not (value or node.below or node.ends):
            self.root.drop(words)
        return changed

    def _note(self, words: list[str]) -> bool:
        node = self.root.at(words[:-1]) if words else None
        if node is None:
            return False
        note = bare(words[-1])
        changed = node.note != note
        node.note = note
        return changed

    def _insert(self, words: list[str]) -> bool:
        """``insert <path> <word> before|after [<keyword>] <word>``: another place among its kind."""
        at = next((number for number, word in enumerate(words) if word in ("before", "after") and number), 0)
        parent = self.root.at(words[: at - 1]) if at else None
        if parent is None or at + 1 >= len(words):
            return False
        moved, goal = bare(words[at - 1]), bare(words[-1])
        if moved not in parent.below or goal not in parent.below or moved == goal:
            return False
        before = list(parent.below)
        order = [key for key in before if key != moved]
        order.insert(order.index(goal) + (words[at] == "after"), moved)
        parent.below = {key: parent.below[key] for key in order}
        return order != before

    def _rename(self, words: list[str], keep: bool = False) -> bool:
        """``rename <path> <word> to [<keyword>] <word>`` keeps the place; ``copy`` appends."""
        at = words.index("to") if "to" in words else 0
        parent = self.root.at(words[: at - 1]) if at else None
        if parent is None or bare(words[at - 1]) not in parent.below or at + 1 >= len(words):
            return False
        old, new = bare(words[at - 1]), words[-1]
        twin = parent.below[old].copy()
        twin.shown = new
        if keep:
            parent.below[bare(new)] = twin
        else:
            parent.below = {
                (bare(new) if key == old else key): (twin if key == old else node) for key, node in parent.below.items()
            }
        return True

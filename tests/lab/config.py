# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A device's configuration: a tree of lines, changed a line at a time as a network OS changes it.

The tree is nested dicts, line to children. What a line means comes from the dialect's tables
(see grammar.py); what refuses or rewrites a line on its own terms is a hook of the dialect.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .grammar import Failure, Match, Table, is_address, natural
from .names import place

LAST = 10_000
Tree = dict[str, Any]
Path = tuple[tuple[str, str], ...]  # (line, mode) from the top
Hook = Callable[[Tree, Tree, Match, bool, Any], "str | None"]


class Refused(Exception):  # noqa: N818  # it is what the device does, not a fault of ours
    """A line that the device does not take; args[0] is what it prints."""


@dataclass(frozen=True)
class Dialect:
    """A network OS as data.

    tables: mode to its templates. hooks: name to function(whole tree, context, match, negated,
    device) that returns the line to store, None to store as matched, or raises Refused.
    prompts: mode to what stands in the prompt. closers: mode to the line that closes its section.
    """

    tables: Mapping[str, Table]
    prompts: Mapping[str, str]
    indent: int
    hooks: Mapping[str, Hook] = field(default_factory=dict)
    closers: Mapping[str, str] = field(default_factory=dict)
    inner_gap: frozenset[str] = frozenset()


def mode_of(path: Path) -> str:
    """The mode that a path ends in."""
    return path[-1][1] if path else "global"


def context(tree: Tree, path: Path) -> Tree:
    """The children at a path, made where they are missing."""
    for line, _ in path:
        tree = tree.setdefault(line, {})
    return tree


def banners(lines: list[str], tree: Tree) -> list[str]:
    """Store the banners of a configuration text, which run over lines, and return the other lines."""
    others: list[str] = []
    open_line, mark, body = "", "", []
    for line in lines:
        found = re.match(r"banner (\S+)(?: (\^.|\S))?(.*)$", line) if not mark else None
        if found:
            open_line, mark, body = found[1], found[2] or "EOF", [found[3]] if found[2] else []
            if not found[2] or mark not in found[3]:
                continue
            body = []
        elif not mark:
            others.append(line)
            continue
        if mark not in line:
            body.append(line)
            continue
        last = (found[3] if found else line).split(mark, maxsplit=1)[0]
        text = "\n".join([*body, last] if last or mark != "EOF" else body)
        tree[f"banner {open_line}\n{text}\nEOF" if mark == "EOF" else f"banner {open_line} ^C{text}^C"] = {}
        mark = ""
    return others


def copy_tree(tree: Tree) -> Tree:
    """An independent copy."""
    return {line: copy_tree(children) if children else {} for line, children in tree.items()}


class Editor:
    """Applies configuration lines to trees, in one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        """Keep the dialect."""
        self.dialect = dialect

    def enter(self, tree: Tree, path: Path, line: str, device: Any = None) -> Path | Failure:
        """Apply one line at a path and return the path after it.

        A line unknown in a section is tried in the sections around it, as devices do; a template that
        takes anything comes last, so that ``ip route`` under an interface is the global command. Raises
        Refused with the device's words when the line is understood and refused.
        """
        word, _, after = line.partition(" ")
        negated = word == "no" or (word == "default" and bool(after))
        text = after.strip() if negated else line
        first: Failure | None = None
        loose: tuple[Path, Match] | None = None
        for depth in range(len(path), -1, -1):
            found = self.dialect.tables[mode_of(path[:depth])].match(text, prefix=negated)
            if isinstance(found, Failure):
                first = found if first is None or found.depth > first.depth else first
            elif word == "default" and found.rule.enter:
                context(tree, path[:depth])[found.line] = {}
                return path[:depth]
            elif not found.loose:
                return self._change(tree, path[:depth], found, negated, device)
            elif loose is None and (first is None or first.depth == 0):
                loose = (path[:depth], found)
        if loose is not None:
            return self._change(tree, *loose, negated, device)
        shift = len(line) - len(text)
        failure = first or Failure("invalid", 0, 0)
        return Failure(failure.kind, failure.column + shift, failure.depth, failure.word)

    def _change(self, tree: Tree, path: Path, found: Match, negated: bool, device: Any) -> Path:
        here = context(tree, path)
        line: str | None = found.line
        if found.rule.hook:
            line = self.dialect.hooks[found.rule.hook](tree, here, found, negated, device) or found.line
        if negated:
            self._remove(here, found, line or found.line)
            return path
        if found.rule.default_on:
            here.pop(f"no {found.name}", None)
            return path
        self._store(here, found, line or found.line, mode_of(path))
        return (*path, (line or found.line, found.rule.enter)) if found.rule.enter else path

    def _remove(self, here: Tree, found: Match, line: str) -> None:
        name = found.name if line == found.line else line
        for key in [key for key in here if key == name or key.startswith((f"{name} ", f"{name}\n"))]:
            del here[key]
        if found.rule.default_on and found.complete:
            here[f"no {found.name}"] = {}

    def _store(self, here: Tree, found: Match, line: str, mode: str) -> None:
        if line in here:
            return
        table = self.dialect.tables[mode]
        rivals = [
            key
            for key in here
            if key.startswith(found.name)
            and isinstance(other := table.match(key), Match)
            and other.rule is found.rule
            and other.name == found.name
        ]
        if not rivals:
            here[line] = {}
            return
        kept = [(line if key == rivals[0] else key, value) for key, value in here.items() if key not in rivals[1:]]
        here.clear()
        here.update(kept)

    def load(self, text: str, tree: Tree, device: Any = None) -> list[str]:
        """Apply a whole configuration text to a tree; returns the lines that were not taken."""
        refused = []
        stack: list[tuple[int, Path]] = []
        for line in banners(text.splitlines(), tree):
            body = line.strip()
            if not body or body == "end" or body.startswith(("!", "exit", "version ")):
                continue
            depth = len(line) - len(line.lstrip())
            while stack and stack[-1][0] >= depth:
                stack.pop()
            path: Path = stack[-1][1] if stack else ()
            try:
                after = self.enter(tree, path, body, device)
            except Refused:
                refused.append(body)
                continue
            if isinstance(after, Failure):
                refused.append(body)
            elif len(after) > len(path):
                stack.append((depth, after))
        return refused

    def render(self, tree: Tree, mode: str = "global", depth: int = 0) -> list[str]:
        """The tree as the device shows it: own order, own indentation, ``!`` between groups."""
        table = self.dialect.tables[mode]
        shown = sorted(((self._place(table, line), line) for line in tree), key=lambda item: item[0])
        lines: list[str] = []
        last: int | None = None
        for (_, group, _), line in shown:
            if depth == 0 and last is not None and (group != last or tree[line] or self._opens(table, line)):
                lines.append("!")
            elif depth and mode in self.dialect.inner_gap and self._opens(table, line):
                lines.append(" " * (self.dialect.indent * depth) + "!")
            last = group
            lines.extend(self._section(tree, line, table, depth))
        return lines

    def _section(self, tree: Tree, line: str, table: Table, depth: int) -> list[str]:
        pad = " " * (self.dialect.indent * depth)
        lines = [pad + part for part in line.split("\n")[:1]] + line.split("\n")[1:]
        found = table.match(line)
        mode = found.rule.enter if isinstance(found, Match) else ""
        if mode:
            lines.extend(self.render(tree[line], mode, depth + 1))
            if mode in self.dialect.closers:
                lines.append(pad + self.dialect.closers[mode])
        return lines

    @staticmethod
    def _opens(table: Table, line: str) -> bool:
        found = table.match(line)
        return isinstance(found, Match) and bool(found.rule.enter)

    @staticmethod
    def _place(table: Table, line: str) -> tuple[int, int, tuple[object, ...]]:
        found = table.match(line.removeprefix("no ") if line.startswith("no ") else line)
        if not isinstance(found, Match):
            return (LAST, LAST, ())
        rule = found.rule
        if found.words[0] == "neighbor":  # all of one neighbour together, groups before those who may join them
            return (table.first("neighbor"), rule.group, (is_address(found.words[1]), *natural(found.words[1]), rule.rank))
        if found.words[0] == "interface":
            return (rule.rank, rule.group, (place(found.words[1]), *natural(found.words[1])))
        return (rule.rank, rule.group, natural(line) if rule.natural else ())

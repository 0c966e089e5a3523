# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations of model-driven network OSs (Nokia SR Linux, SR OS) as trees, whichever of their forms they come in.

The same configuration is shown in braces (``port 1/1/c1 { admin-state enable }``) or one full path a line
(``set / interface ethernet-1/1 ...``, ``/configure port 1/1/c1 ...``). Braces say what is a section and what a value;
a path does not, so a path is read by what stands in the tree already, then by the vendor's table of lists
(``Vendor.inner_openers``: over the word before and the words from here on, its first group that matched is a list entry's
heading), then by its length: of the last two words one is a name and the other its value.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from .vendor import Vendor, compiled, matches

Words: TypeAlias = "tuple[str, ...]"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]|[^\s"\[\]]+|\S')
_PLAIN = re.compile(r'"([^\s"\\{}\[\]#]+)"')
_NAMED = 2  # words of a leaf: its name and its value


@dataclass
class Leaf:
    """A name with its value: one token, a list in brackets, or none for what is switched on by being there."""

    name: str
    value: Words = ()


@dataclass
class Section:
    """A container or an entry of a list. ``heading`` are its words as shown; children are keyed by what they are unique by."""

    heading: Words = ()
    children: dict[str, Section | Leaf] = field(default_factory=dict)

    def copy(self) -> Section:
        """A deep copy of the sections; leaves are replaced, never changed."""
        return Section(
            self.heading, {key: child.copy() if isinstance(child, Section) else child for key, child in self.children.items()}
        )


@dataclass(frozen=True)
class Command:
    """One statement: ``words`` from the root on; ``delete``: it takes that away. ``opens``: it said itself that it is a section."""

    words: Words
    delete: bool = False
    opens: bool = False
    sizes: tuple[int, ...] = ()  # how many words of the path belong to each section around, where braces said so


def tokens(line: str) -> Words:
    """The words of a line; a quoted text is one, and so is a list in brackets."""
    return tuple(_TOKEN.findall(line))


@functools.lru_cache(maxsize=8192)
def plain(token: str) -> str:
    """A token as it is compared: quotes that are not needed left out, a list with one blank between its items."""
    if token.startswith("["):
        return f"[{' '.join(plain(item) for item in items(token))}]"
    found = _PLAIN.fullmatch(token)
    return found.group(1) if found else token


def items(token: str) -> list[str]:
    """The items of a list in brackets; of any other token the token itself."""
    return _TOKEN.findall(token[1:-1]) if token.startswith("[") and token.endswith("]") else [token]


def key_of(words: Iterable[str]) -> str:
    """What a heading or a line is compared by."""
    return " ".join(map(plain, words))


def logical_lines(text: str, vendor: Vendor) -> Iterator[tuple[int, str]]:
    """(indentation, line) without comments; a text in quotes or a list in brackets that runs over lines is one line."""
    held, depth = "", 0
    for raw in text.replace("\r", "").split("\n"):
        body = raw.strip()
        if not held:
            if not body or matches(vendor.comment, body) or matches(vendor.volatile, body):
                continue
            depth = len(raw.expandtabs(8)) - len(raw.expandtabs(8).lstrip())
            held = body
        else:
            held += f"\n{raw}" if _open_quote(held) else f" {body}"
        if not _open_quote(held) and not _open_list(held):
            yield depth, held
            held = ""
    if held:
        yield depth, held


def _open_quote(text: str) -> bool:
    return len(re.findall(r'(?<!\\)"', text)) % 2 == 1


def _open_list(text: str) -> bool:
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    return bare.count("[") > bare.count("]")


def commands(text: str, vendor: Vendor) -> list[Command]:
    """The statements of a text in any form: full paths, braces, or sections by their indentation, also mixed."""
    found: list[Command] = []
    braces: list[Words] = []
    indents: list[tuple[int, Words, int]] = []  # indentation, words, number of the command that they made
    for depth, line in logical_lines(text, vendor):
        if line == "}" or line in vendor.leave:
            if line == "}" and braces:
                braces.pop()
            continue
        path, delete = _path(tokens(line.rstrip("{")), vendor, bool(braces))
        rooted = path is None
        words = tuple(tokens(line.rstrip("{"))) if path is None else path
        while indents and (not rooted or braces or indents[-1][0] >= depth):
            indents.pop()
        around = tuple(word for heading in braces for word in heading)
        if not rooted or line.endswith("{") or braces:
            sizes = tuple(len(heading) for heading in braces)
            found.append(Command((*around, *words), delete, line.endswith("{"), sizes))
            if line.endswith("{"):
                braces.append(words)
            elif not rooted:
                indents.append((depth, words, len(found) - 1))
            continue
        parent: Words = indents[-1][1] if indents else ()
        if indents and indents[-1][2] == len(found) - 1 and not found[-1].delete:
            found.pop()  # it was the heading of this one
        found.append(Command((*parent, *words), delete))
        indents.append((depth, (*parent, *words), len(found) - 1))
    return _without_headings(found)


def _without_headings(found: list[Command]) -> list[Command]:
    """Without the opening of sections in which something follows: that creates them."""
    kept = []
    for number, command in enumerate(found):
        after = found[number + 1].words if number + 1 < len(found) else ()
        if command.opens and len(after) > len(command.words) and after[: len(command.words)] == command.words:
            continue
        kept.append(command)
    return kept


def _path(words: Words, vendor: Vendor, inside: bool) -> tuple[Words | None, bool]:
    """(the words from the root on, is it a deletion); None for a line that does not start at the root by itself."""
    delete = bool(words) and words[0] in ("delete", "no")
    rest = words[1:] if delete or (words and words[0] in ("set", "insert", "replace") and not inside) else words
    if inside:
        return (rest if delete else None), delete
    if rest and rest[0] == "/":
        rest = rest[1:]
    elif rest and rest[0].startswith("/"):
        rest = (rest[0][1:], *rest[1:])
    elif not delete and words == rest and not (rest and rest[0] == "configure"):
        return None, False
    if rest and rest[0] == "configure" and vendor.objects == "configure":
        rest = rest[1:]
        if rest and rest[0] == "delete":
            rest, delete = rest[1:], True
    return rest, delete


def read(text: str, vendor: Vendor) -> Section:
    """The tree of a configuration."""
    root = Section()
    for command in sorted(commands(text, vendor), key=lambda each: not each.sizes and not each.opens):
        put(root, command, vendor)
    return root


def put(root: Section, command: Command, vendor: Vendor) -> None:
    """Carry out one statement that adds or sets."""
    node, rest, parent = root, command.words, ""
    for size in command.sizes:
        if size:
            node = _enter(node, rest[:size])
            parent, rest = rest[0], rest[size:]
    while rest:
        size = len(rest) if command.opens else shape(node, parent, rest, vendor)
        if not size:
            _set(node, Leaf(rest[0], rest[1:]), merges=not command.sizes)
            return
        node = _enter(node, rest[:size])
        parent, rest = rest[0], rest[size:]


def _enter(node: Section, heading: Words) -> Section:
    key = key_of(heading)
    found = node.children.get(key)
    if not isinstance(found, Section):
        found = Section(heading)
        node.children[key] = found  # a presence that was read as a leaf becomes the section it is
    return found


def _set(node: Section, leaf: Leaf, merges: bool) -> None:
    old = node.children.get(leaf.name)
    if isinstance(old, Section):
        return
    if merges and isinstance(old, Leaf) and len(old.value) == 1 and old.value[0].startswith("["):
        have = items(old.value[0])
        fresh = [item for value in leaf.value for item in items(value) if plain(item) not in map(plain, have)]
        pad = " " if old.value[0].startswith("[ ") else ""
        leaf = Leaf(leaf.name, (f"[{pad}{' '.join([*have, *fresh])}{pad}]",)) if fresh else old
    node.children[leaf.name] = leaf


def shape(node: Section, parent: str, rest: Words, vendor: Vendor) -> int:
    """How many of the words are the heading of a section; 0 for a leaf."""
    for size in range(min(len(rest), 6), 0, -1):
        if isinstance(node.children.get(key_of(rest[:size])), Section):
            return size
    same = [child for child in node.children.values() if isinstance(child, Section) and child.heading[0] == rest[0]]
    if same and len(same[0].heading) <= len(rest):
        return len(same[0].heading)
    if isinstance(node.children.get(rest[0]), Leaf) and len(rest) <= _NAMED:
        return 0
    found = compiled(vendor.inner_openers).match(f"{parent} {' '.join(rest)}")
    if found:
        return len(tokens(next(filter(None, found.groups()))))
    return 1 if len(rest) > _NAMED else 0


def flat(node: Section, path: Words = ()) -> Iterator[tuple[Words, Section | Leaf]]:
    """(words from the root on, node) of every leaf and every empty section, in order."""
    for child in node.children.values():
        if isinstance(child, Leaf):
            yield (*path, child.name, *child.value), child
        elif child.children:
            yield from flat(child, (*path, *child.heading))
        else:
            yield (*path, *child.heading), child


def braces(node: Section, indent: int, depth: int = 0) -> Iterator[str]:
    """The tree in braces."""
    pad = " " * (indent * depth)
    for child in node.children.values():
        if isinstance(child, Leaf):
            yield pad + " ".join((child.name, *child.value))
            continue
        yield f"{pad}{' '.join(child.heading)} {{"
        yield from braces(child, indent, depth + 1)
        yield f"{pad}}}"


def is_flat(text: str, vendor: Vendor) -> bool:
    """Is every statement a full path?"""
    first: Sequence[str] = [line for _unused, line in logical_lines(text, vendor)][:1]
    return bool(first) and first[0].startswith(("set ", "/configure ", "configure ")) and not first[0].endswith("{")

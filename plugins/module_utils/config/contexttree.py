# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations of model-driven network OSs (Nokia SR Linux, SR OS) as trees, whichever of their forms they come in.

The same configuration is shown in braces (``port 1/1/c1 { admin-state enable }``) or one full path a line
(``set / interface ethernet-1/1 ...``, ``/configure port 1/1/c1 ...``). Braces say what is a section and what a value;
a path does not, so a path is read by what stands in the tree already, then by the vendor's table of lists
(``Vendor.inner_openers``: over the word before and the words from here on, its first group that matched is the heading
of a list's entry), then by its length: of the last two words one is a name and the other its value.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .vendor import Vendor, compiled, matches

Words: TypeAlias = "tuple[str, ...]"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]|[^\s"\[\]]+|\S')
_PLAIN = re.compile(r'"([^\s"\\{}\[\]#]+)"')
_CONTAINER = re.compile(r"[a-z][a-z0-9\-]*|\[.*", re.DOTALL)
_NAMED = 2  # words of a leaf: its name and its value
_LONGEST = 6  # words of a heading


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
class Part:
    """Words of a statement that are a section's heading, a leaf, or a path of which that is still to be found out."""

    words: Words
    kind: Literal["heading", "leaf", "path"]


@dataclass(frozen=True)
class Statement:
    """One thing that is set or, with ``delete``, taken away. ``section``: it says itself that it ends in a section."""

    parts: tuple[Part, ...]
    delete: bool = False
    section: bool = False

    @property
    def words(self) -> Words:
        """All its words from the root on."""
        return tuple(word for part in self.parts for word in part.words)


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
        if held:
            held += f"\n{raw}" if _open_quote(held) else f" {body}"
        elif not body or matches(vendor.comment, body) or matches(vendor.volatile, body):
            continue
        else:
            held, depth = body, len(raw.expandtabs(8)) - len(raw.expandtabs(8).lstrip())
        if not _open_quote(held) and not _open_list(held):
            yield depth, held
            held = ""
    if held:
        yield depth, held.rstrip("\n")  # a quotation mark that nobody closed: the line ends with the text


def _open_quote(text: str) -> bool:
    return '"' in text and len(re.findall(r'(?<!\\)"', text)) % 2 == 1


def _open_list(text: str) -> bool:
    if "[" not in text:
        return False
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    return bare.count("[") > bare.count("]")


def statements(text: str, vendor: Vendor) -> list[Statement]:
    """The statements of a text in any form, also mixed: full paths, braces, or sections by their indentation."""
    found: list[Statement] = []
    headings: set[int] = set()  # statements that only lead to others
    braces: list[tuple[Part, int]] = []
    indents: list[tuple[int, Words, int]] = []
    for depth, line in logical_lines(text, vendor):
        if line == "}" or (line in vendor.leave and not braces):
            del braces[-1:]
            continue
        opens = line.endswith("{") and not _open_quote(line)
        words, rooted, delete = _split(line.rstrip("{").rstrip() if opens else line, vendor, bool(braces))
        if not braces and (rooted or not indents or indents[0][0] >= depth):
            words = _from_root(words, vendor)
        if braces or opens:
            kind: Literal["heading", "leaf", "path"] = "path" if not braces else "heading" if opens else "leaf"
            part = Part(words, kind)
            headings.update(number for _unused, number in braces)
            braces += [(part, len(found))] if opens else []
            around = braces[:-1] if opens else braces
            found.append(Statement((*(each for each, _unused in around), part), delete, opens))
            continue
        while indents and (rooted or indents[-1][0] >= depth):
            indents.pop()
        if indents:
            headings.add(indents[-1][2])
            words = (*indents[-1][1], *words)
        indents.append((depth, words, len(found)))
        found.append(Statement((Part(words, "path"),), delete))
    return [one for number, one in enumerate(found) if number not in headings]


def _from_root(words: Words, vendor: Vendor) -> Words:
    """With the root's own section before them where a network OS has one (SR OS: ``configure``) and they leave it out."""
    if vendor.style == "mdcli" and words and not matches(vendor.fixed, words[0]):
        return ("configure", *words)
    return words


def _split(line: str, vendor: Vendor, inside: bool) -> tuple[Words, bool, bool]:
    """(its words, do they begin at the root, is it a deletion)."""
    words = tokens(line)
    delete = words[:1] == ("delete",)
    if delete or (words[:1] == ("set",) and not inside):
        words = words[1:]
        rooted = True
    else:
        rooted = line.startswith("/")
    if words and words[0].startswith("/"):
        words = (words[0][1:], *words[1:]) if len(words[0]) > 1 else words[1:]
    if not inside and matches(vendor.fixed, " ".join(words)):
        rooted = True
    return words, rooted, delete


def read(text: str, vendor: Vendor) -> Section:
    """The tree of a configuration; what it deletes is left out."""
    root = Section()
    found = [one for one in statements(text, vendor) if not one.delete]
    # What says the most of its sections is read first, so that the rest can be understood by it.
    for one in sorted(found, key=lambda each: (len(each.parts) == 1, -len(each.words) if len(each.parts) == 1 else 0)):
        put(root, one, vendor)
    places: dict[str, int] = {}
    for number, one in enumerate(found):
        places.setdefault(key_of(one.words), number)
    _arrange(root, (), places)
    return root


def _arrange(node: Section, path: Words, places: dict[str, int]) -> int:
    """Put the children into the order in which they first came; returns the place of the first."""
    order: dict[str, int] = {}
    for key, child in node.children.items():
        words = (*path, *((child.name, *child.value) if isinstance(child, Leaf) else child.heading))
        below = _arrange(child, words, places) if isinstance(child, Section) else len(places)
        order[key] = min(below, places.get(key_of(words), len(places)))
    node.children = {key: node.children[key] for key in sorted(node.children, key=order.__getitem__)}
    return min(order.values(), default=len(places))


def put(root: Section, one: Statement, vendor: Vendor) -> bool:
    """Carry out a statement that adds or sets. Was anything not there before?"""
    node, parent, changed = root, "", False
    for number, part in enumerate(one.parts):
        last = number == len(one.parts) - 1
        if part.kind == "heading":
            changed |= key_of(part.words) not in node.children
            node, parent = _enter(node, part.words), part.words[0]
        elif part.kind == "leaf":
            changed |= set_leaf(node, part.words)
        else:
            node, parent, fresh = _put_path(node, parent, part.words, vendor, section=one.section or not last)
            changed |= fresh
    return changed


def _put_path(node: Section, parent: str, rest: Words, vendor: Vendor, section: bool) -> tuple[Section, str, bool]:
    changed = False
    while rest:
        size = shape(node, parent, rest, vendor)
        if not size and not section:
            changed |= set_leaf(node, rest, merges=True)
            break
        size = size or len(rest)
        changed |= key_of(rest[:size]) not in node.children
        node, parent, rest = _enter(node, rest[:size]), rest[0], rest[size:]
    return node, parent, changed


def _enter(node: Section, heading: Words) -> Section:
    key = key_of(heading)
    found = node.children.get(key)
    if not isinstance(found, Section):
        found = Section(heading)
        node.children[key] = found  # what was read as a bare leaf becomes the section it is
    return found


def set_leaf(node: Section, words: Words, merges: bool = False) -> bool:
    """Set a leaf; with ``merges`` a list takes up what it does not hold yet, as the devices do. Is it another now?"""
    name, value = words[0], words[1:]
    key = name if len(words) <= _NAMED else key_of(words)  # several words after the name are the keys of a list's entry
    old = node.children.get(key)
    if isinstance(old, Section):
        return False
    if merges and isinstance(old, Leaf) and len(old.value) == 1 and old.value[0].startswith("["):
        have = items(old.value[0])
        known = set(map(plain, have))
        fresh = [item for token in value for item in items(token) if plain(item) not in known]
        pad = " " if old.value[0].startswith("[ ") else ""
        value = (f"[{pad}{' '.join([*have, *fresh])}{pad}]",)
    node.children[key] = Leaf(name, value)
    return old is None or key_of((old.name, *old.value)) != key_of((name, *value))


def shape(node: Section, parent: str, rest: Words, vendor: Vendor) -> int:
    """How many of the words are the heading of a section; 0 for a leaf."""
    for size in range(min(len(rest), _LONGEST), 0, -1):
        if isinstance(node.children.get(key_of(rest[:size])), Section):
            return size
    if isinstance(node.children.get(rest[0]), Leaf) and len(rest) <= _NAMED:
        return 0
    same = next((each for each in node.children.values() if isinstance(each, Section) and each.heading[0] == rest[0]), None)
    if same and len(same.heading) <= len(rest):
        return len(same.heading)
    found = compiled(vendor.inner_openers).match(f"{parent} {' '.join(rest)}")
    if found and any(found.groups()):
        return len(tokens(next(filter(None, found.groups()))))
    if len(rest) <= _NAMED:
        return 0
    return 1 if _CONTAINER.fullmatch(rest[1]) else 2  # in the midst of a path only a key can be anything but such a word


def flat(node: Section, path: Words = ()) -> Iterator[Words]:
    """The words from the root on of every leaf and every empty section, in order."""
    for child in node.children.values():
        if isinstance(child, Leaf):
            yield (*path, child.name, *child.value)
        elif child.children:
            yield from flat(child, (*path, *child.heading))
        else:
            yield (*path, *child.heading)


def in_braces(node: Section, indent: int, depth: int = 0) -> Iterator[str]:
    """The tree in braces, line by line."""
    pad = " " * (indent * depth)
    for child in node.children.values():
        if isinstance(child, Leaf):
            yield pad + " ".join((child.name, *child.value))
            continue
        yield f"{pad}{' '.join(child.heading)} {{"
        yield from in_braces(child, indent, depth + 1)
        yield f"{pad}}}"

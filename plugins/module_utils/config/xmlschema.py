# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be known of a data model to compare its XML: which elements are lists, by which keys, and where order counts.

The facts are learned from the server's own YANG modules and travel with the
configuration, as a comment in its first line::

    <!-- yang: of urn:example:lab; list address ip prefix-length; list interface name; leaf-list tag; user rule; presence vlan -->

They go by local names: two lists of one name may have different keys, and the
one whose keys an element has is taken. What belongs to none of the namespaces
that were learned is guessed from the instance (RFC 7950 puts the keys first).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..xmltext import Element

# Leaves that are the key of their list, when they come first and nothing better is known.
KEY_LEAVES = frozenset(
    (
        "name", "id", "index", "identifier", "key", "server", "ip", "address", "prefix", "ip-address", "ip-prefix", "vlan-id",
        "number", "sequence", "sequence-id", "sequence-number", "seq", "interface", "interface-name", "neighbor-address",
        "peer-address", "hostname", "user", "username", "group-id", "as-number", "destination-prefix", "afi-safi-name",
        "unit-name", "afi", "rule-name", "list-name",
    )
)  # fmt: skip
# Two leading leaves that are the key together.
KEY_PAIRS = frozenset(
    {("ip", "prefix-length"), ("identifier", "name"), ("address", "port"), ("afi", "safi"), ("prefix", "masklength-range")}
)
# Lists in which order has a meaning, where no model says so.
ORDERED = frozenset(("rule", "ace", "term", "entry", "statement", "policy-statement", "sequence"))
_TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:[^\"\\]|\\.)*\"|'[^']*'|[{};]|[^\s{};\"']+", re.DOTALL)
_HEADER = re.compile(r"\s*yang:(.*)\Z", re.DOTALL)
_SPACE = re.compile(r"(?!.*--)[^\s;<>&]+\Z")
_WORDS = ("leaf-list", "user", "presence", "empty")
_NAME = re.compile(r"(?!.*--)[A-Za-z_][\w.-]*\Z")


@dataclass(frozen=True)
class Facts:
    """Names of the models' elements; ``spaces`` are the namespaces they were learned for."""

    spaces: frozenset[str] = frozenset()
    keys: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    leaf_lists: frozenset[str] = frozenset()
    user: frozenset[str] = frozenset()
    presence: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()

    def ordered(self, element: Element) -> bool:
        """Has the order of these a meaning?"""
        return element.name in (self.user if element.namespace in self.spaces else ORDERED)

    def many(self, element: Element, repeated: bool) -> bool:
        """Is this leaf one of several values?"""
        return element.name in self.leaf_lists if element.namespace in self.spaces else repeated

    def counts(self, element: Element) -> bool:
        """Does an element without content configure something: is it a presence container, or a leaf of type empty?"""
        if element.attributes:
            return True
        if element.namespace in self.spaces:
            return element.name in self.presence or element.name in self.empty
        return not element.hollow

    def key_leaves(self, element: Element, repeated: bool) -> tuple[str, ...]:
        """The names of the leaves that tell this list entry from others; () for what is no list entry."""
        for keys in sorted(self.keys.get(element.name, ()), key=len, reverse=True):
            if all(element.value(key) for key in keys):
                return keys
        if element.namespace in self.spaces and element.name not in self.keys:
            return ()
        leading = [child.name for child in element.children[:2] if child.text and not child.children]
        if len(leading) > 1 and tuple(leading) in KEY_PAIRS:
            return tuple(leading)
        return tuple(leading[:1]) if leading and (repeated or leading[0] in KEY_LEAVES) else ()

    def header(self) -> list[str]:
        """The facts as the first line of a configuration; [] where there are none."""
        if not self.spaces:
            return []
        parts = [f"of {' '.join(sorted(self.spaces))}"]
        parts += [f"list {name} {' '.join(keys)}" for name in sorted(self.keys) for keys in sorted(self.keys[name])]
        for word, names in zip(_WORDS, (self.leaf_lists, self.user, self.presence, self.empty), strict=True):
            parts += [f"{word} {' '.join(sorted(names))}"] if names else []
        return [f"<!-- yang: {'; '.join(parts)} -->"]


def facts_in(comments: Iterable[str]) -> Facts:
    """The facts that came with a configuration."""
    for comment in comments:
        found = _HEADER.match(comment)
        if found:
            return _parsed(found[1])
    return Facts()


def _parsed(text: str) -> Facts:
    keys: dict[str, set[tuple[str, ...]]] = {}
    sets: dict[str, set[str]] = {}
    for part in text.split(";"):
        word, *names = part.split() or [""]
        if word == "list" and names:
            keys.setdefault(names[0], set()).add(tuple(names[1:]))
        else:
            sets.setdefault(word, set()).update(names)
    return _made(keys, sets)


def _made(keys: Mapping[str, set[tuple[str, ...]]], sets: Mapping[str, set[str]]) -> Facts:
    leaf_lists, user, presence, empty = (frozenset(sets.get(word, ())) for word in _WORDS)
    spaces = frozenset(space for space in sets.get("of", ()) if _SPACE.match(space))
    return Facts(spaces, {name: frozenset(found) for name, found in keys.items()}, leaf_lists, user, presence, empty)


def learn(modules: Iterable[str]) -> Facts:
    """The facts in the texts of YANG modules. Statements are read as they stand: no import, uses or augment is followed."""
    keys: dict[str, set[tuple[str, ...]]] = {}
    sets: dict[str, set[str]] = {}
    for text in modules:
        for (kind, name), (word, value) in _statements(text):
            if (kind, word) == ("module", "namespace"):
                sets.setdefault("of", set()).add(value)
            if not _NAME.match(name):
                continue
            if kind == "list" and word == "key":
                named = tuple(key.rpartition(":")[2] for key in value.split())
                if all(_NAME.match(key) for key in named):
                    keys.setdefault(name, set()).add(named)
            elif kind in ("list", "leaf-list") and (word, value) == ("ordered-by", "user"):
                sets.setdefault("user", set()).add(name)
            elif kind == "container" and word == "presence":
                sets.setdefault("presence", set()).add(name)
            elif kind == "leaf" and (word, value) == ("type", "empty"):
                sets.setdefault("empty", set()).add(name)
            if kind == "leaf-list":
                sets.setdefault("leaf-list", set()).add(name)
    return _made(keys, sets)


def depends(text: str) -> set[str]:
    """The modules whose groupings may be used in this one: those it imports and includes."""
    return {value for _around, (word, value) in _statements(text) if word in ("import", "include")}


def _statements(text: str) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Every statement with the one around it, each as (keyword, argument)."""
    stack: list[tuple[str, str]] = []
    words: list[str] = []
    for hit in _TOKEN.finditer(text):
        piece = hit[0]
        if piece.startswith(("//", "/*")):
            continue
        if piece not in ("{", "}", ";"):
            words.append(piece)
            continue
        if words:
            statement = (words[0], "".join(_bare(word) for word in words[1:] if word != "+"))
            yield (stack[-1] if stack else ("", "")), statement
            if piece == "{":
                stack.append(statement)
        elif piece == "{":
            stack.append(("", ""))
        if piece == "}" and stack:
            stack.pop()
        words = []


def _bare(word: str) -> str:
    return word[1:-1] if word[:1] in ("'", '"') and len(word) > 1 else word

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations under a schema: containers, lists with keys, leaves. What SR Linux and SR OS's MD-CLI have in common.

A schema is nested dicts. ``"interface <name>": {...}`` is a list, ``"ipv4": {...}`` a container; a leaf is its kind:
``"enable|disable"``, ``"<number>"``, ``"<text>"``, ``"<address>"``, ``""`` for one without a value, ``*`` behind it for a
list of values. A configuration is a nested dict of the same headings, with keys in place of ``<...>``.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .grammar import natural

Store = dict[str, Any]
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\[|\]|[^\s"\[\]]+)')


class Misfit(Exception):  # noqa: N818  # what a device answers, not a fault of ours
    """A word that does not fit. word: the word; options: what could stand there; kind: unknown, value or missing."""

    def __init__(self, kind: str, word: str, options: list[str]) -> None:
        super().__init__(word)
        self.kind, self.word, self.options = kind, word, options


def split(text: str) -> list[str]:
    """The words of a line, quotes taken off."""
    return [found.group(1) if found.group(1) is not None else found.group(2) for found in _TOKEN.finditer(text)]


def copied(store: Store) -> Store:
    """An independent copy."""
    return {
        key: copied(value) if isinstance(value, dict) else list(value) if isinstance(value, list) else value
        for key, value in store.items()
    }


def fits(kind: str, word: str) -> bool:
    """Is the word a value of this kind?"""
    if kind == "<number>":
        return word.isdigit()
    if kind in ("<address>", "<prefix>"):
        try:
            (ipaddress.ip_interface if kind == "<prefix>" else ipaddress.ip_address)(word)
        except ValueError:
            return False
        return True
    return kind.startswith("<") or word in kind.split("|")


@dataclass(frozen=True)
class Form:
    """A platform's schema and how it is written. quote: a value or key as it is shown, given its kind."""

    schema: dict[str, Any]
    quote: Callable[[str, str], str]
    open_lists: bool  # are lists of values shown over several lines?

    def find(self, schema: dict[str, Any], word: str) -> tuple[list[str], Any]:
        """(the words of the heading that begins with ``word``, what is below it)."""
        for heading, below in schema.items():
            if heading.split(" ", 1)[0] == word:
                return heading.split(" "), below
        raise Misfit("unknown", word, sorted(heading.split(" ", 1)[0] for heading in schema))

    def set(self, store: Store, words: list[str]) -> None:
        """Take over one line; several leaves of one container may stand in it."""
        self._walk(store, words, make=True)

    def _walk(self, store: Store, words: list[str], make: bool) -> tuple[Store, dict[str, Any], list[str]]:
        """Go down; returns (container, its schema, the words left over)."""
        node, schema, rest = store, self.schema, list(words)
        while rest:
            heading, below = self.find(schema, rest[0])
            if isinstance(below, dict):
                key = self._key(heading, rest)
                if not make and key not in node:
                    return node, schema, rest
                if not make and len(rest) == len(heading):
                    return node, schema, rest
                node, schema, rest = node.setdefault(key, {}), below, rest[len(heading) :]
            elif make:
                rest = self._leaf(node, rest, below)
            else:
                return node, schema, rest
        return node, schema, rest

    @staticmethod
    def _key(heading: list[str], rest: list[str]) -> str:
        if len(rest) < len(heading):
            raise Misfit("missing", rest[-1], [heading[len(rest)]])
        for wanted, given in zip(heading[1:], rest[1:], strict=False):
            if not wanted.startswith("<") and wanted != given:
                raise Misfit("unknown", given, [wanted])
            if wanted.startswith("<") and not fits(wanted, given):
                raise Misfit("value", given, [wanted])
        return "\0".join(rest[: len(heading)])

    @staticmethod
    def _leaf(node: Store, rest: list[str], kind: str) -> list[str]:
        name = rest[0]
        if not kind:
            node[name] = None
            return rest[1:]
        if len(rest) == 1:
            raise Misfit("missing", name, [kind])
        if not kind.endswith("*"):
            if not fits(kind, rest[1]):
                raise Misfit("value", rest[1], [kind])
            node[name] = rest[1]
            return rest[2:]
        end = rest.index("]") if rest[1] == "[" and "]" in rest else 2
        values = rest[2:end] if rest[1] == "[" else rest[1:2]
        for value in values:
            if not fits(kind[:-1], value):
                raise Misfit("value", value, [kind])
        node[name] = [*node.get(name, []), *(value for value in values if value not in node.get(name, []))]
        return rest[end + 1 :] if rest[1] == "[" else rest[2:]

    def delete(self, store: Store, words: list[str]) -> None:
        """Take away a container, an entry, a leaf or a value of a list; what is not there is no error."""
        if not words:
            store.clear()
            return
        node, schema, rest = self._walk(store, words, make=False)
        heading, below = self.find(schema, rest[0])
        if isinstance(below, dict):
            node.pop("\0".join(rest[: len(heading)]), None)
            return
        if len(rest) > 1 and isinstance(node.get(rest[0]), list):
            node[rest[0]] = [value for value in node[rest[0]] if value not in rest[1:]]
            if node[rest[0]]:
                return
        elif len(rest) > 1:
            raise Misfit("unknown", rest[1], [])
        node.pop(rest[0], None)

    # ---- showing ------------------------------------------------------------
    def sorted(self, node: Store, schema: dict[str, Any]) -> list[tuple[str, list[str], Any]]:
        """(key, words of the heading in the schema, what is below it there), in the order in which it is shown."""
        places = [heading.split(" ")[0] for heading in schema]
        found = [(key, *self.find(schema, key.split("\0")[0])) for key in node]
        return sorted(found, key=lambda each: (places.index(each[1][0]), natural(each[0].replace("\0", " "))))

    def heading(self, key: str, heading: list[str]) -> str:
        """A heading as it is shown."""
        words = key.split("\0")
        return " ".join(self.quote(word, kind) if kind.startswith("<") else word for word, kind in zip(words, heading, strict=True))

    def leaf(self, name: str, kind: str, value: Any) -> list[str]:
        """A leaf as it is shown."""
        if value is None:
            return [name]
        if not isinstance(value, list):
            return [f"{name} {self.quote(value, kind)}"]
        shown = [self.quote(each, kind[:-1]) for each in value]
        return [f"{name} [", *(f"    {each}" for each in shown), "]"] if self.open_lists else [f"{name} [{' '.join(shown)}]"]

    def braces(self, node: Store, schema: dict[str, Any] | None = None, depth: int = 0) -> Iterator[str]:
        """A configuration in braces."""
        pad = "    " * depth
        schema = self.schema if schema is None else schema
        for key, heading, below in self.sorted(node, schema):
            if isinstance(below, dict):
                yield f"{pad}{self.heading(key, heading)} {{"
                yield from self.braces(node[key], below, depth + 1)
                yield f"{pad}}}"
            else:
                yield from (pad + line for line in self.leaf(key, below, node[key]))

    def changes(self, old: Store, new: Store, schema: dict[str, Any] | None = None, depth: int = 0) -> Iterator[str]:
        """What goes (-) and comes (+) in the first column, under the headings that lead there."""
        pad = "    " * depth
        schema = self.schema if schema is None else schema
        for key, heading, below in self.sorted({**old, **new}, schema):
            if old.get(key, "\0") == new.get(key, "\0"):
                continue
            if isinstance(below, dict) and key in old and key in new:
                yield f" {pad}{self.heading(key, heading)} {{"
                yield from self.changes(old[key], new[key], below, depth + 1)
                yield f" {pad}}}"
                continue
            for sign, side in (("-", old), ("+", new)):
                if key in side:
                    one = {key: side[key]}
                    yield from (f"{sign}{line}" for line in self.braces(one, schema, depth))

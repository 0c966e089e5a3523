# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Command grammar as data: a table of templates, and a matcher that abbreviates, completes and points at errors.

A template is words: ``keyword``, ``<variable>``, ``{one|other}``, ``[optional]``. A lone ``=`` ends
the part that names the setting; what follows is its value, so that a new value replaces the old.
Two templates of ``interface <if>`` and ``description = <line>`` thereby say all that matters.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_WORD = re.compile(r"\S+")
_CACHE_LIMIT = 20000


@dataclass(frozen=True, slots=True)
class Variant:
    """One flat way through a template: its tokens, and how many of them name the setting."""

    tokens: tuple[str, ...]
    identity: int


@dataclass(frozen=True)
class Rule:
    """One template and what it means.

    enter: mode of the section that the line opens. default_on: the device has it unless ``no`` is
    stored. natural: siblings are shown in natural order, not in order of entry. hook: name of a
    function of the dialect that may refuse or rewrite the line. run: name of the handler of an
    exec command. group: siblings of different groups are separated by ``!``.
    """

    template: str
    rank: int
    enter: str = ""
    default_on: bool = False
    natural: bool = False
    hook: str = ""
    run: str = ""
    group: int = 0
    privilege: int = 1


@dataclass(frozen=True, slots=True)
class Match:
    """A line understood: its rule, its words in full, and the words that name the setting.

    complete: False where the line stops half-way. loose: taken by a ``<line>`` that takes anything.
    """

    rule: Rule
    words: tuple[str, ...]
    identity: int
    complete: bool = True
    loose: bool = False

    @property
    def line(self) -> str:
        """The line as the device would store it."""
        return " ".join(self.words)

    @property
    def name(self) -> str:
        """The part of the line that names the setting, without its value."""
        return " ".join(self.words[: self.identity])


@dataclass(frozen=True, slots=True)
class Failure:
    """A line not understood: ``invalid`` at a column, ``incomplete`` or ``ambiguous``; depth is how far it got."""

    kind: str
    column: int
    depth: int
    word: str = ""


def expand(template: str) -> list[str]:
    """Every flat form of a template, longest options first."""
    if found := re.search(r"\[([^\[\]]*)\]", template):
        head, tail = template[: found.start()], template[found.end() :]
        return [flat for middle in (found[1], "") for flat in expand(f"{head}{middle}{tail}")]
    if found := re.search(r"\{([^{}]*)\}", template):
        head, tail = template[: found.start()], template[found.end() :]
        return [flat for middle in found[1].split("|") for flat in expand(f"{head}{middle}{tail}")]
    return [" ".join(template.split())]


def variants(template: str) -> list[Variant]:
    """The flat forms of a template as token tuples."""
    found = []
    for flat in expand(template):
        words = flat.split()
        identity = words.index("=") if "=" in words else len(words)
        found.append(Variant(tuple(word for word in words if word != "="), identity))
    return found


def is_address(word: str) -> bool:
    """True for a dotted IPv4 address."""
    try:
        ipaddress.IPv4Address(word)
    except ValueError:
        return False
    return True


def is_prefix(word: str) -> bool:
    """True for an IPv4 address with a prefix length."""
    try:
        ipaddress.IPv4Interface(word)
    except ValueError:
        return False
    return "/" in word


def is_number(word: str, low: int, high: int) -> bool:
    """True for a decimal number within the bounds, both included."""
    return word.isdigit() and low <= int(word) <= high


def _tail(rule: Rule, variant: Variant, done: tuple[str, ...], text: str) -> Match:
    loose = "=" not in rule.template.split()
    return Match(rule, (*done, text), min(variant.identity, len(done) + 1), loose=loose)


class Table:
    """The templates of one mode, ready to match lines against."""

    def __init__(self, rules: Iterable[Rule], interface: Callable[[str], str | None]) -> None:
        """Compile the rules; interface() expands an interface name, or says None."""
        self.rules = tuple(rules)
        self._interface = interface
        self._flat = [(rule, variant) for rule in self.rules for variant in variants(rule.template)]
        self._cache: dict[tuple[str, bool], Match | Failure] = {}

    def first(self, word: str) -> int:
        """The rank of the first template that starts with a word."""
        return next((rule.rank for rule in self.rules if rule.template.split()[0] == word), 0)

    def match(self, line: str, prefix: bool = False) -> Match | Failure:
        """Understand a line; with prefix a line that stops half-way is a match too (for ``no``)."""
        key = (line, prefix)
        if (known := self._cache.get(key)) is None:
            if len(self._cache) > _CACHE_LIMIT:
                self._cache.clear()
            known = self._cache[key] = self._match(line, prefix)
        return known

    def _match(self, line: str, prefix: bool) -> Match | Failure:
        words = self._split(line)
        alive: list[tuple[Rule, Variant, tuple[str, ...]]] = [(rule, variant, ()) for rule, variant in self._flat]
        rest: list[Match] = []
        for index, (word, column) in enumerate(words):
            tails = [a for a in alive if a[1].tokens[index : index + 1] in (("<line>",), ("<any>",))]
            rest[:0] = [_tail(r, v, done, line[column:].rstrip()) for r, v, done in tails]
            alive, kind = self._step(alive, index, word)
            if any(not variant.tokens[index].startswith("<") for _, variant, _ in alive):
                rest = []  # a keyword is meant: what is wrong after it is wrong
            if not alive:
                return rest[0] if rest and kind != "ambiguous" else Failure(kind, column, index, word)
        return self._finish(alive, rest, len(words), line, prefix)

    def _finish(
        self, alive: list[tuple[Rule, Variant, tuple[str, ...]]], rest: list[Match], count: int, line: str, prefix: bool
    ) -> Match | Failure:
        for rule, variant, done in alive:
            if len(variant.tokens) == count or variant.tokens[count:] == ("<any>",):
                return Match(rule, done, min(variant.identity, count))
        if rest:
            return rest[0]
        for rule, variant, done in alive if prefix else ():
            if any(token.startswith("<") for token in variant.tokens[:count]) or count >= variant.identity:
                return Match(rule, done, min(variant.identity, count), complete=False)
        return Failure("incomplete", len(line), count)

    def _step(
        self, alive: list[tuple[Rule, Variant, tuple[str, ...]]], index: int, word: str
    ) -> tuple[list[tuple[Rule, Variant, tuple[str, ...]]], str]:
        """Those that go on after one more word; a full keyword beats an abbreviation beats a variable."""
        lower = word.lower()
        ahead = [(a, a[1].tokens[index]) for a in alive if len(a[1].tokens) > index]
        exact = [(r, v, (*d, t)) for (r, v, d), t in ahead if t == lower]
        if exact:
            return exact, ""
        typed = [(r, v, (*d, value)) for (r, v, d), t in ahead if t.startswith("<") and (value := self._value(t, word)) is not None]
        short = [(r, v, (*d, t)) for (r, v, d), t in ahead if not t.startswith("<") and t.startswith(lower)]
        strict = [a for a in typed if a[1].tokens[index] != "<word>"]
        if strict or not short:
            return typed, "invalid"
        if len({a[2][-1] for a in short}) > 1:
            return typed, "ambiguous"
        return short, ""

    def _value(self, token: str, word: str) -> str | None:
        """The word as this variable stores it, or None where it does not fit."""
        if token == "<if>":
            return self._interface(word)
        if token == "<word>":
            return word
        if token in ("<ip>", "<mask>"):
            return word if is_address(word) else None
        if token == "<prefix>":
            return word if is_prefix(word) else None
        if bounds := re.fullmatch(r"<(\d+)-(\d+)>", token):
            return str(int(word)) if is_number(word, int(bounds[1]), int(bounds[2])) else None
        return None

    @staticmethod
    def _split(line: str) -> list[tuple[str, int]]:
        """Words with their columns; ``interface gi 0/1`` counts as ``interface gi0/1``."""
        words = [(found[0], found.start()) for found in _WORD.finditer(line)]
        for at in range(len(words) - 2):
            kind, number = words[at + 1][0], words[at + 2][0]
            if "interface".startswith(words[at][0].lower()[:3]) and kind.isalpha() and re.match(r"\d+[/.\d]*$", number):
                return [*words[: at + 1], (kind + number, words[at + 1][1]), *words[at + 3 :]]
        return words


def natural(text: str) -> tuple[object, ...]:
    """Sort key: digits by value, so that Ethernet2 comes before Ethernet10."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", text))

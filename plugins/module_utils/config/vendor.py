# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the engine must know of a network OS: one frozen table a vendor, and the questions the engine asks it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TypeAlias

Slot: TypeAlias = "tuple[int, tuple[str | None, ...]]"
Table: TypeAlias = "dict[str, list[tuple[int, re.Pattern[str]]]]"


@dataclass(frozen=True)
class Block:
    """Several lines that are one element: from a line matching ``start`` to one matching ``end``.

    ``end`` may use ``{0}``: the first group of ``start``, a delimiter. A group that is empty means the element is one line.
    """

    start: str
    end: str
    inline: bool = False  # the end may already stand on the first line, after the delimiter


@dataclass(frozen=True)
class Owner:
    """A line that creates something to which other lines of the same section belong.

    ``members`` (with ``{0}``) has one group, an entity that lives and dies with this one: a neighbour created by its peer group.
    ``line`` has one group, the entity; ``owned`` (with ``{0}`` for the entity) begins every line that lives and dies with it;
    ``remove`` is the one command that removes all of it, or '' where each line is to be removed by its own negation.
    """

    section: str
    line: str
    owned: str
    remove: str = ""
    members: str = ""


@dataclass(frozen=True)
class Switch:
    """A default that a line of the section turns around: with ``line``, X is shown when on; without, when off (``no X``).

    X is ``shown`` with an entity for ``{0}``, in the section ``below``; ``entity`` is the line that names one. Turning the
    default leaves the entities as they are, so that their lines change in the device's display.
    """

    section: str
    line: str
    below: str
    shown: str
    entity: str


@dataclass(frozen=True, eq=False)
class WordRules:
    """What must be known of a configuration made of words (style 'set'), in ``set`` statements or in braces.

    ``ends``: what ends a statement in braces, ';' or the end of the line. ``named``: words of lists, which a name follows;
    ``x/y`` is y right under x.
    ``single``: words, or two in a row, that hold one value, which a ``set`` of another one overwrites.
    ``blocks``: words that open a section, where the text read does not tell. ``in_order``: words whose entries the device looks
    at in order, with a pattern found in the words up to and with them. ``comment``: how a comment is set: 'annotate', 'comment'
    or '' where it cannot. ``brackets``: lists are shown as ``[ a b ]`` in statements, too. ``quote``: around a word that needs it.
    """

    ends: str = ";"
    named: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    blocks_with: dict[str, frozenset[str]] = field(default_factory=dict)  # words that open a section when one of these is in it
    short: frozenset[str] = frozenset()  # lists whose entries are written in one line where they hold one statement only
    valued: frozenset[str] = frozenset()  # words with more than one word after them on their line
    oneliners: frozenset[str] = frozenset()  # sections that are written in one line where they hold one statement only
    in_order: dict[str, str] = field(default_factory=dict)
    verbs: frozenset[str] = frozenset({"set"})  # what may put a statement: 'set', 'add'
    comment: str = "annotate"
    brackets: bool = False
    quote: str = '"'
    indent: int = 4


@dataclass(frozen=True, eq=False)  # one object a network OS: compared and hashed as such, which is cheap
class Vendor:
    """The rules of one network OS. All patterns are regular expressions matched at the start of a stripped line."""

    name: str
    style: str = "indent"  # or 'set'
    indent: int = 1
    comment: str = r"!|#"
    volatile: str = r"(?!)"  # lines that change without anybody's change, and the echo of the command
    leave: frozenset[str] = frozenset({"exit", "end", "quit"})
    exits: tuple[tuple[str, str], ...] = ()  # (section, the word that leaves it); 'exit' for the others
    undo: tuple[tuple[str, str], ...] = ()  # (beginning as typed, as the engine has it): ('undo ', 'no ')
    closers: tuple[tuple[str, str, int], ...] = ()  # (section, the word shown at its end, how many steps that is indented more)
    frame: bool = False  # a prediction keeps what stands before the first line that counts, and after the last
    strict_leave: bool = False  # a section is left by its own word only, also in lists without indentation
    blocks: tuple[Block, ...] = ()
    openers: str = r"(?!)"  # lines at the top that open a section, for lists typed without indentation
    inner_openers: str = r"(?!)"  # the same below the top
    # (section, line): the line belongs to the section it is typed in, though the top or another section has headings like it
    inside: tuple[tuple[str, str], ...] = ()
    top_only: str = r"(?!)"  # lines that are of the top wherever they are typed, and open nothing
    leaves: tuple[tuple[str, str], ...] = ()  # (section, line): the same, and it opens nothing there
    single: tuple[str, ...] = ()  # a new value overwrites the old one; the groups say which
    single_in: tuple[tuple[str, str], ...] = ()  # the same, only in sections with this heading
    exclusive: tuple[str, ...] = ()  # sections of which one can exist; the groups say which
    negations: tuple[tuple[str, str], ...] = ()  # (line, how its negation is written)
    ordered: str = r"(?!)"  # sections in which order has a meaning
    rebuilt: str = r"(?!)"  # the name (group 1) of lists at the top that can only be appended to
    id_lists: str = r"(?!)"  # lines at the top that name many at once: group 1 the word, group 2 the numbers (1,3-5)
    bindings: str = r"(?!)"  # lines that put a list (group 1) in use, wherever they stand
    numbered: str = r"(?:seq )?(\d+) "  # the sequence number of an entry in an ordered section
    owners: tuple[Owner, ...] = ()
    ranks: tuple[tuple[str, int], ...] = ()  # definitions below 50 come before their users, from 50
    default_rank: int = 70
    numbers: str = r"(?!)"  # entries that get a sequence number when typed without: group 1 before it, group 2 after it
    latest: str = r"(?!)"  # lines at the top of which only the last is in force, though several are shown
    objects: str = r"(?!)"  # what at the top a line is about: its old form must go before its new one comes
    conflicts: tuple[tuple[str, str], ...] = ()  # (old line, new line) that cannot be at once where their first groups are equal
    unique: str = r"(?!)"  # lines whose value (group 1) can be in one section only
    fixed: str = r"(?!)"  # sections that cannot be removed, only emptied
    defaulted: str = r"(?!)"  # sections that are removed with 'default'
    hidden: tuple[tuple[str, str], ...] = ()  # (section path joined with ' / ', line) that is never shown: the default
    stored: str = r"(?!)"  # X of which 'no X' is shown, since X is on by default
    both: str = r"(?!)"  # X that is shown when on, and as 'no X' when off
    modal: str = r"(?!)"  # X of which 'no X' is a mode of its own: only X takes it back; shown also where longer lines went
    never_quiet: str = r"shutdown$"  # X that is shown although it takes back a 'no X'
    keeps_unknown: bool = True  # an unmatched 'no X' is presumed to be shown
    wordless: str = r"(?!)"  # X that is no whole command: 'no X' vanishes by itself
    wipes: tuple[tuple[str, str], ...] = ()  # (line that, set or removed, wipes; lines wiped beside it, {0}: its group)
    resets: str = r"(?!)"  # lines whose removal comes after everything else in their section: it resets what others set
    renewed: str = r"(?!)"  # lines whose options add up: a new value needs the old one removed first
    moves: tuple[tuple[str, str, tuple[str, ...], str], ...] = ()  # (section, line typed there, path where it is shown, as what)
    switches: tuple[Switch, ...] = ()
    # (section, line, other section, its line): the line means nothing unless the other section has its line
    idle: tuple[tuple[str, str, str, str], ...] = ()
    interfaces: tuple[str, ...] = ()  # kinds of interfaces as shown in `interface X`: a beginning of one of them will do to type it
    words: WordRules = WordRules()  # of the style 'set'
    rewrites: tuple[tuple[str, str], ...] = ()  # spelling as typed, spelling as shown (name of a function of spelling.py)

    @functools.cached_property
    def _singles(self) -> Table:
        return _by_word(self.single)

    @functools.cached_property
    def _exclusives(self) -> Table:
        return _by_word(self.exclusive)

    def slot(self, text: str, section: str = "") -> Slot | None:
        """What ``text`` sets in ``section``, when that can have one value only: lines of one slot overwrite each other."""
        found = _slot(self._singles, text)
        if found is None and section and self.single_in:
            for number, (heading, pattern) in enumerate(self.single_in):
                hit = compiled(pattern).match(text)
                if hit and matches(heading, section):
                    return -1 - number, hit.groups()
        return found

    def place(self, text: str) -> Slot | None:
        """Which of several exclusive sections ``text`` opens."""
        return _slot(self._exclusives, text)

    def negate(self, text: str) -> str:
        """The command that removes the line ``text``."""
        if text.startswith("no "):
            return text[3:]
        for pattern, template in self.negations:
            found = compiled(pattern).match(text)
            if found:
                return found.expand(template)
        if matches(self.defaulted, text):
            return f"default {text}"
        return f"no {text}"

    def typed(self, text: str) -> str:
        """A line as it is typed, where the platform does not negate with ``no``."""
        for outside, inside in self.undo:
            if text.startswith(inside):
                return outside + text[len(inside) :]
        return text

    def read(self, text: str) -> str:
        """The other way round."""
        for outside, inside in self.undo:
            if text.startswith(outside):
                return inside + text[len(outside) :]
        return text

    def rank(self, text: str) -> int:
        """Where a line at the top stands among definitions and their users."""
        bare = text[3:] if text.startswith("no ") else text
        return next((rank for pattern, rank in self.ranks if matches(pattern, bare)), self.default_rank)

    def is_leaf(self, section: str, text: str) -> bool:
        """Does ``text`` open nothing in ``section``, though it looks like a heading?"""
        return any(matches(heading, section) and matches(line, text) for heading, line in self.leaves)

    def is_inside(self, section: str, text: str) -> bool:
        """Does ``text``, typed in ``section``, belong there, though it looks like a heading of another place?"""
        return self.is_leaf(section, text) or any(matches(h, section) and matches(line, text) for h, line in self.inside)

    def list_name(self, text: str) -> str | None:
        """The list at the top to which the line belongs, where such a list can only be appended to."""
        found = compiled(self.rebuilt).match(text)
        return found.group(1) if found else None

    def is_hidden(self, path: tuple[str, ...], text: str) -> bool:
        """Is ``text`` under ``path`` a default, which the device does not show?"""
        lines = _hidden(self, path)
        return lines is not None and lines.match(text) is not None


@functools.lru_cache(maxsize=8192)
def _hidden(vendor: Vendor, path: tuple[str, ...]) -> re.Pattern[str] | None:
    where = " / ".join(path)
    found = [f"(?:{line})" for section, line in vendor.hidden if matches(section, where)]
    return compiled("|".join(found)) if found else None


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which are easier to read and to sort out in lines than as a list."""
    return frozenset(text.split())


@functools.lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled form of one pattern of a table."""
    return re.compile(pattern)


def matches(pattern: str, text: str) -> bool:
    """Does ``text`` begin as ``pattern`` says?"""
    return compiled(pattern).match(text) is not None


def _by_word(patterns: tuple[str, ...]) -> Table:
    """The patterns by the first word they want, so that a line meets few of them; '' holds those without one."""
    table: Table = {}
    for number, pattern in enumerate(patterns):
        found = re.match(r"\(?([a-z][a-z0-9-]*)(?= |\)| ?\$)", pattern)
        table.setdefault(found.group(1) if found else "", []).append((number, compiled(pattern)))
    return table


def _slot(table: Table, text: str) -> Slot | None:
    word = text.partition(" ")[0]
    for key in (word, ""):
        for number, pattern in table.get(key, ()):
            found = pattern.match(text)
            if found:
                return number, found.groups()
    return None

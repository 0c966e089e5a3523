# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a configuration made of words, as ``set`` statements or in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import InputError
from .vendor import Vendor, WordRules, matches
from .wordtree import Word, Words, bare, split, spread

VERBS = frozenset({"set", "deactivate", "protect", "annotate", "comment", "edit", "top", "up", "exit"})
# Tokens of the form in braces. A word ends at what separates; quotes and comments may go over several lines.
_TOKEN = re.compile(
    r"/\*(?P<note>.*?)\*/|(?P<gone>(?<!\S)#[^\n]*|(?<!\S)//[^\n]*)|(?P<sign>[{};\n]|(?<!\S)[\[\]](?=[\s;]))"
    r"|(?P<word>(?:\"(?:[^\"\\]|\\.)*\"|'[^'\n]*'|\[(?=\S)|(?<=\S)\]|[^\s{};\"'\[\]]|[\"'\[\]])+)",
    re.DOTALL,
)
_MOVES = frozenset({"edit", "top", "up", "exit"})
_OTHER_FORM = re.compile(r"\s*(?:<\?xml|<[A-Za-z][\w:-]*[\s>/]|\{\s*\")")
_DEEPEST = 60  # braces in each other; what is deeper is taken to be beside
_TAGS = {"inactive:": "inactive", "protect:": "protected", "replace:": "", "delete:": "gone"}


def read_words(text: str, vendor: Vendor) -> tuple[Word, bool]:
    """(the tree, was it in braces); what is neither a statement nor a part of one is passed over."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _OTHER_FORM.match(text):
        raise InputError(
            f"unsupported form: {vendor.name} configurations are read as set statements or in braces, not as XML or JSON",
            cure="Give what the device shows as set statements (Junos: 'show configuration | display set'), or in braces.",
        )
    if _is_braces(text, vendor):
        return _braces(text, vendor), True
    root = Word()
    here: Words = ()
    for line in lines_of(text, vendor):
        verb, _unused, rest = line.partition(" ")
        if verb in _MOVES:
            here = relative(here, line)
        else:
            take_statement(root, f"{verb} {' '.join(here)} {rest}" if here else line, vendor.words)
    return root, False


def lines_of(text: str, vendor: Vendor) -> Iterator[str]:
    """Statements, one each; a quotation that goes over several lines is one. Comments and decoration are left out."""
    waiting = ""
    every = text.split("\n")
    for number, line in enumerate(every):
        if waiting:
            waiting = f"{waiting}\n{line}"
            if line.count('"') % 2:
                yield waiting
                waiting = ""
            continue
        body = line.strip()
        plain = body.startswith("set ")
        if not plain and (not body or matches(vendor.comment, body) or matches(vendor.volatile, body)):
            continue
        if '"' in body and body.count('"') % 2 and _closes(every, number + 1):
            waiting = body
        else:
            yield body


def _closes(every: list[str], start: int) -> bool:
    """Does the quotation end before the next statement begins?"""
    for line in every[start : start + 200]:
        if line.count('"') % 2:
            return True
        if line.startswith(("set ", "delete ")):
            return False
    return False


def _is_braces(text: str, vendor: Vendor) -> bool:
    for line in text.split("\n"):
        body = line.strip()
        if not body or body.startswith(("/*", "#")) or matches(vendor.comment, body) or matches(vendor.volatile, body):
            continue
        if body.split(None, 1)[0] in VERBS and not body.endswith(("{", ";")):
            return False
        if body.endswith(("{", ";", "}")):
            return True
    return False


def take_statement(root: Word, line: str, rules: WordRules) -> bool:
    """Note one statement of a text; says whether it was one."""
    verb, _unused, rest = line.partition(" ")
    if verb in rules.verbs:
        put(root, rest, rules, verb)
    elif verb in ("deactivate", "protect"):
        node = root.reach(split(rest))
        if verb == "deactivate":
            node.inactive = True
        else:
            node.protected = True
    elif verb in ("annotate", "comment") and verb == rules.comment:
        words = split(rest)
        said_of = root.at(words[:-1])
        if said_of is not None:
            said_of.note = bare(words[-1])
    else:
        return False
    return True


def put(root: Word, rest: str, rules: WordRules, verb: str = "set") -> bool:
    """``set`` of these words; says whether that changed anything."""
    words = split(rest)
    many, listed = spread(words) if rest.endswith("]") else ([words], False)
    changed = False
    for one in many:
        node = root.reach(one)
        changed = changed or not node.ends
        node.ends, node.verb = True, verb
    if listed:
        root.reach(words[: words.index("[")]).listed = True
    return changed


def _braces(text: str, vendor: Vendor) -> Word:
    root = Word()
    text = "\n".join(line for line in text.split("\n") if not _decoration(line.strip(), vendor))
    _Braces(root, vendor.words).read(text)
    return root


def _decoration(line: str, vendor: Vendor) -> bool:
    return matches(vendor.volatile, line) or (line.startswith("{") and matches(vendor.comment, line))


class _Braces:
    """The state of reading: the open sections, the words of the statement that is being read, what was said before it."""

    def __init__(self, root: Word, rules: WordRules) -> None:
        self._rules = rules
        self._open: list[Word] = [root]
        self._words: list[str] = []
        self._note = ""
        self._tags: list[str] = []
        self._gone: list[tuple[Word, list[str]]] = []
        self._ended: tuple[Word, int] | None = None  # the statement that ended last, and where

    def read(self, text: str) -> None:
        by_line = self._rules.ends == "\n"
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup
            if kind == "word":
                self._word(token.group())
            elif kind == "note":
                self._note = token.group("note").strip()
            elif kind == "gone" and self._ended is not None and "\n" not in text[self._ended[1] : token.start()]:
                self._ended[0].tail = token.group().rstrip()
            elif kind == "sign":
                sign = token.group()
                if sign in "[]":
                    self._words.append(sign)
                elif sign == "{":
                    self._begin()
                elif sign == "}":
                    self._end()
                    if len(self._open) > 1:
                        self._open.pop()
                elif sign == ";" or by_line:
                    node = self._end()
                    self._ended = (node, token.end()) if node is not None and not by_line else None
        self._end()
        for parent, words in self._gone:
            parent.drop(words)

    def _word(self, word: str) -> None:
        if not self._words and word in _TAGS:
            self._tags.append(_TAGS[word])
        elif word.endswith("]") and len(word) > 1 and "[" in self._words:  # the last of a list, without a blank
            self._words += [word[:-1], "]"]
        else:
            self._words.append(word)

    def _begin(self) -> None:
        words, self._words = self._words, []
        node = self._open[-1].reach(words)
        if words:
            self._join(words)
            node.opens = node.ends = True
            self._said(node, words)
        self._leave_implied(words)
        self._open.append(node if len(self._open) < _DEEPEST else self._open[-1])

    def _end(self) -> Word | None:
        words, self._words = self._words, []
        if not words:
            return None
        many, listed = spread(words)
        for one in many:
            self._open[-1].reach(one).ends = True
        self._join(many[0])
        whole = words[: words.index("[")] if listed else words
        node = self._open[-1].reach(whole)
        node.listed = node.listed or listed
        self._said(node, whole)
        self._leave_implied(words)
        return node

    def _join(self, words: list[str]) -> None:
        """These words were one statement: all but the last are followed by another on their line."""
        node: Word | None = self._open[-1]
        for word in words[:-1]:
            node = node.below.get(bare(word)) if node is not None else None
            if node is not None:
                node.joined = True

    def _said(self, node: Word, words: list[str]) -> None:
        """Comment and tags belong to the statement after them."""
        node.note, self._note = self._note or node.note, ""
        for tag in filter(None, self._tags):
            if tag == "gone":
                self._gone.append((self._open[-1], words))
            else:
                setattr(node, tag, True)
        self._tags = []

    def _leave_implied(self, words: list[str]) -> None:
        """A section with something in it is no statement of its own."""
        if words:
            self._open[-1].ends = False


def relative(here: Words, line: str) -> Words:
    """Where ``edit``, ``up``, ``top`` and ``exit`` lead from ``here``."""
    verb, _unused, rest = line.partition(" ")
    if verb == "edit":
        return (*here, *split(rest))
    if verb in ("up", "exit"):
        steps = int(rest) if rest.strip().isdigit() else 1
        return here[:-steps] if verb == "up" else ()
    return ()

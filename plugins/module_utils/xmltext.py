# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML as data, read without trust: no DTD, no entities of its own, no network, a bounded depth.

The standard library's expat does the reading. Its tree (ElementTree) forgets the
prefixes in scope, which values of YANG's identityref and instance-identifier
need, so the tree is ours.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from .errors import InputError

NETCONF = "urn:ietf:params:xml:ns:netconf:base:1.0"
YANG = "urn:ietf:params:xml:ns:yang:1"
# What may be used in a fragment without being declared there.
USUAL = {"nc": NETCONF, "yang": YANG}
# Deeper than any data model; a tree is walked by recursion.
DEEPEST = 120
_PROLOG = re.compile(r"\A\s*(?:<\?xml[^>]*\?>)?")
_PREFIX = re.compile(r"(?<![\w.:-])([A-Za-z_][\w.-]*):(?=[A-Za-z_*])")


class Element:
    """One element. ``prefixes`` are those in scope that its text uses; ``hollow``: written with nothing but space in it."""

    __slots__ = ("attributes", "children", "hollow", "name", "namespace", "prefixes", "text")

    def __init__(self, name: str, namespace: str = "", text: str = "") -> None:
        self.name, self.namespace, self.text = name, namespace, text
        self.attributes: dict[tuple[str, str], str] = {}
        self.prefixes: dict[str, str] = {}
        self.children: list[Element] = []
        self.hollow = False

    @property
    def tag(self) -> tuple[str, str]:
        """(namespace, name)."""
        return self.namespace, self.name

    def find(self, name: str) -> Element | None:
        """The first child of this local name."""
        return next((child for child in self.children if child.name == name), None)

    def value(self, name: str) -> str:
        """The text of the first child of this name, '' where it has none."""
        found = self.find(name)
        return found.text.strip() if found is not None else ""

    def walk(self) -> Iterator[Element]:
        """This element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def copy(self) -> Element:
        """Another tree, equal to this one."""
        made = Element(self.name, self.namespace, self.text)
        made.attributes, made.prefixes, made.hollow = dict(self.attributes), dict(self.prefixes), self.hollow
        made.children = [child.copy() for child in self.children]
        return made


class _Reader:
    """expat's events to Elements below a root that stands for the document."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.root = Element("")
        self.stack = [self.root]
        self.texts: list[list[str]] = [[]]
        self.scopes: list[dict[str, str]] = [dict(USUAL)]
        self.fresh: dict[str, str] = {}
        self.comments: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartNamespaceDeclHandler = lambda prefix, uri: self.fresh.__setitem__(prefix or "", uri or "")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.CommentHandler = self.comments.append

    def read(self, text: str) -> None:
        declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in USUAL.items())
        body = _PROLOG.sub("", text.removeprefix("\ufeff"), count=1)
        try:
            # A document has one root; a fragment may have several, and a NETCONF configuration has one for each model.
            self.parser.Parse(f"<factory {declared}>{body}</factory>".encode(), True)
        except UnicodeEncodeError as error:
            raise InputError(f"{self.what} has characters that no XML can have", "", _CURE) from error
        except expat.ExpatError as error:
            words = expat.ErrorString(error.code)
            raise InputError(f"{self.what} is no well-formed XML: {words}, line {error.lineno}", "", _CURE) from error

    def _doctype(self, *_unused: object) -> NoReturn:
        raise InputError(f"{self.what} has a document type definition, which NETCONF forbids", "", _CURE)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        scope = {**self.scopes[-1], **self.fresh} if self.fresh else self.scopes[-1]
        self.fresh = {}
        self.scopes.append(scope)
        self.texts.append([])
        if len(self.scopes) == 2:  # noqa: PLR2004 - the root we put around
            self.stack.append(self.root)
            return
        if len(self.stack) > DEEPEST:
            raise InputError(f"{self.what} is nested deeper than {DEEPEST} elements", "", _CURE)
        namespace, _space, name = tag.rpartition(" ")
        made = Element(name, namespace)
        for key, value in attributes.items():
            space, _unused, local = key.rpartition(" ")
            made.attributes[space, local] = value
        self.stack[-1].children.append(made)
        self.stack.append(made)

    def _text(self, data: str) -> None:
        self.texts[-1].append(data)

    def _end(self, _tag: str) -> None:
        element, scope, text = self.stack.pop(), self.scopes.pop(), "".join(self.texts.pop())
        if element is self.root:
            if text.strip():
                raise InputError(f"{self.what} has text outside of any element: '{text.split()[0][:40]}'", "", _CURE)
            return
        if element.children:
            if text.strip():
                raise InputError(f"<{element.name}> in {self.what} has both text and elements", "", _CURE)
            return
        element.hollow = bool(text) and not text.strip()
        element.text = "" if element.hollow else text
        for prefix in _PREFIX.findall(text) if ":" in text else ():
            if prefix in scope:
                element.prefixes[prefix] = scope[prefix]


_CURE = "Give one or more XML elements with their namespaces, as the device shows them in <data>."


def read(text: str, what: str = "the configuration") -> tuple[list[Element], list[str]]:
    """(the elements at the top, the comments). Raises InputError for anything but well-formed, plain XML."""
    reader = _Reader(what)
    reader.read(text)
    return reader.root.children, reader.comments


def opening(element: Element, around: str) -> str:
    """The start tag's inside: name, namespace where it differs from the one around, prefixes, attributes in order."""
    parts = [element.name]
    if element.namespace != around:
        parts.append(f"xmlns={quoteattr(element.namespace)}")
    parts += [f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in sorted(element.prefixes.items())]
    known = {uri: prefix for prefix, uri in {**USUAL, **element.prefixes}.items()}
    for (space, name), value in sorted(element.attributes.items()):
        prefix = known.get(space, "")
        if space and not prefix:
            prefix = known[space] = next(made for n in itertools.count() if (made := f"x{n}") not in {*known.values(), *USUAL})
            parts.append(f"xmlns:{prefix}={quoteattr(space)}")
        parts.append(f"{prefix + ':' if prefix else ''}{name}={quoteattr(value)}")
    return " ".join(parts)


def lines(element: Element, depth: int = 0, around: str = "") -> list[str]:
    """The element as indented text, one element a line (two for one with children)."""
    lead, tag = "  " * depth, opening(element, around)
    if element.children:
        inner = [line for child in element.children for line in lines(child, depth + 1, element.namespace)]
        return [f"{lead}<{tag}>", *inner, f"{lead}</{element.name}>"]
    if element.text:
        # One element a line also where the value has several.
        return [f"{lead}<{tag}>{escape(element.text, {chr(10): '&#10;', chr(13): '&#13;'})}</{element.name}>"]
    return [f"{lead}<{tag}> </{element.name}>" if element.hollow else f"{lead}<{tag}/>"]

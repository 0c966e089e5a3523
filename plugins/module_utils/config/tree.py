# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations as trees: the text cut into elements without loss, and the sections built from them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from .spelling import spell
from .vendor import Vendor, compiled, matches

DEEPEST = 50  # sections in each other; what is indented still more is taken to be beside, so that no text exhausts the stack

Path = tuple[str, ...]
Mark: TypeAlias = "tuple[str, int, tuple[str | None, ...]]"  # what the model indexes children by


@dataclass(frozen=True)
class Element:
    """One line, or several that are one (a banner, a certificate), exactly as they stood; ``raw`` includes the line ends."""

    raw: str
    indent: int
    text: str  # canonical: stripped, blanks collapsed, spelled as the device shows it; '' for what has no effect


@dataclass
class Node:
    """A line and what stands under it. ``shown`` is how it is typed: the text, of a block all its lines."""

    text: str
    shown: str = ""
    children: dict[str, Node] = field(default_factory=dict)
    starts: dict[str, dict[str, None]] | None = field(default=None, repr=False, compare=False)
    marks: dict[Mark, dict[str, None]] | None = field(default=None, repr=False, compare=False)

    def copy(self) -> Node:
        """A deep copy, which shares nothing that can change."""
        return Node(self.text, self.shown, {key: child.copy() for key, child in self.children.items()})

    def walk(self, path: Path = ()) -> Iterator[tuple[Path, Node]]:
        """Every node below this one with the path of its parents, in order."""
        for child in self.children.values():
            yield path, child
            yield from child.walk((*path, child.text))


def elements(text: str, vendor: Vendor) -> list[Element]:
    """``text`` cut into elements: their ``raw`` parts joined give ``text`` back, to the byte."""
    lines = text.splitlines(keepends=True) if "\x0b" not in text and "\x0c" not in text else _plain_lines(text)
    found: list[Element] = []
    open_ended: set[str] = set()
    at = 0
    while at < len(lines):
        size = _block_size(lines, at, vendor, open_ended)
        found.append(_element(lines[at : at + size], vendor))
        at += size
    return found


@functools.lru_cache(maxsize=6)
def read(text: str, vendor: Vendor) -> Node:
    """``parse``, remembered: a transaction asks several questions of the same few texts. The tree is shared: never change it."""
    return parse(text, vendor)


def parse(text: str, vendor: Vendor) -> Node:
    """The tree of a configuration; the same section twice is one, comments and section ends are left out."""
    root = Node("")
    stack: list[tuple[int, Node, Path]] = [(-1, root, ())]
    for element in elements(text, vendor):
        if not element.text:
            continue
        while stack[-1][0] >= element.indent:
            stack.pop()
        _unused, parent, path = stack[-1] if len(stack) <= DEEPEST else stack[DEEPEST]
        place, line = relocate(path, element.text, vendor)
        if place != path:
            parent = _at(root, place)
        if parent is root and matches(vendor.latest, line):
            _only_latest(root, vendor)
        node = parent.children.get(line)
        if node is None:
            node = parent.children[line] = Node(line, shown(element) if line == element.text else line)
        stack.append((element.indent, node, (*place, line)))
    return settle(root, vendor)


def _at(root: Node, path: Path) -> Node:
    """The section at ``path``, made where it is missing."""
    for heading in path:
        root = root.children.setdefault(heading, Node(heading, heading))
    return root


def _only_latest(root: Node, vendor: Vendor) -> None:
    for key in [key for key in root.children if matches(vendor.latest, key)]:
        del root.children[key]


def relocate(path: Path, text: str, vendor: Vendor) -> tuple[Path, str]:
    """Where, and as what, the device shows ``text`` typed in the section ``path``: some lines move to another section."""
    if len(path) == 1 and vendor.moves:
        bare = text.removeprefix("no ")
        for section, line, target, form in vendor.moves:
            found = compiled(line).match(bare)
            if found and matches(section, path[0]):
                moved = tuple(found.expand(part) if part else path[0] for part in target)
                spelled = found.expand(form) if form else bare
                return moved, spelled if bare == text else f"no {spelled}"
    return path, text


def settle(root: Node, vendor: Vendor) -> Node:
    """Drop, in place, what the device does not show because another line makes it the default; returns ``root``."""
    for switch in vendor.switches:
        for section in root.children.values():
            below = section.children.get(switch.below)
            if below is None or not matches(switch.section, section.text):
                continue
            turned = switch.line in section.children
            form = switch.shown.format(r"\S+") + "$"
            for key in list(below.children):
                if key.startswith("no ") == turned and matches(form, key.removeprefix("no ")):
                    del below.children[key]
    for where, line, other, needed in vendor.idle:
        if not any(needed in section.children for key, section in root.children.items() if matches(other, key)):
            for section in [section for key, section in root.children.items() if matches(where, key)]:
                section.children.pop(line, None)
    return root


def shown(element: Element) -> str:
    """How ``element`` is typed: without its indentation, a block with the rest of its lines as they stood."""
    first, _unused, rest = element.raw.replace("\r", "").rstrip("\n").partition("\n")
    if rest:
        return f"{first.strip()}\n{rest}"
    return element.text if element.text != " ".join(first.split()) else first.strip()


def render(root: Node, vendor: Vendor, like: str = "") -> str:
    """The tree as configuration text, each section indented by the platform's step; ends of sections as ``like`` shows them."""
    lines: list[str] = []
    seen = {line.strip() for line in like.splitlines()} if vendor.closers else set()
    closers = tuple(closer for closer in vendor.closers if closer[1] in seen or not any(matches(closer[0], line) for line in seen))
    _render(root, 0, replace(vendor, closers=closers) if closers != vendor.closers else vendor, lines)
    return "\n".join(lines) + "\n" if lines else ""


def _render(parent: Node, depth: int, vendor: Vendor, lines: list[str]) -> None:
    margin = " " * (vendor.indent * depth)
    for node in parent.children.values():
        lines.append(margin + vendor.typed(node.shown or node.text))
        if node.children:
            _render(node, depth + 1, vendor, lines)
        for section, word, deeper in vendor.closers:
            if matches(section, node.text):
                lines.append(margin + " " * (vendor.indent * deeper) + word)
                break


def framed(running: str, body: str, vendor: Vendor) -> str:
    """``body`` between what ``running`` shows before its first line that counts, and after its last."""
    found = elements(running, vendor)
    counting = [number for number, element in enumerate(found) if element.text]
    if not counting:
        return body
    last = counting[-1] + 1
    while last < len(found) and found[last].raw[:1].isspace():  # the ends of the last section are in the body
        last += 1
    rest = [element.raw for element in found[last:]]
    while rest and any(rest[0].strip() == word for _unused, word, _deeper in vendor.closers):
        rest = rest[1:]
    head = "".join(element.raw for element in found[: counting[0]])
    return head + body + "".join(rest)


def _plain_lines(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=\n)", text) if part]


def _element(lines: list[str], vendor: Vendor) -> Element:
    if len(lines) == 1:
        return _single(lines[0], vendor)
    first = lines[0].expandtabs(8)
    kept = "\n".join(line.strip() for line in [first, *lines[1:]])
    return Element("".join(lines), len(first) - len(first.lstrip()), kept)


@functools.lru_cache(maxsize=4096)
def _single(raw: str, vendor: Vendor) -> Element:
    """The element of one line; remembered, for a transaction reads almost the same text several times."""
    line = raw.expandtabs(8)
    body = line.strip()
    indent = len(line) - len(line.lstrip())
    if not body or matches(vendor.comment, body) or body in vendor.leave or matches(vendor.volatile, body):
        return Element(raw, indent, "")
    text = " ".join(body.split())
    return Element(raw, indent, spell(vendor.read(text) if vendor.undo else text, vendor.rewrites, vendor.interfaces))


def _block_size(lines: list[str], at: int, vendor: Vendor, open_ended: set[str]) -> int:
    """How many lines from ``at`` are one element; a block that never ends is one line, as any other.

    ``open_ended`` remembers the ends that were looked for in vain, so that no text is searched over and over.
    """
    first = lines[at].strip()
    for block in vendor.blocks:
        found = compiled(block.start).match(first)
        if not found:
            continue
        delimiter = found.group(1) if found.re.groups else ""
        end = compiled(block.end.replace("{0}", re.escape(delimiter)))
        if block.inline and end.search(first[found.end() :]):
            return 1
        if end.pattern in open_ended:
            return 1
        for last in range(at + 1, len(lines)):
            if end.search(lines[last].strip()):
                return last - at + 1
        open_ended.add(end.pattern)
        return 1
    return 1

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS's classic form: ``configure``, sections by their indentation, each ended by ``exit``.

Enough to read, compare and foretell such a configuration. The commands made here show what differs; they are never sent:
changes of the classic command line are refused (see ``platforms/sros.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from .vendor import Vendor

_IDLE = re.compile(r'(?:#|echo ")|exit(?: all)?$|back$')
# Values of which a section holds one: a new one takes the place of the old.
_SINGLE = re.compile(
    r"(?:description|name|location|contact|coordinates|mtu|metric|preference|local-preference|peer-as|local-as|autonomous-system"
    r"|router-id|encap-type|mode|ip-mtu|cost|priority|hello-interval|dead-interval|idle-timeout|hold-time|keepalive|card-type"
    r"|mda-type|lldp-interval|interface-type) \S"
)
_STEP = 4


@dataclass
class Line:
    """A line and what stands under it."""

    text: str = ""
    children: dict[str, Line] = field(default_factory=dict)


def applies(*texts: str) -> bool:
    """Is the first of the texts that holds anything in the classic form?"""
    for text in texts:
        for raw in text.splitlines():
            line = raw.strip()
            if line and not line.startswith("#"):
                return line in ("exit all", "configure") or line.startswith("echo ")
    return False


def read(text: str) -> Line:
    """The tree of a configuration; a section that is shown in several places is one."""
    root = Line()
    stack: list[tuple[int, Line]] = [(-1, root)]
    for depth, line in _lines(text):
        while stack[-1][0] >= depth:
            stack.pop()
        parent = stack[-1][1]
        node = parent.children.setdefault(line, Line(line))
        stack.append((depth, node))
    return root


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for raw in text.replace("\r", "").split("\n"):
        body = " ".join(raw.split())
        if body and not _IDLE.match(body):
            yield len(raw.expandtabs(8)) - len(raw.expandtabs(8).lstrip()), body


def paths(node: Line, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every line with the sections around it."""
    for child in node.children.values():
        yield (*path, child.text)
        yield from paths(child, (*path, child.text))


def canonical(text: str, vendor: Vendor) -> tuple[str, ...]:
    """Every line led by its sections, sorted."""
    return tuple(sorted(" / ".join(path) for path in paths(read(text))))


def clean(text: str) -> str:
    """As it stands, with LF line ends and without comments, which hold times."""
    kept = [line.rstrip() for line in text.replace("\r", "").split("\n") if line.strip() and not line.strip().startswith("#")]
    return "\n".join([*kept, ""]) if kept else ""


def diff(running: str, intended: str, vendor: Vendor) -> str:
    """What goes (-) and comes (+), with the sections around it; '' when there is nothing."""
    lines = _changes(read(running), read(intended), 0)
    return "\n".join([*lines, ""]) if lines else ""


def _changes(have: Line, want: Line, depth: int) -> list[str]:
    pad = " " * (_STEP * depth)
    lines: list[str] = []
    for key, child in have.children.items():
        other = want.children.get(key)
        below = _changes(child, other, depth + 1) if other else []
        lines += [f" {pad}{key}", *below] if below else [] if other else _whole("-", child, depth)
    for key, child in want.children.items():
        lines += [] if key in have.children else _whole("+", child, depth)
    return lines


def _whole(sign: str, node: Line, depth: int) -> list[str]:
    lines = [f"{sign}{' ' * (_STEP * depth)}{node.text}"]
    for child in node.children.values():
        lines += _whole(sign, child, depth + 1)
    return lines


def remediate(running: str, intended: str, vendor: Vendor) -> list[str]:
    """Indented lines that show what leads from one to the other, with ``no`` before what goes."""
    return _steps(read(running), read(intended), 0)


def _steps(have: Line, want: Line, depth: int) -> list[str]:
    pad = " " * (_STEP * depth)
    lines = [f"{pad}{_negated(key)}" for key in have.children if key not in want.children and _negated(key) not in want.children]
    for key, child in want.children.items():
        other = have.children.get(key)
        if other is None:
            lines += [line[1:] for line in _whole("+", child, depth)]
            continue
        below = _steps(other, child, depth + 1)
        lines += [f"{pad}{key}", *below] if below else []
    return lines


def _negated(line: str) -> str:
    return line.removeprefix("no ") if line.startswith("no ") else f"no {line}"


@dataclass
class _Block:
    """A line where it stands, with all that belongs to it: comments before it, its section, the ``exit`` that ends that."""

    text: str = ""
    shown: str = ""
    heads: list[str] = field(default_factory=list)
    children: list[_Block] = field(default_factory=list)
    end: str = ""


def predict(running: str, commands: Sequence[str], vendor: Vendor) -> str:
    """The configuration after these lines: as it was shown, line by line, but for what they change."""
    if not commands:
        return running
    root = _blocks(running)
    for path in paths(read("\n".join(commands))):
        _take(root, path)
    return "\n".join([*_shown(root), ""])


def _blocks(text: str) -> _Block:
    """The lines of a configuration in their order; a section that is shown in several places stays in them."""
    root = _Block()
    stack: list[tuple[int, _Block]] = [(-1, root)]
    heads: list[str] = []
    for raw in text.replace("\r", "").split("\n"):
        body = " ".join(raw.split())
        depth = len(raw.expandtabs(8)) - len(raw.expandtabs(8).lstrip())
        if not body:
            continue
        if re.match(r"(?:exit(?: all)?|back)$", body):
            while len(stack) > 1 and stack[-1][0] > depth:
                stack.pop()
            if len(stack) == 1:  # nothing is open that it could end
                heads.append(raw.rstrip())
            else:
                stack[-1][1].end = raw.rstrip()
            continue
        if _IDLE.match(body):
            heads.append(raw.rstrip())
            continue
        while stack[-1][0] >= depth:
            stack.pop()
        block = _Block(body, raw.rstrip(), heads)
        heads = []
        stack[-1][1].children.append(block)
        stack.append((depth, block))
    root.heads = heads  # what stands behind the last line
    return root


def _take(root: _Block, path: tuple[str, ...]) -> None:
    """One line of a change, led by its sections."""
    nodes = [root]
    for heading in path[:-1]:
        found = [child for node in nodes for child in node.children if child.text == heading]
        nodes = found or [_added(nodes[-1], heading)]
    line, opposite = path[-1], _negated(path[-1])
    for child in [child for node in nodes for child in node.children if not child.children]:
        if _SINGLE.match(line) and _SINGLE.match(child.text) and child.text.split()[0] == line.split()[0]:
            child.text, child.shown = line, child.shown.replace(child.shown.strip(), line)
            return
    gone = _remove(nodes, lambda text: text == opposite)
    hidden = line.startswith("no ") and line != "no shutdown"  # of all others, what is off is not shown
    if hidden and (gone or _remove(nodes, lambda text: text.startswith(f"{opposite} "))):
        return
    if not any(child.text == line for node in nodes for child in node.children):
        _added(nodes[-1], line)


def _added(node: _Block, line: str) -> _Block:
    depth = len(node.shown) - len(node.shown.lstrip()) + _STEP if node.text else 0
    fresh = _Block(line, " " * depth + line)
    node.children.append(fresh)
    return fresh


def _remove(nodes: list[_Block], goes: Callable[[str], bool]) -> bool:
    gone = False
    for node in nodes:
        left = [child for child in node.children if not goes(child.text)]
        gone = gone or len(left) < len(node.children)
        node.children = left
    return gone


def _shown(root: _Block) -> Iterator[str]:
    for child in root.children:
        yield from child.heads
        yield child.shown
        yield from _shown(child)
        if child.children or child.end:
            yield child.end or " " * (len(child.shown) - len(child.shown.lstrip())) + "exit"
    if not root.text:
        yield from root.heads


def effective(running: str, lines: Sequence[str], vendor: Vendor) -> tuple[list[str], list[str]]:
    """All lines where they change anything, none where they do not."""
    after = predict(running, lines, vendor)
    wanted = [line.rstrip() for line in lines if line.strip()]
    return ([], wanted) if canonical(after, vendor) == canonical(running, vendor) else (wanted, [])

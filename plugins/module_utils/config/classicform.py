# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS's classic form: ``configure``, sections by their indentation, each ended by ``exit``.

Enough to read, compare and foretell such a configuration. The commands made here show what differs; they are never sent:
changes of the classic command line are refused (see ``platforms/sros.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .vendor import Vendor

_IDLE = re.compile(r'(?:#|echo ")|exit(?: all)?$|back$')
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


def predict(running: str, commands: Sequence[str], vendor: Vendor) -> str:
    """The configuration after these lines, in its sections."""
    if not commands:
        return running
    root = read(running)
    _take(root, commands)
    return "\n".join([*_shown(root, 0), ""])


def _take(root: Line, commands: Sequence[str]) -> None:
    for path in paths(read("\n".join(commands))):
        node: Line | None = root
        for heading in path[:-1]:
            node = node.children.setdefault(heading, Line(heading)) if node is not None else None
        if node is None:
            continue
        line, opposite = path[-1], _negated(path[-1])
        found = node.children.pop(opposite, None) is not None
        if line.startswith("no ") and line != "no shutdown":  # of all others, what is off is not shown
            found = found or _remove(node, opposite)
            if found:
                continue
        node.children.setdefault(line, Line(line))


def _remove(node: Line, bare: str) -> bool:
    gone = [key for key in node.children if key.startswith(f"{bare} ")]
    for key in gone:
        del node.children[key]
    return bool(gone)


def _shown(node: Line, depth: int) -> Iterator[str]:
    for child in node.children.values():
        yield " " * (_STEP * depth) + child.text
        if child.children:
            yield from _shown(child, depth + 1)
            yield " " * (_STEP * depth) + "exit"


def effective(running: str, lines: Sequence[str], vendor: Vendor) -> tuple[list[str], list[str]]:
    """All lines where they change anything, none where they do not."""
    after = predict(running, lines, vendor)
    wanted = [line.rstrip() for line in lines if line.strip()]
    return ([], wanted) if canonical(after, vendor) == canonical(running, vendor) else (wanted, [])

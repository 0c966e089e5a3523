# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``config_contains`` and ``config_lacks``: lines, in their place, or a pattern over the running configuration.

Hierarchy is told by leading spaces, in the device's text and in the user's
lines alike; how many spaces does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .model import Finding, Look, NotSeen, seen

Path = tuple[str, ...]


def paths_of(text: str) -> list[Path]:
    """Every line of an indented text with its parents, outermost first; comments and blanks left out."""
    stack: list[tuple[int, str]] = []
    paths = []
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if not line or line.startswith("!"):
            continue
        depth = len(raw) - len(raw.lstrip())
        while stack and stack[-1][0] >= depth:
            stack.pop()
        stack.append((depth, line))
        paths.append(tuple(part for _unused, part in stack))
    return paths


def leaves_of(lines: Iterable[str]) -> list[Path]:
    """The user's lines that have no line below them: those that are asked for; their parents only say where."""
    paths = paths_of("\n".join(lines))
    parents = {path[:-1] for path in paths}
    return [path for path in paths if path not in parents]


def config_contains(look: Look) -> Finding:
    """Each line stands under its parents; the pattern matches somewhere."""
    running, section = _running(look), _section(look)
    there = paths_of(running)
    failures = []
    if section and section not in there:
        failures.append(f"section {shown(look, section)} is not in the running configuration")
    else:
        wanted = [section + leaf for leaf in leaves_of(look.params.get("lines") or ())]
        present = set(there)
        failures += [_missing(look, path, there) for path in wanted if path not in present]
        failures += [f"no line matches the pattern {p}" for p in _patterns(look) if not _search(p, _text(there, section))]
    return Finding(failures, fine="the running configuration contains what it should", noun="missing lines")


def config_lacks(look: Look) -> Finding:
    """No line stands there; a line given without parents may stand nowhere, under no section."""
    running, section = _running(look), _section(look)
    there = paths_of(running)
    failures = []
    for leaf in leaves_of(look.params.get("lines") or ()):
        unwanted = section + leaf
        # A lone line is looked for at every depth: what stands somewhere is not lacking.
        found = [path for path in there if path == unwanted or (len(unwanted) == 1 and path[-1] == leaf[0])]
        failures += [f"{shown(look, path)} is in the running configuration" for path in dict.fromkeys(found)]
    for pattern in _patterns(look):
        hit = _search(pattern, _text(there, section))
        if hit:
            failures.append(f"the pattern {pattern} matches {look.rooms.redact(hit, look.platform)!r}")
    return Finding(failures, fine="the running configuration lacks what it should", noun="lines that should not be there")


def _running(look: Look) -> str:
    running = seen(look.subject, "config").get("running")
    if running is None:
        raise NotSeen("config.running", "no running configuration in the snapshot", True)
    return str(running)


def _section(look: Look) -> Path:
    return tuple(" ".join(part.split()) for part in look.params.get("section") or ())


def _patterns(look: Look) -> Sequence[str]:
    return look.params.get("regex") or ()


def _text(there: Sequence[Path], section: Path) -> str:
    depth = len(section)
    inside = (path for path in there if path[:depth] == section and len(path) > depth)
    return "\n".join(" " * (len(path) - depth - 1) + path[-1] for path in inside)


def _search(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.MULTILINE)
    return "" if match is None else match.group(0) or "the empty text"


def _missing(look: Look, path: Path, there: Sequence[Path]) -> str:
    elsewhere = next((found for found in there if found[-1] == path[-1]), None) if len(path) == 1 else None
    hint = f" at the top level; it stands under {shown(look, elsewhere[:-1])}, write that above it" if elsewhere else ""
    return f"{shown(look, path)} is not in the running configuration{hint}"


def shown(look: Look, path: Path) -> str:
    """The line with its parents, without secrets, for a message."""
    # Redacted with its parents around it, because a section tells which lines hold secrets.
    text = "\n".join(" " * depth + line for depth, line in enumerate(path))
    return "'" + " > ".join(line.strip() for line in look.rooms.redact(text, look.platform).splitlines()) + "'"

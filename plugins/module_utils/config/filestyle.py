# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations made of files: ``file /path`` and its content, each line of it after one space.

Trailing empty lines of a file do not count, and each file ends with a newline. ``no file /path`` removes one. ``drift <name>``
is what the device holds beyond its files, read only; ``no drift <name>`` loads the files of that name again, which ends it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from ..errors import InputError
from .vendor import Vendor

Sections = dict[str, list[str]]

_HEADING = re.compile(r"(no )?((?:file|drift) \S+)\s*")
# Which files are loaded together.
_FAMILIES = (("nftables", "/etc/nftables"), ("sysctl", "/etc/sysctl"), ("interfaces", "/etc/network/"))


def family_of(path: str) -> str | None:
    """The name of what loads the file; None where nothing here does."""
    return next((name for name, start in _FAMILIES if path.startswith(start)), None)


def statements(text: str | Iterable[str]) -> list[tuple[bool, str, list[str]]]:
    """``(removed, heading, content)`` in order. Raises InputError for a line that belongs to no file."""
    found: list[tuple[bool, str, list[str]]] = []
    lines = text.split("\n") if isinstance(text, str) else [part for line in text for part in line.split("\n")]
    for raw in lines:
        line = raw.rstrip("\r")
        heading = _HEADING.fullmatch(line)
        if heading:
            found.append((bool(heading[1]), heading[2], []))
        elif found and not found[-1][0] and (line[:1] == " " or not line.strip()):
            found[-1][2].append(line[1:])
        elif line.strip():
            raise InputError(
                f"'{line.strip()[:60]}' belongs to no file",
                "lines",
                "Begin with 'file /path' at the margin, and indent the file's content by one space.",
            )
    for _unused, _heading, content in found:
        while content and not content[-1].strip():
            content.pop()
    return found


def sections(text: str) -> Sections:
    """``{heading: content}`` of a configuration, in its order."""
    return {heading: content for removed, heading, content in statements(text) if not removed}


def render(found: Sections) -> str:
    """The sections as text."""
    return "".join(f"{line}\n" for heading, content in found.items() for line in _shown(heading, content))


def _shown(heading: str, content: Sequence[str]) -> list[str]:
    return [heading, *(f" {line}" if line else "" for line in content)]


def canonical(text: str, vendor: Vendor) -> tuple[str, ...]:
    """Files in the order of their names, their lines as they stand."""
    return tuple(line for heading, content in sorted(sections(text).items()) for line in _numbered(heading, content))


def _numbered(heading: str, content: Sequence[str]) -> list[str]:
    return [heading, *(f"{heading} / {line}" for line in content)]


def clean(text: str, vendor: Vendor) -> str:
    """The sections, sorted, without empty lines at their ends."""
    return render(dict(sorted(sections(text).items())))


def typed(commands: Sequence[str], vendor: Vendor) -> list[str]:
    """As they are: files are not typed."""
    return list(commands)


def effective(running: str, lines: Sequence[str], vendor: Vendor) -> tuple[list[str], list[str]]:
    """File by file: those that would get another content, or end a drift, whole; and the headings of the others."""
    kept: list[str] = []
    dropped: list[str] = []
    text = running
    for removed, heading, content in statements(lines):
        command = [f"no {heading}"] if removed else _shown(heading, content)
        if heading.startswith("drift ") and not removed:
            raise InputError(f"'{heading}' is what the device shows", "lines", f"Use 'no {heading}' to load the files again.")
        after = predict(text, command, vendor)
        if canonical(after, vendor) == canonical(text, vendor):
            dropped.append(command[0])
        else:
            kept += command
        text = after
    if canonical(text, vendor) == canonical(running, vendor):
        return [], [line for line in [*kept, *dropped] if _HEADING.fullmatch(line)]
    return kept, dropped


def remediate(running: str, intended: str, vendor: Vendor) -> list[str]:
    """New and changed files in full, then what is to go. A drift can be ended, and never be made."""
    have, want = sections(running), sections(intended)
    commands: list[str] = []
    for heading, content in want.items():
        if have.get(heading) != content and not heading.startswith("drift "):
            commands += _shown(heading, content)
    for heading in have:
        if heading not in want:
            commands.append(f"no {heading}")
    after = sections(predict(running, [line for line in commands if not line.startswith("no drift ")], vendor))
    return [line for line in commands if not line.startswith("no drift ") or line[3:] in after]


def predict(running: str, commands: Sequence[str], vendor: Vendor) -> str:
    """The files after these commands; loading a file ends the drift of its kind."""
    found = sections(running)
    for removed, heading, content in statements(commands):
        if removed:
            found.pop(heading, None)
        else:
            found[heading] = content
        word, _unused, path = heading.partition(" ")
        if word == "file":
            found.pop(f"drift {family_of(path)}", None)
    return render(dict(sorted(found.items())))


def diff(running: str, intended: str, vendor: Vendor) -> str:
    """File by file, with two lines of context; '' when there is no difference."""
    have, want = sections(running), sections(intended)
    lines: list[str] = []
    for heading in sorted({*have, *want}):
        if heading not in want:
            lines += [f"-{line}" for line in _shown(heading, have[heading])]
        elif heading not in have:
            lines += [f"+{line}" for line in _shown(heading, want[heading])]
        elif have[heading] != want[heading]:
            lines += [f" {heading}", *_changes(have[heading], want[heading])]
    return "".join(f"{line}\n" for line in lines)


def _changes(before: list[str], after: list[str]) -> list[str]:
    compared = list(difflib.unified_diff(before, after, lineterm="", n=2))[2:]
    return [f"{line[0]} {line[1:]}" if line[0] != "@" else " ..." for line in compared]

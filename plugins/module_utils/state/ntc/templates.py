# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding and running a template of ntc-templates: text in, rows of strings out.

The library's own entry point reads and compiles its whole index of some 1100
rows at the first call. Here the index is read as text once, and only the rows
of the platform asked for are compiled: 6 ms instead of 130. The format of
the index is that of TextFSM's ``clitable``: ``template, hostname, platform,
command``, where ``sh[[ow]]`` stands for every beginning of ``show`` from ``sh``.

Nothing is imported before the first output that no parser of ours reads.
"""

from __future__ import annotations

import importlib.util
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...errors import MissingLibraryError
from ..registry import UnparsedError

Row = dict[str, Any]  # field in lower case -> text, or list of texts
_LIBRARY = "ntc-templates"
# Some of the library's patterns repeat what repeats: time that grows with the square of a line, and worse. No table is this wide.
_LONGEST = 2000
_OPTIONAL = re.compile(r"\[\[(.+?)\]\]")
_PUNCTUATION = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the index: which commands of a platform which templates read."""

    platform: str
    command: str
    templates: tuple[str, ...]


def installed() -> bool:
    """Whether the library is there; asks only for its place, imports nothing."""
    return _folder() is not None


@lru_cache(maxsize=1)
def _folder() -> Path | None:
    """Where the templates lie: NTC_TEMPLATES_DIR, as the library itself has it, or within the library."""
    named = os.environ.get("NTC_TEMPLATES_DIR")
    if named:
        return Path(named)
    try:
        found = importlib.util.find_spec("ntc_templates")
        textfsm = importlib.util.find_spec("textfsm")
    except (ImportError, ValueError):
        return None
    if found is None or textfsm is None or found.origin is None:
        return None
    return Path(found.origin).parent / "templates"


@lru_cache(maxsize=1)
def _index() -> tuple[_Line, ...]:
    folder = _folder()
    if folder is None:
        raise MissingLibraryError(_LIBRARY, "to read the output of this command")
    lines = []
    for text in (folder / "index").read_text(encoding="utf-8").split("\n"):
        columns = [column.strip() for column in text.split(",", 3)]
        if len(columns) == 4 and not text.startswith(("#", "Template")):  # noqa: PLR2004 - the four columns
            lines.append(_Line(columns[2], columns[3], tuple(columns[0].split(":"))))
    return tuple(lines)


def _beginnings(found: re.Match[str]) -> str:
    """``[[ow]]`` as ``(?:o(?:w)?)?``."""
    return "".join(f"(?:{letter}" for letter in found.group(1)) + ")?" * len(found.group(1))


@lru_cache(maxsize=64)
def _commands(platform: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The commands of one platform that have a template, in the index's order (the longest first)."""
    found = []
    for line in _index():
        if line.platform == platform or re.fullmatch(line.platform, platform):
            pattern = _OPTIONAL.sub(_beginnings, line.command)
            found.append((re.compile(pattern, re.I), line.templates))
    return tuple(found)


@lru_cache(maxsize=64)
def _squeezed(platform: str) -> dict[str, tuple[str, ...]]:
    """The commands again, as the templates' names spell them, without blanks and punctuation."""
    names: dict[str, tuple[str, ...]] = {}
    for _unused, templates in _commands(platform):
        name = templates[0].removesuffix(".textfsm")
        # A template may be shared by two platforms, under the name of one of them.
        name = name.removeprefix(platform) if name.startswith(platform) else name
        names.setdefault(_PUNCTUATION.sub("", name.lower()), templates)
    return names


def knows(platform: str) -> bool:
    """Whether the library has templates for this name of a platform (its own names: ``hp_comware``)."""
    return installed() and any(line.platform == platform for line in _index())


@lru_cache(maxsize=1024)
def templates(platform: str, command: str) -> tuple[str, ...]:
    """The names of the templates for ``command``, empty when there is none.

    ``mac address-table`` and ``mac-address-table`` are one; where that fails,
    blanks, hyphens and slashes may be missing or others (``show lldp info remote device``).
    """
    spellings = (command, re.sub(r"\bmac address(-table)?", r"mac-address\1", command))
    for pattern, found in _commands(platform):
        if any(pattern.match(spelling) for spelling in spellings):
            return found
    return _squeezed(platform).get(_PUNCTUATION.sub("", command.lower()), ())


def _library() -> Any:
    """TextFSM, which comes with the templates; imported here, so that a process that reads nothing with it does not pay for it."""
    try:
        import textfsm  # noqa: PLC0415 - see above
    except ImportError:
        raise MissingLibraryError(_LIBRARY, "to read the output of this command") from None
    return textfsm


@lru_cache(maxsize=128)
def _machine(template: str) -> Any:
    """A template's state machine. Raises MissingLibraryError; UnparsedError when the library cannot read its own template."""
    folder, textfsm = _folder(), _library()
    if folder is None:
        raise MissingLibraryError(_LIBRARY, "to read the output of this command")
    try:
        with (folder / template).open(encoding="utf-8") as file:
            return textfsm.TextFSM(file)
    except (OSError, textfsm.TextFSMTemplateError) as problem:
        raise UnparsedError from problem


def rows(platform: str, command: str, text: str) -> list[Row]:
    """The rows of ``text``. Raises UnparsedError when there is no template, or when the template does not know a line."""
    found = templates(platform, command)
    if not found:
        raise UnparsedError
    if len(found) == 1:
        return _run(found[0], text)
    return _joined([_run(name, text) for name in found], found)


def _run(template: str, text: str) -> list[Row]:
    machine = _machine(template)
    if max(map(len, text.split("\n")), default=0) > _LONGEST:
        raise UnparsedError
    try:
        table = machine.ParseText(text)
    except (_library().TextFSMError, IndexError, AttributeError, TypeError) as problem:  # what a template's own mistakes raise
        raise UnparsedError from problem
    finally:
        machine.Reset()
    header = [name.lower() for name in machine.header]
    return [dict(zip(header, row, strict=True)) for row in table]


def _joined(parts: list[list[Row]], names: tuple[str, ...]) -> list[Row]:
    """The rows of a command that has two templates, joined by the values that these mark as their key."""
    keys = [value.name.lower() for value in _machine(names[0]).values if "Key" in value.OptionNames()]
    merged: dict[tuple[str, ...], Row] = {}
    for part in parts:
        for row in part:
            merged.setdefault(tuple(str(row.get(key, "")) for key in keys), {}).update(row)
    return list(merged.values())

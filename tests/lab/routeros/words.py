# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS's console language, as far as it is simulated: words, texts in quotes, blocks, expressions."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[A-Za-z0-9.:/,+*!@%^_\-]+")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "_": " "}
PAIRS = {"[": "]", "{": "}", "(": ")"}


def words(line: str) -> list[str]:
    """Split at blanks outside of quotes and brackets; every word as it was written."""
    return [part for part in _cut(line, " \t") if part]


def commands(text: str) -> list[str]:
    """A script's commands: at line ends and semicolons outside of quotes and brackets."""
    return [part.strip() for part in _cut(text, "\n;") if part.strip()]


def _cut(text: str, at: str) -> list[str]:
    parts, held, stack, quoted, skip = [], "", [], False, False
    for char in text:
        if skip:
            skip = False
        elif quoted:
            skip = char == "\\"
            quoted = char != '"'
        elif char == '"':
            quoted = True
        elif char in PAIRS:
            stack.append(PAIRS[char])
        elif stack and char == stack[-1]:
            stack.pop()
        elif char in at and not stack:
            parts.append(held)
            held = ""
            continue
        held += char
    return [*parts, held]


def closed(text: str) -> bool:
    """Are all quotes and brackets of a line closed?"""
    return len(_cut(text + "\n\n", "\n")) > 2 or not text


def value(word: str) -> str:
    """What a word means: quotes taken off, ``\\n``, ``\\"`` and ``\\3F`` resolved."""
    if len(word) < 2 or word[0] != '"' or word[-1] != '"':
        return word
    return re.sub(r"\\(?:([0-9A-F]{2})|(.))", lambda m: chr(int(m[1], 16)) if m[1] else _LETTERS.get(m[2], m[2]), word[1:-1])


def shown(text: str) -> str:
    """A value as the export writes it."""
    if _PLAIN.fullmatch(text):
        return text
    marks = {'"': '\\"', "\\": "\\\\", "$": "\\$", "\n": "\\n", "\r": "\\r", "\t": "\\t", "?": "\\?"}
    return '"' + "".join(marks.get(char) or (char if " " <= char <= "~" else f"\\{ord(char):02X}") for char in text) + '"'


def pair(word: str) -> tuple[str, str] | None:
    """(name, value as written) of ``name=value``."""
    found = re.match(r"([a-z][a-z0-9\-]*)(=)", word)
    return (found[1], word[found.end() :]) if found else None


def block(word: str) -> str:
    """What stands between braces or brackets."""
    return word[1:-1].strip() if word[:1] in PAIRS else word


def seconds(text: str) -> int:
    """``1m30s``, ``300s``, ``00:05:00`` as seconds."""
    if ":" in text:
        return sum(int(part) * 60**power for power, part in enumerate(reversed(text.split(":"))))
    units = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1, "": 1}
    return sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+)([wdhms]?)", text))

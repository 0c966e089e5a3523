# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Redaction: every secret in a text gives way to a stable marker, everything else stays as it was.

A marker is ``<secret:xxxxxxxx>``, eight characters of a keyed hash (HMAC-SHA256), so that equal secrets stay comparable
and nobody without the key can try guesses against them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .catalogue import known_platform
from .markers import MARKER, Marker, default_key
from .secrets import ALONE, BLOCK_END, BLOCK_START, FOLLOWED, HARMLESS, MODIFIER, SECRET_KEYS, TRIGGER

_VALUE = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([^\s\"';<>{}\]]+|<secret:\w{8}>|[^\s\"';]+)")
_GAP = re.compile(r"(?:\s*[=:]\s*|\s+|(?<=[\"'>])\s*[:=]?\s*)")
Span = tuple[int, int]


def config_redact(text: str, platform: str, key: bytes | None = None) -> str:
    """``text`` with its secrets replaced by markers; lines without a secret are untouched, twice is as once.

    ``platform`` is any ``ansible_network_os``: one set of rules serves all of them. ``key`` defaults to the installation's own.
    """
    known_platform(platform)
    return _redact_text(text, Marker(key or default_key()))


def redact_value(value: Any, key: bytes | None = None) -> Any:
    """The same through nested mappings, lists and tuples; what stands under a secret's name (``password``) goes whole."""
    return _redact_any(value, Marker(key or default_key()))


def _redact_any(value: Any, marker: Marker) -> Any:
    if isinstance(value, str):
        return _redact_text(value, marker)
    if isinstance(value, Mapping):
        return {name: _redact_named(name, item, marker) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_redact_any(item, marker) for item in value]
    return value


def _redact_named(name: Any, value: Any, marker: Marker) -> Any:
    secret = isinstance(name, str) and SECRET_KEYS.search(name)
    if secret and isinstance(value, (str, bytes, int)) and not isinstance(value, bool):
        plain = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        return value if not plain or MARKER.fullmatch(plain) else marker(plain)
    return _redact_any(value, marker)


def _redact_text(text: str, marker: Marker) -> str:
    if not TRIGGER.search(text):
        return text
    out: list[str] = []
    body: list[str] | None = None
    for line in text.split("\n"):
        if body is not None:
            if BLOCK_END.search(line):
                out += [_block(body, marker), line]
                body = None
            else:
                body.append(line)
            continue
        out.append(_redact_line(line, marker) if TRIGGER.search(line) else line)
        if BLOCK_START.search(line) and not BLOCK_END.search(line):
            body = []
    if body is not None:  # a block that never ends: the rest is taken for secret
        out.append(_block(body, marker))
    return "\n".join(out)


def _block(body: list[str], marker: Marker) -> str:
    joined = "\n".join(line.strip() for line in body)
    if MARKER.fullmatch(joined) or not joined:
        return "\n".join(body)
    return marker(joined)


def _redact_line(line: str, marker: Marker) -> str:
    spans = sorted({*_alone(line), *_followed(line)})
    if not spans:
        return line
    out: list[str] = []
    at = 0
    for start, end in spans:
        if start < at or start == end:
            continue
        out += [line[at:start], marker(line[start:end])]
        at = end
    return "".join([*out, line[at:]])


def _alone(line: str) -> list[Span]:
    """Values that show by their own form that they are secret."""
    found = []
    for pattern in ALONE:
        for hit in pattern.finditer(line):
            span = hit.span(hit.lastindex or 0)
            if not line.startswith("<secret:", span[0]):
                found.append(span)
    return found


def _followed(line: str) -> list[Span]:
    """Values that follow a word which announces them, perhaps after a word on how they are encrypted."""
    found = []
    for pattern in FOLLOWED:
        for hit in pattern.finditer(line):
            span = _value(line, hit.end())
            if span:
                found.append(span)
    return found


def _value(line: str, at: int) -> Span | None:
    gap = _GAP.match(line, at)
    at = gap.end() if gap else at
    for _unused in range(4):
        word = MODIFIER.match(line, at)
        if not word:
            break
        at = word.end()
    hit = _VALUE.match(line, at)
    if not hit:
        return None
    start, end = hit.span(hit.lastindex or 0)
    value = line[start:end]
    if value.startswith("<secret:") or HARMLESS.fullmatch(value):
        return None
    return start, end

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Redaction: every secret in a text gives way to a stable marker, everything else stays as it was.

A marker is ``<secret:xxxxxxxx>``, eight characters of a keyed hash (HMAC-SHA256), so that equal secrets stay comparable
and nobody without the key can try guesses against them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from .catalogue import known_platform
from .markers import MARKER, Marker, default_key, marker_for
from .secrets import (
    ALONE,
    ARTICLE,
    BLOCK_END,
    BLOCK_START,
    CAPITALS,
    FOLLOWED,
    FREE_TEXT,
    HARMLESS,
    HEX_LINE,
    HEX_START,
    MODIFIER,
    PROSE,
    SECRET_KEYS,
    SECTIONS,
    TELLING,
    WORDS,
    Rule,
)
from .seen import Seen

_VALUE = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([^\s\"';<>{}\]]+|<secret:\w{8}>|[^\s\"';]+)")
_GAP = re.compile(r"(?:\s*[=:]\s*|\s+|(?<=[\"'>])\s*[:=]?\s*)")
_PASSES = 6
_LONG = 256  # characters, from which a text is worth remembering
Span: TypeAlias = "tuple[int, int]"

# What was redacted lately, by a hash of it: the result of a text (safe to keep), the places of the secrets in a line.
_texts: Seen[str | None] = Seen(entries=64, largest=65536)
_lines: Seen[tuple[Span, ...]] = Seen(entries=4096, largest=4096)


def config_redact(text: str, platform: str, key: bytes | None = None) -> str:
    """``text`` with its secrets replaced by markers; lines without a secret are untouched, twice is as once.

    ``platform`` is any ``ansible_network_os``: one set of rules serves all of them. ``key`` defaults to the installation's own.
    """
    known_platform(platform)
    return _redact_text(text, marker_for(key or default_key()))


def redact_value(value: Any, key: bytes | None = None) -> Any:
    """The same through nested mappings, lists and tuples; what stands under a secret's name (``password``) goes whole."""
    return _redact_any(value, marker_for(key or default_key()))


def _redact_any(value: Any, marker: Marker) -> Any:
    if isinstance(value, str):
        return _redact_text(value, marker)
    if isinstance(value, Mapping):
        return {name: _redact_named(name, item, marker) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_redact_any(item, marker) for item in value]
    return value


@functools.lru_cache(maxsize=2048)
def _names_secret(name: str) -> bool:
    return SECRET_KEYS.search(name) is not None


def _redact_named(name: Any, value: Any, marker: Marker) -> Any:
    secret = isinstance(name, str) and _names_secret(name)
    if secret and isinstance(value, (str, bytes, int)) and not isinstance(value, bool):
        plain = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        return value if not plain or MARKER.fullmatch(plain) else marker(plain)
    return _redact_any(value, marker)


def _redact_text(text: str, marker: Marker) -> str:
    if len(text) < _LONG:
        return _redact_fresh(text, marker)
    name = marker.name_of(text)
    known = _texts.get(name)
    if known:
        return text if known[0] is None else known[0]
    made = _redact_fresh(text, marker)
    _texts.keep(name, len(text), None if made == text else made)
    return made


def _redact_fresh(text: str, marker: Marker) -> str:
    """Line by line, but only the lines with a word that may announce a secret are looked at."""
    out: list[str] = []
    at = 0  # up to where the text is written
    for hit in _hits(text):
        if hit < at:
            continue
        start = text.rfind("\n", 0, hit) + 1
        end = _line_end(text, hit)
        line = text[start:end]
        out += [text[at:start], _redact_line(line, marker)]
        at = end
        section = next((section for section in SECTIONS if section[0].match(line)), None)
        if section:
            at = _section_end(text, end, section[1])
            out.append(_redact_section(text[end:at], section[2], marker))
        elif HEX_START.match(line) and end < len(text):
            at = _hex_end(text, end + 1)
            out += ["\n", _block(text[end + 1 : at], marker)] if at > end + 1 else []
            at = max(at, end)
        if BLOCK_START.search(line) and not BLOCK_END.search(line) and end < len(text):
            at = _block_end(text, end + 1)
            out += ["\n", _block(text[end + 1 : at], marker)]
    return "".join([*out, text[at:]]) if out else text


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _hits(text: str) -> list[int]:
    """Where words stand that may announce a secret, one place of each word a line, in order."""
    low = text.lower()
    if len(low) != len(text):  # a letter that grows when made small: places would not fit
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    found: list[int] = []
    for words, where in ((WORDS, low), (CAPITALS, text)):
        for word in words:
            at = where.find(word)
            while at >= 0:
                found.append(at)
                at = where.find(word, _line_end(where, at))
    found.sort()
    return found


def _section_end(text: str, at: int, closing: re.Pattern[str]) -> int:
    """Where the line before the one that leaves the section ends."""
    while at < len(text):
        end = _line_end(text, at + 1)
        if closing.match(text, at + 1, end):
            return at
        at = end
    return at


def _redact_section(body: str, announced: re.Pattern[str], marker: Marker) -> str:
    """Lines in which ``announced`` stands before a secret, besides what is secret anywhere."""
    lines = []
    for line in body.split("\n"):
        spans = [span for hit in announced.finditer(line) if (span := _value(line, hit.end()))]
        for start, end in reversed(spans):
            line = line[:start] + marker(line[start:end]) + line[end:]  # noqa: PLW2901
        lines.append(_redact_line(line, marker))
    return "\n".join(lines)


def _hex_end(text: str, at: int) -> int:
    """Where the last line of hexadecimal numbers ends; ``at - 1`` where there is none."""
    last = at - 1
    while at < len(text):
        end = _line_end(text, at)
        line = text[at:end]
        if not HEX_LINE.fullmatch(line) and not MARKER.fullmatch(line.strip()):
            break
        last, at = end, end + 1
    return last


def _block_end(text: str, at: int) -> int:
    """Where the line before the one that ends the block ends; the end of the text for a block that never ends."""
    end = BLOCK_END.search(text, at)
    return len(text) if end is None else max(text.rfind("\n", 0, end.start()), at)


def _block(body: str, marker: Marker) -> str:
    joined = "\n".join(line.strip() for line in body.split("\n"))
    return body if MARKER.fullmatch(joined) or not joined else marker(joined)


def _redact_line(line: str, marker: Marker) -> str:
    """Until nothing is found any more: a secret that went may have hidden the word before another one."""
    for _unused in range(_PASSES):
        made = _one_pass(line, marker)
        if made == line:
            break
        line = made
    return line


def _one_pass(line: str, marker: Marker) -> str:
    name = marker.name_of(line)
    known = _lines.get(name)
    spans = known[0] if known else tuple(sorted({*_alone(line), *_followed(line)}))
    if not known:
        _lines.keep(name, len(line), spans)
    out: list[str] = []
    at = 0
    for start, end in spans:
        if start < at or start == end:
            continue
        out += [line[at:start], marker(line[start:end])]
        at = end
    return "".join([*out, line[at:]]) if out else line


def _alone(line: str) -> list[Span]:
    """Values that show by their own form that they are secret."""
    found = []
    for hit in _searched(ALONE, line):
        span = hit.span(hit.lastindex or 0)
        if not line.startswith("<secret:", span[0]):
            found.append(span)
    return found


def _followed(line: str) -> list[Span]:
    """Values that follow a word which announces them, perhaps after a word on how they are encrypted."""
    found: list[Span] = []
    for hit in _searched(FOLLOWED, line):
        # A word within a secret that is found already announces nothing; asking would make long lines dear.
        if not (found and found[-1][0] <= hit.start() < found[-1][1]) and (span := _value(line, hit.end())):
            found.append(span)
    if FREE_TEXT.match(line):
        return [(start, end) for start, end in found if not line[start:end].isalpha() or line[:start].rstrip()[-1:] in ":="]
    return found


def _searched(rules: tuple[Rule, ...], line: str) -> Iterator[re.Match[str]]:
    low = line.lower()
    for words, pattern in rules:
        for word in words:
            if word in low:
                yield from pattern.finditer(line)
                break


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
    if MARKER.search(value) or HARMLESS.fullmatch(value) or _in_sentence(line, start):
        return None
    return start, end


def _in_sentence(line: str, at: int) -> bool:
    return PROSE.match(line, at) is not None or (TELLING.match(line, at) is not None and ARTICLE.search(line) is not None)

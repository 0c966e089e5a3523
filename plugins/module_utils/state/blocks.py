# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cutting text into the parts it repeats."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .registry import UnparsedError


def sections(head: re.Pattern[str], text: str) -> list[tuple[re.Match[str], str]]:
    """Each place ``head`` matches, with the text from its end to the next one."""
    heads = list(head.finditer(text))
    starts = [found.start() for found in heads] + [len(text)]
    return [(found, text[found.end() : starts[number]]) for number, found in enumerate(heads, 1)]


def required_sections(head: re.Pattern[str], text: str) -> list[tuple[re.Match[str], str]]:
    """The same where there has to be one: UnparsedError when ``head`` matches nowhere."""
    found = sections(head, text)
    if not found:
        raise UnparsedError
    return found


def fields(patterns: Mapping[str, re.Pattern[str]], text: str) -> dict[str, str | None]:
    """The first group of each pattern where it first matches; None where it does not."""
    return {name: found.group(1) if (found := pattern.search(text)) else None for name, pattern in patterns.items()}

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables whose columns are drawn: a line of dashes under the head, one run of them for each column."""

from __future__ import annotations

import re

_RULE = re.compile(r"^\s*-{2,}(?:\s+-{2,})+\s*$")
_LINE = re.compile(r"^\s*-{4,}\s*$")
_RUN = re.compile(r"-{2,}")


def ruled(text: str) -> list[list[str]]:
    """The cells of each line under a rule, as wide as the rule's runs say; the last column has no end.

    A line is a row until an empty line ends the table; another rule starts the next.
    """
    rows: list[list[str]] = []
    spans: list[tuple[int, int | None]] = []
    for line in text.split("\n"):
        if _RULE.match(line):
            starts = [found.start() for found in _RUN.finditer(line)]
            spans = list(zip(starts, [*starts[1:], None], strict=True))
        elif not line.strip():
            spans = []
        elif spans:
            rows.append([line[start:end].strip() for start, end in spans])
    return rows


def unwrapped(rows: list[list[str]]) -> list[list[str]]:
    """Rows whose first cell is empty go on with the cells of the row before, cut wherever the column ended."""
    whole: list[list[str]] = []
    for row in rows:
        if whole and not row[0] and len(row) == len(whole[-1]):
            whole[-1] = [before + more for before, more in zip(whole[-1], row, strict=True)]
        else:
            whole.append(list(row))
    return whole


def titled(text: str) -> list[dict[str, str]]:
    """The same tables with each cell under its column's title, in lower case, as the line above the rule has it."""
    rows: list[dict[str, str]] = []
    titles: list[str] = []
    spans: list[tuple[int, int | None]] = []
    before = ""
    for line in text.split("\n"):
        if spans and _LINE.match(line):  # a line across closes the table
            spans = []
        elif _RULE.match(line) or _LINE.match(line):
            starts = [found.start() for found in _RUN.finditer(line)]
            spans = list(zip(starts, [*starts[1:], None], strict=True))
            titles = [before[start:end].strip().lower() for start, end in spans]
        elif not line.strip():
            spans = []
        elif spans:
            rows.append({title: line[start:end].strip() for title, (start, end) in zip(titles, spans, strict=True)})
        before = line
    return rows

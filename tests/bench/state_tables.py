# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of the state parsers as Markdown."""

from __future__ import annotations

# (platform, subset) -> [cases, answered, recall, exact, values known, values right], see bench_state.figures
Figures = dict[tuple[str, str], list[float]]


def markdown(results: dict[str, Figures]) -> str:
    """One line for each platform and subset; recall and exact of each contender, and of ours the values beside NAPALM's."""
    names = list(results)
    lines = ["| platform | subset | cases |" + "".join(f" {name}: recall | exact |" for name in names) + " values as NAPALM's |"]
    lines.append("|---|---|---|" + "---|---|" * len(names) + "---|")
    for key in sorted(results["ours"]):
        cells = [_cells(results[name].get(key)) for name in names]
        row = results["ours"][key]
        same = f"{100 * row[5] / row[4]:.0f} % of {row[4]:.0f}" if row[4] else ""
        lines.append(f"| {key[0]} | {key[1]} | {row[0]:.0f} |" + "".join(cells) + f" {same} |")
    return "\n".join(lines)


def totals(results: dict[str, Figures]) -> str:
    """All cases alike, and all platforms alike."""
    lines = [
        "| what | cases | recall, every case alike | exact | recall, every platform alike | exact |",
        "|---|---|---|---|---|---|",
    ]
    for name, table in results.items():
        cases_, recall, exact = (sum(row[place] for row in table.values()) for place in (0, 2, 3))
        each = []
        for platform in dict.fromkeys(key[0] for key in table):
            rows = [row for key, row in table.items() if key[0] == platform]
            if rows:
                each.append([sum(row[place] for row in rows) / sum(row[0] for row in rows) for place in (2, 3)])
        alike = [100 * sum(column) / len(each) for column in zip(*each, strict=True)]
        every = [100 * recall / cases_, 100 * exact / cases_]
        lines.append(f"| {name} | {cases_:.0f} |" + "".join(f" {value:.1f} |" for value in (*every, *alike)))
    return "\n".join(lines)


def _cells(row: list[float] | None) -> str:
    return f" {100 * row[2] / row[0]:.0f} | {100 * row[3] / row[0]:.0f} |" if row and row[0] else " - | - |"

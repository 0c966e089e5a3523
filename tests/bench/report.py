# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The measurements as Markdown."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

# What is to be reached, all against the same run: CPU per device, and megabytes at 200 devices and 50 forks.
MOST_OF_SIX_TASKS = 1 / 60
MOST_OF_NORNIR = 2.5
MOST_MB = 400
MB_DEVICES = 200

Row = dict[str, Any]


def markdown(result: dict[str, Any]) -> str:
    """Where it was taken, the table, growth, and each target with what was reached."""
    failed = "Failed, and so without figures: " + "; ".join(result["failures"]) + "." if result["failures"] else ""
    parts = [_place(result), failed, _table(result["rows"]), growth(result["rows"]), targets(result)]
    return "\n\n".join(part for part in parts if part)


def per_device(row: Row) -> float:
    """CPU seconds of one device's share."""
    return float(row["cpu"]) / int(row["devices"])


def _place(result: dict[str, Any]) -> str:
    at = result["machine"]
    software = "; ".join(
        f"{key}: {', '.join(f'{name} {version}' for name, version in found.items())}" for key, found in result["versions"].items()
    )
    return (
        f"{at['date']}, {at['processor']}, {at['cores']} cores, {at['memory_gb']} GB, Linux {at['kernel']}, Python {at['python']}, "
        f"{result['forks']} forks, best of {result['rounds']}, load before {at['load_before']}, after {at['load_after']}.\n"
        f"{software}."
    )


def _find(rows: list[Row], key: str, devices: int) -> Row | None:
    return next((row for row in rows if row["contender"] == key and row["devices"] == devices), None)


def _table(rows: list[Row]) -> str:
    lines = [
        "| simulated devices | what | CPU s | CPU s per device | beside ours | wall s | peak MB | most processes |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        ours = _find(rows, "ours", row["devices"])
        beside = f"{per_device(row) / per_device(ours):.2f} x" if ours else ""
        lines.append(
            f"| {row['devices']} | {row['title']} | {row['cpu']:.2f} | {per_device(row):.4f} | {beside} | {row['wall']:.1f} "
            f"| {row['peak_mb']:.0f} | {row['processes']} |"
        )
    return "\n".join(lines)


def growth(rows: list[Row]) -> str:
    """CPU of each further device between one fleet and the next: what start-up costs is in neither."""
    lines = []
    for key in dict.fromkeys(row["contender"] for row in rows):
        mine = [row for row in rows if row["contender"] == key]
        for less, more in itertools.pairwise(mine):
            each = (more["cpu"] - less["cpu"]) / (more["devices"] - less["devices"])
            lines.append(f"| {more['title']} | {less['devices']} to {more['devices']} | {each:.4f} |")
    if not lines:
        return ""
    return "\n".join(["| what | from .. to devices | CPU s of each further device |", "|---|---|---|", *lines])


def targets(result: dict[str, Any]) -> str:
    """Each target beside what was reached, at the most devices that both were measured on."""
    rows, lines = result["rows"], []
    for key, most, words in (
        ("six_tasks", MOST_OF_SIX_TASKS, "of the six tasks' CPU"),
        ("nornir", MOST_OF_NORNIR, "of nornir + netmiko's CPU"),
    ):
        for devices in sorted({row["devices"] for row in rows}):
            ours, other = _find(rows, "ours", devices), _find(rows, key, devices)
            if ours and other:
                ratio = per_device(ours) / per_device(other)
                shown = (f"1/{1 / ratio:.0f}", f"1/{1 / most:.0f}") if most < 1 else (f"{ratio:.2f} x", f"{most:g} x")
                lines.append(f"| {devices} | {shown[0]} {words} | {shown[1]} | {'yes' if ratio <= most else 'no'} |")
    large = _find(rows, "ours", MB_DEVICES)
    if large:
        lines.append(
            f"| {MB_DEVICES} | {large['peak_mb']:.0f} MB with {result['forks']} forks | {MOST_MB} MB "
            f"| {'yes' if large['peak_mb'] <= MOST_MB else 'no'} |"
        )
    return "\n".join(["| devices | reached | wanted at most | met |", "|---|---|---|---|", *lines]) if lines else ""


def put_into(file: Path, name: str, text: str) -> None:
    """Replace what stands between ``<!-- name -->`` and ``<!-- /name -->`` in a page, so that no figure is typed.

    Raises ValueError where the page has no such place, or several.
    """
    page = file.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if page.count(begin) != 1 or page.count(end) != 1:
        raise ValueError(f"{file} has not one place between {begin} and {end}")
    filled = re.sub(f"{begin}.*?{end}", lambda _: f"{begin}\n\n{text}\n\n{end}", page, flags=re.DOTALL)
    file.write_text(filled, encoding="utf-8")

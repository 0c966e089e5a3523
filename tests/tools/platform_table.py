# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the tables of ``docs/platforms.md`` from the drivers' and parsers' own data.

Without arguments it writes what stands between the page's marks; with ``--check`` it only compares, and exits with 1 when the
page is not what the data say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.platforms.info import PROOFS, describe_all

PAGE = Path(__file__).resolve().parents[2] / "docs" / "platforms.md"
BEGIN, END = "<!-- table: python tests/tools/platform_table.py -->", "<!-- end of the table -->"


def span(seconds: int) -> str:
    """Seconds as people say them."""
    for size, word in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size} {word}"
    return f"{seconds} s" if seconds < 3600 else f"{seconds / 3600:.0f} h"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table."""
    names = list(head)
    return [f"| {' | '.join(names)} |", "|---" * len(names) + "|", *(f"| {' | '.join(row)} |" for row in rows)]


def transactions(found: dict[str, dict[str, Any]]) -> list[str]:
    """Platforms that can be changed."""
    head = (
        "platform",
        "proved against",
        "candidate",
        "preview",
        "whole replacement",
        "switch",
        "kept alive by",
        "confirmed from",
        "named",
    )
    rows = []
    for name, facts in found.items():
        one = facts["transaction"]
        if one is None:
            continue
        least, most = one["timer_range"]
        unit = "" if one["timer_unit"] == 1 else f", in {span(one['timer_unit']).removeprefix('1 ')}"
        rows.append(
            (
                f"`{name}`",
                f"**{one['proved_against']}**: {one['proof']}" if one["proof"] else f"**{one['proved_against']}**",
                "yes" if one["candidate"] else "no",
                "by the device" if one["preview"] == "A" else "computed",
                "by the device" if one["atomic_replace"] else "computed lines",
                "none: changes are refused" if one["timer"] == "none" else f"{one['timer']}, {span(least)} to {span(most)}{unit}",
                f"the {one['binding']}",
                "a new login" if one["confirm_from_new_session"] else "its own session, which is held",
                "yes" if one["names_pending"] else "no",
            )
        )
    return table(head, rows)


def reading(found: dict[str, dict[str, Any]]) -> list[str]:
    """What is understood of every platform."""
    head = ("platform", "configuration", "state read from a device", "state understood from recorded output")
    rows = []
    for name, facts in found.items():
        config = facts["config"]["form"] if facts["config"] else "redaction only"
        read, parsed = (facts["state"][key] for key in ("read", "parsed"))
        extra = [subset for subset in parsed if subset not in read]
        shown = (
            ", ".join(parsed) if not read else (", ".join(["the same", *(f"also {subset}" for subset in extra[:1]), *extra[1:]]))
        )
        rows.append((f"`{name}`", config, ", ".join(sorted(read)) or "-", shown or "-"))
    return table(head, rows)


def bites(found: dict[str, dict[str, Any]]) -> list[str]:
    """What users of a platform have to know."""
    lines: list[str] = []
    for name, facts in found.items():
        known = (facts["transaction"] or {}).get("bites") or []
        if known:
            lines += [f"### {name}", *(f"- {line}" for line in known), ""]
    return lines[:-1]


def page() -> str:
    """The page with fresh tables."""
    text = PAGE.read_text(encoding="utf-8")
    start, rest = text.split(BEGIN)
    _old, tail = rest.split(END)
    found = describe_all()
    proofs = [f"**{word}** is {meaning}" for word, meaning in PROOFS.items()]
    parts = [
        "## Changes", "", f"{'; '.join(proofs)}.", "", *transactions(found), "",
        "## State and configuration", "", *reading(found), "",
        "## What bites", "", *bites(found),
    ]  # fmt: skip
    return f"{start}{BEGIN}\n" + "\n".join(parts) + f"\n{END}{tail}"


def main() -> int:
    """Write, or with --check compare."""
    fresh = page()
    if "--check" in sys.argv:
        if fresh != PAGE.read_text(encoding="utf-8"):
            sys.stderr.write("docs/platforms.md is not what the drivers say: run python tests/tools/platform_table.py\n")
            return 1
        return 0
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

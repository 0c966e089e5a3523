# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the tables of ``docs/platforms.md`` and of README from the drivers' and parsers' own data.

Without arguments it writes what stands between the pages' marks; with ``--check`` it only compares, and exits with 1 when a
page is not what the data say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.platforms.info import PROOFS, describe_all

ROOT = Path(__file__).resolve().parents[2]
PAGE, README = ROOT / "docs" / "platforms.md", ROOT / "README.md"
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


def brief(found: dict[str, dict[str, Any]]) -> list[str]:
    """What README shows: the platforms that can be changed."""
    rows = []
    for name, facts in found.items():
        one = facts["transaction"]
        if one and one["timer"] != "none":
            switch = "its own timer" if one["timer"] == "device" else "a process that outlives us"
            rows.append((f"`{name}`", "the device's own" if one["preview"] == "A" else "computed", switch, one["proof"]))
    return table(("platform", "preview", "dead man's switch", "proved against"), rows)


def bites(found: dict[str, dict[str, Any]]) -> list[str]:
    """What users of a platform have to know."""
    lines: list[str] = []
    for name, facts in found.items():
        known = (facts["transaction"] or {}).get("bites") or []
        if known:
            lines += [f"### {name}", *(f"- {line}" for line in known), ""]
    return lines[:-1]


def readme() -> str:
    """README with a fresh table."""
    start, rest = README.read_text(encoding="utf-8").split("<!-- platforms -->")
    _old, tail = rest.split("<!-- /platforms -->")
    return f"{start}<!-- platforms -->\n\n" + "\n".join(brief(describe_all())) + f"\n\n<!-- /platforms -->{tail}"


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
    stale = 0
    for file, fresh in ((PAGE, page()), (README, readme())):
        if "--check" not in sys.argv:
            file.write_text(fresh, encoding="utf-8")
        elif fresh != file.read_text(encoding="utf-8"):
            sys.stderr.write(f"{file.name} is not what the drivers say: run python tests/tools/platform_table.py\n")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())

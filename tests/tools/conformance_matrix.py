# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write ``docs/conformance.md``, the matrix of scenarios and platforms, from the junit file of a run of the suite.

python -m pytest tests/conformance --junitxml=run.xml; python -m tests.tools.conformance_matrix run.xml
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as Xml
from pathlib import Path

from tests.conformance.rows import rows

PAGE = Path(__file__).resolve().parents[2] / "docs" / "conformance.md"
MARKS = {"passed": "✓", "failure": "**failed**", "error": "**failed**", "skipped": "not run"}
HEAD = """# The conformance matrix

<!-- Written by python -m tests.tools.conformance_matrix from a run of tests/conformance: run the suite, do not edit. -->

The same scenarios run against every driver: see `tests/conformance/`. Platforms in **bold** ran as
the real device software, the others as simulated devices of this project, which prove the driver's logic and not the vendor's.
`n/a`: the platform has nothing that the scenario is about.

"""


def results(junit: Path) -> dict[tuple[str, str], str]:
    """(scenario, row) to its mark."""
    found = {}
    # The file was written by our own pytest a moment ago: nothing of a stranger's is parsed.
    for case in Xml.parse(junit).iter("testcase"):  # noqa: S314
        hit = re.fullmatch(r"test_(\w+)\[([^\]]+)\](?:@.*)?", case.get("name", ""))
        if hit and "conformance" in case.get("classname", ""):
            applies = not any(entry.get("name") == "applies" for entry in case.iter("property"))
            outcome = next((tag for tag in ("failure", "error", "skipped") if case.find(tag) is not None), "passed")
            found[hit.group(1), hit.group(2)] = MARKS[outcome] if applies else "n/a"
    return found


def page(found: dict[tuple[str, str], str]) -> str:
    """The whole text: a line per platform, a numbered column per scenario."""
    scenarios = list(dict.fromkeys(scenario for scenario, _row in found))
    lines = [f"{number}. {scenario.replace('_', ' ')}" for number, scenario in enumerate(scenarios, start=1)]
    lines += [
        "",
        f"| platform | {' | '.join(str(number) for number in range(1, len(scenarios) + 1))} |",
        "|---" * (len(scenarios) + 1) + "|",
    ]
    for row in rows():
        name = f"**{row.name}**" if row.real else row.name
        lines.append(f"| {name} | {' | '.join(found.get((scenario, row.name), '-') for scenario in scenarios)} |")
    return HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write the page; 1 where the run has nothing of the suite, or something in it failed."""
    found = results(Path(sys.argv[1]))
    if not found:
        sys.stderr.write(f"{sys.argv[1]} holds no run of tests/conformance\n")
        return 1
    PAGE.write_text(page(found), encoding="utf-8")
    return int(MARKS["failure"] in found.values())


if __name__ == "__main__":
    sys.exit(main())

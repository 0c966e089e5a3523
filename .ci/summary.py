# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sum up the junit files of one run: ``summary.py FOLDER``.

Prints each environment's counts and reasons for skips and, last, one line ``N passed, N failed, N skipped``. Exit code 1 when a
test failed, when an environment that CI must run tried nothing, or when a test of the integration environment was skipped: CI has
root and the routers, so a skip there means that something promised was not tried.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as Xml
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

REQUIRED = (
    "integration",
    "unit-py3.11-core2.17",
    "unit-py3.11-core2.18",
    "unit-py3.11-core2.19",
    "unit-py3.13-core2.21",
)
NO_SKIPS = ("integration",)


@dataclass
class Report:
    """What one environment's junit file says; ``skips`` holds a reason per skipped test."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    skips: list[str] = field(default_factory=list)


def read(path: Path) -> Report:
    """One junit file as pytest writes it."""
    report = Report(path.stem)
    # The file was written by our own pytest a moment ago: nothing of a stranger's is parsed.
    for case in Xml.parse(path).iter("testcase"):  # noqa: S314
        outcome, reason = _outcome(case)
        report.counts[outcome] += 1
        if outcome == "skipped":
            report.skips.append(reason)
    return report


def _outcome(case: Xml.Element) -> tuple[str, str]:
    for tag, outcome in (("failure", "failed"), ("error", "failed"), ("skipped", "skipped")):
        found = case.find(tag)
        if found is not None:
            return outcome, found.get("message", "")
    return "passed", ""


def complaints(reports: list[Report]) -> list[str]:
    """Why this run is not good enough for CI, one sentence each."""
    by_name = {report.name: report for report in reports}
    found = [f"{name} ran no test" for name in REQUIRED if name not in by_name or not by_name[name].counts.total()]
    found += [f"{report.name}: {report.counts['failed']} failed" for report in reports if report.counts["failed"]]
    for name in NO_SKIPS:
        skipped = by_name[name].counts["skipped"] if name in by_name else 0
        if skipped:
            found.append(f"{name}: {skipped} skipped, which CI does not accept")
    return found


def main(folder: Path) -> int:
    reports = [read(path) for path in sorted(folder.glob("*.xml"))]
    total: Counter[str] = Counter()
    for report in reports:
        total.update(report.counts)
        counts = report.counts
        print(f"{report.name}: {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
        for reason, count in sorted(Counter(report.skips).items()):
            print(f"  skipped {count}: {reason}")
    bad = complaints(reports)
    for complaint in bad:
        print(f"not accepted: {complaint}")
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

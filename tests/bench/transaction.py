# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one governed change costs, beside what engineers write without it.

    python -m tests.bench.transaction --devices 10 50 200

Every contender makes the same change of the same simulated IOS devices (no delay of their own), in this run, on this machine;
afterwards each device is asked whether the change is running and saved. Counted are the CPU seconds of the command with everything
it starts, daemons included, and not those of the simulators. A peer's environment is made at first use.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench import machine, report
from tests.bench.contenders import Contender, Job, contenders
from tests.bench.environments import FOLDER, versions
from tests.bench.fleet import new_change, topology, unchanged_devices
from tests.bench.tree import CommandFailedError, Cost, measure
from tests.lab.lab import SimulatedLab

# The six tasks cost some 5 CPU seconds a device: beyond this many devices only with --full.
LARGEST_SIX_TASKS = 50
LARGEST_SIX_TASKS_QUICK = 10


def arguments() -> argparse.ArgumentParser:
    """The command line's grammar."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.transaction", description=__doc__.splitlines()[0])
    parser.add_argument("--devices", type=int, nargs="+", default=[10, 50, 200], metavar="N")
    parser.add_argument("--forks", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=1, help="runs of each, of which the one with the least CPU counts")
    parser.add_argument("--pad", type=int, default=0, help="more configuration lines in each device")
    parser.add_argument("--only", nargs="+", metavar="CONTENDER", help="of ours, ours_more, nornir, six_tasks")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help=f"six tasks on up to {LARGEST_SIX_TASKS_QUICK} devices only")
    size.add_argument("--full", action="store_true", help="six tasks on any number of devices")
    parser.add_argument("--into", type=Path, nargs="+", default=[], metavar="PAGE", help="pages with a place for the tables")
    parser.add_argument("--from-json", type=Path, help="measure nothing, take these figures")
    parser.add_argument("--json", type=Path, default=FOLDER / "transaction.json", help="where the figures go")
    return parser


def wanted(options: argparse.Namespace, contender: Contender, count: int) -> bool:
    """Whether this contender is measured on so many devices."""
    if options.only and contender.key not in options.only:
        return False
    if contender.key != "six_tasks" or options.full:
        return True
    return count <= (LARGEST_SIX_TASKS_QUICK if options.quick else LARGEST_SIX_TASKS)


def run(contender: Contender, count: int, options: argparse.Namespace) -> Cost:
    """One measured run on fresh devices. Raises CommandFailedError where the change did not arrive everywhere."""
    python = contender.python()
    with SimulatedLab(topology(count, options.pad)) as lab, tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        job = Job(lab, new_change(), options.forks, Path(scratch))
        command, environment = contender.command(python, job)
        cost = measure(command, job.folder, environment)
        missing = unchanged_devices(lab, job.change)
        if missing:
            raise CommandFailedError(f"{contender.title}: the change is not on {', '.join(missing[:10])}")
        return cost


def rows(options: argparse.Namespace, failures: list[str]) -> list[dict[str, Any]]:
    """All measurements, smallest fleet first; a run that failed is named in ``failures``."""
    found: list[dict[str, Any]] = []
    for count in sorted(options.devices):
        for contender in contenders():
            if not wanted(options, contender, count):
                continue
            try:
                costs = [run(contender, count, options) for _ in range(options.rounds)]
            except CommandFailedError as error:
                print(f"{contender.key} on {count} FAILED: {error}", file=sys.stderr)
                failures.append(f"{contender.title} on {count} devices")
                continue
            best = min(costs, key=lambda cost: cost.cpu)
            print(f"{contender.key} on {count}: {best.cpu:.1f} CPU s, {best.wall:.1f} s, {best.peak_mb:.0f} MB", file=sys.stderr)
            found.append({"contender": contender.key, "title": contender.title, "devices": count, "cpu": best.cpu, **asdict(best)})
    return found


def main() -> int:
    """Measure, print the tables, write the JSON."""
    options = arguments().parse_args()
    result = json.loads(options.from_json.read_text(encoding="utf-8")) if options.from_json else measurements(options)
    text = report.markdown(result)
    for page in options.into:
        report.put_into(page, "transaction", text)
    print(text)
    return 1 if result["failures"] else 0


def measurements(options: argparse.Namespace) -> dict[str, Any]:
    """Everything measured, with what it was measured on; kept as JSON too."""
    load = machine.load()
    failures: list[str] = []
    measured = rows(options, failures)
    used = [contender for contender in contenders() if any(row["contender"] == contender.key for row in measured)]
    result = {
        "machine": machine.describe() | {"load_before": load, "load_after": machine.load()},
        "versions": {contender.key: versions(contender.python()) for contender in used},
        "forks": options.forks,
        "rounds": options.rounds,
        "pad": options.pad,
        "failures": failures,
        "rows": measured,
    }
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return result


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a login with six show commands and two lines costs in each SSH library: ``python -m tests.bench.sessions``.

The libraries take turns on the same simulated IOS devices, one device after the other, so that waiting is not hidden. The table
is for docs/adr/0003-session-library.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import machine
from tests.bench.environments import python_of, versions
from tests.bench.fleet import topology
from tests.bench.report import put_into
from tests.lab.lab import SimulatedLab

# Library as peers/session.py calls it, environment, distributions whose versions matter.
RUNS = (
    ("ours", "", ("scrapli", "ssh2-python")),
    ("ssh2-python", "scrapli", ("ssh2-python",)),
    ("scrapli-ssh2", "scrapli", ("scrapli", "ssh2-python")),
    ("paramiko", "scrapli", ("paramiko",)),
    ("scrapli-paramiko", "scrapli", ("scrapli", "paramiko")),
    ("libscrapli", "libscrapli", ("scrapli",)),
    ("netmiko", "nornir", ("netmiko", "paramiko")),
    ("scrapli-system", "scrapli", ("scrapli",)),
)
# A known_hosts line of nobody: the device's key is not in the file, and the file is not empty.
STRANGER = "[192.0.2.254]:22 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
LONGEST = 90
PROGRAM = Path(__file__).parent / "peers" / "session.py"


def run(library: str, peer: str, job: Path) -> dict[str, Any]:
    """One library's figures; ``failed`` holds its last words where it has none."""
    python = python_of(peer) if peer else Path(sys.executable)
    kept = {name: value for name, value in os.environ.items() if not peer or name != "PYTHONPATH"}
    try:
        command = [str(python), str(PROGRAM), library, str(job)]
        done = subprocess.run(command, env=kept, text=True, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return {"failed": f"no end within {LONGEST} s"}
    if done.returncode:
        return {"failed": done.stderr.strip()[-300:]}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _anonymous(text: str) -> str:
    """An error's words without this run's addresses and keys, and without our cures: those are for the person who meets it."""
    text = re.sub(r"127(\.\d+){3}", "192.0.2.1", text.replace("|", "/"))
    return re.sub(r" Cure: .*", "", re.sub(r"SHA256:[^ ,]+", "SHA256:...", text)) or "(nothing)"


def markdown(rows: list[dict[str, Any]]) -> str:
    """Costs, then what is said when it goes wrong."""
    costs = ["| library | versions | CPU s per device | wall s per device |", "|---|---|---|---|"]
    words = ["| library | closed port | wrong password | unknown host key |", "|---|---|---|---|"]
    for row in rows:
        found, faults = row["found"], row["found"].get("faults", {})
        shown = ", ".join(f"{name} {version}" for name, version in row["versions"].items())
        figures = f"{found['cpu']:.4f} | {found['wall']:.3f}" if "cpu" in found else "failed |"
        costs.append(f"| {row['library']} | {shown} | {figures} |")
        words.append("| " + " | ".join([row["library"], *(_anonymous(text) for text in faults.values())]) + " |")
    return "\n".join(costs) + "\n\n" + "\n".join(words)


def main() -> int:
    """Measure all, print Markdown."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sessions", description=__doc__.splitlines()[0])
    parser.add_argument("--devices", type=int, default=20)
    parser.add_argument("--into", type=Path, nargs="+", default=[], metavar="PAGE", help="pages with a place for the tables")
    options = parser.parse_args()
    rows, load = [], machine.load()
    with SimulatedLab(topology(options.devices)) as lab, tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        foreign = Path(scratch, "foreign_known_hosts")
        foreign.write_text(STRANGER, encoding="ascii")
        job = Path(scratch, "job.json")
        hosts = [device.host for device in lab.devices]
        known = {"known_hosts": str(lab.known_hosts), "foreign_known_hosts": str(foreign)}
        job.write_text(json.dumps({"hosts": hosts, "port": lab.devices[0].port, **known}), encoding="ascii")
        for library, peer, names in RUNS:
            found = versions(python_of(peer) if peer else Path(sys.executable))
            used = {name: found[name] for name in names if name in found}
            rows.append({"library": library, "versions": used, "found": run(library, peer, job)})
            print(library, rows[-1]["found"], file=sys.stderr)
    at = machine.describe()
    place = f"{at['date']}, {at['processor']}, {at['cores']} cores, Python {at['python']}"
    text = f"{place}, load before {load}, after {machine.load()}.\n\n{markdown(rows)}"
    for page in options.into:
        put_into(page, "sessions", text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, from nothing: a governed change across a lab of several vendors, one that goes well and one that does not.

Simulated routers everywhere; real FRR routers beside them where there is root and FRR. Nothing is left behind. The exit status is 0
when the good change was confirmed everywhere and the bad one was rolled back where it did harm.

    python -m tests.demo [--simulated]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.lab import SimulatedLab
from tests.lab.frr.lab import FrrLab, missing
from tests.stage import tree

ROOT = Path(__file__).resolve().parent.parent
BOLD, DIM, GREEN, RED, END = "\033[1m", "\033[2m", "\033[32m", "\033[31m", "\033[0m"
GOOD = {
    "id": "DEMO-1", "title": "Describe an interface", "reason": "The demo's good change", "ticket": "DEMO-1", "targets": "all",
    "content": {"by_platform": {
        "cisco.ios.ios": {"lines": ["interface Loopback0", " description changed by auto.factory", "ntp server 192.0.2.123"]},
        "arista.eos.eos": {"lines": ["interface Loopback0", "   description changed by auto.factory", "ntp server 192.0.2.123"]},
        "frr.frr.frr": {"lines": ["interface lo", " description changed by auto.factory"]},
        "cisco.nxos.nxos": {"lines": ["interface Ethernet1/1", "  description changed by auto.factory"]},
        "cisco.iosxr.iosxr": {"lines": ["interface GigabitEthernet0/0/0/1", " description changed by auto.factory"]},
        "junipernetworks.junos.junos": {"lines": ["set interfaces ge-0/0/1 description \"changed by auto.factory\""]},
        "vyos.vyos.vyos": {"lines": ["set interfaces ethernet eth1 description 'changed by auto.factory'"]},
    }},
    "checks": ["interfaces_stay_up", "bgp_sessions_stay_up", "ospf_neighbors_stay", "routes_stay"],
    "confirm_timeout": 60, "settle": 2, "waves": {"canary": 1, "size": 10},
}  # fmt: skip


def say(text: str, style: str = "") -> None:
    """A line of the story, coloured where there is a terminal."""
    colored = style and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    sys.stdout.write(f"{style}{text}{END}\n" if colored else f"{text}\n")
    sys.stdout.flush()


class Demo:
    """One run in a folder of its own, with its own journal."""

    def __init__(self, folder: Path, simulated: SimulatedLab, vendors: SimulatedLab, real: FrrLab | None) -> None:
        self.folder, self.simulated, self.real = folder, simulated, real
        self.inventory = folder / "inventory"
        self.inventory.mkdir()
        for name, lab in (("simulated", simulated), ("vendors", vendors)):
            # Each lab has host keys of its own, so each is a group of its own.
            group = lab.inventory()["all"]["children"]["simulated"]
            (self.inventory / f"{name}.json").write_text(json.dumps({"all": {"children": {name: group}}}))
        if real:
            (self.inventory / "real.json").write_text(json.dumps(real.inventory()))

    def run(self, *command: str) -> int:
        """Run one of Ansible's programs before the reader's eyes."""
        say("$ " + " ".join(command), DIM)
        return subprocess.run(
            [str(Path(sys.executable).with_name(command[0])), *command[1:]], env=self._environment(), cwd=self.folder, check=False
        ).returncode

    def change(self, change: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """(exit status, result document) of the playbook auto.factory.change."""
        file = self.folder / f"{change['id']}.yml"
        file.write_text(json.dumps(change))
        result = self.folder / f"{change['id']}.result.json"
        status = self.run(
            "ansible-playbook", "auto.factory.change", "-i", "inventory", "-e", f"change={file.name}", "-e", f"result={result}"
        )
        return status, json.loads(result.read_text()) if result.exists() else {}

    def running(self, host: str) -> str:
        """A device's running configuration, read past the collection."""
        return self.real.running(host) if self.real and host in self.real.machines else self.simulated.device(host).running

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ANSIBLE_")}
        color = {"ANSIBLE_FORCE_COLOR": "1"} if sys.stdout.isatty() and "NO_COLOR" not in os.environ else {}
        return kept | color | {
            "ANSIBLE_COLLECTIONS_PATH": str(self.folder / "collections"),
            "ANSIBLE_HOME": str(self.folder / "ansible"),
            "ANSIBLE_FORKS": "10",
            "ANSIBLE_DISPLAY_SKIPPED_HOSTS": "0",
            "ANSIBLE_CALLBACKS_ENABLED": "auto.factory.audit",
            "AUTO_FACTORY_HOME": str(self.folder / "journal"),
        }  # fmt: skip


def bad_change(victim: str) -> dict[str, Any]:
    """A wrong AS number for a neighbour of the victim, a harmless line for the others."""
    bad = ["router bgp 65000", f" neighbor 10.255.0.{1 if victim.endswith('2') else 2} remote-as 64999"]
    platform = "frr.frr.frr" if victim.startswith("r") else "cisco.ios.ios"
    return {
        "id": "DEMO-2", "title": "A wrong AS number", "reason": "The demo's bad change", "ticket": "DEMO-2", "targets": victim,
        "content": {"by_platform": {platform: {"lines": bad}}},
        "checks": ["interfaces_stay_up", "bgp_sessions_stay_up"], "confirm_timeout": 60, "check_timeout": 6, "settle": 2,
    }  # fmt: skip


def story(demo: Demo) -> bool:
    """Tell it; True when everything ended as it has to."""
    say("\n1. A change that holds: a canary first, then everybody else\n", BOLD)
    status, good = demo.change(GOOD)
    went_well = status == 0 and set(good.get("devices", {}).values()) == {"confirmed"}
    victim = "r2" if demo.real else "core2"
    say(f"\n2. A change that does harm: {victim} gets a wrong AS number for a neighbour\n", BOLD)
    before = demo.running(victim)
    status, bad = demo.change(bad_change(victim))
    restored = demo.running(victim) == before
    rolled_back = status != 0 and bad.get("devices", {}).get(victim) == "rolled_back" and restored
    say("\n3. What the journal knows, and whether it is whole\n", BOLD)
    demo.run("ansible", "localhost", "-m", "auto.factory.journal_info", "-a", "limit=2")
    whole = demo.run("ansible", "localhost", "-m", "auto.factory.verify_journal") == 0
    say("\nSummary\n", BOLD)
    for host, outcome in {**good.get("devices", {}), victim: "confirmed, then rolled_back"}.items():
        kind = "real router" if demo.real and host in demo.real.machines else "simulated"
        say(f"  {host:<10} {kind:<12} {outcome}", GREEN if outcome == "confirmed" else RED)
    say(f"  running configuration of {victim} is byte for byte the one before the bad change: {'yes' if restored else 'NO'}")
    say(f"  the journal is whole: {'yes' if whole else 'NO'}")
    return went_well and rolled_back and whole


def main() -> int:
    """Build the lab, tell the story, leave nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--simulated", action="store_true", help="leave the real routers out")
    options = parser.parse_args()
    began = time.monotonic()
    reason = "asked for with --simulated" if options.simulated else missing()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="auto-factory-demo-")))
        tree(folder / "collections")
        real = None if reason else stack.enter_context(FrrLab(prefix="demo", network_prefix="172.31.93"))
        simulated = stack.enter_context(SimulatedLab(ROOT / "tests/lab/topologies/demo.yml"))
        vendors = stack.enter_context(SimulatedLab(ROOT / "tests/lab/topologies/vendors.yml"))
        say(f"Simulated devices: {', '.join([*simulated.topology.devices, *vendors.topology.devices])}.")
        if real:
            say("Real FRR routers in network namespaces: r1, r2, r3, r4. Waiting for their sessions.")
            real.wait_converged()
        else:
            say(f"No real routers: {reason}.")
        well = story(Demo(folder, simulated, vendors, real))
    verdict = "Everything ended as it should" if well else "Something did NOT end as it should"
    say(f"\n{verdict}; {time.monotonic() - began:.0f} seconds, nothing left behind.", GREEN if well else RED)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())

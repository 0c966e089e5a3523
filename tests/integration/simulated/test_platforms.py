# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One playbook, every simulated network OS: the same task, the same outcome, whatever the vendor."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.auto.factory.tests.conformance.bed import Row
from ansible_collections.auto.factory.tests.conformance.rows import rows
from ansible_collections.auto.factory.tests.conformance.simulated import fleet_of
from ansible_collections.auto.factory.tests.lab import SimulatedDevice, SimulatedLab

from ..play import Played, Player

FAILING = [{"config_contains": "words that stand nowhere"}]


class Site:
    """One lab with a device of each simulated platform, in one inventory."""

    def __init__(self, lab: SimulatedLab, found: dict[str, Row], folder: Any) -> None:
        self.lab, self.rows, self.folder = lab, found, folder
        inventory = lab.inventory()
        for group in inventory["all"]["children"]["simulated"]["children"].values():
            for host, variables in group["hosts"].items():
                variables["wanted"] = list(found[host].change)
        self.player = Player(folder, inventory)

    def device(self, name: str) -> SimulatedDevice:
        """A look past the collection."""
        return self.lab.device(name)

    def change(self, *options: str, **arguments: Any) -> Played:
        """The one task, on all of them."""
        task = {"auto.factory.change": {"lines": "{{ wanted }}", "confirm_timeout": 60, "settle": 0, **arguments}}
        return self.player.run([task], "all", "-f", "20", *options)


@pytest.fixture
def site(tmp_path):
    """Fresh devices."""
    found = {f"one-{row.network_os.rpartition('.')[2]}": row for row in rows() if fleet_of(row)}
    devices = {name: {"platform": row.network_os, "ports": 3, "config": fleet_of(row).config} for name, row in found.items()}
    defaults = {"user": "admin", "password": "admin", "port": 2222, "host_keys": "shared"}
    with SimulatedLab({"defaults": defaults, "devices": devices}) as lab:
        yield Site(lab, found, tmp_path)


def test_one_task_for_every_vendor(site):
    """Foretold by --check without a trace; confirmed, saved where there is something to save; a second run changes nothing."""
    before = {name: site.device(name).running for name in site.rows}
    foretold = site.change("--check", "--diff")
    for name in site.rows:
        assert foretold.result(name)["changed"], foretold.result(name)
        assert foretold.result(name)["diff"]["prepared"]
        assert site.device(name).running == before[name], name
    done = site.change(checks=["interfaces_stay_up"])
    assert "Traceback" not in done.text
    for name, row in site.rows.items():
        result = done.result(name)
        assert result["outcome"] == "confirmed", (name, result["error"])
        assert row.shows in site.device(name).running
        assert result["fingerprint"]["after"] == result["fingerprint"]["predicted"], name
        assert site.device(name).pending() is None
    again = site.change()
    assert {name: again.result(name)["outcome"] for name in site.rows} == dict.fromkeys(site.rows, "unchanged")


def test_a_failed_check_brings_every_vendor_back(site):
    """With the check's own words, and nothing pending."""
    before = {name: site.device(name).running for name in site.rows}
    done = site.change(checks=FAILING)
    for name in site.rows:
        result = done.result(name)
        assert (result["outcome"], result["failed"]) == ("rolled_back", True), (name, result["error"])
        assert "words that stand nowhere" in result["error"]["what"]
        assert site.device(name).running == before[name], name
        assert site.device(name).pending() is None

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook auto.factory.change: a change file, a pattern, batch by batch, and a result that says how each device ended."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lab import SimulatedLab
from tests.lab.lab import DEMO

from ..play import Player

GOOD = {
    "id": "CHG-1",
    "targets": "simulated",
    "reason": "Second time source",
    "content": {"lines": ["ntp server 192.0.2.21"]},
    "checks": ["interfaces_stay_up"],
    "confirm_timeout": 60,
}


@pytest.fixture
def lab():
    with SimulatedLab(DEMO) as up:
        yield up


class Campaign:
    """Runs the playbook for a lab."""

    def __init__(self, folder, lab, connection="auto.factory.cli"):
        self.folder, self.lab = folder, lab
        inventory = lab.inventory()
        inventory["all"]["children"]["simulated"]["vars"]["ansible_connection"] = connection
        self.player = Player(folder, inventory)

    def run(self, change, *options):
        """(exit status, text, result document)."""
        file = self.folder / "change.yml"
        file.write_text(change if isinstance(change, str) else json.dumps(change))
        result = self.folder / "result.json"
        program = Path(sys.executable).with_name("ansible-playbook")
        words = [
            "auto.factory.change",
            "-i",
            str(self.player.inventory),
            "-e",
            f"change={file}",
            "-e",
            f"result={result}",
            *options,
        ]
        done = subprocess.run(
            [program, *words], env=self.player.environment(), cwd=self.folder, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr, json.loads(result.read_text()) if result.exists() else None


def test_every_device_of_the_pattern_is_changed_canary_first(tmp_path, lab):
    """Exit status 0 and `done` only when all of them hold it; the second run changes nothing and ends as well."""
    campaign = Campaign(tmp_path, lab)
    status, text, document = campaign.run(GOOD)
    assert (status, document["outcome"], set(document["devices"].values())) == (0, "done", {"confirmed"}), text
    assert all("ntp server 192.0.2.21" in device.startup for device in lab.devices)
    batches = [line for line in text.splitlines() if line.startswith("included:")]
    assert [line.rsplit(" for ", 1)[1].count(",") + 1 for line in batches] == [1, 3]
    assert {row[0] for row in campaign.player.journal("select distinct change_id from events where change_id is not null")} == {
        "CHG-1"
    }
    status, _text, document = campaign.run(GOOD)
    assert (status, document["outcome"], set(document["devices"].values())) == (0, "done", {"unchanged"})


def test_a_failing_canary_stops_everything_behind_it(tmp_path, lab):
    """The rest is left alone and named, the run fails, and the summary says what happened where."""
    status, text, document = Campaign(tmp_path, lab).run({**GOOD, "content": {"lines": ["bogus line"]}})
    assert (status, document["outcome"]) == (2, "stopped")
    assert document["devices"] == {"core1": "rolled_back"}
    assert document["untouched"] == ["core2", "access1", "access2"]
    assert document["errors"]["core1"]["code"] == "rejected_line"
    assert "left alone" in text
    assert all(not device.configured() for device in lab.devices if device.name != "core1")


def test_an_inventory_for_another_connection_serves_unchanged(tmp_path, lab):
    """The playbook brings its own connection, whether or not the collection of the inventory's is installed."""
    status, text, document = Campaign(tmp_path, lab, "ansible.netcommon.network_cli").run(GOOD)
    assert (status, document["outcome"]) == (0, "done"), text


def test_content_differs_by_platform(tmp_path, lab):
    """by_platform: each platform its own lines; a device whose platform has none is refused before it is touched."""
    lines = {"cisco.ios.ios": {"lines": ["interface Loopback0", " description by IOS"]}}
    status, _text, document = Campaign(tmp_path, lab).run({**GOOD, "content": {"by_platform": lines}})
    assert status == 2
    assert document["devices"] == {"core1": "confirmed", "core2": "confirmed", "access1": "refused", "access2": "refused"}
    assert "no content for the platform" in document["errors"]["access1"]["what"]


def test_a_limited_run_is_summed_up_too(tmp_path, lab):
    """--limit leaves the other devices out, and still ends with the summary and its document."""
    status, text, document = Campaign(tmp_path, lab).run(GOOD, "--limit", "access1")
    assert (status, document["devices"]) == (0, {"access1": "confirmed"}), text
    assert "1 lines" in text


def test_a_pattern_without_a_device_is_no_success(tmp_path, lab):
    """A change that reached nobody does not end well."""
    status, text, _document = Campaign(tmp_path, lab).run({**GOOD, "targets": "nowhere"})
    assert status != 0
    assert "no host matches its targets" in text


def test_the_journal_names_the_device_that_was_changed(tmp_path, lab):
    """With delegate_to that is not the host of the play."""
    player = Campaign(tmp_path, lab).player
    task = {"auto.factory.change": {"lines": ["ntp server 192.0.2.77"], "confirm_timeout": 60}, "delegate_to": "core2"}
    player.run([task], "access1")
    assert {row[0] for row in player.journal("select host from events where transaction_id is not null")} == {"core2"}
    assert "192.0.2.77" in lab.device("core2").running


def test_check_mode_changes_nothing(tmp_path, lab):
    """--check goes through the whole of it and touches no device."""
    before = [device.running for device in lab.devices]
    status, text, _document = Campaign(tmp_path, lab).run(GOOD, "--check")
    assert status == 0, text
    assert [device.running for device in lab.devices] == before
    assert not any(device.pending() for device in lab.devices)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({**GOOD, "linez": []}, "the key 'linez' is unknown", id="an unknown key"),
        pytest.param({**GOOD, "content": {"lines": [], "src": "x"}}, "exactly one of lines, src and config", id="two contents"),
        pytest.param({**GOOD, "checks": ["interface_stay_up"]}, "interfaces_stay_up", id="a misspelt check"),
        pytest.param({**GOOD, "window": {"not_before": "2026-12-01"}}, "unsupported", id="a promise nobody keeps yet"),
        pytest.param({key: value for key, value in GOOD.items() if key != "id"}, "'id' is missing", id="no id"),
        pytest.param("id: [", "this is not YAML", id="no YAML"),
    ],
)
def test_a_wrong_change_file_is_an_error_with_its_place(tmp_path, lab, change, words):
    """The file and the key are named, nothing is touched, and no traceback is shown."""
    status, text, document = Campaign(tmp_path, lab).run(change)
    assert status != 0
    assert words in " ".join(text.split())
    assert "change.yml" in text
    assert "Traceback" not in text
    assert document is None
    assert not any(device.commands() for device in lab.devices)

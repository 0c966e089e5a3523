# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same good change, over and over, with one thing going wrong at each command that the device receives.

Whatever goes wrong wherever: a device that is called confirmed has the whole change, one that is called anything else has none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from ansible_collections.auto.factory.tests.lab import SimulatedLab

from ..play import Player
from .cells import NTP, PLATFORMS, SITES, Cells, topology

LINES = [NTP, "ntp server 198.51.100.78"]
FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "the session drops": ("drop", {}),
    "the session drops once the command ran": ("drop", {"executed": True}),
    "the device hangs": ("hang", {}),
    "the answer is cut": ("truncate", {"chars": 12, "prompt": False}),
    "the device reboots": ("reboot", {"seconds": 1}),
    "the device reboots once the command ran": ("reboot", {"seconds": 1, "executed": True}),
}
TIMER = {"ios": 60, "eos": 15}
PATIENCE = {"ansible_command_timeout": 3, "ansible_connect_timeout": 3}


@dataclass
class Swept:
    """One run: what went wrong at which command, what was said of it, and what the device held."""

    host: str
    fault: str
    command: str
    before: str
    result: dict[str, Any]
    running: str
    startup: str
    pending: Any
    sessions: int

    def __str__(self) -> str:
        error = self.result.get("error") or {}
        return f"{self.host}: {self.fault} at '{self.command}': {self.result.get('outcome')} {error.get('code')} {self.result.get('warnings')}"


def script(cells: Cells, platform: str, folder) -> list[str]:
    """What a device receives in a run in which nothing goes wrong."""
    case = cells.take(platform, folder)
    case.device.commands(forget=True)
    assert case.change(lines=LINES, confirm_timeout=TIMER[platform])["outcome"] == "confirmed"
    return [row["line"] for row in case.device.commands()]


@pytest.fixture(scope="module")
def swept(tmp_path_factory) -> list[Swept]:
    """Every fault at every command on both platforms, each on a device of its own, in one run of ansible-playbook."""
    folder = tmp_path_factory.mktemp("sweep")
    size = 150
    with SimulatedLab(topology(size)) as lab:
        cells = Cells(lab, size)
        planted: list[tuple[str, str, str]] = []
        for platform in PLATFORMS:
            for at, command in enumerate(script(cells, platform, folder), 1):
                for title, (name, arguments) in FAULTS.items():
                    device = cells.take(platform, folder).device
                    device.fault(name, at=at, **arguments)
                    planted.append((device.name, title, command))
        return _play(cells, planted, folder)


def _play(cells: Cells, planted: list[tuple[str, str, str]], folder) -> list[Swept]:
    lab = cells.lab
    names = [name for name, _title, _command in planted]
    before = {name: lab.device(name).running for name in names}
    timers = {name: {"timer": TIMER[name[:3]], **PATIENCE} for name in names}
    player = Player(folder, cells.inventory(timers))
    played = player.run([{"auto.factory.change": {"lines": LINES, "confirm_timeout": "{{ timer }}"}}], ",".join(names), "-f", "24")
    assert "Traceback" not in played.text
    found = []
    for name, title, command in planted:
        device = lab.device(name)
        device.wait(lambda one: one.reachable(), 5)
        found.append(
            Swept(name, title, command, before[name], played.result(name), device.running, device.startup, device.pending(), device.sessions())
        )
    return found


def wanted(before: str, running: str) -> bool:
    """Whether all of the change is there and nothing else."""
    return sorted(running.splitlines()) == sorted([*before.splitlines(), *LINES])


def test_confirmed_means_the_whole_change_and_anything_else_means_none_of_it(swept):
    """No fault at any command leaves a device half changed, or called what it is not."""
    for one in swept:
        outcome = one.result["outcome"]
        assert outcome in ("confirmed", "rolled_back", "refused"), str(one)
        if outcome == "confirmed" and "reboots" not in one.fault:
            assert wanted(one.before, one.running), str(one)
        if outcome != "confirmed":
            assert one.running == one.before, str(one)
            assert one.startup == one.before, str(one)
        assert one.pending is None, str(one)
        assert one.result["failed"] == (outcome != "confirmed"), str(one)


def test_every_result_is_complete_and_says_what_to_do(swept):
    """All promised keys, an error with its host and cure, never only `unreachable`, and in time."""
    for one in swept:
        result = one.result
        assert {"changed", "outcome", "failed", "commands", "rollback_commands", "checks", "fingerprint", "transaction_id"} <= set(result), str(one)
        assert {"change_id", "dead_man", "timings"} <= set(result), str(one)
        if result["failed"]:
            assert result["error"]["cure"], str(one)
            assert one.host in result["error"]["where"], str(one)
            assert result["error"]["code"] not in ("error", "input"), f"{one} {result['error']}"
        assert sum(result["timings"].values()) <= TIMER[one.host[:3]] + 45, str(one)


def test_what_is_before_the_first_touch_is_refused(swept):
    """A fault while we only look refuses the change."""
    for one in swept:
        if one.command.startswith("terminal"):
            continue  # both the first login and the fresh one
        if one.command in ("show archive", "show configuration sessions detail | json"):
            assert one.result["outcome"] in ("refused", "confirmed", "rolled_back"), str(one)


def test_no_session_stays_open(swept):
    """Nothing of ours holds a terminal line of the device afterwards."""
    assert [str(one) for one in swept if one.sessions] == []

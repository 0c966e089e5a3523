# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same change, over and over, with one thing going wrong at each command that the device receives.

Whatever goes wrong wherever: a device that is called confirmed has the whole change, any other has none of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.auto.factory.tests.lab import SimulatedLab

from ..play import Player
from .cells import NTP, PLATFORMS, Cells, topology

LINES = [NTP, "ntp server 198.51.100.78"]
FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "the device hangs": ("hang", {}),
    "the session drops": ("drop", {}),
    "the session drops once the command ran": ("drop", {"executed": True}),
    "the answer is cut": ("truncate", {"chars": 12, "prompt": False}),
    "the answer is cut short": ("truncate", {"chars": 300}),
    "the device reboots": ("reboot", {"seconds": 1}),
    "the device reboots once the command ran": ("reboot", {"seconds": 1, "executed": True}),
}
TIMER = {"ios": 60, "eos": 15}
PATIENCE = {"ansible_command_timeout": 3, "ansible_connect_timeout": 3}
PROMISED = {
    "changed", "outcome", "failed", "commands", "rollback_commands", "checks", "fingerprint", "transaction_id",
    "change_id", "dead_man", "timings",
}  # fmt: skip
AWAY = "no login is taken any more"
FIRST_TOUCH = re.compile(r"configure terminal revert|configure session")
CONFIRM = re.compile(r"configure confirm|configure session \S+ commit")
GOOD: dict[str, Any] = {"checks": [], "check_timeout": 2, "settle": 0}
BAD: dict[str, Any] = {"checks": [{"that": "'never' in after.config.running"}], "check_timeout": 1, "settle": 0}


@dataclass
class Swept:
    """One run: what went wrong at which command, what was said of it, and what the device held before and after."""

    kind: str
    host: str
    fault: str
    command: str
    touched: bool
    before: str
    result: dict[str, Any]
    running: str = ""
    startup: str = ""
    pending: Any = None
    sessions: int = 0

    @property
    def seconds(self) -> float:
        """How long the transaction took; the way back is in the timings under two names."""
        return float(sum(value for name, value in self.result["timings"].items() if name != "rolled_back"))

    def __str__(self) -> str:
        error = self.result.get("error") or {}
        said = (self.result.get("outcome"), error.get("code"), self.result.get("warnings"))
        return f"{self.host}: {self.fault} at '{self.command}': {said}"


@dataclass
class Plant:
    """A device with a fault waiting at one command. ``touched``: whether the device may be changed by then."""

    kind: str
    host: str
    fault: str
    command: str
    touched: bool
    variables: dict[str, Any]


class Sweep:
    """Plants every fault at every command, each on a device of its own, and plays them all at once."""

    def __init__(self, cells: Cells, folder: Path) -> None:
        self.cells, self.folder = cells, folder
        self.plants: list[Plant] = []

    def script(self, platform: str, arguments: dict[str, Any], outcome: str) -> list[str]:
        """What a device receives in a run in which nothing else goes wrong."""
        case = self.cells.take(platform, self.folder)
        result = case.change(lines=LINES, confirm_timeout=TIMER[platform], **arguments)
        assert result["outcome"] == outcome, result
        return [row["line"] for row in case.device.commands()]

    def plant(self, kind: str, platform: str) -> None:
        """Faults at every command of a ``good`` run, or at those of a ``bad`` one's way back."""
        arguments, outcome = (GOOD, "confirmed") if kind == "good" else (BAD, "rolled_back")
        script = self.script(platform, arguments, outcome)
        touch = next(index for index, command in enumerate(script) if FIRST_TOUCH.match(command))
        begin = 0 if kind == "good" else max(index for index, command in enumerate(script) if command == LINES[-1]) + 1
        for at, command in enumerate(script):
            for title, (name, fault) in FAULTS.items():
                if at >= begin and (title != "the answer is cut short" or "running" in command):
                    device = self.cells.take(platform, self.folder).device
                    device.fault(name, at=at + 1, **fault)
                    # A session that ends with the last look is missed at the first touch only.
                    touched = at >= touch - ("once the command ran" in title)
                    variables = {"timer": TIMER[platform], **arguments, **PATIENCE}
                    self.plants.append(Plant(kind, device.name, title, command, touched, variables))

    def plant_away(self, platform: str, command: str) -> None:
        """A device that lets nobody in again, from the moment at which its change lands."""
        device = self.cells.take(platform, self.folder).device
        device.fault("refuse_logins", on=command)
        device.fault("drop", on=command, executed=True)
        self.plants.append(Plant("away", device.name, AWAY, command, True, {"timer": TIMER[platform], **GOOD, **PATIENCE}))

    def play(self) -> list[Swept]:
        """All of it; hanging devices first, because the others can be served while those are waited for."""
        self.plants.sort(key=_slowest_first)
        before = {plant.host: self.cells.lab.device(plant.host).running for plant in self.plants}
        player = Player(self.folder, self.cells.inventory({plant.host: plant.variables for plant in self.plants}))
        templated = {name: "{{ " + name + " }}" for name in GOOD}
        task = {"auto.factory.change": {"lines": LINES, "confirm_timeout": "{{ timer }}", **templated}}
        played = player.run([task], ",".join(before), "-f", "40")
        assert "Traceback" not in played.text
        swept = [Swept(p.kind, p.host, p.fault, p.command, p.touched, before[p.host], played.result(p.host)) for p in self.plants]
        for one in swept:
            device = self.cells.lab.device(one.host)
            device.wait(lambda found: found.reachable(), 5)
            one.running, one.startup, one.pending, one.sessions = (
                device.running,
                device.startup,
                device.pending(),
                device.sessions(),
            )
        return swept


def _slowest_first(plant: Plant) -> tuple[bool, ...]:
    """Where a device hangs in a command that may take long, the wait is long."""
    return plant.kind != "away", "hangs" not in plant.fault, "write" not in plant.command and "revert now" not in plant.command


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> list[Swept]:
    """Every fault at every command of a change that would be confirmed, and of the way back from one that fails its check."""
    size = 250
    with SimulatedLab(topology(size)) as lab:
        sweep = Sweep(Cells(lab, size), tmp_path_factory.mktemp("sweep"))
        for platform in PLATFORMS:
            sweep.plant("good", platform)
            sweep.plant("bad", platform)
        sweep.plant_away("eos", "^commit timer")
        return sweep.play()


@pytest.fixture
def swept(everything) -> list[Swept]:
    """The devices that let us in again."""
    return [one for one in everything if one.kind != "away"]


@pytest.fixture
def good(swept) -> list[Swept]:
    """The changes that would have been confirmed."""
    return [one for one in swept if one.kind == "good"]


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
        assert {"changed", "outcome", "failed", "commands", "rollback_commands", "checks", "fingerprint", "transaction_id"} <= set(
            result
        ), str(one)
        assert {"change_id", "dead_man", "timings"} <= set(result), str(one)
        if result["failed"]:
            assert result["error"]["cure"], str(one)
            assert one.host in result["error"]["where"], str(one)
            assert result["error"]["code"] not in ("error", "input"), f"{one} {result['error']}"
        assert one.seconds <= TIMER[one.host[:3]] + 45, str(one)


def test_what_goes_wrong_before_the_first_touch_refuses_the_change(good):
    """While we only look, nothing can have happened to the device, and the result says so."""
    for one in good:
        if not one.touched:
            assert one.result["outcome"] == ("confirmed" if one.result["failed"] is False else "refused"), str(one)


def test_a_lost_confirmation_is_called_what_the_device_made_of_it(good):
    """The session drops at the confirmation: kept where the device heard it, undone where it did not."""
    for one in good:
        if CONFIRM.match(one.command) and one.fault.startswith("the session drops"):
            assert one.result["outcome"] == ("confirmed" if "once" in one.fault else "rolled_back"), str(one)


def test_a_device_that_lets_nobody_in_again_needs_a_person(everything):
    """Its own timer has brought it back, but nobody could see that: needs_human, with what it began with, and in time."""
    away = next(one for one in everything if one.kind == "away")
    assert (away.result["outcome"], away.result["failed"], away.result["changed"]) == ("needs_human", True, True), str(away)
    assert "authentication" in away.result["error"]["what"] or "refused" in away.result["error"]["what"]
    assert away.running == away.before
    assert away.seconds <= TIMER["eos"] + 45


def test_no_session_stays_open(swept):
    """Nothing of ours holds a terminal line of the device afterwards."""
    assert [str(one) for one in swept if one.sessions] == []

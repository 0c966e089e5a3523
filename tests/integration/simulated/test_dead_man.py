# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the device does by itself when nobody confirms. Device clocks are sped up where a minute would have to be waited for."""

from __future__ import annotations

import os
import signal
import time

import pytest

from .cells import NTP

STAY = ["interfaces_stay_up", "bgp_sessions_stay_up"]


def test_a_killed_controller_is_answered_by_the_device_itself(case):
    """kill -9 between apply and confirm: the device is back within its timer, with nobody's help; the journal has the end."""
    task = {"auto.factory.change": {"lines": [NTP], "checks": STAY, "confirm_timeout": 60, "settle": 30}}
    process = case.player.start([task], case.name)
    case.device.wait(lambda device: NTP in device.running and device.pending(), 20)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    case.device.wait(lambda device: device.sessions() == 0, 5)
    case.device.clock(speed=30)
    case.back_within(8)
    assert case.device.startup == case.startup
    assert not case.player.journal("select state from events where kind = 'transaction.outcome'")
    assert case.player.journal("select state from events where state = 'applied'")


def test_the_next_change_finds_the_device_free(case):
    """After a killed run neither a lock nor a rest of it is in the way of the next one."""
    task = {"auto.factory.change": {"lines": [NTP], "checks": STAY, "confirm_timeout": 60, "settle": 30}}
    process = case.player.start([task], case.name)
    case.device.wait(lambda device: NTP in device.running and device.pending(), 20)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    early = case.change(lines=[NTP], confirm_timeout=60)
    assert (early["outcome"], early["error"]["code"]) == ("refused", "pending_trial"), early
    case.device.clock(speed=30)
    case.back_within(8)
    case.device.clock(speed=1)
    assert case.change(lines=[NTP], confirm_timeout=60)["outcome"] == "confirmed"


def test_a_change_that_cuts_its_own_management_access_is_undone(case):
    """The session is gone and no new one gets in until the device has brought itself back: rolled_back, not unreachable."""
    case.device.clock(speed=12)
    began = time.monotonic()
    result = case.change(lines=[f"interface {case.site.management}", " shutdown"], confirm_timeout=case.site.least_timer)
    assert (result["outcome"], result["failed"], result["changed"]) == ("rolled_back", True, False), result
    assert result["error"]["code"] in ("session_lost", "unreachable", "timeout")
    assert time.monotonic() - began < 30
    case.untouched()


@pytest.mark.parametrize("seconds", [2])
def test_a_management_path_that_breaks_for_a_moment_is_waited_for(case, seconds):
    """An outage during the change costs the change, not the knowledge of the device's state."""
    case.device.fault("cut_management", on=f"^{NTP}$", seconds=seconds)
    result = case.change(lines=[NTP], confirm_timeout=60)
    assert result["outcome"] == "rolled_back", result
    case.untouched()


def test_the_timer_is_the_one_that_the_result_names(case):
    """dead_man says how long the device itself waits: a minute at least on IOS, the asked seconds on EOS."""
    result = case.change(lines=[NTP], confirm_timeout=40)
    assert result["dead_man"] == {"kind": "device", "seconds": max(40, case.site.least_timer)}
    armed = [row["line"] for row in case.device.commands("revert timer|commit timer")]
    assert armed == (["configure terminal revert timer 1"] if case.name.startswith("ios") else ["commit timer 00:00:40"])

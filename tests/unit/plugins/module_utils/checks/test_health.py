# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks on the device itself: default route, clock, load, reachability, saved configuration."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.plugins.module_utils.checks.snapshots import healthy, judge, route


@pytest.mark.parametrize(
    "check", ["default_route_present", "ntp_synchronised", "cpu_below", "reachable", "startup_matches_running"]
)
def test_a_healthy_device_may_be_changed(check: str) -> None:
    """Before a change, each of these passes on a device that is well."""
    result = judge(check, healthy(), phase="pre")
    assert result.passed, result.message


@pytest.mark.parametrize(
    ("params", "routes", "passed"),
    [
        pytest.param({}, {"0.0.0.0/0": [route(vrf=None)]}, True, id="the global table has several names"),
        pytest.param({}, {"0.0.0.0/0": [route(vrf="default")]}, True, id="default is the global table"),
        pytest.param({}, {"0.0.0.0/0": [route(vrf="blue")]}, False, id="another VRF's does not count"),
        pytest.param({"vrf": "blue"}, {"0.0.0.0/0": [route(vrf="blue")]}, True, id="the VRF's own"),
        pytest.param({}, {"0.0.0.0/0": [route(active=False)]}, False, id="an inactive path does not count"),
        pytest.param({}, {"::/0": [route()]}, False, id="IPv6's is another"),
        pytest.param({"family": "ipv6"}, {"::/0": [route()]}, True, id="IPv6's, asked for"),
    ],
)
def test_the_default_route(params: dict[str, Any], routes: dict[str, Any], passed: bool) -> None:
    """Only an active default route of the right family in the right VRF counts."""
    assert judge({"default_route_present": params}, {"routes": routes}).passed is passed


def test_a_lost_default_route_is_told_from_one_that_never_was() -> None:
    """The message says whether the change took it."""
    none = {**healthy(), "routes": {}}
    assert judge("default_route_present", healthy(), none).message.endswith("present before, none now")
    assert judge("default_route_present", none, none).message.endswith("none before, none now")
    assert judge("default_route_present", none, phase="pre").message.startswith("no default route 0.0.0.0/0 (vrf global) (with")


def test_a_clock_that_lost_its_server_fails() -> None:
    """The message says how the clock was and what it follows now."""
    after = healthy()
    after["ntp"] = {"synchronised": False, "stratum": 16, "reference": None}
    result = judge("ntp_synchronised", healthy(), after)
    assert result.message == "NTP: synchronised before, not synchronised now (reference None, stratum 16)"


def test_a_clock_nobody_knows_about_does_not_pass() -> None:
    """Null is not synchronised."""
    unknown = {"ntp": {"synchronised": None}}
    result = judge("ntp_synchronised", unknown)
    assert not result.passed
    assert result.unseen


@pytest.mark.parametrize(("limit", "passed"), [(31, True), (30, False), ("40%", True), (0, False), (100, True)])
def test_the_busiest_cpu_counts(limit: Any, passed: bool) -> None:
    """cpu_below: N wants every CPU strictly below N percent."""
    result = judge({"cpu_below": limit}, healthy())
    assert result.passed is passed
    assert passed or "CPU 1: 30 % used" in result.message


@pytest.mark.parametrize("cpu", [{}, None, {"0": {"%usage": None}}, {"0": {"%usage": 5.0}, "1": {"%usage": None}}])
def test_an_unknown_load_does_not_pass(cpu: Any) -> None:
    """A device that shows no load is not idle."""
    result = judge("cpu_below", {"environment": {"cpu": cpu}})
    assert not result.passed
    assert result.unseen


def test_an_unreached_target_is_named() -> None:
    """The message names the target, what was before, and the device's answer."""
    after = healthy()
    after["reachability"]["10.255.0.2"] = {"reached": False, "detail": "0 of 2 answers"}
    result = judge({"reachable": ["10.255.0.2"]}, healthy(), after)
    assert result.message == "10.255.0.2: not reached from the device: reached before, not reached now (0 of 2 answers)"


def test_an_untried_target_does_not_pass() -> None:
    """Only an answer the device got counts."""
    result = judge({"reachable": ["10.255.0.2", "192.0.2.7"]}, healthy())
    assert not result.passed
    assert result.unseen == ["192.0.2.7: not tried from the device"]


def test_without_targets_the_device_itself_must_answer() -> None:
    """reachable alone: a fresh connection after the change, nothing less."""
    assert judge("reachable", healthy()).message == "the device answers on a fresh connection"
    silent = {**healthy(), "fresh_connection": False}
    assert not judge("reachable", healthy(), silent).passed
    del silent["fresh_connection"]
    assert not judge("reachable", healthy(), silent).passed


def test_unsaved_lines_are_named_without_their_secrets() -> None:
    """Somebody's unsaved change is shown, so that it is not saved or lost with ours; its secrets are not."""
    before = healthy()
    before["config"]["startup"] = before["config"]["running"] + "snmp-server community hunter2\n"
    before["config"]["running"] += "ntp server 192.0.2.9\n"
    result = judge("startup_matches_running", before, phase="pre")
    assert result.message == "only running: 'ntp server 192.0.2.9'; only in startup: 'snmp-server community <secret>'"


def test_lines_in_another_order_differ_too() -> None:
    """Order matters to a fingerprint; the message says so rather than nothing."""
    before = {"config": {"running": "a\nb\n", "startup": "b\na\n"}}
    assert judge("startup_matches_running", before, phase="pre").message == "the same lines stand in another order"


@pytest.mark.parametrize("reason", [None, "no startup configuration here"])
def test_a_startup_nobody_can_read_does_not_pass(reason: str | None) -> None:
    """Where the startup configuration cannot be read, nothing is said to be saved."""
    before = {"config": {"running": "a", "startup": None}, "unsupported": {"startup": reason} if reason else {}}
    result = judge("startup_matches_running", before, phase="pre")
    assert not result.passed
    assert (reason or "no startup configuration") in result.message

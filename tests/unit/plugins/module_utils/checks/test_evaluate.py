# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From findings to results: what is judged when, what is said, what is unseen."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.checks.catalogue import parse_checks
from ansible_collections.auto.factory.plugins.module_utils.checks.definitions import DEFINITIONS
from ansible_collections.auto.factory.plugins.module_utils.checks.evaluate import evaluate, summary
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError

from tests.unit.plugins.module_utils.checks.snapshots import FRR, ROOMS, healthy, judge

EVERY: list[Any] = [
    {"config_contains": ["hostname r1"]}
    if name == "config_contains"
    else {"config_lacks": ["ip http server"]}
    if name == "config_lacks"
    else {"that": "after.ntp.synchronised"}
    if name == "that"
    else {"reachable": ["10.255.0.2"]}
    if name == "reachable"
    else name
    for name in DEFINITIONS
]


@pytest.mark.parametrize("phase", ["pre", "post"])
def test_a_healthy_device_passes_everything(phase: Any) -> None:
    """No check fails on a device that is well and did not change."""
    results = evaluate(parse_checks(EVERY), healthy(), healthy(), phase, FRR, ROOMS)
    assert [result.message for result in results if not result.passed] == []
    assert all(result.message and result.phase == phase for result in results)


def test_each_check_is_judged_in_its_phases() -> None:
    """Comparisons wait for the change; conditions of the device are asked before and after; saved is asked before."""
    before = evaluate(parse_checks(EVERY), healthy(), None, "pre", FRR, ROOMS)
    after = evaluate(parse_checks(EVERY), healthy(), healthy(), "post", FRR, ROOMS)
    names = [{result.name for result in results} for results in (before, after)]
    assert names[0] == {"default_route_present", "ntp_synchronised", "cpu_below", "startup_matches_running", "reachable"}
    assert names[0] | names[1] == set(DEFINITIONS)
    assert "startup_matches_running" not in names[1]


@pytest.mark.parametrize("check", EVERY, ids=str)
def test_an_empty_snapshot_passes_nothing(check: Any) -> None:
    """A device that showed nothing has shown nothing to be well."""
    results = [result for phase in ("pre", "post") for result in evaluate(parse_checks([check]), {}, {}, phase, FRR, ROOMS)]  # type: ignore[arg-type]
    assert results
    assert not any(result.passed for result in results)


@pytest.mark.parametrize("check", [item for item in EVERY if item != "startup_matches_running"], ids=str)
@pytest.mark.parametrize(("key", "waits"), [("unsupported", False), ("unparsed", True)])
def test_what_cannot_be_seen_says_why(check: Any, key: str, waits: bool) -> None:
    """The platform's reason is in the result; only output that failed to parse is worth another look."""
    definition = parse_checks([check])[0]
    blind = {**healthy(), key: dict.fromkeys(definition.reads, "a good reason")}
    result = judge(check, healthy(), blind)
    assert not result.passed
    assert "could not be seen on this platform: " in result.message
    assert "a good reason" in result.message
    assert result.unseen
    assert result.waits is (waits and definition.waits)


def test_the_unseen_may_be_ignored_aloud() -> None:
    """unseen: ignore passes and still says what was not seen; it forgives no failure."""
    blind = {"unsupported": {"environment": "no sensors"}}
    result = judge({"cpu_below": {"unseen": "ignore"}}, blind)
    assert result.passed
    assert result.unseen == ["environment: no sensors"]
    assert result.message == "could not be seen on this platform (ignored, as asked): environment: no sensors"
    half = {"environment": {"cpu": {"0": {"%usage": 99.0}, "1": {"%usage": None}}}}
    assert not judge({"cpu_below": {"unseen": "ignore"}}, half).passed


def test_a_check_after_needs_the_snapshot_after() -> None:
    """Nobody judges a change by what was before it."""
    with pytest.raises(InputError):
        evaluate(parse_checks(["interfaces_stay_up"]), healthy(), None, "post", FRR, ROOMS)


def test_a_refusal_tells_the_way_out() -> None:
    """A change that is to bring the default route is not stopped for ever by its absence: the message says how to ask later."""
    none = {**healthy(), "routes": {}}
    assert "with phase: post" in judge("default_route_present", none, phase="pre").message
    assert "with phase: post" not in judge("default_route_present", none).message
    assert "with phase: post" not in judge({"default_route_present": {"phase": "pre"}}, none, phase="pre").message


def test_before_the_change_only_before_counts() -> None:
    """A snapshot after the change, handed over early, decides nothing before it."""
    results = evaluate(parse_checks(["default_route_present"]), healthy(), {"routes": {}}, "pre", FRR, ROOMS)
    assert results[0].passed


def test_results_keep_the_users_order_and_are_plain() -> None:
    """Results come in the order of the checks and hold what the task result promises."""
    results = evaluate(parse_checks(["routes_stay", "interfaces_stay_up"]), healthy(), healthy(), "post", FRR, ROOMS)
    assert [result.to_dict()["name"] for result in results] == ["routes_stay", "interfaces_stay_up"]
    assert set(results[0].to_dict()) == {"name", "phase", "passed", "message", "unseen"}


def test_the_summary_counts() -> None:
    """A closing table needs only these three numbers."""
    blind = {**healthy(), "ntp": {"synchronised": None}, "routes": {}}
    results = evaluate(
        parse_checks(["ntp_synchronised", "routes_stay", "interfaces_stay_up"]), healthy(), blind, "post", FRR, ROOMS
    )
    assert summary(results) == {"passed": 1, "failed": 2, "unseen": 1}


def test_the_rooms_next_door_fit() -> None:
    """With the collection's own fingerprint, redaction and difference a healthy device passes everything."""
    for phase in ("pre", "post"):
        results = evaluate(parse_checks([*EVERY, {"that": "diff.routes.removed == {}"}]), healthy(), healthy(), phase, FRR)  # type: ignore[arg-type]
        assert [result.message for result in results if not result.passed] == []


def test_lost_routes_are_in_the_difference() -> None:
    """An expression may count what a change took away."""
    after = healthy()
    del after["routes"]["10.1.0.0/24"]
    (result,) = evaluate(parse_checks([{"that": "diff.routes.removed | length == 0"}]), healthy(), after, "post", FRR)
    assert not result.passed


@pytest.mark.parametrize("source", ["diff.config.changed == {}", "diff.config == {}", "not diff.config"])
def test_the_difference_says_nothing_of_the_configuration(source: str) -> None:
    """diff holds no configuration: asking it is a failure, never an empty difference."""
    after = healthy()
    after["config"]["running"] += "ip http server\n"
    (result,) = evaluate(parse_checks([{"that": source}]), healthy(), after, "post", FRR)
    assert not result.passed
    assert "diff.config is undefined" in result.message


def test_real_headers_and_secrets() -> None:
    """On IOS a saved configuration matches though its header differs; an unsaved secret stays secret."""
    running = "Building configuration...\n\nCurrent configuration : 1234 bytes\n!\nhostname r1\n!\nend\n"
    startup = "Using 1200 out of 33554432 bytes\n!\nhostname r1\n!\nend\n"
    before = {"config": {"running": running, "startup": startup}}
    (result,) = evaluate(parse_checks(["startup_matches_running"]), before, None, "pre", "cisco.ios.ios")
    assert result.passed, result.message
    before["config"]["running"] = running.replace("hostname r1", "hostname r1\nsnmp-server community hunter2 RO")
    (result,) = evaluate(parse_checks(["startup_matches_running"]), before, None, "pre", "cisco.ios.ios")
    assert "snmp-server community <secret:" in result.message
    assert "hunter2" not in result.message

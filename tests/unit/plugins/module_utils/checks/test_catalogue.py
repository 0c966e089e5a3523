# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user may write under checks:, and what it makes the device be asked for."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.checks.catalogue import parse_checks, subsets_for, targets_for
from ansible_collections.auto.factory.plugins.module_utils.checks.definitions import TABLE
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError

from tests.unit.plugins.module_utils.checks.snapshots import FRR


@pytest.mark.parametrize(
    ("item", "param", "value"),
    [
        pytest.param({"cpu_below": 80}, "percent", 80.0, id="a bare number"),
        pytest.param({"cpu_below": "80 %"}, "percent", 80.0, id="a number as templates hand it over"),
        pytest.param({"cpu_below": None}, "percent", 90.0, id="nothing: the default"),
        pytest.param({"cpu_below": {"percent": 80}}, "percent", 80.0, id="a named parameter"),
        pytest.param({"cpu_below": 80, "unseen": "ignore"}, "unseen", "ignore", id="a common parameter beside the check"),
        pytest.param({"routes_stay": ["10.1.2.3/8"]}, "only", ["10.0.0.0/8"], id="a bare list of networks"),
        pytest.param({"config_contains": "a\nb"}, "lines", ["a", "b"], id="lines as one text"),
        pytest.param({"reachable": "r2.example.net"}, "targets", ["r2.example.net"], id="a bare target"),
        pytest.param({"interfaces_stay_up": {"except": "Ethernet9"}}, "except", ["Ethernet9"], id="one name is a list of one"),
        pytest.param({"that": "after.ntp.stratum"}, "that", ["after.ntp.stratum"], id="an expression"),
    ],
)
def test_what_may_be_written(item: dict[str, Any], param: str, value: Any) -> None:
    """Short forms and long forms mean the same."""
    (check,) = parse_checks([item])
    assert check.params[param] == value


@pytest.mark.parametrize(
    ("raw", "where", "cure"),
    [
        pytest.param(["reachable", "cpu_belov"], "checks[1].cpu_belov", "Did you mean cpu_below?", id="an unknown check"),
        pytest.param(["x" * 30], "checks[0].", "Known: bgp_prefixes_within", id="a name like no other"),
        pytest.param([{"cpu_below": 180}], "checks[0].cpu_below", "0 to 100", id="a bare value out of range"),
        pytest.param([{"cpu_below": {"percent": "much"}}], "checks[0].cpu_below.percent", "0 to 100", id="not a number"),
        pytest.param([{"cpu_below": True}], "checks[0].cpu_below", "0 to 100", id="true is no number"),
        pytest.param([{"cpu_below": "nan"}], "checks[0].cpu_below", "0 to 100", id="no number at all"),
        pytest.param([{"cpu_below": {"precent": 1}}], "checks[0].cpu_below", "Did you mean percent?", id="an unknown parameter"),
        pytest.param([{"bgp_prefixes_within": {"absolute": 1.5}}], "checks[0].bgp_prefixes_within.absolute", "whole", id="a half"),
        pytest.param([{"bgp_prefixes_within": -1}], "checks[0].bgp_prefixes_within", "0 or more", id="below zero"),
        pytest.param([{"interfaces_stay_up": [1]}], "checks[0].interfaces_stay_up[0]", "a name", id="a number as a name"),
        pytest.param([{"interfaces_stay_up": []}], "checks[0].interfaces_stay_up", "a name", id="an empty list"),
        pytest.param([{"routes_stay": ["ten"]}], "checks[0].routes_stay", "a network", id="no network"),
        pytest.param([{"default_route_present": "ipx"}], "checks[0].default_route_present", "ipv4", id="no family"),
        pytest.param([{"default_route_present": {"vrf": " "}}], "checks[0].default_route_present.vrf", "a text", id="no VRF"),
        pytest.param([{"interfaces_stay_up": {"phase": "pre"}}], "interfaces_stay_up.phase", "post", id="a phase without sense"),
        pytest.param([{"startup_matches_running": {"phase": "both"}}], "startup_matches_running.phase", "pre", id="another"),
        pytest.param(["config_contains"], "checks[0].config_contains", "lines: [...]", id="nothing asked for"),
        pytest.param(["that"], "checks[0].that", "that: an expression", id="no expression"),
        pytest.param(
            [{"config_lacks": {"regex": "("}}], "checks[0].config_lacks.regex", "regular expression", id="a broken pattern"
        ),
        pytest.param([{"ntp_synchronised": 3}], "checks[0].ntp_synchronised", "phase and unseen only", id="a value for none"),
        pytest.param([{"reachable": [], "cpu_below": 1}], "checks[0]", "an item of the list", id="two checks in one"),
        pytest.param([{}], "checks[0]", "Write a name", id="an empty item"),
        pytest.param([None], "checks[0]", "Write a name", id="null"),
        pytest.param("interfaces_stay_up", "checks", "Write a list", id="no list"),
    ],
)
def test_what_is_refused(raw: Any, where: str, cure: str) -> None:
    """A mistake is refused with its place and a way out."""
    with pytest.raises(InputError) as caught:
        parse_checks(raw)
    assert where in caught.value.where
    assert cure in caught.value.cure


@pytest.mark.parametrize("target", ["10.0.0.1; reload", "-f", "a b", "$(reboot)", "fe80::1%eth0;x", "a\nreload", "x|y", ""])
def test_a_target_carries_no_command(target: str) -> None:
    """What is put into a command on the device is a name or an address and nothing else."""
    with pytest.raises(InputError):
        parse_checks([{"reachable": target}])


def test_no_checks_are_none() -> None:
    """Leaving checks out is no error."""
    assert parse_checks(None) == parse_checks([]) == []


def test_what_is_read_follows_from_the_checks() -> None:
    """Nothing is asked from the device that no check needs; everything is asked once."""
    checks = parse_checks(["bgp_sessions_stay_up", "bgp_prefixes_within", {"that": "after.ntp.stratum < before['facts'].uptime"}])
    assert subsets_for(checks, FRR) == ["bgp_neighbors", "ntp", "facts"]
    assert subsets_for(parse_checks(["startup_matches_running"]), FRR) == ["config", "startup"]
    assert subsets_for(parse_checks(["reachable"]), FRR) == []
    assert subsets_for(parse_checks([{"reachable": ["192.0.2.1"]}]), FRR) == ["reachability"]


def test_a_whole_snapshot_needs_all_of_it() -> None:
    """An expression that walks over after gets everything the platform shows."""
    wanted = subsets_for(parse_checks([{"that": "after | length > 3"}]), FRR)
    assert {"interfaces", "routes", "config"} <= set(wanted)


def test_a_name_nobody_can_read_is_left_out() -> None:
    """A misspelt subset in an expression fails as undefined; it breaks no reading."""
    assert subsets_for(parse_checks([{"that": "after.ntpp.stratum and after.unsupported == {}"}]), FRR) == []


def test_targets_are_collected_by_phase() -> None:
    """The device is asked to reach each target once, and only in the phases that want it."""
    checks = parse_checks(
        [{"reachable": ["192.0.2.1", "192.0.2.2"]}, {"reachable": {"targets": "192.0.2.3", "phase": "post"}}, "reachable"]
    )
    assert targets_for(checks) == ["192.0.2.1", "192.0.2.2", "192.0.2.3"]
    assert targets_for(checks, "pre") == ["192.0.2.1", "192.0.2.2"]


@pytest.mark.parametrize("definition", TABLE, ids=lambda definition: definition.name)
def test_each_allowed_phase_can_be_chosen(definition: Any) -> None:
    """phase: means what it says for every check that offers it."""
    needed = {"lines": ["a"], "that": "before.ntp.stratum"}
    params = {name: needed[name] for name in definition.required if name in needed}
    for phase in definition.allowed:
        (check,) = parse_checks([{definition.name: {**params, "phase": phase}}])
        assert check.phases == (("pre", "post") if phase == "both" else (phase,))

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""that: expressions over before, after and diff."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.checks.catalogue import parse_checks
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError

from tests.unit.plugins.module_utils.checks.snapshots import healthy, judge

HOLDING = [
    "after.ntp.synchronised",
    "after['interfaces']['Ethernet1'].is_up",
    "after.routes | length >= before.routes | length",
    "'Ethernet1' in after.interfaces",
    "after.interfaces.values() | selectattr('is_up') | list | length == 2",
    "diff.routes.removed == {}",
    "before.ntp.servers[0] == after.ntp.servers[0]",
    "after.ntp.offset is not defined",
    "after.ntp.offset | default(0) < 5",
    "after.interfaces.Ethernet1.description | default('none') == 'none'",
]


@pytest.mark.parametrize("source", HOLDING)
def test_a_true_expression_passes(source: str) -> None:
    """Jinja's own operators, filters and tests are all there."""
    result = judge({"that": source}, healthy())
    assert result.passed, result.message


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param(
            "after.ntp.stratum < 3", "does not hold: after.ntp.stratum < 3 (after.ntp.stratum = 3)", id="the value is shown"
        ),
        pytest.param("not after.ntp.synchronised", "after.ntp.synchronised = True", id="a denial"),
        pytest.param(
            "after.ntp.offset < 5", "after.ntp.offset is undefined (after.ntp has: synchronised", id="an unknown attribute"
        ),
        pytest.param("not after.ntp.offset", "after.ntp.offset is undefined", id="a denied unknown"),
        pytest.param("after.nothing.here", "after.nothing is undefined", id="an unknown subset"),
        pytest.param(
            "after.ntp.servers[3]", "after.ntp.servers.3 is undefined (after.ntp.servers has: 1 items)", id="an index too far"
        ),
        pytest.param("after.ntp.stratum < 'x'", "not supported between", id="a type error"),
        pytest.param("after.ntp.stratum / 0", "division by zero", id="an arithmetic error"),
        pytest.param("after.ntp.update({'a': 1})", "unsafe", id="an alteration"),
        pytest.param("after.ntp.__class__.__mro__", "unsafe", id="an escape"),
        pytest.param("'secret' in after.config.running", "does not hold: 'secret' in after.config.running", id="text stays out"),
    ],
)
def test_what_does_not_hold_says_why(source: str, words: str) -> None:
    """A false, failing or forbidden expression fails its check and names the reason."""
    result = judge({"that": source}, healthy())
    assert not result.passed
    assert words in result.message
    assert "hostname" not in result.message


@pytest.mark.parametrize("source", ["after.ntp.synchronised", "not after.ntp.synchronised", "after.ntp.synchronised != true"])
def test_null_never_passes_by_itself(source: str) -> None:
    """What the device does not show is neither true nor false."""
    unknown = {"ntp": {"synchronised": None}}
    result = judge({"that": source}, unknown)
    assert not result.passed
    assert result.unseen[0].startswith("after.ntp.synchronised is null")


@pytest.mark.parametrize("source", ["after.ntp.synchronised is none", "after.ntp.synchronised == none"])
def test_null_may_be_asked_for(source: str) -> None:
    """An expression that names null itself gets its answer."""
    assert judge({"that": source}, {"ntp": {"synchronised": None}}).passed


@pytest.mark.parametrize("source", ["after.ntp.synchronised", "diff.ntp.changed == {}", "not after.ntp"])
@pytest.mark.parametrize("key", ["unsupported", "unparsed"])
def test_a_subset_that_cannot_be_seen_is_named_with_its_reason(source: str, key: str) -> None:
    """Not seeing is not passing, for the difference as well."""
    blind: dict[str, Any] = {key: {"ntp": "no NTP on this device"}}
    result = judge({"that": source}, blind)
    assert not result.passed
    assert "ntp: no NTP on this device" in result.unseen[0]
    assert result.waits is (key == "unparsed")


def test_all_of_a_list_must_hold() -> None:
    """A list of expressions fails with each one that does not hold."""
    result = judge({"that": ["after.ntp.synchronised", "after.ntp.stratum > 9", "after.ntp.stratum > 8"]}, healthy())
    assert "> 9" in result.message
    assert "> 8" in result.message
    assert "holds" not in result.message


def test_a_key_wins_over_a_method_of_its_name() -> None:
    """A VRF called 'items' can be asked for."""
    assert judge({"that": "after.network_instances['values'].up and after.network_instances.items.up"}, _vrfs()).passed


def _vrfs() -> dict[str, Any]:
    return {"network_instances": {"items": {"up": True}, "values": {"up": True}}}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("after.ntp.", "not a Jinja expression", id="broken"),
        pytest.param("{{ after.ntp }}", "not a Jinja expression", id="with braces"),
        pytest.param("after.ntp is lovely", "not a Jinja expression", id="an unknown test"),
        pytest.param("after.ntp | lovely", "not a Jinja expression", id="an unknown filter"),
        pytest.param("aftr.ntp", "unknown name aftr", id="an unknown name"),
        pytest.param("True", "looks at nothing of the device", id="evaluated too early"),
        pytest.param(True, "is not an expression", id="evaluated by Ansible"),
        pytest.param("", "is not an expression", id="empty"),
        pytest.param([], "is not an expression", id="an empty list"),
        pytest.param(["after.ntp", 3], "is not an expression", id="a list with something else"),
    ],
)
def test_what_cannot_be_judged_is_refused_before_the_change(source: Any, words: str) -> None:
    """A mistake in an expression is found while the device is still untouched."""
    with pytest.raises(InputError, match=words) as caught:
        parse_checks([{"that": source}])
    assert caught.value.where.startswith("checks[0].that")


@pytest.mark.parametrize(
    ("source", "phases"),
    [("before.ntp.synchronised", ("pre",)), ("after.ntp.synchronised", ("post",)), ("before.ntp == after.ntp", ("post",))],
)
def test_an_expression_about_before_is_judged_before(source: str, phases: tuple[str, ...]) -> None:
    """What can refuse a change before it begins does so."""
    (check,) = parse_checks([{"that": source}])
    assert check.phases == phases


@pytest.mark.parametrize(
    ("source", "passed"),
    [
        pytest.param("after.ntp.synchronised | string == 'None'", False, id="any filter is no excuse"),
        pytest.param("after.ntp.synchronised | default(true, true)", True, id="default is one"),
        pytest.param("after.ntp.synchronised is not true", False, id="any test is no excuse"),
    ],
)
def test_only_default_and_its_like_forgive_null(source: str, passed: bool) -> None:
    """Null passes only where the expression shows that it was thought of."""
    assert judge({"that": source}, {"ntp": {"synchronised": None}}).passed is passed


def test_long_values_stay_out_of_messages() -> None:
    """A value is shown where it helps, not where it floods."""
    result = judge({"that": "after.facts.version == 'x'"}, {"facts": {"version": "v" * 61}})
    assert result.message == "does not hold: after.facts.version == 'x'"


def test_the_broken_one_of_several_is_pointed_at() -> None:
    """The place of a mistake is the item of the list."""
    with pytest.raises(InputError) as caught:
        parse_checks([{"that": ["after.ntp", "aftr.ntp"]}])
    assert caught.value.where == "checks[0].that[1]"

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""bgp_prefixes_within: how many prefixes each peer sends."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.plugins.module_utils.checks.snapshots import judge, peer


def snapshot(received: int | None, accepted: int | None = None, up: bool = True) -> dict[str, Any]:
    """One peer that sends so many prefixes."""
    one = peer(up, received)
    one["address_family"]["ipv4"]["accepted_prefixes"] = accepted
    return {"bgp_neighbors": {"global": {"peers": {"192.0.2.1": one}}}}


@pytest.mark.parametrize(
    ("params", "was", "now", "passed"),
    [
        pytest.param(None, 100, 90, True, id="10 percent is the default"),
        pytest.param(None, 100, 89, False, id="more than the default"),
        pytest.param(None, 100, 111, False, id="a gain counts as a loss does"),
        pytest.param(None, 0, 1, False, id="any gain on nothing is beyond a percentage"),
        pytest.param({"absolute": 5}, 4, 9, True, id="an absolute limit"),
        pytest.param({"absolute": 5}, 1000, 990, False, id="an absolute limit replaces the default"),
        pytest.param({"absolute": 5, "percent": 10}, 1000, 900, True, id="the wider of two limits: percent"),
        pytest.param({"absolute": 5, "percent": 10}, 10, 15, True, id="the wider of two limits: absolute"),
        pytest.param(0, 10, 10, True, id="zero percent wants the same count"),
        pytest.param(0, 10, 11, False, id="zero percent allows no other"),
    ],
)
def test_the_limit(params: Any, was: int, now: int, passed: bool) -> None:
    """The count may change by percent or absolute number, and by the wider of the two."""
    check = {"bgp_prefixes_within": params} if params is not None else "bgp_prefixes_within"
    assert judge(check, snapshot(was), snapshot(now)).passed is passed


def test_the_message_names_peer_family_counts_and_limit() -> None:
    """What an operator needs at night is in the message."""
    result = judge({"bgp_prefixes_within": "25%"}, snapshot(120), snapshot(3))
    assert result.message == "BGP peer 192.0.2.1 (vrf global) ipv4: 120 prefixes received before, 3 now (allowed: 25 %)"


def test_a_session_that_went_down_sends_nothing() -> None:
    """Counts of a session that is down are not believed."""
    result = judge("bgp_prefixes_within", snapshot(120), snapshot(120, up=False))
    assert result.message.endswith("120 prefixes received before, session not established now")


def test_accepted_counts_stand_in_for_received_ones() -> None:
    """A platform that counts only accepted prefixes is judged by those."""
    assert judge("bgp_prefixes_within", snapshot(None, 100), snapshot(None, 95)).passed
    assert "100 prefixes accepted before, 5 now" in judge("bgp_prefixes_within", snapshot(-1, 100), snapshot(-1, 5)).message


@pytest.mark.parametrize("counts", [(None, 5), (5, None), (None, None), (-1, -1)])
def test_unknown_counts_do_not_pass(counts: tuple[int | None, int | None]) -> None:
    """A count the device does not show is unseen, never within the limit."""
    result = judge("bgp_prefixes_within", snapshot(counts[0]), snapshot(counts[1]))
    assert not result.passed
    assert result.unseen == ["BGP peer 192.0.2.1 (vrf global) ipv4: number of prefixes unknown"]


def test_a_family_that_is_gone_does_not_pass() -> None:
    """A peer that no longer exchanges a family has not kept its prefixes."""
    after = snapshot(5)
    after["bgp_neighbors"]["global"]["peers"]["192.0.2.1"]["address_family"] = {}
    assert not judge("bgp_prefixes_within", snapshot(5), after).passed


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"absolute": 5}, "(allowed: 5 prefixes)"),
        ({"absolute": 5, "percent": 1}, "(allowed: 1 % or 5 prefixes)"),
        ({"percent": 0}, "(allowed: 0 %)"),
    ],
)
def test_the_message_tells_the_limit(params: dict[str, int], words: str) -> None:
    """Whoever reads the failure sees what would have been allowed."""
    assert judge({"bgp_prefixes_within": params}, snapshot(100), snapshot(3)).message.endswith(words)

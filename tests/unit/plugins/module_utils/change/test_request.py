# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of a device: times that fit into each other, and the commands a content comes to."""

from __future__ import annotations

import itertools

import pytest
from ansible_collections.auto.factory.plugins.module_utils.change.readback import missing_effects
from ansible_collections.auto.factory.plugins.module_utils.change.request import ChangeRequest, Content, candidate_for
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError, PredictionError
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import capabilities, platforms

from .stage import BEFORE

IOS = "cisco.ios.ios"
CHECKS = ["interfaces_stay_up"]


def timing(network_os, **facts):
    return ChangeRequest("r1", Content(()), **facts).timing(capabilities(network_os))


@pytest.mark.parametrize(
    ("network_os", "wanted", "seconds"),
    [
        pytest.param(IOS, 15, 60, id="IOS counts minutes: 15 s become 60"),
        pytest.param(IOS, 60, 60, id="IOS: 60 s stay"),
        pytest.param(IOS, 61, 120, id="IOS: 61 s become 120"),
        pytest.param("arista.eos.eos", 15, 15, id="EOS: as asked"),
        pytest.param("arista.eos.eos", 3, 15, id="EOS: not below what a fresh login needs"),
        pytest.param("frr.frr.frr", 15, 15, id="FRR: as asked"),
        pytest.param("frr.frr.frr", 33, 33, id="FRR: any number of seconds"),
    ],
)
def test_the_timer_is_rounded_up_to_what_the_platform_can(network_os, wanted, seconds):
    """The device's timer is never shorter than asked for."""
    assert timing(network_os, confirm_timeout=wanted)[0] == seconds


@pytest.mark.parametrize("network_os", platforms())
def test_times_that_are_accepted_fit_into_each_other(network_os):
    """Whatever is given: settle <= deadline < confirm_timeout <= timer, or it is refused with a cure."""
    for confirm, check, settle in itertools.product([1, 5, 15, 16, 60, 121], [None, 1, 9, 10, 59, 115], [None, 0, 5, 60]):
        try:
            seconds, deadline, watched = timing(
                network_os, confirm_timeout=confirm, check_timeout=check, settle=settle, checks=CHECKS
            )
        except InputError as error:
            assert error.cure  # noqa: PT017 - some of these times fit and some do not
            continue
        assert watched <= deadline < confirm <= seconds or (check is None and confirm < 7)


def test_the_refusal_of_a_deadline_names_what_would_fit():
    """The cure has the numbers to write."""
    with pytest.raises(InputError) as raised:
        timing(IOS, confirm_timeout=60, check_timeout=58, checks=CHECKS)
    assert "check_timeout: 54 or less" in raised.value.cure
    assert "confirm_timeout: 64 or more" in raised.value.cure
    assert timing(IOS, confirm_timeout=60, check_timeout=54, checks=CHECKS)
    assert timing(IOS, confirm_timeout=64, check_timeout=58, checks=CHECKS)


def test_the_shortest_time_of_a_process_of_ours():
    """FRR's switch needs 15 s; less is refused rather than prolonged."""
    with pytest.raises(InputError, match="shortest"):
        timing("frr.frr.frr", confirm_timeout=14)


@pytest.mark.parametrize(
    ("lines", "commands", "dropped"),
    [
        pytest.param(["ntp server 192.0.2.1"], [], ["ntp server 192.0.2.1"], id="there already"),
        pytest.param(["ntp server 192.0.2.9"], ["ntp server 192.0.2.9"], [], id="new"),
        pytest.param(
            ["interface GigabitEthernet0/1", " description old", " mtu 9000"],
            ["interface GigabitEthernet0/1", " mtu 9000"],
            None,
            id="a section keeps its head and loses what is there",
        ),
        pytest.param([], [], [], id="nothing"),
    ],
)
def test_only_what_changes_something_is_sent(lines, commands, dropped):
    """Lines without effect are left out."""
    candidate = candidate_for(Content(tuple(lines)), BEFORE, IOS)
    assert list(candidate.commands) == commands
    assert dropped is None or [line.strip() for line in candidate.dropped] == dropped


def test_a_whole_configuration_removes_what_it_does_not_name():
    """replace: the rest goes, and the prediction is the given text."""
    target = "hostname r1\ninterface GigabitEthernet0/1\n description new\n"
    candidate = candidate_for(Content(tuple(target.splitlines()), replace=True), BEFORE, IOS)
    assert "no ntp server 192.0.2.1" in candidate.commands
    assert " description new" in candidate.commands
    assert candidate.target == target
    assert not candidate_for(Content(tuple(target.splitlines()), replace=True), target, IOS).commands


def test_a_line_that_the_device_ignored_is_an_error():
    """The device said nothing and did nothing: named."""
    content = Content(("ntp server 192.0.2.9", "interface GigabitEthernet0/1", " mtu 9000"))
    with pytest.raises(PredictionError, match="mtu 9000"):
        missing_effects(content, BEFORE, BEFORE + "ntp server 192.0.2.9\n", IOS, "r1")


def test_a_line_that_the_device_spells_in_its_own_way_is_only_told():
    """What was asked for is there; the rest is the device's own addition."""
    after = BEFORE.replace(" description old", " description old\n mtu 9000\n ip redirects") + "ntp server 192.0.2.9\n"
    content = Content(("ntp server 192.0.2.9", "interface GigabitEthernet0/1", " mtu 9000"))
    assert len(missing_effects(content, BEFORE, after, IOS, "r1")) == 1


def test_secrets_that_the_device_stores_in_another_form_are_no_error():
    """A password comes back encrypted."""
    content = Content(("username bob secret 0 plain-text-here",))
    after = BEFORE + "username bob secret 9 $9$abcdefghijk$lmnopqrstuvwxyz\n"
    assert len(missing_effects(content, BEFORE, after, IOS, "r1")) == 1


def test_a_value_that_the_device_hides_as_its_default_is_only_told():
    """Another value stood there and is gone: the device took the new one, and shows no defaults."""
    before = BEFORE.replace(" description old", " description old\n mtu 9000")
    content = Content(("interface GigabitEthernet0/1", " mtu 1500"))
    assert "mtu 1500" in missing_effects(content, before, BEFORE, IOS, "r1")[0]

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a device's words mean: a refusal, a warning, or a log message that happened to land on the terminal."""

from __future__ import annotations

import re

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.platforms import eos, ios
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import canonical, capabilities, open_driver, platforms
from ansible_collections.auto.factory.plugins.module_utils.platforms.terminal import refusal
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

REFUSED = [
    pytest.param(ios, "                ^\n% Invalid input detected at '^' marker.\n", id="IOS does not parse it"),
    pytest.param(ios, "% Incomplete command.\n", id="IOS wants more"),
    pytest.param(ios, '% Ambiguous command:  "no s"\n', id="IOS does not know which"),
    pytest.param(ios, "%  Configure the peer-group NOPE first\n", id="IOS refuses what it means"),
    pytest.param(ios, "% 10.0.0.0 overlaps with GigabitEthernet0/1\n", id="IOS: overlapping addresses"),
    pytest.param(ios, "%BGP: Cannot configure remote-as on a member of a peer-group\n", id="IOS names the protocol"),
    pytest.param(
        ios,
        'Command rejected: An interface whose trunk encapsulation is "Auto" can not be configured to "trunk" mode.\n',
        id="IOS switchport",
    ),
    pytest.param(ios, "% Invalid interface type and number\n", id="IOS: no such port"),
    pytest.param(ios, "%Error opening flash:x (File not found)\n", id="IOS: no such file"),
    pytest.param(ios, "ERROR: cannot do that\n", id="IOS: ERROR"),
    pytest.param(eos, "% Invalid input\n", id="EOS does not parse it"),
    pytest.param(eos, "% Incomplete command\n", id="EOS wants more"),
    pytest.param(eos, "% Address 10.0.0.1 is already assigned to interface Ethernet1\n", id="EOS refuses what it means"),
    pytest.param(eos, "Cannot commit session: it has been aborted\n", id="EOS: Cannot"),
    pytest.param(eos, "Commit failed\n", id="EOS: a failed commit"),
    pytest.param(eos, "% Maximum number of pending sessions has been reached.\n", id="EOS: too many sessions"),
]
TAKEN = [
    pytest.param(ios, "", id="IOS says nothing"),
    pytest.param(ios, "% Warning: this will be deprecated\n", id="IOS warns"),
    pytest.param(ios, "% Access VLAN does not exist. Creating vlan 30\n", id="IOS makes the VLAN"),
    pytest.param(
        ios, "%Default route without gateway, if not a point-to-point interface, may impact performance\n", id="IOS advises"
    ),
    pytest.param(
        ios,
        "% Interface GigabitEthernet0/2 IPv4 disabled and address(es) removed due to enabling VRF RED\n",
        id="IOS tells of a VRF",
    ),
    pytest.param(
        ios, "%Warning: portfast should only be enabled on ports connected to a single host.\n", id="IOS warns of portfast"
    ),
    pytest.param(
        ios, "*Mar  1 00:02:03.456: %LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to up\n", id="a log message"
    ),
    pytest.param(ios, "%SYS-5-CONFIG_I: Configured from console by admin on vty0\n", id="a log message without a time"),
    pytest.param(ios, "Enter configuration commands, one per line.  End with CNTL/Z.\n", id="IOS greets"),
    pytest.param(eos, "", id="EOS says nothing"),
    pytest.param(eos, "% Warning: not rebooting may leave the system in an inconsistent state\n", id="EOS warns"),
    pytest.param(eos, "! portfast should only be enabled on ports connected to a single host\n", id="EOS comments"),
]

# tests/conformance starts these as the real software; everything else is simulated there, or not tried at all.
REAL = {"frr.frr.frr", "auto.factory.linux", "auto.factory.netconf"}


@pytest.mark.parametrize(("platform", "answer"), REFUSED)
def test_a_refusal_is_told_in_the_devices_words(platform, answer):
    """The words are the device's own, without the marker that points into a line nobody sees."""
    said = refusal(answer, platform.WORDS)
    assert said
    assert said in " ".join(answer.split()) or "^" not in said
    assert not said.startswith("^")


@pytest.mark.parametrize(("platform", "answer"), TAKEN)
def test_a_warning_is_no_refusal(platform, answer):
    """What the device only remarks does not take a change back."""
    assert refusal(answer, platform.WORDS) == ""


def test_a_refusal_beside_a_log_message_is_still_one():
    """Log messages neither hide nor join the device's answer."""
    answer = "*Mar  1 00:02:03: %LINK-3-UPDOWN: Interface X, changed state to up\n% Invalid input detected at '^' marker.\n"
    said = refusal(answer, ios.WORDS)
    assert said == "% Invalid input detected at '^' marker."


@pytest.mark.parametrize(
    ("network_os", "prompt"),
    [
        (ios, "r1#"), (ios, "core-1.ams#"), (ios, "RTR_2#"), (eos, "leaf1#"), (eos, "leaf1(s1)#"), (eos, "DC1-LEAF-A.example#"),
    ],
)  # fmt: skip
def test_privileged_prompts_are_known(network_os, prompt):
    """Usual host names end in a known prompt, and none of them is one of configuration mode."""
    dialect = network_os.WORDS.dialect
    assert re.search(dialect.privileged_prompt, prompt)
    assert not re.search(dialect.config_prompt, prompt)
    name = prompt.rstrip("#")
    for mode in ("(config)#", "(config-if)#", "(config-router-af)#"):
        assert re.search(dialect.config_prompt, name + mode)
        assert not re.search(dialect.privileged_prompt, name + mode)
    assert re.search(dialect.user_prompt, name + ">")


def test_every_platform_is_known_by_both_names():
    """`ios` and `cisco.ios.ios` are the same; what is unknown is refused with what there is."""
    assert {"arista.eos.eos", "cisco.ios.ios", "frr.frr.frr", "junipernetworks.junos.junos"} <= set(platforms())
    assert [canonical(name.rpartition(".")[2]) for name in platforms()] == platforms()
    assert capabilities("ios") is capabilities("cisco.ios.ios")
    with pytest.raises(UnsupportedError) as raised:
        open_driver(Target("r1", "127.0.0.1", 1, Credentials("x"), "cisco.ios.io"))
    assert "unsupported" in raised.value.what
    assert "Did you mean cisco.ios.ios?" in raised.value.cure


@pytest.mark.parametrize("network_os", platforms())
@pytest.mark.parametrize("wanted", [1, 14, 15, 59, 60, 61, 119, 3600])
def test_a_timer_is_never_shorter_than_asked(network_os, wanted):
    """Rounded up to the unit, and not below the least."""
    facts = capabilities(network_os)
    seconds = facts.timer_seconds(wanted)
    assert seconds >= wanted
    assert seconds >= facts.timer_range[0]
    assert seconds % facts.timer_unit == 0
    assert seconds - wanted < max(facts.timer_unit, facts.timer_range[0])


@pytest.mark.parametrize("network_os", platforms())
def test_capabilities_are_honest(network_os):
    """Only what CI runs for real is called real, and only what can show a candidate claims grade A."""
    facts = capabilities(network_os)
    assert facts.network_os == network_os
    assert (facts.proved_against == "real") == (network_os in REAL)
    assert facts.preview == "C" or facts.candidate or facts.onbox_diff

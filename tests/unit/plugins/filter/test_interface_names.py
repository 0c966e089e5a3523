# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and ranges, through the filters as a playbook uses them."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.auto.factory.plugins.filter import interface_name as name_plugin
from ansible_collections.auto.factory.plugins.filter import interface_range as range_plugin

interface_name = name_plugin.FilterModule().filters()["interface_name"]
interface_range = range_plugin.FilterModule().filters()["interface_range"]


@pytest.mark.parametrize(
    ("given", "long", "short", "platform"),
    [
        ("Gi0/1", "GigabitEthernet0/1", "Gi0/1", None),
        ("gig 1/0/24", "GigabitEthernet1/0/24", "Gi1/0/24", None),
        ("TenGigabitEthernet1/1/1", "TenGigabitEthernet1/1/1", "Te1/1/1", None),
        ("Te0/0/0/1", "TenGigE0/0/0/1", "Te0/0/0/1", "cisco.iosxr.iosxr"),
        ("Po10", "Port-channel10", "Po10", "cisco.ios.ios"),
        ("Po10", "Port-Channel10", "Po10", "arista.eos.eos"),
        ("Po10", "port-channel10", "Po10", "cisco.nxos.nxos"),
        ("Eth1/1", "Ethernet1/1", "Eth1/1", "cisco.nxos.nxos"),
        ("Et1/1", "Ethernet1/1", "Et1/1", "arista.eos.eos"),
        ("Gi0/0.100", "GigabitEthernet0/0.100", "Gi0/0.100", None),
        ("Vl10", "Vlan10", "Vl10", None),
        ("gigabiteth0/1", "GigabitEthernet0/1", "Gi0/1", None),
        ("eth0", "eth0", "eth0", "frr.frr.frr"),
        ("ge-0/0/1", "ge-0/0/1", "ge-0/0/1", "junipernetworks.junos.junos"),
        ("cpu", "cpu", "cpu", None),
        ("Frobnicator1", "Frobnicator1", "Frobnicator1", None),
    ],
)
def test_names_have_a_long_and_a_short_form(given: str, long: str, short: str, platform: str | None) -> None:
    """Any form a device accepts turns into the one asked for; what nobody knows stays as it is."""
    assert interface_name(given, "long", platform) == long
    assert interface_name(given, "short", platform) == short
    assert interface_name(long, "long", platform) == long


@pytest.mark.parametrize("arguments", [("Gi0/1", "medium"), (7, "long")])
def test_a_wrong_form_or_type_is_an_error_of_ansible(arguments: tuple[Any, ...]) -> None:
    """A playbook is told which argument is wrong."""
    with pytest.raises(AnsibleFilterError, match="interface_name"):
        interface_name(*arguments)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gi1/0/1-4,Te1/1/1", ["Gi1/0/1", "Gi1/0/2", "Gi1/0/3", "Gi1/0/4", "Te1/1/1"]),
        ("Gi1/0/1 - 2 , Te1/1/1", ["Gi1/0/1", "Gi1/0/2", "Te1/1/1"]),
        ("Ethernet1-3,5", ["Ethernet1", "Ethernet2", "Ethernet3", "Ethernet5"]),
        ("Gi1/0/9-Gi1/0/11", ["Gi1/0/9", "Gi1/0/10", "Gi1/0/11"]),
        ("Gi1/0/9-1/0/10", ["Gi1/0/9", "Gi1/0/10"]),
        ("Port-channel1-2", ["Port-channel1", "Port-channel2"]),
        ("ge-0/0/0-1", ["ge-0/0/0", "ge-0/0/1"]),
        ("Gi0/0.10-11", ["Gi0/0.10", "Gi0/0.11"]),
        ("Loopback0", ["Loopback0"]),
        ("", []),
    ],
)
def test_a_range_stands_for_its_names(text: str, names: list[str]) -> None:
    """A range as devices write it expands to every name, and compresses to a range of the same names."""
    assert interface_range(text) == names
    assert interface_range(interface_range(names)) == names


def test_names_compress_to_the_shortest_range() -> None:
    """Neighbouring ports are joined, whatever order they come in; the form of the names can be chosen."""
    ports = ["GigabitEthernet1/0/3", "GigabitEthernet1/0/1", "GigabitEthernet1/0/2", "TenGigabitEthernet1/1/1"]
    assert interface_range(ports, "short") == "Gi1/0/1-3,Te1/1/1"
    assert interface_range("Gi1/0/1-2", "long") == ["GigabitEthernet1/0/1", "GigabitEthernet1/0/2"]


@pytest.mark.parametrize("text", ["Gi1-Gi2/3", "core", "Gi1-999999999", "Gi4-2"])
def test_what_is_no_range_is_an_error(text: str) -> None:
    """A slip of the pen is named rather than expanded to something else."""
    with pytest.raises(AnsibleFilterError, match="interface_range"):
        interface_range(text)

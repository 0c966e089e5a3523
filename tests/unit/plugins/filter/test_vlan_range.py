# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VLAN ranges, through the filter as a playbook uses it."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.auto.factory.plugins.filter import vlan_range as plugin

vlan_range = plugin.FilterModule().filters()["vlan_range"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1-3,7", [1, 2, 3, 7]),
        ("7,1-3", [1, 2, 3, 7]),
        (" 10 , 20-21 ", [10, 20, 21]),
        ("4094", [4094]),
        (12, [12]),
        ("", []),
        ("none", []),
    ],
)
def test_a_range_is_its_numbers(text: object, numbers: list[int]) -> None:
    """A VLAN list as a trunk shows it becomes sorted numbers."""
    assert vlan_range(text) == numbers


def test_all_is_every_vlan() -> None:
    """``all`` is 1 to 4094."""
    assert len(vlan_range("all")) == 4094


@pytest.mark.parametrize(
    ("numbers", "text"), [([7, 3, 1, 2], "1-3,7"), ([1, 2], "1,2"), ([], ""), (["5", 6, 7, 5], "5-7"), (range(1, 4095), "1-4094")]
)
def test_numbers_become_the_text_a_device_writes(numbers: list[int], text: str) -> None:
    """Three neighbours and more get a dash, two do not, as in a running configuration."""
    assert vlan_range(numbers) == text


def test_two_neighbours_get_a_dash_on_request() -> None:
    """Devices that write ``1-2`` are served too."""
    assert vlan_range([1, 2], None, None, 2) == "1-2"


def test_long_lists_are_cut_where_the_device_cuts_them() -> None:
    """No line is longer than allowed, and together they hold every VLAN."""
    numbers = list(range(1, 400, 3))
    lines = vlan_range(numbers, 48, 44)
    assert len(lines[0]) <= 48
    assert all(len(line) <= 44 for line in lines[1:])
    assert vlan_range(",".join(lines)) == numbers


@pytest.mark.parametrize("value", ["0", "4095", "9-3", "a-b", [4096], ["x"], "1--3"])
def test_what_is_no_vlan_is_an_error(value: object) -> None:
    """A number no device takes is refused before it is sent to one."""
    with pytest.raises(AnsibleFilterError, match="vlan_range"):
        vlan_range(value)

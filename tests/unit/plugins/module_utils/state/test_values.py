# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Canonical values."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.state import values


@pytest.mark.parametrize("shown", ["0cfd.eb8e.5ecb", "0c:fd:eb:8e:5e:cb", "0C-FD-EB-8E-5E-CB", "0cfdeb8e5ecb", "0cfd-eb8e-5ecb"])
def test_a_hardware_address_has_one_form(shown: str) -> None:
    """However a vendor writes it, an address compares equal."""
    assert values.mac(shown) == "0C:FD:EB:8E:5E:CB"


@pytest.mark.parametrize("shown", ["", None, "Incomplete", "0cfd.eb8e"])
def test_what_is_no_hardware_address_is_none(shown: object) -> None:
    """An incomplete ARP entry has no address."""
    assert values.mac(shown) is None


@pytest.mark.parametrize(
    ("shown", "seconds"),
    [
        ("00:01:02", 62),
        ("1d02h", 93600),
        ("2w3d", 1468800),
        ("1y10w", 37584000),
        ("never", None),
        ("", None),
        ("1 year, 2 weeks, 3 days, 4 hours, 5 minutes", 33019500),
        ("0 weeks, 0 days, 1 hours, 17 minutes", 4620),
        ("3 days, 1:02:03", 262923),
        ("2m10s", 130),
        ("75d21h", 6555600),
    ],
)
def test_durations_are_seconds(shown: str, seconds: int | None) -> None:
    """Every way a device writes how long becomes seconds; never is unknown."""
    assert values.duration(shown) == seconds


@pytest.mark.parametrize(
    ("shown", "number"), [("65001", 65001), ("1.10", 65546), ("4200000001", 4200000001), ("x", None), ("", None), (65001, 65001)]
)
def test_as_numbers_are_whole(shown: object, number: int | None) -> None:
    """Dotted and plain AS numbers compare equal."""
    assert values.asn(shown) == number


def test_addresses_are_canonical() -> None:
    """IPv6 addresses compare equal whatever their case and zeros, and without their zone."""
    assert values.ip("2001:DB8:0:0::1") == "2001:db8::1"
    assert values.ip("fe80::1%eth0") == "fe80::1"
    assert values.ip("10.0.0.999") is None
    assert values.prefix("10.1.2.3/24") == "10.1.2.0/24"
    assert values.prefix("10.1.2.0/255.255.255.0") == "10.1.2.0/24"
    assert values.mask_length("255.255.255.252") == 30


def test_speeds_are_megabits() -> None:
    """Kilobits, megabits and gigabits are told in one unit."""
    assert values.megabits("100000", "Kbit") == 100.0
    assert values.megabits("25", "Gb") == 25000.0

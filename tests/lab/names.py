# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Interface names: from what people type to what the device shows."""

from __future__ import annotations

import re
from collections.abc import Callable

IOS_TYPES = (
    "GigabitEthernet",
    "TenGigabitEthernet",
    "FastEthernet",
    "Ethernet",
    "Loopback",
    "Vlan",
    "Port-channel",
    "Tunnel",
    "Null",
)
EOS_TYPES = ("Ethernet", "Management", "Loopback", "Vlan", "Port-Channel", "Tunnel", "Vxlan")
NXOS_TYPES = ("Ethernet", "mgmt", "loopback", "Vlan", "port-channel", "nve", "Tunnel")
XR_TYPES = ("GigabitEthernet", "TenGigE", "HundredGigE", "MgmtEth", "Loopback", "Bundle-Ether", "BVI", "tunnel-ip", "Null")
VIRTUAL = (
    *("Loopback", "Vlan", "Port-channel", "Port-Channel", "Tunnel", "Vxlan", "Null"),
    *("loopback", "port-channel", "nve", "Bundle-Ether", "BVI", "tunnel-ip"),
)
#: The order in which configurations show the kinds.
ORDER = (
    "Port-Channel",
    "Ethernet",
    "Loopback",
    "Tunnel",
    "Port-channel",
    "FastEthernet",
    "GigabitEthernet",
    "TenGigabitEthernet",
    "Management",
    "Vlan",
    "Vxlan",
    "Null",
)
SHORT = {
    "GigabitEthernet": "Gi",
    "TenGigabitEthernet": "Te",
    "FastEthernet": "Fa",
    "Ethernet": "Et",
    "Loopback": "Lo",
    "Vlan": "Vl",
    "Port-channel": "Po",
    "Port-Channel": "Po",
    "Tunnel": "Tu",
    "Management": "Ma",
}


def namer(types: tuple[str, ...]) -> Callable[[str], str | None]:
    """A function that expands ``gi0/1`` to ``GigabitEthernet0/1``, or says None."""

    def name(word: str) -> str | None:
        found = re.fullmatch(r"([A-Za-z-]+)(\d+(?:[/.]\d+)*)", word)
        if not found:
            return None
        kinds = [kind for kind in types if kind.lower().startswith(found[1].lower())]
        return f"{kinds[0]}{found[2]}" if kinds else None

    return name


def kind_of(name: str) -> str:
    """The type part of a long interface name."""
    return re.split(r"\d", name, maxsplit=1)[0]


def place(name: str) -> int:
    """Where an interface's kind stands in a configuration."""
    kind = kind_of(name)
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def is_virtual(name: str) -> bool:
    """True for interfaces that configuration creates and removes."""
    return kind_of(name) in VIRTUAL or "." in name


def short(name: str) -> str:
    """``Gi0/1`` for ``GigabitEthernet0/1``."""
    kind = kind_of(name)
    return SHORT.get(kind, kind[:2]) + name[len(kind) :]


def colons(mac: str) -> str:
    """``02:00:12:34:56:78`` for ``0200.1234.5678``."""
    digits = mac.replace(".", "")
    return ":".join(digits[at : at + 2] for at in range(0, 12, 2))

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Interface names, long and short.

A network OS accepts and shows ``Gi0/1`` and ``GigabitEthernet0/1``; models use
the long form, so that two commands speak of one interface by one name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from ..errors import InputError

_NAME = re.compile(r"^\s*([A-Za-z][A-Za-z_-]*?)[ \t]*(\d[\w/.:-]*)\s*$")

# long name -> (short name, further accepted beginnings). The long name's own beginnings need no mention.
_CISCO = {
    "FastEthernet": ("Fa", "fas"),
    "GigabitEthernet": ("Gi", "gig gige ge"),
    "TwoGigabitEthernet": ("Tw", "two"),
    "FiveGigabitEthernet": ("Fi", "five"),
    "TenGigabitEthernet": ("Te", "ten tengig tengige"),
    "TwentyFiveGigE": ("Twe", "twentyfive twentyfivegigabitethernet tf"),
    "FortyGigabitEthernet": ("Fo", "forty fortygig fortygige"),
    "FiftyGigabitEthernet": ("Fif", ""),
    "HundredGigE": ("Hu", "hundredgig hundredgigabitethernet"),
    "TwoHundredGigE": ("TH", ""),
    "FourHundredGigE": ("FH", "fourhundredgig"),
    "AppGigabitEthernet": ("Ap", ""),
    "Ethernet": ("Et", "eth"),
    "Port-channel": ("Po", "port-channel portchannel"),
    "Loopback": ("Lo", ""),
    "Vlan": ("Vl", ""),
    "Tunnel": ("Tu", ""),
    "Serial": ("Se", ""),
    "Management": ("Ma", "mgmt"),
    "Virtual-Template": ("Vt", ""),
    "Virtual-Access": ("Vi", ""),
    "Virtual-PPP": ("VPPP", ""),
    "VirtualPortGroup": ("VPG", ""),
    "Dialer": ("Di", ""),
    "Cellular": ("Ce", ""),
    "BDI": ("BD", ""),
    "BVI": ("BV", ""),
    "ATM": ("AT", ""),
    "POS": ("PO", ""),
    "Null": ("Nu", ""),
    "nve": ("nv", ""),
    "Multilink": ("Mu", ""),
    "Async": ("As", ""),
    "Embedded-Service-Engine": ("Em", ""),
    "Wlan-GigabitEthernet": ("Wl", "wlan-gi"),
    "StackPort": ("Sta", ""),
    "Bundle-Ether": ("BE", ""),
    "Service-Engine": ("SE", ""),
}
_EOS = {
    "Ethernet": ("Et", "eth"),
    "Management": ("Ma", "mgmt"),
    "Port-Channel": ("Po", "portchannel"),
    "Loopback": ("Lo", ""),
    "Vlan": ("Vl", ""),
    "Vxlan": ("Vx", ""),
    "Tunnel": ("Tu", ""),
    "Null": ("Nu", ""),
    "Recirc-Channel": ("Re", ""),
    "UnconnectedEthernet": ("Ue", ""),
    "Dps": ("Dp", ""),
}
_NXOS = {
    "Ethernet": ("Eth", "et e"),
    "port-channel": ("Po", "portchannel"),
    "loopback": ("Lo", ""),
    "Vlan": ("Vlan", ""),
    "mgmt": ("mgmt", "management ma"),
    "nve": ("nve", ""),
    "Tunnel": ("Tu", ""),
    "Null": ("Nu", ""),
    "sup-eth": ("sup-eth", ""),
}
_XR = {
    **{
        name: _CISCO[name]
        for name in (
            "FastEthernet",
            "Loopback",
            "Bundle-Ether",
            "BVI",
            "Serial",
            "POS",
            "Null",
            "HundredGigE",
            "TwoHundredGigE",
            "FourHundredGigE",
        )
    },
    "GigabitEthernet": ("Gi", "gig gige ge"),
    "TenGigE": ("Te", "ten tengig tengigabitethernet"),
    "TwentyFiveGigE": ("TF", "twentyfivegige"),
    "FortyGigE": ("Fo", "fortygig fortygigabitethernet"),
    "FiftyGigE": ("FI", "fiftygige"),
    "MgmtEth": ("Mg", "mgmt management ma"),
    "tunnel-te": ("tt", ""),
    "tunnel-ip": ("ti", ""),
}
_VRP = {
    "GigabitEthernet": ("GE", ""),
    "XGigabitEthernet": ("XGE", ""),
    "Ethernet": ("Eth", ""),
    "Eth-Trunk": ("Eth-Trunk", ""),
    "MEth": ("MEth", ""),
    "Vlanif": ("Vlanif", ""),
    "LoopBack": ("Loop", "lo"),
    "NULL": ("NULL", ""),
}
_COMWARE = {
    "GigabitEthernet": ("GE", ""),
    "Ten-GigabitEthernet": ("XGE", ""),
    "FortyGigE": ("FGE", ""),
    "HundredGigE": ("HGE", ""),
    "M-GigabitEthernet": ("MGE", ""),
    "Bridge-Aggregation": ("BAGG", ""),
    "Route-Aggregation": ("RAGG", ""),
    "Vlan-interface": ("Vlan", ""),
    "LoopBack": ("Loop", "lo"),
    "NULL": ("NULL", ""),
}
_GENERIC = {**_CISCO, "Vxlan": ("Vx", "")}
# On these the name is what it is: Linux device names, or a vendor that has no second form.
_AS_IS = frozenset(
    {"frr.frr.frr", "vyos.vyos.vyos", "junipernetworks.junos.junos", "nokia.sros.md", "nokia.sros.classic", "nokia.srlinux.srlinux"}
    | {"dellemc.os10.os10", "dellemc.enterprise_sonic.sonic", "community.routeros.routeros", "community.network.edgeos"}
    | {"fortinet.fortios.fortios", "paloaltonetworks.panos.panos", "check_point.gaia.checkpoint", "cisco.asa.asa"}
    | {"arubanetworks.aoscx.aoscx", "arubanetworks.aos_switch.arubaoss", "community.network.exos"}
)
_TABLES = MappingProxyType(
    {
        "cisco.ios.ios": _CISCO,
        "arista.eos.eos": _EOS,
        "cisco.nxos.nxos": _NXOS,
        "cisco.iosxr.iosxr": _XR,
        "community.network.ce": _VRP,
        "hpe.comware.comware": _COMWARE,
    }
)


@lru_cache(maxsize=32)
def _index(platform: str | None) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """(lower-case word -> long name, long name -> short name) of a platform."""
    table = _TABLES.get(platform or "", _GENERIC)
    words: dict[str, str] = {}
    for long, (short, others) in table.items():
        for word in (long.lower(), short.lower(), *others.split()):
            words.setdefault(word, long)
    return words, {long: short for long, (short, _unused) in table.items()}


@lru_cache(maxsize=8192)
def long_name(name: str, platform: str | None = None) -> str:
    """The long form of an interface's name; a name nobody knows is returned as it came."""
    match = None if platform in _AS_IS else _NAME.match(name)
    if not match:
        return name.strip()
    word, rest = match.groups()
    words, _unused = _index(platform)
    known = words.get(word.lower()) or _by_beginning(word.lower(), words)
    return (known or word) + rest


def _by_beginning(word: str, words: Mapping[str, str]) -> str | None:
    """A device accepts every unambiguous beginning: ``gigabiteth``."""
    found = {long for known, long in words.items() if known.startswith(word) and known == long.lower()} if len(word) > 1 else set()
    return found.pop() if len(found) == 1 else None


def short_name(name: str, platform: str | None = None) -> str:
    """The short form of an interface's name; a name nobody knows is returned as it came."""
    long = long_name(name, platform)
    match = None if platform in _AS_IS else _NAME.match(long)
    if not match:
        return long
    word, rest = match.groups()
    return _index(platform)[1].get(word, word) + rest


def interface_name(name: str, form: str = "long", platform: str | None = None) -> str:
    """``Gi0/1`` <-> ``GigabitEthernet0/1``.

    ``form`` is ``long`` or ``short``; ``platform`` (as ``ansible_network_os``)
    settles names that differ: ``Te`` is TenGigabitEthernet on IOS, TenGigE on
    IOS-XR. Raises InputError for another form.
    """
    if form not in ("long", "short"):
        raise InputError(f"form is '{form}', not 'long' or 'short'", "interface_name: form")
    if not isinstance(name, str):
        raise InputError(f"the name is {type(name).__name__}, not text", "interface_name: name")
    return long_name(name, platform) if form == "long" else short_name(name, platform)

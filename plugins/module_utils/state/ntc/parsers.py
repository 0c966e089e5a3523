# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parsers of platforms and commands that have none of their own: ntc-templates, mapped to our models.

``parsers_of(platform)`` is what the registry appends to a platform's own
parsers. Each is for one subset; whether a template exists for a command is
looked up when an output of that command is to be read, and not before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ..registry import Fragment, Output, Parser, UnparsedError
from .shapes import SUBSETS, fragment
from .templates import installed, knows, rows, templates

# ansible_network_os -> the names the library has for it, the nearest first.
NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cisco.ios.ios": ("cisco_ios",),
        "cisco.nxos.nxos": ("cisco_nxos",),
        "cisco.iosxr.iosxr": ("cisco_xr",),
        "arista.eos.eos": ("arista_eos",),
        "junipernetworks.junos.junos": ("juniper_junos",),
        "cisco.asa.asa": ("cisco_asa",),
        "community.ciscosmb.ciscosmb": ("cisco_s300",),
        "vyos.vyos.vyos": ("vyatta_vyos",),
        "nokia.sros.classic": ("alcatel_sros",),
        "nokia.sros.md": ("alcatel_sros",),
        "dellemc.os9.os9": ("dell_force10",),
        "dellemc.os6.os6": ("dell_powerconnect",),
        "paloaltonetworks.panos.panos": ("paloalto_panos",),
        "fortinet.fortios.fortios": ("fortinet",),
        "community.network.ce": ("huawei_vrp",),
        "hpe.comware.comware": ("hp_comware",),
        "arubanetworks.aos_switch.arubaoss": ("hp_procurve",),
        "arubanetworks.aoscx.aoscx": ("aruba_aoscx",),
        "check_point.gaia.checkpoint": ("checkpoint_gaia",),
        "community.routeros.routeros": ("mikrotik_routeros",),
        "community.network.routeros": ("mikrotik_routeros",),
        "community.network.edgeos": ("ubiquiti_edgerouter",),
        "community.network.edgeswitch": ("ubiquiti_edgeswitch",),
        "community.network.exos": ("extreme_exos",),
        "community.network.slxos": ("extreme_slxos",),
        "community.network.ironware": ("brocade_netiron",),
        "community.network.aruba": ("aruba_os",),
        "commscope.icx.icx": ("ruckus_fastiron", "brocade_fastiron"),
        "community.network.icx": ("ruckus_fastiron", "brocade_fastiron"),
        "alliedtelesis.awplus.awplus": ("allied_telesis_awplus",),
    }
)

_ASK = r"(?:show|display|get|diagnose)"
# Which commands may tell a subset. That a template reads the command is looked up besides.
_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "facts": rf"{_ASK} (?:version(?: all)?|system(?: ?id| info\S*| status)?|inventory)|/?system (?:resource|identity|"
        rf"routerboard) print",
        "interfaces": rf"{_ASK} (?:system )?interfaces?(?: (?:all|brief|status|details?|descriptions?|hardware|ethernet|physical|"
        rf"port|mgmt|management))?"
        r"|/?interface (?:ethernet )?print.*",
        "interfaces_ip": rf"{_ASK} (?:system )?(?:ip |ipv6 )?interfaces?(?: (?:ip )?(?:brief|all|details?|logical|physical|"
        rf"vrf all))?|/?ip address print.*",
        "vlans": rf"{_ASK} (?:port )?vlans?(?: (?:all|brief|port))?",
        "arp_table": rf"{_ASK} (?:ip |system )?(?:arp|iparp|ipv6 neighbors)(?: (?!inspection|access|statistics|summary|"
        rf"timeout).*)?|/?ip arp print.*",
        "mac_address_table": rf"{_ASK} (?:mac(?:[ -]addr(?:ess)?)?(?:[ -]table)?|fdb)(?: (?!aging|count|move|notif|learning).*)?|"
        rf"/?interface bridge host print.*",
        "lldp_neighbors": rf"{_ASK} lldp (?:neighbou?rs?(?:[ -]info(?:rmation)?)?(?: all| list| brief)?|info remote[ -]device|"
        r"remote[ -]system|remote[ -]device all|table|neighbor)",
        "lldp_neighbors_detail": rf"{_ASK} (?:lldp (?:neighbou?rs?(?:[ -]info(?:rmation)?)? (?:details?|verbose)|"
        r"info remote[ -]device detail|"
        r"neighbors all|neighbor|remote-system)|lldprx port neighbor details.*)",
        "cdp_neighbors": rf"{_ASK} cdp neighbou?rs?(?: details?)?",
        "bgp_neighbors": rf"{_ASK} (?:\S+ ){{0,3}}bgp(?: \S+){{0,4}} ?(?:summary|peer|neighbors)(?: .*)?",
        "ospf_neighbors": rf"{_ASK} (?:ip |router info )?ospf neighbou?rs?|/?routing ospf neighbor print.*",
        "routes": rf"{_ASK} (?:ip |ipv6 |routing |router info )?(?:routes?|routing-table)(?: (?!summary|"
        rf"connected detail).*)?|/?ip(?:v6)? route print.*",
        "network_instances": rf"{_ASK} (?:ip )?(?:vrf|vpn-instance)(?: (?:detail|interface|instance-name.*))?",
        "ntp_stats": rf"{_ASK} ntp associations",
        "ntp_servers": rf"{_ASK} ntp servers?",
    }
)


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {subset: re.compile(pattern, re.I) for subset, pattern in _COMMANDS.items()}


@dataclass(frozen=True, slots=True)
class Library(Parser):
    """A parser whose pattern is not all: the library must have a template for the command."""

    names: tuple[str, ...] = ()

    def reads(self, command: str) -> bool:
        """Whether this parser is one for ``command``. True where the library is missing: reading it then says so."""
        if not self.pattern.fullmatch(command):
            return False
        return not installed() or any(templates(name, command) for name in self.names)


def parsers_of(platform: str) -> tuple[Parser, ...]:
    """The library's parsers for a platform by Ansible's name or by the library's own; empty when it knows neither."""
    names = NAMES.get(platform) or ((platform,) if "." not in platform and knows(platform) else ())
    return tuple(_parser(subset, platform, names) for subset in SUBSETS) if names else ()


def _parser(subset: str, platform: str, names: tuple[str, ...]) -> Parser:
    def read(out: Output) -> Fragment:
        for name in names:
            try:
                return fragment(subset, rows(name, out.command, out.text), name, platform, out.vrf)
            except UnparsedError:
                continue
        raise UnparsedError

    return Library(subset, _patterns()[subset], read, library=True, names=names)

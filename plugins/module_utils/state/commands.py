# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which show commands tell which part of a device's state.

One table a platform: subset -> the commands whose outputs together make its
model. A command several subsets need is listed with each and run once. The
structured form is asked for where the platform has one; the parsers read the
text form as well.

A command that starts with neither ``show`` nor ``do`` runs in the router's
shell, not in its command line (FRR, where neighbours and time belong to other
daemons): see :func:`is_shell`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ..errors import UnsupportedError

_Table = Mapping[str, tuple[str, ...]]

_IOS: _Table = {
    "facts": ("show version", "show interfaces"),
    "interfaces": ("show interfaces",),
    "interfaces_ip": ("show ip interface", "show ipv6 interface"),
    "neighbors": ("show lldp neighbors detail", "show cdp neighbors detail"),
    "lldp_neighbors": ("show lldp neighbors detail",),
    "lldp_neighbors_detail": ("show lldp neighbors detail",),
    "bgp_neighbors": ("show bgp all summary", "show bgp all neighbors"),
    "ospf_neighbors": ("show ip ospf neighbor",),
    # Old releases know no "vrf *"; routes shown twice count once.
    "routes": ("show ip route", "show ip route vrf *", "show ipv6 route"),
    "ntp": ("show ntp status", "show ntp associations"),
    "ntp_servers": ("show running-config | include ^ntp server",),
    "ntp_stats": ("show ntp associations",),
    "environment": ("show processes cpu | include CPU utilization", "show memory statistics", "show environment all"),
    "vlans": ("show vlan brief",),
    "arp_table": ("show arp",),
    "mac_address_table": ("show mac address-table",),
    "network_instances": ("show vrf detail", "show interfaces"),
}

_EOS: _Table = {
    "facts": ("show version | json", "show hostname | json", "show interfaces | json"),
    "interfaces": ("show interfaces | json",),
    "interfaces_ip": ("show interfaces | json", "show ipv6 interface | json"),
    "neighbors": ("show lldp neighbors detail | json",),
    "lldp_neighbors": ("show lldp neighbors detail | json",),
    "lldp_neighbors_detail": ("show lldp neighbors detail | json",),
    "bgp_neighbors": (
        "show ip bgp summary vrf all | json",
        "show ipv6 bgp summary vrf all | json",
        "show ip bgp neighbors vrf all | json",
    ),
    "ospf_neighbors": ("show ip ospf neighbor vrf all | json",),
    "routes": ("show ip route vrf all | json", "show ipv6 route vrf all | json"),
    "ntp": ("show ntp status | json", "show ntp associations | json"),
    "ntp_servers": ("show running-config | section ntp",),
    "ntp_stats": ("show ntp associations | json",),
    "environment": (
        "show processes top once | json",
        "show environment cooling | json",
        "show environment power | json",
        "show environment temperature | json",
    ),
    "vlans": ("show vlan | json",),
    "arp_table": ("show ip arp vrf all | json",),
    "mac_address_table": ("show mac address-table | json",),
    "network_instances": ("show vrf | json",),
}

_FRR: _Table = {
    "facts": ("show version", "show interface vrf all json"),
    "interfaces": ("show interface vrf all json",),
    "interfaces_ip": ("show interface vrf all json",),
    "neighbors": ("lldpctl -f json",),
    "lldp_neighbors": ("lldpctl -f json",),
    "lldp_neighbors_detail": ("lldpctl -f json",),
    "bgp_neighbors": ("show bgp vrf all summary json", "show bgp vrf all neighbors json"),
    "ospf_neighbors": ("show ip ospf vrf all neighbor json",),
    "routes": ("show ip route vrf all json", "show ipv6 route vrf all json"),
    "ntp": ("chronyc -c -n tracking", "chronyc -c -n sources"),
    "ntp_servers": ("chronyc -c -n sources",),
    "ntp_stats": ("chronyc -c -n sources",),
    "environment": ("cat /proc/stat /proc/loadavg /proc/meminfo",),
    "arp_table": ("ip -j -4 neigh show",),
    "network_instances": ("show vrf", "show interface vrf all json"),
}

TABLES: Mapping[str, _Table] = MappingProxyType({"cisco.ios.ios": _IOS, "arista.eos.eos": _EOS, "frr.frr.frr": _FRR})

# Two names, one model: NAPALM's getter is called route_to, people say routes.
ALIASES: Mapping[str, str] = MappingProxyType({"route_to": "routes"})


def _table(platform: str) -> _Table:
    try:
        return TABLES[platform]
    except KeyError:
        raise UnsupportedError(f"no show commands are known for the platform '{platform}'") from None


def SUBSETS(platform: str) -> tuple[str, ...]:  # noqa: N802 - the name other rooms were given
    """The names of the parts of state that can be read on ``platform``, in the table's order."""
    return tuple(_table(platform))


def commands_for(platform: str, subsets: Iterable[str]) -> list[str]:
    """The commands that together tell ``subsets``, each once, in the table's order.

    Raises UnsupportedError for a platform or subset without commands.
    """
    table = _table(platform)
    commands: dict[str, None] = {}
    for subset in subsets:
        try:
            needed = table[ALIASES.get(subset, subset)]
        except KeyError:
            raise UnsupportedError(f"the subset '{subset}' has no show command on {platform}") from None
        commands.update(dict.fromkeys(needed))
    return list(commands)


def is_shell(command: str) -> bool:
    """Whether ``command`` is for the router's shell rather than for its command line."""
    return not command.startswith(("show ", "do "))

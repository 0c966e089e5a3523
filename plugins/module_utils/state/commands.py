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
from .routeros.commands import COMMANDS as _ROUTEROS
from .sonic.commands import COMMANDS as _SONIC
from .srlinux.commands import COMMANDS as _SRLINUX
from .sros.commands import CLASSIC as _SROS_CLASSIC
from .sros.commands import COMMANDS as _SROS
from .vyos.commands import COMMANDS as _VYOS

_Table = Mapping[str, tuple[str, ...]]

_IOS_CONFIG = "show running-config | include ^ntp|^snmp-server|^username"  # one command for all that only the configuration tells

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
    "ntp_servers": (_IOS_CONFIG,),
    "ntp_peers": (_IOS_CONFIG,),
    "ntp_stats": ("show ntp associations",),
    "environment": ("show processes cpu | include CPU utilization", "show memory statistics", "show environment all"),
    "vlans": ("show vlan brief",),
    "arp_table": ("show arp",),
    "mac_address_table": ("show mac address-table",),
    "network_instances": ("show vrf detail", "show interfaces"),
    "users": (_IOS_CONFIG,),
    "snmp": (_IOS_CONFIG,),
    "lacp": ("show etherchannel summary",),
    "stp": ("show spanning-tree",),
}

# NX-OS takes a pattern with a bar in it only between quotation marks.
_NXOS_CONFIG = 'show running-config | include "^snmp-server|^username"'

_NXOS: _Table = {
    "facts": ("show version | json", "show hostname | json", "show inventory | json", "show interface | json"),
    "interfaces": ("show interface | json",),
    "interfaces_ip": ("show ip interface vrf all | json", "show ipv6 interface vrf all | json"),
    "neighbors": ("show lldp neighbors detail | json", "show cdp neighbors detail | json"),
    "lldp_neighbors": ("show lldp neighbors detail | json",),
    "lldp_neighbors_detail": ("show lldp neighbors detail | json",),
    "bgp_neighbors": ("show bgp vrf all all summary | json",),
    # The text of the detail names the area, which the JSON of the list does not.
    "ospf_neighbors": ("show ip ospf neighbors detail vrf all",),
    "routes": ("show ip route vrf all | json", "show ipv6 route vrf all | json"),
    "ntp": ("show ntp peer-status | json",),
    "ntp_servers": ("show ntp peers | json",),
    "ntp_peers": ("show ntp peers | json",),
    "ntp_stats": ("show ntp peer-status | json",),
    "environment": ("show environment | json", "show system resources | json"),
    "vlans": ("show vlan brief | json",),
    "arp_table": ("show ip arp vrf all | json",),
    "mac_address_table": ("show mac address-table | json",),
    "network_instances": ("show vrf detail | json", "show vrf interface | json"),
    "users": (_NXOS_CONFIG,),
    "snmp": (_NXOS_CONFIG,),
    "lacp": ("show port-channel summary | json",),
    "stp": ("show spanning-tree",),
}

_IOSXR: _Table = {
    "facts": ("show version", "show inventory", "show running-config hostname", "show interfaces"),
    "interfaces": ("show interfaces",),
    "interfaces_ip": ("show ipv4 vrf all interface", "show ipv6 vrf all interface"),
    "neighbors": ("show lldp neighbors detail", "show cdp neighbors detail"),
    "lldp_neighbors": ("show lldp neighbors detail",),
    "lldp_neighbors_detail": ("show lldp neighbors detail",),
    "bgp_neighbors": ("show bgp all all summary", "show bgp vrf all summary", "show bgp neighbors", "show bgp vrf all neighbors"),
    "ospf_neighbors": ("show ospf vrf all-inclusive neighbor detail",),
    "routes": ("show route", "show route ipv6", "show route vrf all", "show route vrf all ipv6"),
    "ntp": ("show ntp status", "show ntp associations"),
    "ntp_servers": ("show running-config ntp",),
    "ntp_peers": ("show running-config ntp",),
    "ntp_stats": ("show ntp associations",),
    "environment": ("show processes cpu | include CPU utilization", "show memory summary"),
    "arp_table": ("show arp",),
    "network_instances": ("show vrf all detail",),
    "users": ("show running-config username",),
    "snmp": ("show running-config snmp-server",),
    "lacp": ("show bundle",),
}

_JUNOS: _Table = {
    "facts": (
        "show version | display json",
        "show chassis hardware | display json",
        "show system uptime | display json",
        "show interfaces | display json",
    ),
    "interfaces": ("show interfaces | display json",),
    "interfaces_ip": ("show interfaces | display json",),
    "neighbors": ("show lldp neighbors | display json",),
    "lldp_neighbors": ("show lldp neighbors | display json",),
    "lldp_neighbors_detail": ("show lldp neighbors | display json",),
    "bgp_neighbors": ("show bgp neighbor | display json",),
    "ospf_neighbors": ("show ospf neighbor detail | display json",),
    "routes": ("show route | display json",),
    # The time daemon's own words; Junos has no other form of them.
    "ntp": ("show ntp status", "show ntp associations no-resolve"),
    "ntp_servers": ("show configuration system ntp | display set",),
    "ntp_peers": ("show configuration system ntp | display set",),
    "ntp_stats": ("show ntp associations no-resolve",),
    "environment": ("show chassis environment | display json", "show chassis routing-engine | display json"),
    "vlans": ("show vlans | display json",),
    "arp_table": ("show arp no-resolve | display json",),
    "mac_address_table": ("show ethernet-switching table | display json",),
    "network_instances": ("show route instance detail | display json",),
    "users": ("show configuration system login | display set",),
    "snmp": ("show configuration snmp | display set",),
    "lacp": ("show lacp interfaces | display json",),
    "stp": ("show spanning-tree bridge", "show spanning-tree interface"),
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
    "users": ("show running-config | section username",),
    "snmp": ("show running-config | section snmp-server",),
    "lacp": ("show port-channel dense",),
    "stp": ("show spanning-tree | json",),
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
    "vlans": ("bridge -j vlan show",),
    "arp_table": ("ip -j -4 neigh show",),
    "mac_address_table": ("bridge -j fdb show",),
    "network_instances": ("show vrf", "show interface vrf all json"),
    "users": ("getent passwd",),
    "lacp": ("ip -j -d link show",),
    "stp": ("ip -j -d link show",),
}

_LINUX: _Table = {
    "facts": ("cat /etc/os-release /proc/uptime /proc/sys/kernel/hostname", "ip -j -d addr show"),
    "interfaces": ("ip -j -d addr show",),
    "interfaces_ip": ("ip -j -d addr show",),
    "neighbors": ("lldpctl -f json",),
    "lldp_neighbors": ("lldpctl -f json",),
    "lldp_neighbors_detail": ("lldpctl -f json",),
    "routes": ("ip -j -4 route show table all", "ip -j -6 route show table all"),
    "ntp": ("chronyc -c -n tracking", "chronyc -c -n sources"),
    "ntp_servers": ("chronyc -c -n sources",),
    "ntp_stats": ("chronyc -c -n sources",),
    "environment": ("cat /proc/stat /proc/loadavg /proc/meminfo",),
    "vlans": ("bridge -j vlan show",),
    "arp_table": ("ip -j -4 neigh show",),
    "mac_address_table": ("bridge -j fdb show",),
    "network_instances": ("ip -j -d addr show",),
    "users": ("getent passwd",),
    "lacp": ("ip -j -d link show",),
    "stp": ("ip -j -d link show",),
}

TABLES: Mapping[str, _Table] = MappingProxyType(
    {
        "cisco.ios.ios": _IOS,
        "cisco.nxos.nxos": _NXOS,
        "cisco.iosxr.iosxr": _IOSXR,
        "junipernetworks.junos.junos": _JUNOS,
        "arista.eos.eos": _EOS,
        "frr.frr.frr": _FRR,
        "auto.factory.linux": _LINUX,
        "auto.factory.netconf": {},  # no two servers have the same operational models
        "vyos.vyos.vyos": _VYOS,
        "nokia.sros.md": _SROS,
        "nokia.sros.classic": _SROS_CLASSIC,
        "nokia.srlinux.srlinux": _SRLINUX,
        "dellemc.enterprise_sonic.sonic": _SONIC,
        "community.routeros.routeros": _ROUTEROS,
    }
)

# Two names, one model: NAPALM's getters have the first, people say the second.
ALIASES: Mapping[str, str] = MappingProxyType({"route_to": "routes", "snmp_information": "snmp"})


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

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR as data: the commands of the exec mode and of configuration sessions, each with its handler."""

from __future__ import annotations

_SHOW = (
    ("show running-config", "run=running"),
    ("show running-config interface <if>", "run=running_interface"),
    ("show running-config <line>", "run=running_part"),
    ("show configuration commit list [<1-100>] [detail]", "run=commit_list"),
)
EXEC = (
    ("{exit|logout}", "run=exit"),
    ("terminal length <0-512>", "run=length"),
    ("terminal width <0-512>", "run=width"),
    ("terminal exec prompt {timestamp|no-timestamp}", "run=timestamp"),
    ("terminal <line>", "run=nothing"),
    ("show version [brief]", "run=version"),
    ("show clock", "run=clock"),
    ("show inventory [{all|raw}]", "run=inventory"),
    ("show interfaces", "run=interfaces"),
    ("show interfaces <if>", "run=interfaces"),
    ("show interfaces description", "run=description"),
    ("show interfaces brief", "run=brief"),
    ("show {ipv4|ip} interface brief", "run=ip_brief"),
    ("show {ipv4|ip} interface", "run=ip_interface"),
    ("show ipv4 vrf all interface [brief]", "run=ip_interface"),
    ("show ipv6 {vrf all interface|interface} [brief]", "run=nothing"),
    ("show {route|ip route|route ipv4}", "run=route"),
    ("show {route ipv6|route vrf all|route vrf all ipv6}", "run=no_route"),
    ("show {bgp summary|bgp ipv4 unicast summary|bgp all all summary}", "run=bgp_summary"),
    ("show {bgp neighbors|bgp vrf all summary|bgp vrf all neighbors}", "run=bgp_neighbors"),
    ("show processes cpu", "run=cpu"),
    ("show memory summary", "run=memory"),
    ("show lldp neighbors detail", "run=lldp"),
    ("show {ospf neighbor detail|ospf vrf all-inclusive neighbor detail}", "run=ospf"),
    ("show arp", "run=arp"),
    ("show ntp associations", "run=ntp"),
    ("show ntp status", "run=ntp_status"),
    ("show {users|logging|vrf|redundancy} [<line>]", "run=nothing"),
    *_SHOW,
    ("show configuration sessions [detail]", "run=sessions"),
    ("show configuration failed [{inheritance|startup}]", "run=failed"),
    ("show configuration commit changes last <1-100> [diff]", "run=commit_changes"),
    ("configure [{terminal|exclusive}]", "run=configure"),
    ("rollback configuration last <1-100>", "run=rollback_last"),
    ("rollback configuration to <word>", "run=rollback_to"),
    ("dir [<word>]", "run=nothing"),
    ("ping <word> <any>", "run=ping"),
    ("reload", "run=reload"),
    ("clear <line>", "run=nothing"),
)
SESSION = (
    ("commit", "run=commit"),
    ("commit label <word>", "run=commit"),
    ("commit [replace] confirmed <30-65535>", "run=commit"),
    ("commit [replace] label <word> confirmed <30-65535>", "run=commit"),
    ("commit replace", "run=commit"),
    ("abort", "run=abort"),
    ("root", "run=root"),
    ("show configuration", "run=target"),
    ("show {configuration|commit} changes diff", "run=changes"),
    ("show configuration failed [inheritance]", "run=failed"),
    *_SHOW,
)

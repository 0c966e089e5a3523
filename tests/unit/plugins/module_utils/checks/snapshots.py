# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A healthy device's snapshot, ways to hurt it, and a short way to judge."""

from __future__ import annotations

import copy
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.checks.catalogue import parse_checks
from ansible_collections.auto.factory.plugins.module_utils.checks.evaluate import evaluate
from ansible_collections.auto.factory.plugins.module_utils.checks.model import CheckResult, Phase, Rooms

FRR = "frr.frr.frr"
RUNNING = """\
hostname r1
ntp server 192.0.2.1
!
interface Ethernet1
 description Uplink
 ip address 10.0.12.1/24
!
router bgp 65001
 neighbor 10.255.0.2 remote-as 65002
 address-family ipv4 unicast
  neighbor 10.255.0.2 activate
"""


def plain_diff(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """A stand-in for the state room's difference: which keys of each subset came and went."""
    subsets = [name for name, model in before.items() if isinstance(model, dict) and model != after.get(name)]
    return {
        name: {
            "added": {key: after[name][key] for key in after[name] if key not in before[name]},
            "removed": {key: before[name][key] for key in before[name] if key not in after[name]},
        }
        for name in subsets
    }


ROOMS = Rooms(
    fingerprint=lambda text, _platform: str(hash(text)),
    clean=lambda text, _platform: text,
    redact=lambda text, _platform: text.replace("hunter2", "<secret>"),
    differ=plain_diff,
)


def peer(up: bool | None = True, received: int | None = 120, uptime: int = 3600) -> dict[str, Any]:
    """One BGP peer of NAPALM's shape."""
    counts = {"received_prefixes": received, "accepted_prefixes": None, "sent_prefixes": 7}
    return {"is_up": up, "is_enabled": True, "uptime": uptime, "remote_as": 65002, "address_family": {"ipv4": counts}}


def route(protocol: str = "bgp", next_hop: str = "10.255.0.2", vrf: str | None = "global", active: bool = True) -> dict[str, Any]:
    """One path of a prefix."""
    return {"protocol": protocol, "next_hop": next_hop, "outgoing_interface": "Ethernet1", "current_active": active, "vrf": vrf}


def healthy() -> dict[str, Any]:
    """A snapshot in which all is well."""
    return copy.deepcopy(
        {
            "interfaces": {
                "Ethernet1": {"is_up": True, "is_enabled": True},
                "Ethernet2": {"is_up": True, "is_enabled": True},
                "Ethernet3": {"is_up": False, "is_enabled": True},
                "Ethernet4": {"is_up": False, "is_enabled": False},
            },
            "bgp_neighbors": {
                "global": {"router_id": "10.255.0.1", "peers": {"10.255.0.2": peer(), "10.255.0.3": peer(up=False)}},
                "blue": {"router_id": "10.255.0.1", "peers": {"10.1.0.2": peer(received=4)}},
            },
            "ospf_neighbors": {
                "global": {
                    "10.255.0.2": [{"interface": "Ethernet1", "state": "FULL/DR", "is_full": True}],
                    "10.255.0.4": [{"interface": "Ethernet2", "state": "2WAY/DROTHER", "is_full": False}],
                }
            },
            "neighbors": {"Ethernet1": [{"hostname": "r2.example.net", "port": "Ethernet1", "protocol": "lldp"}]},
            "routes": {
                "0.0.0.0/0": [route("static", "192.0.2.254")],
                "10.1.0.0/24": [route()],
                "10.2.0.0/24": [route(), route(vrf="blue")],
                "2001:db8::/32": [route("ospf")],
            },
            "ntp": {"synchronised": True, "stratum": 3, "reference": "192.0.2.1", "servers": ["192.0.2.1"]},
            "environment": {"cpu": {"0": {"%usage": 12.0}, "1": {"%usage": 30.0}}},
            "config": {"running": RUNNING, "startup": RUNNING},
            "reachability": {"10.255.0.2": {"reached": True, "detail": "2 of 2 answers"}},
            "fresh_connection": True,
            "unsupported": {},
            "unparsed": {},
        }
    )


def judge(check: Any, before: dict[str, Any], after: dict[str, Any] | None = None, phase: Phase = "post") -> CheckResult:
    """The one result of one check."""
    (result,) = evaluate(parse_checks([check]), before, before if after is None else after, phase, FRR, ROOMS)
    return result

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos, in the JSON that ``| display json`` gives. Written after the documented elements."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse


def leaves(**values: Any) -> dict[str, Any]:
    """Junos' form of an element: each child a list, each leaf a mapping with ``data``."""
    return {name.replace("_", "-"): value if isinstance(value, list) else [{"data": value}] for name, value in values.items()}


def read(command: str, element: dict[str, Any], subset: str) -> Any:
    text = json.dumps(element) + "\n\n{master:0}\n"
    return state_parse({f"{command} | display json": text}, "junipernetworks.junos.junos", subset)[subset]


FLAG: list[Any] = [{"data": [None]}]
VERSION = {"software-information": [leaves(host_name="r1", product_model="mx204", junos_version="21.4R1.12")]}
FAMILY = leaves(address_family_name="inet", interface_address=[leaves(ifa_destination="10.2.0.0/31", ifa_local="10.2.0.0")])
OWN = leaves(address_family_name="inet", interface_address=[leaves(ifa_local="10.255.0.1")])
INTERFACES = {
    "interface-information": [
        {
            "physical-interface": [
                leaves(
                    name="xe-0/0/1",
                    admin_status="up",
                    oper_status="up",
                    speed="10Gbps",
                    mtu="1514",
                    description="core",
                    current_physical_address="02:05:86:71:17:07",
                    logical_interface=[leaves(name="xe-0/0/1.0", address_family=[FAMILY])],
                ),
                leaves(name="xe-0/0/2", admin_status="down", oper_status="down", speed="10Gbps", mtu="1514"),
                leaves(
                    name="lo0",
                    admin_status="up",
                    oper_status="up",
                    mtu="Unlimited",
                    logical_interface=[leaves(name="lo0.0", address_family=[OWN])],
                ),
            ]
        }
    ]
}


@pytest.mark.parametrize(
    "element",
    [VERSION, {"multi-routing-engine-results": [{"multi-routing-engine-item": [{"re-name": [{"data": "fpc0"}], **VERSION}]}]}],
    ids=["one engine", "several engines"],
)
def test_facts_are_found_with_one_routing_engine_and_with_several(element: dict[str, Any]) -> None:
    """A virtual chassis wraps its answers; the model is the same."""
    facts = read("show version", element, "facts")
    assert (facts["hostname"], facts["model"], facts["os_version"], facts["vendor"]) == ("r1", "mx204", "21.4R1.12", "Juniper")


def test_interfaces_and_addresses() -> None:
    """Physical and logical interfaces are listed; addresses belong to the logical ones."""
    interfaces = read("show interfaces", INTERFACES, "interfaces")
    assert list(interfaces) == ["xe-0/0/1", "xe-0/0/1.0", "xe-0/0/2", "lo0", "lo0.0"]
    assert interfaces["xe-0/0/1"] == {
        "is_up": True,
        "is_enabled": True,
        "description": "core",
        "last_flapped": None,
        "speed": 10000.0,
        "mtu": 1514,
        "mac_address": "02:05:86:71:17:07",
    }
    assert (interfaces["xe-0/0/2"]["is_up"], interfaces["xe-0/0/2"]["is_enabled"]) == (False, False)
    assert read("show interfaces", INTERFACES, "interfaces_ip") == {
        "xe-0/0/1.0": {"ipv4": {"10.2.0.0": {"prefix_length": 31}}},
        "lo0.0": {"ipv4": {"10.255.0.1": {"prefix_length": 32}}},
    }


def test_routes_are_put_under_their_instance() -> None:
    """``inet.0`` is the default instance's table, ``red.inet.0`` that of red; other tables hold no routes of ours."""
    entry = leaves(current_active=FLAG, protocol_name="Direct", preference="0", nh=[leaves(via="lo0.0")])
    table = [
        leaves(table_name=name, rt=[leaves(rt_destination="10.0.0.2/32", rt_entry=[entry])])
        for name in ("inet.0", "red.inet.0", "mpls.0")
    ]
    paths = read("show route", {"route-information": [{"route-table": table}]}, "routes")["10.0.0.2/32"]
    assert [(p["vrf"], p["protocol"], p["outgoing_interface"], p["current_active"]) for p in paths] == [
        ("global", "connected", "lo0.0", True),
        ("red", "connected", "lo0.0", True),
    ]


def test_bgp_peers_lose_the_port_of_their_address() -> None:
    """``10.2.0.1+179`` is the peer 10.2.0.1; whether it is shut down is not told."""
    rib = leaves(name="inet.0", received_prefix_count="4", accepted_prefix_count="3", advertised_prefix_count="0")
    peer = leaves(
        peer_address="10.2.0.1+179",
        peer_as="65002",
        local_as="65001",
        peer_state="Established",
        peer_id="10.2.0.1",
        local_id="10.0.0.2",
        peer_cfg_rti="master",
        bgp_rib=[rib],
    )
    instance = read("show bgp neighbor", {"bgp-information": [{"bgp-peer": [peer]}]}, "bgp_neighbors")["global"]
    found = instance["peers"]["10.2.0.1"]
    assert (instance["router_id"], found["remote_as"], found["local_as"], found["is_up"], found["is_enabled"]) == (
        "10.0.0.2",
        65002,
        65001,
        True,
        None,
    )
    assert found["address_family"] == {"ipv4": {"received_prefixes": 4, "accepted_prefixes": 3, "sent_prefixes": 0}}


def test_a_protocol_that_does_not_run_has_no_neighbours() -> None:
    """Junos says in JSON that OSPF is not running; that is an answer. Another element is not."""
    assert read("show ospf neighbor", {"output": [{"data": "OSPF instance is not running"}]}, "ospf_neighbors") == {}
    with pytest.raises(UnsupportedError, match="unsupported"):
        read("show ospf neighbor", {"weather-information": []}, "ospf_neighbors")


def test_routing_instances() -> None:
    """The master instance is the default one; those of Junos' own are left out."""
    cores = [leaves(instance_name=name, instance_type="forwarding") for name in ("master", "__juniper_private1__", "red")]
    model = read("show route instance", {"instance-information": [{"instance-core": cores}]}, "network_instances")
    assert {name: item["type"] for name, item in model.items()} == {"default": "DEFAULT_INSTANCE", "red": "L3VRF"}

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forms that EOS and FRR have had over their releases, each read as what it means."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse

EOS, FRR = "arista.eos.eos", "frr.frr.frr"


def read(platform: str, command: str, output: str, subset: str) -> Any:
    return state_parse({command: output}, platform, subset)[subset]


@pytest.mark.parametrize(
    ("row", "up", "enabled", "received", "accepted"),
    [
        pytest.param(
            "10.0.0.1    4  65001      187       191    0    0 02:49:40 7", True, True, 7, None, id="count in place of the state"
        ),
        pytest.param(
            "10.0.0.1    4  65001      187       191    0    0  123d12h Estab  9", True, True, 9, None, id="state and count"
        ),
        pytest.param(
            "  spine 1   10.0.0.1  4 65001   187  191    0    0  123d12h Estab   9      8",
            True,
            True,
            9,
            8,
            id="described, accepted",
        ),
        pytest.param("10.0.0.1    4  65001      298       202    0    0  345d21h Active", False, True, None, None, id="active"),
        pytest.param(
            "10.0.0.1    4  65001        0         0    0    0    1d02h Idle(Admin)", False, False, None, None, id="shut down"
        ),
    ],
)
def test_every_layout_of_a_bgp_row_of_eos_is_read(
    row: str, up: bool, enabled: bool, received: int | None, accepted: int | None
) -> None:
    """Old and new columns tell the same peer."""
    head = "BGP summary information for VRF red\nRouter identifier 10.255.1.1, local AS number 65101\n  Neighbor   V AS  MsgRcvd\n"
    peer = read(EOS, "show ip bgp summary vrf all", head + row, "bgp_neighbors")["red"]["peers"]["10.0.0.1"]
    counts = peer["address_family"]["ipv4"]
    assert (peer["is_up"], peer["is_enabled"], counts["received_prefixes"], counts["accepted_prefixes"]) == (
        up,
        enabled,
        received,
        accepted,
    )
    assert (peer["local_as"], peer["remote_as"]) == (65101, 65001)


@pytest.mark.parametrize(
    ("line", "protocol", "hop", "interface"),
    [
        (" B E      192.0.2.0/24 [200/0] via 10.0.0.1, Ethernet1", "bgp", "10.0.0.1", "Ethernet1"),
        (" O E2     192.0.2.0/24 [110/1] via 10.0.0.1, Ethernet1", "ospf", "10.0.0.1", "Ethernet1"),
        (" I L2     192.0.2.0/24 [115/30] via 10.0.0.1, Ethernet49/1", "isis", "10.0.0.1", "Ethernet49/1"),
        (" A B      192.0.2.0/24 is directly connected, Null0", "bgp", "", "Null0"),
        (
            " C        192.0.2.0/24 is directly connected, Tunnel11, Static Interface GRE tunnel index 11",
            "connected",
            "",
            "Tunnel11",
        ),
        (" S        192.0.2.0/24 [1/0] via 10.0.0.1, Management0", "static", "10.0.0.1", "Management0"),
    ],
)
def test_every_code_of_a_route_of_eos_is_read(line: str, protocol: str, hop: str, interface: str) -> None:
    """The code's letters lead to the protocol, the rest of the line to where it goes."""
    (path,) = read(EOS, "show ip route", f"VRF: default\nCodes: C - connected, S - static\n\n{line}\n", "routes")["192.0.2.0/24"]
    assert (path["protocol"], path["next_hop"], path["outgoing_interface"]) == (protocol, hop, interface)


def test_eos_errors_in_json_are_the_device_s_words() -> None:
    """What EOS answers in JSON when it refuses is a refusal; that BGP is off is an answer."""
    with pytest.raises(UnsupportedError, match="Invalid input"):
        read(EOS, "show version | json", '{"errors": ["Invalid input (at token 2)"]}', "facts")
    assert read(EOS, "show ip bgp summary vrf all | json", '{"errors": ["BGP inactive"]}', "bgp_neighbors") == {}


ROUTE = {
    "prefix": "192.0.2.0/24",
    "protocol": "static",
    "selected": True,
    "distance": 1,
    "metric": 0,
    "nexthops": [{"ip": "10.0.0.1", "active": True}],
}


@pytest.mark.parametrize(
    "output",
    [
        pytest.param(json.dumps({"default": {"192.0.2.0/24": [ROUTE]}, "red": {"192.0.2.0/24": [ROUTE]}}), id="by VRF"),
        pytest.param(
            json.dumps({"192.0.2.0/24": [{**ROUTE, "vrfName": "default"}]})
            + "\n"
            + json.dumps({"192.0.2.0/24": [{**ROUTE, "vrfName": "red"}]}),
            id="one object after the other",
        ),
    ],
)
def test_routes_of_all_vrfs_of_frr_are_kept_apart(output: str) -> None:
    """The same prefix in two VRFs is two routes, in the form of every release."""
    assert [path["vrf"] for path in read(FRR, "show ip route vrf all json", output, "routes")["192.0.2.0/24"]] == ["global", "red"]


@pytest.mark.parametrize(
    "wrap",
    [lambda n: n, lambda n: {"neighbors": n}, lambda n: {"default": {"vrfName": "default", "neighbors": n}}],
    ids=["4", "7", "all"],
)
def test_ospf_neighbours_of_frr_are_read_from_every_shape(wrap: Any) -> None:
    """FRR 4 had no VRF around the neighbours, later ones do."""
    entry = {"priority": 1, "state": "Full/Backup", "address": "10.0.0.1", "ifaceName": "swp2:10.0.0.2"}
    (found,) = read(FRR, "show ip ospf vrf all neighbor json", json.dumps(wrap({"10.255.0.1": [entry]})), "ospf_neighbors")[
        "global"
    ]["10.255.0.1"]
    assert (found["state"], found["is_full"], found["interface"]) == ("FULL", True, "swp2")


def test_one_lldp_neighbour_and_several_are_read_alike() -> None:
    """lldpd prints one neighbour as a mapping and several as a list."""
    item = {
        "chassis": {"r2": {"id": {"type": "mac", "value": "52:54:00:00:00:01"}}},
        "port": {"id": {"type": "ifname", "value": "eth7"}},
    }
    for interface in ({"eth0": item}, [{"eth0": item}]):
        found = read(FRR, "lldpctl -f json", json.dumps({"lldp": {"interface": interface}}), "neighbors")
        assert found == {"eth0": [{"hostname": "r2", "port": "eth7", "protocol": "lldp"}]}
    assert read(FRR, "lldpctl -f json", '{"lldp": {}}', "neighbors") == {}


@pytest.mark.parametrize(
    ("leap", "reference", "synchronised"), [("Normal", "C0000201", True), ("Not synchronised", "7F7F0101", False)]
)
def test_chrony_s_tracking_tells_whether_the_clock_is_set(leap: str, reference: str, synchronised: bool) -> None:
    """A router whose chrony follows a source is synchronised."""
    line = f"{reference},192.0.2.1,3,1610000000.0,0.00001,0.00002,0.00003,1.2,0.001,0.05,0.01,0.002,64.2,{leap}\n"
    found = read(FRR, "chronyc -c -n tracking", line, "ntp")
    assert found["synchronised"] is synchronised
    assert found["stratum"] == (3 if synchronised else None)


def test_the_load_of_a_router_is_a_share_of_its_processors() -> None:
    """A load of one on two processors is half; memory in use is what is not available."""
    text = "cpu  1 2 3\ncpu0 1 2 3\ncpu1 1 2 3\n1.00 0.50 0.25 1/200 999\nMemTotal:  1000 kB\nMemAvailable:  400 kB\n"
    found = read(FRR, "cat /proc/stat /proc/loadavg /proc/meminfo", text, "environment")
    assert found["cpu"] == {"0": {"%usage": 50.0}}
    assert found["memory"] == {"available_ram": 1024000, "used_ram": 614400}

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a configuration says, read off its tree: interfaces, BGP, OSPF, static routes, NTP servers."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field

from .config import Tree

Interface4 = ipaddress.IPv4Interface
Network4 = ipaddress.IPv4Network


@dataclass
class Port:
    """An interface as configured. area: OSPF area set on the interface itself, '' for none."""

    name: str
    enabled: bool = True
    description: str = ""
    mtu: int = 1500
    vrf: str = ""
    addresses: list[Interface4] = field(default_factory=list)
    routed: bool = True
    area: str = ""
    cost: int = 0
    point_to_point: bool = False
    filter_in: str = ""


@dataclass
class Peer:
    """A BGP neighbour as configured."""

    address: str
    remote_as: int = 0
    description: str = ""
    enabled: bool = True
    source: str = ""
    multihop: bool = False
    active: bool = True
    default_originate: bool = False
    reflect: bool = False
    next_hop_self: bool = False


@dataclass
class Bgp:
    """The BGP process."""

    number: int
    router_id: str = ""
    peers: dict[str, Peer] = field(default_factory=dict)
    networks: list[Network4] = field(default_factory=list)
    connected: bool = False
    static: bool = False


@dataclass
class Ospf:
    """The OSPF process."""

    process: str
    router_id: str = ""
    networks: list[tuple[Network4, str]] = field(default_factory=list)
    passive: set[str] = field(default_factory=set)
    passive_default: bool = False
    originate: bool = False


@dataclass
class View:
    """Everything together."""

    ports: dict[str, Port]
    bgp: Bgp | None
    ospf: Ospf | None
    static: list[tuple[Network4, str]]
    ntp: list[str]
    access_lists: dict[str, list[str]]
    vty_filter: str = ""


def area_id(text: str) -> str:
    """``0`` and ``0.0.0.0`` are the same area."""
    return str(ipaddress.IPv4Address(int(text))) if text.isdigit() else text


def network_of(text: str) -> Network4 | None:
    """A network, or None when it is none: a device may store what makes no sense."""
    try:
        return Network4(text, strict=False)
    except ValueError:
        return None


def interface_of(words: list[str]) -> Interface4 | None:
    """The address of ``[10.0.0.1, 255.255.255.0]`` or ``[10.0.0.1/24]``."""
    try:
        return Interface4(words[0] if "/" in words[0] else f"{words[0]}/{words[1]}")
    except (ValueError, IndexError):
        return None


def read(tree: Tree, layer2: bool) -> View:
    """Read a tree. layer2: ports are switched unless they say ``no switchport``."""
    ports = {name[10:]: _port(name[10:], lines, layer2) for name, lines in tree.items() if name.startswith("interface ")}
    view = View(ports, _bgp(tree), _ospf(tree), [], [], {})
    for line, children in tree.items():
        words = line.split()
        if line.startswith("ip route ") and words[2] != "vrf":
            _static(view, words)
        elif line.startswith("ntp server ") and words[2] != "vrf":
            view.ntp.append(words[2])
        elif line.startswith(("ip access-list ", "access-list ")):
            name = words[1] if words[0] == "access-list" else words[-1]
            entries = [" ".join(words[2:])] if words[0] == "access-list" else _sequenced(children)
            view.access_lists.setdefault(name, []).extend(entries)
        elif line.startswith(("line vty", "management ssh")):
            view.vty_filter = next((c.split()[-2] for c in children if c.startswith(("access-class", "ip access-group"))), "")
    return view


def _sequenced(children: Tree) -> list[str]:
    rows = [child.split(None, 1) for child in children if child[:1].isdigit()]
    return [row[1] for row in sorted(rows, key=lambda row: int(row[0]))]


def _static(view: View, words: list[str]) -> None:
    prefix, via = (network_of(words[2]), words[3]) if "/" in words[2] else (network_of(f"{words[2]}/{words[3]}"), words[4])
    if prefix is not None:
        view.static.append((prefix, via))


def _port(name: str, lines: Tree, layer2: bool) -> Port:
    port = Port(name)
    port.routed = not (layer2 and name.startswith("Ethernet")) or "no switchport" in lines
    for line in lines:
        words = line.split()
        if line == "shutdown":
            port.enabled = False
        elif line.startswith("description "):
            port.description = line[12:]
        elif words[0] == "mtu":
            port.mtu = int(words[1])
        elif line.startswith(("vrf forwarding ", "vrf ")):
            port.vrf = words[-1]
        elif line.startswith("ip address ") and (address := interface_of(words[2:])):
            port.addresses.append(address)
        elif line.startswith("ip access-group ") and words[-1] == "in":
            port.filter_in = words[2]
        elif line.startswith("ip ospf "):
            _port_ospf(port, line, words)
    port.addresses.sort(key=lambda address: f"ip address {address.ip} {address.netmask} secondary" in lines)
    return port


def _port_ospf(port: Port, line: str, words: list[str]) -> None:
    if "area" in words:
        port.area = area_id(words[-1])
    elif words[2] == "cost":
        port.cost = int(words[3])
    elif line.endswith("network point-to-point"):
        port.point_to_point = True


def _bgp(tree: Tree) -> Bgp | None:
    line = next((line for line in tree if line.startswith("router bgp ")), "")
    if not line:
        return None
    bgp = Bgp(int(line.split()[2]))
    lines = list(tree[line])
    for section, children in tree[line].items():
        if section.startswith("address-family ipv4") and "vrf" not in section:
            lines.extend(children)
    groups: dict[str, list[str]] = {}
    for text in lines:
        if found := re.match(r"neighbor (\S+) peer[ -]group (\S+)", text):
            groups.setdefault(found[2], []).append(found[1])
    by_default = "no bgp default ipv4-unicast" not in lines
    for text in lines:
        words = text.split()
        if words[0] == "neighbor":
            for name in [words[1], *groups.get(words[1], ())]:
                if re.match(r"\d+\.\d+\.\d+\.\d+$", name):
                    _peer(bgp.peers.setdefault(name, Peer(name, active=by_default)), words)
        else:
            _process(bgp, words)
    for text in lines:
        if (found := re.match(r"no neighbor (\S+) activate", text)) and found[1] in bgp.peers:
            bgp.peers[found[1]].active = False
    bgp.peers = {name: peer for name, peer in bgp.peers.items() if peer.remote_as}
    return bgp


def _process(bgp: Bgp, words: list[str]) -> None:
    if words[0] == "router-id" or words[:2] == ["bgp", "router-id"]:
        bgp.router_id = words[-1]
    elif words[:2] == ["redistribute", "connected"]:
        bgp.connected = True
    elif words[:2] == ["redistribute", "static"]:
        bgp.static = True
    elif words[0] == "network":
        mask = words[3] if len(words) > 3 and words[2] == "mask" else ""
        text = words[1] if "/" in words[1] else f"{words[1]}/{mask or _classful(words[1])}"
        if (network := network_of(text)) is not None:
            bgp.networks.append(network)


def _classful(address: str) -> int:
    first = int(address.split(".", maxsplit=1)[0])
    return 8 if first < 128 else 16 if first < 192 else 24


def _peer(peer: Peer, words: list[str]) -> None:
    what = words[2]
    if what == "remote-as":
        peer.remote_as = int(words[3])
    elif what == "description":
        peer.description = " ".join(words[3:])
    elif what == "shutdown":
        peer.enabled = False
    elif what == "update-source":
        peer.source = words[3]
    elif what == "ebgp-multihop":
        peer.multihop = True
    elif what == "activate":
        peer.active = True
    elif what == "default-originate":
        peer.default_originate = True
    elif what == "route-reflector-client":
        peer.reflect = True
    elif what == "next-hop-self":
        peer.next_hop_self = True


def _ospf(tree: Tree) -> Ospf | None:
    line = next((line for line in tree if line.startswith("router ospf ")), "")
    if not line:
        return None
    ospf = Ospf(line.split()[2])
    for text in tree[line]:
        words = text.split()
        if words[0] == "router-id":
            ospf.router_id = words[1]
        elif text == "passive-interface default":
            ospf.passive_default = True
        elif words[0] == "passive-interface" or text.startswith("no passive-interface"):
            ospf.passive.add(words[-1])
        elif words[0] == "network":
            if (network := _wildcard(words)) is not None:
                ospf.networks.append((network, area_id(words[-1])))
        elif text.startswith("default-information originate"):
            ospf.originate = True
    return ospf


def _wildcard(words: list[str]) -> Network4 | None:
    if "/" in words[1]:
        return network_of(words[1])
    mask = ipaddress.IPv4Address(0xFFFFFFFF ^ int(ipaddress.IPv4Address(words[2])))
    return network_of(f"{words[1]}/{mask}")


def permits(entries: list[str], source: str) -> bool:
    """Whether an access list lets SSH from a source address in; the first entry that matches decides."""
    address = ipaddress.IPv4Address(source)
    for entry in entries:
        words = entry.split()
        if words[0] == "remark":
            continue
        rest = words[1:]
        if rest and rest[0] in ("ip", "tcp", "udp", "icmp", "ospf"):
            if rest[0] not in ("ip", "tcp"):
                continue
            rest = rest[1:]
        if rest and _covers([*rest, ""], address):
            return words[0] == "permit"
    return not entries


def _covers(words: list[str], address: ipaddress.IPv4Address) -> bool:
    if words[0] == "any":
        return True
    if words[0] == "host":
        return words[1] == str(address)
    if "/" in words[0]:
        return address in (network_of(words[0]) or ())
    if not re.match(r"\d+\.\d+\.\d+\.\d+$", words[1]):
        return words[0] == str(address)
    wild = int(ipaddress.IPv4Address(words[1]))
    return int(address) | wild == int(ipaddress.IPv4Address(words[0])) | wild

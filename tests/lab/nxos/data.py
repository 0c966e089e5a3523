# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS show commands as data, for ``| json``: tables with rows, a single row bare."""

from __future__ import annotations

import json
from typing import Any

from ..grammar import Match
from ..names import is_virtual
from ..ntp import alive
from ..part import Part
from ..spans import short_span
from ..view import Port

JSON = dict[str, Any]
CLIENTS = {"connected": "direct", "local": "local", "static": "static", "ospf": "ospf-1", "ebgp": "bgp-65000", "ibgp": "bgp-65000"}


def table(name: str, rows: list[JSON]) -> JSON:
    """``TABLE_name`` with its ``ROW_name``; nothing where there are no rows."""
    if not rows:
        return {}
    return {f"TABLE_{name}": {f"ROW_{name}": rows[0] if len(rows) == 1 else rows}}


class Data(Part):
    """What stands behind ``| json``; part of the shell."""

    def as_json(self, handler: str, found: Match, text: str) -> str:
        """A command's data on one line; the device's words where it has none."""
        reader = getattr(self, f"json_{handler}", None)
        if reader is None:
            return "Error: This command does not support JSON output.\n"
        data = reader(found, text)
        return f"{json.dumps(data)}\n" if data else ""

    def json_version(self, found: Match, text: str) -> JSON:
        """The box."""
        device = self.device
        up = int(device.clock.now() - device.booted)
        return {
            "header_str": "Cisco Nexus Operating System (NX-OS) Software\nThis device is simulated.\n",
            "bios_ver_str": "07.69",
            "nxos_ver_str": device.os_version,
            "nxos_file_name": "bootflash:///nxos.simulated.bin",
            "chassis_id": "Nexus9000 C9300v Chassis",
            "cpu_name": "Intel(R) Xeon(R) CPU",
            "memory": 10208000,
            "mem_type": "kB",
            "proc_board_id": device.serial,
            "host_name": device.hostname,
            "kern_uptm_days": up // 86400,
            "kern_uptm_hrs": up // 3600 % 24,
            "kern_uptm_mins": up // 60 % 60,
            "kern_uptm_secs": up % 60,
            "rr_reason": "Unknown",
            "manufacturer": "Cisco Systems, Inc.",
        }

    def json_hostname(self, found: Match, text: str) -> JSON:
        """The name, with its domain."""
        domain = next((line.split()[-1] for line in self.device.running if line.startswith("ip domain-name ")), "")
        return {"hostname": f"{self.device.hostname}{'.' if domain else ''}{domain}"}

    def json_inventory(self, found: Match, text: str) -> JSON:
        """The parts."""
        row = {"name": "Chassis", "desc": "Nexus9000 C9300v Chassis", "productid": "N9K-C9300v", "vendorid": ""}
        return table("inv", [{**row, "serialnum": self.device.serial}])

    def json_interface(self, found: Match, text: str) -> JSON:
        """Every interface, or one."""
        wanted = found.words[2] if len(found.words) > 2 else ""
        ports = self.state.view.ports
        return table("interface", [self._row(name, port) for name, port in ports.items() if wanted in ("", name)])

    def _row(self, name: str, port: Port) -> JSON:
        up = self.state.up[name]
        reason = "" if up else "Administratively down" if not port.enabled else "Link not connected"
        row: JSON = {"interface": name, "state": "up" if up else "down", "admin_state": "up" if port.enabled else "down"}
        if reason:
            row["state_rsn_desc"] = reason
        if port.description:
            row["desc"] = port.description
        kind = "loop" if is_virtual(name) else "eth"
        row |= {f"{kind}_mtu": str(port.mtu), f"{kind}_bw": 8000000 if kind == "loop" else 1000000}
        if kind == "eth":
            row |= {"eth_hw_desc": "Ethernet", "eth_hw_addr": self.device.mac(name), "eth_bia_addr": self.device.mac(name)}
            row |= {"eth_mode": "routed" if port.routed else "access", "eth_duplex": "full", "eth_speed": "1000 Mb/s"}
            row["eth_link_flapped"] = short_span(self.device.clock.now() - self.state.port_since[name])
        if port.addresses:
            own = port.addresses[0]
            row |= {f"{kind}_ip_addr": str(own.ip), f"{kind}_ip_mask": own.network.prefixlen}
        return row

    def json_ip_interface(self, found: Match, text: str) -> JSON:
        """Interfaces with addresses."""
        rows = []
        for name, port in self.state.view.ports.items():
            if port.addresses and ("all" in found.words or not port.vrf):
                own, up = port.addresses[0], "up" if self.state.up[name] else "down"
                row: JSON = {"vrf-name-out": port.vrf or "default", "intf-name": name, "proto-state": up, "link-state": up}
                row |= {"admin-state": "up" if port.enabled else "down", "prefix": str(own.ip), "masklen": own.network.prefixlen}
                others = [{"prefix1": str(a.ip), "masklen1": a.network.prefixlen} for a in port.addresses[1:]]
                rows.append({**row, "subnet": str(own.network.network_address), **table("secondary_address", others)})
        return table("intf", rows)

    def json_ip_brief(self, found: Match, text: str) -> JSON:
        """The same."""
        return self.json_ip_interface(found, text)

    def json_ipv6(self, found: Match, text: str) -> JSON:
        """No IPv6 is simulated."""
        if "interface" in found.words:
            return {}
        return table("vrf", [{"vrf-name-out": "default", **table("addrf", [{"addrf": "ipv6"}])}])

    def json_route(self, found: Match, text: str) -> JSON:
        """The routing table."""
        prefixes = []
        for prefix, route in sorted(self.state.routes.items()):
            own = next((str(a.ip) for port in self.state.working for a in port.addresses if a.ip in prefix), "")
            path = {
                "ipnexthop": route.next_hop or own,
                "uptime": "PT10M",
                "pref": str(route.preference),
                "metric": str(route.metric),
            }
            path |= {"clientname": CLIENTS.get(route.protocol, route.protocol), "ubest": "true"}
            path |= {"ifname": route.interface} if route.interface else {}
            attached = "true" if route.protocol in ("connected", "local") else "false"
            prefixes.append({"ipprefix": str(prefix), "ucast-nhops": "1", "attached": attached, **table("path", [path])})
        family = {"addrf": "ipv4", **table("prefix", prefixes)}
        return table("vrf", [{"vrf-name-out": "default", **table("addrf", [family])}])

    def json_bgp_summary(self, found: Match, text: str) -> JSON:
        """BGP neighbours."""
        bgp = self.state.view.bgp
        if bgp is None:
            return {}
        rows = []
        for address, session in self.state.bgp.items():
            count = str(len(session.accepted)) if session.up else "0"
            row = {
                "neighborid": address,
                "neighborversion": "4",
                "neighboras": str(session.peer.remote_as),
                "prefixreceived": count,
            }
            span = short_span(self.device.clock.now() - session.since)
            rows.append({**row, "state": "Shut (Admin)" if not session.peer.enabled else session.state, "time": span})
        saf = {"safi": "1", "af-name": "IPv4 Unicast", "configuredpeers": str(len(rows)), **table("neighbor", rows)}
        vrf = {"vrf-name-out": "default", "vrf-router-id": self.state.router_id(bgp.router_id), "vrf-local-as": str(bgp.number)}
        return table("vrf", [{**vrf, **table("af", [{"af-id": "1", **table("saf", [saf])}])}])

    def json_arp(self, found: Match, text: str) -> JSON:
        """Addresses at the other ends of cables."""
        rows = [
            {"intf-out": port.name, "ip-addr-out": address, "time-stamp": "00:05:00", "mac": mac}
            for port in self.state.working
            for address, mac in self.device.network.beyond(self.state, port)
        ]
        return table("vrf", [{"vrf-name-out": "default", "cnt-total": str(len(rows)), **table("adj", rows)}])

    def json_ntp(self, found: Match, text: str) -> JSON:
        """The time servers."""
        servers = self.state.view.ntp
        if "peers" in found.words:
            return table("peers", [{"PeerIPAddress": server, "serv_peer": "Server (configured)"} for server in servers])
        good = next((server for server in servers if alive(server)), "")
        rows = [
            {"syncmode": "*" if server == good else "=", "remote": server, "local": "192.0.2.1", "vrf": "default", "poll": "64"}
            | {"st": "2" if alive(server) else "16", "reach": "377" if alive(server) else "0", "delay": "0.00100"}
            for server in servers
        ]
        return {"totalpeers": str(len(servers)), **table("peersstatus", rows)}

    def json_vlan(self, found: Match, text: str) -> JSON:
        """The VLANs."""
        rows = [{"vlanshowbr-vlanid": "1", "vlanshowbr-vlanname": "default"}]
        for line, children in self.device.running.items():
            if line.startswith("vlan "):
                number = line.split()[1]
                name = next((child[5:] for child in children if child.startswith("name ")), f"VLAN{int(number):04d}")
                rows.append({"vlanshowbr-vlanid": number, "vlanshowbr-vlanname": name})
        state = {"vlanshowbr-vlanstate": "active", "vlanshowbr-shutstate": "noshutdown"}
        return table("vlanbriefxbrief", [row | state for row in rows])

    def json_resources(self, found: Match, text: str) -> JSON:
        """Processor and memory."""
        load = float(self.device.faults.load)
        cores = table("cpu_usage", [{"cpuid": "0", "user": f"{load:.2f}", "kernel": "0.00", "idle": f"{100 - load:.2f}"}])
        memory = {"memory_usage_total": 10208000, "memory_usage_used": 4512000, "memory_usage_free": 5696000}
        return {"cpu_state_idle": f"{100 - load:.2f}", **cores, **memory, "current_memory_status": "OK"}

    def json_environment(self, found: Match, text: str) -> JSON:
        """Fans and a power supply."""
        fan = {"fanname": "Fan1(sys_fan1)", "fanmodel": "simulated", "fandir": "front-to-back", "fanstatus": "Ok"}
        supply = {"psnum": "1", "psmodel": "simulated", "actual_out": "100 W", "tot_capa": "500 W", "ps_status": "Ok"}
        return {"fandetails": table("faninfo", [fan]), "powersup": table("psinfo", [supply])}

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which field of a template is which field of a model: data, one table a subset.

ntc-templates spells a thing the same way in most templates; where it does not,
all spellings stand in one line, the best first. A field that no template's row
has stays out of the fragment, so the model says None. A platform whose
templates use a name for something else has its own line in ``PLACES``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ..values import asn, duration, integer, ip, mac, megabits, number
from .templates import Row

_ABSENT = frozenset({"", "-", "--", "---", "n/a", "none", "unknown", "unassigned", "not set", "<not set>", "auto"})


def known(value: Any) -> str | None:
    """The value as text, None where it is a way to say that there is none. Of a list, the first one that is something."""
    if isinstance(value, list):
        return next((text for item in value if (text := known(item)) is not None), None)
    text = str(value).strip()
    return None if text.lower() in _ABSENT else text


def listed(value: Any) -> list[str]:
    """All values of a list; of a text, the names between its commas and blanks."""
    items = value if isinstance(value, list) else re.split(r"[,\s]+", str(value))
    return [str(item).strip() for item in items if known(item) is not None]


_UP = re.compile(r"up|connected|yes|enabled?|link ?up|in service|1|true|forward(?:ing)?|active|on", re.I)
_DOWN = re.compile(
    r"\*?down|no|disabled?|link ?down|not ?connect(?:ed)?|administratively down|admin(?:istratively)? ?down|adm|"
    r"0|false|inactive|off|err-disabled|notpresent|lowerlayerdown|blocking",
    re.I,
)


def up(value: str) -> bool | None:
    """Whether a word says that something works; None for a word that says neither."""
    word = value.strip().split("(")[0].split(",")[0].strip()
    return True if _UP.fullmatch(word) else False if _DOWN.fullmatch(word) or "down" in word.lower() else None


_SPEED = re.compile(r"(\d+(?:\.\d+)?)[ -]?([kmg])(?:[ -]?(?:bits?|b|bps)?(?:/s(?:ec)?|ps)?)?(?![a-z])", re.I)


def speed(value: str) -> float | None:
    """Mbit/s; a number without a unit is none that can be trusted."""
    found = _SPEED.match(value.strip())
    return megabits(found.group(1), found.group(2)) if found else None


def static(value: str) -> bool:
    """Every kind of entry but a learnt one stands until somebody removes it."""
    return not re.match(r"d(?:yn|ynamic)?\b|learn", value.strip(), re.I) and value.strip().upper() not in ("D", "L")


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` in the model, the template fields it is found in, and how their text becomes a value."""

    name: str
    sources: tuple[str, ...]
    convert: Callable[[str], Any] = str.strip


def _field(name: str, sources: str, convert: Callable[[str], Any] = str.strip) -> Field:
    return Field(name, tuple(sources.split()), convert)


# What a row is about; a row without it is no row.
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "interfaces": ("interface", "port", "name"),
        "interfaces_ip": ("interface", "name"),
        "vlans": ("vlan_id", "tag", "vid"),
        "lldp_neighbors": ("local_interface", "port", "interface"),
        "lldp_neighbors_detail": ("local_interface", "port", "interface"),
        "cdp_neighbors": ("local_interface",),
        "bgp_neighbors": ("bgp_neigh", "bgp_neighbor", "neighbour", "neighbor", "peer_ip", "peer", "remote_address"),
        "ospf_neighbors": ("neighbor_id", "neighbour_id", "router_id"),
        "routes": ("network", "destination", "ip_address", "dst_address", "prefix"),
        "network_instances": ("name", "vrf"),
        "ntp_servers": ("ip_address", "server", "remote", "address"),
    }
)
ADDRESSES = ("ip_address", "primary_ip_address", "ipv4_address", "main_ip", "ip", "address", "ipv6_address", "secondary_ip_address")
LENGTHS = ("prefix_length", "netmask", "mask", "subnet", "ip_mask", "ipv4_prefix_length", "ipv6netmask")

FIELDS: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "facts": (
            _field("hostname", "hostname name system_name"),
            _field("serial_number", "serial serial_number system_serial chassis_sn service_tag"),
            _field(
                "os_version",
                "version os_version software_version product_version sw_version vrp_version image_version"
                " operation_code_version image",
            ),
            _field("model", "model product platform switch_model device_type board_name hardware"),
            _field("uptime", "uptime up_time", duration),
        ),
        "interfaces": (
            _field(
                "is_up", "link_status link_state linkstate oper_status oper_state line_status phy link running status intstate", up
            ),
            _field("is_enabled", "admin_status link_admin admin_state port_admin enabled admin state", up),
            _field("description", "description interface_desc interface_description alias comment"),
            _field("mac_address", "mac_address bia mac hw_address hardware_address", mac),
            _field("mtu", "mtu actual_mtu", integer),
            _field("speed", "speed actualspeed rate", speed),
        ),
        "vlans": (_field("name", "vlan_name name vlan_description description"),),
        "arp_table": (
            _field("ip", "ip_address address ip destination ipv6_address", ip),
            _field("mac", "mac_address hardware_address mac hw_address", mac),
            _field("interface", "interface port_id port port_number name"),
            _field("age", "age aging expire", number),
            _field("vrf", "vrf vpn_instance"),
        ),
        "mac_address_table": (
            _field("mac", "destination_address mac_address mac", mac),
            _field("interface", "destination_port interface port port_id on_interface"),
            _field("vlan", "vlan_id vid vlan", lambda text: int(text) if text.isdigit() else None),
            _field("static", "type state", static),
        ),
        "lldp_neighbors": (
            _field("hostname", "neighbor_name neighbor system_name system_name_data chassis_id"),
            _field(
                "port", "neighbor_interface neighbor_port_id port_id_data neighbor_port_description neighbor_interface_description"
            ),
        ),
        "lldp_neighbors_detail": (
            _field("remote_chassis_id", "chassis_id neighbor_chassis_id", lambda text: mac(text) or text),
            _field("remote_system_name", "neighbor_name neighbor system_name system_name_data"),
            _field("remote_port", "neighbor_interface neighbor_port_id port_id_data"),
            _field("remote_port_description", "neighbor_interface_description neighbor_port_description port_desc_data"),
            _field("remote_system_description", "neighbor_description system_description system_desc_data"),
        ),
        "bgp_neighbors": (
            _field("remote_as", "neigh_as remote_as remote_asn asn peer_as", asn),
            _field("local_as", "local_as local_asn local_as_number", asn),
            _field("remote_id", "remote_router_id neighbor_router_id", ip),
            _field("state", "state_pfxrcd state bgp_state"),
            _field("uptime", "up_down uptime", duration),
            _field("received", "pref_rcvd prefixes_received"),
            _field("vrf", "vrf vpn_instance"),
            _field("router_id", "router_id local_router_id", ip),
        ),
        "ospf_neighbors": (
            _field("address", "ip_address neighbor_ip address", ip),
            _field("interface", "interface"),
            _field("state", "state"),
            _field("priority", "priority", integer),
            _field("area", "area"),
        ),
        "routes": (
            _field("protocol", "protocol type"),
            _field("next_hop", "nexthop_ip nexthopip nexthop gateway next_hop"),
            _field("outgoing_interface", "nexthop_if nexthopif interface outgoing_interface vlan_name"),
            _field("preference", "distance preference", integer),
            _field("metric", "metric", integer),
            _field("vrf", "vrf vpn_instance"),
        ),
        "network_instances": (_field("rd", "rd default_rd route_distinguisher"),),
        "ntp_stats": (
            _field("remote", "remote ip_address address name"),
            _field("referenceid", "ref_id referenceid reference_clock refid"),
            _field("synchronized", "peer_status mode synced status", lambda text: text.startswith(("*", "master"))),
            _field("stratum", "stratum st", integer),
            _field("when", "when last"),
            _field("hostpoll", "poll", integer),
            _field("reachability", "reach", integer),
            _field("delay", "delay", number),
            _field("offset", "offset", number),
            _field("jitter", "jitter disp dispersion", number),
        ),
        "cdp_neighbors": (
            _field("hostname", "neighbor_name neighbor chassis_id"),
            _field("port", "neighbor_interface neighbor_port"),
        ),
        "interfaces_ip": (),  # see ADDRESSES and LENGTHS
        "ntp_servers": (),
    }
)

# (platform of ntc-templates, template field) -> the field it is to be read as; '' drops it.
PLACES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("fortinet", "status"): "link_status",
        ("hp_procurve", "name"): "description",
        ("cisco_asa", "link_status"): "link_status",
        ("aruba_aoscx", "last"): "when",
        ("fortinet", "destination"): "network",
        ("fortinet", "type"): "protocol",
        ("checkpoint_gaia", "state"): "admin_status",
    }
)


def named(row: Row, platform: str) -> Row:
    """``row`` with the fields that this platform's templates call something else under their usual names."""
    return {PLACES.get((platform, name), name): value for name, value in row.items()}


def value(row: Row, field: Field) -> tuple[bool, Any]:
    """Whether the template has the field at all, and its value; None where the device shows none."""
    seen = False
    for source in field.sources:
        if source in row:
            seen = True
            text = known(row[source])
            found = None if text is None else field.convert(text)
            if found is not None:
                return True, found
    return seen, None


def values(row: Row, subset: str) -> dict[str, Any]:
    """The fields of a subset that ``row`` has."""
    found = {}
    for field in FIELDS[subset]:
        seen, item = value(row, field)
        if seen:
            found[field.name] = item
    return found


def key(row: Row, subset: str) -> str | None:
    """What the row is about."""
    return next((text for name in KEYS[subset] if name in row and (text := known(row[name])) is not None), None)

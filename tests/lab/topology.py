# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The topology file: which devices there are, where they listen, and how they are cabled.

```yaml
defaults: {user: admin, password: admin, port: 2222}
devices:
  core1: {platform: cisco.ios.ios, host: 127.10.0.1, ports: 4, config: |
    hostname core1}
links:
  - [core1, GigabitEthernet0/1, core2, Ethernet1]
```
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .platforms import ROWS

FIRST_ADDRESS = "127.10.0.0"
KEYS = frozenset(
    (
        *("platform", "version", "host", "port", "host_keys", "authorized_keys", "user", "password", "users", "enable"),
        *("config", "ports", "management", "controller", "plugged"),
    )
)


@dataclass(frozen=True)
class DeviceSpec:
    """One device of a topology.

    users: name to (password, privilege 1 or 15). enable: the enable password, '' for none.
    management: the interface that SSH comes in by. controller: the address that logins are taken
    to come from, for access lists. plugged: ports with something outside the lab at the other end.
    """

    name: str
    platform: str
    host: str
    port: int
    users: dict[str, tuple[str, int]]
    enable: str
    config: tuple[str, ...]
    ports: tuple[str, ...]
    management: str
    controller: str
    plugged: frozenset[str]
    version: str
    authorized_keys: str


@dataclass(frozen=True)
class Topology:
    """Devices by name, and links as (device, interface, device, interface).

    host_keys: ``each`` device its own, or one ``shared`` by all. convergence: seconds that protocols take to come up.
    """

    devices: dict[str, DeviceSpec]
    links: tuple[tuple[str, str, str, str], ...]
    host_keys: str = "each"
    convergence: float = 0.0


class TopologyError(Exception):
    """The topology cannot be used; the text says where and why."""


def read(source: str | Path | dict[str, Any]) -> Topology:
    """A topology from a file, or from the same structure already read."""
    if isinstance(source, dict):
        return build(source)
    try:
        raw = yaml.safe_load(Path(source).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise TopologyError(f"{source}: {error}") from error
    return build(raw or {})


def build(raw: dict[str, Any]) -> Topology:
    """A topology from plain data."""
    defaults = raw.get("defaults") or {}
    base = int(ipaddress.IPv4Address(defaults.get("base", FIRST_ADDRESS)))
    devices = {}
    for index, (name, own) in enumerate((raw.get("devices") or {}).items(), start=1):
        given = {**defaults, **(own or {})}
        if unknown := set(own or {}) - KEYS:
            raise TopologyError(f"devices.{name}: unknown key {', '.join(sorted(unknown))}")
        given.setdefault("host", str(ipaddress.IPv4Address(base + index)))
        devices[name] = _device(str(name), given)
    links = tuple(_link(at, link, devices) for at, link in enumerate(raw.get("links") or ()))
    return Topology(devices, links, str(defaults.get("host_keys", "each")), float(defaults.get("convergence", 0)))


def _device(name: str, given: dict[str, Any]) -> DeviceSpec:
    platform = given.get("platform")
    if platform not in ROWS:
        raise TopologyError(f"devices.{name}.platform: {platform!r} is not simulated; there are {', '.join(ROWS)}")
    row = ROWS[platform]
    pattern, first, management = row.port, row.first, row.management
    ports = given.get("ports", 4)
    if isinstance(ports, int):
        ports = [pattern.format(number) for number in range(first, first + ports + (1 - first))]
    management = given.get("management", management)
    names = list(dict.fromkeys([*ports, management]))
    config = given.get("config") or ""
    lines = config.splitlines() if isinstance(config, str) else [str(line) for line in config]
    user = str(given.get("user", "admin"))
    users = {user: (str(given.get("password", "admin")), 1 if given.get("enable") else 15)}
    for other, entry in (given.get("users") or {}).items():
        users[str(other)] = (str(entry["password"]), int(entry.get("privilege", 15)))
    return DeviceSpec(
        name=name,
        platform=platform,
        host=str(given["host"]),
        port=int(given.get("port", 2222)),
        users=users,
        enable=str(given.get("enable") or ""),
        config=tuple(lines),
        ports=tuple(names),
        management=management,
        controller=str(given.get("controller", "192.0.2.1")),
        plugged=frozenset(given.get("plugged") or ()),
        version=str(given.get("version") or ""),
        authorized_keys=str(given.get("authorized_keys") or ""),
    )


def _link(at: int, link: Any, devices: dict[str, DeviceSpec]) -> tuple[str, str, str, str]:
    if not isinstance(link, list) or len(link) != 4:
        raise TopologyError(f"links[{at}]: wants [device, interface, device, interface]")
    one, port, other, far = (str(part) for part in link)
    for device, interface in ((one, port), (other, far)):
        if device not in devices:
            raise TopologyError(f"links[{at}]: there is no device {device}")
        if interface not in devices[device].ports:
            raise TopologyError(f"links[{at}]: {device} has no port {interface}; it has {', '.join(devices[device].ports)}")
    return one, port, other, far


def generated(platform: str, count: int, base: str = FIRST_ADDRESS, port: int = 2222, pad: int = 0) -> dict[str, Any]:
    """The raw topology of count like devices, with pad more configuration lines each, for benches."""
    row = ROWS[platform]
    prefix = row.group
    padding = [f"ip prefix-list PAD seq {5 * n} permit 10.{n // 256}.{n % 256}.0/24" for n in range(1, pad + 1)]
    own: dict[str, Any] = {"config": ["archive", " path flash:bak", " maximum 5", *padding] if prefix == "ios" else padding}
    own["plugged"] = [row.port.format(row.first), row.port.format(row.first + 1)]
    return {
        "defaults": {"platform": platform, "base": base, "port": port, "host_keys": "shared"},
        "devices": {f"{prefix}{number}": own for number in range(1, count + 1)},
    }

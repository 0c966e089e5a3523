# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Ansible inventory of a lab."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .platforms import ROWS
from .topology import DeviceSpec, Topology


def inventory(topology: Topology, known_hosts: Path) -> dict[str, Any]:
    """Plain data of a YAML inventory: all hosts in ``simulated``, and in a group a platform."""
    children: dict[str, Any] = {}
    for spec in topology.devices.values():
        group = children.setdefault(ROWS[spec.platform].group, {"hosts": {}, "vars": {"ansible_network_os": spec.platform}})
        group["hosts"][spec.name] = _host(spec)
    shared = {"ansible_connection": "auto.factory.cli", "ansible_known_hosts_file": str(known_hosts), "simulated": True}
    return {"all": {"children": {"simulated": {"children": children, "vars": shared}}}}


def _host(spec: DeviceSpec) -> dict[str, Any]:
    user, (password, _) = next(iter(spec.users.items()))
    found: dict[str, Any] = {
        "ansible_host": spec.host,
        "ansible_port": spec.port,
        "ansible_user": user,
        "ansible_password": password,
    }
    if spec.enable:
        found |= {"ansible_become": True, "ansible_become_method": "auto.factory.enable", "ansible_become_password": spec.enable}
    return found

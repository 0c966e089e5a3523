# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SONiC, simulated: our own ``config`` and ``sonic-cfggen`` on a real host of the Linux lab."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.sonic import open_driver
from ansible_collections.auto.factory.plugins.module_utils.session.target import Target
from ansible_collections.auto.factory.tests.lab import sonic
from ansible_collections.auto.factory.tests.lab.linux.lab import missing, shell

from ..bed import Row
from .linux import LinuxBed, the_lab

OS = "dellemc.enterprise_sonic.sonic"
DATABASE = {
    "DEVICE_METADATA": {"localhost": {"hostname": "leaf-a", "type": "ToRRouter"}},
    "PORT": {
        "Ethernet0": {"admin_status": "up", "lanes": "1,2,3,4", "mtu": "9100"},
        "Ethernet4": {"admin_status": "up", "description": "to the core", "lanes": "5,6,7,8", "mtu": "9100"},
    },
    "VLAN": {"Vlan10": {"dhcp_servers": ["192.0.2.1", "192.0.2.2"], "vlanid": "10"}},
    "VLAN_INTERFACE": {"Vlan10": {}, "Vlan10|10.0.10.1/24": {}},
    "VLAN_MEMBER": {"Vlan10|Ethernet0": {"tagging_mode": "untagged"}},
}
PROGRAMS = dict.fromkeys(("config", "sonic-cfggen", "show"), Path(sonic.__file__).with_name("programs.py").read_text("utf-8"))


class SonicBed(LinuxBed):
    """One switch, looked at by way of its files."""

    def target(self) -> Target:
        """A user with sudo."""
        return replace(super().target(), network_os=OS)

    def running(self) -> str:
        """The database, flat enough to find a value in."""
        return _flat(shell(self.host, "sonic-cfggen -d --print-data").stdout)

    def startup(self) -> str:
        """The file of the next boot."""
        return _flat(self.host.etc("sonic/config_db.json").read_text())

    def left(self) -> list[str]:
        """Files, checkpoints and processes."""
        return [*super().left(), *json.loads(shell(self.host, "config list-checkpoints").stdout)]

    def foreign_trial(self) -> None:
        """Another person's, with the same tool."""
        driver = open_driver(self.target())
        driver.arm(Trial("af-ba9876543210", (), (), driver.running(), 300))
        driver.close()

    def edit(self) -> None:
        """By hand."""
        patch = [{"op": "replace", "path": "/PORT/Ethernet0/mtu", "value": "1500"}]
        shell(self.host, f"echo '{json.dumps(patch)}' >/run/patch; config apply-patch /run/patch; rm /run/patch")


def _flat(text: str) -> str:
    data: dict[str, Any] = json.loads(text)
    return "\n".join(
        " ".join([table, key, *(f"{name} {value}" for name, value in sorted(fields.items()))])
        for table, entries in sorted(data.items())
        for key, fields in sorted(entries.items())
    )


@contextmanager
def _start() -> Iterator[SonicBed]:
    files = {"sonic/config_db.json": json.dumps(DATABASE), "nftables.conf": ""}
    with the_lab().host(files, PROGRAMS) as host:
        yield SonicBed(the_lab(), host)


ROW = Row(
    network_os=OS,
    start=_start,
    change=(
        "set VLAN Vlan20 vlanid 20",
        "set VLAN_MEMBER Vlan20|Ethernet4 tagging_mode tagged",
        "set PORT Ethernet4 description to the second floor",
        "delete VLAN_INTERFACE Vlan10|10.0.10.1/24",
    ),
    shows="second floor",
    rejected=("set PORT Ethernet4 mtu 1500", "set VLAN Vlan30 vlanid 4999"),
    words="Invalid value",
    replacement=lambda running: running.replace("tagging_mode untagged", "tagging_mode tagged"),
    seconds=7,
    droppable=False,  # they could be cut; the switch and its answers are those of the Linux hosts, where every command is
    missing=missing,
)

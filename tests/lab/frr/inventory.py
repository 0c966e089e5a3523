"""The lab as an Ansible inventory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import account
from .machine import SHELL_PORT, Machine


def inventory(machines: list[Machine], folder: Path) -> dict[str, Any]:
    """Return an inventory in Ansible's YAML layout: group ``frr`` (what they are) below group ``real`` (not simulated)."""
    hosts = {machine.router.name: _host(machine) for machine in machines}
    variables = {
        "ansible_connection": "auto.factory.cli",
        "ansible_network_os": "frr.frr.frr",
        "ansible_user": account.USER,
        "ansible_password": (folder / "password").read_text("utf-8").strip(),
        "ansible_ssh_private_key_file": str(folder / "id_ed25519"),
        "ansible_known_hosts_file": str(folder / "known_hosts"),
    }
    return {"all": {"children": {"real": {"children": {"frr": {"hosts": hosts, "vars": variables}}}}}}


def _host(machine: Machine) -> dict[str, Any]:
    variables: dict[str, Any] = {"ansible_host": machine.router.address, "ansible_port": 22}
    if machine.login == "vtysh":
        variables |= {"factory_shell_port": SHELL_PORT, "factory_shell_user": account.USER}
    return variables

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection plugin: a network device's command line over SSH, inside the worker."""

from __future__ import annotations

DOCUMENTATION = r"""
name: cli
short_description: Command line of a network device over SSH, held by the worker itself
description:
  - Opens one SSH session to the device inside the Ansible worker. There is no persistent daemon and nothing is left running when
    the task ends.
  - Knows prompts, paging and privilege of each platform named by C(ansible_network_os).
  - Takes the variables that C(ansible.builtin.ssh) and C(ansible.netcommon.network_cli) take, so that inventories need not change.
  - Host keys are checked against the user's and the system's C(known_hosts).
author: auto.factory authors (@auto-factory)
version_added: "0.1.0"
requirements:
  - ssh2-python >= 1.1
  - scrapli >= 2025.1.30, < 2026
extends_documentation_fragment:
  - auto.factory.session
options:
  port:
    description: TCP port of the device's SSH service.
    type: int
    default: 22
    ini:
      - section: defaults
        key: remote_port
    env:
      - name: ANSIBLE_REMOTE_PORT
    vars:
      - name: ansible_port
      - name: ansible_ssh_port
    keyword:
      - name: port
  become_pass:
    description: Password of the C(enable) command.
    type: str
    vars:
      - name: ansible_become_password
      - name: ansible_become_pass
      - name: ansible_enable_pass
  become_wanted:
    description: Whether an unprivileged login is raised with C(enable).
    type: bool
    default: false
    vars:
      - name: ansible_become
  shell_port:
    description: On FRR, the port of a login that lands in a shell, where the one above lands in vtysh.
    type: int
    vars:
      - name: factory_shell_port
  shell_user:
    description: On FRR, the user of that login. Its credentials are the same.
    type: str
    vars:
      - name: factory_shell_user
  files:
    description:
      - On Linux hosts, the files that are the configuration, as paths and patterns.
      - The files of nftables, ifupdown and sysctl when left out.
    type: list
    elements: str
    vars:
      - name: factory_files
"""

EXAMPLES = r"""
# An inventory
# core1:
#   ansible_host: 192.0.2.11
#   ansible_connection: auto.factory.cli
#   ansible_network_os: cisco.ios.ios
#   ansible_user: netops
#   ansible_ssh_private_key_file: ~/.ssh/netops

- name: Show commands work with ansible.builtin.raw
  ansible.builtin.raw: show version
  changed_when: false
"""

from ansible_collections.auto.factory.plugins.module_utils.session.target import Become
from ansible_collections.auto.factory.plugins.plugin_utils.action import plain
from ansible_collections.auto.factory.plugins.plugin_utils.connection import DeviceConnection


class Connection(DeviceConnection):
    """The session speaks the device's command line."""

    transport = "auto.factory.cli"
    spoken = "cli"
    default_port = 22

    def details(self):
        """Privilege, and the shell beside vtysh."""
        return {
            "become": Become(self._become_wanted(), self._text("become_pass")),
            "extra": {
                name: plain(" ".join(map(str, value)) if isinstance(value, list) else str(value))
                for name in ("shell_port", "shell_user", "files")
                for value in [self.get_option(name)]
                if value not in (None, "", [])
            },
        }

    def _become_wanted(self):
        return (
            bool(self.get_option("become_wanted")) or self.become is not None or bool(getattr(self._play_context, "become", False))
        )

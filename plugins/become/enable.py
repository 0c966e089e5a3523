# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Become plugin: the enable command of network operating systems."""

from __future__ import annotations

DOCUMENTATION = r"""
name: enable
short_description: Reach privileged mode with the enable command
description:
  - Marks that a login has to be raised with C(enable). The work is done by the P(auto.factory.cli#connection) connection, which
    knows each platform's words for it.
  - Serves where C(ansible.netcommon) and its plugin of the same name are not installed.
author: auto.factory authors (@auto-factory)
version_added: "0.1.0"
options:
  become_user:
    description: Not used; enable knows no users.
    type: str
    vars:
      - name: ansible_become_user
      - name: ansible_enable_user
  become_exe:
    description: Not used.
    type: str
    vars:
      - name: ansible_become_exe
  become_flags:
    description: Not used.
    type: str
    vars:
      - name: ansible_become_flags
  become_pass:
    description: The enable password.
    type: str
    vars:
      - name: ansible_become_password
      - name: ansible_become_pass
      - name: ansible_enable_pass
notes:
  - Set C(ansible_become=true) and C(ansible_become_method=auto.factory.enable) for the hosts.
"""

from ansible.plugins.become import BecomeBase


class BecomeModule(BecomeBase):
    """Only a name and a password: the connection types them."""

    name = "auto.factory.enable"

    def build_become_command(self, cmd, shell):
        """Commands for network devices are never wrapped."""
        super().build_become_command(cmd, shell)
        return cmd

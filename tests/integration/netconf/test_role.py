# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role over NETCONF: the host's own connection is kept where it is one of ours."""

from __future__ import annotations

from .test_change import NEW, PORT, device, player

__all__ = ["device", "player"]  # fixtures


def test_the_role_keeps_a_hosts_netconf_connection(device, player):
    """As the playbook does, which is made of this role."""
    role = {"name": "auto.factory.change"}
    own = {"change_config": PORT % NEW, "change_confirm_timeout": 20, "change_checks": []}
    task = {"ansible.builtin.include_role": role, "vars": own}
    played = player.run([task], "r1")
    assert played.result("r1")["outcome"] == "confirmed", played.text
    assert NEW in device.config("running")

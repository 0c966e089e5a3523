# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter config_remediate: a declaration, the work is done in module_utils/config."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.plugin_utils.filters import as_filter

DOCUMENTATION = r"""
name: config_remediate
short_description: The commands that turn one device configuration into another
version_added: "0.1.0"
author: The auto.factory authors (@auto-factory)
description:
  - Computes the commands that make a running configuration equal to an intended one.
  - >-
    The intended configuration is complete: what it lacks is removed.
  - >-
    Definitions come before what uses them and are removed after; a value that overwrites another is not
    removed first, except where the platform wants it so.
  - >-
    The rollback of a change is the same filter with its first two values exchanged.
positional: intended, platform
options:
  _input:
    description: The running configuration.
    type: str
    required: true
  intended:
    description: The configuration it should have, complete.
    type: str
    required: true
  platform:
    description: The C(ansible_network_os) of the device.
    type: str
    required: true
"""

EXAMPLES = r"""
- name: The commands that turn one device configuration into another
  ansible.builtin.debug:
    msg: "{{ running | auto.factory.config_remediate(intended, 'arista.eos.eos') }}"
"""

RETURN = r"""
_value:
  description: Commands, indented under the sections they belong to; an empty list when nothing is to be done.
  type: list
"""


class FilterModule:
    """The filter config_remediate."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Names and functions, as Ansible wants them."""
        return {"config_remediate": as_filter(config_remediate)}

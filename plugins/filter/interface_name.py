# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter auto.factory.interface_name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.state.names import interface_name
from ansible_collections.auto.factory.plugins.plugin_utils.filters import as_filter

DOCUMENTATION = r"""
name: interface_name
author: The auto.factory authors (@auto-factory)
version_added: "0.1.0"
short_description: Write an interface's name in its long or short form
description:
  - Turns V(Gi0/1) into V(GigabitEthernet0/1) and back. Every unambiguous beginning of a name is understood, as devices do.
  - A name nobody knows is returned as it came.
options:
  _input:
    description: The interface's name.
    type: str
    required: true
  form:
    description: The form wanted.
    type: str
    choices: [long, short]
    default: long
  platform:
    description:
      - The network OS, named as C(ansible_network_os) is. It settles names that differ between systems.
      - On systems whose names have one form only (FRR, VyOS, Junos, SR OS) the name is returned as it came.
    type: str
seealso:
  - plugin: auto.factory.interface_range
    plugin_type: filter
"""

EXAMPLES = r"""
- name: The name as the running configuration has it
  ansible.builtin.debug:
    msg: "{{ 'Te1/1/1' | auto.factory.interface_name }}" # TenGigabitEthernet1/1/1

- name: The same on IOS-XR
  ansible.builtin.debug:
    msg: "{{ 'Te0/0/0/1' | auto.factory.interface_name(platform='cisco.iosxr.iosxr') }}" # TenGigE0/0/0/1

- name: Short names for a table
  ansible.builtin.debug:
    msg: "{{ interfaces | map('auto.factory.interface_name', 'short') | join(', ') }}"
"""

RETURN = r"""
_value:
  description: The name in the form asked for.
  type: str
  sample: GigabitEthernet0/1
"""


class FilterModule:
    """The filter and its name."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """What Jinja gets."""
        return {"interface_name": as_filter(interface_name)}

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter auto.factory.vlan_range."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.state.ranges import vlan_range
from ansible_collections.auto.factory.plugins.plugin_utils.filters import as_filter

DOCUMENTATION = r"""
name: vlan_range
author: The auto.factory authors (@auto-factory)
version_added: "0.1.0"
short_description: Expand a range of VLANs, or compress a list of them
description:
  - Given text such as V(1-3,7), returns the sorted list of VLAN numbers. V(none) is none of them, V(all) every one.
  - Given a list of numbers, returns such text, on request cut into lines a device accepts.
options:
  _input:
    description: A range, or a list of VLAN numbers from 1 to 4094.
    type: raw
    required: true
  first_line_length:
    description:
      - Return a list of lines, the first of at most this many characters.
      - IOS takes 48 after C(switchport trunk allowed vlan).
    type: int
  other_line_length:
    description:
      - The most characters of each further line. By default the same.
      - IOS takes 44 after C(switchport trunk allowed vlan add).
    type: int
  min_run:
    description: From how many neighbouring numbers on a dash is written. Devices write two of them as V(1,2).
    type: int
    default: 3
"""

EXAMPLES = r"""
- name: The numbers of a trunk
  ansible.builtin.debug:
    msg: "{{ '1-3,7' | auto.factory.vlan_range }}" # [1, 2, 3, 7]

- name: A trunk's command
  ansible.builtin.debug:
    msg: "switchport trunk allowed vlan {{ [7, 1, 2, 3] | auto.factory.vlan_range }}" # 1-3,7

- name: A trunk's commands, as IOS cuts them
  ansible.builtin.debug:
    msg: "switchport trunk allowed vlan {{ 'add ' if index > 0 }}{{ item }}"
  loop: "{{ vlans | auto.factory.vlan_range(48, 44) }}"
  loop_control:
    index_var: index
"""

RETURN = r"""
_value:
  description: The numbers, or the text that stands for them, or its lines.
  type: raw
  sample: [1, 2, 3, 7]
"""


class FilterModule:
    """The filter and its name."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """What Jinja gets."""
        return {"vlan_range": as_filter(vlan_range)}

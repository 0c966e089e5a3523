# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter auto.factory.interface_range."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.state.ranges import interface_range
from ansible_collections.auto.factory.plugins.plugin_utils.filters import as_filter

DOCUMENTATION = r"""
name: interface_range
author: The auto.factory authors (@auto-factory)
version_added: "0.1.0"
short_description: Expand a range of interfaces, or compress a list of them
description:
  - Given text such as V(Gi1/0/1-4,Te1/1/1), returns the list of names it stands for.
  - Given a list of names, returns the shortest such text.
options:
  _input:
    description: A range, or a list of names.
    type: raw
    required: true
  form:
    description: Also write the names in this form. Left out, they stay as they are.
    type: str
    choices: [long, short]
  platform:
    description: The network OS whose names these are, see P(auto.factory.interface_name#filter).
    type: str
seealso:
  - plugin: auto.factory.interface_name
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Every port of a range
  ansible.builtin.debug:
    msg: "{{ 'Gi1/0/1-3,Te1/1/1' | auto.factory.interface_range }}"
    # ['Gi1/0/1', 'Gi1/0/2', 'Gi1/0/3', 'Te1/1/1']

- name: One command for many ports
  ansible.builtin.debug:
    msg: "interface range {{ ports | auto.factory.interface_range(form='short') }}"
  vars:
    ports: [GigabitEthernet1/0/1, GigabitEthernet1/0/2, TenGigabitEthernet1/1/1]
    # interface range Gi1/0/1-2,Te1/1/1
"""

RETURN = r"""
_value:
  description: The names, or the text that stands for them.
  type: raw
  sample: [Gi1/0/1, Gi1/0/2, Gi1/0/3, Te1/1/1]
"""


class FilterModule:
    """The filter and its name."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """What Jinja gets."""
        return {"interface_range": as_filter(interface_range)}

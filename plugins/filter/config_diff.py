# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter config_diff: a declaration, the work is done in module_utils/config."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.plugin_utils.filters import as_filter

DOCUMENTATION = r"""
name: config_diff
short_description: The difference of two device configurations, with its hierarchy
version_added: "0.1.0"
author: The auto.factory authors (@auto-factory)
description:
  - Compares two configurations of a network device as the device understands them, not as text.
  - >-
    Sections are compared line by line whatever their order; order counts where the platform gives it a
    meaning (access lists, prefix lists).
  - >-
    The result looks like a unified diff; headings of changed sections stand as context. It is empty when both configure the same.
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
- name: The difference of two device configurations, with its hierarchy
  ansible.builtin.debug:
    msg: "{{ running | auto.factory.config_diff(intended, 'cisco.ios.ios') }}"
"""

RETURN = r"""
_value:
  description: The difference, or an empty string.
  type: str
"""


class FilterModule:
    """The filter config_diff."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Names and functions, as Ansible wants them."""
        return {"config_diff": as_filter(config_diff)}

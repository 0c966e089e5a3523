# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter config_predict: a declaration, the work is done in module_utils/config."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict
from ansible_collections.auto.factory.plugins.plugin_utils.filters import as_filter

DOCUMENTATION = r"""
name: config_predict
short_description: The device configuration after some commands
version_added: "0.1.0"
author: The auto.factory authors (@auto-factory)
description:
  - Foretells the running configuration after commands, without touching a device.
  - >-
    Models overwriting, negation, lines that go with their owner (a BGP neighbor), defaults that are not shown.
  - >-
    Commands that the device would refuse are not recognised as such.
positional: commands, platform
options:
  _input:
    description: The running configuration.
    type: str
    required: true
  commands:
    description: The commands, indented under their sections, or flat as typed, with C(exit).
    type: raw
    required: true
  platform:
    description: The C(ansible_network_os) of the device.
    type: str
    required: true
"""

EXAMPLES = r"""
- name: The device configuration after some commands
  ansible.builtin.debug:
    msg: "{{ running | auto.factory.config_predict(['hostname r2'], 'frr.frr.frr') }}"
"""

RETURN = r"""
_value:
  description: The configuration, without comments and section ends.
  type: str
"""


class FilterModule:
    """The filter config_predict."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Names and functions, as Ansible wants them."""
        return {"config_predict": as_filter(config_predict)}

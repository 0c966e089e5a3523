# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter config_redact: a declaration, the work is done in module_utils/config."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.config.redact import config_redact
from ansible_collections.auto.factory.plugins.plugin_utils.filters import as_filter

DOCUMENTATION = r"""
name: config_redact
short_description: A text without its secrets
version_added: "0.1.0"
author: The auto.factory authors (@auto-factory)
description:
  - Replaces passwords, keys, communities, hashes, tokens and private keys in any text by stable markers.
  - >-
    A marker is C(<secret:xxxxxxxx>), eight characters of a keyed hash: equal secrets have equal markers, and
    nobody without the key can try guesses.
  - >-
    The key is made at first use in C(redaction.key) below C(AUTO_FACTORY_HOME) (by default C(~/.auto-factory)).
  - >-
    Lines without a secret are untouched; redacting twice is redacting once. One set of rules serves all platforms.
positional: platform
options:
  _input:
    description: The text.
    type: str
    required: true
  platform:
    description: The C(ansible_network_os) of the device.
    type: str
    required: true
  key:
    description: The key of the markers, bytes; the installation's own when left out.
    type: raw
"""

EXAMPLES = r"""
- name: A text without its secrets
  ansible.builtin.debug:
    msg: "{{ running | auto.factory.config_redact('cisco.ios.ios') }}"
"""

RETURN = r"""
_value:
  description: The text with markers in place of secrets.
  type: str
"""


class FilterModule:
    """The filter config_redact."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Names and functions, as Ansible wants them."""
        return {"config_redact": as_filter(config_redact)}

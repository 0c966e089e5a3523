# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of auto.factory.change_summary; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: change_summary
short_description: Sum up how a change of several devices ended
version_added: "0.1.0"
description:
  - Prints a table of the devices with their outcomes, and writes the same as a JSON document where asked.
  - Fails unless every device is V(confirmed) or V(unchanged).
author:
  - auto.factory authors (@auto-factory)
options:
  change_id:
    description: The change's id.
    type: str
    required: true
  hosts:
    description: The devices, in the order in which they are listed.
    type: list
    elements: str
    required: true
  register:
    description: Name under which the devices' tasks registered the result of M(auto.factory.change).
    type: str
    default: change_result
  dest:
    description: File that the document is written to.
    type: path
attributes:
  check_mode:
    support: full
    description: Changes nothing but the document.
  diff_mode:
    support: none
    description: There is nothing to compare.
  platform:
    support: full
    description: Runs on the controller.
    platforms: posix
seealso:
  - module: auto.factory.change
"""

EXAMPLES = r"""
- name: Sum up the change
  auto.factory.change_summary:
    change_id: CHG0042
    hosts: "{{ groups['routers'] }}"
    dest: CHG0042.result.json
  delegate_to: localhost
  run_once: true
"""

RETURN = r"""
summary:
  description: The document, with C(change_id), C(outcome), C(devices), C(untouched), C(errors) and C(refusal).
  type: dict
  returned: always
table:
  description: The table as it was printed.
  type: list
  elements: str
  returned: always
"""

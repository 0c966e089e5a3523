# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of auto.factory.platform_info; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: platform_info
short_description: What can be done on a network platform, and what that was proved against
version_added: "0.1.0"
description:
  - Tells for each platform whether changes can be made in a transaction, how its dead man's switch works, which state is read and
    in which form its configuration is understood.
  - Tells what each driver was proved against. V(real) is the real device software, V(simulated) a simulated device of this
    collection, V(recorded) recorded output of real devices, V(documentation) documentation only.
  - Contacts no device.
author:
  - auto.factory authors (@auto-factory)
options:
  platforms:
    description:
      - Names as in C(ansible_network_os). Short forms such as V(ios) are taken too.
      - All platforms where none is named.
    type: list
    elements: str
    default: []
attributes:
  check_mode:
    support: full
    description: Reads only.
  diff_mode:
    support: none
    description: Nothing is changed.
  platform:
    support: full
    description: Runs on the controller.
    platforms: all
seealso:
  - module: auto.factory.change
  - module: auto.factory.snapshot
"""

EXAMPLES = r"""
- name: What is true of the platform of this host
  auto.factory.platform_info:
    platforms: ["{{ ansible_network_os }}"]
  delegate_to: localhost
  register: known

- name: Only go on where the device itself undoes an unconfirmed change
  ansible.builtin.assert:
    that: known.platforms[ansible_network_os].transaction.timer == 'device'

- name: Everything, for a report
  auto.factory.platform_info:
  delegate_to: localhost
"""

RETURN = r"""
platforms:
  description: One entry per platform, by its name.
  type: dict
  returned: success
  contains:
    transaction:
      description:
        - None where the platform cannot be changed by this collection.
        - RV(platforms.transaction.timer) is V(device) where the platform itself undoes an unconfirmed change, V(emulated) where a
          process on the device does, and V(none) where changes are refused, with C(timer_unit) and C(timer_range) in seconds.
          C(binding) is V(session) where the trial ends with the login that made it.
        - C(confirm_from_new_session), C(names_pending), C(candidate), C(onbox_diff), C(atomic_replace), C(has_startup) are what the
          platform has. C(preview) is V(A) where the device itself shows what would change, V(C) where it is computed.
        - C(proved_against) and C(proof) say how much of this was seen, C(bites) what users have to know.
      type: dict
      contains:
        timer:
          description: Where the dead man's switch runs.
          type: str
    config:
      description: C(form) of the configuration that is compared and computed. None where it can only be redacted.
      type: dict
    state:
      description: C(read) are the subsets that a device is asked for, C(parsed) those that are understood from recorded output.
      type: dict
    redaction:
      description: Secrets are found in the configuration of every platform by one engine.
      type: bool
"""

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of auto.factory.snapshot; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: snapshot
short_description: Read a network device's state and configuration in one normalised form
version_added: "0.1.0"
description:
  - Reads operational state and configuration in one session and returns them in the shape and with the field names of NAPALM's
    getters, whatever the platform.
  - What a platform cannot show, and what could not be understood, is named. Nothing unknown is returned as empty.
  - Needs C(ansible_connection=auto.factory.cli) or C(ansible_connection=auto.factory.netconf), and C(ansible_network_os).
author:
  - auto.factory authors (@auto-factory)
options:
  subsets:
    description:
      - The parts to read. V(config) is the running and the startup configuration.
    type: list
    elements: str
    default: [facts, interfaces, interfaces_ip, neighbors, bgp_neighbors, ospf_neighbors, routes, ntp, environment, config]
  reach:
    description: Addresses that the device is asked to ping.
    type: list
    elements: str
    default: []
  redact:
    description:
      - Whether secrets in what is returned are replaced by stable markers.
      - Without it the result holds credentials. Use C(no_log) then.
    type: bool
    default: true
attributes:
  check_mode:
    support: full
    description: Reads only.
  diff_mode:
    support: none
    description: Nothing is changed.
  platform:
    support: full
    description: Network devices of the named platforms.
    platforms: >-
      arista.eos.eos, auto.factory.linux, auto.factory.netconf, cisco.ios.ios, cisco.iosxr.iosxr, cisco.nxos.nxos,
      community.routeros.routeros, dellemc.enterprise_sonic.sonic, frr.frr.frr, junipernetworks.junos.junos,
      nokia.srlinux.srlinux, nokia.sros.classic, nokia.sros.md, vyos.vyos.vyos
seealso:
  - module: auto.factory.change
"""

EXAMPLES = r"""
- name: Read everything
  auto.factory.snapshot:
  register: now

- name: Only the routing
  auto.factory.snapshot:
    subsets: [bgp_neighbors, ospf_neighbors, routes]
"""

RETURN = r"""
snapshot:
  description:
    - One entry per subset, C(config) with C(running) and C(startup), C(unsupported) and C(unparsed) with the reason for each subset
      that is missing, and C(reachability) where O(reach) was given.
  type: dict
  returned: success
fingerprint:
  description: Fingerprint of the running configuration, which O(auto.factory.change#module:fingerprint) takes.
  type: str
  returned: success
"""

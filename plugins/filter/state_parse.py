# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter auto.factory.state_parse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse
from ansible_collections.auto.factory.plugins.plugin_utils.filters import as_filter

DOCUMENTATION = r"""
name: state_parse
author: The auto.factory authors (@auto-factory)
version_added: "0.1.0"
short_description: Turn the output of show commands into a normalised model
description:
  - Reads the text or JSON that show commands print and returns what it says, in the shapes and with the field names of
    NAPALM's getters.
  - The same code makes the snapshots of a governed change, so that saved outputs can be looked at offline the way a change does.
  - A field the device does not show is V(none). What cannot be parsed is an error whose text says C(unsupported), never an
    empty result.
options:
  _input:
    description: The outputs, by the command that gave them. Pipes such as C(| json) may be left out of the command.
    type: dict
    required: true
  platform:
    description: The network OS, named as C(ansible_network_os) is.
    type: str
    required: true
  subset:
    description:
      - The part of the state wanted, or a list of them.
      - One of C(facts), C(interfaces), C(interfaces_ip), C(neighbors), C(lldp_neighbors), C(lldp_neighbors_detail),
        C(bgp_neighbors), C(ospf_neighbors), C(routes) (also C(route_to)), C(ntp), C(ntp_servers), C(ntp_peers),
        C(ntp_stats), C(environment), C(vlans), C(arp_table), C(mac_address_table), C(network_instances), C(users),
        C(snmp) (also C(snmp_information)), C(lacp) (the members of port channels), C(stp).
      - Left out, everything the commands given tell of.
    type: raw
notes:
  - IOS and IOS-XR are read from text, EOS, FRR and NX-OS from text and JSON, Junos from text, JSON and XML (C(| display json),
    C(| display xml)).
  - Secrets are left out. In C(users) a password is null, and in C(snmp) a community is called by its place, C(community 1).
  - Commands that together make a subset are merged. C(show bgp all summary) alone makes C(bgp_neighbors) on IOS; a peer's
    description needs C(show bgp all neighbors) as well.
"""

EXAMPLES = r"""
- name: The neighbours that a saved output shows
  ansible.builtin.debug:
    msg: "{{ ({'show lldp neighbors detail': text} | auto.factory.state_parse('cisco.ios.ios', 'lldp_neighbors')).lldp_neighbors }}"
  vars:
    text: "{{ lookup('ansible.builtin.file', 'before/sw1-lldp.txt') }}"

- name: Which interfaces are down
  ansible.builtin.debug:
    msg: "{{ state.interfaces | ansible.builtin.dict2items | rejectattr('value.is_up') | map(attribute='key') }}"
  vars:
    state: "{{ {'show interfaces | json': answer.stdout[0]} | auto.factory.state_parse('arista.eos.eos', 'interfaces') }}"
"""

RETURN = r"""
_value:
  description: The model of each subset, by the subset's name.
  type: dict
  sample:
    interfaces:
      GigabitEthernet0/1:
        is_up: true
        is_enabled: true
        description: uplink
        last_flapped: null
        speed: 1000.0
        mtu: 1500
        mac_address: "0C:FD:EB:8E:5E:CB"
"""


class FilterModule:
    """The filter and its name."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """What Jinja gets."""
        return {"state_parse": as_filter(state_parse)}

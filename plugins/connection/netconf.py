# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection plugin: NETCONF over SSH, inside the worker."""

from __future__ import annotations

DOCUMENTATION = r"""
name: netconf
short_description: NETCONF session to a network device over SSH, held by the worker itself
description:
  - Opens one NETCONF session (RFC 6241 over SSH, RFC 6242) to the device inside the Ansible worker. There is no persistent daemon
    and nothing is left running when the task ends.
  - Serves any server with a candidate configuration and confirmed commits that outlive their session
    (C(:candidate), C(:confirmed-commit:1.1)). A change is refused, before anything is touched, where the server lacks one of them.
  - C(ansible_network_os) is V(auto.factory.netconf) for any server. The vendor collections' names are taken too; where a platform
    differs from the standard (V(junipernetworks.junos.junos)), it is then known how.
  - Configurations are XML. O(auto.factory.change#module:lines), O(auto.factory.change#module:src) and
    O(auto.factory.change#module:config) of M(auto.factory.change) are elements with their namespaces, in which C(nc:operation) and
    C(yang:insert) mean what RFC 6241 and RFC 7950 say.
  - Takes the same variables as P(auto.factory.cli#connection), and checks host keys in the same files.
author: auto.factory authors (@auto-factory)
version_added: "0.1.0"
requirements:
  - ssh2-python >= 1.1
extends_documentation_fragment:
  - auto.factory.session
options:
  port:
    description: TCP port of the device's NETCONF service.
    type: int
    default: 830
    ini:
      - section: defaults
        key: remote_port
    env:
      - name: ANSIBLE_REMOTE_PORT
    vars:
      - name: ansible_port
      - name: ansible_ssh_port
    keyword:
      - name: port
"""

EXAMPLES = r"""
# An inventory
# core1:
#   ansible_host: 192.0.2.11
#   ansible_connection: auto.factory.netconf
#   ansible_network_os: auto.factory.netconf
#   ansible_user: netops
#   ansible_ssh_private_key_file: ~/.ssh/netops

- name: Describe a port, kept only if the device is still reachable and the configuration holds it
  auto.factory.change:
    config: |
      <interfaces xmlns="urn:ietf:params:xml:ns:yang:ietf-interfaces">
        <interface>
          <name>eth1</name>
          <description>Uplink to the second floor</description>
        </interface>
      </interfaces>
    checks:
      - config_contains:
          regex: '<name>eth1</name>\s*<description>Uplink to the second floor</description>'
    confirm_timeout: 60

- name: Take a description away
  auto.factory.change:
    config: |
      <interfaces xmlns="urn:ietf:params:xml:ns:yang:ietf-interfaces">
        <interface>
          <name>eth1</name>
          <description nc:operation="delete"/>
        </interface>
      </interfaces>

- name: One operation, for a look
  ansible.builtin.raw: >-
    <get><filter type="subtree">
    <netconf-state xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring"><sessions/></netconf-state>
    </filter></get>
  changed_when: false
"""

from ansible_collections.auto.factory.plugins.plugin_utils.connection import DeviceConnection


class Connection(DeviceConnection):
    """The session speaks NETCONF."""

    transport = "auto.factory.netconf"
    spoken = "netconf"
    default_port = 830

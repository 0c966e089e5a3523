# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of a session to a device, the same for every connection plugin: Ansible's usual variables."""

from __future__ import annotations


class ModuleDocFragment:
    """The options but the port, whose default differs."""

    DOCUMENTATION = r"""
options:
  host:
    description: Address or name of the device.
    type: str
    default: inventory_hostname
    vars:
      - name: inventory_hostname
      - name: ansible_host
      - name: ansible_ssh_host
  network_os:
    description: The platform, as the vendor collections name it, for example V(cisco.ios.ios).
    type: str
    vars:
      - name: ansible_network_os
  remote_user:
    description: User of the login. The user who runs Ansible when left out.
    type: str
    ini:
      - section: defaults
        key: remote_user
    env:
      - name: ANSIBLE_REMOTE_USER
    vars:
      - name: ansible_user
      - name: ansible_ssh_user
    cli:
      - name: user
        option: --user
    keyword:
      - name: remote_user
  password:
    description: Password of the login.
    type: str
    vars:
      - name: ansible_password
      - name: ansible_ssh_pass
      - name: ansible_ssh_password
  private_key_file:
    description: Private key of the login.
    type: path
    ini:
      - section: defaults
        key: private_key_file
    env:
      - name: ANSIBLE_PRIVATE_KEY_FILE
    vars:
      - name: ansible_private_key_file
      - name: ansible_ssh_private_key_file
    cli:
      - name: private_key_file
        option: --private-key
  private_key_passphrase:
    description: Passphrase of the private key.
    type: str
    vars:
      - name: ansible_private_key_passphrase
      - name: ansible_ssh_private_key_passphrase
  host_key_checking:
    description: Whether an unknown or changed host key ends the connection before the login.
    type: bool
    default: true
    ini:
      - section: defaults
        key: host_key_checking
    env:
      - name: ANSIBLE_HOST_KEY_CHECKING
    vars:
      - name: ansible_host_key_checking
      - name: ansible_ssh_host_key_checking
  known_hosts_files:
    description: Files with the known host keys, read in addition to the user's and the system's.
    type: list
    elements: str
    default: []
    env:
      - name: AUTO_FACTORY_KNOWN_HOSTS
    vars:
      - name: ansible_known_hosts_file
  ssh_common_args:
    description:
      - Only C(-J), C(-o ProxyJump=...), C(-o ProxyCommand=...) and C(-o UserKnownHostsFile=...) are read from it.
      - A jump host is reached with the C(ssh) program and its own configuration, keys and host key checking.
    type: str
    default: ''
    vars:
      - name: ansible_ssh_common_args
  jump_host:
    description: A jump host, as C([user@]host[:port]). Wins over O(ssh_common_args).
    type: str
    default: ''
    vars:
      - name: factory_jump_host
  connect_timeout:
    description: Seconds within which the SSH service and the first prompt have to answer.
    type: float
    default: 15
    ini:
      - section: persistent_connection
        key: connect_timeout
    env:
      - name: ANSIBLE_PERSISTENT_CONNECT_TIMEOUT
    vars:
      - name: ansible_connect_timeout
  command_timeout:
    description: Seconds within which a command has to be answered.
    type: float
    default: 30
    ini:
      - section: persistent_connection
        key: command_timeout
    env:
      - name: ANSIBLE_PERSISTENT_COMMAND_TIMEOUT
    vars:
      - name: ansible_command_timeout
"""

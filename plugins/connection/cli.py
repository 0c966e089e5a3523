# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection plugin: a network device's command line over SSH, inside the worker."""

from __future__ import annotations

DOCUMENTATION = r"""
name: cli
short_description: Command line of a network device over SSH, held by the worker itself
description:
  - Opens one SSH session to the device inside the Ansible worker. There is no persistent daemon and nothing is left running when
    the task ends.
  - Knows prompts, paging and privilege of each platform named by C(ansible_network_os).
  - Takes the variables that C(ansible.builtin.ssh) and C(ansible.netcommon.network_cli) take, so that inventories need not change.
  - Host keys are checked against the user's and the system's C(known_hosts).
author: auto.factory authors (@auto-factory)
version_added: "0.1.0"
requirements:
  - ssh2-python >= 1.1
  - scrapli >= 2025.1.30, < 2026
options:
  host:
    description: Address or name of the device.
    type: str
    default: inventory_hostname
    vars:
      - name: inventory_hostname
      - name: ansible_host
      - name: ansible_ssh_host
  port:
    description: TCP port of the device's SSH service.
    type: int
    default: 22
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
  become_pass:
    description: Password of the C(enable) command.
    type: str
    vars:
      - name: ansible_become_password
      - name: ansible_become_pass
      - name: ansible_enable_pass
  become_wanted:
    description: Whether an unprivileged login is raised with C(enable).
    type: bool
    default: false
    vars:
      - name: ansible_become
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
  shell_port:
    description: On FRR, the port of a login that lands in a shell, where the one above lands in vtysh.
    type: int
    vars:
      - name: factory_shell_port
  shell_user:
    description: On FRR, the user of that login. Its credentials are the same.
    type: str
    vars:
      - name: factory_shell_user
"""

EXAMPLES = r"""
# An inventory
# core1:
#   ansible_host: 192.0.2.11
#   ansible_connection: auto.factory.cli
#   ansible_network_os: cisco.ios.ios
#   ansible_user: netops
#   ansible_ssh_private_key_file: ~/.ssh/netops

- name: Show commands work with ansible.builtin.raw
  ansible.builtin.raw: show version
  changed_when: false
"""

import getpass
import shlex

from ansible.errors import AnsibleConnectionFailure, AnsibleError
from ansible.plugins.connection import ConnectionBase, ensure_connect
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError, InputError
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import open_driver
from ansible_collections.auto.factory.plugins.module_utils.session.hostkeys import DEFAULT_FILES
from ansible_collections.auto.factory.plugins.module_utils.session.jump import jump_command, known_hosts_option
from ansible_collections.auto.factory.plugins.module_utils.session.target import Become, Credentials, Target
from ansible_collections.auto.factory.plugins.plugin_utils.action import plain


class Connection(ConnectionBase):
    """Holds the device's Target; a session is opened when something asks for it."""

    transport = "auto.factory.cli"
    has_pipelining = False
    has_tty = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._driver = None

    def target(self) -> Target:
        """The device as the core sees it, from this host's variables."""
        network_os = self._text("network_os")
        if not network_os:
            raise InputError(
                "ansible_network_os is not set", self._text("host"), "Set it for the host, for example to cisco.ios.ios."
            )
        return Target(
            name=str(getattr(self, "factory_host", "") or self._text("host")),
            host=self._text("host"),
            port=int(self.get_option("port") or 22),
            credentials=Credentials(
                user=self._text("remote_user") or getpass.getuser(),
                # --ask-pass comes by the play context, as for ansible.builtin.ssh.
                password=self._text("password") or plain(getattr(self._play_context, "password", None)) or None,
                private_key_file=self._text("private_key_file"),
                passphrase=self._text("private_key_passphrase"),
            ),
            network_os=network_os,
            become=Become(self._become_wanted(), self._text("become_pass")),
            host_key_checking=bool(self.get_option("host_key_checking")),
            known_hosts_files=self._known_hosts_files(),
            jump=jump_command(
                self._text("jump_host") or "",
                self._text("ssh_common_args") or "",
                self._text("host"),
                int(self.get_option("port") or 22),
            ),
            connect_timeout=float(self.get_option("connect_timeout")),
            command_timeout=float(self.get_option("command_timeout")),
            extra={
                name: str(value)
                for name in ("shell_port", "shell_user")
                for value in [self.get_option(name)]
                if value not in (None, "")
            },
        )

    def _text(self, option):
        """An option as a plain string, without ansible-core's tags; None where it is unset."""
        value = self.get_option(option)
        return None if value is None else plain(str(value))

    def _become_wanted(self):
        return (
            bool(self.get_option("become_wanted")) or self.become is not None or bool(getattr(self._play_context, "become", False))
        )

    def _known_hosts_files(self):
        named = [str(path) for path in self.get_option("known_hosts_files") or []]
        given = known_hosts_option(self._text("ssh_common_args") or "")
        return (*named, *given, *DEFAULT_FILES)

    # ---- what ansible-core asks of a connection ---------------------------
    def _connect(self):
        if not self._connected:
            try:
                self._driver = open_driver(self.target())
            except FactoryError as error:
                raise AnsibleConnectionFailure(str(error)) from error
            self._connected = True
        return self

    @ensure_connect
    def exec_command(self, cmd, in_data=None, sudoable=True):
        """One show command, for ansible.builtin.raw."""
        command = " ".join(shlex.split(cmd)) if cmd.startswith("/bin/sh") else cmd
        try:
            return 0, self._driver.run([command])[command].encode(), b""
        except FactoryError as error:
            return 1, b"", str(error).encode()

    def put_file(self, in_path, out_path):
        """Network devices take no files this way."""
        raise AnsibleError("auto.factory.cli copies no files to network devices; use auto.factory.change with src.")

    def fetch_file(self, in_path, out_path):
        """Network devices give no files this way."""
        raise AnsibleError("auto.factory.cli fetches no files from network devices; use auto.factory.snapshot.")

    def close(self):
        """End the session."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None
        self._connected = False

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the connection plugins share: a host's variables become a Target, a session is opened when something asks for it."""

from __future__ import annotations

import getpass
import shlex
from typing import Any

from ansible.errors import AnsibleConnectionFailure, AnsibleError
from ansible.plugins.connection import ConnectionBase, ensure_connect
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError, InputError
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import open_driver
from ansible_collections.auto.factory.plugins.module_utils.session.hostkeys import DEFAULT_FILES
from ansible_collections.auto.factory.plugins.module_utils.session.jump import jump_command, known_hosts_option
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.plugins.plugin_utils.action import plain


class DeviceConnection(ConnectionBase):
    """Holds the device's Target. A plugin says what is ``spoken`` (Target.transport), the ``default_port`` and its own details."""

    spoken = "cli"
    default_port = 22
    has_pipelining = False
    has_tty = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._driver: Any = None
        self._connected: bool = False

    def details(self) -> dict[str, Any]:
        """Fields of the Target that only this plugin knows."""
        return {}

    def target(self) -> Target:
        """The device as the core sees it, from this host's variables."""
        network_os = self._text("network_os")
        if not network_os:
            raise InputError(
                "ansible_network_os is not set", self._text("host"), "Set it for the host, for example to cisco.ios.ios."
            )
        port = int(self.get_option("port") or self.default_port)
        return Target(
            name=str(getattr(self, "factory_host", "") or self._text("host")),
            host=self._text("host"),
            port=port,
            credentials=Credentials(
                user=self._text("remote_user") or getpass.getuser(),
                # --ask-pass comes by the play context, as for ansible.builtin.ssh.
                password=self._text("password") or plain(getattr(self._play_context, "password", None)) or None,
                private_key_file=self._text("private_key_file"),
                passphrase=self._text("private_key_passphrase"),
            ),
            network_os=network_os,
            host_key_checking=bool(self.get_option("host_key_checking")),
            known_hosts_files=self._known_hosts_files(),
            jump=jump_command(self._text("jump_host") or "", self._text("ssh_common_args") or "", self._text("host"), port),
            connect_timeout=float(self.get_option("connect_timeout")),
            command_timeout=float(self.get_option("command_timeout")),
            transport=self.spoken,
            **self.details(),
        )

    def _text(self, option: str) -> Any:
        """An option as a plain string, without ansible-core's tags; None where it is unset."""
        value = self.get_option(option)
        return None if value is None else plain(str(value))

    def _known_hosts_files(self) -> tuple[str, ...]:
        named = [str(path) for path in self.get_option("known_hosts_files") or []]
        given = known_hosts_option(self._text("ssh_common_args") or "")
        return (*named, *given, *DEFAULT_FILES)

    # ---- what ansible-core asks of a connection ---------------------------
    def _connect(self) -> DeviceConnection:
        if not self._connected:
            try:
                self._driver = open_driver(self.target())
            except FactoryError as error:
                raise AnsibleConnectionFailure(str(error)) from error
            self._connected = True
        return self

    @ensure_connect  # type: ignore[untyped-decorator]  # ansible-core has no types
    def exec_command(self, cmd: str, in_data: bytes | None = None, sudoable: bool = True) -> tuple[int, bytes, bytes]:
        """One show command (over NETCONF: one operation in XML), for ansible.builtin.raw."""
        command = " ".join(shlex.split(cmd)) if cmd.startswith("/bin/sh") else cmd
        try:
            return 0, self._driver.run([command])[command].encode(), b""
        except FactoryError as error:
            return 1, b"", str(error).encode()

    def put_file(self, in_path: str, out_path: str) -> None:
        """Network devices take no files this way."""
        raise AnsibleError(f"{self.transport} copies no files to network devices; use auto.factory.change with src.")

    def fetch_file(self, in_path: str, out_path: str) -> None:
        """Network devices give no files this way."""
        raise AnsibleError(f"{self.transport} fetches no files from network devices; use auto.factory.snapshot.")

    def close(self) -> None:
        """End the session."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None
        self._connected = False

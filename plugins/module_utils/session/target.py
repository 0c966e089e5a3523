# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom to talk to, and how: one device's login as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Credentials:
    """A login. Never shown: ``repr`` leaves every secret out."""

    user: str
    password: str | None = field(default=None, repr=False)
    private_key_file: str | None = None
    passphrase: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Become:
    """How an unprivileged login becomes a privileged one (``enable``)."""

    wanted: bool = False
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Target:
    """One device's SSH service.

    ``connect_timeout`` and ``command_timeout`` are seconds. ``jump`` holds the
    argument list of a command whose standard input and output reach the
    device's SSH service (``ssh -W`` and the like). ``transport`` is what is
    spoken there: ``cli`` or ``netconf``.
    """

    name: str
    host: str
    port: int
    credentials: Credentials
    network_os: str
    become: Become = Become()
    host_key_checking: bool = True
    known_hosts_files: tuple[str, ...] = ()
    jump: tuple[str, ...] = ()
    connect_timeout: float = 15.0
    command_timeout: float = 30.0
    extra: Mapping[str, str] = field(default_factory=dict)
    transport: str = "cli"

    @property
    def where(self) -> str:
        """The device in an error's words."""
        return f"{self.name} ({self.host}:{self.port})" if self.name != self.host else f"{self.host}:{self.port}"

    def at(self, port: int, user: str) -> Target:
        """The same device behind another port or for another user, with the same credentials."""
        return replace(self, port=port, credentials=replace(self.credentials, user=user))

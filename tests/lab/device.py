# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated device: configuration, storage, clock, faults, and the log of what it was told."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from .clock import Clock
from .config import Editor, Tree, copy_tree
from .faults import Faults
from .shell import Shell
from .topology import DeviceSpec
from .view import Interface4, interface_of

LOG_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Command:
    """One line that a device received. time: device seconds; session: number of the login; user, prompt, line."""

    time: float
    session: int
    user: str
    prompt: str
    line: str


class Device:
    """What devices of all platforms share.

    A platform says how a configuration is edited and shown (editor, config_text), what a login
    talks to (shell), and what its reset leaves behind.
    """

    editor: ClassVar[Editor]
    shell: ClassVar[type[Shell]]
    startup_name: ClassVar[str] = "startup-config"

    def __init__(self, spec: DeviceSpec) -> None:
        """Power on with the configuration of the topology, saved."""
        self.spec = spec
        self.name = spec.name
        self.clock = Clock()
        self.faults = Faults()
        self.log: deque[Command] = deque(maxlen=LOG_LIMIT)
        self.logins = 0
        self.visitors: list[Shell] = []
        self.flash: dict[str, str] = {}
        self.notices: list[str] = []
        self.version = 0
        self.booted = self.clock.now()
        self.changed_at = self.saved_at = self.booted
        self.changed_by = "console"
        self.on_change: Callable[[], None] = lambda: None
        self.reload: Callable[[], None] = lambda: None
        self.network: Any = None
        self.rebooting = False
        self._text: tuple[int, str] = (-1, "")
        self.running: Tree = self.blank()
        self.refused_at_start = self.editor.load("\n".join(spec.config), self.running, self)
        if not any(line.startswith("hostname ") for line in self.running):
            self.running[f"hostname {spec.name}"] = {}
        self.startup: Tree = copy_tree(self.running)
        section = self.seen().get(f"interface {spec.management}", {})
        found = [interface_of(line.split()[2:]) for line in section if line.startswith("ip address ")]
        self.management_address: Interface4 | None = next((address for address in found if address), None)

    # platform
    def blank(self) -> Tree:
        """The configuration of a device without configuration: its ports."""
        return {f"interface {port}": {} for port in self.spec.ports}

    def config_text(self, tree: Tree) -> str:
        """A tree as this platform's ``show running-config`` body."""
        return "\n".join(self.editor.render(tree))

    def running_text(self) -> str:
        """What ``show running-config`` prints."""
        raise NotImplementedError

    def startup_text(self) -> str:
        """What ``show startup-config`` prints."""
        raise NotImplementedError

    def greeting(self) -> str:
        """What is shown at login, before the first prompt."""
        banner = next((line for line in self.running if line.startswith("banner motd")), "")
        body = banner.partition("\n")[2] if banner.endswith("EOF") else banner.removeprefix("banner motd ^C")
        return body.removesuffix("EOF").removesuffix("^C")

    def pending(self) -> dict[str, Any] | None:
        """The dead man's timer that runs, or None."""
        raise NotImplementedError

    def power_off(self) -> None:
        """Forget what does not survive a reboot."""

    def seen(self) -> Tree:
        """The running configuration in the words that view.py reads, where a platform says it in others."""
        return self.running

    # shared
    @property
    def hostname(self) -> str:
        """The configured host name."""
        return next((line.split()[1] for line in self.running if line.startswith("hostname ")), self.name)

    @property
    def serial(self) -> str:
        """A serial number that cannot be taken for a real one."""
        return f"SIM{zlib.crc32(self.name.encode()):08X}"

    def mac(self, port: str) -> str:
        """A locally administered address for a port, as ``0200.1234.5678``."""
        digits = f"0200{zlib.crc32(f'{self.name} {port}'.encode()):08x}"
        return f"{digits[:4]}.{digits[4:8]}.{digits[8:]}"

    def body(self) -> str:
        """The running configuration's body, rendered once per change."""
        if self._text[0] != self.version:
            self._text = (self.version, self.config_text(self.running))
        return self._text[1]

    def changed(self, user: str) -> None:
        """The running configuration may be another one now."""
        self.version += 1
        self.changed_at = self.clock.now()
        self.changed_by = user
        self.on_change()

    def replace_running(self, tree: Tree, user: str) -> None:
        """Run another configuration from here on."""
        self.running = copy_tree(tree)
        self.changed(user)

    def save(self) -> None:
        """Running becomes startup."""
        self.startup = copy_tree(self.running)
        self.saved_at = self.clock.now()

    def apply(self, lines: list[str], user: str = "console") -> list[str]:
        """Configure lines from the console (hierarchy by spaces); returns the refused ones."""
        refused = self.editor.load("\n".join(lines), self.running, self)
        self.changed(user)
        return refused

    def boot(self) -> None:
        """Come up with the startup configuration."""
        for timer in list(self.clock.timers):
            timer.cancel()
        self.power_off()
        self.booted = self.clock.now()
        self.rebooting = False
        self.replace_running(self.startup, "startup")

    def note(self, session: int, user: str, prompt: str, line: str) -> None:
        """Write one received line to the log."""
        self.log.append(Command(round(self.clock.now(), 3), session, user, prompt, line))

    def commands(self) -> list[dict[str, Any]]:
        """The log as plain data."""
        return [asdict(command) for command in self.log]

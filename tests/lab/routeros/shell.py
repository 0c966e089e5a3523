# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The RouterOS console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..shell import Leave, Shell
from . import prints
from .language import Console, RefusedCommand
from .words import commands, words

if TYPE_CHECKING:
    from .device import RouterosDevice


class RouterosShell(Shell):
    """One login. ``menu`` is where it stands."""

    device: RouterosDevice

    def __init__(self, device: Any, user: str, privilege: int) -> None:
        """A fresh login; what stands behind a ``+`` says how the console should be."""
        super().__init__(device, user.partition("+")[0], privilege)
        self.menu = ""
        self.length = 0

    def prompt(self) -> str:
        """``[admin@r1] /ip/address> ``."""
        place = f"/{self.menu.replace(' ', '/')}" if self.menu else ""
        return f"[{self.user}@{self.device.hostname}] {place}> "

    def feed(self, line: str) -> str:
        """Take one line."""
        text = line.strip()
        if not text or text.startswith("#"):
            return ""
        if text == "\x18":
            return self.device.toggle_safe_mode()
        if text in ("/quit", "quit"):
            raise Leave
        if text == "/":
            self.menu = ""
            return ""
        try:
            out = self._command(text)
        except RefusedCommand as refused:
            out = str(refused.args[0])
        return out if not out or out.endswith("\n") else out + "\n"

    def _command(self, text: str) -> str:
        parts = words(text)
        if len(commands(text)) > 1:
            return self.device.console.script(text)
        if text.startswith("/ping"):
            return "  sent=3 received=0 packet-loss=100% \n"
        printed = prints.answer(self.device, text)
        if printed is not None:
            return printed
        if not text.startswith(":"):
            path, rest = Console.path(parts, self.menu)
            if not rest:
                self.menu = path
                return ""
        return self.device.console.run(text, self.menu)

    def leave_config(self) -> None:
        """Nothing is open."""
        self.menu = ""

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every part of a shell may count on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .state import DeviceState


class Part:
    """A group of commands. device: the platform's own class; user: who is logged in; terminal: on which line."""

    device: Any
    user: str
    terminal: str

    @property
    def state(self) -> DeviceState:
        """The network as this device sees it now."""
        found: DeviceState = self.device.network.state(self.device.name)
        return found

    # the shell itself has these
    def ask(self, text: str, answer: Callable[[str], str], secret: bool = False) -> str:
        """Put a question; answer(line) gives what is printed after it."""
        raise NotImplementedError

    def prompt(self) -> str:
        """The prompt as it stands now."""
        raise NotImplementedError

    def start_config(self) -> None:
        """Into the global configuration mode."""
        raise NotImplementedError

    def leave_config(self) -> None:
        """Back to the exec prompt."""
        raise NotImplementedError

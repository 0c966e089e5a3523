# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions whose prompt has two lines: one that says the mode and the place in the configuration, and one with the name.

``--{ candidate private x }--[  ]--`` above ``A:leaf1#`` (SR Linux), ``(ex)[/]`` above ``A:admin@r1#`` (SR OS).
"""

from __future__ import annotations

import re

from ..session.shell import CliSession, Dialect
from ..session.target import Target


class ContextSession(CliSession):
    """``context`` is a pattern for the whole first line; ``config`` is found in it in configuration mode."""

    def __init__(self, target: Target, dialect: Dialect, context: str, config: str) -> None:
        super().__init__(target, dialect)
        self._context, self._config = re.compile(context), re.compile(config)
        self.place = ""

    def send(self, command: str, timeout: float | None = None) -> str:
        """The device's answer to one command, without echo and both lines of the prompt."""
        return self._without_context(super().send(command, timeout))

    def type_block(self, block: str, timeout: float | None = None) -> str:
        """Several physical lines that the device takes as one."""
        return self._without_context(super().type_block(block, timeout))

    def in_config_mode(self) -> bool:
        """Whether the last prompt was one of a candidate."""
        return bool(self._config.search(self.place))

    def _without_context(self, answer: str) -> str:
        lines = answer.rstrip().split("\n")
        if self._context.fullmatch(lines[-1].strip()):
            self.place = lines.pop().strip()
        return "\n".join(lines).rstrip()

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IOS-XR keeps of commits and of configuration sessions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..config import Tree


@dataclass
class Commit:
    """One entry of the commit list. before: the configuration it replaced."""

    number: int
    label: str
    user: str
    line: str
    client: str
    at: float
    before: Tree = field(repr=False)

    @property
    def name(self) -> str:
        """The label, or the number."""
        return self.label or str(self.number)


@dataclass
class Session:
    """One configuration session. shell: who is in it, None once the connection broke and the row lingers."""

    number: int
    line: str
    user: str
    at: float
    shell: Any
    exclusive: bool = False

    @property
    def name(self) -> str:
        """As the device names it."""
        return f"00001000-{self.number:08x}-00000000"

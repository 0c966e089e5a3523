# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS's classic command line: read, never changed.

It has no candidate that could be looked at without touching the router (the dry run known from elsewhere loads the lines
into the running configuration and takes them back), and its rollback replaces the whole configuration. A router that is
to be changed under control is put into model-driven mode. Written after documentation; never met a device.
"""

from __future__ import annotations

import re
from typing import NoReturn

from ..errors import UnsupportedError
from ..session.shell import Dialect
from ..session.target import Target
from .base import Capabilities, Driver, Pending, Trial
from .terminal import Terminal, Vocabulary

CAPABILITIES = Capabilities(
    network_os="nokia.sros.classic",
    proved_against="documentation",
    preview="C",
    candidate=False,
    onbox_diff=False,
    atomic_replace=False,
    timer="none",
    timer_unit=60,
    timer_range=(60, 168 * 60),
    confirm_from_new_session=False,
    names_pending=False,
    proof="Nokia's documentation only",
    bites=(
        "Every change is refused: a dry run would touch the router, and nothing undoes line by line what was typed.",
        "Put the router into model-driven mode and use nokia.sros.md to change it.",
    ),
)
WORDS = Vocabulary(
    network_os="nokia.sros.classic",
    dialect=Dialect(
        user_prompt="",
        privileged_prompt=r"^\*?[A-D]:[\w.\-]{1,64}(?:>[\w.\->$]{1,128})?[#$]\s?\Z",
        config_prompt=r"^\*?[A-D]:[\w.\-]{1,64}>config[\w.\->$]{0,128}[#$]\s?\Z",
        quiet=("environment no more",),
    ),
    show_running="admin display-config",
    show_startup="file type cf3:/config.cfg",
    save="admin save",
    saved=r"(?i)completed|saving config.* ok",
    leave="exit all",
    refusals=re.compile(r"^\s*(?:Error|MINOR|MAJOR|CRITICAL)\b:?"),
    harmless=re.compile(r"^\s*(?:INFO|WARNING)\b"),
    ping="ping {target} count 3 timeout 1",
    ping_answered=re.compile(r"[1-9]\d* packets received"),
)


class SrosClassicDriver(Terminal):
    """One SR OS router, to be read."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        super().__init__(target, WORDS)

    def pending(self) -> Pending | None:
        """Nothing that this driver would ever wait for."""
        return None

    def preview(self, trial: Trial) -> str | None:
        """None: the classic command line shows nothing without touching the router."""
        return None

    def preflight(self, trial: Trial) -> None:
        """Refuse. Raises UnsupportedError."""
        self._refuse()

    def arm(self, trial: Trial) -> None:
        """Refuse. Raises UnsupportedError."""
        self._refuse()

    def apply(self, trial: Trial) -> None:
        """Refuse. Raises UnsupportedError."""
        self._refuse()

    def confirm(self, trial: Trial) -> None:
        """Refuse. Raises UnsupportedError."""
        self._refuse()

    def undo(self, trial: Trial) -> None:
        """There is never anything to take back."""

    def _refuse(self) -> NoReturn:
        raise UnsupportedError(
            "changes over SR OS's classic command line, where a dry run touches the router and no timer takes lines back",
            self.target.where,
            "Put the router into model-driven mode and set ansible_network_os to nokia.sros.md.",
        )


def open_driver(target: Target) -> Driver:
    """A driver with an open session in the classic command line."""
    return SrosClassicDriver(target)

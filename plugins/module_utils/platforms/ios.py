# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS and IOS-XE: the running configuration is edited in place, under ``configure terminal revert timer``.

Proved against a simulated device; commands and texts come from Cisco's
documentation as collected by open drivers. The native timer counts whole
minutes and needs the archive feature.
"""

from __future__ import annotations

import re
import time

from ..errors import DeadManError, PendingTrialError, RejectedCommandError, RejectedLineError, UndoError
from ..session.shell import Dialect
from ..session.target import Target
from .base import Capabilities, Driver, Pending, Trial
from .terminal import Terminal, Vocabulary, refusal

CAPABILITIES = Capabilities(
    network_os="cisco.ios.ios",
    proved_against="simulated",
    preview="C",
    candidate=False,
    onbox_diff=False,
    atomic_replace=False,
    timer="device",
    timer_unit=60,
    timer_range=(60, 7200),
    confirm_from_new_session=True,
    names_pending=False,
    proof="a simulated IOS-XE device, with texts as documented; never a vendor's device",
    bites=(
        "The revert timer needs 'archive' with a 'path' in the running configuration.",
        "The timer counts whole minutes: 90 seconds become 120.",
        "A pending change has no name: one that is there before ours is somebody else's, and refused.",
        "One round trip a line: raise confirm_timeout for a thousand lines and more.",
    ),
)
WORDS = Vocabulary(
    network_os="cisco.ios.ios",
    dialect=Dialect(
        user_prompt=r"^[\w.\-@/:]{1,63}>\s?\Z",
        privileged_prompt=r"^[\w.\-@/:]{1,63}#\s?\Z",
        config_prompt=r"^[\w.\-@/:]{1,63}\([\w.\-@/:+ ]{1,64}\)#\s?\Z",
        quiet=("terminal length 0", "terminal width 511"),
        enable="enable",
        noise=r"\s*Rollback Confirmed Change: [^\n]*(?:\n[^\n]*configure confirm[^\n]*)?\s*",
    ),
    show_running="show running-config",
    show_startup="show startup-config",
    save="write memory",
    saved=r"\[OK\]|(?i:copied|success)",
    leave="end",
    refusals=re.compile(r"^\s*%|^Command rejected|^ERROR|\bnot a valid\b"),
    harmless=re.compile(
        r"(?i)^\s*%\s*(warning\b|note\b|access vlan does not exist\. creating|default route without gateway|"
        r"interface \S+ ipv[46] disabled and address\(es\) removed|.*\bdeprecated\b|generating \d+ bit)"
    ),
    ping="ping {target} repeat 3 timeout 1",
    ping_answered=re.compile(r"Success rate is [1-9]\d* percent"),
)
_NONE_PENDING = re.compile(r"(?i)no rollback confirmed change pending")
_TIMER = "show archive config rollback timer"
_FAILED_REVERT = re.compile(r"(?i)rollback aborted after|failed to apply|not a valid config|restore failed|unable to")
# Longer than this the session is thrown away, and the device's own timer has its turn.
_REVERT_SECONDS = 40.0


class IosDriver(Terminal):
    """One IOS device."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        super().__init__(target, WORDS)

    def pending(self) -> Pending | None:
        """A revert timer that runs; IOS gives it no name."""
        answer = self.session.send(_TIMER)
        if _NONE_PENDING.search(answer):
            return None
        said = refusal(answer, self.words)
        if said or not answer.strip():
            raise RejectedCommandError(_TIMER, said or "nothing", self.target.where)
        return Pending(None, " ".join(answer.split()))

    def preflight(self, trial: Trial) -> None:
        """The revert timer needs ``archive`` with a ``path``."""
        answer = self.session.send("show archive")
        if re.search(r"(?i)archive feature not enabled|turn config archive on", answer) or refusal(answer, self.words):
            raise DeadManError(
                "the archive feature, which the revert timer needs, is off",
                self.target.where,
                "Configure 'archive' with 'path flash:...' and save it, then run the change again.",
            )

    def arm(self, trial: Trial) -> None:
        """Enter configuration mode under the timer: from here on IOS itself undoes what is not confirmed."""
        command = f"configure terminal revert timer {trial.seconds // 60}"
        answer = self.session.send(command)
        if refusal(answer, self.words) or not self.session.in_config_mode():
            pending = self.pending()
            if pending:
                raise PendingTrialError(f"somebody has armed the revert timer just now: {pending.words}", self.target.where)
            raise DeadManError(f"the device does not take '{command}': {' '.join(answer.split())}", self.target.where)

    def apply(self, trial: Trial) -> None:
        """Type the lines. A refused one leaves configuration mode too: the device is asked at once what became of it."""
        try:
            self.type_lines(trial.commands)
        except RejectedLineError:
            self.leave_config()
            raise
        self.leave_config()

    def confirm(self, trial: Trial) -> None:
        """Stop the timer, and see that it is stopped."""
        answer = self.session.send("configure confirm")
        said = refusal(answer, self.words) or (answer if _NONE_PENDING.search(answer) else "")
        if said:
            raise DeadManError(f"the device does not take the confirmation: {' '.join(said.split())}", self.target.where)
        still = self.pending()
        if still:
            raise DeadManError(f"the revert timer still runs after the confirmation: {still.words}", self.target.where)

    def undo(self, trial: Trial) -> None:
        """Revert at once. What the device says is read, and the caller compares the configuration."""
        self.leave_config()
        if self.pending() is None:
            return
        answer = self.session.send("configure revert now", timeout=_REVERT_SECONDS)
        if refusal(answer, self.words) or _FAILED_REVERT.search(answer):
            raise UndoError(f"'configure revert now' failed: {' '.join(answer.split())}", self.target.where)
        deadline = time.monotonic() + _REVERT_SECONDS
        while self.pending() is not None:
            if time.monotonic() > deadline:
                raise UndoError("the revert does not end", self.target.where)
            time.sleep(0.5)

    def preview(self, trial: Trial) -> str | None:
        """IOS has no candidate: nothing can be shown without touching the running configuration."""
        return None


def open_driver(target: Target) -> Driver:
    """A driver with an open, privileged session."""
    return IosDriver(target)

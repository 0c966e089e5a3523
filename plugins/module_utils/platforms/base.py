# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a platform's driver can do, and what is true of it: one screen.

A driver knows one network OS and one device. It knows nothing of plans, checks
or journals: the transaction in ``change`` decides, the driver carries out and
asks the device what became of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Capabilities:
    """Facts of a network OS, as data. Seconds throughout.

    ``preview`` is the grade of a preview: A made by the device itself, C
    computed here. ``timer`` says where the dead man's switch runs: ``device``
    (native), ``emulated`` (a process of ours on the device) or ``none``. ``binding`` is what keeps it alive: ``device``
    outlives our session, ``session`` dies with it, and the change with that. ``confirm_from_new_session`` false: the
    session that made the change is held open until it is confirmed. ``bites`` are a platform's traps, as users must know them.
    """

    network_os: str
    proved_against: Literal["real", "simulated", "recorded", "documentation"]
    preview: Literal["A", "C"]
    candidate: bool
    onbox_diff: bool
    atomic_replace: bool
    timer: Literal["device", "emulated", "none"]
    timer_unit: int
    timer_range: tuple[int, int]
    confirm_from_new_session: bool
    names_pending: bool
    has_startup: bool = True
    binding: Literal["device", "session"] = "device"
    apply_seconds: int = 0  # what the change itself may take where the device's timer starts only after it
    proof: str = ""  # what exactly it was proved against
    bites: tuple[str, ...] = ()

    def timer_seconds(self, wanted: int) -> int:
        """``wanted`` seconds in this platform's unit, rounded up and not below its least."""
        return max(-(-wanted // self.timer_unit) * self.timer_unit, self.timer_range[0])


@dataclass(frozen=True)
class Trial:
    """One change on its way to one device, undone by the device itself unless confirmed.

    ``commands`` and ``rollback`` are indented under their sections; ``before``
    is the running configuration to return to; ``target`` is the whole wanted
    configuration where the change replaces everything, else None.
    """

    id: str
    commands: tuple[str, ...]
    rollback: tuple[str, ...]
    before: str
    seconds: int
    target: str | None = None


@dataclass(frozen=True)
class Pending:
    """An unconfirmed change the device itself reports. ``owner`` is its name there, None where it has none."""

    owner: str | None
    words: str


class Driver(Protocol):
    """One device. Every method may raise SessionError; the ones that change something say what else."""

    capabilities: Capabilities

    def close(self) -> None:
        """End the session; never raises."""

    def run(self, commands: Iterable[str]) -> dict[str, str]:
        """Show commands and the device's answers, refusals included."""

    def running(self) -> str:
        """The running configuration, without its volatile lines."""

    def startup(self) -> str | None:
        """The configuration of the next boot; None where the user may not read it or there is none."""

    def pending(self) -> Pending | None:
        """The unconfirmed change on the device, whoever made it."""

    def preflight(self, trial: Trial) -> None:
        """Raise DeadManError when the dead man's switch could not work. Touches nothing."""

    def arm(self, trial: Trial) -> None:
        """Checkpoint, and start what undoes the trial (or load what will). Raises RejectedLineError, DeadManError.

        PendingTrialError and ChangedSinceError, here and with a candidate in ``apply``: somebody else was faster, nothing of ours
        is left.
        """

    def apply(self, trial: Trial) -> None:
        """Change the running configuration under the armed timer. Raises RejectedLineError."""

    def refresh(self, trial: Trial, rollback: Sequence[str]) -> None:
        """Hand an emulated switch the way back from what the device really took; native ones know it. Raises DeadManError."""

    def confirm(self, trial: Trial) -> None:
        """Keep the trial: stop the timer, remove what was left for it. Raises DeadManError when it is too late."""

    def undo(self, trial: Trial) -> None:
        """Return to the checkpoint now, and remove what was left. Raises UndoError."""

    def save(self) -> None:
        """Write the startup configuration. Raises RejectedCommandError."""

    def preview(self, trial: Trial) -> str | None:
        """The device's own diff of the trial where it can make one without touching anything, else None."""

    def reach(self, targets: Sequence[str]) -> dict[str, dict[str, object]]:
        """Ping from the device: ``{target: {reached: bool, detail: str}}``."""

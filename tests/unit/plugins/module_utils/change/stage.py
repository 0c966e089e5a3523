# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A device without a network: it keeps a configuration and a dead man's timer on a clock that the tests move.

Nothing of it answers from a script. What a test learns about a device it learns from what the driver's calls did to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.change.outcome import Outcome
from ansible_collections.auto.factory.plugins.module_utils.change.request import ChangeRequest, Content
from ansible_collections.auto.factory.plugins.module_utils.change.transaction import Surroundings, Transaction
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict
from ansible_collections.auto.factory.plugins.module_utils.errors import (
    DeadManError,
    DeviceTimeoutError,
    JournalError,
    RejectedLineError,
    UnreachableError,
)
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Capabilities, Pending, Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import capabilities

BEFORE = "hostname r1\ninterface GigabitEthernet0/1\n description old\nntp server 192.0.2.1\n"
LINES = ("ntp server 192.0.2.2", "ntp server 192.0.2.3")
HANG_FIRST, HANG_FRESH, CONNECT = 30.0, 12.0, 6.0


class Clock:
    """Seconds that pass only when somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let them pass."""
        self.now += max(0.0, seconds)


@dataclass
class Trouble:
    """At the ``at``-th call to any driver, or the next of ``method``: ``error`` is raised, the call ``executed`` or not."""

    error: Callable[[], Exception]
    at: int = 0
    method: str = ""
    executed: bool = False
    seconds: float = 0.0
    times: int = 1

    def due(self, number: int, method: str) -> bool:
        """Whether this is its moment; a trouble has ``times`` of them."""
        if self.times <= 0 or (number != self.at if self.at else method != self.method):
            return False
        self.times -= 1
        return True


@dataclass
class Device:
    """One device: its configuration, its timer, and a log of what was done to it, shared with the journal."""

    clock: Clock
    facts: Capabilities
    running: str = BEFORE
    startup: str = BEFORE
    pending: Pending | None = None
    deadline: float = 0.0
    back_to: str = BEFORE
    away: tuple[float, float] = (0.0, 0.0)
    troubles: list[Trouble] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    first_hang: float = HANG_FIRST
    calls: int = 0
    session: int = 0
    held_by: int = 0

    def tick(self) -> None:
        """The timer fires when its time has come."""
        if self.pending and self.pending.owner != "somebody" and self.clock() >= self.deadline:
            self.revert()

    def arm(self, trial: Trial) -> None:
        """Start the timer."""
        owner = trial.id if self.facts.names_pending else None
        self.pending, self.back_to = Pending(owner, "a timer"), self.running
        self.deadline = self.clock() + trial.seconds

    def revert(self) -> None:
        """Return to what was before."""
        self.running, self.pending = self.back_to, None

    def connect(self, fresh: bool) -> FakeDriver:
        """A login."""
        self._meet("connect", CONNECT if fresh else 15.0)
        self.session += 1
        self.log.append("connect")
        return FakeDriver(self, HANG_FRESH if fresh else self.first_hang)

    def _meet(self, method: str, hang: float) -> Trouble | None:
        """Count a call; raise the trouble whose moment it is, unless the call has to be carried out first."""
        self.calls += 1
        self.clock.sleep(0.01)
        self.tick()
        begin, end = self.away
        if begin <= self.clock() < end:
            self.clock.sleep(hang)
            self.tick()
            raise (UnreachableError if method == "connect" else DeviceTimeoutError)(f"no answer to {method}", "r1")
        due = next((trouble for trouble in self.troubles if trouble.due(self.calls, method)), None)
        if due and not due.executed:
            self.clock.sleep(due.seconds or (hang if isinstance(due.error(), DeviceTimeoutError) else 0.0))
            self.tick()
            raise due.error()
        return due


class FakeDriver:
    """The driver of such a device."""

    def __init__(self, device: Device, hang: float) -> None:
        self.device, self.hang = device, hang
        self.capabilities = device.facts
        self.number = device.session
        self.loaded: Trial | None = None
        self.open = True

    def _call(self, method: str, work: Callable[[], Any]) -> Any:
        late = self.device._meet(method, self.hang)
        result = work()
        self.device.log.append(method)
        if late:
            raise late.error()
        return result

    def close(self) -> None:
        """Forget it; a trial that lives by its session ends with it."""
        device = self.device
        if self.open and device.facts.binding == "session" and device.pending and device.held_by == self.number:
            device.revert()
        self.open = False

    def run(self, commands: Iterable[str]) -> dict[str, str]:
        """No show command has an answer."""
        return self._call("run", lambda: dict.fromkeys(commands, ""))

    def running(self) -> str:
        """The configuration."""
        return self._call("running", lambda: self.device.running)

    def startup(self) -> str | None:
        """The other configuration."""
        return self._call("startup", lambda: self.device.startup)

    def pending(self) -> Pending | None:
        """The timer."""
        return self._call("pending", lambda: self.device.pending)

    def preflight(self, trial: Trial) -> None:
        """The timer would work."""
        self._call("preflight", lambda: None)

    def arm(self, trial: Trial) -> None:
        """Start the timer, where it does not start with the commit."""
        self.device.held_by = self.number
        self._call("arm", lambda: None if self.device.facts.candidate else self.device.arm(trial))

    def apply(self, trial: Trial) -> None:
        """Line by line, or at once where there is a candidate."""
        if self.device.facts.candidate:
            self._call("apply", lambda: (self.device.arm(trial), self._take(trial.commands)))
            return
        for line in trial.commands:
            self._call("apply", lambda line=line: self._take([line]))

    def _take(self, commands: Sequence[str]) -> None:
        bogus = [line for line in commands if "bogus" in line]
        if bogus:
            raise RejectedLineError(bogus[0], "% Invalid input", "r1")
        self.device.running = config_predict(self.device.running, list(commands), self.device.facts.network_os)

    def refresh(self, trial: Trial, rollback: Sequence[str]) -> None:
        """The device has its own copy."""
        self._call("refresh", lambda: None)

    def confirm(self, trial: Trial) -> None:
        """Stop the timer."""
        self._call("confirm", self._confirm)

    def _confirm(self) -> None:
        if not self.device.facts.confirm_from_new_session and self.device.held_by != self.number:
            raise DeadManError("not in this session", "r1")
        if self.device.pending is None:
            raise DeadManError("it has fired", "r1")
        self.device.pending = None

    def undo(self, trial: Trial) -> None:
        """Back, where a timer runs; without a native one by lines computed from what is there, whether a timer runs or not."""
        self._call("undo", lambda: self.device.revert() if self.device.pending else self._force(trial))

    def _force(self, trial: Trial) -> None:
        if self.device.facts.timer == "emulated":
            self.device.running = trial.before

    def save(self) -> None:
        """Running becomes startup."""
        self._call("save", lambda: setattr(self.device, "startup", self.device.running))

    def preview(self, trial: Trial) -> str | None:
        """None of its own."""
        return self._call("preview", lambda: None)

    def reach(self, targets: Sequence[str]) -> dict[str, dict[str, object]]:
        """Everything is reached."""
        return self._call("reach", lambda: {target: {"reached": True, "detail": ""} for target in targets})


class Journal:
    """A recorder in memory, which may fail at its n-th event and from then on."""

    def __init__(
        self, log: list[str], fails_at: int = 0, error: Callable[[], Exception] = lambda: JournalError("the disk is full")
    ) -> None:
        self.events: list[dict[str, Any]] = []
        self._log, self._fails_at, self._error, self._asked = log, fails_at, error, 0
        self.away = False

    def check(self) -> None:
        """Whether it could write now."""
        if self.away:
            raise self._error()

    def record(self, kind: str, **facts: Any) -> None:
        """Keep one event."""
        self._asked += 1
        if self._fails_at and self._asked >= self._fails_at:
            raise self._error()
        self.events.append({"kind": kind, **facts})
        self._log.append(f"journal:{facts.get('state')}")


@dataclass
class Stage:
    """One device, one journal, one clock, and the change of it."""

    home: Path
    network_os: str = "cisco.ios.ios"
    fails_at: int = 0
    still_wanted: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.clock = Clock()
        self.device = Device(self.clock, capabilities(self.network_os))
        self.journal = Journal(self.device.log, self.fails_at)

    @property
    def wanted(self) -> str:
        """The configuration with the whole change."""
        return config_predict(BEFORE, list(LINES), self.network_os)

    def run(self, lines: Sequence[str] = LINES, **facts: Any) -> Outcome:
        """Carry a change out."""
        around = Surroundings(
            self.device.connect, self.device.facts, self.journal, self.home, self.still_wanted, self.clock, self.clock.sleep
        )
        # As the action limits the first session too: no command may hang for longer than the timer waits.
        self.device.first_hang = min(HANG_FIRST, max(HANG_FRESH, facts.get("confirm_timeout", 120)))
        self.began = self.clock()
        outcome = Transaction(ChangeRequest("r1", Content(tuple(lines)), **facts), around).run()
        self.took = self.clock() - self.began
        return outcome

    def later(self) -> str:
        """The running configuration once every timer has had its time."""
        self.clock.sleep(10_000)
        self.device.tick()
        return self.device.running

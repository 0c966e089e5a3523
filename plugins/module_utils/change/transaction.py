# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The change of one device as a transaction: kept only when everything held, undone in every other case.

locked -> snapshotted -> prechecked -> checkpointed -> armed -> applied -> verified -> confirmed

Anything that goes wrong before ``armed`` ends in ``refused``, with the device
untouched. From there on it ends in ``rolled_back``, or in ``needs_human`` when
the device could not be asked, or did not return to what it was.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..checks.catalogue import subsets_for, targets_for
from ..checks.evaluate import evaluate
from ..checks.steady import wait_until_steady
from ..config.diff import config_diff
from ..config.fingerprint import fingerprint
from ..config.remediate import config_remediate
from ..errors import ChangedSinceError, CheckFailedError, DeadManError, FactoryError, PendingTrialError, UndoError
from ..platforms.base import Capabilities, Driver, Trial
from ..platforms.snapshot import take_snapshot
from .lock import device_lock
from .outcome import Outcome
from .readback import missing_effects
from .recovery import Rescue, same
from .request import Candidate, ChangeRequest, candidate_for
from .scribe import Recording, Scribe, describe

# How many looks of the post-checks in a row have to be good, and the seconds between two where nothing is watched for long.
_LOOKS, _FEWEST_LOOKS, _SHORTEST_PAUSE = 4, 2, 0.2
# What the confirmation itself may take.
_CONFIRM_SECONDS = 3.0

Connect = Callable[[bool], Driver]


@dataclass(frozen=True)
class Surroundings:
    """What a transaction needs from outside: connections, the record, the place of locks, time.

    ``connect`` takes whether a timer is running, and is less patient then; ``still_wanted`` raises when nobody waits for
    the outcome.
    """

    connect: Connect
    capabilities: Capabilities
    recorder: Recording
    home: Path
    still_wanted: Callable[[], None] = lambda: None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Transaction:
    """One run of one ChangeRequest; call ``run`` once."""

    def __init__(self, request: ChangeRequest, around: Surroundings) -> None:
        self.request, self.around = request, around
        self.platform = around.capabilities.network_os
        self.id = "af-" + uuid.uuid4().hex[:12]
        self.outcome = Outcome(self.id, request.change_id or self.id)
        self.scribe = Scribe(around.recorder, self.outcome, {"host": request.host, **request.facts}, around.clock)
        self.scribe.preview = request.preview
        self.driver: Driver | None = None
        self.trial: Trial | None = None
        self.holder: Driver | None = None  # the session that alone can confirm, where a platform wants that
        self.armed_at = 0.0
        self.late = float(around.capabilities.apply_seconds)  # by how much later the device may have started its timer
        self.kept: str | None = None
        self.before: dict[str, Any] = {}

    def run(self) -> Outcome:
        """Carry it out. Never raises: what went wrong is in the outcome."""
        try:
            self.seconds, self.deadline, self.settle = self.request.timing(self.around.capabilities)
            self.checks = self.request.parsed_checks()
            self.around.recorder.check()
            with device_lock(self.around.home, self.request.address or self.request.host, self.request.host):
                self._guarded()
        except Exception as error:
            self._refuse(describe(error))
        finally:
            for driver in (self.driver, self.holder):
                if driver:
                    driver.close()
        return self.outcome

    def _guarded(self) -> None:
        try:
            self._prepare()
            if self.trial and not self.request.preview:
                self._carry_out(self.trial)
        except BaseException as error:  # a task's own timeout is no Exception, and the device must not be left unknown either
            self._end_badly(describe(error).at(self.request.host))
        self.scribe.quiet = True
        self.scribe.end()

    # ---- before the device is touched -------------------------------------
    def _prepare(self) -> None:
        outcome, request, scribe = self.outcome, self.request, self.scribe
        scribe.enter("locked", confirm_timeout=request.confirm_timeout, preview=request.preview)
        self.driver = self.around.connect(False)
        self._refuse_pending(self.driver)
        scribe.enter("snapshotted")
        running = self._snapshot(self.driver)
        outcome.fingerprint["before"] = fingerprint(running, self.platform)
        self._refuse_if_moved(request.expected_fingerprint)
        candidate = candidate_for(request.content, running, self.platform)
        self._describe(candidate, running)
        if not candidate.commands:
            outcome.outcome = "unchanged"
            outcome.fingerprint["after"] = outcome.fingerprint["before"]
            return
        self.trial = Trial(self.id, candidate.commands, tuple(outcome.rollback_commands), running, self.seconds, candidate.target)
        scribe.enter("prechecked")
        self._judge_before()
        if request.preview:
            self._preview(self.driver, self.trial)

    def _refuse_pending(self, driver: Driver) -> None:
        pending = driver.pending()
        if pending:
            name = f" named {pending.owner}" if pending.owner else ""
            raise PendingTrialError(f"an unconfirmed change{name} is pending on the device: {pending.words}", self.request.host)

    def _snapshot(self, driver: Driver) -> str:
        subsets = [*subsets_for(self.checks, self.platform), "config"]
        self.before = take_snapshot(driver, subsets, targets=targets_for(self.checks, "pre"))
        self.before["fresh_connection"] = True
        return str(self.before["config"]["running"])

    def _refuse_if_moved(self, expected: str | None) -> None:
        now = self.outcome.fingerprint["before"]
        if expected and expected != now:
            raise ChangedSinceError(f"the running configuration is {now}, the change was made for {expected}", self.request.host)

    def _describe(self, candidate: Candidate, running: str) -> None:
        outcome = self.outcome
        outcome.commands = list(candidate.commands)
        outcome.dropped = [line.strip() for line in candidate.dropped]
        outcome.fingerprint["predicted"] = fingerprint(candidate.predicted, self.platform)
        if candidate.commands:
            outcome.rollback_commands = config_remediate(candidate.predicted, running, self.platform)
            outcome.diff = config_diff(running, candidate.predicted, self.platform)
            kind = {"device": "device", "emulated": "emulated"}.get(self.around.capabilities.timer, "none")
            outcome.dead_man = {"kind": kind, "seconds": self.seconds}
            if self.around.capabilities.proved_against == "documentation":
                outcome.warnings.append(f"the driver of {self.platform} was never tried: it follows documentation only")

    def _judge_before(self) -> None:
        results = evaluate(self.checks, self.before, None, "pre", self.platform)
        self._keep_results(results)
        # What cannot be seen now will not be seen afterwards either: better not to begin.
        blind = evaluate(self.checks, self.before, self.before, "post", self.platform)
        failed = [result for result in results if not result.passed] + [r for r in blind if r.unseen and not r.passed]
        if failed:
            raise CheckFailedError("before the change: " + "; ".join(f"{r.name}: {r.message}" for r in failed), self.request.host)

    def _preview(self, driver: Driver, trial: Trial) -> None:
        driver.preflight(trial)
        shown = driver.preview(trial)
        self.outcome.diff = shown or self.outcome.diff
        self.outcome.changed, self.outcome.outcome, self.outcome.preview = True, "unchanged", True

    # ---- under the dead man's switch ---------------------------------------
    def _carry_out(self, trial: Trial) -> None:
        driver, scribe, outcome = self.driver, self.scribe, self.outcome
        if driver is None:
            raise FactoryError("there is no session to work with", self.request.host)
        scribe.enter(
            "checkpointed", commands=list(trial.commands), rollback=list(trial.rollback), fingerprint=dict(outcome.fingerprint)
        )
        driver.preflight(trial)
        self._refuse_if_edited(driver, trial)
        scribe.enter("armed", seconds=trial.seconds, kind=outcome.dead_man["kind"])
        self.armed_at = self.around.clock()
        driver.arm(trial)
        scribe.enter("applied")
        if outcome.dead_man["kind"] == "device" and self.around.capabilities.candidate:
            self.armed_at = self.around.clock()  # a candidate's timer starts with its commit
        driver.apply(trial)
        if self.late:
            self.late = self.around.clock() - self.armed_at
        fresh = self.around.connect(True)
        if self.around.capabilities.confirm_from_new_session:
            driver.close()
        else:
            self.holder = driver
        self.driver = fresh
        scribe.enter("verified")
        self._verify(fresh, trial)
        self._confirm(fresh, trial)

    def _refuse_if_edited(self, driver: Driver, trial: Trial) -> None:
        """The last look before the first touch: nobody may have been here since the snapshot."""
        now = driver.running()
        if not same(now, trial.before, self.platform):
            raise ChangedSinceError("the running configuration was changed by somebody else since it was read", self.request.host)

    def _verify(self, driver: Driver, trial: Trial) -> None:
        outcome = self.outcome
        self.kept = driver.running()
        outcome.fingerprint["after"] = fingerprint(self.kept, self.platform)
        if outcome.fingerprint["after"] != outcome.fingerprint["predicted"]:
            outcome.warnings += missing_effects(self.request.content, trial.before, self.kept, self.platform, self.request.host)
            outcome.rollback_commands = config_remediate(self.kept, trial.before, self.platform)
        # Asked in any case: a switch that died with its session protects nothing.
        (self.holder or driver).refresh(trial, outcome.rollback_commands)
        if not self.checks:
            return
        allowed = self.armed_at + trial.seconds - _CONFIRM_SECONDS - self.around.clock()
        rounds = _LOOKS if self.settle else _FEWEST_LOOKS
        pause = self.settle / (_LOOKS - 1) or _SHORTEST_PAUSE
        steadiness = wait_until_steady(
            lambda: self._look(driver), min(self.deadline, allowed), pause, self.around.clock, self.around.sleep, rounds
        )
        self._keep_results(steadiness.results)
        if not steadiness.passed:
            bad = "; ".join(f"{result.name}: {result.message}" for result in steadiness.results if not result.passed)
            raise CheckFailedError(f"after the change: {bad}", self.request.host)

    def _look(self, driver: Driver) -> list[Any]:
        after = take_snapshot(driver, subsets_for(self.checks, self.platform), targets=targets_for(self.checks, "post"))
        after["config"]["running"] = self.kept
        after["fresh_connection"] = True
        return evaluate(self.checks, self.before, after, "post", self.platform)

    def _confirm(self, driver: Driver, trial: Trial) -> None:
        self._refuse_late(trial)
        self.around.still_wanted()
        self.scribe.enter("confirmed")
        self._refuse_late(trial)
        (self.holder or driver).confirm(trial)
        self._see_it_kept(driver, trial)
        self._confirmed(driver)

    def _refuse_late(self, trial: Trial) -> None:
        if self.around.clock() > self.armed_at + trial.seconds - 1:
            raise DeadManError("it took so long that the dead man's switch is about to fire", self.request.host)

    def _see_it_kept(self, driver: Driver, trial: Trial) -> None:
        """A confirmation counts when the configuration is there after it, whatever the device said."""
        now = driver.running()
        if same(now, self.kept or "", self.platform):
            return
        if same(now, trial.before, self.platform):
            raise DeadManError("the dead man's switch fired before the confirmation was heard", self.request.host)
        self.outcome.warnings.append("confirmed; the running configuration was changed by somebody else at the same time")

    def _confirmed(self, driver: Driver) -> None:
        self.outcome.outcome, self.outcome.changed = "confirmed", True
        if not self.request.save or not self.around.capabilities.has_startup:
            return
        try:
            driver.save()
            self.outcome.saved = True
        except Exception as error:  # confirmed is confirmed, whatever follows
            self.outcome.warnings.append(f"confirmed and running, but not saved for the next boot: {describe(error)}")

    # ---- when it did not work ----------------------------------------------
    def _end_badly(self, error: FactoryError) -> None:
        outcome = self.outcome
        outcome.error = error
        if outcome.outcome == "confirmed":
            outcome.warnings.append(str(error))
            outcome.error = None
            return
        self.scribe.quiet = True
        self.scribe.note("error", error=error.to_dict())
        # What somebody else did, found where ours should have begun, is not ours to undo. A candidate begins with its commit.
        begins = ("armed", "applied") if self.around.capabilities.candidate else ("armed",)
        theirs = isinstance(error, PendingTrialError | ChangedSinceError) and self.scribe.state in begins
        if not self.armed_at or self.trial is None or theirs:
            outcome.outcome = "refused"
            self._forget_preview()
            return
        self._recover(self.trial, error)

    def _forget_preview(self) -> None:
        """A preview made by the device itself that broke off may have left its candidate there."""
        if self.trial is None or not self.request.preview or self.around.capabilities.preview != "A":
            return
        try:
            fresh = self.around.connect(False)
            fresh.undo(self.trial)
            fresh.close()
        except FactoryError as error:
            self.outcome.warnings.append(f"the candidate {self.trial.id} may still be on the device: {error}")

    def _recover(self, trial: Trial, error: FactoryError) -> None:
        outcome, around = self.outcome, self.around
        kept = self.kept if self.scribe.state == "confirmed" else None
        state = self.scribe.state
        self.scribe.enter("rolling_back", from_state=state)
        rescue = Rescue(
            trial, self.platform, self.armed_at, lambda: around.connect(True), kept, self.late, around.clock, around.sleep
        )
        if self.holder and self.driver:
            self.driver.close()
        found = rescue.bring_back(self.holder or self.driver)
        self.driver = self.holder = None
        if found.running is not None:
            outcome.fingerprint["after"] = fingerprint(found.running, self.platform)
        if found.verdict == "confirmed":
            outcome.error = None
            outcome.warnings.append(f"the session broke off while confirming; the device says it is confirmed ({error})")
            self._save_afresh()
            return
        outcome.outcome = found.verdict
        if found.verdict == "rolled_back" and state == "armed" and isinstance(error, DeadManError):
            outcome.outcome = "refused"
        if found.verdict == "needs_human":
            undo = UndoError(f"the device's state is not known: {found.words}; it began with: {error.what}", self.request.host)
            outcome.error, outcome.changed = undo, True

    def _save_afresh(self) -> None:
        """Confirmed, and the session is gone: what is still to be done is done over a new one."""
        self.outcome.outcome, self.outcome.changed = "confirmed", True
        try:
            self.driver = self.around.connect(True)
        except Exception as error:  # confirmed is confirmed, whatever follows
            self.outcome.warnings.append(f"confirmed and running, but not saved for the next boot: {describe(error)}")
            return
        self._confirmed(self.driver)

    def _refuse(self, error: FactoryError) -> None:
        """Refused before anything began: bad input, no record, or another change under way."""
        self.outcome.error = error.at(self.request.host)
        self.outcome.outcome = "refused"
        self.scribe.quiet = True
        self.scribe.end()

    def _keep_results(self, results: list[Any]) -> None:
        rows = [result.to_dict() for result in results]
        self.outcome.checks += rows
        if rows:
            self.scribe.note("check.result", checks=rows)

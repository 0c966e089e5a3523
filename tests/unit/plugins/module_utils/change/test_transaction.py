# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One transaction at a time: what is refused, kept and undone, and what is said of it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from ansible_collections.auto.factory.plugins.module_utils.change.lock import device_lock
from ansible_collections.auto.factory.plugins.module_utils.errors import (
    ChangedSinceError,
    ChangeError,
    DeviceError,
    JournalError,
    PendingTrialError,
    RejectedCommandError,
    SessionLostError,
    UndoError,
)
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Pending

from .stage import BEFORE, LINES, FakeDriver, Stage, Trouble

NEVER = [{"that": "'never' in after.config.running"}]
ALWAYS = [{"that": "'192.0.2.3' in after.config.running"}]
PLATFORMS = ["cisco.ios.ios", "arista.eos.eos", "frr.frr.frr"]
TOUCHES = {"arm", "apply", "confirm", "undo", "save", "refresh"}


@pytest.fixture(params=PLATFORMS)
def stage(request, tmp_path):
    """A device of each platform."""
    return Stage(tmp_path, request.param)


def lost():
    return SessionLostError("the device closed the session", "r1")


def states(stage):
    return [event["state"] for event in stage.journal.events if event["kind"] == "transaction.transition"]


def test_a_good_change_is_confirmed_and_saved(stage):
    """All of it is there, for the next boot too, and the journal has every state in its order."""
    outcome = stage.run(checks=ALWAYS, confirm_timeout=60)
    assert (outcome.outcome, outcome.changed, outcome.saved, outcome.failed) == ("confirmed", True, True, False)
    assert stage.device.running == stage.device.startup == stage.wanted
    assert outcome.fingerprint["after"] == outcome.fingerprint["predicted"] != outcome.fingerprint["before"]
    assert states(stage) == [
        "locked", "snapshotted", "prechecked", "checkpointed", "armed", "applied", "verified", "confirmed",
    ]  # fmt: skip
    assert set(outcome.timings) >= {"locked", "snapshotted", "armed", "applied", "verified", "confirmed"}


def test_the_checks_look_through_a_fresh_login(stage):
    """What is verified is verified over a connection made after the change."""
    stage.run(checks=ALWAYS, confirm_timeout=60)
    log = stage.device.log
    assert "connect" in log[log.index("apply") :][: log[log.index("apply") :].index("running")]


def test_save_may_be_left_out(stage):
    """save: false writes no startup configuration."""
    outcome = stage.run(save=False)
    assert (outcome.outcome, outcome.saved, stage.device.startup) == ("confirmed", False, BEFORE)


def test_a_change_that_cannot_be_saved_is_confirmed_with_a_warning(stage):
    """Confirmed is confirmed; that it would not survive a boot is said."""
    stage.device.troubles = [Trouble(lambda: RejectedCommandError("write memory", "no space", "r1"), method="save")]
    outcome = stage.run()
    assert (outcome.outcome, outcome.saved, outcome.failed) == ("confirmed", False, False)
    assert "not saved" in outcome.warnings[-1]


def test_nothing_to_do_touches_nothing(stage):
    """Lines that are there already: unchanged, nothing sent, nothing saved."""
    outcome = stage.run(lines=["ntp server 192.0.2.1"])
    assert (outcome.outcome, outcome.changed, outcome.commands, outcome.saved) == ("unchanged", False, [], False)
    assert not TOUCHES & set(stage.device.log)
    assert outcome.fingerprint["after"] == outcome.fingerprint["before"]


def test_check_mode_touches_nothing_and_says_it_would(stage):
    """A preview has commands, the way back, the difference, and `changed`."""
    outcome = stage.run(preview=True)
    assert (outcome.outcome, outcome.changed, outcome.preview, outcome.commands) == ("unchanged", True, True, list(LINES))
    assert "192.0.2.3" in outcome.diff
    assert outcome.rollback_commands
    assert not TOUCHES & set(stage.device.log)


def test_another_fingerprint_refuses(stage):
    """The change was made for a configuration that is no more."""
    outcome = stage.run(expected_fingerprint="sha256:0")
    assert (outcome.outcome, outcome.error.code) == ("refused", "changed_since")
    assert not TOUCHES & set(stage.device.log)


def test_an_edit_between_look_and_touch_refuses(stage):
    """Somebody's line that comes after the snapshot is neither undone nor overwritten."""
    theirs = BEFORE + "ntp server 203.0.113.1\n"
    stage.device.troubles = [Trouble(lambda: AssertionError("never raised"), at=-1)]
    real = stage.device._meet

    def meet(method, hang):
        if method == "preflight":
            stage.device.running = theirs
        return real(method, hang)

    stage.device._meet = meet
    outcome = stage.run()
    assert (outcome.outcome, outcome.error.code, stage.device.running) == ("refused", "changed_since", theirs)
    assert not TOUCHES & set(stage.device.log)


def test_somebody_elses_trial_refuses_and_stays(stage):
    """A pending change that is not ours is left alone."""
    stage.device.pending = Pending("somebody", "a timer")
    outcome = stage.run()
    assert (outcome.outcome, outcome.error.code) == ("refused", "pending_trial")
    assert stage.device.pending
    assert not TOUCHES & set(stage.device.log)


def test_a_failed_pre_check_refuses(stage):
    """What does not hold before is no ground to change anything on."""
    outcome = stage.run(checks=[{"that": "'never' in before.config.running", "phase": "pre"}])
    assert (outcome.outcome, outcome.error.code) == ("refused", "check_failed"), outcome.error
    assert not TOUCHES & set(stage.device.log)


def test_a_failed_post_check_goes_back(stage):
    """It is undone at once, not by the timer, and the result has the check."""
    outcome = stage.run(checks=NEVER, check_timeout=4, confirm_timeout=60)
    assert (outcome.outcome, outcome.changed, outcome.error.code) == ("rolled_back", False, "check_failed")
    assert stage.device.running == BEFORE
    assert stage.took < 10
    assert [check["passed"] for check in outcome.checks if check["phase"] == "post"] == [False]
    assert outcome.fingerprint["after"] == outcome.fingerprint["before"]


def test_a_rejected_line_goes_back(stage):
    """The lines before it are gone again; the error has the line and the words."""
    outcome = stage.run(lines=[LINES[0], "bogus line", LINES[1]])
    assert (outcome.outcome, outcome.error.code, outcome.error.line) == ("rolled_back", "rejected_line", "bogus line")
    assert stage.device.running == BEFORE


def test_settle_is_watched_through(stage):
    """The checks are looked at for as long as `settle` says, even when they pass at once."""
    assert stage.run(checks=[{"that": "'192.0.2.3' in after.config.running"}], confirm_timeout=120, settle=9).outcome == "confirmed"
    quick = Stage(stage.home, stage.network_os)
    assert quick.run(confirm_timeout=120, settle=9).outcome == "confirmed"
    assert quick.took < 2


@pytest.mark.parametrize("executed", [True, False], ids=["the device heard it", "the device did not hear it"])
def test_a_lost_confirmation_is_asked_for(stage, executed):
    """A session that breaks while confirming: the device is asked, and what it did is what is said."""
    stage.device.troubles = [Trouble(lost, method="confirm", executed=executed)]
    outcome = stage.run()
    assert outcome.outcome == ("confirmed" if executed else "rolled_back")
    assert stage.device.running == (stage.wanted if executed else BEFORE)
    assert outcome.failed == (not executed)
    # Confirmed means saved, whichever session saw the end of it.
    assert outcome.saved == executed
    assert stage.device.startup == (stage.wanted if executed else BEFORE)


def test_a_confirmation_that_comes_too_late_is_not_believed(stage):
    """A timer that fires while the checks run: rolled back, and said so."""
    real = stage.device._meet

    def meet(method, hang):
        if method == "confirm":
            stage.clock.sleep(1000)
        return real(method, hang)

    stage.device._meet = meet
    outcome = stage.run()
    assert outcome.outcome == "rolled_back"
    assert stage.device.running == BEFORE


def test_a_device_that_stays_away_needs_a_person(stage):
    """After the timer and a grace nobody can say what became of it: needs_human, failed, changed, with both reasons."""
    stage.device.troubles = [Trouble(lost, method="apply", executed=True)]
    stage.device.away = (stage.clock() + 0.075, 1e9)
    outcome = stage.run(confirm_timeout=60)
    assert (outcome.outcome, outcome.failed, outcome.changed) == ("needs_human", True, True)
    assert outcome.error.code == "undo_failed"
    assert "it began with" in outcome.error.what
    assert 60 < stage.took <= 60 + 45


@pytest.mark.parametrize(("apply_seconds", "found"), [(120, "rolled_back"), (0, "needs_human")])
def test_a_timer_that_starts_after_a_slow_change_is_waited_for(tmp_path, monkeypatch, apply_seconds, found):
    """The change took 100 s, its session broke, and then the device's 60 s began: where that is known, they are waited for."""
    stage = Stage(tmp_path)
    facts = replace(stage.device.facts, candidate=True, binding="device", timer="device", apply_seconds=apply_seconds)
    stage.device.facts = facts

    def apply(driver, trial):
        stage.clock.sleep(100)
        stage.device.arm(trial)
        driver._take(trial.commands)
        stage.device.away = (stage.clock(), stage.clock() + 65)
        raise lost()

    monkeypatch.setattr(FakeDriver, "apply", apply)
    assert stage.run(confirm_timeout=60).outcome == found
    assert stage.later() == BEFORE
    assert stage.took <= 60 + 45 + 120


def test_a_slow_change_that_was_watched_needs_no_extra_time(tmp_path, monkeypatch):
    """Once the change is applied, it is known when the timer began: the end is put off no further than that."""
    stage = Stage(tmp_path)
    stage.device.facts = replace(stage.device.facts, candidate=True, timer="device", apply_seconds=120)

    def apply(driver, trial):
        stage.clock.sleep(20)
        stage.device.arm(trial)
        stage.device.away = (stage.clock(), stage.clock() + 10_000)

    monkeypatch.setattr(FakeDriver, "apply", apply)
    assert stage.run(confirm_timeout=60).outcome == "needs_human"
    assert 60 + 20 < stage.took <= 60 + 20 + 45


def test_an_undo_that_fails_is_left_to_the_timer(stage):
    """A device that refuses to go back goes back by itself."""
    stage.device.troubles = [Trouble(lambda: UndoError("it will not", "r1"), method="undo", times=1000)]
    outcome = stage.run(checks=NEVER, check_timeout=2, confirm_timeout=60)
    assert outcome.outcome == "rolled_back"
    assert stage.device.running == BEFORE
    assert 60 <= stage.took <= 60 + 45


def test_the_lock_of_another_process_refuses(stage):
    """Two changes of one device at a time: the second is refused and names the first's process."""
    with device_lock(stage.home, "r1", "r1"):
        outcome = stage.run()
    assert (outcome.outcome, outcome.error.code) == ("refused", "change")
    assert "process" in outcome.error.what
    assert stage.device.log == ["journal:refused"]
    assert stage.run().outcome == "confirmed"


def test_the_lock_dies_with_its_process(stage):
    """A killed change does not lock its device for ever."""
    code = (
        "import os, pathlib, signal\n"
        "from ansible_collections.auto.factory.plugins.module_utils.change.lock import device_lock\n"
        f"lock = device_lock(pathlib.Path({str(stage.home)!r}), 'r1', 'r1')\n"
        "lock.__enter__()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert stage.run().outcome == "confirmed"


def test_without_a_record_nothing_begins(stage):
    """No journal, no change: the device is not even logged in to."""
    stage.journal.away = True
    outcome = stage.run()
    assert (outcome.outcome, outcome.error.code) == ("refused", "journal")
    assert "connect" not in stage.device.log


def test_somebody_elses_trial_that_was_armed_just_now_is_not_undone(stage):
    """Between our look and our arming a colleague armed: refused, and what is his stays his."""
    stage.device.troubles = [Trouble(lambda: PendingTrialError("somebody has armed", "r1"), method="arm")]
    outcome = stage.run()
    assert (outcome.outcome, outcome.error.code) == ("refused", "pending_trial")
    assert "undo" not in stage.device.log


@pytest.mark.parametrize("method", ["arm", "apply"])
@pytest.mark.parametrize("error", [PendingTrialError, ChangedSinceError])
def test_somebody_who_was_faster_is_not_undone(stage, method, error):
    """The driver found a colleague's work in the way of ours, and left nothing: refused, nothing undone, no person needed."""
    stage.device.facts = replace(stage.device.facts, candidate=True, timer="device")
    stage.device.troubles = [Trouble(lambda: error("somebody was faster", "r1"), method=method)]
    outcome = stage.run()
    assert (outcome.outcome, outcome.error.code) == ("refused", error.code)
    assert "undo" not in stage.device.log


@pytest.mark.parametrize("grade", ["A", "C"])
def test_a_preview_that_breaks_off_is_cleared_away_where_the_device_made_it(stage, grade):
    """Only a preview on the device can have left something there; where we compute it, nobody logs in again."""
    stage.device.facts = replace(stage.device.facts, preview=grade, candidate=True)
    stage.device.troubles = [Trouble(lambda: SessionLostError("gone", "r1"), method="preview")]
    outcome = stage.run(preview=True)
    assert outcome.outcome == "refused"
    assert ("undo" in stage.device.log) == (grade == "A")


def test_a_confirmation_that_was_believed_and_did_not_hold_is_found(stage, monkeypatch):
    """The device said yes and went back all the same: read back, it is not called confirmed."""

    def confirm(driver, trial):
        driver.device.revert()

    monkeypatch.setattr(FakeDriver, "confirm", confirm)
    outcome = stage.run()
    assert (outcome.outcome, outcome.saved, stage.device.running) == ("rolled_back", False, BEFORE)


def test_a_task_that_is_stopped_from_outside_brings_its_device_back(stage):
    """A task's own time limit is raised past everything that catches errors, in the middle of a change."""

    class Limit(BaseException):
        """As ansible-core's."""

    stage.device.troubles = [Trouble(Limit, method="apply", executed=True)]
    outcome = stage.run()
    assert (outcome.outcome, stage.device.running) == ("rolled_back", BEFORE)


def test_an_orphan_does_not_confirm(stage):
    """A worker whose controller has died undoes its change: nobody would hear of it."""

    def gone():
        raise ChangeError("the controlling process has died meanwhile")

    stage.still_wanted = gone
    outcome = stage.run()
    assert (outcome.outcome, stage.device.running) == ("rolled_back", BEFORE)


@pytest.mark.parametrize("error", [ValueError("x"), JournalError("x"), DeviceError("x")], ids=lambda error: type(error).__name__)
def test_a_failing_look_at_the_journal_refuses(stage, error):
    """Whatever the record's check raises, the outcome is complete."""

    def check():
        raise error

    stage.journal.check = check
    assert stage.run().to_result()["outcome"] == "refused"


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"checks": ["no_such_check"]}, id="unknown check"),
        pytest.param({"confirm_timeout": 0}, id="no time at all"),
        pytest.param({"confirm_timeout": 10**9}, id="more than the timer takes"),
        pytest.param({"confirm_timeout": 30, "check_timeout": 60, "checks": NEVER}, id="a deadline that does not fit"),
        pytest.param(
            {"confirm_timeout": 60, "settle": 59, "check_timeout": 10, "checks": NEVER}, id="a settle time longer than the deadline"
        ),
    ],
)
def test_bad_input_is_refused_before_anything(stage, facts):
    """What cannot work is said before the device is logged in to, with a cure."""
    outcome = stage.run(**facts)
    assert (outcome.outcome, outcome.error.code) == ("refused", "input")
    assert outcome.error.cure
    assert "connect" not in stage.device.log


@pytest.mark.parametrize("method", ["connect", "save"])
@pytest.mark.parametrize(
    "error", [ValueError("a fault of ours"), SessionLostError("gone", "r1")], ids=lambda error: type(error).__name__
)
def test_a_confirmation_that_was_heard_stays_confirmed_whatever_follows(stage, method, error):
    """The device kept it: that it could not be saved is a warning, never another outcome."""
    stage.device.troubles = [Trouble(lost, method="confirm", executed=True)]
    real = stage.device._meet
    confirmed = []

    def meet(name, hang):
        if name == "confirm":
            confirmed.append(True)
        if name == method and confirmed:
            raise error
        return real(name, hang)

    stage.device._meet = meet
    outcome = stage.run()
    assert (outcome.outcome, outcome.failed, outcome.saved) == ("confirmed", False, False), outcome
    assert stage.device.running == stage.wanted
    assert any("not saved" in warning for warning in outcome.warnings)

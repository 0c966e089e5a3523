# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever happens wherever: what an outcome says of a device is true of the device."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import (
    DeadManError,
    DeviceError,
    DeviceTimeoutError,
    JournalError,
    SessionLostError,
    UndoError,
    UnreachableError,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .stage import BEFORE, Stage, Trouble

PLATFORMS = ["cisco.ios.ios", "arista.eos.eos", "frr.frr.frr"]
PROMISED = {
    "changed", "outcome", "failed", "diff", "commands", "rollback_commands", "checks", "fingerprint", "transaction_id",
    "change_id", "dead_man", "timings",
}  # fmt: skip
HOMES = tempfile.TemporaryDirectory(prefix="af-homes-")  # removed with this process
NEVER = [{"that": "'never' in after.config.running"}]
ERRORS = {
    "session lost": lambda: SessionLostError("gone", "r1"),
    "hang": lambda: DeviceTimeoutError("no answer", "r1"),
    "device": lambda: DeviceError("no", "r1"),
    "undo": lambda: UndoError("differs", "r1"),
    "dead man": lambda: DeadManError("no shell", "r1"),
    "unforeseen": lambda: ValueError("a fault of ours"),
}
SETTINGS = settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
troubles = st.builds(Trouble, error=st.sampled_from([*ERRORS.values()]), at=st.integers(1, 40), executed=st.booleans())


def fresh(network_os, **facts):
    """A stage with a folder of its own, because hypothesis runs one test many times."""
    return Stage(Path(tempfile.mkdtemp(dir=HOMES.name)), network_os, **facts)


def hold(stage, outcome, confirm_timeout, in_time=True):
    """Every promise about one finished transaction."""
    result = outcome.to_result()
    seconds = max(confirm_timeout, stage.device.facts.timer_range[0])
    assert set(result) >= PROMISED
    assert outcome.outcome in ("confirmed", "unchanged", "rolled_back", "refused", "needs_human")
    assert result["failed"] == (outcome.outcome not in ("confirmed", "unchanged"))
    if result["failed"]:
        assert result["error"]["cure"]
        assert "r1" in result["error"]["where"]
    running, left = stage.device.running, stage.device.pending
    if outcome.outcome == "confirmed":
        assert (running, left) == (stage.wanted, None)
    if outcome.outcome in ("rolled_back", "refused", "unchanged"):
        assert (running, stage.device.startup) == (BEFORE, BEFORE)
    if in_time:
        assert stage.took <= seconds + 45
    touched_after_record(stage.device.log)
    # Whatever became of us: once its timer had its turn, the device has all of the change or nothing.
    later = stage.later()
    assert later in (BEFORE, stage.wanted)
    if outcome.outcome == "confirmed":
        assert later == stage.wanted
    elif outcome.outcome != "needs_human":
        assert later == BEFORE


def touched_after_record(log):
    """No touch of the device without its state in the journal before it."""
    for method, state in (("arm", "armed"), ("apply", "applied"), ("confirm", "confirmed"), ("save", "confirmed")):
        if method in log:
            assert f"journal:{state}" in log[: log.index(method)]


@SETTINGS
@given(
    network_os=st.sampled_from(PLATFORMS),
    trouble=troubles,
    checks=st.sampled_from([[], NEVER]),
    confirm_timeout=st.sampled_from([15, 60, 120]),
)
def test_one_failure_anywhere(network_os, trouble, checks, confirm_timeout):
    """One failure at any call to the device: the device is as the outcome says, and it ends in time."""
    stage = fresh(network_os)
    stage.device.troubles = [trouble]
    outcome = stage.run(checks=checks, confirm_timeout=confirm_timeout)
    hold(stage, outcome, confirm_timeout)
    assert outcome.outcome != "needs_human"


@SETTINGS
@given(
    network_os=st.sampled_from(PLATFORMS),
    found=st.lists(troubles, min_size=2, max_size=6),
    checks=st.sampled_from([[], NEVER]),
    fails_at=st.one_of(st.just(0), st.integers(1, 14)),
    orphan=st.booleans(),
)
def test_many_failures(network_os, found, checks, fails_at, orphan):
    """Several failures, a full disk and a dead controller in any order: still nothing is called what it is not."""

    def gone():
        if orphan:
            raise JournalError("nobody waits")

    stage = fresh(network_os, fails_at=fails_at, still_wanted=gone)
    stage.device.troubles = found
    outcome = stage.run(checks=checks, confirm_timeout=30)
    hold(stage, outcome, 60, in_time=False)


@SETTINGS
@given(
    network_os=st.sampled_from(PLATFORMS),
    begin=st.floats(0.0, 0.3),
    seconds=st.sampled_from([1.0, 10.0, 40.0, 70.0, 200.0, 1e9]),
    confirm_timeout=st.sampled_from([15, 60, 120]),
)
def test_a_device_that_goes_away(network_os, begin, seconds, confirm_timeout):
    """A device that is away for a while, or for good, is waited for, never longer than promised."""
    stage = fresh(network_os)
    stage.device.away = (stage.clock() + begin, stage.clock() + begin + seconds)
    outcome = stage.run(checks=NEVER, confirm_timeout=confirm_timeout)
    hold(stage, outcome, confirm_timeout)
    if seconds <= 10:
        assert outcome.outcome != "needs_human"


@pytest.mark.parametrize("network_os", PLATFORMS)
@pytest.mark.parametrize("name", ERRORS)
def test_every_call_of_a_good_run_may_fail(network_os, name):
    """The same as above, exhaustively: every kind of failure at every call, before and after it was carried out."""
    calls = fresh(network_os)
    assert calls.run().outcome == "confirmed"
    for at in range(1, calls.device.calls + 1):
        for executed in (False, True):
            stage = fresh(network_os)
            stage.device.troubles = [Trouble(ERRORS[name], at=at, executed=executed)]
            outcome = stage.run(confirm_timeout=60)
            hold(stage, outcome, 60)
            assert outcome.outcome != "needs_human"


@pytest.mark.parametrize("network_os", PLATFORMS)
@pytest.mark.parametrize("name", ERRORS)
def test_every_call_of_the_way_back_may_fail(network_os, name):
    """A change that fails its check comes back, whatever happens once on the way."""
    calls = fresh(network_os)
    assert calls.run(checks=NEVER).outcome == "rolled_back"
    for at in range(1, calls.device.calls + 1):
        stage = fresh(network_os)
        stage.device.troubles = [Trouble(ERRORS[name], at=at)]
        outcome = stage.run(confirm_timeout=60, checks=NEVER)
        hold(stage, outcome, 60)
        assert outcome.outcome in ("rolled_back", "refused")


@pytest.mark.parametrize("fails_at", range(1, 12))
@pytest.mark.parametrize("network_os", PLATFORMS)
def test_the_record_fails_at_every_event(network_os, fails_at):
    """No record, no change: a disk that fills up at any moment leaves the device as it was, or confirmed and said so."""
    stage = fresh(network_os, fails_at=fails_at)
    outcome = stage.run()
    hold(stage, outcome, 120)
    assert outcome.outcome == ("confirmed" if fails_at > 8 else "rolled_back" if fails_at > 5 else "refused")


@pytest.mark.parametrize("unreachable", [UnreachableError("closed", "r1")])
def test_a_device_that_nobody_reaches_is_refused(unreachable):
    """No session to begin with: refused, journalled."""
    stage = fresh("cisco.ios.ios")
    stage.device.troubles = [Trouble(lambda: unreachable, method="connect")]
    outcome = stage.run()
    assert (outcome.outcome, outcome.error) == ("refused", unreachable)
    assert stage.journal.events[-1]["kind"] == "transaction.outcome"

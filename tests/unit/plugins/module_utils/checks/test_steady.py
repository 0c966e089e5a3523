# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for steadiness, on a clock that only sleeping and looking move."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

import pytest
from ansible_collections.auto.factory.plugins.module_utils.checks.model import CheckResult
from ansible_collections.auto.factory.plugins.module_utils.checks.steady import Steadiness, wait_until_steady
from hypothesis import given
from hypothesis import strategies as st


class Time:
    """Seconds that pass only when somebody sleeps or looks."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds


def result(passed: bool, waits: bool = True, uptime: float | None = None, name: str = "bgp_sessions_stay_up") -> CheckResult:
    """A result of one check."""
    uptimes = {} if uptime is None else {"BGP peer 192.0.2.1": uptime}
    return CheckResult(name, "post", passed, "well" if passed else "BGP peer 192.0.2.1: down", [], waits, uptimes)


def run(
    rounds: Iterable[list[CheckResult]], time: Time | None = None, deadline: float = 10, look: float = 0.5, steady: int = 2
) -> Steadiness:
    """Wait over these rounds; each look takes ``look`` seconds."""
    time = time or Time()
    return wait_until_steady(_looking(iter(rounds), time, look), deadline, 1, time.clock, time.sleep, steady)


def _looking(rounds: Iterable[list[CheckResult]], time: Time, seconds: float) -> Callable[[], list[CheckResult]]:
    source = iter(rounds)

    def look() -> list[CheckResult]:
        time.now += seconds
        return next(source)

    return look


def pattern(text: str) -> Iterable[list[CheckResult]]:
    """One waiting check: + passes, - fails; the last sign goes on for ever."""
    signs = itertools.chain(text, itertools.repeat(text[-1]))
    return ([result(sign == "+")] for sign in signs)


@pytest.mark.parametrize(
    ("text", "rounds"),
    [
        pytest.param("++", 2, id="well at once"),
        pytest.param("---++", 5, id="well after a while"),
        pytest.param("-+-+-++", 7, id="well after flapping"),
    ],
)
def test_steady_passes(text: str, rounds: int) -> None:
    """The change is kept as soon as two looks in a row are well."""
    done = run(pattern(text), deadline=60)
    assert (done.passed, done.rounds, done.results[0].passed) == (True, rounds, True)


def test_failing_waits_for_the_deadline_and_not_longer() -> None:
    """A session that does not come back is given all of its time, and no more."""
    time = Time()
    done = run(pattern("-"), time)
    assert not done.passed
    assert done.results[0].message == "BGP peer 192.0.2.1: down"
    assert 9 <= done.seconds <= 10
    assert time.now - 1000 == done.seconds


def test_a_flapping_session_never_passes() -> None:
    """A session that is up at every other look fails, though it is up at the last one."""
    done = run(([result(up)] for up in itertools.cycle([False, True])), deadline=10.9)
    assert not done.passed
    assert not done.results[0].passed
    assert done.results[0].message.startswith("not steady for 2 looks in a row before the deadline of 10.9 s")
    assert "BGP peer 192.0.2.1: down" in done.results[0].message


def test_a_session_that_flaps_between_looks_never_passes() -> None:
    """A session that is up at every look, but each time for a shorter while, fails and is named."""
    done = run(([result(True, uptime=uptime)] for uptime in itertools.cycle([5, 2])), deadline=7)
    assert not done.passed
    assert "BGP peer 192.0.2.1: up for 5 s at one look and for 2 s at the next" in done.results[0].message


def test_a_session_that_came_back_once_passes() -> None:
    """A change may reset a session; once it stays up, it has passed."""
    done = run(([result(True, uptime=uptime)] for uptime in (3600, 2, 4, 6)), deadline=20)
    assert (done.passed, done.rounds) == (True, 4)


def test_a_configuration_does_not_heal() -> None:
    """What cannot change by itself is looked at once: a failure ends the waiting, a pass needs no second look."""
    for passed in (True, False):
        done = run(itertools.repeat([result(passed, waits=False)]))
        assert (done.passed, done.rounds) == (passed, 1)


def test_a_hopeless_check_ends_the_waiting_for_the_others() -> None:
    """There is no use in waiting for a session when the configuration is already wrong."""
    done = run(itertools.repeat([result(False), result(False, waits=False, name="config_contains")]))
    assert done.rounds == 1


def test_no_checks_pass_at_once() -> None:
    """A change without checks waits for nothing."""
    assert run(itertools.repeat([])).rounds == 1


def test_a_deadline_without_room_for_a_second_look_does_not_pass() -> None:
    """One look cannot tell steady from flapping; the message says that the deadline is too short."""
    done = run(pattern("+"), deadline=3, look=2)
    assert not done.passed
    assert "seen only 1 times" in done.results[0].message


def test_one_round_may_be_asked_for() -> None:
    """steady_rounds: 1 takes the first good look."""
    assert run(pattern("-+"), steady=1).rounds == 2


def test_only_what_was_unsteady_is_failed() -> None:
    """Of several checks only the one that flapped is blamed."""
    rounds = ([result(True, name="interfaces_stay_up"), result(up)] for up in itertools.cycle([False, True]))
    done = run(rounds, deadline=6.4)
    assert [one.passed for one in done.results] == [True, False]


@given(st.lists(st.booleans(), min_size=1, max_size=40), st.floats(0, 60), st.floats(0, 5), st.integers(1, 4))
def test_it_passes_only_after_enough_good_looks_and_within_the_deadline(
    looks: list[bool], deadline: float, seconds: float, steady: int
) -> None:
    """Whatever happens: a pass was seen often enough in a row, and the deadline is overrun by the first look at most."""
    history = [*looks, *itertools.repeat(False, 2000)]
    done = run(([result(up)] for up in history), deadline=deadline, look=seconds, steady=steady)
    if done.passed:
        assert history[done.rounds - steady : done.rounds] == [True] * steady
    else:
        assert any(not one.passed for one in done.results)
    assert done.seconds <= max(deadline, seconds) + 1e-6

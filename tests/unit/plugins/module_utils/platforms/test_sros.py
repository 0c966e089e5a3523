# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SR OS: a change bound to its session, a candidate that is everybody's, a classic command line that is only read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from ansible_collections.auto.factory.plugins.module_utils.errors import DeadManError, PendingTrialError, UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.platforms import sros, sros_classic
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

from .benches import ID, Bench, benches

CONFIG = """\
/configure port 1/1/c1/1 description "old"
/configure router "Base" autonomous-system 64500
/configure system name "r1"
"""
CHANGE = ('/configure port 1/1/c1/1 description "second floor"',)


@pytest.fixture(scope="module")
def fresh() -> Iterator[Iterator[Bench]]:
    """Routers, handed out one by one."""
    with benches("nokia.sros.md", CONFIG, 8) as found:
        yield found


@pytest.fixture
def bench(fresh) -> Bench:
    """One that nobody has touched."""
    return next(fresh)


def test_a_cut_session_takes_the_change_back_at_once(bench):
    """Long before the timer: the commit belongs to its session."""
    driver = bench.driver()
    bench.started(driver, CHANGE)
    assert "second floor" in bench.device.running
    bench.device.fault("drop")
    bench.device.wait(lambda device: "second floor" not in device.running)
    assert bench.device.pending() is None
    assert bench.driver().pending() is None


def test_a_session_that_lost_its_commit_says_so(bench):
    """A refresh in another session, or without a commit, never passes for a living switch."""
    driver = bench.driver()
    trial = bench.started(driver, CHANGE)
    with pytest.raises(DeadManError):
        bench.driver().refresh(trial, ())
    driver.refresh(trial, ())
    driver.undo(trial)
    with pytest.raises(DeadManError):
        driver.refresh(trial, ())


def test_somebody_elses_edits_are_not_committed_with_ours(bench):
    """Edits that lie in the global candidate would go live with our commit: the change is refused, the edits stay."""
    bench.device.type("edit-config global", '/configure system contact "them"', "quit-config")
    driver = bench.driver()
    with pytest.raises(PendingTrialError, match="uncommitted edits"):
        driver.arm(bench.trial(driver, CHANGE))
    assert bench.device.running.count("them") == 0
    assert "them" in bench.device.type("edit-config global", "compare")[1]


def test_a_lock_that_somebody_holds_is_respected(bench):
    """It shows as pending, with its session; the candidate is not to be had."""
    bench.device.type("edit-config exclusive")
    driver = bench.driver()
    assert "other" in driver.pending().words
    with pytest.raises(PendingTrialError, match="not to be had"):
        driver.arm(bench.trial(driver, CHANGE))
    assert "second floor" not in bench.device.running


def test_minutes_are_rounded_up(bench):
    """61 seconds are two minutes on the router."""
    driver = bench.driver()
    assert sros.CAPABILITIES.timer_seconds(61) == 120
    trial = bench.started(driver, CHANGE, seconds=sros.CAPABILITIES.timer_seconds(61))
    assert bench.typed("^commit confirmed") == ["commit confirmed 2"]
    driver.confirm(trial)
    assert bench.typed("^commit confirmed")[-1] == "commit confirmed accept"


def test_the_startup_is_the_saved_file_without_its_indices(bench):
    """What the router keeps there for itself is no configuration: right after a save both are the same."""
    driver = bench.driver()
    driver.save()
    assert driver.startup() == driver.running()
    assert "persistent-indices" not in driver.startup()


PROMPTS = [("A:admin@r1#", True), ("B:r1.example#", True), ("*A:r1>config>port#", True), ("r1#", False), ("[admin@r1] >", False)]


@pytest.mark.parametrize(("prompt", "known"), PROMPTS)
def test_prompts(prompt, known):
    """The MD-CLI's are known, and the classic ones, to be refused with a reason."""
    assert bool(re.search(sros.WORDS.dialect.privileged_prompt, prompt)) == known


CONTEXTS = ["[/]", "(ex)[/]", "*(ex)[/configure router]", "!*(gl)[/configure]", "[ex:/configure]", "*[pr:/configure port 1/1/c1/1]"]


@pytest.mark.parametrize("context", CONTEXTS)
def test_the_first_line_of_a_prompt(context):
    """Mode and place, as old and new releases write them."""
    assert re.fullmatch(sros._CONTEXT, context)


def test_the_classic_command_line_is_never_changed():
    """Every step that would touch the router is refused, and the reason named."""
    driver = object.__new__(sros_classic.SrosClassicDriver)
    driver.target = Target("r1", "192.0.2.1", 22, Credentials("admin"), "nokia.sros.classic")
    trial = Trial(ID, ("configure system name x",), (), "", 600)
    for step in (driver.preflight, driver.arm, driver.apply, driver.confirm):
        with pytest.raises(UnsupportedError, match="dry run touches the router"):
            step(trial)
    assert sros_classic.CAPABILITIES.proved_against == "documentation"
    assert sros_classic.CAPABILITIES.timer == "none"

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SR Linux: what the driver leaves on the device, and whom it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from ansible_collections.auto.factory.plugins.module_utils.errors import PendingTrialError
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import canonical

from .benches import ID, Bench, benches

CONFIG = """\
set / interface ethernet-1/1 description old
set / system name host-name r1
set / system ntp server 198.51.100.1
"""
CHANGE = ('set / interface ethernet-1/1 description "second floor"',)
THEIRS = ("enter candidate private name theirs", "set / system ntp server 203.0.113.9", "commit confirmed timeout 300")


@pytest.fixture(scope="module")
def fresh() -> Iterator[Iterator[Bench]]:
    """Devices, handed out one by one."""
    with benches("nokia.srlinux.srlinux", CONFIG, 10) as found:
        yield found


@pytest.fixture
def bench(fresh) -> Bench:
    """One that nobody has touched."""
    return next(fresh)


def test_a_trial_between_the_look_and_the_commit_is_left_alone(bench):
    """Somebody commits under a timer while ours is loaded: ours is thrown away, theirs waits on."""
    driver = bench.driver()
    trial = bench.trial(driver, CHANGE)
    bench.device.type(*THEIRS)
    with pytest.raises(PendingTrialError):
        driver.arm(trial)
    assert bench.device.pending() is not None
    assert "second floor" not in bench.device.running
    assert f"candidate {ID}" not in bench.device.files()


def test_a_refused_commit_rejects_nobody_elses(bench):
    """The device refuses our commit since another one waits: taking ours back does not reject that one."""
    driver = bench.driver()
    trial = bench.trial(driver, CHANGE)
    driver.arm(trial)
    bench.device.type(*THEIRS)
    with pytest.raises(PendingTrialError):
        driver.apply(trial)
    driver.undo(trial)
    assert bench.device.pending() is not None
    assert "203.0.113.9" in bench.device.running
    assert f"candidate {ID}" not in bench.device.files()


def test_a_new_session_rejects_nobody_elses(bench):
    """Our session broke off before its commit, and somebody else's waits: the session that cleans up leaves that one alone."""
    driver = bench.driver()
    trial = bench.trial(driver, CHANGE)
    driver.arm(trial)
    driver.close()
    bench.device.type(*THEIRS)
    bench.driver().undo(trial)
    assert bench.device.pending() is not None
    assert "203.0.113.9" in bench.device.running
    assert f"candidate {ID}" not in bench.device.files()


def test_a_new_session_rejects_ours(bench):
    """After a broken session the commit that waits is known by what runs."""
    driver = bench.driver()
    before = bench.device.running
    trial = bench.started(driver, CHANGE)
    driver.close()
    bench.driver().undo(trial)
    assert bench.device.pending() is None
    assert bench.device.running == before


def test_the_name_of_the_collection_will_do():
    """``nokia.srlinux`` is what many inventories say."""
    assert canonical("nokia.srlinux") == canonical("srlinux") == "nokia.srlinux.srlinux"


def test_a_broken_runs_candidate_is_removed(bench):
    """A named candidate outlives its session; the next one finds it and throws it away."""
    driver = bench.driver()
    driver.arm(bench.trial(driver, CHANGE))
    driver.close()
    assert f"candidate {ID}" in bench.device.files()
    other = bench.driver()
    other.undo(bench.trial(other, CHANGE))
    assert bench.device.files() == {}


def test_the_startup_is_read_without_a_trace(bench):
    """It is loaded into a candidate, and nothing of that stays."""
    bench.device.apply("set / system information location here")
    driver = bench.driver()
    assert "location here" in driver.running()
    assert "location here" not in driver.startup()
    assert bench.device.files() == {}
    assert "location here" in bench.device.running


def test_a_replacement_begins_with_nothing(bench):
    """What the target does not name is gone, since the candidate is emptied first; the old is back when it is rejected."""
    driver = bench.driver()
    before = bench.device.running
    target = [
        "interface ethernet-1/1 {",
        '    description "all there is"',
        "}",
        "system {",
        "    name {",
        "        host-name r1",
        "    }",
        "}",
    ]
    trial = bench.started(driver, target, replace=True)
    assert bench.typed(r"^delete /") == ["delete /"]
    assert "ntp" not in bench.device.running
    driver.undo(trial)
    assert bench.device.running == before


def test_a_banner_over_lines_is_typed_whole(bench):
    """A text in quotes with line ends in it arrives as it was meant, and is shown again the same way."""
    driver = bench.driver()
    trial = bench.started(driver, ['set / system banner login-banner "first', 'second"'])
    assert 'login-banner "first\nsecond"' in bench.device.running
    driver.confirm(trial)
    assert not bench.trial(driver, ['set / system banner login-banner "first', 'second"']).commands

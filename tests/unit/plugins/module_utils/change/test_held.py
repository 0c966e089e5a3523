# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A platform that confirms in the session of the change only: that session is held, and looked after."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import SessionLostError

from .stage import BEFORE, Stage, Trouble

BINDINGS = ("device", "session")


@pytest.fixture(params=BINDINGS)
def stage(request, tmp_path) -> Stage:
    """A device whose trial its timer or its session keeps alive."""
    return held(tmp_path, request.param)


def held(home, binding) -> Stage:
    """One such device."""
    stage = Stage(home)
    stage.device.facts = replace(stage.device.facts, confirm_from_new_session=False, binding=binding)
    return stage


def test_the_session_that_changed_it_confirms_it(stage):
    """While a fresh login has proved that the device can be reached."""
    outcome = stage.run()
    assert (outcome.outcome, outcome.error) == ("confirmed", None)
    assert stage.later() == stage.wanted
    assert stage.device.log.count("connect") == 2


def test_a_failed_check_is_undone_in_that_session(stage):
    """Nothing waits for the timer."""
    outcome = stage.run(checks=[{"config_contains": "nowhere to be found"}])
    assert outcome.outcome == "rolled_back"
    assert stage.device.running == BEFORE
    assert stage.took < 100


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("number", range(1, 24))
@pytest.mark.parametrize("executed", [False, True])
def test_it_may_be_lost_at_any_call(tmp_path, binding, number, executed):
    """Old or new, never half, and the outcome says which."""
    stage = held(tmp_path, binding)
    stage.device.troubles = [Trouble(lambda: SessionLostError("gone", "r1"), at=number, executed=executed)]
    outcome = stage.run()
    found = stage.later()
    assert outcome.outcome in ("confirmed", "rolled_back", "refused"), outcome.error
    assert found == (stage.wanted if outcome.outcome == "confirmed" else BEFORE)
    assert stage.device.pending is None

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every driver does, step by step, whatever the platform calls it."""

from __future__ import annotations

import re

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import (
    DeadManError,
    FactoryError,
    RejectedLineError,
)


def armed_and_applied(driver, trial):
    """Platforms with a candidate refuse a line when it is loaded, the others when it is applied."""
    driver.arm(trial)
    driver.apply(trial)


def test_it_reads_the_configuration(stand):
    """What the driver reads is whole, and the same twice."""
    with stand.driver() as driver:
        first = driver.running()
        assert stand.row.shows not in first
        assert driver.running() == first
        if stand.facts.has_startup:
            assert driver.startup() is not None
        assert driver.pending() is None


def test_preflight_and_preview_touch_nothing(stand):
    """The device's own diff names the change, and is thrown away."""
    with stand.driver() as driver:
        trial = stand.trial(driver)
        driver.preflight(trial)
        shown = driver.preview(trial)
        assert (shown is not None) == (stand.facts.preview == "A")
        if shown is not None:
            assert stand.row.shows.split()[-1] in shown
    assert stand.unchanged()
    assert not stand.bed.pending()
    assert stand.bed.left() == []


def test_an_armed_change_is_seen_by_another_session(stand):
    """By its id, where the platform gives trials names."""
    with stand.driver() as driver:
        trial = stand.started(driver)
        assert stand.bed.pending()
        with stand.driver() as other:
            assert stand.row.shows in other.running()
            pending = other.pending()
            assert pending is not None
            assert pending.owner == (trial.id if stand.facts.names_pending else None)
        assert stand.bed.startup() == stand.startup
        driver.undo(trial)


def test_it_is_confirmed_and_stays(stand):
    """Confirmed where the platform allows it: from a new session, or from its own."""
    with stand.driver() as driver:
        trial = stand.started(driver)
        if stand.facts.confirm_from_new_session:
            driver.close()
            with stand.driver() as fresh:
                fresh.refresh(trial, trial.rollback)
                fresh.confirm(trial)
        else:
            driver.refresh(trial, trial.rollback)
            driver.confirm(trial)
    assert not stand.bed.pending()
    stand.bed.pass_time(trial.seconds + 5)
    assert stand.row.shows in stand.bed.running()
    assert stand.row.confirm_saves or stand.bed.startup() == stand.startup
    assert stand.bed.left() == []


def test_a_confirmation_elsewhere_is_refused_where_it_cannot_work(stand, record_property):
    """A platform that confirms in its own session only says so, instead of pretending."""
    if stand.facts.confirm_from_new_session:
        record_property("applies", "no")
        return
    with stand.driver() as driver:
        trial = stand.started(driver)
        with stand.driver() as other, pytest.raises(DeadManError):
            other.confirm(trial)
        driver.undo(trial)
    assert stand.unchanged()


def test_the_timer_fires(stand):
    """Nobody confirms, nobody is there any more: the device is as before."""
    with stand.driver() as driver:
        trial = stand.started(driver)
        assert stand.row.shows in stand.bed.running()
    stand.bed.pass_time(trial.seconds + 5)
    assert stand.unchanged()
    assert not stand.bed.pending()
    with stand.driver() as driver:
        assert driver.pending() is None


def test_it_fires_when_the_session_is_cut(stand):
    """The switch does not need the session: it outlives it, or goes off with it."""
    with stand.driver() as driver:
        trial = stand.started(driver)
        stand.bed.hang_up()
    stand.bed.pass_time(trial.seconds + 5)
    assert stand.unchanged()


def test_a_late_confirmation_is_refused(stand):
    """After the timer there is nothing to confirm, and nobody is told otherwise."""
    with stand.driver() as driver:
        trial = stand.started(driver)
        stand.bed.pass_time(trial.seconds + 5)
        with pytest.raises(FactoryError):
            driver.confirm(trial)
    assert stand.unchanged()


def test_it_is_undone_at_once(stand):
    """From another session where the platform allows it; nothing is left, and undoing twice does no harm."""
    with stand.driver() as driver:
        trial = stand.started(driver)
        if stand.facts.confirm_from_new_session:
            driver.close()
            with stand.driver() as fresh:
                fresh.undo(trial)
                fresh.undo(trial)
        else:
            driver.undo(trial)
    assert stand.unchanged()
    assert not stand.bed.pending()
    assert stand.bed.left() == []


def test_a_rejected_line_is_named(stand):
    """With the device's words; the device is as before once undone."""
    with stand.driver() as driver:
        trial = stand.trial(driver, stand.row.rejected)
        with pytest.raises(RejectedLineError) as raised:
            armed_and_applied(driver, trial)
        assert stand.row.rejected[-1].strip().split()[-1] in raised.value.what
        assert re.search(stand.row.words, str(raised.value))
        driver.undo(trial)
    assert stand.unchanged()
    assert not stand.bed.pending()


def test_only_a_save_writes_the_startup(stand, record_property):
    """And then it is the running configuration."""
    if not stand.facts.has_startup:
        record_property("applies", "no")
        return
    with stand.driver() as driver:
        trial = stand.started(driver)
        driver.refresh(trial, trial.rollback)
        driver.confirm(trial)
        assert stand.row.confirm_saves or stand.bed.startup() == stand.startup
        driver.save()
    assert stand.bed.startup() == stand.bed.running()

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole transactions: the same outcome on every platform."""

from __future__ import annotations

from ansible_collections.auto.factory.plugins.module_utils.change.request import Content
from ansible_collections.auto.factory.plugins.module_utils.change.transaction import Transaction

from .runner import Stand


def test_a_change_is_confirmed_as_foretold(stand):
    """What the preview said is what came about; the startup follows the confirmation; a second run changes nothing."""
    foretold = stand.change(preview=True)
    assert stand.unchanged()
    done = stand.change()
    assert (done.outcome, done.error) == ("confirmed", None)
    assert done.fingerprint["after"] == done.fingerprint["predicted"] == foretold.fingerprint["predicted"]
    assert stand.row.shows in stand.bed.running()
    assert not stand.bed.pending()
    assert stand.bed.left() == []
    if stand.facts.has_startup:
        assert stand.bed.startup() == stand.bed.running()
    again = stand.change()
    assert (again.outcome, again.changed, again.commands) == ("unchanged", False, [])


def test_a_whole_configuration_is_replaced(stand):
    """Replaced, and taken back by another replacement."""
    with stand.driver() as driver:
        old = driver.running()
    new = stand.row.replacement(old)
    assert new != old
    done = stand.change(Content(tuple(new.splitlines()), replace=True))
    assert (done.outcome, done.error) == ("confirmed", None)
    with stand.driver() as driver:
        assert driver.running() == new
    assert stand.change(Content(tuple(old.splitlines()), replace=True)).outcome == "confirmed"
    assert stand.bed.running() == stand.before


def test_a_failed_check_brings_it_back(stand):
    """The device is as before, nothing is saved, nothing is left."""
    done = stand.change(checks=[{"config_contains": "words that are nowhere"}])
    assert done.outcome == "rolled_back", done.error
    assert "words that are nowhere" in str(done.error)
    assert stand.unchanged()
    assert not stand.bed.pending()
    assert stand.bed.left() == []


def test_a_rejected_line_ends_in_the_old_configuration(stand):
    """Half a change never stays."""
    done = stand.change(Content(stand.row.rejected))
    assert done.outcome in ("rolled_back", "refused")
    assert done.error.code == "rejected_line"
    assert stand.unchanged()
    assert not stand.bed.pending()


def test_somebody_elses_trial_is_left_alone(stand):
    """Refused before anything is touched, and theirs goes on."""
    stand.bed.foreign_trial()
    assert stand.bed.pending()
    there = stand.bed.running()
    done = stand.change()
    assert (done.outcome, done.error.code) == ("refused", "pending_trial")
    assert stand.bed.running() == there
    assert stand.bed.pending()


def test_an_edit_in_between_is_seen(stand, monkeypatch):
    """What was computed for another configuration is not applied."""
    original = Transaction._carry_out

    def meddled(self, trial):
        stand.bed.edit()
        original(self, trial)

    monkeypatch.setattr(Transaction, "_carry_out", meddled)
    done = stand.change()
    assert (done.outcome, done.error.code) == ("refused", "changed_since")
    assert stand.row.shows not in stand.bed.running()


def test_a_lost_session_is_answered_in_every_state(stand):
    """Cut off before every step of a run, one after the other: always the old configuration or the new one, and it says which."""
    calls: list[str] = []
    assert stand.change(calls=calls).outcome == "confirmed"
    new = nameless(stand)
    for number, name in enumerate(calls, start=1):
        with stand.row.start() as bed:
            one = Stand(stand.row, bed)
            whole(new, one, one.change(cut_at=number), f"cut before {name}, call {number}")


def test_a_command_cut_off_is_answered(stand, record_property):
    """The same where the device takes a command and its answer is lost: at every single command of a run."""
    if not stand.row.droppable:  # its sessions carry no single commands that could be cut
        record_property("applies", "no")
        return
    before = stand.bed.commands()
    assert stand.change().outcome == "confirmed"
    new = nameless(stand)
    for number in range(1, stand.bed.commands() - before + 1):
        with stand.row.start() as bed:
            one = Stand(stand.row, bed)
            bed.drop_at(number)
            whole(new, one, one.change(), f"cut at command {number}")


def nameless(stand):
    """A device's running configuration without its own name."""
    return stand.bed.running().replace(stand.bed.target().name, "NAME")


def whole(new, one, done, words):
    """The device is as ``done`` says: as it was, or ``new``."""
    assert done.outcome in ("confirmed", "rolled_back", "refused"), f"{words}: {done.outcome}, {done.error}"
    if done.outcome == "confirmed":
        assert nameless(one) == new, words
    else:
        assert one.bed.running() == one.before, f"{words}: {done.outcome}"
    assert not one.bed.pending(), words

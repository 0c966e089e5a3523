# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal answers who, what, when and why."""

from __future__ import annotations

from collections.abc import Callable

from ansible_collections.auto.factory.plugins.module_utils.journal.query import events, pending, recent_changes
from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import Recorder
from ansible_collections.auto.factory.plugins.module_utils.journal.store import Filter

Making = Callable[..., Recorder]


def test_a_change_shows_its_devices_and_why(change: Recorder) -> None:
    """One change over two runs is one entry, with each device's outcome, the reason, the ticket and the actor."""
    [shown] = recent_changes(change.store)
    assert {host: device["outcome"] for host, device in shown["devices"].items()} == {"r1": "confirmed", "r2": "rolled_back"}
    assert (shown["change_id"], shown["reason"], shown["ticket"], shown["actor"]) == ("CHG1", "Why", "T1", {"user": "alice"})
    assert shown["started"] < shown["ended"]
    assert shown["runs"] == ["run1", "run2"]


def test_the_newest_change_is_first_and_the_limit_holds(make: Making) -> None:
    """Twenty changes are shown unless asked otherwise, the one written last on top."""
    recorder = make()
    for number in range(25):
        recorder.record("transaction.outcome", host="r1", state="confirmed", change_id=f"C{number}", transaction_id=f"t{number}")
    recorder.record("task.result", host="r1")
    assert [shown["change_id"] for shown in recent_changes(recorder.store)] == [f"C{number}" for number in range(24, 4, -1)]
    assert [shown["change_id"] for shown in recent_changes(recorder.store, 5, Filter(change_id="C3"))] == ["C3"]
    assert recent_changes(recorder.store, 5, Filter(host="r9")) == []


def test_the_newest_transaction_of_a_device_counts(make: Making) -> None:
    """A device that was rolled back and then changed again shows the second outcome."""
    recorder = make()
    for transaction, outcome in (("t1", "rolled_back"), ("t2", "confirmed")):
        recorder.record("transaction.transition", host="r1", state="locked", change_id="C", transaction_id=transaction)
        recorder.record("transaction.outcome", host="r1", state=outcome, change_id="C", transaction_id=transaction)
    [shown] = recent_changes(recorder.store)
    assert (shown["devices"]["r1"]["outcome"], shown["devices"]["r1"]["transaction_id"]) == ("confirmed", "t2")


def test_undecided_transactions_are_pending(make: Making) -> None:
    """What a killed controller left behind is shown until somebody finishes it; an armed device is not finished."""
    recorder = make()
    for transaction, states in {"t1": ("confirmed",), "t2": (), "t3": ("armed",), "t4": ("armed", "confirmed")}.items():
        recorder.record(
            "transaction.transition", host=f"h-{transaction}", state="applied", change_id="C", transaction_id=transaction
        )
        for state in states:
            recorder.record("transaction.outcome", host=f"h-{transaction}", state=state, change_id="C", transaction_id=transaction)
    assert [(item["transaction_id"], item["state"]) for item in pending(recorder.store)] == [("t2", "applied"), ("t3", "armed")]
    [shown] = recent_changes(recorder.store)
    assert shown["ended"] is None
    assert shown["devices"]["h-t2"]["outcome"] is None
    assert [item["host"] for item in pending(recorder.store, Filter(host="h-t3"))] == ["h-t3"]


def test_events_are_found_by_what_they_concern(change: Recorder) -> None:
    """Events of a change, a transaction, a host, a run or a kind, oldest first, at most so many of the newest."""
    store = change.store
    assert len(events(store, Filter(change_id="CHG1"))) == 12
    assert {event.host for event in events(store, Filter(transaction_id="t-r2"))} == {"r2"}
    assert [event.state for event in events(store, Filter(host="r1"), newest=2)] == ["verified", "confirmed"]
    assert len(events(store, Filter(kind="transaction.outcome"))) == 2
    assert events(store, Filter(host="' OR 1=1 --")) == []


def test_asking_an_unwritten_journal_makes_nothing(make: Making) -> None:
    """Reading leaves no trace."""
    store = make().store
    assert (recent_changes(store), pending(store), events(store, Filter())) == ([], [], [])
    assert not store.exists()

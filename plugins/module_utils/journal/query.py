# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions to the journal: recent changes, events, what is undecided."""

from __future__ import annotations

from typing import Any

from .chain import Row
from .event import OUTCOME, Event
from .store import ANY, Filter, Store


def recent_changes(store: Store, limit: int = 20, wanted: Filter = ANY) -> list[dict[str, Any]]:
    """The changes written last, newest first; only those with an event that matches ``wanted`` (its kind does not count).

    Each is whole: ``change_id``, ``started``, ``ended`` (None while a device
    is undecided), ``reason``, ``ticket``, ``actor``, ``trigger``, ``runs``,
    ``events`` (how many) and ``devices``: by host its ``outcome`` (None while
    undecided), last ``state``, ``transaction_id``, ``started`` and ``ended``.
    """
    ids = store.recent_changes(limit, wanted._replace(kind=None))
    return [_change(change_id, store.find(Filter(change_id=change_id))) for change_id in ids]


def events(store: Store, wanted: Filter, newest: int | None = None) -> list[Event]:
    """The events that match, oldest first; only the ``newest`` n of them if given."""
    return [row.event() for row in store.find(wanted, newest)]


def pending(store: Store, wanted: Filter = ANY) -> list[dict[str, Any]]:
    """Transactions without a final outcome, oldest first; only those whose last event matches ``wanted``.

    Each has ``transaction_id``, ``change_id``, ``host``, ``state``, ``time`` and ``run_id``.
    """
    names = ("transaction_id", "change_id", "host", "state", "time", "run_id")
    terms = {name: value for name, value in wanted._replace(kind=None)._asdict().items() if value is not None}
    rows = (row for row in store.undecided() if all(getattr(row, name) == value for name, value in terms.items()))
    return [{name: getattr(row, name) for name in names} for row in rows]


def _change(change_id: str, rows: list[Row]) -> dict[str, Any]:
    devices: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.host is not None and row.transaction_id is not None:
            _device(devices, row)
    first = rows[0].event()
    decided = all(device["ended"] for device in devices.values())
    return {
        "change_id": change_id,
        "started": first.time,
        "ended": rows[-1].time if decided else None,
        "reason": next((row.reason for row in rows if row.reason), None),
        "ticket": next((row.ticket for row in rows if row.ticket), None),
        "actor": first.actor,
        "trigger": first.trigger,
        "runs": sorted({row.run_id for row in rows}),
        "events": len(rows),
        "devices": devices,
    }


def _device(devices: dict[str, dict[str, Any]], row: Row) -> None:
    """Bring ``devices`` up to ``row``: a device's newest transaction counts."""
    host = str(row.host)
    device = devices.get(host)
    if device is None or device["transaction_id"] != row.transaction_id:
        device = {"outcome": None, "state": None, "transaction_id": row.transaction_id, "started": row.time, "ended": None}
        devices[host] = device
    if row.kind.startswith("transaction."):
        device["state"] = row.state or device["state"]
    if row.kind == OUTCOME:
        device["outcome"] = row.state
        device["ended"] = None if row.state == "armed" else row.time

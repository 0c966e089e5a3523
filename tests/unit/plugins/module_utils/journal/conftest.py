# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal of its own for every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import Recorder
from ansible_collections.auto.factory.plugins.module_utils.journal.store import open_store

Making = Callable[..., Recorder]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "STORE", "ANCHOR", "TRIGGER", "RUN_ID"):
        monkeypatch.delenv(f"AUTO_FACTORY_{name}", raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def make(home: Path) -> Iterator[Making]:
    """Recorders on the same store; nothing is redacted unless the test says so."""
    made: list[Recorder] = []

    def make_(run_id: str = "run1", redact: Callable[[Any], Any] = lambda value: value) -> Recorder:
        recorder = Recorder(open_store(home=home), run_id, {"user": "alice"}, {"kind": "person", "ref": None}, redact=redact)
        made.append(recorder)
        return recorder

    yield make_
    for recorder in made:
        recorder.close()


@pytest.fixture
def change(make: Making) -> Recorder:
    """Two runs, one change on two devices, twelve events; closed, as after a playbook."""
    first, second = make("run1"), make("run2")
    for recorder, host in ((first, "r1"), (second, "r2")):
        for state in ("locked", "snapshotted", "armed", "applied", "verified"):
            recorder.record(
                "transaction.transition", host=host, state=state, change_id="CHG1", transaction_id=f"t-{host}", data={"n": 1}
            )
        outcome = "confirmed" if host == "r1" else "rolled_back"
        recorder.record(
            "transaction.outcome", host=host, state=outcome, change_id="CHG1", transaction_id=f"t-{host}", reason="Why", ticket="T1"
        )
        recorder.close()
    return first

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""journal_info and verify_journal work on localhost, without arguments, as a user calls them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils import errors
from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import Recorder
from ansible_collections.auto.factory.plugins.module_utils.journal.store import open_store

TREE = Path(errors.__file__).parents[5]


def call(home: Path, module: str, *arguments: str) -> dict[str, Any]:
    """The result of one module on the implicit localhost."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "AUTO_FACTORY_"))}
    output = home.parent / "out"
    env = {**kept, "ANSIBLE_COLLECTIONS_PATH": str(TREE), "AUTO_FACTORY_HOME": str(home)}
    program = str(Path(sys.executable).with_name("ansible"))
    done = subprocess.run(
        [program, "localhost", "-m", f"auto.factory.{module}", "--tree", str(output), *arguments],
        env=env, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    result: dict[str, Any] = json.loads((output / "localhost").read_text())
    result["exit_code"] = done.returncode
    return result


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal with one change on two devices, one of them undecided."""
    home = tmp_path / "home"
    recorder = Recorder(open_store(home=home), "run1", {"user": "alice"}, {"kind": "person"}, redact=lambda value: value)
    for host in ("r1", "r2"):
        recorder.record(
            "transaction.transition", host=host, state="armed", change_id="CHG1", transaction_id=f"t-{host}", ticket="T1"
        )
    recorder.record("transaction.outcome", host="r1", state="confirmed", change_id="CHG1", transaction_id="t-r1")
    recorder.close()
    return home


def test_the_recent_changes_are_shown(home: Path) -> None:
    """Without arguments: where the journal lies, the changes, and what is undecided."""
    result = call(home, "journal_info")
    assert result["path"] == str(home / "journal.db")
    assert result["changed"] is False
    [change] = result["changes"]
    assert (change["change_id"], change["ticket"], change["devices"]["r1"]["outcome"]) == ("CHG1", "T1", "confirmed")
    assert [item["host"] for item in result["pending"]] == ["r2"]
    assert "events" not in result


def test_events_are_returned_when_asked_for(home: Path) -> None:
    """The events of one device, in check mode too."""
    result = call(home, "journal_info", "-a", "host=r1 events=true", "--check")
    assert [(event["kind"], event["state"]) for event in result["events"]] == [
        ("transaction.transition", "armed"),
        ("transaction.outcome", "confirmed"),
    ]


def test_a_wrong_option_is_an_error_with_its_cure(home: Path) -> None:
    """A limit of nothing is refused."""
    result = call(home, "journal_info", "-a", "limit=0")
    assert result["exit_code"] == 2
    assert result["error"]["code"] == "input"
    assert "limit" in result["error"]["where"]


def test_a_journal_right_after_a_change_verifies(home: Path) -> None:
    """No set-up, no arguments: it passes, in check mode too."""
    result = call(home, "verify_journal", "--check")
    assert (result["ok"], result["runs"], result["events"], result["problems"], result["changed"]) == (True, 1, 3, [], False)


def test_a_cut_journal_fails_and_names_the_rows(home: Path) -> None:
    """The last row taken out with SQLite's own tool makes the task fail, naming it."""
    connection = sqlite3.connect(home / "journal.db")
    with connection:
        connection.execute("DELETE FROM events WHERE position = 3")
    connection.close()
    result = call(home, "verify_journal")
    assert result["exit_code"] == 2
    assert result["error"]["code"] == "journal_tampered"
    assert "positions 3 to 3; last run run1 seq 3" in result["msg"]
    assert result["problems"][0]["code"] == "cut"


def test_a_missing_copy_of_the_anchor_is_an_error(home: Path) -> None:
    """A wrong path is not taken for an empty anchor."""
    assert "anchor" in call(home, "verify_journal", "-a", "anchor=/nowhere")["error"]["where"]


def test_no_journal_is_no_error(tmp_path: Path) -> None:
    """On a fresh machine both answer, and leave nothing behind."""
    assert call(tmp_path / "none", "journal_info")["changes"] == []
    assert call(tmp_path / "none", "verify_journal")["ok"]
    assert not (tmp_path / "none").exists()

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever changes the journal with SQLite's own tool is found out, and what he touched is named."""

# ruff: noqa: S608 - the test plays the forger; nothing in its statements comes from outside

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import JournalError
from ansible_collections.auto.factory.plugins.module_utils.journal.anchor import Anchor
from ansible_collections.auto.factory.plugins.module_utils.journal.chain import Row, event_hash, store_head
from ansible_collections.auto.factory.plugins.module_utils.journal.keys import load_signer
from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import Recorder
from ansible_collections.auto.factory.plugins.module_utils.journal.verify import Report, verify

Making = Callable[..., Recorder]
COLUMNS = [name for name in Row._fields if name != "position"]


def sql(home: Path, *statements: str) -> None:
    connection = sqlite3.connect(home / "journal.db")
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def found(recorder: Recorder) -> tuple[set[str], str]:
    """The codes found, and all that was said about them."""
    report = verify(recorder.store)
    assert report.ok is (not report.problems)
    return {problem["code"] for problem in report.problems}, " ".join(f"{p['what']} {p['where']}" for p in report.problems)


def test_an_untouched_journal_holds(change: Recorder) -> None:
    """Right after a change, verification passes without any set-up."""
    assert verify(change.store) == Report(ok=True, runs=2, events=12, unanchored=0, keys=verify(change.store).keys, problems=[])


def test_no_journal_holds(make: Making, home: Path) -> None:
    """A journal nobody has written yet is no alarm, and asking makes no file."""
    report = verify(make().store)
    assert report.ok
    assert report.events == 0
    assert not home.exists()


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("position", [1, 6, 7, 12], ids=["first", "end of a run", "start of a run", "last"])
def test_an_edit_of_any_column_is_found(change: Recorder, home: Path, column: str, position: int) -> None:
    """There is no column of any row that can be edited unnoticed; the row is named."""
    sql(home, f"UPDATE events SET \"{column}\" = 'forged' WHERE position = {position}")
    codes, words = found(change)
    assert codes
    assert f"position {position}" in words


@pytest.mark.parametrize("column", ["change_id", "host", "reason", "seal"])
def test_null_and_empty_differ(change: Recorder, home: Path, column: str) -> None:
    """Emptying a column is an edit too."""
    sql(home, f"UPDATE events SET {column} = NULL WHERE position = 12", f"UPDATE events SET {column} = '' WHERE position = 5")
    _codes, words = found(change)
    assert "position 12" in words
    assert "position 5" in words


def test_an_edit_is_one_problem(change: Recorder, home: Path) -> None:
    """One edited row is reported once, by its id, run and seq, and not as a storm."""
    sql(home, "UPDATE events SET state = 'confirmed' WHERE position = 9")
    [problem] = verify(change.store).problems
    assert problem["code"] == "edited"
    assert "position 9, run run2, seq 3, host r2" in problem["where"]


@pytest.mark.parametrize("position", [1, 3, 6, 7])
def test_a_removed_row_is_found(change: Recorder, home: Path, position: int) -> None:
    """A row taken out of the middle leaves a hole that is named."""
    sql(home, f"DELETE FROM events WHERE position = {position}")
    codes, words = found(change)
    assert codes == {"missing"}
    assert f"position {position}" in words
    assert "run run" in words


def test_a_hole_closed_by_renumbering_is_found(change: Recorder, home: Path) -> None:
    """Renumbering the rows behind a removed one does not hide it."""
    sql(home, "DELETE FROM events WHERE position = 4", "UPDATE events SET position = position - 1 WHERE position > 4")
    codes, _words = found(change)
    assert "edited" in codes


@pytest.mark.parametrize("count", [1, 2, 6, 11])
def test_a_cut_tail_is_found(change: Recorder, home: Path, count: int) -> None:
    """The last rows cannot be cut off unnoticed, not even right after the change."""
    sql(home, f"DELETE FROM events WHERE position > {12 - count}")
    report = verify(change.store)
    assert [problem["code"] for problem in report.problems] == ["cut"]
    assert f"{count} event(s)" in report.problems[0]["what"]
    assert "run run2 seq 6" in report.problems[0]["where"]


def test_a_cut_tail_written_over_is_found(change: Recorder, home: Path) -> None:
    """Going on after cutting the tail does not heal the journal."""
    sql(home, "DELETE FROM events WHERE position > 10")
    change.record("task.result")
    change.record("task.result")
    change.record("task.result")
    change.close()
    codes, _words = found(change)
    assert codes == {"replaced"}


@pytest.mark.parametrize("run", ["run1", "run2"])
def test_a_removed_run_is_found(change: Recorder, home: Path, run: str) -> None:
    """A whole run cannot be taken out."""
    sql(home, f"DELETE FROM events WHERE run_id = '{run}'")
    _codes, words = found(change)
    assert run in words


def test_an_emptied_journal_is_found(change: Recorder, home: Path) -> None:
    """Nor all of it, be it with its file."""
    sql(home, "DELETE FROM events")
    assert found(change)[0] == {"cut"}
    (home / "journal.db").unlink()
    assert found(change)[0] == {"cut"}


@pytest.mark.parametrize("place", ["position + 100", "-position", "0"])
def test_a_copied_row_is_found(change: Recorder, home: Path, place: str) -> None:
    """A row inserted by hand is found wherever it is put."""
    rest = ", ".join(f'"{name}"' for name in COLUMNS)
    sql(home, f"INSERT INTO events (position, {rest}) SELECT {place}, {rest} FROM events WHERE position = 3")
    _codes, words = found(change)
    assert words


def test_a_well_made_row_at_the_end_is_found(change: Recorder, home: Path) -> None:
    """Who knows the chain's formula but not the key cannot add an event."""
    [*_rest, last] = change.store.rows()
    row = last._replace(position=13, seq=7, id="f" * 32, previous=last.hash, seal=None)
    row = row._replace(hash=event_hash(row.previous, (*row[:15], row.data_hash)))
    row = row._replace(head=store_head(last.head, row.hash))
    for seal in (None, last.seal):
        connection = sqlite3.connect(home / "journal.db")
        with connection:
            connection.execute("DELETE FROM events WHERE position = 13")
            connection.execute(f"INSERT INTO events VALUES ({', '.join('?' * len(row))})", row._replace(seal=seal))
        connection.close()
        codes, words = found(change)
        assert codes & {"inserted", "seal"}
        assert "position 13" in words


def test_swapped_rows_are_found(change: Recorder, home: Path) -> None:
    """Two events cannot change places."""
    sql(
        home,
        "UPDATE events SET position = 100 WHERE position = 3",
        "UPDATE events SET position = 3 WHERE position = 4",
        "UPDATE events SET position = 4 WHERE position = 100",
    )
    _codes, words = found(change)
    assert "position 3" in words
    assert "position 4" in words


def test_a_whole_forged_chain_is_found(change: Recorder, home: Path) -> None:
    """Who edits an event and computes every later hash anew still lacks the key, also when he rewrites the anchor."""
    rows, head, previous = [], "0" * 64, {"": "0" * 64}
    for row in change.store.rows():
        state = "confirmed" if row.position == 12 else row.state
        before = previous.get(row.run_id, previous[""])
        forged = row._replace(state=state, previous=before)
        hash_ = event_hash(before, (*forged[:15], forged.data_hash))
        head = store_head(head, hash_)
        previous[row.run_id] = previous[""] = hash_
        rows.append(forged._replace(hash=hash_, head=head))
    connection = sqlite3.connect(home / "journal.db")
    with connection:
        connection.execute("DELETE FROM events")
        connection.executemany(f"INSERT INTO events VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.close()
    assert found(change)[0]
    (home / "journal.anchor").unlink()
    for row in rows:
        Anchor(home / "journal.anchor").append(row)
    codes, words = found(change)
    assert codes == {"seal"}
    assert "position 12" in words


def test_an_anchor_gone_or_edited_is_found(change: Recorder, home: Path) -> None:
    """The anchor itself cannot be removed, edited or extended."""
    anchor = home / "journal.anchor"
    text = anchor.read_text()
    anchor.unlink()
    assert found(change)[0] == {"anchor_missing"}
    anchor.write_text(text.replace(" run2 ", " run3 "))
    assert "anchor_edited" in found(change)[0]
    anchor.write_text(text + text.splitlines()[-1].replace("12 ", "13 ", 1) + "\n")
    assert found(change)[0] == {"anchor_edited"}
    anchor.write_text(text + "nonsense\n")
    assert found(change)[0] == {"anchor_damaged"}


def test_a_copy_of_the_anchor_kept_elsewhere_speaks(change: Recorder, home: Path, tmp_path: Path) -> None:
    """Where database and anchor fell back together, a copy of the anchor still knows."""
    copy = tmp_path / "copy.anchor"
    anchor = home / "journal.anchor"
    copy.write_text(anchor.read_text())
    anchor.write_text("".join(anchor.read_text().splitlines(keepends=True)[:-2]))
    sql(home, "DELETE FROM events WHERE position > 10")
    assert verify(change.store).ok
    report = verify(change.store, anchor=copy, public_key=home / "journal.pub")
    assert [problem["code"] for problem in report.problems] == ["cut"]


@pytest.mark.parametrize("end", ["", "12 2026", "\0\0\0"])
def test_a_database_ahead_of_its_anchor_is_no_alarm(change: Recorder, home: Path, end: str) -> None:
    """A controller killed, or a machine without power, between the two writes leaves a journal that holds, then and later."""
    anchor = home / "journal.anchor"
    anchor.write_text("".join(anchor.read_text().splitlines(keepends=True)[:-1]) + end)
    report = verify(change.store)
    assert (report.ok, report.unanchored) == (True, 1)
    change.record("task.result")
    assert verify(change.store).ok


def test_a_line_of_the_anchor_torn_anywhere_is_no_alarm(change: Recorder, home: Path) -> None:
    """A kill may tear the anchor's last line at any character: the next commit ends it, and the journal holds."""
    anchor = home / "journal.anchor"
    *whole, last = anchor.read_text().splitlines(keepends=True)
    [*_rest, row] = change.store.rows()
    for length in range(len(last)):
        anchor.write_text("".join(whole) + last[:length])
        Anchor(anchor).append(row)
        assert verify(change.store).problems == []


def test_killed_after_its_first_commit_ever(make: Making, home: Path) -> None:
    """A journal whose first writer was killed before there was an anchor holds."""
    make().record("run.started")
    (home / "journal.anchor").unlink()
    assert verify(make().store) == Report(ok=True, runs=1, events=1, unanchored=1, keys=verify(make().store).keys, problems=[])


def test_a_damaged_file_is_said_to_be(change: Recorder, home: Path) -> None:
    """A file that is no database any more is a finding, not a traceback."""
    (home / "journal.db").write_bytes(b"no database" * 1000)
    assert "unreadable" in found(change)[0]


def test_a_new_key_leaves_old_seals_provable(change: Recorder, home: Path) -> None:
    """A key that was lost and made anew is published beside the old one; the journal holds, with the public file alone too."""
    (home / "journal.key").unlink()
    load_signer.cache_clear()
    change.record("task.result")
    change.close()
    assert len((home / "journal.pub").read_text().splitlines()) == 2
    for public_key in (None, home / "journal.pub"):
        report = verify(change.store, public_key=public_key)
        assert (report.ok, len(report.keys)) == (True, 2)


def test_the_anchor_may_lie_elsewhere(make: Making, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment names another disk for the anchor, and verification looks there."""
    monkeypatch.setenv("AUTO_FACTORY_ANCHOR", str(tmp_path / "other" / "disk.anchor"))
    recorder = make()
    recorder.record("run.started")
    recorder.record("run.finished")
    recorder.close()
    assert (tmp_path / "other" / "disk.anchor").exists()
    assert not (home / "journal.anchor").exists()
    sql(home, "DELETE FROM events WHERE position = 2")
    assert found(recorder)[0] == {"cut"}


def test_a_copy_without_a_public_key_is_an_error(change: Recorder, tmp_path: Path) -> None:
    """A wrong file is not taken for proof of forgery."""
    (tmp_path / "copy.pub").write_text("")
    with pytest.raises(JournalError, match="no public key"):
        verify(change.store, public_key=tmp_path / "copy.pub")

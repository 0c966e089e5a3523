# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is recorded, how it is kept private, and what happens when it cannot be."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.redact import redact_value
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError, JournalError, UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.journal import keys
from ansible_collections.auto.factory.plugins.module_utils.journal import recorder as recording
from ansible_collections.auto.factory.plugins.module_utils.journal.event import canonical
from ansible_collections.auto.factory.plugins.module_utils.journal.recorder import Recorder, open_recorder
from ansible_collections.auto.factory.plugins.module_utils.journal.sqlite import SqliteStore
from ansible_collections.auto.factory.plugins.module_utils.journal.store import open_store
from ansible_collections.auto.factory.plugins.module_utils.journal.verify import verify

Making = Callable[..., Recorder]


def test_an_event_comes_back_as_it_was_recorded(make: Making) -> None:
    """Everything handed in is in the store, with run, sequence and time."""
    recorder = make()
    event = recorder.record(
        "transaction.outcome", host="r1", state="confirmed", change_id="CHG1", transaction_id="t1", reason="Why", ticket="T1",
        approvals=[{"by": "bob"}], data={"diff": "+ ntp", "seconds": 1.5, "ü": None},
    )  # fmt: skip
    [row] = recorder.store.rows()
    assert row.event() == event
    assert (event.run_id, event.seq, event.actor, event.trigger["kind"]) == ("run1", 1, {"user": "alice"}, "person")


def test_buffered_events_follow_in_order(make: Making) -> None:
    """Buffered events stand before the durable one that comes after them."""
    recorder = make()
    for number in range(5):
        recorder.record("task.result", state=str(number), durable=False)
    assert list(recorder.store.rows()) == []
    assert recorder.record("run.finished").seq == 6
    assert [row.state for row in recorder.store.rows()] == ["0", "1", "2", "3", "4", None]


def test_a_hundred_results_are_one_commit(make: Making) -> None:
    """Task results reach the store without anybody asking, a hundred at a time."""
    recorder = make()
    for _number in range(101):
        recorder.record("task.result", durable=False)
    rows = list(recorder.store.rows())
    assert len(rows) == 100
    assert [row.position for row in rows if row.seal] == [100]


def test_everything_is_private(make: Making, home: Path) -> None:
    """The folder is the user's own, and so is every file in it."""
    recorder = make()
    recorder.record("run.started")
    recorder.record("task.result", durable=False)
    assert home.stat().st_mode & 0o777 == 0o700
    assert {file.name: oct(file.stat().st_mode & 0o077) for file in home.rglob("*") if file.is_file()} == {
        file.name: "0o0" for file in home.rglob("*") if file.is_file()
    }


def test_secrets_do_not_enter(make: Making, home: Path) -> None:
    """Passwords, keys and communities are in no file of the journal, not even in the spool."""
    recorder = make(redact=redact_value)
    secrets = ("hunter2hunter2", "s3cr3tcommunity", "$9$abcdefghijklmn$opqrstuvwxyz", "094F471A1A0A")
    data = {
        "password": secrets[0],
        "diff": f"+ snmp-server community {secrets[1]} RO\n+ enable secret 9 {secrets[2]}\n+ username bob password 7 {secrets[3]}",
    }
    recorder.record("task.result", data=data, reason=f"password {secrets[0]}")
    recorder.record("task.result", data=data, durable=False)
    held = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert [secret for secret in secrets if secret.encode() in held] == []
    assert b"<secret:" in held


def test_no_record_without_redaction(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recorder is always made with the redaction of the configuration room."""
    monkeypatch.setattr(recording, "_redactor", lambda: lambda _value: {"reason": None, "approvals": [], "data": {"all": "gone"}})
    recorder = open_recorder(home=home, actor={}, trigger={})
    assert recorder.record("error", data={"x": 1}).data == {"all": "gone"}
    recorder.close()


def test_a_home_that_cannot_be_made_is_an_error_with_a_cure(tmp_path: Path, make: Making) -> None:
    """Where the journal cannot be written, recording fails before the device is touched, and says what to do."""
    (tmp_path / "file").write_text("")
    recorder = Recorder(open_store(home=tmp_path / "file" / "home"), "run1", {}, {}, redact=lambda value: value)
    assert not recorder.healthy()
    with pytest.raises(JournalError, match="Cure"):
        recorder.record("run.started")
    with pytest.raises(JournalError, match="spool"):
        recorder.record("run.started", durable=False)
    assert make().healthy()


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc/self/ns").exists(), reason="needs a folder that even root cannot write")
def test_a_read_only_place_is_an_error() -> None:
    """A folder nobody can write is said to be so."""
    recorder = Recorder(open_store(home="/proc/auto-factory"), "run1", {}, {}, redact=lambda value: value)
    with pytest.raises(JournalError):
        recorder.record("run.started")


def test_a_full_disk_is_an_error_and_harms_nothing(make: Making) -> None:
    """When the disk is full the event is refused with its cure; with space again, the chain goes on whole."""
    recorder = make()
    recorder.record("run.started")
    store = recorder.store
    assert isinstance(store, SqliteStore)
    connection = store._connect()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JournalError, match="Free some space"):
        recorder.record("task.result", data={"big": "x" * 100_000})
    connection.execute("PRAGMA max_page_count = 1000000")
    assert recorder.record("task.result").seq == 2
    assert verify(store).ok


def test_results_wait_in_the_spool_while_the_store_is_away(make: Making, home: Path) -> None:
    """A store that is locked costs delay, not events: they wait on disk and enter later."""
    recorder = make()
    recorder.record("run.started")
    store = recorder.store
    assert isinstance(store, SqliteStore)
    store.close()
    store._timeout = 0.01
    blocker = sqlite3.connect(home / "journal.db", isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    for _number in range(150):
        recorder.record("task.result", durable=False)
    with pytest.raises(JournalError, match="Another process"):
        recorder.flush()
    blocker.close()
    recorder.flush()
    assert (verify(store).ok, verify(store).events) == (True, 151)


def test_what_is_no_database_is_said_to_be_none(make: Making, home: Path) -> None:
    """A journal overwritten by something else is an error with its cure."""
    home.mkdir()
    (home / "journal.db").write_bytes(b"this is text" * 500)
    with pytest.raises(JournalError, match="Move the file away"):
        make().record("run.started")


@pytest.mark.parametrize("content", ["", "ed25519 AAAA\n", "rot13 " + "A" * 43 + "=\n"])
def test_a_damaged_key_is_an_error(make: Making, home: Path, content: str) -> None:
    """A key file without a key is never silently replaced."""
    home.mkdir()
    (home / "journal.key").write_text(content)
    with pytest.raises(JournalError, match=r"journal\.key"):
        make().record("run.started")


def test_without_cryptography_the_journal_is_sealed_all_the_same(make: Making, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is missing, seals are keyed hashes, and the key file says so."""
    monkeypatch.setattr(keys, "HAS_CRYPTOGRAPHY", False)
    recorder = make()
    recorder.record("run.started")
    assert (home / "journal.key").read_text().startswith("hmac-sha256 ")
    assert verify(recorder.store).ok
    connection = sqlite3.connect(home / "journal.db")
    with connection:
        connection.execute("UPDATE events SET kind = 'x'")
    connection.close()
    assert not verify(recorder.store).ok


@pytest.mark.parametrize(
    ("url", "path"),
    [("sqlite:////srv/j.db", "/srv/j.db"), ("sqlite:///srv/j.db", "/srv/j.db"), ("sqlite:///~/j.db", str(Path.home() / "j.db"))],
)
def test_a_store_is_named_by_its_url(url: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The URL may come from the option or from the environment; a path is always absolute."""
    assert open_store(url).place == path
    monkeypatch.setenv("AUTO_FACTORY_STORE", url)
    assert open_store().place == path


def test_unknown_stores_are_refused() -> None:
    """PostgreSQL is said to be unsupported in this release, nonsense to be nonsense."""
    with pytest.raises(UnsupportedError, match="unsupported"):
        open_store("postgresql://db/journal")
    with pytest.raises(InputError, match="not a store"):
        open_store("journal.db")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ({"ü": "\u2028"}, '{"ü":"\u2028"}'),
        ({1: "one", "a": {3, 1, 2}}, '{"1":"one","a":[1,2,3]}'),
        ([float("nan"), float("inf"), 1e300], '["nan","inf",1e+300]'),
        ({"raw": b"\xff", "path": Path("/x")}, '{"path":"/x","raw":"\ufffd"}'),
        ("\udcff", '"\\udcff"'),
    ],
)
def test_every_value_has_a_canonical_text(value: object, text: str) -> None:
    """Whatever a module returns can be recorded, in one way only, and read back as JSON."""
    assert canonical(value) == text
    json.loads(canonical(value))
    canonical(value).encode()


def test_a_journal_of_a_newer_release_is_left_alone(make: Making, home: Path) -> None:
    """An older release does not write into a newer one's journal."""
    make().record("run.started")
    connection = sqlite3.connect(home / "journal.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(JournalError, match=r"Update auto\.factory"):
        make().record("run.started")


def test_a_journal_killed_at_birth_is_born_later(make: Making, home: Path) -> None:
    """A file without its table, which a killed process may leave, is empty to readers and made whole by the next writer."""
    home.mkdir()
    (home / "journal.db").write_bytes(b"")
    assert verify(make().store).ok
    make().record("run.started")
    assert verify(make().store).events == 1

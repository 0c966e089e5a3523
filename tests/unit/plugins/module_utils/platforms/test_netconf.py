# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The NETCONF driver where the conformance suite's server never goes: servers that lack something, and those that differ."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import (
    ChangedSinceError,
    DeadManError,
    PendingTrialError,
    RejectedLineError,
    UndoError,
)
from ansible_collections.auto.factory.plugins.module_utils.platforms import netconf
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.netconf_facts import quirks_for
from ansible_collections.auto.factory.plugins.module_utils.session.netconf import RpcError, RpcRefusedError
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.plugins.module_utils.xmltext import Element, read

TARGET = Target("r1", "192.0.2.1", 830, Credentials("netops"), "auto.factory.netconf", transport="netconf")
EDIT = ('<system xmlns="urn:x">', "  <user>", "    <name>u</name>", "    <password>geheim</password>", "  </user>", "</system>")
TRIAL = Trial("af-1", EDIT, (), "", 90)
GROWN = '<data><system xmlns="urn:x"><a>1</a></system></data>'
ALL = ("candidate:1.0", "confirmed-commit:1.1", "confirmed-commit:1.0")


class Server:
    """Answers of a test's choice: ``refuse`` maps the beginning of an operation to the tag of the error it gets."""

    def __init__(self, *offered, refuse=None, answers=None):
        self.offered, self.refuse, self.answers = offered, refuse or {}, answers or {}
        self.capabilities = frozenset()
        self.asked = []
        self.target = TARGET

    def open(self):
        """There it is."""
        return self

    def offers(self, capability):
        """What the test said."""
        return capability in self.offered

    def call(self, operation, timeout=None):
        """Remember it; refuse or answer."""
        self.asked.append(operation)
        for begin, error in self.refuse.items():
            if operation.startswith(begin):
                raise RpcRefusedError(begin, (error,), "r1")
        made = Element("rpc-reply")
        found = next((text for begin, text in self.answers.items() if operation.startswith(begin)), "<data/>")
        made.children = read(found)[0]
        return made

    def close(self):
        """Nothing to let go."""


def driver(monkeypatch, server, network_os="auto.factory.netconf"):
    """A driver on that server."""
    monkeypatch.setattr(netconf, "NetconfSession", lambda target: server)
    return netconf.NetconfDriver(TARGET, quirks_for(network_os))


@pytest.mark.parametrize(
    ("offered", "named"),
    [(("confirmed-commit:1.1",), ":candidate:1.0"), (("candidate:1.0", "confirmed-commit:1.0"), ":confirmed-commit:1.1")],
    ids=["no candidate", "a trial that dies with its session"],
)
def test_a_server_without_what_it_takes_is_refused_untouched(monkeypatch, offered, named):
    """The capability is named, and nothing was sent."""
    server = Server(*offered)
    with pytest.raises(DeadManError, match=named):
        driver(monkeypatch, server).preflight(TRIAL)
    assert server.asked == []


def test_a_candidate_in_use_is_left_alone(monkeypatch):
    """Somebody's edits there are not thrown away, and who it is is said."""
    server = Server(*ALL, refuse={"<lock": RpcError("lock-denied", "locked", session="12")})
    with pytest.raises(PendingTrialError, match="session 12"):
        driver(monkeypatch, server).preflight(TRIAL)
    assert not any("discard" in operation for operation in server.asked)


def test_the_timer_is_seconds_as_text_and_the_token_is_the_changes_id(monkeypatch):
    """What is sent, to the letter."""
    server = Server(*ALL)
    made = driver(monkeypatch, server)
    made.apply(TRIAL)
    assert server.asked[0] == "<commit><confirmed/><confirm-timeout>90</confirm-timeout><persist>af-1</persist></commit>"
    made.undo(TRIAL)
    assert server.asked[-1] == "<cancel-commit><persist-id>af-1</persist-id></cancel-commit>"


def test_edits_that_others_left_in_the_candidate_are_not_confirmed_along(monkeypatch):
    """A confirmation commits the candidate as it is then."""
    server = Server(*ALL, answers={"<get-config><source><candidate/>": '<data><system xmlns="urn:x"><a>1</a></system></data>'})
    with pytest.raises(DeadManError, match="candidate"):
        driver(monkeypatch, server).confirm(TRIAL)
    assert not any(operation.startswith("<commit") for operation in server.asked)


def test_a_trial_that_cannot_be_cancelled_is_said_while_something_is_pending(monkeypatch):
    """Where nothing is pending, there is nothing to cancel, and that is fine."""
    no = RpcError("invalid-value", "no such token")
    busy = {"<cancel-commit": no, "<lock><target><running": RpcError("in-use", "pending")}
    with pytest.raises(UndoError):
        driver(monkeypatch, Server(*ALL, refuse=busy)).undo(TRIAL)
    driver(monkeypatch, Server(*ALL, refuse={"<cancel-commit": no})).undo(TRIAL)


def test_a_refused_line_is_found_by_its_path_and_shown_without_its_secret(monkeypatch):
    """The element of the edit that the server's path names."""
    error = RpcError("invalid-value", "too short", path="/system/user[name='u']/password")
    server = Server(*ALL, refuse={"<edit-config": error})
    with pytest.raises(RejectedLineError) as raised:
        driver(monkeypatch, server).arm(TRIAL)
    assert raised.value.line.startswith("<password")
    assert "geheim" not in str(raised.value)
    assert "<discard-changes/>" in server.asked


def test_no_validation_is_asked_for_before_a_commit(monkeypatch):
    """After an explicit one, netconfd 2.13 commits nothing; test-then-set and the commit validate anyway."""
    server = Server(*ALL, "validate:1.1")
    made = driver(monkeypatch, server)
    made.arm(TRIAL)
    made.apply(TRIAL)
    assert not any(operation.startswith("<validate") for operation in server.asked)
    assert any("<test-option>test-then-set</test-option>" in operation for operation in server.asked)


def test_junos_has_no_token_and_is_asked_and_undone_in_its_own_way(monkeypatch):
    """From its documentation: confirmed-commit 1.0, whose timer is the device's; rollback 1 and a commit take it back."""
    told = {"<get-commit-revision": "<commit-revision-information><comment>commit confirmed, rollback in 2mins</comment>"
                                    "</commit-revision-information>"}  # fmt: skip
    server = Server("candidate:1.0", "confirmed-commit:1.0", answers=told)
    made = driver(monkeypatch, server, "junipernetworks.junos.junos")
    made.preflight(TRIAL)
    assert made.pending() is not None
    made.apply(TRIAL)
    assert "persist" not in "".join(server.asked)
    made.undo(TRIAL)
    assert [asked for asked in server.asked if asked.startswith(("<load", "<commit/"))] == [
        '<load-configuration rollback="1"/>',
        "<commit/>",
    ]
    assert "<unlock><target><candidate" in server.asked[-1]
    quiet = Server("candidate:1.0", "confirmed-commit:1.0")
    driver(monkeypatch, quiet, "junipernetworks.junos.junos").undo(TRIAL)
    assert not any("rollback" in operation for operation in quiet.asked)  # nothing of ours is pending: nobody's commit is undone


def test_junos_is_not_taken_back_to_anything_but_what_was_before(monkeypatch):
    """When the timer was faster, the step back leads to the change itself: it is thrown away, not committed."""
    told = {
        "<get-commit-revision": "<comment>commit confirmed, rollback in 2mins</comment>",
        "<get-config><source><candidate": GROWN,
    }
    server = Server("candidate:1.0", "confirmed-commit:1.0", answers=told)
    with pytest.raises(UndoError, match="does not lead"):
        driver(monkeypatch, server, "junipernetworks.junos.junos").undo(TRIAL)
    assert "<commit/>" not in server.asked
    assert server.asked[-2:] == ["<discard-changes/>", "<unlock><target><candidate/></target></unlock>"]


def test_edits_that_others_left_in_the_candidate_are_not_thrown_away(monkeypatch):
    """Where a server gives the lock of an edited candidate: refused, unlocked, and their edits are still there."""
    server = Server(*ALL, answers={"<get-config><source><candidate/>": GROWN})
    for step in ("arm", "preview"):
        with pytest.raises(PendingTrialError, match="edits are in the candidate"):
            getattr(driver(monkeypatch, server), step)(TRIAL)
        assert server.asked[-1] == "<unlock><target><candidate/></target></unlock>"
    assert not any(operation.startswith(("<discard", "<edit", "<commit")) for operation in server.asked)


def test_a_change_of_running_before_the_lock_is_seen(monkeypatch):
    """Between the last look and the lock somebody may have committed: what was computed for another configuration is not sent."""
    server = Server(*ALL, answers={"<get-config": GROWN})
    with pytest.raises(ChangedSinceError):
        driver(monkeypatch, server).arm(TRIAL)
    assert server.asked[-1] == "<unlock><target><candidate/></target></unlock>"
    assert not any(operation.startswith(("<discard", "<edit")) for operation in server.asked)


def test_a_refused_commit_leaves_nothing_in_the_candidate(monkeypatch):
    """Not every server forgets the candidate with the session."""
    server = Server(*ALL, refuse={"<commit": RpcError("in-use", "busy")})
    made = driver(monkeypatch, server)
    made.arm(TRIAL)
    with pytest.raises(PendingTrialError):
        made.apply(TRIAL)
    assert server.asked[-2:] == ["<discard-changes/>", "<unlock><target><candidate/></target></unlock>"]


def test_the_servers_words_are_shown_without_the_secret_they_repeat(monkeypatch):
    """Some say which value they refuse."""
    error = RpcError("invalid-value", "'geheim' is too short", path="/system/user[name='u']/password")
    with pytest.raises(RejectedLineError) as raised:
        driver(monkeypatch, Server(*ALL, refuse={"<edit-config": error})).arm(TRIAL)
    assert "geheim" not in str(raised.value)
    assert "is too short" in str(raised.value)


def test_the_model_is_asked_of_the_server_once(monkeypatch):
    """Also of modules that only its library names; in the first line of the configuration, the keys are there."""
    module = 'module x { namespace "urn:x"; list user { key "realm name"; } }'
    answers = {
        "<get-config": '<data><system xmlns="urn:x"><user><realm>a</realm><name>b</name></user></system></data>',
        "<get>": "<data><modules-state><module><name>x</name><namespace>urn:x</namespace></module></modules-state></data>",
        "<get-schema": f"<data>{module}</data>",
    }
    server = Server(*ALL, answers=answers)
    monitoring = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring"
    library = "urn:ietf:params:netconf:capability:yang-library:1.0?revision=2016-06-21"
    server.capabilities = frozenset({f"{monitoring}?module=ietf-netconf-monitoring", library})
    made = driver(monkeypatch, server)
    assert made.running() == made.running()
    assert made.running().startswith("<!-- yang: of urn:x; list user realm name -->")
    assert sum(operation.startswith("<get-schema") for operation in server.asked) == 1

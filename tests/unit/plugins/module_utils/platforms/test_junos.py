# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos shares its candidate with everybody: what is not ours is neither committed, nor lost, nor confirmed."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import equivalent
from ansible_collections.auto.factory.plugins.module_utils.errors import (
    DeadManError,
    PendingTrialError,
    RejectedLineError,
    UndoError,
)
from ansible_collections.auto.factory.plugins.module_utils.platforms import junos
from ansible_collections.auto.factory.plugins.module_utils.platforms.terminal import refusal

from . import junosbed
from .junosbed import OS, started, trial

devices, device, open_driver = junosbed.devices, junosbed.device, junosbed.open_driver


@pytest.mark.parametrize("step", ["preview", "arm"])
def test_uncommitted_edits_of_others_are_in_the_way(device, open_driver, step):
    """A change would commit them, so it is refused; they stay as they are."""
    device.type("configure", "set system domain-name example.net")
    driver = open_driver()
    with pytest.raises(PendingTrialError, match="somebody else edits"):
        getattr(driver, step)(trial(driver))
    assert "domain-name" in device.type("configure", "show | compare")[1]
    assert "domain-name" not in device.running


def test_a_lock_of_somebody_else_is_respected(device, open_driver):
    """Refused with the device's words, and who it is."""
    device.type("configure exclusive", "set system domain-name example.net")
    driver = open_driver()
    with pytest.raises(PendingTrialError, match="locked by"):
        driver.arm(trial(driver))


def test_a_confirmation_commits_nothing_of_others(device, open_driver):
    """Somebody types into the shared candidate while our change waits: ours is confirmed, theirs stays uncommitted."""
    driver = open_driver()
    made = started(driver)
    device.type("configure", "set system domain-name example.net")
    fresh = open_driver()
    fresh.confirm(made)
    device.clock(advance=400)
    assert 'description "second floor"' in device.running
    assert "domain-name" not in device.running
    assert "domain-name" in device.type("configure", "show | compare")[1]


def test_the_history_alone_is_no_pending_commit(device, open_driver):
    """That a commit was a confirmed one is shown for good; it does not wait for ever."""
    driver = open_driver()
    driver.confirm(started(driver))
    assert "commit confirmed, rollback in 5mins" in driver.run(["show system commit"])["show system commit"]
    assert driver.pending() is None


def test_a_foreign_commit_is_not_confirmed(device, open_driver):
    """Our own has been rolled back meanwhile, and somebody else's waits now."""
    driver = open_driver()
    made = started(driver)
    device.clock(advance=400)
    device.type("configure", "set system domain-name example.net", "commit confirmed 5", "exit")
    with pytest.raises(DeadManError, match="somebody else"):
        driver.confirm(made)
    driver.undo(made)
    assert device.pending() is not None


def test_an_undo_that_others_are_in_the_way_of_says_so(device, open_driver):
    """Their edits are not thrown away for it: the device's own timer does it."""
    driver = open_driver()
    made = started(driver)
    device.type("configure", "set system domain-name example.net")
    with pytest.raises(UndoError, match="timer"):
        driver.undo(made)
    assert "domain-name" in device.type("configure", "show | compare")[1]
    device.clock(advance=400)
    assert "description old" in device.running


def test_what_only_the_commit_refuses_is_told(device, open_driver):
    """Every line was taken, the whole is wrong: the place and the reason are in the error, nothing has changed."""
    driver = open_driver()
    before = device.running
    made = trial(driver, ["set protocols bgp group peers neighbor 203.0.113.2 description x"])
    driver.arm(made)
    with pytest.raises(RejectedLineError, match=r"\[edit protocols bgp group peers\].*peer-as"):
        driver.apply(made)
    assert device.running == before
    assert device.pending() is None
    assert device.type("configure", "show | compare")[1] == ""


def test_a_preview_tells_what_the_commit_would_refuse(device, open_driver):
    """Also a preview asks the device to check the whole."""
    driver = open_driver()
    with pytest.raises(RejectedLineError, match="commit check"):
        driver.preview(trial(driver, ["set protocols bgp group peers neighbor 203.0.113.2 description x"]))
    assert device.type("configure exclusive")[0].startswith("warning")


def test_a_preview_shows_sections_and_lines(open_driver):
    """As the device writes them."""
    driver = open_driver()
    shown = driver.preview(trial(driver))
    assert shown == '[edit interfaces ge-0/0/1]\n-   description old;\n+   description "second floor";'


@pytest.mark.parametrize(
    "target",
    [
        pytest.param(
            "set system host-name r2\nset interfaces fxp0 unit 0 family inet address 192.0.2.13/24\n", id="as set statements"
        ),
        pytest.param(
            "system {\n    host-name r2;\n}\ninterfaces {\n    fxp0 {\n        unit 0 {\n            family inet {\n"
            "                address 192.0.2.13/24;\n            }\n        }\n    }\n}\n",
            id="in braces",
        ),
    ],
)
def test_a_whole_configuration_replaces_everything(device, open_driver, target):
    """What is not in the target is gone; somebody who looks meanwhile sees one commit."""
    driver = open_driver()
    driver.confirm(started(driver, commands=(), target=target))
    assert equivalent(driver.running(), target, OS)
    assert device.running.splitlines() == [
        "set system host-name r2",
        "set interfaces fxp0 unit 0 family inet address 192.0.2.13/24",
    ]


def test_a_session_that_breaks_leaves_a_clean_candidate(device, open_driver):
    """An exclusive session's edits go with it."""
    driver = open_driver()
    driver.arm(trial(driver))
    device.fault("drop")
    device.wait(lambda one: one.sessions() == 0)
    assert device.type("configure", "show | compare") == ["Entering configuration mode\n", ""]


def test_a_release_that_does_not_say_that_a_commit_waits_is_not_trusted(device, open_driver, monkeypatch):
    """Without a word about it the timer could not be watched: the change is not left to it."""
    driver = open_driver()
    made = trial(driver)
    driver.arm(made)
    monkeypatch.setattr(driver, "_history", lambda: ("0   2026-11-23 14:00:00 UTC by admin via cli\n", False))
    with pytest.raises(DeadManError, match="shows as pending"):
        driver.apply(made)


def test_where_a_check_does_not_confirm_a_commit_does(device, open_driver, monkeypatch):
    """And only when the candidate holds nothing of others."""
    driver = open_driver()
    made = started(driver)
    send = driver.session.send
    monkeypatch.setattr(
        driver.session,
        "send",
        lambda command, timeout=None: "configuration check succeeds" if command == "commit check" else send(command, timeout),
    )
    device.type("configure", "set system domain-name example.net")
    with pytest.raises(DeadManError, match="somebody's uncommitted edits"):
        driver.confirm(made)
    assert device.pending() is not None
    device.type("configure", "rollback 0")
    driver.confirm(made)
    assert device.pending() is None
    device.clock(advance=400)
    assert 'description "second floor"' in device.running


PENDING = [
    pytest.param(
        "0   2026-11-23 14:00:00 UTC by admin via cli commit confirmed, rollback in 5mins\n    af-1\n    rollback pending\n"
        "1   2026-11-23 13:00:00 UTC by root via other\n",
        ["0   2026-11-23 14:00:00 UTC by admin via cli commit confirmed, rollback in 5mins", "af-1", "rollback pending"],
        id="a comment and the mark",
    ),
    pytest.param(
        "0   2018-01-23 11:41:11 CET by lab via cli commit confirmed, rollback in 10mins\n\n"
        "# commit confirmed will be rolled back in 10 minutes\n{master:0}\nlab@r1> ",
        ["0   2018-01-23 11:41:11 CET by lab via cli commit confirmed, rollback in 10mins", "lab@r1>"],
        id="an old release, with what stands before its prompt",
    ),
    pytest.param("error: permission denied\n", [], id="no history"),
    pytest.param("1   2026-11-23 13:00:00 UTC by root via other\n", [], id="cut off at the top"),
]


@pytest.mark.parametrize(("answer", "rows"), PENDING)
def test_the_newest_commit_is_found(answer, rows):
    """With its comment and its mark, and nothing of the one before it."""
    assert junos._last_commit(answer) == rows


REFUSED = [
    pytest.param("                ^\nsyntax error.\n", id="not parsed"),
    pytest.param("          ^\nunknown command.\n", id="no such command"),
    pytest.param("                        ^\nmissing argument.\n", id="more is wanted"),
    pytest.param("error: configuration check-out failed: (statements constraint check failed)\n", id="the whole is wrong"),
    pytest.param("[edit interfaces]\n  'ge-0/0/9'\n    must not be here\nerror: commit failed\n", id="a refused commit"),
    pytest.param("   ^\ninvalid value '999' in ip address: '10.0.0.999'\n", id="no such address"),
    pytest.param("error: configuration database locked by:\n  root terminal p0 (pid 1)\n", id="locked"),
    pytest.param("error: permission denied: interfaces\n", id="not allowed"),
    pytest.param("re0:\nconfiguration check succeeds\nre1:\nerror: remote lock failed\n", id="the other engine"),
    pytest.param("re1: error: commit failed\n", id="the other engine, on one line"),
]


@pytest.mark.parametrize("answer", REFUSED)
def test_a_refusal_is_recognised(answer):
    """Whatever the device calls it."""
    assert refusal(answer, junos.WORDS)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "warning: statement not found\n",
        "load complete\n",
        'set interfaces ge-0/0/1 description "a numeric value is expected"\n',
        "commit complete\n",
        "configuration check succeeds\n",
        "re0:\nconfiguration check succeeds\nre1:\ncommit complete\nre0:\ncommit complete\n",
        "[edit interfaces]\n  'ge-0/0/1'\n    warning: could not find the port\ncommit complete\n",
        "commit confirmed will be automatically rolled back in 5 minutes unless confirmed\ncommit complete\n",
    ],
)
def test_other_words_are_no_refusal(answer):
    """Warnings and successes."""
    assert not refusal(answer, junos.WORDS)


@pytest.mark.parametrize(("wanted", "seconds"), [(1, 60), (60, 60), (61, 120), (3600, 3600)])
def test_the_timer_counts_minutes(wanted, seconds):
    """Rounded up, and at least one."""
    assert junos.CAPABILITIES.timer_seconds(wanted) == seconds


def test_what_is_written_to_every_terminal_is_no_answer():
    """The word that the timer has run out may land in the middle of an answer."""
    said = (
        "Broadcast Message from root@r1 (no tty) at 16:36 UTC...\r\n\r\nCommit was not confirmed; automatic rollback complete.\r\n"
    )
    heard = re.sub(junos.WORDS.dialect.noise, "", f"load complete\r\n\r\n{said}\r\nadmin@r1> ")
    assert heard.split() == ["load", "complete", "admin@r1>"]
    assert re.search(junos.WORDS.dialect.privileged_prompt, heard, re.MULTILINE)


def test_a_lock_of_somebody_else_keeps_a_confirmation_out(device, open_driver):
    """Nothing is confirmed, and that is said; the timer goes on."""
    driver = open_driver()
    made = started(driver)
    device.type("configure exclusive")
    with pytest.raises(DeadManError, match="locked"):
        driver.confirm(made)
    assert device.pending() is not None


def test_an_undo_leaves_a_shared_candidate_alone(device, open_driver):
    """A confirmation works in the shared candidate; when it breaks off there, what others have typed is not thrown away."""
    driver = open_driver()
    made = started(driver)
    device.type("configure", "set system domain-name example.net")
    driver._enter()
    with pytest.raises(UndoError):
        driver.undo(made)
    assert "domain-name" in device.type("configure", "show | compare")[1]


def test_a_release_that_says_it_in_configuration_mode_only_is_heard(device, open_driver, monkeypatch):
    """That a confirmed commit waits stands above that prompt in every release."""
    driver = open_driver()
    made = started(driver)
    history = driver._history
    monkeypatch.setattr(driver, "_history", lambda: (history()[0].replace("rollback pending", ""), False))
    assert driver.pending().owner == made.id
    device.clock(advance=400)
    assert driver.pending() is None


def test_a_commit_that_waits_is_seen_whatever_the_history_calls_it(device, open_driver, monkeypatch):
    """The device's own word above the prompt counts: a second confirmed commit would confirm the first."""
    driver = open_driver()
    monkeypatch.setattr(driver, "_history", lambda: ("0   2026-11-23 14:00:00 UTC by admin via netconf\n", True))
    assert driver.pending() is not None


@pytest.mark.parametrize("prompt", ["admin@r1> ", "admin> ", "admin@r1-re0.example> "])
def test_a_device_without_a_name_has_a_prompt_too(prompt):
    """A replacement may take the host name away."""
    assert re.search(junos.WORDS.dialect.privileged_prompt, prompt)


@pytest.mark.parametrize("step", ["preview", "arm"])
def test_a_confirmed_commit_that_somebody_has_just_started_is_not_confirmed(device, open_driver, step):
    """Between our look and our lock: a commit of ours, or its check, would confirm theirs."""
    driver = open_driver()
    made = trial(driver)
    device.type("configure", "set system domain-name example.net", "commit confirmed 5", "exit")
    with pytest.raises(PendingTrialError, match="just now"):
        getattr(driver, step)(made)
    assert device.pending() is not None
    device.clock(advance=400)
    assert "domain-name" not in device.running

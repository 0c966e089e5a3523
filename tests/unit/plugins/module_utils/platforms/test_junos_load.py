# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes to a Junos device by ``load set terminal``: statements only, all of them, and what it says of each."""

from __future__ import annotations

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from ansible_collections.auto.factory.plugins.module_utils.errors import (
    RejectedCommandError,
    RejectedLineError,
)
from ansible_collections.auto.factory.plugins.module_utils.platforms import junos
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

from . import junosbed
from .junosbed import CHANGE, ID, OS, started, trial

devices, device, open_driver = junosbed.devices, junosbed.device, junosbed.open_driver

ACTS = [
    pytest.param("commit", id="a commit without a timer"),
    pytest.param("run request system reboot", id="a reboot"),
    pytest.param("rollback 3", id="another candidate"),
    pytest.param("load override /var/tmp/x", id="a file"),
    pytest.param("delete", id="everything at once"),
    pytest.param("exit configuration-mode", id="the end of the session"),
]


@pytest.mark.parametrize("line", ACTS)
def test_what_is_no_statement_never_reaches_the_device(device, open_driver, line):
    """It would act at once: refused before anything is touched, in the preview and in the change."""
    driver = open_driver()
    made = trial(driver, [*CHANGE, line])
    for step in (driver.preflight, driver.arm):
        with pytest.raises(RejectedLineError, match="no statement"):
            step(made)
    assert not device.commands("^(configure|load|set (?!cli)|commit|run)")


KEYS = [
    pytest.param('set interfaces ge-0/0/1 description "a\x04b"', "control character", id="the end of the input"),
    pytest.param('set system login message "one\ncommit\ntwo"', "line end", id="a second line"),
    pytest.param("set system root-authentication plain-text-password", "asks for a password", id="a question"),
]


@pytest.mark.parametrize(("line", "words"), KEYS)
def test_what_would_end_the_input_is_refused(device, open_driver, line, words):
    """What follows it would be typed at the command line."""
    driver = open_driver()
    with pytest.raises(RejectedLineError, match=words):
        driver.preflight(trial(driver, [line]))
    assert not device.commands("^(configure|load)")


def test_a_statement_among_many_that_is_not_known_is_named(device, open_driver):
    """The device goes on after it and says ``load complete``: nothing of it stays in the candidate all the same."""
    driver = open_driver()
    many = [f"set interfaces ge-0/0/1 unit {number} description x" for number in range(300)]
    bad = "set interfaces ge-0/0/1 unit 7 family inet adress 192.0.2.1/24"
    with pytest.raises(RejectedLineError, match="syntax error: adress") as raised:
        driver.arm(trial(driver, [*many[:200], bad, *many[200:]]))
    assert raised.value.line == bad
    assert device.type("configure", "show | compare")[1] == ""


def test_many_statements_go_in_one_load(device, open_driver):
    """All arrive, in their order, whatever keys they hold; no line costs a round trip of its own."""
    driver = open_driver()
    text = 'set interfaces ge-0/0/1 unit {} description "which one? | it\'s # ü admin@r1> "'
    many = [text.format(number) for number in range(600)]
    driver.confirm(started(driver, commands=many))
    assert [line for line in device.running.splitlines() if "which one" in line] == many
    assert len(device.commands("^load set terminal")) == 1
    assert not [one for one in device.commands("^set ") if one["prompt"].rstrip().endswith("#")]


LOADED = [
    pytest.param("^D\b\bload complete\n\n[edit]\n", "", id="all taken"),
    pytest.param("^Dterminal:2:(9) warning: statement not found\nload complete\n", "", id="a warning"),
    pytest.param("terminal:1:(37) statement not found: mtu\nload complete\n", "", id="gone already"),
    pytest.param("^Dterminal:2:(36) syntax error: metric\nload complete\n", "set b.*metric", id="a bad statement, and a good word"),
    pytest.param("terminal:9:(1) unknown command\nload complete\n", "line 9", id="a line that was never sent"),
    pytest.param("load complete (2 errors)\n", "load complete", id="errors without their places"),
    pytest.param("error: permission denied\n", "permission denied", id="no word of success"),
]


@pytest.mark.parametrize(("answer", "words"), LOADED)
def test_the_answer_to_a_load_is_read_to_its_end(answer, words):
    """``load complete`` alone says nothing."""
    session = object.__new__(junos.JunosSession)
    session.target = Target(name="r1", host="192.0.2.1", credentials=Credentials("admin", "admin"), port=22, network_os=OS)
    if not words:
        session._judge(["set a", "set b"], answer + "admin@r1# ")
        return
    with pytest.raises((RejectedLineError, RejectedCommandError), match=words):
        session._judge(["set a", "set b"], answer + "admin@r1# ")


def test_a_user_who_may_not_load_has_the_lines_typed(device, open_driver, monkeypatch):
    """One by one; a question mark cannot be typed, and that is said."""
    driver = open_driver()
    monkeypatch.setattr("ansible_collections.auto.factory.plugins.module_utils.platforms.junos_load._LOAD", "load sett terminal")
    driver.confirm(started(driver))
    assert 'description "second floor"' in device.running
    with pytest.raises(RejectedLineError, match="call for help"):
        driver.arm(trial(driver, ['set interfaces ge-0/0/1 description "which?"']))


@pytest.mark.parametrize("target", ["set system host-name r2\n", "set version 19.4R1\nset system host-name r2\n"])
def test_a_replacement_with_another_version_is_refused_with_what_to_write(open_driver, target):
    """A commit writes the release that runs into the configuration: such a target could never be read back."""
    driver = open_driver()
    made = Trial(ID, (), (), "set version 21.4R3.15\nset system host-name r1\n", 300, target)
    with pytest.raises(RejectedLineError, match="own version") as raised:
        driver.preflight(made)
    assert "set version 21.4R3.15" in raised.value.cure

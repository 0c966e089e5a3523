# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated EOS device promises."""

from __future__ import annotations

import json

import pytest

from tests.lab.talk import say

CHANGE = ("interface Ethernet4", "description trial", "no switchport", "ip address 10.44.0.1/24")


def data(answer: str) -> dict:
    """The JSON in an answer."""
    return json.loads(answer[answer.index("{") : answer.rindex("}") + 1])


def test_a_session_changes_nothing_until_commit(access1):
    """A candidate is private; its diff shows what it would change; abort forgets it."""
    before = access1.running
    answer = say(access1, "configure session one", *CHANGE, "show session-config diffs", "abort")
    assert "+   description trial\n+   no switchport\n+   ip address 10.44.0.1/24" in answer
    assert access1.running == before
    assert "one" not in data(say(access1, "show configuration sessions detail | json"))["sessions"]


def test_prompt_names_session_and_section(access1):
    """The prompt shows six letters of the session's name, and the section."""
    assert "access1(config-s-chg004-if-Et4)#" in say(access1, "configure session chg0042", "interface Ethernet4", "abort")


def test_commit_timer_fires_and_restores(access1):
    """A timed commit that nobody confirms is undone by the device."""
    before = access1.running
    say(access1, "configure session two", *CHANGE, "commit timer 00:00:30")
    assert "description trial" in access1.running
    access1.wait(lambda device: device.pending() is None, seconds=5)
    assert access1.running == before


def test_commit_by_name_confirms_from_anywhere(access1):
    """Another login confirms the pending session by its name."""
    say(access1, "configure session three", *CHANGE, "commit timer 00:05:00")
    say(access1, "configure session three commit")
    assert access1.pending() is None
    assert "description trial" in access1.running


def test_abort_by_name_undoes_at_once(access1):
    """Aborting a session whose timer runs goes back at once."""
    before = access1.running
    say(access1, "configure session four", *CHANGE, "commit timer 00:05:00")
    say(access1, "configure session four abort")
    assert access1.running == before
    assert access1.pending() is None


@pytest.mark.parametrize(("name", "top"), [pytest.param("access1", True, id="4.32"), pytest.param("access2", False, id="4.31")])
def test_pending_commit_is_shown_in_the_form_of_the_release(lab, name, top):
    """Up to 4.31 the session's state tells; from 4.32 on two keys at the top do."""
    device = lab.device(name)
    say(device, "configure session five", *CHANGE, "commit timer 00:05:00")
    facts = data(say(device, "show configuration sessions detail | json"))
    assert (facts.get("commitTimerSessionName") == "five") is top
    assert (facts["sessions"]["five"]["state"] == "pendingCommitTimer") is not top
    assert ("commitBy" in facts["sessions"]["five"]) is not top


def test_rollback_clean_config_starts_from_nothing(access1):
    """A full replacement is a session that starts clean."""
    whole = access1.running
    say(access1, "configure session six", "rollback clean-config", *whole.splitlines(), "commit")
    assert access1.running == whole


def test_refusals_use_eos_words(access1):
    """Unknown words and half lines are answered in EOS's words."""
    answer = say(access1, "configure session seven", "bogus", "interface", "interface Ethernet77", "abort")
    assert "% Invalid input (at token 0: 'bogus')" in answer
    assert "% Incomplete command" in answer


def test_text_and_data_of_show_commands_agree(access1):
    """The same command with and without ``| json`` tells the same."""
    facts = data(say(access1, "show ip bgp summary vrf all | json"))["vrfs"]["default"]["peers"]
    text = say(access1, "show ip bgp summary vrf all")
    assert set(facts) == {"10.0.1.1", "10.0.3.1"}
    assert all(peer in text and facts[peer]["peerState"] == "Established" for peer in facts)


def test_checkpoints_come_back(access1):
    """A checkpoint restores what was."""
    before = access1.running
    say(
        access1,
        "configure checkpoint save mine",
        "configure terminal",
        "hostname other",
        "end",
        "configure checkpoint restore mine",
    )
    assert access1.running == before

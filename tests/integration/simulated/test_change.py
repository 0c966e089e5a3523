# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One device at a time: what is kept, what is undone, and what is never touched."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.tests.lab.talk import say

from .cells import IOS, NTP

PROMISED = {
    "changed", "outcome", "failed", "commands", "rollback_commands", "checks", "fingerprint", "transaction_id",
    "change_id", "dead_man", "timings",
}  # fmt: skip
STAY = ["interfaces_stay_up", "bgp_sessions_stay_up"]


def said(device):
    """What a device was told, without what only shows."""
    return [row["line"] for row in device.commands("^(?!terminal |show )")]


def test_a_good_change_stays_and_a_second_run_sends_nothing(case):
    """Confirmed, saved for the next boot, nothing pending; the same change again is `unchanged` and only looks."""
    result = case.change("--diff", lines=[NTP, *case.site.description], checks=STAY, settle=1, reason="Floor plan", ticket="T-1")
    assert (result["outcome"], result["changed"], result["failed"], result["saved"]) == ("confirmed", True, False, True), result
    assert PROMISED | {"diff"} <= set(result)
    assert result["dead_man"] == {"kind": "device", "seconds": 120}
    assert result["fingerprint"]["after"] == result["fingerprint"]["predicted"] != result["fingerprint"]["before"]
    assert NTP in case.device.running
    assert "second floor" in case.device.running
    assert case.device.startup == case.device.running
    assert case.device.pending() is None
    assert f"+{NTP}" in result["diff"]["prepared"]
    case.device.commands(forget=True)
    again = case.change("--diff", lines=[NTP, *case.site.description], checks=STAY)
    assert (again["outcome"], again["changed"], again["commands"], again["saved"]) == ("unchanged", False, [], False)
    assert said(case.device) == []


def test_rollback_commands_take_the_change_back(case):
    """What a result calls rollback_commands leads back, byte for byte."""
    result = case.change(lines=[NTP, *case.site.description])
    assert result["outcome"] == "confirmed"
    back = case.change(lines=result["rollback_commands"])
    assert back["outcome"] == "confirmed", back
    assert case.device.running == case.before
    assert case.device.startup == case.before


def test_check_mode_previews_and_leaves_nothing(case):
    """--check shows the commands and the difference; the device has neither session, timer, file nor line more than before."""
    files = case.device.files()
    result = case.change("--check", "--diff", lines=[NTP, *case.site.description], checks=STAY)
    assert (result["changed"], result["preview"], result["failed"]) == (True, True, False), result
    assert result["commands"][0] == NTP
    assert "second floor" in result["diff"]["prepared"]
    case.untouched()
    assert case.device.files() == files
    assert not case.device.commands("^(commit|configure terminal|write|copy)")


def test_a_failed_post_check_takes_the_change_back(case):
    """A broken BGP session is named, and the running configuration is the one before."""
    result = case.change(lines=list(case.site.wrong_neighbor), checks=STAY, confirm_timeout=60, check_timeout=3, settle=1)
    assert (result["outcome"], result["changed"], result["failed"]) == ("rolled_back", False, True), result
    assert result["error"]["code"] == "check_failed"
    assert case.site.peer in result["error"]["what"]
    assert case.name in result["error"]["where"]
    assert result["fingerprint"]["after"] == result["fingerprint"]["before"]
    case.untouched()


def test_a_rejected_line_in_the_middle_leaves_nothing(case):
    """The error names the line and the device's words."""
    result = case.change(lines=[NTP, "bogus line here", "ntp server 198.51.100.78"])
    assert result["outcome"] in ("rolled_back", "refused"), result
    assert result["error"]["code"] == "rejected_line"
    assert result["error"]["line"] == "bogus line here"
    assert "nvalid input" in result["error"]["answer"]
    case.untouched()


def test_a_line_refused_for_its_meaning_leaves_nothing(case):
    """Some refusals come of what a line means, in the device's own words."""
    words = "% Peer group NOPE is not configured"
    case.device.fault("reject", on="peer-group", text=words)
    asn = case.site.wrong_neighbor[0]
    result = case.change(lines=[NTP, asn, f" neighbor {case.site.peer} peer-group NOPE"])
    assert (result["outcome"] in ("rolled_back", "refused"), result["error"]["code"]) == (True, "rejected_line"), result
    assert "NOPE is not configured" in result["error"]["answer"]
    case.untouched()


def test_a_device_changed_behind_our_back_is_left_alone(take, case):
    """Somebody's line between our first look and our first touch: refused, and theirs is still there."""
    # A device that nobody disturbs tells at which command the last look comes; the line lands right before it.
    quiet = take(case.name.rstrip("0123456789"))
    quiet.change(lines=[NTP])
    looks = [at for at, row in enumerate(quiet.device.commands(), 1) if row["line"] == "show running-config"]
    theirs = "ntp server 203.0.113.9"
    case.device.fault("change", at=looks[1], lines=[theirs])
    result = case.change(lines=[NTP])
    assert (result["outcome"], result["error"]["code"]) == ("refused", "changed_since"), result
    assert theirs in case.device.running
    assert NTP not in case.device.running
    assert said(case.device) == []


def test_a_change_made_for_another_configuration_is_refused(case):
    """A fingerprint that no longer holds refuses the change, untouched."""
    stale = case.change("--check", lines=[NTP])["fingerprint"]["before"]
    case.device.apply("ntp server 203.0.113.9")
    now = case.device.running
    result = case.change(lines=[NTP], fingerprint=stale)
    assert (result["outcome"], result["error"]["code"]) == ("refused", "changed_since")
    assert case.device.running == now


def test_somebody_elses_pending_trial_is_left_alone(case):
    """Another's unconfirmed change is neither confirmed, nor undone, nor built upon."""
    if case.name.startswith(IOS):
        say(case.device, "configure terminal revert timer 10", "ntp server 203.0.113.9", "end")
    else:
        say(case.device, "configure session theirs", "ntp server 203.0.113.9", "commit timer 00:10:00")
    pending, now = case.device.pending(), case.device.running
    assert pending
    result = case.change(lines=[NTP])
    assert (result["outcome"], result["error"]["code"]) == ("refused", "pending_trial")
    assert case.device.running == now
    assert case.device.pending()


def test_a_whole_configuration_replaces_the_old_one(case):
    """replace: what is not in the given text goes, the rest stays untouched; again: unchanged."""
    wanted = (
        "\n".join(line for line in case.before.splitlines() if "ntp server" not in line and "description to" not in line)
        + f"\n{NTP}\n"
    )
    result = case.change("--diff", config=wanted, replace=True, checks=STAY, settle=1)
    assert result["outcome"] == "confirmed", result
    assert NTP in case.device.running
    assert "ntp server 198.51.100.1" not in case.device.running.splitlines()
    assert "description to the other one" not in case.device.running
    assert case.device.startup == case.device.running
    again = case.change(config=wanted, replace=True)
    assert (again["outcome"], again["commands"]) == ("unchanged", [])


def test_a_template_is_rendered_for_its_host(case, tmp_path):
    """src is a template: variables, loops and conditions of the host at hand."""
    template = "{% for n in servers %}\nntp server 198.51.100.{{ n }}\n{% endfor %}\n! {{ inventory_hostname }}\n"
    (tmp_path / "ntp.j2").write_text(template)
    case.variables = {"servers": [31, 32]}
    result = case.change(src="ntp.j2")
    assert (result["outcome"], result["commands"]) == ("confirmed", ["ntp server 198.51.100.31", "ntp server 198.51.100.32"]), (
        result
    )


def test_secrets_are_shown_to_nobody(case):
    """Neither the result, the output nor the journal holds a password or community in clear; the device does."""
    line = {"ios": "snmp-server community n3wly-s3cret RO", "eos": "snmp-server community n3wly-s3cret ro"}[case.name[:3]]
    played = case.play("--diff", "-vvv", lines=[line])
    result = played.result(case.name)
    assert result["outcome"] == "confirmed", result
    assert "n3wly-s3cret" in case.device.running
    journal = repr(case.player.journal("select * from events"))
    for place in (str(result), journal):
        assert "n3wly-s3cret" not in place
        assert "s3cr3t-c0mmunity" not in place
    assert "s3cr3t-c0mmunity" not in played.text
    assert "<secret:" in str(result["commands"])


def test_startup_is_written_only_where_wanted_and_only_after_confirm(case):
    """save: false leaves the startup configuration alone; otherwise it is written after the confirmation."""
    first = case.change(lines=[NTP], save=False)
    assert (first["outcome"], first["saved"]) == ("confirmed", False)
    assert case.device.startup == case.startup
    case.device.commands(forget=True)
    second = case.change(lines=["ntp server 198.51.100.78"])
    assert second["saved"]
    lines = said(case.device)
    confirm = next(index for index, line in enumerate(lines) if line.startswith("configure confirm") or line.endswith(" commit"))
    assert [index for index, line in enumerate(lines) if line.startswith("write")] == [len(lines) - 1]
    assert confirm < len(lines) - 1


def test_every_transition_is_in_the_journal_in_order(case):
    """The journal tells the transaction as it went."""
    result = case.change(lines=[NTP], change_id="CHG0001", ticket="T-9", reason="time")
    rows = case.player.journal(
        "select state, change_id, ticket from events where kind = 'transaction.transition' and transaction_id = ? order by seq",
        result["transaction_id"],
    )
    assert [row[0] for row in rows] == [
        "locked", "snapshotted", "prechecked", "checkpointed", "armed", "applied", "verified", "confirmed",
    ]  # fmt: skip
    assert {row[1:] for row in rows} == {("CHG0001", "T-9")}


@pytest.mark.parametrize(
    "arguments", [pytest.param({"lines": []}, id="no lines"), pytest.param({"lines": ["!", "end"]}, id="only decoration")]
)
def test_nothing_asked_is_nothing_done(take, arguments):
    """A change without content is `unchanged`."""
    case = take(IOS)
    result = case.change(**arguments)
    assert (result["outcome"], result["changed"], result["commands"]) == ("unchanged", False, []), result
    case.untouched()


def test_a_device_without_archive_is_refused_untouched(take):
    """The IOS timer needs the archive: without it nothing is begun, and the cure says what to configure."""
    case = take(IOS)
    case.device.apply("no archive")
    now = case.device.running
    result = case.change(lines=[NTP])
    assert (result["outcome"], result["error"]["code"]) == ("refused", "dead_man"), result
    assert "archive" in result["error"]["cure"]
    assert case.device.running == now

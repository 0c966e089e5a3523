# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations made of files, as Linux hosts have them."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import clean, equivalent, fingerprint
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from hypothesis import given, settings
from hypothesis import strategies as st

OS = "auto.factory.linux"
RULES = """\
file /etc/nftables.conf
 flush ruleset
 table inet filter {
\tchain input {

 }
"""
RUNNING = """\
drift nftables
 +\t\ttcp dport 8080 accept
file /etc/network/interfaces
 auto lo
file /etc/nftables.conf
 flush ruleset

 table inet filter { }
"""


def test_content_is_kept_to_the_letter():
    """Indentation, tabs and empty lines within a file stay; those at its end, and the order of the files, do not count."""
    text = "file /etc/b\n  two\n\n \tone\n\n\nfile /etc/a\n x\n"
    assert clean(text, OS) == "file /etc/a\n x\nfile /etc/b\n  two\n\n \tone\n"
    assert clean(clean(text, OS), OS) == clean(text, OS)
    assert fingerprint(text, OS) == fingerprint(clean(text, OS), OS)


def test_order_within_a_file_counts():
    """Rules are read from the top: two in another order are another file."""
    assert not equivalent("file /etc/a\n one\n two\n", "file /etc/a\n two\n one\n", OS)


@pytest.mark.parametrize("text", ["tcp dport 22 accept", RULES, "no file /etc/a\n x"])
def test_a_line_that_belongs_to_no_file_is_refused(text):
    """Unindented content would otherwise end up nowhere."""
    with pytest.raises(InputError, match="belongs to no file"):
        effective_lines("", text.splitlines(), OS)


def test_only_files_that_differ_are_sent_and_whole():
    """A file with the same content is left out; the other one is sent in full."""
    found = effective_lines(RUNNING, ["file /etc/network/interfaces", " auto lo", "file /etc/sysctl.d/9.conf", " a = 1"], OS)
    assert found.commands == ["file /etc/sysctl.d/9.conf", " a = 1"]
    assert found.dropped == ["file /etc/network/interfaces"]


def test_the_same_file_again_ends_a_drift():
    """A file whose rules are not those in the kernel is loaded again, though its text is the same."""
    same = ["file /etc/nftables.conf", " flush ruleset", "", " table inet filter { }"]
    found = effective_lines(RUNNING, same, OS)
    assert found.commands == same
    assert "drift" not in config_predict(RUNNING, found.commands, OS)
    assert effective_lines(config_predict(RUNNING, same, OS), same, OS).commands == []


def test_a_drift_can_be_ended_and_not_be_made():
    """``no drift nftables`` loads the file; a drift in the intended text means nothing that could be sent."""
    clean_ = config_predict(RUNNING, ["no drift nftables"], OS)
    assert config_remediate(RUNNING, clean_, OS) == ["no drift nftables"]
    assert config_remediate(clean_, RUNNING, OS) == []
    with pytest.raises(InputError):
        effective_lines(clean_, ["drift nftables", " x"], OS)


def test_a_removed_file_is_named():
    """By remediation, and in the difference with its whole content."""
    wanted = RUNNING.replace("file /etc/network/interfaces\n auto lo\n", "")
    assert config_remediate(RUNNING, wanted, OS) == ["no file /etc/network/interfaces"]
    assert config_diff(RUNNING, wanted, OS) == "-file /etc/network/interfaces\n- auto lo\n"


def test_a_difference_shows_lines_with_their_file():
    """With the lines around them."""
    wanted = RUNNING.replace("{ }", "{ chain input { } }")
    assert config_diff(RUNNING, wanted, OS).splitlines() == [
        " file /etc/nftables.conf",
        " ...",
        "  flush ruleset",
        "  ",
        "- table inet filter { }",
        "+ table inet filter { chain input { } }",
    ]


_FILE = st.lists(st.text("ab \t{", max_size=6), max_size=5)
_FILES = st.dictionaries(st.sampled_from(["/etc/nftables.conf", "/etc/sysctl.d/1.conf", "/etc/network/interfaces"]), _FILE)


@given(_FILES, _FILES)
@settings(max_examples=60)
def test_there_and_back(before, after):
    """Remediation leads from any set of files to any other, and prediction knows it."""
    have, want = (
        clean("".join(f"file {path}\n" + "".join(f" {x}\n" for x in lines) for path, lines in s.items()), OS)
        for s in (before, after)
    )
    for one, other in ((have, want), (want, have)):
        assert equivalent(config_predict(one, config_remediate(one, other, OS), OS), other, OS)
        assert (config_diff(one, other, OS) == "") == (config_remediate(one, other, OS) == []) == equivalent(one, other, OS)

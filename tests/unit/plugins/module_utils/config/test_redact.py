# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets never leave: in configurations, outputs and results."""

from __future__ import annotations

import re
import stat
import time
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.markers import default_key
from ansible_collections.auto.factory.plugins.module_utils.config.redact import config_redact, redact_value

KEY = b"0123456789abcdef0123456789abcdef"
ROOT = Path(__file__).resolve().parents[5]
SECRET = "S3cr3tValue"
ROWS = (ROOT / "tests/golden/config_redaction/secrets/given.txt").read_text().splitlines()
HARMLESS = (ROOT / "tests/golden/config_redaction/harmless/given.txt").read_text().splitlines()


@pytest.mark.parametrize("line", ROWS)
def test_the_secret_goes_and_the_rest_stays(line: str) -> None:
    """The secret gives way to one marker; every other character of the line stays; redacting again changes nothing."""
    out = config_redact(line, "cisco.ios.ios", KEY)
    marker = re.search(r"<secret:[0-9a-f]{8}>", config_redact(f"password {SECRET}", "cisco.ios.ios", KEY))
    assert marker is not None
    assert out == line.replace(SECRET, marker.group(0))
    assert config_redact(out, "cisco.ios.ios", KEY) == out


@pytest.mark.parametrize("line", HARMLESS)
def test_lines_without_a_secret_are_untouched(line: str) -> None:
    """A configuration stays readable: words that only sound secret stay."""
    assert config_redact(line, "cisco.ios.ios", KEY) == line


def test_private_keys_of_several_lines_go_whole() -> None:
    """Between BEGIN and END nothing remains but one marker."""
    text = "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIabc\nMIIdef\n-----END RSA PRIVATE KEY-----\nb\n"
    out = config_redact(text, "x", KEY)
    assert re.fullmatch(r"a\n-+BEGIN RSA PRIVATE KEY-+\n<secret:\w{8}>\n-+END RSA PRIVATE KEY-+\nb\n", out)
    assert config_redact(out, "x", KEY) == out


def test_equal_secrets_have_equal_markers_under_one_key_only() -> None:
    """Markers can be compared by whoever has the key's installation, and guessed by nobody."""
    one, two = config_redact("password abc\nenable secret abc\npassword abd", "x", KEY).splitlines()[:2]
    assert one.split()[-1] == two.split()[-1]
    assert config_redact("password abc", "x", KEY) != config_redact("password abc", "x", KEY[::-1])


def test_results_are_redacted_through_and_through() -> None:
    """In nested results, what stands under a secret's name goes, and so does what a text holds."""
    value = {"diff": ["+ snmp-server community abc RO"], "ansible_password": "abc", "n": 3, "ok": True, "none": None}
    out = redact_value(value, KEY)
    assert "abc" not in str(out)
    assert (out["n"], out["ok"], out["none"]) == (3, True, None)
    assert redact_value(out, KEY) == out
    assert value["ansible_password"] == "abc"


def test_the_key_is_made_once_and_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The installation's key is made at first use, readable by its owner only, and kept."""
    monkeypatch.setenv("AUTO_FACTORY_HOME", str(tmp_path / "home"))
    key = default_key()
    path = tmp_path / "home" / "redaction.key"
    assert path.read_bytes() == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["redaction.key"]


def test_where_no_key_can_be_kept_redaction_still_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a place for the key nothing is written in clear; markers then compare within the process."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("AUTO_FACTORY_HOME", str(tmp_path / "file" / "home"))
    assert "abc" not in config_redact("password abc", "cisco.ios.ios")
    assert config_redact("password abc", "cisco.ios.ios") == config_redact("password abc", "cisco.ios.ios")


def test_long_texts_are_quick() -> None:
    """Twenty thousand lines are redacted in a fraction of a second."""
    text = "interface Ethernet1\n description uplink\n neighbor 192.0.2.1 password 7 0123456789\n" * 7000
    began = time.process_time()
    config_redact(text, "cisco.ios.ios", KEY)
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    "text", ["secret " + "A" * 100_000, "key-" * 20_000, "snmp host " * 8_000, 'password "' * 8_000], ids=lambda text: text[:8]
)
def test_no_single_line_is_slow(text: str) -> None:
    """A certificate or a whole answer in one line costs no more than many short ones."""
    began = time.process_time()
    config_redact(text, "cisco.ios.ios", KEY)
    assert time.process_time() - began < 4

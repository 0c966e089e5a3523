# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Redaction leaves readable what only speaks of secrets, and is cheap enough to be asked for everything."""

from __future__ import annotations

import ast
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.redact import config_redact, redact_value

KEY = b"0123456789abcdef0123456789abcdef"
ROOT = Path(__file__).resolve().parents[5]
DIGEST = "a1" * 32
FINGERPRINT = "Ab3/" * 10 + "Abc"


def _spoken(node: ast.AST) -> str | None:
    """The text of a literal, with a stand-in for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x1" for part in node.values)
    return None


def _error_texts() -> Iterator[str]:
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        for raised in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            call = raised.exc if isinstance(raised, ast.Raise) else raised
            name = getattr(getattr(call, "func", None), "id", "")
            if isinstance(call, ast.Call) and (isinstance(raised, ast.Raise) or name.endswith("Error")):
                texts = (_spoken(part) for argument in ast.walk(call) for part in [argument])
                yield from (text for text in texts if text and " " in text)


def test_our_own_error_texts_stay() -> None:
    """What an error says and advises is never mistaken for a secret."""
    texts = set(_error_texts())
    assert len(texts) > 100
    assert {text: out for text in texts if (out := config_redact(text, "x", KEY)) != text} == {}


def test_the_documentation_stays() -> None:
    """The descriptions of options and results could be printed through redaction: no sentence of them changes."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "plugins/modules").glob("*.py")))
    changed = [line for line in text.splitlines() if "secret" not in line and config_redact(line, "x", KEY) != line]
    assert changed == []


@pytest.mark.parametrize(
    "line",
    [
        "% Invalid input (at token 0: 'bogus')",
        f"the host key SHA256:{FINGERPRINT} is not in any known_hosts file",
        f"key SHA256:{FINGERPRINT}=.",
        f"secret sha256:{DIGEST}",
        "the enable password was refused",
        "the password of user 'x' was refused",
        "the host key algorithm ssh-rsa is not offered",
        "the API token could not be read from /x",
        "the key you gave is wrong; set a password, or another key",
        "wrong passphrase for key /home/x/.ssh/id_ed25519",
        "the login's password expired.",
    ],
)
def test_sentences_about_secrets_stay(line: str) -> None:
    """A fingerprint is public, and a sentence about a password is no password."""
    assert config_redact(line, "arista.eos.eos", KEY) == line


@pytest.mark.parametrize(
    "line",
    [
        "neighbor 192.0.2.1 password random",
        "enable password: hunter2",
        "the new password is hunter2",
        "token: abc",
        "API token 4f9c2a1b88",
        "set system login password changed",
    ],
)
def test_plain_words_are_secrets_where_a_configuration_has_them(line: str) -> None:
    """A poor password is a secret too."""
    assert "<secret:" in config_redact(line, "arista.eos.eos", KEY)


def test_fingerprints_in_results_stay() -> None:
    """The fingerprints of a change can be compared by whoever reads its result or the journal."""
    result = {"fingerprint": {"before": f"sha256:{DIGEST}", "after": f"sha256:{DIGEST}", "predicted": None}}
    assert redact_value(result, KEY) == result


def test_the_same_text_again_has_the_same_result() -> None:
    """What is remembered of a text belongs to one key."""
    text = "interface Ethernet1\n description uplink\n" * 20 + "enable secret abc\n" + "-----BEGIN PRIVATE KEY-----\nMII"
    first = config_redact(text, "x", KEY)
    assert config_redact(text, "x", KEY) == first
    assert config_redact(text, "x", KEY[::-1]) != first
    assert config_redact("İ" + text, "x", KEY) == "İ" + first


def test_redaction_costs_little() -> None:
    """Three hundred lines without a secret take about a millisecond, the first time as well."""
    texts = [f"interface Ethernet{n}\n description uplink {n}\n ip address 192.0.2.{n} 255.255.255.0\n" * 150 for n in range(50)]
    began = time.process_time()
    for text in texts:
        config_redact(text, "x", KEY)
    assert (time.process_time() - began) / len(texts) < 0.02

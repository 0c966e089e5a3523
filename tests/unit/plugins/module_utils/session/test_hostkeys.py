# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Host keys as OpenSSH keeps them: what is known is accepted, and nothing else."""

from __future__ import annotations

import base64
import shutil
import subprocess

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import HostKeyError
from ansible_collections.auto.factory.plugins.module_utils.session.hostkeys import known_keys, verify


def blob(number):
    """The wire form of an ed25519 key, as unlike any real one as can be."""
    return b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + bytes([number]) * 32


def line(names, number=1, marker=""):
    key = base64.b64encode(blob(number)).decode()
    return f"{marker + ' ' if marker else ''}{names} ssh-ed25519 {key} a comment\n"


@pytest.fixture
def file(tmp_path):
    """Writes a known_hosts file and looks a server up in it."""

    def make(text, host="r1.example.net", port=22):
        path = tmp_path / "known_hosts"
        path.write_text(text)
        return known_keys([str(path)], host, port)

    return make


@pytest.mark.parametrize(
    ("names", "host", "port", "found"),
    [
        pytest.param("r1.example.net", "r1.example.net", 22, True, id="the name"),
        pytest.param("R1.Example.Net", "r1.example.net", 22, True, id="the case does not count"),
        pytest.param("r2.example.net", "r1.example.net", 22, False, id="another name"),
        pytest.param("r1,r1.example.net,192.0.2.1", "192.0.2.1", 22, True, id="one of several"),
        pytest.param("*.example.net", "r1.example.net", 22, True, id="a wildcard"),
        pytest.param("r?.example.net", "r1.example.net", 22, True, id="one character"),
        pytest.param("r?.example.net", "r10.example.net", 22, False, id="one character is one"),
        pytest.param("*.example.net,!r1.example.net", "r1.example.net", 22, False, id="negated"),
        pytest.param("!r1.example.net,*.example.net", "r1.example.net", 22, False, id="negated first"),
        pytest.param("*.example.net,!r1.example.net", "r2.example.net", 22, True, id="another one negated"),
        pytest.param("!r1.example.net", "r2.example.net", 22, False, id="a negation alone matches nothing"),
        pytest.param("r1.example.net", "r1.example.net", 2222, False, id="another port"),
        pytest.param("[r1.example.net]:2222", "r1.example.net", 2222, True, id="a port"),
        pytest.param("[r1.example.net]:2222", "r1.example.net", 22, False, id="a port that is not asked for"),
        pytest.param("[*.example.net]:2222", "r1.example.net", 2222, True, id="a wildcard with a port"),
        pytest.param("[2001:db8::1]:2222", "2001:db8::1", 2222, True, id="IPv6 with a port"),
        pytest.param("2001:db8::1", "2001:db8::1", 22, True, id="IPv6"),
        pytest.param("r[12].example.net", "r1.example.net", 22, False, id="brackets are no set"),
    ],
)
def test_names_are_matched_as_sshd_documents_them(file, names, host, port, found):
    """sshd(8): wildcards, negations, ports in brackets."""
    assert bool(file(line(names), host, port)) == found


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
@pytest.mark.parametrize(("host", "port"), [("r1.example.net", 22), ("192.0.2.1", 2222), ("2001:db8::1", 22)])
def test_names_hashed_by_openssh_itself_are_found(tmp_path, host, port):
    """HashKnownHosts: what ssh-keygen -H writes is read."""
    path = tmp_path / "known_hosts"
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    public = (tmp_path / "key.pub").read_text().split()
    name = host if port == 22 else f"[{host}]:{port}"
    path.write_text(f"{name} {public[0]} {public[1]}\nother.example.net {public[0]} {public[1]}\n")
    subprocess.run(["ssh-keygen", "-q", "-H", "-f", str(path)], check=True, capture_output=True)
    assert host not in path.read_text()
    assert len(known_keys([str(path)], host, port)) == 1
    assert not known_keys([str(path)], "r9.example.net", port)
    verify(base64.b64decode(public[1]), known_keys([str(path)], host, port), "r1")


def test_a_known_key_is_accepted(file):
    """The key that was recorded, wherever it stands among others."""
    verify(blob(2), file(line("r1.example.net", 1) + line("r1.example.net", 2)), "r1")


def test_an_unknown_server_is_refused(file):
    """Nothing recorded: refused, with the fingerprint to compare and the host."""
    with pytest.raises(HostKeyError) as raised:
        verify(blob(1), file(line("r2.example.net")), "r1")
    assert "SHA256:" in raised.value.what
    assert "not in any known_hosts" in raised.value.what
    assert "ssh-keyscan" in raised.value.cure
    assert raised.value.where == "r1"


def test_another_key_than_the_known_one_is_refused(file):
    """A changed key is not a new key, and the message names the line."""
    with pytest.raises(HostKeyError, match=r"not the one known from .*known_hosts:1"):
        verify(blob(2), file(line("r1.example.net", 1)), "r1")


def test_a_revoked_key_is_refused_even_where_it_is_known(file):
    """@revoked wins over any other line with the same key."""
    with pytest.raises(HostKeyError, match="revoked"):
        verify(blob(1), file(line("r1.example.net", 1) + line("*", 1, "@revoked")), "r1")


def test_a_revoked_key_does_not_make_the_server_unknown(file):
    """Another key of the same server is still good."""
    verify(blob(2), file(line("r1.example.net", 1, "@revoked") + line("r1.example.net", 2)), "r1")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("# r1.example.net ssh-ed25519 AAAA\n\n", id="a comment"),
        pytest.param("r1.example.net ssh-ed25519\n", id="cut"),
        pytest.param("r1.example.net ssh-ed25519 ***\n", id="no base64"),
        pytest.param("|1|broken ssh-ed25519 AAAA\n", id="a broken hash"),
        pytest.param("|1|a|b|c|d ssh-ed25519 AAAA\n", id="too many parts"),
        pytest.param(line("r1.example.net", 1, "@cert-authority"), id="a certificate authority"),
        pytest.param("\x00\xff\n", id="not text"),
    ],
)
def test_lines_that_say_nothing_are_passed_over(file, text):
    """A damaged line neither accepts anybody nor stops the reading of those after it."""
    assert not file(text)
    assert len(file(text + line("r1.example.net"))) == 1


def test_missing_files_are_passed_over(tmp_path):
    """Most users lack three of the four usual files."""
    assert known_keys([str(tmp_path / "none"), "~/no-such-known-hosts"], "r1", 22) == []

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jump hosts from Ansible's variables, and targets that keep their secrets."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from ansible_collections.auto.factory.plugins.module_utils.session.jump import jump_command, known_hosts_option
from ansible_collections.auto.factory.plugins.module_utils.session.target import Become, Credentials, Target


def target(**facts):
    return Target(
        "r1", facts.pop("host", "192.0.2.1"), 22, Credentials("netops", "pass-w0rd", "/key", "passphr4se"), "frr.frr.frr", **facts
    )


@pytest.mark.parametrize(
    ("jump", "arguments", "ends"),
    [
        pytest.param("", "", (), id="none"),
        pytest.param("bastion", "", ("-W", "192.0.2.1:22", "--", "bastion"), id="a host"),
        pytest.param("me@bastion", "", ("-W", "192.0.2.1:22", "--", "me@bastion"), id="a user"),
        pytest.param("me@bastion:2200", "", ("-W", "192.0.2.1:22", "-p", "2200", "--", "me@bastion"), id="a port"),
        pytest.param("one,two", "", ("-W", "192.0.2.1:22", "-J", "one", "--", "two"), id="through another"),
        pytest.param("", "-J bastion", ("-W", "192.0.2.1:22", "--", "bastion"), id="-J"),
        pytest.param("", "-o ProxyJump=bastion", ("-W", "192.0.2.1:22", "--", "bastion"), id="ProxyJump"),
        pytest.param("", "-oProxyJump=bastion -C", ("-W", "192.0.2.1:22", "--", "bastion"), id="ProxyJump, written close"),
        pytest.param("wins", "-J bastion", ("-W", "192.0.2.1:22", "--", "wins"), id="ours wins"),
        pytest.param(
            "", "-o ProxyCommand='nc -x proxy:1080 %h %p'", ("nc", "-x", "proxy:1080", "192.0.2.1", "22"), id="ProxyCommand"
        ),
        pytest.param("", "-o ProxyCommand=none", (), id="ProxyCommand none"),
        pytest.param("", "-o StrictHostKeyChecking=no", (), id="something else"),
    ],
)
def test_the_jump_that_ansible_names_is_the_one_taken(jump, arguments, ends):
    """ansible_ssh_common_args as ansible.builtin.ssh has them, and our own variable before them."""
    command = jump_command(jump, arguments, "192.0.2.1", 22)
    assert command[len(command) - len(ends) :] == ends
    if ends and ends[0] == "-W":
        assert command[0] == "ssh"
        assert "BatchMode=yes" in command


@pytest.mark.parametrize("jump", ["-oProxyCommand=touch /tmp/x", "-x"])
def test_a_jump_host_is_never_an_option(jump):
    """A name that begins with a dash would be read by ssh as an option."""
    with pytest.raises(InputError):
        jump_command(jump, "", "192.0.2.1", 22)


def test_a_host_name_is_never_a_shell_word():
    """What stands for %h is one word, whatever it holds."""
    assert jump_command("", "-o ProxyCommand='nc %h %p'", "a; rm -rf b", 22) == ("nc", "a; rm -rf b", "22")


def test_unreadable_arguments_are_an_error_with_their_place():
    """An unclosed quote is the user's to mend."""
    with pytest.raises(InputError) as raised:
        jump_command("", "-o ProxyCommand='nc", "192.0.2.1", 22)
    assert raised.value.where == "ansible_ssh_common_args"


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        ("", []),
        ("-o UserKnownHostsFile=/a", ["/a"]),
        ("-o 'UserKnownHostsFile=/a /b'", ["/a", "/b"]),
        ("-o UserKnownHostsFile=/dev/null", []),
        ("-o userknownhostsfile=/a", ["/a"]),
    ],
)
def test_known_hosts_files_of_the_arguments(arguments, files):
    """The file that OpenSSH would be told; /dev/null adds none, and does not switch the check off."""
    assert known_hosts_option(arguments) == files


def test_a_target_never_shows_its_secrets():
    """Neither repr nor str of what is passed around holds a password."""
    shown = repr(target(become=Become(True, "enable-s3cret"))) + str(target())
    for secret in ("pass-w0rd", "passphr4se", "enable-s3cret"):
        assert secret not in shown


def test_a_place_names_the_host_and_its_address_once():
    """The inventory's name and where that is."""
    assert target().where == "r1 (192.0.2.1:22)"
    assert target(host="r1").where == "r1:22"


def test_the_same_device_behind_another_port():
    """Another port and user, the same credentials."""
    other = target().at(2222, "shell")
    assert (other.port, other.credentials.user, other.credentials.password) == (2222, "shell", "pass-w0rd")
    assert target().port == 22


@pytest.mark.parametrize(
    ("jump", "args", "host", "words"),
    [
        pytest.param("", "-o 'ProxyJump bastion'", "r1", ("r1:22", "bastion"), id="a blank instead of the equals sign"),
        pytest.param("me@[2001:db8::1]:2200", "", "r1", ("r1:22", "me@2001:db8::1", "2200"), id="a jump host by its IPv6 address"),
        pytest.param("bastion", "", "2001:db8::9", ("[2001:db8::9]:22", "bastion"), id="a device by its IPv6 address"),
        pytest.param("", "-o ProxyCommand='nc %h %p %%h'", "r1", ("nc", "r1", "22", "%h"), id="each token once"),
    ],
)
def test_what_ssh_understands_is_understood(jump, args, host, words):
    """The spellings that OpenSSH takes lead to the same place here."""
    command = jump_command(jump, args, host, 22)
    assert set(words) <= set(command), command


def test_what_names_no_jump_host_is_an_error():
    """Never taken for an option of ssh."""
    with pytest.raises(InputError, match="names no jump host"):
        jump_command("-oProxyCommand=reboot", "", "r1", 22)

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""auto.factory.cli takes the variables that inventories already have."""

from __future__ import annotations

import getpass

import pytest
import yaml
from ansible import constants
from ansible.errors import AnsibleConnectionFailure, AnsibleError
from ansible.playbook.play_context import PlayContext
from ansible_collections.auto.factory.plugins.connection import cli
from ansible_collections.auto.factory.plugins.doc_fragments.session import ModuleDocFragment
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from ansible_collections.auto.factory.plugins.module_utils.session.hostkeys import DEFAULT_FILES

NAME = "auto.factory.cli"
BASE = {"inventory_hostname": "r1", "ansible_network_os": "cisco.ios.ios"}


@pytest.fixture(scope="module", autouse=True)
def _definitions():
    """The options as ansible-core's loader reads them from the documentation."""
    shared, own = (yaml.safe_load(text)["options"] for text in (ModuleDocFragment.DOCUMENTATION, cli.DOCUMENTATION))
    constants.config.initialize_plugin_configuration_definitions("connection", NAME, {**shared, **own})


def connection(**variables):
    """The connection of a host with these variables."""
    found = cli.Connection(PlayContext())
    found._load_name = found.ansible_name = NAME
    found.set_options(var_options={**BASE, **variables})
    return found


@pytest.mark.parametrize(
    ("variables", "attribute", "value"),
    [
        pytest.param({}, "host", "r1", id="the inventory's name"),
        pytest.param({"ansible_host": "192.0.2.1"}, "host", "192.0.2.1", id="ansible_host"),
        pytest.param({"ansible_port": 2222}, "port", 2222, id="ansible_port"),
        pytest.param({"ansible_port": "2222"}, "port", 2222, id="ansible_port as a text"),
        pytest.param({}, "port", 22, id="the usual port"),
        pytest.param({"ansible_host_key_checking": False}, "host_key_checking", False, id="ansible_host_key_checking"),
        pytest.param({"ansible_ssh_host_key_checking": "no"}, "host_key_checking", False, id="ansible_ssh_host_key_checking"),
        pytest.param({}, "host_key_checking", True, id="checked unless told otherwise"),
        pytest.param({"ansible_connect_timeout": 3}, "connect_timeout", 3.0, id="ansible_connect_timeout"),
        pytest.param({"ansible_command_timeout": "7"}, "command_timeout", 7.0, id="ansible_command_timeout"),
        pytest.param({}, "known_hosts_files", DEFAULT_FILES, id="the usual known_hosts"),
        pytest.param({"ansible_known_hosts_file": "/a"}, "known_hosts_files", ("/a", *DEFAULT_FILES), id="one more known_hosts"),
        pytest.param(
            {"factory_shell_port": 2222, "factory_shell_user": "sh"},
            "extra",
            {"shell_port": "2222", "shell_user": "sh"},
            id="shell",
        ),
        pytest.param({}, "extra", {}, id="no shell"),
        pytest.param({}, "jump", (), id="no jump"),
    ],
)
def test_variables_become_a_target(variables, attribute, value):
    """As ansible.netcommon.network_cli and ansible.builtin.ssh name them."""
    assert getattr(connection(**variables).target(), attribute) == value


@pytest.mark.parametrize("name", ["ansible_password", "ansible_ssh_pass", "ansible_ssh_password"])
def test_every_name_of_the_password(name):
    """Inventories differ in what they call it."""
    assert connection(**{name: "pw"}).target().credentials.password == "pw"


@pytest.mark.parametrize("name", ["ansible_become_password", "ansible_become_pass", "ansible_enable_pass"])
def test_every_name_of_the_enable_password(name):
    """And whether enable is wanted at all is ansible_become."""
    become = connection(**{name: "pw", "ansible_become": True}).target().become
    assert (become.wanted, become.password) == (True, "pw")
    assert not connection(**{name: "pw"}).target().become.wanted


def test_users_and_keys():
    """Named or one's own."""
    login = connection(ansible_user="netops", ansible_ssh_private_key_file="/k").target().credentials
    assert (login.user, login.private_key_file) == ("netops", "/k")
    assert connection().target().credentials.user == getpass.getuser()


@pytest.mark.parametrize(
    "variables",
    [
        {"factory_jump_host": "bastion"},
        {"ansible_ssh_common_args": "-J bastion"},
        {"ansible_ssh_common_args": "-o ProxyJump=bastion"},
    ],
)
def test_jump_hosts(variables):
    """Ours and those of ansible_ssh_common_args."""
    jump = connection(ansible_host="192.0.2.1", **variables).target().jump
    assert jump[0] == "ssh"
    assert jump[-1] == "bastion"
    assert "192.0.2.1:22" in jump


def test_values_are_plain():
    """What ansible-core tags is plain text in the core."""
    target = connection(ansible_host="192.0.2.1", ansible_user="netops", ansible_password="pw").target()
    for value in (target.host, target.network_os, target.credentials.user, target.credentials.password):
        assert type(value) is str


def test_a_host_without_a_platform_is_an_error_with_its_cure():
    """ansible_network_os is the one variable that cannot be guessed."""
    with pytest.raises(InputError) as raised:
        connection(ansible_network_os=None).target()
    assert "ansible_network_os" in raised.value.what
    assert "r1" in raised.value.where


def test_nobody_there_is_a_connection_failure():
    """ansible.builtin.raw and others see what they expect."""
    with pytest.raises(AnsibleConnectionFailure, match="unreachable"):
        connection(ansible_host="127.0.0.1", ansible_port=1)._connect()


@pytest.mark.parametrize("method", ["put_file", "fetch_file"])
def test_no_files_travel(method):
    """Said with what to use instead."""
    with pytest.raises(AnsibleError, match=r"auto\.factory\."):
        getattr(connection(), method)("a", "b")


def test_closing_twice_is_harmless():
    """Nothing was opened."""
    found = connection()
    found.close()
    found.close()

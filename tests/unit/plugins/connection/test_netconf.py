# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""auto.factory.netconf takes the variables that auto.factory.cli takes."""

from __future__ import annotations

import pytest
import yaml
from ansible import constants
from ansible.playbook.play_context import PlayContext
from ansible_collections.auto.factory.plugins.connection import cli, netconf
from ansible_collections.auto.factory.plugins.doc_fragments.session import ModuleDocFragment
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import capabilities

NAME = "auto.factory.netconf"


@pytest.fixture(scope="module", autouse=True)
def _definitions():
    """The options as ansible-core's loader reads them from the documentation."""
    shared, own = (yaml.safe_load(text)["options"] for text in (ModuleDocFragment.DOCUMENTATION, netconf.DOCUMENTATION))
    constants.config.initialize_plugin_configuration_definitions("connection", NAME, {**shared, **own})


def connection(**variables):
    """The connection of a host with these variables."""
    found = netconf.Connection(PlayContext())
    found._load_name = found.ansible_name = NAME
    found.set_options(var_options={"inventory_hostname": "r1", "ansible_network_os": "auto.factory.netconf", **variables})
    return found


@pytest.mark.parametrize(
    ("variables", "attribute", "value"),
    [
        pytest.param({}, "port", 830, id="NETCONF's own port"),
        pytest.param({"ansible_port": 8300}, "port", 8300, id="ansible_port"),
        pytest.param({}, "transport", "netconf", id="the driver is chosen by what is spoken"),
        pytest.param(
            {"ansible_network_os": "junipernetworks.junos.junos"}, "network_os", "junipernetworks.junos.junos", id="junos"
        ),
        pytest.param({"ansible_host_key_checking": False}, "host_key_checking", False, id="ansible_host_key_checking"),
    ],
)
def test_variables_become_a_target(variables, attribute, value):
    """What an inventory says reaches the session."""
    assert getattr(connection(**variables).target(), attribute) == value


def test_the_same_options_but_what_only_a_command_line_has():
    """One fragment is behind both plugins: an inventory that fits one fits the other."""
    own = [set(yaml.safe_load(plugin.DOCUMENTATION)["options"]) for plugin in (cli, netconf)]
    assert own == [{"port", "become_pass", "become_wanted", "files", "shell_port", "shell_user"}, {"port"}]


@pytest.mark.parametrize("network_os", ["junipernetworks.junos.junos", "cisco.iosxr.iosxr"])
def test_only_what_was_tried_is_called_real(network_os):
    """netconfd is not a router of a vendor: over NETCONF, a vendor's name says documentation."""
    assert capabilities(network_os, "netconf").proved_against == "documentation"
    assert capabilities("auto.factory.netconf", "netconf").proved_against == "real"
    assert capabilities(network_os, "netconf").network_os == "auto.factory.netconf"  # its configuration is XML

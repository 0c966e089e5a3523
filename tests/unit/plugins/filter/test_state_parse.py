# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter state_parse as a playbook sees it."""

from __future__ import annotations

import pytest
import yaml
from ansible.errors import AnsibleFilterError
from ansible_collections.auto.factory.plugins.filter import interface_name, interface_range, state_parse, vlan_range
from ansible_collections.auto.factory.plugins.module_utils.state.commands import SUBSETS, TABLES

parse = state_parse.FilterModule().filters()["state_parse"]


def test_a_refusal_reaches_the_playbook_as_an_error() -> None:
    """A template that parses a refused command fails with the device's own words."""
    with pytest.raises(AnsibleFilterError, match=r"unsupported.*Invalid input"):
        parse({"show version": "% Invalid input detected at '^' marker."}, "cisco.ios.ios", "facts")


def test_one_subset_comes_as_a_mapping_by_its_name() -> None:
    """Whether one name or a list was asked for, the model is found under its name."""
    outputs = {"show hostname": "Hostname: leaf1\nFQDN: leaf1.example.net"}
    assert (
        parse(outputs, "arista.eos.eos", "facts") == parse(outputs, "arista.eos.eos", ["facts"]) == parse(outputs, "arista.eos.eos")
    )


@pytest.mark.parametrize(
    "plugin", [state_parse, interface_name, interface_range, vlan_range], ids=lambda p: p.__name__.rpartition(".")[2]
)
def test_the_documentation_is_complete(plugin: object) -> None:
    """Each filter has a description, examples and a return value that load as YAML."""
    documentation = yaml.safe_load(plugin.DOCUMENTATION)
    assert documentation["name"] in plugin.FilterModule().filters()
    assert yaml.safe_load(plugin.EXAMPLES)
    assert yaml.safe_load(plugin.RETURN)["_value"]["description"]


def test_every_subset_is_documented() -> None:
    """What a platform can show is named in the filter's documentation."""
    for platform in TABLES:
        for subset in SUBSETS(platform):
            assert f"C({subset})" in state_parse.DOCUMENTATION

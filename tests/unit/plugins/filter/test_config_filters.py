# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration filters as Ansible finds them."""

from __future__ import annotations

import importlib

import pytest
from ansible.errors import AnsibleFilterError

NAMES = ("config_diff", "config_remediate", "config_predict", "config_redact")


def _filter(name: str):  # type: ignore[no-untyped-def]  # loaded as Ansible does
    module = importlib.import_module(f"ansible_collections.auto.factory.plugins.filter.{name}")
    return module.FilterModule().filters()[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_filter_is_documented(name: str) -> None:
    """``ansible-doc -t filter`` shows what each filter takes and returns, with an example."""
    module = importlib.import_module(f"ansible_collections.auto.factory.plugins.filter.{name}")
    assert f"name: {name}" in module.DOCUMENTATION
    assert name in module.EXAMPLES
    assert "_value" in module.RETURN


@pytest.mark.parametrize("name", NAMES[:3])
def test_an_unknown_platform_is_a_filter_error(name: str) -> None:
    """What cannot be done is said in Ansible's own kind of error, with the word unsupported."""
    with pytest.raises(AnsibleFilterError, match="unsupported"):
        _filter(name)("hostname a", "hostname b", "acme.router.os")


def test_the_filters_work_on_plain_values() -> None:
    """One change, through all filters."""
    commands = _filter("config_remediate")("hostname a\n", "hostname b\n", "arista.eos.eos")
    assert commands == ["hostname b"]
    assert _filter("config_predict")("hostname a\n", commands, "arista.eos.eos") == "hostname b\n"
    assert _filter("config_diff")("hostname a\n", "hostname b\n", "arista.eos.eos") == "-hostname a\n+hostname b\n"
    assert "abc" not in _filter("config_redact")("enable secret abc", "arista.eos.eos")

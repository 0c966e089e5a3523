# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where Ansible ends and the core begins: plain values in, Ansible's errors out."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.plugins.plugin_utils import action as action_room
from ansible_collections.auto.factory.plugins.plugin_utils.action import argument_spec, plain
from ansible_collections.auto.factory.plugins.plugin_utils.device import at_most, target_of, under_timer
from ansible_collections.auto.factory.plugins.plugin_utils.filters import as_filter

ACTIONS = sorted((Path(action_room.__file__).parents[1] / "action").glob("*.py"))


class Tagged(str):
    """What ansible-core makes of a text."""

    __slots__ = ()


def test_values_become_plain_all_the_way_down():
    """No type of ansible-core's reaches the core."""
    made = plain({Tagged("a"): [Tagged("b"), {"c": Tagged("d")}, 1, None, True, (Tagged("e"),)]})
    assert made == {"a": ["b", {"c": "d"}, 1, None, True, ["e"]]}
    assert type(next(iter(made))) is str
    assert type(made["a"][0]) is str
    assert type(made["a"][1]["c"]) is str
    assert made["a"][4] is True


def test_odd_texts_survive():
    """Whatever a variable holds."""
    for text in ("", "Zürich ☂", "\udce4 undecodable", "\x00"):
        assert plain(Tagged(text)) == text


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.stem)
def test_every_action_has_its_options_from_its_stub(path):
    """The documentation is the schema."""
    spec = argument_spec(str(path))
    assert all(
        set(option) <= {"type", "elements", "required", "default", "choices", "aliases", "no_log", "options"}
        for option in spec.values()
    )
    assert all("type" in option for option in spec.values())


def test_a_filter_raises_ansibles_error_with_our_words():
    """Code, place and cure are in the text."""

    def bad():
        raise InputError("it is wrong", "key", "Right it.")

    with pytest.raises(AnsibleFilterError, match=r"key: it is wrong \[input\] Cure: Right it\."):
        as_filter(bad)()
    assert as_filter(lambda value: value + 1)(1) == 2


def target():
    return Target("r1", "192.0.2.1", 22, Credentials("a"), "cisco.ios.ios", connect_timeout=15.0, command_timeout=30.0)


def test_a_foreign_connection_is_an_error_with_its_cure():
    """network_cli and ssh know no Target."""
    with pytest.raises(InputError) as raised:
        target_of(SimpleNamespace(transport="ssh"), SimpleNamespace(delegate_to=None), {"inventory_hostname": "r1"})
    assert "auto.factory.cli" in raised.value.cure
    assert raised.value.where == "r1"


def test_patience_ends_where_a_timer_runs():
    """A device under a timer is asked again soon; nobody waits for longer than asked, and shorter wishes stay."""
    short = under_timer(target())
    assert short.connect_timeout < 15
    assert short.command_timeout < 30
    assert at_most(target(), 20).command_timeout == 20
    assert at_most(target(), 600).command_timeout == 30
    assert under_timer(under_timer(target())) == under_timer(target())

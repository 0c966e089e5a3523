# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes through Ansible over auto.factory.netconf, on the real netconfd."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from ansible_collections.auto.factory.tests.integration.play import Player
from ansible_collections.auto.factory.tests.lab.netconf.device import SPACE, NetconfDevice, missing

PORT = f'<interfaces xmlns="{SPACE}"><interface><name>eth1</name>%s</interface></interfaces>'
NEW = "<description>second floor</description>"


@pytest.fixture
def device() -> Iterator[NetconfDevice]:
    """A fresh server; in CI it must be there."""
    reason = missing()
    if reason and os.environ.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail(f"CI must have it: {reason}", pytrace=False)
    if reason:
        pytest.skip(reason)
    with NetconfDevice() as made:
        yield made


@pytest.fixture
def player(device, tmp_path) -> Player:
    """An inventory with this one host, logged in to with a key and a checked host key."""
    host = {
        "ansible_host": device.host,
        "ansible_port": device.port,
        "ansible_connection": "auto.factory.netconf",
        "ansible_network_os": "auto.factory.netconf",
        "ansible_user": device.user,
        "ansible_ssh_private_key_file": str(device.key),
        "ansible_known_hosts_file": [str(device.known_hosts)],
    }
    return Player(tmp_path, {"all": {"hosts": {"r1": host}}})


def test_a_change_over_netconf_is_confirmed_saved_and_not_repeated(device, player):
    """Kept when its check holds, in the startup too; the same again changes nothing."""
    task = {"config": PORT % NEW, "checks": [{"config_contains": {"regex": NEW}}], "confirm_timeout": 20, "settle": 1}
    foretold = player.change("r1", "--check", "--diff", **task)
    assert "second floor" in foretold["diff"]["prepared"]
    assert NEW not in device.config("running")
    played = player.run([{"auto.factory.change": task}, {"auto.factory.change": task}], "r1")
    done, again = (row["result"] for row in played.rows)
    assert (done["outcome"], done["changed"]) == ("confirmed", True), done
    assert done["dead_man"] == {"kind": "device", "seconds": 20}
    assert NEW in device.config("running")
    assert NEW in device.config("startup")
    assert not device.pending()
    assert (again["outcome"], again["changed"], again["commands"]) == ("unchanged", False, [])


def test_a_failed_check_over_netconf_brings_the_device_back(device, player):
    """Cancelled at once by its token, not only when the timer ends."""
    before = device.config("running")
    done = player.change("r1", config=PORT % NEW, checks=[{"config_contains": "<description>third"}], confirm_timeout=30)
    assert (done["outcome"], done["failed"]) == ("rolled_back", True)
    assert device.config("running") == before
    assert not device.pending()


def test_a_refused_value_is_named_with_its_path(device, player):
    """The server's own words and the line; nothing was touched."""
    before = device.config("running")
    done = player.change("r1", config=PORT % "<mtu>64</mtu>", confirm_timeout=20)
    assert done["error"]["code"] == "rejected_line"
    assert "<mtu>64</mtu>" in done["error"]["line"]
    assert "interface[name='eth1']/mtu" in done["error"]["what"]
    assert device.config("running") == before

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A statement that can have one value only: a new one takes its place, as on the device; a list grows."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import equivalent
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines

JUNOS, VYOS = "junipernetworks.junos.junos", "vyos.vyos.vyos"
CASES = [
    pytest.param(
        JUNOS,
        "set interfaces ge-0/0/1 description old",
        'set interfaces ge-0/0/1 description "second floor"',
        'set interfaces ge-0/0/1 description "second floor"',
        id="a description",
    ),
    pytest.param(JUNOS, "set system host-name r1", "set system host-name r2", "set system host-name r2", id="a host name"),
    pytest.param(
        JUNOS,
        "system {\n    host-name r1;\n    ntp {\n        server 192.0.2.1;\n    }\n}",
        "set system host-name r2",
        "set system host-name r2\nset system ntp server 192.0.2.1",
        id="in a configuration in braces",
    ),
    pytest.param(
        JUNOS,
        "set system name-server 192.0.2.1",
        "set system name-server 192.0.2.2",
        "set system name-server 192.0.2.1\nset system name-server 192.0.2.2",
        id="a list grows",
    ),
    pytest.param(
        JUNOS,
        "set protocols bgp group x neighbor 192.0.2.1 peer-as 64500",
        "set protocols bgp group x neighbor 192.0.2.1 peer-as 64501",
        "set protocols bgp group x neighbor 192.0.2.1 peer-as 64501",
        id="below a name",
    ),
    pytest.param(
        JUNOS,
        "set interfaces ge-0/0/1 unit 0 description one\nset interfaces ge-0/0/1 unit 1 description two",
        "set interfaces ge-0/0/1 unit 1 description three",
        "set interfaces ge-0/0/1 unit 0 description one\nset interfaces ge-0/0/1 unit 1 description three",
        id="beside another one's",
    ),
    pytest.param(
        VYOS,
        "set interfaces ethernet eth1 description 'old'",
        "set interfaces ethernet eth1 description new",
        "set interfaces ethernet eth1 description 'new'",
        id="VyOS, whatever the quotes",
    ),
    pytest.param(
        VYOS,
        "set interfaces ethernet eth1 address '192.0.2.1/24'",
        "set interfaces ethernet eth1 address 192.0.2.2/24",
        "set interfaces ethernet eth1 address '192.0.2.1/24'\nset interfaces ethernet eth1 address '192.0.2.2/24'",
        id="VyOS: addresses are a list",
    ),
]


@pytest.mark.parametrize(("platform", "running", "line", "after"), CASES)
def test_a_new_value_takes_the_place_of_the_old_one(platform, running, line, after):
    """Predicted as the device does it; given again it is without effect."""
    predicted = config_predict(running, [line], platform)
    assert equivalent(predicted, after, platform)
    assert effective_lines(predicted, [line], platform).commands == []

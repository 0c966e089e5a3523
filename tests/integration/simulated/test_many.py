# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many devices at once."""

from __future__ import annotations

from ansible_collections.auto.factory.tests.lab import SimulatedLab

from ..play import Player
from .cells import EOS, IOS, NTP, Cells, topology

STAY = ["interfaces_stay_up", "bgp_sessions_stay_up"]


def test_twenty(tmp_path):
    """Twenty devices of two platforms at once, three of them failing in different ways: seventeen confirmed, three as before."""
    # None is another's neighbour: a device that fails would take its peer's session down with it.
    with SimulatedLab(topology(20)) as lab:
        cells = Cells(lab, 20)
        for _ in range(10):
            cells.take(EOS, tmp_path)
        change_twenty(cells, [cells.take(platform, tmp_path) for platform in (IOS, EOS) for _ in range(10)], tmp_path)


def change_twenty(cells, cases, tmp_path):
    """The change of all of them."""
    lines = {case.name: [NTP] for case in cases}
    rejects, breaks, cut = cases[3], cases[12], cases[17]
    rejects.device.fault("reject", on=NTP, text="% NTP is administratively locked")
    lines[breaks.name] = [NTP, *breaks.site.wrong_neighbor]
    lines[cut.name] = [NTP, f"interface {cut.site.management}", " shutdown"]
    cut.device.clock(speed=10)
    player = Player(tmp_path, cells.inventory({name: {"wanted": own} for name, own in lines.items()}))
    task = {
        "auto.factory.change": {"lines": "{{ wanted }}", "checks": STAY, "confirm_timeout": 60, "check_timeout": 8, "settle": 2}
    }
    played = player.run([task], ",".join(lines), "-f", "20")
    assert "Traceback" not in played.text
    failing = {rejects.name: "rejected_line", breaks.name: "check_failed", cut.name: None}
    for case in cases:
        result = played.result(case.name)
        if case.name in failing:
            assert result["outcome"] == "rolled_back", result
            assert failing[case.name] in (None, result["error"]["code"])
            case.untouched()
        else:
            assert result["outcome"] == "confirmed", result
            assert NTP in case.device.running
            assert case.device.startup == case.device.running
    ends = player.journal("select state, count(*) from events where kind = 'transaction.outcome' group by state order by state")
    assert ends == [("confirmed", 17), ("rolled_back", 3)]

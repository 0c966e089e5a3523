# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The controller dies in mid-change: a whole transaction in a process of its own, on the real netconfd."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from pathlib import Path

from ansible_collections.auto.factory.plugins.module_utils.change.request import ChangeRequest, Content
from ansible_collections.auto.factory.plugins.module_utils.change.transaction import Surroundings, Transaction
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import capabilities, open_driver
from ansible_collections.auto.factory.tests.conformance.beds.netconf import NetconfBed
from ansible_collections.auto.factory.tests.conformance.runner import Nowhere
from ansible_collections.auto.factory.tests.lab.netconf.device import NetconfDevice

from .test_change import NEW, PORT, device

__all__ = ["device"]  # a fixture
PATIENCE = 90.0


def controller(target):
    """Everything up to the confirmation, which never comes."""
    with tempfile.TemporaryDirectory() as home:
        around = Surroundings(
            lambda _timer: open_driver(target),
            capabilities(target.network_os, target.transport),
            Nowhere(),
            Path(home),
            still_wanted=lambda: time.sleep(600),
        )
        Transaction(ChangeRequest("r1", Content((PORT % NEW,)), confirm_timeout=15), around).run()


def test_a_controller_killed_in_mid_change_leaves_it_to_the_servers_timer(device: NetconfDevice):
    """Nobody confirms any more: the server takes the change back by itself."""
    before = device.config("running")
    process = multiprocessing.get_context("fork").Process(target=controller, args=(NetconfBed(device).target(),), daemon=True)
    process.start()
    end = time.monotonic() + PATIENCE
    while NEW not in device.config("running"):
        assert process.is_alive(), "the change ended by itself"
        assert time.monotonic() < end, "the change never began"
        time.sleep(0.2)
    time.sleep(2.0)  # in the middle of its commit the server would take it back at once
    process.kill()
    process.join()
    assert device.pending()
    assert NEW in device.config("running")
    while device.pending():
        assert time.monotonic() < end, "the timer never fired"
        time.sleep(2.5)  # netconfd looks at its timers only while nobody talks to it
    assert device.config("running") == before

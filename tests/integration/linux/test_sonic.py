# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated SONiC, where it does what SONiC is known for: a patch that breaks off half applied."""

from __future__ import annotations

import os

import pytest
from ansible_collections.auto.factory.tests.conformance.beds.sonic import ROW
from ansible_collections.auto.factory.tests.conformance.runner import Stand
from ansible_collections.auto.factory.tests.lab.linux.lab import missing, shell


@pytest.fixture(autouse=True)
def possible():
    """Skipped with the reason where it cannot run; demanded in CI."""
    reason = missing()
    if reason and os.environ.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail(f"CI must have it: {reason}", pytrace=False)
    if reason:
        pytest.skip(reason)


def test_half_a_patch_is_taken_back_by_the_checkpoint():
    """The dry run was good, the second operation failed: the database is as before, and no checkpoint stays."""
    with ROW.start() as bed:
        stand = Stand(ROW, bed)
        shell(bed.host, "echo 2 >/run/sonic/fault")
        done = stand.change()
        assert (done.outcome, done.error.code) == ("rolled_back", "rejected_line")
        assert "a service does not answer" in str(done.error)
        assert stand.unchanged()
        assert bed.left() == []

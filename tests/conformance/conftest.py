# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every scenario meets every row: a fresh device of each platform. Those of one platform share a process."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from .bed import Row
from .rows import rows
from .runner import Stand


@pytest.fixture(params=rows(), ids=lambda row: row.name)
def stand(request) -> Iterator[Stand]:
    """A fresh device of one platform. What cannot be started here is skipped with the reason; in CI that is a failure."""
    row: Row = request.param
    reason = row.missing()
    if reason and os.environ.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail(f"CI must have it: {reason}", pytrace=False)
    if reason:
        pytest.skip(reason)
    with row.start() as bed:
        yield Stand(row, bed)

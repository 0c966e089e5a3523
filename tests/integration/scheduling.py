# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tests run in one process: those that share a lab.

A folder of real devices, a file of simulated ones, the scenarios of one platform. xdist's own groups are not used: with
pytest 9 they are lost between the mark and the scheduler.
"""

from __future__ import annotations

import re
from typing import Any

from xdist.scheduler import LoadScopeScheduling


class ByLab(LoadScopeScheduling):  # type: ignore[misc]  # the library has no types
    """Sends the tests of one lab to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        found = re.search(r"integration/(simulated/\w+|\w+)", nodeid) or re.search(r"conformance/.*\[([^\]]+)\]", nodeid)
        return found.group(1) if found else nodeid.partition("::")[0]


def scheduler(config: Any, log: Any) -> ByLab | None:
    """For ``--dist loadgroup``; None leaves it to xdist."""
    return ByLab(config, log) if config.getvalue("dist") == "loadgroup" else None

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS, as set commands."""

from __future__ import annotations

from ..vendor import Vendor

VYOS = Vendor(
    name="vyos.vyos.vyos",
    style="set",
    comment=r"#|//|/\*",
    volatile=r"// (Warning|vyos-config-version|Release version)",
    leave=frozenset({"exit", "quit", "top", "up"}),
)

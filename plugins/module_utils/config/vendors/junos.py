# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Juniper Junos, as set commands."""

from __future__ import annotations

from ..vendor import Vendor

JUNOS = Vendor(
    name="junipernetworks.junos.junos",
    style="set",
    comment=r"#|\{(master|backup|primary|secondary)|/\*",
    volatile=r"## Last (commit|changed)",
    leave=frozenset({"exit", "quit", "top", "up"}),
)

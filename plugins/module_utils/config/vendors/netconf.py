# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any NETCONF server: XML whose rules come from its own YANG modules (see xmlschema.py), so there is little to say here."""

from __future__ import annotations

from ..vendor import Vendor

NETCONF = Vendor(name="auto.factory.netconf", style="xml", indent=2)

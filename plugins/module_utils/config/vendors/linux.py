# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux hosts: files, and what the kernel holds beyond them."""

from __future__ import annotations

from ..vendor import Vendor

LINUX = Vendor(name="auto.factory.linux", style="files", comment=r"(?!)", leave=frozenset())

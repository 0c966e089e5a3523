# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of platforms says what the drivers say."""

from __future__ import annotations

import runpy

from .reading import ROOT


def test_the_page_is_what_the_drivers_say():
    """docs/platforms.md is generated anew whenever a driver's facts change: python tests/tools/platform_table.py."""
    tool = runpy.run_path(str(ROOT / "tests" / "tools" / "platform_table.py"))
    assert tool["page"]() == (ROOT / "docs" / "platforms.md").read_text(encoding="utf-8")

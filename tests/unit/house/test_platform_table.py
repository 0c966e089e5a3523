# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of platforms says what the drivers say."""

from __future__ import annotations

import runpy
from pathlib import Path

from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import capabilities, platforms

from .reading import ROOT, documentation


def test_the_page_is_what_the_drivers_say():
    """docs/platforms.md is generated anew whenever a driver's facts change: python tests/tools/platform_table.py."""
    tool = runpy.run_path(str(ROOT / "tests" / "tools" / "platform_table.py"))
    assert tool["page"]() == (ROOT / "docs" / "platforms.md").read_text(encoding="utf-8")
    assert tool["readme"]() == (ROOT / "README.md").read_text(encoding="utf-8")


def test_modules_name_the_platforms_that_they_serve():
    """`ansible-doc` shows what can be changed, and what can be read."""
    changed = [name for name in platforms() if capabilities(name).timer != "none"]
    for module, served in (("change", changed), ("snapshot", platforms())):
        page = documentation(Path(f"plugins/modules/{module}.py"))
        assert page is not None
        assert page["attributes"]["platform"]["platforms"].split(", ") == served

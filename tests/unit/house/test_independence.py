# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The project depends on no particular machine."""

from __future__ import annotations

import re

from tests.unit.house.reading import ROOT, project_files

# Put together here so that this file does not hold what it looks for.
REGISTRIES = (
    "pypi" + r"\.org",
    "python" + r"hosted\.org",
    "npm" + r"js\.(com|org)",
    "crates" + r"\.io",
    "proxy" + r"\.golang\.org",
)
PLACES = ("/" + "work/", "/" + "opt/dev", "/" + "home/[a-z]+/work", "/" + "root/")
FORBIDDEN = re.compile("|".join((*REGISTRIES, *PLACES)))


def test_no_file_names_a_registry_or_a_machine() -> None:
    """Whoever clones the project needs neither our mirrors nor our folders."""
    texts = {path: (ROOT / path).read_bytes().decode("utf-8", errors="replace") for path in project_files()}
    found = {path.as_posix(): match.group() for path, text in texts.items() if (match := FORBIDDEN.search(text))}
    assert found == {}

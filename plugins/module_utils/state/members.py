# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of ports as switches print them: ``gi1/0/1-3,Po1``, ``Te 0/1-4,7``."""

from __future__ import annotations

import re

_ITEM = re.compile(r"(?P<stem>[A-Za-z][A-Za-z-]*[ \t]*)?(?P<module>(?:\d+[/:])*)(?P<first>\d+)(?:-(?:(?:\d+[/:])*)(?P<last>\d+))?")
_MOST = 512  # ports one range may stand for; no module has more


def members(text: str) -> list[str]:
    """Each port by name. What follows a comma without a name, or without a module, is of the one before."""
    names: list[str] = []
    stem = module = ""
    for item in text.split(","):
        found = _ITEM.fullmatch(item.strip())
        if not found:
            continue
        if found["stem"]:
            stem, module = found["stem"].strip(), ""
        module = found["module"] or module
        first, last = int(found["first"]), int(found["last"] or found["first"])
        names += [f"{stem}{module}{number}" for number in range(first, min(last, first + _MOST) + 1)]
    return names

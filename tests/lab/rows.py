# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing grammar tables briefly: rows of text become rules, in the order the device shows them."""

from __future__ import annotations

from collections.abc import Iterable

from .grammar import Rule

Row = tuple[str, ...] | str


def rules(rows: Iterable[Row]) -> tuple[Rule, ...]:
    """Rules from rows.

    A row is a template, or (template, flag, ...) with flags ``enter=MODE``, ``hook=NAME``,
    ``run=NAME``, ``default_on``, ``natural``, ``enable`` (needs the privileged mode). A row ``-``
    starts a new group: the device shows ``!`` between groups.
    """
    found = []
    group = 0
    for rank, row in enumerate(rows):
        if row == "-":
            group += 1
            continue
        template, *flags = (row,) if isinstance(row, str) else row
        options = dict(flag.split("=", 1) for flag in flags if "=" in flag)
        found.append(
            Rule(
                template=template,
                rank=rank,
                enter=options.get("enter", ""),
                hook=options.get("hook", ""),
                run=options.get("run", ""),
                default_on="default_on" in flags,
                natural="natural" in flags,
                group=group,
                privilege=15 if "enable" in flags else 1,
            )
        )
    return tuple(found)

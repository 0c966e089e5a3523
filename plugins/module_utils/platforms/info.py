# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done on each platform, and what that was proved against: read off the drivers and tables, never typed in."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ..config.catalogue import VENDORS
from ..errors import FactoryError, UnsupportedError
from ..state import commands as state_commands
from ..state import registry as state_registry
from . import registry

PROOFS = {
    "real": "the real device software",
    "simulated": "a simulated device of this project",
    "recorded": "recorded output of real devices",
    "documentation": "documentation only",
}


def known() -> list[str]:
    """Every platform of which anything is known, sorted."""
    return sorted({*registry.platforms(), *VENDORS, *state_registry.PLATFORMS})


def describe(network_os: str) -> dict[str, Any]:
    """One platform, in JSON types. Raises UnsupportedError for one of which nothing is known.

    ``transaction``: None where no change can be made, else the facts of ``Capabilities``; ``config``: the form of its
    configuration, None where it is only redacted; ``state``: ``read`` subsets that a device is asked for, ``parsed`` subsets
    understood offline; ``redaction``: True, one engine serves all.
    """
    name = registry.canonical(network_os)
    if name not in known():
        near = difflib.get_close_matches(network_os, known(), 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UnsupportedError(
            f"nothing is known of the platform '{network_os}'", "ansible_network_os", f"Use one of {', '.join(known())}.{hint}"
        )
    vendor = VENDORS.get(name)
    return {
        "transaction": _transaction(name),
        "config": {"form": vendor.style} if vendor else None,
        "state": {"read": _read(name), "parsed": _parsed(name)},
        "redaction": True,
    }


def describe_all(names: Iterable[str] = ()) -> dict[str, dict[str, Any]]:
    """The platforms by name; all that are known where none is named."""
    wanted = [registry.canonical(name) for name in names] or known()
    return {name: describe(name) for name in wanted}


def _transaction(name: str) -> dict[str, Any] | None:
    if name not in registry.platforms():
        return None
    facts = asdict(registry.capabilities(name))
    facts.pop("network_os")
    return {**facts, "timer_range": list(facts["timer_range"]), "bites": list(facts["bites"])}


def _read(name: str) -> list[str]:
    try:
        return list(state_commands.SUBSETS(name))
    except FactoryError:
        return []


def _parsed(name: str) -> list[str]:
    try:
        return sorted({parser.subset for parser in state_registry.parsers(name) if not parser.library})
    except FactoryError:
        return []

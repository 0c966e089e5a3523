# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Network instances, which most platforms call VRFs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def network_instance(name: str, distinguisher: str, interfaces: Iterable[str]) -> dict[str, Any]:
    """One instance in the shape of the model; ``<not set>``, as devices print it, is no route distinguisher."""
    return {
        "name": name,
        "type": "DEFAULT_INSTANCE" if name == "default" else "L3VRF",
        "state": {"route_distinguisher": "" if "not set" in distinguisher else distinguisher},
        "interfaces": {"interface": {interface: {} for interface in interfaces}},
    }

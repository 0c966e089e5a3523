# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which driver serves which ``ansible_network_os``."""

from __future__ import annotations

import difflib
from collections.abc import Callable

from ..errors import UnsupportedError
from ..session.target import Target
from . import eos, frr, ios, iosxr, junos, linux, netconf, nxos, routeros, sonic, srlinux, sros, sros_classic, vyos
from .base import Capabilities, Driver
from .netconf_facts import capabilities_for

_DRIVERS: dict[str, tuple[Capabilities, Callable[[Target], Driver]]] = {
    module.CAPABILITIES.network_os: (module.CAPABILITIES, module.open_driver)
    for module in (eos, frr, ios, iosxr, junos, linux, netconf, nxos, routeros, sonic, srlinux, sros, sros_classic, vyos)
}
_SHORT = {**{name.rsplit(".", 1)[-1]: name for name in _DRIVERS}, "nokia.srlinux": srlinux.OS}


def platforms() -> list[str]:
    """Every platform with a driver."""
    return sorted(_DRIVERS)


def canonical(network_os: str) -> str:
    """The full name of a platform; its short form (``ios``) is taken too."""
    return _SHORT.get(network_os, network_os)


def capabilities(network_os: str, transport: str = "cli") -> Capabilities:
    """What is true of a platform, as reached over ``cli`` or ``netconf``. Raises UnsupportedError."""
    return _find(network_os, transport)[0]


def open_driver(target: Target) -> Driver:
    """A driver with an open session. Raises UnsupportedError and every SessionError."""
    return _find(target.network_os, target.transport)[1](target)


def _find(network_os: str, transport: str) -> tuple[Capabilities, Callable[[Target], Driver]]:
    if transport == "netconf":  # one driver for all, with what is known of each
        return capabilities_for(network_os), netconf.open_driver
    try:
        return _DRIVERS[canonical(network_os)]
    except KeyError:
        near = difflib.get_close_matches(network_os, _DRIVERS, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UnsupportedError(
            f"no driver for the platform '{network_os}'", "ansible_network_os", f"Use one of {', '.join(platforms())}.{hint}"
        ) from None

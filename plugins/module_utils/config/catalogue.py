# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network OSs whose configurations are understood here, by Ansible's name of them."""

from __future__ import annotations

from ..errors import InputError, UnsupportedError
from .vendor import Vendor
from .vendors.appliances import BIGIP, EXOS, FORTIOS, GAIA, PANOS
from .vendors.aruba import AOSCX, ARUBAOSS
from .vendors.asa import ASA, CISCOSMB
from .vendors.dell import A10, ICX, OS9, OS10
from .vendors.eos import EOS
from .vendors.frr import FRR
from .vendors.huawei import CE, COMWARE
from .vendors.ios import IOS
from .vendors.iosxr import IOSXR
from .vendors.junos import JUNOS
from .vendors.linux import LINUX
from .vendors.netconf import NETCONF
from .vendors.nxos import NXOS
from .vendors.routeros import ROUTEROS
from .vendors.sonic import SONIC
from .vendors.srlinux import SRLINUX
from .vendors.sros import SROS_CLASSIC, SROS_MD
from .vendors.vyos import EDGEOS, VYOS

_CONFIGURED = (IOS, EOS, FRR, NXOS, IOSXR, JUNOS, VYOS, SRLINUX, SROS_MD, SROS_CLASSIC, ROUTEROS, LINUX, NETCONF, SONIC)
_KNOWN = (ASA, CISCOSMB, OS10, OS9, A10, ICX, AOSCX, ARUBAOSS, CE, COMWARE, FORTIOS, PANOS, GAIA, BIGIP, EXOS, EDGEOS)

VENDORS: dict[str, Vendor] = {vendor.name: vendor for vendor in (*_CONFIGURED, *_KNOWN)}


def vendor_for(platform: str) -> Vendor:
    """The table of a network OS; UnsupportedError where there is none."""
    vendor = VENDORS.get(str(platform))
    if vendor is None:
        raise UnsupportedError(
            f"no configuration rules for the platform '{platform}'",
            cure=f"Use one of {', '.join(sorted(VENDORS))} as ansible_network_os.",
        )
    return vendor


def known_platform(platform: str) -> str:
    """``platform`` itself, when it has the form of a network OS name; InputError otherwise."""
    if not str(platform).strip():
        raise InputError("the platform is empty", cure="Give the host's ansible_network_os.")
    return str(platform)

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""hier_config, asked the questions that our engine is asked."""

from __future__ import annotations

from hier_config import Platform, WorkflowRemediation, get_hconfig

PLATFORMS = {
    "cisco.ios.ios": Platform.CISCO_IOS,
    "cisco.nxos.nxos": Platform.CISCO_NXOS,
    "cisco.iosxr.iosxr": Platform.CISCO_XR,
    "arista.eos.eos": Platform.ARISTA_EOS,
    "junipernetworks.junos.junos": Platform.JUNIPER_JUNOS,
    "vyos.vyos.vyos": Platform.VYOS,
    "community.network.ce": Platform.HUAWEI_VRP,
    "hpe.comware.comware": Platform.HP_COMWARE5,
    "fortinet.fortios.fortios": Platform.FORTINET_FORTIOS,
    "arubanetworks.aoscx.aoscx": Platform.ARUBA_AOSCX,
    "commscope.icx.icx": Platform.RUCKUS_FASTIRON,
}


def remediate(running: str, intended: str, platform: str) -> list[str]:
    """The commands, indented."""
    return [line.cisco_style_text() for line in _work(running, intended, platform).remediation_config.all_children_sorted()]


def predict(running: str, intended: str, platform: str) -> str:
    """The configuration after its own commands, as it foretells it."""
    work = _work(running, intended, platform)
    after = work.running_config.future(work.remediation_config)
    return "".join(f"{line.cisco_style_text()}\n" for line in after.all_children_sorted())


def diff(running: str, intended: str, platform: str) -> str:
    """The difference as text."""
    work = _work(running, intended, platform)
    return "\n".join(work.running_config.unified_diff(work.generated_config))


def _work(running: str, intended: str, platform: str) -> WorkflowRemediation:
    driver = PLATFORMS[platform]
    return WorkflowRemediation(get_hconfig(driver, _plain(running)), get_hconfig(driver, _plain(intended)))


def _plain(text: str) -> str:
    """Without comments that begin with #, which it takes for lines of the configuration."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))

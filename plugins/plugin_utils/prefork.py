# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is made ready in the parent, once, so that no worker pays for it.

Ansible forks a worker for each host and task. What is imported, compiled or
parsed after the fork is paid for by every one of them, in time and in memory
that is no longer shared (the parsers of one platform alone: 250 patterns).
Ansible loads an action in the parent, so an action calls ``make_ready`` at the
end of its imports.
"""

from __future__ import annotations

import contextlib
from typing import Any

from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import connection_loader
from ansible.template import Templar
from ansible.utils.collection_loader import AnsibleCollectionConfig
from ansible_collections.auto.factory.plugins.module_utils.change.request import Content, candidate_for
from ansible_collections.auto.factory.plugins.module_utils.config.catalogue import vendor_for
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import fingerprint
from ansible_collections.auto.factory.plugins.module_utils.config.redact import config_redact
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError, UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.journal.store import open_store
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import platforms
from ansible_collections.auto.factory.plugins.module_utils.session.link import start_library
from ansible_collections.auto.factory.plugins.module_utils.state.registry import parsers
from ansible_collections.auto.factory.plugins.plugin_utils.action import freeze_heap

try:
    from ansible.template import trust_as_template
except ImportError:  # ansible-core 2.18 and older trust every text

    def trust_as_template(value: str) -> Any:
        """The text itself."""
        return value


_CONNECTIONS = ("auto.factory.cli", "auto.factory.netconf")
# The usual kinds of lines: going through them once compiles the tables' patterns.
_SPECIMEN = """hostname specimen
interface Ethernet1
 description old
 ip address 192.0.2.1 255.255.255.0
router bgp 65000
 neighbor 192.0.2.2 remote-as 65001
ntp server 192.0.2.3
"""
_CHANGE = Content(("interface Ethernet1", " description new", "ntp server 192.0.2.4", "no ntp server 192.0.2.3"))


def make_ready() -> None:
    """Load, compile and parse what a device's task will want, then keep it out of the workers' garbage collections."""
    # Its options' documentation is YAML, which ansible-core would parse again in each worker.
    if AnsibleCollectionConfig.collection_finder is not None:  # None where something imports an action without Ansible around it
        for name in _CONNECTIONS:
            connection_loader.get(name, class_only=True)
    # ansible-core makes its template lexer (nine patterns) at the first template it meets.
    Templar(DataLoader(), variables={}).template(trust_as_template("{{ 1 + 1 }}"))
    start_library()
    # The store's driver is imported where a store is opened; nothing is written. What is wrong with it is said by the task.
    with contextlib.suppress(FactoryError):
        open_store()
    for platform in platforms():
        with contextlib.suppress(UnsupportedError):  # of some platforms no state is read
            parsers(platform)
        _rehearse(platform)
    freeze_heap()


def _rehearse(platform: str) -> None:
    """One change in thought, for the patterns it compiles; only sections have so many that it pays."""
    if vendor_for(platform).style != "indent":
        return
    predicted = candidate_for(_CHANGE, _SPECIMEN, platform).predicted
    config_remediate(predicted, _SPECIMEN, platform)
    config_diff(_SPECIMEN, predicted, platform)
    fingerprint(predicted, platform)
    config_redact(predicted, platform)

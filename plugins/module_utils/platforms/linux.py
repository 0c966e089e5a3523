# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux hosts that route or filter: nftables, interface and sysctl files over SSH; the dead man's switch is a process there.

Proved on real network namespaces with nftables, iproute2, ifupdown2 and OpenSSH. The configuration is the files; applying one
loads it into the kernel, and the disk keeps the old file until the change is saved.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ..config.filestyle import family_of, statements
from ..config.fingerprint import clean
from ..errors import DeadManError, FactoryError, InputError, RejectedCommandError
from ..session.link import Answer
from ..session.target import Target
from .base import Capabilities, Driver, Trial
from .hostshell import HostShell
from .linux_change import archive, rejection, undo_words
from .linux_script import LINUX_SCRIPT

CAPABILITIES = Capabilities(
    network_os="auto.factory.linux",
    proved_against="real",
    preview="C",
    candidate=False,
    onbox_diff=False,
    atomic_replace=False,
    timer="emulated",
    timer_unit=1,
    timer_range=(5, 86400),
    confirm_from_new_session=True,
    names_pending=True,
    proof="real nftables 1.0.6, iproute2, ifupdown2 3.0 and OpenSSH of Debian 12 in network namespaces",
    bites=(
        "The login is root, or may run everything by sudo without a password.",
        "nft replaces a ruleset as a whole or not at all; interface files (ifupdown2) are applied interface by interface.",
        "ifupdown2 passes over attributes that it does not know: their names are checked by nobody.",
        "A key that is taken out of a sysctl file keeps its value until the next boot; to change it, write the value wanted.",
        "A file of rules without 'flush ruleset' adds to what is loaded, as nft itself does: it is shown as a drift afterwards.",
        "Elements that programs put into named sets are neither compared nor counted as a change.",
        "The switch does not outlive a reboot, and need not: the disk holds the old files until the change is confirmed and saved.",
    ),
)
OS = CAPABILITIES.network_os
# Files that are the configuration where the host's variable factory_files does not say otherwise.
DEFAULT_FILES = (
    "/etc/nftables.conf",
    "/etc/nftables.d/*",
    "/etc/network/interfaces",
    "/etc/network/interfaces.d/*",
    "/etc/sysctl.d/*.conf",
)
_PATH = re.compile(r"/etc/[\w./@:+-]+")
_REJECTED = 9
_GONE = 6


class LinuxDriver(HostShell):
    """One Linux host."""

    capabilities = CAPABILITIES

    def __init__(self, target: Target) -> None:
        given = target.extra.get("files", "")
        self.files = tuple(given.replace(",", " ").split()) or DEFAULT_FILES
        super().__init__(target, "Linux", LINUX_SCRIPT, self.files)

    # ---- reading ------------------------------------------------------------
    def running(self) -> str:
        """The files as they are loaded, and where the kernel differs from them."""
        return self._read("read")

    def startup(self) -> str | None:
        """The files on the disk."""
        return self._read("startup")

    # ---- changing -----------------------------------------------------------
    def preflight(self, trial: Trial) -> None:
        """The files are ours to change, and the programs that load them find no fault with them."""
        self._refuse_foreign(trial)
        answer = self.switch.hand("check", trial.id, archive(trial), self._patience(trial))
        if answer.status:
            raise self._refused(trial, answer, "the host cannot try files out before they are in force")

    def arm(self, trial: Trial) -> None:
        """Store what is loaded, and start the switch."""
        self.switch.arm(trial.id, trial.seconds, undo_words(trial))

    def apply(self, trial: Trial) -> None:
        """Load the new files. What nft refuses has changed nothing."""
        answer = self.switch.hand("apply", trial.id, archive(trial), self._patience(trial))
        if answer.status:
            raise self._refused(trial, answer, "the files cannot be loaded")

    def save(self) -> None:
        """Write what is loaded to the disk, each file by one rename."""
        answer = self.switch.hand("save", "none")
        if answer.status:
            raise RejectedCommandError("writing the files", answer.err or answer.out or "no reason given", self.target.where)

    # ---- details ------------------------------------------------------------
    def _read(self, action: str) -> str:
        answer = self.switch.hand(action, "none")
        if answer.status:
            raise RejectedCommandError("reading the files", answer.err or "no reason given", self.target.where)
        return clean(answer.out, OS)

    def _patience(self, trial: Trial) -> float:
        return max(10.0, min(float(trial.seconds), self.target.command_timeout))

    def _refuse_foreign(self, trial: Trial) -> None:
        for _removed, heading, _content in statements(trial.commands):
            word, _unused, path = heading.partition(" ")
            if word != "file":
                continue
            if not _PATH.fullmatch(path) or ".." in path or not any(PurePosixPath(path).match(each) for each in self.files):
                raise InputError(
                    f"{path} is none of the files that are the configuration here: {' '.join(self.files)}",
                    self.target.where,
                    "Name another file, or widen the host's variable factory_files.",
                )
            if family_of(path) is None:
                raise InputError(f"nothing here knows how to load {path}", self.target.where)

    def _refused(self, trial: Trial, answer: Answer, otherwise: str) -> FactoryError:
        if answer.status == _GONE:
            return DeadManError("the dead man's switch has fired: the old configuration is coming back", self.target.where)
        said = answer.out.strip() or answer.err
        if answer.status == _REJECTED:
            return rejection(trial, said, self.target.where)
        words = " ".join(said.split()) or f"status {answer.status}"
        return DeadManError(f"{otherwise}: {words}", self.target.where, "See docs/linux.md for what the host needs.")


def open_driver(target: Target) -> Driver:
    """A driver with an open session."""
    return LinuxDriver(target)

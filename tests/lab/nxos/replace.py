# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS checkpoints, rollback, and ``configure replace`` with its commit timer.

The words of the timer's lines in ``show config-replace status`` are ours: the guide says that they
are there, not how they read. Nor does it say whether a checkpoint may be rolled back to while the timer runs: a device whose
version begins with 10 refuses it, the others do it.
"""

from __future__ import annotations

from ..config import Tree
from ..grammar import Match
from ..part import Part

MISSING = "No such file or directory ({})\n"
STEPS = (
    "\nVersion match between user file and running configuration.\nPre-check for User config PASSED\n"
    "ADVISORY: Config Replace operation started...\n"
    "Modifying running configuration from another VSH terminal in parallel\n"
    "is not recommended, as this may lead to Config Replace failure.\n\n"
    "Collecting Running-Config\nGenerating Rollback Patch\nExecuting Rollback Patch\n"
)
DONE = (
    "Generating Running-config for verification\nGenerating Rollback Patch\n\n"
    "Configure replace completed successfully. Please run 'show config-replace log exec' to see if there is any configuration "
    "that requires reload to take effect.\n\n"
)


def local(name: str) -> str:
    """``bootflash:///x`` as ``x``."""
    return name.rpartition(":")[2].lstrip("/")


def lines_of(text: str) -> set[str]:
    """The lines that configure something, without their indentation."""
    lines = {line.strip() for line in text.splitlines()}
    return {line for line in lines if line and not line.startswith(("!", "version "))}


class Replace(Part):
    """Commands of checkpoints and replacement; part of the shell."""

    def do_checkpoint(self, found: Match, text: str) -> str:
        """Keep the running configuration under a name."""
        name = found.words[1]
        if name in self.device.trees:
            return f"ERROR: checkpoint {name} already exists\n"
        return ".Done\n" if self.device.keep(name) else "ERROR: maximum number of user checkpoints reached\n"

    def do_no_checkpoint(self, found: Match, text: str) -> str:
        """Forget a checkpoint."""
        return "" if self.device.forget(found.words[2]) else f"ERROR: checkpoint {found.words[2]} does not exist\n"

    def do_checkpoints(self, found: Match, text: str) -> str:
        """The checkpoints."""
        rule = "-" * 80
        rows = [
            f"{n}) {name}:\nCreated by admin\nSize is 4,096 bytes\nDescription: None\n"
            for n, name in enumerate(self.device.trees, 1)
        ]
        return f"User Checkpoint Summary\n{rule}\n" + "\n".join(rows) if rows else ""

    def do_rollback(self, found: Match, text: str) -> str:
        """Run a checkpoint."""
        tree = self.device.trees.get(found.words[3])
        if tree is None:
            return f"ERROR: checkpoint {found.words[3]} does not exist\n"
        if self.device.timer is not None and self.device.os_version.startswith("10."):
            return "ERROR: Rollback is not allowed while a config-replace commit timer is running\n"
        note = "Note: Applying config parallelly may fail Rollback verification\nCollecting Running-Config\n"
        if self.device.config_text(tree) == self.device.body():
            return f"{note}Rollback Patch is Empty\n\nRollback completed successfully.\n\n"
        self.device.replace_running(tree, self.user)
        steps = "#Generating Rollback Patch\nExecuting Rollback Patch\nGenerating Running-config for verification\n"
        return (
            f"{note}{steps}Generating Patch for verification\nVerification is Successful.\n\nRollback completed successfully.\n\n"
        )

    def do_replace(self, found: Match, text: str) -> str:
        """Run a file's configuration instead, at once or under the timer; a refused line leaves everything as it was."""
        device, source = self.device, found.words[2]
        seconds = int(found.words[-1]) if "commit-timeout" in found.words else 0
        content = device.flash.get(local(source))
        if content is None:
            return MISSING.format(source)
        if device.timer is not None:
            return "ERROR: Config replace commit timer is running\n"
        if not any(line.startswith(f"version {device.os_version}") for line in content.splitlines()):
            return "ERROR: Version mismatch between user file and running configuration.\n"
        tree: Tree = device.blank()
        refused = device.editor.load(content, tree, device)
        if refused:
            errors = "".join(f"`{line}`\nSyntax error while parsing '{line}'\n\n" for line in refused)
            self._log("Failed", errors)
            return f"{STEPS}{errors}ERROR: Configure replace failed\nRestoring the original configuration\n\n"
        missing = sorted(lines_of(content) - lines_of(device.config_text(tree)))
        if missing:
            self._log(
                "Failed", "Verification patch contains the following commands:\n" + "-" * 51 + "\n!!\n" + "\n".join(missing) + "\n"
            )
            failed = "Generating Running-config for verification\nERROR: Verification failed\n"
            return f"{STEPS}{failed}Restoring the original configuration\n\n"
        device.replace_under_timer(tree, seconds, self.user)
        self._log("Success", "")
        return STEPS + DONE

    def _log(self, status: str, errors: str) -> None:
        device = self.device
        device.replaced_at = device.clock.now()
        device.replace_log = (
            "Operation            : Config-replace to user config\nCheckpoint file name : .replace_tmp_6048\n"
            f"Cfg-replace done By  : {self.user}\nCfg-replace mode     : atomic\n"
            f"Start Time           : {device.stamp()}\nRollback Status      : {status}\n{errors}"
        )

    def do_replace_commit(self, found: Match, text: str) -> str:
        """Stop the timer, and keep the configuration."""
        return "Commit successful\n" if self.device.commit() else "ERROR: No commit timer is running\n"

    def do_replace_status(self, found: Match, text: str) -> str:
        """The last replacement, and its timer."""
        device = self.device
        if not device.replace_log:
            return "No config-replace operation has been performed\n"
        stamp = device.stamp(device.replaced_at)
        timer = "Commit Timer Status : Not running\n"
        pending = device.pending()
        if pending:
            timer = f"Commit Timer Status : Running\nCommit Timeout Remaining : {int(pending['seconds']) + 1} seconds\n"
        return (
            "Last operation : Config-replace to user config\nDetails:\n  Rollback type: atomic replace_tmp_6048\n"
            f"  Start Time: {stamp}\n  End Time: {stamp}\n  Operation Status: Success\n{timer}"
        )

    def do_replace_log(self, found: Match, text: str) -> str:
        """What the last replacement did."""
        return str(self.device.replace_log)

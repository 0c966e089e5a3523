# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A router's shell and vtysh on this computer: the dead man's script runs for real, against a configuration in a file."""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from ansible_collections.auto.factory.plugins.module_utils.session.link import Answer
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

# A vtysh that keeps its configuration in the file `running` beside it; typed lines are added, and `no LINE` takes a line away.
_VTYSH = """#!/bin/sh
here=$(dirname "$0")
if [ "$1" = -c ]; then
    [ -e "$here/broken" ] && exit 1
    cat "$here/running"
    exit 0
fi
[ -e "$here/stubborn" ] && exit 1
[ "$1" = -f ] || exit 2
while IFS= read -r line; do
    case $line in
    end | exit | "configure terminal" | "") ;;
    "no "*) grep -vxF -- "${line#no }" "$here/running" >"$here/next"; mv "$here/next" "$here/running" ;;
    *) echo "$line" >>"$here/running" ;;
    esac
done <"$2"
"""


class LocalLink:
    """Runs commands here as an SSH server would: through the user's shell."""

    def __init__(self, tmp: Path, shell: str = "sh") -> None:
        self.target = Target("r1", "127.0.0.1", 22, Credentials("netops"), "frr.frr.frr")
        self._tmp, self._shell = tmp, shell

    def execute(self, command: str, stdin: bytes = b"", timeout: float | None = None) -> Answer:
        """One remote command."""
        done = subprocess.run(
            [self._shell, "-c", command], input=stdin, capture_output=True, timeout=timeout or 30, check=False,
            env={"PATH": os.environ["PATH"], "AUTO_FACTORY_TMP": str(self._tmp)},
        )  # fmt: skip
        return Answer(done.stdout.decode(), done.stderr.decode(), done.returncode)


class Router:
    """One router: a folder with its vtysh and its configuration."""

    def __init__(self, folder: Path, running: str = "hostname r1\nntp old\n") -> None:
        folder.mkdir()
        self.folder = folder
        self.program = folder / "vtysh"
        self.program.write_text(_VTYSH)
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)
        self.running = running

    @property
    def words(self) -> tuple[str, ...]:
        """What runs its vtysh."""
        return (str(self.program),)

    @property
    def running(self) -> str:
        """The configuration."""
        return (self.folder / "running").read_text()

    @running.setter
    def running(self, text: str) -> None:
        (self.folder / "running").write_text(text)

    def flag(self, name: str) -> None:
        """``broken``: shows nothing; ``stubborn``: takes no line."""
        (self.folder / name).write_text("")


def wait_for(condition: Callable[[], bool], seconds: float = 40.0) -> bool:
    """Until it holds, or not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def processes(mark: str) -> list[str]:
    """Command lines of this computer that hold ``mark`` as a word of their own."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if mark.encode() in words:
            found.append(shlex.join(word.decode(errors="replace") for word in words[-6:]))
    return found

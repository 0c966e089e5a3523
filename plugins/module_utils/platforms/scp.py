# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small file put on a device by SCP, over a connection of its own.

The protocol is the one that every ``scp`` program speaks: ``C<mode> <length> <name>``, the bytes, a zero byte; the far end
answers each step with a zero byte, or with 1 or 2 and its words. No program runs here, and nothing is written here.
"""

from __future__ import annotations

import shlex

from ..errors import RejectedCommandError
from ..session.link import Link
from ..session.target import Target

# Ready, the header taken, the content taken.
_STEPS = 3


def put(target: Target, path: str, content: bytes) -> None:
    """Write ``content`` to ``path`` on the device, readable by its owner only.

    Raises RejectedCommandError with the device's words when it does not take the file, and SessionError.
    """
    command = shlex.join(["scp", "-t", path])
    name = path.rpartition(":")[2].rpartition("/")[2]
    sent = f"C0600 {len(content)} {name}\n".encode() + content + b"\0"
    link = Link(target).open()
    try:
        answer = link.execute(command, sent, target.command_timeout)
    finally:
        link.close()
    if answer.out != "\0" * _STEPS:
        said = " ".join(f"{answer.out} {answer.err}".replace("\0", " ").replace("\1", " ").replace("\2", " ").split())
        raise RejectedCommandError(command, said or "no word of success", target.where)

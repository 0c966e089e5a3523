# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jump hosts: the command whose two ends reach a device's SSH service.

The jump itself is OpenSSH's ``ssh -W``, with the user's own configuration, keys
and host key checking; nothing of it is done again here.
"""

from __future__ import annotations

import re
import shlex

from ..errors import InputError


def jump_command(jump_host: str, ssh_args: str, host: str, port: int) -> tuple[str, ...]:
    """The argument list that reaches ``host:port``, or () where no jump host is named.

    ``jump_host`` is ``[user@]host[:port]``; ``ssh_args`` are Ansible's
    ansible_ssh_common_args, of which ProxyJump and ProxyCommand are read.
    """
    options = _options(ssh_args)
    jump = jump_host or options.get("proxyjump", "")
    if jump:
        return _through(jump, host, port)
    command = options.get("proxycommand", "")
    if not command or command.lower() == "none":
        return ()
    tokens = {"%h": host, "%p": str(port), "%%": "%"}
    return tuple(re.sub(r"%[hp%]", lambda match: tokens[match[0]], word) for word in _split(command))


def known_hosts_option(ssh_args: str) -> list[str]:
    """The files of ``-o UserKnownHostsFile=...``; /dev/null names none."""
    files = _options(ssh_args).get("userknownhostsfile", "").split()
    return [path for path in files if path != "/dev/null"]


def _through(jump: str, host: str, port: int) -> tuple[str, ...]:
    *before, last = jump.split(",")
    parts = re.fullmatch(r"(?P<user>[^@]+@)?(?:\[(?P<six>[^]]+)\]|(?P<name>[^:]+|[0-9A-Fa-f:.%]+))(?::(?P<port>\d+))?", last)
    if parts is None:
        raise InputError(f"'{jump}' names no jump host", "factory_jump_host", "Write it as [user@]host[:port].")
    user_host, at_port = (parts["user"] or "") + (parts["six"] or parts["name"]), parts["port"]
    device = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = ["ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=15", "-W", device]
    if at_port:
        command += ["-p", at_port]
    if before:
        command += ["-J", ",".join(before)]
    if user_host.startswith("-"):
        raise InputError(f"'{jump}' names no jump host", "factory_jump_host", "Write it as [user@]host[:port].")
    return (*command, "--", user_host)


def _options(ssh_args: str) -> dict[str, str]:
    words, found = _split(ssh_args), {}
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word == "-J" and following:
            found["proxyjump"] = following
        text = following if word == "-o" else word[2:] if word.startswith("-o") else ""
        # ssh takes both "Name=value" and "Name value".
        parts = re.fullmatch(r"\s*(\w+)(?:\s*=\s*|\s+)(.+?)\s*", text)
        if parts:
            found[parts[1].lower()] = parts[2]
    return found


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as error:
        raise InputError(f"the SSH arguments cannot be read: {error}", "ansible_ssh_common_args") from error

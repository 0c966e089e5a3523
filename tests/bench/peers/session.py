# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One login with six show commands and two configuration lines on each device in turn: ``python session.py LIBRARY JOB.json``.

Prints JSON: CPU and wall seconds of a device (the first one, which pays for imports, left out), and what the library says to
a closed port, a wrong password and an unknown host key.
"""

from __future__ import annotations

import json
import re
import resource
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SHOWS = ("show version", "show running-config", "show interfaces", "show ip route", "show running-config", "show archive")
LINES = ("interface GigabitEthernet0/2", "description session")
PROMPT = re.compile(rb"\n[\w()-]+#$")
# host, port, password, file with the known host keys ('' where they are not checked)
Login = tuple[str, int, str, str]
Work = Callable[[Login], None]


def netmiko() -> Work:
    """netmiko on its paramiko."""
    from netmiko import ConnectHandler

    def work(login: Login) -> None:
        host, port, password, known = login
        keys = {"ssh_strict": True, "alt_host_keys": True, "alt_key_file": known} if known else {}
        link = ConnectHandler(device_type="cisco_ios", host=host, port=port, username="admin", password=password, **keys)
        for command in SHOWS:
            link.send_command(command)
        link.send_config_set(list(LINES))
        link.disconnect()

    return work


def scrapli(transport: str) -> Work:
    """scrapli in pure Python, on one of its transports."""
    from scrapli.driver.core import IOSXEDriver

    def work(login: Login) -> None:
        host, port, password, known = login
        keys = {"auth_strict_key": bool(known), "ssh_known_hosts_file": known}
        link = IOSXEDriver(host=host, port=port, auth_username="admin", auth_password=password, transport=transport, **keys)
        link.open()
        for command in SHOWS:
            link.send_command(command)
        link.send_configs(list(LINES))
        link.close()

    return work


def libscrapli() -> Work:
    """scrapli on its compiled core, which came with the releases of 2026."""
    from scrapli import AuthOptions, Cli, TransportSsh2Options

    def work(login: Login) -> None:
        host, port, password, known = login
        auth = AuthOptions(username="admin", password=password)
        transport = TransportSsh2Options(known_hosts_path=known or None)
        device = {"host": host, "port": port, "definition_file_or_name": "cisco_iosxe"}
        with Cli(**device, auth_options=auth, transport_options=transport) as link:
            for command in SHOWS:
                link.send_input(command)
            link.send_inputs(list(LINES), requested_mode="configuration")

    return work


def paramiko() -> Work:
    """paramiko alone, with the least code that finds a prompt."""
    from paramiko import AutoAddPolicy, RejectPolicy, SSHClient

    def work(login: Login) -> None:
        host, port, password, known = login
        client = SSHClient()
        client.set_missing_host_key_policy(RejectPolicy() if known else AutoAddPolicy())
        if known:
            client.load_host_keys(known)
        client.connect(host, port, "admin", password, look_for_keys=False, allow_agent=False)
        shell = client.invoke_shell(width=511)
        _talk(lambda: shell.recv(65536), shell.send)
        client.close()

    return work


def ssh2() -> Work:
    """ssh2-python alone, the same; it checks no host keys by itself."""
    from ssh2.session import Session

    def work(login: Login) -> None:
        host, port, password, _known = login
        link = socket.create_connection((host, port))
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        session = Session()
        session.handshake(link)
        session.userauth_password("admin", password)
        channel = session.open_session()
        channel.pty("vt100")
        channel.shell()
        _talk(lambda: channel.read(65536)[1], channel.write)
        link.close()

    return work


def ours() -> Work:
    """The session of auto.factory: scrapli's channel over ssh2-python, host keys checked, every failure an error of its own."""
    from ansible_collections.auto.factory.plugins.module_utils.platforms.ios import WORDS
    from ansible_collections.auto.factory.plugins.module_utils.session.shell import CliSession
    from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

    def work(login: Login) -> None:
        host, port, password, known = login
        target = Target(
            host, host, port, Credentials("admin", password), "cisco.ios.ios",
            host_key_checking=bool(known), known_hosts_files=(known,),
        )  # fmt: skip
        session = CliSession(target, WORDS.dialect).open()
        for command in (*SHOWS, "configure terminal", *LINES, "end"):
            session.send(command)
        session.close()

    return work


def _talk(receive: Callable[[], bytes], send: Callable[[str], Any]) -> None:
    """Every command, each after the prompt of the one before."""
    for command in ("", "terminal length 0", *SHOWS, "configure terminal", *LINES, "end"):
        if command:
            send(command + "\n")
        seen = b""
        while not PROMPT.search(seen[-200:]):
            seen += receive()


LIBRARIES: dict[str, Callable[[], Work]] = {
    "netmiko": netmiko,
    "scrapli-system": lambda: scrapli("system"),
    "scrapli-paramiko": lambda: scrapli("paramiko"),
    "scrapli-ssh2": lambda: scrapli("ssh2"),
    "libscrapli": libscrapli,
    "paramiko": paramiko,
    "ssh2-python": ssh2,
    "ours": ours,
}


def cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in used)


def says(work: Work, login: Login) -> str:
    """The error of an attempt that must fail, as its class and first words."""
    try:
        work(login)
    except Exception as error:  # whichever it is, is the question
        return " ".join(f"{type(error).__name__}: {error}".split())[:160]
    return "no error"


def main() -> None:
    """Measure one library."""
    job = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    work = LIBRARIES[sys.argv[1]]()
    first, *others = [(host, job["port"], "admin", "") for host in job["hosts"]]
    work(first)
    began, began_cpu = time.monotonic(), cpu()
    for login in others:
        work(login)
    spent, spent_cpu = time.monotonic() - began, cpu() - began_cpu
    host, port, known = job["hosts"][0], job["port"], job["known_hosts"]
    faults = {
        "closed port": says(work, (host, 1, "admin", known)),
        "wrong password": says(work, (host, port, "wrong", known)),
        "unknown host key": says(work, (host, port, "admin", job["foreign_known_hosts"])),
    }
    print(json.dumps({"cpu": spent_cpu / len(others), "wall": spent / len(others), "faults": faults}))


if __name__ == "__main__":
    main()

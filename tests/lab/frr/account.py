"""The login of the lab: a user that exists only inside the routers.

The machine's own /etc/passwd, shadow and group stay as they are. Each router sees a copy with one more user, mounted over them in
its own mount namespace, so that nothing is to be undone and two labs never quarrel over one password.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from .command import run

USER = "netops"
# frr: read and write /etc/frr; frrvty: talk to the daemons; adm: Debian's lldpcli is for this group alone.
GROUPS = ("frr", "frrvty", "adm")


def new_password() -> str:
    """Return a random password of 128 bits."""
    return secrets.token_urlsafe(16)


def write_account_files(folder: Path, password: str, *, user: str = USER, groups: Iterable[str] = GROUPS) -> tuple[int, int]:
    """Write passwd, shadow and group into ``folder`` with the lab's user added; return its user and group id."""
    passwd = _lines("/etc/passwd", user)
    group = _lines("/etc/group", user)
    number = _free_number(passwd, group)
    hashed = run(["openssl", "passwd", "-6", "-stdin"], stdin=password + "\n").stdout.strip()
    wanted = set(groups)
    group = [_with_member(line, user) if line.split(":", 1)[0] in wanted else line for line in group]
    _write(folder / "passwd", [*passwd, f"{user}:x:{number}:{number}:FRR lab:/home/{user}:/bin/bash"], 0o644)
    _write(folder / "group", [*group, f"{user}:x:{number}:"], 0o644)
    _write(folder / "shadow", [*_lines("/etc/shadow", user), f"{user}:{hashed}:20000:0:99999:7:::"], 0o640)
    return number, number


def make_key(path: Path) -> str:
    """Create an ed25519 key pair at ``path`` (and ``path``.pub); return the public line without its comment."""
    run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "frr-lab", "-f", str(path)])
    return " ".join(path.with_suffix(".pub").read_text("utf-8").split()[:2])


def _lines(path: str, without: str) -> list[str]:
    """Return a database's lines, leaving out a user or group of the lab's name: inside, the lab's own counts."""
    return [line for line in Path(path).read_text("utf-8").splitlines() if line.split(":", 1)[0] != without]


def _free_number(*databases: list[str]) -> int:
    taken = {int(line.split(":")[2]) for database in databases for line in database if line.count(":") >= 3}
    return next(number for number in range(4200, 60000) if number not in taken)


def _with_member(line: str, user: str) -> str:
    members = [m for m in line.rsplit(":", 1)[1].split(",") if m and m != user]
    return line.rsplit(":", 1)[0] + ":" + ",".join([*members, user])


def _write(path: Path, lines: list[str], mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")

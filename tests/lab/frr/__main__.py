"""Command line of the lab: ``python -m tests.lab.frr up|wait|status|inventory|down``."""

from __future__ import annotations

import argparse
import json
import sys
import time

from .command import LabError
from .lab import LOGINS, STYLES, FrrLab


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.lab.frr", description="Real FRR routers in network namespaces.")
    parser.add_argument("action", choices=["up", "wait", "status", "inventory", "down"])
    parser.add_argument("--routers", type=int, default=4, help="2 to 40; the last one is the eBGP neighbour (default: %(default)s)")
    parser.add_argument(
        "--prefix", default="nl", help="begins every name on this computer; one lab a prefix (default: %(default)s)"
    )
    parser.add_argument(
        "--style", choices=STYLES, default="container", help="how the routers are kept apart (default: %(default)s)"
    )
    parser.add_argument("--login", choices=LOGINS, default="shell", help="where port 22 leads (default: %(default)s)")
    parser.add_argument("--network", default="172.31.99", help="first three bytes of the management /24 (default: %(default)s)")
    parser.add_argument("--timeout", type=float, default=30, help="seconds `wait` may take (default: %(default)s)")
    return parser.parse_args()


def _act(lab: FrrLab, arguments: argparse.Namespace) -> str:
    began = time.monotonic()
    match arguments.action:
        case "up":
            lab.up()
            return f"{len(lab.machines)} routers up in {time.monotonic() - began:.1f} s; inventory: {lab.folder / 'inventory.json'}"
        case "wait":
            return f"every session up after {lab.wait_converged(arguments.timeout):.1f} s"
        case "status":
            left = lab.unsettled()
            return "\n".join(
                f"{name} {m.router.address} {', '.join(left.get(name, ['settled']))}" for name, m in lab.machines.items()
            )
        case "inventory":
            if not lab.folder.exists():
                raise LabError(f"no lab {lab.topology.prefix!r} is up")
            return json.dumps(lab.inventory(), indent=2)
        case _:
            lab.down()
            return f"down in {time.monotonic() - began:.1f} s"


def main() -> int:
    """Run one action; 0 when it went well, 1 with the reason on stderr otherwise."""
    arguments = _arguments()
    try:
        lab = FrrLab(
            arguments.routers, arguments.prefix, style=arguments.style, login=arguments.login, network_prefix=arguments.network
        )
        sys.stdout.write(_act(lab, arguments) + "\n")
    except (LabError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.lab``: the simulated lab from the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

from .client import Control, LabError, SimulatedDevice
from .faults import CATALOGUE
from .inventory import inventory
from .lab import default_state_dir, prepare, start, stop
from .platforms import ROWS
from .topology import TopologyError, generated, read


def arguments() -> argparse.ArgumentParser:
    """The command line's grammar."""
    parser = argparse.ArgumentParser(prog="python -m tests.lab", description="Simulated network devices over real SSH.")
    parser.add_argument("--state-dir", type=Path, default=default_state_dir(), help="where the running lab keeps its state")
    own = argparse.ArgumentParser(add_help=False)
    own.add_argument("--state-dir", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[own])

    up = command("up", "start a topology")
    up.add_argument("topology", type=Path)
    up.add_argument("--foreground", action="store_true", help="stay, until interrupted")
    serve = command("serve", "run the topology in the state directory (used by up)")
    serve.add_argument("--parent", type=int, default=0, help="end when this process is no longer the parent")
    command("inventory", "print an Ansible inventory").add_argument("topology", type=Path, nargs="?")
    command("down", "stop the lab and remove its state")
    command("status", "list the devices, open sessions and pending timers")
    fault = command("fault", "break something: DEVICE NAME [key=value ...]; NAME clear mends everything")
    fault.add_argument("device")
    fault.add_argument("name", choices=[*CATALOGUE, "clear"])
    fault.add_argument("args", nargs="*", metavar="key=value")
    show = command("show", "print a device's configuration")
    show.add_argument("device")
    show.add_argument("which", choices=["running", "startup", "commands"])
    clock = command("clock", "run device clocks faster, or set them forward")
    clock.add_argument("--speed", type=float)
    clock.add_argument("--advance", type=float, default=0.0, metavar="SECONDS")
    for platform in ("ios", "eos"):
        many = command(platform, f"start many {platform} devices, for benches")
        many.add_argument("--count", type=int, default=1)
        many.add_argument("--base", default="127.10.0.0", help="devices listen on the addresses after this one")
        many.add_argument("--port", type=int, default=2222)
        many.add_argument("--pad", type=int, default=0, help="so many more configuration lines each")
        many.add_argument("--delay", type=float, default=0.0, help="milliseconds before each answer")
        many.add_argument("--foreground", action="store_true", help="stay, until interrupted")
    return parser


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(text.rstrip("\n") + "\n")


def pairs(words: list[str]) -> dict[str, Any]:
    """``key=value`` words as data; values are read as YAML, so ``lines=[a, b]`` is a list."""
    found = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign:
            raise LabError(f"{word!r} is not key=value")
        found[key] = yaml.safe_load(value) if key != "on" else value
    return found


def up(raw: dict[str, Any], options: argparse.Namespace) -> None:
    """Start in the background or here."""
    state_dir: Path = options.state_dir
    if options.foreground:
        from .server import run  # noqa: PLC0415  # only a server needs asyncssh

        run(prepare(raw, state_dir), state_dir)
        return
    pid = start(raw, state_dir)
    refused = Control(state_dir).ask("ping")["refused_at_start"]
    for name, lines in refused.items():
        say(f"warning: {name} did not take: {'; '.join(lines)}")
    say(f"{len(read(raw).devices)} simulated devices run (process {pid}); stop them with: python -m tests.lab down")


def act(options: argparse.Namespace) -> None:
    """Carry out the command."""
    control = Control(options.state_dir)
    if options.command == "up":
        up(yaml.safe_load(options.topology.read_text(encoding="utf-8")), options)
    elif options.command in ("ios", "eos"):
        platform = next(name for name, row in ROWS.items() if row.group == options.command)
        up(generated(platform, options.count, options.base, options.port, options.pad), options)
        for name in control.ask("ping")["devices"] if options.delay and not options.foreground else ():
            control.ask("fault", device=name, name="slow", args={"ms": options.delay})
    elif options.command == "serve":
        from .server import run  # noqa: PLC0415  # only a server needs asyncssh

        run(read(options.state_dir / "topology.yml"), options.state_dir, options.parent)
    elif options.command == "inventory":
        topology = read(options.topology or options.state_dir / "topology.yml")
        say(yaml.safe_dump(inventory(topology, options.state_dir / "known_hosts"), sort_keys=False))
    elif options.command == "down":
        stop(options.state_dir)
    elif options.command == "clock":
        control.ask("clock", speed=options.speed, advance=options.advance)
    else:
        look(options, control)


def look(options: argparse.Namespace, control: Control) -> None:
    """Commands about the devices of a running lab."""
    topology = read(options.state_dir / "topology.yml")
    if options.command == "status":
        for name, spec in topology.devices.items():
            device = SimulatedDevice(control, spec)
            say(f"{name:<16} {spec.platform:<16} {spec.host}:{spec.port}  sessions {device.sessions()}  {device.pending() or ''}")
        return
    if options.device not in topology.devices:
        raise LabError(f"no device is called {options.device!r}; there are: {', '.join(topology.devices)}")
    device = SimulatedDevice(control, topology.devices[options.device])
    if options.command == "show" and options.which == "commands":
        say("\n".join(f"{c['prompt']} {c['line']}" for c in device.commands()))
    elif options.command == "show":
        say(device.show(options.which))
    elif options.name == "clear":
        device.clear()
    else:
        device.fault(options.name, **pairs(options.args))


def main() -> int:
    """Run; 0, or 1 with the reason on standard error."""
    options = arguments().parse_args()
    try:
        act(options)
    except (LabError, TopologyError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random configurations, made with the simulated devices' own models: they know nothing of the code that is judged."""

from __future__ import annotations

from random import Random
from typing import Any

from ansible_collections.auto.factory.tests.lab import topology
from ansible_collections.auto.factory.tests.lab.contextform import Form, Store, copied, split
from ansible_collections.auto.factory.tests.lab.routeros.device import RouterosDevice
from ansible_collections.auto.factory.tests.lab.routeros.language import RefusedCommand

_TEXTS = ("old", "two words", "{ brace", "a;b", "[x]", "# no", "set / x", "5", "delete")
_COMMENTS = ("old", "two words", 'why? \\"\\$x\\"', "a\\\\b", "a=b", "[find]", "x;y", "#1")


def luck_of(seed: int) -> Random:
    """The same luck for the same seed."""
    return Random(seed)  # noqa: S311  # nothing here is a secret


def value(kind: str, chance: Random) -> str:
    """One of this kind of a schema."""
    if "|" in kind:
        return chance.choice(kind.split("|"))
    made = {
        "<number>": str(chance.randint(0, 9)),
        "<address>": f"192.0.2.{chance.randint(1, 4)}",
        "<prefix>": f"192.0.2.{chance.randint(1, 4)}/32",
        "<port>": f"1/1/c{chance.randint(1, 2)}/1",
        "<name>": chance.choice(("a", "b-1", "x y", "ethernet-1/1", "10")),
        "<word>": chance.choice(("exact", "longer", "through")),
    }
    return made.get(kind) or chance.choice(_TEXTS)


def store(schema: dict[str, Any], chance: Random) -> Store:
    """A configuration under a schema."""
    node: Store = {}
    for heading, below in schema.items():
        words = heading.split(" ")
        if chance.random() < 0.45:
            continue
        if isinstance(below, dict):
            for _unused in range(chance.randint(1, 2) if len(words) > 1 else 1):
                key = "\0".join(value(word, chance) if word.startswith("<") else word for word in words)
                inside = store(below, chance)
                if inside or len(words) > 1:
                    node[key] = inside
        elif not below:
            node[heading] = None
        elif below.endswith("*"):
            node[heading] = list(dict.fromkeys(value(below[:-1], chance) for _unused in range(chance.randint(1, 3))))
        else:
            node[heading] = value(below, chance)
    return node


def typed(form: Form, start: Store, commands: list[str]) -> str:
    """What a simulated device holds after full paths."""
    after = copied(start)
    for command in commands:
        delete = command.startswith("delete ")
        words = split(command.removeprefix("delete ").removeprefix("set "))
        words = words[1:] if words[0] == "/" else [words[0].removeprefix("/"), *words[1:]]
        (form.delete if delete else form.set)(after, words)
    return "".join(f"{line}\n" for line in form.braces(after))


def router(chance: Random) -> RouterosDevice:
    """A simulated RouterOS device with a configuration."""
    spec = topology.build({"devices": {"r": {"platform": "community.routeros.routeros", "ports": 3}}}).devices["r"]
    device = RouterosDevice(spec)
    for line in _router_lines(chance):
        try:
            device.console.run(line)
        except RefusedCommand:
            continue
    return device


def _router_lines(chance: Random) -> list[str]:
    comments = [f'comment="{chance.choice(_COMMENTS)}"', "", "disabled=yes", "protocol=icmp", "dst-port=22 protocol=tcp"]
    lines = [f"/interface bridge add name={name} {chance.choice(comments[:2])}" for name in ("bridge1", "bridge2")]
    ports = ["comment=x", "mtu=1400", "disabled=yes", "mtu=1400 comment=y"]
    lines += [f"/interface ethernet set [ find default-name=ether{n} ] {chance.choice(ports)}" for n in (1, 2, 3)]
    lines += [f"/interface vlan add name=v{n} interface={chance.choice(('ether1', 'bridge1'))} vlan-id={n}" for n in (10, 20)]
    lines += [f"/interface bridge port add bridge={chance.choice(('bridge1', 'bridge2'))} interface=ether{n}" for n in (2, 3)]
    lines += [f"/ip address add address=198.51.100.{n}/24 interface={chance.choice(('ether1', 'bridge1'))}" for n in (1, 9)]
    lines += [f"/ip route add dst-address=10.0.{n}.0/24 gateway=192.0.2.{n} {chance.choice(('', 'distance=5'))}" for n in range(4)]
    lines += ["/ip dns set servers=192.0.2.53 allow-remote-requests=yes", "/ip service set telnet disabled=yes"]
    kept = [line for line in lines if chance.random() < 0.6]
    rules = [
        f"action={chance.choice(('accept', 'drop', 'log'))} {chance.choice(comments)}" for _unused in range(chance.randint(0, 6))
    ]
    return [*kept, *(f"/ip firewall filter add chain=input {rule}" for rule in rules)]

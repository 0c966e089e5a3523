# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state parsers beside ntc-templates and genie, on recorded outputs: how much each finds, how exactly, in how much time.

    python -m tests.bench.bench_state [--genie PYTHON] [--into docs/benchmarks.md]

The outputs and what they hold are those of the corpora that AUTO_FACTORY_CORPORA names: NAPALM's drivers with their
expected models, ntc-templates' with the expected rows (here the library is its own oracle), genie's with the expected
trees. Counted are identities: an interface, an (interface, address), an (address, hardware address), a peer, a prefix;
for NAPALM's also every value its model knows. ``ntc``
is ntc-templates with the mapping of ``state/ntc``. ``--genie`` names a Python that has genie.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError
from ansible_collections.auto.factory.plugins.module_utils.state.ntc.parsers import NAMES, parsers_of
from ansible_collections.auto.factory.plugins.module_utils.state.ntc.shapes import SUBSETS, fragment
from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse
from ansible_collections.auto.factory.plugins.module_utils.state.registry import UnparsedError, readable

from tests.bench.environments import ROOT
from tests.bench.report import put_into
from tests.bench.state_atoms import atoms, genie_atoms, known_fields
from tests.bench.state_tables import markdown, totals

CORPORA = Path(os.environ.get("AUTO_FACTORY_CORPORA") or ROOT.parent / "shared" / "corpora")
PEER = ROOT / "tests" / "bench" / "peers" / "genie_state.py"

# What the corpora call a platform.
PLATFORMS = {name: network_os for network_os, names in reversed(NAMES.items()) for name in names} | {
    "ios": "cisco.ios.ios", "iosxe": "cisco.ios.ios", "nxos": "cisco.nxos.nxos", "iosxr": "cisco.iosxr.iosxr",
    "junos": "junipernetworks.junos.junos", "asa": "cisco.asa.asa", "gaia": "check_point.gaia.checkpoint",
    "cisco_s350": "community.ciscosmb.ciscosmb", "dell_os10": "dellemc.os10.os10", "fortios": "fortinet.fortios.fortios",
    "huawei_ce": "community.network.ce", "sros": "nokia.sros.md", "vyos": "vyos.vyos.vyos",
}  # fmt: skip
COMMANDS = {  # of ntc-templates' cases; genie's are class names
    r"show_version": "facts", r"show_interfaces?": "interfaces", r"show_ip_interface(_brief|_vrf_all)?": "interfaces_ip",
    r"show_(ip_)?arp(_detail|_vrf_all)*": "arp_table", r"show_mac.address-table": "mac_address_table",
    r"show_lldp_neighbors": "lldp_neighbors", r"show_lldp_neighbors_detail": "lldp_neighbors_detail", r"show_vlan": "vlans",
    r"show_(ip_|ipv6_)?bgp_summary": "bgp_neighbors", r"show_ip_route": "routes", r"show_vrf(_detail)?": "network_instances",
    r"display_arp(_all)?": "arp_table", r"display_mac-address": "mac_address_table", r"display_interface": "interfaces",
    r"display_lldp_neighbor": "lldp_neighbors_detail", r"get_system_arp": "arp_table",
}  # fmt: skip
CLASSES = {
    r"ShowVersion": "facts", r"ShowInterfaces?": "interfaces", r"Show(Ip)?Arp(Detail|VrfAll)*": "arp_table",
    r"ShowVlan(Brief)?": "vlans", r"Show(Ip)?Bgp(All|VrfAllAll)?Summary": "bgp_neighbors", r"ShowIpRoute|ShowRouteIpv4": "routes",
    r"ShowVrf(Detail)?": "network_instances", r"ShowLldpNeighborsDetail": "lldp_neighbors_detail",
}  # fmt: skip


@dataclass
class Case:
    """One output, or several that are read together; and what is in them."""

    source: str
    platform: str
    subset: str
    outputs: dict[str, str]
    expected: set[tuple[Any, ...]]
    fields: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    parser: str = ""  # genie's class, and its system
    system: str = ""


def cases() -> list[Case]:
    """Everything whose subset and platform are known, and that holds something."""
    index = json.loads((CORPORA / "index.json").read_text(encoding="utf-8"))
    made = (_READERS[e["kind"]](e) for e in index if e["kind"] in _READERS and e["platform"] in PLATFORMS)
    return [case for case in made if case is not None and case.expected]


def _text(name: str) -> str:
    return (CORPORA / name).read_text(encoding="utf-8", errors="replace")


def _subset(table: dict[str, str], name: str) -> str | None:
    return next((subset for pattern, subset in table.items() if re.fullmatch(pattern, name)), None)


def _command(path: str) -> str:
    """NAPALM's files are named after their commands, with every mark an underscore."""
    name = re.sub(r"_(\d+)_(\d+)_(\d+)_(\d+)_(\d+)$", r" \1.\2.\3.\4/\5", Path(path).stem.partition("___")[0])
    return (
        re.sub(r"([A-Za-z]{2}\d+)_(\d+)_(\d+)", r"\1/\2/\3", name)
        .replace("_", " ")
        .replace("mac address table", "mac address-table")
    )


def _napalm(entry: dict[str, Any]) -> Case | None:
    subset = {"get_route_to": "routes", "get_arp_table_with_vrf": "arp_table"}.get(
        entry["getter"], entry["getter"].removeprefix("get_")
    )
    files = entry["files"]
    if entry["transport"] != "cli_text" or subset not in {*SUBSETS, "ntp_peers", "environment"} or not files["input"]:
        return None
    try:
        model = json.loads(_text(sorted(files["expected"])[0]))
        expected = atoms(subset, model, PLATFORMS[entry["platform"]])
    except (ValueError, AttributeError, TypeError, KeyError):  # a model of another getter, or none
        return None
    outputs = {_command(name): _text(name) for name in files["input"]}
    platform = PLATFORMS[entry["platform"]]
    return Case("NAPALM", platform, subset, outputs, expected, known_fields(subset, model, platform))


def _ntc(entry: dict[str, Any]) -> Case | None:
    subset, platform = _subset(COMMANDS, entry["command"]), PLATFORMS[entry["platform"]]
    if subset is None:
        return None
    rows = yaml.safe_load(_text(entry["files"]["expected"]))["parsed_sample"] or []
    try:
        expected = atoms(subset, fragment(subset, rows, entry["platform"], platform), platform)
    except UnparsedError:
        return None
    return Case("ntc-templates", platform, subset, {entry["command"].replace("_", " "): _text(entry["files"]["input"])}, expected)


def _genie(entry: dict[str, Any]) -> Case | None:
    name = entry["command_class"]
    subset, platform = _subset(CLASSES, name), PLATFORMS[entry["platform"]]
    if subset is None:
        return None
    command = "show " + re.sub(r"(?<!^)(?=[A-Z])", " ", name.removeprefix("Show")).lower()
    expected = genie_atoms(subset, json.loads(_text(entry["files"]["expected"])), platform)
    return Case(
        "genie", platform, subset, {command: _text(entry["files"]["input"])}, expected, parser=name, system=entry["platform"]
    )


_READERS: dict[str, Callable[[dict[str, Any]], Case | None]] = {"napalm_getter": _napalm, "show_ntc": _ntc, "show_genie": _genie}


def ours(case: Case) -> Any:
    """The model, or None where it says that it cannot."""
    try:
        return state_parse(case.outputs, case.platform, [case.subset])[case.subset]
    except FactoryError:
        return None


def library(case: Case) -> Any:
    """The model that ntc-templates alone makes."""
    for command, shown in case.outputs.items():
        out = readable(command, shown)
        for parser in parsers_of(case.platform):
            if parser.subset == case.subset and parser.reads(out.command):
                try:
                    return parser.read(out)
                except (UnparsedError, FactoryError):
                    continue
    return None


def genie(found: list[Case], python: Path) -> dict[int, set[tuple[Any, ...]]]:
    """What genie finds in its own cases, by number; it runs in an interpreter of its own."""
    asked = [
        {"number": number, "class": case.parser, "system": case.system, "text": next(iter(case.outputs.values()))}
        for number, case in enumerate(found)
        if case.parser
    ]
    done = subprocess.run([python, PEER], input=json.dumps(asked), capture_output=True, text=True, check=True)
    answers = json.loads(done.stdout)
    sys.stdout.write(f"genie: {answers['cpu']:.2f} CPU s for {len(asked)} outputs, {answers['start']:.2f} to start\n")
    return {int(n): genie_atoms(found[int(n)].subset, tree, found[int(n)].platform) for n, tree in answers["trees"].items()}


def figures(
    found: list[Case], got: Iterable[set[tuple[Any, ...]]], models: list[Any] | None = None
) -> dict[tuple[str, str], list[float]]:
    """(platform, subset) -> [cases, answered, recall, exact, values known, values right], the first four summed over the cases."""
    table: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 6)
    for number, (case, mine) in enumerate(zip(found, got, strict=True)):
        row = table[case.platform, case.subset]
        right = len(case.expected & mine) / len(case.expected)
        row[0] += 1
        row[1] += bool(mine)
        row[2] += right
        row[3] += right == 1 and mine <= case.expected
        if models is not None and case.fields:
            told = known_fields(case.subset, models[number], case.platform) if models[number] else {}
            row[4] += len(case.fields)
            row[5] += sum(told.get(key) == value for key, value in case.fields.items())
    return table


def speed(found: list[Case]) -> str:
    """Processor time for the outputs that both read, second pass; and how it grows with the length of a table."""
    both = [case for case in found if library(case) is not None and ours(case) is not None]
    spent = {}
    for name, read in (("ours", ours), ("ntc", library)):
        began = time.process_time()
        for case in both:
            read(case)
        spent[name] = time.process_time() - began
    ratio = spent["ntc"] / spent["ours"]
    lines = [
        (
            f"The {len(both)} outputs that both read: ours {spent['ours']:.3f} CPU s, "
            f"ntc-templates {spent['ntc']:.3f} CPU s ({ratio:.1f} times ours)."
        ),
        "",
        "| rows of an ARP table | ours, CPU ms | ntc-templates, CPU ms |",
        "|---|---|---|",
    ]
    for rows in (8000, 16000, 32000, 64000):
        table = "Address         Age (sec)  Hardware Addr   Interface\n" + "".join(
            f"10.{n // 65536}.{n // 256 % 256}.{n % 256}         N/A  0000.5e00.{n % 65536:04x}  Ethernet{n % 48 + 1}\n"
            for n in range(rows)
        )
        case = Case("", "arista.eos.eos", "arp_table", {"show ip arp": table}, set())
        lines.append(f"| {rows} | {_timed(ours, case):.0f} | {_timed(library, case):.0f} |")
    return "\n".join(lines)


def _timed(read: Callable[[Case], Any], case: Case) -> float:
    read(case)
    began = time.process_time()
    read(case)
    return 1000 * (time.process_time() - began)


def main() -> int:
    """Measure and print; with --into also into a page."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_state")
    parser.add_argument("--into", type=Path, nargs="+", default=[], metavar="PAGE")
    parser.add_argument("--genie", type=Path, metavar="PYTHON")
    options = parser.parse_args()
    if not CORPORA.is_dir():
        sys.stderr.write(f"there are no corpora in {CORPORA}: set AUTO_FACTORY_CORPORA\n")
        return 1
    found = cases()
    results = {}
    for name, read in (("ours", ours), ("ntc", library)):
        models = [read(case) for case in found]
        got = [atoms(case.subset, model, case.platform) if model else set() for case, model in zip(found, models, strict=True)]
        results[name] = figures(found, got, models)
    if options.genie:
        told = genie(found, options.genie)
        own = [(case, told.get(number, set())) for number, case in enumerate(found) if case.parser]
        results["genie"] = figures([case for case, _atoms in own], [mine for _case, mine in own])
    sources = Counter(case.source for case in found)
    told = ", ".join(f"{count} of {source}'s" for source, count in sources.items())
    made = f"{told}.\n\n{totals(results)}\n\n{markdown(results)}\n\n{speed(found)}"
    sys.stdout.write(made + "\n")
    for page in options.into:
        put_into(page, "state", made)
    return 0


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules around the parsers: which command, which error, which merge."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError, UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.commands import ALIASES, SUBSETS, TABLES, commands_for, is_shell
from ansible_collections.auto.factory.plugins.module_utils.state.parse import _Reader, parse_all, state_parse
from ansible_collections.auto.factory.plugins.module_utils.state.registry import parsers, plain_command, readable

IOS = "cisco.ios.ios"
OSPF = """Neighbor ID     Pri   State           Dead Time   Address         Interface
10.0.0.9          1   FULL/DR         00:00:37    10.0.1.1        Gi1
"""


@pytest.mark.parametrize("platform", TABLES)
def test_every_subset_offered_has_a_parser_for_each_of_its_commands(platform: str) -> None:
    """A command that is sent to a device for a subset is one whose answer is read."""
    for subset in SUBSETS(platform):
        for command in commands_for(platform, [subset]):
            plain = readable(command, "").command
            assert any(p.pattern.fullmatch(plain) for p in parsers(platform)), (subset, command)
            assert subset in _Reader({command: ""}, platform).subsets(), (subset, command)


def test_each_command_is_sent_once() -> None:
    """However many subsets need a command, the device runs it once."""
    commands = commands_for(IOS, SUBSETS(IOS))
    assert len(commands) == len(set(commands))
    assert commands_for(IOS, ["facts", "interfaces"]).count("show interfaces") == 1


@pytest.mark.parametrize("name", ["routes", "route_to"])
def test_routes_go_by_both_names(name: str) -> None:
    """``route_to``, NAPALM's name, and ``routes`` are the same subset."""
    assert ALIASES["route_to"] == "routes"
    assert commands_for(IOS, [name]) == commands_for(IOS, ["routes"])
    assert list(state_parse({"show ip route": "S    192.0.2.0/24 [1/0] via 10.0.0.1"}, IOS, name)) == [name]


def test_an_unknown_platform_or_subset_is_unsupported() -> None:
    """What nobody implemented is said to be unsupported, with its name."""
    for call in (
        lambda: SUBSETS("acme.os.os"),
        lambda: commands_for(IOS, ["horoscope"]),
        lambda: state_parse({"show version": "x"}, "acme.os.os", "facts"),
        lambda: state_parse({"show version": "x"}, IOS, "horoscope"),
        lambda: state_parse({}, IOS),
    ):
        with pytest.raises(UnsupportedError, match="unsupported"):
            call()


@pytest.mark.parametrize("outputs", [None, "show version", ["show version"]])
def test_outputs_that_are_no_mapping_are_an_input_error(outputs: object) -> None:
    """A user who hands over a bare text is told that outputs go by their command."""
    with pytest.raises(InputError, match="outputs"):
        state_parse(outputs, IOS, "facts")


@pytest.mark.parametrize(
    "written",
    [
        "show ip ospf neighbor",
        "sh ip ospf neighbor",
        " show  ip ospf neighbor ",
        "SHOW IP OSPF NEIGHBOR",
        "show ip ospf neighbor | exclude down",
        "do show ip ospf neighbor",
    ],
)
def test_a_command_is_known_however_it_was_typed(written: str) -> None:
    """Spaces, case, abbreviations and pipes do not hide a command."""
    assert state_parse({written: OSPF}, IOS, ["ospf_neighbors"])["ospf_neighbors"]["global"]["10.0.0.9"][0]["is_full"] is True


def test_the_vrf_in_the_command_is_where_its_answer_belongs() -> None:
    """Routes and neighbours asked of one VRF are put under it."""
    assert (
        "red"
        in state_parse(
            {"show ip ospf vrf red neighbor": '{"neighbors": {"10.0.0.2": [{"state": "Full/DR", "ifaceName": "eth0:10.0.0.1"}]}}'},
            "frr.frr.frr",
        )["ospf_neighbors"]
    )
    route = state_parse({"show ip route vrf red": "S    192.0.2.0/24 [1/0] via 10.0.0.1"}, IOS, "routes")["routes"]["192.0.2.0/24"]
    assert route[0]["vrf"] == "red"


def test_commands_are_told_from_shell_commands() -> None:
    """Neighbours and time of an FRR router are asked of its shell, everything else of vtysh."""
    assert is_shell("lldpctl -f json")
    assert not is_shell("show version")
    assert plain_command("vtysh -c 'show ip route json'") == "show ip route"


@pytest.mark.parametrize(
    "answer",
    [
        "                ^\n% Invalid input detected at '^' marker.\n",
        "% Incomplete command.",
        '% Ambiguous command:  "show x"',
        "Command authorization failed.",
        'Line has invalid autocommand "show"',
        "-bash: show: command not found",
        "",
        "Building configuration...",
        "zebra is not running",
    ],
)
@pytest.mark.parametrize("subset", ["facts", "interfaces", "interfaces_ip", "environment"])
def test_a_refusal_is_never_an_empty_model(subset: str, answer: str) -> None:
    """A device that refuses, or says something nobody knows, gives an error that says so."""
    outputs = dict.fromkeys(commands_for(IOS, [subset]), answer)
    if subset == "interfaces_ip" and not answer:
        outputs.pop("show ipv6 interface")
    with pytest.raises(UnsupportedError, match="unsupported"):
        state_parse(outputs, IOS, subset)
    models, unsupported, unparsed = parse_all(outputs, IOS, [subset])
    assert not models
    assert set(unsupported) | set(unparsed) == {subset}


def test_one_command_that_cannot_be_read_does_not_hide_the_others() -> None:
    """Where one of two commands fails, the model of the other is given, and the failure is named."""
    outputs = {"show lldp neighbors detail": "gibberish", "show cdp neighbors detail": "Total cdp entries displayed : 0"}
    models, unsupported, unparsed = parse_all(outputs, IOS, ["neighbors"])
    assert models == {"neighbors": {}}
    assert not unsupported
    assert "gibberish" in unparsed["neighbors"]


def test_the_same_neighbour_by_lldp_and_cdp_is_one() -> None:
    """LLDP's and CDP's words about one cable make one neighbour, although one says the domain and the other does not."""
    outputs = {
        "show lldp neighbors detail": "Local Intf: Gi1\nChassis id: 5254.0099.0001\nPort id: Gi0/1\nSystem Name: core.example.net",
        "show cdp neighbors detail": "Device ID: core\nInterface: GigabitEthernet1,  Port ID (outgoing port): GigabitEthernet0/1\n",
    }
    assert state_parse(outputs, IOS, "neighbors")["neighbors"] == {
        "GigabitEthernet1": [{"hostname": "core.example.net", "port": "Gi0/1", "protocol": "lldp"}]
    }


def test_inputs_are_left_as_they_were() -> None:
    """Parsing changes neither the outputs nor what an earlier call returned."""
    outputs = {"show ip ospf neighbor": OSPF}
    first = state_parse(outputs, IOS)
    assert outputs == {"show ip ospf neighbor": OSPF}
    assert state_parse(outputs, IOS) == first


def test_fields_a_device_does_not_show_are_none() -> None:
    """Every row has every field; unknown is None, not a number or a word that looks like knowledge."""
    facts = state_parse({"show hostname": "Hostname: leaf1\nFQDN: leaf1.example.net"}, "arista.eos.eos", "facts")["facts"]
    assert facts["hostname"] == "leaf1"
    assert facts["serial_number"] is None
    assert facts["uptime"] is None


@pytest.mark.parametrize("answer", ["% 'lldpctl -f json' needs a login that lands in a shell", "% sh: 1: lldpctl: not found"])
def test_a_program_the_router_lacks_is_unsupported(answer: str) -> None:
    """Neighbours of a router without lldpd, or without a shell, are unsupported, with the reason."""
    models, unsupported, unparsed = parse_all({"lldpctl -f json": answer}, "frr.frr.frr", ["neighbors"])
    assert not models
    assert not unparsed
    assert answer in unsupported["neighbors"]


def test_sensors_nobody_can_read_do_not_hide_the_processor() -> None:
    """The processor's load is known although the fans of this model are shown in a form of its own."""
    outputs = {
        "show processes cpu": "CPU utilization for five seconds: 12%/1%; one minute: 7%; five minutes: 5%",
        "show environment all": "Sensor List: Environmental Monitoring\n Sensor Location State Reading",
    }
    models, unsupported, unparsed = parse_all(outputs, IOS, ["environment"])
    assert models["environment"]["cpu"] == {"0": {"%usage": 7.0}}
    assert not unsupported
    assert not unparsed

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Linux and SONiC drivers make of a change, and of a device's refusal, without a device."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.deadman_script import SCRIPT
from ansible_collections.auto.factory.plugins.module_utils.platforms.linux_change import archive, families, rejection, undo_words
from ansible_collections.auto.factory.plugins.module_utils.platforms.linux_script import LINUX_SCRIPT
from ansible_collections.auto.factory.plugins.module_utils.platforms.sonic import SONIC_SCRIPT, _most_like

BEFORE = """\
file /etc/network/interfaces
 auto eth0
 iface eth0
     address 10.0.0.1/24
file /etc/nftables.conf
 flush ruleset
 table inet filter {
     chain input { type filter hook input priority 0; }
 }
file /etc/sysctl.d/9.conf
 net.ipv4.ip_forward = 1
"""


def trial(*commands):
    """A change on its way."""
    return Trial("af-0123456789ab", commands, (), BEFORE, 30)


def test_interfaces_are_loaded_before_what_names_them():
    """Whatever the order of the files in the change."""
    change = trial("file /etc/nftables.conf", " x", "no file /etc/network/interfaces", "file /etc/sysctl.d/9.conf", " a = 1")
    assert families(change) == ["interfaces", "sysctl", "nftables"]
    assert families(trial("no drift nftables")) == ["nftables"]


def test_the_switch_knows_old_and_new_keys():
    """A setting that the change brings is stored as well, with the value the kernel has by then."""
    change = trial("file /etc/sysctl.d/9.conf", " -net.ipv4.conf.all.rp_filter = 0", " # x = 1", "file /etc/nftables.conf")
    assert undo_words(change) == "sysctl net.ipv4.conf.all.rp_filter net.ipv4.ip_forward\nnftables\n"


def test_a_change_travels_as_an_archive_of_private_files():
    """Contents and removals, with what is to be loaded."""
    data = archive(trial("file /etc/nftables.conf", " flush ruleset", "", " \ttable ip x { }", "no file /etc/sysctl.d/9.conf"))
    with tarfile.open(fileobj=io.BytesIO(data)) as found:
        texts = {member.name: found.extractfile(member).read().decode() for member in found}
        assert {member.mode for member in found} == {0o600}
    assert texts == {
        "families": "sysctl nftables",
        "files/etc/nftables.conf": "flush ruleset\n\n\ttable ip x { }\n",
        "gone/etc/sysctl.d/9.conf": "",
    }


@pytest.mark.parametrize(
    ("commands", "said", "line"),
    [
        pytest.param(
            ("file /etc/nftables.conf", " flush ruleset", " table inet filter {", "     tcp dport 22 acept", " }"),
            "/etc/nftables.conf:3:25-25: Error: syntax error, unexpected newline\n    tcp dport 22 acept\n",
            "tcp dport 22 acept",
            id="nft, by file and number",
        ),
        pytest.param(
            ("file /etc/nftables.d/a.conf", " x", "file /etc/nftables.conf", ' include "/etc/nftables.d/*.conf"'),
            "In file included from /etc/nftables.conf:1:1-32:\n/etc/nftables.d/a.conf:1:1-1: Error: syntax error",
            "x",
            id="nft, in a file that is included",
        ),
        pytest.param(
            ("file /etc/sysctl.d/8.conf", " net.ipv4.ip_foward=1"),
            "sysctl: cannot stat /proc/sys/net/ipv4/ip_foward: No such file or directory",
            "net.ipv4.ip_foward=1",
            id="sysctl, by path",
        ),
        pytest.param(
            ("file /etc/network/interfaces", " auto eth0", " iface eth0", "     address 10.0.0.300"),
            "warning: eth0: address: invalid value \"10.0.0.300\": valid attribute values: ['<ipv4/prefixlen>']",
            "address 10.0.0.300",
            id="ifreload, by value",
        ),
        pytest.param(("file /etc/nftables.conf", " x"), "netlink: Error: out of memory", "a line of this change", id="no line"),
    ],
)
def test_a_refusal_names_the_line(commands, said, line):
    """In the words of the file, with the program's own."""
    error = rejection(trial(*commands), said, "r1")
    assert error.line == line
    assert error.answer.split() == said.split()


def test_secrets_are_not_in_a_refusal():
    """A line that holds one is told without."""
    commands = ("file /etc/network/interfaces", " iface wlan0", "     wpa-psk verysecretwords  # x")
    error = rejection(trial(*commands), 'error: wlan0: "verysecretwords" is no key', "r1")
    assert "verysecretwords" not in str(error.to_dict()["line"])


def test_sonic_names_the_line_that_its_words_are_about():
    """The statement that shares most words with them."""
    lines = ["set PORT Ethernet4 mtu 1500", "set VLAN Vlan30 vlanid 4999", "set VLAN_MEMBER Vlan30|Ethernet4 tagging_mode tagged"]
    assert _most_like('Invalid value "4999" in "vlanid" element of VLAN Vlan30.', lines) == lines[1]
    assert _most_like("Leafref of Vlan30|Ethernet4 points to a non-existing PORT leaf", lines) == lines[2]
    assert _most_like("the service is away", lines) == "a line of this change"


@pytest.mark.parametrize("script", [SCRIPT, LINUX_SCRIPT, SONIC_SCRIPT], ids=["frr", "linux", "sonic"])
@pytest.mark.parametrize("shell", [name for name in ("sh", "dash", "bash", "busybox") if shutil.which(name)])
def test_the_scripts_are_posix_shell(script, shell):
    """Each of the usual shells that is here reads them."""
    words = [shell, "sh", "-n"] if shell == "busybox" else [shell, "-n"]
    assert subprocess.run(words, input=script, text=True, capture_output=True, check=False).stderr == ""


def test_a_script_fits_into_one_argument():
    """Linux takes 128 KiB for one; the rest of the command line comes on top."""
    assert all(len(script) < 60_000 for script in (SCRIPT, LINUX_SCRIPT, SONIC_SCRIPT))


def test_prediction_of_a_replacement_is_the_replacement():
    """Files come and go as the commands say."""
    assert "sysctl" not in config_predict(BEFORE, ["no file /etc/sysctl.d/9.conf"], "auto.factory.linux")

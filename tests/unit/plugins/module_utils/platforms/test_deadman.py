# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dead man's switch for devices that have none: it fires alone, one of firing and disarming wins, nothing stays behind."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
import uuid

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import DeadManError, UndoError
from ansible_collections.auto.factory.plugins.module_utils.platforms.deadman import DeadMan, scope_of

from .router import LocalLink, Router, processes, wait_for

BEFORE = "hostname r1\nntp old\n"
CHANGED = "hostname r1\nntp old\nntp new\n"
BACK = "configure terminal\nno ntp new\nend\n"


class Stand:
    """A router, its switch, and one trial."""

    def __init__(self, tmp_path, name="router"):
        self.tmp = tmp_path / "tmp"
        self.tmp.mkdir(exist_ok=True)
        self.router = Router(tmp_path / name)
        self.link = LocalLink(self.tmp)
        # A network namespace of its own each, as one computer sees them, also beside another run of these tests.
        self.switch = DeadMan(self.link, self.router.words, f"net:[{uuid.uuid4().int >> 96}]/default")
        self.id = "af-" + uuid.uuid4().hex[:12]

    def left(self):
        """Files and processes of ours."""
        return [path.name for path in self.tmp.iterdir()] + processes(self.id)

    def armed_and_changed(self, seconds=1):
        self.switch.arm(self.id, seconds, BACK)
        self.router.running = CHANGED


@pytest.fixture
def stand(tmp_path):
    return Stand(tmp_path)


def test_it_fires_alone_and_leaves_nothing(stand):
    """Nobody says anything for a second: the old configuration is back, and neither file nor process stays."""
    stand.armed_and_changed(seconds=1)
    assert stand.router.running == CHANGED
    assert wait_for(lambda: stand.router.running == BEFORE)
    assert wait_for(lambda: not stand.left())


def test_it_does_not_fire_early(stand):
    """Until its time has come it only waits, and it can be seen waiting."""
    stand.armed_and_changed(seconds=3)
    pending = stand.switch.pending()
    assert pending is not None
    assert pending.owner == stand.id
    time.sleep(1.5)
    assert stand.router.running == CHANGED
    stand.switch.disarm(stand.id)


def test_disarmed_it_never_fires(stand):
    """A confirmed change stays, and nothing of ours does."""
    stand.armed_and_changed(seconds=1)
    stand.switch.disarm(stand.id)
    assert stand.left() == []
    assert stand.switch.pending() is None
    time.sleep(1.5)
    assert stand.router.running == CHANGED


def test_disarming_too_late_is_said(stand):
    """Once it fires, a confirmation is refused: the old configuration is coming back."""
    stand.armed_and_changed(seconds=1)
    assert wait_for(lambda: stand.router.running == BEFORE)
    with pytest.raises(DeadManError, match="fired"):
        stand.switch.disarm(stand.id)


@pytest.mark.parametrize("delay", [0.9, 0.98, 1.0, 1.02, 1.1])
def test_exactly_one_of_firing_and_disarming_wins(stand, delay):
    """Whatever the moment: either confirmed and kept, or refused and undone."""
    stand.switch.arm(stand.id, 1, BACK)
    stand.router.running = CHANGED
    time.sleep(delay)
    try:
        stand.switch.disarm(stand.id)
        kept = True
    except DeadManError:
        kept = False
    assert wait_for(lambda: not stand.left())
    time.sleep(0.3)
    assert stand.router.running == (CHANGED if kept else BEFORE)


def test_undo_brings_it_back_at_once(stand):
    """Undone now, long before its time; a second undo finds nothing to do."""
    stand.armed_and_changed(seconds=600)
    stand.switch.fire(stand.id)
    assert stand.router.running == BEFORE
    assert stand.left() == []
    stand.switch.fire(stand.id)


def test_undo_waits_for_a_switch_that_fires_already(stand):
    """Two that undo do not get in each other's way."""
    stand.armed_and_changed(seconds=1)
    time.sleep(1.0)
    stand.switch.fire(stand.id)
    assert stand.router.running == BEFORE
    assert wait_for(lambda: not stand.left())


def test_an_undo_that_does_not_help_is_said(stand):
    """A router that takes no line back is no success, and nothing stays behind either."""
    stand.armed_and_changed(seconds=600)
    stand.router.flag("stubborn")
    with pytest.raises(UndoError):
        stand.switch.fire(stand.id)
    assert wait_for(lambda: not stand.left())


def test_a_better_way_back_replaces_the_first(stand):
    """The way back is the one handed over last."""
    stand.armed_and_changed(seconds=1)
    stand.router.running = CHANGED + "ntp spelled otherwise\n"
    stand.switch.refresh(stand.id, BACK.replace("end", "no ntp spelled otherwise\nend"))
    assert wait_for(lambda: stand.router.running == BEFORE)


def test_a_way_back_that_comes_too_late_is_refused(stand):
    """Nothing is handed to a switch that has fired."""
    stand.armed_and_changed(seconds=1)
    assert wait_for(lambda: not stand.left())
    with pytest.raises(DeadManError):
        stand.switch.refresh(stand.id, BACK)


def test_a_configuration_that_cannot_be_read_arms_nothing(stand):
    """Without the text to return to there is no switch, and no rest of one."""
    stand.router.flag("broken")
    with pytest.raises(DeadManError, match="cannot be read"):
        stand.switch.arm(stand.id, 60, BACK)
    assert stand.left() == []


def test_a_router_without_setsid_is_not_armed(stand, monkeypatch, tmp_path):
    """A switch whose process never started is no switch: said before anything is changed."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "cat", "mkdir", "mv", "rm", "cmp", "sleep", "kill", "dirname", "grep", "echo", "ls"):
        found = shutil.which(name)
        if found:
            (tools / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(tools))
    with pytest.raises(DeadManError, match="setsid"):
        stand.switch.arm(stand.id, 60, BACK)
    assert stand.left() == []


def test_a_switch_that_died_is_noticed(stand):
    """Killed with its session or for want of memory: neither confirmed nor believed to protect, and seen as left."""
    stand.armed_and_changed(seconds=600)
    folder = stand.tmp / f"auto-factory-{stand.id}"
    os.killpg(int((folder / "pid").read_text()), signal.SIGKILL)
    assert wait_for(lambda: not processes(stand.id))  # a signal takes its time
    with pytest.raises(DeadManError, match="died"):
        stand.switch.refresh(stand.id, BACK)
    with pytest.raises(DeadManError, match="died"):
        stand.switch.disarm(stand.id)
    pending = stand.switch.pending()
    assert pending is not None
    assert pending.owner == stand.id
    assert "did not succeed" in pending.words
    stand.switch.fire(stand.id)
    assert stand.router.running == BEFORE
    assert stand.left() == []


def test_it_waits_for_daemons_that_restart(stand):
    """A router that cannot be asked for some seconds, just when the time is up, is brought back when it can."""
    stand.armed_and_changed(seconds=1)
    stand.router.flag("broken")
    time.sleep(8)
    (stand.router.folder / "broken").unlink()
    assert wait_for(lambda: stand.router.running == BEFORE)
    assert wait_for(lambda: not stand.left())


def test_a_folder_that_is_there_already_is_not_taken_over(stand):
    """Somebody else's folder of that name (a guess, a trap) is neither used nor removed."""
    trap = stand.tmp / f"auto-factory-{stand.id}"
    trap.mkdir()
    (trap / "armed").write_text("")
    with pytest.raises(DeadManError, match="folder"):
        stand.switch.arm(stand.id, 60, BACK)
    assert (trap / "armed").exists()
    assert not processes(stand.id)


def test_its_files_are_private(stand):
    """The old configuration holds secrets: nobody else on the router reads it."""
    stand.armed_and_changed(seconds=60)
    folder = stand.tmp / f"auto-factory-{stand.id}"
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    stand.switch.disarm(stand.id)


def test_two_routers_on_one_computer_are_told_apart(tmp_path):
    """A switch of one router is neither seen as pending on another, nor touched by it."""
    one, other = Stand(tmp_path, "one"), Stand(tmp_path, "other")
    one.armed_and_changed(seconds=60)
    assert other.switch.pending() is None
    other.armed_and_changed(seconds=60)
    other.switch.fire(other.id)
    pending = one.switch.pending()
    assert pending is not None
    assert pending.owner == one.id
    assert one.router.running == CHANGED
    one.switch.fire(one.id)


def test_many_at_once(tmp_path):
    """Ten switches armed at the same time all fire, each for its own router."""
    # Long enough for a busy machine to arm all of them and change the routers before the first one fires.
    stands = [Stand(tmp_path, f"r{number}") for number in range(10)]
    threads = [threading.Thread(target=stand.armed_and_changed, args=(6,)) for stand in stands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wait_for(lambda: all(stand.router.running == BEFORE for stand in stands))
    assert wait_for(lambda: not any(stand.left() for stand in stands))


def test_a_big_configuration_and_odd_characters(stand):
    """Quotes, dollars, percent signs and thousands of lines come back as they were."""
    stand.router.running = "hostname r1\nbanner $HOME `id` 'x' \"y\" %s \\n\n" + "".join(
        f"ip route 10.{n >> 8}.{n & 255}.0/24 Null0\n" for n in range(4000)
    )
    before = stand.router.running
    stand.switch.arm(stand.id, 1, BACK)
    stand.router.running = before + "ntp new\n"
    assert wait_for(lambda: stand.router.running == before)
    assert wait_for(lambda: not stand.left())


def test_the_scope_is_the_network_namespace_and_the_instance(stand):
    """Pathspaces that share a namespace differ by their name."""
    default, named = scope_of(stand.link, ("vtysh",)), scope_of(stand.link, ("vtysh", "-N", "r7"))
    assert default.startswith("net:[")
    assert named.endswith("-N-r7")
    assert default != named

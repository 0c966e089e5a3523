# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of auto.factory.change; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: change
short_description: Change a network device under a dead man's switch, and keep the change only if it holds
version_added: "0.1.0"
description:
  - Carries one change of one device through a transaction. The device is read, the checks that have to hold before are made, the
    dead man's switch is armed, the lines are applied, a fresh login proves that the device can still be reached, the configuration
    is read back, and the checks that have to hold after are repeated until they are steady.
  - Only then is the change confirmed and the startup configuration saved. In every other case the device goes back to what it was,
    also when the controller dies or the change cuts its own access.
  - Every transition is written to the journal before the device is touched.
  - Needs C(ansible_connection=auto.factory.cli) or C(ansible_connection=auto.factory.netconf), and C(ansible_network_os).
author:
  - auto.factory authors (@auto-factory)
options:
  lines:
    description:
      - Configuration lines to merge, as a list of texts or one text.
      - Their hierarchy is given by leading spaces, as the device shows its running configuration.
      - Lines that the device already has are not sent.
    type: raw
  src:
    description: A Jinja2 template with such lines, found beside the playbook or in C(templates/), rendered for the host.
    type: str
  config:
    description: Such lines as one text. With O(replace=true) the whole configuration.
    type: str
  replace:
    description: Whether what is given is the whole configuration, so that everything else is removed.
    type: bool
    default: false
  checks:
    description:
      - What has to hold, each as a name, as a name with parameters, or as C(that) with a Jinja2 expression over C(before), C(after)
        and C(diff).
      - The names are C(interfaces_stay_up), C(bgp_sessions_stay_up), C(bgp_prefixes_within), C(ospf_neighbors_stay),
        C(neighbors_stay), C(routes_stay), C(default_route_present), C(ntp_synchronised), C(cpu_below), C(config_contains),
        C(config_lacks), C(startup_matches_running) and C(reachable).
    type: list
    elements: raw
    default: []
  confirm_timeout:
    description:
      - Seconds after which the device undoes a change that was not confirmed.
      - Rounded up to the unit of the platform's own timer, which is a minute on Cisco IOS.
    type: int
    default: 120
  check_timeout:
    description:
      - Seconds within which the checks after the change have to become steady.
      - As long as O(confirm_timeout) allows when left out, at most 60.
    type: int
    aliases: [deadline]
  settle:
    description:
      - Seconds for which the checks are watched at least, because sessions may break only when their hold time is over.
      - Five when left out, or half of the checks' time where that is less.
      - Two looks are enough where only interfaces, lines or load are checked.
    type: int
  save:
    description: Whether the startup configuration is written after the change was confirmed.
    type: bool
    default: true
  fingerprint:
    description:
      - Fingerprint of the running configuration that the change was made for, as an earlier run returned it.
      - The change is refused when the device no longer has it.
    type: str
  reason:
    description: Why the change is made. Kept in the journal.
    type: str
  ticket:
    description: The ticket it belongs to. Kept in the journal.
    type: str
  change_id:
    description: Name under which the journal keeps the change. Several devices may share it. Made up when left out.
    type: str
attributes:
  check_mode:
    support: full
    description: Previews the change and leaves nothing on the device.
  diff_mode:
    support: full
    description: Returns the difference between the running configuration and the one that is expected.
  platform:
    support: full
    description: Network devices of the named platforms.
    platforms: >-
      arista.eos.eos, auto.factory.linux, auto.factory.netconf, cisco.ios.ios, cisco.iosxr.iosxr, cisco.nxos.nxos,
      community.routeros.routeros, dellemc.enterprise_sonic.sonic, frr.frr.frr, junipernetworks.junos.junos,
      nokia.srlinux.srlinux, nokia.sros.md, vyos.vyos.vyos
  idempotent:
    support: full
    description: A second run finds nothing to do, sends nothing and saves nothing.
seealso:
  - module: auto.factory.snapshot
  - module: auto.factory.journal_info
notes:
  - Secrets are replaced by stable markers in everything that is returned.
"""

EXAMPLES = r"""
- name: A second NTP server, kept only if the network holds
  auto.factory.change:
    lines:
      - ntp server 192.0.2.20
    checks:
      - interfaces_stay_up
      - bgp_sessions_stay_up
    confirm_timeout: 120
    reason: Second time source
    ticket: CHG0042
  register: result

- name: A new BGP neighbour that has to come up
  auto.factory.change:
    lines:
      - router bgp 65000
      - " neighbor 192.0.2.9 remote-as 65009"
    checks:
      - routes_stay
      - that: after.bgp_neighbors['global'].peers['192.0.2.9'].is_up

- name: What would a template change
  auto.factory.change:
    src: access.j2
  check_mode: true
  diff: true
"""

RETURN = r"""
outcome:
  description:
    - V(confirmed) when the change is kept, V(unchanged) when there was nothing to do (or nothing was done, in check mode),
      V(refused) when the device was not touched, V(rolled_back) when it is as it was before, V(needs_human) when that is not
      certain.
  type: str
  returned: always
  sample: confirmed
preview:
  description: Whether this was a preview in check mode.
  type: bool
  returned: always
diff:
  description: The difference, in C(prepared).
  type: dict
  returned: with --diff
commands:
  description: The lines sent to the device, indented under their sections.
  type: list
  elements: str
  returned: always
rollback_commands:
  description: Lines that take the change back.
  type: list
  elements: str
  returned: always
checks:
  description: Every check with its C(name), C(phase) (C(pre) or C(post)), C(passed), C(message) and what was C(unseen).
  type: list
  elements: dict
  returned: always
fingerprint:
  description: Of the running configuration C(before) and C(after) the change, and as it was C(predicted).
  type: dict
  returned: always
transaction_id:
  description: The transaction's name, also on the device where it can hold one.
  type: str
  returned: always
change_id:
  description: The change's name in the journal.
  type: str
  returned: always
dead_man:
  description:
    - Where the dead man's switch ran, in C(kind) (V(device), V(emulated) or V(none)), and its C(seconds) as the platform counts
      them.
  type: dict
  returned: always
timings:
  description: Seconds spent in each state.
  type: dict
  returned: always
dropped:
  description: Lines that were asked for and not sent, because the device has them already, or has nothing to remove.
  type: list
  elements: str
  returned: always
saved:
  description: Whether the startup configuration was written.
  type: bool
  returned: always
error:
  description:
    - What went wrong, as C(code), C(what), C(where) and C(cure), and for a rejected line C(line) and the device's C(answer).
  type: dict
  returned: when it did not end well
"""

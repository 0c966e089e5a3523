# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of auto.factory.journal_info; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: journal_info
short_description: Shows recent changes and events of the journal
version_added: "0.1.0"
description:
  - Reads the journal on the controller and contacts no host. Without options it shows the recent changes, each with its devices and
    their outcomes.
  - A journal that nobody has written yet is empty; asking does not make it.
author:
  - auto.factory authors (@auto-factory)
options:
  change_id:
    description:
      - Only this change.
    type: str
  transaction_id:
    description:
      - Only this transaction, that is the change of one device.
    type: str
  host:
    description:
      - Only what concerns this host, by its inventory name.
    type: str
  kind:
    description:
      - Only events of this kind, for example C(run.started), C(task.result), C(transaction.transition), C(transaction.outcome),
        C(check.result) or C(error). It restricts RV(events), not RV(changes).
    type: str
  run_id:
    description:
      - Only what this run wrote.
    type: str
  limit:
    description:
      - The most changes shown; the newest.
    type: int
    default: 20
  events:
    description:
      - Whether the events that match are returned too.
    type: bool
    default: false
  events_limit:
    description:
      - The most events returned; the newest.
    type: int
    default: 1000
attributes:
  check_mode:
    description: Can run in check mode and return the same.
    support: full
  diff_mode:
    description: Returns details on what has changed when in diff mode.
    support: none
  idempotent:
    description: Running it again gives the same and changes nothing.
    support: full
notes:
  - The journal is C(journal.db) in the folder that the environment variable E(AUTO_FACTORY_HOME) names, by default
    C(.auto-factory) in the user's home folder.
  - The variables C(auto_factory_home) and C(auto_factory_store) name it in an inventory or a playbook.
seealso:
  - module: auto.factory.verify_journal
  - module: auto.factory.change
"""

EXAMPLES = r"""
- name: What happened lately
  hosts: localhost
  gather_facts: false
  tasks:
    - name: Read the journal
      auto.factory.journal_info:
      register: journal

    - name: Show each change's devices and their outcomes
      ansible.builtin.debug:
        msg: "{{ item.change_id }}: {{ item.devices | dict2items | map(attribute='value.outcome') | join(', ') }}"
      loop: "{{ journal.changes }}"
      loop_control:
        label: "{{ item.change_id }}"

    - name: Read everything that one change did to one device
      auto.factory.journal_info:
        change_id: CHG0042
        host: sw1
        events: true
"""

RETURN = r"""
path:
  description: Where the journal lies.
  returned: always
  type: str
  sample: /home/alice/.auto-factory/journal.db
changes:
  description: The changes, the one written last first.
  returned: always
  type: list
  elements: dict
  contains:
    change_id:
      description: The change's id.
      type: str
    started:
      description: Time of its first event, UTC.
      type: str
      sample: "2026-01-31T12:00:00.000000Z"
    ended:
      description: Time of its last event; null while a device is undecided.
      type: str
    reason:
      description: Why it was made.
      type: str
    ticket:
      description: The ticket it belongs to.
      type: str
    actor:
      description: Who made it (C(user)) and how that is known (C(known_by), one of C(os), C(sudo), C(controller)).
      type: dict
    trigger:
      description: What started it (C(kind), one of C(person), C(schedule), C(event), C(controller), C(agent)) and its
        reference (C(ref)).
      type: dict
    runs:
      description: The runs that worked on it.
      type: list
      elements: str
    events:
      description: How many events it has.
      type: int
    devices:
      description: By host name, the C(outcome) (null while undecided), last C(state), C(transaction_id), C(started) and C(ended).
      type: dict
pending:
  description: Transactions without a final outcome, oldest first.
  returned: always
  type: list
  elements: dict
events:
  description: The events that match, oldest first, each with C(id), C(run_id), C(seq), C(time), C(kind), C(change_id),
    C(transaction_id), C(host), C(state), C(actor), C(trigger), C(reason), C(ticket), C(approvals) and C(data).
  returned: when O(events) is true
  type: list
  elements: dict
error:
  description: C(code), C(what), C(where) and C(cure) of what went wrong.
  returned: on failure
  type: dict
"""

# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of auto.factory.verify_journal; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: verify_journal
short_description: Proves that nobody changed the journal
version_added: "0.1.0"
description:
  - Walks the whole journal on the controller, contacts no host, and fails when an event was edited, removed, inserted, moved or
    cut off, naming it.
  - Every event is chained to the one before it in its run and in the store. Every commit is sealed with the journal's key, and
    the seal is kept in the anchor, a file outside the database.
  - Who can write all files of the journal's folder and read its key can also forge both. Against that, keep a copy of the anchor
    and of the public key in another place and hand them to O(anchor) and O(public_key).
author:
  - auto.factory authors (@auto-factory)
options:
  anchor:
    description:
      - A copy of the anchor kept elsewhere. By default the journal's own, C(journal.anchor) beside the database,
        or the file that the environment variable E(AUTO_FACTORY_ANCHOR) names.
    type: path
  public_key:
    description:
      - A copy of the public key file kept elsewhere. By default the journal's own, C(journal.pub) beside the database.
    type: path
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
  - A database that is ahead of its anchor is no finding, for a controller may be killed between the two writes; see RV(unanchored).
seealso:
  - module: auto.factory.journal_info
"""

EXAMPLES = r"""
- name: Prove the journal
  hosts: localhost
  gather_facts: false
  tasks:
    - name: Verify it against its own seals and anchor
      auto.factory.verify_journal:

    - name: Verify it against copies kept by somebody else
      auto.factory.verify_journal:
        anchor: /mnt/auditor/journal.anchor
        public_key: /mnt/auditor/journal.pub
"""

RETURN = r"""
ok:
  description: Whether the journal holds.
  returned: when it could be read
  type: bool
path:
  description: Where the journal lies.
  returned: when it could be read
  type: str
runs:
  description: How many runs it has.
  returned: when it could be read
  type: int
events:
  description: How many events it has.
  returned: when it could be read
  type: int
unanchored:
  description: How many events at the end the anchor does not know; normally none, some after a kill.
  returned: when it could be read
  type: int
keys:
  description: Ids of the keys whose seals count.
  returned: when it could be read
  type: list
  elements: str
problems:
  description: What was found, at most 200.
  returned: when it could be read
  type: list
  elements: dict
  contains:
    code:
      description: For programs, one of C(edited), C(missing), C(inserted), C(cut), C(order), C(broken_link), C(replaced), C(seal),
        C(anchor_missing), C(anchor_edited), C(anchor_damaged), C(unreadable).
      type: str
    what:
      description: What was found.
      type: str
    where:
      description: The event (id, position, run, seq) or the place.
      type: str
error:
  description: C(code), C(what), C(where) and C(cure) of what went wrong.
  returned: on failure
  type: dict
"""

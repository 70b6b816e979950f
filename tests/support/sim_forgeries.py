"""What a thief of a guest's keys says that is not a guest's to say: in the control log, and in words.

Every maker signs with keys that belong to the space, at the right place: only the rules of who may say what are broken.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from msgspec import structs

from whyward.journal.device_keys import new_keys
from whyward.journal.events import entries, goals, guesting, people, plumbing, shared, shares
from whyward.journal.events.fields import Body
from whyward.journal.folding.nouns import ITEMS
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.trust.sayings import Saying, admission, new_kit, removal, renewal, rotation
from whyward.protocol.bodies import ErasedBody, SpaceClosed, decode_renewed
from whyward.protocol.canonical import encoded
from whyward.protocol.ids import DeviceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import EMPTY
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    StatementType,
    decode_statement,
    next_statement,
    possession_message,
    sign_statement,
)

FORGED_WORDS: Final = "forged by a thief"
NOBODY: Final = bytes(16)

SayingOf = Callable[[ShareLog], Saying]


def _owners(log: ShareLog) -> list[DeviceId]:
    return sorted(one.device_id for one in log.control.members.values() if one.party is Party.OWNER)


def _admits_a_person(log: ShareLog) -> Saying:
    keys = new_keys(log.world.entropy, log.world.crypto)
    proof = keys.signer.sign(possession_message(log.control.space_id, keys.device_id))
    return admission(log, keys.sign_pk, keys.kem_pk, keys.device_id, proof, party=Party.OWNER)


def _removes_an_owner(log: ShareLog) -> Saying:
    return removal(log, _owners(log)[:1])


def _renews_the_kit(log: ShareLog) -> Saying:
    return new_kit(log, new_keys(log.world.entropy, log.world.crypto))


def _begins_an_epoch(log: ShareLog) -> Saying:
    return rotation(log)


def _closes(log: ShareLog) -> Saying:
    return _said(log, StatementType.SPACE_CLOSED, encoded(SpaceClosed(1)))


def _erases(log: ShareLog) -> Saying:
    return _said(log, StatementType.ERASED, encoded([ErasedBody(_owners(log)[0], 1)]))


def _renews_an_owner(log: ShareLog) -> Saying:
    own = renewal(log, new_keys(log.world.entropy, log.world.crypto), EMPTY)
    owner = _owners(log)[0]

    def say(control: ControlLog) -> SignedStatement:
        body = structs.replace(decode_renewed(decode_statement(own(control).raw).body), old_id=owner)
        return _said(log, StatementType.DEVICE_RENEWED, encoded(body))(control)

    return say


def _said(log: ShareLog, type_: StatementType, body: bytes) -> Saying:
    def say(control: ControlLog) -> SignedStatement:
        place = (control.space_id, control.index + 1, control.head, log.keys.device_id)
        return sign_statement(next_statement(*place, type_, body), log.keys.signer)

    return say


STATEMENTS: Final[dict[str, SayingOf]] = {
    "admits a person": _admits_a_person,
    "removes a device of the owner": _removes_an_owner,
    "renews a device of the owner": _renews_an_owner,
    "renews the kit": _renews_the_kit,
    "begins an epoch": _begins_an_epoch,
    "closes the space": _closes,
    "erases words of the owner": _erases,
}
"""Every type of statement that no guest may make, or not about these."""


def _withdraws(log: ShareLog) -> Body:
    shown = [row for row in log.pages.all(ITEMS) if row.goal is not None]
    item, after = (shown[0].item, shown[0].shown.version) if shown else (NOBODY, None)
    return shared.ItemWithdrawn(item=item, version=log.world.entropy.random_bytes(16), after=after)


def _shares(log: ShareLog) -> Body:
    version = log.world.entropy.random_bytes(16)
    return shared.ItemShared(item=NOBODY, version=version, after=None, goal=shared.SharedGoal(statement=FORGED_WORDS))


def _takes_back(log: ShareLog) -> Body:
    shown = [row for row in log.pages.all(ITEMS) if row.goal is not None]
    target = shown[0].shown.version if shown else NOBODY
    return plumbing.EventRetracted(target_event_id=target, why="undo")


WORDS: Final[dict[str, Callable[[ShareLog], Body]]] = {
    "shows a goal": _shares,
    "withdraws a goal": _withdraws,
    "describes the share": lambda _: shared.ShareDescribed(
        from_name=FORGED_WORDS, may=("read",), state="active", ends=date(2199, 1, 1)
    ),
    "replies as the owner": lambda log: shared.ReplyWritten(
        reply_id=log.world.entropy.random_bytes(16), about=NOBODY, text=FORGED_WORDS
    ),
    "answers a proposal": lambda _: shared.ProposalAnswered(proposal_id=NOBODY, answer="accepted"),
    "asks to delete": lambda log: shared.DeletionRequested(
        request_id=log.world.entropy.random_bytes(16), text=FORGED_WORDS
    ),
    "takes back what was shown": _takes_back,
    "takes back that something was taken back": lambda _: plumbing.RetractionWithdrawn(target_event_id=NOBODY),
    "settles a conflict": lambda _: plumbing.ConflictSettled(
        entity="goal:" + "0" * 32, field="statement", kept_event_id=NOBODY, other_event_ids=()
    ),
    "sets a preference": lambda _: plumbing.PreferenceSet(key="day_ends_at", value="12:00"),
    "sets a goal": lambda log: goals.GoalSet(
        goal_id=log.world.entropy.random_bytes(16),
        statement=FORGED_WORDS,
        kind="once",
        measure="done",
        proposed_by="me",
    ),
    "writes an entry": lambda log: entries.EntryWritten(
        entry_id=log.world.entropy.random_bytes(16), occurred_at=0, body=FORGED_WORDS
    ),
    "renews the share's kit": lambda _: shares.ShareKitRenewed(share_id=NOBODY, kit=bytes(32)),
    "verifies itself": lambda _: shares.ContactVerified(
        contact_id=NOBODY, share_id=NOBODY, root=bytes(32), how="words"
    ),
    "adds a contact": lambda _: people.ContactAdded(contact_id=NOBODY, role="peer", name=FORGED_WORDS),
    "accepts a share": lambda _: guesting.SharePurged(space_id=bytes(32)),
}
"""Words of the owner's in a share, and of a person's own journal."""

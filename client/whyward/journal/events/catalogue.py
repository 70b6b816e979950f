"""The catalogue: every kind that this version writes, its fields, and the one entity it touches.

A kind is added here or it is unknown. Nothing that a person did not do on purpose may ever become a kind.
"""

from collections.abc import Mapping
from operator import attrgetter
from typing import Final

from whyward.journal.events import barriers as b
from whyward.journal.events import domains as d
from whyward.journal.events import entries as e
from whyward.journal.events import goals as g
from whyward.journal.events import guesting as q
from whyward.journal.events import kinds_exploring, kinds_sorting, kinds_striving
from whyward.journal.events import people as c
from whyward.journal.events import plumbing as p
from whyward.journal.events import shared as r
from whyward.journal.events import shares as h
from whyward.journal.events import steps as s
from whyward.journal.events import values as v
from whyward.journal.events.fields import Body
from whyward.journal.events.kinds_caring import KINDS as CARING
from whyward.journal.events.kinds_hindering import KINDS as HINDERING
from whyward.journal.events.kinds_noticing import KINDS as NOTICING
from whyward.journal.events.touching import Touching

VALUE: Final = b"value:"
VALUES: Final = b"values:"
TENSION: Final = b"tension:"
GLIMPSE: Final = b"glimpse:"
DOMAIN: Final = b"domain:"
DOMAINS: Final = b"domains:"
GOAL: Final = b"goal:"
STEP: Final = b"step:"
WIN: Final = b"win:"
ENTRY: Final = b"entry:"
BARRIER: Final = b"barrier:"
PREFERENCE: Final = b"preference:"
CONTACT: Final = b"contact:"
SHARE: Final = b"share:"
DELIVERY: Final = b"delivery:"
HANDOVER: Final = b"handover:"
PUT_AWAY: Final = b"away:"
VERDICT: Final = b"verdict:"
CLIENT: Final = b"client:"
DESCRIPTION: Final = b"description:"
ITEM: Final = b"item:"
COMMENT: Final = b"comment:"
REPLY: Final = b"reply:"
PROPOSAL: Final = b"proposal:"
REQUEST: Final = b"request:"
RECEIPT: Final = b"receipt:"
NONE: Final = b""
"""The noun of a retraction: what it changes is the entity of its target."""

_ID_HEX_DIGITS: Final = 32
_WITH_VERSIONS: Final = ("entry:", "reflection:", "creative:", "review:")
"""Whose texts two devices may change apart (MV): add a noun here, and use `folding.versions` in its fold."""


KINDS: Final[Mapping[str, Touching]] = {
    "value-chosen.1": Touching(v.ValueChosen, VALUE, "value_id"),
    "value-reworded.1": Touching(v.ValueReworded, VALUE, "value_id"),
    "values-ranked.1": Touching(v.ValuesRanked, VALUES, ""),
    "value-ownership-checked.1": Touching(v.ValueOwnershipChecked, VALUE, "value_id"),
    "value-shown-in-domain.1": Touching(v.ValueShownInDomain, VALUE, "value_id"),
    "value-domain-link-removed.1": Touching(v.ValueDomainLinkRemoved, VALUE, "value_id"),
    "value-tension-noted.1": Touching(v.ValueTensionNoted, TENSION, "tension_id"),
    "value-glimpsed.1": Touching(v.ValueGlimpsed, GLIMPSE, "glimpse_id"),
    "glimpse-let-go.1": Touching(v.GlimpseLetGo, GLIMPSE, "glimpse_id"),
    "value-rested.1": Touching(v.ValueRested, VALUE, "value_id"),
    "value-retired.1": Touching(v.ValueRetired, VALUE, "value_id"),
    "value-restored.1": Touching(v.ValueRestored, VALUE, "value_id"),
    "domain-renamed.1": Touching(d.DomainRenamed, DOMAIN, "domain_id"),
    "domain-hidden.1": Touching(d.DomainHidden, DOMAIN, "domain_id"),
    "domain-shown.1": Touching(d.DomainShown, DOMAIN, "domain_id"),
    "domains-ordered.1": Touching(d.DomainsOrdered, DOMAINS, ""),
    "goal-set.1": Touching(g.GoalSet, GOAL, "goal_id"),
    "goal-adjusted.1": Touching(g.GoalAdjusted, GOAL, "goal_id"),
    "goal-linked-to-value.1": Touching(g.GoalLinkedToValue, GOAL, "goal_id"),
    "goal-unlinked-from-value.1": Touching(g.GoalUnlinkedFromValue, GOAL, "goal_id"),
    "goal-paused.1": Touching(g.GoalPaused, GOAL, "goal_id"),
    "goal-resumed.1": Touching(g.GoalResumed, GOAL, "goal_id"),
    "goal-completed.1": Touching(g.GoalCompleted, GOAL, "goal_id"),
    "goal-let-go.1": Touching(g.GoalLetGo, GOAL, "goal_id"),
    "goal-reopened.1": Touching(g.GoalReopened, GOAL, "goal_id"),
    "step-taken.1": Touching(s.StepTaken, STEP, "taken_id"),
    "win-noticed.1": Touching(s.WinNoticed, WIN, "win_id"),
    "entry-written.1": Touching(e.EntryWritten, ENTRY, "entry_id"),
    "entry-edited.1": Touching(e.EntryEdited, ENTRY, "entry_id"),
    "entry-binned.1": Touching(e.EntryBinned, ENTRY, "entry_id"),
    "entry-unbinned.1": Touching(e.EntryUnbinned, ENTRY, "entry_id"),
    "entry-linked.1": Touching(e.EntryLinked, ENTRY, "entry_id"),
    "entry-unlinked.1": Touching(e.EntryUnlinked, ENTRY, "entry_id"),
    "entry-starred.1": Touching(e.EntryStarred, ENTRY, "entry_id"),
    **CARING,
    "barrier-met.1": Touching(b.BarrierMet, BARRIER, "barrier_id"),
    "barrier-answered.1": Touching(b.BarrierAnswered, BARRIER, "barrier_id"),
    **HINDERING,
    **kinds_sorting.KINDS,
    **HINDERING,
    "event-retracted.1": Touching(p.EventRetracted, NONE, ""),
    "retraction-withdrawn.1": Touching(p.RetractionWithdrawn, NONE, ""),
    "conflict-settled.1": Touching(p.ConflictSettled, NONE, "entity"),
    "preference-set.1": Touching(p.PreferenceSet, PREFERENCE, "key"),
    "records-taken-over.1": Touching(p.RecordsTakenOver, NONE, ""),
    "contact-added.1": Touching(c.ContactAdded, CONTACT, "contact_id"),
    "contact-renamed.1": Touching(c.ContactRenamed, CONTACT, "contact_id"),
    "contact-removed.1": Touching(c.ContactRemoved, CONTACT, "contact_id"),
    "share-invited.1": Touching(h.ShareInvited, SHARE, "share_id"),
    "share-kit-renewed.1": Touching(h.ShareKitRenewed, SHARE, "share_id"),
    "contact-verified.1": Touching(h.ContactVerified, SHARE, "share_id"),
    "contact-keys-changed.1": Touching(h.ContactKeysChanged, SHARE, "share_id"),
    "recipient-duties-stated.1": Touching(h.RecipientDutiesStated, SHARE, "share_id"),
    "share-granted.1": Touching(h.ShareGranted, SHARE, "share_id"),
    "share-widened.1": Touching(h.ShareWidened, SHARE, "share_id"),
    "share-narrowed.1": Touching(h.ShareNarrowed, SHARE, "share_id"),
    "share-paused.1": Touching(h.SharePaused, SHARE, "share_id"),
    "share-resumed.1": Touching(h.ShareResumed, SHARE, "share_id"),
    "share-renewed.1": Touching(h.ShareRenewed, SHARE, "share_id"),
    "share-revoked.1": Touching(h.ShareRevoked, SHARE, "share_id"),
    "share-delivered.1": Touching(h.ShareDelivered, DELIVERY, "version"),
    "handover-made.1": Touching(h.HandoverMade, HANDOVER, "handover_id"),
    "comment-put-away.1": Touching(h.CommentPutAway, PUT_AWAY, "comment_id"),
    "proposal-accepted.1": Touching(h.ProposalAccepted, VERDICT, "proposal_id"),
    "proposal-declined.1": Touching(h.ProposalDeclined, VERDICT, "proposal_id"),
    "share-accepted.1": Touching(q.ShareAccepted, CLIENT, "space_id"),
    "share-root-renewed.1": Touching(q.ShareRootRenewed, CLIENT, "space_id"),
    "client-named.1": Touching(q.ClientNamed, CLIENT, "space_id"),
    "share-keeping-set.1": Touching(q.ShareKeepingSet, CLIENT, "space_id"),
    "share-purged.1": Touching(q.SharePurged, CLIENT, "space_id"),
    "session-marked.1": Touching(q.SessionMarked, CLIENT, "space_id"),
    "share-described.1": Touching(r.ShareDescribed, DESCRIPTION, ""),
    "item-shared.1": Touching(r.ItemShared, ITEM, "item"),
    "item-withdrawn.1": Touching(r.ItemWithdrawn, ITEM, "item"),
    "reply-written.1": Touching(r.ReplyWritten, REPLY, "reply_id"),
    "proposal-answered.1": Touching(r.ProposalAnswered, PROPOSAL, "proposal_id"),
    "deletion-requested.1": Touching(r.DeletionRequested, REQUEST, "request_id"),
    "comment-written.1": Touching(r.CommentWritten, COMMENT, "comment_id"),
    "goal-proposed.1": Touching(r.GoalProposed, PROPOSAL, "proposal_id"),
    "receipt-given.1": Touching(r.ReceiptGiven, RECEIPT, ""),
    "deletion-answered.1": Touching(r.DeletionAnswered, REQUEST, "request_id"),
    **kinds_striving.KINDS,
    **kinds_exploring.KINDS,
    **NOTICING,
}

KIND_OF: Final[Mapping[type[Body], str]] = {touching.type: kind for kind, touching in KINDS.items()}

RETRACTED: Final = KIND_OF[p.EventRetracted]
WITHDRAWN: Final = KIND_OF[p.RetractionWithdrawn]
ENTRY_WRITTEN: Final = KIND_OF[e.EntryWritten]
STEP_TAKEN: Final = KIND_OF[s.StepTaken]

_NAME_OF = {touching.type: attrgetter(touching.field) for touching in KINDS.values() if touching.field}
_NOUN_OF = {touching.type: touching.noun for touching in KINDS.values()}


def entity_of(body: Body, type_: type[Body]) -> bytes:
    """Return the entity that an event of this kind touches: its noun, a colon, and its id or key as bytes."""
    name_of = _NAME_OF.get(type_)
    if name_of is None:
        return _NOUN_OF[type_]
    name: bytes | str = name_of(body)
    if isinstance(name, bytes):
        return _NOUN_OF[type_] + name
    if type_ is p.ConflictSettled:
        # A settlement of what has no versions is kept and changes nothing.
        return entity_of_ref(name) if name.startswith(_WITH_VERSIONS) else NONE
    return _NOUN_OF[type_] + name.encode()


def entity_of_ref(ref: str) -> bytes:
    """Return the entity that a reference names: an id in hex becomes bytes, a domain keeps its key."""
    noun, _, name = ref.partition(":")
    if len(name) == _ID_HEX_DIGITS:
        try:
            return noun.encode() + b":" + bytes.fromhex(name)
        except ValueError:
            return ref.encode()
    return ref.encode()


def ref_of(noun: bytes, key: bytes) -> str:
    """Return the reference that names an entity of a noun such as `VALUE` by its id."""
    return noun.decode() + key.hex()

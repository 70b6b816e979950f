"""Events about sharing for tests: every kind, from a small world of ids, so that they meet.

Nothing here is a rule: the rules are what the tests say of these.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from hypothesis import strategies as st

from whyward.journal.events import guesting as q
from whyward.journal.events import people as c
from whyward.journal.events import shared as r
from whyward.journal.events import shares as h
from whyward.journal.events.fields import Body

Ids = Callable[[str, int], st.SearchStrategy[bytes]]

KIT: Final = b"kit of a share, never to be seen"
SECRET: Final = b"secret of a link"
SIGN_SEED: Final = b"seed that signs, never to be see"
KEM_SEED: Final = b"seed that opens, never to be see"

_DAY: Final = st.sampled_from([date(2026, 4, 1), date(2026, 6, 2), date(2026, 8, 3)])
_WORDS: Final = st.sampled_from(["calm", "brave", "gentle"])
_FIELDS: Final = st.lists(st.sampled_from(["statement", "value", "why", "tomorrow"]), max_size=3).map(tuple)
_MAY: Final = st.lists(st.sampled_from(["read", "comment", "propose"]), max_size=2).map(tuple)
_SPACE: Final = st.sampled_from([b"s" * 32, b"z" * 32])
_ROOT: Final = st.sampled_from([b"1" * 32, b"2" * 32])
CONSENT: Final = h.Consent(id="sharing", version=1, lang="en", digest=b"d" * 32, ticked=("choice",))


def share_kinds(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    """Return a strategy for each kind about sharing, by the ids of the small world."""
    return _of_people(ids) | _of_shares(ids) | _of_givings(ids) | _of_guests() | _in_spaces(ids) | _by_guests(ids)


def _items() -> st.SearchStrategy[tuple[h.ItemGrant, ...]]:
    refs = st.sampled_from(["goal:" + "0" * 32, "goal:" + "1" * 32, h.EVERY_GOAL])
    return st.lists(st.builds(h.ItemGrant, ref=refs, fields=_FIELDS), max_size=2).map(tuple)


def _of_people(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    contact, share = ids("c", 2), ids("h", 2)
    both = {"contact_id": contact, "share_id": share}
    return {
        c.ContactAdded: lambda: st.builds(c.ContactAdded, contact_id=contact, role=st.just("peer"), name=_WORDS),
        c.ContactRenamed: lambda: st.builds(c.ContactRenamed, contact_id=contact, name=_WORDS),
        c.ContactRemoved: lambda: st.builds(c.ContactRemoved, contact_id=contact),
        h.ContactVerified: lambda: st.builds(h.ContactVerified, **both, root=_ROOT, how=st.just("words")),
        h.ContactKeysChanged: lambda: st.builds(h.ContactKeysChanged, **both, root=_ROOT),
        h.RecipientDutiesStated: lambda: st.builds(h.RecipientDutiesStated, **both, statement=_WORDS),
    }


def _of_shares(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    share, goal = ids("h", 2), ids("g", 2)
    proposal = {"share_id": share, "proposal_id": ids("o", 2)}
    return {
        h.ShareInvited: lambda: st.builds(
            h.ShareInvited,
            share_id=share,
            contact_id=ids("c", 2),
            space_id=_SPACE,
            kit=st.just(KIT),
            secret=st.just(SECRET),
            relay=st.just("wss://relay.example"),
            relay_pk=st.just(b"p" * 32),
            from_name=_WORDS,
        ),
        h.ShareKitRenewed: lambda: st.builds(h.ShareKitRenewed, share_id=share, kit=st.just(KIT[::-1])),
        h.ShareDelivered: lambda: st.builds(
            h.ShareDelivered,
            share_id=share,
            item=ids("i", 2),
            version=ids("x", 4),
            ref=st.just("goal:" + "0" * 32),
            as_of=ids("e", 24),
            fields=_FIELDS,
            content=st.sampled_from([b"", b"\x80"]),
            digest=st.just(b"d" * 32),
        ),
        h.HandoverMade: lambda: st.builds(
            h.HandoverMade, handover_id=ids("w", 2), medium=st.just("print"), items=st.just(("goal:" + "0" * 32,))
        ),
        h.CommentPutAway: lambda: st.builds(h.CommentPutAway, share_id=share, comment_id=ids("k", 2)),
        h.ProposalAccepted: lambda: st.builds(h.ProposalAccepted, **proposal, goal_id=goal),
        h.ProposalDeclined: lambda: st.builds(h.ProposalDeclined, **proposal, tell_them=st.booleans(), note=_WORDS),
    }


def _of_givings(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    share = ids("h", 2)
    after = st.lists(ids("e", 24), max_size=4).map(tuple)
    giving = {"share_id": share, "items": _items(), "may": _MAY, "consent": st.just(CONSENT), "after": after}
    return {
        h.ShareGranted: lambda: st.builds(
            h.ShareGranted, **giving, mode=st.sampled_from(["once", "keep_updated"]), starts=_DAY, ends=_DAY
        ),
        h.ShareWidened: lambda: st.builds(h.ShareWidened, **giving),
        h.ShareNarrowed: lambda: st.builds(h.ShareNarrowed, share_id=share, items=_items(), may=_MAY),
        h.SharePaused: lambda: st.builds(h.SharePaused, share_id=share, until=st.one_of(st.none(), _DAY)),
        h.ShareResumed: lambda: st.builds(h.ShareResumed, share_id=share, after=after),
        h.ShareRenewed: lambda: st.builds(h.ShareRenewed, share_id=share, ends=_DAY, consent=st.just(CONSENT)),
        h.ShareRevoked: lambda: st.builds(h.ShareRevoked, share_id=share),
    }


def _of_guests() -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    seeds = {"space_id": _SPACE, "sign_seed": st.just(SIGN_SEED), "kem_seed": st.just(KEM_SEED)}
    return {
        q.ShareAccepted: lambda: st.builds(
            q.ShareAccepted,
            **seeds,
            relay=st.just("wss://relay.example"),
            relay_pk=st.just(b"p" * 32),
            secret=st.just(SECRET),
            my_name=_WORDS,
        ),
        q.ShareRootRenewed: lambda: st.builds(q.ShareRootRenewed, **seeds),
        q.ClientNamed: lambda: st.builds(q.ClientNamed, space_id=_SPACE, name=_WORDS),
        q.ShareKeepingSet: lambda: st.builds(q.ShareKeepingSet, space_id=_SPACE, days=st.integers(0, 9)),
        q.SharePurged: lambda: st.builds(q.SharePurged, space_id=_SPACE),
        q.SessionMarked: lambda: st.builds(q.SessionMarked, space_id=_SPACE, on=_DAY),
    }


def _in_spaces(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    versioned = {"item": ids("i", 2), "version": ids("x", 4), "after": st.one_of(st.none(), ids("x", 4))}
    goal = st.builds(
        r.SharedGoal,
        statement=st.one_of(st.none(), _WORDS),
        progress=st.one_of(st.none(), st.builds(r.SharedProgress, steps=st.integers(0, 9))),
        barriers=st.lists(st.builds(r.SharedBarrier, on=_DAY), max_size=2).map(tuple),
    )
    return {
        r.ShareDescribed: lambda: st.builds(
            r.ShareDescribed, from_name=_WORDS, may=_MAY, state=st.sampled_from(["active", "asleep"])
        ),
        r.ItemShared: lambda: st.builds(r.ItemShared, **versioned, goal=goal),
        r.ItemWithdrawn: lambda: st.builds(r.ItemWithdrawn, **versioned),
        r.ReplyWritten: lambda: st.builds(r.ReplyWritten, reply_id=ids("y", 2), about=ids("k", 2), text=_WORDS),
        r.ProposalAnswered: lambda: st.builds(
            r.ProposalAnswered, proposal_id=ids("o", 2), answer=st.sampled_from(["accepted", "framed"])
        ),
        r.DeletionRequested: lambda: st.builds(r.DeletionRequested, request_id=ids("u", 2), text=_WORDS),
    }


def _by_guests(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    return {
        r.CommentWritten: lambda: st.builds(r.CommentWritten, comment_id=ids("k", 2), text=_WORDS),
        r.GoalProposed: lambda: st.builds(
            r.GoalProposed, proposal_id=ids("o", 2), statement=_WORDS, steps=st.tuples(_WORDS)
        ),
        r.ReceiptGiven: lambda: st.builds(r.ReceiptGiven, versions=st.lists(ids("x", 4), max_size=3).map(tuple)),
        r.DeletionAnswered: lambda: st.builds(
            r.DeletionAnswered, request_id=ids("u", 2), answer=st.sampled_from(["deleted", "framed"])
        ),
    }

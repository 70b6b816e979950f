"""Which kinds an undo leaves alone: what made a share quieter, what cannot be unsaid, and what nobody did on purpose.

It names kinds only; that they are left alone is `decide.undoing`'s.
"""

from collections.abc import Iterable
from typing import Final

from whyward.journal.events import guesting as q
from whyward.journal.events import people as c
from whyward.journal.events import shares as h
from whyward.journal.events import sorts as o
from whyward.journal.events.catalogue import KIND_OF
from whyward.journal.events.fields import Body

SHARE_PLUMBING: Final = "share_"
"""How the keys of those preferences begin that devices set for each other about shares, and nobody ever sees."""


def _kinds(types: Iterable[type[Body]]) -> frozenset[str]:
    return frozenset(KIND_OF[type_] for type_ in types)


BY_ITSELF: Final = _kinds(
    (
        h.ShareKitRenewed,
        h.ContactKeysChanged,
        h.RecipientDutiesStated,
        h.ShareDelivered,
        q.ShareRootRenewed,
        q.SharePurged,
    )
)
"""What a device records without anybody's wish: an undo that names nothing passes over it."""

UNTOLD: Final = _kinds((h.ShareKitRenewed, h.ShareDelivered, q.ShareRootRenewed, o.CardPlaced))
"""What the timeline leaves out unless it is asked for by name: the audit of a share, and a sort, have it all."""

LASTING: Final = BY_ITSELF | _kinds(
    (
        c.ContactRemoved,
        h.ShareInvited,
        h.ContactVerified,
        h.ShareNarrowed,
        h.SharePaused,
        h.ShareRevoked,
        q.ShareAccepted,
    )
)
"""What is not taken back, but followed by another word."""

GIVING: Final = _kinds((h.ShareGranted, h.ShareWidened, h.ShareRenewed))
"""What, once taken back, is given anew only with every sentence ticked anew."""

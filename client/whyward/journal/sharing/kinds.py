"""Which side may say what in the space of a share; the two kinds of log have no kind in common.

It refuses by the name of a kind, whatever its version, so that a newer version of a refused kind is refused as well.
A kind of no name that is known here is let through: it is kept, and folds to nothing until it is known.
"""

from collections.abc import Iterable
from typing import Final

from whyward.journal.events import shared
from whyward.journal.events.catalogue import KIND_OF, KINDS
from whyward.journal.events.fields import Body
from whyward.protocol.statements import Party


def name_of(kind: str) -> str:
    """Return a kind without its version."""
    return kind.rpartition(".")[0]


def _names(types: Iterable[type[Body]]) -> frozenset[str]:
    return frozenset(name_of(KIND_OF[type_]) for type_ in types)


BY_OWNER: Final = _names(
    (
        shared.ShareDescribed,
        shared.ItemShared,
        shared.ItemWithdrawn,
        shared.ReplyWritten,
        shared.ProposalAnswered,
        shared.DeletionRequested,
    )
)
BY_GUEST: Final = _names(
    (
        shared.CommentWritten,
        shared.GoalProposed,
        shared.ReceiptGiven,
        shared.DeletionAnswered,
    )
)
PERSONAL: Final = frozenset(map(name_of, KINDS)) - BY_OWNER - BY_GUEST
"""Everything else: what stands in a person's own journal, taking back included, and never in a share."""

_BY_PARTY: Final = {Party.OWNER: BY_OWNER, Party.GUEST: BY_GUEST}
_KNOWN: Final = PERSONAL | BY_OWNER | BY_GUEST


def may_say(party: Party, kind: str) -> bool:
    """Whether a party of a share may say a kind there."""
    name = name_of(kind)
    return party in _BY_PARTY and (name in _BY_PARTY[party] or name not in _KNOWN)


def is_share_kind(kind: str) -> bool:
    """Whether a kind belongs into the space of a share, and so never into a person's own journal."""
    return name_of(kind) in BY_OWNER | BY_GUEST

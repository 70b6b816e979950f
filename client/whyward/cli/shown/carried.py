"""What became of each share in a sync: one line for each that had something to say, and for each that did not work.

A share that does not work keeps nothing else from being carried.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from whyward.cli.harmless import one_line
from whyward.cli.shown.ids import short
from whyward.journal.pages import Pages
from whyward.journal.projections.guesting import Client, ClientState
from whyward.journal.sharing.rounds import ShareCarried
from whyward.journal.sharing.rows import contact_of, shares

Names = Mapping[bytes, str]
"""What a person calls each share, by its space."""


class ShareCarriedShown(msgspec.Struct, frozen=True, kw_only=True):
    """A share in a sync: whose it is (`own`: this person gives it), how much was written there, what went wrong."""

    name: str
    own: bool
    sent: int
    error: str | None
    hint: str | None


def names_of_shares(pages: Pages, clients: Sequence[Client]) -> Names:
    """Return what each share that lasts is called: by whom it is with, or by whom it is from."""
    names = {one.space_id: one.name for one in clients if one.state is not ClientState.DELETED}
    for row in shares(pages):
        if not row.revoked:
            contact = contact_of(pages, row)
            names[row.space_id] = short(row.share_id) if contact is None else contact.name
    return names


def carried_shown(carried: Sequence[ShareCarried], names: Names) -> list[ShareCarriedShown]:
    """Return the shares of a sync: those that last, and those with which something went wrong."""
    return [
        ShareCarriedShown(
            name=names.get(one.space_id, short(one.space_id)),
            own=one.is_own,
            sent=one.sent,
            error=None if one.error is None else str(one.error),
            hint=None if one.error is None else one.error.hint,
        )
        for one in carried
        if one.space_id in names or one.error is not None
    ]


def carried_lines(carried: Sequence[ShareCarriedShown]) -> Iterator[str]:
    """Yield a line for each share that somebody should read of."""
    for one in carried:
        name = one_line(one.name)
        whose = f"What you show {name}" if one.own else f"What {name} shows you"
        if one.error is not None:
            yield f"{whose}: {one_line(one.error)}. {one_line(one.hint or '')}".rstrip()
        elif one.own and one.sent:
            yield f"{whose}: went out."
        else:
            yield f"{whose}: up to date."

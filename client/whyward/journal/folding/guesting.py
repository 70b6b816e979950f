"""What a share that the person accepted has come to: who it is from, how long copies stay, where the two met last.

Once its copies were deleted a share does not come back.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from whyward.journal.events import guesting as q
from whyward.journal.folding.happened import Happened


class KeepingRow(msgspec.Struct, frozen=True, kw_only=True):
    """How long copies stay after the end."""

    days: int = 0
    by_law: bool = False
    until: date | None = None
    basis: str | None = None


class ClientRow(msgspec.Struct, frozen=True, kw_only=True):
    """A share that somebody gave the person. `roots` are the two seeds of each key ever used there, the latest last."""

    space_id: bytes
    relay: str
    relay_pk: bytes
    secret: bytes
    roots: tuple[tuple[bytes, bytes], ...]
    my_name: str
    duties: str | None
    accepted_at: int
    accepted_tz: int
    stamp: tuple[int, bytes, bytes]
    name: str | None = None
    keeping: KeepingRow = KeepingRow()
    purged: bool = False
    sessions: tuple[date, ...] = ()

    def __repr__(self) -> str:
        """Tell which space; what opens it stays out of every traceback."""
        return f"ClientRow(space_id={self.space_id.hex()})"


def fold_client(happened: Sequence[Happened]) -> ClientRow | None:
    """Return the share that its events come to, or None before it is accepted."""
    first = next((one for one in happened if isinstance(one.body, q.ShareAccepted)), None)
    if first is None or not isinstance(first.body, q.ShareAccepted):
        return None
    row = _accepted(first, first.body)
    for one in happened:
        row = _after(row, one)
    return row


def _accepted(one: Happened, accepted: q.ShareAccepted) -> ClientRow:
    return ClientRow(
        space_id=accepted.space_id,
        relay=accepted.relay,
        relay_pk=accepted.relay_pk,
        secret=accepted.secret,
        roots=((accepted.sign_seed, accepted.kem_seed),),
        my_name=accepted.my_name,
        duties=accepted.duties,
        accepted_at=one.event.at,
        accepted_tz=one.event.tz,
        stamp=(one.event.hlc, one.device, one.event.id),
    )


def _after(row: ClientRow, one: Happened) -> ClientRow:
    replace = msgspec.structs.replace
    match one.body:
        case q.ShareRootRenewed(sign_seed=sign_seed, kem_seed=kem_seed):
            return replace(row, roots=(*row.roots, (sign_seed, kem_seed)))
        case q.ClientNamed(name=name) if one.stands:
            return replace(row, name=name)
        case q.ShareKeepingSet() as kept if one.stands:
            return replace(
                row, keeping=KeepingRow(days=kept.days, by_law=kept.by_law, until=kept.until, basis=kept.basis)
            )
        case q.SharePurged():
            return replace(row, purged=True)
        case q.SessionMarked(on=on) if one.stands:
            return replace(row, sessions=tuple(sorted({*row.sessions, on})))
        case _:
            return row

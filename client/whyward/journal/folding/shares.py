"""What a share has come to: with whom, what is shown, until when, and whether it is paused or stopped.

The quieter side wins. What is given counts unless a taking-away exists that the giving has not named; a pause counts
unless a going-on names it; stopping is for good. No undo of a quieter word makes a share louder again.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from whyward.journal.events import shares as h
from whyward.journal.folding.happened import Happened


class ConsentRow(msgspec.Struct, frozen=True, kw_only=True):
    """One time the person agreed: to which text, with which ticks, when."""

    event_id: bytes
    kind: str
    consent: h.Consent
    at: int
    tz: int


class ShareRow(msgspec.Struct, frozen=True, kw_only=True):
    """A share as its own events leave it; whether its contact was removed is for `sharing.rows` to add.

    `items` has the fields shown of each reference, sorted; `after` lists hold ids for the next giving or going-on.
    """

    share_id: bytes
    contact_id: bytes
    space_id: bytes
    kits: tuple[bytes, ...]
    secret: bytes
    relay: str
    relay_pk: bytes
    from_name: str
    invited_at: int
    invited_tz: int
    stamp: tuple[int, bytes, bytes]
    verified_root: bytes | None = None
    changed_root: bytes | None = None
    duties: str | None = None
    items: dict[str, tuple[str, ...]] = {}
    may: tuple[str, ...] = ()
    mode: str | None = None
    starts: date | None = None
    ends: date | None = None
    purpose: str | None = None
    narrowings: tuple[bytes, ...] = ()
    pauses: tuple[bytes, ...] = ()
    paused: bool = False
    paused_until: date | None = None
    revoked: bool = False
    consents: tuple[ConsentRow, ...] = ()

    def __repr__(self) -> str:
        """Tell which share; what opens it stays out of every traceback."""
        return f"ShareRow(share_id={self.share_id.hex()})"

    @property
    def granted(self) -> bool:
        """Whether something was granted that still stands, even if all of it was taken away since."""
        return self.ends is not None


def fold_share(happened: Sequence[Happened]) -> ShareRow | None:
    """Return the share that its events come to, or None before the invitation."""
    first = next((one for one in happened if isinstance(one.body, h.ShareInvited)), None)
    if first is None or not isinstance(first.body, h.ShareInvited):
        return None
    row = _invited(first, first.body)
    for one in happened:
        row = _known(row, one)
    row = _paused(_granted(row, happened), happened)
    changed = [one.body.root for one in happened if isinstance(one.body, h.ContactKeysChanged)]
    trusted = {one.body.root for one in happened if one.stands and isinstance(one.body, h.ContactVerified)}
    still = changed[-1] if changed and changed[-1] not in trusted else None
    return msgspec.structs.replace(row, changed_root=still)


def _invited(one: Happened, invited: h.ShareInvited) -> ShareRow:
    return ShareRow(
        share_id=invited.share_id,
        contact_id=invited.contact_id,
        space_id=invited.space_id,
        kits=(invited.kit,),
        secret=invited.secret,
        relay=invited.relay,
        relay_pk=invited.relay_pk,
        from_name=invited.from_name,
        invited_at=one.event.at,
        invited_tz=one.event.tz,
        stamp=(one.event.hlc, one.device, one.event.id),
    )


def _known(row: ShareRow, one: Happened) -> ShareRow:
    """Take in what hangs on nothing else. What makes a share quieter counts even where it was taken back."""
    replace = msgspec.structs.replace
    match one.body:
        case h.ShareKitRenewed(kit=kit):
            return replace(row, kits=(*row.kits, kit))
        case h.ContactVerified(root=root) if one.stands:
            return replace(row, verified_root=root)
        case h.RecipientDutiesStated(statement=statement) if one.stands:
            return replace(row, duties=statement)
        case h.ShareNarrowed():
            return replace(row, narrowings=(*row.narrowings, one.event.id))
        case h.SharePaused():
            return replace(row, pauses=(*row.pauses, one.event.id))
        case h.ShareRevoked():
            return replace(row, revoked=True)
        case h.ShareGranted(consent=consent) | h.ShareWidened(consent=consent) | h.ShareRenewed(consent=consent):
            if not one.stands:
                return row
            given = ConsentRow(
                event_id=one.event.id, kind=one.event.kind, consent=consent, at=one.event.at, tz=one.event.tz
            )
            return replace(row, consents=(*row.consents, given))
        case _:
            return row


def _granted(row: ShareRow, happened: Sequence[Happened]) -> ShareRow:
    """Take in the last grant and what followed it. A grant that was taken back brings no earlier one back."""
    place = max((n for n, one in enumerate(happened) if isinstance(one.body, h.ShareGranted)), default=None)
    if place is None or not happened[place].stands:
        return row
    grant = happened[place].body
    assert isinstance(grant, h.ShareGranted)
    taken = [(one.event.id, one.body) for one in happened if isinstance(one.body, h.ShareNarrowed)]
    ends = grant.ends
    fields: dict[str, set[str]] = {}
    may: list[str] = []
    for one in happened[place:]:
        match one.body:
            case h.ShareGranted() | h.ShareWidened() as giving if one.stands:
                left = [body for event_id, body in taken if event_id not in giving.after]
                for ref, field in _given(giving.items, left):
                    fields.setdefault(ref, set()).add(field)
                may += [right for right in giving.may if not any(right in body.may for body in left)]
            case h.ShareRenewed(ends=until):
                # One that was taken back leaves no longer end than it found, and none longer than its own.
                ends = until if one.stands else min(ends, until)
            case _:
                pass
    return msgspec.structs.replace(
        row,
        items={ref: tuple(sorted(fields[ref])) for ref in sorted(fields)},
        may=tuple(dict.fromkeys(may)),
        mode=grant.mode,
        starts=grant.starts,
        ends=ends,
        purpose=grant.purpose,
    )


def _given(items: Sequence[h.ItemGrant], taken: Sequence[h.ShareNarrowed]) -> Iterator[tuple[str, str]]:
    """Yield each reference with each field that nothing in `taken` takes away."""
    gone = {(item.ref, field) for body in taken for item in body.items for field in item.fields}
    whole = {item.ref for body in taken for item in body.items if not item.fields}
    for item in items:
        either = (item.ref, h.EVERY_GOAL)
        for field in item.fields:
            if not any(ref in whole or (ref, field) in gone for ref in either):
                yield item.ref, field


def _paused(row: ShareRow, happened: Sequence[Happened]) -> ShareRow:
    named = {
        event_id
        for one in happened
        if one.stands and isinstance(one.body, h.ShareResumed)
        for event_id in one.body.after
    }
    open_ones = [
        one.body.until for one in happened if isinstance(one.body, h.SharePaused) and one.event.id not in named
    ]
    days = [until for until in open_ones if until is not None]
    until = max(days) if days and len(days) == len(open_ones) else None
    return msgspec.structs.replace(row, paused=bool(open_ones), paused_until=until)

"""The shares that the person gives: with whom, what is shown, until when, and what was agreed to.

Nothing that opens a share is in it. What it shows is what was granted; what goes out today is `sharing.view`'s.
"""

from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.catalogue import entity_of_ref
from whyward.journal.events.fields import Ref, shown_choice
from whyward.journal.events.people import Role
from whyward.journal.events.shares import Field, May, Mode
from whyward.journal.folding.shares import ConsentRow, ShareRow
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.sharing.effective import ShareState, effective, in_force
from whyward.journal.sharing.rows import contact_of, deliveries, shares


class ShownItem(msgspec.Struct, frozen=True, kw_only=True):
    """A goal that is shown, by the person's own words for it, and what of it, in the order of the catalogue."""

    ref: Ref
    statement: str
    fields: tuple[str, ...]


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """One time the person ticked every sentence: for what (granted, widened, renewed), and of which text."""

    on: date
    what: str
    text_id: str
    version: int
    lang: str
    digest: bytes
    ticked: tuple[str, ...]


class ShareDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device of the other side; `since` is the day on which this device learned of it, if it remembers.

    The root stands for the person themselves.
    """

    id: bytes
    since: date | None
    is_root: bool


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A share as it stands today. `devices` and `notices` are known to the share's own log alone."""

    share_id: bytes
    contact_id: bytes
    name: str
    role: str
    state: ShareState
    items: tuple[ShownItem, ...]
    may: tuple[str, ...]
    mode: Mode
    starts: date | None
    ends: date | None
    paused_until: date | None
    purpose: str | None
    duties: str | None
    last_sent: date | None
    agreements: tuple[Agreement, ...]
    devices: tuple[ShareDevice, ...] = ()
    notices: tuple[str, ...] = ()


def shares_shown(pages: Pages, today: date) -> list[Share]:
    """Return every share, those that last before those that were stopped."""
    labels = Labels(pages)
    rows = sorted(shares(pages), key=lambda row: (row.revoked, row.stamp))
    return [_share(row, pages, labels, today) for row in rows]


def _share(row: ShareRow, pages: Pages, labels: Labels, today: date) -> Share:
    contact, granted, ends_at = contact_of(pages, row), in_force(row), pages.day_ends_at
    sent = deliveries(pages, row.share_id)
    return Share(
        share_id=row.share_id,
        contact_id=row.contact_id,
        name=labels.contact(row.contact_id),
        role=Role.OTHER.value if contact is None else shown_choice(contact.role, Role),
        state=effective(row, today=today).state,
        items=tuple(
            ShownItem(
                ref=ref,
                statement=labels.goal(entity_of_ref(ref).partition(b":")[2]),
                fields=tuple(field.value for field in Field if field in fields),
            )
            for ref, fields in granted.items.items()
        ),
        may=tuple(right.value for right in May if right in granted.may),
        mode=granted.mode,
        starts=row.starts,
        ends=row.ends,
        paused_until=row.paused_until if row.paused else None,
        purpose=row.purpose,
        duties=row.duties,
        last_sent=life_day(sent[-1].at, sent[-1].tz, ends_at) if sent else None,
        agreements=tuple(_agreement(one, ends_at) for one in row.consents),
    )


def _agreement(row: ConsentRow, ends_at: int) -> Agreement:
    return Agreement(
        on=life_day(row.at, row.tz, ends_at),
        what=row.kind.partition(".")[0].removeprefix("share-"),
        text_id=row.consent.id,
        version=row.consent.version,
        lang=row.consent.lang,
        digest=row.consent.digest,
        ticked=row.consent.ticked,
    )

"""What went out in a share, line by line: when, which fields, which version, opened or not, and still shown or not.

What was sent is shown again from what was kept of it, never from the journal of today.
"""

from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.catalogue import KIND_OF
from whyward.journal.events.reading import body_of
from whyward.journal.events.shared import ItemShared, SharedGoal
from whyward.journal.folding.handing import DeliveryRow, HandoverRow
from whyward.journal.folding.nouns import HANDOVERS, ITEMS, RECEIPTS, SHARES
from whyward.journal.folding.shared import ItemRow, shown_of
from whyward.journal.pages import Pages
from whyward.journal.sharing.rows import content_of, deliveries


class AuditLine(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one thing. Days are life days; `left` is False for one that was written down and never sent.

    `shown_now` is what the other side was last given, whether or not the share still holds.
    """

    on: date
    ref: str
    item: bytes
    version: bytes
    fields: tuple[str, ...]
    withdrawn: bool
    left: bool
    shown_now: bool
    opened_on: date | None


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """All that went out in a share, the latest first, and what was handed over to the same person by hand."""

    share_id: bytes
    lines: tuple[AuditLine, ...]
    handovers: tuple[HandoverRow, ...]


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """One goal as the other side had it on a day, as it was sent on the day `on`."""

    ref: str
    item: bytes
    version: bytes
    on: date
    fields: tuple[str, ...]
    goal: SharedGoal


def audit(pages: Pages, share_pages: Pages, share_id: bytes) -> Audit:
    """Return the whole audit of a share."""
    items = {row.item: row for row in share_pages.all(ITEMS)}
    receipt = share_pages.one(RECEIPTS)
    opened = {} if receipt is None else receipt.at_by_version
    rows = reversed(deliveries(pages, share_id))
    share = pages.one(SHARES, share_id)
    handed = (row for row in pages.all(HANDOVERS) if share is not None and row.contact_id == share.contact_id)
    return Audit(
        share_id=share_id,
        lines=tuple(_line(row, items.get(row.item), opened.get(row.version), pages.day_ends_at) for row in rows),
        handovers=tuple(sorted(handed, key=lambda row: row.stamp, reverse=True)),
    )


def _line(row: DeliveryRow, item: ItemRow | None, opened_at: int | None, day_ends_at: int) -> AuditLine:
    versions = () if item is None else item.versions
    return AuditLine(
        on=life_day(row.at, row.tz, day_ends_at),
        ref=row.ref,
        item=row.item,
        version=row.version,
        fields=row.fields,
        withdrawn=row.size == 0,
        left=any(version.version == row.version for version in versions),
        shown_now=item is not None and item.shown.version == row.version and not item.shown.withdrawn,
        opened_on=None if opened_at is None else life_day(opened_at, 0, 0),
    )


def sent_on(pages: Pages, share_pages: Pages, share_id: bytes, day: date) -> tuple[Sent, ...]:
    """Return what the other side had at the end of a day, exactly as it was sent."""
    lines = {line.version: line for line in deliveries(pages, share_id)}
    day_ends_at = pages.day_ends_at
    by_then = {version for version, row in lines.items() if life_day(row.at, row.tz, day_ends_at) <= day}
    found: list[Sent] = []
    for item in share_pages.all(ITEMS):
        versions = [version for version in item.versions if version.version in by_then]
        if not versions or shown_of(versions).withdrawn:
            continue
        line = lines[shown_of(versions).version]
        goal = _goal(content_of(pages, line))
        if goal is not None:
            on = life_day(line.at, line.tz, day_ends_at)
            found.append(Sent(ref=line.ref, item=line.item, version=line.version, on=on, fields=line.fields, goal=goal))
    return tuple(found)


def _goal(content: bytes) -> SharedGoal | None:
    body = body_of(KIND_OF[ItemShared], content)
    return body.goal if isinstance(body, ItemShared) else None

"""What is still to be written into a share, so that the other side sees what is granted and nothing else.

It writes nothing itself. Two devices of the owner that find the same out make one fact of it; a device that has not
heard what another one sent does not talk over it.
"""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import msgspec

from whyward.journal.events.catalogue import ITEM, entity_of_ref, ref_of
from whyward.journal.events.reading import encode_body
from whyward.journal.events.shared import ItemShared, ItemWithdrawn, SharedGoal
from whyward.journal.events.shares import Mode, ShareDelivered
from whyward.journal.folding.handing import DeliveryRow
from whyward.journal.folding.nouns import ITEMS
from whyward.journal.folding.shared import ItemRow
from whyward.journal.folding.shares import ShareRow
from whyward.journal.pages import Pages
from whyward.journal.sharing.aliases import alias_key, audit_id_of, version_of
from whyward.journal.sharing.cutting import cut
from whyward.journal.sharing.effective import Effective, ShareState, effective
from whyward.journal.sharing.rows import deliveries
from whyward.journal.sharing.view import Shown, view


class Filling(msgspec.Struct, frozen=True, kw_only=True):
    """One version to write: `body` under `event_id` into the share, and before it `audit` into the owner's own log.

    `audit` is None if that line stands there already, under `audit_id`.
    """

    body: ItemShared | ItemWithdrawn
    event_id: bytes
    audit: ShareDelivered | None
    audit_id: bytes


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written. `is_waiting`: something there came from another device, whose own line is not here yet."""

    fillings: tuple[Filling, ...] = ()
    is_waiting: bool = False


def due(pages: Pages, share_pages: Pages, row: ShareRow, *, today: date, heard_all: bool = False) -> Due:
    """Return what is to be written into a share today; nothing unless it is active.

    Say `heard_all` once the owner's own log was brought up to date after the share's: what is not in it then will not
    come any more, and no longer stands in the way.
    """
    allowed = effective(row, today=today)
    if allowed.state is not ShareState.ACTIVE:
        return Due()
    sent = _sent(pages, row)
    items = {item.item: item for item in share_pages.all(ITEMS)}
    wanted = {shown.alias: shown for shown in wanted_there(pages, share_pages, row, allowed)}
    fillings: list[Filling] = []
    is_waiting = False
    for alias in sorted({*wanted, *items}):
        item, shown = items.get(alias), wanted.get(alias)
        if not heard_all and item is not None and item.shown.version not in sent:
            is_waiting = True
        elif _differs(item, shown, sent, allowed):
            fillings.append(_filling(row, item, shown or _gone(pages, alias, sent), sent))
    return Due(fillings=tuple(fillings), is_waiting=is_waiting)


def _sent(pages: Pages, row: ShareRow) -> dict[bytes, DeliveryRow]:
    """Return the owner's lines of a share by the version they are about."""
    return {line.version: line for line in deliveries(pages, row.share_id)}


def wanted_there(pages: Pages, share_pages: Pages, row: ShareRow, allowed: Effective) -> tuple[Shown, ...]:
    """Return what the other side is to see: all as it is now, or, shown once, what they have as far as it may stay."""
    shown = view(pages, allowed, alias_key=alias_key(row))
    if allowed.mode is Mode.KEEP_UPDATED:
        return shown
    sent = _sent(pages, row)
    once = (_once(one, share_pages.one(ITEMS, one.alias), sent, allowed) for one in shown)
    return tuple(one for one in once if one.goal != SharedGoal())


def _once(shown: Shown, item: ItemRow | None, sent: Mapping[bytes, DeliveryRow], allowed: Effective) -> Shown:
    if item is None or item.goal is None or _is_more(shown, item, sent):
        return shown
    return msgspec.structs.replace(shown, goal=cut(item.goal, shown.fields, allowed.starts))


def _is_more(shown: Shown, item: ItemRow, sent: Mapping[bytes, DeliveryRow]) -> bool:
    """Whether more was granted since this was shown: that was a choice of its own, and is shown once more."""
    line = sent.get(item.shown.version)
    return line is not None and not shown.fields <= set(line.fields)


def _differs(item: ItemRow | None, shown: Shown | None, sent: Mapping[bytes, DeliveryRow], allowed: Effective) -> bool:
    there = None if item is None else item.goal
    if there != (None if shown is None else shown.goal):
        return True
    # Otherwise whatever changes later would count as granted anew.
    return allowed.mode is Mode.ONCE and item is not None and shown is not None and _is_more(shown, item, sent)


def _gone(pages: Pages, alias: bytes, sent: Mapping[bytes, DeliveryRow]) -> Shown:
    """Return what is shown of a thing that is no longer shown: nothing, under its own reference."""
    line = next((line for line in sent.values() if line.item == alias), None)
    ref = ref_of(ITEM, alias) if line is None else line.ref
    happened = pages.happened(entity_of_ref(ref))
    as_of = happened[-1].event.id if happened else alias
    return Shown(ref=ref, alias=alias, as_of=as_of, fields=frozenset(), goal=SharedGoal())


def _filling(row: ShareRow, item: ItemRow | None, shown: Shown, sent: Mapping[bytes, DeliveryRow]) -> Filling:
    key, alias = alias_key(row), shown.alias
    after = None if item is None else item.shown.version
    goal = None if shown.goal == SharedGoal() else shown.goal
    version = version_of(key, alias, after, goal)
    body: ItemShared | ItemWithdrawn = ItemWithdrawn(item=alias, version=version, after=after)
    content = b""
    if goal is not None:
        body = ItemShared(item=alias, version=version, after=after, goal=goal)
        content = encode_body(body)
    audit = ShareDelivered(
        share_id=row.share_id,
        item=alias,
        version=version,
        ref=shown.ref,
        as_of=shown.as_of,
        fields=tuple(sorted(field.value for field in shown.fields)),
        content=content,
        digest=sha256(content).digest(),
    )
    return Filling(
        body=body,
        event_id=version,
        audit=None if version in sent else audit,
        audit_id=audit_id_of(key, version),
    )

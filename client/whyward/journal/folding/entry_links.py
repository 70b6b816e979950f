"""What an entry is about: the things it was linked to when written and since, but for those links that were taken off.

A link counts unless what takes it off has named it: of two devices that did not see each other, the linking one wins.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from whyward.journal.events.entries import EntryLinked, EntryUnlinked, EntryWritten
from whyward.journal.events.fields import Ref
from whyward.journal.folding.happened import Happened
from whyward.journal.sentences import sentence

_ID_HEX_DIGITS = 32


class Links(NamedTuple):
    """What an entry is about, by noun; `others` are things of any other noun, as references."""

    value_ids: tuple[bytes, ...]
    goal_ids: tuple[bytes, ...]
    domain_ids: tuple[str, ...]
    barrier_ids: tuple[bytes, ...]
    others: tuple[Ref, ...]


def links_of(happened: Sequence[Happened]) -> dict[Ref, tuple[bytes, ...]]:
    """Return each thing that the entry is about, with the events that say so, in the order they said it."""
    gone = {
        (event_id, one.body.to)
        for one in happened
        if one.stands and isinstance(one.body, EntryUnlinked)
        for event_id in one.body.after
    }
    found: dict[Ref, tuple[bytes, ...]] = {}
    for one in happened:
        for ref in _linked(one) if one.stands else ():
            if (one.event.id, ref) not in gone:
                found[ref] = (*found.get(ref, ()), one.event.id)
    return found


def by_noun(refs: Sequence[Ref]) -> Links:
    """Return references sorted out by noun."""
    return Links(
        value_ids=_ids(sentence("value"), refs),
        goal_ids=_ids(sentence("goal"), refs),
        domain_ids=tuple(ref.partition(":")[2] for ref in refs if ref.startswith("domain:")),
        barrier_ids=_ids(sentence("barrier"), refs),
        others=tuple(ref for ref in refs if not _is_named(ref)),
    )


def _linked(one: Happened) -> Iterator[Ref]:
    match one.body:
        case EntryWritten() as written:
            yield from (f"value:{id_.hex()}" for id_ in written.value_ids)
            yield from (f"goal:{id_.hex()}" for id_ in written.goal_ids)
            yield from (f"domain:{key}" for key in written.domain_ids)
            yield from (f"barrier:{id_.hex()}" for id_ in written.barrier_ids)
        case EntryLinked(to=to):
            yield to
        case _:
            pass


def _ids(noun: str, refs: Sequence[Ref]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(ref[len(noun) + 1 :]) for ref in refs if ref.startswith(f"{noun}:") and _has_id(ref))


def _is_named(ref: Ref) -> bool:
    return ref.startswith("domain:") or (ref.startswith(("value:", "goal:", "barrier:")) and _has_id(ref))


def _has_id(ref: Ref) -> bool:
    digits = ref.partition(":")[2]
    return len(digits) == _ID_HEX_DIGITS and set(digits) <= set("0123456789abcdef")

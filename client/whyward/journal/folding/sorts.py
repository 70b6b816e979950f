"""What a sort has come to: where each card lies, which few were chosen, in which order, and what was said of them.

A card lies where it was put last. Of two choices that did not see each other, the later one counts, and what it could
not know of follows it. Once finished it stays so; set aside lasts until the next thing that is done with it.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from whyward.journal.events.fields import Body
from whyward.journal.events.sorts import (
    CardAdded,
    CardPlaced,
    CardReworded,
    Scale,
    SortAnswered,
    SortFinished,
    SortRanked,
    SortSetAside,
    SortShortlisted,
    SortStarted,
)
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.versions import Version, Wrote, versions

_PILES: Final = {Scale.THREE.value: 3, Scale.FIVE.value: 5}
_PILES_MOST: Final = 5

ANSWER: Final = "answer"
"""What a settlement calls the text of an answer."""


class SortState(StrEnum):
    """Where a sort stands."""

    OPEN = "open"
    SET_ASIDE = "set_aside"
    FINISHED = "finished"


class SortedCard(msgspec.Struct, frozen=True, kw_only=True):
    """A card in a sort; `label` and `meaning` are None where the deck's own words stand, `pile` before it is placed."""

    card_id: str
    own: bool
    label: str | None
    meaning: str | None
    pile: int | None = None


class CardAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the person said about a card: one text, or several that did not see each other, the latest first."""

    card_id: str
    question_id: str
    versions: tuple[Version, ...]


class SortRow(msgspec.Struct, frozen=True, kw_only=True):
    """A sort as it is now. `ranked` is empty until an order was put; `last_placed` is the event to take back."""

    sort_id: bytes
    deck_id: str
    deck_version: int
    scale: str
    frame: str
    domain_id: str | None
    cards: tuple[SortedCard, ...]
    shortlist: tuple[str, ...]
    shortlist_heads: tuple[bytes, ...]
    ranked: tuple[tuple[str, ...], ...]
    answers: tuple[CardAnswer, ...]
    state: str
    top: tuple[str, ...]
    adopted_value_ids: tuple[bytes, ...]
    last_placed: bytes | None
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


def piles_of(scale: str) -> int:
    """Return how many piles a scale has; one that this version does not know is shown with the most there are."""
    return _PILES.get(scale, _PILES_MOST)


def fold_sort(happened: Sequence[Happened]) -> SortRow | None:
    """Return the sort that its events come to, or None before it is started."""
    standing = [one for one in happened if one.stands]
    first = next((one for one in standing if isinstance(one.body, SortStarted)), None)
    if first is None or not isinstance(first.body, SortStarted):
        return None
    started = first.body
    cards = _cards(started, standing, piles_of(started.scale))
    known = {card.card_id for card in cards}
    chosen, heads = _shortlist(standing)
    shortlist = tuple(card_id for card_id in chosen if card_id in known)
    finished = [one.body for one in standing if isinstance(one.body, SortFinished)]
    placed = [one.event.id for one in standing if isinstance(one.body, CardPlaced)]
    return SortRow(
        sort_id=started.sort_id,
        deck_id=started.deck_id,
        deck_version=started.deck_version,
        scale=started.scale,
        frame=started.frame,
        domain_id=started.domain_id,
        cards=cards,
        shortlist=shortlist,
        shortlist_heads=heads,
        ranked=_ranked(standing, shortlist),
        answers=_answers(happened, known),
        state=_state(standing, finished=bool(finished)),
        top=finished[-1].top if finished else (),
        adopted_value_ids=_each_once(value_id for body in finished for value_id in body.adopted_value_ids),
        last_placed=placed[-1] if placed else None,
        at=first.event.at,
        tz=first.event.tz,
        stamp=(first.event.hlc, first.device, first.event.id),
    )


def _each_once(ids: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(ids))


def _cards(started: SortStarted, standing: Sequence[Happened], piles: int) -> tuple[SortedCard, ...]:
    """Return the cards in the order of the sort, the person's own ones after the deck's."""
    cards = {card_id: SortedCard(card_id=card_id, own=False, label=None, meaning=None) for card_id in started.card_ids}
    for one in standing:
        if isinstance(one.body, CardAdded) and one.body.card_id not in cards:
            cards[one.body.card_id] = SortedCard(
                card_id=one.body.card_id, own=True, label=one.body.label, meaning=one.body.meaning
            )
    for one in standing:
        match one.body:
            case CardPlaced(card_id=card_id, pile=pile) if card_id in cards:
                cards[card_id] = msgspec.structs.replace(cards[card_id], pile=min(pile, piles - 1))
            case CardReworded(card_id=card_id) if card_id in cards:
                cards[card_id] = _reworded(cards[card_id], one.body)
            case _:
                pass
    return tuple(cards.values())


def _reworded(card: SortedCard, said: CardReworded) -> SortedCard:
    """Return the card in other words; an empty meaning takes the person's own away again."""
    return msgspec.structs.replace(
        card,
        label=card.label if said.label is None else said.label,
        meaning=card.meaning if said.meaning is None else said.meaning or None,
    )


def _shortlist(standing: Sequence[Happened]) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """Return the cards that were chosen, and the choices that no later one was made from."""
    made = {one.event.id: one.body for one in standing if isinstance(one.body, SortShortlisted)}
    if not made:
        return (), ()
    *_, latest = made
    seen_by_latest = _before(latest, made)
    known = {card_id for event_id in seen_by_latest for card_id in made[event_id].card_ids}
    others = (body for event_id, body in made.items() if event_id not in seen_by_latest)
    unknown = (card_id for body in others for card_id in body.card_ids if card_id not in known)
    followed = {base for body in made.values() for base in body.base_event_ids}
    return tuple(dict.fromkeys((*made[latest].card_ids, *unknown))), tuple(one for one in made if one not in followed)


def _before(event_id: bytes, made: dict[bytes, SortShortlisted]) -> set[bytes]:
    """Return a choice with all that it was made from; what does not stand any more leads no further."""
    found: set[bytes] = set()
    pending = [event_id]
    while pending:
        one = pending.pop()
        if one in made and one not in found:
            found.add(one)
            pending.extend(made[one].base_event_ids)
    return found


def _ranked(standing: Sequence[Happened], shortlist: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the last order that was put, of the cards that are chosen now; those it does not know follow it."""
    last = next((one.body for one in reversed(standing) if isinstance(one.body, SortRanked)), None)
    if last is None:
        return ()
    left = dict.fromkeys(shortlist)
    groups: list[tuple[str, ...]] = []
    for group in last.ranked:
        chosen = tuple(card_id for card_id in dict.fromkeys(group) if card_id in left)
        for card_id in chosen:
            del left[card_id]
        groups.append(chosen)
    return tuple(group for group in (*groups, *((card_id,) for card_id in left)) if group)


def _answers(happened: Sequence[Happened], known: set[str]) -> tuple[CardAnswer, ...]:
    """Return what was said of each card, in the order in which it was first said."""
    asked = dict.fromkeys(
        (one.body.card_id, one.body.question_id) for one in happened if isinstance(one.body, SortAnswered)
    )
    answers: list[CardAnswer] = []
    for card_id, question_id in asked:

        def wrote(body: Body, about: tuple[str, str] = (card_id, question_id)) -> Wrote | None:
            if isinstance(body, SortAnswered) and (body.card_id, body.question_id) == about:
                return Wrote(body.text, body.base_event_ids)
            return None

        said = tuple(version for version in versions(happened, wrote, ANSWER) if version.text)
        if said and card_id in known:
            answers.append(CardAnswer(card_id=card_id, question_id=question_id, versions=said))
    return tuple(answers)


def _state(standing: Sequence[Happened], *, finished: bool) -> str:
    if finished:
        return SortState.FINISHED.value
    is_aside = isinstance(standing[-1].body, SortSetAside)
    return SortState.SET_ASIDE.value if is_aside else SortState.OPEN.value

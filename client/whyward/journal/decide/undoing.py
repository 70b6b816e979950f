"""Deciding to take back and to bring back: always whole acts, never a part of one.

Nothing is removed. Taking back what another device took back too needs both to be withdrawn: the quieter side wins.
"""

from collections.abc import Iterator

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import NotFound, Refused
from whyward.journal.events.catalogue import RETRACTED
from whyward.journal.events.consents import ConsentGiven, ConsentWithdrawn
from whyward.journal.events.envelope import Event
from whyward.journal.events.lasting import GIVING, LASTING
from whyward.journal.events.people import ContactAdded
from whyward.journal.events.plumbing import EventRetracted, RetractedBecause, RetractionWithdrawn
from whyward.journal.events.reading import body_of
from whyward.journal.folding.nouns import SHARES
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.names import FINDABLE, ids_from
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence

_LISTED_MAX = 5


def decide_undo(wish: Undo, pages: Pages, context: Context) -> list[Fact]:
    """Return what takes back an act whole."""
    if wish.ref is None:
        act = pages.latest_act(context.device, taking_back=False)
        if act is None:
            raise Refused("Nothing on this device is left to take back", hint="`undo ID` takes back any act.")
    else:
        act = _act_named(wish.ref, pages)
    standing = _standing(pages, act)
    if not standing:
        raise Refused("That was taken back already", hint="`whyward redo` brings back what this device took back last.")
    if all(event.kind == RETRACTED for event in standing):
        return _withdrawn(standing, pages, context)
    _refuse_what_lasts(standing, pages)
    why = RetractedBecause.UNDO.value
    return [Fact(EventRetracted(target_event_id=event.id, why=why), context.now_ms) for event in reversed(standing)]


def decide_redo(pages: Pages, context: Context) -> list[Fact]:
    """Return what withdraws this device's latest undo, whole."""
    act = pages.latest_act(context.device, taking_back=True)
    if act is None:
        raise Refused("There is nothing to bring back", hint="`redo` follows an `undo` of this device.")
    return _withdrawn(_standing(pages, act), pages, context)


def _refuse_what_lasts(standing: list[Event], pages: Pages) -> None:
    """Refuse to take back what made a share quieter or cannot be unsaid, and a name that something is shared under."""
    if any(event.kind in LASTING for event in standing):
        raise Refused(
            "What made sharing less, or began it, is not taken back: it is said anew",
            hint="`whyward share` shows what there is: grant, widen, resume, stop.",
        )
    if any(isinstance(body_of(event.kind, event.body), ConsentGiven | ConsentWithdrawn) for event in standing):
        raise Refused(
            "What you agreed to is withdrawn or agreed to anew, not taken back",
            hint="Where it was done: whyward support show-before-unlock on, or off",
        )
    added = {body.contact_id for event in standing if isinstance(body := body_of(event.kind, event.body), ContactAdded)}
    if any(row.contact_id in added for row in pages.all(SHARES)):
        raise Refused("Something is shared with them, so their name stays", hint="To end it: whyward share stop NAME")


def _withdrawn(standing: list[Event], pages: Pages, context: Context) -> list[Fact]:
    retractions = [event for event in standing if event.kind == RETRACTED]
    for retraction in retractions:
        body = body_of(retraction.kind, retraction.body)
        target = pages.event(body.target_event_id) if isinstance(body, EventRetracted) else None
        if target is not None and target[0].kind in GIVING:
            raise Refused(
                "What is shown to others is not brought back by an undo of the undo",
                hint="Show it anew, so that you see it once more before they do: whyward share grant NAME",
            )
    return [Fact(RetractionWithdrawn(target_event_id=event.id), context.now_ms) for event in retractions]


def _standing(pages: Pages, act: bytes) -> list[Event]:
    return [event for event, _, stands in pages.act(act) if stands]


def _act_named(ref: str, pages: Pages) -> bytes:
    """Return the act that an id names, or the start of one: of an act, of an event, or of a thing (its latest act)."""
    span = ids_from(ref)
    acts: set[bytes] = set()
    if span is not None:
        acts.update(pages.ids_between("act", *span, most=_LISTED_MAX))
        for event_id in pages.ids_between("id", *span, most=_LISTED_MAX):
            found = pages.event(event_id)
            if found is not None:
                acts.add(found[0].act)
    if span is not None and not acts:
        acts.update(_latest_acts_on(pages, *span))
    if len(acts) == 1:
        return acts.pop()
    if acts:
        listed = ", ".join(sorted(act.hex()[:12] for act in acts))
        raise NotFound(
            "More than one act has an id that starts so", hint=sentence("Say more digits: %(listed)s.", listed=listed)
        )
    raise NotFound("No act goes by that id", hint="`whyward timeline` shows each with its id.")


def _latest_acts_on(pages: Pages, low: bytes, high: bytes) -> Iterator[bytes]:
    """Yield, for each thing whose id lies between two, the latest act on it that stands."""
    for prefix in FINDABLE:
        for entity in pages.ids_between("entity", prefix + low, prefix + high, most=_LISTED_MAX):
            standing = [event.act for event, _, _, stands in pages.happened(entity) if stands]
            yield from standing[-1:]

"""The timeline on a page: everything that happened, day by day; an act is taken back or brought back from here.

What was taken back is folded away, and stays. What cannot be taken back by an undo has no button for it.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from whyward.journal.events.catalogue import RETRACTED
from whyward.journal.events.lasting import LASTING
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.names import find_domain, find_value
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.on_this_day import ON_THIS_DAY, is_wanted, on_this_day
from whyward.journal.projections.timeline import Moment, timeline
from whyward.journal.projections.values import current_values
from whyward.journal.projections.wanted import Wanted
from whyward.web.places import place_of
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post
from whyward.web.texts import Texts

_AT_FIRST: Final = 100
_MOST: Final = 5000
_KINDS: Final = (
    "entry",
    "reflection",
    "creative",
    "step",
    "win",
    "value",
    "goal",
    "if",
    "barrier",
    "tool",
    "choice",
    "decision",
    "checkin",
    "target",
    "mood",
    "review",
    "sort",
    "domain",
    "share",
)


class ActShown(NamedTuple):
    """What one action did. `undo` is the act to name to take it back; `redo` that of what took it back."""

    moments: tuple[tuple[Moment, str | None], ...]
    taken_back: bool
    undo: str | None
    redo: str | None


async def show_timeline(request: Request) -> Response:
    """Show what happened, as it was asked for."""
    query, pages = request.query, request.pages
    limit = min(max(query.number("limit") or _AT_FIRST, 1), _MOST)
    value, domain, kind = query.optional("value"), query.optional("domain"), query.optional("kind")
    wanted = Wanted(
        first=query.day("from"),
        last=query.day("to"),
        value_id=None if value is None else find_value(pages, value).value_id,
        domain_id=None if domain is None else find_domain(pages, domain),
        kind=kind,
        limit=limit + 1,
    )
    found = timeline(pages, wanted)
    return page(
        request,
        "noticing/timeline.html",
        days=[(on, _acts(request, list(moments))) for on, moments in groupby(found[:limit], lambda one: one.on)],
        has_more=len(found) > limit,
        more=min(limit * 2, _MOST),
        is_narrowed=any((value, domain, kind, wanted.first, wanted.last)),
        kinds=[("", request.texts.gettext("Everything")), *kind_words(request.texts)],
        values=[("", request.texts.gettext("Any")), *_values(request)],
        domains=[("", request.texts.gettext("Any")), *((one.id, one.name) for one in domain_map(pages, every=True))],
        asked={"value": value or "", "domain": domain or "", "kind": kind or ""},
        first=wanted.first,
        last=wanted.last,
        on_this_day=on_this_day(pages, request.today),
        has_on_this_day=is_wanted(pages),
    )


def kind_words(texts: Texts) -> list[tuple[str, str]]:
    """Return the kinds to choose from with their words."""
    _ = texts.gettext
    words = (
        _("What you wrote"),
        _("Reflections"),
        _("Creative pieces"),
        _("Steps"),
        _("Wins"),
        _("Values"),
        _("Goals"),
        _("If-then plans"),
        _("What was in the way"),
        _("Tools you tried"),
        _("Moments of choice"),
        _("Decisions"),
        _("Check-ins"),
        _("Targets"),
        _("Moods"),
        _("Reviews"),
        _("Card sorts"),
        _("Parts of life"),
        _("Sharing"),
    )
    return list(zip(_KINDS, words, strict=True))


def _values(request: Request) -> list[tuple[str, str]]:
    return [(one.id.hex(), one.name) for one in current_values(request.pages, request.today, every=True)]


def _acts(request: Request, moments: Sequence[Moment]) -> list[ActShown]:
    """Return the acts of a day: what stands first, with what was taken back folded away by the page."""
    taken_by = _retractions(request) if any(one.taken_back for one in moments) else {}
    acts: list[ActShown] = []
    for _, group in groupby(moments, lambda one: (one.act_id, one.taken_back)):
        told = tuple(group)
        redo = next((taken_by[one.event_id] for one in told if one.event_id in taken_by), None)
        lasts = any(f"{one.kind}.1" in LASTING for one in told)
        taken_back = told[0].taken_back
        acts.append(
            ActShown(
                moments=tuple((one, place_of(one.ref)) for one in reversed(told)),
                taken_back=taken_back,
                undo=None if taken_back or lasts else told[0].act_id.hex(),
                redo=redo.hex() if taken_back and redo is not None and not lasts else None,
            )
        )
    return acts


def _retractions(request: Request) -> dict[bytes, bytes]:
    """Return the act that took back each event."""
    return {
        one.body.target_event_id: one.event.act
        for one in request.pages.told([RETRACTED])
        if isinstance(one.body, EventRetracted)
    }


async def turn_on_this_day(request: Request) -> Response:
    """Turn "on this day" on or off."""
    is_on = request.form.text("on") == "yes"
    done = await request.journal.record(SetPreference(key=ON_THIS_DAY, value=is_on))
    _ = request.texts.gettext
    request.say(_("What you wrote on this day is shown here.") if is_on else _("It is not shown any more."), done)
    return see_other("/timeline")


ROUTES: Final[tuple[Route, ...]] = (get("/timeline", show_timeline), post("/timeline/on-this-day", turn_on_this_day))

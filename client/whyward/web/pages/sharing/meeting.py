"""A page for a session: made of what the person ticks and types, to be printed or looked at together.

What is chosen is a draft, sealed on this device: nothing is sent, nothing is recorded, and it can be let go.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from whyward.journal.events.catalogue import GOAL, entity_of_ref
from whyward.journal.names import find_share
from whyward.journal.projections.barriers import Barrier, barriers
from whyward.journal.projections.entries import Entry, entries
from whyward.journal.projections.goals import goals
from whyward.journal.projections.shares import Share
from whyward.journal.projections.wanted import Wanted
from whyward.journal.sharing.effective import ShareState
from whyward.sheet.page import SheetGoal
from whyward.sheet.shared_goal import sheet_goal
from whyward.web.form import FieldRefused, Form
from whyward.web.pages.barriers.wording import called
from whyward.web.pages.sharing.wording import USUAL
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_PLACE: Final = "session"
_FIELDS: Final = ("with", "questions", "goal", "barrier", "entry")
_CHOSEN: Final = ("goal", "barrier", "entry")
_OFFERED: Final = 12
_NINETY_DAYS: Final = timedelta(days=90)
_SHOWN: Final = frozenset({ShareState.ACTIVE, ShareState.PAUSED, ShareState.EXPIRED})


class Brought(NamedTuple):
    """What stands on the page, in the order in which it was chosen from."""

    questions: Sequence[str]
    goals: Sequence[SheetGoal]
    barriers: Sequence[tuple[Barrier, str]]
    entries: Sequence[Entry]


async def show_session(request: Request) -> Response:
    """Offer what may be brought; the latest of each, and whatever was chosen before."""
    draft, person = _draft(request), await _person(request)
    name = draft.text("with") if person is None or draft.pairs() else person.name
    seen = () if person is None or draft.pairs() else _goals_seen(person)
    return page(
        request,
        "share/session.html",
        place=_PLACE,
        name=name,
        questions=draft.text("questions"),
        ticked=[*seen, *(one for field in _CHOSEN for one in draft.all(field))],
        goals=[(goal.id.hex(), goal.statement) for goal in goals(request.pages)],
        barriers=[
            (one.id.hex(), _line(request, one)) for one in _latest(barriers(request.pages), draft.all("barrier"))
        ],
        entries=[(one.id.hex(), _title(request, one)) for one in _entries(request, draft.all("entry"))],
        has_draft=bool(draft.pairs()),
    )


async def choose(request: Request) -> Response:
    """Keep what was chosen as a draft, and show the page."""
    form, _ = request.form, request.texts.gettext
    if not any(form.text(name).strip() for name in ("questions", *_CHOSEN)):
        hint = _("One line, or one thing ticked, is plenty.")
        raise FieldRefused("questions", _("Nothing is chosen yet"), hint=hint)
    request.journal.drafts.keep(_PLACE, [(name, text) for name, text in form.pairs() if name in _FIELDS])
    return see_other("/session/page")


async def show_page(request: Request) -> Response:
    """Show the page itself, of just what was chosen."""
    draft = _draft(request)
    brought = await _brought(request, draft)
    return page(
        request,
        "share/session_page.html",
        name=draft.text("with").strip(),
        brought=brought,
        is_empty=not any(brought),
        day=request.texts.long_day(request.today),
    )


async def put_away(request: Request) -> Response:
    """Let go what was chosen; what it was chosen from stays as it is."""
    request.journal.drafts.forget(_PLACE)
    request.say(request.texts.gettext("Put away. What it was made of stays in your journal."))
    return see_other("/session")


def _draft(request: Request) -> Form:
    return Form(request.journal.drafts.pairs_at(_PLACE))


async def _person(request: Request) -> Share | None:
    """Return who it is likely for: whoever is asked for, or the one who sees something already."""
    shares = await request.journal.shares()
    people = [share for share in shares.all() if share.state in _SHOWN]
    asked = request.query.optional("with")
    if asked is None:
        return people[0] if len(people) == 1 else None
    share_id = find_share(request.pages, asked).share_id
    return next((share for share in people if share.share_id == share_id), None)


def _goals_seen(share: Share) -> Iterable[str]:
    return (entity_of_ref(item.ref).removeprefix(GOAL).hex() for item in share.items)


async def _brought(request: Request, draft: Form) -> Brought:
    """Return what was chosen as far as it is still there: it may have been erased, put in the bin, or let go."""
    open_goals = {goal.id.hex() for goal in goals(request.pages)}
    wanted = tuple(goal for goal in draft.all("goal") if goal in open_goals)
    fields = tuple(field.value for field in USUAL)
    shares = await request.journal.shares()
    shown = shares.sheet(wanted, fields, (), request.today - _NINETY_DAYS) if wanted else ()
    met, written = set(draft.all("barrier")), set(draft.all("entry"))
    return Brought(
        questions=[line.strip() for line in draft.text("questions").splitlines() if line.strip()],
        goals=[sheet_goal(one.goal, request.texts) for one in shown],
        barriers=[(one, called(one)) for one in barriers(request.pages) if one.id.hex() in met],
        entries=[one for one in _entries(request, draft.all("entry")) if one.id.hex() in written],
    )


def _latest(found: Sequence[Barrier], chosen: Sequence[str]) -> list[Barrier]:
    """Return the latest, and of the older ones those that were chosen."""
    return [one for number, one in enumerate(found) if number < _OFFERED or one.id.hex() in chosen]


def _entries(request: Request, chosen: Sequence[str]) -> list[Entry]:
    found = entries(request.pages) if chosen else entries(request.pages, Wanted(limit=_OFFERED))
    return [one for number, one in enumerate(found) if number < _OFFERED or one.id.hex() in chosen]


def _line(request: Request, one: Barrier) -> str:
    _, fields = request.texts.gettext, {"what": called(one), "day": request.texts.day(one.on)}
    if not one.situation:
        return _("%(what)s, %(day)s") % fields
    return _("%(what)s, %(day)s: %(situation)s") % (fields | {"situation": one.situation})


def _title(request: Request, one: Entry) -> str:
    fields = {"title": request.texts.told(one.title), "day": request.texts.day(one.on)}
    return request.texts.gettext("%(title)s, %(day)s") % fields


ROUTES: Final[tuple[Route, ...]] = (
    get("/session", show_session),
    post("/session/choose", choose),
    get("/session/page", show_page),
    post("/session/put-away", put_away),
)

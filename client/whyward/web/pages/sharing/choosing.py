"""What somebody is to see, step by step: which goals and what of each, for how long, what they may do.

Each step keeps its own draft, sealed on this device: a person may leave at any of them and go on another day. Nothing
is recorded before the last one, in `agreeing`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from whyward.journal.decide.giving import DAYS_USUAL
from whyward.journal.drafts import Drafts
from whyward.journal.events.catalogue import GOAL, entity_of_ref
from whyward.journal.events.shares import Field, May
from whyward.journal.intentions.shares import GoalParts, GrantShare, WidenShare
from whyward.journal.projections.goals import goals
from whyward.journal.projections.shares import Share
from whyward.journal.sharing.effective import ShareState
from whyward.web.form import FieldRefused, Form
from whyward.web.pages.sharing.opened import Opened, opened
from whyward.web.pages.sharing.wording import USUAL, SharingWords
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

STEPS: Final = ("what", "long", "may")
_MONTH: Final = 30
_MAY_USUAL: Final = (May.READ.value, May.COMMENT.value)
_LASTING: Final = frozenset({ShareState.ACTIVE, ShareState.PAUSED})


def is_more(share: Share) -> bool:
    """Whether what is chosen comes on top of what is shown already."""
    return share.state in _LASTING


def place_of(share: Share, step: str) -> str:
    """Return where a step's draft is kept."""
    return f"share:{share.share_id.hex()}:{step}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen so far; the defaults where a step was not come to yet."""

    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    length: str = str(DAYS_USUAL)
    until: date | None = None
    may: tuple[str, ...] = _MAY_USUAL
    purpose: str | None = None

    def wish(self, one: Opened, ticked: tuple[str, ...] = ()) -> GrantShare | WidenShare:
        """Return the wish that this comes to."""
        parts = tuple(GoalParts(goal=goal, fields=fields) for goal, fields in self.parts.items())
        if is_more(one.share):
            return WidenShare(who=one.who, parts=parts, may=self.may, ticked=ticked)
        days = None if self.length == "until" else DAYS_USUAL if self.length == "once" else int(self.length)
        return GrantShare(
            who=one.who,
            parts=parts,
            may=self.may,
            days=days,
            ends=self.until if self.length == "until" else None,
            mode="once" if self.length == "once" else "keep_updated",
            purpose=self.purpose,
            ticked=ticked,
        )


def chosen(drafts: Drafts, share: Share) -> Chosen:
    """Return what was chosen so far for somebody."""
    what, long, may = (Form(drafts.pairs_at(place_of(share, step))) for step in STEPS)
    length = long.text("length")
    known = length in {"once", "until", str(_MONTH), str(DAYS_USUAL)}
    rights = may.all("may") if may.pairs() else (() if is_more(share) else _MAY_USUAL)
    return Chosen(
        parts={goal: _parts_of(what, goal) for goal in what.all("goal") if _parts_of(what, goal)},
        length=length if known else str(DAYS_USUAL),
        until=long.day("until") if length == "until" else None,
        may=tuple(right.value for right in May if right.value in rights),
        purpose=what.optional("purpose"),
    )


def forget(drafts: Drafts, share: Share) -> None:
    """Let what was chosen go: it was shared, or put away."""
    for step in STEPS:
        drafts.forget(place_of(share, step))


async def show_what(request: Request) -> Response:
    """Offer goals, and what of each."""
    one = await opened(request)
    what = Form(request.journal.drafts.pairs_at(place_of(one.share, "what")))
    shown = {entity_of_ref(item.ref).removeprefix(GOAL).hex(): item.fields for item in one.share.items}
    offered = [(goal.id.hex(), goal.statement) for goal in goals(request.pages)]
    usual = tuple(field.value for field in USUAL)
    asked = set(what.all("goal")) or set(request.query.all("goal"))
    return page(
        request,
        "share/what.html",
        share=one.share,
        place=place_of(one.share, "what"),
        goals=[
            (goal, text, goal in asked, _parts_of(what, goal) if goal in what.all("goal") else usual, _now(shown, goal))
            for goal, text in offered
        ],
        purpose=what.text("purpose"),
        more=is_more(one.share) and bool(shown),
        words=one.words,
    )


async def keep_what(request: Request) -> Response:
    """Keep what was chosen, and go on."""
    one, form, _ = await opened(request), request.form, request.texts.gettext
    if not form.all("goal") and not (is_more(one.share) and form.ticked("no-goal")):
        raise FieldRefused("goal", _("No goal is ticked"), hint=_("One is plenty. Nothing is shown by ticking it."))
    empty = [goal for goal in form.all("goal") if not _parts_of(form, goal)]
    if empty:
        hint = _("Tick a part of it, or leave the goal out.")
        raise FieldRefused(f"part-{empty[0]}", _("Nothing of this goal is ticked"), hint=hint)
    _keep(request, one.share, "what")
    return see_other(f"{one.path}/{'may' if is_more(one.share) else 'long'}")


async def show_long(request: Request) -> Response:
    """Offer how long it lasts; never for ever."""
    one = await opened(request)
    long = Form(request.journal.drafts.pairs_at(place_of(one.share, "long")))
    return page(
        request,
        "share/long.html",
        share=one.share,
        place=place_of(one.share, "long"),
        length=long.text("length") or str(DAYS_USUAL),
        until=long.text("until"),
        options=length_options(request),
        more=False,
    )


async def keep_long(request: Request) -> Response:
    """Keep how long, and go on."""
    one, form, _ = await opened(request), request.form, request.texts.gettext
    if form.text("length") == "until" and form.day("until") is None:
        raise FieldRefused("until", _("Which day is not said"), hint=_("Choose a day within a year."))
    _keep(request, one.share, "long")
    return see_other(f"{one.path}/may")


async def show_may(request: Request) -> Response:
    """Offer what they may do beside reading."""
    one = await opened(request)
    found = chosen(request.journal.drafts, one.share)
    has = one.share.may if is_more(one.share) else ()
    words = SharingWords(request.texts)
    rights = [(right.value, words.right(right.value)) for right in May if right is not May.READ]
    return page(
        request,
        "share/may.html",
        share=one.share,
        place=place_of(one.share, "may"),
        options=[(value, text) for value, text in rights if value not in has],
        has=words.rights(has) if has else "",
        may=found.may,
        more=is_more(one.share),
    )


async def keep_may(request: Request) -> Response:
    """Keep what they may do, and show it all as they will see it."""
    one = await opened(request)
    _keep(request, one.share, "may")
    return see_other(f"/share/preview/{one.who}")


async def put_away(request: Request) -> Response:
    """Let what was chosen so far go; nothing was shared by it."""
    one, _ = await opened(request), request.texts.gettext
    forget(request.journal.drafts, one.share)
    request.say(_("Put away. Nothing was shared."))
    return see_other(one.path)


def length_options(request: Request, *, may_be_once: bool = True) -> list[tuple[str, str]]:
    """Return how long a share may last, each with its last day."""
    _, day = request.texts.gettext, request.texts.day
    once = [("once", _("Once: as it is now, and nothing that comes later"))] if may_be_once else []
    return [
        *once,
        (str(_MONTH), _("30 days, until %(day)s") % {"day": day(request.today + timedelta(days=_MONTH))}),
        (str(DAYS_USUAL), _("90 days, until %(day)s") % {"day": day(request.today + timedelta(days=DAYS_USUAL))}),
        ("until", _("Until a day that you choose")),
    ]


def _keep(request: Request, share: Share, step: str) -> None:
    fields = [(name, text) for name, text in request.form.pairs() if name not in {"here", "draft-place"}]
    request.journal.drafts.keep(place_of(share, step), [*fields, ("kept", "yes")])


def _parts_of(form: Form, goal: str) -> tuple[str, ...]:
    ticked = form.all(f"part-{goal}")
    return tuple(one.value for one in Field if one.value in ticked)


def _now(shown: Mapping[str, tuple[str, ...]], goal: str) -> tuple[str, ...]:
    return shown.get(goal, ())


ROUTES: Final[tuple[Route, ...]] = (
    get("/share/{share}/what", show_what),
    post("/share/{share}/what", keep_what),
    get("/share/{share}/long", show_long),
    post("/share/{share}/long", keep_long),
    get("/share/{share}/may", show_may),
    post("/share/{share}/may", keep_may),
    post("/share/{share}/put-away", put_away),
)

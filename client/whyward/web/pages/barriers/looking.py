"""What was in the way: all of it, one of them, and when it comes up.

Nothing is recorded by looking, and no answer is counted against another.
"""

from typing import Final

from whyward.content.toolkits import tool_title, toolbox, toolkit
from whyward.journal.intentions.barriers import DescribeBarrier
from whyward.journal.projections.barrier_patterns import LEAST, barrier_patterns
from whyward.journal.projections.barriers import Barrier, barriers, expected
from whyward.journal.projections.goals import goals
from whyward.web.pages.barriers.finding import barrier_named
from whyward.web.pages.barriers.patterns import Seen, seen
from whyward.web.pages.barriers.wording import (
    after_an_answer,
    after_tools,
    answer_words,
    called,
    helped_words,
    plans_in,
    strength_in_words,
)
from whyward.web.pages.gone import or_list
from whyward.web.pages.numbers import are_hidden
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_SHOWN: Final = 24


async def show_barriers(request: Request) -> Response:
    """List what was in the way, the latest first, and say when it comes up once there is enough."""
    more = max(1, request.query.number("more") or 1)
    every = barriers(request.pages)
    found = barrier_patterns(request.pages)
    patterns: Seen | None = None if found is None else seen(found, request)
    answers = answer_words()
    return page(
        request,
        "barriers/list.html",
        barriers=[(one, called(one), answers.get(one.response or "", "")) for one in every[: more * _SHOWN]],
        more=more + 1 if len(every) > more * _SHOWN else None,
        expected=[(one, called(one)) for one in expected(request.pages)],
        patterns=patterns,
        least=LEAST,
    )


async def show_barrier(request: Request) -> Response:
    """Show one: what was said, what was tried, what was done then."""
    barrier, hides = barrier_named(request), are_hidden(request)

    def strength(number: int | None) -> str:
        return strength_in_words(number, request.texts, hides=hides)

    box = toolbox()
    return page(
        request,
        "barriers/one.html",
        barrier=barrier,
        name=called(barrier),
        answer=answer_words().get(barrier.response or "", ""),
        leads=after_an_answer(barrier, request.texts),
        follows=after_tools(barrier, request.texts),
        plans=plans_in(barrier),
        helped=helped_words(),
        tool_title=tool_title,
        strength=strength,
        causes=[cause for cause in box.causes if cause.letter in barrier.letters],
        footer=toolkit(barrier.kind).footer,
    )


async def show_edit(request: Request) -> Response:
    """Offer to say more."""
    barrier = barrier_named(request)
    place = f"barrier:{barrier.id.hex()}:more"
    return page(
        request,
        "barriers/edit.html",
        barrier=barrier,
        name=called(barrier),
        box=toolbox(),
        kinds=[(kit.kind, kit.label) for kit in toolbox().kits],
        place=place,
        draft=request.journal.drafts.at(place),
        was=_was(barrier) | dict(request.journal.drafts.at(place)),
        goals=[(one.id.hex(), one.statement) for one in goals(request.pages, every=True)],
    )


def _was(barrier: Barrier) -> dict[str, str]:
    """Return what was said as a form has it: a line for each."""
    return {
        "situation": barrier.situation or "",
        "thoughts": "\n".join(barrier.thoughts),
        "feelings": "\n".join(barrier.feelings),
        "body": "\n".join(barrier.body),
        "urges": "\n".join(barrier.urges),
    }


async def describe(request: Request) -> Response:
    """Keep what was said in addition, or differently."""
    barrier, form = barrier_named(request), request.form
    called_so = barrier.id.hex()
    wish = DescribeBarrier(
        barrier=called_so,
        kind=form.text("kind") or barrier.kind,
        custom=form.optional("own"),
        goal=form.optional("goal"),
        strength=form.number("strength"),
        situation=form.optional("situation"),
        thoughts=form.lines("thoughts"),
        feelings=form.lines("feelings"),
        body=form.lines("body"),
        urges=form.lines("urges"),
        letters=form.all("letter"),
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Noted."), done)
    return see_other(f"/barriers/{called_so}")


ROUTES: Final[tuple[Route, ...]] = (
    get("/barriers", show_barriers),
    get("/barriers/{barrier}", or_list("/barriers", show_barrier)),
    get("/barriers/{barrier}/edit", or_list("/barriers", show_edit)),
    post("/barriers/{barrier}/edit", describe),
)

"""How what is in the way is called on a page, how strong it is in words, and where a tool or an answer may lead.

It looks up words; it records nothing.
"""

from typing import Final, NamedTuple

from whyward.content.toolkits import Leads, tool, toolbox, toolkit
from whyward.journal.projections.barriers import Barrier, Expected
from whyward.web.texts import Texts

_A_LITTLE: Final = 3
_SOME: Final = 6
_STRONG: Final = 8
_PLAN_QUESTIONS: Final = {"fear.ifthen": ("cue", "act"), "out.backup": ("between", "then")}
"""The questions of tools that ask for an if-then plan: where it comes up, and what is done then."""


class Place(NamedTuple):
    """Somewhere to go next, if the person likes."""

    path: str
    text: str


def called(barrier: Barrier | Expected) -> str:
    """Return what a barrier is called: the person's own word, or the name of its kind."""
    return barrier.custom or toolkit(barrier.kind).label


def helped_words() -> dict[str, str]:
    """Return how each answer about a tool is said."""
    return {word.word: word.label for word in toolbox().helped}


def answer_words() -> dict[str, str]:
    """Return how each answer to a barrier is said."""
    return {word.word: word.label for word in toolbox().answers}


def strength_in_words(strength: int | None, texts: Texts, *, hides: bool) -> str:
    """Return how strong something is: a word, and the number unless numbers are hidden."""
    _ = texts.gettext
    if strength is None:
        return ""
    if strength == 0:
        word = _("not there")
    elif strength <= _A_LITTLE:
        word = _("a little")
    elif strength <= _SOME:
        word = _("in between")
    else:
        word = _("strong") if strength <= _STRONG else _("very strong")
    return word if hides else _("%(word)s (%(number)s of 10)") % {"word": word, "number": strength}


def after_tools(barrier: Barrier, texts: Texts) -> list[Place]:
    """Return where the tools that were tried may lead, each place once."""
    leads = [one.leads for one in (tool(tried.tool_id) for tried in barrier.tries) if one is not None and one.leads]
    places = [_place(lead, barrier.goal_id, texts) for lead in dict.fromkeys(leads)]
    return [place for place in places if place is not None]


def _place(leads: Leads, goal_id: bytes | None, texts: Texts) -> Place | None:
    _ = texts.gettext
    if goal_id is None:
        return {
            Leads.PART: Place("/step?how_much=part", _("Note the part as a step")),
            Leads.PAST_STEPS: Place("/timeline?kind=step", _("Look at steps you took")),
            Leads.SESSION: Place("/session", _("Prepare a talk")),
        }.get(leads)
    goal = goal_id.hex()
    return {
        Leads.IF_THEN: Place(f"/goals/plans?goal={goal}", _("Your if-then plans")),
        Leads.WILLING: Place(f"/goals/{goal}/willing", _("Keep it with the goal: what you are willing to feel")),
        Leads.SCALE: Place(f"/goals/{goal}", _("Write good enough into the goal")),
        Leads.PART: Place(f"/step?goal={goal}&how_much=part", _("Note the part as a step")),
        Leads.PAST_STEPS: Place("/timeline?kind=step", _("Look at steps you took")),
        Leads.WHY: Place(f"/why/goal:{goal}", _("Follow it back to your own words")),
        Leads.GOAL: Place(f"/goals/{goal}/smaller", _("Make the goal smaller, or change it")),
        Leads.SESSION: Place("/session", _("Prepare a talk")),
    }[leads]


class Plan(NamedTuple):
    """An if-then plan that stands in what was written at a tool."""

    if_text: str
    then_text: str


def plans_in(barrier: Barrier) -> list[Plan]:
    """Return the if-then plans that were written at tools; each is kept as one if the person says so."""
    found: list[Plan] = []
    for tried in barrier.tries:
        written = {answer.question_id: answer.text for answer in tried.answers}
        if_id, then_id = _PLAN_QUESTIONS.get(tried.tool_id, ("", ""))
        if written.get(if_id) and written.get(then_id):
            found.append(Plan(written[if_id], written[then_id]))
    return found


def after_an_answer(barrier: Barrier, texts: Texts) -> Place | None:
    """Return where an answer may lead: a step to note, a goal to change, a talk to prepare."""
    _ = texts.gettext
    goal = "" if barrier.goal_id is None else barrier.goal_id.hex()
    step = f"/step?goal={goal}" if goal else "/step"
    match barrier.response:
        case "did_it_anyway":
            return Place(step, _("Note it as a step"))
        case "did_tiny_version":
            return Place(f"{step}&how_much=tiny" if goal else "/step?how_much=tiny", _("Note the tiny step"))
        case "adjusted_goal" if goal:
            return Place(f"/goals/{goal}/change", _("Change the goal"))
        case "asked_for_help":
            return Place("/session", _("Prepare a talk"))
        case _:
            return None

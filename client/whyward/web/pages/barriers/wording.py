"""How what is in the way is called on a page, how strong it is in words, and where a tool or an answer may lead.

It looks up words; it records nothing.
"""

from typing import Final, NamedTuple

from whyward.content.toolkits import Leads, toolbox, toolkit
from whyward.journal.projections.barriers import Barrier, Expected
from whyward.web.texts import Texts

_A_LITTLE: Final = 3
_SOME: Final = 6
_STRONG: Final = 8


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


def after_a_tool(leads: Leads | None, goal_id: bytes | None, texts: Texts) -> Place | None:
    """Return where a tool may lead, or None where there is nothing to go to."""
    _ = texts.gettext
    goal = "" if goal_id is None else f"/goals/{goal_id.hex()}"
    places = {
        Leads.IF_THEN: Place(goal, _("Keep it as an if-then plan with the goal")),
        Leads.WILLING: Place(goal, _("Keep it with the goal")),
        Leads.SCALE: Place(goal, _("Write it into the goal")),
        Leads.PART: Place(f"/step?goal={goal_id.hex()}" if goal_id else "/step", _("Note the part as a step")),
        Leads.PAST_STEPS: Place("/timeline?kind=step", _("Look at steps you took")),
        Leads.WHY: Place(
            "" if goal_id is None else f"/why/goal:{goal_id.hex()}", _("Follow it back to your own words")
        ),
        Leads.GOAL: Place(goal, _("Go to the goal")),
        Leads.SESSION: Place("/session", _("Put it on the list for a talk")),
    }
    place = None if leads is None else places[leads]
    return place if place is not None and place.path else None


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
            return Place(f"/goals/{goal}", _("Change the goal"))
        case "asked_for_help":
            return Place("/session", _("Put it on the list for a talk"))
        case _:
            return None

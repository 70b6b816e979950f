"""What is said of goals on more than one page: how it stands, what it counts, and what a refusal to rush sounds like.

Words come first; a number is never a mark.
"""

from collections.abc import Sequence

from whyward.journal.names import find_goal
from whyward.journal.projections.goal_page import seen_by
from whyward.journal.projections.goals import Goal
from whyward.web.request import Request
from whyward.web.texts import Texts


def state_words(texts: Texts, status: str) -> str:
    """Return how a goal stands; nothing for one that is open."""
    _ = texts.gettext
    return {"paused": _("resting"), "completed": _("done"), "let-go": _("let go")}.get(status, "")


def target_words(texts: Texts, goal: Goal) -> str:
    """Return what a goal counts, in words."""
    if goal.target is None:
        return ""
    _ = texts.gettext
    amount = f"{goal.target:g}" if not goal.unit else f"{goal.target:g} {goal.unit}"
    sentence = {
        "day": _("%(amount)s a day"),
        "week": _("%(amount)s a week"),
        "month": _("%(amount)s a month"),
        "whole": _("%(amount)s in all"),
    }.get(goal.per or "", "%(amount)s")
    return sentence % {"amount": amount}


def stretches(texts: Texts) -> Sequence[tuple[str, str]]:
    """Return the stretches of time that a target may be for."""
    _ = texts.gettext
    return (("week", _("a week")), ("day", _("a day")), ("month", _("a month")), ("whole", _("in all")))


def passed_because(texts: Texts) -> Sequence[tuple[str, str]]:
    """Return why a step may be passed over; saying nothing comes first."""
    _ = texts.gettext
    return (
        ("", _("I'd rather not say")),
        ("rest", _("I needed rest")),
        ("barrier", _("Something was in the way")),
        ("life", _("Life came in between")),
        ("forgot", _("It slipped my mind")),
        ("chose_other", _("I chose something else")),
    )


def goal_in_path(request: Request) -> str:
    """Return the whole id of the goal that the path names, in hex."""
    return find_goal(request.pages, request.args["goal"]).goal_id.hex()


def who_sees(request: Request, goal_id: bytes) -> tuple[str, ...]:
    """Return who sees a goal today, by name."""
    return seen_by(request.pages, request.today).get(goal_id, ())

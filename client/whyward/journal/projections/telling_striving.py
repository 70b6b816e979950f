"""What happened to what a person means to do for a goal, in plain words: one short phrase for each kind.

Here too nothing grades, and no number stands where a word would do.
"""

from datetime import date
from typing import Final

from msgspec import UNSET

from whyward.journal.events import if_then as i
from whyward.journal.events import planned_steps as s
from whyward.journal.events import ratings as r
from whyward.journal.events import willingness as w
from whyward.journal.events.fields import Body
from whyward.journal.projections.labels import Labels, first_line
from whyward.journal.projections.phrases import Phrase
from whyward.journal.rhythm import rhythm_in_words

PASSED: Final = {
    "rest": "because rest came first",
    "barrier": "because something was in the way",
    "life": "because life came in between",
    "forgot": "because it slipped away",
    "chose_other": "because something else came first",
}
"""Why a step was passed over; a word of a newer version, and the wish not to say, are told without one."""

LEVEL_WORDS: Final = {
    -2: "further from it",
    -1: "about where I started",
    0: "what I hoped",
    1: "a bit beyond",
    2: "well beyond",
}
"""What a level is called where the person's own words for it are not at hand."""

_WILLING: Final = {
    "yes": "Chose to be willing",
    "not_yet": "Not willing yet",
    "smaller": "Willing, if it is smaller",
}
_HELPED: Final = {"yes": "and it helped", "partly": "and it helped a little", "no": "and it did not help"}


def phrase_of_striving(body: Body, labels: Labels, today: date | None) -> Phrase | None:
    """Return what happened, in a phrase; None for what is not about striving."""
    return _of_step(body, today) or _of_plan(body) or _of_goal(body, labels)


def _of_step(body: Body, today: date | None) -> Phrase | None:
    match body:
        case s.StepPlanned(text=text):
            return Phrase("A step thought of", note=text)
        case s.StepChanged(changes=changes):
            return Phrase("A planned step changed", note=None if changes.text is UNSET else changes.text)
        case s.StepDropped(why=why):
            return Phrase("A planned step taken off the list", note=why)
        case s.StepScheduled(start_local=start, rrule=rule):
            times = f"{rhythm_in_words(rule, start, today)}, from {start.replace('T', ' at ')}"
            return Phrase("Given times", f"({times})")
        case s.ScheduleCleared():
            return Phrase("Times cleared")
        case s.StepPassedOver(why=why):
            return Phrase("Passed over", PASSED.get(why or "", ""))
        case _:
            return None


def _of_plan(body: Body) -> Phrase | None:
    match body:
        case i.IfThenMade(if_text=if_text, then_text=then_text):
            return Phrase("An if-then plan made", note=f"If {first_line(if_text)}, then {first_line(then_text)}")
        case i.IfThenChanged(if_text=if_text, then_text=then_text):
            return Phrase("A plan put differently", note="\n".join(text for text in (if_text, then_text) if text))
        case i.IfThenUsed(helped=helped, note=note):
            return Phrase("The plan was there", _HELPED.get(helped or "", ""), note)
        case i.IfThenRetired():
            return Phrase("A plan put away")
        case _:
            return None


def _of_goal(body: Body, labels: Labels) -> Phrase | None:
    match body:
        case r.GoalScaled(levels=levels):
            hoped = next((one.text for one in levels if one.level == 0), None)
            return Phrase("Given levels", note=hoped)
        case r.GoalLevelRated(level=level, note=note):
            return Phrase("Looked at how close it is", f"— {LEVEL_WORDS.get(level, 'a level')}", note)
        case r.GoalProgressRated(note=note):
            return Phrase("Looked at how close it is", note=note)
        case w.WishContrasted(wish=wish, inner_obstacle=obstacle):
            return Phrase("Put beside what is in the way", note=f"{wish}\n{obstacle}")
        case w.WillingnessChosen(choice=choice, for_the_sake_of=sake):
            return Phrase(_WILLING.get(choice, "Asked “am I willing?”"), note=f"for the sake of {sake}")
        case w.GoalRenewed(new_goal_id=new_goal_id):
            return Phrase("Renewed", f"as “{labels.goal(new_goal_id)}”")
        case _:
            return None

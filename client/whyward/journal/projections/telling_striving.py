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
from whyward.journal.sentences import sentence

PASSED: Final = {
    "rest": sentence("because rest came first"),
    "barrier": sentence("because something was in the way"),
    "life": sentence("because life came in between"),
    "forgot": sentence("because it slipped away"),
    "chose_other": sentence("because something else came first"),
}
"""Why a step was passed over; a word of a newer version, and the wish not to say, are told without one."""

LEVEL_WORDS: Final = {
    -2: sentence("further from it"),
    -1: sentence("about where I started"),
    0: sentence("what I hoped"),
    1: sentence("a bit beyond"),
    2: sentence("well beyond"),
}
"""What a level is called where the person's own words for it are not at hand."""

_WILLING: Final = {
    "yes": sentence("Chose to be willing"),
    "not_yet": sentence("Not willing yet"),
    "smaller": sentence("Willing, if it is smaller"),
}
_HELPED: Final = {
    "yes": sentence("and it helped"),
    "partly": sentence("and it helped a little"),
    "no": sentence("and it did not help"),
}


def phrase_of_striving(body: Body, labels: Labels, today: date | None) -> Phrase | None:
    """Return what happened, in a phrase; None for what is not about striving."""
    return _of_step(body, today) or _of_plan(body) or _of_goal(body, labels)


def _of_step(body: Body, today: date | None) -> Phrase | None:
    match body:
        case s.StepPlanned(text=text):
            return Phrase(sentence("A step thought of"), note=text)
        case s.StepChanged(changes=changes):
            return Phrase(sentence("A planned step changed"), note=None if changes.text is UNSET else changes.text)
        case s.StepDropped(why=why):
            return Phrase(sentence("A planned step taken off the list"), note=why)
        case s.StepScheduled(start_local=start, rrule=rule):
            day, _, at = start.partition("T")
            rhythm = rhythm_in_words(rule, start, today)
            times = sentence("(%(rhythm)s, from %(day)s at %(time)s)", rhythm=rhythm, day=day, time=at)
            return Phrase(sentence("Given times"), times)
        case s.ScheduleCleared():
            return Phrase(sentence("Times cleared"))
        case s.StepPassedOver(why=why):
            return Phrase(sentence("Passed over"), PASSED.get(why or "", ""))
        case _:
            return None


def _of_plan(body: Body) -> Phrase | None:
    match body:
        case i.IfThenMade(if_text=if_text, then_text=then_text):
            return Phrase(sentence("An if-then plan made"), note=_plan(if_text, then_text))
        case i.IfThenChanged(if_text=if_text, then_text=then_text):
            return Phrase(
                sentence("A plan put differently"), note="\n".join(text for text in (if_text, then_text) if text)
            )
        case i.IfThenUsed(helped=helped, note=note):
            return Phrase(sentence("The plan was there"), _HELPED.get(helped or "", ""), note)
        case i.IfThenRetired():
            return Phrase(sentence("A plan put away"))
        case _:
            return None


def _plan(if_text: str, then_text: str) -> str:
    return sentence("If %(this)s, then %(that)s", this=first_line(if_text), that=first_line(then_text))


def _of_goal(body: Body, labels: Labels) -> Phrase | None:
    match body:
        case r.GoalScaled(levels=levels):
            hoped = next((one.text for one in levels if one.level == 0), None)
            return Phrase(sentence("Given levels"), note=hoped)
        case r.GoalLevelRated(level=level, note=note):
            return Phrase(sentence("Looked at how close it is"), _level(level), note)
        case r.GoalProgressRated(note=note):
            return Phrase(sentence("Looked at how close it is"), note=note)
        case w.WishContrasted(wish=wish, inner_obstacle=obstacle):
            return Phrase(sentence("Put beside what is in the way"), note=f"{wish}\n{obstacle}")
        case w.WillingnessChosen(choice=choice, for_the_sake_of=sake):
            return Phrase(_WILLING.get(choice, sentence("Asked “am I willing?”")), note=_for(sake))
        case w.GoalRenewed(new_goal_id=new_goal_id):
            return Phrase(sentence("Renewed"), sentence("as “%(goal)s”", goal=labels.goal(new_goal_id)))
        case _:
            return None


def _level(level: int) -> str:
    return sentence("— %(level)s", level=LEVEL_WORDS.get(level, sentence("a level")))


def _for(sake: str) -> str:
    return sentence("for the sake of %(what)s", what=sake)

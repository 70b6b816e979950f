"""Whatever was wished last and is taken back leaves every row as it was; brought back, as it was after the wish."""

from collections.abc import Callable
from datetime import timedelta
from operator import attrgetter

from tests.support.notebook import TODAY as NOTEBOOK_DAY
from tests.support.notebook import Notebook
from tests.support.web_wishes import AUTHENTICITY, GOAL, KINDNESS, TODAY, wishes
from whyward.journal.events.catalogue import KINDS
from whyward.journal.events.reviews import insight_id_of
from whyward.journal.folding.nouns import GLIMPSES, noun_of
from whyward.journal.folding.nouns_exploring import REFLECTIONS, WORKSHEETS
from whyward.journal.folding.nouns_noticing import CHECKINS, REVIEWS
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.intentions import checkins as c
from whyward.journal.intentions import choices as h
from whyward.journal.intentions import entries as e
from whyward.journal.intentions import exploring as x
from whyward.journal.intentions import reflections as f
from whyward.journal.intentions import reminders as r
from whyward.journal.intentions import reviews as w
from whyward.journal.intentions import sorts as s
from whyward.journal.intentions import striving as g
from whyward.journal.intentions import support as u
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.plumbing import Redo, Undo
from whyward.journal.intentions.values import GlimpseValue
from whyward.journal.pages import Pages

NOUNS = [noun for prefix in sorted({one.noun for one in KINDS.values()}) if (noun := noun_of(prefix)) is not None]
FIELD = x.Field(id="another", asked="What else?", text="The sea.")
NOTICED = insight_id_of("a-rule", ())

MORE: tuple[Callable[[Pages], Intention], ...] = (
    lambda _: x.FinishPrimer(primer_id="p", version=1, lang="en"),
    lambda _: x.FinishPrimer(primer_id="p", version=2, lang="en"),
    lambda _: x.AnswerPrimer(primer_id="p", item_id="i", answer="value", matched=True),
    lambda _: x.ShareStartingPoint(therapy="between"),
    lambda _: x.ChooseHopes(own_words="A quieter year."),
    lambda pages: f.WriteReflection(reflection=reflection(pages), text="In other words."),
    lambda pages: f.SetReflectionAside(reflection=reflection(pages), why="too-much"),
    lambda pages: f.SetReflectionAside(reflection=reflection(pages), why="not-now"),
    lambda _: x.RevisePiece(piece="To me at seventy", text="Keep at it."),
    lambda pages: x.ReviseWorksheet(worksheet=pages.all(WORKSHEETS)[0].worksheet_id.hex(), fields=(FIELD,)),
    lambda pages: GlimpseValue(source=f"reflection:{reflection(pages)}", guess="Slowness"),
    lambda pages: x.LetGlimpseGo(glimpse=pages.all(GLIMPSES)[0].glimpse_id.hex()),
    lambda _: s.AddCard(label="Wonder"),
    lambda _: s.RewordCard(card="Wonder", label="Awe", meaning="At small things"),
    lambda _: s.AnswerCard(card="Awe", question="means-to-me", text="The sea."),
    lambda _: s.SetSortAside(),
    lambda _: g.ChangeStep(step="Ask Sam for a walk.", when="on Sunday"),
    lambda _: g.PassStepOver(goal=GOAL, why="rest"),
    lambda _: g.ClearSchedule(goal=GOAL),
    lambda _: g.DropStep(step="Ask Sam for a walk."),
    lambda _: g.ContrastWish(goal=GOAL, wish="a", best_outcome="b", inner_obstacle="c", then_text="d"),
    lambda pages: g.ChangePlan(plan=plan(pages), then_text="I breathe."),
    lambda pages: g.UsePlan(plan=plan(pages), helped="partly"),
    lambda pages: g.RetirePlan(plan=plan(pages)),
    lambda _: g.RenewGoal(goal=GOAL),
    lambda _: h.MakeDecision(decision="Move, or stay?", option="Stay"),
    lambda _: h.MakeDecision(decision="Move, or stay?", because="Not this year."),
    lambda _: h.LookBackOnDecision(decision="Move, or stay?", text="It was right to wait."),
    lambda pages: c.CorrectCheckin(checkin=checkin(pages), said=(c.Said(item="health.matter", number=2),)),
    lambda pages: c.MarkTarget(checkin=checkin(pages), marks=(c.Marked(on="health", ring=2),)),
    lambda pages: c.TakeCheckinBack(checkin=checkin(pages)),
    lambda pages: w.ReviseReview(
        review=pages.all(REVIEWS)[0].review_id.hex(), changes=(w.Changed(field="noticed", text="Thrice."),)
    ),
    lambda _: w.KeepInsight(insight_id=NOTICED, rule_id="a-rule", rule_version=1, text_shown="You noticed."),
    lambda _: w.DismissInsight(insight_id=NOTICED, rule_id="a-rule", never_again=True),
    lambda _: r.ChangeReminder(reminder="A breath.", text="Two breaths."),
    lambda _: r.AnswerReminder(reminder="Two breaths.", answer="later", occurrence=f"{weekday()}T09:00"),
    lambda _: r.PauseReminders(),
    lambda _: r.ResumeReminders(),
    lambda _: r.RemoveReminder(reminder="Two breaths."),
    lambda _: u.KeepSupportPlan(reasons="The sea."),
    lambda _: u.ChooseHelpRegion(region="DE"),
    lambda _: u.RemoveHelpline(helpline="The clinic's night line"),
    lambda pages: e.LinkEntry(entry=entry(pages), to=AUTHENTICITY),
    lambda pages: e.LinkEntry(entry=entry(pages), to=KINDNESS),
    lambda pages: e.UnlinkEntry(entry=entry(pages), to=AUTHENTICITY),
    lambda pages: e.StarEntry(entry=entry(pages)),
)


def reflection(pages: Pages) -> str:
    """Return the reflection there is."""
    return pages.all(REFLECTIONS)[0].reflection_id.hex()


def plan(pages: Pages) -> str:
    """Return the plan that was made first."""
    return min(pages.all(PLANS), key=attrgetter("stamp")).plan_id.hex()


def checkin(pages: Pages) -> str:
    """Return the first check-in with answers."""
    rows = (row for row in pages.all(CHECKINS) if row.numbers)
    return min(rows, key=attrgetter("stamp")).checkin_id.hex()


def entry(pages: Pages) -> str:
    """Return the entry there is."""
    return next(pages.entries()).entry_id.hex()


def weekday() -> str:
    """Return a day on which a reminder for weekdays comes."""
    return (TODAY + timedelta(days=7 - TODAY.weekday())).isoformat()


def told(intention: Intention) -> Callable[[Pages], Intention]:
    """Return a wish that needs no look at the pages."""
    return lambda _: intention


def rows(pages: Pages) -> list[object]:
    """Return every row there is."""
    return [*(pages.all(noun) for noun in NOUNS), *pages.entries()]


def test_what_is_taken_back_leaves_no_trace_in_any_row_and_comes_back_whole() -> None:
    """Of every kind of thing, one wish after the other, each on top of all before it."""
    notebook = Notebook()
    notebook.later((TODAY - NOTEBOOK_DAY).days)
    for wish in (*map(told, wishes()), *MORE):
        before, intention = rows(notebook.pages), wish(notebook.pages)
        notebook.wish(intention)
        after = rows(notebook.pages)
        notebook.wish(Undo())
        assert rows(notebook.pages) == before, intention
        notebook.wish(Redo())
        assert rows(notebook.pages) == after, intention

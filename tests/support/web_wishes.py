"""What the person of the browser tests wishes, one thing after another: something of everything that has a page.

Names are told in wishes as a person tells them; none needs an id of one before it.
"""

from datetime import timedelta
from typing import Final

from whyward.adapters.platform import SystemClock
from whyward.content.cards import deck, quick_ids
from whyward.content.prompts import prompts
from whyward.content.worksheets import templates
from whyward.journal.days import life_day
from whyward.journal.events.checkins import InstrumentDefinition, InstrumentItem
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.barriers import AnswerBarrier, DescribeBarrier, ExpectBarrier, MeetBarrier
from whyward.journal.intentions.checkins import AddInstrument, CompleteCheckin, Marked, MarkTarget, NoteMood
from whyward.journal.intentions.checkins import Said as Answered
from whyward.journal.intentions.choices import AddOption, FaceDecision, NoteChoicePoint, WeighOption
from whyward.journal.intentions.domains import AddDomain, WriteVision
from whyward.journal.intentions.entries import StarEntry, WriteEntry
from whyward.journal.intentions.exploring import ChooseHopes, Field, FillWorksheet, MakePiece, ShareStartingPoint
from whyward.journal.intentions.goals import LetGoalGo, PauseGoal, SetGoal
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.intentions.reflections import Asked, StartReflection
from whyward.journal.intentions.reminders import SetReminder
from whyward.journal.intentions.reviews import CompareThenAndNow, WriteReview
from whyward.journal.intentions.sorts import FinishSort, PlaceCard, RankCards, ShortlistCards, StartSort, TakenCard
from whyward.journal.intentions.steps import NoticeWin, TakeStep
from whyward.journal.intentions.striving import ChooseWillingness, MakePlan, PlanStep, RateGoal, ScaleGoal, ScheduleStep
from whyward.journal.intentions.support import AddHelpline, ChooseHelpRegion, KeepSupportPlan, Person
from whyward.journal.intentions.tools import RateTool, TryTool
from whyward.journal.intentions.values import (
    AddValue,
    CheckOwnership,
    GlimpseValue,
    NoteTension,
    PlaceValue,
    RankValues,
)

TODAY: Final = life_day(SystemClock().now_ms(), 0, 0)
AUTHENTICITY, KINDNESS, CURIOSITY = "Authenticity", "Kindness", "Curiosity"
GOAL: Final = "Initiate one honest conversation this week in a safe relationship, even if I feel nervous."
QUIET_GOAL, OLD_GOAL = "Call my sister on Sundays.", "Answer every message the same day."
LONG: Final = "Ein sehr langes Wort wie Donaudampfschifffahrtsgesellschaftskapitän, und danach noch vieles mehr. " * 6
MARKDOWN: Final = "# Tea\n\n*Slowly*, and **then**:\n\n- one\n- [a page](https://example.org/)\n\n> was es ist\n\n| a | b |\n|--|--|\n| 1 | 2 |"  # noqa: E501  # one text of a person
HEBREW: Final = "שלום, היום היה טוב."

EARLIER: Final = TODAY - timedelta(days=9)
"""A day before today, so that there is something to look back on."""


def _values() -> tuple[Intention, ...]:
    return (
        ShareStartingPoint(contexts=("stuck_lost_numb",), own_words="I go quiet."),
        ChooseHopes(hopes=("motivation_for_change",)),
        AddValue(name=AUTHENTICITY, own_words="I go quiet to keep the peace, and then I am not there."),
        AddValue(name=KINDNESS, own_words=HEBREW),
        AddValue(name=CURIOSITY),
        PlaceValue(value=AUTHENTICITY, domain="relationships", shows_up="not-yet"),
        PlaceValue(value=KINDNESS, domain="relationships", shows_up="a-lot", how="I listen."),
        RankValues(values=(AUTHENTICITY, KINDNESS)),
        CheckOwnership(value=KINDNESS, mine=8, pressure=3, whose_voice="My mother's"),
        NoteTension(values=(AUTHENTICITY, KINDNESS), situation="A friend asks what I think."),
        AddDomain(name="Garden"),
        WriteVision(domain="relationships", text="Somebody who says what is so, gently."),
    )


def _exploring() -> tuple[Intention, ...]:
    asked = prompts().prompts[0]
    first = templates().templates[0]
    return (
        StartReflection(
            asked=Asked(prompt_id=asked.id, version=asked.version, words=asked.words, lang="en"), text=LONG
        ),
        MakePiece(kind="letter", title="To me at seventy", text="You kept at it.", values=(KINDNESS,)),
        FillWorksheet(
            template_id=first.id,
            version=first.version,
            title=first.title,
            lang="en",
            fields=(Field(id=first.fields[1].id, asked=first.fields[1].label, text="To say what is so."),),
        ),
        WriteEntry(body=LONG, on=EARLIER),
    )


def about_entry(entry: str) -> tuple[Intention, ...]:
    """Return wishes about an entry with Markdown in it, by its id."""
    return (GlimpseValue(source=f"entry:{entry}", guess="Slowness", quote="Slowly"), StarEntry(entry=entry))


def _sorting() -> tuple[Intention, ...]:
    of = deck()
    cards = quick_ids()
    labels = {card.id: card.label for card in of.cards}
    kept = cards[:3]
    return (
        StartSort(deck_id=of.deck_id, deck_version=of.deck_version, card_ids=cards, scale="three"),
        *(PlaceCard(card=card, pile=3) for card in kept),
        ShortlistCards(cards=kept),
        RankCards(ranked=tuple((card,) for card in kept)),
        FinishSort(taken=(TakenCard(card=kept[0], label=labels[kept[0]]),)),
        StartSort(deck_id=of.deck_id, deck_version=of.deck_version, card_ids=cards, scale="five"),
        *(PlaceCard(card=card, pile=4) for card in cards),
        ShortlistCards(cards=kept),
        RankCards(ranked=tuple((card,) for card in kept)),
        StartSort(deck_id=of.deck_id, deck_version=of.deck_version, card_ids=cards, scale="five"),
        PlaceCard(card=cards[0], pile=4),
    )


def _striving() -> tuple[Intention, ...]:
    return (
        SetGoal(
            statement=GOAL,
            values=(AUTHENTICITY,),
            domains=("relationships",),
            target=1,
            unit="conversation",
            per="week",
            tiny_version="Say one thing to Sam.",
            confidence=6,
        ),
        SetGoal(statement=QUIET_GOAL, values=(KINDNESS,)),
        SetGoal(statement=OLD_GOAL),
        PauseGoal(goal=QUIET_GOAL),
        LetGoalGo(goal=OLD_GOAL, learned="Some messages can wait."),
        PlanStep(goal=GOAL, text="Ask Sam for a walk.", when="after work"),
        ScheduleStep(goal=GOAL, start=f"{TODAY.isoformat()}T18:00", every="week"),
        ScaleGoal(goal=GOAL, levels=((-2, "Silence"), (0, "One conversation"), (2, "Two, and one of them hard"))),
        RateGoal(goal=GOAL, level=0, rating=6, note="It counts."),
        MakePlan(goal=GOAL, if_text="my throat gets tight", then_text="I breathe out and say the first word"),
        ChooseWillingness(goal=GOAL, for_the_sake_of="Being there.", feelings=("nervous",)),
        TakeStep(goal=GOAL, how_much="tiny", on=EARLIER, note="I told Sam that I was tired."),
        TakeStep(goal=GOAL, how_much="all", effort=4, discomfort=5, vitality=7),
        TakeStep(values=(KINDNESS,), note="Held the door.", spontaneous=True),
        NoticeWin(text="I stayed in the room.", about=f"value:{KINDNESS}"),
    )


def _hindering() -> tuple[Intention, ...]:
    return (
        MeetBarrier(kind="fear", goal=GOAL, situation="Dinner", thoughts=("They will laugh.",), strength=7),
        TryTool(tool_id="fear.without", tool_version=1, minutes=3),
        RateTool(after_strength=4, helped="a-bit"),
        DescribeBarrier(feelings=("afraid",), body=("a tight throat",)),
        AnswerBarrier(response="did_it_anyway", learned="It passes."),
        ExpectBarrier(goal=GOAL, kind="shame", text="It may come on Sunday."),
        NoteChoicePoint(situation="The phone rings.", hooks=("dread",), toward=("pick up",), values=(KINDNESS,)),
        FaceDecision(question="Move, or stay?", options=("Move", "Stay")),
        AddOption(decision="Move, or stay?", text="Ask for a year"),
        WeighOption(decision="Move, or stay?", option="Move", value=KINDNESS, toward=-1),
    )


def _noticing() -> tuple[Intention, ...]:
    return (
        CompleteCheckin(said=(Answered(item="health.matter", number=8), Answered(item="health.close", number=4))),
        CompleteCheckin(said=(Answered(item="relationships.matter", number=9),), on=EARLIER),
        AddInstrument(
            instrument="sleep",
            title="Sleep",
            definition=InstrumentDefinition(
                items=(InstrumentItem(item_id="rest", text="How rested are you?"),), low=0, high=4, high_label="very"
            ),
            licence_note="I wrote it.",
        ),
        MarkTarget(marks=(Marked(on="domain:relationships", ring=3),)),
        SetPreference(key="moods", value=True),
        NoteMood(valence=1, energy=-1, words=("calm",), note="After the walk."),
        WriteReview(noticed="I spoke twice.", glad_about="The walk.", values=(AUTHENTICITY,)),
        CompareThenAndNow(kind="values", a=f"values:{EARLIER}", b=f"values:{TODAY}", reflection="Closer."),
    )


def _caring() -> tuple[Intention, ...]:
    return (
        SetReminder(at="09:00", text="A breath.", every="weekdays"),
        KeepSupportPlan(
            early_signs=("I stop answering.",),
            what_helps_me=("Walking",),
            people_to_ask=(Person(name="Sam", phone="555 0100"),),
            reasons="The dog.",
        ),
        ChooseHelpRegion(region="IE"),
        AddHelpline(name="The clinic's night line", phone="555 0101"),
    )


GROUPS: Final = (_values, _exploring, _sorting, _striving, _hindering, _noticing, _caring)


def wishes() -> tuple[Intention, ...]:
    """Return all of them, in their order."""
    return tuple(wish for group in GROUPS for wish in group())

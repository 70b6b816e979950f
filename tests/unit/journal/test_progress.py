"""What adds up: where steps went, in sentences; values that wait; what the rules notice, each with its threshold."""

from datetime import date, timedelta

import pytest

from tests.support.notebook import TODAY, Notebook
from whyward.journal.intentions.barriers import MeetBarrier
from whyward.journal.intentions.domains import HideDomain
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.reviews import DismissInsight, KeepInsight
from whyward.journal.intentions.sorts import FinishSort, ShortlistCards, StartSort
from whyward.journal.intentions.steps import NoticeWin, TakeStep
from whyward.journal.intentions.tools import RateTool, TryTool
from whyward.journal.intentions.values import AddValue, CheckOwnership, RestValue
from whyward.journal.projections.alignment import alignment, waiting_values
from whyward.journal.projections.insight_rules import RULES
from whyward.journal.projections.insights import Insight, insights, kept_insights, silenced_rules
from whyward.journal.projections.progress import progress_page


def with_values(*names: str) -> Notebook:
    """Return somebody with values, named a while ago; today is 4 May 2026."""
    notebook = Notebook()
    notebook.wish(*(AddValue(name=name) for name in names))
    notebook.later(61)
    return notebook


LATER = date(2026, 5, 4)


def steps(notebook: Notebook, value: str, days: int, *, start: int = 0, **more: object) -> None:
    """Take a step for a value on some days, back from today."""
    for back in range(start, start + days):
        notebook.wish(TakeStep(values=(value,), on=LATER - timedelta(days=back), **more))  # type: ignore[arg-type]  # whatever a test says


def noticed(notebook: Notebook, today: date = LATER) -> dict[str, str]:
    """Return what the rules say, by rule."""
    return {one.rule_id: one.text for one in insights(notebook.pages, today)}


def one(notebook: Notebook, rule_id: str, today: date = LATER) -> Insight:
    """Return what one rule says."""
    return next(found for found in insights(notebook.pages, today) if found.rule_id == rule_id)


# --- Where the steps went ---


def test_with_few_days_nothing_is_said() -> None:
    notebook = with_values("Kindness", "Creativity")
    steps(notebook, "Kindness", 5)
    assert alignment(notebook.pages, LATER).sentences == ()

    steps(notebook, "Kindness", 1, start=5)
    assert alignment(notebook.pages, LATER).sentences == (
        "Kindness got most of your steps.",
        "Creativity is waiting, whenever you like.",
    )


def test_two_steps_on_one_day_are_one_day_and_old_ones_are_out() -> None:
    notebook = with_values("Kindness", "Creativity")
    steps(notebook, "Kindness", 3)
    steps(notebook, "Kindness", 3)
    steps(notebook, "Kindness", 9, start=28)

    assert [(value.name, value.days) for value in alignment(notebook.pages, LATER).values] == [
        ("Kindness", 3),
        ("Creativity", 0),
    ]


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (
            (3, 2, 1),
            (
                "Kindness got many of your steps.",
                "Creativity and Calm got some, too.",
                "Where your steps went looks much like the order you put your values in.",
            ),
        ),
        ((2, 2, 2), ("Each of your values got as many of your steps as the others.",)),
        (
            (3, 3, 0),
            ("Kindness and Creativity got the same share of your steps.", "Calm is waiting, whenever you like."),
        ),
        ((0, 0, 7), ("Calm got most of your steps.", "Kindness and Creativity are waiting, whenever you like.")),
    ],
)
def test_sentences_and_never_a_number(days: tuple[int, ...], says: tuple[str, ...]) -> None:
    notebook = with_values("Kindness", "Creativity", "Calm")
    for value, count in zip(("Kindness", "Creativity", "Calm"), days, strict=True):
        steps(notebook, value, count)
    found = alignment(notebook.pages, LATER).sentences

    assert found[: len(says)] == says or set(says) <= set(found)
    assert not any(letter.isdigit() for sentence in found for letter in sentence)


def test_a_step_toward_a_goal_is_for_the_values_of_the_goal() -> None:
    notebook = with_values("Kindness")
    notebook.wish(SetGoal(statement="Call", values=("Kindness",)))
    for back in range(6):
        notebook.wish(TakeStep(goal="call", on=LATER - timedelta(days=back)))

    assert alignment(notebook.pages, LATER).sentences[0] == "Kindness got most of your steps."


def test_a_value_waits_when_it_was_there_and_is_near_the_heart() -> None:
    notebook = with_values("Kindness", "Creativity", "Calm", "Order")
    notebook.wish(RestValue(value="calm"))
    steps(notebook, "Creativity", 1)
    notebook.wish(AddValue(name="New"))

    assert [value.text for value in waiting_values(notebook.pages, LATER)] == [
        "Want something tiny for Kindness?",
        "Want something tiny for Order?",
    ]


def test_a_value_that_was_chosen_lately_is_asked_for_nothing() -> None:
    notebook = with_values("Kindness")
    notebook.wish(AddValue(name="New"))

    assert [value.name for value in waiting_values(notebook.pages, LATER)] == ["Kindness"]
    assert [value.name for value in waiting_values(notebook.pages, LATER + timedelta(days=28))] == ["Kindness", "New"]


# --- What is noticed ---


def test_nothing_is_noticed_where_there_is_little() -> None:
    notebook = Notebook()
    notebook.wish(AddValue(name="Calm"), TakeStep(values=("calm",)))

    assert insights(notebook.pages, TODAY) == []
    assert insights(Notebook().pages, TODAY) == []


def test_every_rule_says_why_and_has_its_own_name() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) == 10
    assert all(rule.why.startswith("It comes up ") and rule.version == 1 for rule in RULES)


def test_the_value_with_many_days() -> None:
    notebook = with_values("Kindness", "Calm")
    steps(notebook, "Kindness", 5)
    assert "most-touched-value" not in noticed(notebook)

    steps(notebook, "Kindness", 1, start=5)
    assert noticed(notebook)["most-touched-value"] == "Kindness was part of many of your days lately."
    assert noticed(notebook)["waiting-value"] == "Want something tiny for Calm?"


def test_a_tool_that_helped() -> None:
    notebook = Notebook()
    notebook.wish(MeetBarrier(kind="fear"))
    for helped in ("a-lot", "not-really", "a-bit"):
        assert "barrier-and-tool" not in noticed(notebook, TODAY)
        notebook.wish(TryTool(tool_id="fear.name", tool_version=1), RateTool(helped=helped))

    assert noticed(notebook, TODAY)["barrier-and-tool"].startswith("When fear showed up")
    assert one(notebook, "barrier-and-tool", TODAY).about == ("tool:fear-name",)


def test_the_part_of_the_day_is_of_steps_told_as_they_were_taken() -> None:
    notebook = with_values("Calm")
    for _ in range(7):
        notebook.wish(TakeStep(values=("calm",)))
    steps(notebook, "Calm", 20, start=1)
    assert "time-of-day" not in noticed(notebook)

    notebook.wish(TakeStep(values=("calm",)))
    assert noticed(notebook)["time-of-day"] == "Many of your steps happen in the morning."


def test_discomfort_and_yet_a_step() -> None:
    notebook = with_values("Calm")
    for discomfort in (6, 5, 9):
        notebook.wish(TakeStep(values=("calm",), discomfort=discomfort))
    assert "discomfort-yet-did" not in noticed(notebook)

    notebook.wish(TakeStep(values=("calm",), discomfort=10))
    assert noticed(notebook)["discomfort-yet-did"] == "More than once, you took a step with discomfort at your side."


@pytest.mark.parametrize(("apart", "times"), [(7, 1), (8, 0)])
def test_a_tiny_step_and_then_a_whole_one(apart: int, times: int) -> None:
    notebook = with_values("Calm")
    notebook.wish(
        SetGoal(statement="Walk"),
        TakeStep(goal="walk", how_much="tiny", on=LATER - timedelta(days=apart)),
        TakeStep(goal="walk"),
    )

    assert list(noticed(notebook)).count("tiny-works") == times


def test_a_value_that_is_expected_more_than_it_is_ones_own() -> None:
    notebook = with_values("Calm")
    notebook.wish(CheckOwnership(value="calm", mine=4, pressure=4))
    assert "still-yours" not in noticed(notebook)

    notebook.wish(CheckOwnership(value="calm", mine=4, pressure=5))
    assert noticed(notebook)["still-yours"] == "Calm: still yours?"


def test_two_sorts_some_time_apart() -> None:
    notebook = Notebook()

    def sort() -> None:
        notebook.wish(
            StartSort(deck_id="deck", deck_version=1, card_ids=("calm", "kindness")),
            ShortlistCards(cards=("calm",)),
            FinishSort(),
        )

    sort()
    notebook.later(59)
    sort()
    assert "then-and-now" not in noticed(notebook, TODAY + timedelta(days=59))

    notebook.later(1)
    sort()
    assert "then-and-now" in noticed(notebook, TODAY + timedelta(days=60))


def test_quiet_by_choice_and_the_wins_of_a_season() -> None:
    notebook = with_values("Calm")
    notebook.wish(HideDomain(domain="career"), NoticeWin(text="a"), NoticeWin(text="b"))
    assert noticed(notebook)["quiet-by-choice"].startswith("Career is quiet by your own choice.")
    assert "wins-of-a-season" not in noticed(notebook)

    notebook.wish(NoticeWin(text="c"))
    assert "wins-of-a-season" in noticed(notebook)


def test_keep_send_away_for_a_while_and_never_again() -> None:
    notebook = with_values("Calm", "Order")
    first = one(notebook, "waiting-value")
    notebook.wish(
        KeepInsight(
            insight_id=first.id,
            rule_id=first.rule_id,
            rule_version=first.rule_version,
            text_shown=first.text,
            about=first.about,
        )
    )
    assert [kept.text for kept in kept_insights(notebook.pages)] == [first.text]
    second = one(notebook, "waiting-value")
    assert second.text == "Want something tiny for Order?"

    notebook.wish(DismissInsight(insight_id=second.id, rule_id=second.rule_id))
    assert "waiting-value" not in noticed(notebook, LATER + timedelta(days=27))
    assert noticed(notebook, LATER + timedelta(days=28))["waiting-value"] == second.text

    notebook.wish(DismissInsight(insight_id=second.id, rule_id=second.rule_id, never_again=True))
    assert "waiting-value" not in noticed(notebook, LATER + timedelta(days=99))
    assert [silent.rule_id for silent in silenced_rules(notebook.pages)] == ["waiting-value"]
    notebook.wish(Undo())
    assert silenced_rules(notebook.pages) == []


def test_the_page_of_what_adds_up() -> None:
    notebook = with_values("Calm")
    steps(notebook, "Calm", 7)
    page = progress_page(notebook.pages, LATER)

    assert page.days_toward == 7
    assert page.alignment.sentences
    assert page.waiting == ()
    assert page.insights[0].rule_id == "most-touched-value"


def test_values_that_wait_stand_by_themselves_until_they_are_sent_away() -> None:
    notebook = with_values("Calm")
    (waiting,) = progress_page(notebook.pages, LATER).waiting
    assert waiting.text == "Want something tiny for Calm?"
    assert progress_page(notebook.pages, LATER).insights == ()

    notebook.wish(DismissInsight(insight_id=waiting.id, rule_id=waiting.rule_id))
    assert progress_page(notebook.pages, LATER).waiting == ()

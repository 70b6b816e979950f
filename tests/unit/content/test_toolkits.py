"""The tools fit the kinds that the journal knows, are named once, and speak kindly."""

import re
from collections import Counter
from collections.abc import Iterator

from whyward.content.prompts import prompt
from whyward.content.toolkits import PAUSE, tool, tool_title, toolbox, toolkit
from whyward.journal.events.barriers import BarrierAnswer, BarrierKind
from whyward.journal.events.tools import Helped

GRADING = re.compile(
    r"\b(should|must|fail(ed|ure|ing)?|missed|missing|overdue|streaks?|broken|lazy|only|just|abandon(ed)?|behind|late"
    r"|skipped|don't forget|great job|invalid|error|are you sure)\b|!|%",
    re.IGNORECASE,
)
TABLE = {
    "fear": ("fear.without", "fear.name", "fear.room", "fear.ladder", "fear.ifthen", "fear.for"),
    "shame": ("shame.friend", "shame.voice", "shame.fact", "shame.repair", "shame.witness"),
    "procrastination": ("proc.feeling", "proc.five", "proc.first", "proc.when", "proc.friction", "proc.forgive"),
    "perfectionism": ("perf.enough", "perf.rough", "perf.box", "perf.cost", "perf.part"),
}


def sentences() -> Iterator[str]:
    """Yield all that a person reads of it."""
    box = toolbox()
    yield from (box.after, box.heavy)
    for kit in box.kits:
        yield from (kit.label, kit.line, kit.safety or "", kit.footer or "")
    for one in box.tools:
        yield from (one.title, one.what, one.closing, *(step.text for step in one.steps))
        yield from (step.label or "" for step in one.steps)
    for cause in box.causes:
        yield from (cause.cause, cause.answer, cause.hint)
    yield from (word.label for word in (*box.helped, *box.answers))


def test_there_is_a_toolkit_for_each_kind_the_four_of_the_article_first() -> None:
    kinds = [kit.kind for kit in toolbox().kits]

    assert kinds == [kind.value for kind in BarrierKind]
    assert kinds[:4] == list(TABLE)
    assert toolkit("a kind of tomorrow").kind == "other"


def test_the_four_have_their_tools_in_order_and_the_pause_is_last_everywhere() -> None:
    for kind, tools in TABLE.items():
        assert toolkit(kind).tools == (*tools, PAUSE)
    assert all(kit.tools[-1] == PAUSE and len(kit.tools) > 3 for kit in toolbox().kits)


def test_every_tool_is_there_once_and_in_reach() -> None:
    box = toolbox()
    offered = {tool_id for kit in box.kits for tool_id in kit.tools}

    assert not [tool_id for tool_id, count in Counter(one.id for one in box.tools).items() if count > 1]
    assert offered == {one.id for one in box.tools}
    assert all(tool(cause.tool) for cause in box.causes)
    for one in box.tools:
        assert one.version >= 1
        assert 1 <= one.minutes <= 10
        assert one.id in toolkit(one.kind).tools
        questions = [step.question_id for step in one.steps if step.question_id]
        assert len(questions) == len(set(questions))
        assert all((step.question_id is None) == (step.label is None) for step in one.steps)


def test_the_tool_against_fear_asks_the_question_of_the_article_word_for_word() -> None:
    without = tool("fear.without")
    asked = prompt("p.fear")

    assert without is not None
    assert asked is not None
    assert without.steps[0].label == asked.words == "What would you do if fear wasn't holding you back?"


def test_the_words_that_are_kept_are_those_of_the_events() -> None:
    box = toolbox()

    assert [word.word for word in box.helped] == [word.value for word in Helped]
    assert [word.word for word in box.answers] == [word.value for word in BarrierAnswer]
    assert "".join(cause.letter for cause in box.causes) == "FEAR"


def test_where_a_person_is_in_the_way_safety_comes_first() -> None:
    assert [kit.kind for kit in toolbox().kits if kit.safety] == ["other_people"]
    assert [kit.kind for kit in toolbox().kits if kit.footer] == ["perfectionism"]


def test_a_tool_of_a_newer_version_goes_by_its_id() -> None:
    assert (tool("tool.of.tomorrow"), tool_title("tool.of.tomorrow")) == (None, "tool.of.tomorrow")
    assert tool_title("fear.name") == "Name it"


def test_no_sentence_grades_or_hurries() -> None:
    said = list(sentences())

    assert len(said) > 250
    assert not [sentence for sentence in said if GRADING.search(sentence)]
    assert max(len(sentence) for sentence in said) < 140

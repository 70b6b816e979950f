"""What helped before is offered first; where nobody has said, the toolkit's own order stands."""

import pytest

from tests.support.notebook import Notebook
from whyward.journal.intentions import barriers, goals, tools
from whyward.journal.projections.barrier_patterns import barrier_patterns
from whyward.journal.projections.tool_memory import tool_memory

KIT = ("fear.without", "fear.name", "fear.room")


def tried(
    notebook: Notebook, tool_id: str, helped: str | None, before: int | None = None, after: int | None = None
) -> None:
    """Meet fear once more, try a tool, and say what it did."""
    notebook.wish(barriers.MeetBarrier(kind="fear", strength=before), tools.TryTool(tool_id=tool_id, tool_version=1))
    if helped is not None or after is not None:
        notebook.wish(tools.RateTool(helped=helped, after_strength=after))


def test_without_any_try_the_first_of_the_toolkit_is_offered() -> None:
    memory = tool_memory(Notebook().pages, "fear", KIT)

    assert (memory.tools, memory.suggested) == ((), "fear.without")
    assert tool_memory(Notebook().pages, "fear", ()).suggested is None


def test_the_tool_that_helped_most_is_offered_and_of_equals_the_first() -> None:
    notebook = Notebook()
    tried(notebook, "fear.name", "a-bit")
    tried(notebook, "fear.room", "a-bit")
    assert tool_memory(notebook.pages, "fear", KIT).suggested == "fear.name"
    tried(notebook, "fear.room", "a-lot")

    assert tool_memory(notebook.pages, "fear", KIT).suggested == "fear.room"
    assert tool_memory(notebook.pages, "shame", KIT).suggested == "fear.without"


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ({"fear.without": "made-it-harder"}, "fear.name"),
        ({"fear.without": "not-really", "fear.name": "not-really"}, "fear.room"),
        (dict.fromkeys(KIT, "not-really"), "fear.without"),
        ({"fear.without": None}, "fear.without"),
        ({"tool.of.tomorrow": "a-lot"}, "fear.without"),
    ],
)
def test_what_did_not_help_is_not_offered_again_while_there_is_another(
    said: dict[str, str | None], offered: str
) -> None:
    notebook = Notebook()
    for tool_id, helped in said.items():
        tried(notebook, tool_id, helped)

    assert tool_memory(notebook.pages, "fear", KIT).suggested == offered


def test_the_memory_counts_what_was_said_and_takes_the_median_of_the_change() -> None:
    notebook = Notebook()
    tried(notebook, "fear.name", "a-lot", before=8, after=3)
    tried(notebook, "fear.name", "a-bit", before=6, after=5)
    tried(notebook, "fear.name", "made-it-harder", before=4, after=6)
    tried(notebook, "fear.name", None, before=4)
    tried(notebook, "fear.room", "not-really")
    name, room = tool_memory(notebook.pages, "fear", KIT).tools

    assert (name.tries, name.a_lot, name.a_bit, name.not_really, name.made_it_harder) == (4, 1, 1, 0, 1)
    assert name.median_change == -1.0
    assert (room.tool_id, room.tries, room.median_change) == ("fear.room", 1, None)


def test_fewer_than_five_say_nothing_about_when() -> None:
    notebook = Notebook()
    for _ in range(4):
        notebook.wish(barriers.MeetBarrier(kind="fear"))
    assert barrier_patterns(notebook.pages) is None
    notebook.wish(barriers.MeetBarrier(kind="shame"))

    patterns = barrier_patterns(notebook.pages)
    assert patterns is not None
    assert patterns.total == 5
    assert [(one.word, one.count) for one in patterns.kinds] == [("fear", 4), ("shame", 1)]


def test_patterns_know_the_part_of_life_the_weekday_and_the_time_of_day() -> None:
    """The notebook begins on a Wednesday, at 5:53 in the morning where it lives."""
    notebook = Notebook()
    notebook.wish(goals.SetGoal(statement="Speak up", domains=("relationships", "career")))
    notebook.wish(*(barriers.MeetBarrier(kind="fear", goal="speak") for _ in range(3)))
    notebook.now_ms += 12 * 3_600_000
    notebook.wish(*(barriers.MeetBarrier(kind="overwhelm") for _ in range(2)))
    patterns = barrier_patterns(notebook.pages)

    assert patterns is not None
    assert [(one.word, one.count) for one in patterns.domains] == [("career", 3), ("relationships", 3)]
    assert [(one.word, one.count) for one in patterns.times_of_day] == [("morning", 3), ("evening", 2)]
    assert [(one.word, one.count) for one in patterns.weekdays] == [("2", 5)]
    cells = [(one.kind, one.domain_id, one.weekday, one.time_of_day, one.count) for one in patterns.patterns]
    assert cells == [
        ("fear", "career", 2, "morning", 3),
        ("fear", "relationships", 2, "morning", 3),
        ("overwhelm", None, 2, "evening", 2),
    ]

"""Pages about what gets in the way: from one word to a tool, to what now; the toolbox; when things come up."""

from pathlib import Path

from tests.support.web_desk import Window, window_at
from whyward.content.toolkits import toolbox
from whyward.journal.intentions.barriers import MeetBarrier
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.projections.barriers import Barrier, barriers
from whyward.journal.projections.goals import goals
from whyward.journal.projections.plans import plans

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def the_barrier(window: Window) -> Barrier:
    (barrier,) = barriers(window.journal.pages)
    return barrier


async def met(window: Window, **fields: str) -> str:
    """Name something through the page; return the path of what was noted."""
    await window.post("/barrier/new", {"kind": "fear", **fields})
    return f"/barriers/{barriers(window.journal.pages)[0].id.hex()}"


async def test_from_one_word_to_a_tool_to_what_now(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        asked = await window.get("/barrier/new")
        assert "What showed up?" in asked.text
        named = await window.post("/barrier/new", {"kind": "fear", "strength": "7"})
        path = f"/barriers/{the_barrier(window).id.hex()}"
        assert named.path == f"{path}/tools"
        assert "Without the fear" in named.text
        assert "Naming it can be enough for now." in named.text

        doing = await window.get(f"{path}/tools/fear.name")
        assert "My word for it" in doing.text
        tried = await window.post(f"{path}/tools/fear.name", {"answer-name": "dread", "answer-where": " "})
        assert tried.path.startswith(f"{path}/tries/")
        assert "Before, you said: strong (7 of 10)." in tried.text
        now = await window.post(tried.path, {"after": "4", "helped": "a_bit"})
        assert now.path == f"{path}/now"
        done = await window.post(now.path, {"response": "did_tiny_version", "learned": "It passes"})

        assert done.path == path
        assert toolbox().after in done.text
        assert "It passes" in done.text
        assert 'href="/step?how_much=tiny"' in done.html
        barrier = the_barrier(window)
        (one,) = barrier.tries
        assert [(answer.question_id, answer.text) for answer in one.answers] == [("name", "dread")]
        assert (one.before, one.after, one.helped) == (7, 4, "a_bit")
        assert barrier.response == "did_tiny_version"
        again = await window.get(f"{path}/tools")
        assert "It has helped you before." in again.text


async def test_every_answer_ends_with_the_same_line(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        path = await met(window)
        for word in toolbox().answers:
            done = await window.post(f"{path}/now", {"response": word.word})
            assert toolbox().after in done.text


async def test_a_word_of_ones_own_and_all_that_is_said(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(SetGoal(statement="Speak up"))
        new = await window.get("/barrier/new")
        goal = new.html.partition('<select id="goal"')[2].partition('">Speak up')[0].rpartition('value="')[2]
        await window.post(
            "/barrier/new",
            {"own": "stage fright", "goal": goal, "thoughts": "one\n\n two ", "letter": ["A", "F"], "body": "tight"},
        )
        barrier = the_barrier(window)
        shown = await window.get(f"/barriers/{barrier.id.hex()}")

        assert (barrier.kind, barrier.custom, barrier.thoughts) == ("other", "stage fright", ("one", "two"))
        assert (barrier.letters, barrier.goal) == (("A", "F"), "Speak up")
        assert "stage fright" in shown.text
        assert "a feeling I'd rather not have → make room" in shown.text


async def test_nothing_named_is_refused_kindly_and_nothing_is_recorded(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        refused = await window.post("/barrier/new", {"own": " ", "situation": "At dinner"})
        path = await met(window)
        unanswered = await window.post(f"{path}/now", {})

        assert (refused.status, unanswered.status) == (422, 422)
        assert "Nothing is named yet" in refused.text
        assert 'data-refused-field="kind"' in refused.html
        assert the_barrier(window).response is None


async def test_a_rating_can_be_left_out(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        path = await met(window)
        tried = await window.post(f"{path}/tools/fear.room")
        another = await window.post(tried.path, {"after": "", "note": "", "another": "on"})

        assert another.path == f"{path}/tools"
        assert not the_barrier(window).tries[0].is_rated


async def test_a_plan_that_was_written_at_a_tool_can_be_kept_as_one(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(SetGoal(statement="Speak up"))
        goal = goals(window.journal.pages)[0].id.hex()
        path = await met(window, goal=goal)
        await window.post(
            f"{path}/tools/fear.ifthen", {"answer-cue": "my throat gets tight", "answer-act": "I breathe"}
        )
        await window.post(f"{path}/tools/fear.for", {"answer-feel": "shaky"})
        shown = await window.get(path)
        assert "If my throat gets tight, then I breathe" in shown.text
        assert f'href="/goals/{goal}/willing"' in shown.html
        await window.post("/goals/plans", {"if_text": "my throat gets tight", "then_text": "I breathe", "goal": goal})
        (plan,) = plans(window.journal.pages)

        assert (plan.if_text, plan.then_text) == ("my throat gets tight", "I breathe")


async def test_more_is_said_later_and_what_is_unchanged_stays(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        path = await met(window, thoughts="They will leave", strength="7")
        edit = await window.get(f"{path}/edit")
        assert "They will leave" in edit.text
        fields = {"kind": "shame", "strength": "7", "thoughts": "They will leave", "situation": "At dinner"}
        shown = await window.post(f"{path}/edit", fields)
        barrier = the_barrier(window)

        assert shown.path == path
        assert (barrier.kind, barrier.strength, barrier.situation) == ("shame", 7, "At dinner")
        assert barrier.thoughts == ("They will leave",)


async def test_where_a_person_is_in_the_way_safety_comes_first(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        path = await met(window, kind="other_people")
        shown = await window.get(f"{path}/tools")

        assert "plan this with someone safe first" in shown.text
        assert shown.html.index("someone safe first") < shown.html.index("One thing to try")
        assert "plan this with someone safe first" in (await window.get("/toolbox")).text


async def test_the_toolbox_has_every_tool_and_keeps_nothing_by_being_looked_at(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        count = window.journal.pages.count()
        box = await window.get("/toolbox")
        for tool in toolbox().tools:
            assert f'href="/toolbox/{tool.id}' in box.html
            reading = await window.get(f"/toolbox/{tool.id}?kind=fear")
            assert reading.status == 200
            assert "Reading it here keeps nothing." in reading.text
        asked = await window.get("/barrier/new?kind=fear&tool=fear.name")
        assert window.journal.pages.count() == count
        named = await window.post("/barrier/new", {"kind": "fear", "tool": "fear.name"})

        assert "For the tool “Name it”" in asked.text
        assert named.path.endswith("/tools/fear.name")
        assert (await window.get("/toolbox/fear.fly")).status == 422


async def test_the_list_says_when_things_come_up_once_there_are_five(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        empty = await window.get("/barriers")
        assert "Nothing is noted." in empty.text
        await window.journal.record_all([MeetBarrier(kind="fear") for _ in range(4)])
        assert "After 5 of them" in (await window.get("/barriers")).text
        await window.journal.record(MeetBarrier(kind="shame"))
        shown = await window.get("/barriers")

        assert "What came up most: Fear." in shown.text
        assert "How often, and at which time" in shown.text
        assert shown.html.count('<rect class="bar"') == 2


async def test_what_may_come_is_named_with_its_goal(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "There is no open goal" in (await window.get("/barrier/expected")).text
        await window.journal.record(SetGoal(statement="Speak up"))
        goal = goals(window.journal.pages)[0].id.hex()
        for lacking in ({"goal": goal}, {"kind": "fear"}):
            assert (await window.post("/barrier/expected", lacking)).status == 422
        asked = await window.get(f"/barrier/expected?goal={goal}")
        assert f'value="{goal}" selected' in asked.html
        kept = await window.post("/barrier/expected", {"goal": goal, "kind": "shame", "text": "On Sunday"})
        shown = await window.get("/barriers")

        assert kept.path == f"/goals/{goal}"
        assert "Shame before “Speak up” On Sunday" in shown.text
        assert barriers(window.journal.pages) == []


async def test_numbers_are_left_out_where_the_person_prefers_so(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        path = await met(window, strength="7")
        assert "strong (7 of 10)" in (await window.get(path)).text
        await window.journal.record(SetPreference(key="hide-numbers", value=True))
        shown = await window.get(path)

        assert "strong" in shown.text
        assert "of 10" not in shown.text


async def test_hostile_text_is_text_on_every_page(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        said = dict.fromkeys(("own", "situation", "thoughts", "feelings", "body", "urges"), HOSTILE)
        path = await met(window, **said)
        tried = await window.post(f"{path}/tools/fear.name", {"answer-name": HOSTILE})
        await window.post(tried.path, {"note": HOSTILE})
        await window.post(f"{path}/now", {"response": "rested", "learned": HOSTILE})
        for shown in ("/barriers", path, f"{path}/edit", f"{path}/tools", f"{path}/now", tried.path, "/toolbox"):
            html = (await window.get(shown)).html
            assert "<script>alert" not in html, shown
            assert "<img" not in html, shown
        assert "&lt;script&gt;alert(1)" in (await window.get(path)).html


async def test_a_draft_stands_in_the_form_again(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post(
            "/draft", {"place": "barrier:new", "own": "the dread", "thoughts": "I can't", "strength": "3"}
        )
        shown = await window.get("/barrier/new")
        assert 'value="the dread"' in shown.html
        assert "I can&#39;t" in shown.html
        await window.post("/barrier/new", {"own": "the dread", "draft-place": "barrier:new"})

        assert window.journal.drafts.at("barrier:new") == {}


async def test_what_is_not_there_leads_to_the_list_and_is_refused_where_it_is_done(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        path = await met(window)
        for gone in ("/barriers/ffff", f"{path}/tools/fear.fly", f"{path}/tries/ffff"):
            shown = await window.get(gone)
            assert (shown.status, shown.path) == (200, "/barriers"), gone
        assert (await window.post("/barriers/ffff/now", {"response": "rested"})).status == 422


async def test_an_undo_on_the_page_of_what_was_noted_leads_to_the_list(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        named = await window.post("/barrier/new", {"kind": "fear"})
        act = named.html.partition('name="act" value="')[2].partition('"')[0]
        undone = await window.post("/undo", {"act": act, "here": named.path})

        assert (undone.status, undone.path) == (200, "/barriers")
        assert "Taken back." in undone.text

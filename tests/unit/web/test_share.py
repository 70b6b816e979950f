"""Sharing by pages: a link, words in a call, step by step to what they see, six ticks, and less at one press."""

import re
from pathlib import Path

from tests.support.web_desk import window_at
from tests.support.web_shares import DUTIES, FROM, GOAL, NOTE, WHO, two_desks, words_on
from whyward.journal.sharing.consent import POINTS


async def test_nothing_is_shared_at_first_and_the_page_says_so(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "Nothing is shared." in (await window.get("/share")).text
        assert "There is nothing here." in (await window.get("/inbox")).text
        assert "Nothing has gone out." in (await window.get("/share/audit")).text
        assert "Nothing is sent by it" in (await window.get("/session")).text
        assert "no open goal" in (await window.get("/share/handover")).text
        assert "There is nothing to carry." in (await window.post("/share/send")).text
        for path in ("/share/new", "/share/accept"):
            assert (await window.get(path)).status == 200


async def test_without_a_relay_the_page_asks_for_one_and_makes_no_link(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        refused = await window.post("/share/new", {"name": WHO, "role": "therapist", "relay": ""})

        assert refused.status == 422
        assert "A link needs a relay that both of you reach. Type its address here" in refused.text
        assert 'data-refused-field="relay"' in refused.html
        assert "Nothing is shared." in (await window.get("/share")).text


async def test_from_a_link_to_what_they_see(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        link = await pair.invited()
        path = f"/share/{pair.share}"
        assert "has a link, and sees nothing yet" in (await pair.owner.get("/share")).text
        assert link in (await pair.owner.get(f"{path}/link")).text
        assert "has not answered yet" in (await pair.owner.post(f"{path}/look")).text

        words = await pair.accepted(link)
        asked = await pair.owner.post(f"{path}/look")
        assert "Dr Rossi" in asked.text
        assert DUTIES in asked.text
        assert words_on(asked) == []
        assert (await pair.confirmed(words)).path == f"{path}/what"
        assert words_on(await pair.owner.get(f"{path}/words")) == words
        assert (await pair.owner.get(f"{path}/link")).status == 422

        receipt = await pair.granted()

        assert "You chose what is shown" in receipt.text
        assert receipt.text.count("Undo") == 1
        assert (await pair.guest.journal.practice()).clients()[0].name == FROM
        (goal,) = (await pair.guest.journal.practice()).client(FROM).goals
        assert (goal.goal.statement, goal.goal.values, goal.goal.why) == (GOAL, ("Friendship",), None)
        assert goal.goal.steps == ()
        assert "sees 1 goal of yours until" in (await pair.owner.get("/share")).text


async def test_each_goal_has_its_usual_parts_ticked_and_no_sentence_is(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        path, goal = f"/share/{pair.share}", await pair.goal()

        what = (await pair.owner.get(f"{path}/what")).html
        ticked = re.findall(rf'name="part-{goal}" value="(\w+)" checked', what)
        assert ticked == ["statement", "value", "progress"]
        assert 'name="goal" value="' + goal + '" checked' not in what
        assert (await pair.owner.post(f"{path}/what", {})).status == 422
        assert "Nothing of this goal" in (await pair.owner.post(f"{path}/what", {"goal": goal})).text

        await pair.owner.post(f"{path}/what", {"goal": goal, f"part-{goal}": ["statement", "step_notes"]})
        long = (await pair.owner.get(f"{path}/long")).html
        assert re.findall(r'name="length" value="(\w+)" checked', long) == ["90"]
        assert (await pair.owner.post(f"{path}/long", {"length": "until"})).status == 422
        await pair.owner.post(f"{path}/long", {"length": "30"})
        may = (await pair.owner.get(f"{path}/may")).html
        assert re.findall(r'name="may" value="(\w+)" checked', may) == ["comment"]

        preview = await pair.owner.post(f"{path}/may", {"may": "propose"})
        assert NOTE in preview.text
        assert "read it and propose a goal" in preview.text
        assert "hiding" not in preview.text
        agree = await pair.owner.get(f"{path}/agree")
        assert "checked" not in agree.html
        assert agree.html.count('name="tick"') == 6
        assert DUTIES in agree.text


async def test_a_sentence_that_is_not_ticked_shows_nothing_and_what_was_chosen_stays(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        path, goal = f"/share/{pair.share}", await pair.goal()
        await pair.owner.post(f"{path}/what", {"goal": goal, f"part-{goal}": ["statement"]})

        refused = await pair.owner.post(f"{path}/agree", {"tick": POINTS[:-1]})

        assert refused.status == 422
        assert "one sentence is not ticked" in refused.text
        assert "sees nothing yet" in (await pair.owner.get(path)).text
        assert f'value="{goal}" checked' in (await pair.owner.get(f"{path}/what")).html
        away = await pair.owner.post(f"{path}/put-away")
        assert "Nothing was shared" in away.text
        assert f'value="{goal}" checked' not in (await pair.owner.get(f"{path}/what")).html
        assert (await pair.owner.get(f"{path}/agree")).path == f"{path}/what"


async def test_wrong_words_three_times_end_it_and_nothing_was_shown(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.accepted(await pair.invited())
        path = f"/share/{pair.share}"
        asked = await pair.owner.post(f"{path}/look")
        names = re.findall(r'name="(word-\d+)"', asked.html)
        assert "A word is missing" in (await pair.owner.post(asked.path, {names[0]: "calm"})).text

        told = [await pair.owner.post(asked.path, dict.fromkeys(names, "wrong")) for _ in range(3)]

        assert [shown.status for shown in told] == [422] * 3
        assert "2 more tries" in told[0].text
        assert "this invitation is over" in told[2].text
        assert "it is stopped" in (await pair.owner.get(path)).text


async def test_less_at_one_press_and_more_by_all_steps(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        await pair.granted("step_notes")
        path, goal = f"/share/{pair.share}", await pair.goal()
        assert NOTE in (await pair.owner.get(f"/share/preview/{pair.share}")).text

        assert (await pair.owner.post(f"{path}/narrow", {"goal": goal})).status == 422
        less = await pair.owner.post(f"{path}/narrow", {"goal": goal, "part": "step_notes"})
        assert "is shown less from now on" in less.text
        assert NOTE not in (await pair.owner.get(f"/share/preview/{pair.share}")).text
        await pair.owner.post(f"{path}/narrow", {"may": "comment"})
        await pair.carried()
        page = (await pair.guest.journal.practice()).client(FROM)
        assert (page.goals[0].goal.steps, page.may) == ((), ("read",))

        shown = await pair.owner.post(f"{path}/what", {"goal": goal, f"part-{goal}": ["why"]})
        assert shown.path == f"{path}/may"
        preview = await pair.owner.post(f"{path}/may", {})
        assert "I have been hiding." in preview.text
        assert (await pair.owner.post(f"{path}/agree", {"tick": POINTS})).path == f"{path}/receipt"
        await pair.carried()
        assert (await pair.guest.journal.practice()).client(FROM).goals[0].goal.why == "I have been hiding."


async def test_a_pause_and_a_stop_are_one_press_each(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        await pair.granted()
        path = f"/share/{pair.share}"

        assert "nothing goes out at the moment" in (await pair.owner.post(f"{path}/pause")).text
        assert "goes out to Dr R again" in (await pair.owner.post(f"{path}/resume")).text
        stopped = await pair.owner.post(f"{path}/stop")

        assert "You show Dr R nothing any more" in stopped.text
        assert "it is stopped" in stopped.text
        assert "Nothing is shared." in (await pair.owner.get("/share")).text
        await pair.carried()
        assert (await pair.guest.journal.practice()).clients()[0].state.value in {"ended", "deleted"}


async def test_a_name_a_removal_and_a_plea_to_delete(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        await pair.granted()
        path, goal = f"/share/{pair.share}", await pair.goal()

        assert "Rosa" in (await pair.owner.post(f"{path}/rename", {"name": "Rosa"})).text
        assert goal in (await pair.owner.get(f"{path}/deletion")).html
        asked = await pair.owner.post(f"{path}/deletion", {"goal": goal, "note": ""})
        assert "is asked as soon as the relay is reached" in asked.text
        assert "They have not answered yet." in (await pair.owner.get("/inbox")).text
        gone = await pair.owner.post(f"{path}/remove")
        assert gone.path == "/share"
        assert "off the list" in gone.text


async def test_what_has_ended_asks_calmly_and_goes_on_only_with_every_tick(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        await pair.granted()
        path = f"/share/{pair.share}"

        assert (await pair.owner.post(f"{path}/renew", {"length": "90", "tick": POINTS})).status == 422
        assert (await pair.owner.post(f"{path}/renew", {"length": "until", "tick": POINTS})).status == 422
        page = await pair.owner.get(f"{path}/renew")
        assert GOAL in page.text
        assert "checked" not in page.html.partition("ticks")[2]


async def test_what_went_out_is_shown_again_as_it_was(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        await pair.granted()

        audit = await pair.owner.get("/share/audit")

        assert f"{GOAL}: its words, the value it serves and how many steps" in audit.text
        assert "they have not said" in audit.text
        again = re.findall(r'href="(/share/[0-9a-f]{32}/sent\?on=[\d-]+)"', audit.html)
        assert GOAL in (await pair.owner.get(again[0])).text
        assert (
            "Nothing of yours was on their page"
            in (await pair.owner.get(f"/share/{pair.share}/sent?on=2026-01-01")).text
        )
        assert WHO in (await pair.owner.get("/session")).html
        assert GOAL in (await pair.owner.get(f"/session?with={pair.share}")).text


async def test_shown_by_hand_sends_nothing_and_is_noted(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        goal = re.findall(r'name="goal" value="([0-9a-f]{32})"', (await pair.owner.get("/share/handover")).html)[0]

        seen = await pair.owner.get(f"/share/handover?goal={goal}&part=statement&part=step_notes&to=Ada")
        assert NOTE in seen.text
        assert "For Ada" in seen.text
        fields = {"goal": goal, "part": ["statement"], "to": "Ada", "medium": "html"}
        file = await pair.owner.post("/share/handover", fields)
        assert file.headers["Content-Disposition"] == 'attachment; filename="handover.html"'
        assert GOAL in file.text
        assert NOTE not in file.text
        assert (await pair.owner.post("/share/handover", fields | {"medium": "pdf"})).html.startswith("%PDF")
        assert "Noted in your records" in (await pair.owner.post("/share/handover", fields | {"medium": "screen"})).text
        assert (await pair.owner.post("/share/handover", {"medium": "screen"})).status == 422

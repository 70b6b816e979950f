"""Pages of noticing: checks and targets, scales, reviews, what adds up, wins and moods."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.web_desk import Window, window_at
from whyward.adapters.device_settings import DeviceSettings
from whyward.journal.folding.nouns_noticing import CHECKINS, MOODS, REVIEWS
from whyward.journal.intentions.checkins import CompleteCheckin, Said
from whyward.journal.intentions.domains import HideDomain
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.intentions.reviews import Changed, ReviseReview
from whyward.journal.intentions.steps import NoticeWin, TakeStep
from whyward.journal.intentions.values import AddValue
from whyward.journal.projections.checkins import checkins
from whyward.journal.projections.reviews import reviews
from whyward.journal.projections.targets import targets

HOSTILE = "<script>alert(1)</script> \"'&"
PAGES = (
    "/check",
    "/check/new",
    "/check/target",
    "/check/beside",
    "/check/scales",
    "/review",
    "/review/new?span=month",
    "/timeline",
    "/progress",
    "/wins",
    "/mood",
)


def check(**numbers: int) -> CompleteCheckin:
    """Answer some items: `health_matter=9`."""
    said = (Said(item=item.replace("_", "."), number=number) for item, number in numbers.items())
    return CompleteCheckin(said=tuple(said))


def only_checkin(window: Window) -> Mapping[str, int | None]:
    """Return the numbers of the one check-in there is."""
    (row,) = window.journal.pages.all(CHECKINS)
    return row.numbers


@pytest.mark.parametrize("path", PAGES)
async def test_each_page_is_there_before_anything_is(tmp_path: Path, path: str) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.get(path)

        assert shown.status == 200
        assert shown.html.count("<h1") == 1
        assert window.journal.pages.count() == 0


async def test_a_check_asks_for_each_visible_part_of_life_and_is_told_in_words(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(HideDomain(domain="career"))
        form = await window.get("/check/new")
        assert form.html.count('class="field scale"') == 10
        assert "Career" not in form.text

        fields = {"matter-health": "9", "close-health": "4", "closer-health": HOSTILE, "matter-community": ""}
        shown = await window.post("/check", fields)

        assert only_checkin(window) == {"health.matter": 9, "health.close": 4}
        assert "Taken together: room to grow" in shown.text
        assert "<script>alert" not in shown.html
        assert "&lt;script&gt;alert(1)" in shown.html
        assert "9" not in shown.text.partition("1 point closer")[2]
        numbers = await window.get(f"{shown.path}?numbers=yes")
        assert "Room 1 point closer Health room to grow 9 4 5" in numbers.text
        await window.journal.record(SetPreference(key="hide_numbers", value=True))
        assert "9 4 5" not in (await window.get(f"{shown.path}?numbers=yes")).text


async def test_a_check_without_an_answer_is_refused_and_a_number_beyond_the_scale_too(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        for fields in ({"matter-health": ""}, {"matter-health": "11"}, {"matter-moon": "1"}):
            assert (await window.post("/check", fields)).status == 422
        assert window.journal.pages.all(CHECKINS) == []


async def test_a_check_is_put_right_and_taken_back(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(check(health_matter=9, health_close=4))
        (found,) = checkins(window.journal.pages)
        path = f"/check/{found.id.hex()}"
        form = await window.get(f"{path}/edit")
        assert 'name="close-health" value="4" checked' in form.html

        before = window.journal.pages.count()
        await window.post(f"{path}/edit", {"matter-health": "9", "close-health": "4", "closer-health": ""})
        assert window.journal.pages.count() == before
        await window.post(f"{path}/edit", {"matter-health": "9", "close-health": "", "closer-health": "A walk."})
        assert only_checkin(window) == {"health.matter": 9, "health.close": None}
        assert "passed" in (await window.get(path)).text

        shown = await window.post(f"{path}/take-back")
        assert "Taken back, on all your devices." in shown.text
        assert window.journal.pages.all(CHECKINS) == []
        await window.post("/undo")
        assert len(window.journal.pages.all(CHECKINS)) == 1


async def test_with_little_energy_one_part_of_life_is_asked_at_a_time(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        window.app.desk.settings = DeviceSettings(low_energy=True)
        form = await window.get("/check/new")
        assert form.html.count('class="field scale"') == 2
        assert "1 of 6" in form.text

        second = await window.post("/check", {"at": "0", "matter-relationships": "8"})
        assert "2 of 6" in second.text
        ended = await window.post(second.path.partition("?")[0], {"at": "1", "matter-career": "3", "enough": "yes"})
        assert "1 point closer" in ended.text
        assert only_checkin(window) == {"relationships.matter": 8, "career.matter": 3}


async def test_checks_over_time_are_a_picture_a_sentence_and_a_table(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        today = window.app.desk.today()
        for days, close in ((60, 2), (30, 5), (0, 9)):
            said = tuple(
                Said(item=f"health.{part}", number=number) for part, number in (("matter", 9), ("close", close))
            )
            await window.journal.record(CompleteCheckin(said=said, on=today - timedelta(days=days)))
        shown = await window.get("/check")

        assert shown.html.count('<circle class="dot"') == 3
        assert "you checked in 3 times." in shown.text
        assert "The latest says: mostly lived." in shown.text
        assert shown.html.count("<tr>") == 4
        beside = await window.get("/check/beside")
        assert "Health waiting for you mostly lived" in beside.text
        first, *_, last = (one.id.hex() for one in reversed(checkins(window.journal.pages)))
        kept = await window.post("/check/beside", {"then": first, "now": last, "reflection": "It moved."})
        assert "It moved." in kept.text


async def test_marks_are_put_on_a_target_by_ring(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name=HOSTILE))
        form = await window.get("/check/target")
        assert form.html.count('<div class="scale-steps rings">') == 7

        shown = await window.post("/check/target", {"mark-domain:health": "6", "mark-domain:career": ""})
        (target,) = targets(window.journal.pages)
        assert [(mark.name, mark.ring) for mark in target.marks] == [("Health", 6)]
        assert "1 Health 6" in shown.text
        assert "<script>alert" not in shown.html
        assert (await window.post("/check/target", {"mark-domain:health": "8"})).status == 422
        assert (await window.post("/check/target", {})).status == 422


async def test_a_scale_of_ones_own_is_brought_and_answered(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        fields = {
            "title": "My Scale, weekly",
            "licence": "I wrote it.",
            "items": "I lived it.\nI went round it.",
            "low": "0",
            "high": "6",
            "sums": "Progress: 1\nBoth: 1, 2",
        }
        scale = await window.post("/check/scales", fields)
        assert scale.path == "/check/scales/my-scale-weekly"
        answered = await window.post(scale.path, {"item-1": "4", "item-2": ""})

        assert "Progress 4 of 6" in answered.text
        assert "Both left open" in answered.text
        assert (await window.post(scale.path, {"item-1": "7"})).status == 422
        assert (await window.post("/check/scales", fields | {"title": "X", "sums": "Progress 1"})).status == 422
        assert (await window.post("/check/scales", fields | {"title": "X", "low": ""})).status == 422
        assert (await window.get("/check/scales/moon")).status in {404, 422}


async def test_a_review_is_written_read_and_put_in_other_words(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        done = await window.journal.record(AddValue(name="Calm"))
        assert done.events
        value = window.journal.pages.ids_between("entity", b"value:", b"value;", 1)[0].removeprefix(b"value:").hex()
        fields = {"span": "month", "noticed": HOSTILE, "lens:accept_discomfort": "The call.", "value": value}
        shown = await window.post("/review", fields)

        assert "What was uncomfortable, and worth it? The call." in shown.text
        assert "Calm" in shown.text
        assert "<script>alert" not in shown.html
        edit = await window.get(f"{shown.path}/edit")
        assert edit.html.count("<textarea") == 9
        changed = await window.post(
            f"{shown.path}/edit", {"text-noticed": "Rest.", "text-lens:accept_discomfort": "", "text-glad_about": ""}
        )
        assert "Rest." in changed.text
        assert "The call." not in changed.text
        assert (await window.post("/review", {"noticed": " "})).status == 422
        assert "Rest." in (await window.get("/review")).text


async def test_two_versions_of_a_text_are_shown_and_settled(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/review", {"noticed": "First."})
        (found,) = reviews(window.journal.pages)
        base = (found.written_event_id.hex(),)
        for text in ("Here.", "There."):
            wish = ReviseReview(review=found.id.hex(), changes=(Changed(field="noticed", text=text),), base=base)
            await window.journal.record(wish)
        path = f"/review/{found.id.hex()}"
        shown = await window.get(path)
        assert "Both are kept until you say otherwise." in shown.text
        assert path in (await window.get("/conflicts")).html

        (there, here) = reviews(window.journal.pages)[0].parts[0].versions
        form = {"base-noticed": [there.event_id.hex(), here.event_id.hex()], "text-noticed": ""}
        await window.post(f"{path}/edit", form)
        assert len(reviews(window.journal.pages)[0].parts[0].versions) == 2
        await window.post(f"{path}/settle", {"field": "noticed", "keep": here.event_id.hex()})
        assert [version.text for version in reviews(window.journal.pages)[0].parts[0].versions] == ["Here."]


async def test_what_adds_up_is_told_kept_and_sent_away(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "A few steps from now" in (await window.get("/progress")).text
        today = window.app.desk.today()
        await window.journal.record_all([AddValue(name="Kindness"), AddValue(name="Creativity")])
        steps = [TakeStep(values=("Kindness",), on=today - timedelta(days=days)) for days in range(6)]
        await window.journal.record_all([*steps, HideDomain(domain="career")])
        shown = await window.get("/progress")

        assert "6 days with a step" in shown.text
        assert "Kindness got most of your steps. Creativity is waiting, whenever you like." in shown.text
        assert "Why am I seeing this? It comes up when you left a part of life out" in shown.text
        assert 'href="/domains/career"' in shown.html
        quiet = shown.html.partition("is quiet by your own choice")[2].partition('action="/progress/')[2][:32]
        kept = await window.post(f"/progress/{quiet}/keep")
        assert "What you kept Career is quiet" in kept.text
        gone = await window.post(f"/progress/{quiet}/dismiss", {"never_again": "yes"})
        assert "What you never want to hear" in gone.text
        assert "Career is quiet by your own choice" not in gone.text
        back = await window.post(f"/progress/{quiet}/dismiss")
        assert "What you never want to hear" not in back.text
        assert (await window.post(f"/progress/{'f' * 32}/keep")).status in {404, 422}
        await window.journal.record(SetPreference(key="hide_numbers", value=True))
        assert "6 days with" not in (await window.get("/progress")).text


async def test_wins_are_noted_with_their_values(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name="Calm"))
        shown = await window.post("/wins", {"text": HOSTILE, "value": "Calm"})

        assert "&lt;script&gt;alert(1)" in shown.html
        assert "Calm" in shown.text.partition("All of them")[2]
        assert (await window.post("/wins", {"text": " "})).status == 422


async def test_moods_are_off_until_they_are_turned_on(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "Moods are off" in (await window.get("/mood")).text
        assert (await window.post("/mood", {"word": "calm"})).status == 422
        await window.post("/mood/on", {"on": "yes"})
        fields = {"word": ["calm", "tired"], "own_words": f"zesty, {HOSTILE}", "valence": "1", "energy": ""}
        shown = await window.post("/mood", fields)

        (row,) = window.journal.pages.all(MOODS)
        assert row.words == ("calm", "tired", "zesty", HOSTILE)
        assert (row.valence, row.energy) == (1, None)
        assert "<script>alert" not in shown.html
        assert "Moods are off" in (await window.post("/mood/on", {"on": "no"})).text


async def test_drafts_of_these_pages_come_back(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/draft", {"place": "review:new", "glad_about": "half a thought", "span": "month"})
        await window.post("/draft", {"place": "check:new", "matter-health": "7", "closer-health": "a walk"})

        assert "half a thought" in (await window.get("/review/new")).html
        form = (await window.get("/check/new")).html
        assert 'name="matter-health" value="7" checked' in form
        assert "a walk" in form
        assert window.journal.pages.all(REVIEWS) == []
        await window.journal.record(NoticeWin(text="x"))

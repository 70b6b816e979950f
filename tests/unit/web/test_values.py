"""Values on pages: named, ordered, put in words, placed, rested and carried again, and looked at from a distance."""

from pathlib import Path

from tests.support.web_desk import Window, window_at
from whyward.journal.folding.nouns import VALUES
from whyward.journal.intentions.domains import OrderDomains
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.intentions.values import AddValue, PlaceValue
from whyward.journal.projections.values import current_values

HOSTILE = "<script>alert(1)</script> \"'&"


async def named(window: Window, *names: str) -> dict[str, str]:
    """Name values; return the id of each in hex."""
    for name in names:
        await window.journal.record(AddValue(name=name))
    return {row.name: row.value_id.hex() for row in window.journal.pages.all(VALUES)}


def order(window: Window) -> list[str]:
    """Return the names in order."""
    pages = window.journal.pages
    return [value.name for value in current_values(pages, window.app.desk.today())]


async def test_a_page_without_values_offers_ways_to_notice_one(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.get("/values")

        assert "They're already in your life" in shown.text
        assert 'href="/explore/sort"' in shown.html
        assert '<a class="button second" href="/tour">Five minutes, one small step</a>' in shown.html
        compass = await window.get("/compass")
        assert "Nothing is placed on it yet." not in compass.text
        for path in ("/values/statement", "/values/then-and-now", "/values/tensions"):
            assert f'href="{path}"' not in shown.html
            assert 'href="/values#add"' in (await window.get(path)).html
        assert "Choose two days" not in (await window.get("/values/then-and-now")).text

        await named(window, "Kindness")
        first = (await window.get("/values")).html
        assert 'href="/values/statement"' in first
        assert "Move Kindness" not in first
        assert "Choose two days" in (await window.get("/values/then-and-now")).text


async def test_a_value_is_named_with_its_words_and_places(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.post(
            "/values", {"name": "Kindness", "own_words": "Soft words", "domain": ["health", "career"]}
        )

        assert "Kindness is one of your values now." in shown.text
        assert "Soft words" in shown.text
        (row,) = window.journal.pages.all(VALUES)
        assert [place.domain_id for place in row.placements] == ["career", "health"]
        again = await window.post("/values", {"name": "kindness"})
        assert again.status == 422
        assert "already one of your values" in again.text


async def test_values_move_up_and_down_one_place_at_a_time(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        ids = await named(window, "Calm", "Brave", "Gentle")
        shown = await window.post("/values/order", {"move": f"up:{ids['Gentle']}"})

        assert "Gentle is number 2 now." in shown.text
        assert order(window) == ["Calm", "Gentle", "Brave"]
        await window.post("/values/order", {"move": f"down:{ids['Calm']}"})
        assert order(window) == ["Gentle", "Calm", "Brave"]
        before = window.journal.pages.count()
        await window.post("/values/order", {"move": f"up:{ids['Gentle']}"})
        assert window.journal.pages.count() == before
        assert (await window.post("/values/order", {})).status == 422


async def test_one_value_says_where_it_comes_from_and_what_serves_it(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        done = await window.journal.record(WriteEntry(body="Silent again."))
        entry = f"entry:{window.journal.pages.ids_between('entity', b'entry:', b'entry;', 9)[0][6:].hex()}"
        assert done.events
        shown = await window.post("/values", {"name": "Honesty", "came_from": entry})
        await window.journal.record(SetGoal(statement="Say one true thing", values=("Honesty",)))
        await window.journal.record(TakeStep(goal="Say one true thing", note="To Noor, over tea"))
        shown = await window.get(shown.path)

        assert "Silent again." in shown.text
        assert "Say one true thing" in shown.text
        assert "Named as a value" in shown.text
        assert "To Noor, over tea" in shown.text
        assert "1 step for it in the last four weeks." in shown.text
        await window.journal.record(SetPreference(key="hide-numbers", value=True))
        assert "1 step for it" not in (await window.get(shown.path)).text


async def test_words_ownership_and_places_are_kept(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        ids = await named(window, "Calm")
        path = f"/values/{ids['Calm']}"
        shown = await window.post(f"{path}/words", {"name": "Peace", "own_words": "Quiet inside"})
        assert "What you have called it:" in shown.text
        assert (await window.post(f"{path}/words", {"name": "Peace", "own_words": "Quiet inside"})).status == 422
        shown = await window.post(f"{path}/own", {"mine": "3", "pressure": "8", "whose_voice": "Grandmother"})
        assert "Expected of you more than it feels yours." in shown.text
        assert "Grandmother" in shown.text
        assert (await window.post(f"{path}/own", {"mine": "3"})).status == 422
        fields = {"in:health": "a_lot", "in:career": "", "in:community": "not_yet"}
        await window.post(f"{path}/place", fields)
        (row,) = window.journal.pages.all(VALUES)
        assert {place.domain_id: place.shows_up for place in row.placements} == {
            "health": "a_lot",
            "community": "not_yet",
        }
        before = window.journal.pages.count()
        await window.post(f"{path}/place", fields)
        assert window.journal.pages.count() == before
        await window.post(f"{path}/place", fields | {"in:health": ""})
        assert [place.domain_id for place in window.journal.pages.all(VALUES)[0].placements] == ["community"]


async def test_a_value_rests_is_carried_no_longer_and_comes_back(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        ids = await named(window, "Calm", "Brave")
        path = f"/values/{ids['Calm']}"
        assert "It rests until" in (await window.post(f"{path}/rest", {"until": "2030-01-01"})).text
        assert "Resting" in (await window.get("/values")).text
        assert "It is with you again." in (await window.post(f"{path}/restore")).text
        shown = await window.post(f"{path}/retire", {"because": "other", "into": ids["Brave"]})
        assert "You carry it no longer." in shown.text
        assert order(window) == ["Brave"]
        assert "No longer carried" in (await window.get("/values")).text


async def test_two_values_that_pull_apart_are_noted(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        ids = await named(window, "Calm", "Brave")
        assert (await window.post("/values/tensions", {"value": ids["Calm"], "situation": "x"})).status == 422
        shown = await window.post(
            "/values/tensions", {"value": [ids["Calm"], ids["Brave"]], "situation": "The meeting", "leaning": "Brave"}
        )
        assert "The meeting" in shown.text
        assert "Both of them stay." in shown.text


async def test_then_and_now_says_what_moved_in_words_and_in_a_table(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await named(window, "Calm")
        shown = await window.get("/values/then-and-now?then=2020-01-01")
        assert "New since then: Calm." in shown.text
        assert "<table>" in shown.html
        shown = await window.get("/values/then-and-now")
        assert "Both days are the same one." in shown.text
        assert "<table>" not in shown.html
        shown = await window.get("/values/then-and-now?then=2999-01-01&now=2999-01-02")
        assert "Nothing has moved. That says something too." in shown.text
        assert (await window.get("/values/then-and-now?then=tomorrow")).status == 422
        sides = {"kind": "values", "a": "values:2020-01-01", "b": f"values:{window.app.desk.today().isoformat()}"}
        shown = await window.post("/values/then-and-now", sides | {"reflection": HOSTILE})
        assert shown.path.startswith("/values/then-and-now?then=2020-01-01&now=")
        assert "What you noticed before" in shown.text
        assert HOSTILE in shown.text
        assert "<script>alert" not in shown.html
        assert (await window.post("/values/then-and-now", sides | {"reflection": " "})).status == 422


async def test_what_a_person_wrote_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.post("/values", {"name": HOSTILE, "own_words": HOSTILE})
        path = shown.path
        await named(window, "Calm")
        await window.post(f"{path}/own", {"mine": "1", "pressure": "1", "whose_voice": HOSTILE, "own_note": HOSTILE})
        (calm,) = [row.value_id.hex() for row in window.journal.pages.all(VALUES) if row.name == "Calm"]
        hostile = path.rpartition("/")[2]
        await window.post("/values/tensions", {"value": [calm, hostile], "situation": HOSTILE, "leaning": HOSTILE})
        for place in ("/values", path, "/values/statement", "/values/tensions", "/values/then-and-now?then=2020-01-01"):
            shown = await window.get(place)
            assert HOSTILE in shown.text or "alert(1)" in shown.text
            assert "<script>alert" not in shown.html


async def test_places_stand_in_the_order_that_a_person_gave_the_parts_of_life(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await named(window, "Kindness")
        for domain in ("community", "health", "relationships"):
            await window.journal.record(PlaceValue(value="kindness", domain=domain, shows_up="some"))
        assert "Relationships : some, Health : some, Community : some" in (await window.get("/values/statement")).text

        await window.journal.record(OrderDomains(domains=("health", "relationships", "community")))
        assert "Health : some, Relationships : some, Community : some" in (await window.get("/values/statement")).text

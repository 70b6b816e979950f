"""Parts of life on pages, and the compass: placed, named, added, left out, and drawn with a table beside it."""

import re
from pathlib import Path

from tests.support.web_desk import Window, window_at
from whyward.journal.folding.nouns import DOMAINS, VALUES
from whyward.journal.intentions.domains import WriteVision
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.values import AddValue, PlaceValue
from whyward.journal.projections.domains import Domain, DomainValue, domain_map
from whyward.journal.projections.values import Value, current_values
from whyward.web.pages.compass import HEIGHT, RINGS, WIDTH, drawn, name_lines, told
from whyward.web.texts import texts_of

HOSTILE = "<svg onload=alert(1)>"


def shown(window: Window) -> dict[str, Domain]:
    """Return the parts of life that are shown, by name."""
    return {domain.name: domain for domain in domain_map(window.journal.pages)}


async def test_the_matrix_says_in_words_what_shows_up_where(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "Once you have named a value" in (await window.get("/domains")).text
        await window.journal.record(AddValue(name="Kindness"))
        await window.journal.record(PlaceValue(value="kindness", domain="health", shows_up="not-yet"))
        page = await window.get("/domains")
        assert "not yet" in page.text
        assert page.html.count('scope="col"') == 7
        assert "Body, sleep, movement" in page.text


async def test_a_part_of_life_holds_a_vision_values_and_goals(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name="Kindness"))
        await window.journal.record(SetGoal(statement="Walk", domains=("health",)))
        page = await window.post("/domains/health/vision", {"text": "Rested"})
        assert "Rested" in page.text
        assert "Walk" in page.text
        before = window.journal.pages.count()
        await window.post("/domains/health/vision", {"text": "Rested"})
        assert window.journal.pages.count() == before
        (row,) = window.journal.pages.all(VALUES)
        field = f"value:{row.value_id.hex()}"
        await window.post("/domains/health/values", {field: "a_lot"})
        assert [place.shows_up for place in shown(window)["Health"].values] == ["a_lot"]
        before = window.journal.pages.count()
        await window.post("/domains/health/values", {field: "a_lot"})
        assert window.journal.pages.count() == before
        await window.post("/domains/health/values", {field: ""})
        assert shown(window)["Health"].values == ()
        assert (await window.post("/domains/health/values", {field: "very"})).status == 422


async def test_visions_written_apart_stand_both_in_the_field(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        for text in ("One", "Two"):
            await window.journal.record(WriteVision(domain="health", text=text, base=()))
        page = await window.get("/domains/health")
        assert "Two of your devices wrote this apart." in page.text
        bases = re.findall(r'name="base" value="([0-9a-f]{32})"', page.html)
        await window.post("/domains/health/vision", {"text": "Both", "base": bases})
        assert [version.text for version in shown(window)["Health"].visions] == ["Both"]


async def test_parts_of_life_are_added_ordered_named_and_left_out(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        page = await window.post("/domains", {"key": "grow"})
        assert "Growth and learning is a part of your life now." in page.text
        await window.post("/domains", {"name": HOSTILE})
        assert (await window.post("/domains", {"name": "Health"})).status == 422
        own = next(row.domain_id for row in window.journal.pages.all(DOMAINS) if row.domain_id != "grow")
        await window.post("/domains/order", {"move": f"up:{own}"})
        assert [domain.id for domain in domain_map(window.journal.pages)][-2:] == [own, "grow"]
        page = await window.post(f"/domains/{own}/rename", {"name": "The garden"})
        assert "It has your name now." in page.text
        page = await window.post(f"/domains/{own}/hide")
        assert "Left out for now" in page.text
        assert "The garden" not in shown(window)
        page = await window.post(f"/domains/{own}/show")
        assert "It is back." in page.text
        assert "Growth and learning" in shown(window)


async def test_hostile_words_are_shown_and_never_obeyed(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/domains", {"name": HOSTILE})
        own = window.journal.pages.all(DOMAINS)[0].domain_id
        await window.journal.record(AddValue(name=HOSTILE, domains=(own,)))
        await window.post(f"/domains/{own}/vision", {"text": HOSTILE})
        for path in ("/domains", f"/domains/{own}", "/compass"):
            page = await window.get(path)
            assert "onload=alert(1)" in page.text
            assert HOSTILE not in page.html


async def test_the_compass_has_a_sentence_a_picture_and_a_table(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "No values named yet." in (await window.get("/compass")).text
        await window.journal.record(AddValue(name="Kindness"))
        assert "Nothing is placed on it yet." in (await window.get("/compass")).text
        await window.journal.record(PlaceValue(value="kindness", domain="health", shows_up="some"))
        await window.journal.record(AddValue(name="Courage"))
        page = await window.get("/compass")
        assert "Kindness shows up in Health. There is room for Courage." in page.text
        assert page.html.count('class="petal"') == 1
        assert "From the middle to the rim: not yet a little some a lot" in page.text
        assert page.html.count('class="spoke"') == 6
        assert page.html.count('class="dot"') == 1
        assert "Health : some" in page.text
        assert "style=" not in page.html

        await window.journal.record(PlaceValue(value="courage", domain="relationships", shows_up="not_yet"))
        page = await window.get("/compass")
        assert "Kindness shows up in Health. Courage does not show up in Relationships yet." in page.text
        assert (page.html.count('class="petal"'), page.html.count('class="far"')) == (1, 1)


async def test_the_compass_says_what_has_a_place_and_does_not_show_up_there_yet(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name="Authenticity"))
        await window.journal.record(PlaceValue(value="authenticity", domain="relationships", shows_up="not_yet"))
        page = await window.get("/compass")
        assert "Authenticity does not show up in Relationships yet." in page.text
        assert "Nothing is placed on it" not in page.text
        assert 'class="petal"' not in page.html


def a_domain(name: str, shows_up: dict[bytes, str]) -> Domain:
    """Return a part of life in which each value shows up so."""
    places = tuple(
        DomainValue(value_id=value_id, value="v", shows_up=choice, how=None) for value_id, choice in shows_up.items()
    )
    return Domain(id=name, name=name, hidden=False, values=places, open_goals=0, visions=())


async def some_values(window: Window, count: int) -> list[Value]:
    """Name values; return them."""
    for number in range(count):
        await window.journal.record(AddValue(name=f"Value {number}"))
    return current_values(window.journal.pages, window.app.desk.today())


async def test_whatever_there_is_fits_into_the_picture(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        values = await some_values(window, 4)
    texts, choices = texts_of("en"), ("a_lot", "a_lot", "not_yet", "not_relevant")
    shows_up = {value.id: choice for value, choice in zip(values, choices, strict=True)}
    for count in (1, 2, 3, 6, 10, 14):
        placed = [a_domain("A very long name for a part of life", shows_up)] * count
        picture = drawn(placed, values)
        assert len(picture.spokes) == count
        assert len(picture.dots) == 3 * count
        for dot in picture.dots:
            assert 12 <= dot.x <= WIDTH - 12
            assert 12 <= dot.y <= HEIGHT - 12
        for spoke in picture.spokes:
            for y, line in spoke.lines:
                wide = len(line) * 8.5
                left = spoke.label_x - {"start": 0.0, "middle": wide / 2, "end": wide}[spoke.anchor]
                assert left >= 0
                assert left + wide <= WIDTH
                assert 12 <= y <= HEIGHT - 4
        assert len(picture.petals) == count
        assert list(picture.rings) == sorted(picture.rings)
        assert len(picture.rings) == len(RINGS)
        assert told(texts, placed, values)


def test_a_long_name_stands_in_two_lines_and_no_more() -> None:
    assert name_lines("Health") == ("Health",)
    assert name_lines("Growth and learning") == ("Growth and", "learning")
    assert name_lines("A very long name for a part of life") == ("A very long", "name for a…")
    assert all(len(line) <= 13 for line in name_lines("Donaudampfschifffahrtsgesellschaft"))


async def test_an_empty_compass_is_drawn_too(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        values = await some_values(window, 1)
    picture = drawn([], values)

    assert picture.spokes == ()
    assert picture.dots == ()


async def test_a_value_and_a_part_of_life_lead_to_each_other(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        (value,) = await some_values(window, 1)
        here = f"/values/{value.id.hex()}"

        assert f'href="{here}"' in (await window.get("/domains/health")).html
        assert 'href="/domains/health"' in (await window.get(here)).html

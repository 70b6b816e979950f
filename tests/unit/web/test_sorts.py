"""A sort of cards on pages: from the first card to values, resumable at every step, and nothing of it lost."""

import re
from pathlib import Path

from tests.support.web_desk import Shown, Window, window_at
from whyward.journal.folding.nouns import VALUES
from whyward.journal.intentions.domains import HideDomain
from whyward.journal.intentions.sorts import AnswerCard, PlaceCard, ShortlistCards
from whyward.journal.intentions.values import AddValue
from whyward.journal.projections.sorts import Sort, sorts
from whyward.journal.projections.values import current_values
from whyward.web.pages.moving import moved
from whyward.web.pages.sorts.ordering import rearranged

HOSTILE = "<img src=x onerror=alert(1)>"


def the_sort(window: Window) -> Sort:
    """Return the sort begun last."""
    return sorts(window.journal.pages)[0]


async def begun(window: Window, **fields: str) -> str:
    """Begin a sort; return where it is."""
    return (await window.post("/explore/sort", {"deck": "quick", "piles": "5", **fields})).path


def card_of(shown: Shown) -> str:
    """Return the key of the card that a page shows."""
    found = re.search(r'name="card" value="([^"]+)"', shown.html)
    assert found is not None
    return found[1]


async def placed(window: Window, home: str, *cards: str, pile: int = 5) -> None:
    """Put cards on a pile."""
    for card in cards:
        await window.post(f"{home}/place", {"card": card, "pile": str(pile)})


async def test_the_start_offers_both_decks_and_what_is_under_way(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.get("/explore/sort")
        assert "28 cards, about 5 minutes, stop any time" in shown.text
        assert "All 120 cards" in shown.text
        assert "public domain" in shown.text
        home = await begun(window, deck="full", piles="3")
        assert (len(the_sort(window).cards), len(the_sort(window).piles)) == (120, 3)
        assert "Under way" in (await window.get("/explore/sort")).text
        shown = await window.post(f"{home}/set-aside")
        assert "(set aside)" in shown.text
        before = window.journal.pages.count()
        await window.post(f"{home}/set-aside")
        assert window.journal.pages.count() == before


async def test_cards_are_placed_one_after_the_other_and_said(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        home = await begun(window)
        first = await window.get(home)
        second = await window.post(f"{home}/place", {"card": card_of(first), "pile": "5"})

        assert re.search(r"Placed .+ in At the heart\. 27 left\.", second.text)
        assert card_of(second) != card_of(first)
        assert the_sort(window).piles[4] == (card_of(first),)
        assert "?from" not in second.path
        back = await window.post(f"{home}/back")
        assert card_of(back) == card_of(first)
        assert the_sort(window).piles[4] == ()


async def test_a_card_passed_by_comes_again_at_the_end(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        home = await begun(window)
        order = [card.card_id for card in the_sort(window).cards]
        shown = await window.get(f"{home}?from=1")
        assert card_of(shown) == order[1]
        shown = await window.post(f"{home}/place", {"card": order[1], "pile": "1"})
        assert (card_of(shown), shown.path) == (order[2], f"{home}?from=2")
        assert not any(card in shown.path for card in order)
        assert card_of(await window.get(f"{home}?from=28")) == order[0]
        await placed(window, home, *order[2:], pile=1)
        assert card_of(await window.get(home)) == order[0]
        shown = await window.post(f"{home}/place", {"card": order[0], "pile": "1"})
        assert shown.path == f"{home}/choose"


async def test_a_card_that_is_not_there_or_no_pile_is_refused(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        home = await begun(window)
        card = card_of(await window.get(home))
        for fields in ({"card": "moon", "pile": "1"}, {"card": card}, {"card": card, "pile": "9"}, {"pile": "1"}):
            assert (await window.post(f"{home}/place", fields)).status == 422
        assert (await window.get("/explore/sort/ffff")).status == 422
        assert the_sort(window).remaining == tuple(one.card_id for one in the_sort(window).cards)


async def test_the_list_moves_what_the_person_moved_and_leaves_the_rest(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        home = await begun(window)
        assert "Courage" in (await window.get(f"{home}/cards")).text
        await window.journal.record(PlaceCard(card="courage", pile=2))
        fields = {"was:courage": "", "was:kindness": "", "on:kindness": "5", "was:fun": "3", "on:fun": "3"}
        shown = await window.post(f"{home}/cards", fields)
        assert "Placed 1 card." in shown.text
        assert the_sort(window).piles == ((), ("courage",), (), (), ("kindness",))
        before = window.journal.pages.count()
        await window.post(f"{home}/cards", {"was:kindness": "5", "on:kindness": "5"})
        assert window.journal.pages.count() == before


async def test_a_card_can_be_ones_own_or_in_ones_own_words(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        home = await begun(window)
        first = card_of(await window.get(home))
        shown = await window.post(f"{home}/reword", {"card": first, "own_label": HOSTILE, "own_meaning": HOSTILE})
        assert card_of(shown) == first
        assert shown.text.count(HOSTILE) >= 2
        assert HOSTILE not in shown.html
        await window.post(f"{home}/add", {"label": "Dancing", "meaning": "With the radio on"})
        assert the_sort(window).cards[-1].label == "Dancing"
        assert (await window.post(f"{home}/add", {"label": "dancing"})).status == 422


async def test_a_few_are_chosen_put_in_order_and_asked_about(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        home = await begun(window)
        assert (await window.get(f"{home}/order")).path == f"{home}/choose"
        assert (await window.get(f"{home}/about")).path == f"{home}/choose"
        assert (await window.get(f"{home}/end")).path == f"{home}/choose"
        await placed(window, home, "kindness", "courage")
        assert (await window.post(f"{home}/choose", {})).status == 422
        shown = await window.post(f"{home}/choose", {"card": ["courage", "kindness", "fun"]})
        assert shown.path == f"{home}/order"
        await window.post(f"{home}/choose", {"card": ["fun", "kindness"]})
        assert the_sort(window).shortlist == ("kindness", "fun")
        shown = await window.post(f"{home}/order", {"move": "up:fun"})
        assert "Fun is number 1 now." in shown.text
        shown = await window.post(f"{home}/order", {"move": "join:kindness"})
        assert the_sort(window).ranked == (("fun", "kindness"),)
        assert (await window.post(f"{home}/order", {"move": "up:courage"})).status == 200
        shown = await window.post(f"{home}/order", {"keep": "yes"})
        assert "Card 1 of 2" in shown.text
        shown = await window.post(f"{home}/about", {"number": "1", "means_to_me": "Silliness", "even_truer": ""})
        assert shown.path == f"{home}/about?card=2"
        shown = await window.post(f"{home}/about", {"number": "2"})
        assert shown.path == f"{home}/end"
        assert "Silliness" in (await window.get(f"{home}/about?card=1")).text


async def test_answers_given_apart_stand_both_in_the_field(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        home = await begun(window)
        await window.journal.record(ShortlistCards(cards=("kindness",)))
        for text in ("One", "Two"):
            await window.journal.record(AnswerCard(card="kindness", question="means_to_me", text=text, base=()))
        shown = await window.get(f"{home}/about")
        assert "Two of your devices answered this apart." in shown.text
        assert "Two One" in shown.text
        bases = re.findall(r'name="base-means_to_me" value="([0-9a-f]{32})"', shown.html)
        await window.post(f"{home}/about", {"number": "1", "means_to_me": "Two\n\nOne"})
        assert len(the_sort(window).answers[0].versions) == 2
        await window.post(f"{home}/about", {"number": "1", "means_to_me": "Both", "base-means_to_me": bases})
        assert [version.text for version in the_sort(window).answers[0].versions] == ["Both"]


async def test_the_end_makes_values_of_what_was_ticked_and_places_what_was_ticked(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name="Kindness"))
        await window.journal.record(HideDomain(domain="community"))
        home = await begun(window)
        await window.post(f"{home}/choose", {"card": ["kindness", "courage", "fun"]})
        shown = await window.get(f"{home}/end")
        assert "already one of your values" in shown.text
        assert 'name="in:kindness" value="relationships"' in shown.html
        assert 'value="community"' not in shown.html
        assert "May belong in" in shown.text
        assert "checked" not in shown.html.partition('name="in:kindness"')[2].partition(">")[0]
        shown = await window.post(
            f"{home}/end", {"take": ["kindness", "courage"], "in:kindness": "relationships", "in:fun": "health"}
        )

        assert "From now on you carry Courage, Kindness." in shown.text or "Kindness, Courage" in shown.text
        names = [value.name for value in current_values(window.journal.pages, window.app.desk.today())]
        assert sorted(names) == ["Courage", "Kindness"]
        placements = {row.name: [one.domain_id for one in row.placements] for row in window.journal.pages.all(VALUES)}
        assert placements == {"Kindness": ["relationships"], "Courage": []}
        assert shown.path == home
        courage = next(row.value_id.hex() for row in window.journal.pages.all(VALUES) if row.name == "Courage")
        first = the_sort(window).adopted_value_ids[0].hex()
        assert f'href="/goals/new?value={first}"' in shown.html
        assert f'href="{home}"' in (await window.get(f"/values/{courage}")).html
        for page in ("cards", "choose", "order", "about", "end"):
            assert (await window.get(f"{home}/{page}")).path == home
        assert (await window.post(f"{home}/place", {"card": "fun", "pile": "1"})).status == 422


async def test_two_ended_sorts_can_be_laid_side_by_side(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        ids: list[str] = []
        for cards in (["kindness", "fun"], ["courage", "kindness"]):
            home = await begun(window)
            ids.append(home.rpartition("/")[2])
            await window.post(f"{home}/choose", {"card": cards})
            await window.post(f"{home}/end", {})
        assert "Beside your last sort" in (await window.get(f"/explore/sort/{ids[1]}")).text
        shown = await window.get(f"/values/then-and-now?first={ids[0]}&second={ids[1]}")
        assert "New since then: Courage." in shown.text
        assert "Not with you now: Fun." in shown.text


async def test_the_deck_is_there_on_paper(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        short = await window.get("/explore/sort/deck")
        whole = await window.get("/explore/sort/deck?deck=full")
        assert (short.html.count("deck-word"), whole.html.count("deck-word")) == (28, 120)
        assert "data-print" in short.html


async def test_with_little_energy_there_is_less_to_decide(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        desk = window.app.desk
        desk.keep_settings(type(desk.settings)(low_energy=True))
        shown = await window.get("/explore/sort")
        assert "All 120 cards" not in shown.text
        home = await begun(window)
        assert "More" in (await window.get(home)).text.partition("Add a card")[0]
        await window.post(f"{home}/choose", {"card": ["kindness"]})
        assert "Four more questions, if you like" in (await window.get(f"{home}/about")).text
        await window.post(f"{home}/end", {"take": "kindness"})
        (kindness,) = window.journal.pages.all(VALUES)
        for path in ("/values", f"/values/{kindness.value_id.hex()}"):
            shown = await window.get(path)
            assert shown.html.count("<details") == shown.html.count("</details>")


def test_a_move_goes_one_place_and_no_further_than_the_ends() -> None:
    assert moved(("a", "b", "c"), "up", "c") == ("a", "c", "b")
    assert moved(("a", "b", "c"), "up", "a") is None
    assert moved(("a", "b", "c"), "down", "c") is None
    assert moved(("a", "b"), "up", "z") is None


def test_a_card_beside_others_leaves_them_first() -> None:
    groups = (("a",), ("b", "c"), ("d",))

    assert rearranged(groups, "up", "b") == (("a",), ("b",), ("c",), ("d",))
    assert rearranged(groups, "down", "b") == (("a",), ("c",), ("b",), ("d",))
    assert rearranged(groups, "up", "d") == (("a",), ("d",), ("b", "c"))
    assert rearranged(groups, "join", "d") == (("a",), ("b", "c", "d"))
    assert rearranged(groups, "join", "b") == (("a", "b"), ("c",), ("d",))
    assert rearranged(groups, "join", "a") is None
    assert rearranged(groups, "up", "a") is None
    assert rearranged(groups, "down", "d") is None
    assert rearranged(groups, "up", "z") is None

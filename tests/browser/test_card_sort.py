"""The card sort in a real browser: by keys, by dragging, said aloud, and with the next card under the hand."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.web_browser import Window, window_on
from tests.support.web_here import AppHere, app_here
from whyward.adapters.home import Lock
from whyward.journal.key_file import Unlock
from whyward.journal.projections.sorts import Sort, sorts
from whyward.journal.projections.values import current_values


@pytest.fixture(name="app")
def an_app(tmp_path: Path) -> Generator[AppHere]:
    """Serve a fresh journal."""
    with app_here(tmp_path / "home") as app:
        app.do(app.desk.found(Lock(Unlock.FILE)))
        app.desk.arrival.words = ()
        yield app
        assert app.faults == []


@pytest.fixture(name="window")
def a_window(browser: Browser, app: AppHere) -> Generator[Window]:
    """Open a window on the first card of a sort."""
    with window_on(browser, app.origin, app.launch_url()) as window:
        window.visit("/explore/sort")
        window.press("Begin")
        in_the_hand(window)
        yield window
        assert window.notes == {}


def in_the_hand(window: Window) -> None:
    """Wait until a card is there and can be turned by keys and dragged."""
    window.page.locator("[data-card][draggable=true]").wait_for()


def the_sort(app: AppHere) -> Sort:
    """Return the sort that was begun."""
    return sorts(app.desk.journal.pages)[0]


def test_a_number_places_the_card_says_so_and_the_next_one_is_under_the_hand(window: Window, app: AppHere) -> None:
    first, second, third = (card.card_id for card in the_sort(app).cards[:3])
    names = [window.heading]
    window.page.keyboard.press("5")
    expect(window.page.locator("h1")).not_to_have_text(names[0])
    names.append(window.heading)
    expect(window.page.locator("#live")).to_have_text(f"Placed {names[0]} in At the heart. 27 left. {names[1]}")
    expect(window.page.locator("h1")).to_be_focused()
    window.page.keyboard.press("2")
    expect(window.page.locator("h1")).not_to_have_text(names[1])
    expect(window.page.locator("h1")).to_be_focused()
    expect(window.page.locator("#live")).to_contain_text("26 left.")

    sort = the_sort(app)
    assert (sort.piles[4], sort.piles[1], sort.remaining[0]) == ((first,), (second,), third)


def test_arrows_pass_a_card_by_and_come_back_and_a_key_takes_the_last_one_back(window: Window, app: AppHere) -> None:
    heading = window.page.locator("h1")
    first = window.heading
    window.page.keyboard.press("ArrowRight")
    expect(heading).not_to_have_text(first)
    in_the_hand(window)
    second = window.heading
    window.page.keyboard.press("ArrowLeft")
    expect(heading).to_have_text(first)
    in_the_hand(window)
    window.page.keyboard.press("ArrowRight")
    expect(heading).to_have_text(second)
    window.page.keyboard.press("3")
    expect(heading).not_to_have_text(second)
    assert len(the_sort(app).piles[2]) == 1
    window.page.keyboard.press("u")
    expect(window.page.locator(".said")).to_contain_text("Taken back.")
    assert the_sort(app).piles == ((), (), (), (), ())


def test_a_card_can_be_dragged_to_a_pile(window: Window, app: AppHere) -> None:
    first = window.heading
    window.page.drag_and_drop("[data-card]", "[data-pile] >> nth=3")
    expect(window.page.locator("h1")).not_to_have_text(first)

    assert [len(pile) for pile in the_sort(app).piles] == [0, 0, 0, 1, 0]
    assert window.page.locator("[data-still]").count() == 0


def test_a_moved_card_keeps_the_focus_on_its_button_to_the_end_of_the_list(window: Window, app: AppHere) -> None:
    home = f"/explore/sort/{the_sort(app).id.hex()}"
    window.visit(f"{home}/choose")
    window.wait_for("Choose a few")
    for box in window.page.locator("input[name=card]").all()[:3]:
        box.check()
    window.press("Choose these")
    window.wait_for("Your order")
    last = the_sort(app).shortlist[2]
    window.page.locator(f"#up-{last}").focus()
    for place in (2, 1):
        window.page.keyboard.press("Enter")
        expect(window.page.locator(".said")).to_contain_text(f"is number {place} now.")
        expect(window.page.locator(f"#up-{last}")).to_be_focused()
    assert the_sort(app).order[0] == last
    window.press("This is my order")
    window.wait_for("Card 1 of 3")
    window.press("To the end")
    window.wait_for("What do you want to carry?")
    window.press("These are mine")
    window.wait_for("What came out on top")
    assert len(current_values(app.desk.journal.pages, app.desk.today())) == 3

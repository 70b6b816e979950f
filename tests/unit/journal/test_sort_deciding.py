"""Sorts of cards: begun, gone on with, and ended with values; and what is refused on the way."""

import pytest

from tests.support.happenings import PHONE
from tests.support.notebook import TODAY, Notebook
from whyward.journal.decide.sorts import SHORTLIST_MOST
from whyward.journal.errors import BadInput, JournalError, NotFound, Refused
from whyward.journal.events.reading import body_of
from whyward.journal.events.sorts import SortRanked
from whyward.journal.intentions import plumbing, sorts, values
from whyward.journal.intentions.any import Intention
from whyward.journal.projections.sorts import Sort, next_card
from whyward.journal.projections.sorts import sorts as every_sort
from whyward.journal.projections.timeline import timeline
from whyward.journal.projections.values import current_values
from whyward.journal.projections.wanted import Wanted

DECK = (*(f"card-{number}" for number in range(16)), "kindness", "courage", "inner-peace")
START = sorts.StartSort(deck_id="deck", deck_version=1, card_ids=DECK)


def the_sort(notebook: Notebook) -> Sort:
    """Return the only sort."""
    (only,) = every_sort(notebook.pages)
    return only


@pytest.fixture(name="notebook")
def a_notebook() -> Notebook:
    """Someone in the middle of a sort: two cards placed, three chosen."""
    notebook = Notebook()
    notebook.wish(
        START,
        sorts.PlaceCard(card="Kindness", pile=5),
        sorts.PlaceCard(card="courage", pile=4),
        sorts.ShortlistCards(cards=("kindness", "courage", "inner peace")),
    )
    return notebook


REFUSED: list[tuple[Intention, type[JournalError], str]] = [
    (sorts.StartSort(deck_id="deck", deck_version=1, card_ids=()), BadInput, "no deck"),
    (sorts.StartSort(deck_id="deck", deck_version=1, card_ids=("Ä",)), BadInput, "no deck"),
    (sorts.StartSort(deck_id="deck", deck_version=1, card_ids=("a",), scale="nine"), BadInput, "number of piles"),
    (sorts.StartSort(deck_id="deck", deck_version=1, card_ids=("a",), frame="angry"), BadInput, "way to look"),
    (sorts.StartSort(deck_id="deck", deck_version=1, card_ids=("a",), domain="moon"), NotFound, "No domain"),
    (sorts.PlaceCard(card="kindness", pile=6), BadInput, "There are 5 piles"),
    (sorts.PlaceCard(card="kindness", pile=0), BadInput, "There are 5 piles"),
    (sorts.PlaceCard(card="kindness", pile=5), Refused, "lies there already"),
    (sorts.PlaceCard(card="patience", pile=5), NotFound, "No card"),
    (sorts.PlaceCard(sort="ffff", card="kindness", pile=5), NotFound, "No sort"),
    (sorts.AddCard(label="KINDNESS"), Refused, "already"),
    (sorts.AddCard(label=" "), BadInput, "is empty"),
    (sorts.RewordCard(card="kindness"), BadInput, "no new words"),
    (sorts.ShortlistCards(cards=()), BadInput, "No card was named"),
    (sorts.ShortlistCards(cards=DECK[: SHORTLIST_MOST + 1]), BadInput, "up to 15"),
    (sorts.ShortlistCards(cards=("kindness", "courage", "inner-peace")), Refused, "chosen already"),
    (sorts.RankCards(ranked=()), BadInput, "No card was named"),
    (sorts.RankCards(ranked=(("card-1",),)), BadInput, "not among the chosen"),
    (sorts.AnswerCard(card="kindness", question="why", text="x"), BadInput, "question"),
    (sorts.AnswerCard(card="kindness", question="why-chosen", text=" "), BadInput, "is empty"),
    (sorts.AnswerCard(card="kindness", question="why-chosen", text="x", base=("ffff",)), BadInput, "no version"),
    (sorts.FinishSort(taken=(sorts.TakenCard(card="card-1", label="x"),)), BadInput, "not among the chosen"),
    (sorts.FinishSort(taken=(sorts.TakenCard(card="courage", label=" "),)), BadInput, "is empty"),
]


@pytest.mark.parametrize(("wish", "error", "says"), REFUSED, ids=lambda one: type(one).__name__)
def test_a_refused_wish_records_nothing_and_says_what_next(
    notebook: Notebook, wish: Intention, error: type[JournalError], says: str
) -> None:
    before = notebook.pages.state_hash()
    with pytest.raises(error) as refusal:
        notebook.wish(wish)

    assert type(refusal.value) is error
    assert says in refusal.value.text
    assert refusal.value.hint.endswith((".", "?"))
    assert notebook.pages.state_hash() == before


def test_what_has_ended_stays_as_it_lies_and_what_is_set_aside_is_so_once(notebook: Notebook) -> None:
    called = the_sort(notebook).id.hex()
    notebook.wish(sorts.SetSortAside())
    with pytest.raises(Refused, match="set aside already"):
        notebook.wish(sorts.SetSortAside())
    notebook.wish(sorts.FinishSort())
    before = notebook.pages.state_hash()
    later = (
        sorts.PlaceCard(sort=called, card="inner peace", pile=1),
        sorts.AddCard(sort=called, label="Wonder"),
        sorts.ShortlistCards(sort=called, cards=("courage",)),
        sorts.SetSortAside(sort=called),
        sorts.FinishSort(sort=called),
    )
    for wish in later:
        with pytest.raises(Refused, match="has come to its end"):
            notebook.wish(wish)

    assert notebook.pages.state_hash() == before


def test_the_order_is_shuffled_by_the_sort_and_the_same_everywhere(notebook: Notebook) -> None:
    other = Notebook(PHONE)
    other.hear(notebook.recorded)
    one, again = Notebook(), Notebook(PHONE)
    one.wish(START)
    again.wish(START)
    order = [card.card_id for card in the_sort(one).cards]

    assert the_sort(other) == the_sort(notebook)
    assert sorted(order) == sorted(DECK)
    assert order != list(DECK)
    assert order != [card.card_id for card in the_sort(again).cards]


def test_the_next_card_is_the_first_that_lies_nowhere_and_a_card_may_be_passed_by() -> None:
    notebook = Notebook()
    notebook.wish(sorts.StartSort(deck_id="deck", deck_version=1, card_ids=("a", "b", "c"), scale="three"))
    first, second, third = (card.card_id for card in the_sort(notebook).cards)

    assert next_card(the_sort(notebook)) == first
    assert next_card(the_sort(notebook), after=first) == second
    assert next_card(the_sort(notebook), after=third) == first
    notebook.wish(sorts.PlaceCard(card=first, pile=3), sorts.PlaceCard(card=third, pile=1))
    assert next_card(the_sort(notebook), after=third) == second
    assert the_sort(notebook).piles == ((third,), (), (first,))
    assert the_sort(notebook).stage == "placing"
    notebook.wish(sorts.PlaceCard(card=second, pile=2))
    assert next_card(the_sort(notebook)) is None
    assert the_sort(notebook).stage == "choosing"


def test_the_last_placing_can_be_taken_back_by_its_event(notebook: Notebook) -> None:
    last = the_sort(notebook).last_placed
    assert last is not None
    notebook.wish(plumbing.Undo(ref=last.hex()))

    assert the_sort(notebook).piles[3] == ()
    assert the_sort(notebook).piles[4] == ("kindness",)


def test_cards_side_by_side_and_those_left_out_keep_their_order(notebook: Notebook) -> None:
    notebook.wish(sorts.RankCards(ranked=(("inner-peace",),)))
    assert the_sort(notebook).ranked == (("inner-peace",), ("kindness",), ("courage",))
    notebook.wish(sorts.RankCards(ranked=(("courage", "inner-peace"), ("courage",))))
    assert the_sort(notebook).ranked == (("courage", "inner-peace"), ("kindness",))
    notebook.wish(sorts.ShortlistCards(cards=("kindness", "courage", "card-1")))
    assert the_sort(notebook).ranked == (("courage",), ("kindness",), ("card-1",))


def test_a_card_of_ones_own_goes_the_whole_way(notebook: Notebook) -> None:
    notebook.wish(sorts.AddCard(label="Dancing", meaning="With the radio on"))
    own = the_sort(notebook).cards[-1].card_id
    assert [card.card_id for card in the_sort(notebook).cards if card.own] == [own]
    notebook.wish(
        sorts.PlaceCard(card="dancing", pile=5),
        sorts.RewordCard(card="dancing", label="Dancing in the kitchen"),
        sorts.ShortlistCards(cards=(own,)),
        sorts.FinishSort(taken=(sorts.TakenCard(card=own, label="unused"),)),
    )

    (value,) = current_values(notebook.pages, TODAY)
    assert (value.name, value.own_words) == ("Dancing in the kitchen", "With the radio on")


def test_a_card_is_put_in_other_words_one_by_one_and_its_own_meaning_comes_back(notebook: Notebook) -> None:
    def said() -> tuple[str | None, str | None]:
        card = next(card for card in the_sort(notebook).cards if card.card_id == "kindness")
        return card.label, card.meaning

    notebook.wish(sorts.RewordCard(card="kindness", meaning="To me too"))
    assert said() == (None, "To me too")
    with pytest.raises(BadInput, match="no new words"):
        notebook.wish(sorts.RewordCard(card="kindness", meaning="To me too"))
    notebook.wish(sorts.RewordCard(card="kindness", label="Goodness"))
    assert said() == ("Goodness", "To me too")
    notebook.wish(sorts.RewordCard(card="goodness", meaning=" "))
    assert said() == ("Goodness", None)


def test_as_many_cards_as_there_may_be_are_taken(notebook: Notebook) -> None:
    notebook.wish(sorts.ShortlistCards(cards=DECK[:SHORTLIST_MOST]))
    assert len(the_sort(notebook).shortlist) == SHORTLIST_MOST

    notebook.wish(sorts.StartSort(deck_id="deck", deck_version=1, card_ids=tuple(f"c-{n}" for n in range(300))))
    with pytest.raises(BadInput, match="no deck"):
        notebook.wish(sorts.StartSort(deck_id="deck", deck_version=1, card_ids=tuple(f"c-{n}" for n in range(301))))


def test_an_order_says_of_every_chosen_card_where_it_stands(notebook: Notebook) -> None:
    for wish, order in (
        (sorts.RankCards(ranked=(("courage",),)), (("courage",), ("kindness",), ("inner-peace",))),
        (sorts.RankCards(ranked=(("inner-peace",),)), (("inner-peace",), ("courage",), ("kindness",))),
    ):
        (made,) = notebook.wish(wish)
        body = body_of(made.event.kind, made.event.body)
        assert isinstance(body, SortRanked)
        assert body.ranked == order


def test_what_is_set_aside_is_taken_up_by_whatever_is_done_next(notebook: Notebook) -> None:
    notebook.wish(sorts.SetSortAside())
    assert the_sort(notebook).state == "set_aside"
    with pytest.raises(Refused, match="set aside already"):
        notebook.wish(sorts.SetSortAside())
    notebook.wish(sorts.PlaceCard(card="card-1", pile=2))
    assert the_sort(notebook).state == "open"


def test_an_answer_can_be_written_over_and_taken_away(notebook: Notebook) -> None:
    answer = sorts.AnswerCard(card="kindness", question="how-shown", text="In small things")
    notebook.wish(answer)
    (said,) = the_sort(notebook).answers
    notebook.wish(
        sorts.AnswerCard(
            card="kindness", question="how-shown", text="Every day", base=(said.versions[0].event_id.hex(),)
        )
    )
    assert [version.text for version in the_sort(notebook).answers[0].versions] == ["Every day"]
    notebook.wish(sorts.AnswerCard(card="kindness", question="how-shown", text=""))
    assert the_sort(notebook).answers == ()


def test_an_undo_that_names_a_sort_takes_back_what_was_done_with_it_last(notebook: Notebook) -> None:
    notebook.wish(values.AddValue(name="Humour"), plumbing.Undo(ref=the_sort(notebook).id.hex()[:8]))

    assert the_sort(notebook).shortlist == ()
    assert the_sort(notebook).piles[3] == ("courage",)


def test_the_timeline_leaves_single_placings_out_unless_it_is_asked_for_them(notebook: Notebook) -> None:
    told = [moment.text for moment in timeline(notebook.pages)]

    assert told == ["Cards chosen: Kindness, Courage, Inner peace", "A card sort begun with 19 cards"]
    assert [moment.text for moment in timeline(notebook.pages, Wanted(kind="card-placed"))] == [
        "Card placed: Courage",
        "Card placed: Kindness",
    ]


def test_the_sort_that_is_meant_is_the_one_begun_last_or_the_one_named(notebook: Notebook) -> None:
    older = the_sort(notebook).id.hex()
    notebook.wish(START, sorts.PlaceCard(card="card-1", pile=1), sorts.PlaceCard(sort=older[:8], card="card-2", pile=1))
    newest, oldest = every_sort(notebook.pages)

    assert (newest.piles[0], oldest.piles[0]) == (("card-1",), ("card-2",))

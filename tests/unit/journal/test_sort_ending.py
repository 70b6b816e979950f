"""The end of a sort: cards become values, each once, and parts of life are suggested and never given."""

import pytest

from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import NotFound, Refused
from whyward.journal.folding.nouns import VALUES
from whyward.journal.intentions import domains, plumbing, sorts, values
from whyward.journal.projections.sorts import Sort, suggested_domains
from whyward.journal.projections.sorts import sorts as every_sort
from whyward.journal.projections.values import current_values
from whyward.journal.projections.why import why_trail

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


def test_ending_a_sort_makes_values_in_order_with_the_way_back_to_it(notebook: Notebook) -> None:
    notebook.wish(
        values.AddValue(name="Humour"),
        sorts.RankCards(ranked=(("courage",), ("kindness",))),
        sorts.AnswerCard(card="courage", question="means-to-me", text="Saying it anyway."),
    )
    taken = (
        sorts.TakenCard(card="kindness", label="Kindness", domains=("community",)),
        sorts.TakenCard(card="courage", label="Courage"),
    )
    events = notebook.wish(sorts.FinishSort(taken=taken))

    assert len({one.event.act for one in events}) == 1
    found = current_values(notebook.pages, TODAY)
    assert [value.name for value in found] == ["Courage", "Kindness", "Humour"]
    assert found[0].own_words == "Saying it anyway."
    assert [(place.domain_id, place.shows_up) for place in found[1].domains] == [("community", "not_yet")]
    ended = the_sort(notebook)
    assert (ended.stage, ended.top) == ("finished", ("courage", "kindness", "inner-peace"))
    trail = why_trail(notebook.pages, f"value:{found[0].id.hex()}")
    assert trail is not None
    assert [(one.noun, one.words) for one in trail.because] == [("sort", "Courage, Kindness, Inner peace")]
    for wish in (sorts.PlaceCard(sort=ended.id.hex(), card="courage", pile=1), sorts.SetSortAside(sort=ended.id.hex())):
        with pytest.raises(Refused, match="come to its end"):
            notebook.wish(wish)
    with pytest.raises(NotFound, match="under way"):
        notebook.wish(sorts.SetSortAside())
    notebook.wish(plumbing.Undo())
    assert the_sort(notebook).stage == "answering"
    assert [value.name for value in current_values(notebook.pages, TODAY)] == ["Humour"]


def test_a_value_that_is_there_stays_the_one_it_is_and_one_that_rested_wakes(notebook: Notebook) -> None:
    notebook.wish(
        values.AddValue(name="kindness"),
        values.AddValue(name="Courage"),
        values.AddValue(name="Inner peace"),
        values.RestValue(value="courage"),
        values.RetireValue(value="inner peace", why="changed"),
        sorts.FinishSort(
            taken=tuple(
                sorts.TakenCard(card=card, label=label)
                for card, label in (("kindness", "Kindness"), ("courage", "Courage"), ("inner-peace", "Inner peace"))
            )
        ),
        START,
        sorts.ShortlistCards(cards=("kindness",)),
        sorts.FinishSort(taken=(sorts.TakenCard(card="kindness", label="Goodness"),)),
    )

    found = [(value.name, value.status) for value in current_values(notebook.pages, TODAY, every=True)]
    assert found == [
        ("Goodness", "active"),
        ("kindness", "active"),
        ("Courage", "active"),
        ("Inner peace", "active"),
    ]


def test_a_value_that_is_carried_already_needs_no_waking(notebook: Notebook) -> None:
    notebook.wish(values.AddValue(name="Kindness"))
    taken = sorts.TakenCard(card="kindness", label="Kindness", domains=("community",))
    events = notebook.wish(sorts.FinishSort(taken=(taken,)))

    kinds = [one.event.kind for one in events]
    assert kinds == ["value-shown-in-domain.1", "values-ranked.1", "sort-finished.1"]


def test_a_card_is_a_value_once_whatever_it_is_called_later(notebook: Notebook) -> None:
    finish = sorts.FinishSort(taken=(sorts.TakenCard(card="kindness", label="Kindness"),))
    notebook.wish(
        finish,
        values.RewordValue(value="kindness", name="Being gentle"),
        START,
        sorts.ShortlistCards(cards=("kindness",)),
        finish,
    )

    assert [value.name for value in current_values(notebook.pages, TODAY)] == ["Being gentle"]


def test_two_cards_that_say_the_same_become_one_value(notebook: Notebook) -> None:
    taken = tuple(sorts.TakenCard(card=card, label="Love") for card in ("kindness", "courage"))
    notebook.wish(sorts.FinishSort(taken=taken))

    assert len(notebook.pages.all(VALUES)) == 1
    assert len(the_sort(notebook).adopted_value_ids) == 1


def test_a_sort_may_end_without_a_value_and_not_without_a_choice(notebook: Notebook) -> None:
    (end,) = notebook.wish(sorts.FinishSort())
    assert end.event.kind == "sort-finished.1"
    notebook.wish(START)

    assert notebook.pages.all(VALUES) == []
    with pytest.raises(Refused, match="No cards are chosen yet"):
        notebook.wish(sorts.FinishSort())
    with pytest.raises(Refused, match="No cards are chosen yet"):
        notebook.wish(sorts.RankCards(ranked=(("kindness",),)))


def test_parts_of_life_are_suggested_and_never_given(notebook: Notebook) -> None:
    fitting = {"kindness": ("relationships", "grow", "community"), "courage": ("health",)}
    notebook.wish(
        domains.HideDomain(domain="community"),
        values.AddValue(name="Courage"),
        sorts.FinishSort(
            taken=(
                sorts.TakenCard(card="kindness", label="Kindness", domains=("creativity",)),
                sorts.TakenCard(card="courage", label="Courage", domains=("health",)),
            )
        ),
    )
    suggested = suggested_domains(notebook.pages, the_sort(notebook), fitting)
    assert [(one.value, one.domain) for one in suggested] == [("Kindness", "Relationships")]
    notebook.wish(domains.AddDomain(name="Learning", key="grow"))
    suggested = suggested_domains(notebook.pages, the_sort(notebook), fitting)
    assert [one.domain for one in suggested] == ["Relationships", "Learning"]
    (kindness,) = [row for row in notebook.pages.all(VALUES) if row.name == "Kindness"]
    assert [place.domain_id for place in kindness.placements] == ["creativity"]
    notebook.wish(values.PlaceValue(value="kindness", domain="relationships", shows_up="a-lot"))
    suggested = suggested_domains(notebook.pages, the_sort(notebook), fitting)
    assert [one.domain for one in suggested] == ["Learning"]


def test_where_a_value_is_placed_already_it_stays_as_it_is(notebook: Notebook) -> None:
    taken = sorts.TakenCard(card="kindness", label="Kindness", domains=("health", "career"))
    notebook.wish(
        values.AddValue(name="Kindness"),
        values.PlaceValue(value="kindness", domain="health", shows_up="a-lot"),
        sorts.FinishSort(taken=(taken,)),
    )

    (value,) = current_values(notebook.pages, TODAY)
    assert [(place.domain_id, place.shows_up) for place in value.domains] == [
        ("career", "not_yet"),
        ("health", "a_lot"),
    ]

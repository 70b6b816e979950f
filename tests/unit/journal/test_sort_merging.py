"""What two devices did to one sort, or to one part of life, without seeing each other."""

import itertools

import pytest

from tests.support.happenings import LAPTOP, PHONE, id_of, recorded
from tests.support.notebook import TODAY, Notebook
from whyward.journal.events.domains import DomainAdded, DomainHidden, DomainRenamed, DomainShown, DomainVisionWritten
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.fields import Body
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.events.sorts import (
    CardAdded,
    CardPlaced,
    CardReworded,
    SortAnswered,
    SortFinished,
    SortRanked,
    SortSetAside,
    SortShortlisted,
    SortStarted,
)
from whyward.journal.folding.domains import DomainRow
from whyward.journal.folding.nouns import DOMAINS
from whyward.journal.folding.nouns_sorting import SORTS
from whyward.journal.folding.sorts import SortRow
from whyward.journal.intentions import domains, plumbing, sorts, values
from whyward.journal.intentions.any import Intention
from whyward.journal.pages import Pages
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.sorts import sorts as every_sort
from whyward.journal.projections.values import current_values

SORT = id_of("o", 1)
STARTED = SortStarted(
    sort_id=SORT, deck_id="deck", deck_version=1, card_ids=("a", "b", "c", "d"), scale="three", frame="me_now"
)


def folded(*bodies: Body) -> Pages:
    """Fold bodies whose place in the order is their place here, in many orders of arrival."""
    events = [recorded(body, hlc) for hlc, body in enumerate(bodies, start=1)]
    arrivals = itertools.permutations(events) if len(events) <= 5 else [events, events[::-1]]
    hashes: set[bytes] = set()
    pages = Pages()
    for arrival in arrivals:
        pages = Pages()
        for one in arrival:
            pages.merge([one])
        hashes.add(pages.state_hash())
    assert len(hashes) == 1
    return pages


def sort(*bodies: Body) -> SortRow:
    """Return the sort that bodies come to, after its start, which is event 1."""
    (row,) = folded(STARTED, *bodies).all(SORTS)
    return row


def chosen(*card_ids: str, over: tuple[int, ...] = ()) -> SortShortlisted:
    """Return a choice made from those of other places."""
    bases = tuple(id_of("e", place) for place in over)
    return SortShortlisted(sort_id=SORT, card_ids=card_ids, base_event_ids=bases)


def answered(text: str, over: tuple[int, ...] = ()) -> SortAnswered:
    """Return an answer made from those of other places."""
    bases = tuple(id_of("e", place) for place in over)
    return SortAnswered(sort_id=SORT, card_id="a", question_id="means_to_me", text=text, base_event_ids=bases)


def piles(row: SortRow) -> dict[str, int | None]:
    """Return where each card lies."""
    return {card.card_id: card.pile for card in row.cards}


def placed(card_id: str, pile: int) -> CardPlaced:
    """Return a placing."""
    return CardPlaced(sort_id=SORT, card_id=card_id, pile=pile)


def test_a_card_lies_where_it_was_put_last() -> None:
    row = sort(placed("a", 0), placed("b", 1), placed("a", 2))

    assert piles(row) == {"a": 2, "b": 1, "c": None, "d": None}


def test_a_pile_past_the_scale_is_the_closest_one_and_a_card_of_no_deck_waits() -> None:
    row = sort(placed("a", 4), placed("z", 1))

    assert piles(row) == {"a": 2, "b": None, "c": None, "d": None}


def test_a_card_that_was_placed_before_its_adding_arrived_lies_there() -> None:
    own = "00000000000000ff-own"
    row = sort(placed(own, 1), CardAdded(sort_id=SORT, card_id=own, label="Mine"))

    assert (row.cards[-1].label, row.cards[-1].own, row.cards[-1].pile) == ("Mine", True, 1)


def test_words_on_a_card_are_merged_one_by_one() -> None:
    row = sort(
        CardReworded(sort_id=SORT, card_id="a", label="A", meaning="long"),
        CardReworded(sort_id=SORT, card_id="a", label="B"),
        CardReworded(sort_id=SORT, card_id="b", meaning="x"),
        CardReworded(sort_id=SORT, card_id="b", meaning=""),
    )

    assert [(card.label, card.meaning) for card in row.cards[:2]] == [("B", "long"), (None, None)]


@pytest.mark.parametrize(
    ("choices", "shortlist"),
    [
        ([chosen("a", "b")], ("a", "b")),
        ([chosen("a", "b"), chosen("a", over=(2,))], ("a",)),
        ([chosen("a"), chosen("b")], ("b", "a")),
        ([chosen("a", "b"), chosen("a", over=(2,)), chosen("b", "c", over=(2,))], ("b", "c")),
        ([chosen("a", "b"), chosen("b", "c", over=(2,)), chosen("a", over=(2,))], ("a", "c")),
        ([chosen("a"), chosen("b"), chosen("d", over=(2, 3))], ("d",)),
        ([chosen("a", "z")], ("a",)),
    ],
)
def test_what_a_later_choice_could_not_know_follows_it_and_what_it_dropped_does_not(
    choices: list[SortShortlisted], shortlist: tuple[str, ...]
) -> None:
    assert sort(*choices).shortlist == shortlist


def test_the_last_order_counts_and_a_card_it_does_not_know_comes_after_it() -> None:
    row = sort(
        chosen("a", "b", "c"),
        SortRanked(sort_id=SORT, ranked=(("a",), ("b",), ("c",))),
        SortRanked(sort_id=SORT, ranked=(("c", "z"), ("a", "c"))),
        chosen("d"),
    )

    assert row.shortlist == ("d", "a", "b", "c")
    assert row.ranked == (("c",), ("a",), ("d",), ("b",))


def test_answers_that_did_not_see_each_other_are_both_kept_until_one_is_written_over_both() -> None:
    def texts(*bodies: Body) -> list[str]:
        return [version.text for one in sort(*bodies).answers for version in one.versions]

    assert texts(answered("one"), answered("two")) == ["two", "one"]
    assert texts(answered("one"), answered("two"), answered("both", over=(2, 3))) == ["both"]
    assert texts(answered("one"), answered("two", over=(2,))) == ["two"]
    assert texts(answered("one"), answered("", over=(2,)), answered("other", over=(2,))) == ["other"]
    assert texts(answered("one"), answered("", over=(2,))) == []
    assert texts(
        answered("one"), answered("two", over=(2,)), EventRetracted(target_event_id=id_of("e", 3), why="undo")
    ) == ["one"]


def test_set_aside_lasts_until_the_next_thing_and_the_end_for_good() -> None:
    aside, end = SortSetAside(sort_id=SORT), SortFinished(sort_id=SORT, top=("a",), adopted_value_ids=(id_of("v", 1),))

    assert sort(aside).state == "set_aside"
    assert sort(aside, placed("a", 1)).state == "open"
    assert sort(placed("a", 1), aside).state == "set_aside"
    assert sort(end, aside, placed("a", 1)).state == "finished"
    assert sort(end, SortFinished(sort_id=SORT, top=("b",), adopted_value_ids=(id_of("v", 2),))).top == ("b",)


def test_two_ends_of_one_sort_keep_the_values_of_both() -> None:
    ends = [SortFinished(sort_id=SORT, top=("a",), adopted_value_ids=(id_of("v", number),)) for number in (1, 2, 1)]

    assert sort(*ends).adopted_value_ids == (id_of("v", 1), id_of("v", 2))


def test_what_happened_to_a_sort_nobody_began_waits() -> None:
    assert folded(placed("a", 1), SortFinished(sort_id=SORT, top=())).all(SORTS) == []


def met(*sides: tuple[Notebook, tuple[Intention, ...]]) -> tuple[Notebook, Notebook]:
    """Let two devices wish apart, then hear each other, and agree."""
    said: list[list[Recorded]] = [notebook.wish(*wishes) for notebook, wishes in sides]
    (one, _), (other, _) = sides
    one.hear(said[1])
    other.hear(said[0])
    assert one.pages.state_hash() == other.pages.state_hash()
    return one, other


def two_with_a_sort() -> tuple[Notebook, Notebook]:
    """Return two devices of one person with one sort."""
    laptop, phone = Notebook(LAPTOP), Notebook(PHONE)
    phone.hear(
        laptop.wish(
            sorts.StartSort(deck_id="deck", deck_version=1, card_ids=("kindness", "courage")),
            sorts.ShortlistCards(cards=("kindness", "courage")),
        )
    )
    return laptop, phone


def test_a_sort_ended_on_two_devices_leads_to_each_value_once() -> None:
    laptop, phone = two_with_a_sort()
    kind = sorts.TakenCard(card="kindness", label="Kindness")
    brave = sorts.TakenCard(card="courage", label="Courage")
    laptop, _ = met((laptop, (sorts.FinishSort(taken=(kind,)),)), (phone, (sorts.FinishSort(taken=(kind, brave)),)))

    assert sorted(value.name for value in current_values(laptop.pages, TODAY)) == ["Courage", "Kindness"]
    assert len(every_sort(laptop.pages)[0].adopted_value_ids) == 2


def test_two_sorts_on_two_devices_that_lead_to_one_card_lead_to_one_value() -> None:
    laptop, phone = Notebook(LAPTOP), Notebook(PHONE)
    wishes = (
        sorts.StartSort(deck_id="deck", deck_version=1, card_ids=("kindness", "courage")),
        sorts.ShortlistCards(cards=("kindness",)),
        sorts.FinishSort(taken=(sorts.TakenCard(card="kindness", label="Kindness"),)),
    )
    laptop, _ = met((laptop, wishes), (phone, wishes))

    assert [value.name for value in current_values(laptop.pages, TODAY)] == ["Kindness"]
    assert len(every_sort(laptop.pages)) == 2
    laptop.wish(plumbing.Undo())
    assert [value.name for value in current_values(laptop.pages, TODAY)] == ["Kindness"]


def test_a_card_placed_on_one_device_while_the_other_ends_the_sort_is_kept() -> None:
    laptop, phone = two_with_a_sort()
    laptop, _ = met((laptop, (sorts.FinishSort(),)), (phone, (sorts.PlaceCard(card="courage", pile=2),)))

    (ended,) = every_sort(laptop.pages)
    assert (ended.state, ended.piles[1]) == ("finished", ("courage",))


def domain(*bodies: Body) -> DomainRow:
    """Return the part of life that bodies come to."""
    (row,) = folded(*bodies).all(DOMAINS)
    return row


GROW = DomainAdded(domain_id="grow", name="Growth")


def test_a_part_of_life_added_twice_is_one_and_its_new_name_outlives_the_second_adding() -> None:
    later = DomainAdded(domain_id="grow", name="Again")

    assert domain(GROW, later).name == "Growth"
    assert domain(GROW, DomainRenamed(domain_id="grow", name="Learning"), later).name == "Learning"
    assert domain(DomainRenamed(domain_id="grow", name="Learning"), GROW).name == "Learning"
    assert domain(GROW, DomainHidden(domain_id="grow"), later).hidden
    assert not domain(GROW, DomainHidden(domain_id="grow"), DomainShown(domain_id="grow")).hidden


def test_a_part_of_life_whose_adding_was_taken_back_is_not_listed_and_nothing_of_it_is_lost() -> None:
    back = EventRetracted(target_event_id=id_of("e", 1), why="undo")
    row = domain(GROW, DomainRenamed(domain_id="grow", name="Learning"), back)

    assert (row.added, row.name) == (None, "Learning")


def test_visions_that_did_not_see_each_other_are_both_kept() -> None:
    def written(text: str, *over: int) -> DomainVisionWritten:
        return DomainVisionWritten(
            domain_id="health", text=text, base_event_ids=tuple(id_of("e", place) for place in over)
        )

    def texts(*bodies: Body) -> list[str]:
        return [version.text for version in domain(*bodies).visions]

    assert texts(written("one"), written("two")) == ["two", "one"]
    assert texts(written("one"), written("two"), written("both", 1, 2)) == ["both"]
    assert texts(written("one"), written("two", 1)) == ["two"]
    assert texts(written("one"), written("", 1)) == []


def test_two_devices_add_and_order_parts_of_life_apart() -> None:
    laptop, phone = Notebook(LAPTOP), Notebook(PHONE)
    laptop, _ = met(
        (laptop, (domains.AddDomain(name="Growth", key="grow"), domains.AddDomain(name="The garden"))),
        (
            phone,
            (
                domains.AddDomain(name="Learning", key="grow"),
                domains.WriteVision(domain="learning", text="Curious"),
                domains.OrderDomains(domains=("learning", "health")),
                values.AddValue(name="Calm", domains=("learning",)),
            ),
        ),
    )
    found = domain_map(laptop.pages, every=True)

    assert [one.name for one in found][:2] == [found[0].name, "Health"]
    assert found[0].id == "grow"
    assert len(found) == 8
    assert found[-1].name == "The garden"
    assert [value.value for value in found[0].values] == ["Calm"]
    assert [vision.text for vision in found[0].visions] == ["Curious"]

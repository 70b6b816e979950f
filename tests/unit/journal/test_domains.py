"""Parts of life: six exist by themselves, others are switched on or made, and all are used alike."""

import pytest

from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import BadInput, JournalError, NotFound, Refused
from whyward.journal.events.domains import OPTIONAL_DOMAINS, SEED_DOMAINS
from whyward.journal.folding.nouns import DOMAINS
from whyward.journal.intentions import domains, entries, goals, plumbing, values
from whyward.journal.intentions.any import Intention
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.goals import goals_by_domain
from whyward.journal.projections.timeline import timeline
from whyward.journal.projections.values import current_values
from whyward.journal.projections.wanted import Wanted


@pytest.fixture(name="notebook")
def a_notebook() -> Notebook:
    """Someone who switched one part of life on and made one of their own."""
    notebook = Notebook()
    notebook.wish(
        domains.AddDomain(name="Growth and learning", key="grow"),
        domains.AddDomain(name="The garden", parent="health"),
    )
    return notebook


REFUSED: list[tuple[Intention, type[JournalError], str]] = [
    (domains.AddDomain(name="Growing", key="grow"), Refused, "part of your life already"),
    (domains.AddDomain(name="x", key="health"), Refused, "part of your life already"),
    (domains.AddDomain(name="HEALTH"), Refused, "Health is a part"),
    (domains.AddDomain(name="the garden"), Refused, "The garden is a part"),
    (domains.AddDomain(name="x", key="moon"), BadInput, "can be switched on"),
    (domains.AddDomain(name=" "), BadInput, "is empty"),
    (domains.AddDomain(name="x", parent="moon"), NotFound, "No domain"),
    (domains.WriteVision(domain="health", text=" "), BadInput, "are empty"),
    (domains.WriteVision(domain="money", text="x"), NotFound, "No domain"),
    (domains.WriteVision(domain="health", text="x", base=("ffff",)), BadInput, "no version"),
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


def test_an_added_part_of_life_is_used_like_the_six(notebook: Notebook) -> None:
    notebook.wish(
        values.AddValue(name="Patience", domains=("the garden", "grow")),
        values.PlaceValue(value="patience", domain="Growth and learning", shows_up="a-lot"),
        goals.SetGoal(statement="Sow beans", values=("patience",), domains=("the garden",)),
        entries.WriteEntry(body="Beans.", domains=("grow",)),
    )
    found = {one.name: one for one in domain_map(notebook.pages)}

    assert list(found) == [*map(str.capitalize, SEED_DOMAINS), "Growth and learning", "The garden"]
    assert [value.shows_up for value in found["Growth and learning"].values] == ["a_lot"]
    assert found["The garden"].open_goals == 1
    (value,) = current_values(notebook.pages, TODAY)
    assert [place.domain for place in value.domains] == ["Growth and learning", "The garden"]
    assert [group.name for group in goals_by_domain(notebook.pages) if group.goals] == ["The garden"]
    garden = found["The garden"].id
    texts = [moment.text for moment in timeline(notebook.pages, Wanted(domain_id=garden))]
    assert "Part of life added: The garden" in texts
    assert not [text for text in texts if garden in text]


def test_it_is_hidden_renamed_ordered_and_found_by_every_name(notebook: Notebook) -> None:
    notebook.wish(
        domains.RenameDomain(domain="The garden", name="Green things"),
        domains.OrderDomains(domains=("green things", "grow")),
        domains.HideDomain(domain="GROW"),
    )

    assert [one.name for one in domain_map(notebook.pages)][:2] == ["Green things", "Relationships"]
    assert [one.id for one in domain_map(notebook.pages, every=True)][1] == "grow"
    with pytest.raises(Refused) as refusal:
        notebook.wish(domains.AddDomain(name="Growth", key="grow"))
    assert "brings it back" in refusal.value.hint


def test_what_was_placed_in_a_part_of_life_that_was_taken_back_is_told_without_its_key(notebook: Notebook) -> None:
    notebook.wish(values.AddValue(name="Patience", domains=("the garden",)))
    garden = next(row.domain_id for row in notebook.pages.all(DOMAINS) if row.domain_id not in OPTIONAL_DOMAINS)
    adding = notebook.recorded[1].event
    notebook.wish(plumbing.Undo(ref=adding.id.hex()))
    (value,) = current_values(notebook.pages, TODAY)

    assert [place.domain for place in value.domains] == ["a part of life"]
    assert garden not in {one.id for one in domain_map(notebook.pages, every=True)}
    notebook.wish(plumbing.Redo())
    assert current_values(notebook.pages, TODAY)[0].domains[0].domain == "The garden"


def test_a_vision_is_written_over_and_taken_away(notebook: Notebook) -> None:
    def texts() -> list[str]:
        (row,) = [row for row in domain_map(notebook.pages) if row.id == "health"]
        return [version.text for version in row.visions]

    notebook.wish(domains.WriteVision(domain="health", text=" Rested, \n and kind to this body "))
    assert texts() == ["Rested, \n and kind to this body"]
    notebook.wish(domains.WriteVision(domain="health", text="Strong"))
    assert texts() == ["Strong"]
    notebook.wish(domains.WriteVision(domain="health", text=""))
    assert texts() == []


def test_the_same_name_on_two_parts_of_life_is_told_apart_by_how_their_keys_begin(notebook: Notebook) -> None:
    other = Notebook(type(notebook.device)(b"t" * 32))
    other.wish(domains.AddDomain(name="The garden"))
    notebook.hear(other.recorded)
    with pytest.raises(NotFound, match="More than one") as refusal:
        notebook.wish(domains.HideDomain(domain="the garden"))
    keys = [row.domain_id for row in notebook.pages.all(DOMAINS) if row.domain_id != "grow"]

    assert all(key.encode().hex()[:8] in refusal.value.hint for key in keys)
    notebook.wish(domains.HideDomain(domain=keys[0]))
    assert [row.hidden for row in notebook.pages.all(DOMAINS) if row.domain_id == keys[0]] == [True]

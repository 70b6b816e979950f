"""Wishes of exploring become facts, or are refused with what is so and what can be done."""

from datetime import date

import pytest

from tests.support.notebook import Notebook
from whyward.journal.errors import BadInput, JournalError, NotFound, Refused
from whyward.journal.intentions import exploring as x
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.plumbing import Redo, Undo
from whyward.journal.intentions.reflections import (
    Asked,
    DeclinePrompt,
    SetReflectionAside,
    SettleReflection,
    StartReflection,
    WriteReflection,
)
from whyward.journal.intentions.values import AddValue, GlimpseValue
from whyward.journal.projections.exploring import (
    finished_primers,
    glimpses_shown,
    pieces,
    quiet_prompts,
    reflections,
    sorted_cards,
    start_of,
    worksheets,
)
from whyward.journal.projections.timeline import acts, timeline
from whyward.journal.projections.why import Trail, why_trail

SELF = Asked(prompt_id="p.self", version=1, words="When do you feel most like yourself?", lang="en")
NINETY = Asked(prompt_id="p.ninety", version=1, words="Imagine you're 90.", lang="en")
TODAY = date(2026, 3, 4)


def filled(*fields: x.Field) -> x.FillWorksheet:
    """Return the wish to fill in the first worksheet."""
    return x.FillWorksheet(template_id="w1", version=1, title="Values in my words", lang="en", fields=fields)


@pytest.fixture(name="notebook")
def a_notebook() -> Notebook:
    """Someone with a reflection, a glimpse in it, a piece and a worksheet."""
    notebook = Notebook()
    notebook.wish(AddValue(name="Kindness"), StartReflection(asked=SELF, text="In the garden with Sam."))
    notebook.wish(
        GlimpseValue(
            source=f"reflection:{reflections(notebook.pages)[0].id.hex()}", guess="Belonging", quote="with Sam"
        ),
        x.MakePiece(kind="letter", title="To me", text="Dear me."),
        filled(x.Field(id="one", asked="What matters?", text="People.")),
    )
    return notebook


REFUSED: list[tuple[Intention, type[JournalError], str]] = [
    (x.ShareStartingPoint(contexts=("stuck",)), BadInput, "starting point"),
    (x.ShareStartingPoint(therapy="sometimes"), BadInput, "answer"),
    (x.ChooseHopes(hopes=("fame",)), BadInput, "hope"),
    (x.FinishPrimer(primer_id=" ", version=1, lang="en"), BadInput, "is empty"),
    (x.FinishPrimer(primer_id="p", version=0, lang="en"), BadInput, "version"),
    (x.AnswerPrimer(primer_id="p", item_id="i", answer="both", matched=False), BadInput, "answer"),
    (StartReflection(asked=SELF, text=" \n"), BadInput, "is empty"),
    (StartReflection(asked=SELF, feelings=("calm",)), BadInput, "nothing written"),
    (StartReflection(asked=SELF, text="x", on=date(2026, 3, 9)), BadInput, "has not come yet"),
    (StartReflection(asked=Asked(prompt_id="p", version=0, words="x", lang="en")), BadInput, "version"),
    (WriteReflection(reflection="ffff", text="x"), NotFound, "No reflection"),
    (SetReflectionAside(reflection="ffff"), NotFound, "No reflection"),
    (DeclinePrompt(asked=SELF, why="boring"), BadInput, "reason"),
    (x.LetGlimpseGo(glimpse="ffff"), NotFound, "No glimpse"),
    (x.MakePiece(kind="opera", text="x"), BadInput, "sort of piece"),
    (x.MakePiece(kind="letter"), BadInput, "nothing in it yet"),
    (x.MakePiece(kind="letter", text="x", values=("calm",)), NotFound, "No value"),
    (x.RevisePiece(piece="to me", text=""), BadInput, "is empty"),
    (x.RevisePiece(piece="to me", text="x", base="0" * 32), BadInput, "no version"),
    (x.SettlePiece(piece="to me"), Refused, "has one version"),
    (filled(), BadInput, "Nothing is filled in"),
    (filled(x.Field(id="one", text="  ")), BadInput, "Nothing is filled in"),
    (filled(x.Field(id="one", number=11)), BadInput, "0 to 10"),
    (filled(x.Field(id="one", things=("money",))), NotFound, "No value or goal"),
    (x.ReviseWorksheet(worksheet="ffff", fields=()), NotFound, "No worksheet"),
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
    assert refusal.value.hint
    assert notebook.pages.state_hash() == before


def test_a_question_is_kept_as_it_was_shown_and_words_get_versions_of_their_own(notebook: Notebook) -> None:
    (reflection,) = reflections(notebook.pages)
    assert (reflection.prompt, reflection.text) == (SELF.words, "In the garden with Sam.")

    called = reflection.id.hex()
    notebook.wish(WriteReflection(reflection=called, text="In the garden."))
    with pytest.raises(BadInput, match="belong to the first words"):
        notebook.wish(WriteReflection(reflection=called, text="x", feelings=("calm",)))
    with pytest.raises(Refused, match="has one version"):
        notebook.wish(SettleReflection(reflection=called))

    (now,) = reflections(notebook.pages)
    assert [version.text for version in now.versions] == ["In the garden."]
    notebook.wish(Undo())
    assert reflections(notebook.pages)[0].text == "In the garden with Sam."


def test_writing_on_another_day_is_lived_on_that_day() -> None:
    notebook = Notebook()
    notebook.wish(StartReflection(asked=SELF, text="Then.", feelings=("calm",), on=date(2026, 3, 1)))

    (reflection,) = reflections(notebook.pages)
    assert (reflection.on, reflection.feelings) == (date(2026, 3, 1), ("calm",))
    assert {moment.on for moment in timeline(notebook.pages)} == {date(2026, 3, 1)}


def test_a_question_that_was_too_much_is_quiet_for_thirty_days_and_the_words_stay(notebook: Notebook) -> None:
    called = reflections(notebook.pages)[0].id.hex()
    notebook.wish(SetReflectionAside(reflection=called, why="too-much"), DeclinePrompt(asked=NINETY, why="not now"))

    aside = {one.prompt_id: (one.is_aside, one.aside_because, one.text) for one in reflections(notebook.pages)}
    assert aside["p.self"] == (True, "too_much", "In the garden with Sam.")
    assert aside["p.ninety"] == (True, "not_now", None)
    assert quiet_prompts(notebook.pages, TODAY) == {"p.self"}
    assert quiet_prompts(notebook.pages, date(2026, 4, 2)) == {"p.self"}
    assert quiet_prompts(notebook.pages, date(2026, 4, 3)) == frozenset()

    notebook.wish(WriteReflection(reflection=called, text="It is all right now."))
    assert not reflections(notebook.pages, prompt_id="p.self")[0].is_aside
    assert quiet_prompts(notebook.pages, TODAY) == {"p.self"}


def test_a_start_that_is_taken_back_hides_no_words(notebook: Notebook) -> None:
    notebook.wish(StartReflection(asked=NINETY))
    empty = reflections(notebook.pages, prompt_id="p.ninety")[0].id.hex()
    start = acts(notebook.pages)[0].id.hex()
    notebook.wish(WriteReflection(reflection=empty, text="That I listened."))
    notebook.wish(Undo(ref=start))

    assert reflections(notebook.pages, prompt_id="p.ninety")[0].text == "That I listened."
    notebook.wish(Undo(ref=next(one.id.hex() for one in acts(notebook.pages) if not one.taken_back)))
    assert reflections(notebook.pages, prompt_id="p.ninety") == []
    notebook.wish(Redo())
    assert reflections(notebook.pages, prompt_id="p.ninety")[0].text == "That I listened."


def test_a_marked_phrase_leads_from_the_value_it_became_to_the_sentence(notebook: Notebook) -> None:
    (glimpse,) = glimpses_shown(notebook.pages)
    assert (glimpse.guess, glimpse.quote, glimpse.source_title) == ("Belonging", "with Sam", SELF.words)
    assert glimpse.value_id is None

    notebook.wish(AddValue(name="Being with people", came_from=(f"glimpse:{glimpse.id.hex()}",)))

    (glimpse,) = glimpses_shown(notebook.pages)
    assert glimpse.value_id is not None
    trail = why_trail(notebook.pages, f"value:{glimpse.value_id.hex()}")
    assert told(trail) == [
        ("value", "Being with people", None),
        ("glimpse", "In your own words", "with Sam"),
        ("reflection", SELF.words, "In the garden with Sam."),
    ]


def test_a_value_may_come_from_a_reflection_a_piece_or_a_worksheet(notebook: Notebook) -> None:
    sources = (
        f"reflection:{reflections(notebook.pages)[0].id.hex()}",
        f"creative:{pieces(notebook.pages)[0].id.hex()[:8]}",
        worksheets(notebook.pages)[0].id.hex(),
    )
    notebook.wish(AddValue(name="Warmth", came_from=sources))

    trail = why_trail(notebook.pages, timeline(notebook.pages)[0].ref)
    assert trail is not None
    assert [(one.title, one.words) for one in trail.because] == [
        (SELF.words, "In the garden with Sam."),
        ("To me", "Dear me."),
        ("Values in my words", "People."),
    ]


def test_a_trail_goes_in_no_circle(notebook: Notebook) -> None:
    piece = pieces(notebook.pages)[0].id.hex()
    notebook.wish(AddValue(name="Warmth", came_from=(piece,)))
    notebook.wish(x.MakePiece(kind="poem", text="Warm.", values=("warmth",)))
    poem = pieces(notebook.pages)[0].id.hex()
    notebook.wish(GlimpseValue(source=f"creative:{poem}", guess="warmth", quote="Warm."))

    nouns = [one[0] for one in told(why_trail(notebook.pages, f"creative:{poem}"))]
    assert nouns == ["creative", "value", "creative", "glimpse"]


def test_a_glimpse_is_let_go_once_and_leads_nowhere_until_that_is_taken_back(notebook: Notebook) -> None:
    (glimpse,) = glimpses_shown(notebook.pages)
    notebook.wish(AddValue(name="Belonging"))
    value = timeline(notebook.pages)[0].ref
    assert len(told(why_trail(notebook.pages, value))) == 3

    notebook.wish(x.LetGlimpseGo(glimpse=glimpse.id.hex()))
    assert glimpses_shown(notebook.pages) == []
    assert [one.let_go for one in glimpses_shown(notebook.pages, every=True)] == [True]
    assert len(told(why_trail(notebook.pages, value))) == 1
    with pytest.raises(Refused, match="let go already"):
        notebook.wish(x.LetGlimpseGo(glimpse=glimpse.id.hex()))

    notebook.wish(Undo())
    assert [one.id for one in glimpses_shown(notebook.pages)] == [glimpse.id]


def test_where_it_starts_and_what_is_hoped_for_are_as_last_said() -> None:
    notebook = Notebook()
    notebook.wish(
        x.ShareStartingPoint(contexts=("stuck-lost-numb", "stuck_lost_numb"), therapy="in it"),
        x.ChooseHopes(hopes=("meaningful goals",), own_words="A quieter year."),
        x.ShareStartingPoint(contexts=("life_transition",), own_words="A move."),
    )

    start = start_of(notebook.pages)
    assert (start.contexts, start.context_words, start.therapy) == (("life_transition",), "A move.", "rather_not_say")
    assert (start.hopes, start.hope_words) == (("meaningful_goals",), "A quieter year.")


def test_primers_and_their_cards_are_kept_without_a_count() -> None:
    notebook = Notebook()
    notebook.wish(
        x.AnswerPrimer(primer_id="values-vs-goals", item_id="call", answer="value", matched=False),
        x.AnswerPrimer(primer_id="values-vs-goals", item_id="call", answer="goal", matched=True),
        x.FinishPrimer(primer_id="values-vs-goals", version=2, lang="en"),
        x.FinishPrimer(primer_id="values-vs-goals", version=1, lang="en"),
    )

    assert sorted_cards(notebook.pages, "values-vs-goals") == {"call": "goal"}
    assert finished_primers(notebook.pages) == {"values-vs-goals": 2}


def test_a_worksheet_is_changed_field_by_field_and_an_empty_field_is_cleared(notebook: Notebook) -> None:
    called = worksheets(notebook.pages)[0].id.hex()
    notebook.wish(
        x.ReviseWorksheet(
            worksheet=called,
            fields=(
                x.Field(id="one", asked="What matters?", text="People."),
                x.Field(id="two", lines=("tea", "tea", " "), number=4, things=("kindness", "health")),
            ),
        )
    )
    (sheet,) = worksheets(notebook.pages)
    one, two = sheet.answers
    assert (one.text, two.lines, two.number) == ("People.", ("tea", "tea"), 4)
    assert [ref.partition(":")[0] for ref in two.refs] == ["value", "domain"]
    assert len(notebook.recorded[-1].event.body) < 200, "what did not change is not said again"

    notebook.wish(x.ReviseWorksheet(worksheet=called, fields=(x.Field(id="one"),)))
    assert [answer.field_id for answer in worksheets(notebook.pages)[0].answers] == ["two"]
    with pytest.raises(BadInput, match="Nothing would change"):
        notebook.wish(x.ReviseWorksheet(worksheet=called, fields=(x.Field(id="one"),)))


def test_a_piece_without_words_gets_its_first_ones(notebook: Notebook) -> None:
    notebook.wish(x.MakePiece(kind="collage", title="My wall"))
    notebook.wish(x.RevisePiece(piece="my wall", text="Red, and a door."))

    assert next((one.title, one.sort, one.text) for one in pieces(notebook.pages)) == (
        "My wall",
        "A collage",
        "Red, and a door.",
    )


def told(trail: Trail | None) -> list[tuple[str, str, str | None]]:
    """Return a trail as a list, from the thing to what is furthest behind it."""
    assert trail is not None
    return [(trail.noun, trail.title, trail.words), *(one for behind in trail.because for one in told(behind))]

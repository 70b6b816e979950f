"""What two devices explored apart comes together the same on both, and no words are lost."""

import itertools
from collections.abc import Sequence

import pytest

from tests.support.happenings import DAY, LAPTOP, PHONE, id_of, recorded
from tests.support.notebook import Notebook
from whyward.journal.events import creative as c
from whyward.journal.events import learning as n
from whyward.journal.events import profile as o
from whyward.journal.events import reflections as f
from whyward.journal.events import values as v
from whyward.journal.events import worksheets as w
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.fields import Body
from whyward.journal.events.plumbing import ConflictSettled
from whyward.journal.intentions import exploring as x
from whyward.journal.intentions.reflections import Asked, SettleReflection, StartReflection, WriteReflection
from whyward.journal.pages import Pages
from whyward.journal.projections.exploring import (
    apart,
    glimpses_shown,
    pieces,
    quiet_prompts,
    reflections,
    sorted_cards,
    start_of,
    worksheets,
)

R, Q, K, G = id_of("r", 0), id_of("q", 0), id_of("k", 0), id_of("i", 0)
STARTED = f.ReflectionStarted(reflection_id=R, prompt_id="p", prompt_version=1, prompt_shown="Who?", lang="en")


def base(hlc: int) -> bytes:
    """Return the id of the event with that clock."""
    return id_of("e", hlc)


def merged(*bodies: Body) -> Pages:
    """Return what these come to, the laptop's and the phone's in turn: the same for every order of arrival."""
    devices = itertools.cycle([LAPTOP, PHONE])
    events: Sequence[Recorded] = [
        recorded(body, hlc, device=device) for hlc, (body, device) in enumerate(zip(bodies, devices, strict=False), 1)
    ]
    found: dict[bytes, Pages] = {}
    for order in itertools.permutations(events):
        pages = Pages()
        for one in order:
            pages.merge([one])
        found[pages.state_hash()] = pages
    (pages,) = found.values()
    return pages


def written(text: str, *feelings: str) -> f.ReflectionWritten:
    """Return words to the question."""
    return f.ReflectionWritten(reflection_id=R, text=text, feelings=feelings, occurred_on=DAY)


def revised(hlc: int, text: str) -> f.ReflectionRevised:
    """Return other words, made from those with that clock."""
    return f.ReflectionRevised(reflection_id=R, base_event_id=base(hlc), text=text)


@pytest.mark.parametrize(
    ("bodies", "texts"),
    [
        ((written("one"), revised(2, "two")), ["two"]),
        ((written("one"), revised(2, "two"), revised(2, "other")), ["other", "two"]),
        ((written("one"), written("other")), ["other", "one"]),
        ((written("one"), written("other"), revised(3, "later")), ["later", "one"]),
        ((written("one"), revised(9, "two")), ["two", "one"]),
    ],
)
def test_texts_that_did_not_meet_are_both_kept(bodies: tuple[Body, ...], texts: list[str]) -> None:
    (reflection,) = reflections(merged(STARTED, *bodies))

    assert [version.text for version in reflection.versions] == texts
    assert reflection.text == texts[0]


def test_feelings_of_two_first_words_are_all_kept() -> None:
    (reflection,) = reflections(merged(STARTED, written("one", "calm"), written("two", "brave", "calm")))

    assert reflection.feelings == ("calm", "brave")


def test_whatever_is_said_later_decides_whether_a_question_is_aside() -> None:
    aside = f.ReflectionSetAside(reflection_id=R, why="not_now")

    assert reflections(merged(STARTED, written("one"), aside))[0].is_aside
    assert not reflections(merged(STARTED, aside, written("one")))[0].is_aside


def test_that_a_question_was_too_much_is_known_whatever_is_said_after_it() -> None:
    aside = (f.ReflectionSetAside(reflection_id=R, why=why) for why in ("too_much", "not_now"))
    (reflection,) = reflections(pages := merged(STARTED, *aside, written("one")))

    assert (reflection.is_aside, reflection.text) == (False, "one")
    assert quiet_prompts(pages, DAY) == {"p"}


def test_a_reason_of_tomorrow_is_shown_as_other() -> None:
    (reflection,) = reflections(merged(STARTED, f.ReflectionSetAside(reflection_id=R, why="too_cold")))

    assert reflection.aside_because == "other"


def settled(kept: int, other: int, field: str = "text") -> ConflictSettled:
    """Return a settlement between the texts with those clocks."""
    return ConflictSettled(
        entity="reflection:" + R.hex(), field=field, kept_event_id=base(kept), other_event_ids=(base(other),)
    )


def test_a_settlement_leaves_one_text_and_another_field_of_it_none() -> None:
    bodies = (STARTED, written("one"), written("other"))

    assert [one.text for one in reflections(merged(*bodies, settled(2, 3)))[0].versions] == ["one"]
    assert len(reflections(merged(*bodies, settled(2, 3, field="body")))[0].versions) == 2


def test_pieces_that_were_changed_apart_keep_both_texts() -> None:
    made = c.CreativePieceMade(piece_id=Q, kind="letter", text="one")
    one, two = (c.CreativePieceRevised(piece_id=Q, base_event_id=base(1), text=text) for text in ("two", "three"))
    pages = merged(made, one, two)

    assert [version.text for version in pieces(pages)[0].versions] == ["three", "two"]
    assert [piece.id for piece in apart(pages)[1]] == [Q]


def answered(field_id: str, text: str | None) -> w.WorksheetRevised:
    """Return another answer in one field."""
    return w.WorksheetRevised(worksheet_id=K, answers=(w.Answer(field_id=field_id, text=text),))


def test_each_field_of_a_worksheet_has_its_last_answer_and_others_stay() -> None:
    first = w.WorksheetFilled(
        worksheet_id=K,
        template_id="w1",
        template_version=1,
        lang="en",
        answers=(w.Answer(field_id="one", text="a"), w.Answer(field_id="two", text="b")),
    )
    (sheet,) = worksheets(merged(first, answered("one", "laptop"), answered("two", "phone"), answered("one", None)))

    assert [(answer.field_id, answer.text) for answer in sheet.answers] == [("two", "phone")]


def test_the_last_word_stands_for_where_it_starts_for_hopes_and_for_cards() -> None:
    pages = merged(
        o.StartingPointShared(contexts=("other",), therapy="in_it"),
        o.HopesChosen(hopes=("other",)),
        o.StartingPointShared(therapy="between"),
        n.PrimerAnswered(primer_id="p", item_id="i", answer="value", matched=True),
        n.PrimerAnswered(primer_id="p", item_id="i", answer="goal", matched=False),
    )

    assert (start_of(pages).contexts, start_of(pages).therapy, start_of(pages).hopes) == ((), "between", ("other",))
    assert sorted_cards(pages, "p") == {"i": "goal"}


def test_a_glimpse_let_go_on_one_device_is_let_go_on_both() -> None:
    marked = v.ValueGlimpsed(glimpse_id=G, source="reflection:" + R.hex(), guess="calm")

    assert [one.let_go for one in glimpses_shown(merged(v.GlimpseLetGo(glimpse_id=G), marked), every=True)] == [True]


def test_two_devices_settle_what_they_wrote_apart() -> None:
    laptop, phone = Notebook(LAPTOP), Notebook(PHONE)
    asked = Asked(prompt_id="p.self", version=1, words="When?", lang="en")
    phone.hear(laptop.wish(StartReflection(asked=asked, text="draft"), x.MakePiece(kind="poem", title="P", text="o")))
    called = reflections(laptop.pages)[0].id.hex()
    ours = laptop.wish(WriteReflection(reflection=called, text="from the laptop"), x.RevisePiece(piece="P", text="l"))
    theirs = phone.wish(WriteReflection(reflection=called, text="from the phone"), x.RevisePiece(piece="P", text="p"))
    laptop.hear(theirs)
    phone.hear(ours)

    assert apart(laptop.pages) == apart(phone.pages)
    assert [len(found) for found in apart(laptop.pages)] == [1, 1]
    phone.hear(laptop.wish(SettleReflection(reflection=called, merged_text="of both"), x.SettlePiece(piece="P")))
    assert [len(found) for found in apart(phone.pages)] == [0, 0]
    assert reflections(phone.pages)[0].text == "of both"
    assert laptop.pages.state_hash() == phone.pages.state_hash()

"""Reviews, and what was noticed: what is refused, what two devices that did not meet come to; no text is lost."""

import itertools
from datetime import date

import pytest

from tests.support.happenings import LAPTOP, PHONE, id_of, recorded
from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import BadInput, JournalError, NotFound, Refused
from whyward.journal.events import reviews as w
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.plumbing import ConflictSettled, EventRetracted
from whyward.journal.folding.nouns_noticing import CHECKINS, COMPARISONS, INSIGHTS, REVIEWS
from whyward.journal.folding.reviews import ReviewRow
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.checkins import CompleteCheckin, Said
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.reviews import (
    Changed,
    CompareThenAndNow,
    DismissInsight,
    KeepInsight,
    LensWords,
    ReviseReview,
    SettleReview,
    WriteReview,
)
from whyward.journal.intentions.values import AddValue
from whyward.journal.pages import Pages
from whyward.journal.projections.reviews import reviews_apart

REVIEW = id_of("w", 0)
LENS = LensWords(lens="accept_discomfort", version=1, shown="What was hard, and worth it?", text="The call.")
ABOUT = ("value:" + "0" * 32,)
NOTICED = w.insight_id_of("waiting-value", ABOUT)
KEPT = KeepInsight(
    insight_id=NOTICED,
    rule_id="waiting-value",
    rule_version=1,
    text_shown="Want something tiny for Calm?",
    about=ABOUT,
)


@pytest.fixture(name="notebook")
def a_notebook() -> Notebook:
    """Someone with a value and a review of a week."""
    notebook = Notebook()
    notebook.wish(
        AddValue(name="Calm"), WriteReview(noticed="I rested.", glad_about="Tea.", lenses=(LENS,), values=("calm",))
    )
    return notebook


def only(pages: Pages) -> ReviewRow:
    """Return the one review there is."""
    (row,) = pages.all(REVIEWS)
    return row


def texts(pages: Pages) -> dict[str, list[str]]:
    """Return the texts of the one review, with their versions."""
    return {text.field: [version.text for version in text.versions] for text in only(pages).texts}


REFUSED: list[tuple[Intention, type[JournalError], str]] = [
    (WriteReview(), BadInput, "is empty"),
    (WriteReview(noticed="  "), BadInput, "is empty"),
    (WriteReview(noticed="x", span="decade"), BadInput, "stretch of time"),
    (WriteReview(noticed="x", period_to=date(2026, 3, 9)), BadInput, "has not come yet"),
    (WriteReview(noticed="x", period_from=TODAY, period_to=date(2026, 3, 1)), BadInput, "end before they begin"),
    (WriteReview(noticed="x", values=("sun",)), NotFound, "No value"),
    (ReviseReview(review="ffff", changes=()), NotFound, "No review"),
    (CompareThenAndNow(kind="moons", a="1", b="2"), BadInput, "kind of comparison"),
    (CompareThenAndNow(kind="values", a="soon", b="2026-01-01"), BadInput, "not a date"),
    (CompareThenAndNow(kind="values", a="2026-01-01", b="values:2026-01-01"), BadInput, "Those two are one"),
    (CompareThenAndNow(kind="checkin", a="ffff", b="fffe"), NotFound, "No check-in"),
    (CompareThenAndNow(kind="sort", a="ffff", b="fffe"), NotFound, "No sort"),
    (
        KeepInsight(insight_id=NOTICED, rule_id="waiting-value", rule_version=1, text_shown="x", about=()),
        NotFound,
        "Nothing was noticed",
    ),
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


def test_a_review_holds_what_was_written_and_the_question_as_it_stood(notebook: Notebook) -> None:
    row = only(notebook.pages)

    assert (row.span, row.period_from, row.period_to) == ("week", date(2026, 2, 26), TODAY)
    assert [(text.field, text.shown) for text in row.texts] == [
        ("noticed", None),
        ("glad_about", None),
        ("lens:accept_discomfort", "What was hard, and worth it?"),
    ]


def test_whenever_goes_on_from_the_review_before(notebook: Notebook) -> None:
    notebook.later(10)
    notebook.wish(WriteReview(noticed="x", span="whenever"), WriteReview(noticed="x", span="month"))

    spans = {row.span: row.period_from for row in notebook.pages.all(REVIEWS)}
    assert spans["whenever"] == date(2026, 3, 5)
    assert spans["month"] == date(2026, 2, 13)


def test_each_text_changes_by_itself_and_may_be_emptied(notebook: Notebook) -> None:
    notebook.wish(
        ReviseReview(
            review=only(notebook.pages).review_id.hex(),
            changes=(
                Changed(field="noticed", text="I rested a lot."),
                Changed(field="glad_about", text=""),
                Changed(field="lens:meaningful_goals", text="Calling.", shown="What for?"),
            ),
        )
    )

    assert texts(notebook.pages) == {
        "noticed": ["I rested a lot."],
        "lens:accept_discomfort": ["The call."],
        "lens:meaningful_goals": ["Calling."],
    }
    assert (only(notebook.pages).revised, only(notebook.pages).texts[-1].shown) == (True, "What for?")
    notebook.wish(Undo())
    assert not only(notebook.pages).revised
    assert texts(notebook.pages)["glad_about"] == ["Tea."]


def test_a_text_that_a_review_does_not_have_is_refused(notebook: Notebook) -> None:
    review = only(notebook.pages).review_id.hex()
    for changes, base in (
        ((Changed(field="mood", text="x"),), None),
        ((Changed(field="noticed", text="x"),) * 2, None),
        ((), None),
        ((Changed(field="noticed", text="x"),), ("ff" * 16,)),
    ):
        with pytest.raises(BadInput):
            notebook.wish(ReviseReview(review=review, changes=changes, base=base))
    with pytest.raises(Refused, match="one version"):
        notebook.wish(SettleReview(review=review, field="noticed"))


def apart() -> tuple[Notebook, Notebook, str]:
    """Return two devices that changed one text without seeing each other, and then met."""
    laptop, phone = Notebook(LAPTOP), Notebook(PHONE)
    phone.hear(laptop.wish(WriteReview(noticed="I rested.")))
    review = only(laptop.pages).review_id.hex()
    mine = laptop.wish(ReviseReview(review=review, changes=(Changed(field="noticed", text="On the laptop."),)))
    theirs = phone.wish(
        ReviseReview(
            review=review,
            changes=(Changed(field="noticed", text="On the phone."), Changed(field="what_helped", text="Sleep.")),
        )
    )
    laptop.hear(theirs)
    phone.hear(mine)
    return laptop, phone, review


def test_what_two_devices_wrote_apart_stands_side_by_side() -> None:
    laptop, phone, _ = apart()

    assert laptop.pages.state_hash() == phone.pages.state_hash()
    assert sorted(texts(laptop.pages)["noticed"]) == ["On the laptop.", "On the phone."]
    assert texts(laptop.pages)["what_helped"] == ["Sleep."]


@pytest.mark.parametrize(("keep", "merged"), [("2", None), ("1", "Both.")])
def test_settling_leaves_one_version(keep: str, merged: str | None) -> None:
    laptop, phone, review = apart()
    second = texts(laptop.pages)["noticed"][1]
    assert [one.id.hex() for one in reviews_apart(laptop.pages)] == [review]
    phone.hear(laptop.wish(SettleReview(review=review, keep=keep, merged_text=merged)))

    assert texts(phone.pages)["noticed"] == [merged or second]
    assert laptop.pages.state_hash() == phone.pages.state_hash()


def test_changing_one_of_two_versions_leaves_the_other() -> None:
    laptop, _, review = apart()
    first, second = texts(laptop.pages)["noticed"]
    laptop.wish(ReviseReview(review=review, changes=(Changed(field="noticed", text=f"{first} More."),)))

    assert texts(laptop.pages)["noticed"] == [f"{first} More.", second]


def test_changing_what_was_seen_as_two_versions_takes_the_place_of_both() -> None:
    laptop, _, review = apart()
    held = next(text.versions for text in only(laptop.pages).texts if text.field == "noticed")
    base = tuple(version.event_id.hex() for version in held)
    laptop.wish(ReviseReview(review=review, changes=(Changed(field="noticed", text="Both."),), base=base))

    assert texts(laptop.pages)["noticed"] == ["Both."]


def folded(*events: Recorded) -> Pages:
    """Fold events in every order of arrival, and see that all come to the same."""
    hashes: set[bytes] = set()
    pages = Pages()
    for arrival in itertools.permutations(events):
        pages = Pages()
        for one in arrival:
            pages.merge([one])
        hashes.add(pages.state_hash())
    assert len(hashes) == 1
    return pages


def test_every_order_of_arrival_comes_to_the_same_versions() -> None:
    written = w.ReviewWritten(review_id=REVIEW, span="week", period_from=TODAY, period_to=TODAY, noticed="a")

    def revised(text: str, *bases: int) -> w.ReviewRevised:
        ids = tuple(id_of("e", base) for base in bases)
        return w.ReviewRevised(review_id=REVIEW, base_event_ids=ids, field="noticed", text=text)

    pages = folded(
        recorded(written, 1),
        recorded(revised("b", 1), 2, device=PHONE),
        recorded(revised("c", 1), 3),
        recorded(EventRetracted(target_event_id=id_of("e", 2), why="undo"), 4, device=PHONE),
    )
    assert texts(pages) == {"noticed": ["c"]}
    settled = ConflictSettled(
        entity="review:" + REVIEW.hex(), field="noticed", kept_event_id=id_of("e", 2), other_event_ids=(id_of("e", 3),)
    )
    pages = folded(
        recorded(written, 1),
        recorded(revised("b", 1), 2, device=PHONE),
        recorded(revised("c", 1), 3),
        recorded(settled, 4),
        recorded(revised("d", 3), 5, device=PHONE),
    )
    assert texts(pages) == {"noticed": ["d", "b"]}


# --- What was noticed ---


def test_what_is_noticed_has_one_id_on_every_device() -> None:
    assert w.insight_id_of("waiting-value", ABOUT) == NOTICED
    assert len({NOTICED, w.insight_id_of("waiting-value", ()), w.insight_id_of("tiny-works", ABOUT)}) == 3


def test_what_was_done_last_with_something_noticed_counts() -> None:
    notebook = Notebook()
    notebook.wish(KEPT)
    with pytest.raises(Refused, match="kept already"):
        notebook.wish(KEPT)
    notebook.wish(DismissInsight(insight_id=NOTICED, rule_id="waiting-value", never_again=True))
    with pytest.raises(Refused, match="not shown any more"):
        notebook.wish(DismissInsight(insight_id=NOTICED, rule_id="waiting-value", never_again=True))

    (row,) = notebook.pages.all(INSIGHTS)
    assert (row.dismissed, row.never_again, row.text_shown) == (True, True, KEPT.text_shown)
    notebook.wish(Undo())
    assert not notebook.pages.all(INSIGHTS)[0].dismissed


def test_the_last_word_about_something_noticed_wins_on_two_devices() -> None:
    kept = w.InsightKept(insight_id=NOTICED, rule_id="waiting-value", rule_version=1, text_shown="x", about=ABOUT)
    away = w.InsightDismissed(insight_id=NOTICED, rule_id="waiting-value")
    never = w.InsightDismissed(insight_id=NOTICED, rule_id="waiting-value", never_again=True)
    pages = folded(recorded(never, 1), recorded(kept, 2, device=PHONE), recorded(away, 3))

    (row,) = pages.all(INSIGHTS)
    assert (row.dismissed, row.never_again) == (True, False)


def test_then_and_now_are_named_by_day_or_id() -> None:
    notebook = Notebook()
    notebook.wish(*(CompleteCheckin(said=(Said(item="health.matter", number=number),)) for number in (3, 4)))
    first, second = (row.checkin_id.hex() for row in notebook.pages.all(CHECKINS))
    notebook.wish(
        CompareThenAndNow(kind="values", a="2026-01-01", b="values:2026-03-01", reflection="Calmer."),
        CompareThenAndNow(kind="checkin", a=first[:8], b=f"checkin:{second}"),
    )

    assert {(row.kind, row.a, row.b, row.reflection) for row in notebook.pages.all(COMPARISONS)} == {
        ("values", "values:2026-01-01", "values:2026-03-01", "Calmer."),
        ("checkin", f"checkin:{first}", f"checkin:{second}", None),
    }

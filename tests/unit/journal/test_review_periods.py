"""Which days a review is about, where they were not said; and which of several texts is meant, where it was not."""

from datetime import date, timedelta

import pytest

from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import BadInput, NotFound, Refused
from whyward.journal.folding.nouns_noticing import COMPARISONS, REVIEWS
from whyward.journal.folding.nouns_sorting import SORTS
from whyward.journal.intentions.reviews import Changed, CompareThenAndNow, ReviseReview, SettleReview, WriteReview
from whyward.journal.intentions.sorts import StartSort


def days(notebook: Notebook) -> list[tuple[date, date]]:
    """Return the days of every review, in the order in which they were written."""
    rows = sorted(notebook.pages.all(REVIEWS), key=lambda row: row.stamp)
    return [(row.period_from, row.period_to) for row in rows]


def test_one_day_may_be_looked_back_on_and_none_to_come() -> None:
    notebook = Notebook()
    notebook.wish(WriteReview(noticed="x", period_from=TODAY, period_to=TODAY))
    assert days(notebook) == [(TODAY, TODAY)]

    for first, last in ((TODAY, TODAY - timedelta(days=1)), (TODAY, TODAY + timedelta(days=1))):
        with pytest.raises(BadInput):
            notebook.wish(WriteReview(noticed="x", period_from=first, period_to=last))


def test_whenever_after_a_review_of_today_goes_on_from_the_one_before_that() -> None:
    notebook = Notebook()
    notebook.wish(WriteReview(noticed="x", period_to=TODAY - timedelta(days=10)))
    notebook.wish(WriteReview(noticed="x"), WriteReview(noticed="x", span="whenever"))

    assert days(notebook)[-1] == (TODAY - timedelta(days=9), TODAY)


def test_where_several_texts_have_versions_the_one_is_named() -> None:
    notebook = Notebook()
    notebook.wish(WriteReview(noticed="a", glad_about="b"))
    (row,) = notebook.pages.all(REVIEWS)
    review, base = row.review_id.hex(), (row.written_event_id.hex(),)
    for text in ("one", "two"):
        changes = (Changed(field="noticed", text=text), Changed(field="glad_about", text=text))
        notebook.wish(ReviseReview(review=review, changes=changes, base=base))
    with pytest.raises(NotFound, match="More than one text"):
        notebook.wish(SettleReview(review=review))
    notebook.wish(SettleReview(review=review, field="noticed", keep="2"))
    notebook.wish(SettleReview(review=review))
    (row,) = notebook.pages.all(REVIEWS)

    assert {text.field: [version.text for version in text.versions] for text in row.texts} == {
        "noticed": ["one"],
        "glad_about": ["two"],
    }
    with pytest.raises(Refused, match="has one version"):
        notebook.wish(SettleReview(review=review))


def test_two_versions_that_were_seen_are_both_replaced() -> None:
    notebook = Notebook()
    notebook.wish(WriteReview(noticed="a"))
    (row,) = notebook.pages.all(REVIEWS)
    review, base = row.review_id.hex(), (row.written_event_id.hex(),)
    events = [
        *notebook.wish(ReviseReview(review=review, changes=(Changed(field="noticed", text="one"),), base=base)),
        *notebook.wish(ReviseReview(review=review, changes=(Changed(field="noticed", text="two"),), base=base)),
    ]
    seen = tuple(one.event.id.hex() for one in events)
    notebook.wish(ReviseReview(review=review, changes=(Changed(field="noticed", text="both"),), base=seen))

    (row,) = notebook.pages.all(REVIEWS)
    assert [version.text for version in row.texts[0].versions] == ["both"]
    for wrong in ((), ("ffff",), (seen[0], "ffff")):
        with pytest.raises(BadInput, match="no version"):
            notebook.wish(ReviseReview(review=review, changes=(Changed(field="noticed", text="x"),), base=wrong))


def test_a_version_is_kept_by_its_id_and_what_is_none_is_refused() -> None:
    notebook = Notebook()
    notebook.wish(WriteReview(noticed="a"))
    (row,) = notebook.pages.all(REVIEWS)
    review, base = row.review_id.hex(), (row.written_event_id.hex(),)
    (one,) = notebook.wish(ReviseReview(review=review, changes=(Changed(field="noticed", text="one"),), base=base))
    notebook.wish(ReviseReview(review=review, changes=(Changed(field="noticed", text="two"),), base=base))
    for wrong in ("0", "3", "ff" * 16):
        with pytest.raises((BadInput, NotFound)):
            notebook.wish(SettleReview(review=review, keep=wrong))
    notebook.wish(SettleReview(review=review, keep=one.event.id.hex()))

    (row,) = notebook.pages.all(REVIEWS)
    assert [version.text for version in row.texts[0].versions] == ["one"]


def test_two_sorts_are_put_beside_each_other_by_their_ids() -> None:
    notebook = Notebook()
    for _ in range(2):
        notebook.wish(StartSort(deck_id="deck", deck_version=1, card_ids=("kindness", "courage")))
    first, second = (row.sort_id.hex() for row in sorted(notebook.pages.all(SORTS), key=lambda row: row.stamp))
    notebook.wish(CompareThenAndNow(kind="sort", a=first, b=f"sort:{second[:12]}"))

    (compared,) = notebook.pages.all(COMPARISONS)
    assert (compared.a, compared.b) == (f"sort:{first}", f"sort:{second}")
    for wrong in ("f" * 32, "nothing", ""):
        with pytest.raises(NotFound, match="No sort"):
            notebook.wish(CompareThenAndNow(kind="sort", a=first, b=wrong))

"""Deciding wishes about looking back.

Nothing written is replaced: a change is another version of one text, made from the one that was seen.
"""

from datetime import date, timedelta
from typing import Final, assert_never

from whyward.journal.days import date_from
from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput, NotFound, Refused
from whyward.journal.events.kinds_noticing import CHECKIN, REVIEW
from whyward.journal.events.plumbing import ConflictSettled
from whyward.journal.events.reviews import (
    Compared,
    InsightDismissed,
    InsightKept,
    LensText,
    ReviewRevised,
    ReviewWritten,
    Span,
    ThenAndNowCompared,
    insight_id_of,
)
from whyward.journal.folding.nouns_noticing import INSIGHTS, REVIEWS
from whyward.journal.folding.reviews import LENS, TEXTS, ReviewRow
from whyward.journal.folding.versions import Version
from whyward.journal.intentions.reviews import (
    Changed,
    CompareThenAndNow,
    DismissInsight,
    KeepInsight,
    LensWords,
    ReviewIntention,
    ReviseReview,
    SettleReview,
    WriteReview,
)
from whyward.journal.names import PREFIX_DIGITS_MIN, find_value, ids_from
from whyward.journal.names_noticing import find_checkin, find_review
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import chosen, cleaned_line, cleaned_text, optional_text

_WEEK_DAYS: Final = 7
_MONTH_DAYS: Final = 30
_WHENEVER_DAYS: Final = 28


def decide_review(wish: ReviewIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case WriteReview():
            return [Fact(_written(wish, pages, context), context.now_ms)]
        case ReviseReview():
            row = find_review(pages, wish.review)
            return [Fact(_revised(change, wish, row, pages), context.now_ms) for change in _changes(wish)]
        case SettleReview():
            return [Fact(_settled(wish, find_review(pages, wish.review)), context.now_ms)]
        case KeepInsight():
            return [Fact(_kept(wish, pages), context.now_ms)]
        case DismissInsight():
            return [Fact(_dismissed(wish, pages), context.now_ms)]
        case CompareThenAndNow():
            return [Fact(_compared(wish, pages, context), context.now_ms)]
        case _:
            assert_never(wish)


def _written(wish: WriteReview, pages: Pages, context: Context) -> ReviewWritten:
    span = Span(chosen(wish.span, Span, sentence("stretch of time")))
    first, last = _period(wish, span, pages, context)
    written = ReviewWritten(
        review_id=context.fresh_id(),
        span=span.value,
        period_from=first,
        period_to=last,
        noticed=optional_text(wish.noticed, sentence("What you noticed")),
        glad_about=optional_text(wish.glad_about, sentence("What you are glad about")),
        harder_than_expected=optional_text(wish.harder_than_expected, sentence("What was harder")),
        what_helped=optional_text(wish.what_helped, sentence("What helped")),
        next_tiny_step=optional_text(wish.next_tiny_step, sentence("The next tiny step")),
        lenses=tuple(_lens(lens) for lens in wish.lenses if lens.text.strip()),
        value_ids=tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values)),
    )
    if not written.lenses and not any(getattr(written, field) for field in TEXTS):
        raise BadInput("The review is empty", hint="One line under any of the questions is enough.")
    return written


def _lens(given: LensWords) -> LensText:
    return LensText(
        lens=cleaned_line(given.lens, sentence("The lens")),
        version=given.version,
        shown=cleaned_text(given.shown, sentence("The question of the lens")),
        text=cleaned_text(given.text, sentence("What you wrote")),
    )


def _period(wish: WriteReview, span: Span, pages: Pages, context: Context) -> tuple[date, date]:
    """Return the days a review is about; those that were not said end today."""
    today = context.today(pages)
    last = wish.period_to or today
    if wish.period_from is not None:
        first = wish.period_from
    elif span is Span.WHENEVER:
        before = max((row.period_to for row in pages.all(REVIEWS) if row.period_to < last), default=None)
        first = last - timedelta(days=_WHENEVER_DAYS - 1) if before is None else before + timedelta(days=1)
    else:
        first = last - timedelta(days=(_WEEK_DAYS if span is Span.WEEK else _MONTH_DAYS) - 1)
    if last > today:
        raise BadInput(
            sentence("%(day)s has not come yet", day=last.isoformat()),
            hint="A review looks back; name a day that has been.",
        )
    if first > last:
        raise BadInput("Those days end before they begin", hint="Nothing was recorded; name the earlier day first.")
    return first, last


def _changes(wish: ReviseReview) -> tuple[Changed, ...]:
    if not wish.changes:
        raise BadInput("Nothing would change", hint="Write something new under one of the questions.")
    if len({change.field for change in wish.changes}) != len(wish.changes):
        raise BadInput("One text was given twice", hint="Nothing was recorded; give each once.")
    return wish.changes


def _revised(change: Changed, wish: ReviseReview, row: ReviewRow, pages: Pages) -> ReviewRevised:
    """Return the change of one text: each has its own event, so that it says which versions of that text were seen."""
    field = change.field
    if field not in TEXTS and not field.startswith(LENS):
        raise BadInput(
            "A review has no text of that name",
            hint=sentence("It has: %(texts)s, and the lenses.", texts=", ".join(TEXTS)),
        )
    held = next((text.versions for text in row.texts if text.field == field), ())
    if wish.base is None:
        bases = tuple(version.event_id for version in held[:1]) or (row.written_event_id,)
    else:
        bases = _seen(wish.base, row, pages)
    return ReviewRevised(
        review_id=row.review_id,
        base_event_ids=bases,
        field=cleaned_line(field, sentence("The text")),
        text=optional_text(change.text, sentence("What you wrote")) or "",
        shown=optional_text(change.shown, sentence("The question of the lens")),
    )


def _seen(base: tuple[str, ...], row: ReviewRow, pages: Pages) -> tuple[bytes, ...]:
    """Return the versions that the person saw; they may have been overtaken or taken back since."""
    known = {one.event.id.hex(): one.event.id for one in pages.happened(REVIEW + row.review_id)}
    asked = [digits.strip().casefold() for digits in base]
    if not asked or not set(asked) <= known.keys():
        raise BadInput("That review has no version with that id", hint="`review show` lists its versions.")
    return tuple(dict.fromkeys(known[digits] for digits in asked))


def _settled(wish: SettleReview, row: ReviewRow) -> ConflictSettled:
    waiting = [text for text in row.texts if len(text.versions) > 1 and wish.field in {None, text.field}]
    if not waiting:
        raise Refused("That text has one version", hint="Nothing needs to be settled.")
    if len(waiting) > 1:
        listed = ", ".join(text.field for text in waiting)
        raise NotFound(
            "More than one text of it has several versions", hint=sentence("Say which: %(listed)s.", listed=listed)
        )
    (text,) = waiting
    kept = _version(wish.keep, text.versions)
    return ConflictSettled(
        entity=REVIEW.decode() + row.review_id.hex(),
        field=text.field,
        kept_event_id=kept.event_id,
        other_event_ids=tuple(other.event_id for other in text.versions if other.event_id != kept.event_id),
        merged_text=optional_text(wish.merged_text, sentence("The merged text")),
    )


def _version(named: str, versions: tuple[Version, ...]) -> Version:
    if named.isdecimal() and 1 <= int(named) <= len(versions):
        return versions[int(named) - 1]
    digits = named.strip().casefold()
    fitting = [version for version in versions if version.event_id.hex().startswith(digits)]
    if len(digits) >= PREFIX_DIGITS_MIN and len(fitting) == 1:
        return fitting[0]
    raise NotFound(
        sentence("There are %(versions)s versions, and that names none of them", versions=len(versions)),
        hint="Say 1, 2, or an id.",
    )


def _kept(wish: KeepInsight, pages: Pages) -> InsightKept:
    _check_insight(wish.insight_id, wish.rule_id, wish.about)
    row = pages.one(INSIGHTS, wish.insight_id)
    text = cleaned_text(wish.text_shown, sentence("What was noticed"))
    if row is not None and not row.dismissed and row.text_shown == text:
        raise Refused("That is kept already", hint="Nothing needs to change.")
    return InsightKept(
        insight_id=wish.insight_id,
        rule_id=wish.rule_id,
        rule_version=wish.rule_version,
        text_shown=text,
        about=wish.about,
    )


def _dismissed(wish: DismissInsight, pages: Pages) -> InsightDismissed:
    row = pages.one(INSIGHTS, wish.insight_id)
    if row is not None and row.never_again and wish.never_again:
        raise Refused("That is not shown any more already", hint="Nothing needs to change.")
    rule_id = cleaned_line(wish.rule_id, sentence("The rule"))
    return InsightDismissed(insight_id=wish.insight_id, rule_id=rule_id, never_again=wish.never_again)


def _check_insight(insight_id: bytes, rule_id: str, about: tuple[str, ...]) -> None:
    if insight_id != insight_id_of(rule_id, about):
        raise NotFound("Nothing was noticed under that id", hint="`whyward insights list` shows what there is.")


def _compared(wish: CompareThenAndNow, pages: Pages, context: Context) -> ThenAndNowCompared:
    kind = Compared(chosen(wish.kind, Compared, sentence("kind of comparison")))
    a, b = (_side(kind, called, pages) for called in (wish.a, wish.b))
    if a == b:
        raise BadInput("Those two are one", hint="Name an earlier one and a later one.")
    return ThenAndNowCompared(
        compare_id=context.fresh_id(),
        kind=kind.value,
        a=a,
        b=b,
        reflection=optional_text(wish.reflection, sentence("What you noticed")),
    )


def _side(kind: Compared, called: str, pages: Pages) -> str:
    bare = called.removeprefix(f"{kind.value}:")
    match kind:
        case Compared.VALUES:
            return f"values:{date_from(bare).isoformat()}"
        case Compared.CHECKIN:
            return CHECKIN.decode() + find_checkin(pages, bare).checkin_id.hex()
        case Compared.SORT:
            return _sort(bare, pages)
        case _:
            assert_never(kind)


def _sort(called: str, pages: Pages) -> str:
    prefix = b"sort:"
    span = ids_from(called, prefix)
    found = [] if span is None else pages.ids_between("entity", *span, most=2)
    if len(found) != 1:
        raise NotFound("No sort goes by that id", hint="`whyward timeline --kind sort` shows them.")
    return prefix.decode() + found[0].removeprefix(prefix).hex()

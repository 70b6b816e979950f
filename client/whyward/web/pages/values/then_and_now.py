"""Then and now: values on two days, or the cards of two sorts, side by side.

Neither of the two is better; it says what came nearer and what moved away, in words and in a table.
"""

from datetime import date, timedelta
from functools import partial
from typing import Final
from urllib.parse import urlencode

from whyward.content.cards import words_of
from whyward.journal.events.reviews import Compared
from whyward.journal.intentions.reviews import CompareThenAndNow
from whyward.journal.names_sorting import find_sort
from whyward.journal.projections.reviews import comparisons
from whyward.journal.projections.sorts import Sort, sort_shown, sorts
from whyward.journal.projections.then_and_now import (
    Changed,
    first_day,
    sorts_then_and_now,
    values_then_and_now,
)
from whyward.journal.projections.values import current_values
from whyward.web.form import FieldRefused
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post
from whyward.web.texts import Texts

_USUAL_DAYS: Final = 90


async def show_then_and_now(request: Request) -> Response:
    """Compare two days, or two sorts if they were chosen."""
    ended = [sort for sort in sorts(request.pages) if sort.shortlist]
    first, second = _sorts_asked(request, ended)
    then = now = None
    if first is not None and second is not None:
        changed = sorts_then_and_now(first, second)
        names = _card_names(first) | _card_names(second)
    else:
        then, now = _days_asked(request)
        changed = [] if then is None else _between(request, then, now or request.today)
        names = {one.key: one.name for one in changed}
    texts = request.texts
    kind, a, b = _sides(first, second, then, now)
    kept = [one for one in comparisons(request.pages) if one.kind in {Compared.VALUES, Compared.SORT}]
    place = f"then-and-now:{a}:{b}"
    return page(
        request,
        "values/then_and_now.html",
        kind=kind,
        a=a,
        b=b,
        place=place,
        draft=request.journal.drafts.at(place),
        kept=[one for one in kept if one.reflection],
        changed=[(one, names.get(one.key, one.name), _moved(texts, one.moved)) for one in changed],
        sentence=_sentence(texts, changed, names),
        then=then,
        now=now,
        first=first,
        second=second,
        sorts=[(sort.id.hex(), _sort_name(texts, sort)) for sort in ended],
        sort_name=partial(_sort_name, texts),
    )


async def keep(request: Request) -> Response:
    """Keep what the person noticed about the two."""
    form = request.form
    kind, a, b = form.text("kind"), form.text("a"), form.text("b")
    wish = CompareThenAndNow(kind=kind, a=a, b=b, reflection=form.text("reflection"))
    if not form.optional("reflection"):
        _ = request.texts.gettext
        raise FieldRefused("reflection", _("Your words are empty"), hint=_("A line is enough, and none is needed."))
    request.say(request.texts.gettext("Your words are kept."), await request.journal.record(wish))
    names = ("first", "second") if kind == Compared.SORT else ("then", "now")
    sides = [one.partition(":")[2] for one in (a, b)]
    return see_other(f"/values/then-and-now?{urlencode(dict(zip(names, sides, strict=True)))}")


def _sides(first: Sort | None, second: Sort | None, then: date | None, now: date | None) -> tuple[str, str, str]:
    """Return what is compared, and the two of it by their references; empty where there is nothing to compare."""
    if first is not None and second is not None:
        return Compared.SORT.value, f"sort:{first.id.hex()}", f"sort:{second.id.hex()}"
    if then is None or now is None:
        return Compared.VALUES.value, "", ""
    return Compared.VALUES.value, f"values:{then.isoformat()}", f"values:{now.isoformat()}"


def _between(request: Request, then: date, now: date) -> list[Changed]:
    """Compare the values of two days; a day to come is today."""
    pages = request.pages
    before = current_values(pages.as_of(then), then, every=True)
    later = pages if now >= request.today else pages.as_of(now)
    return values_then_and_now(before, current_values(later, now, every=True))


def _days_asked(request: Request) -> tuple[date | None, date | None]:
    """Return the two days: as asked, or a season ago and today; none where no value was named before today."""
    begun = first_day(request.pages)
    then, now = request.query.day("then"), request.query.day("now") or request.today
    if begun is None:
        return None, now
    then = then or max(begun, request.today - timedelta(days=_USUAL_DAYS))
    return (then, now) if then <= now else (now, then)


def _sorts_asked(request: Request, ended: list[Sort]) -> tuple[Sort | None, Sort | None]:
    """Return the two sorts that were asked for, the earlier one first."""
    called = [request.query.optional(name) for name in ("first", "second")]
    if None in called:
        return None, None
    ids = {find_sort(request.pages, one).sort_id for one in called}
    asked = [sort for sort in reversed(ended) if sort.id in ids]
    if not asked:
        one = sort_shown(request.pages, ids.pop())
        return one, one
    return asked[0], asked[-1]


def _card_names(sort: Sort) -> dict[str, str]:
    return {card.card_id: words_of(card.card_id, card.label, None)[0] for card in sort.cards}


def _sort_name(texts: Texts, sort: Sort) -> str:
    return texts.gettext("Sort of %(day)s") % {"day": texts.day(sort.on)}


def _moved(texts: Texts, moved: str) -> str:
    _ = texts.gettext
    words = {
        "new": _("new"),
        "nearer": _("nearer than then"),
        "same": _("where it was"),
        "farther": _("a little farther off"),
        "resting": _("resting"),
        "left": _("not with you now"),
    }
    return words.get(moved, "")


def _sentence(texts: Texts, changed: list[Changed], names: dict[str, str]) -> str:
    """Return the difference in a sentence or two."""
    _ = texts.gettext

    def called(moved: str) -> str:
        return ", ".join(names.get(one.key, one.name) for one in changed if one.moved == moved)

    if not changed:
        return ""
    told = [
        form % {"names": called(moved)}
        for moved, form in (
            ("new", _("New since then: %(names)s.")),
            ("nearer", _("Nearer to your heart: %(names)s.")),
            ("left", _("Not with you now: %(names)s.")),
            ("resting", _("Resting: %(names)s.")),
        )
        if called(moved)
    ]
    return " ".join(told) or _("Nothing has moved. That says something too.")


ROUTES: Final[tuple[Route, ...]] = (
    get("/values/then-and-now", show_then_and_now),
    post("/values/then-and-now", keep),
)

"""The target on pages: a ring for each part of life or value, chosen by its number, drawn beside a table.

Seven is the middle. A thing without a mark is not on the target.
"""

from typing import Final

from whyward.content.compass import compass
from whyward.journal.formulas.target import RINGS
from whyward.journal.intentions.checkins import Marked, MarkTarget
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.targets import targets
from whyward.journal.projections.values import current_values
from whyward.web.form import FieldRefused
from whyward.web.pages.noticing.chart import target_shown
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_MARK: Final = "mark-"
_VALUES_MAX: Final = 5


async def show_target(request: Request) -> Response:
    """Show the latest target, those before it, and a new one to mark."""
    found = targets(request.pages)
    _ = request.texts.gettext
    domains = [(f"domain:{domain.id}", domain.name) for domain in domain_map(request.pages)]
    nearest = current_values(request.pages, request.today)[:_VALUES_MAX]
    values = [(f"value:{value.id.hex()}", value.name) for value in nearest]
    return page(
        request,
        "noticing/target.html",
        words=compass().target,
        found=found,
        drawn=target_shown(found[0]) if found else None,
        groups=[(name, things) for name, things in ((_("Parts of life"), domains), (_("Values"), values)) if things],
        rings=range(RINGS, 0, -1),
    )


async def mark(request: Request) -> Response:
    """Put marks on a new target."""
    form, _ = request.form, request.texts.gettext
    marks: list[Marked] = []
    for name in dict.fromkeys(name for name, text in form.pairs() if name.startswith(_MARK) and text.strip()):
        ring = form.number(name)
        if ring is not None and not 1 <= ring <= RINGS:
            raise FieldRefused(name, _("A mark stands in a ring from 1 to 7"), hint=_("Your other marks are safe."))
        marks.append(Marked(on=name.removeprefix(_MARK), ring=ring))
    done = await request.journal.record(MarkTarget(marks=tuple(marks)))
    request.say(_("Marked. Any ring is a place to start from."), done)
    return see_other("/check/target")


ROUTES: Final[tuple[Route, ...]] = (get("/check/target", show_target), post("/check/target", mark))

"""`whyward today`: three things at most that one could do.

Nothing on it piled up.
"""

import click

from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.names import listed
from whyward.cli.verbs import Verb
from whyward.journal.projections.today import Today, TodayItem, today_page


@click.command(cls=Verb)
@click.pass_obj
def today(face: Face) -> None:
    """See what you could do today: three things at most, and none is fine."""
    page = with_pages(face, lambda pages: today_page(pages, today_of(pages)))
    face.answer(page, _lines(page))


def _lines(page: Today) -> str:
    return "\n".join([page.greeting, "", *(line for item in page.items for line in _item(item))])


def _item(item: TodayItem) -> list[str]:
    serves = f"  (toward {listed(list(item.values))})" if item.values and item.kind == "goal" else ""
    named = f"  [{item.ref.partition(':')[2][:8]}]" if item.ref else ""
    at = f"  at {item.at}" + (f", {item.place}" if item.place else "") if item.at else ""
    step = [f"      {item.step}"] if item.step else []
    tiny = [f"      or tiny: {item.tiny}"] if item.tiny else []
    return [f"  - {item.text}{serves}{at}{named}", *step, *tiny]

"""`whyward insights`: what the program noticed, why it says so, and what the person wants of it.

It is worked out when somebody looks; sending it away is as easy as keeping it.
"""

import click

from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.recording import record
from whyward.cli.shown.insights import InsightsShown, insight_meant, insights_shown, insights_text
from whyward.cli.verbs import Nouns
from whyward.journal.intentions.reviews import DismissInsight, KeepInsight
from whyward.journal.pages import Pages


@click.group(cls=Nouns, default="list")
def insights() -> None:
    """See what could be noticed, and why."""


@insights.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List what can be noticed now, what you kept, and what you never want again."""

    def read(pages: Pages) -> InsightsShown:
        return insights_shown(pages, today_of(pages))

    found = with_pages(face, read)
    face.answer(found, insights_text(found))


@insights.command()
@click.argument("called", metavar="REF")
@click.pass_obj
def keep(face: Face, called: str) -> None:
    """Keep one, in the words it has now."""

    def wishes(pages: Pages) -> list[KeepInsight]:
        one = insight_meant(pages, called, today_of(pages))
        return [
            KeepInsight(
                insight_id=one.id,
                rule_id=one.rule_id,
                rule_version=one.rule_version,
                text_shown=str(one.text),
                about=one.about,
            )
        ]

    record(face, wishes, "Kept.")


@insights.command()
@click.argument("called", metavar="REF")
@click.option("--never-again", is_flag=True, help="Nothing of its kind again, until you undo this.")
@click.pass_obj
def dismiss(face: Face, called: str, never_again: bool) -> None:
    """Send one away for a while, or all of its kind for good."""

    def wishes(pages: Pages) -> list[DismissInsight]:
        one = insight_meant(pages, called, today_of(pages))
        return [DismissInsight(insight_id=one.id, rule_id=one.rule_id, never_again=never_again)]

    said = "You will not hear of it again. To hear of it: whyward undo" if never_again else "Gone for four weeks."
    record(face, wishes, said)

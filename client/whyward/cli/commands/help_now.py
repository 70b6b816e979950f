"""`whyward help-now`: numbers and people, at once: no journal, no passphrase, no network, no question.

That it was asked for is recorded nowhere.
"""

import click

from whyward.adapters.help_file import read_help_file
from whyward.cli.face import Face
from whyward.cli.shown.help_now import help_now_shown, help_now_text
from whyward.cli.verbs import Verb
from whyward.journal.projections.help_now import HelpNow


@click.command("help-now", cls=Verb)
@click.argument("region", required=False, metavar="[REGION]")
@click.pass_obj
def help_now(face: Face, region: str | None) -> None:
    """Show whom to call, and people you chose. REGION is a short name such as gb; without one, yours or all."""
    kept = read_help_file(face.home)
    own = kept or HelpNow()
    wanted = own.region if region is None else region.casefold()
    face.answer(help_now_shown(own, wanted), help_now_text(own, wanted, is_locked=kept is None))

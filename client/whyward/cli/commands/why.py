"""`whyward why`: from a step, a goal or an entry back to the value, and to the person's own words.

It shows what was written, never a guess.
"""

import click

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.opening import with_pages
from whyward.cli.reference import meant
from whyward.cli.verbs import Verb
from whyward.journal.pages import Pages
from whyward.journal.projections.why import Trail, why_trail


@click.command(cls=Verb)
@click.argument("called", metavar="REF")
@click.pass_obj
def why(face: Face, called: str) -> None:
    """Show what stands behind a step, a goal, an entry or a value."""

    def read(pages: Pages) -> Trail:
        trail = why_trail(pages, meant(pages, called))
        assert trail is not None, "it was found just now"
        return trail

    trail = with_pages(face, read)
    face.answer(trail, "\n".join(_lines(trail, 0)))


def _lines(trail: Trail, depth: int) -> list[str]:
    margin = "  " * depth
    noun = trail.noun.capitalize()
    lines = [f"{margin}{noun}: {one_line(trail.title)}"]
    if trail.words and one_line(trail.words) != one_line(trail.title):
        lines.append(f"{margin}  “{one_line(trail.words)}”")
    for behind in trail.because:
        lines += [f"{margin}  because of", *_lines(behind, depth + 1)]
    return lines

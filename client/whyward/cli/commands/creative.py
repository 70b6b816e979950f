"""`whyward creative`: a letter, a toast, a poem; a way around the words that come first.

A piece is nobody's to judge.
"""

from datetime import date

import click
import msgspec

from whyward.cli.asking import text_from_input
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.recording import record
from whyward.cli.shown.entries import VersionShown
from whyward.cli.shown.ids import short
from whyward.cli.shown.reflections import version_documents, versions_text
from whyward.cli.tables import print_table
from whyward.cli.verbs import Nouns
from whyward.content.exercises import exercise, exercises
from whyward.journal.errors import NotFound
from whyward.journal.intentions.exploring import MakePiece, RevisePiece
from whyward.journal.names_exploring import find_piece
from whyward.journal.pages import Pages
from whyward.journal.projections.exploring import Piece, piece_shown, pieces


class ExerciseShown(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise for programs."""

    exercise: str
    version: int
    title: str
    script: str
    prompts: tuple[str, ...]
    closing: str


class PieceShown(msgspec.Struct, frozen=True, kw_only=True):
    """A piece for programs."""

    id: bytes
    on: date
    kind: str
    title: str
    text: str | None
    versions: list[VersionShown]
    values: tuple[str, ...]


@click.group(cls=Nouns, default="list")
def creative() -> None:
    """Make something: a letter from an older you, a toast, a poem."""


@creative.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List what you made, the latest first."""
    found = with_pages(face, pieces)
    if face.as_json:
        face.give([_document(one) for one in found])
    elif not found:
        face.show("Nothing here yet. Ways to make something: whyward creative exercises")
    else:
        rows = [[short(one.id), one.on.isoformat(), one.sort, one.title] for one in found]
        print_table(("id", "day", "what", "title"), rows)


@creative.command("exercises")
@click.argument("called", metavar="[EXERCISE]", required=False)
@click.pass_obj
def exercises_(face: Face, called: str | None) -> None:
    """List the exercises, or show one."""
    every = exercises()
    if called is None:
        if face.as_json:
            face.give([_exercise(one.id) for one in every.exercises])
        else:
            print_table(("exercise", "title"), [[one.id, one.title] for one in every.exercises])
        return
    shown = _exercise(called.strip().casefold().replace("-", "_"))
    lines = [shown.title, "", shown.script, "", *(f"- {line}" for line in shown.prompts), "", shown.closing]
    face.answer(shown, "\n".join([*lines, "", f"To keep it: whyward creative make {shown.exercise} TEXT"]))


@creative.command()
@click.argument("kind", metavar="EXERCISE")
@click.argument("text", metavar="[TEXT|-]", required=False)
@click.option("--title", metavar="T", help="A title.")
@click.option("--value", "values", multiple=True, metavar="V", help="A value it is about; may be repeated.")
@click.pass_obj
def make(face: Face, kind: str, text: str | None, title: str | None, values: tuple[str, ...]) -> None:
    """Keep a piece: TEXT, or what standard input holds; with --title, the text may come later."""
    body = text_from_input(face) if text == "-" or (text is None and title is None) else text
    record(face, [MakePiece(kind=kind, title=title, text=body, values=values)], f"It is kept. {exercises().closing}")


@creative.command()
@click.argument("called", metavar="REF")
@click.pass_obj
def show(face: Face, called: str) -> None:
    """Show one piece."""

    def read(pages: Pages) -> Piece:
        found = piece_shown(pages, find_piece(pages, called).piece_id)
        assert found is not None, "it was found this moment"
        return found

    found = with_pages(face, read)
    settle = f"whyward conflicts settle creative:{short(found.id)} --keep 1"
    head = f"{found.on.isoformat()}  {found.sort}: {found.title} ({short(found.id)})"
    face.answer(_document(found), "\n".join([head, "", *versions_text(found.versions, settle)]))


@creative.command()
@click.argument("called", metavar="REF")
@click.argument("text", metavar="[TEXT|-]", required=False)
@click.option("--base", metavar="ID", help="The version that you saw, if not the one shown now.")
@click.pass_obj
def revise(face: Face, called: str, text: str | None, base: str | None) -> None:
    """Write a piece anew: TEXT, or what standard input holds. The words before stay in its history."""
    body = text_from_input(face) if text in {None, "-"} else text
    record(face, [RevisePiece(piece=called, text=body or "", base=base)], "It holds your new words.")


def _exercise(called: str) -> ExerciseShown:
    one = exercise(called)
    if one is None:
        raise NotFound("There is no exercise of that name", hint="`whyward creative exercises` shows them.")
    return ExerciseShown(
        exercise=one.id,
        version=one.version,
        title=one.title,
        script=one.script,
        prompts=one.prompts,
        closing=exercises().closing,
    )


def _document(one: Piece) -> PieceShown:
    return PieceShown(
        id=one.id,
        on=one.on,
        kind=one.kind,
        title=one.title,
        text=one.text,
        versions=version_documents(one.versions),
        values=one.values,
    )

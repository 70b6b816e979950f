"""Worksheets and pieces at their edges: things named in a field, versions, words for what had none."""

import pytest

from tests.support.notebook import Notebook
from whyward.journal.errors import BadInput, NotFound
from whyward.journal.folding.nouns_exploring import PIECES, WORKSHEETS
from whyward.journal.intentions.domains import RenameDomain
from whyward.journal.intentions.exploring import Field, FillWorksheet, MakePiece, RevisePiece
from whyward.journal.intentions.values import AddValue
from whyward.journal.pages import Pages


def filled(*fields: Field, version: int = 1) -> FillWorksheet:
    """Return a worksheet that is filled."""
    return FillWorksheet(template_id="w", version=version, title="W", lang="en", fields=fields)


def refs(pages: Pages) -> tuple[str, ...]:
    """Return the things that the only field of the only worksheet names."""
    (row,) = pages.all(WORKSHEETS)
    return row.answers[0].refs


def test_a_name_is_of_a_value_before_a_part_of_life_unless_that_is_said() -> None:
    notebook = Notebook()
    notebook.wish(AddValue(name="Health"), RenameDomain(domain="career", name="Craft"))
    notebook.wish(filled(Field(id="f", things=("Health", "domain:health", "craft", "domain:Craft"))))

    named = refs(notebook.pages)
    assert [ref.partition(":")[0] for ref in named] == ["value", "domain", "domain"]
    assert named[1:] == ("domain:health", "domain:career")


def test_what_a_field_names_is_there() -> None:
    for called in ("domain:nowhere", "nothing"):
        notebook = Notebook()
        with pytest.raises(NotFound):
            notebook.wish(filled(Field(id="f", things=(called,))))
        assert notebook.recorded == []


def test_a_worksheet_has_a_version_from_one_on() -> None:
    notebook = Notebook()
    with pytest.raises(BadInput, match="version from 1"):
        notebook.wish(filled(Field(id="f", text="x"), version=0))
    notebook.wish(filled(Field(id="f", text="x"), version=1))

    assert len(notebook.pages.all(WORKSHEETS)) == 1


def test_the_first_words_of_a_piece_are_made_from_its_making_and_later_ones_from_those() -> None:
    notebook = Notebook()
    notebook.wish(MakePiece(kind="poem", title="P"))
    notebook.wish(RevisePiece(piece="P", text="first"), RevisePiece(piece="P", text="second"))

    (row,) = notebook.pages.all(PIECES)
    assert [version.text for version in row.versions] == ["second"]
    with pytest.raises(BadInput, match="no version"):
        notebook.wish(RevisePiece(piece="P", text="third", base="ffff"))


def test_a_piece_without_words_has_no_version_to_go_on_from() -> None:
    notebook = Notebook()
    notebook.wish(MakePiece(kind="poem", title="P"))

    with pytest.raises(BadInput, match="no version"):
        notebook.wish(RevisePiece(piece="P", text="first", base="ffff"))

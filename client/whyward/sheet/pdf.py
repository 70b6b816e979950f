"""A sheet as PDF: black on white, A4, no link, no script, no attachment, and no mark of who made it or when.

It draws with the fonts that every reader has; a text in letters that they lack is refused, not changed.
"""

from datetime import UTC, datetime

from fpdf import FPDF, XPos, YPos
from fpdf.errors import FPDFUnicodeEncodingException

from whyward.journal.errors import Refused
from whyward.sheet.letters import printable
from whyward.sheet.page import Sheet, SheetGoal, SheetList

_MARGIN_MM = 18
_LETTERS = "windows-1252"
"""Western letters with their quotation marks and dashes."""

_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_ROOM_MM = 35
"""A heading begins a new page rather than stand alone at the end of one."""


def pdf_sheet(sheet: Sheet) -> bytes:
    """Return the pages as PDF; raise `Refused` for letters that the fonts of every reader lack."""
    try:
        return bytes(_drawn(sheet).output())
    except FPDFUnicodeEncodingException as error:
        text = f"A page of PDF cannot show the letter {error.character!r}"
        raise Refused(text, hint="Make the sheet as HTML, which has every letter, and print that.") from None


def _drawn(sheet: Sheet) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.core_fonts_encoding = _LETTERS
    pdf.set_creation_date(_NO_DAY)
    pdf.set_margin(_MARGIN_MM)
    pdf.set_auto_page_break(auto=True, margin=_MARGIN_MM)
    pdf.set_title("Sheet")
    pdf.set_lang(sheet.lang)
    pdf.add_page()
    _line(pdf, sheet.title, 18, bold=True)
    for line in sheet.lead:
        _line(pdf, line, 11)
    pdf.ln(2)
    _line(pdf, sheet.banner, 11, bold=True)
    if not sheet.goals:
        _part(pdf, "There is nothing on this sheet at the moment.")
    for goal in sheet.goals:
        _goal(pdf, goal)
    for note in sheet.notes:
        _part(pdf, note.heading)
        _lines(pdf, note)
    pdf.ln(4)
    for line in sheet.foot:
        _line(pdf, line, 9)
    return pdf


def _goal(pdf: FPDF, goal: SheetGoal) -> None:
    _part(pdf, goal.statement)
    for name, text in goal.facts:
        _line(pdf, f"{name}: {text}", 11)
    for one in goal.lists:
        pdf.ln(1.5)
        _line(pdf, one.heading, 11, bold=True)
        _lines(pdf, one)


def _lines(pdf: FPDF, one: SheetList) -> None:
    for line in one.lines:
        _line(pdf, f"\u2022 {line}", 11)


def _part(pdf: FPDF, heading: str) -> None:
    """Begin a part: a thin line, a heading, and room for something below it."""
    if pdf.will_page_break(_ROOM_MM):
        pdf.add_page()
    pdf.ln(4)
    pdf.set_draw_color(150)
    left = pdf.l_margin + pdf.c_margin
    pdf.line(left, pdf.get_y(), pdf.l_margin + pdf.epw, pdf.get_y())
    pdf.ln(3)
    _line(pdf, heading, 13, bold=True)
    pdf.ln(1)


def _line(pdf: FPDF, text: str, points: int, *, bold: bool = False) -> None:
    pdf.set_font("Helvetica", style="B" if bold else "", size=points)
    plain = printable(text)
    pdf.multi_cell(0, points * 0.5, plain, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

"""The recovery kit as a page to print: where the journal is carried, and the 24 words or room to write them.

By default it holds no word: a file is copied, backed up and synced before anybody thinks of it. A code of the words is
drawn only for who asks for it.
"""

import io
from dataclasses import dataclass, field

import segno
from fpdf import FPDF, XPos, YPos

from whyward.journal.words import RECOVERY_WORDS

_MARGIN_MM = 20
_COLUMNS = 3
_ROW_MM = 9
_CODE_MM = 36
_SCALE = 8
"""Pixels a module of a code: sharp on paper at the size above."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What stands on the page; `words` is empty where they are written by hand."""

    relay: str | None
    space_id: str
    words: list[str] = field(repr=False)
    words_as_code: bool


def kit_pdf(kit: Kit) -> bytes:
    """Return the page as PDF."""
    return bytes(_page(kit).output())


def _page(kit: Kit) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_margin(_MARGIN_MM)
    pdf.set_title("Recovery kit")
    pdf.add_page()
    _heading(pdf, "Recovery kit", 22)
    _text(pdf, "With these 24 words, and where your journal is carried, it comes back on a new device.")
    _text(pdf, "Whoever has the words can read everything. Keep this page where only you, or one you trust, find it.")
    pdf.ln(4)
    _heading(pdf, "The words", 14)
    _words(pdf, kit.words)
    pdf.ln(4)
    _heading(pdf, "Where the journal is carried", 14)
    _carrier(pdf, kit)
    pdf.ln(2)
    _heading(pdf, "To come back", 14)
    _text(pdf, "Install Whyward on a new device, then:")
    pdf.set_font("Courier", size=10)
    where = f"--relay {kit.relay}" if kit.relay else "--folder DIR"
    pdf.multi_cell(0, 6, f"whyward recovery use {where}", align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    if kit.words and kit.words_as_code:
        pdf.ln(2)
        _heading(pdf, "The words, for a camera", 14)
        _code(pdf, " ".join(kit.words))
    return pdf


def _heading(pdf: FPDF, text: str, points: int) -> None:
    pdf.set_font("Helvetica", style="B", size=points)
    pdf.cell(0, points * 0.6, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(1)


def _text(pdf: FPDF, text: str) -> None:
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, 6, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _words(pdf: FPDF, words: list[str]) -> None:
    """Draw numbered lines in columns, read downwards; with the words on them, or to write on."""
    rows = RECOVERY_WORDS // _COLUMNS
    wide = pdf.epw / _COLUMNS
    top = pdf.get_y()
    for place in range(RECOVERY_WORDS):
        x, y = pdf.l_margin + wide * (place // rows), top + _ROW_MM * (place % rows)
        pdf.set_xy(x, y)
        pdf.set_font("Helvetica", size=10)
        pdf.cell(8, _ROW_MM, str(place + 1), align="R")
        pdf.set_font("Courier", size=13)
        pdf.cell(wide - 14, _ROW_MM, words[place] if words else "")
        pdf.line(x + 10, y + _ROW_MM - 2, x + wide - 5, y + _ROW_MM - 2)
    pdf.set_xy(pdf.l_margin, top + _ROW_MM * rows)


def _carrier(pdf: FPDF, kit: Kit) -> None:
    if kit.relay is None:
        _text(pdf, "This journal has no relay. It is carried in a folder; note here which one:")
        pdf.ln(8)
        pdf.line(pdf.l_margin, pdf.get_y(), pdf.l_margin + pdf.epw, pdf.get_y())
    else:
        _text(pdf, kit.relay)
        _code(pdf, kit.relay)
    pdf.set_font("Helvetica", size=8)
    pdf.cell(0, 6, f"Journal {kit.space_id[:16]}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _code(pdf: FPDF, content: str) -> None:
    picture = io.BytesIO()
    segno.make(content, micro=False).save(picture, kind="png", scale=_SCALE)
    pdf.image(picture, w=_CODE_MM, h=_CODE_MM)

"""A sheet as a file for the person to keep: HTML or PDF.

The libraries that draw are loaded only here, when a page is made.
"""

from typing import Final

from whyward.sheet.page import Sheet
from whyward.web.response import HTML, Response, attachment

FORMS: Final = ("html", "pdf")
_PDF: Final = "application/pdf"


def sheet_file(sheet: Sheet, form: str, name: str) -> Response:
    """Answer with the sheet as a file; `form` is one of `FORMS`, `name` is without its ending."""
    if form == "pdf":
        from whyward.sheet.pdf import pdf_sheet  # noqa: PLC0415  # drawing takes libraries that nothing else needs

        return attachment(f"{name}.pdf", pdf_sheet(sheet), _PDF)
    from whyward.sheet.html import html_sheet  # noqa: PLC0415  # as above

    return attachment(f"{name}.html", html_sheet(sheet), HTML)

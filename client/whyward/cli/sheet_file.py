"""Writing a sheet into a file of its own, in the form that was asked for.

The libraries that draw are loaded only here, when a page is made.
"""

from pathlib import Path

from whyward.cli.new_file import write_new_file
from whyward.sheet.page import Sheet


def write_sheet(sheet: Sheet, path: Path, *, as_pdf: bool) -> None:
    """Write a new file with the sheet, for this user alone; raise `Refused` if that cannot be."""
    if as_pdf:
        from whyward.sheet.pdf import pdf_sheet  # noqa: PLC0415  # drawing takes libraries that nothing else needs

        content = pdf_sheet(sheet)
    else:
        from whyward.sheet.html import html_sheet  # noqa: PLC0415  # as above

        content = html_sheet(sheet)
    write_new_file(path, content)

"""What the form for two versions says: which text stays in front, or a text made of both.

It records nothing itself.
"""

from typing import Final

from whyward.web.form import Form

_MERGED: Final = "merged"


def kept_and_merged(form: Form) -> tuple[str, str | None]:
    """Return the number of the text that stays, and the text made of both if there is one."""
    if form.text("keep") == _MERGED:
        return "1", form.text("merged")
    return form.text("keep") or "1", None

"""What the form for two versions says: which text stays in front, or a text made of both.

It records nothing itself.
"""

from typing import Final

from whyward.web.form import FieldRefused, Form

_MERGED: Final = "merged"


def _(text: str) -> str:
    """Mark a text for translation; it is looked up when it is shown."""
    return text


def kept_and_merged(form: Form) -> tuple[str, str | None]:
    """Return the number of the text that stays, and the text made of both if there is one.

    A text made of both that is empty is refused: without it, the first would stay, which nobody chose.
    """
    if form.text("keep") == _MERGED:
        if not form.text("merged").strip():
            hint = _("Write it below, or choose one of the texts.")
            raise FieldRefused("merged", _("The text made of both is empty"), hint=hint)
        return "1", form.text("merged")
    return form.text("keep") or "1", None

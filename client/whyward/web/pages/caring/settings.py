"""Settings: how it looks and locks on this device, and the few things that all devices of a person share.

What is of this device alone is no event; the rest is a preference that the person set.
"""

from typing import Final, get_args

import msgspec
from babel import Locale

from whyward.adapters.device_settings import DeviceSettings
from whyward.journal.days import DAY_ENDS_AT
from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.intentions.plumbing import SetPreference
from whyward.web.form import FieldRefused
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post
from whyward.web.texts import LANGUAGES

_HIDE_NUMBERS: Final = "hide_numbers"
_LANGUAGE: Final = "language"
_MINUTES: Final = (1, 2, 5, 10, 15, 30, 60, 120, 240)
_ENDS: Final = tuple(f"{hour:02}:00" for hour in range(7))
_CHOICES: Final = ("theme", "text_size", "spacing", "title")
_BOXES: Final = ("low_energy", "shortcuts", "quick_exit_keys")


async def show_settings(request: Request) -> Response:
    """Show all of them."""
    ends_at = f"{request.pages.day_ends_at // 60:02}:{request.pages.day_ends_at % 60:02}"
    return page(
        request,
        "caring/settings.html",
        minutes=_minutes(request),
        ends=[(time, time) for time in sorted({*_ENDS, ends_at})],
        ends_at=ends_at,
        hides_numbers=bool(_preferred(request, _HIDE_NUMBERS)),
        languages=[(code, _name(code, request)) for code in LANGUAGES],
        titles=_titles(),
    )


def _minutes(request: Request) -> list[tuple[str, str]]:
    known = sorted({*_MINUTES, request.desk.settings.lock_minutes})
    return [
        (str(count), request.texts.ngettext("%(num)s minute", "%(num)s minutes", count) % {"num": count})
        for count in known
    ]


def _name(code: str, request: Request) -> str:
    return Locale.parse(code, sep="-").get_display_name(request.texts.locale) or code


def _titles() -> list[tuple[str, str]]:
    field = next(field for field in msgspec.structs.fields(DeviceSettings) if field.name == "title")
    return [(name, name) for name in get_args(field.type)]


async def keep_device(request: Request) -> Response:
    """Keep how it looks and locks on this device."""
    form, _ = request.form, request.texts.gettext
    said: dict[str, object] = {name: form.text(name) for name in _CHOICES}
    said |= {name: form.ticked(name) for name in _BOXES}
    said["lock_minutes"] = form.number("lock_minutes")
    try:
        settings = msgspec.convert(said, DeviceSettings)
    except msgspec.ValidationError as error:
        field = next((name for name in said if name in str(error)), "")
        hint = _("Choose one of those that are offered. Nothing was changed.")
        raise FieldRefused(field, _("That setting is not one there is"), hint=hint) from None
    request.desk.keep_settings(settings)
    request.say(_("Kept, for this device."))
    return see_other("/settings")


async def keep_preferences(request: Request) -> Response:
    """Keep what all devices of this person share."""
    form, _ = request.form, request.texts.gettext
    wished: dict[str, str | bool] = {_HIDE_NUMBERS: form.ticked(_HIDE_NUMBERS)}
    if form.optional(DAY_ENDS_AT):
        wished[DAY_ENDS_AT] = form.text(DAY_ENDS_AT)
    if form.text(_LANGUAGE) in LANGUAGES:
        wished[_LANGUAGE] = form.text(_LANGUAGE)
    usual: dict[str, str | bool] = {_HIDE_NUMBERS: False, DAY_ENDS_AT: "04:00", _LANGUAGE: request.desk.spoken}
    changed = [
        SetPreference(key=key, value=value)
        for key, value in wished.items()
        if value != _preferred(request, key, usual[key])
    ]
    if changed:
        request.say(_("Kept, for all of your devices."), await request.journal.record_all(changed))
    return see_other("/settings")


def _preferred(request: Request, key: str, usual: str | bool = False) -> str | int | bool:  # noqa: FBT001, FBT002  # a value, not a switch
    row = request.pages.one(PREFERENCES, key.encode())
    return usual if row is None else row.value


ROUTES: Final[tuple[Route, ...]] = (
    get("/settings", show_settings),
    post("/settings/device", keep_device),
    post("/settings/preferences", keep_preferences),
)

"""One device: what it is called, and shutting it out, with its name typed and the passphrase asked once more.

Nobody is asked why.
"""

from typing import Final

from whyward.journal.errors import NotFound, Refused
from whyward.journal.status import Device
from whyward.web.form import FieldRefused
from whyward.web.pages.devices.asking import ask_again, asks_passphrase
from whyward.web.pages.devices.wording import DeviceWords
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_THIS: Final = "this"
_ID_CHARACTERS: Final = 8


async def show_device(request: Request) -> Response:
    """Show one device."""
    return page(request, "devices/one.html", device=_device(request), words=DeviceWords(request))


async def rename(request: Request) -> Response:
    """Call a device something, on all devices."""
    device, name, _ = _device(request), request.form.text("name").strip(), request.texts.gettext
    if not name:
        raise FieldRefused("name", _("A name has at least one letter"), hint=_("Such as: the old laptop."))
    done = await request.journal.name_device(name, device.device_id)
    request.say(_("That device is called %(name)s now, on all of your devices.") % {"name": name}, done)
    return see_other("/devices")


async def show_removal(request: Request) -> Response:
    """Say what shutting a device out means, and ask for its name."""
    device = _device(request)
    if device.is_this:
        return see_other(f"/devices/{_THIS}")
    return page(
        request,
        "devices/remove.html",
        device=device,
        words=DeviceWords(request),
        typed=_to_type(device),
        asks_passphrase=asks_passphrase(request),
    )


async def remove(request: Request) -> Response:
    """Shut a device out."""
    device, _ = _device(request), request.texts.gettext
    if device.is_this:
        text = _("A device does not shut itself out")
        raise Refused(text, hint=_("Do it on another of your devices. Nothing was changed."))
    if request.form.text("typed").strip().casefold() != _to_type(device).casefold():
        hint = _("Type %(name)s. Nothing was changed.") % {"name": _to_type(device)}
        raise FieldRefused("typed", _("That is not what it is called"), hint=hint)
    await ask_again(request)
    name = DeviceWords(request).name(device)
    await request.journal.trust().remove(device.device_id)
    request.say(_("%(name)s is shut out. What it has read already, it has read.") % {"name": name})
    request.say(_("If somebody else has that device, make new recovery words too."))
    return see_other("/devices")


def _to_type(device: Device) -> str:
    """Return what is typed to say that this device is meant: its name, or the start of its id."""
    return (device.name or "").strip() or device.device_id.hex()[:_ID_CHARACTERS]


def _device(request: Request) -> Device:
    """Return the device that the path names; the recovery words are none."""
    called = request.args["device"]
    for device in request.journal.devices():
        if device.device_id.hex() == called or (device.is_this and called == _THIS):
            if device.is_recovery:
                break
            return device
    _ = request.texts.gettext
    raise NotFound(_("No device of yours goes by that"), hint=_("Look at the list of devices."))


ROUTES: Final[tuple[Route, ...]] = (
    get("/devices/{device}", show_device),
    post("/devices/{device}/rename", rename),
    get("/devices/{device}/remove", show_removal),
    post("/devices/{device}/remove", remove),
)

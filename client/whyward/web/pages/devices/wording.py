"""What devices, alarms and what was set aside are called on a page, and where each leads next.

Words only; what they mean is the journal's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from whyward.journal.days import life_day
from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.repairing import DAMAGED
from whyward.journal.status import AlarmInWords, Device, name_preference
from whyward.journal.trust.whereabouts import Whereabouts
from whyward.protocol.errors import Code
from whyward.protocol.ids import DeviceId
from whyward.web.request import Request

_KIB: Final = 1024


def _(text: str) -> str:
    """Mark a text for translation; it is looked up when it is shown."""
    return text


class Next(NamedTuple):
    """Where to go from an alarm: a page, and what its link says."""

    path: str
    name: str


_COMPARE: Final = Next("/devices/standing", _("See the six words"))
_LOOK: Final = Next("/devices", _("Look at the devices"))
_NEXT: Final[Mapping[str, Next]] = {
    Code.FORKED: _COMPARE,
    Code.CONTROL_FORKED: _LOOK,
    Code.RECOVERY_USED: Next("/recovery/renew", _("Make new recovery words")),
    Code.REMOVED: _LOOK,
    Code.FULL: Next("/devices/aside", _("Look at what was set aside")),
    Code.BAD_SIGNATURE: Next("/devices/aside", _("Look at what was set aside")),
    Code.NOT_ALLOWED: _LOOK,
    Code.CONTROL_UNKNOWN: Next("/devices/relay", _("Sync, or use another relay")),
    Code.WITHHELD: Next("/devices/relay", _("Sync, or use another relay")),
    Code.RELAY_REGRESSED: Next("/devices/relay", _("See the relay")),
}
_ALARMS: Final[Mapping[str, str]] = {
    Code.FORKED: _(
        "One of your devices' series of records was shown in two ways. Nothing that was here was changed. "
        "An old backup of the relay and a copied folder together can do that; otherwise do not trust the relay. "
        "Compare the six words on your devices."
    ),
    Code.CONTROL_FORKED: _(
        "Two histories of who belongs to this journal were shown. All devices go on with the same one, and both are "
        "kept. An old backup of the relay does that. If a device in the list is not yours, shut it out."
    ),
    Code.RECOVERY_USED: _(
        "The recovery words were used to let in a new device, which can read everything. If that was not you: "
        "shut that device out, and then make new words."
    ),
    Code.REMOVED: _(
        "The relay says that another of your devices shut this one out. What is here stays readable here. "
        "If you did not do that, look at the devices on another device."
    ),
}
"""Where the journal's own sentence names a command, a page says what to do on pages."""

_ASIDE: Final[Mapping[str, str]] = {
    Code.LATE: _("recorded after the device was shut out; you can take it over"),
    Code.FORKED: _("another record stands under its number"),
    Code.CONTROL_FORKED: _("made in knowledge of a history that does not count"),
    Code.BAD_SIGNATURE: _("not signed by its author"),
    Code.BAD_BODY: _("not the bytes that its author signed"),
    DAMAGED: _("damaged on this disk"),
}


@dataclass(frozen=True, slots=True)
class DeviceWords:
    """The words of one request for devices."""

    request: Request

    def name(self, device: Device) -> str:
        """Return what a device is called."""
        _ = self.request.texts.gettext
        if device.is_recovery:
            return _("The 24 recovery words")
        return device.name or _("A device without a name")

    def called(self, device: DeviceId) -> str:
        """Return what a device is called by its id alone, also one that is out."""
        row = self.request.pages.one(PREFERENCES, name_preference(device).encode())
        named = "" if row is None else str(row.value)
        return named or self.request.texts.gettext("a device without a name (%(id)s)") % {"id": device.hex()[:8]}

    def alarm(self, alarm: AlarmInWords) -> str:
        """Return what an alarm means, and what to do."""
        texts, known = self.request.texts, _ALARMS.get(alarm.code)
        return texts.told(alarm.text) if known is None else texts.gettext(known)

    def next(self, alarm: AlarmInWords) -> Next | None:
        """Return the page that helps with an alarm, if one does."""
        return _NEXT.get(alarm.code)

    def aside(self, code: str) -> str:
        """Return why something was set aside."""
        return self.request.texts.gettext(_ASIDE.get(code, code))

    def day(self, at_ms: int) -> date:
        """Return the day of a moment."""
        return life_day(at_ms, self.request.desk.now()[1], 0)

    def size(self, count: int) -> str:
        """Return how large something is."""
        kib = count / _KIB
        return f"{kib:.0f} KiB" if kib < _KIB else f"{kib / _KIB:.1f} MiB"

    def way(self, one: Whereabouts) -> list[str]:
        """Return how far an entry has come, step by step."""
        _ = self.request.texts.gettext
        is_own = one.device == self.request.journal.device_id
        steps = [] if is_own else [_("written on %(name)s") % {"name": self.called(one.device)}]
        steps.append(_("on this device"))
        if one.is_kept:
            steps.append(_("kept by the relay"))
        return [*steps, *(_("read by %(name)s") % {"name": self.called(device)} for device in one.seen_by)]

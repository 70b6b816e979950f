"""Reminders: a list, one to set, one to change, all of them at rest with one button, and a file for a calendar.

What went by is nowhere: a reminder that nobody answered is simply gone the next day.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec
from msgspec import UNSET, UnsetType

from whyward.journal.errors import Refused
from whyward.journal.intentions.reminders import (
    AnswerReminder,
    ChangeReminder,
    PauseReminders,
    RemoveReminder,
    ResumeReminders,
    SetReminder,
)
from whyward.journal.names_caring import find_reminder
from whyward.journal.projections.goals import goals
from whyward.journal.projections.labels import first_line
from whyward.journal.projections.reminders import Now, Reminder, reminders, reminders_due, rest
from whyward.journal.projections.values import current_values
from whyward.journal.rhythm import wall_time
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, attachment, see_other
from whyward.web.route import Route, get, post

_KEPT: Final = "as it is"
_DAYS: Final = "days"


def now_of(request: Request) -> Now:
    """Return the moment, and where on earth it is."""
    ms, offset_minutes = request.desk.now()
    return Now(ms=ms, offset_minutes=offset_minutes)


async def show_reminders(request: Request) -> Response:
    """Show what is here now, every reminder, and a place to set one."""
    now = now_of(request)
    return page(
        request,
        "caring/reminders.html",
        due=reminders_due(request.pages, now),
        reminders=[(one, _coming(request, one)) for one in reminders(request.pages, now)],
        rest=rest(request.pages, now),
        offered=_offered(request, None),
    )


async def add(request: Request) -> Response:
    """Set a reminder."""
    form, _ = request.form, request.texts.gettext
    done = await request.journal.record(
        SetReminder(
            at=form.text("at"),
            text=form.optional("text"),
            every=_every(request) or None,
            on=form.day("on"),
            until=form.day("until"),
            about=form.optional("about"),
            discreet=form.ticked("discreet"),
            channel=form.text("channel") or "in_app",
        )
    )
    request.say(_("It is set. You can let it rest at any time."), done)
    return see_other("/reminders")


async def show_reminder(request: Request) -> Response:
    """Offer a reminder to be changed."""
    one = _found(request)
    return page(request, "caring/reminder.html", one=one, coming=_coming(request, one), offered=_offered(request, one))


async def change(request: Request) -> Response:
    """Change what the form says otherwise now."""
    one, form, _ = _found(request), request.form, request.texts.gettext
    every, about, channel = _every(request), form.optional("about"), form.text("channel")
    is_kept = every in {"", _KEPT}
    wish = ChangeReminder(
        reminder=one.id.hex(),
        at=_otherwise(form.text("at"), one.at),
        text=_otherwise(form.text("text"), request.texts.told(one.text)),
        every=UNSET if is_kept else every,
        on=UNSET if form.day("on") is None else form.day("on") or UNSET,
        until=UNSET if is_kept else form.day("until") or UNSET,
        about=UNSET if about == one.about else about,
        discreet=UNSET if form.ticked("discreet") == one.discreet else form.ticked("discreet"),
        channel=_otherwise(channel, one.channel),
    )
    if wish != ChangeReminder(reminder=one.id.hex()):
        request.say(_("It is changed."), await request.journal.record(wish))
    return see_other("/reminders")


def _otherwise(said: str, held: str) -> str | UnsetType:
    return UNSET if said == held else said


async def remove(request: Request) -> Response:
    """Take a reminder away."""
    done = await request.journal.record(RemoveReminder(reminder=request.args["reminder"]))
    request.say(request.texts.gettext("It is gone."), done)
    return see_other("/reminders")


async def answer(request: Request) -> Response:
    """Keep what was said to one time of a reminder."""
    form = request.form
    wish = AnswerReminder(
        reminder=request.args["reminder"], answer=form.text("answer"), occurrence=form.optional("occurrence")
    )
    request.say(request.texts.gettext("Noted, as you say."), await request.journal.record(wish))
    return see_other("/reminders" if form.text("from") != "today" else "/")


async def pause(request: Request) -> Response:
    """Let all of them rest."""
    done = await request.journal.record(PauseReminders(until=request.form.day("until")))
    request.say(request.texts.gettext("All reminders are at rest."), done)
    return see_other("/reminders")


async def resume(request: Request) -> Response:
    """Let them come again."""
    done = await request.journal.record(ResumeReminders())
    request.say(request.texts.gettext("Reminders come again."), done)
    return see_other("/reminders")


async def give_file(request: Request) -> Response:
    """Hand over reminders as a file for a calendar."""
    from whyward.adapters.calendar_file import calendar_file  # noqa: PLC0415  # icalendar costs a sixth of a second

    now = now_of(request)
    told = request.texts.told
    coming = [
        msgspec.structs.replace(one, shown=told(one.shown))
        for one in reminders(request.pages, now)
        if one.next_at is not None
    ]
    if not coming:
        raise Refused("No reminder is to come", hint="Set one, or let them come again.")
    made_at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=now.ms // 1000)
    return attachment("moments.ics", calendar_file(coming, made_at), "text/calendar; charset=utf-8")


def _found(request: Request) -> Reminder:
    called = find_reminder(request.pages, request.args["reminder"]).reminder_id
    return next(one for one in reminders(request.pages, now_of(request)) if one.id == called)


def _every(request: Request) -> str:
    """Return the rhythm that was chosen; days that were ticked count where days were asked for."""
    every = request.form.text("every")
    return ",".join(request.form.all("day")) or _KEPT if every == _DAYS else every


def _coming(request: Request, one: Reminder) -> str | None:
    """Return when it comes next, as a day and a time."""
    moment = None if one.next_at is None else wall_time(one.next_at)
    if moment is None:
        return None
    return request.texts.gettext("%(day)s, %(time)s") % {"day": request.texts.day(moment.date()), "time": one.at}


def _offered(request: Request, one: Reminder | None) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen in a form."""
    _ = request.texts.gettext
    about = [("", _("Nothing in particular"))]
    about += [(f"goal:{goal.id.hex()}", first_line(goal.statement)) for goal in goals(request.pages)]
    about += [(f"value:{value.id.hex()}", value.name) for value in current_values(request.pages, request.today)]
    if one is not None and one.about is not None and one.about not in dict(about):
        about.append((one.about, one.about_name or ""))
    every = [
        ("once", _("Once")),
        ("day", _("Every day")),
        ("weekdays", _("On weekdays")),
        ("week", _("Every week")),
        ("two-weeks", _("Every two weeks")),
        ("month", _("Every month")),
        ("year", _("Every year")),
        (_DAYS, _("On the days ticked below")),
    ]
    if one is not None:
        every.insert(0, (_KEPT, _("As it is: %(rhythm)s") % {"rhythm": request.texts.told(one.rhythm)}))
    days = [
        ("mon", _("Monday")),
        ("tue", _("Tuesday")),
        ("wed", _("Wednesday")),
        ("thu", _("Thursday")),
        ("fri", _("Friday")),
        ("sat", _("Saturday")),
        ("sun", _("Sunday")),
    ]
    channels = [("in_app", _("Here, on Today")), ("calendar_file", _("In a calendar, by the file"))]
    return {"about": about, "every": every, "days": days, "channels": channels}


ROUTES: Final[tuple[Route, ...]] = (
    get("/reminders", show_reminders),
    post("/reminders", add),
    post("/reminders/pause", pause),
    post("/reminders/resume", resume),
    get("/reminders/file", give_file),
    get("/reminders/{reminder}", show_reminder),
    post("/reminders/{reminder}", change),
    post("/reminders/{reminder}/remove", remove),
    post("/reminders/{reminder}/answer", answer),
)

"""The journal: a list with search and bin, one entry to read, and a place to write.

What is searched for is kept nowhere; what is typed is a draft until it is kept.
"""

from itertools import groupby
from typing import Final

from whyward.journal.events.catalogue import ref_of
from whyward.journal.events.entries import EntryWritten
from whyward.journal.events.kinds_exploring import CREATIVE, REFLECTION
from whyward.journal.events.kinds_noticing import REVIEW
from whyward.journal.intentions.entries import (
    BinEntry,
    EditEntry,
    LinkEntry,
    SettleConflict,
    StarEntry,
    UnbinEntry,
    UnlinkEntry,
    WriteEntry,
)
from whyward.journal.names import find_entry
from whyward.journal.projections.entries import Entry, conflicts, entries, entry_shown
from whyward.journal.projections.exploring import apart
from whyward.journal.projections.found import found, has_more_than_entries
from whyward.journal.projections.goals import goals
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.reviews import reviews_apart
from whyward.journal.projections.values import current_values
from whyward.journal.projections.wanted import Wanted
from whyward.web.pages.exploring.settling import kept_and_merged
from whyward.web.pages.recorded import body_in
from whyward.web.places import path_of
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_SHOWN: Final = 40
_NEW: Final = "entry:new"


async def show_entries(request: Request) -> Response:
    """List entries, the latest first, those with a tag, or with a mark; or whatever holds some words."""
    words, tag = request.query.text("words").strip(), request.query.optional("tag")
    marked = request.query.ticked("marked")
    more = max(1, request.query.number("more") or 1)
    if words:
        return _found_words(request, words, more * _SHOWN, more + 1)
    if marked:
        listed = [one for one in entries(request.pages) if one.starred]
    else:
        listed = entries(request.pages, Wanted(tag=tag, limit=more * _SHOWN + 1))
    return page(
        request,
        "entries/list.html",
        entries=listed[: more * _SHOWN],
        more=more + 1 if len(listed) > more * _SHOWN else None,
        words="",
        others=has_more_than_entries(request.pages),
        tag=tag,
        marked=marked,
        waiting=len(conflicts(request.pages)),
        place=_NEW,
        draft=request.journal.drafts.at(_NEW),
    )


def _found_words(request: Request, words: str, most: int, more: int) -> Response:
    """List all that the person wrote that holds some words, kind by kind; `most` of each."""
    texts = found(request.pages, words, each=most + 1)
    groups = {kind: list(group) for kind, group in groupby(texts, lambda one: one.kind)}
    return page(
        request,
        "entries/found.html",
        words=words,
        count=sum(len(group[:most]) for group in groups.values()),
        groups={kind: group[:most] for kind, group in groups.items()},
        more=more if any(len(group) > most for group in groups.values()) else None,
    )


async def show_bin(request: Request) -> Response:
    """List what is in the bin."""
    return page(request, "entries/bin.html", entries=entries(request.pages, binned=True))


async def show_new(request: Request) -> Response:
    """Offer a page to write on."""
    return _writing(request, None, _NEW)


async def write(request: Request) -> Response:
    """Keep an entry."""
    form, _ = request.form, request.texts.gettext
    done = await request.journal.record(
        WriteEntry(
            body=form.text("body"),
            title=form.optional("title"),
            tags=_tags(form.text("tags")),
            values=form.all("value"),
            goals=form.all("goal"),
            on=form.day("on"),
        )
    )
    request.say(_("Kept."), done)
    return see_other(f"/journal/{body_in(done, EntryWritten).entry_id.hex()}")


async def show_entry(request: Request) -> Response:
    """Show one entry."""
    entry = _found(request)
    row = request.pages.entry(entry.id)
    assert row is not None, "it was found just now"
    labels = Labels(request.pages)
    return page(
        request,
        "entries/entry.html",
        entry=entry,
        starred=row.starred,
        goals=[(goal_id, labels.goal(goal_id)) for goal_id in entry.goal_ids],
        values=[(value_id, labels.value(value_id)) for value_id in entry.value_ids],
    )


async def show_edit(request: Request) -> Response:
    """Offer an entry to be changed."""
    entry = _found(request)
    return _writing(request, entry, f"entry:{entry.id.hex()}")


async def edit(request: Request) -> Response:
    """Keep another version of an entry, and what it is about."""
    entry, form, _ = _found(request), request.form, request.texts.gettext
    called = entry.id.hex()
    wished: list[EditEntry | LinkEntry | UnlinkEntry] = []
    if (
        form.text("body") != entry.body
        or form.text("title") != (entry.own_title or "")
        or _changes_tags(request, entry)
    ):
        wished.append(
            EditEntry(
                entry=called,
                body=form.text("body"),
                title=form.text("title"),
                tags=_tags(form.text("tags")),
                base=form.optional("base"),
            )
        )
    wished += _links(request, entry)
    if wished:
        done = await request.journal.record_all(wished)
        request.say(_("Your new words are kept. The ones before stay in its history."), done)
    return see_other(f"/journal/{called}")


async def star(request: Request) -> Response:
    """Mark an entry, or take the mark off."""
    entry = _found(request)
    await request.journal.record(StarEntry(entry=entry.id.hex(), on=request.form.ticked("on")))
    return see_other(f"/journal/{entry.id.hex()}")


async def put_in_bin(request: Request) -> Response:
    """Move an entry to the bin."""
    done = await request.journal.record(BinEntry(entry=_found(request).id.hex()))
    request.say(request.texts.gettext("In the bin, for 30 days at least."), done)
    return see_other("/journal")


async def take_out(request: Request) -> Response:
    """Take an entry out of the bin."""
    entry = _found(request)
    await request.journal.record(UnbinEntry(entry=entry.id.hex()))
    request.say(request.texts.gettext("It is back."))
    return see_other(f"/journal/{entry.id.hex()}")


async def show_conflicts(request: Request) -> Response:
    """List what two devices hold two texts of: entries, and links to reflections, pieces and reviews."""
    reflections, pieces = apart(request.pages)
    others = [(one.prompt, path_of(ref_of(REFLECTION, one.id))) for one in reflections]
    others += [(one.title, path_of(ref_of(CREATIVE, one.id))) for one in pieces]
    review = request.texts.gettext("Looking back")
    others += [(review, path_of(ref_of(REVIEW, one.id))) for one in reviews_apart(request.pages)]
    return page(request, "entries/conflicts.html", entries=conflicts(request.pages), others=others)


async def settle(request: Request) -> Response:
    """Keep one of several texts, or one made of them."""
    entry, _ = _found(request), request.texts.gettext
    keep, merged = kept_and_merged(request.form)
    wish = SettleConflict(entry=entry.id.hex(), keep=keep, merged_text=merged)
    done = await request.journal.record(wish)
    request.say(_("Settled. Nothing of it is lost."), done)
    return see_other(f"/journal/{entry.id.hex()}")


def _writing(request: Request, entry: Entry | None, place: str) -> Response:
    draft = request.journal.drafts
    return page(
        request,
        "entries/write.html",
        entry=entry,
        place=place,
        draft=draft.at(place),
        picked={text for name, text in draft.pairs_at(place) if name in {"value", "goal"}},
        values=[(value.id.hex(), value.name) for value in current_values(request.pages, request.today)],
        goals=[(goal.id.hex(), goal.statement) for goal in goals(request.pages)],
    )


def _found(request: Request) -> Entry:
    entry = entry_shown(request.pages, find_entry(request.pages, request.args["entry"]).entry_id)
    assert entry is not None, "it was found just now"
    return entry


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag.strip().lstrip("#") for tag in text.split(",") if tag.strip().lstrip("#"))


def _changes_tags(request: Request, entry: Entry) -> bool:
    return _tags(request.form.text("tags")) != entry.tags


def _links(request: Request, entry: Entry) -> list[LinkEntry | UnlinkEntry]:
    """Return the wishes that make an entry be about what is ticked, and nothing else of what could be."""
    ticked = {f"value:{called}" for called in request.form.all("value")}
    ticked |= {f"goal:{called}" for called in request.form.all("goal")}
    offered = {f"value:{value.id.hex()}" for value in current_values(request.pages, request.today)}
    offered |= {f"goal:{goal.id.hex()}" for goal in goals(request.pages)}
    held = {f"value:{one.hex()}" for one in entry.value_ids} | {f"goal:{one.hex()}" for one in entry.goal_ids}
    called = entry.id.hex()
    more: list[LinkEntry | UnlinkEntry] = [LinkEntry(entry=called, to=ref) for ref in sorted(ticked - held)]
    return more + [UnlinkEntry(entry=called, to=ref) for ref in sorted((held & offered) - ticked)]


ROUTES: Final[tuple[Route, ...]] = (
    get("/journal", show_entries),
    get("/journal/new", show_new),
    post("/journal/new", write),
    get("/journal/bin", show_bin),
    get("/journal/{entry}", show_entry),
    get("/journal/{entry}/edit", show_edit),
    post("/journal/{entry}/edit", edit),
    post("/journal/{entry}/star", star),
    post("/journal/{entry}/bin", put_in_bin),
    post("/journal/{entry}/restore", take_out),
    get("/conflicts", show_conflicts),
    post("/conflicts/{entry}", settle),
)

"""Worksheets: the list, one to fill in here or on paper, one as it was filled in.

Every field may stay empty, and none is asked for twice.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from whyward.content.worksheets import FieldType, Template, TemplateField, template, templates
from whyward.journal.errors import NotFound
from whyward.journal.events.catalogue import entity_of_ref
from whyward.journal.events.worksheets import Answer, WorksheetFilled
from whyward.journal.intentions.exploring import Field, FillWorksheet, ReviseWorksheet
from whyward.journal.names_exploring import find_worksheet
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.exploring import Worksheet, worksheet_shown, worksheets
from whyward.journal.projections.goals import goals
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.titles import title_of
from whyward.journal.projections.values import current_values
from whyward.web.form import Form
from whyward.web.pages.recorded import body_in
from whyward.web.places import path_of
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

Options = Sequence[tuple[str, str]]
_THINGS: Final = {FieldType.VALUE_REF, FieldType.GOAL_REF, FieldType.DOMAIN_REF}


async def show_worksheets(request: Request) -> Response:
    """List the worksheets there are, and those that were filled in."""
    return page(request, "exploring/worksheets.html", templates=templates().templates, filled=worksheets(request.pages))


async def show_blank(request: Request) -> Response:
    """Show a worksheet to fill in, here or on paper."""
    one = _template(request, request.args["template"])
    place = f"worksheet:{one.id}"
    return _sheet(request, one, None, place)


async def fill(request: Request) -> Response:
    """Keep what was filled in."""
    one = _template(request, request.args["template"])
    wish = FillWorksheet(
        template_id=one.id,
        version=one.version,
        title=one.title,
        lang=templates().lang,
        fields=tuple(_field(field, request.form) for field in one.fields),
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("It is kept."), done)
    return see_other(f"/explore/worksheets/filled/{body_in(done, WorksheetFilled).worksheet_id.hex()}")


async def show_filled(request: Request) -> Response:
    """Show a worksheet as it was filled in."""
    one = _found(request)
    now = template(one.template_id)
    order = [field.id for field in now.fields] if now else []
    answers = sorted(one.answers, key=lambda answer: order.index(answer.field_id) if answer.field_id in order else 99)
    return page(
        request,
        "exploring/worksheet.html",
        one=one,
        can_change=now is not None,
        answers=[(_label(answer, now), answer, _things(request, answer)) for answer in answers],
    )


async def show_edit(request: Request) -> Response:
    """Offer a filled worksheet to be changed."""
    one = _found(request)
    return _sheet(request, _template(request, one.template_id), one, f"worksheet:{one.id.hex()}")


async def edit(request: Request) -> Response:
    """Keep the answers that differ; what another device wrote in other fields stays."""
    one = _found(request)
    fields = tuple(_field(field, request.form) for field in _template(request, one.template_id).fields)
    done = await request.journal.record(ReviseWorksheet(worksheet=one.id.hex(), fields=fields))
    request.say(request.texts.gettext("It holds your new answers."), done)
    return see_other(f"/explore/worksheets/filled/{one.id.hex()}")


def _sheet(request: Request, one: Template, filled: Worksheet | None, place: str) -> Response:
    answers = {answer.field_id: answer for answer in filled.answers} if filled else {}
    draft = request.journal.drafts.at(place)
    held = {field.id: _held(field, answers.get(field.id), draft) for field in one.fields}
    return page(
        request,
        "exploring/worksheet_form.html",
        one=one,
        filled=filled,
        held=held,
        options=_options(request),
        choices={field.id: [(choice, choice) for choice in field.choices] for field in one.fields},
        place=place,
        has_draft=bool(draft),
    )


def _held(field: TemplateField, answer: Answer | None, draft: Mapping[str, str]) -> str:
    """Return what stands in a field now: what is being typed, or what was answered."""
    if draft:
        return draft.get(field.id, "")
    if answer is None:
        return ""
    number = "" if answer.number is None else str(answer.number)
    ref = answer.refs[0].removeprefix("domain:") if answer.refs else ""
    return answer.text or "\n".join(answer.lines) or answer.choice or number or ref


def _options(request: Request) -> dict[str, Options]:
    """Return what may be chosen in a field that names a thing."""
    none = ("", request.texts.gettext("—"))
    pages = request.pages
    values = [(f"value:{value.id.hex()}", value.name) for value in current_values(pages, request.today)]
    open_goals = [(f"goal:{goal.id.hex()}", goal.statement) for goal in goals(pages)]
    domains = [(domain.id, domain.name) for domain in domain_map(pages)]
    return {
        FieldType.VALUE_REF.value: [none, *values],
        FieldType.GOAL_REF.value: [none, *open_goals],
        FieldType.DOMAIN_REF.value: [none, *domains],
    }


def _field(field: TemplateField, form: Form) -> Field:
    match field.type:
        case FieldType.LINES:
            return Field(id=field.id, asked=field.label, lines=form.lines(field.id))
        case FieldType.CHOICE:
            return Field(id=field.id, asked=field.label, choice=form.optional(field.id))
        case FieldType.SCALE:
            return Field(id=field.id, asked=field.label, number=form.number(field.id))
        case FieldType.VALUE_REF | FieldType.GOAL_REF:
            return Field(id=field.id, asked=field.label, things=form.all(field.id))
        case FieldType.DOMAIN_REF:
            return Field(id=field.id, asked=field.label, things=tuple(f"domain:{key}" for key in form.all(field.id)))
        case FieldType.TEXT:
            return Field(id=field.id, asked=field.label, text=form.optional(field.id))


def _label(answer: Answer, now: Template | None) -> str:
    """Return what was asked: as it was worded then, or as it is now."""
    labels = {field.id: field.label for field in now.fields} if now else {}
    return answer.asked or labels.get(answer.field_id, answer.field_id)


def _things(request: Request, answer: Answer) -> list[tuple[str, str]]:
    """Return the things an answer names: what each is called now, and its page."""
    labels = Labels(request.pages)
    found: list[tuple[str, str]] = []
    for ref in answer.refs:
        noun, _, key = ref.partition(":")
        if noun == "domain":
            found.append((labels.domain(key), f"/domains/{key}"))
        else:
            found.append((title_of(entity_of_ref(ref), request.pages, labels), path_of(ref)))
    return found


def _template(request: Request, called: str) -> Template:
    one = template(called)
    if one is None:
        _ = request.texts.gettext
        raise NotFound(_("There is no such worksheet"), hint=_("All of them are under Explore."))
    return one


def _found(request: Request) -> Worksheet:
    row = find_worksheet(request.pages, request.args["worksheet"])
    one = worksheet_shown(request.pages, row.worksheet_id)
    assert one is not None, "it was found in the same pages"
    return one


ROUTES: Final[tuple[Route, ...]] = (
    get("/explore/worksheets", show_worksheets),
    get("/explore/worksheets/{template}", show_blank),
    post("/explore/worksheets/{template}", fill),
    get("/explore/worksheets/filled/{worksheet}", show_filled),
    get("/explore/worksheets/filled/{worksheet}/edit", show_edit),
    post("/explore/worksheets/filled/{worksheet}/edit", edit),
)

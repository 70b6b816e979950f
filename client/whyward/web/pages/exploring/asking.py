"""Which questions are offered to this person, and how each is worded for them.

What was too much is quiet for a while, and on a day of low energy nothing tender is offered.
"""

from whyward.content.prompts import Prompt, prompt, prompts, prompts_offered
from whyward.content.starts import suggested
from whyward.journal.errors import NotFound
from whyward.journal.intentions.reflections import Asked
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.exploring import quiet_prompts, start_of
from whyward.journal.projections.labels import Labels
from whyward.web.request import Request


def offered(request: Request) -> list[Prompt]:
    """Return the questions to offer, those that fit where the person starts from first."""
    return prompts_offered(
        suggested(start_of(request.pages).contexts).prompts,
        domains={domain.id for domain in domain_map(request.pages)},
        quiet=quiet_prompts(request.pages, request.today),
        low_energy=request.desk.settings.low_energy,
    )


def worded(request: Request, one: Prompt) -> str:
    """Return a question with the person's own name for the part of life it is about."""
    return one.asked("" if one.domain is None else Labels(request.pages).domain(one.domain))


def asked(request: Request, one: Prompt) -> Asked:
    """Return a question as it is kept with what is written to it."""
    return Asked(prompt_id=one.id, version=one.version, words=worded(request, one), lang=prompts().lang)


def found_prompt(request: Request, called: str) -> Prompt:
    """Return the question of an address."""
    one = prompt(called)
    if one is None:
        _ = request.texts.gettext
        raise NotFound(_("There is no such question"), hint=_("All of them are under Explore."))
    return one

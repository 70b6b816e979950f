"""The questions that are asked: their wordings, why each is asked, how tender it is, and a gentler one beside it.

It reads what is shipped; in which order questions are offered to whom follows from `starts`.
"""

from collections.abc import Collection, Sequence
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from whyward.content.pack import pack


class Prompt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question. `contexts` are the starting points it fits; `intensity` is 1 for plain to 3 for tender.

    A question about a part of life holds `{domain}` where the person's own name for it goes.
    """

    id: str
    version: Annotated[int, Meta(ge=1)]
    words: str
    why: str
    contexts: tuple[str, ...]
    intensity: Annotated[int, Meta(ge=1, le=3)]
    alt_id: str | None = None
    domain: str | None = None

    def asked(self, domain_name: str = "") -> str:
        """Return the question as it is shown."""
        return self.words.replace("{domain}", domain_name)


class SkipReason(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reason for setting a question aside, as a choice that may be left open."""

    id: str
    label: str


class Prompts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All questions of a language, and what is said around them."""

    lang: str
    after: str
    skip_reasons: tuple[SkipReason, ...]
    intensity_lines: dict[int, str]
    prompts: tuple[Prompt, ...]


_NAME: Final = "prompts"
_TENDER: Final = 3


def prompts() -> Prompts:
    """Return all questions."""
    return pack(_NAME, Prompts)


def prompt(prompt_id: str) -> Prompt | None:
    """Return one question, or None if there is none of that id."""
    return next((one for one in prompts().prompts if one.id == prompt_id), None)


def prompts_offered(
    order: Sequence[str] = (),
    *,
    domains: Collection[str],
    quiet: Collection[str] = (),
    low_energy: bool = False,
) -> list[Prompt]:
    """Return questions to offer: those of `order` first, none that is quiet, and on a low day no tender one.

    A question about a part of life is offered if that is one of the person's `domains`.
    """
    there = {one.id: one for one in prompts().prompts}
    wanted = [there[prompt_id] for prompt_id in dict.fromkeys((*order, *there)) if prompt_id in there]
    return [
        one
        for one in wanted
        if one.id not in quiet
        and (one.domain is None or one.domain in domains)
        and not (low_energy and one.intensity >= _TENDER)
    ]

"""Sharing as the timeline and the lists tell it: in plain words, and without anything that opens a share."""

import pytest

from tests.support.happenings import DAY
from tests.support.notebook import Notebook
from tests.support.share_book import (
    CONTACT,
    NAME,
    SHARE,
    SPACE,
    TICKED,
    acceptance,
    granted,
    noted,
    verified,
)
from tests.support.share_happenings import KEM_SEED, KIT, SECRET, SIGN_SEED
from whyward.journal.events import shares as h
from whyward.journal.events.catalogue import KINDS
from whyward.journal.events.plumbing import PreferenceSet
from whyward.journal.folding.nouns import CLIENTS
from whyward.journal.intentions.guesting import NameClient
from whyward.journal.intentions.people import RemoveContact
from whyward.journal.intentions.shares import (
    GrantShare,
    NarrowShare,
    PauseShare,
    ResumeShare,
    StopShare,
    WidenShare,
)
from whyward.journal.projections.guesting import client_page, client_shown
from whyward.journal.projections.inbox import inbox
from whyward.journal.projections.shares import shares_shown
from whyward.journal.projections.timeline import acts, timeline
from whyward.journal.projections.wanted import Wanted
from whyward.journal.sharing.rows import contact_of, share


def told() -> Notebook:
    """A notebook in which every kind of doing about sharing was done."""
    notebook = verified()
    notebook.wish(GrantShare(who=NAME, goals=("call", "walk"), purpose="For Friday", ticked=TICKED))
    notebook.wish(NarrowShare(who=NAME, fields=("progress",)), PauseShare(who=NAME), ResumeShare(who=NAME))
    notebook.wish(WidenShare(who=NAME, may=("propose",), ticked=TICKED))
    noted(
        notebook,
        h.ShareKitRenewed(share_id=SHARE, kit=KIT[::-1]),
        h.RecipientDutiesStated(contact_id=CONTACT, share_id=SHARE, statement="I keep a record."),
        PreferenceSet(key="share_device:" + "0" * 64, value="1" * 64),
        acceptance(),
    )
    notebook.wish(NameClient(space_id=SPACE, name="Kim"), StopShare(who=NAME), RemoveContact(contact=NAME))
    return notebook


def test_the_timeline_tells_of_sharing_in_plain_words() -> None:
    lines = [f"{moment.title}: {moment.text}" for moment in timeline(told().pages)]

    assert f"{NAME}: Began to be shown “Call a friend” and “Walk”, until 2 June 2026" in lines
    assert f"{NAME}: Shown less: every goal" in lines
    assert f"{NAME}: Allowed more: to propose goals" in lines
    assert f"{NAME}: Sharing stopped" in lines
    assert "Kim: A share accepted" in lines
    assert not [line for line in lines if "newer Whyward" in line]


def test_the_timeline_leaves_out_what_devices_do_by_themselves_unless_it_is_asked_for() -> None:
    pages = told().pages

    assert not [moment for moment in timeline(pages) if moment.kind in {"share-kit-renewed", "preference-set"}]
    (asked,) = timeline(pages, Wanted(kind="share-kit-renewed"))
    assert asked.text == "A key of this share was replaced"
    assert not timeline(pages, Wanted(kind="item-shared"))


@pytest.mark.parametrize(
    "secret", [KIT, KIT[::-1], SECRET, SIGN_SEED, KEM_SEED], ids=["kit", "kit 2", "secret", "sign", "kem"]
)
def test_nothing_that_opens_a_share_is_on_any_page(secret: bytes) -> None:
    pages = told().pages
    clients = pages.all(CLIENTS)
    pages_shown = [
        timeline(pages),
        acts(pages),
        *(timeline(pages, Wanted(kind=kind)) for kind in KINDS),
        shares_shown(pages, DAY),
        inbox(pages, {SHARE: pages}),
        [client_shown(row, None, ended_on=None) for row in clients],
        [client_page(row, pages, ended_on=None) for row in clients],
        clients,
        share(pages, SHARE),
    ]
    text = repr(pages_shown)

    assert clients
    assert secret.hex() not in text
    assert repr(secret)[2:-1] not in text


def test_the_list_of_shares_says_with_whom_what_and_until_when() -> None:
    notebook = granted()
    (one,) = shares_shown(notebook.pages, DAY)
    row = share(notebook.pages, SHARE)

    assert (one.name, one.role, one.state, one.may) == (NAME, "therapist", "active", ("read", "comment"))
    assert [(item.statement, item.fields) for item in one.items] == [
        ("Call a friend", ("statement", "value", "progress"))
    ]
    assert [(agreement.what, agreement.ticked) for agreement in one.agreements] == [("granted", TICKED)]
    assert row is not None
    assert contact_of(notebook.pages, row) is not None

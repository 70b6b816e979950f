"""How a share is known: by the keys that were made sure of, and by the person it is with."""

from tests.support.share_book import (
    CONTACT,
    NAME,
    ROOT,
    SHARE,
    granted,
    invitation,
    noted,
    share_in,
)
from whyward.journal.events import shares as h
from whyward.journal.intentions.shares import StopShare
from whyward.journal.names import find_share


def test_the_keys_that_were_made_sure_of_are_the_last_ones_and_others_hold_everything_up() -> None:
    notebook = granted()
    contact_id = share_in(notebook).contact_id
    noted(notebook, h.ContactKeysChanged(contact_id=contact_id, share_id=SHARE, root=b"x" * 32))
    assert (share_in(notebook).verified_root, share_in(notebook).changed_root) == (ROOT, b"x" * 32)

    noted(notebook, h.ContactVerified(contact_id=contact_id, share_id=SHARE, root=b"x" * 32, how="words"))
    assert (share_in(notebook).verified_root, share_in(notebook).changed_root) == (b"x" * 32, None)


def test_a_share_is_found_by_the_person_and_by_ids_and_a_new_one_before_a_stopped_one() -> None:
    notebook = granted()
    notebook.wish(StopShare(who=NAME))
    for called in (SHARE.hex(), SHARE.hex()[:8], "dr r", CONTACT.hex()):
        assert find_share(notebook.pages, called).share_id == SHARE
    noted(notebook, invitation(share_id=b"2" * 16))

    for called in ("dr r", CONTACT.hex()):
        assert find_share(notebook.pages, called).share_id == b"2" * 16
    assert find_share(notebook.pages, SHARE.hex()).revoked

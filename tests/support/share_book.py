"""A notebook with somebody in it whom a share is with: verified, invited, or in any state a test wants.

What machinery records in life is recorded here by the test. Seals nothing, stores nothing.
"""

import msgspec

from tests.support.happenings import LAPTOP, PHONE, id_of
from tests.support.notebook import Notebook
from tests.support.share_happenings import KEM_SEED, KIT, SECRET, SIGN_SEED
from whyward.journal.decide.facts import Context, Fact, to_events
from whyward.journal.events import guesting as q
from whyward.journal.events import people as c
from whyward.journal.events import shares as h
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.fields import Body
from whyward.journal.folding.shares import ShareRow
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.shares import GrantShare
from whyward.journal.intentions.values import AddValue
from whyward.journal.sharing import rows
from whyward.journal.sharing.consent import POINTS
from whyward.protocol.ids import DeviceId

CONTACT, SHARE, SPACE, ROOT = id_of("c", 0), id_of("h", 0), b"s" * 32, b"r" * 32
NAME = "Dr R"
TICKED = POINTS


def noted(notebook: Notebook, *bodies: Body) -> list[Recorded]:
    """Record what is nobody's wish, as one act."""
    notebook.now_ms += 60_000
    context = Context(notebook.now_ms, 60, notebook.device, notebook._entropy)  # its own dice
    facts = [Fact(body, notebook.now_ms) for body in bodies]
    events = to_events(facts, after_hlc=notebook.pages.max_hlc, context=context)
    recorded = [Recorded(event, notebook.device) for event in events]
    notebook.pages.merge(recorded)
    notebook.recorded += recorded
    return recorded


def invitation(share_id: bytes = SHARE, contact_id: bytes = CONTACT) -> h.ShareInvited:
    """Return an invitation to a share."""
    return h.ShareInvited(
        share_id=share_id,
        contact_id=contact_id,
        space_id=SPACE,
        kit=KIT,
        secret=SECRET,
        relay="wss://relay.example",
        relay_pk=b"p" * 32,
        from_name="A",
    )


def verification(root: bytes = ROOT) -> h.ContactVerified:
    """Return that the words were right."""
    return h.ContactVerified(contact_id=CONTACT, share_id=SHARE, root=root, how="words")


def acceptance() -> q.ShareAccepted:
    """Return that a link was followed."""
    return q.ShareAccepted(
        space_id=SPACE,
        relay="wss://relay.example",
        relay_pk=b"p" * 32,
        secret=SECRET,
        sign_seed=SIGN_SEED,
        kem_seed=KEM_SEED,
        my_name="R",
    )


def invited(device: DeviceId = LAPTOP) -> Notebook:
    """Return a notebook with two goals, and somebody who was invited."""
    notebook = Notebook(device)
    notebook.wish(AddValue(name="Kindness"), SetGoal(statement="Call a friend", values=("kindness",)))
    notebook.wish(SetGoal(statement="Walk"))
    noted(notebook, c.ContactAdded(contact_id=CONTACT, role="therapist", name=NAME), invitation())
    return notebook


def verified(device: DeviceId = LAPTOP) -> Notebook:
    """Return a notebook with somebody whom something may be shown to."""
    notebook = invited(device)
    noted(notebook, verification())
    return notebook


def granted() -> Notebook:
    """Return a notebook in which one goal is shown, for 90 days."""
    notebook = verified()
    notebook.wish(GrantShare(who=NAME, goals=("call",), ticked=TICKED))
    return notebook


def apart(notebook: Notebook) -> Notebook:
    """Return another device of the person that knows all of it, and from now on hears nothing."""
    other = Notebook(PHONE)
    other.hear(notebook.recorded)
    other.now_ms = notebook.now_ms
    return other


def together(one: Notebook, other: Notebook) -> tuple[ShareRow, ShareRow]:
    """Let two devices hear each other, and return the share as each has it."""
    said = list(one.recorded)
    one.hear(other.recorded)
    other.hear(said)
    return share_in(one), share_in(other)


def share_in(notebook: Notebook) -> ShareRow:
    """Return the share as it stands."""
    row = rows.share(notebook.pages, SHARE)
    assert row is not None
    return row


def ref_of_goal(notebook: Notebook, statement: str) -> str:
    """Return the reference of a goal that was set here."""
    for one in notebook.recorded:
        if one.event.kind == "goal-set.1" and statement.encode() in one.event.body:
            fields = msgspec.msgpack.decode(one.event.body, type=dict[str, msgspec.Raw])
            return "goal:" + msgspec.msgpack.decode(fields["goal_id"], type=bytes).hex()
    raise LookupError(statement)

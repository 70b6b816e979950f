"""What two devices recorded without seeing each other, merged in every order in which it may arrive.

It knows no rule: it says that all orders come to one state, and gives that.
"""

import itertools

from tests.support.happenings import LAPTOP, PHONE, recorded
from whyward.journal.events.fields import Body
from whyward.journal.pages import Pages


def merged(*bodies: tuple[Body, int]) -> Pages:
    """Merge bodies at their places in the order of all events, by turns from two devices; the first has the id `e0`."""
    events = [
        recorded(body, hlc, device=LAPTOP if number % 2 else PHONE, number=number)
        for number, (body, hlc) in enumerate(bodies)
    ]
    made: list[Pages] = []
    for arrival in itertools.permutations(events):
        pages = Pages()
        for one in arrival:
            pages.merge([one])
        made.append(pages)
    assert len({pages.state_hash() for pages in made}) == 1
    return made[0]

"""The one decision that an address names; what is not there is refused kindly.

It shows nothing itself.
"""

from whyward.journal.names_hindering import find_decision
from whyward.journal.projections.decisions import Decision, decision_shown
from whyward.web.request import Request


def decision_named(request: Request) -> Decision:
    """Return the decision of the address."""
    found = decision_shown(request.pages, find_decision(request.pages, request.args["decision"]).decision_id)
    assert found is not None, "it was found just now"
    return found

"""The kinds of exploring: where one starts from, questions, creative pieces, worksheets, primers.

It names kinds only; the whole list is the catalogue.
"""

from collections.abc import Mapping
from typing import Final

from whyward.journal.events import creative as c
from whyward.journal.events import learning as n
from whyward.journal.events import profile as o
from whyward.journal.events import reflections as f
from whyward.journal.events import worksheets as w
from whyward.journal.events.touching import Touching

PROFILE: Final = b"profile:"
LEARNING: Final = b"learning:"
REFLECTION: Final = b"reflection:"
CREATIVE: Final = b"creative:"
WORKSHEET: Final = b"worksheet:"

KINDS: Final[Mapping[str, Touching]] = {
    "starting-point-shared.1": Touching(o.StartingPointShared, PROFILE, ""),
    "hopes-chosen.1": Touching(o.HopesChosen, PROFILE, ""),
    "primer-finished.1": Touching(n.PrimerFinished, LEARNING, ""),
    "primer-answered.1": Touching(n.PrimerAnswered, LEARNING, ""),
    "reflection-started.1": Touching(f.ReflectionStarted, REFLECTION, "reflection_id"),
    "reflection-written.1": Touching(f.ReflectionWritten, REFLECTION, "reflection_id"),
    "reflection-revised.1": Touching(f.ReflectionRevised, REFLECTION, "reflection_id"),
    "reflection-set-aside.1": Touching(f.ReflectionSetAside, REFLECTION, "reflection_id"),
    "creative-piece-made.1": Touching(c.CreativePieceMade, CREATIVE, "piece_id"),
    "creative-piece-revised.1": Touching(c.CreativePieceRevised, CREATIVE, "piece_id"),
    "worksheet-filled.1": Touching(w.WorksheetFilled, WORKSHEET, "worksheet_id"),
    "worksheet-revised.1": Touching(w.WorksheetRevised, WORKSHEET, "worksheet_id"),
}

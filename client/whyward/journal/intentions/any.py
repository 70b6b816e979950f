"""The whole vocabulary of wishes as one union, so that the checkers find the case that `decide` forgot.

It holds names only.
"""

from typing import TypeAlias

from whyward.journal.intentions.barriers import AnswerBarrier, HinderingIntention, MeetBarrier
from whyward.journal.intentions.checkins import CheckinIntention
from whyward.journal.intentions.choices import ChoiceIntention
from whyward.journal.intentions.domains import (
    AddDomain,
    HideDomain,
    OrderDomains,
    RenameDomain,
    ShowDomain,
    WriteVision,
)
from whyward.journal.intentions.entries import (
    BinEntry,
    EditEntry,
    EntryLinkIntention,
    SettleConflict,
    UnbinEntry,
    WriteEntry,
)
from whyward.journal.intentions.exploring import ExploringIntention
from whyward.journal.intentions.goals import (
    AdjustGoal,
    CompleteGoal,
    LetGoalGo,
    LinkGoal,
    PauseGoal,
    ReopenGoal,
    ResumeGoal,
    SetGoal,
    UnlinkGoal,
)
from whyward.journal.intentions.guesting import MarkSession, NameClient, SetKeeping
from whyward.journal.intentions.people import MakeHandover, RemoveContact, RenameContact
from whyward.journal.intentions.plumbing import Redo, SetPreference, Undo
from whyward.journal.intentions.reminders import ReminderIntention
from whyward.journal.intentions.reviews import ReviewIntention
from whyward.journal.intentions.shares import (
    AcceptProposal,
    DeclineProposal,
    GrantShare,
    NarrowShare,
    PauseShare,
    PutCommentAway,
    RenewShare,
    ResumeShare,
    StopShare,
    WidenShare,
)
from whyward.journal.intentions.sorts import SortIntention
from whyward.journal.intentions.steps import NoticeWin, TakeStep
from whyward.journal.intentions.striving import StrivingIntention
from whyward.journal.intentions.support import SupportIntention
from whyward.journal.intentions.values import (
    AddValue,
    CheckOwnership,
    GlimpseValue,
    NoteTension,
    PlaceValue,
    RankValues,
    RestoreValue,
    RestValue,
    RetireValue,
    RewordValue,
    UnplaceValue,
)

ValueIntention: TypeAlias = (
    AddValue
    | RewordValue
    | RankValues
    | PlaceValue
    | UnplaceValue
    | CheckOwnership
    | NoteTension
    | GlimpseValue
    | RestValue
    | RetireValue
    | RestoreValue
)
DomainIntention: TypeAlias = RenameDomain | HideDomain | ShowDomain | OrderDomains | AddDomain | WriteVision
GoalIntention: TypeAlias = (
    SetGoal | AdjustGoal | LinkGoal | UnlinkGoal | PauseGoal | ResumeGoal | CompleteGoal | LetGoalGo | ReopenGoal
)
StepIntention: TypeAlias = TakeStep | NoticeWin
EntryIntention: TypeAlias = WriteEntry | EditEntry | BinEntry | UnbinEntry | SettleConflict
BarrierIntention: TypeAlias = MeetBarrier | AnswerBarrier
PlumbingIntention: TypeAlias = Undo | Redo | SetPreference
PeopleIntention: TypeAlias = RenameContact | RemoveContact | MakeHandover
GivingIntention: TypeAlias = GrantShare | WidenShare | RenewShare
ShareIntention: TypeAlias = GivingIntention | NarrowShare | PauseShare | ResumeShare | StopShare
AnswerIntention: TypeAlias = PutCommentAway | AcceptProposal | DeclineProposal
GuestIntention: TypeAlias = NameClient | SetKeeping | MarkSession
SharingIntention: TypeAlias = PeopleIntention | ShareIntention | AnswerIntention | GuestIntention

Intention: TypeAlias = (
    ValueIntention
    | DomainIntention
    | GoalIntention
    | StepIntention
    | EntryIntention
    | EntryLinkIntention
    | ReminderIntention
    | SupportIntention
    | BarrierIntention
    | CheckinIntention
    | ReviewIntention
    | HinderingIntention
    | ChoiceIntention
    | StrivingIntention
    | PlumbingIntention
    | SharingIntention
    | SortIntention
    | ExploringIntention
)

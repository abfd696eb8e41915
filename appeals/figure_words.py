"""What the codes of the figures say."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amu.words import register
from appeals.rules.figures import DaysUsed, MinistryAnswered, OnTime, Quarter, SchoolAnswered
from appeals.selectors.figures import Figure

FIGURES = {
    Figure.REASON: _("Why people had been refused"),
    Figure.SCHOOL: _("What the schools answered"),
    Figure.SCHOOL_DAYS: _("Days from the appeal to the school's answer"),
    Figure.MINISTRY: _("What the ministry decided"),
    Figure.MINISTRY_DAYS: _("Days from the forwarding to the ministry's decision"),
    Figure.ON_TIME: _("Whether appeals came in time"),
    Figure.FINDINGS: _("What the ministry found wrong (an appeal may be in several lines, or in none)"),
}
SCHOOL_ANSWERED = {
    SchoolAnswered.UPHELD: _("Upheld"),
    SchoolAnswered.PARTLY: _("Upheld in part"),
    SchoolAnswered.MAINTAINED: _("Maintained"),
    SchoolAnswered.NO_ANSWER: _("Forwarded without an answer"),
    SchoolAnswered.WAITING: _("Not answered yet"),
    SchoolAnswered.WITHDRAWN: _("Withdrawn before an answer"),
}
MINISTRY_ANSWERED = {
    MinistryAnswered.UPHELD: _("Upheld"),
    MinistryAnswered.CHANGED: _("Changed"),
    MinistryAnswered.RETURNED: _("Sent back to the school"),
    MinistryAnswered.DISMISSED: _("The refusal stands"),
    MinistryAnswered.WAITING: _("Not decided yet"),
    MinistryAnswered.WITHDRAWN: _("Withdrawn before a decision"),
    MinistryAnswered.NOT_SENT: _("Not forwarded to the ministry"),
}
ON_TIME = {
    OnTime.IN_TIME: _("In time"),
    OnTime.CONSIDERED: _("Late, and considered all the same"),
    OnTime.NOT_CONSIDERED: _("Late, and not considered"),
    OnTime.UNDECIDED: _("Late, and nobody has decided on it"),
}
DAYS_USED = {
    DaysUsed.WEEK: _("Up to 7 days"),
    DaysUsed.TWO_WEEKS: _("8 to 14 days"),
    DaysUsed.FOUR_WEEKS: _("15 to 28 days"),
    DaysUsed.EIGHT_WEEKS: _("29 to 56 days"),
    DaysUsed.LONGER: _("More than 56 days"),
    DaysUsed.NONE: _("Not answered"),
}


def register_figure_words() -> None:
    register(Figure, FIGURES)
    register(SchoolAnswered, SCHOOL_ANSWERED)
    register(MinistryAnswered, MINISTRY_ANSWERED)
    register(OnTime, ON_TIME)
    register(DaysUsed, DAYS_USED)


def quarter_name(quarter: Quarter) -> str:
    return gettext("Quarter %(number)s of %(year)s") % {"number": quarter.number, "year": quarter.year}

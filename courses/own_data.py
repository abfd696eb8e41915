"""What the catalogue's tables hold about people: nearly nothing, and about employees only."""

from django.utils.translation import gettext_lazy as _

from amu.own_data.enums import Why
from amu.own_data.registry import LeftOut, Nobodys, Table

TABLES: tuple[Table, ...] = (
    LeftOut(
        "courses.UploadedSheet",
        _("Sheets of classes that an employee uploaded"),
        Why.AT_WORK,
        of_employees=True,
    ),
    LeftOut(
        "courses.RateProposal",
        _("Rates that an employee proposed or approved"),
        Why.AT_WORK,
        of_employees=True,
    ),
    LeftOut(
        "courses.SchoolKey",
        _("Keys of a school's own systems that an employee made or ended"),
        Why.AT_WORK,
        of_employees=True,
    ),
    LeftOut(
        "courses.SeatCount",
        _("Counts of seats that a school's own system told, with the key that an employee made"),
        Why.AT_WORK,
        of_employees=True,
    ),
    *(
        Nobodys(f"courses.{name}")
        for name in (
            "Approver",
            *("CompetenceField", "Course", "CourseFullPrice", "CourseProvider", "CourseRun", "CourseText"),
            *("DataSource", "FeeRate", "Location", "Municipality", "PostalCode", "Provider", "ProviderAlias"),
            *(
                "RunCourse",
                "RunSupplement",
                "SearchChange",
                "SearchRow",
                "SearchWord",
                "Synonym",
            ),
        )
    ),
)

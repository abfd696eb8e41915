"""What certificates and the archive hold about people, for the file they can download."""

from django.utils.translation import gettext_lazy as _

from amu.own_data.enums import Why
from amu.own_data.registry import Held, Nobodys, Table
from enrolment.own_data import course_of

TABLES: tuple[Table, ...] = (
    Nobodys("certificates.Signatory"),  # an employee's name as certificates print it; it leads to no account
    Nobodys("certificates.SchoolLogo"),
    Held(
        model="certificates.Certificate",
        what=_("Certificates and statements of participation, with what they say"),
        of="person",
        columns="id result application person provider kind number code standing content shows_name name_chosen_at "
        "created_at ended_at end_reason replaced_by",
        instead={"run_course": ("course", course_of)},
        joins=("run_course__course",),
    ),
    Held(
        model="certificates.CertificateIssue",
        what=_("Each copy of a certificate"),
        of="certificate__person",
        columns="id certificate version state is_current kind language says content_hash planned_at document issued_at "
        "void_reason voided_at",
    ),
    Held(
        model="certificates.AuthorityCertificate",
        what=_("Certificates of authorities that a school has recorded"),
        of="person",
        columns="id result person provider kind issuer number passed_on expires_on source recorded_at ended_at "
        "end_reason",
    ),
    Held(
        model="certificates.ArchiveOwner",
        what=_("That earlier courses were found by your CPR number"),
        of="person",
        columns="id person claimed_at",
        left_out={"cpr_index": Why.CPR},
    ),
    Held(
        model="certificates.ArchivedCourse",
        what=_("Courses that schools registered earlier"),
        of="owner__person",
        columns="id owner record_id course_number course_title starts_on ends_on school_number school_name outcome "
        "loaded_at",
    ),
)

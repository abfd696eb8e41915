"""What the tables of ``amu``'s own packages, of Django and of libraries hold about people."""

import mimetypes
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.attachments import selectors as attachments
from amu.documents import selectors as documents
from amu.journal.words import authority_name
from amu.kernel.identity import mask_cpr
from amu.own_data.enums import Why
from amu.own_data.registry import Held, LeftOut, Nobodys, OwnFile, Table
from amu.people.post import address_of
from amu.people.selectors import cpr_of
from amu.words import Kind


def _masked_cpr(user: Any) -> str:
    return mask_cpr(cpr_of(user))


def _address(row: Any) -> dict[str, str] | None:
    known = address_of(row.pk)
    return known.address.as_dict() if known else None


def _in_the_list(person_ids: Collection[int]) -> Q:
    return Q(people__overlap=list(person_ids))


def _for_or_by(person_ids: Collection[int]) -> Q:
    """Mandates that the person gave, and those they took."""
    return Q(person__in=person_ids) | Q(representative__in=person_ids)


def _taken_by(row: Any) -> str:
    return row.representative.display_name if row.representative else ""


def _about_or_by(person_ids: Collection[int]) -> Q:
    """Entries about the person, and of employees those about nobody, such as a sign-in."""
    return Q(person__in=person_ids) | Q(person=None, actor__in=person_ids)


def _proof(row: Any) -> list[dict[str, Any]]:
    """What proves a delivery, with the role of whoever vouches for it instead of the employee."""
    return [{key: value for key, value in entry.items() if key != "by"} for entry in row.proof]


def _basis(row: Any) -> str | None:
    return authority_name(row.authority) if row.authority else None


OF_PEOPLE: tuple[Table, ...] = (
    Held(
        model="people.User",
        what=_("Name, date of birth and how to reach you"),
        of="pk",
        columns="id username issuer subject full_name name_protected protected_since paper_name birth_date language email "
        "phone has_cpr assurance_level is_active is_staff is_superuser for_company entered_at entered_for merged_into "
        "last_sign_in_at date_joined",
        instead={"cpr_encrypted": ("cpr_number", _masked_cpr)},
        left_out={"password": Why.SECRET, "cpr_index": Why.CPR},
    ),
    Held(
        model="people.PostalAddress",
        what=_("Postal address"),
        of="person",
        columns="person source as_of",
        instead={"encrypted": ("address", _address)},
    ),
    Held(
        model="people.DataView",
        what=_("Who has viewed your data"),
        of="person",
        columns="id person viewer_role provider what object_ref purpose at",
        codes={"viewer_role": Kind.ROLE},
        left_out={"viewer": Why.EMPLOYEE},
    ),
    Held(
        model="people.ListView",
        what=_("Lists with your name that somebody has viewed"),
        of=_in_the_list,
        columns="id viewer_role provider what purpose at",
        codes={"viewer_role": Kind.ROLE},
        left_out={"viewer": Why.EMPLOYEE, "people": Why.OTHERS},
    ),
    Held(
        model="people.Membership",
        what=_("Roles of an employee"),
        of="user",
        columns="id user provider approver role granted_at ended_at",
        left_out={"granted_by": Why.EMPLOYEE, "ended_by": Why.EMPLOYEE},
        of_employees=True,
    ),
    Held(
        model="companies.CompanyMember",
        what=_("The company that you book for"),
        of="user",
        columns="id company user is_manager joined_at let_at ended_at",
        left_out={"let_by": Why.OTHERS},
    ),
    Nobodys("companies.Company"),
    Held(
        model="people.Invitation",
        what=_("Invitations that an employee accepted"),
        of="accepted_by",
        columns="id name email role provider approver invited_at expires_at accepted_at accepted_by withdrawn_at",
        left_out={"invited_by": Why.EMPLOYEE},
        of_employees=True,
    ),
)

OF_OTHER_PACKAGES: tuple[Table, ...] = (
    Held(
        model="journal.Entry",
        what=_("What was done in your cases, when and in which role"),
        of=_about_or_by,
        columns="id at act about case actor_role person facts",
        codes={"act": Kind.ACT, "actor_role": Kind.ROLE},
        instead={"authority": ("legal_basis", _basis)},
        left_out={"actor": Why.EMPLOYEE},
    ),
    Held(
        model="documents.Document",
        what=_("Letters, certificates and other documents"),
        of="person",
        columns="id kind person language media_type sha256 size made_from created_at",
        left_out={"content": Why.AS_FILE},
    ),
    Held(
        model="attachments.Attachment",
        what=_("Files added to your cases"),
        of="person",
        columns="id person about name kind size sha256 sha256_as_sent role asked uploaded_at handed_in_at scan_state "
        "scan_finding scanned_at",
        codes={"role": Kind.ROLE},
        left_out={"content": Why.AS_FILE, "added_by": Why.EMPLOYEE},
    ),
    Held(
        model="delivery.Delivery",
        what=_("How letters and e-mails reached you"),
        of="person",
        columns="id about person document channel state created_at handed_over_on received_on returned_on failure",
        instead={"proof": ("proof", _proof)},
        left_out={"key": Why.MACHINE},
    ),
    Held(
        model="notices.Notice",
        what=_("E-mails that told you of news"),
        of="person",
        columns="id delivery code person about path created_at",
        codes={"code": Kind.NOTICE},
    ),
    Held(
        model="web.SavedForm",
        what=_("What you typed and have not sent yet"),
        of="person",
        columns="id person page fields received_at claimed_at",
    ),
    Held(
        model="mandates.Mandate",
        what=_("Who may act for you in a case, and in which you act for somebody"),
        of=_for_or_by,
        columns="id application person name until given_at channel received_on taken_at ended_at",
        instead={"representative": ("taken_by", _taken_by)},
        left_out={"registered_by": Why.EMPLOYEE, "ended_by": Why.EMPLOYEE},
        joins=("representative",),
    ),
    LeftOut("outbox.Message", _("Work that waits to be done"), Why.MACHINE),
    Nobodys("outbox.Heartbeat"),
    Nobodys("due.JobRun"),
)

OF_LIBRARIES: tuple[Table, ...] = (
    Held(
        model="mfa.Authenticator",
        what=_("Second factors of an employee"),
        of="user",
        columns="id user type created_at last_used_at",
        left_out={"data": Why.SECRET},
        of_employees=True,
    ),
    LeftOut("admin.LogEntry", _("What an employee did in the register"), Why.AT_WORK, of_employees=True),
    LeftOut("sessions.Session", _("The sign-in of your browser"), Why.SECRET),
    LeftOut("account.EmailAddress", _("The sign-in library"), Why.UNUSED),
    LeftOut("account.EmailConfirmation", _("The sign-in library"), Why.UNUSED),
    LeftOut("socialaccount.SocialAccount", _("The sign-in library"), Why.UNUSED),
    LeftOut("socialaccount.SocialToken", _("The sign-in library"), Why.UNUSED),
    Nobodys("socialaccount.SocialApp"),
    Nobodys("auth.Permission"),
    Nobodys("auth.Group"),
    Nobodys("auth.Group_permissions"),
    Nobodys("contenttypes.ContentType"),
)


def document_files(person_ids: Collection[int]) -> Iterator[OwnFile]:
    for document in documents.files_of(person_ids):
        ending = mimetypes.guess_extension(document.media_type) or ".bin"
        yield OwnFile(f"document-{document.pk}{ending}", bytes(document.content))


def attachment_files(person_ids: Collection[int]) -> Iterator[OwnFile]:
    for attachment in attachments.files_of(person_ids):
        yield OwnFile(
            f"attachment-{attachment.pk}.{attachment.file_kind.extension}", bytes(attachment.content)
        )

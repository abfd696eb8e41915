"""What the codes about people say."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from amu.people.enums import (
    AddressSource,
    AssuranceLevel,
    FindError,
    HasCpr,
    PeopleAct,
    Purpose,
    RightsError,
    Role,
    SamePersonError,
    Seen,
)
from amu.people.services.invitations import INVITED
from amu.words import Kind, register

ROLES: Mapping[str, StrOrPromise] = {
    Role.REGISTRAR: _("Admission officer"),
    Role.LEADER: _("Leader"),
    Role.APPEALS_OFFICER: _("Appeals officer"),
    Role.MINISTRY_OFFICER: _("Ministry officer"),
    Role.APPROVER: _("Approver at a municipality or unemployment fund"),
}
NO_STAFF_ROLE = {  # other values of the stored role of whoever acted or viewed
    "operator": _("System operator"),
    "person": _("The person"),
    "representative": _("Representative"),
    "none": _("No role"),
    "company": _("Somebody who books for a company"),
    "company_manager": _("Whoever manages who books for a company"),
}
HAS_CPR = {
    HasCpr.YES: _("Yes"),
    HasCpr.NO: _("No"),
    HasCpr.UNKNOWN: _("Not known"),
}
ASSURANCE_LEVELS = {
    AssuranceLevel.LOW: _("Low"),
    AssuranceLevel.SUBSTANTIAL: _("Substantial"),
    AssuranceLevel.HIGH: _("High"),
}
ADDRESS_SOURCES = {
    AddressSource.PERSON: _("Told by the person"),
    AddressSource.SCHOOL: _("Entered by a school, on the person's word"),
    AddressSource.MITID: _("From the sign-in with MitID"),
}
SEEN = {
    Seen.PERSON: _("Name and contact details"),
    Seen.CPR: _("CPR number"),
    Seen.APPLICATION: _("Application"),
    Seen.DECISION: _("Decision"),
    Seen.APPEAL: _("Appeal"),
    Seen.RESULT: _("Course result"),
    Seen.CERTIFICATE: _("Certificate"),
    Seen.ALL_CERTIFICATES: _("Courses and certificates at all schools"),
    Seen.DOCUMENT: _("Document"),
}
PURPOSES = {
    Purpose.ADMISSION: _("To decide on admission"),
    Purpose.TEACHING: _("To run the course and record results"),
    Purpose.APPEAL: _("To handle an appeal"),
    Purpose.CERTIFICATE: _("To issue or correct a certificate"),
    Purpose.SUPPORT: _("To help with the account"),
    Purpose.MANDATE: _("To act for you in a case"),
}
RIGHTS_ERRORS = {
    RightsError.NOT_A_STAFF_ACCOUNT: _(
        "The account signs in with MitID. Roles are given to staff accounts only."
    ),
    RightsError.PROVIDER_NOT_ALLOWED: _("This role belongs to no school. Choose none."),
    RightsError.PROVIDER_REQUIRED: _("Choose the school at which the role applies."),
    RightsError.APPROVER_REQUIRED: _("Choose the municipality or unemployment fund that the role is for."),
    RightsError.APPROVER_NOT_ALLOWED: _("Only an approver works for a municipality or unemployment fund."),
    RightsError.SCHOOL_AND_MINISTRY: _(
        "Nobody can work for two of these: a school, the ministry, and a municipality or unemployment fund. Each "
        "looks at what another has done."
    ),
    RightsError.INVITATION_OVER: _("This invitation no longer works. Ask for a new one."),
    RightsError.OWN_INVITATION: _("You sent this invitation yourself. Nobody gives rights to themselves."),
}
MESSAGES = {INVITED: _("Send an invitation to staff")}
SAME_PERSON_ERRORS = {
    SamePersonError.NOT_A_PAIR: _("These two records do not have the same CPR number any more."),
    SamePersonError.BOTH_HAVE_CASES: _(
        "Both records have cases. What has been decided is never moved, so the two stay apart: go on in the record that "
        "the person signs in to."
    ),
}
FIND_ERRORS = {
    FindError.BE_MORE_EXACT: _("More than ten people fit. Tell more about the person."),
    FindError.BIRTH_DATE_MISSING: _("Enter the CPR number, or the date of birth."),
    FindError.KNOWN_ALREADY: _("Somebody with this CPR number is here already. Find the person by it."),
    FindError.COMES_FROM_SIGN_IN: _("Name and number come from MitID and cannot be changed here."),
    FindError.CPR_SHAPE: _("A CPR number has ten digits."),
    FindError.CPR_DATE: _("The date in the CPR number does not exist."),
}
ACTS = {
    PeopleAct.INVITED: _("Invitation sent"),
    PeopleAct.INVITATION_WITHDRAWN: _("Invitation withdrawn"),
    PeopleAct.MEMBERSHIP_GRANTED: _("Membership granted"),
    PeopleAct.MEMBERSHIP_ENDED: _("Membership ended"),
    PeopleAct.ACCOUNT_CLOSED: _("Account closed"),
    PeopleAct.ACCOUNT_OPENED: _("Account reopened"),
    PeopleAct.CONTACT_CHANGED: _("Contact details changed"),
    PeopleAct.SIGNED_IN: _("Staff signed in"),
    PeopleAct.PASSWORD_CHANGED: _("Password changed"),
    PeopleAct.FACTOR_ADDED: _("Second factor added"),
    PeopleAct.FACTOR_REMOVED: _("Second factor removed"),
    PeopleAct.FACTOR_RENEWED: _("Recovery codes renewed"),
    PeopleAct.PERSON_ENTERED: _("Person entered"),
    PeopleAct.PERSON_CORRECTED: _("Name or number corrected"),
    PeopleAct.SAME_PERSON: _("Two records joined: they are one person"),
    PeopleAct.ADDRESS_CHANGED: _("Postal address changed"),
    PeopleAct.ADDRESS_REMOVED: _("Postal address removed"),
    PeopleAct.CPR_CHANGED: _("CPR number changed"),
    PeopleAct.CPR_SHARED: _("Another sign-in has the same CPR number"),
}


def register_words() -> None:
    register(Role, ROLES)
    register(Kind.ROLE, {**ROLES, **NO_STAFF_ROLE}, codes={*ROLES, *NO_STAFF_ROLE})
    register(HasCpr, HAS_CPR)
    register(AssuranceLevel, ASSURANCE_LEVELS)
    register(AddressSource, ADDRESS_SOURCES)
    register(Seen, SEEN)
    register(Purpose, PURPOSES)
    register(Kind.FINDING, RIGHTS_ERRORS, codes=RightsError)
    register(Kind.FINDING, SAME_PERSON_ERRORS, codes=SamePersonError)
    register(Kind.FINDING, FIND_ERRORS, codes=FindError)
    register(Kind.MESSAGE, MESSAGES, codes={INVITED})
    register(Kind.ACT, ACTS, codes=PeopleAct)

"""The codes the rest of the system uses about people and what they may do. Their words are in ``words``."""

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff does: at one provider, in the ministry, or for one approver of courses on benefit."""

    REGISTRAR = "registrar"
    LEADER = "leader"
    APPEALS_OFFICER = "appeals_officer"
    MINISTRY_OFFICER = "ministry_officer"
    APPROVER = "approver"


class HasCpr(StrEnum):
    """Whether a person has a Danish personal number. Brokers may say no, or say nothing."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class AssuranceLevel(StrEnum):
    """How sure the sign-in was, in the words of the national standard (NSIS)."""

    LOW = "LOW"
    SUBSTANTIAL = "SUBSTANTIAL"
    HIGH = "HIGH"


class AddressSource(StrEnum):
    """Who told us where a person's letters go."""

    PERSON = "person"
    SCHOOL = "school"  # staff, on the person's word
    MITID = "mitid"


class Seen(StrEnum):
    """What was looked at, shown to the person it is about."""

    PERSON = "person"
    CPR = "cpr"
    APPLICATION = "application"
    DECISION = "decision"
    APPEAL = "appeal"
    RESULT = "result"
    CERTIFICATE = "certificate"
    ALL_CERTIFICATES = "all_certificates"
    DOCUMENT = "document"


class Purpose(StrEnum):
    """Why somebody looked."""

    ADMISSION = "admission"
    TEACHING = "teaching"
    APPEAL = "appeal"
    CERTIFICATE = "certificate"
    SUPPORT = "support"
    MANDATE = "mandate"


class RightsError(StrEnum):
    """Why a role cannot be given."""

    NOT_A_STAFF_ACCOUNT = "not_a_staff_account"
    PROVIDER_NOT_ALLOWED = "provider_not_allowed"
    PROVIDER_REQUIRED = "provider_required"
    APPROVER_REQUIRED = "approver_required"
    APPROVER_NOT_ALLOWED = "approver_not_allowed"
    SCHOOL_AND_MINISTRY = "school_and_ministry"
    INVITATION_OVER = "invitation_over"
    OWN_INVITATION = "own_invitation"


class SamePersonError(StrEnum):
    """Why two rows are not joined."""

    NOT_A_PAIR = "not_a_pair"
    BOTH_HAVE_CASES = "both_have_cases"


class FindError(StrEnum):
    """Why nobody is looked for, shown or entered."""

    BE_MORE_EXACT = "be_more_exact"
    BIRTH_DATE_MISSING = "birth_date_missing"
    KNOWN_ALREADY = "known_already"
    COMES_FROM_SIGN_IN = "comes_from_sign_in"
    CPR_SHAPE = "cpr_shape"
    CPR_DATE = "cpr_date"


class PeopleAct(StrEnum):
    """What the journal says was done to an account or its rights."""

    INVITED = "membership.offered"
    INVITATION_WITHDRAWN = "membership.offer_withdrawn"
    MEMBERSHIP_GRANTED = "membership.granted"
    MEMBERSHIP_ENDED = "membership.ended"
    ACCOUNT_CLOSED = "account.closed"
    ACCOUNT_OPENED = "account.opened"
    CONTACT_CHANGED = "person.contact_changed"
    SIGNED_IN = "staff.signed_in"
    PASSWORD_CHANGED = "staff.password_changed"  # noqa: S105
    FACTOR_ADDED = "staff.factor_added"
    FACTOR_REMOVED = "staff.factor_removed"
    FACTOR_RENEWED = "staff.factor_renewed"
    PERSON_ENTERED = "person.entered"
    PERSON_CORRECTED = "person.corrected"
    SAME_PERSON = "person.same"
    ADDRESS_CHANGED = "person.address_changed"
    ADDRESS_REMOVED = "person.address_removed"
    CPR_CHANGED = "person.cpr_changed"
    CPR_SHARED = "person.cpr_shared"

"""The one table of who sees what and who does what.

``SEES`` answers Django's view permissions by model; ``MAY`` has an act for each thing that staff do. Buttons, acts on
many rows, the callers of services and the test of the whole table ask here (``amu.people.acting``). *Which*
school's rows a role reaches follows from the membership; an operator sees everything and has no role.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from amu.people.enums import Role

OPERATOR = "operator"  # stands beside the roles, but is no membership: who runs the system
# Nor are those who act for a company, whatever they signed in for: amu.companies.
COMPANY, COMPANY_MANAGER = "company", "company_manager"

type Doers = frozenset[str]


class Act(StrEnum):
    """What staff, and those who act for a company, can do that needs a right."""

    WRITE_CLASSES = "write_classes"
    WRITE_CONTACT = "write_contact"
    PROPOSE_RATE = "propose_rate"
    DECIDE_RATE = "decide_rate"
    WRITE_SYNONYMS = "write_synonyms"
    FOLLOW_ADMISSIONS = "follow_admissions"
    ADMIT = "admit"
    REFUSE = "refuse"
    CHECK_PAPERS = "check_papers"
    ANSWER_APPROVAL = "answer_approval"
    RECORD_APPROVAL = "record_approval"
    WITHDRAW_FOR_SOMEBODY = "withdraw_for_somebody"
    POST_LETTERS = "post_letters"
    RECORD_RESULT = "record_result"
    WRITE_TO_CLASS = "write_to_class"
    FOLLOW_APPEALS = "follow_appeals"
    REGISTER_APPEAL = "register_appeal"
    REGISTER_MANDATE = "register_mandate"
    REVIEW_APPEAL = "review_appeal"
    DECIDE_APPEAL = "decide_appeal"
    DECIDE_ANEW = "decide_anew"
    LEAD_APPEALS = "lead_appeals"
    NOTE_ON_APPEAL = "note_on_appeal"
    ADD_FILES_TO_APPEAL = "add_files_to_appeal"
    HAND_OVER_APPEAL = "hand_over_appeal"
    REISSUE_CERTIFICATE = "reissue_certificate"
    ISSUE_CERTIFICATES = "issue_certificates"
    NAME_SIGNATORY = "name_signatory"
    MANAGE_KEYS = "manage_keys"
    CHOOSE_LOGO = "choose_logo"
    SEARCH_ALL_SCHOOLS = "search_all_schools"
    SEE_CPR = "see_cpr"
    FIND_PERSON = "find_person"
    ENTER_PERSON = "enter_person"
    CORRECT_PERSON = "correct_person"
    CONFIRM_SAME_PERSON = "confirm_same_person"
    APPLY_FOR_SOMEBODY = "apply_for_somebody"
    MANAGE_RIGHTS = "manage_rights"
    BOOK_SEATS = "book_seats"
    CHOOSE_WHO_BOOKS = "choose_who_books"


REGISTRAR: Doers = frozenset({Role.REGISTRAR})
OFFICE: Doers = frozenset({Role.REGISTRAR, Role.LEADER})
SCHOOL: Doers = frozenset({Role.REGISTRAR, Role.LEADER, Role.APPEALS_OFFICER})
MINISTRY: Doers = frozenset({Role.MINISTRY_OFFICER})
APPROVERS: Doers = frozenset({Role.APPROVER})
EVERYBODY: Doers = SCHOOL | MINISTRY
# What is the same for every school is changed by no school's role.
FOR_ALL_SCHOOLS: Doers = MINISTRY | {OPERATOR}

MAY: Mapping[Act, Doers] = {
    Act.WRITE_CLASSES: OFFICE,
    Act.WRITE_CONTACT: OFFICE,
    Act.PROPOSE_RATE: FOR_ALL_SCHOOLS,
    Act.DECIDE_RATE: FOR_ALL_SCHOOLS,
    Act.WRITE_SYNONYMS: FOR_ALL_SCHOOLS,
    Act.FOLLOW_ADMISSIONS: OFFICE,
    Act.ADMIT: REGISTRAR,
    Act.REFUSE: REGISTRAR,
    Act.CHECK_PAPERS: REGISTRAR,
    Act.ANSWER_APPROVAL: APPROVERS,
    Act.RECORD_APPROVAL: REGISTRAR,
    Act.WITHDRAW_FOR_SOMEBODY: REGISTRAR,
    Act.POST_LETTERS: REGISTRAR,
    Act.RECORD_RESULT: REGISTRAR,
    Act.WRITE_TO_CLASS: OFFICE,
    Act.FOLLOW_APPEALS: frozenset({Role.APPEALS_OFFICER, Role.LEADER, Role.MINISTRY_OFFICER}),
    Act.REGISTER_APPEAL: frozenset({Role.REGISTRAR, Role.APPEALS_OFFICER}),
    Act.REGISTER_MANDATE: frozenset({Role.REGISTRAR, Role.APPEALS_OFFICER}),
    Act.REVIEW_APPEAL: frozenset({Role.APPEALS_OFFICER}),
    Act.DECIDE_APPEAL: MINISTRY,
    Act.DECIDE_ANEW: frozenset({Role.REGISTRAR, Role.APPEALS_OFFICER}),
    Act.LEAD_APPEALS: frozenset({Role.LEADER}),
    Act.NOTE_ON_APPEAL: frozenset({Role.APPEALS_OFFICER, Role.LEADER, Role.MINISTRY_OFFICER}),
    Act.ADD_FILES_TO_APPEAL: frozenset({Role.REGISTRAR, Role.APPEALS_OFFICER, Role.MINISTRY_OFFICER}),
    Act.HAND_OVER_APPEAL: frozenset({Role.APPEALS_OFFICER, Role.LEADER}),
    Act.REISSUE_CERTIFICATE: REGISTRAR,
    Act.ISSUE_CERTIFICATES: REGISTRAR,
    Act.NAME_SIGNATORY: frozenset({Role.LEADER}),
    Act.MANAGE_KEYS: frozenset({Role.LEADER}),
    Act.CHOOSE_LOGO: frozenset({Role.LEADER}),
    Act.SEARCH_ALL_SCHOOLS: REGISTRAR,
    Act.SEE_CPR: frozenset({Role.REGISTRAR, Role.APPEALS_OFFICER}),
    Act.FIND_PERSON: frozenset({Role.REGISTRAR, Role.APPEALS_OFFICER, OPERATOR}),
    Act.ENTER_PERSON: REGISTRAR,
    Act.CORRECT_PERSON: REGISTRAR,
    Act.CONFIRM_SAME_PERSON: frozenset({Role.REGISTRAR, OPERATOR}),
    Act.APPLY_FOR_SOMEBODY: REGISTRAR,
    Act.MANAGE_RIGHTS: frozenset({Role.LEADER, OPERATOR}),
    Act.BOOK_SEATS: frozenset({COMPANY, COMPANY_MANAGER}),
    Act.CHOOSE_WHO_BOOKS: frozenset({COMPANY_MANAGER}),
}

CATALOGUE = (
    "competencefield",
    "course",
    "coursefullprice",
    "courseprovider",
    "courserun",
    "datasource",
    "feerate",
    "location",
    "municipality",
    "postalcode",
    "provider",
    "provideralias",
    "runcourse",
    "runsupplement",
    "synonym",
)
SEES: Mapping[str, Doers] = {
    **{f"courses.{model}": EVERYBODY for model in CATALOGUE},
    "courses.rateproposal": MINISTRY,
    "documents.document": EVERYBODY,
    "notices.notice": SCHOOL,
    "enrolment.application": EVERYBODY,
    "enrolment.decision": EVERYBODY,
    "enrolment.courseresult": OFFICE,
    "enrolment.approval": APPROVERS,
    "appeals.appeal": EVERYBODY,
    "appeals.referral": frozenset({Role.LEADER, Role.APPEALS_OFFICER, Role.MINISTRY_OFFICER}),
    "certificates.certificate": OFFICE,
    "certificates.certificateissue": OFFICE,
}


def allows(roles: Iterable[Role], permission: str) -> bool:
    """Whether one of the roles may see a model, by Django's name for it (``app.view_model``).

    Nothing is added, changed or deleted by a permission of Django's: staff act by ``MAY``.
    """
    app, _, verb_and_model = permission.partition(".")
    verb, _, model = verb_and_model.partition("_")
    return verb == "view" and not SEES.get(f"{app}.{model}", frozenset()).isdisjoint(roles)


def reaches(roles: Iterable[Role], app: str) -> bool:
    """Whether one of the roles may see anything at all of an app."""
    theirs = set(roles)
    return any(model.startswith(f"{app}.") and doers & theirs for model, doers in SEES.items())

"""The one table of who may do what to which kind of thing.

It answers Django's permission names ("enrolment.view_application"). *Which* provider's rows a
role reaches is the selectors' question; an operator reaches everything and belongs to no role.
"""

from collections.abc import Iterable, Mapping

from amu.people.enums import Role

VIEW = frozenset({"view"})
CHANGE = frozenset({"view", "change"})
ADD = frozenset({"view", "change", "add"})

CATALOGUE = {
    f"courses.{model}": VIEW
    for model in (
        "competencefield",
        "course",
        "coursefullprice",
        "courseprovider",
        "datasource",
        "feerate",
        "location",
        "municipality",
        "postalcode",
        "provider",
        "provideralias",
        "runsupplement",
        "synonym",
    )
}
RUNS = {"courses.courserun": CHANGE, "courses.runcourse": CHANGE}
RUNS_SEEN = {"courses.courserun": VIEW, "courses.runcourse": VIEW}
CASE_FILE = {"documents.document": VIEW, "notices.notice": VIEW}

ACCESS: Mapping[Role, Mapping[str, frozenset[str]]] = {
    Role.REGISTRAR: {
        **CATALOGUE,
        **RUNS,
        **CASE_FILE,
        "enrolment.application": CHANGE,
        "enrolment.decision": ADD,
        "enrolment.courseresult": ADD,
        "appeals.appeal": VIEW,
        "certificates.certificate": ADD,
        "certificates.certificateissue": ADD,
        "people.cpr": VIEW,
    },
    Role.LEADER: {
        **CATALOGUE,
        **RUNS_SEEN,
        **CASE_FILE,
        "enrolment.application": VIEW,
        "enrolment.decision": VIEW,
        "enrolment.courseresult": VIEW,
        "appeals.appeal": VIEW,
        "appeals.referral": VIEW,
        "certificates.certificate": VIEW,
        "certificates.certificateissue": VIEW,
    },
    Role.APPEALS_OFFICER: {
        **CATALOGUE,
        **RUNS_SEEN,
        **CASE_FILE,
        "enrolment.application": VIEW,
        "enrolment.decision": ADD,
        "appeals.appeal": CHANGE,
        "appeals.referral": ADD,
        "people.cpr": VIEW,
    },
    Role.MINISTRY_OFFICER: {
        **CATALOGUE,
        **RUNS_SEEN,
        "documents.document": VIEW,
        "enrolment.application": VIEW,
        "enrolment.decision": VIEW,
        "appeals.appeal": VIEW,
        "appeals.referral": CHANGE,
        # What is the same for every school, rates and everyday words, is changed by no school's role.
        "courses.rateproposal": ADD,
        "courses.synonym": ADD,
    },
}


def allows(roles: Iterable[Role], permission: str) -> bool:
    """Whether one of the roles holds a permission named ``app.verb_model``."""
    app, _, act = permission.partition(".")
    verb, _, model = act.partition("_")
    return any(verb in ACCESS[role].get(f"{app}.{model}", ()) for role in roles)


def reaches(roles: Iterable[Role], app: str) -> bool:
    """Whether one of the roles may see anything at all of an app."""
    return any(kind.startswith(f"{app}.") for role in roles for kind in ACCESS[role])

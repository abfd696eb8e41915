"""Which papers an application needs, from what the rules said of its answers. Pure.

Each has to be with the school before the class begins: a declaration of work signed by the employer too (statute id
``admission``), the contract of a basic integration education (``igu``), and the approval of whoever pays
(``six_weeks``, ``municipality_pays``).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from courses.guidance.rules.access import AccessCode


class PaperKind(StrEnum):
    WORK_DECLARATION = "work_declaration"
    IGU_CONTRACT = "igu_contract"
    SIX_WEEKS_APPROVAL = "six_weeks_approval"
    MUNICIPALITY_AGREEMENT = "municipality_agreement"
    BENEFIT_APPROVAL = "benefit_approval"


class PaperState(StrEnum):
    MISSING = "missing"
    HANDED_IN = "handed_in"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


NEEDED: Mapping[str, PaperKind] = {
    AccessCode.WORKS_IN_DENMARK: PaperKind.WORK_DECLARATION,
    AccessCode.IGU_CONTRACT_NEEDED: PaperKind.IGU_CONTRACT,
    AccessCode.SIX_WEEKS_APPROVAL_NEEDED: PaperKind.SIX_WEEKS_APPROVAL,
    AccessCode.MUNICIPALITY_AGREEMENT_NEEDED: PaperKind.MUNICIPALITY_AGREEMENT,
    AccessCode.BENEFIT_APPROVAL_NEEDED: PaperKind.BENEFIT_APPROVAL,
}
APPROVALS = frozenset(
    {PaperKind.BENEFIT_APPROVAL, PaperKind.SIX_WEEKS_APPROVAL, PaperKind.MUNICIPALITY_AGREEMENT}
)
"""Those that a municipality or an unemployment fund gives."""
FROM_THE_PERSON = frozenset({PaperState.MISSING, PaperState.REJECTED})
"""The states in which the person still has to hand it in."""


def papers_for(codes: Iterable[str]) -> list[PaperKind]:
    """The papers that verdicts with these codes ask for, each once."""
    return list(dict.fromkeys(NEEDED[code] for code in codes if code in NEEDED))

"""The codes about companies and who acts for them. Their words are in ``words``."""

from enum import StrEnum


class CompanyAct(StrEnum):
    """What the journal says was done about who acts for a company."""

    FIRST = "company.first"
    ASKED = "company.asked"
    LET = "company.let"
    ENDED = "company.ended"
    HANDED_OVER = "company.handed_over"


class CompanyError(StrEnum):
    """Why a right to act for a company cannot be changed."""

    MANAGER_STAYS = "company_manager_stays"
    MAY_NOT_BOOK = "company_may_not_book"
    ANOTHER_COMPANY = "company_is_another"

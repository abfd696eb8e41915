"""The codes of a person's own data. Their words are in ``words``."""

from enum import StrEnum


class Why(StrEnum):
    """Why something that is held about a person is not in their file."""

    CPR = "cpr"
    SECRET = "secret"  # noqa: S105
    EMPLOYEE = "employee"
    ASK = "ask"
    OTHERS = "others"
    AT_WORK = "at_work"
    AS_FILE = "as_file"
    MACHINE = "machine"
    UNUSED = "unused"


class OwnDataAct(StrEnum):
    """What the journal says was done."""

    DOWNLOADED = "own_data.downloaded"

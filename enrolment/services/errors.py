"""Why a letter cannot be sent, or recorded as posted."""

from enrolment.rules.posting import PostingProblem


class NoAddressError(Exception):
    """A letter cannot reach the person: nobody has told us where they get their post."""


class PostingDayError(Exception):
    """The letter cannot have been posted on that day."""

    def __init__(self, problem: PostingProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class NotForPostingError(Exception):
    """There is no letter that goes by post."""

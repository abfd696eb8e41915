"""Which refusals have been appealed against. Appeals, which stand above, say it from ``AppConfig.ready``."""

from collections.abc import Callable, Collection

type Ask = Callable[[Collection[int]], set[int]]

_asked: list[Ask] = []


def follow(ask: Ask) -> None:
    """Have ``ask`` say which of some decisions, by id, somebody has appealed against and not withdrawn it."""
    _asked.append(ask)


def appealed(decision_ids: Collection[int]) -> set[int]:
    return set().union(*(ask(decision_ids) for ask in _asked)) if decision_ids else set()

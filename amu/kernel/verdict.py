"""The answer of a rule: yes or no, why as a code, on what facts, by which paragraph. Never a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

type Fact = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """``facts`` are plain values (dates as ISO text) so that a verdict can be stored.

    ``statute`` is an id in ``amu.kernel.statutes``, empty where a rule rests on no paragraph.
    """

    ok: bool
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    statute: str = ""

    def __bool__(self) -> bool:
        return self.ok

    def as_dict(self) -> dict[str, Any]:
        return {"ok": self.ok, "code": self.code, "facts": dict(self.facts), "statute": self.statute}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        return cls(stored["ok"], stored["code"], dict(stored["facts"]), stored["statute"])


def yes(code: str, *, statute: str = "", **facts: Fact) -> Verdict:
    return Verdict(ok=True, code=code, facts=facts, statute=statute)


def no(code: str, *, statute: str = "", **facts: Fact) -> Verdict:
    return Verdict(ok=False, code=code, facts=facts, statute=statute)

"""A postal address as it is written on an envelope."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """``addressee`` is the name on the letterbox where it is not the person's own; ``country`` is empty in Denmark."""

    street: str
    postal_code: str
    city: str
    care_of: str = ""
    country: str = ""
    addressee: str = ""

    def lines(self, name: str) -> tuple[str, ...]:
        """The whole block, from the name to the country."""
        care_of = f"c/o {self.care_of}" if self.care_of else ""
        town = f"{self.postal_code} {self.city}".strip()
        written = (self.addressee or name, care_of, self.street, town, self.country.upper())
        return tuple(line for line in written if line)

    def as_dict(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, str]) -> "Address":
        return cls(**stored)

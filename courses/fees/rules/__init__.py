"""The rules of the participation fee. Pure: no database, no clock, no words."""

from courses.fees.rules.answers import Ground, Line, LineCode, NoPrice, Payer, Quote
from courses.fees.rules.charges import Absence, ChargeKind, Excuse, Who, charge
from courses.fees.rules.facts import (
    Booking,
    CourseFacts,
    Education,
    Field,
    Flag,
    Person,
    Rate,
    RateClass,
    Scheme,
    Supplement,
)
from courses.fees.rules.price import price
from courses.fees.rules.table import RULE_VERSION, RULES

__all__ = [
    "RULES",
    "RULE_VERSION",
    "Absence",
    "Booking",
    "ChargeKind",
    "CourseFacts",
    "Education",
    "Excuse",
    "Field",
    "Flag",
    "Ground",
    "Line",
    "LineCode",
    "NoPrice",
    "Payer",
    "Person",
    "Quote",
    "Rate",
    "RateClass",
    "Scheme",
    "Supplement",
    "Who",
    "charge",
    "price",
]

"""Terms that stand on several pages, the same everywhere."""

from decimal import Decimal

from django import template

from courses.fees.rules.charges import RULE, Kind

register = template.Library()


@register.inclusion_tag("courses/_withdrawal.html")
def withdrawal_terms() -> dict[str, dict[str, Decimal]]:
    """What withdrawing or staying away may cost: the statute's fixed amounts (Open Education Act § 10 a)."""
    return {
        "withdrawal": {
            "late_short": RULE.up_to[Kind.WITHDRAWAL],
            "late_long": RULE.above[Kind.WITHDRAWAL],
            "absent_short": RULE.up_to[Kind.NO_SHOW],
            "absent_long": RULE.above[Kind.NO_SHOW],
            "lessons": RULE.threshold,
        }
    }

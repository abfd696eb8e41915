"""Terms that stand on several pages, the same everywhere."""

from decimal import Decimal

from django import template

from courses.fees.rules.charges import RULE, ChargeKind

register = template.Library()


@register.inclusion_tag("courses/_withdrawal.html")
def withdrawal_terms() -> dict[str, dict[str, Decimal]]:
    """What withdrawing or staying away may cost: the statute's fixed amounts (Open Education Act § 10 a)."""
    return {
        "withdrawal": {
            "late_short": RULE.up_to[ChargeKind.WITHDRAWAL],
            "late_long": RULE.above[ChargeKind.WITHDRAWAL],
            "absent_short": RULE.up_to[ChargeKind.NO_SHOW],
            "absent_long": RULE.above[ChargeKind.NO_SHOW],
            "lessons": RULE.threshold,
        }
    }

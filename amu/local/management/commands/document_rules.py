"""Write docs/rules.md from the rules, or say whether it is fresh."""

from amu.local import rulebook
from amu.local.generated import GeneratedPage


class Command(GeneratedPage):
    help = "Write docs/rules.md: every rule with validity and source. With --check only compare."
    name = "rules.md"
    page = staticmethod(rulebook.page)

"""Write docs/states.md from the tables of moves, or say whether it is fresh."""

from amu.local import statebook
from amu.local.generated import GeneratedPage


class Command(GeneratedPage):
    help = "Write docs/states.md: states and moves as diagrams. With --check only compare."
    name = "states.md"
    page = staticmethod(statebook.page)

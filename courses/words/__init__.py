"""What the codes of the catalogue say: one module for each package."""

from courses.words import classes, fees, guidance, schools, search


def register_words() -> None:
    classes.register_words()
    fees.register_words()
    guidance.register_words()
    schools.register_words()
    search.register_words()

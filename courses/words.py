"""What is wrong with a class, a file of classes or a word for the search, in words for staff."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amu.kernel.errors import CodedError
from courses.classes.rules.publication import Finding

FINDINGS: Mapping[str, str | Promise] = {
    "ends_before_start": _("The last day is before the first."),
    "deadline_missing": _("The last day to apply is missing."),
    "deadline_after_end": _("The last day to apply is after the class has ended."),
    "deadline_after_start": _("The last day to apply is after the class has begun."),
    "no_seats": _("The class has no seats."),
    "open_workshop_without_seats": _("An open workshop needs a number of seats."),
    "fewer_seats_than_taken": _("%(taken)s seats are taken already. There cannot be fewer."),
    "guarantee_with_high_minimum": _(
        "A guaranteed class may ask for at most %(most)s participants. Lower the minimum or take the guarantee away."
    ),
    "minimum_above_seats": _("The minimum is higher than the number of seats (%(capacity)s)."),
    "no_courses": _("The class carries no course."),
    "approval_unknown": _("We do not know whether the school is approved for %(course)s. Check it yourself."),
    "not_approved": _("The school is not approved for %(course)s."),
    "placeholder_price": _("A price of 1 krone is no price. Tick “The school tells the price” instead."),
    "price_missing": _("There is no price, and no rate for the year. Write one, or let the school tell it."),
    "supplements_above_cap": _(
        "The supplements are above %(cap)s kroner a week. The school must be able to document their cost."
    ),
    "courses_are_promised": _(
        "The class is published, so its courses stay. Make a copy with other courses, and cancel this one."
    ),
    "place_of_another_school": _("The place belongs to another school."),
    "cancelled": _("The class is cancelled."),
    "begun_already": _("The class has begun already."),
    "series_too_long": _("At most %(most)s classes can be made at a time."),
    "course_unknown": _("There is no course with the number %(course)s."),
    "course_twice": _("The same course stands there twice."),
    "days_missing": _("How many days does %(course)s last here? Write it after the number."),
    "extra_unclear": _("Write an amount, a semicolon and what it is for: %(line)s"),
    "bad_amount": _("%(text)s is not an amount."),
    "amount_has_two_meanings": _("%(text)s can be read in two ways. Write %(whole)s or %(whole)s,00."),
    "bad_date": _("%(text)s is not a day. Write it as 29-09-2026."),
    "place_unclear": _("Write the place as street, postal code and town: Skolevej 1, 5000 Odense C."),
    "postal_code_unknown": _("%(postal_code)s is not a Danish postal code."),
    "bad_number": _("%(text)s is not a whole number."),
    "bad_choice": _("%(text)s is not one of the words for %(column)s."),
    "missing": _("%(column)s is empty."),
    "columns_missing": _("These columns are missing in the first line: %(names)s."),
    "columns_twice": _("The first line has the same column name twice."),
    "no_rows": _("There is no class in the file, only column names."),
    "too_many_rows": _("There are more than %(most)s rows. Split the file."),
    "too_many_columns": _(
        "There are more than %(most)s columns. Take away those that are not about classes."
    ),
    "cells_without_column": _("Line %(number)s has more cells than there are columns."),
    "not_a_table": _(
        "Line %(number)s is not written as a table row: look for a quotation mark that is not closed."
    ),
    "not_text": _(
        "It is neither a workbook nor text. Save the spreadsheet as an Excel workbook (.xlsx) or as CSV."
    ),
    "workbook_locked": _(
        "The workbook has a password. Take the password away in Excel, save it and try again."
    ),
    "workbook_old": _(
        "It is a workbook of the old kind (.xls). Save it as an Excel workbook (.xlsx) and try again."
    ),
    "workbook_macros": _(
        "The workbook holds macros, which we do not take. Save it as an Excel workbook without macros (.xlsx)."
    ),
    "workbook_other": _(
        "It is a spreadsheet of another kind. Save it as an Excel workbook (.xlsx) and try again."
    ),
    "workbook_not": _("It is no spreadsheet. Choose an Excel workbook (.xlsx) or a CSV file."),
    "workbook_hidden": _("Every sheet of the workbook is hidden. Show the one with the classes."),
    "workbook_too_large": _(
        "There is far more in the workbook than classes need. Copy the rows into the empty spreadsheet below."
    ),
    "workbook_unsafe": _(
        "The workbook holds references that Excel does not write. Copy the rows into the empty spreadsheet below."
    ),
    "workbook_broken": _("The workbook is damaged. Open it in Excel, save it again and try once more."),
    "cells_merged": _("Cells %(cells)s are merged. Split them, so that every class has its own cells."),
    "formula_without_value": _(
        "The formula in cell %(cell)s has no value yet. Open the file in Excel, save it and try again."
    ),
    "error_in_cell": _("Cell %(cell)s holds an error instead of a value."),
    "word_missing": _("Write a word."),
    "word_too_long": _("It is too long: at most %(most)s letters, where æ, ø and å count as two."),
    "word_without_letters": _(
        "There is no letter from a to å and no number in it, so nobody can search for it."
    ),
    "too_many_words": _("A search looks up at most %(most)s words together."),
    "meaning_passed_over": _("Searches pass over these words. Write one that stands in a course's title."),
    "word_means_itself": _("It is the same as the everyday word, so it adds nothing."),
    "word_is_there": _("It is on the list already: %(term)s → %(means)s"),
}


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """Raises KeyError for a code without words: such a finding must not be shown as nothing."""
    return str(FINDINGS[code]) % facts


def sentences(findings: Iterable[Finding]) -> list[str]:
    return [sentence(finding.code, finding.facts) for finding in findings]


def error_words(error: CodedError) -> str:
    return sentence(error.code, error.facts)

"""Why a file cannot be read, in words for whoever uploaded it."""

from django.utils.translation import gettext_lazy as _

from amu.spreadsheets.table import FileError
from amu.words import Kind, register

FILE_ERRORS = {
    FileError.COLUMNS_MISSING: _(
        "These columns are missing: %(names)s. The line with the column names must be one of the first "
        "%(within)s."
    ),
    FileError.COLUMNS_TWICE: _("Two columns mean the same: %(names)s. Remove or rename one of them."),
    FileError.NO_ROWS: _("There is no class in the file, only column names."),
    FileError.TOO_MANY_ROWS: _("There are more than %(most)s rows. Split the file."),
    FileError.TOO_MANY_COLUMNS: _(
        "There are more than %(most)s columns. Remove those that are not about classes."
    ),
    FileError.CELLS_WITHOUT_COLUMN: _("Line %(number)s has a value in a column without a name."),
    FileError.NOT_A_TABLE: _(
        "Line %(number)s is not written as a table row: look for a quotation mark that is not closed."
    ),
    FileError.NOT_TEXT: _(
        "The file is neither a workbook nor text. Save the spreadsheet as an Excel workbook (.xlsx) or as "
        "CSV."
    ),
    FileError.LETTERS_GARBLED: _(
        "The letters æ, ø and å in the file cannot be read. Save it as an Excel workbook (.xlsx), or as CSV "
        "in UTF-8."
    ),
    FileError.WORKBOOK_LOCKED: _(
        "The workbook has a password. Remove the password in Excel, save it and try again."
    ),
    FileError.WORKBOOK_OLD: _(
        "The file is an old kind of workbook (.xls). Save it as an Excel workbook (.xlsx) and try again."
    ),
    FileError.WORKBOOK_MACROS: _(
        "The workbook contains macros, which we do not accept. Save it as an Excel workbook without macros "
        "(.xlsx)."
    ),
    FileError.WORKBOOK_OTHER: _(
        "The file is another kind of spreadsheet. Save it as an Excel workbook (.xlsx) and try again."
    ),
    FileError.WORKBOOK_NOT: _(
        "The file is not a spreadsheet. Choose an Excel workbook (.xlsx) or a CSV file."
    ),
    FileError.WORKBOOK_HIDDEN: _("Every sheet of the workbook is hidden. Show the one with the classes."),
    FileError.WORKBOOK_TOO_LARGE: _(
        "The workbook contains far more than classes need. Copy the rows into the empty spreadsheet below."
    ),
    FileError.WORKBOOK_UNSAFE: _(
        "The workbook contains references that Excel does not write. Copy the rows into the empty "
        "spreadsheet below."
    ),
    FileError.WORKBOOK_BROKEN: _(
        "The workbook is damaged. Open it in Excel, save it again and try once more."
    ),
    FileError.CELLS_MERGED: _(
        "Cells %(cells)s are merged. Split them, so that every class has its own cells."
    ),
    FileError.FORMULA_WITHOUT_VALUE: _(
        "The formula in cell %(cell)s has no value yet. Open the file in Excel, save it and try again."
    ),
    FileError.ERROR_IN_CELL: _("Cell %(cell)s contains an error instead of a value."),
}


def register_words() -> None:
    register(Kind.FINDING, FILE_ERRORS, codes=FileError)

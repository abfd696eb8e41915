"""What the faults of a logo or a signatory say, and what the journal calls the acts."""

from django.utils.translation import gettext_lazy as _

from amu.words import Kind, register
from certificates.letterhead.enums import LogoFault, SignatoryFault
from certificates.letterhead.services import LOGO, LOGO_REMOVED, SIGNATORY

LOGO_FAULTS = {
    LogoFault.EMPTY: _("The file is empty."),
    LogoFault.TOO_LARGE: _("The file is larger than %(megabytes)s MB. Save the picture in a smaller size."),
    LogoFault.NOT_A_PICTURE: _("This is no picture of the kinds that can be used. Save it as PNG or JPEG."),
    LogoFault.BROKEN: _("The file is damaged and cannot be opened. Try to save it again."),
    LogoFault.MOVES: _("The picture moves. Paper does not: save one that stands still."),
    LogoFault.TOO_MANY_PIXELS: _("The picture has more than %(most)s pixels on one side. Save it smaller."),
    LogoFault.TOO_FEW_PIXELS: _(
        "The picture has fewer than %(fewest)s pixels on one side, and would be blurred on paper. Choose a larger one."
    ),
    LogoFault.TOO_NARROW: _(
        "One side of the picture is more than %(times)s times as long as the other, so the logo would be a line on paper. "
        "Cut the empty part away."
    ),
    LogoFault.TOO_PALE: _(
        "Nothing would be seen of it: it is empty, or as light as the paper. Choose the logo that is made for a white "
        "background."
    ),
}
SIGNATORY_FAULTS = {
    SignatoryFault.ENDS_FIRST: _("The last day is before the first."),
    SignatoryFault.OVERLAPS: _("%(name)s signs from %(day)s. Choose an earlier last day, or leave it empty."),
}
ACTS = {
    SIGNATORY: _("Signatory of the school's certificates named"),
    LOGO: _("Logo of the school's certificates changed"),
    LOGO_REMOVED: _("Logo of the school's certificates removed"),
}


def register_words() -> None:
    register(LogoFault, LOGO_FAULTS)
    register(SignatoryFault, SIGNATORY_FAULTS)
    register(Kind.ACT, ACTS, codes=ACTS)

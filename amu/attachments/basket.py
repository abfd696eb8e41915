"""The files of one form, from when they are chosen until the form is handed in. They survive an error elsewhere.

A view makes a basket, lets it receive what was sent, gives it to its form, and hands in when the form is right:

    basket = Basket(request, "decision:7", person_id=…, actor=…)
    basket.receive()
    form = AppealForm(typed(request), basket=basket)
    if basket.is_ready and form.is_valid():
        … basket.hand_in("appeal:12", now=…)
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.text import Truncator

from amu import clock
from amu.attachments import services
from amu.attachments.enums import RefusedError
from amu.attachments.file_forms import FILES, REFUSED, REMOVE, changes_files_only, signed_refusals
from amu.attachments.kinds import LARGEST
from amu.attachments.models import Attachment
from amu.attachments.selectors import waiting
from amu.journal.services import Actor

LONGEST_SAID = 60  # of a file's name, in a message about it


@dataclass(slots=True)
class Basket:
    """``chosen_in`` names the form, such as "decision:7" for an appeal that is being written over that decision."""

    request: HttpRequest
    chosen_in: str
    person_id: int
    actor: Actor
    refused: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[Attachment]:
        """What is kept and not handed in yet."""
        return list(waiting(self.chosen_in, self.actor.signed_by))

    @property
    def is_ready(self) -> bool:
        """Whether the form's own button was pressed, and every file that came with it was taken."""
        return (
            self.request.method == "POST" and not self.refused and not changes_files_only(self.request.POST)
        )

    def receive(self) -> None:
        """Keep the files that came, and remove those that were given up. What was not taken travels with the form."""
        if self.request.method != "POST":
            return
        number = self.request.POST.get(REMOVE, "")
        if number.isascii() and number.isdecimal() and len(number) < 19:
            services.remove(int(number), about=self.chosen_in, added_by=self.actor.signed_by)
        refused = []
        for file in self.request.FILES.getlist(FILES):
            try:
                self._keep(file)
            except RefusedError as error:
                name = Truncator(file.name or "").chars(LONGEST_SAID)
                refused.append((name, error.code, error.facts))
        self.refused = signed_refusals(refused)
        sent = self.request.POST.copy()
        sent.setlist(REFUSED, self.refused)
        self.request.POST = sent  # type: ignore[assignment]  # as Django itself assigns it

    def hand_in(self, about: str, *, now: datetime) -> list[int]:
        """The files become part of the case, in the caller's transaction where there is one; their ids."""
        return services.hand_in(self.chosen_in, about=about, actor=self.actor, now=now)

    def _keep(self, file: "UploadedFile[bytes]") -> None:
        """One byte more than may be kept is read at most."""
        with file:
            content = file.read(LARGEST + 1)
        services.keep(
            file.name or "",
            content,
            about=self.chosen_in,
            person_id=self.person_id,
            actor=self.actor,
            now=clock.now(),
        )

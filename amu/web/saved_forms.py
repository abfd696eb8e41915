"""Save what somebody typed when it cannot be taken yet, and put it back into the form.

That is so when the session has run out before the form is sent, and when something in it is wrong. What is saved
belongs to the person to whom the form was shown, in any browser and in both languages; nobody else gets it. An
appeal counts as received when it first arrived, so the time of arrival is saved with the fields
(docs/decisions/0022-what-was-typed-is-kept.md).
"""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from amu import clock
from amu.web.forms import with_unix_newlines
from amu.web.models import SavedForm
from amu.web.shown import OF_THE_PAGE, Page, shown_by
from amu.web.throttle import too_many

SESSION_KEY = "sent_signed_out"
LARGEST = 60_000  # characters, names and values together: twice the longest appeal
MOST_OF_ONE_PERSON = 20
MOST_SIGNED_OUT = 30  # from one address in ten minutes
SEE_OTHER = 303
FILES_NOT_KEPT = "files_not_kept"  # in the fields of a form that came with files from somebody signed out


def save(request: HttpRequest, *, now: datetime) -> SavedForm | None:
    """Save the form for the person to whom we showed it.

    None, and nothing is saved, for a form that we showed to nobody, that is too large, or that comes too often from
    somebody who is signed out.
    """
    shown = shown_by(request)
    if shown is None or _size(request.POST) > LARGEST:
        return None
    if not request.user.is_authenticated and too_many(request, "saved_form", MOST_SIGNED_OUT, count=True):
        return None
    if not get_user_model().objects.filter(pk=shown.person_id).exists():
        return None
    fields = {name: values for name, values in request.POST.lists() if name not in OF_THE_PAGE}
    if request.FILES and not request.user.is_authenticated:
        fields[FILES_NOT_KEPT] = ["1"]
    saved = SavedForm.objects.create(
        person_id=shown.person_id, page=shown.page.key, fields=fields, received_at=now
    )
    _delete_the_oldest(shown.person_id)
    return saved


def saved_form(request: HttpRequest, page: Page | None = None) -> SavedForm | None:
    """What the person last sent from this page (or another), unless it has been submitted since."""
    return _of(request, page).last()


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form on this page begins with: what is being sent, or what is saved. None for an empty form."""
    if request.method == "POST":
        return request.POST
    saved = saved_form(request)
    return fields_of(saved) if saved else None


def fields_of(saved: SavedForm) -> QueryDict:
    """The saved fields, ready for a form."""
    data = QueryDict(mutable=True)
    for name, values in saved.fields.items():
        data.setlist(name, values)
    return data


def first_arrival(request: HttpRequest, name: str, words: str) -> datetime | None:
    """When the field first arrived from this page saying the same as now; None when it never did."""
    for saved in _of(request, None):
        if [with_unix_newlines(value).strip() for value in saved.fields.get(name, [])] == [words]:
            return saved.received_at
    return None


def claim(request: HttpRequest, page: Page | None = None) -> None:
    """Mark what was saved from the page as submitted and empty its fields: the case has them now."""
    _of(request, page).update(claimed_at=clock.now(), fields={})


def claim_if_taken(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer; what was saved is claimed if the view took what was sent, and so leads elsewhere."""
    if request.method == "POST" and answer.status_code == 302:
        claim(request)
    return answer


def show_again(request: HttpRequest, address: str) -> HttpResponse | None:
    """Save a form with something wrong in it and lead to its page, which shows it with the errors.

    So no page answers a POST, and *back* in the browser does not ask whether to send it again. None where the form
    cannot be saved: then the view answers in place.
    """
    if request.method != "POST" or save(request, now=clock.now()) is None:
        return None
    return see_other(address)


def see_other(address: str) -> HttpResponse:
    """Lead to a page that shows what was sent, without having taken it."""
    response = HttpResponseRedirect(address)
    response.status_code = SEE_OTHER
    return response


def sign_in_first(
    request: HttpRequest, page: Page, address: str, *, sign_in: str | None = None, is_resumed: bool = False
) -> HttpResponse:
    """Lead somebody who is signed out to sign in and then to the page, which says that nothing was done yet.

    With ``is_resumed`` the page itself goes on with what was saved (``resumes``), instead of saying so.
    """
    if request.method == "POST":
        is_saved = save(request, now=clock.now()) is not None
        request.session[SESSION_KEY] = {
            "page": page.key,
            "is_saved": is_saved,
            "is_resumed": is_resumed and is_saved,
        }
    return redirect_to_login(address, login_url=sign_in)


def resumes(request: HttpRequest) -> bool:
    """Whether this browser sent this page's form before signing in, and the page is to go on with it. Once."""
    sent = request.session.get(SESSION_KEY)
    if not sent or not sent["is_resumed"] or sent["page"] != Page.of(request).key:
        return False
    del request.session[SESSION_KEY]
    return True


def tell_what_was_not_done(request: HttpRequest) -> None:
    """On the page where the button stands: it was pressed while signed out, and nothing was done. Once."""
    sent = request.session.get(SESSION_KEY)
    if sent and not sent["is_resumed"] and sent["page"] == Page.of(request).key:
        del request.session[SESSION_KEY]
        messages.warning(request, not_done_words(is_saved=sent["is_saved"]))


def not_done_words(*, is_saved: bool) -> str:
    if is_saved:
        return _(
            "You were no longer signed in when you pressed the button, so nothing has been sent or changed yet. "
            "What you had filled in has been kept. Check it, and press the button again."
        )
    return _(
        "You were no longer signed in when you pressed the button, so nothing has been sent or changed yet. "
        "Press the button again."
    )


def _of(request: HttpRequest, page: Page | None) -> QuerySet[SavedForm]:
    key = (page or Page.of(request)).key
    return SavedForm.objects.filter(person=request.user.pk, page=key, claimed_at=None)


def _size(fields: QueryDict) -> int:
    return sum(len(name) + sum(map(len, values)) for name, values in fields.lists())


def _delete_the_oldest(person_id: int) -> None:
    """One person's rows stay few, however often something is sent in their name."""
    waiting = SavedForm.objects.filter(person=person_id, claimed_at=None)
    newest = waiting.order_by("-pk").values_list("pk", flat=True)[:MOST_OF_ONE_PERSON]
    waiting.exclude(pk__in=list(newest)).delete()

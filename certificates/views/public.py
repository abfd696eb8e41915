"""Is this certificate real? Anybody may ask, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from amu.people.selectors import card_of
from amu.sealing.keys import fingerprints, roots_as_pem
from amu.web.saved_forms import see_other
from amu.web.throttle import too_many
from certificates.enums import FileFinding
from certificates.forms import VerifyForm
from certificates.models import Certificate
from certificates.rules import grouped
from certificates.selectors import certificates as ask
from certificates.selectors.files import FileAnswer, look_at

WRONG_CODE = "wrong_code"  # in the session: what was typed may be anything, and belongs in no address
LONGEST_KEPT = 1000  # characters
GUESSES = 60  # wrong answers from one address in ten minutes; nobody checks that many by hand


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        wrong = request.session.get(WRONG_CODE)
        form = VerifyForm(None if wrong is None else {"code": wrong})
        return render(request, "certificates/verify.html", {"form": form, "roots": fingerprints()})
    form = VerifyForm(request.POST, request.FILES)
    if form.is_valid():
        request.session.pop(WRONG_CODE, None)
        if form.cleaned_data["file"]:
            return _by_file(request, form)
        return redirect("certificates:certificate", grouped(form.cleaned_data["code"]))
    typed = request.POST.get("code", "")
    if (
        "code" in form.errors
        and len(typed) <= LONGEST_KEPT
        and not too_many(request, "wrong_code", GUESSES, count=True)
    ):
        request.session[WRONG_CODE] = typed
        return see_other(request.path)
    context = {"form": form, "roots": fingerprints()}
    return render(request, "certificates/verify.html", context, status=422)


@require_GET
def roots(_request: HttpRequest) -> HttpResponse:
    """The certificates that a seal of ours may come from, for whoever checks without us."""
    response = HttpResponse(roots_as_pem(), content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="amu-roots.pem"'
    return response


@never_cache
@require_GET
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The answer for one code, as it is now: no cache goes on showing a name or a standing.

    The same page, and the same time, for every code that is not ours.
    """
    if too_many(request, "verify", GUESSES):
        return render(request, "certificates/too_many.html", status=429)
    found = ask.by_code(code)
    if found is None:
        too_many(request, "verify", GUESSES, count=True)
        return render(request, "certificates/unknown.html", {"form": VerifyForm()}, status=404)
    return _answer(request, found, file=None)


def _by_file(request: HttpRequest, form: VerifyForm) -> HttpResponse:
    if too_many(request, "verify", GUESSES):
        return render(request, "certificates/too_many.html", status=429)
    found = look_at(form.content())
    if found.finding != FileFinding.GENUINE:
        too_many(request, "verify", GUESSES, count=True)
    if found.certificate is None:
        context = {"form": VerifyForm(), "by_file": True}
        return render(request, "certificates/unknown.html", context, status=404)
    return _answer(request, found.certificate, file=found)


def _answer(request: HttpRequest, found: Certificate, *, file: FileAnswer | None) -> HttpResponse:
    issue = ask.current_issue(found)
    version = file.issue.version if file and file.issue else None
    context = {
        "certificate": found,
        "content": found.content,
        "name": ask.public_name(found, card_of(found.person_id)),
        "issue": issue,
        "code": grouped(found.code),
        "sha256": issue.sealed.sha256,
        "newer_is_issued": ask.is_issued(found.replaced_by),
        "file_is_genuine": version is not None,
        "file_is_changed": file is not None and file.finding == FileFinding.CHANGED,
        "sealed_at": file.sealed_at if file else None,
        "file_is_older": version is not None and version != issue.version,
    }
    return render(request, "certificates/certificate.html", context)

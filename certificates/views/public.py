"""Is this certificate real? Anybody may ask, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from amu.web.throttle import too_many
from certificates.forms import VerifyForm
from certificates.models import Certificate
from certificates.rules import grouped
from certificates.selectors import certificates as ask

GUESSES = 60  # wrong answers from one address in ten minutes; nobody checks that many by hand


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    form = VerifyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["file"]:
            return _by_file(request, form)
        return redirect("certificates:certificate", grouped(form.cleaned_data["code"]))
    return render(request, "certificates/verify.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The answer for one code. The same page, and the same time, for every code that is not ours."""
    if too_many(request, "verify", GUESSES):
        return render(request, "certificates/too_many.html", status=429)
    found = ask.by_code(code)
    if found is None:
        too_many(request, "verify", GUESSES, count=True)
        return render(request, "certificates/unknown.html", {"form": VerifyForm()}, status=404)
    return _answer(request, found, file_version=None)


def _by_file(request: HttpRequest, form: VerifyForm) -> HttpResponse:
    issue = ask.issue_with_hash(form.sha256())
    if issue is None:
        context = {"form": VerifyForm(), "by_file": True}
        return render(request, "certificates/unknown.html", context, status=404)
    return _answer(request, issue.certificate, file_version=issue.version)


def _answer(request: HttpRequest, found: Certificate, *, file_version: int | None) -> HttpResponse:
    issue = ask.current_issue(found)
    context = {
        "certificate": found,
        "content": found.content,
        "issue": issue,
        "code": grouped(found.code),
        "sha256": issue.document.sha256,
        "file_version": file_version,
        "file_is_older": file_version is not None and file_version != issue.version,
    }
    return render(request, "certificates/certificate.html", context)

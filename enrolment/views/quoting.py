"""A company gets a quote for seats, and downloads it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from amu import clock
from amu.companies.models import CompanyMember
from amu.companies.pages import for_company
from amu.documents.downloads import download
from amu.documents.selectors import readable
from amu.journal.services import Actor
from amu.people.access import Act
from amu.web.forms import status_of
from amu.web.saved_forms import claim, show_again, typed
from amu.web.sign_in_first import form_page
from enrolment.booking_forms import QuoteForm
from enrolment.models import SeatQuote
from enrolment.services.applying import NotOpenError
from enrolment.services.quoting import NoPriceToQuoteError, give_quote
from enrolment.views.classes import priced_run_or_404


@require_http_methods(["GET", "POST"])
@form_page
@for_company(Act.BOOK_SEATS)
def quote(request: HttpRequest, booking_code: str, *, member: CompanyMember, actor: Actor) -> HttpResponse:
    """For how many; the quote is then on the company's page."""
    run = priced_run_or_404(booking_code)
    if not run.facts.is_open_on(clock.today()):
        return render(request, "enrolment/closed.html", {"run": run.facts})
    form = QuoteForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            give_quote(
                run,
                form.cleaned_data["seats"],
                company_id=member.company_id,
                language=get_language() or "da",
                actor=actor,
                now=clock.now(),
            )
        except NoPriceToQuoteError:
            messages.error(request, _("We do not know the price of this class. Ask the school for a quote."))
        except NotOpenError:
            messages.error(request, _("The class is no longer open."))
        else:
            messages.success(request, _("The quote is ready. Download it below."))
        claim(request)
        return redirect("companies:overview")
    if again := show_again(request, request.path):
        return again
    context = {"run": run.facts, "form": form}
    return render(request, "enrolment/quote.html", context, status=status_of(request, form))


@require_safe
@login_required
@for_company(Act.BOOK_SEATS)
def quote_pdf(request: HttpRequest, quote_id: int, *, member: CompanyMember, actor: Actor) -> HttpResponse:
    """As it was given. Raises Http404, also for another company's."""
    found = get_object_or_404(SeatQuote, pk=quote_id, company_id=member.company_id)
    return download(readable(found.document_id), name=found.number)

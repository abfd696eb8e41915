"""Write to everybody in a class, or to a part of them: first a look at the message and the number, then it is sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amu import clock
from amu.people.access import Act
from amu.people.desk import CaseDesk
from amu.people.scoped_admin import acting
from amu.web.forms import status_of
from amu.web.saved_forms import claim_if_taken, typed
from enrolment import services
from enrolment.class_pages import context_of, run_where
from enrolment.enums import Group
from enrolment.message_forms import MessageForm
from enrolment.models import Application
from enrolment.selectors.classes import in_group


def urls(desk: CaseDesk[Application]) -> list[URLPattern]:
    wrap = desk.admin_site.admin_view
    return [
        path(
            "class/<int:run>/message/",
            wrap(lambda request, run: write(desk, request, run)),
            name="enrolment_class_message",
        )
    ]


def write(desk: CaseDesk[Application], request: HttpRequest, run_id: int) -> HttpResponse:
    """The form; with words in it, how they will be read and how many get them; and with that number, it is sent."""
    run = run_where(request, run_id, Act.WRITE_TO_CLASS)
    form = MessageForm(typed(request))
    preview = None
    if request.method == "POST" and form.is_valid():
        group, counted = Group(form.cleaned_data["group"]), form.cleaned_data["counted"]
        people = in_group(run_id, group).exclude(person=request.user.pk).count()
        if people == 0:
            form.add_error("group", _("There is nobody in this group now."))
        elif counted == people and "send" in request.POST:
            answer = _sent(request, run_id, run.provider_id, form)
            if answer is not None:
                return claim_if_taken(request, answer)
        if people and not form.errors and "change" not in request.POST:
            if counted is not None and counted != people:
                messages.warning(
                    request, _("The number of people has changed. Nothing has been sent; look at it again.")
                )
            form.show_count(people)
            preview = {"people": people, "group": group, **form.cleaned_data}
    context = {
        **context_of(desk, request, run, _("Write to the class")),
        "form": form,
        "preview": preview,
    }
    return TemplateResponse(
        request, "admin/enrolment/class_message.html", context, status=status_of(request, form)
    )


def _sent(request: HttpRequest, run_id: int, provider_id: int, form: MessageForm) -> HttpResponse | None:
    """Send it; None where it would go to other people than the page said."""
    data = form.cleaned_data
    try:
        services.write_to_class(
            run_id,
            Group(data["group"]),
            heading=data["heading"],
            words=data["words"],
            counted=data["counted"],
            submission_key=data["key"],
            actor=acting(request, Act.WRITE_TO_CLASS, provider_id),
            now=clock.now(),
        )
    except services.OtherRecipientsError:
        return None
    said = ngettext(
        "The message is sent to %(count)s person.",
        "The message is sent to %(count)s people.",
        data["counted"],
    )
    messages.success(request, said % {"count": data["counted"]})
    return redirect("admin:enrolment_class", run_id)

"""The price guide's answers on the pages of the catalogue."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from amu import clock
from courses.classes.models import Course, CourseRun
from courses.classes.pricing.quote import quote_course, quote_run
from courses.fees.explanation import in_words
from courses.guidance.rules.questions import may_be_free, read
from courses.guidance.targets import answered, carried

register = template.Library()


@register.simple_tag(takes_context=True)
def guide_answers(context: template.Context) -> str:
    """``?residence=…`` to put behind an address, so that the answers go along; empty without any."""
    request: HttpRequest | None = context.get("request")
    return carried(request.GET.dict()) if request else ""


@register.simple_tag(takes_context=True)
def guide_more(context: template.Context) -> str:
    """The same answers behind an address that has a query already."""
    return guide_answers(context).replace("?", "&", 1)


@register.simple_tag(takes_context=True)
def guide_fields(context: template.Context) -> SafeString:
    """The same answers as hidden fields, for a form that leads to such a page."""
    request: HttpRequest | None = context.get("request")
    answers, question = read(request.GET.dict()) if request else ({}, "residence")
    field = '<input type="hidden" name="{}" value="{}">'
    return format_html_join("", field, [] if question else answers.items())


@register.inclusion_tag("courses/_your_price.html", takes_context=True)
def your_price(
    context: template.Context, course: Course | None = None, run: CourseRun | None = None
) -> dict[str, Any]:
    """The reader's own price for a course or a class. Asks the database only where there are answers."""
    request: HttpRequest | None = context.get("request")
    person = answered(request.GET.dict()) if request else None
    facts: dict[str, Any] = {"course": course, "run": run, "words": None}
    if person is None or request is None:
        return facts
    if run is not None:
        quote = quote_run(run.pk, person)
    elif course is not None:
        quote = quote_course(course.number, course.part, clock.today(), person)
    else:
        return facts
    answers, _question = read(request.GET.dict())
    return {
        **facts,
        "words": in_words(quote),
        "may_be_free": may_be_free(answers),
        "query": carried(request.GET.dict()),
    }

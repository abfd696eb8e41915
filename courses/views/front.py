"""The front page, and the page that says where the data come from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.selectors import catalogue
from courses.selectors.search.view import View
from courses.views.kept import Page, keeping


@require_safe
@keeping
def front(request: HttpRequest, view: View) -> Page:
    return Page("courses/front.html", {"areas": catalogue.subject_areas()})


@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/about_data.html", {"sources": catalogue.data_sources()})

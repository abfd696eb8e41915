"""The front page, and the page that says where the data come from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.catalogue import selectors as catalogue
from courses.catalogue.views.kept import Page, keeping
from courses.search.view import View


@require_safe
@keeping
def front(request: HttpRequest, view: View) -> Page:
    return Page("courses/front.html", {"areas": catalogue.subject_areas()})


@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/about_data.html", {"sources": catalogue.data_sources()})

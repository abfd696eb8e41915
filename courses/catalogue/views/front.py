"""The front page, and the page that says where the data come from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.catalogue import selectors


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/front.html", {"areas": selectors.subject_areas()})


@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/about_data.html", {"sources": selectors.data_sources()})

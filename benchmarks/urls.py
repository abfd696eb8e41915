"""The application's addresses and one constant page: the limit of the same server and middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from amu.urls import urlpatterns as own

PAGE = b"<!doctype html><title>x</title>" + b"<p>constant</p>" * 2000  # 30 kB


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


urlpatterns = [path("constant/", constant), *own]

"""The pages search engines may know, each in both languages: nothing invented, nothing over, nothing personal."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sites.requests import RequestSite
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from amu import clock
from courses.classes.models import Course, CourseRun
from courses.enums import RunStatus
from courses.schools.models import Provider

if TYPE_CHECKING:  # its model may be imported only where the app is installed
    from django.contrib.sites.models import Site


class EachInEveryLanguage(Paginator[Any]):
    """Pages of items, each item once for every language.

    Django's own way makes the whole list of items and languages before it takes one page of it.
    """

    def page(self, number: int | str) -> Page[Any]:
        page = super().page(number)
        page.object_list = [(item, code) for item in page.object_list for code, _ in settings.LANGUAGES]
        return page


class PublicSitemap(Sitemap[Any], ABC):
    """Addresses come from the settings, and never from the request."""

    i18n = alternates = True
    limit = 1_000  # items in one file: each has an address in every language, and is quick to write

    @abstractmethod
    def items(self) -> Sequence[Any] | QuerySet[Any, Any]:
        """What has a page each; a query is read file by file."""

    @property
    def paginator(self) -> Paginator[Any]:
        return EachInEveryLanguage(self.items(), self.limit)

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.AMU["public_address"]).scheme

    def get_domain(self, site: "Site | RequestSite | None" = None) -> str:
        return urlsplit(settings.AMU["public_address"]).netloc


class NamedPageSitemap(PublicSitemap):
    def items(self) -> Sequence[str]:
        return (
            *("front", "courses:search", "courses:schools", "courses:lost_school"),
            *("about_data", "price_guide"),
        )

    def location(self, item: str) -> str:
        return reverse(item)


class CourseSitemap(PublicSitemap):
    def items(self) -> QuerySet[Course]:
        return Course.objects.filter(is_demo=False).order_by("pk").only("number", "part")

    def location(self, item: Course) -> str:
        return reverse("courses:course", args=[item.code])


class ProviderSitemap(PublicSitemap):
    def items(self) -> QuerySet[Provider, str]:
        return Provider.objects.filter(is_demo=False).order_by("pk").values_list("key", flat=True)

    def location(self, item: str) -> str:
        return reverse("courses:provider", args=[item])


class ClassSitemap(PublicSitemap):
    """Those that are published and still to come."""

    def items(self) -> QuerySet[CourseRun, str]:
        return (
            CourseRun.objects.filter(status=RunStatus.PUBLISHED, is_demo=False, starts_on__gte=clock.today())
            .order_by("pk")
            .values_list("booking_code", flat=True)
        )

    def location(self, item: str) -> str:
        return reverse("courses:run", args=[item])


SITEMAPS: dict[str, PublicSitemap] = {
    "pages": NamedPageSitemap(),
    "courses": CourseSitemap(),
    "providers": ProviderSitemap(),
    "classes": ClassSitemap(),
}

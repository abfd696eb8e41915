"""What search engines and feed readers fetch."""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from amu import clock
from amu.web.formatting import in_days, long_date
from courses.catalogue.sitemaps import SITEMAPS
from courses.loading.models import DataSource
from courses.search.answer import Hit
from courses.search.query import parse_query
from courses.search.selectors import search

MAX_AGE = 3600  # seconds in a cache
XML = "application/xml; charset=utf-8"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the endless combinations of filters need not be."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?",
        "Allow: /sitemap-",  # the longer rule wins: large site maps have pages
        "Allow: /",
        f"Sitemap: {_absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=MAX_AGE)
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Django's own index would name the host that it was asked by."""
    files = [
        SitemapIndexItem(
            _absolute(reverse("sitemap_section", args=[section])) + (f"?p={page}" if page > 1 else "")
        )
        for section, pages in SITEMAPS.items()
        for page in pages.paginator.page_range
    ]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": files}, content_type=XML)


@require_safe
@cache_control(public=True, max_age=MAX_AGE)
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """The pages of one kind; each in both languages."""
    return sitemap(request, {**SITEMAPS}, section, content_type=XML)


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    """The first page of a search as Atom: a course is news when another class of it comes first."""
    answer = search(parse_query(request.GET), today=clock.today())
    page = _absolute(reverse("courses:search")) + _question(answer.query.address())
    own = _absolute(reverse("courses:feed")) + _question(answer.query.address())
    loaded = DataSource.objects.order_by("-loaded_at").values_list("loaded_at", flat=True)
    fallback = loaded.filter(loaded_at__isnull=False).first() or datetime(2026, 1, 1, tzinfo=UTC)
    feed = Atom1Feed(
        title=_("Courses: %(search)s") % {"search": answer.query.q or _("all")},
        link=page,
        feed_url=own,
        description="",
        language=get_language() or "da",
    )
    for hit in answer.hits:
        _add(feed, hit, fallback)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


def _add(feed: Atom1Feed, hit: Hit, fallback: datetime) -> None:
    run, course = hit.run, hit.course
    words = [in_days(course.duration_days)] if course.duration_days else []
    if run is not None:
        place = {"day": long_date(run.starts_on), "place": run.city or run.provider}
        words.append(_("Next class: %(day)s, %(place)s") % place)
        if run.is_demo:
            words.append(_("This class is invented to show how the service works. It is not held."))
    host = settings.AMU["public_address"].split("//")[-1].split(":")[0]
    feed.add_item(
        title=f"{course.title} ({course.code})",
        link=_absolute(
            reverse("courses:run", args=[run.booking_code])
            if run
            else reverse("courses:course", args=[course.code])
        ),
        description=". ".join(words),
        unique_id=f"tag:{host},2026:{course.code}:{run.booking_code if run else ''}",
        updateddate=(run.changed_at if run else None) or fallback,
    )


def _question(query: str) -> str:
    return f"?{query}" if query else ""


def _absolute(path: str) -> str:
    return str(settings.AMU["public_address"]) + path

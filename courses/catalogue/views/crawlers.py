"""What search engines and feed readers fetch."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amu import clock
from amu.web.templatetags.amu import in_days, long_date
from courses.catalogue import addresses
from courses.loading.models import DataSource
from courses.search.answer import Hit
from courses.search.query import parse_query
from courses.search.selectors import search

KEPT_FOR = 3600  # seconds in a cache
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the endless combinations of filters need not be."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?",
        "Allow: /",
        f"Sitemap: {_absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    sections = ["pages", *(f"classes-{block}" for block in range(addresses.class_blocks()))]
    body = "".join(
        f"<sitemap><loc>{escape(_absolute(reverse('sitemap_section', args=[section])))}</loc></sitemap>"
        for section in sections
    )
    return _xml(iter([f'{HEAD}<sitemapindex xmlns="{SITEMAP}">{body}</sitemapindex>']))


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> StreamingHttpResponse:
    """Courses and schools, or one block of classes; each page in both languages."""
    if section == "pages":
        return _xml(_urls(_pages()))
    name, _dash, block = section.partition("-")
    if name != "classes" or not block.isdecimal() or len(block) > 6:
        raise Http404
    codes = addresses.class_codes(int(block), today=clock.today())
    return _xml(_urls(("courses:run", [code]) for code in codes))


def _pages() -> Iterator[tuple[str, list[str]]]:
    for name in (
        "front",
        "courses:search",
        "courses:schools",
        "courses:lost_school",
        "about_data",
        "price_guide",
    ):
        yield name, []
    for code in addresses.course_codes():
        yield "courses:course", [code]
    for key in addresses.provider_keys():
        yield "courses:provider", [key]


def _urls(pages: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    yield f'{HEAD}<urlset xmlns="{SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    for name, args in pages:
        found = {code: _address(name, args, code) for code, _name in settings.LANGUAGES}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(url)}/>'
            for code, url in found.items()
        )
        for url in found.values():
            yield f"<url><loc>{escape(url)}</loc>{links}</url>\n"
    yield "</urlset>\n"


def _address(name: str, args: list[str], language: str) -> str:
    with translation.override(language):
        return _absolute(reverse(name, args=args))


def _xml(body: Iterator[str]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(body, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response


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

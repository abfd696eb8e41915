"""Addresses of the public catalogue."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from courses.catalogue.views import crawlers, open_data, pages, schools, search
from courses.catalogue.views.calendar import run_calendar
from courses.classes.views import seats_elsewhere

app_name = "courses"
urlpatterns = [
    path(_("courses/"), search.search_page, name="search"),
    path(_("courses/feed.atom"), crawlers.search_feed, name="feed"),
    path(_("courses/suggestions/"), search.suggest, name="suggest"),
    path(_("courses/<str:code>/"), pages.course_page, name="course"),
    path(_("classes/<str:booking_code>/"), pages.run_page, name="run"),
    path(_("classes/<str:booking_code>/calendar.ics"), run_calendar, name="calendar"),
    path(_("providers/"), schools.school_list, name="schools"),
    path(_("lost-certificate/"), schools.lost_school, name="lost_school"),
    path(_("providers/<slug:key>/"), pages.provider_page, name="provider"),
    path(_("open-data/"), open_data.about, name="open_data"),
]

plain_urlpatterns = [
    path("api/classes/<str:booking_code>/seats-elsewhere", seats_elsewhere, name="seats_elsewhere"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", crawlers.sitemap_section, name="sitemap_section"),
    path("data/<slug:key>.csv", open_data.data_file, {"form": "csv"}, name="open_data_csv"),
    path("data/<slug:key>.xlsx", open_data.data_file, {"form": "xlsx"}, name="open_data_xlsx"),
    path("data/<slug:key>.json", open_data.data_file, {"form": "json"}, name="open_data_json"),
]

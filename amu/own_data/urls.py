"""Addresses of a person's own data."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from amu.own_data import views

urlpatterns = [
    path(_("my-data/everything/"), views.own_data, name="own_data"),
    path(_("my-data/everything/file/"), views.own_data_file, name="own_data_file"),
]

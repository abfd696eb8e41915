"""Addresses that the broker knows: they carry no language and never change."""

from django.urls import path

from amu.people.mitid import views

urlpatterns = [
    path("mitid/login/", views.leave, name="mitid_login"),
    path("mitid/retur/", views.come_back, name="mitid_callback"),
]

"""Sign-in, sign-out and the staff's account pages; the broker's addresses outside the languages."""

from allauth.account import views as account
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from amu.people import views
from amu.people.invitation_views import accept_invitation
from amu.people.mitid.urls import urlpatterns as plain_urlpatterns

staff_account = [
    path(_("login/"), account.login, name="account_login"),
    path(_("logout/"), views.sign_out, name="account_logout"),
    path(_("inactive/"), account.account_inactive, name="account_inactive"),
    path(_("reauthenticate/"), account.reauthenticate, name="account_reauthenticate"),
    path(_("password/"), views.change_password, name="account_change_password"),
    path(_("invitation/<str:token>/"), accept_invitation, name="accept_invitation"),
    path("2fa/", include("allauth.mfa.urls")),
]

urlpatterns = [
    path(_("sign-in/"), views.sign_in, name="sign_in"),
    path(_("sign-out/"), views.sign_out, name="sign_out"),
    path(_("my-data/"), views.my_data, name="my_data"),
    path("konto/", include(staff_account)),
]

__all__ = ["plain_urlpatterns", "urlpatterns"]

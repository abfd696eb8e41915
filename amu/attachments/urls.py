"""The address of an attachment."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from amu.attachments import views

app_name = "attachments"
urlpatterns = [path(_("files/<int:attachment_id>/"), views.download, name="download")]

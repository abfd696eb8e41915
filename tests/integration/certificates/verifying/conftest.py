"""Asking whether a certificate is real, by its code and by its file."""

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from amu.documents.models import Document
from certificates.rules import grouped
from tests.pages import at
from tests.situations import AFTER_CLASS, admitted, certificate, person, result

NOT_OURS = grouped("0" * 26)
CHANGED = "No: this file is not as we issued it"
GENUINE, NEWER = "Yes: this certificate is genuine", "Yes, and a newer copy has been issued"


def page_of(code, language="da"):
    return at("certificates:certificate", code, language=language)


def verify(client, language="da", **fields):
    return client.post(at("certificates:verify", language=language), fields, follow=True)


def file_of(made, version=1, flip=None):
    content = bytearray(
        Document.objects.get(certificate_issue__certificate=made, certificate_issue__version=version).content
    )
    if flip is not None:
        content[flip] ^= 1
    return SimpleUploadedFile("bevis.pdf", bytes(content), content_type="application/pdf")


@pytest.fixture(autouse=True)
def _now():
    """No wrong code has been counted yet."""
    cache.clear()
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield
    cache.clear()


@pytest.fixture
def made():
    return certificate(result(admitted(of=person(full_name="Karen Elmholt"))))

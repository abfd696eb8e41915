"""A sealed page, and keys that are and are not ours."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from amu.documents.pdf import html_to_pdf
from amu.local.sealing_keys import make_keys
from amu.sealing import seal as sealing
from amu.sealing.keys import Level, keys, load_keys

NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
HTML = (
    '<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Bevis</title></head><body><h1>{0}</h1>'
    "<table><thead><tr><th>Fag</th><th>Dage</th></tr></thead>"
    "<tbody><tr><th>Truck</th><td>7</td></tr></tbody></table></body></html>"
)


@pytest.fixture(scope="session")
def plain():
    return html_to_pdf(HTML.format("Bevis"))


@pytest.fixture(scope="session")
def sealed(plain):
    return sealing.seal(plain, now=NOW)


@pytest.fixture(scope="session")
def roots():
    return keys().roots


@pytest.fixture(scope="session")
def archived(plain):
    """The same with the long-lasting seal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "keys", lambda: replace(keys(), level=Level.B_LTA))
        return sealing.seal(plain, now=NOW)


@pytest.fixture(scope="session")
def foreign_keys(tmp_path_factory):
    """An authority of the same name, with another key."""
    folder = make_keys(tmp_path_factory.mktemp("foreign"))
    return load_keys(
        key=folder / "seal.key",
        certificate=folder / "seal.pem",
        roots=folder / "roots.pem",
        time_stamper=keys().time_stamper,
    )

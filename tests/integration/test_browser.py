"""A machine without a browser fails the journeys and is told what to install: nothing is left out silently."""

import pytest

from tests.browser import chromium


def test_a_missing_browser_is_an_error_that_says_what_to_type(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)

    with pytest.raises(RuntimeError, match="apt-get install chromium"):
        chromium()


def test_a_browser_can_be_named(monkeypatch, tmp_path):
    own = tmp_path / "my-chromium"
    own.touch(mode=0o755)
    monkeypatch.setenv("CHROMIUM", str(own))

    assert chromium() == str(own)

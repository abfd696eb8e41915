"""Where the tests get a real database, the whole system as processes, and a browser."""

import os
import signal

import hypothesis
import pgtrigger
import pytest
from django.conf import settings
from django.template import engines
from django.test import TransactionTestCase
from django.utils import translation

from amu.local.throw_away import throw_away
from tests.browser import launch
from tests.stack import Stack
from tests.undefined import Undefined

# A property is about what comes out; on a busy machine how long it took says nothing.
hypothesis.settings.register_profile(
    "behaviour", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("behaviour")

# Playwright's loop runs in the thread of the test; Django would refuse to look into the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_addoption(parser):
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write the files under tests/golden anew from what comes out today; read the diff before you keep it",
    )


def pytest_configure():
    """Asked to end, a test run still stops the servers and processes it has started."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


def pytest_make_parametrize_id(val):
    """A file made for a test holds the moment it was made, which no two processes agree on: it names no test."""
    return "file" if isinstance(val, bytes) else None


@pytest.hookimpl(tryfirst=True)  # xdist's own hook reads the marks
def pytest_collection_modifyitems(items):
    """With several workers, all tests of the whole system go to one: they kill its parts.

    One of them waits for every part to start, and any of them for parts to come back: they may take longer.
    """
    for item in items:
        if item.get_closest_marker("e2e") or item.get_closest_marker("stack"):
            item.add_marker(pytest.mark.xdist_group("stack"))
            item.add_marker(pytest.mark.timeout(300))


def pytest_collection_finish(session):
    """Versions of pytest and pytest-xdist that do not fit together drop the groups without a word."""
    if session.config.getoption("loadgroup", default=False):
        for item in session.items:
            group = item.get_closest_marker("xdist_group")
            if group and not item.nodeid.endswith(f"@{group.args[0]}"):
                raise pytest.UsageError(f"{item.nodeid} was not put into its group, {group.args[0]}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, database_server):
    """pytest-django's own hook: the server is there before the test database is made."""


@pytest.fixture(scope="session")
def database_server():
    """A throw-away PostgreSQL under var/test unless DATABASE_URL names one; whoever leaves last stops it."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with throw_away(settings.PLACES):
        yield


@pytest.fixture(scope="session", autouse=True)
def _tables_are_emptied_between_tests():
    """Journal and view log refuse to be emptied. Only the flush after a test with real commits may."""
    from courses.search.store.process import forget

    refusing = [
        trigger.get_uri(model)
        for model, trigger in pgtrigger.registered()
        if trigger.operation == pgtrigger.Truncate
    ]
    flush = TransactionTestCase._fixture_teardown

    def flush_all(case):
        with pgtrigger.ignore(*refusing):
            flush(case)
        forget()  # emptied tables leave no notes of what changed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_all)
        yield


@pytest.fixture(autouse=True)
def _no_language_is_left_behind():
    """A page that was asked for in English leaves its thread speaking English; the next test begins anew."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def _undefined_variables_fail():
    engines["django"].engine.string_if_invalid = Undefined()


@pytest.fixture(scope="session")
def _stack(tmp_path_factory):
    stack = Stack(tmp_path_factory.mktemp("stack"))
    try:
        stack.prepare()
        yield stack
    finally:
        stack.stop_all()


@pytest.fixture
def stack(_stack):
    """Every part runs at the start of each test, whatever the last one did to them."""
    _stack.start_missing()
    return _stack


@pytest.fixture
def stack_database(stack, django_db_blocker):
    """Models, factories and services of the test look into the stack's database."""
    with django_db_blocker.unblock(), stack.orm():
        yield


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser, stack):
    """Make pages of separate people: `new_page(locale="en-GB", java_script_enabled=False)`."""
    contexts = []

    def make(**options):
        context = browser.new_context(base_url=stack.address, **{"locale": "da-DK", **options})
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    return new_page()

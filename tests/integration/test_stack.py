"""The harness itself: what later tests take for granted when they kill parts of the system."""

import smtplib
from email.message import EmailMessage

import pytest

from amu.local.system import is_well
from tests.stack import answers

pytestmark = pytest.mark.stack


def test_every_part_is_up(stack):
    assert is_well(stack.url("/health/ready"))
    assert set(stack.names) == {
        "postgres", "valkey", "mail", "identity", "scanner", "web", "worker", "beat",
    }  # fmt: skip
    assert list(stack.processes.dead()) == []


def test_the_web_server_is_not_ready_without_its_database_and_recovers(stack):
    stack.kill("postgres")
    assert not is_well(stack.url("/health/ready"))
    assert is_well(stack.url("/health/live"))

    stack.start("postgres")

    stack.wait_until(lambda: is_well(stack.url("/health/ready")), what="the web server did not recover")


def test_pages_are_served_while_the_broker_is_away(stack):
    stack.kill("valkey")

    assert is_well(stack.url("/da/"))


@pytest.mark.parametrize("name", ["web", "worker", "beat", "mail", "identity"])
def test_a_killed_process_can_be_started_again(stack, name):
    stack.kill(name)

    stack.start(name)

    assert list(stack.processes.dead()) == []


def test_the_next_test_finds_everything_running_again(stack):
    stack.kill("web")
    assert not answers(stack.ports.web)

    stack.start_missing()

    assert is_well(stack.url("/health/ready"))


def test_caught_mail_can_be_read(stack):
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Prøve", "a@amu.example", "b@amu.example"
    mail.set_content("Hej")
    with smtplib.SMTP("127.0.0.1", stack.ports.smtp) as connection:
        connection.send_message(mail)

    assert stack.wait_for_mail("Prøve").get_content() == "Hej\n"


def test_models_look_into_the_database_of_the_stack(stack_database):
    from courses.models import Course

    assert Course.objects.filter(number="22906").exists()


def test_commands_see_the_same_database(stack):
    assert "22906" in stack.manage(
        "shell",
        "--verbosity",
        "0",
        "-c",
        "from courses.models import Course; print(*Course.objects.values_list('number', flat=True))",
    )


@pytest.mark.e2e
def test_a_browser_sees_the_pages(stack, page):
    page.goto("/da/")

    assert page.locator("html").get_attribute("lang") == "da"


@pytest.mark.e2e
def test_people_can_be_without_javascript(stack, new_page):
    page = new_page(java_script_enabled=False)

    assert page.goto("/en/").status == 200

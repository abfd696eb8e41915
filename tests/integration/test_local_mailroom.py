"""The mail catcher: nothing is lost, nothing that came in a mail can act on the page that shows it."""

import os
import re
import smtplib
import sys
import urllib.error
import urllib.request
from email.message import EmailMessage

import pytest

from amu.local.mailbox import Mailbox
from amu.local.processes import LISTENING, free_port
from amu.local.system import Service
from tests.supervisor import Supervisor


class Mailroom:
    def __init__(self, folder):
        self.smtp, self.web = free_port(), free_port()
        self.mailbox = Mailbox(folder / "mail")
        command = [sys.executable, "-m", "amu.local.mailroom", "--folder", str(folder / "mail")]
        ports = ["--smtp-port", str(self.smtp), "--web-port", str(self.web)]
        self.processes = Supervisor(log=folder / "log", environment=dict(os.environ))
        self.processes.add(Service("mail", [*command, *ports], says=LISTENING))

    def send(self, subject="Besked fra AMU", text="Hej", kind="plain"):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "AMU <a@amu.example>", "anna@amu.example", subject
        mail.set_content(text, subtype=kind)
        with smtplib.SMTP("127.0.0.1", self.smtp) as connection:
            connection.send_message(mail)

    def newest(self):
        """The page of the newest mail, found as a person would."""
        return self.get(re.search(r'href="(/mail/[^"]+)"', self.get("/")[0])[1])[0]

    def get(self, path, host=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.web}{path}", headers={"Host": host} if host else {}
        )
        with urllib.request.urlopen(request) as answer:
            return answer.read().decode(), answer.headers


@pytest.fixture(scope="module")
def mailroom(tmp_path_factory):
    mailroom = Mailroom(tmp_path_factory.mktemp("mailroom"))
    mailroom.processes.start_all()
    yield mailroom
    mailroom.processes.stop_all()


@pytest.fixture(autouse=True)
def empty(mailroom):
    mailroom.mailbox.clear()


def test_a_mail_can_be_read_as_it_was_written(mailroom):
    mailroom.send("Ny besked på Æbletoften", "Du har fået svar.\nHilsen AMU")

    assert "Ny besked på Æbletoften" in mailroom.get("/")[0]
    assert "Du har fået svar.\nHilsen AMU" in mailroom.newest()


def test_an_address_in_the_text_can_be_followed(mailroom):
    mailroom.send(text="Se http://localhost:8000/da/?a=1&b=2.")

    assert '<a href="http://localhost:8000/da/?a=1&amp;b=2" rel="noreferrer">' in mailroom.newest()


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_what_a_mail_says_is_text_and_never_markup(mailroom, kind):
    mailroom.send("<script>alert(1)</script>", '<img src="x" onerror="alert(1)">', kind)

    for page in (mailroom.get("/")[0], mailroom.newest()):
        assert "<script" not in page
        assert "<img" not in page


def test_the_newest_mail_stands_first(mailroom):
    mailroom.send("first")
    mailroom.send("second")

    page = mailroom.get("/")[0]

    assert page.index("second") < page.index("first")


def test_pages_allow_no_script_and_no_frame(mailroom):
    policy = mailroom.get("/")[1]["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize(
    "path", ["/mail/999", "/mail/../../etc/passwd", "/mail/²", "/mail/", "/mail", "/other"]
)
def test_there_is_nothing_elsewhere(mailroom, path):
    with pytest.raises(urllib.error.HTTPError) as refused:
        mailroom.get(urllib.request.quote(path))

    assert refused.value.code == 404
    refused.value.close()


def test_a_foreign_name_for_this_machine_reads_nothing(mailroom):
    mailroom.send()

    with pytest.raises(urllib.error.HTTPError) as refused:
        mailroom.get("/", host="evil.example")

    assert refused.value.code == 421
    refused.value.close()


def test_mail_outlives_the_catcher(mailroom):
    mailroom.send("Kept")
    mailroom.processes.kill("mail")
    mailroom.processes.start_all()

    assert "Kept" in mailroom.get("/")[0]

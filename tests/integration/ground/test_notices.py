"""E-mail notices: in the language of the person, once, and without the contents of the case."""

import email
import email.policy

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.db import transaction

from amu.delivery.models import Delivery
from amu.local.processes import free_port
from amu.notices import services
from amu.notices.by_email import message_id
from amu.notices.models import Notice
from amu.outbox.backoff import pause_after
from amu.outbox.models import Message
from amu.outbox.services import drain
from amu.people.encryption import cpr_keys
from amu.people.selectors import cpr_row
from amu.settings.env import mailer
from amu.words import Kind, codes_of
from enrolment.models import Decision
from tests.situations import NOW, TODAY, appeal, course, decided, forwarded, person, refused, reviewed, run

pytestmark = pytest.mark.django_db
CPR = "1402851234"


class Postman:
    """A real mail server on loopback that can be told to refuse."""

    def __init__(self):
        self.letters, self.refusing = [], False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(email.message_from_bytes(envelope.original_content, policy=email.policy.default))
        return "451 Try again later" if self.refusing else "250 Taken"


@pytest.fixture
def postman(settings):
    handler = Postman()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{port}")}
    yield handler
    controller.stop()


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def tell(who, code="application_received", about="application:7", occasion="submitted", path="/da/"):
    services.tell(code, person_id=who.pk, about=about, path=path, occasion=occasion, now=NOW)


def words_of(letter):
    """Everything a mail server or a bystander could read of it."""
    return str(letter["Subject"]) + letter.as_string() + letter.get_content()


def test_the_mail_goes_to_the_address_the_person_has_when_it_is_sent(postman):
    who = person(email="gammel@example.org")
    tell(who)
    who.email = "ny@example.org"
    who.save()
    drain(now=NOW)

    assert [letter["To"] for letter in postman.letters] == ["ny@example.org"]


def test_the_same_occasion_is_told_once(postman):
    who = person()
    tell(who)
    tell(who)
    drain(now=NOW)
    tell(who)
    drain(now=NOW)

    assert len(postman.letters) == 1


def test_another_occasion_is_told_again(postman):
    who = person()
    tell(who)
    tell(who, occasion="again")
    drain(now=NOW)

    assert len(postman.letters) == 2


@pytest.mark.parametrize(
    ("language", "subject", "path"),
    [
        ("da", "Der er nyt til dig", "/da/"),
        ("en", "There is news for you", "/en/"),
    ],
)
def test_it_speaks_the_persons_language_and_leads_there(postman, language, subject, path, settings):
    tell(person(language=language), path=path)
    drain(now=NOW)

    (letter,) = postman.letters
    assert letter["Subject"] == subject
    assert f"{settings.AMU['public_address']}{path}\n" in letter.get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("language", ["da", "en"])
def test_all_notices_say_the_same(postman, language):
    who = person(language=language)
    for code in codes_of(Kind.NOTICE):
        tell(who, code, path="/da/")
    drain(now=NOW)

    assert len(postman.letters) == len(codes_of(Kind.NOTICE))
    assert len({(letter["Subject"], letter.get_content()) for letter in postman.letters}) == 1


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("code", sorted(codes_of(Kind.NOTICE)))
def test_no_notice_says_who_or_what_it_is_about(postman, code, language):
    who = person(full_name="Karen Elmholt", language=language, email="k@example.org")
    who.cpr_encrypted = cpr_keys().encrypt(CPR, bound_to=cpr_row(who.pk))
    who.cpr_index, who.has_cpr = cpr_keys().index(CPR), "yes"
    who.save()
    where = run(courses=[course(title="Gaffeltruck certifikatkursus B")])
    tell(who, code, about=f"application:{where.pk}")
    drain(now=NOW)

    (letter,) = postman.letters
    words = words_of(letter)
    for secret in ("Karen", "Elmholt", "Gaffeltruck", where.booking_code, where.provider.name, CPR, CPR[:6]):
        assert secret not in words


def test_a_whole_case_to_the_ministry_sends_nothing_about_the_case(postman):
    who = person(full_name="Karen Elmholt")
    where = run(courses=[course(title="Gaffeltruck certifikatkursus B")])
    decided(forwarded(reviewed(appeal(refused(of=who, to=where)))))
    drain(now=NOW)

    told = Notice.objects.filter(person=who).order_by("pk")
    assert [notice.code for notice in told] == [
        "application_received",
        "application_refused",
        "appeal_received",
        "appeal_maintained",
        "appeal_forwarded",
        "appeal_decided",
        "application_admitted",
    ]
    decision = Decision.objects.order_by("pk").first()
    case, appealed = (
        f"/da/tilmeldinger/{decision.application_id}/",
        f"/da/klager/{decision.appeals.get().pk}/",
    )
    assert [notice.path for notice in told] == [
        case,
        f"/da/afgoerelser/{decision.pk}/",
        *[appealed] * 4,
        f"/da/afgoerelser/{Decision.objects.latest('pk').pk}/",
    ]
    assert len(postman.letters) == 7
    everything = "".join(words_of(letter) for letter in postman.letters)
    for secret in ("Karen", "Elmholt", "Gaffeltruck", "certifikat", where.provider.name):
        assert secret not in everything


def test_a_mail_server_that_refuses_is_asked_again_and_gets_the_same_message(postman):
    who = person()
    tell(who)
    postman.refusing = True
    drain(now=NOW)
    assert Delivery.objects.get().state == "waiting"
    assert Message.objects.get().last_error == "SMTPDataError"

    postman.refusing = False
    drain(now=NOW + pause_after(1))
    drain(now=NOW + pause_after(1) * 10)

    first, second = postman.letters
    sent = Delivery.objects.get()
    assert first["Message-ID"] == second["Message-ID"] == message_id(sent.key) == sent.proof[0]["reference"]
    assert (sent.state, sent.handed_over_on) == ("handed_over", TODAY)


def test_a_message_that_is_delivered_again_sends_no_second_letter(postman):
    tell(person())
    drain(now=NOW)
    Message.objects.update(state="waiting", settled_at=None)
    drain(now=NOW)

    assert len(postman.letters) == 1


def test_a_mail_server_that_is_away_leaves_the_message_waiting(settings):
    settings.MAILERS = {"default": mailer("smtp://127.0.0.1:1")}
    tell(person())
    drain(now=NOW)

    assert (Message.objects.get().state, Message.objects.get().last_error) == (
        "waiting",
        "ConnectionRefusedError",
    )
    assert Delivery.objects.get().state == "waiting"


def test_different_occasions_have_different_message_ids():
    assert message_id("notice:a") != message_id("notice:b")


def test_somebody_without_an_address_is_no_error(postman):
    tell(person(email=""))
    drain(now=NOW)

    assert postman.letters == []
    assert Message.objects.get().state == "done"
    assert (Delivery.objects.get().state, Delivery.objects.get().failure) == ("failed", "no_address")


def test_it_is_marked_as_sent_by_a_machine_from_the_configured_address(postman, settings):
    tell(person())
    drain(now=NOW)

    (letter,) = postman.letters
    assert (letter["From"], letter["Auto-Submitted"]) == (settings.AMU["mail_from"], "auto-generated")


def test_a_code_without_words_cannot_be_told():
    with pytest.raises(KeyError), transaction.atomic():
        tell(person(), "application_lost")
    assert not Notice.objects.exists()

"""Situations tests begin from: one function makes one, with sound defaults, through the real services."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import uuid4

import pgtrigger
from allauth.account.internal.flows.login import record_authentication
from django.test import RequestFactory

from amu import clock
from amu.companies.models import Company, CompanyMember
from amu.journal.services import Actor
from amu.kernel.postal import Address
from amu.mandates import services as mandates
from amu.mandates.codes import code_of
from amu.people.encryption import cpr_keys
from amu.people.enums import AddressSource, Role
from amu.people.models import Membership, PostalAddress, User
from amu.people.post import address_row
from appeals import services as appeals
from appeals.enums import AppealState, Lateness, MinistryOutcome, SecondLook
from certificates.services.issuing import issue_for_result, reissue, state_participation
from certificates.services.making import make
from courses.enums import ApproverKind, DeliveryForm, ProviderKind, RunStatus, SubjectArea
from courses.fees.rules import RateClass
from courses.models import Approver, Course, CourseRun, FeeRate, Location, Provider, RunCourse
from enrolment import services as enrolment
from enrolment.enums import RESTS_ON_OTHERS, DecisionChannel, FactsFrom, ResultOutcome
from enrolment.models import Approval

NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)  # a Tuesday; noon in Denmark
TODAY = date(2026, 9, 1)
AFTER_CLASS = datetime(2026, 10, 2, 14, 0, tzinfo=UTC)  # the last day of the usual class
SKILLED = enrolment.Answers(
    education="vocational", residence="resident", situation="employee", email="person@example.org"
)
ABROAD = replace(SKILLED, residence="employed")  # a declaration of work is needed
HOME = Address("Åvej 12, 2. th.", "5000", "Odense C")
_number = count(1)


def provider(**fields):
    n = next(_number)
    values = {
        "key": f"school-{n}",
        "name": f"Skole {n}",
        "kind": ProviderKind.VOCATIONAL_SCHOOL,
        "street": "Skolevej 1",
        "postal_code": "5000",
        "city": "Odense C",
        "address_sourced": True,
    }
    return Provider.objects.create(**{**values, **fields})


def course(**fields):
    n = next(_number)
    values = {
        "number": f"{40000 + n:05d}",
        "title": f"Kursus {n}",
        "duration_days": Decimal(2),
        "subject_area": SubjectArea.TRANSPORT,
    }
    return Course.objects.create(**{**values, **fields})


def rate(year=2026, per_day="218.00"):
    return FeeRate.objects.get_or_create(
        year=year,
        rate_class=RateClass.SINGLE,
        valid_from=date(year, 1, 1),
        defaults={"per_day": Decimal(per_day), "valid_to": date(year, 12, 31), "source": "test"},
    )[0]


def location(school=None, **fields):
    at = school or provider()
    values = {"street": f"Skolevej {next(_number)}", "postal_code": at.postal_code, "city": at.city}
    return Location.objects.create(provider=at, **{**values, **fields})


def run(*, courses=None, school=None, full_price=None, **fields):
    """A published run of one two-day course in a month's time, with ten seats."""
    rate()
    school = school or provider()
    carried = courses or [course()]
    n = next(_number)
    values = {
        "booking_code": f"TEST-{n}",
        "provider": school,
        "location": location(school),
        "title": carried[0].title,
        "starts_on": TODAY + timedelta(days=30),
        "ends_on": TODAY + timedelta(days=31),
        "enrol_by": TODAY + timedelta(days=23),
        "hours": "08.00–15.24",
        "form": DeliveryForm.DAY,
        "capacity": 10,
        "status": RunStatus.PUBLISHED,
    }
    made = CourseRun.objects.create(**{**values, **fields})
    for position, item in enumerate(carried):
        RunCourse.objects.create(
            run=made, course=item, position=position, days=item.duration_days or 1, full_price=full_price
        )
    return made


def person(address=HOME, **fields):
    """Somebody with MitID, and an address for letters; ``address=None`` for somebody who has told none."""
    n = next(_number)
    values = {
        "issuer": "https://broker.example",
        "subject": f"subject-{n}",
        "full_name": f"Person {n}",
        "birth_date": date(1985, 2, 14),
        "email": f"person{n}@example.org",
        "protected_since": NOW if fields.get("name_protected") else None,
    }
    user = User.objects.create_user(f"mitid-{n}", **{**values, **fields})
    if address is not None:
        live_at(user, address)
    return user


def live_at(user, address):
    """Letters reach the person there, as they have told us themselves."""
    stored = json.dumps(address.as_dict())
    PostalAddress.objects.create(
        person=user,
        encrypted=cpr_keys().encrypt(stored, bound_to=address_row(user.pk)),
        source=AddressSource.PERSON,
        as_of=NOW,
    )


def staff(role=Role.REGISTRAR, school=None):
    """A member of staff with one role; the ministry's officer and approvers belong to no school."""
    n = next(_number)
    user = User.objects.create_user(f"staff-{n}", full_name=f"Medarbejder {n}", is_staff=True)
    if role == Role.APPROVER:
        Membership.objects.create(user=user, approver=fund(), role=role)
    else:
        Membership.objects.create(user=user, provider=school, role=role)
    return user


def fund(code="fund-test", name="A-kassen Prøve"):
    """An unemployment fund that approves courses."""
    values = {"kind": ApproverKind.FUND, "name": name, "source": "Invented"}
    return Approver.objects.get_or_create(code=code, defaults=values)[0]


def approval(*, of=None, to=None, now=NOW, by=None, path="six_weeks"):
    """Somebody on benefit has applied, and the fund is asked. Gives the question."""
    benefit = replace(SKILLED, situation="on_benefit", path=path, approver=(by or fund()).code)
    return Approval.objects.get(application=application(of=of, to=to, answers=benefit, now=now))


def actor(user, role="registrar"):
    return Actor(role=role, user_id=user.pk)


def application(*, of=None, to=None, answers=SKILLED, language="da", now=NOW, key=None):
    """Somebody has applied: through the service, so seat, price, journal and message are there."""
    who, where = of or person(), to or run()
    return enrolment.apply(
        run_id=where.pk,
        person_id=who.pk,
        answers=answers,
        submission_key=key or uuid4(),
        language=language,
        actor=enrolment.person(who.pk),
        now=now,
    )


def refusal(channel=DecisionChannel.LETTER, **fields):
    values = {
        "reason": "entry_requirement",
        "text": "Du har ikke det certifikat, som uddannelsen kræver.",
        "channel": channel,
    }
    if fields.get("reason", values["reason"]) in RESTS_ON_OTHERS:
        values["facts_from"] = FactsFrom.OWN
    else:
        values["facts_from"] = None
    return enrolment.Refusal(**{**values, **fields})


def heard(*, of=None, to=None, by=None, now=NOW, channel=DecisionChannel.LETTER):
    """Somebody is asked about facts that others gave, by a letter that waits to be posted. Gives the hearing."""
    return heard_about(application(of=of, to=to), by=by, now=now, channel=channel)


def heard_about(applied, *, by=None, now=NOW, channel=DecisionChannel.LETTER):
    """The same of an application that is there. Gives the hearing."""
    registrar = by or staff(Role.REGISTRAR, applied.run.provider)
    question = enrolment.Question(
        "entry_requirement",
        "A-kassen skriver, at du ikke har gennemført grundkurset.",
        "A-kassen 3F",
        channel,
    )
    return enrolment.hear(applied.pk, question, actor=actor(registrar), now=now)


def refused(*, of=None, to=None, by=None, notified_on=TODAY, channel=DecisionChannel.LETTER):
    """Somebody has been refused, and told on that day: by a letter that was posted, or handed over. Gives the decision."""
    decision = refused_by_letter_that_waits(of=of, to=to, by=by, on=notified_on, channel=channel)
    if channel == DecisionChannel.LETTER:
        return posted(decision, notified_on)
    return decision


def refused_by_letter_that_waits(*, of=None, to=None, by=None, on=TODAY, channel=DecisionChannel.LETTER):
    """Somebody has been refused, and nobody has noted yet that the letter was posted. Gives the decision."""
    applied = application(of=of, to=to)
    registrar = by or staff(Role.REGISTRAR, applied.run.provider)
    return enrolment.refuse(applied.pk, refusal(channel), actor=actor(registrar), now=at_ten(on))


def posted(decision, on=TODAY, *, by=None):
    """The letter of a refusal was posted on that day, and noted the same day. Gives the decision."""
    registrar = by or staff(Role.REGISTRAR, decision.application.run.provider)
    return enrolment.note_posted(decision.pk, posted_on=on, actor=actor(registrar), now=at_ten(on))


def at_ten(day):
    """Ten o'clock in UTC: noon in Denmark, in summer."""
    return datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)


def decisions_not_frozen():
    """Decisions as they could never come about: what else holds them has to be tested by itself."""
    return pgtrigger.ignore(
        "enrolment.Decision:what_was_decided_stays", "enrolment.Decision:what_was_sent_stays"
    )


def not_frozen(*labels):
    """Rows of these models as they could never come about: what else holds them has to be tested by itself."""
    frozen = [(model, trigger) for model, trigger in pgtrigger.registered() if model._meta.label in labels]
    return pgtrigger.ignore(*(trigger.get_uri(model) for model, trigger in frozen))


def admitted(*, of=None, to=None, by=None, now=NOW):
    """Somebody has been admitted. Gives the application."""
    applied = application(of=of, to=to)
    registrar = by or staff(Role.REGISTRAR, applied.run.provider)
    enrolment.admit(applied.pk, actor=actor(registrar), now=now)
    applied.refresh_from_db()
    return applied


def appeal(decision=None, *, text="Jeg har et svejsecertifikat fra 2024.", wants_forwarding=False, at=NOW):
    """Somebody has appealed over a refusal."""
    decision = decision or refused()
    return appeals.lodge(
        decision.pk,
        text=text,
        wants_forwarding=wants_forwarding,
        received_at=at,
        actor=enrolment.person(decision.application.person_id),
        now=at,
    )


def opinion(outcome="maintained", statement="Vi har set på sagen igen og fastholder.", why="", lateness=None):
    met = "Du har ret i, at du taler dansk godt nok." if outcome == "partly" else ""
    return appeals.SecondOpinion(SecondLook(outcome), statement, met, why, lateness)


def excused(value="not_blamed", words="Du var indlagt hele måneden."):
    """What was decided on a late appeal."""
    return appeals.LatenessDecision(Lateness(value), words)


def reviewed(lodged=None, outcome="maintained", *, by=None, now=NOW, lateness=None):
    """The school has looked again. Gives the appeal."""
    lodged = lodged or appeal()
    officer = by or staff(Role.APPEALS_OFFICER, lodged.provider)
    found = opinion(outcome, lateness=lateness)
    appeals.review(lodged.pk, found, actor=actor(officer, "appeals_officer"), now=now)
    lodged.refresh_from_db()
    return lodged


def held(lodged=None, *, by=None):
    """Somebody who may answer the appeal has taken it. Gives the appeal."""
    lodged = lodged or appeal()
    at_ministry = lodged.state == AppealState.FORWARDED
    role = Role.MINISTRY_OFFICER if at_ministry else Role.APPEALS_OFFICER
    officer = by or staff(role, None if at_ministry else lodged.provider)
    appeals.claim(lodged.pk, version=lodged.version, actor=actor(officer, str(role)), now=NOW)
    lodged.refresh_from_db()
    return lodged


def forwarded(lodged=None, *, now=NOW):
    """The school kept its decision, and the person had nothing to add and had it forwarded. Gives the appeal."""
    lodged = lodged or reviewed(now=now)
    themselves = enrolment.person(lodged.person_id)
    appeals.ask_to_forward(lodged.pk, actor=themselves, now=now)
    appeals.say_nothing_to_add(lodged.pk, actor=themselves, now=now)
    lodged.refresh_from_db()
    return lodged


def school_asked(lodged=None, *, answer_by=None, now=NOW):
    """The ministry has asked the school for more. Gives the inquiry."""
    lodged = lodged or forwarded(now=now)
    return appeals.ask_school(
        lodged.pk,
        text="Send os adgangskravene, som de stod på holdet.",
        answer_by=answer_by or clock.danish_date(now) + timedelta(days=14),
        version=lodged.version,
        actor=actor(staff(Role.MINISTRY_OFFICER), "ministry_officer"),
        now=now,
    )


def decided(lodged=None, outcome="upheld", *, now=NOW, lateness=None):
    """The ministry has decided. Gives the referral."""
    lodged = lodged or forwarded(now=now)
    return appeals.decide_finally(
        lodged.pk,
        outcome=MinistryOutcome(outcome),
        reasons="Ministeriet har lagt vægt på dit svejsecertifikat.",
        lateness=lateness,
        actor=actor(staff(Role.MINISTRY_OFFICER), "ministry_officer"),
        now=now,
    )


def sent_back(lodged=None, *, now=NOW):
    """The ministry has set the refusal aside and sent the case back to the school. Gives the appeal."""
    case = decided(lodged, "returned", now=now).appeal
    case.refresh_from_db()
    return case


def decided_anew(lodged=None, with_=None, *, by=None, now=NOW):
    """The school has decided anew: admitted, or refused with that refusal. Gives the new decision."""
    lodged = lodged or sent_back(now=now)
    registrar = by or staff(Role.REGISTRAR, lodged.provider)
    return appeals.decide_anew(lodged.pk, with_, actor=actor(registrar), now=now).decision


def result(applied=None, outcome="passed", *, course=0, assessed_on=None, by=None, now=None):
    """Somebody who was admitted has a result for one course of the class, recorded after it."""
    applied = applied or admitted()
    where = applied.run
    return enrolment.record_result(
        applied.pk,
        run_course_id=where.run_courses.all()[course].pk,
        outcome=ResultOutcome(outcome),
        assessed_on=assessed_on or where.ends_on,
        reason="Rettet efter en tastefejl.",
        actor=actor(by or staff(Role.REGISTRAR, where.provider)),
        now=now or AFTER_CLASS,
    )


def certificate(passed=None, *, now=None):
    """A certificate as the workers make it, with its document."""
    made = issue_for_result((passed or result()).pk, now=now or AFTER_CLASS)
    return issues_made(made, now=now)


def statement(outcome="not_passed", *, of=None, days=None, by=None):
    """A statement of participation, with its document, for somebody who did not pass."""
    without = result(of or admitted(), outcome)
    by = by or enrolment.person(without.application.person_id)
    made = state_participation(without.pk, actor=by, now=AFTER_CLASS, attended_days=days)
    return issues_made(made)


def issues_made(made, *, now=None):
    """The certificate whose planned documents have been made."""
    for issue in made.issues.filter(state="planned"):
        make(issue.pk, now=now or AFTER_CLASS)
    made.refresh_from_db()
    return made


def reissued(made, *, by=None, language="da", now=None):
    """The certificate's newest document, made for somebody who has lost theirs."""
    planned = reissue(
        made.pk, language=language, actor=by or enrolment.person(made.person_id), now=now or AFTER_CLASS
    )
    issues_made(made, now=now)
    planned.refresh_from_db()
    return planned


def begins_today(where):
    """The class, for which nobody can apply any more, begins today after all."""
    today = clock.today()
    CourseRun.objects.filter(pk=where.pk).update(starts_on=today, ends_on=today, enrol_by=today)


def sign_in_staff(client, user):
    """Staff with a second factor given: what the middleware asks of every session of theirs."""
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, user, "mfa", type="totp")
    request.session.save()
    return client


def booking(
    member=None, *, to=None, names=("Anna Ny",), unnamed=0, all_or_nothing=True, now=NOW, key=None, **order
):
    """A company has booked seats: for each of the names, and for people it names later. Gives the booking."""
    member = member or company_member()
    named = [enrolment.Wish(name, f"{name.split()[0].lower()}@firma.example") for name in names]
    return enrolment.book_seats(
        run_id=(to or run()).pk,
        company_id=member.company_id,
        wishes=[*named, *[enrolment.Wish()] * unnamed],
        is_all_or_nothing=all_or_nothing,
        order=enrolment.Order(**order),
        submission_key=key or uuid4(),
        language="da",
        actor=actor(member.user, "company"),
        now=now,
    )


def claimed(seat, by=None, *, now=NOW):
    """The person named on a booked seat has said that it is theirs. Gives the person."""
    who = by or person()
    enrolment.claim_seat(seat.pk, seat.version, person_id=who.pk, actor=enrolment.person(who.pk), now=now)
    return who


def applied_on(seat, by=None, *, answers=SKILLED, now=NOW):
    """The person named on a booked seat has applied. Gives the application."""
    who = claimed(seat, by, now=now)
    return enrolment.apply(
        run_id=seat.run_id,
        person_id=who.pk,
        answers=replace(answers, payer="employer", employer_cvr=seat.booking.company.cvr),
        submission_key=uuid4(),
        language="da",
        actor=enrolment.person(who.pk),
        now=now,
        booked=seat.pk,
    )


def company_member(of=None, *, is_manager=None, may_book=True, **fields):
    """Somebody who has signed in for a company: the first for it unless ``of`` is a company that is there."""
    n = next(_number)
    values = {
        "issuer": "https://broker.example",
        "subject": f"urn:uuid:{n}",
        "full_name": f"Bestiller {n}",
        "email": f"booker{n}@example.org",
        "for_company": True,
    }
    user = User.objects.create_user(f"company-{n}", **{**values, **fields})
    company = of or Company.objects.create(cvr=f"{20000000 + n}", name=f"Firma {n} A/S", created_at=NOW)
    return CompanyMember.objects.create(
        company=company,
        user=user,
        is_manager=of is None if is_manager is None else is_manager,
        joined_at=NOW,
        let_at=NOW if may_book else None,
    )


def mandate(applied=None, *, to=None, until=None, now=NOW):
    """Somebody may act in the case of the application, and has taken the code. Gives the mandate."""
    given = mandate_given(applied or application(), until=until, now=now)
    return mandates.take(given.application_id, code_of(given.pk), user=to or person(), now=now)


def mandate_given(applied, *, until=None, now=NOW):
    """The person has made a mandate, and nobody has used its code yet."""
    return mandates.give(
        applied.pk,
        person_id=applied.person_id,
        name="Bo Hjælper",
        until=until or TODAY + timedelta(days=90),
        actor=enrolment.person(applied.person_id),
        now=now,
    )

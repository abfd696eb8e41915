import base64
import os

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from django.db.utils import IntegrityError

from amu import clock
from amu.journal.models import Entry
from amu.kernel.errors import CodedError
from amu.people import services
from amu.people.encryption import CprKeys, EncryptionKeyError, cpr_keys
from amu.people.enums import AssuranceLevel, HasCpr, Role, Seen
from amu.people.identity import Identity
from amu.people.models import DataView, User
from amu.people.selectors import card_of, cpr_of, ids_with_cpr, masked_cpr_of, shares_cpr

CPR = "0202850002"


def come(subject="{a}", cpr=CPR, **facts):
    identity = Identity(
        issuer="https://broker.example",
        subject=subject,
        level=AssuranceLevel.SUBSTANTIAL,
        cpr=cpr,
        has_cpr=HasCpr.YES if cpr else HasCpr.UNKNOWN,
        **facts,
    )
    return services.sign_in_from_mitid(identity, language="da", now=clock.now())


def test_the_database_holds_no_number_in_clear(db):
    user = come()

    with connection.cursor() as cursor:
        cursor.execute("select u::text from people_user u where id = %s", [user.pk])
        row = cursor.fetchone()[0]
    assert CPR not in row
    assert CPR.encode().hex() not in row
    assert cpr_of(user) == CPR


def test_a_number_moved_to_another_row_cannot_be_read(db):
    first, second = come(), come("{b}", "0303880004")
    User.objects.filter(pk=second.pk).update(cpr_encrypted=first.cpr_encrypted)

    with pytest.raises(InvalidTag):
        cpr_of(User.objects.get(pk=second.pk))


def test_the_same_number_is_sealed_differently_each_time_and_indexed_alike(db):
    first, second = come(), come("{b}")

    assert bytes(first.cpr_encrypted) != bytes(second.cpr_encrypted)
    assert bytes(first.cpr_index) == bytes(second.cpr_index)


def test_two_subjects_with_one_number_stay_two_and_are_written_down(db):
    first, second = come(), come("{b}")

    assert ids_with_cpr(CPR) == [first.pk, second.pk]
    assert shares_cpr(first)
    assert Entry.objects.get(act="person.cpr_shared").about == f"user:{second.pk}"


def test_a_changed_number_is_taken_over_and_written_down_without_it(db):
    come()
    user = come(cpr="0303880004")

    assert cpr_of(user) == "0303880004"
    entry = Entry.objects.get(act="person.cpr_changed")
    assert "0303880004" not in str(entry.__dict__)


def test_a_sign_in_that_says_nothing_of_the_number_keeps_it(db):
    come()

    assert cpr_of(come(cpr="")) == CPR


def test_a_number_without_its_index_is_refused_by_the_database(db):
    user = come()

    with pytest.raises(IntegrityError, match="user_cpr_with_index"):
        User.objects.filter(pk=user.pk).update(cpr_index=None)


def test_the_number_is_shown_masked(db):
    assert masked_cpr_of(come().pk) == "020285-xxxx"


def test_somebody_without_a_number_has_none_to_mask(db):
    assert masked_cpr_of(come(cpr="").pk) == ""


def test_a_card_opens_no_number(db, settings):
    user = come()
    settings.CPR_KEYS = "other:" + base64.b64encode(os.urandom(32)).decode()

    assert card_of(user.pk).has_cpr == "yes"
    with pytest.raises(EncryptionKeyError):  # the control: whoever asks for the number does open it
        masked_cpr_of(user.pk)


def test_revealing_is_for_roles_that_may_and_leaves_a_row(db, make_staff):
    person, registrar = come(), make_staff("r", Role.REGISTRAR, "skole")

    shown = services.reveal_cpr(registrar, person.pk, object_ref="application:1", now=clock.now())

    assert shown == CPR
    view = DataView.objects.get()
    assert (view.what, view.viewer_role, view.person_id) == (Seen.CPR, "registrar", person.pk)


def test_revealing_to_another_role_is_refused(db, make_staff):
    leader = make_staff("l", Role.LEADER, "skole")

    with pytest.raises(CodedError, match="not_allowed"):
        services.reveal_cpr(leader, come().pk, object_ref="application:1", now=clock.now())
    assert not DataView.objects.exists()


def test_finding_by_number_is_a_look_at_each_hit(db, make_staff):
    person, registrar = come(), make_staff("r", Role.REGISTRAR, "skole")

    assert services.match_cpr(registrar, "020285-0002", now=clock.now()) == [person.pk]
    assert services.match_cpr(registrar, "0303880004", now=clock.now()) == []
    assert DataView.objects.get().object_ref == "match"


def test_finding_by_number_is_for_roles_that_may(db):
    with pytest.raises(CodedError, match="not_allowed"):
        services.match_cpr(come(), CPR, now=clock.now())


def test_a_new_first_key_seals_and_the_old_one_still_opens():
    old, new, index = os.urandom(32), os.urandom(32), os.urandom(32)
    before = CprKeys({"k1": old}, index)
    after = CprKeys({"k2": new, "k1": old}, index)

    sealed = before.encrypt(CPR, bound_to="row")

    assert after.decrypt(sealed, bound_to="row") == CPR
    assert after.encrypt(CPR, bound_to="row").startswith(b"k2.")
    assert before.index(CPR) == after.index(CPR)


def test_a_key_that_is_gone_is_said_so():
    sealed = CprKeys({"k1": os.urandom(32)}, b"").encrypt(CPR, bound_to="row")

    with pytest.raises(EncryptionKeyError):
        CprKeys({"k2": os.urandom(32)}, b"").decrypt(sealed, bound_to="row")


@pytest.mark.parametrize(
    "keys", ["", "nocolon", "k1:not base64", "k1:" + base64.b64encode(b"short").decode()]
)
def test_misshapen_keys_are_named_but_never_shown(settings, keys):
    settings.CPR_KEYS = keys

    with pytest.raises(EncryptionKeyError) as caught:
        cpr_keys()
    assert "CPR_KEYS" in str(caught.value)
    assert not keys or keys not in str(caught.value)


def test_a_keyring_shows_no_keys():
    assert "secret" not in repr(CprKeys({"k1": b"secret"}, b"secret"))

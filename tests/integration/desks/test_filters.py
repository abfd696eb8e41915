"""An address narrows a list by the filters beside it, and tells nothing else of the rows."""

import pytest

from tests.pages import text
from tests.situations import person


@pytest.mark.parametrize(
    "query",
    [
        "people/user/?password__startswith=argon2",
        "people/user/?cpr_index__isnull=0",
        "people/user/?full_name__startswith=K",
        "people/membership/?user__password__startswith=a",
        "people/membership/?provider__membership__user__password__startswith=a",
        "people/dataview/?person__full_name__startswith=K",
        "enrolment/application/?person__email__startswith=k",
        "outbox/message/?dedup_key__startswith=notice",
    ],
)
def test_no_other_column_can_be_asked_for(operator, query):
    assert operator.get(f"/admin/{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "people/user/?is_staff__exact=1",
        "people/membership/?ended=no",
        "people/membership/?role__exact=registrar",
        "people/dataview/?at__year=2026",
        "enrolment/application/?state__exact=admitted",
        "outbox/message/?state__exact=waiting",
    ],
)
def test_the_filters_beside_the_list_work(operator, query):
    person(full_name="Karen Elmholt")

    answer = operator.get(f"/admin/{query}", follow=True)

    assert answer.status_code == 200
    assert 'id="changelist"' in text(answer)


@pytest.mark.parametrize(
    "query",
    [
        "at__year=0",
        "at__year=1",
        "at__year=9999",
        "at__year=10000",
        "at__year=2026&at__month=13",
        "at__year=2026&at__month=2&at__day=30",
        "at__year=2026&at__month=0",
        "at__year=2026&at__year=0",
        "at__year=" + "9" * 5000,
        "at__year=i-fjor",
        "at__gte=i-fjor",
        "at__gte=0001-01-01",
        "at__lt=9999-12-31",
    ],
)
def test_a_day_that_no_calendar_has_gives_the_whole_list(operator, query):
    answer = operator.get(f"/admin/people/dataview/?{query}", follow=True)

    assert answer.status_code == 200
    assert 'id="changelist"' in text(answer)

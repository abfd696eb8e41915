"""Every table and every column is registered: in a person's file, or left out for a reason."""

import pytest
from django.apps import apps
from django.db import connection

from amu.own_data import gaps as walk
from amu.own_data import registry
from amu.own_data.enums import Why
from amu.own_data.registry import Held, LeftOut, Nobodys
from amu.people.models import User

KEPT_BY_DJANGO = {"django_migrations"}


@pytest.fixture
def registered(monkeypatch):
    """The registrations, to be changed for one test."""
    changed = dict(registry.tables())
    monkeypatch.setattr(registry, "_tables", changed)
    return changed


def test_nothing_is_missing():
    assert walk.gaps() == []


@pytest.mark.django_db
def test_every_table_in_the_database_has_a_model():
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}

    assert set(connection.introspection.table_names()) - tables == KEPT_BY_DJANGO


def test_a_new_table_is_found_and_told_how_to_register(registered):
    del registered["appeals.Comment"]

    (gap,) = walk.gaps()
    assert gap.startswith("appeals.Comment: not registered; add one line to the own_data.py of its app")
    assert 'Held(model="appeals.Comment"' in gap


def test_a_new_table_that_leads_to_nobody_is_found_too(registered):
    del registered["courses.Synonym"]

    assert walk.gaps()[0].startswith("courses.Synonym: not registered")


def test_a_new_column_is_found_and_told_how_to_register(registered):
    comment = registered["appeals.Comment"]
    registered["appeals.Comment"] = Held(
        model="appeals.Comment", what=comment.what, of=comment.of, columns="id appeal received_at"
    )

    (gap,) = walk.gaps()
    assert gap.startswith("appeals.Comment.text: not registered; name it in the table's Held")


def test_a_column_that_is_gone_is_found(registered):
    comment = registered["appeals.Comment"]
    registered["appeals.Comment"] = Held(
        model="appeals.Comment", what=comment.what, of=comment.of, columns=f"{comment.columns} mood"
    )

    assert walk.gaps() == ["appeals.Comment.mood: registered, but there is no such column"]


def test_a_column_both_in_the_file_and_left_out_is_found(registered):
    comment = registered["appeals.Comment"]
    registered["appeals.Comment"] = Held(
        model="appeals.Comment",
        what=comment.what,
        of=comment.of,
        columns=comment.columns,
        left_out={"text": Why.ASK},
    )

    assert walk.gaps() == ["appeals.Comment.text: registered twice"]


@pytest.mark.parametrize("path", ["appeal", "appeal__decision", "appeal__mood", "pk"])
def test_a_path_that_does_not_lead_to_a_person_is_found(registered, path):
    comment = registered["appeals.Comment"]
    registered["appeals.Comment"] = Held(
        model="appeals.Comment", what=comment.what, of=path, columns=comment.columns
    )

    assert walk.gaps() == [f"appeals.Comment: {path} does not lead to a person"]


def test_a_table_cannot_be_called_nobodys_while_keys_lead_to_a_person(registered):
    registered["appeals.Promise"] = Nobodys("appeals.Promise")

    assert walk.gaps()[0].startswith("appeals.Promise: registered as nobody's, but foreign keys lead")


def test_a_table_is_registered_once():
    with pytest.raises(ValueError, match="registered twice"):
        registry.register(Nobodys("courses.Course"))


def test_keys_are_followed_through_other_tables():
    reached = walk.leading_to_people()

    assert {model._meta.label for model in reached} >= {"appeals.Promise", "certificates.ArchivedCourse"}
    assert User in reached


def test_every_reason_is_a_reason_for_something():
    tables = registry.tables().values()
    given = {table.why for table in tables if isinstance(table, LeftOut)}
    given |= {why for table in tables if isinstance(table, Held) for why in table.left_out.values()}

    assert given == set(Why)

"""Compare what apps have registered with the tables there are: nothing about a person is held without a word about it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from amu.own_data.registry import Held, Nobodys, Table, tables

HOW_TABLE = (
    "add one line to the own_data.py of its app (amu/own_data/tables.py for packages of amu): "
    'Held(model="{model}", what=_("…"), of="…__person", columns="…") where its rows are about people, '
    'LeftOut("{model}", _("…"), Why.…) where none of them is for the person, Nobodys("{model}") where it leads to nobody'
)
HOW_COLUMN = (
    "name it in the table's Held: in columns to have it in the file, in instead to write it another way, or in "
    "left_out with a reason (amu.own_data.enums.Why)"
)


def gaps() -> list[str]:
    """What is missing or wrong in the registrations, each with what to do about it."""
    models = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    known = tables()
    reached = leading_to_people()
    found = [
        f"{label}: not registered; {HOW_TABLE.format(model=label)}" for label in models if label not in known
    ]
    found += [f"{label}: registered, but there is no such table" for label in known if label not in models]
    for label, table in known.items():
        if model := models.get(label):
            found += _wrong(label, model, table, reached)
    return found


def leading_to_people() -> set[type[Model]]:
    """Every table from which foreign keys lead to a person, directly or through others."""
    reached: set[type[Model]] = {get_user_model()}
    waiting = set(apps.get_models(include_auto_created=True)) - reached
    while more := {model for model in waiting if reached & set(_targets(model))}:
        reached |= more
        waiting -= more
    return reached


def _targets(model: type[Model]) -> Iterator[Any]:
    return (field.related_model for field in model._meta.local_fields if field.is_relation)


def _wrong(label: str, model: type[Model], table: Table, reached: set[type[Model]]) -> Iterator[str]:
    if isinstance(table, Nobodys) and model in reached:
        yield f"{label}: registered as nobody's, but foreign keys lead from it to a person; {HOW_TABLE.format(model=label)}"
    if isinstance(table, Held):
        yield from _wrong_columns(label, model, table)
        if isinstance(table.of, str) and not _leads_to_person(model, table.of):
            yield f"{label}: {table.of} does not lead to a person"


def _wrong_columns(label: str, model: type[Model], table: Held) -> Iterator[str]:
    there = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    named = [*table.names, *table.instead, *table.left_out]
    for name in sorted(there - set(named)):
        yield f"{label}.{name}: not registered; {HOW_COLUMN}"
    for name in sorted(set(named) - there):
        yield f"{label}.{name}: registered, but there is no such column"
    for name in sorted({name for name in named if named.count(name) > 1}):
        yield f"{label}.{name}: registered twice"
    for name in sorted(set(table.codes) - set(table.names)):
        yield f"{label}.{name}: has codes, but is not in columns"


def _leads_to_person(model: type[Model], path: str) -> bool:
    if path == "pk":
        return model is get_user_model()
    at: Any = model
    for step in path.split("__"):
        try:
            at = at._meta.get_field(step).related_model
        except FieldDoesNotExist:
            return False
        if at is None:
            return False
    return bool(at is get_user_model())

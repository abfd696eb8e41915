"""Read what the tables hold about one person, in plain keys with words beside codes."""

from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Field, Model

from amu.own_data.registry import Held, Nobodys, tables
from amu.words import say_or_code


def ids_of(person_id: int) -> list[int]:
    """The person's row, and the rows that were given up for it (``User.merged_into``)."""
    ids = [person_id]
    while more := list(
        get_user_model().objects.filter(merged_into__in=ids).exclude(pk__in=ids).values_list("pk", flat=True)
    ):
        ids += more
    return ids


def rows_of(table: Held, person_ids: Collection[int]) -> Iterator[dict[str, Any]]:
    """Its rows about the person, in the order they were stored. One query; nothing that is left out is read."""
    model = apps.get_model(table.model)
    fields = [model._meta.get_field(name) for name in table.names]
    named = [field.name for field in fields if _is_named(field)]
    rows = model._default_manager.filter(table.about(person_ids)).order_by("pk")
    if joins := (*named, *table.joins):
        rows = rows.select_related(*joins)
    for row in rows.defer(*table.left_out).iterator(chunk_size=200):
        yield _written(table, fields, row)


def _is_named(field: Any) -> bool:
    """Whether it leads out of what is held about the person, as to a school: then it is called by its name."""
    return bool(field.is_relation and isinstance(tables().get(field.related_model._meta.label), Nobodys))


def _written(table: Held, fields: list[Any], row: Model) -> dict[str, Any]:
    values = {field.name: _value(table, field, row) for field in fields}
    return {**values, **{key: make(row) for key, make in table.instead.values()}}


def _value(table: Held, field: "Field[Any, Any]", row: Any) -> Any:
    value = getattr(row, field.attname)
    if value is None or value == "":
        return None
    if _is_named(field):
        return {"id": value, "words": str(getattr(row, field.name))}
    if kind := table.codes.get(field.name):
        return {"code": value, "words": say_or_code(kind, value)}
    if field.choices:
        return {"code": value, "words": str(getattr(row, f"get_{field.name}_display")())}
    return value

"""Asking about thousands of ids at once: they go to the database as one value; a list of them costs each time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import TextField, Value
from django.db.models.expressions import Func
from django.db.models.sql.compiler import SQLCompiler


class Among(Func):
    """For the right side of `in`: `Member.objects.filter(pk__in=Among(ids))`. The ids are text."""

    template = "(SELECT value FROM json_each(%(expressions)s))"
    output_field = TextField()

    def __init__(self, ids: Iterable[str]) -> None:
        super().__init__(Value(json.dumps(list(ids))))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        template = "(SELECT jsonb_array_elements_text((%(expressions)s)::jsonb))"
        return self.as_sql(compiler, connection, template=template, **context)

"""What becomes of the rows of somebody who leaves: one entry of the registry after the other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import FileField, Q
from django.utils.functional import Promise

from dugnad.kit.models import Entry
from dugnad.people.holdings import Fate, Holding, held, wishes
from dugnad.people.models import Member


@dataclass
class Plan:
    """Ids of the rows of one entry: those that are deleted, emptied, and kept without a name. `files` go."""

    holding: Holding
    deleted: list[Any] = field(default_factory=list)
    emptied: list[Any] = field(default_factory=list)
    unnamed: list[Any] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def plans(member: Member, granted: Collection[str]) -> list[Plan]:
    """What is to be done, found out before anything is: afterwards no row leads to the member any more."""
    return [_plan(holding, member, granted) for holding in held() if holding.fate not in {Fate.STAYS, Fate.WITH}]


def _plan(holding: Holding, member: Member, granted: Collection[str]) -> Plan:
    found = holding.of(member)
    plan = Plan(holding)
    if holding.fate == Fate.GOES:
        plan.deleted = _ids(found)
    elif holding.fate == Fate.UNNAMED:
        plan.emptied = _ids(found)
    else:
        wish = next(one for one in wishes() if one.name == holding.wish)
        stood = _ids(found.filter(_stood_on(holding, member))) if holding.stood_on is not None else []
        lone = [pk for pk in _ids(found) if pk not in set(stood)]
        if holding.wish not in granted:
            plan.emptied, plan.deleted = stood, lone
        elif wish.lone_stays:
            plan.unnamed = stood + lone
        else:
            plan.unnamed, plan.deleted = stood, lone
    plan.files = _files(plan)
    return plan


def _ids(found: Any) -> list[Any]:
    return list(dict.fromkeys(found.values_list("pk", flat=True)))


def _stood_on(holding: Holding, member: Member) -> Q:
    return holding.stood_on(member) if callable(holding.stood_on) else holding.stood_on or Q()


def _files(plan: Plan) -> list[str]:
    model = plan.holding.model
    names = [one.attname for one in model._meta.concrete_fields if isinstance(one, FileField)]
    rows = model._base_manager.filter(pk__in=plan.deleted)
    found = [row for name in names for row in rows.values_list(name, flat=True)]
    for name in names:
        if name in plan.holding.emptied:
            found += model._base_manager.filter(pk__in=plan.emptied).values_list(name, flat=True)
    return [str(name) for name in found if name]


def settle(plan: Plan) -> None:
    """Do it, in the transaction that runs."""
    holding = plan.holding
    rows = holding.model._base_manager
    if holding.index:
        Entry.objects.filter(kind=holding.index, object_id__in=[*plan.deleted, *plan.emptied]).delete()
    nobody = {holding.owner: None} if _is_direct(holding) else {}
    for ids, facts in ((plan.emptied, {**holding.unnamed, **holding.emptied}), (plan.unnamed, dict(holding.unnamed))):
        if ids and (facts or nobody):
            rows.filter(pk__in=ids).update(**{name: _said(value) for name, value in {**facts, **nobody}.items()})
    if holding.model is not Member:
        rows.filter(pk__in=plan.deleted).delete()


def _is_direct(holding: Holding) -> bool:
    return "__" not in holding.owner and not holding.by_key and bool(holding.owner)


def _said(value: Any) -> Any:
    return str(value) if isinstance(value, Promise) else value

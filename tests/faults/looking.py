"""What has to be true of a database after its server was killed at any moment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Model, Q

from dugnad.asks.models import Answer, Ask, Thanks
from dugnad.kit.clock import now
from dugnad.kit.sqlite.copies import problems as problems_of_file
from dugnad.ledger.audit import problems, recorded_models
from dugnad.ledger.mirror import mirror, seal_now
from dugnad.ledger.models import Act, Held, Segment
from tests.faults import diary


def kept(asks: dict[str, str], answers: dict[str, str], thanks: Sequence[Sequence[str]]) -> Iterator[str]:
    """Everything that was acknowledged is there, as it was written."""
    titles = dict(Ask.objects.filter(pk__in=asks).values_list("pk", "title"))
    yield from (f"ask {pk} is lost" for pk, title in asks.items() if titles.get(pk) != title)
    texts = dict(Answer.objects.filter(pk__in=answers).values_list("pk", "text"))
    yield from (f"answer {pk} is lost" for pk, text in answers.items() if texts.get(pk) != text)
    given = set(Thanks.objects.filter(answer__in=[pk for _by, pk in thanks]).values_list("by", "answer"))
    yield from (f"thanks for {pk} are lost" for by, pk in thanks if (by, pk) not in given)


def agree() -> Iterator[str]:
    """Acts, state, counts and mirror agree; the database is whole."""
    if connection.vendor == "sqlite":
        yield from problems_of_file(Path(str(settings.DATABASES["default"]["NAME"])))
    yield from problems()
    yield from _acts_without_state()
    yield from _counts()


def followed() -> Iterator[str]:
    """The diary has every act, in reading order."""
    acts = list(Act.objects.order_by("transaction", "id").values_list("pk", flat=True))
    written = diary.read(Path(settings.CONFIG.data) / "diary")
    if missing := len(set(acts) - set(written)):
        yield f"{missing} of {len(acts)} acts did not reach the follower"
    elif acts != written:
        yield "the follower was handed acts in another order, or acts that are not there"
    yield from (f"{held.follower} failed on {held.act_id}: {held.error}" for held in Held.objects.all())


def mirrored() -> Iterator[str]:
    """Every act is in one sealed segment, once."""
    sealing = mirror()
    seal_now(sealing, at=now())
    sealing.sweep()
    yield from problems()
    sealed = Counter(number for path in _files(sealing.root) for number in _ids(path))
    acts = set(Act.objects.values_list("pk", flat=True))
    if missing := acts - sealed.keys():
        yield f"{len(missing)} acts are in no segment"
    if twice := [number for number, times in sealed.items() if times > 1]:
        yield f"{len(twice)} acts are in more than one segment"
    if strange := sealed.keys() - acts:
        yield f"{len(strange)} acts in segments are not in the ledger"
    if len(_files(sealing.root)) != Segment.objects.count():
        yield "there are files that are no segments"


def _acts_without_state() -> Iterator[str]:
    """Nothing is deleted in this test, so every act has what it is about, and every making act the row it made."""
    for kind in Act.objects.order_by().values_list("object_type", flat=True).distinct():
        there = _model_of(kind)._default_manager.values("person_key" if kind == "member" else "pk")
        if alone := Act.objects.filter(object_type=kind).exclude(object_id__in=there).count():
            yield f"{alone} acts are about a {kind} that is not there"
    rows: Counter[str] = Counter()
    for model in recorded_models():
        verbs = model._default_manager.order_by().values("act__verb").annotate(rows=Count("pk"))
        rows.update({row["act__verb"]: row["rows"] for row in verbs})
    told = Act.objects.filter(verb__in=rows).order_by().values_list("verb").annotate(acts=Count("pk"))
    for verb, acts in told:
        if acts != rows[verb]:
            yield f"{acts} acts of {verb} made {rows[verb]} rows"


def _counts() -> Iterator[str]:
    asks = Ask.objects.annotate(there=Count("answers", filter=Q(answers__by_asker=False)))
    yield from (f"ask {ask.pk} counts its answers wrongly" for ask in asks.exclude(there=F("answer_count")))
    answers = Answer.objects.annotate(there=Count("thanks"))
    yield from (f"answer {one.pk} counts its thanks wrongly" for one in answers.exclude(there=F("thanks_count")))


def _model_of(kind: str) -> type[Model]:
    for model in apps.get_models():
        if re.sub(r"(?<!^)(?=[A-Z])", "-", model.__name__).lower() == kind:
            return model
    raise LookupError(kind)


def _files(root: Path) -> list[Path]:
    return sorted(root.glob("month=*/*"))


def _ids(path: Path) -> list[int]:
    return list(pq.read_table(path, columns=["id"], partitioning=None)["id"].to_pylist())

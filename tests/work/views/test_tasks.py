from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dugnad.circles import things
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.people.models import Block, Member, Skill
from dugnad.work.actions import holding, units
from dugnad.work.actions.waiting import wait_for
from dugnad.work.models import Task, Unit
from tests.asks.making import make_ask
from tests.cast import again, make_circle, signed_in
from tests.work.making import make_job, make_task

PLAN = {"title": "Write to the council", "minutes": "60"}


def send(client: Client, name: str, *args: str, query: str = "", **data: Any) -> tuple[int, str]:
    """Status, and what the page it led to says."""
    answer = client.post(reverse(name, args=args) + query, data, follow=True)
    return answer.status_code, answer.content.decode()


def page(member: Member, task: Task) -> str:
    return signed_in(member).get(reverse("task", args=[task.pk])).content.decode()


def test_a_task_is_made_with_what_it_takes(circle: Circle, bob: Member) -> None:
    law = Skill.objects.create(names={"en": "Law"})
    client = signed_in(bob)
    assert "Write to the council" not in client.get(reverse("task_new") + f"?circle={circle.pk}").content.decode()
    status, html = send(client, "task_new", query=f"?circle={circle.pk}", form_key="k" * 16, skills=[law.pk],
                        languages=["sv"], due_on="2027-01-02", checked_by_second="on", **PLAN)  # fmt: skip
    assert status == 200
    for words in ("Ready to be taken.", "Law", "Swedish", "2 January 2027", "by a second person", "bob"):
        assert words in html
    assert Task.objects.get().minutes == 60


def test_what_is_missing_is_said_and_nothing_is_lost(circle: Circle, bob: Member) -> None:
    status, html = send(signed_in(bob), "task_new", query=f"?circle={circle.pk}", text="Keep this", form_key=new_key())
    assert (status, "Keep this" in html, Task.objects.count()) == (422, True, 0)


def test_outsiders_make_and_find_nothing(circle: Circle, bob: Member, charlie: Member) -> None:
    task = make_task(bob, circle)
    assert send(signed_in(charlie), "task_new", query=f"?circle={circle.pk}", form_key=new_key(), **PLAN)[0] == 409
    for name in ("task", "task_edit", "task_done", "task_units"):
        assert signed_in(charlie).get(reverse(name, args=[task.pk])).status_code == 404
    assert send(signed_in(charlie), "task_take", task.pk)[0] == 404


def test_where_to_make_it_is_asked_only_of_those_in_several_circles(circle: Circle, alice: Member, bob: Member) -> None:
    assert signed_in(bob).get(reverse("task_new"))["Location"].endswith(f"?circle={circle.pk}")
    make_circle(alice, name="Lund")
    html = signed_in(alice).get(reverse("task_new")).content.decode()
    assert ("Skåne" in html, "Lund" in html) == (True, True)


def test_a_task_belongs_to_an_ask_and_stands_beside_it(circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(bob, circle, title="A bed")
    address = reverse("ask", args=[ask.pk])
    html = signed_in(alice).get(address).content.decode()
    thing = f"ask:{ask.pk}"
    assert f"/tasks/new/?circle={circle.pk}&amp;thing={thing}" in html
    form = signed_in(alice).get(reverse("task_new") + f"?circle={circle.pk}&thing={thing}").content.decode()
    assert "It belongs to “A bed”." in form
    send(signed_in(alice), "task_new", query=f"?circle={circle.pk}", thing=thing, form_key=new_key(), **PLAN)
    task = Task.objects.get()
    assert (task.thing_kind, task.thing_id) == ("ask", ask.pk)
    assert "A bed" in page(bob, task)
    assert "Write to the council" in signed_in(bob).get(address).content.decode()
    assert things.find(bob, "task", task.pk) is not None


def test_a_thing_of_another_circle_is_refused_and_one_that_is_not_seen_is_none(
    circle: Circle, alice: Member, bob: Member
) -> None:
    ask = make_ask(alice, make_circle(alice, name="Lund"), title="A bed")
    status, html = send(signed_in(alice), "task_new", query=f"?circle={circle.pk}", thing=f"ask:{ask.pk}",
                        form_key=new_key(), **PLAN)  # fmt: skip
    assert (status, "belongs to another circle" in html) == (422, True)
    send(signed_in(bob), "task_new", query=f"?circle={circle.pk}", thing=f"ask:{ask.pk}", form_key=new_key(), **PLAN)
    assert Task.objects.get().thing_id == ""


def test_from_taken_to_checked(circle: Circle, alice: Member, bob: Member) -> None:
    task = make_task(bob, circle, checked_by_second=True)
    mine, other = signed_in(alice), signed_in(bob)
    assert "You have taken this." in send(mine, "task_take", task.pk)[1]
    assert "alice has taken this" in send(other, "task_take", task.pk)[1]
    assert "I called twice." in send(mine, "task_progress", task.pk, text="I called twice.")[1]
    status, html = send(other, "task_progress", task.pk, text="Me too.")
    assert (status, "Me too." in html) == (422, True)
    assert send(mine, "task_done", task.pk, minutes="")[0] == 422
    assert "To be checked by a second person." in send(mine, "task_done", task.pk, minutes="50", text="Sent.")[1]
    assert send(mine, "task_check", task.pk)[0] == 422
    assert "Say what is missing" in send(other, "task_check", task.pk, again="1")[1]
    html = send(other, "task_check", task.pk, again="1", text="No date.")[1]
    assert ("No date." in html, "alice is asked to go on with it" in html) == (True, True)
    assert "You are asked to go on with this." in page(alice, task)
    send(mine, "task_take", task.pk)
    send(mine, "task_done", task.pk, minutes="5")
    assert "Checked by bob." in send(other, "task_check", task.pk)[1]


def test_handing_over_closing_and_opening_again(circle: Circle, alice: Member, bob: Member) -> None:
    task = make_task(alice, circle)
    send(signed_in(bob), "task_take", task.pk)
    assert "Nobody in this circle is called" in send(signed_in(bob), "task_hand_over", task.pk, to="charlie")[1]
    assert "Half of it" in send(signed_in(bob), "task_hand_over", task.pk, to="@Alice", text="Half of it")[1]
    assert "You are asked to go on" in page(alice, task)
    assert send(signed_in(bob), "task_close", task.pk, text="No.")[0] == 422
    assert "Not needed any more." in send(signed_in(alice), "task_close", task.pk, text="They said yes.")[1]
    assert "Ready to be taken." in send(signed_in(alice), "task_reopen", task.pk, text="They did not.")[1]


def test_a_step_that_cannot_be_taken_now_leads_to_the_task(circle: Circle, alice: Member, bob: Member) -> None:
    task = make_task(alice, circle)
    for name in ("task_check", "task_reopen"):
        answer = signed_in(alice).get(reverse(name, args=[task.pk]))
        assert (answer.status_code, answer["Location"]) == (302, reverse("task", args=[task.pk]))
    for name in ("task_done", "task_hand_over", "task_close", "task_edit", "task_split"):
        assert signed_in(bob).get(reverse(name, args=[task.pk])).status_code == 409


def test_a_lease_that_is_over_is_not_shown_beside_a_thing(circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(bob, circle)
    task = make_task(bob, circle, thing=things.find(again(bob), "ask", ask.pk))
    for since, shown in ((now(), "Taken"), (now() - timedelta(days=4), "Open")):
        Task.objects.filter(pk=task.pk).update(state="open", held_by=None, lease_until=None)
        holding.claim(by=again(alice), task=Task.objects.get(), at=since)
        section = signed_in(bob).get(reverse("ask", args=[ask.pk])).content.decode().partition("<h2>Tasks</h2>")[2]
        assert f'<span class="tag">{shown}</span>' in section


def test_changing_does_not_write_over_another_change(circle: Circle, alice: Member, bob: Member) -> None:
    task = make_task(bob, circle)
    status, _html = send(signed_in(bob), "task_edit", task.pk, version="1", **{**PLAN, "title": "Call the council"})
    assert (status, Task.objects.get().title) == (200, "Call the council")
    status, html = send(signed_in(alice), "task_edit", task.pk, version="1", **{**PLAN, "title": "Visit them"})
    assert (status, "Visit them" in html, Task.objects.get().title) == (422, True, "Call the council")


def test_what_has_to_be_done_first(circle: Circle, alice: Member, bob: Member) -> None:
    last, first = make_task(bob, circle, "Send it"), make_task(bob, circle, "Write it")
    client = signed_in(bob)
    assert "Write it" in send(client, "task_waits", last.pk, on=first.pk)[1]
    status, html = send(client, "task_waits", first.pk, on=last.pk)
    assert (status, "this waits for “Send it”, which waits for this" in html) == (422, True)
    assert "Waits for something else." in page(alice, last)
    assert "What waits for this" in page(alice, first)
    send(client, "task_new", query=f"?before={last.pk}", before=last.pk, form_key=new_key(), **PLAN)
    assert last.waits.count() == 2
    assert "Not needed first" in send(client, "task_waits_end", last.pk, first.pk)[1]
    assert last.waits.count() == 1
    assert send(signed_in(bob), "task_waits_end", last.pk, "nothing")[0] == 404


@pytest.mark.parametrize(
    ("typed", "texts"), [({"lines": " One \n\nTwo"}, ["One", "Two"]), ({"count": "2"}, ["No. 1", "No. 2"])]
)
def test_a_job_from_lines_or_numbers(circle: Circle, bob: Member, typed: dict[str, str], texts: list[str]) -> None:
    task = make_task(bob, circle)
    assert send(signed_in(bob), "task_split", task.pk)[0] == 422
    assert "0 of 2 done." in send(signed_in(bob), "task_split", task.pk, **typed)[1]
    assert list(Unit.objects.order_by("number").values_list("text", flat=True)) == texts


def test_units_one_after_another(circle: Circle, alice: Member, bob: Member) -> None:
    job = make_job(bob, circle, 4)
    client = signed_in(alice)
    html = send(client, "units_take", job.pk, wanted="3")[1]
    assert ("Paragraph 3" in html, "Paragraph 4" in html) == (True, False)
    one, two, three = Unit.objects.filter(held_by=alice).order_by("number")
    html = send(client, "unit_done", one.pk, outcome="Ett", next="1")[1]
    assert ("1 of 4 done." in html, "Ett" in html, "Paragraph 4" in html) == (True, True, True)
    assert "Take the next one" in send(client, "unit_release", two.pk)[1]
    other = signed_in(bob)
    send(other, "units_take", job.pk)
    status, html = send(client, "unit_done", two.pk, outcome="Två")
    assert (status, "Två" in html, "somebody else has it now" in html) == (422, True, True)
    Block.objects.create(by=alice, of=bob)
    assert send(signed_in(bob), "unit_done", three.pk)[0] in {404, 422}


def test_what_members_write_is_text(circle: Circle, alice: Member, bob: Member) -> None:
    bad = '<script>alert(1)</script> [x](javascript:alert(1)) "><svg onload=alert(1)>'
    task = make_task(bob, circle, bad, text=bad)
    job = make_job(bob, circle, 1, title=bad)
    units.split(by=again(bob), task=job, texts=[bad])
    wait_for(by=again(bob), task=task, on=job)
    (first,) = units.take(by=again(alice), task=job)
    units.finish_unit(by=again(alice), unit=first, outcome=bad)
    units.take(by=again(alice), task=job)
    own = make_task(bob, circle)
    holding.claim(by=again(alice), task=own)
    holding.progress(by=again(alice), task=own, text=bad)
    html = page(alice, task) + page(alice, own) + page(alice, job)
    html += signed_in(alice).get(reverse("task_units", args=[job.pk])).content.decode()
    html += signed_in(alice).get(reverse("circle_work", args=[circle.pk])).content.decode()
    for tag in ("<script>alert", "<svg onload", 'href="javascript:'):
        assert tag not in html

"""The consumer's job as a Celery task with the ORM, by the manuals of both.

It does less than the ledger does: no inbox (a repeated delivery is a second attempt), no routing, no due
date, one trail entry, and the next event is published after the commit, so that a crash loses it.
"""

import os

from celery import Celery  # type: ignore[import-not-found,import-untyped,unused-ignore]
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from benchmarks.peers.orm import Task, TrailEntry
from shared.clock import SystemClock
from shared.events.intake import ComplaintReceived
from shared.events.ledger import TaskRegistered

app = Celery("peer", broker=os.environ["BENCH_BROKER_URL"])
app.conf.task_ignore_result = True
app.conf.task_routes = {"task_registered": {"queue": "told"}}
Session = sessionmaker(create_engine(os.environ["BENCH_DATABASE_URL"]))
CLOCK = SystemClock()


@app.task(name="register_complaint")  # type: ignore[untyped-decorator,unused-ignore]
def register_complaint(body: str) -> None:
    """Validate, insert task and trail, commit, publish the next event."""
    complaint = ComplaintReceived.model_validate_json(body)
    event = _registered(complaint)
    with Session.begin() as session:
        session.add(_task(complaint, event))
        session.add(_trail(event, complaint.channel))
    task_registered.delay(event.model_dump_json())


@app.task(name="task_registered")  # type: ignore[untyped-decorator,unused-ignore]
def task_registered(_body: str) -> None:
    """For whoever listens to the queue `told`; here nobody does."""


def _registered(complaint: ComplaintReceived) -> TaskRegistered:
    return TaskRegistered(
        task_number=complaint.complaint_number,
        complaint_number=complaint.complaint_number,
        registered_at=CLOCK.now(),
        received_at=complaint.received_at,
        channel=complaint.channel,
        nature=complaint.nature,
        category_code=complaint.category_code,
        district_code=complaint.district_code,
        confidential=complaint.confidential,
        title=complaint.title,
    )


def _task(complaint: ComplaintReceived, event: TaskRegistered) -> Task:
    return Task(
        task_number=event.task_number,
        complaint_number=event.complaint_number,
        state="registered",
        version=1,
        title=complaint.title,
        content=complaint.content,
        channel=complaint.channel,
        nature=complaint.nature,
        category_code=complaint.category_code,
        district_code=complaint.district_code,
        confidential=complaint.confidential,
        has_contact=complaint.has_contact,
        wants_reply=complaint.wants_reply,
        language=complaint.language,
        received_at=complaint.received_at,
        registered_at=event.registered_at,
        hop=0,
    )


def _trail(event: TaskRegistered, channel: str) -> TrailEntry:
    return TrailEntry(
        task_number=event.task_number,
        sequence=1,
        at=event.registered_at,
        actor="ledger",
        through=channel,
        action="register",
        before={},
        after={"state": "registered"},
    )

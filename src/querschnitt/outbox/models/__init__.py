"""The tables of the outbox: jobs for the worker, and mail."""

from querschnitt.outbox.models.jobs import Job, JobQuerySet
from querschnitt.outbox.models.messages import Message, MessageQuerySet

__all__ = ["Job", "JobQuerySet", "Message", "MessageQuerySet"]

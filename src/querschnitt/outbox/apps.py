from datetime import timedelta

from django.apps import AppConfig
from django.utils import timezone

KEPT = timedelta(days=30)
"""How long a job that was done can still be looked up."""


class OutboxConfig(AppConfig):
    name = "querschnitt.outbox"

    def ready(self) -> None:
        """Let the worker tidy up once a day."""
        from querschnitt.outbox import periodic

        periodic.register_daily("outbox.forget_finished", forget_finished)


def forget_finished() -> None:
    """Forget the jobs that were done long ago."""
    from querschnitt.outbox import operations

    operations.forget_finished(before=timezone.now() - KEPT)

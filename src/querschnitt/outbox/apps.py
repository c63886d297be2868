from datetime import timedelta

from django.apps import AppConfig
from django.utils import timezone

KEPT = timedelta(days=30)
"""How long a job that was done can still be looked up."""

MESSAGES_KEPT = timedelta(days=365)
"""How long a message that was sent can still be looked up; as long nothing is sent twice."""

LOOK_FOR_MESSAGES = 60.0
DELIVERY_LEASE = timedelta(minutes=15)


class OutboxConfig(AppConfig):
    name = "querschnitt.outbox"

    def ready(self) -> None:
        """Let the worker deliver the mail, and tidy up once a day."""
        from querschnitt.outbox import delivery, handlers, operations, periodic

        handlers.register(operations.messages.DELIVERY, delivery.deliver, lease=DELIVERY_LEASE)
        periodic.register(
            "outbox.ask_for_delivery", operations.ask_for_delivery, every=LOOK_FOR_MESSAGES
        )
        periodic.register_daily("outbox.forget_finished", forget_finished)


def forget_finished() -> None:
    """Forget the jobs that were done, and the messages that were sent, long ago."""
    from querschnitt.outbox import operations

    operations.forget_finished(before=timezone.now() - KEPT)
    operations.forget_messages(before=timezone.now() - MESSAGES_KEPT)

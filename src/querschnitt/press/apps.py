from datetime import timedelta

from django.apps import AppConfig

EVERY = 0.5
LOOK_FOR_PICTURES = 5.0
LOOK_FOR_REFUSED = 60.0
DRAWING_LEASE = timedelta(minutes=10)


class PressConfig(AppConfig):
    name = "querschnitt.press"

    def ready(self) -> None:
        """Let the worker publish, send and watch, each on a lane of its own."""
        from querschnitt.outbox import handlers, periodic
        from querschnitt.press import pictures, recurring
        from querschnitt.press.queries.bodies import body_of
        from querschnitt.publication import release_bodies

        release_bodies.register(body_of)

        periodic.register(
            "press.publish_due", recurring.publish_due, every=EVERY, lane="press-publish"
        )
        periodic.register(
            "press.deliver",
            recurring.deliver,
            every=EVERY,
            lane="press-deliver",
            at_end=recurring.senders.stop,
        )
        # Beside the others: time servers may let one wait.
        periodic.register("press.look_at_clock", recurring.look_at_clock, every=1, lane="press")
        periodic.register(
            "press.watch", recurring.watch, every=recurring.WATCHED_WITHIN, lane="press"
        )
        periodic.register_daily("press.tell_of_the_day", recurring.tell_of_the_day, lane="press")
        periodic.register(
            "press.count_refused", recurring.count_refused, every=LOOK_FOR_REFUSED, lane="press"
        )
        periodic.register_daily("press.forget_unconfirmed", recurring.forget_unconfirmed)
        periodic.register("press.draw_pictures", recurring.draw_pictures, every=LOOK_FOR_PICTURES)
        handlers.register(pictures.DRAW, pictures.draw_waiting, lease=DRAWING_LEASE)

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublicationConfig(AppConfig):
    name = "querschnitt.publication"

    def ready(self) -> None:
        from querschnitt.coordination import comparables
        from querschnitt.outbox import handlers, periodic
        from querschnitt.publication import file_jobs, files, import_queries, operations

        comparables.register(import_queries.comparable_imports)
        # Of Django's signals the only one heard: SQLite drops the triggers of tables it remakes.
        post_migrate.connect(protect, sender=self, dispatch_uid="publication.protect")
        handlers.register(files.WRITE_FILES, file_jobs.write_files)
        periodic.register(
            "publication.publish_what_is_due", operations.publish_what_is_due, every=0.5
        )
        periodic.register_daily(
            "publication.render_again_at_midnight", operations.render_again_at_midnight
        )


def protect(*, using: str, **_sent: Any) -> None:
    """Install triggers and the search index, once all their tables are there."""
    from querschnitt.publication import protection

    if protection.can_install(using):
        protection.install(using)

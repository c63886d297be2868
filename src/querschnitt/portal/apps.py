from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "querschnitt.portal"

    def ready(self) -> None:
        from querschnitt.portal.renderer import PortalRenderer
        from querschnitt.publication import renderers

        renderers.register(PortalRenderer())

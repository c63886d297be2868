from functools import partial

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "querschnitt.portal"

    def ready(self) -> None:
        from querschnitt.portal import answering
        from querschnitt.portal.addresses import Addresses
        from querschnitt.portal.reading import languages
        from querschnitt.portal.renderer import PortalRenderer
        from querschnitt.publication import answerers, renderers

        renderers.register(PortalRenderer())
        for language in languages():
            answer = partial(answering.answer, language=language)
            answerers.register(Addresses(language).goals, answer)

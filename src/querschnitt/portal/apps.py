from functools import partial

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "querschnitt.portal"

    def ready(self) -> None:
        from querschnitt.accounts.queries import house_style
        from querschnitt.portal import answering
        from querschnitt.portal.addresses import Addresses
        from querschnitt.portal.copies.stand_in import stand_in
        from querschnitt.portal.reading import languages
        from querschnitt.portal.renderer import PortalRenderer
        from querschnitt.publication import answerers, renderers
        from querschnitt.publication.export import standins

        renderers.register(PortalRenderer(style=house_style))
        standins.register(stand_in)
        for language in languages():
            answer = partial(answering.answer, language=language)
            answerers.register(Addresses(language).goals, answer)

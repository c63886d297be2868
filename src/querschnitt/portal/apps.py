from functools import partial

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "querschnitt.portal"

    def ready(self) -> None:
        from querschnitt.accounts.queries import house_style
        from querschnitt.portal import (
            answering,
            conferences,
            dossiers,
            press_answers,
            relation_answers,
            sections,
        )
        from querschnitt.portal.addresses import Addresses, relation_lists
        from querschnitt.portal.copies.stand_in import stand_in
        from querschnitt.portal.oparl import asked
        from querschnitt.portal.oparl import pages as oparl_pages
        from querschnitt.portal.renderer import PortalRenderer
        from querschnitt.publication import answerers, renderers
        from querschnitt.publication.addresses import portal_languages
        from querschnitt.publication.export import standins

        renderers.register(PortalRenderer(style=house_style))
        standins.register(stand_in)
        sections.register_files(oparl_pages.files)
        conferences.register()
        dossiers.register()
        answerers.register_below(asked.BEGINS, asked.answer)
        self._show_partners()
        self._show_calendar()
        for language in portal_languages():
            answer = partial(answering.answer, language=language)
            answerers.register(Addresses(language).goals, answer)
            of_press = partial(press_answers.answer, language=language)
            answerers.register(Addresses(language).press, of_press)
            for slug, path in relation_lists(language).items():
                of_list = partial(relation_answers.answer, language=language, register=slug)
                answerers.register(path, of_list)

    @staticmethod
    def _show_partners() -> None:
        """Let the list of partners have its map, and each partner its tables and languages."""
        from querschnitt.portal import partner_languages, partners, sections

        sections.register_list_section("partners", partners.map_section)
        sections.register_sections("partners", partner_languages.links, place="top")
        sections.register_sections(
            "partners",
            partners.sections,
            fields=["chronicle"],
            naming=["agreements", "twinnings", "projects", "events"],
        )
        sections.register_alternates("partners", partner_languages.alternates)
        sections.register_pages(partner_languages.pages)
        sections.register_addresses("partners", partner_languages.addresses)

    @staticmethod
    def _show_calendar() -> None:
        """Let the public have the calendar of relations, as pages and for calendar programs."""
        from querschnitt.portal import calendar_pages, sections
        from querschnitt.relations.happenings import SOURCES

        sections.register_pages(calendar_pages.pages)
        sections.register_files(calendar_pages.files)
        sections.register_ways(calendar_pages.ways)
        for register in SOURCES:
            sections.register_sections(register, calendar_pages.section)
            sections.register_addresses(register, calendar_pages.addresses_of)

from django.apps import AppConfig


class RelationsConfig(AppConfig):
    name = "querschnitt.relations"

    def ready(self) -> None:
        """Let the worker take large workbooks over."""
        from querschnitt.outbox import handlers
        from querschnitt.relations import handover_jobs, operations, workbook_jobs

        handlers.register(operations.APPLY_WORKBOOK, workbook_jobs.apply)
        handlers.register(operations.MAKE_PACKAGE, handover_jobs.make)
        self._show_what_is_due()
        self._show_organisations()
        self._show_calendar()
        self._show_partners()
        self._publish_conferences()
        self._lead_to_conferences()
        self._show_positions()

    @staticmethod
    def _show_what_is_due() -> None:
        """Let the first page tell which agreements and deadlines fall due."""
        from querschnitt.relations import sections
        from querschnitt.relations.views import due

        sections.DUE.extend([due.due_agreements, due.due_dossiers])

    @staticmethod
    def _show_organisations() -> None:
        """Let pages of registers lead to workbooks, and organisations show their roles."""
        from querschnitt.relations import sections
        from querschnitt.relations.views import list_ways, organisations

        sections.LIST_WAYS.setdefault(sections.ALL, []).append(list_ways.ways_to_workbook)
        ways = sections.LIST_WAYS.setdefault("organisations", [])
        ways.append(list_ways.ways_among_organisations)
        of_organisations = sections.SECTIONS.setdefault("organisations", [])
        of_organisations += [organisations.roles_section, organisations.mergers_section]

    @staticmethod
    def _publish_conferences() -> None:
        """Let editions hold agendas, votes and members beside the columns of the registers."""
        from querschnitt.relations.queries import contents
        from querschnitt.relations.queries import contents_of_conferences as conferences

        contents.MORE["conferences"] = conferences.values_of_conferences
        contents.MORE["meetings"] = conferences.values_of_meetings
        contents.MORE["resolutions"] = conferences.values_of_resolutions

    @staticmethod
    def _show_calendar() -> None:
        """Let pages lead to the calendar, and the worker remind of agreements that run out."""
        from querschnitt.outbox import periodic
        from querschnitt.relations import operations, sections
        from querschnitt.relations.happenings import SOURCES
        from querschnitt.relations.views import calendar_ways

        periodic.register_daily("relations.remind_of_renewals", operations.remind_of_renewals)
        sections.HUB_WAYS.append(calendar_ways.way_from_hub)
        sections.LIST_WAYS.setdefault(sections.ALL, []).append(calendar_ways.way_from_register)
        for register in SOURCES:
            sections.WAYS.setdefault(register, []).append(calendar_ways.way_from_entry)

    @staticmethod
    def _show_partners() -> None:
        """Let partners show what is done with them, and agreements when they are due."""
        from querschnitt.relations import sections
        from querschnitt.relations.views import partners

        sections.SECTIONS.setdefault("partners", []).append(partners.partner_section)
        sections.SECTIONS.setdefault("agreements", []).append(partners.renewal_section)
        sections.LIST_SECTIONS.setdefault("partners", []).append(partners.map_section)

    @staticmethod
    def _lead_to_conferences() -> None:
        """Let entries of conferences lead to what is done there, and show what falls due."""
        from querschnitt.relations import sections
        from querschnitt.relations.views import conference_pages as pages

        sections.DUE.append(pages.due)
        for register, ways in (
            ("conferences", pages.ways_of_conferences),
            ("presidencies", pages.ways_of_presidencies),
            ("meetings", pages.ways_of_meetings),
            ("resolutions", pages.ways_of_resolutions),
        ):
            sections.WAYS.setdefault(register, []).append(ways)

    @staticmethod
    def _show_positions() -> None:
        """Let dossiers show the positions on them, and editions hold those that are public."""
        from querschnitt.relations import sections
        from querschnitt.relations.queries import contents
        from querschnitt.relations.queries.positions import values_of_dossiers
        from querschnitt.relations.views import positions

        contents.MORE["dossiers"] = values_of_dossiers
        sections.SECTIONS.setdefault("dossiers", []).append(positions.section)
        sections.WAYS.setdefault("dossiers", []).append(positions.ways)

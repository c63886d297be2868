"""Who may see and do what at which address: one row for each address, one letter for each person.

    r  the page is shown, and nothing can be done there
    W  the page is shown, and what its form sends is done
    x  the page says why this person cannot do it, and what is sent is refused
    .  for this person there is no such page
    o  open to everyone, signed in or not

A new address fails until it has its row.
"""

import hashlib
import os

import pytest
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from querschnitt.accounts import sessions

IS_FULL = os.environ.get("SCALE") == "full"

# The goals are those of department aa, in which cc takes part; bb has raised the reservation.
# e_ writes for a department, a_ approves for it.
PEOPLE = {
    "adm": "administrator",
    "coo": "coordinator",
    "e_aa": "editor_aa",
    "a_aa": "approver_aa",
    "e_cc": "editor_cc",
    "a_cc": "approver_cc",
    "e_bb": "editor_bb",
    "a_bb": "approver_bb",
    "cab": "cabinet",
    "pre": "press",
    "aud": "auditor",
}
POLICY = """
address                              adm  coo  e_aa a_aa e_cc a_cc e_bb a_bb cab  pre  aud
accounts:sign_in                     o    o    o    o    o    o    o    o    o    o    o
accounts:sign_out                    o    o    o    o    o    o    o    o    o    o    o
accounts:password_forgotten          o    o    o    o    o    o    o    o    o    o    o
accounts:set_password                o    o    o    o    o    o    o    o    o    o    o
accounts:own_account                 W    W    W    W    W    W    W    W    W    W    W
accounts:people                      r    r    .    .    .    .    .    .    .    .    r
accounts:invite                      W    x    .    .    .    .    .    .    .    .    x
accounts:person                      r    r    .    .    .    .    .    .    .    .    r
accounts:change_role                 W    x    .    .    .    .    .    .    .    .    x
accounts:deactivate                  W    x    .    .    .    .    .    .    .    .    x
accounts:reactivate                  W    x    .    .    .    .    .    .    .    .    x
accounts:issue_reset_link            W    x    .    .    .    .    .    .    .    .    x
accounts:note_own_absence            W    W    W    W    W    W    W    W    W    W    W
accounts:note_absence                W    x    .    .    .    .    .    .    .    .    x
accounts:messages                    r    r    .    .    .    .    .    .    .    .    r
accounts:send_message_again          x    x    .    .    .    .    .    .    .    .    x
accounts:settle_message              W    W    .    .    .    .    .    .    .    .    x
accounts:departments                 r    r    r    r    r    r    r    r    r    r    r
accounts:found_department            W    W    x    x    x    x    x    x    x    x    x
accounts:department                  r    r    r    r    r    r    r    r    r    r    r
accounts:revise_department           W    W    x    x    x    x    x    x    x    x    x
accounts:dissolve_department         W    W    x    x    x    x    x    x    x    x    x
accounts:appoint                     W    W    x    x    x    x    x    x    x    x    x
accounts:successions                 r    r    r    r    r    r    r    r    r    r    r
accounts:record_succession           W    W    x    x    x    x    x    x    x    x    x
accounts:end_appointment             W    W    x    x    x    x    x    x    x    x    x
accounts:journal                     r    r    r    r    r    r    r    r    r    r    r
accounts:house_style                 r    r    r    r    r    r    r    r    r    r    r
accounts:set_house_style             W    x    x    x    x    x    x    x    x    x    x
accounts:emblem                      r    r    r    r    r    r    r    r    r    r    r
accounts:sample_document             r    r    r    r    r    r    r    r    r    r    r
accounts:word_template               r    r    r    r    r    r    r    r    r    r    r
accounts:default_word_template       r    r    r    r    r    r    r    r    r    r    r
accounts:replace_word_template       W    x    x    x    x    x    x    x    x    x    x
accounts:remove_word_template        W    x    x    x    x    x    x    x    x    x    x
accounts:restore_house_style         W    x    x    x    x    x    x    x    x    x    x
framework:frameworks                 r    r    r    r    r    r    r    r    r    r    r
framework:prepare_framework          x    W    x    x    x    x    x    x    x    x    x
framework:framework                  r    r    r    r    r    r    r    r    r    r    r
framework:matrix                     r    r    r    r    r    r    r    r    r    r    r
framework:coverage                   r    r    r    r    r    r    r    r    r    r    r
framework:coverage_workbook          r    r    r    r    r    r    r    r    r    r    r
framework:carry_over                 x    W    x    x    x    x    x    x    x    x    x
framework:revise_introduction        x    W    x    x    x    x    x    x    x    x    x
framework:add_chapter                x    W    x    x    x    x    x    x    x    x    x
framework:revise_chapter             x    W    x    x    x    x    x    x    x    x    x
framework:exclude_clause             x    W    x    x    x    x    x    x    x    x    x
framework:readmit_clause             x    W    x    x    x    x    x    x    x    x    x
framework:mandates                   r    r    r    r    r    r    r    r    r    r    r
framework:record_mandate             x    W    x    x    x    x    x    x    x    x    x
framework:mandate                    r    r    r    r    r    r    r    r    r    r    r
framework:add_clause                 x    W    x    x    x    x    x    x    x    x    x
framework:add_clauses                x    W    x    x    x    x    x    x    x    x    x
framework:revise_clause              x    W    x    x    x    x    x    x    x    x    x
framework:remove_clause              x    W    x    x    x    x    x    x    x    x    x
framework:restore_clause             x    W    x    x    x    x    x    x    x    x    x
framework:fields                     r    r    r    r    r    r    r    r    r    r    r
framework:add_field                  x    W    x    x    x    x    x    x    x    x    x
framework:terms                      r    r    r    r    r    r    r    r    r    r    r
framework:open_term                  x    W    x    x    x    x    x    x    x    x    x
framework:record_government          x    W    x    x    x    x    x    x    x    x    x
desk:goal                            .    r    r    r    r    r    .    .    .    .    r
framework:draft_goal                 x    W    W    W    W    W    W    W    x    x    x
framework:revise_goal                .    x    W    W    x    x    .    .    .    .    x
framework:submit_goal                .    x    x    W    x    x    .    .    .    .    x
framework:return_goal                x    W    x    x    x    x    x    x    x    x    x
framework:withdraw_goal              .    W    x    W    x    x    .    .    .    .    x
framework:set_aside_change           x    W    x    W    x    x    x    x    x    x    x
framework:link_carried_over          x    W    x    x    x    x    x    x    x    x    x
framework:unlink_carried_over        x    W    x    x    x    x    x    x    x    x    x
coordination:rounds                  r    r    r    r    r    r    r    r    r    r    r
coordination:open_round              x    W    x    x    x    x    x    x    x    x    x
coordination:open_position_round     .    W    x    x    .    .    .    .    .    .    x
coordination:round                   r    r    r    r    r    r    r    r    r    r    r
coordination:close_round             x    W    x    x    x    x    x    x    x    x    x
coordination:extend_round            x    W    x    x    x    x    x    x    x    x    x
coordination:deadlines               r    r    r    r    r    r    r    r    r    r    r
coordination:deadlines_file          r    r    r    r    r    r    r    r    r    r    r
coordination:deadline_rules          r    r    r    r    r    r    r    r    r    r    r
coordination:set_deadline_rule       x    W    x    x    x    x    x    x    x    x    x
coordination:create_calendar_address W    W    W    W    W    W    W    W    W    W    W
coordination:revoke_calendar_address x    W    x    x    x    x    x    x    x    x    x
coordination:contribute              x    x    x    x    x    x    x    W    x    x    x
coordination:nil_return              x    x    x    x    x    W    x    x    x    x    x
coordination:workbook                .    r    r    r    .    .    .    .    .    .    r
coordination:upload_workbook         x    x    W    W    r    r    r    r    x    x    x
coordination:draft_from_paragraphs   x    x    W    W    W    W    W    W    x    x    x
coordination:delivered_workbook      .    r    r    r    .    .    .    .    .    .    r
coordination:apply_workbook          .    x    W    W    .    .    .    .    .    .    x
coordination:discard_workbook        .    x    W    W    .    .    .    .    .    .    x
coordination:refused_rows            .    r    .    .    .    .    r    r    .    .    r
coordination:cosign                  r    r    r    W    r    r    r    r    r    r    r
coordination:settle_reservation      .    W    x    x    x    x    x    x    x    .    x
coordination:reservation             .    r    r    r    r    r    r    r    r    .    r
coordination:confirm_settlement      .    x    x    x    x    x    x    W    x    .    x
coordination:escalate_reservation    .    W    x    x    x    x    x    W    x    .    x
coordination:raise_reservation       x    x    x    x    x    x    x    W    x    x    x
coordination:notify_outdated         x    W    x    x    x    x    x    x    x    x    x
coordination:remarks                 r    r    r    r    r    r    r    r    r    r    r
coordination:remark                  x    W    W    W    W    W    W    W    x    x    x
coordination:resolve_remark          .    W    x    x    x    x    W    W    x    .    x
coordination:reopen_remark           .    W    x    x    x    x    W    W    x    .    x
coordination:answer                  .    r    .    .    r    r    .    .    .    .    r
coordination:comparison              r    r    r    r    r    r    r    r    r    r    r
coordination:comparison_file         r    r    r    r    r    r    r    r    r    r    r
coordination:lineage                 r    r    r    r    r    r    r    r    r    r    r
coordination:synopsis                r    r    r    r    r    r    r    r    r    r    r
coordination:synopsis_file           r    r    r    r    r    r    r    r    r    r    r
coordination:withdraw_reservation    .    x    x    x    x    x    x    W    x    .    x
coordination:amendment               r    r    r    r    r    r    r    r    r    r    r
coordination:open_amendment          x    W    x    x    x    x    x    x    x    x    x
coordination:extend_amendment        x    W    x    x    x    x    x    x    x    x    x
coordination:give_up_amendment       x    W    x    x    x    x    x    x    x    x    x
coordination:suggestions             .    r    .    .    .    .    .    .    .    .    r
coordination:seek_suggestions        .    W    .    .    .    .    .    .    .    .    x
coordination:dismissed               .    r    .    .    .    .    .    .    .    .    r
coordination:merge_goals             .    W    .    .    .    .    .    .    .    .    x
coordination:separate_goals          .    W    .    .    .    .    .    .    .    .    x
coordination:relate_goals            .    W    .    .    .    .    .    .    .    .    x
coordination:unrelate_goals          .    W    .    .    .    .    .    .    .    .    x
coordination:dismiss_likeness        .    W    .    .    .    .    .    .    .    .    x
coordination:reconsider_likeness     .    W    .    .    .    .    .    .    .    .    x
coordination:note_living_on          .    W    .    .    .    .    .    .    .    .    x
coordination:cabinet                 r    r    r    r    r    r    r    r    r    r    r
coordination:cabinet_home            r    r    r    r    r    r    r    r    r    r    r
coordination:submissions             r    r    r    r    r    r    r    r    r    r    r
coordination:draft_submission        x    W    x    x    x    x    x    x    x    x    x
coordination:submission              .    r    .    r    .    r    .    r    r    .    r
coordination:submission_paper        .    r    .    r    .    r    .    r    r    .    r
coordination:revise_submission       .    W    .    .    .    .    .    .    x    .    x
coordination:submit_submission       .    W    .    .    .    .    .    .    x    .    x
coordination:return_submission       .    x    .    x    .    x    .    x    W    .    x
coordination:withdraw_submission     .    W    .    .    .    .    .    .    x    .    x
coordination:record_state_secretaries_result . W . . . . . . x . x
coordination:sessions                r    r    r    r    r    r    r    r    r    r    r
coordination:plan_session            x    x    x    x    x    x    x    x    W    x    x
coordination:session                 r    r    r    r    r    r    r    r    r    r    r
coordination:agenda_paper            .    r    .    r    .    r    .    r    r    .    r
coordination:paper_frame             r    r    r    r    r    r    r    r    r    r    r
coordination:put_on_agenda           x    x    x    x    x    x    x    x    W    x    x
coordination:take_off_agenda         x    x    x    x    x    x    x    x    W    x    x
coordination:add_task                x    W    x    x    x    x    x    x    W    x    x
coordination:finish_task             x    W    x    W    x    x    x    x    W    x    x
coordination:reopen_task             x    W    x    x    x    x    x    x    W    x    x
coordination:adopt                   x    x    x    x    x    x    x    x    W    x    x
coordination:record_earlier_adoption x    x    x    x    x    x    x    x    W    x    x
coordination:versions                r    r    r    r    r    r    r    r    r    r    r
coordination:version                 r    r    r    r    r    r    r    r    r    r    r
coordination:annul                   x    x    x    x    x    x    x    x    W    x    x
relations:organisations_in_roles     r    r    r    r    r    r    r    r    r    r    r
relations:duplicates                 r    r    r    r    r    r    r    r    r    r    r
relations:merge_organisations        x    W    x    x    x    x    x    x    x    x    x
relations:tell_apart                 x    W    x    x    x    x    x    x    x    x    x
relations:take_back_distinction      x    W    x    x    x    x    x    x    x    x    x
relations:separate_organisations     x    W    x    x    x    x    x    x    x    x    x
relations:register_workbook          r    r    r    r    r    r    r    r    r    r    r
relations:upload_entries             x    W    W    W    W    W    W    W    x    x    x
relations:entry_workbook             .    r    .    .    .    .    .    .    .    .    r
relations:apply_entries              .    W    .    .    .    .    .    .    .    .    x
relations:discard_entries            .    W    .    .    .    .    .    .    .    .    x
relations:refused_entries            .    r    .    .    .    .    .    .    .    .    r
publication:annual_frame             r    r    r    r    r    r    r    r    r    r    r
publication:annual_frame_file        r    r    r    r    r    r    r    r    r    r    r
publication:editions                 r    r    r    r    r    r    r    r    r    r    r
publication:edition                  r    r    r    r    r    r    r    r    r    r    r
publication:release                  x    x    x    x    x    x    x    x    x    W    x
publication:withdraw                 x    x    x    x    x    x    x    x    x    W    x
publication:write_files_again        x    x    x    x    x    x    x    x    x    W    x
publication:publish                  x    W    x    x    x    x    x    x    x    W    x
publication:correct_editorially      x    x    x    x    x    x    x    x    x    W    x
publication:publish_reported_goals   x    W    x    x    x    x    x    x    x    W    x
publication:publish_relations        x    W    x    x    x    x    x    x    x    W    x
publication:imports                  .    r    .    .    .    .    .    .    .    .    r
publication:import_framework         .    W    .    .    .    .    .    .    .    .    x
publication:import                   .    r    .    .    .    .    .    .    .    .    r
publication:take_over                .    W    .    .    .    .    .    .    .    .    x
publication:discard_import           .    W    .    .    .    .    .    .    .    .    x
publication:close_term               x    W    x    x    x    x    x    x    x    x    x
relations:hub                        r    r    r    r    r    r    r    r    r    r    r
relations:search                     r    r    r    r    r    r    r    r    r    r    r
relations:register                   r    r    r    r    r    r    r    r    r    r    r
relations:add_entry                  x    W    W    W    r    r    r    r    x    x    x
relations:release_entries            x    W    x    W    x    x    x    x    x    x    x
relations:hold_back_entries          x    W    x    W    x    x    x    x    x    x    x
relations:entry                      r    r    r    r    r    r    r    r    r    r    r
relations:revise_entry               x    W    W    W    x    x    x    x    x    x    x
relations:entry_history              r    r    r    r    r    r    r    r    r    r    r
relations:remove_entry               x    W    x    W    x    x    x    x    x    x    x
relations:restore_entry              .    W    x    W    .    .    .    .    .    .    x
relations:calendar                   r    r    r    r    r    r    r    r    r    r    r
relations:calendar_of_kind           r    r    r    r    r    r    r    r    r    r    r
relations:entry_calendar             r    r    r    r    r    r    r    r    r    r    r
relations:conference_sheet           r    r    r    r    r    r    r    r    r    r    r
relations:conferences_act            x    W    W    W    x    x    x    x    x    x    x
relations:conferences_row_act        x    W    W    W    x    x    x    x    x    x    x
relations:meeting_sheet              r    r    r    r    r    r    r    r    r    r    r
relations:meetings_act               x    W    W    W    x    x    x    x    x    x    x
relations:meetings_row_act           x    W    W    W    x    x    x    x    x    x    x
relations:resolution_sheet           r    r    r    r    r    r    r    r    r    r    r
relations:resolutions_act            x    W    W    W    x    x    x    x    x    x    x
relations:resolutions_row_act        x    W    W    W    x    x    x    x    x    x    x
relations:presidency_workspace       r    r    r    r    r    r    r    r    r    r    r
relations:presidencies_act           x    W    W    W    x    x    x    x    x    x    x
relations:presidencies_row_act       x    W    W    W    x    x    x    x    x    x    x
relations:dossier_positions          r    r    r    r    r    r    r    r    r    r    r
relations:dossiers_act               x    W    W    W    x    x    x    x    x    x    x
relations:dossiers_row_act           .    W    W    W    .    .    .    .    .    .    x
relations:meeting_paper              r    r    r    r    r    r    r    r    r    r    r
relations:handover_packages          r    r    r    r    r    r    r    r    r    r    r
relations:order_handover_package     x    W    W    W    x    x    x    x    x    x    x
relations:handover_package_file      .    r    r    r    .    .    .    .    .    .    r
desk:transition                      r    r    r    r    r    r    r    r    r    r    r
desk:home                            r    r    r    r    r    r    r    r    r    r    r
press:hub                            r    r    r    r    r    r    r    r    r    r    r
press:releases                       r    r    r    r    r    r    r    r    r    r    r
press:write_draft                    x    x    W    W    r    r    r    r    x    W    x
press:release                        .    r    r    r    .    .    .    .    .    r    r
press:revise_release                 .    x    W    W    .    .    .    .    .    W    x
press:compare_versions               .    r    r    r    .    .    .    .    .    r    r
press:posts                          .    r    r    r    .    .    .    .    .    r    r
press:files                          .    r    W    W    .    .    .    .    .    W    r
press:add_file                       .    x    W    W    .    .    .    .    .    W    x
press:remove_file                    .    x    W    W    .    .    .    .    .    W    x
press:file                           .    r    r    r    .    .    .    .    .    r    r
press:submit_release                 .    x    W    W    .    .    .    .    .    W    x
press:return_release                 .    x    x    W    .    .    .    .    .    W    x
press:approve_release                .    x    x    W    .    .    .    .    .    W    x
press:confirm_release                .    x    x    W    .    .    .    .    .    x    x
press:reschedule                     .    x    x    W    .    .    .    .    .    W    x
press:take_back                      .    x    x    W    .    .    .    .    .    W    x
press:lift_embargo                   .    x    x    W    .    .    .    .    .    W    x
press:publish_now                    .    x    x    W    .    .    .    .    .    W    x
press:drop_release                   .    x    W    W    .    .    .    .    .    W    x
press:write_correction               x    x    W    W    x    x    x    x    x    W    x
press:correct_release                x    x    x    W    x    x    x    x    x    W    x
press:drop_correction                x    x    W    W    x    x    x    x    x    W    x
press:withdraw_release               x    x    x    W    x    x    x    x    x    W    x
press:create_preview_link            .    x    W    W    .    .    .    .    .    W    x
press:recall_preview_link            .    x    W    W    .    .    .    .    .    W    x
press:deliveries                     r    r    r    r    r    r    r    r    .    r    r
press:deliveries_file                r    r    r    r    r    r    r    r    .    r    r
press:delivery_counts                r    r    r    r    r    r    r    r    .    r    r
press:outbox                         r    r    r    r    r    r    r    r    .    r    r
press:hold_all                       W    x    x    x    x    x    x    x    .    W    x
press:release_hold                   x    x    x    x    x    x    x    x    .    x    x
press:decide_restored                W    x    x    x    x    x    x    x    .    W    x
press:confirm_all_restored           W    x    x    x    x    x    x    x    .    W    x
press:delivery                       r    r    r    r    .    .    .    .    .    r    r
press:delivery_picture               r    r    r    r    .    .    .    .    .    r    r
press:confirm_delivered              x    x    x    W    .    .    .    .    .    W    x
press:settle                         x    x    x    W    .    .    .    .    .    W    x
press:send_again                     x    x    x    W    .    .    .    .    .    W    x
press:tick_off                       x    x    x    W    .    .    .    .    .    W    x
press:release_deliveries             r    r    r    r    .    .    .    .    .    r    r
press:channels                       r    x    x    x    x    x    x    x    x    r    r
press:add_channel                    W    x    x    x    x    x    x    x    x    W    x
press:revise_channel                 W    x    x    x    x    x    x    x    x    W    x
press:switch_on                      W    x    x    x    x    x    x    x    x    W    x
press:switch_off                     W    x    x    x    x    x    x    x    x    W    x
press:check_channel                  W    x    x    x    x    x    x    x    x    W    x
press:subscribers                    r    x    x    x    x    x    x    x    x    r    x
press:add_accredited                 W    x    x    x    x    x    x    x    x    W    x
press:end_subscription               W    x    x    x    x    x    x    x    x    W    x
press:forget_subscriber              W    x    x    x    x    x    x    x    x    W    x
press:send_in_advance                .    r    r    r    .    .    .    .    .    W    r
"""


def policy():
    header, *rows = (line.split() for line in POLICY.strip().splitlines())
    return {name: dict(zip(header[1:], letters, strict=True)) for name, *letters in rows}


def deeds(*, all_of_them=False, one_in=1, start=0):
    """Return what can be done, each with somebody who may do it.

    :param all_of_them: with everybody who may do it
    """
    found = [
        pytest.param(name, PEOPLE[person], id=f"{name}-{person}")
        for name, letters in policy().items()
        for place, person in enumerate(p for p, letter in letters.items() if letter == "W")
        if all_of_them or place == 0
    ]
    return found if IS_FULL else found[start::one_in]


def browser_of(person, **more):
    """Return a browser in which a person has signed in."""
    browser, way_in = Client(**more), HttpRequest()
    way_in.session = browser.session
    sessions.begin(way_in, person)
    way_in.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = way_in.session.session_key
    return browser


def rows():
    """Return a digest of all rows there are, but for who is signed in since when."""
    seen = hashlib.sha256()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in {"sessions.Session", "accounts.SignInAttempt"}:
            continue
        fields = [f.attname for f in model._meta.concrete_fields if f.name != "last_login"]
        for row in model._base_manager.order_by("pk").values_list(*fields):
            seen.update(repr(row).encode())
    return seen.hexdigest()

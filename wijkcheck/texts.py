"""Every sentence that a person reads, by code; the one renderer for screen, shell and dossier.

English stands here, marked for gettext; Dutch in resources/translations. A sentence says
what, where and what to do. Add a sentence in the section of the stage that uses it.
"""

import ast
import re
from collections.abc import Mapping
from functools import cache

from wijkcheck.resources import resource


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark a text for translation."""
    return text


SENTENCES: dict[str, str] = {
    # --- project ---
    "project_missing": N_("{path}: this project file does not exist. Check the path."),
    "project_unreadable": N_("{path}: the file cannot be read ({why}). Is it open elsewhere, or not text?"),
    "project_no_toml": N_("{path}: this is no valid TOML: {why}."),
    "key_unknown": N_("{path}: unknown key {place}. Known here: {allowed}."),
    "key_missing": N_("{path}: {place} is missing. Add it."),
    "period_reversed": N_("{path}: the period ends before it starts. Correct {place}."),
    "value_wrong": N_("{path}: {place} has a wrong value: {value}."),
    "value_no_date": N_("{path}: {place} is no date: {value}. Write it without quotes, as 2026-07-01."),
    "value_not_allowed": N_("{path}: {place} cannot be “{value}”. Allowed: {allowed}."),
    # --- sources ---
    # --- mapping ---
    # --- validation ---
    # --- matching ---
    # --- comparison ---
    # --- figures ---
    # --- window ---
    "column_client": N_("Client"),
    "column_clientnummer": N_("Client number"),
    "column_bsn": N_("BSN"),
    "column_voornamen": N_("Given names"),
    "column_voorletters": N_("Initials"),
    "column_voorvoegsel": N_("Prefix"),
    "column_achternaam": N_("Surname"),
    "column_partnervoorvoegsel": N_("Partner's prefix"),
    "column_partnernaam": N_("Partner's surname"),
    "column_geboortedatum": N_("Date of birth"),
    "column_geslacht": N_("Sex"),
    "column_straatnaam": N_("Street"),
    "column_huisnummer": N_("House number"),
    "column_huisletter": N_("House letter"),
    "column_toevoeging": N_("Number suffix"),
    "column_postcode": N_("Postcode"),
    "column_plaatsnaam": N_("Town"),
    "column_team": N_("Team"),
    "column_ingangsdatum": N_("Start date"),
    "column_begindatum": N_("First day"),
    "column_einddatum": N_("End date"),
    "column_toewijzingnummer": N_("Allocation number"),
    "column_gemeentecode": N_("Municipality code"),
    "column_wet": N_("Act"),
    "column_productcategorie": N_("Product category"),
    "column_productcode": N_("Product"),
    "column_volume": N_("Volume"),
    "column_eenheid": N_("Unit"),
    "column_frequentie": N_("Frequency"),
    "column_omvang": N_("Extent"),
    "column_budget": N_("Budget"),
    "column_leveringsvorm": N_("Form of delivery"),
    "column_reden_wijziging": N_("Reason of change"),
    "column_aanbieder": N_("Provider"),
    "column_toewijzing_ingangsdatum": N_("Start of allocation"),
    "column_reden_beeindiging": N_("Reason of ending"),
    "column_status_aanlevering": N_("Status of delivery"),
    "column_declaratienummer": N_("Claim number"),
    "column_dagtekening": N_("Dated"),
    "column_referentienummer": N_("Reference number"),
    "column_vorig_referentienummer": N_("Previous reference"),
    "column_geleverd_volume": N_("Delivered volume"),
    "column_tarief": N_("Rate"),
    "column_bedrag": N_("Amount"),
    "column_debet_credit": N_("Debit/credit"),
    "column_unreadable": N_("Unreadable"),
    "column_source": N_("Source"),
    "column_row": N_("Row"),
    "column_rows": N_("Rows"),
    "column_side": N_("Side"),
    "column_record_type": N_("Kind of data"),
    "column_status": N_("Status"),
    "column_message": N_("Explanation"),
    "column_column": N_("Column"),
    "column_field": N_("Field"),
    "column_confidence": N_("Confidence"),
    "column_rule": N_("Rule"),
    "column_severity": N_("Severity"),
    "column_value": N_("Value"),
    "column_findings": N_("Number"),
    "column_probability": N_("Probability"),
    "column_weight": N_("Weight"),
    "column_basis": N_("Evidence"),
    "column_margin": N_("Margin"),
    "column_runner_up": N_("Runner-up"),
    "column_decision": N_("decision"),
    "column_kind": N_("Kind"),
    "column_cause": N_("Cause"),
    "column_cause_certainty": N_("Certainty"),
    "column_differs": N_("Differs"),
    "column_measure": N_("Figure"),
    "column_period_rule": N_("Counted"),
    "column_municipality_value": N_("Municipality"),
    "column_team_value": N_("Team"),
    "column_delta": N_("Difference"),
    "column_agreed_value": N_("Agreed"),
    "column_open": N_("Open"),
    "column_step": N_("Step"),
    "column_amount": N_("Effect"),
    "column_records": N_("Records"),
    "column_effect": N_("Effect"),
    "side_municipality": N_("municipality"),
    "side_team": N_("team"),
    "record_type_clienten": N_("clients"),
    "record_type_toewijzingen": N_("allocations"),
    "record_type_leveringen": N_("deliveries"),
    "record_type_declaraties": N_("claims"),
    "status_used": N_("used"),
    "status_unusable": N_("unusable"),
    "status_missing": N_("not delivered"),
    "status_taken": N_("taken"),
    "status_chosen": N_("chosen"),
    "status_doubtful": N_("doubtful"),
    "status_unused": N_("not used"),
    "status_certain": N_("certain"),
    "status_probable": N_("probable"),
    "status_review": N_("to review"),
    "status_rejected": N_("rejected"),
    "status_only_municipality": N_("municipality only"),
    "status_only_team": N_("team only"),
    "status_open": N_("open"),
    "status_asked": N_("asked"),
    "status_decided": N_("decided"),
    "status_solved": N_("solved"),
    "severity_error": N_("error"),
    "severity_warning": N_("warning"),
    "severity_notice": N_("notice"),
    "kind_equal": N_("equal"),
    "kind_field": N_("field differs"),
    "kind_only_municipality": N_("municipality only"),
    "kind_only_team": N_("team only"),
    "kind_duplicate_municipality": N_("double at municipality"),
    "kind_duplicate_team": N_("double at team"),
    "cause_peildatum": N_("reference date"),
    "cause_huishouden": N_("household or client"),
    "cause_dubbeltelling": N_("counted twice"),
    "cause_bsn": N_("BSN"),
    "cause_gezin": N_("family member"),
    "cause_naam": N_("spelling of the name"),
    "cause_adres": N_("address"),
    "cause_eenheid": N_("unit of the volume"),
    "cause_periode": N_("period of the volume"),
    "cause_correctie": N_("correction"),
    "cause_verwijderd": N_("deleted"),
    "cause_afgekeurd": N_("refused"),
    "cause_aspecifiek": N_("product not specified"),
    "cause_taakgericht": N_("task-oriented"),
    "cause_tweewekelijks": N_("every two weeks"),
    "cause_woonplaats": N_("place of residence"),
    "cause_herindeling": N_("municipal reorganisation"),
    "cause_begindatum": N_("meaning of the start date"),
    "cause_pgb": N_("personal budget"),
    "cause_domein": N_("domain"),
    "cause_tarief": N_("rate"),
    "cause_toegang": N_("access"),
    "cause_detachering": N_("secondment"),
    "cause_testclient": N_("test client"),
    "cause_afronding": N_("rounding"),
    "cause_doorloop": N_("still being processed"),
    "cause_ander_team": N_("other team"),
    "cause_te_beoordelen": N_("to review"),
    "cause_onbekend": N_("unknown"),
    "cause_certainty_established": N_("established"),
    "cause_certainty_presumed": N_("presumed"),
    "measure_clienten": N_("Clients"),
    "measure_toewijzingen": N_("Allocations"),
    "period_rule_peildatum": N_("running on the reference date"),
    "period_rule_lopend": N_("running in the period"),
    "period_rule_instroom": N_("started in the period"),
    "period_rule_uitstroom": N_("ended in the period"),
    "team_*": N_("All teams"),
    "team_": N_("no team"),
    # --- dossier ---
    "writing": N_("Writing"),
    "output_refused": N_("{path}: this folder cannot be made or written in. Choose another, or ask for the right to write there."),
    "output_locked": N_("{path}: this file cannot be replaced. Is it open in another program? Close it and try again."),
    "deliveries_missing": N_("Takes no part: {deliveries}"),
    "delivery_unusable": N_("{team} ({record_type}): unusable. {reason}"),
    "delivery_missing": N_("{team} ({record_type}): not delivered. {reason}"),
    "delivery_not_delivered": N_("{team} ({record_type}): not delivered, no source in the project."),
    "figures_head": N_("{measure}: municipality / team"),
    "overview_findings": N_("Findings: {total} ({parts})"),
    "overview_pairs": N_("Pairs: {total} ({parts})"),
    "overview_differences": N_("Differences: {total} ({parts})"),
    "limit_errors": N_("Above the limit: {value} errors, {limit} allowed."),
    "limit_differences": N_("Above the limit: {value} differences, {limit} allowed."),
    "template_explanation": N_("explanation"),
    "template_intro": N_("Fill in the first sheet; one row per record. Yellow columns must be filled. Leave out no columns."),
    "template_field": N_("field"),
    "template_meaning": N_("meaning"),
    "template_form": N_("form"),
    "template_required": N_("required"),
    "template_definition": N_("defined in"),
    "yes": N_("yes"),
    "form_date": N_("date, as 31-12-2026"),
    "form_birth_date": N_("date, as 31-12-1980; unknown day or month: 00-00-1980"),
    "form_bsn": N_("nine digits, leading zeros included"),
    "form_code": N_("from the list"),
    "form_sex": N_("M, V or O"),
    "form_postcode": N_("1234AB"),
    "form_volume": N_("number, decimals allowed: 7,5"),
    "form_amount": N_("euros with cents: 1234,50"),
    "form_number": N_("digits"),
    "form_text": N_("text"),
    # --- command line ---
    "arguments_wrong": N_("{message} See {program} --help."),
    "arguments_missing": N_("Missing: {names}."),
    "arguments_unknown": N_("Unknown here: {names}."),
    "argument_wrong": N_("{names}: this value is not allowed, or is missing."),
    "cancelled": N_("Cancelled; everything stands as it was."),
    "help_usage": N_("usage:"),
    "help_arguments": N_("arguments"),
    "help_commands": N_("commands"),
    "help_help": N_("show this help"),
    "help_language": N_("language of sentences: nl (default: the project's, else nl) or en"),
    "help_wijkcheck": N_("From two lists to one figure: reconcile the exports of a municipality and its neighbourhood teams."),
    "help_demo": N_("make the demo exports, reconcile them, open the window on them"),
    "help_demo_folder": N_("folder for the demo (default: demo)"),
    "help_headless": N_("open no window"),
    "help_verify": N_("hold the result against what was planted"),
    "help_open": N_("open the window, on a project if one is given"),
    "help_project": N_("project file, or a TOML with its settings"),
    "help_reconcile": N_("run everything without a window"),
    "help_out_folder": N_("folder for the results"),
    "help_with_bsn": N_("write BSNs in full"),
    "help_save_profiles": N_("keep how columns were linked, for the next delivery"),
    "help_validate": N_("check one delivered file"),
    "help_file": N_("text file or workbook"),
    "help_as": N_("kind of data"),
    "help_link": N_("find which rows of two files are the same person or record"),
    "help_left": N_("first file"),
    "help_right": N_("second file"),
    "help_id": N_("column that tells the rows apart"),
    "help_fields": N_("what to compare: COLUMN=KIND, or LEFT:RIGHT=KIND where the names differ"),
    "help_one_to_one": N_("each row has at most one counterpart"),
    "help_one_to_many": N_("each right row has at most one counterpart"),
    "help_out_pairs": N_("file for the pairs"),
    "help_dedupe": N_("find which rows of one file are the same"),
    "help_clusters": N_("file that says which rows belong together"),
    "help_template": N_("write the workbook that a team fills in"),
    "help_out_workbook": N_("workbook to write"),
    "field_wrong": N_("--fields: “{field}” is not COLUMN=KIND. Kinds: {kinds}."),
    "column_absent": N_("{path}: there is no column “{column}”. It has: {columns}."),
    "id_empty": N_("{path}: column “{column}” is empty in row {row}. Every row needs its own value."),
    "id_double": N_("{path}: column “{column}” has the same value in row {row} as in an earlier row. Every row needs its own value."),
    "window_absent": N_("The window is not installed here. Add --headless, or install PySide6-Essentials."),
    "screen_absent": N_("There is no screen here to open a window on."),
    "written": N_("Written: {path}"),
    "pairs_written": N_("{total} pairs: {parts}. Written: {path}"),
}  # fmt: skip


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """Return a language's translations by English text, read from the .po itself: no build step."""
    if language == "en":
        return {}
    text = resource(f"translations/{language}/LC_MESSAGES/wijkcheck.po").read_text(encoding="utf-8")
    quoted = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    return {
        _joined(source): _joined(target)
        for source, target in re.findall(rf"^msgid {quoted}^msgstr {quoted}", text, re.MULTILINE)
    }


def _joined(quoted: str) -> str:
    return "".join(ast.literal_eval(part) for part in quoted.splitlines() if part)


def template(code: str, language: str) -> str:
    """Return the sentence for a code with its placeholders still open, in ``nl`` or ``en``."""
    english = SENTENCES[code]
    return _catalogue(language).get(english, english)


def sentence(code: str, values: Mapping[str, object], language: str) -> str:
    """Return the sentence for a code, filled with values, in ``nl`` or ``en``."""
    return template(code, language).format_map(values)

#include "tools/layak/report/page.hpp"

#include <algorithm>

#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/assets.hpp"
#include "tools/layak/report/origin.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

/// JSON that may stand in a script element, whatever names hold.
std::string in_script(const nlohmann::ordered_json& json)
{
    std::string text = without_turns(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos; at += 6) text.replace(at, 1, "\\u003c");
    return text;
}

nlohmann::ordered_json data_of(const ReportedRun& run, Charts charts)
{
    nlohmann::ordered_json data{{"start", {{"year", run.city.start.year()}, {"month", run.city.start.month_of_year()}}},
                                {"months", run.result.months},
                                {"single", run.is_single()},
                                {"first", run.first_month},
                                {"layakAction", run.city.parameters.layak_action}};
    data["plans"] = drawn_plans(run.inputs.plans, run.looks);
    data["charts"] = std::move(charts);
    return data;
}

/// Links to the sections that the page has.
std::string navigation(const std::string& body)
{
    const std::pair<const char*, Words> sections[] = {{"kurva", {"Kurva", "Curves"}},
                                                      {"cukup", {"Berapa yang cukup", "How much is enough"}},
                                                      {"sasaran", {"Sasaran", "Goals"}},
                                                      {"seandainya", {"Seandainya", "What if"}},
                                                      {"penentu", {"Yang menentukan", "What matters"}},
                                                      {"yakin", {"Seberapa yakin", "How sure"}},
                                                      {"perjalanan", {"Perjalanan", "The way"}},
                                                      {"kertas", {"Kertas dan tindakan", "Paper and action"}},
                                                      {"siapa", {"Siapa yang maju", "Who gains"}},
                                                      {"peta", {"Peta", "Map"}},
                                                      {"uang", {"Uang", "Money"}},
                                                      {"pelatihan", {"Pelatihan", "Training"}},
                                                      {"indikator", {"Tujuh indikator", "Seven indicators"}},
                                                      {"batas", {"Batas", "Limits"}},
                                                      {"diubah", {"Yang diubah", "What was varied"}},
                                                      {"parameter", {"Parameter", "Parameters"}},
                                                      {"asal", {"Asal-usul", "Where it comes from"}},
                                                      {"istilah", {"Istilah", "Words"}}};
    std::string out = "<nav aria-label=\"Bagian · Sections\">";
    for (const auto& [id, name] : sections)
        if (body.find("<h2 id=\"" + std::string(id) + "\"") != std::string::npos)
            out += "<a href=\"#" + std::string(id) + "\">" + html(name) + "</a> ";
    return out + "</nav>\n";
}

/// A number stays on one line with its percent sign, and with a sign before it.
std::string kept_together(const std::string& text)
{
    const auto is_digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    const auto ends_with = [&](std::size_t end, std::string_view what) {
        return end >= what.size() && std::string_view(text).substr(end - what.size(), what.size()) == what;
    };
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool parts_them = text[at] == ' ' && at > 0 &&
                                ((is_digit(at - 1) && at + 1 < text.size() && text[at + 1] == '%') ||
                                 (is_digit(at + 1) && (ends_with(at, "&lt;") || ends_with(at, "&gt;"))));
        out += parts_them ? std::string("\u00a0") : std::string(1, text[at]);
    }
    return out;
}

/// Shown where the script runs: it changes the page's language, by which the style shows one of the two.
std::string language_switch_of(Language language)
{
    const auto radio = [&](const char* name, const char* label, bool on) {
        return "<input class=\"unseen\" type=\"radio\" name=\"language\" id=\"show-" + std::string(name) +
               "\" value=\"" + name + "\"" + (on ? " checked" : "") + "><label for=\"show-" + name + "\" lang=\"" +
               name + "\">" + label + "</label>";
    };
    return "<fieldset class=\"switch\" hidden><legend class=\"unseen\">Bahasa · Language</legend>" +
           radio("id", "Indonesia", language == Language::id) + radio("en", "English", language == Language::en) +
           "</fieldset>";
}

} // namespace

nlohmann::ordered_json drawn_plans(const std::vector<commitment::Plan>& plans, const std::vector<PlanLook>& looks)
{
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (std::size_t plan = 0; plan < plans.size(); ++plan)
        out.push_back({{"name", json_of(both([&](Language l) { return plan_name(plans, plan, l); }))},
                       {"colour", looks[plan].colour},
                       {"mark", looks[plan].mark},
                       {"drawing", looks[plan].drawing}});
    return out;
}

std::string whole_page(const PageParts& parts, Language language)
{
    const auto tab = [&](Language of) { return parts.title.in(of) + " – Layak, " + parts.city; };
    nlohmann::ordered_json data = parts.data;
    data["title"] = json_of(both(tab));
    std::string page =
        std::string("<!doctype html>\n<html lang=\"") + (language == Language::id ? "id" : "en") +
        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'; img-src data:\"><link rel=\"icon\" href=\"data:,\"><title>" +
        escaped_html(tab(language)) + "</title><style>";
    page += page_style();
    page +=
        "</style></head>\n<body><a class=\"skip\" href=\"#isi\">Ke isi · To the content</a><header class=\"top\"><div "
        "class=\"bar-inner\"><span><b>Layak</b> <span class=\"note\">" +
        html({"laporan", "report"}) + "</span></span>" + language_switch_of(language) +
        "</div></header>\n<noscript><p class=\"note script\">" +
        html({"Bagan dan peta memerlukan JavaScript; teks dan tabel tidak.",
              "Charts and map need JavaScript; text and tables do not."}) +
        "</p></noscript>\n<main id=\"isi\">" + kept_together(parts.first) + navigation(parts.sections) +
        kept_together(parts.sections) + "<footer>" +
        html({"Halaman ini satu berkas, tanpa sambungan internet. Hasil model; indeks dan status “layak” adalah "
              "proksi, bukan skor "
              "resmi evaluasi KLA.",
              "This page is one file and uses no network. Results of a model; the index and “layak” are proxies, not "
              "the official KLA "
              "score."}) +
        "</footer></main>\n<script type=\"application/json\" id=\"report-data\">" + in_script(data) +
        "</script>\n<script>";
    page += chart_libraries();
    page += "</script>\n<script>";
    page += page_script();
    page += "</script></body></html>\n";
    return page;
}

namespace {

/// What was asked for, as the command line has it.
std::vector<std::string> options_of(const ReportedRun& run)
{
    std::vector<std::string> words;
    for (const commitment::Goal& goal : run.stored.goals()) words.insert(words.end(), {"--goal", goal.text});
    for (const commitment::WhatIf& what_if : run.what_ifs()) words.insert(words.end(), {"--what-if", what_if.text});
    return words;
}

Origin origin_of(const ReportedRun& run)
{
    return {run.inputs,
            both([&](Language l) {
                const bool id = l == Language::id;
                return std::string(run.is_comparison ? "compare" : "run") + " · " + std::to_string(run.plans()) +
                       (id ? " rencana × " : noun(run.plans(), " plan × ", " plans × ")) +
                       number(run.result.replicates, 0, l) +
                       (id ? " ulangan" : noun(run.result.replicates, " replicate", " replicates")) +
                       (run.covers_parameters()
                            ? " · " + number(run.sets(), 0, l) + (id ? " himpunan parameter" : " parameter sets")
                            : "");
            }),
            both([&](Language l) {
                return run.month_text(0, l) + " – " + run.month_text(run.last_month(), l) +
                       (l == Language::id ? "; rencana mulai " : "; plans begin ") + run.month_text(run.first_month, l);
            }),
            std::to_string(run.stored.options().seed),
            run.stored.written_by(),
            run.stored.file().attribute<std::string>("content_sha256").value_or(""),
            run.stored.path().filename().string(),
            options_of(run)};
}

} // namespace

std::string run_page(const ReportedRun& run, Language language)
{
    Charts charts;
    PageParts parts{title_of(run), run.city.name, answer_section(run) + table_section(run), "", {}};
    parts.sections =
        goals_section(run) + what_ifs_section(run) + certainty_section(run, charts) + course_section(run, charts) +
        gap_section(run, charts) + levels_section(run, charts) + map_section(run, charts) + money_section(run, charts) +
        training_section(run, charts) + indicators_section(run) +
        limits_section(coverage_of(run.result.replicates, run.covers_parameters()), !run.city.assumed.empty()) +
        parameters_section(run.inputs, run.judging().evidence, run.result.replicates) + origin_section(origin_of(run)) +
        glossary_section(run.city);
    parts.data = data_of(run, std::move(charts));
    return whole_page(parts, language);
}

} // namespace layak

// Outcomes over time, and bodies in writing against action.

#include <algorithm>
#include <cmath>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using commitment::Group;
using sim::Language;
using sim::Words;
namespace outcome = commitment::outcome;

WordTable yearly_table(const ReportedRun& run, const Words& caption, std::uint32_t which)
{
    WordTable table{caption, {{{"Akhir", "End of"}}}};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) table.rows.front().push_back(run.name(plan));
    for (const std::uint32_t month : run.months_of_tables()) {
        const std::string year = std::to_string(run.month(month).year());
        auto& row = table.rows.emplace_back();
        row.push_back({year, year});
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
            const Band band = run.band(which, plan, month);
            row.push_back(both([&](Language language) {
                return figure_text(middle_of(run, band, which), which, language) + " (" +
                       band_text(band, which, language) + ")";
            }));
        }
    }
    return table;
}

/// "komitmen … naik paling tinggi dengan Campuran", no stronger than the rule of words.
Words course_title(const ReportedRun& run, std::uint32_t which, const Words& neutral, const Words& subject)
{
    if (!run.is_comparison) return neutral;
    const commitment::BestPlan best = run.best_in(which);
    if (best.others.empty() || best.leaders.size() > 1 || run.certainty_in(best) < Certainty::very_likely)
        return neutral;
    return subject + Words{" paling tinggi dengan ", " highest with "} + run.name(best.leaders.front());
}

/// [plan][month] 5, 25, 50, 75 and 95 %; \param at  gives a band of plan and month
template <class BandAt>
nlohmann::ordered_json bands(const ReportedRun& run, std::uint32_t which, BandAt at)
{
    nlohmann::ordered_json panels = nlohmann::ordered_json::array();
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        nlohmann::ordered_json rows = nlohmann::ordered_json::array();
        for (std::uint32_t month = 0; month < run.result.months; ++month) {
            const Band band = at(plan, month);
            rows.push_back({drawn(band.low), drawn(band.lower), drawn(middle_of(run, band, which)), drawn(band.upper),
                            drawn(band.high)});
        }
        panels.push_back(std::move(rows));
    }
    return panels;
}

/// The place of the what-if that has chance alone, where it was run.
std::optional<std::size_t> chance_alone(const ReportedRun& run)
{
    for (std::size_t k = 0; k < run.what_ifs().size(); ++k)
        if (run.what_ifs()[k].kind == commitment::WhatIf::Kind::standard_parameters) return k;
    return std::nullopt;
}

nlohmann::ordered_json fan(const ReportedRun& run, std::uint32_t which)
{
    const auto& info = commitment::outcome_table()[which];
    nlohmann::ordered_json chart{{"kind", "fan"},
                                 {"measure", info.measure == commitment::Measure::share   ? "share"
                                             : info.measure == commitment::Measure::count ? "count"
                                                                                          : "level"},
                                 {"mean", is_small_count(run, which)}};
    chart["panels"] =
        bands(run, which, [&](std::uint32_t plan, std::uint32_t month) { return run.band(which, plan, month); });
    if (const auto alone = chance_alone(run))
        chart["alone"] = bands(run, which, [&](std::uint32_t plan, std::uint32_t month) {
            return run.band_if(*alone, which, plan, month);
        });
    chart["observed"] = nlohmann::ordered_json::array();
    for (const commitment::Observation& seen : run.city.observed)
        if (seen.what == info.name) chart["observed"].push_back({seen.month - run.city.start, seen.value});
    return chart;
}

/// Which of the two bands the fans show, where both were run; the script listens.
std::string bands_switch(const ReportedRun& run)
{
    if (!chance_alone(run)) return "";
    const auto radio = [](const char* value, const Words& label, bool on) {
        return "<label><input type=\"radio\" name=\"bands\" value=\"" + std::string(value) + "\"" +
               (on ? " checked" : "") + "> " + html(label) + "</label> ";
    };
    return "<fieldset class=\"bands controls\"><legend>" + html({"Pita mencakup", "Bands cover"}) + "</legend>" +
           radio("panels", {"parameter dan kebetulan", "parameters and chance"}, true) +
           radio("alone", {"kebetulan saja (parameter baku)", "chance alone (default parameters)"}, false) +
           "</fieldset><p class=\"note\" id=\"bands-warning\" hidden>" +
           html({"Kebetulan saja: parameter dianggap diketahui, sehingga pita ini terlalu sempit untuk dipegang.",
                 "Chance alone: parameters are taken as known, so that these bands are too narrow to rely on."}) +
           "</p>\n";
}

struct Course
{
    const char* id;
    std::uint32_t outcome;
    Words neutral, subject, note;
};

std::string observed_text(const ReportedRun& run, std::uint32_t which, Language language)
{
    const bool id = language == Language::id;
    std::vector<std::string> seen;
    for (const commitment::Observation& of : run.city.observed)
        if (of.what == commitment::outcome_table()[which].name)
            seen.push_back(figure_text(of.value, which, language) + (id ? " pada " : " in ") +
                           month_name(of.month, language));
    if (seen.empty()) return id ? " Tidak ada pengamatan untuk besaran ini." : " Nothing was observed of it.";
    return (id ? " Tercatat: " : " Observed: ") + listed(seen, language) + ".";
}

} // namespace

std::string course_section(const ReportedRun& run, Charts& charts)
{
    const auto headlines = headlines_of(run.city);
    const std::string kelurahan = std::to_string(run.city.count(commitment::Kind::kelurahan));
    const std::string kecamatan = std::to_string(run.city.count(commitment::Kind::kecamatan));
    const Course courses[] = {
        {"jalan-tindakan",
         commitment::main_outcome,
         {"Tindakan di kelurahan", "Action in the kelurahan"},
         {"Tindakan di kelurahan", "Action in the kelurahan is"},
         {"Komitmen dalam tindakan, rata-rata " + kelurahan + " kelurahan (0–1).",
          "Commitment in action, mean of " + kelurahan + " kelurahan (0–1)."}},
        {"jalan-patbm",
         outcome::formal_kelurahan,
         {"Kelurahan ber-PATBM", "Kelurahan with a PATBM"},
         {"Jumlah kelurahan ber-PATBM", "The number of kelurahan with a PATBM is"},
         {"Kelurahan ber-PATBM, dari " + kelurahan + ".", "Kelurahan with a PATBM, of " + kelurahan + "."}},
        {"jalan-kecamatan",
         outcome::formal_kecamatan,
         {"Kecamatan bergugus tugas", "Kecamatan with a task force"},
         {"Jumlah kecamatan bergugus tugas", "The number of kecamatan with a task force is"},
         {"Kecamatan bergugus tugas, dari " + kecamatan + "; garis tebal = " +
              (is_small_count(run, outcome::formal_kecamatan) ? "rata-rata (jumlah kecil: nilai tengah melompat)."
                                                              : "nilai tengah."),
          "Kecamatan with a task force, of " + kecamatan + "; thick line = " +
              (is_small_count(run, outcome::formal_kecamatan) ? "mean (of small counts the median jumps)."
                                                              : "median.")}},
        {"jalan-keluarga",
         outcome::families + 3,
         {"Keluarga terlibat", "Families involved"},
         {"Bagian keluarga yang terlibat", "The share of families involved is"},
         {"Bagian dari semua keluarga.", "Share of all families."}}};
    std::string out = heading("perjalanan", Words{"Perjalanan ", "The way, "} + both([&](Language) {
                                                return std::to_string(run.month(0).year()) + "–" +
                                                       std::to_string(run.month(run.last_month()).year());
                                            })) +
                      paragraph(both([&](Language language) {
                          return language == Language::id
                                     ? "Abu-abu: riwayat yang dihitung, sama untuk semua rencana. Garis putus tegak: "
                                       "rencana mulai, " +
                                           run.month_text(run.first_month, language) +
                                           ". Pita tua 50 %, pita muda 90 %. Garis titik-titik: nilai tengah rencana "
                                           "lain. ● hitam: yang "
                                           "tercatat."
                                     : "Grey: the history as computed, the same for all plans. Dashed: plans begin, " +
                                           run.month_text(run.first_month, language) +
                                           ". Dark band 50%, light band 90%. Dotted: medians of the other plans. Black "
                                           "●: what was observed.";
                      }));
    out += bands_switch(run);
    for (const Course& course : courses) {
        if (std::none_of(headlines.begin(), headlines.end(),
                         [&](const Headline& of) { return of.outcome == course.outcome; }))
            continue;
        Figure figure;
        figure.id = course.id;
        figure.title = course_title(run, course.outcome, course.neutral, course.subject);
        figure.note =
            course.note + both([&](Language language) { return observed_text(run, course.outcome, language); });
        figure.table = yearly_table(run, figure.title, course.outcome);
        out += figure.html(fan(run, course.outcome), charts);
    }
    return out;
}

std::string gap_section(const ReportedRun& run, Charts& charts)
{
    const auto kelurahan = static_cast<double>(run.city.count(commitment::Kind::kelurahan));
    if (kelurahan == 0) return "";
    nlohmann::ordered_json chart{{"kind", "gap"}};
    std::uint32_t widest = 0;
    double gap = -1;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        nlohmann::ordered_json rows = nlohmann::ordered_json::array();
        for (std::uint32_t month = 0; month < run.result.months; ++month)
            rows.push_back({drawn(run.band(outcome::formal_kelurahan, plan, month).median / kelurahan),
                            drawn(run.band(commitment::main_outcome, plan, month).median)});
        const double here = rows.back()[0].get<double>() - rows.back()[1].get<double>();
        if (here > gap) gap = here, widest = plan;
        chart["panels"].push_back(std::move(rows));
    }
    Figure figure;
    figure.id = "jurang";
    const Band bodies = run.band(outcome::formal_kelurahan, widest, run.last_month());
    const Band action = run.band(commitment::main_outcome, widest, run.last_month());
    figure.title = both([&](Language language) {
        const std::string many =
            of(static_cast<std::uint64_t>(std::lround(bodies.median)), static_cast<std::uint64_t>(kelurahan), language);
        const std::string acts = figure_text(action.median, commitment::main_outcome, language);
        return run.name(widest, language) + ": " +
               (language == Language::id ? many + " kelurahan ber-PATBM, tindakan " + acts + " dari 1"
                                         : many + " kelurahan with a PATBM, action " + acts + " of 1");
    });
    figure.note = {
        "Garis putus: bagian kelurahan ber-PATBM (tertulis). Garis tebal: komitmen dalam tindakan rata-rata. Bidang di "
        "antaranya: jurang antara kertas dan tindakan. Nilai tengah, 0–1.",
        "Dashed: share of kelurahan with a PATBM (in writing). Solid: mean commitment in action. The area between: the "
        "gap "
        "between paper and action. Medians, 0–1."};
    figure.remark = {"Keduanya pada skala 0–1, tetapi bukan besaran yang sama: yang satu bagian lembaga, yang lain "
                     "kekuatan tindakan.",
                     "Both are on a scale of 0 to 1, but they differ in kind: one is a share of bodies, the other a "
                     "strength of action."};
    figure.table = {figure.title, {{{"Akhir", "End of"}}}};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        figure.table.rows.front().push_back(run.name(plan) + Words{": tertulis", ": in writing"});
        figure.table.rows.front().push_back(run.name(plan) + Words{": tindakan", ": action"});
    }
    for (const std::uint32_t month : run.months_of_tables()) {
        const std::string year = std::to_string(run.month(month).year());
        auto& row = figure.table.rows.emplace_back();
        row.push_back({year, year});
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
            for (const double value : {run.band(outcome::formal_kelurahan, plan, month).median / kelurahan,
                                       run.band(commitment::main_outcome, plan, month).median})
                row.push_back(both([&](Language language) { return number(value, 2, language); }));
    }
    return heading("kertas", {"Di atas kertas dan dalam tindakan", "On paper and in action"}) +
           paragraph({"Temuan utama penelitian: komitmen ada dalam keputusan tertulis, belum dalam tindakan. Mandat "
                      "cepat menaikkan yang "
                      "tertulis; tindakan hanya naik lewat pengetahuan, nilai, uang, dan warga.",
                      "The study's main finding: commitment stands in written decisions, not yet in action. A mandate "
                      "soon raises what is "
                      "written; action rises only through knowledge, values, money and citizens."}) +
           figure.html(std::move(chart), charts);
}

} // namespace layak

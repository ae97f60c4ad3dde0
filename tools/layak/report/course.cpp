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

/// "0,52 (50 %: 0,31 – 0,70; 90 %: 0,07 – 0,91)": as the fans show it.
std::string with_bands(const ReportedRun& run, const Band& band, std::uint32_t which, Language language)
{
    const std::string middle = figure_text(middle_of(run, band, which), which, language);
    if (run.is_single()) return middle;
    const std::string percent = language == Language::id ? "\u00a0%: " : "%: ";
    const Band half{band.mean, band.lower, band.lower, band.median, band.upper, band.upper};
    return middle + " (50" + percent + band_text(half, which, language) + "; 90" + percent +
           band_text(band, which, language) + ")";
}

WordTable yearly_table(const ReportedRun& run, const Words& caption, std::uint32_t which,
                       ReportedRun::Source source = {})
{
    WordTable table{caption, {{{"Bulan", "Month"}}}};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) table.rows.front().push_back(run.name(plan));
    for (const std::uint32_t month : run.months_of_tables()) {
        auto& row = table.rows.emplace_back();
        row.push_back(run.end_text(month));
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
            const Band band = run.band(which, plan, month, source);
            row.push_back(both([&](Language language) { return with_bands(run, band, which, language); }));
        }
    }
    return table;
}

/// Of a comparison who is highest, of a run whether it rises.
Words course_title(const ReportedRun& run, std::uint32_t which, const Subject& subject)
{
    if (run.is_comparison) return standing_title(subject, run.standings(which), run.all_names());
    const auto since = run.month_of_reference();
    const auto month = [&](std::uint32_t at) { return both([&](Language l) { return run.month_text(at, l); }); };
    return change_title(subject, since ? run.changes(which) : std::vector<std::vector<Change>>(), run.all_names(),
                        since ? std::optional(month(*since)) : std::nullopt, month(run.last_month()));
}

/// Where a middle says little: half of the replicates lie further apart than half of the scale.
Words bimodal_text(const ReportedRun& run, std::uint32_t which)
{
    std::vector<std::uint32_t> split;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        if (is_bimodal(run, which, plan)) split.push_back(plan);
    if (split.empty()) return {"", ""};
    return Words{" Sangat menyebar antarulangan: ", " Spread very widely over the replicates: "} +
           named(split, run.all_names()) +
           (run.covers_parameters() ? Words{" (dengan semua himpunan parameter)", " (with all parameter sets)"}
                                    : Words{"", ""}) +
           Words{"; nilai tengahnya kurang berarti, peluangnya ada di tabel di atas.",
                 "; its middle says little, its chance is in the table above."};
}

/// [plan][month] 5, 25, 50, 75 and 95 %
nlohmann::ordered_json bands(const ReportedRun& run, std::uint32_t which, ReportedRun::Source source)
{
    nlohmann::ordered_json panels = nlohmann::ordered_json::array();
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        nlohmann::ordered_json rows = nlohmann::ordered_json::array();
        for (std::uint32_t month = 0; month < run.result.months; ++month) {
            const Band& band = run.band(which, plan, month, source);
            rows.push_back({drawn(band.low), drawn(band.lower), drawn(middle_of(run, band, which)), drawn(band.upper),
                            drawn(band.high)});
        }
        panels.push_back(std::move(rows));
    }
    return panels;
}

nlohmann::ordered_json fan(const ReportedRun& run, std::uint32_t which)
{
    const auto& info = commitment::outcome_table()[which];
    nlohmann::ordered_json chart{
        {"kind", "fan"}, {"measure", chart_name(info.measure)}, {"mean", is_small_count(run, which)}};
    chart["panels"] = bands(run, which, {});
    if (const auto alone = run.chance_alone()) chart["alone"] = bands(run, which, alone);
    chart["observed"] = nlohmann::ordered_json::array();
    for (const commitment::Observation& seen : run.city.observed)
        if (seen.what == info.name)
            chart["observed"].push_back({seen.month - run.city.start, seen.value, seen.is_assumed() ? 1 : 0});
    return chart;
}

/// Which of the two bands the fans show, where both were run; the script listens.
std::string bands_switch(const ReportedRun& run)
{
    if (!run.chance_alone()) return "";
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

/// "2019–2030", or the one year.
std::string years_text(sim::Month first, sim::Month last)
{
    const std::string year = std::to_string(first.year());
    return last.year() == first.year() ? year : year + "–" + std::to_string(last.year());
}

struct Course
{
    const char* id;
    std::uint32_t outcome;
    Subject subject;
    Words note;
};

/// Whether the bands of the history, the same of all plans, leave a figure out.
bool is_outside(const ReportedRun& run, std::uint32_t which, const commitment::Observation& of)
{
    const int month = of.month - run.city.start;
    if (run.is_single() || month < 0 || static_cast<std::uint32_t>(month) >= run.first_month) return false;
    const Band& band = run.band(which, 0, static_cast<std::uint32_t>(month), {});
    return of.value < band.low || of.value > band.high;
}

/// What was recorded of an outcome, and what was assumed, of which nobody knows.
std::string observed_text(const ReportedRun& run, std::uint32_t which, Language language)
{
    const bool id = language == Language::id;
    std::vector<std::string> recorded, assumed;
    for (const commitment::Observation& of : run.city.observed) {
        if (of.what != commitment::outcome_table()[which].name) continue;
        std::string text =
            figure_text(of.value, which, language) + (id ? " pada " : " in ") + month_name(of.month, language);
        if (is_outside(run, which, of))
            text += id ? " (di luar rentang 90 % model)" : " (outside the model's 90% range)";
        (of.is_assumed() ? assumed : recorded).push_back(std::move(text));
    }
    if (recorded.empty() && assumed.empty())
        return id ? " Tidak ada pengamatan untuk besaran ini." : " Nothing was observed of it.";
    std::string text;
    if (!recorded.empty()) text = (id ? " Tercatat: " : " Observed: ") + listed(recorded, language) + ".";
    if (!assumed.empty())
        text +=
            (id ? " Anggapan, tidak tercatat: " : " Assumed, nobody recorded it: ") + listed(assumed, language) + ".";
    return text;
}

/// What lines and bands of the fans are.
std::string key_text(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    const bool several = run.plans() > 1;
    std::string text;
    if (run.month_before())
        text += (id ? "Abu-abu: riwayat yang dihitung" : "Grey: the history as computed") +
                std::string(!several ? ""
                            : id     ? ", sama untuk semua rencana"
                                     : ", the same for all plans") +
                (id ? ". Garis putus tegak: rencana mulai, " : ". Dashed: plans begin, ") +
                run.month_text(run.first_month, language) + ". ";
    if (!run.is_single()) text += id ? "Pita tua 50 %, pita muda 90 %." : "Dark band 50%, light band 90%.";
    if (several) text += id ? " Garis titik-titik: garis tengah rencana lain." : " Dotted: middles of the other plans.";
    const auto& observed = run.city.observed;
    const auto is_assumed = [](const commitment::Observation& of) { return of.is_assumed(); };
    if (!std::all_of(observed.begin(), observed.end(), is_assumed))
        text += id ? " ● hitam: yang tercatat." : " Black ●: what was observed.";
    if (std::any_of(observed.begin(), observed.end(), is_assumed))
        text += id ? " ○: anggapan kota ini." : " ○: an assumption of the city.";
    return text;
}

/// What is drawn over time.
std::vector<Course> courses_of(const ReportedRun& run)
{
    const std::string kelurahan = std::to_string(run.city.count(commitment::Kind::kelurahan));
    const std::string kecamatan = std::to_string(run.city.count(commitment::Kind::kecamatan));
    return {{"jalan-tindakan",
             commitment::main_outcome,
             {"tindakan di kelurahan", "action in the kelurahan"},
             {"Komitmen dalam tindakan, rata-rata " + kelurahan + " kelurahan (0–1).",
              "Commitment in action, mean of " + kelurahan + " kelurahan (0–1)."}},
            {"jalan-patbm",
             outcome::formal_kelurahan,
             {"jumlah kelurahan ber-PATBM", "the number of kelurahan with a PATBM"},
             {"Kelurahan ber-PATBM, dari " + kelurahan + ".", "Kelurahan with a PATBM, of " + kelurahan + "."}},
            {"jalan-kecamatan",
             outcome::formal_kecamatan,
             {"jumlah kecamatan bergugus tugas", "the number of kecamatan with a task force"},
             Words{"Kecamatan bergugus tugas, dari " + kecamatan, "Kecamatan with a task force, of " + kecamatan} +
                 (run.is_single() ? Words{".", "."}
                  : is_small_count(run, outcome::formal_kecamatan)
                      ? Words{"; garis tebal = rata-rata (jumlah kecil: nilai tengah melompat).",
                              "; thick line = mean (of small counts the median jumps)."}
                      : Words{"; garis tebal = nilai tengah.", "; thick line = median."})},
            {"jalan-keluarga",
             outcome::families + 3,
             {"bagian keluarga yang terlibat", "the share of families involved"},
             {"Bagian dari semua keluarga.", "Share of all families."}}};
}

} // namespace

std::string course_section(const ReportedRun& run, Charts& charts)
{
    const auto headlines = headlines_of(run.city);
    std::string out = heading("perjalanan", Words{"Perjalanan ", "The way, "} + both([&](Language) {
                                                return years_text(run.month(0), run.month(run.last_month()));
                                            })) +
                      paragraph(both([&](Language language) { return key_text(run, language); }));
    out += bands_switch(run);
    for (const Course& course : courses_of(run)) {
        if (std::none_of(headlines.begin(), headlines.end(),
                         [&](const Headline& of) { return of.outcome == course.outcome; }))
            continue;
        Figure figure;
        figure.id = course.id;
        figure.title = told(run, course_title(run, course.outcome, course.subject));
        figure.note = course.note +
                      both([&](Language language) { return observed_text(run, course.outcome, language); }) +
                      bimodal_text(run, course.outcome);
        figure.table = yearly_table(run, figure.title, course.outcome);
        if (const auto alone = run.chance_alone())
            figure.other_tables.push_back(
                yearly_table(run, figure.title + Words{" (kebetulan saja)", " (chance alone)"}, course.outcome, alone));
        out += figure.html(fan(run, course.outcome), charts);
    }
    return out;
}

namespace {

/// \param widest  the plan with the widest gap; nothing where none has its share in writing above its action
Words gap_title(const ReportedRun& run, std::optional<std::uint32_t> widest)
{
    if (!widest)
        return {"Apakah yang tertulis mendahului tindakan belum dapat dikatakan",
                "Whether what is written is ahead of action cannot be told"};
    const Band& bodies = run.band(outcome::formal_kelurahan, *widest, run.last_month());
    const Band& action = run.band(commitment::main_outcome, *widest, run.last_month());
    return both([&](Language language) {
        const std::string many = median_of(bodies.median, run.city.count(commitment::Kind::kelurahan), language);
        const std::string acts = figure_text(action.median, commitment::main_outcome, language);
        return run.name(*widest, language) + ": " +
               (language == Language::id ? (run.is_single() ? "" : "nilai tengah ") + many +
                                               " kelurahan ber-PATBM, tindakan " + acts + " dari\u00a01"
                                         : (run.is_single() ? "" : "a median of ") + many +
                                               " kelurahan with a PATBM, action " + acts + " of\u00a01");
    });
}

WordTable gap_table(const ReportedRun& run, const Words& caption)
{
    const auto kelurahan = static_cast<double>(run.city.count(commitment::Kind::kelurahan));
    WordTable table{caption, {{{"Bulan", "Month"}}}};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        table.rows.front().push_back(run.name(plan) + Words{": tertulis", ": in writing"});
        table.rows.front().push_back(run.name(plan) + Words{": tindakan", ": action"});
    }
    for (const std::uint32_t month : run.months_of_tables()) {
        auto& row = table.rows.emplace_back();
        row.push_back(run.end_text(month));
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
            for (const double value : {run.band(outcome::formal_kelurahan, plan, month).median / kelurahan,
                                       run.band(commitment::main_outcome, plan, month).median})
                row.push_back(both([&](Language language) { return number(value, 2, language); }));
    }
    return table;
}

} // namespace

std::string gap_section(const ReportedRun& run, Charts& charts)
{
    const auto kelurahan = static_cast<double>(run.city.count(commitment::Kind::kelurahan));
    if (kelurahan == 0) return "";
    nlohmann::ordered_json chart{{"kind", "gap"}};
    std::optional<std::uint32_t> widest; // of those whose middle says something
    double gap = 0;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        nlohmann::ordered_json rows = nlohmann::ordered_json::array();
        for (std::uint32_t month = 0; month < run.result.months; ++month)
            rows.push_back({drawn(run.band(outcome::formal_kelurahan, plan, month).median / kelurahan),
                            drawn(run.band(commitment::main_outcome, plan, month).median)});
        const double here = rows.back()[0].get<double>() - rows.back()[1].get<double>();
        if (here > gap && !is_bimodal(run, outcome::formal_kelurahan, plan)) gap = here, widest = plan;
        chart["panels"].push_back(std::move(rows));
    }
    Figure figure;
    figure.id = "jurang";
    figure.title = told(run, gap_title(run, widest));
    figure.note = Words{"Garis putus: bagian kelurahan ber-PATBM (tertulis). Garis tebal: komitmen dalam tindakan "
                        "rata-rata. Bidang di antaranya: jurang antara kertas dan tindakan.",
                        "Dashed: share of kelurahan with a PATBM (in writing). Solid: mean commitment in action. The "
                        "area between: the gap between paper and action."} +
                  (run.is_single() ? Words{" 0–1.", " 0–1."} : Words{" Nilai tengah, 0–1.", " Medians, 0–1."});
    figure.remark = {"Keduanya pada skala 0–1, tetapi bukan besaran yang sama: yang satu bagian lembaga, yang lain "
                     "kekuatan tindakan.",
                     "Both are on a scale of 0 to 1, but they differ in kind: one is a share of bodies, the other a "
                     "strength of action."};
    figure.table = gap_table(run, figure.title);
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

// Outcomes at the end by plan, beside each other: median, bar, range, and how sure the order is.

#include <algorithm>

#include "models/commitment/outcomes.hpp"
#include "sim/statistics/sample.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using commitment::Group;
using sim::Language;
using sim::Words;
namespace outcome = commitment::outcome;

constexpr std::uint32_t most_columns = 5; ///< of a table that shows plans beside each other

struct Row
{
    Words name;
    Words note;
    std::uint32_t outcome = 0;
    /// Told instead where the outcome is all or nothing: the chance that it comes to so much.
    Words goal_name{};
    double goal = 0;
};

std::vector<Row> rows_of(const ReportedRun& run)
{
    const auto count = [&](commitment::Kind kind) { return std::to_string(run.city.count(kind)); };
    const std::string kelurahan = count(commitment::Kind::kelurahan), kecamatan = count(commitment::Kind::kecamatan);
    const auto half = [&](std::uint32_t of) { return counted_out_of(run.city, of) / 2; };
    const auto action = [](Group group) { return outcome::action + static_cast<std::uint32_t>(group); };
    std::vector<Row> rows = {
        {{"Komitmen dalam tindakan, kelurahan", "Commitment in action, kelurahan"},
         {"rata-rata " + kelurahan + " kelurahan, 0–1", "mean of " + kelurahan + " kelurahan, 0–1"},
         commitment::main_outcome,
         {"Peluang tindakan kelurahan 0,5 atau lebih", "Chance that action in the kelurahan is 0.5 or more"},
         0.5},
        {{"Kelurahan ber-PATBM", "Kelurahan with a PATBM"},
         {"tertulis; dari " + kelurahan, "in writing; of " + kelurahan},
         outcome::formal_kelurahan,
         {"Peluang separuh kelurahan atau lebih ber-PATBM", "Chance that half of the kelurahan or more have a PATBM"},
         half(outcome::formal_kelurahan)},
        {{"Kelurahan layak anak", "Kelurahan that are layak"},
         {"definisi model; dari " + kelurahan, "the model's definition; of " + kelurahan},
         outcome::layak_kelurahan,
         {"Peluang separuh kelurahan atau lebih layak anak", "Chance that half of the kelurahan or more are layak"},
         half(outcome::layak_kelurahan)},
        {{"Kecamatan bergugus tugas", "Kecamatan with a task force"},
         {"tertulis; dari " + kecamatan, "in writing; of " + kecamatan},
         outcome::formal_kecamatan,
         {"Peluang separuh kecamatan atau lebih bergugus tugas",
          "Chance that half of the kecamatan or more have a task force"},
         half(outcome::formal_kecamatan)},
        {{"Keluarga terlibat", "Families involved"},
         {"bagian dari semua keluarga", "share of all families"},
         outcome::families + 3,
         {"Peluang 20 % keluarga atau lebih terlibat", "Chance that 20% of the families or more are involved"},
         0.2},
        {{"Komitmen dalam tindakan, OPD gugus tugas", "Commitment in action, task-force OPDs"},
         {"rata-rata, 0–1", "mean, 0–1"},
         action(Group::task_force),
         {"Peluang tindakan OPD gugus tugas 0,5 atau lebih", "Chance that action in task-force OPDs is 0.5 or more"},
         0.5},
        {{"Jabatan terlatih", "Posts trained"},
         {"bagian dari jabatan pemerintah", "share of the government's posts"},
         outcome::trained,
         {"Peluang separuh jabatan atau lebih terlatih", "Chance that half of the posts or more are trained"},
         0.5},
        {{"Dunia usaha terlibat", "Businesses engaged"},
         {"bagian dari usaha di kota", "share of the city's businesses"},
         outcome::engaged,
         {"Peluang separuh usaha atau lebih terlibat", "Chance that half of the businesses or more are engaged"},
         0.5}};
    const auto headlines = headlines_of(run.city);
    std::erase_if(rows, [&](const Row& row) {
        return std::none_of(headlines.begin(), headlines.end(),
                            [&](const Headline& headline) { return headline.outcome == row.outcome; });
    });
    return rows;
}

/// The middle as a bar from 0, the 90 % range as a line on it.
std::string bar(const Band& band, double middle, double most, const PlanLook& look)
{
    constexpr double wide = 128;
    const auto x = [&](double value) {
        return std::to_string(static_cast<int>(std::clamp(value / most, 0.0, 1.0) * wide));
    };
    const std::string end = x(band.high), start = x(band.low);
    return "<svg class=\"bar\" viewBox=\"0 0 130 14\" aria-hidden=\"true\"><rect y=\"4\" width=\"130\" height=\"6\" "
           "fill=\"#eef1f4\"/><rect y=\"4\" width=\"" +
           x(middle) + "\" height=\"6\" fill=\"" + look.colour + "\"/><path d=\"M" + start + " 7H" + end + "M" + start +
           " 3V11M" + end + " 3V11\" stroke=\"#16202b\" stroke-width=\"1.5\"/></svg>";
}

/// How sure the order is in one outcome.
std::string order_text(const ReportedRun& run, std::uint32_t of_outcome, const commitment::BestPlan& best,
                       Language language)
{
    const bool id = language == Language::id;
    if (best.others.empty()) return id ? "praktis sama" : "practically the same";
    const std::string who = run.names(best.leaders, language);
    const Certainty sure = run.certainty_in(best);
    const std::string count = of(best.first, run.result.replicates, language);
    if (sure == Certainty::unclear)
        return id ? "belum dapat dibedakan (" + who + " tertinggi dalam " + count + ")"
                  : "cannot be told apart (" + who + " highest in " + count + ")";
    std::string text = who + " " +
                       (id                        ? ""
                        : best.leaders.size() > 1 ? "are "
                                                  : "is ") +
                       words_for(sure).in(language) + (id ? " tertinggi: " : " highest: ") + count + "; " +
                       number(best.matters, 0, language) + (id ? " dengan selisih berarti" : " by what matters");
    if (commitment::less_is_better(of_outcome)) text += id ? " (sedikit lebih baik)" : " (less is better)";
    return text;
}

/// One plan's cell. \param inside  behind the plan's name, which shows where the head of the table does not
std::string cell(const ReportedRun& run, std::uint32_t plan, const std::string& inside)
{
    return "<td role=\"cell\"><span class=\"plan\" style=\"color:" + run.looks[plan].colour + "\">" +
           run.looks[plan].mark + " " + html(run.name(plan)) + "</span><div class=\"cell\">" + inside + "</div></td>";
}

std::string row_head(const Words& name, const Words& note)
{
    return "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">" + html(name) + "<span class=\"note\">" +
           html(note) + "</span></th>";
}

std::string small(const Words& text) { return "<span class=\"note\">" + html(text) + "</span>"; }

/// " · akhir 2018: 0,02"
Words before_text(const ReportedRun& run, const Row& row)
{
    const auto before = run.before(row.outcome);
    if (!before) return {"", ""};
    return Words{" · ", " · "} + run.end_text(*run.month_before()) + both([&](Language language) {
               return ": " + figure_text(middle_of(run, *before, row.outcome), row.outcome, language);
           });
}

/// In place of an outcome that is all or nothing: the chance of its goal, with the range beneath.
std::string chance_row(const ReportedRun& run, const Row& row)
{
    std::string out = row_head(row.goal_name, row.note + before_text(run, row));
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        const auto values = run.values(row.outcome, plan, run.last_month());
        const auto hits = static_cast<std::size_t>(
            std::count_if(values.begin(), values.end(), [&](double of) { return of >= row.goal; }));
        const double share = static_cast<double>(hits) / run.result.replicates;
        const Band& band = run.band(row.outcome, plan, run.last_month());
        out += cell(run, plan,
                    "<span class=\"figure\">" +
                        html(both([&](Language l) { return shown_hits(hits, run.result.replicates, l); })) + "</span>" +
                        bar({share, share, share, share, share, share}, share, 1, run.looks[plan]) +
                        small(both([&](Language l) { return band_text(band, row.outcome, l); })));
    }
    if (run.is_comparison)
        out += "<td role=\"cell\" class=\"order\">" +
               html({"hitungan peluang; tidak diberi kata", "a counted chance; no word is given"}) + "</td>";
    return out + "</tr>";
}

bool is_bimodal(const ReportedRun& run, std::uint32_t of_outcome)
{
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        if (is_bimodal(run, of_outcome, plan)) return true;
    return false;
}

std::string outcome_row(const ReportedRun& run, const Row& row)
{
    if (is_bimodal(run, row.outcome)) return chance_row(run, row);
    const double most = counted_out_of(run.city, row.outcome) > 0 ? counted_out_of(run.city, row.outcome) : 1;
    std::string out = row_head(row.name, row.note + before_text(run, row));
    std::optional<commitment::BestPlan> best;
    if (run.is_comparison) best = run.best_in(row.outcome);
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        const Band& band = run.band(row.outcome, plan, run.last_month());
        const double middle = middle_of(run, band, row.outcome);
        const bool leads = best && !best->others.empty() && run.certainty_in(*best) != Certainty::unclear &&
                           std::count(best->leaders.begin(), best->leaders.end(), plan) > 0;
        out += cell(
            run, plan,
            "<span class=\"figure\">" +
                html(both([&](Language language) { return figure_text(middle, row.outcome, language); })) +
                (leads ? "<span class=\"star\" style=\"color:" + run.looks[plan].colour + "\" title=\"★\"> ★</span>"
                       : "") +
                "</span>" + bar(band, middle, most, run.looks[plan]) +
                small(both([&](Language language) { return band_text(band, row.outcome, language); })));
    }
    if (best)
        out += "<td role=\"cell\" class=\"order\">" +
               html(both([&](Language language) { return order_text(run, row.outcome, *best, language); })) + "</td>";
    return out + "</tr>";
}

std::string cost_row(const ReportedRun& run)
{
    std::vector<Band> costs;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) costs.push_back(band_of(run.cost_per_year(plan)));
    double most = 1;
    for (const Band& of : costs) most = std::max(most, of.mean);
    std::string out = row_head({"Biaya", "Cost"}, {"rata-rata setahun, harga tetap", "mean a year, constant prices"});
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        const Band& of = costs[plan];
        out +=
            cell(run, plan,
                 "<span class=\"figure\">" + html(both([&](Language language) { return rupiah(of.mean, language); })) +
                     "</span>" + bar(of, of.mean, most, run.looks[plan]) + small(both([&](Language language) {
                         const std::string low = rupiah(of.low, language), high = rupiah(of.high, language);
                         return low == high ? std::string() : low + " – " + high;
                     })));
    }
    return out + (run.is_comparison ? "<td role=\"cell\"></td>" : "") + "</tr>";
}

} // namespace

std::string table_section(const ReportedRun& run)
{
    const Words month = both([&](Language language) { return run.month_text(run.last_month(), language); });
    const Words covered = run.covers_parameters() ? Words{"parameter dan kebetulan", "parameters and chance"}
                                                  : Words{"kebetulan saja", "chance alone"};
    std::string out =
        heading("hasil", run.plans() > 1 ? Words{"Hasil dan biaya, berdampingan", "Outcomes and cost, side by side"}
                                         : Words{"Hasil dan biaya", "Outcomes and cost"}) +
        "<h3>" + html(Words{"Pada ", "In "} + month) + "</h3>" +
        paragraph(
            both([&](Language language) {
                const bool id = language == Language::id;
                return (id ? "Angka besar: nilai tengah dari " : "Large figures: medians of ") +
                       number(run.result.replicates, 0, language) +
                       (id ? " ulangan (jumlah kecil: rata-rata), atau peluang. Di bawahnya rentang 90 % hasil itu ("
                           : " replicates (small counts: means), or chances. Below them 90% ranges of the outcome (") +
                       covered.in(language) +
                       (run.is_comparison
                            ? (id ? "). ★: unggul menurut aturan kata." : "). ★: ahead by the rule of words.")
                            : ").");
            }),
            "note") +
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
        escaped_html("Hasil menurut rencana · Outcomes by plan") + "\"><table role=\"table\" class=\"outcomes" +
        (run.plans() > most_columns ? " many" : "") +
        "\"><thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">" +
        html({"Hasil", "Outcome"}) + "</th>";
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        out += "<th role=\"columnheader\" scope=\"col\" style=\"color:" + run.looks[plan].colour + "\">" +
               run.looks[plan].mark + " " + html(run.name(plan)) + "</th>";
    if (run.is_comparison)
        out += "<th role=\"columnheader\" scope=\"col\">" + html({"Seberapa yakin", "How sure"}) + "</th>";
    out += "</tr></thead><tbody role=\"rowgroup\">";
    for (const Row& row : rows_of(run)) out += outcome_row(run, row);
    return out + cost_row(run) + "</tbody></table></div>\n";
}

} // namespace layak

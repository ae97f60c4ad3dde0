// Outcomes at the end by plan, beside each other: median, bar, range, and how sure the order is.

#include <algorithm>
#include <limits>

#include "models/commitment/outcomes.hpp"
#include "sim/statistics/sample.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/outcome_rows.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

constexpr std::uint32_t most_columns = 5; ///< of a table that shows plans beside each other

/// The middle as a bar from 0, the 90 % range, where there is one, as a line on it.
std::string bar(const Band& band, double middle, double most, const PlanLook& look)
{
    constexpr double wide = 128;
    const auto x = [&](double value) {
        return std::to_string(static_cast<int>(std::clamp(value / most, 0.0, 1.0) * wide));
    };
    const std::string end = x(band.high), start = x(band.low);
    return "<svg class=\"bar\" viewBox=\"0 0 130 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect y=\"4\" "
           "width=\"130\" height=\"6\" "
           "fill=\"#eef1f4\"/><rect y=\"4\" width=\"" +
           x(middle) + "\" height=\"6\" fill=\"" + look.colour + "\"/>" +
           (band.low == band.high
                ? ""
                : "<path d=\"M" + start + " 7H" + end + "M" + start + " 3V11M" + end +
                      " 3V11\" stroke=\"#16202b\" stroke-width=\"1.5\" vector-effect=\"non-scaling-stroke\"/>") +
           "</svg>";
}

/// "semua rencana lain"; where there is one, its name.
std::string rest_of(const ReportedRun& run, const std::vector<std::uint32_t>& others, Language language)
{
    if (others.size() == 1) return run.name(others.front(), language);
    return language == Language::id ? "semua rencana lain" : "all other plans";
}

/// ", sama dengan A dalam 37": the plan that equals the leaders the most often. Empty where none does.
std::string ties_text(const ReportedRun& run, const commitment::BestPlan& best, Language language)
{
    const auto most =
        static_cast<std::size_t>(std::max_element(best.equal.begin(), best.equal.end()) - best.equal.begin());
    if (best.equal[most] == 0) return "";
    const bool id = language == Language::id;
    return (id ? ", sama dengan " : ", equal with ") + run.name(best.others[most], language) +
           (id ? " dalam " : " in ") + number(best.equal[most], 0, language);
}

/// "Dari atas tidak pernah di bawah rencana lain (60 dari 60), sama dengan Campuran dalam 37"
std::string unbeaten_text(const ReportedRun& run, const commitment::BestPlan& best, Certainty sure, Language language)
{
    const bool id = language == Language::id;
    const std::string count = " (" + of(best.unbeaten, run.result.replicates, language) + ")";
    const std::string other = best.others.size() == 1 ? run.name(best.others.front(), language)
                              : id                    ? "rencana lain"
                                                      : "another plan";
    const bool always = best.unbeaten == run.result.replicates;
    const Words how = always ? Words{"tidak pernah di bawah ", "never below "}
                             : words_for(sure) + Words{" tidak di bawah ", " not below "};
    return run.names(best.leaders, language) +
           (id                        ? " "
            : best.leaders.size() > 1 ? " are "
                                      : " is ") +
           how.in(language) + other + count + ties_text(run, best, language);
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
    if (best.first == 0 && run.is_equal_in_all(of_outcome))
        return (id ? "sama dalam semua " : "equal in all ") + number(run.result.replicates, 0, language);
    if (const Certainty unbeaten = run.certainty_unbeaten(best);
        sure == Certainty::unclear && unbeaten != Certainty::unclear)
        return unbeaten_text(run, best, unbeaten, language);
    if (sure == Certainty::unclear)
        return (id ? "rencana mana yang tertinggi belum dapat dibedakan: " : "which plan is highest cannot be told: ") +
               who + (id ? " di atas " : " above ") + rest_of(run, best.others, language) + (id ? " dalam " : " in ") +
               count;
    std::string text = who + " " +
                       (id                        ? ""
                        : best.leaders.size() > 1 ? "are "
                                                  : "is ") +
                       words_for(sure).in(language) + (id ? " tertinggi: " : " highest: ") + count + "; " +
                       number(best.matters, 0, language) +
                       (id ? " dengan selisih yang berarti" : " by a difference that matters");
    if (commitment::less_is_better(of_outcome)) text += id ? " (makin sedikit makin baik)" : " (less is better)";
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
Words before_text(const ReportedRun& run, const OutcomeRow& row)
{
    const auto before = run.before(row.outcome);
    if (!before) return {"", ""};
    return Words{" · ", " · "} + run.end_text(*run.month_before()) + both([&](Language language) {
               return ": " + figure_text(middle_of(run, *before, row.outcome), row.outcome, language);
           });
}

/// "+0,22 (+0,19 – +0,25)", "+2,1 poin (+1,4 – +2,8)": from the baseline, by pairs of replicates, where plans are
/// compared. Where hardly any pair differs the interval allows for what was never seen, and the pairs say more.
Words difference_text(const ReportedRun& run, std::uint32_t plan, std::uint32_t outcome)
{
    if (!run.is_comparison || plan == run.comparison->baseline) return {"", ""};
    const commitment::PairedDifference& of = run.comparison->outcomes[plan].back()[outcome];
    const commitment::Measure measure = commitment::outcome_table()[outcome].measure;
    return both([&](Language language) {
        const bool id = language == Language::id;
        const std::uint32_t differing = of.ahead + of.behind;
        if (of.interval.method == sim::Method::exact && of.interval.holds(0) && differing < sim::few_differing) {
            const std::string pairs = number(run.result.replicates, 0, language);
            if (differing == 0) return id ? "sama di semua " + pairs + " pasangan" : "equal in all " + pairs + " pairs";
            return (id ? "berbeda hanya dalam " : "differs only in ") + std::to_string(differing) +
                   (id ? " dari " : " of ") + pairs + (id ? " pasangan" : " pairs");
        }
        const std::string unit = measure != commitment::Measure::share ? "" : id ? "\u00a0poin" : "\u00a0points";
        return brief_difference(of.difference, measure, language) + unit + " (" +
               brief_interval(of.interval, measure, language) + ")";
    });
}

/// A difference as HTML: under a median it is said that it is a mean; on paper the note above the table says so.
std::string difference_html(const Words& difference)
{
    const bool is_mean = difference.id.find("pasangan") == std::string::npos && !difference.id.empty();
    return (is_mean ? "<span class=\"screen\">" + html({"rata-rata ", "mean "}) + "</span>" : "") + html(difference);
}

/// A line of its own under a figure; nothing of an empty text.
std::string line_of(const Words& text) { return text.id.empty() ? "" : small(text); }

std::string difference_line(const Words& difference)
{
    return difference.id.empty() ? "" : "<span class=\"note\">" + difference_html(difference) + "</span>";
}

/// "45 %"; of "2,7 % atau kurang" the words are small.
/// \param star  behind it
std::string chance_figure(const Words& chance, const std::string& star)
{
    const auto figure_of = [](const std::string& text) { return text.substr(0, text.find('%') + 1); };
    const auto rest_of = [](const std::string& text) { return text.substr(text.find('%') + 1); };
    const Words rest{rest_of(chance.id), rest_of(chance.en)};
    return "<span class=\"figure\">" + html({figure_of(chance.id), figure_of(chance.en)}) + star + line_of(rest) +
           "</span>";
}

/// A star behind the figure of who is ahead or unsurpassed, by the rule of words.
std::string star(const ReportedRun& run, const std::optional<commitment::BestPlan>& best, std::uint32_t plan)
{
    const bool leads =
        best && !best->others.empty() &&
        (run.certainty_in(*best) != Certainty::unclear || run.certainty_unbeaten(*best) != Certainty::unclear) &&
        std::count(best->leaders.begin(), best->leaders.end(), plan) > 0;
    return leads ? "<span class=\"star\" style=\"color:" + run.looks[plan].colour + "\" title=\"★\"> ★</span>" : "";
}

/// In place of an outcome that is all or nothing: the chance of its goal, with the range beneath.
std::string chance_row(const ReportedRun& run, const OutcomeRow& row)
{
    std::string out = row_head(Words{"Peluang ", "Chance that "} + row.reaches, row.note + before_text(run, row));
    std::optional<commitment::BestPlan> best; // in the outcome, of which the last cell tells
    if (run.is_comparison) best = run.best_in(row.outcome);
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        const auto values = run.values(row.outcome, plan, run.last_month());
        const auto hits = static_cast<std::size_t>(
            std::count_if(values.begin(), values.end(), [&](double of) { return of >= row.goal; }));
        const double share = static_cast<double>(hits) / run.result.replicates;
        const sim::Interval chance = run.judging().chance(share);
        const bool is_limit = hits == 0 || hits == run.result.replicates; // then the figure is the interval's end
        const Band& band = run.band(row.outcome, plan, run.last_month());
        const Words difference = difference_text(run, plan, row.outcome); // of the outcome, not of the chance
        out += cell(run, plan,
                    chance_figure(both([&](Language l) { return shown_hits(hits, run.result.replicates, chance, l); }),
                                  star(run, best, plan)) +
                        bar({share, chance.low, share, share, share, chance.high}, share, 1, run.looks[plan]) +
                        "<span class=\"note\">" + html(both([&](Language l) {
                            return (is_limit ? "" : shown_chance(chance, l) + "; ") + row.quantity.in(l) + ": " +
                                   band_text(band, row.outcome, l) + (difference.id.empty() ? "" : "; ");
                        })) +
                        difference_html(difference) + "</span>");
    }
    if (run.is_comparison)
        out += "<td role=\"cell\" class=\"order\">" + html(Words{"Jumlahnya: ", "The number: "} + both([&](Language l) {
                                                               return order_text(run, row.outcome, *best, l);
                                                           })) +
               "</td>";
    return out + "</tr>";
}

bool is_bimodal(const ReportedRun& run, std::uint32_t of_outcome)
{
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        if (is_bimodal(run, of_outcome, plan)) return true;
    return false;
}

std::string outcome_row(const ReportedRun& run, const OutcomeRow& row)
{
    if (is_bimodal(run, row.outcome)) return chance_row(run, row);
    const double most = counted_out_of(run.city, row.outcome) > 0 ? counted_out_of(run.city, row.outcome) : 1;
    std::string out = row_head(row.name, row.note + before_text(run, row));
    std::optional<commitment::BestPlan> best;
    if (run.is_comparison) best = run.best_in(row.outcome);
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        const Band& band = run.band(row.outcome, plan, run.last_month());
        const double middle = middle_of(run, band, row.outcome);
        out += cell(run, plan,
                    "<span class=\"figure\">" +
                        html(both([&](Language language) { return figure_text(middle, row.outcome, language); })) +
                        star(run, best, plan) + "</span>" + bar(band, middle, most, run.looks[plan]) +
                        (run.is_single() ? "" : small(both([&](Language language) {
                            return band_text(band, row.outcome, language);
                        }))) +
                        difference_line(difference_text(run, plan, row.outcome)));
    }
    if (best)
        out += "<td role=\"cell\" class=\"order\">" +
               html(both([&](Language language) { return order_text(run, row.outcome, *best, language); })) + "</td>";
    return out + "</tr>";
}

/// "+Rp 1,04 miliar (Rp 1,04 miliar – Rp 1,05 miliar)" from the baseline; "praktis sama mahal".
std::string cost_difference(const ReportedRun& run, std::uint32_t plan, Language language)
{
    if (!run.is_comparison || run.is_single() || plan == run.comparison->baseline) return "";
    const commitment::PairedDifference& cost = run.comparison->cost_per_year[plan].back();
    if (is_same_cost(cost)) return language == Language::id ? "praktis sama mahal" : "practically the same cost";
    const std::string difference =
        shown_difference(cost.difference, cost.interval, commitment::Measure::rupiah, language);
    if (cost.interval.method == sim::Method::none || cost.interval.method == sim::Method::identical) return difference;
    const std::string interval = shown_interval(cost.interval, commitment::Measure::rupiah, language);
    if (interval == difference + " – " + difference) return difference;
    return difference + " (" + interval + ")";
}

/// How sure it is which plan costs least: "Kini sangat mungkin paling murah: 200 dari 200". Plans that cost practically
/// the same as it share the place.
std::string cheapest_text(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    std::vector<std::vector<double>> costs;
    std::uint32_t least = 0;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        costs.push_back(run.cost_per_year(plan));
        if (sim::moments(costs[plan]).mean < sim::moments(costs[least]).mean) least = plan;
    }
    std::vector<std::uint32_t> cheapest, others;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        (plan == least || is_same_cost(run.costs_against(least)[plan].per_year) ? cheapest : others).push_back(plan);
    if (others.empty()) return id ? "praktis sama mahal" : "practically the same cost";
    std::uint32_t below = 0;
    for (std::uint32_t r = 0; r < run.result.replicates; ++r) {
        double most = 0, rest = std::numeric_limits<double>::infinity();
        for (const std::uint32_t plan : cheapest) most = std::max(most, costs[plan][r]);
        for (const std::uint32_t plan : others) rest = std::min(rest, costs[plan][r]);
        below += most < rest;
    }
    const Certainty sure = certainty_of(run.judging().chance(below));
    const std::string who = run.names(cheapest, language), count = of(below, run.result.replicates, language);
    if (sure == Certainty::unclear)
        return (id ? "rencana mana yang paling murah belum dapat dibedakan: "
                   : "which plan is cheapest cannot be told: ") +
               who + (id ? " di bawah " : " below ") + rest_of(run, others, language) + (id ? " dalam " : " in ") +
               count;
    return who +
           (id                    ? " "
            : cheapest.size() > 1 ? " are "
                                  : " is ") +
           words_for(sure).in(language) + (id ? " paling murah: " : " cheapest: ") + count +
           (cheapest.size() == 1 ? ""
            : id                 ? " (di antara mereka praktis sama)"
                                 : " (practically the same among themselves)");
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
                     })) +
                     line_of(both([&](Language language) { return cost_difference(run, plan, language); })));
    }
    if (run.is_comparison)
        out += "<td role=\"cell\" class=\"order\">" +
               html(both([&](Language language) { return cheapest_text(run, language); })) + "</td>";
    return out + "</tr>";
}

/// What stands in the cells.
Words table_note(const ReportedRun& run)
{
    if (run.is_single())
        return {"Satu ulangan saja: satu jalan yang mungkin.", "One replicate alone: one possible course."};
    const Words covered = run.covers_parameters() ? Words{"parameter dan kebetulan", "parameters and chance"}
                                                  : Words{"kebetulan saja", "chance alone"};
    return both([&](Language language) {
        const bool id = language == Language::id;
        return (id ? "Angka besar: nilai tengah dari " : "Large figures: medians of ") +
               number(run.result.replicates, 0, language) +
               (id ? " ulangan (jumlah kecil: rata-rata), atau peluang, dengan selang 90 %-nya. Di bawahnya rentang "
                     "90 % hasil itu ("
                   : " replicates (small counts: means), or chances, with their 90% intervals. Below them 90% ranges "
                     "of the outcome (") +
               covered.in(language) +
               (run.is_comparison ? (id ? "), lalu rata-rata selisih dari " : "), then the mean difference from ") +
                                        run.name(run.comparison->baseline, language) +
                                        (id ? " pada ulangan yang sama, dengan selang 90 % (poin = poin persen). ★: "
                                              "unggul atau tak terlampaui menurut aturan kata."
                                            : " in the same replicates, with its 90% interval (points = percentage "
                                              "points). ★: ahead or unsurpassed by the rule of words.")
                                  : ").") +
               (id ? " Batas rentang jumlah lembaga dibulatkan ke luar (5,95 – 66,5 menjadi 5 – 67); angka penuhnya "
                     "ada di ekspor (csv, xlsx)."
                   : " The ends of ranges of bodies are rounded outwards (5.95 – 66.5 to 5 – 67); exports (csv, xlsx) "
                     "have them in full.");
    });
}

} // namespace

std::string table_section(const ReportedRun& run)
{
    const Words month = both([&](Language language) { return run.month_text(run.last_month(), language); });
    std::string out =
        heading("hasil", run.plans() > 1 ? Words{"Hasil dan biaya, berdampingan", "Outcomes and cost, side by side"}
                                         : Words{"Hasil dan biaya", "Outcomes and cost"}) +
        "<h3>" + html(Words{"Pada ", "In "} + month) + "</h3>" + paragraph(table_note(run), "note") +
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
    for (const OutcomeRow& row : outcome_rows(run.city)) out += outcome_row(run, row);
    return out + cost_row(run) + "</tbody></table></div>\n<div class=\"paper\">" + strips_section(run) + "</div>\n";
}

} // namespace layak

// How sure: each replicate's order of plans, the rule of words, and which parameters the figures hang on.

#include <algorithm>
#include <cmath>

#include "models/commitment/outcomes.hpp"
#include "sim/sensitivity/sensitivity.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/report/origin.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/report/strength.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using commitment::main_outcome;
using sim::Language;
using sim::Words;

constexpr std::uint32_t most_lines = 300; ///< more make a black surface, and the file large

/// [plan][replicate] action in the kelurahan in the last month.
std::vector<std::vector<double>> last_values(const ReportedRun& run)
{
    std::vector<std::vector<double>> last;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        last.push_back(run.values(main_outcome, plan, run.last_month()));
    return last;
}

bool is_highest(const std::vector<std::vector<double>>& values, std::uint32_t plan, std::uint32_t replicate)
{
    return std::all_of(values.begin(), values.end(),
                       [&](const auto& of) { return of[replicate] <= values[plan][replicate]; });
}

std::string orders_title(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    const commitment::BestPlan& best = run.comparison->best;
    if (best.others.empty()) return id ? "Semua rencana praktis sama" : "All plans are practically the same";
    if (best.first == 0 && run.is_equal_in_all(main_outcome)) {
        const std::string all = number(run.result.replicates, 0, language);
        return id ? "Dalam semua " + all + " ulangan rencana-rencana sama"
                  : "In all " + all + " replicates the plans are equal";
    }
    const std::string count = of(best.first, run.result.replicates, language);
    const std::string who = run.names(best.leaders, language);
    return id ? "Dalam " + count + " ulangan " + who + " di atas semua rencana lain"
              : "In " + count + " replicates " + who + (best.leaders.size() > 1 ? " are" : " is") +
                    " above all other plans";
}

std::string orders_note(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    const std::string first = most_lines >= run.result.replicates ? ""
                              : id                                ? " (" + std::to_string(most_lines) + " yang pertama)"
                                                                  : " (the first " + std::to_string(most_lines) + ")";
    return (id ? "Komitmen dalam tindakan kelurahan, " : "Commitment in action in the kelurahan, ") +
           run.month_text(run.last_month(), language) + " (0–1). " +
           (run.covers_parameters() ? (id ? "Satu garis = satu himpunan parameter dengan satu kebetulan"
                                          : "A line = one parameter set with one course of chance")
                                    : (id ? "Satu garis = satu kebetulan, dengan parameter yang sama"
                                          : "A line = one course of chance, with the same parameters")) +
           first + (id ? "; tanda besar = nilai tengah; garis hitam: " : "; large marks = medians; black lines: ") +
           run.name(run.leader(), language) +
           (id ? " bukan yang tertinggi; titik-titik: ambang layak "
               : " is not the highest; dotted: the threshold of “layak”, ") +
           number_at_most(run.city.parameters.layak_action, 2, language) + ".";
}

std::string orders_figure(const ReportedRun& run, Charts& charts)
{
    const std::uint32_t leader = run.leader();
    const std::vector<std::vector<double>> last = last_values(run);
    nlohmann::ordered_json chart{{"kind", "orders"}, {"lines", nlohmann::ordered_json::array()}};
    for (std::uint32_t r = 0; r < std::min(most_lines, run.result.replicates); ++r) {
        nlohmann::ordered_json line = nlohmann::ordered_json::array();
        for (const auto& values : last) line.push_back(drawn(values[r]));
        chart["lines"].push_back({{"v", line}, {"leads", is_highest(last, leader, r)}});
    }
    Figure figure;
    figure.id = "urutan";
    figure.title = both([&](Language language) { return orders_title(run, language); });
    figure.note = both([&](Language language) { return orders_note(run, language); });
    figure.table = {figure.title,
                    {{{"Rencana", "Plan"},
                      {"nilai tengah", "median"},
                      {"rentang 90 %", "90% range"},
                      {"tertinggi dalam", "highest in"}}}};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        std::uint32_t highest = 0;
        for (std::uint32_t r = 0; r < run.result.replicates; ++r) highest += is_highest(last, plan, r);
        const Band band = band_of(last[plan]);
        chart["medians"].push_back(drawn(band.median));
        figure.table.rows.push_back({run.name(plan),
                                     both([&](Language l) { return figure_text(band.median, main_outcome, l); }),
                                     both([&](Language l) { return band_text(band, main_outcome, l); }),
                                     both([&](Language l) { return of(highest, run.result.replicates, l); })});
    }
    return figure.html(std::move(chart), charts);
}

std::string words_table(const ReportedRun& run)
{
    std::vector<Headline> headlines = headlines_of(run.city); // the main one first: its word is the page's
    std::stable_sort(headlines.begin(), headlines.end(), [](const Headline& a, const Headline& b) {
        return (a.outcome == main_outcome) > (b.outcome == main_outcome);
    });
    WordTable table;
    table.caption = {"Aturan kata", "The rule of words"};
    table.rows.push_back(
        {{"kata", "word"}, {"batas bawah peluang", "lower limit of the chance"}, {"di halaman ini", "on this page"}});
    for (const Certainty sure :
         {Certainty::virtually_certain, Certainty::very_likely, Certainty::likely, Certainty::unclear}) {
        const std::string least = number(least_chance(sure), 2, Language::id);
        Words example{"–", "–"};
        for (const Headline& headline : headlines) {
            const commitment::BestPlan of_outcome = run.best_in(headline.outcome);
            if (of_outcome.others.empty() || run.certainty_in(of_outcome) != sure) continue;
            example = headline.label + both([&](Language language) {
                          return ": " + run.names(of_outcome.leaders, language) + ", " +
                                 of(of_outcome.first, run.result.replicates, language) + ", " +
                                 shown_chance(run.comparison->judging.chance(of_outcome.first), language);
                      });
            break;
        }
        table.rows.push_back(
            {sure == Certainty::virtually_certain ? Words{words_for(sure).id, "virtually certain"} : words_for(sure),
             sure == Certainty::unclear ? Words{"lainnya", "else"}
                                        : Words{"≥ " + least, "≥ " + number(least_chance(sure), 2, Language::en)},
             example});
    }
    return together(
        "<h3>" +
        std::string("<span lang=\"id\">Bagaimana kata dipilih</span><span lang=\"en\">How words are chosen</span>") +
        "</h3>" +
        paragraph(run.covers_parameters()
                      ? Words{"Kata dipilih oleh aturan, bukan oleh penulis. Peluang = bagian pasangan ulangan "
                              "(masing-masing "
                              "dengan satu himpunan parameter) yang menempatkan rencana itu di atas. Yang "
                              "menentukan adalah "
                              "batas bawah selang 90 % dari peluang itu. Selisih berarti: 0,05 tindakan, 1 lembaga, "
                              "1 poin persen.",
                              "Words are chosen by a rule, not by a writer. A chance is the share of pairs of "
                              "replicates (each with "
                              "one parameter set) that put the plan ahead; the lower limit of its 90% interval "
                              "counts. What matters: "
                              "0.05 of action, 1 body, 1 percentage point."}
                      : Words{"Kata dipilih oleh aturan, bukan oleh penulis. Peluang = bagian pasangan ulangan yang "
                              "menempatkan "
                              "rencana itu di atas, dengan satu himpunan parameter. Yang menentukan adalah batas "
                              "bawah selang 90 % dari "
                              "peluang itu. Selisih berarti: 0,05 tindakan, 1 lembaga, 1 poin persen.",
                              "Words are chosen by a rule, not by a writer. A chance is the share of pairs of "
                              "replicates that put the "
                              "plan ahead, with one parameter set; the lower limit of its 90% interval counts. What "
                              "matters: 0.05 of "
                              "action, 1 body, 1 percentage point."}) +
        "<div class=\"wrap words\">" + table.html() + "</div>");
}

/// Of the parameters that the sets vary with the leader's action in the kelurahan, the strongest first. Empty where the
/// sets are too few.
std::vector<Strength> correlations_of(const ReportedRun& run)
{
    const commitment::ParameterSets& sets = *run.stored.options().sets;
    std::vector<const commitment::ParameterInfo*> varied;
    for (const auto& row : commitment::parameter_table())
        if (has_effect(run.city, row) && std::any_of(sets.sets.begin(), sets.sets.end(), [&](const auto& set) {
                return set.*row.member != sets.sets.front().*row.member;
            }))
            varied.push_back(&row);
    const std::vector<double> values = run.values(main_outcome, run.leader(), run.last_month());
    // One row a set in use: the mean of its replicates.
    std::vector<double> sums(sets.sets.size()), uses(sets.sets.size());
    for (std::uint32_t r = 0; r < run.result.replicates; ++r) sums[sets.of(r)] += values[r], ++uses[sets.of(r)];
    sim::DesignTable<double> design;
    design.factors = varied.size();
    std::vector<double> means;
    for (std::size_t set = 0; set < sums.size(); ++set) {
        if (uses[set] == 0) continue;
        means.push_back(sums[set] / uses[set]);
        for (const auto* const row : varied) design.values.push_back(sets.sets[set].*row->member);
    }
    constexpr std::size_t least_sets = 20;
    if (varied.empty() || means.size() < least_sets) return {};
    const sim::RankCorrelations ranks =
        sim::rank_correlations(design, std::vector<bool>(varied.size(), false), {means, 1}, 1, 0.9);
    std::vector<Strength> out;
    for (std::size_t p = 0; p < varied.size(); ++p)
        if (const auto& of = ranks.factors[p].spearman)
            out.push_back({factor_label(std::string(varied[p]->name)), *of});
    sort_by_strength(out);
    constexpr std::size_t most_rows = 8;
    if (out.size() > most_rows) out.resize(most_rows);
    return out;
}

std::string correlations_note(const ReportedRun& run, Language language)
{
    const std::string plan = run.name(run.leader(), language), month = run.month_text(run.last_month(), language);
    return language == Language::id
               ? "Korelasi peringkat tiap parameter dengan tindakan kelurahan pada " + plan + ", " + month +
                     "; delapan terkuat, garis = selang 90 %. Kiri: makin besar parameternya, makin rendah hasilnya."
               : "Rank correlation of each parameter with action in the kelurahan under " + plan + ", " + month +
                     "; the eight strongest, lines = 90% intervals. Left: the larger the parameter, the lower the "
                     "outcome.";
}

std::string parameters_figure(const ReportedRun& run, Charts& charts)
{
    const std::vector<Strength> correlations = correlations_of(run);
    if (correlations.empty()) return "";
    nlohmann::ordered_json chart{{"kind", "correlations"}, {"rows", nlohmann::ordered_json::array()}};
    Figure figure;
    figure.id = "parameter-penentu";
    figure.title = strengths_title({"tindakan di kelurahan", "action in the kelurahan"}, correlations);
    figure.note = both([&](Language language) { return correlations_note(run, language); });
    figure.remark = {"Ilustratif, dari himpunan yang cocok dengan pengamatan saja.",
                     "Illustrative, from the sets that fit what was observed alone."};
    if (names_strongest(correlations))
        figure.remark = figure.remark + Words{" Inilah angka yang paling berguna diukur di lapangan.",
                                              " These are the figures most worth measuring in the field."};
    figure.table = {
        figure.title,
        {{{"Parameter", "Parameter"}, {"korelasi peringkat", "rank correlation"}, {"selang 90 %", "90% interval"}}}};
    const auto two = [](double value) { return both([&](Language l) { return number(value, 2, l); }); };
    for (const Strength& each : correlations) {
        const sim::Interval& interval = each.of.interval;
        chart["rows"].push_back({{"label", json_of(each.name)},
                                 {"value", drawn(each.of.value)},
                                 {"low", drawn(interval.low)},
                                 {"high", drawn(interval.high)}});
        figure.table.rows.push_back(
            {each.name, two(each.of.value), two(interval.low) + Words{" – ", " – "} + two(interval.high)});
    }
    return figure.html(std::move(chart), charts);
}

/// "what was observed of Kota Serang", and how much of that is assumed.
std::string fitted_to(const ReportedRun& run, Language language)
{
    const auto& observed = run.city.observed;
    const auto assumed = std::count_if(observed.begin(), observed.end(),
                                       [](const commitment::Observation& of) { return of.is_assumed(); });
    const bool id = language == Language::id;
    std::string text = (id ? "yang teramati di " : "what was observed of ") + run.city.name;
    if (assumed > 0) {
        const std::string some = std::to_string(assumed), all = std::to_string(observed.size());
        text += id ? " (" + some + " dari " + all + " angkanya anggapan)"
                   : " (" + some + " of its " + all + " figures are assumptions)";
    }
    return text;
}

} // namespace

std::string certainty_section(const ReportedRun& run, Charts& charts)
{
    std::string out;
    if (run.is_comparison) out += orders_figure(run, charts) + words_table(run);
    if (run.covers_parameters()) out += parameters_figure(run, charts);
    if (out.empty()) return "";
    const Words intro =
        run.covers_parameters()
            ? both([&](Language language) {
                  const std::string sets = number(run.sets(), 0, language);
                  return language == Language::id
                             ? "Banyak angka dalam model tidak diketahui. Karena itu hasil ini memakai " + sets +
                                   " himpunan parameter yang cocok dengan " + fitted_to(run, language) + "."
                             : "Many figures in the model are not known. That is why this result uses " + sets +
                                   " parameter sets that fit " + fitted_to(run, language) + ".";
              })
            : Words{
                  "Hasil ini memakai satu himpunan parameter: rentangnya memuat kebetulan saja. Bila parameter kota "
                  "dikalibrasi dengan yang teramati, ketidakpastian parameter ikut dihitung; urutan rencana biasanya "
                  "tetap, angkanya berubah banyak.",
                  "This result uses one parameter set: its ranges cover chance alone. Where the city's parameters are "
                  "calibrated to what was observed, what they leave open is covered too; the order of plans mostly "
                  "stays, the figures change much."};
    return heading("yakin", {"Seberapa yakin", "How sure"}) + paragraph(intro) + out;
}

} // namespace layak

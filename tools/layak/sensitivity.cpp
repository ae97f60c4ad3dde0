#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "models/commitment/outcomes.hpp"
#include "sim/design/design.hpp"
#include "sim/sensitivity/sensitivity.hpp"
#include "sim/text/csv.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/stored_sweep.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using sim::Estimate;
using sim::Language;
using sim::Words;

const std::string csv_head = "plan,outcome,month,factor,measure,value,low,high,method,confidence";

struct SensitivityCommand : CommonOptions
{
    std::string result;
    std::vector<std::string> outcomes;
    std::string month;
    double confidence = 0.9;
};

/// Rows that are one design: those of a plan, or all where the plan is a factor.
struct Part
{
    std::string plan; ///< empty: all
    std::string name_id, name_en;
    std::vector<std::uint32_t> rows;
};

/// What was found of one outcome in one part.
struct Analysis
{
    const Part* part = nullptr;
    std::string outcome;
    sim::VarianceSplit split;
    std::optional<sim::VarianceIndices> variance; ///< of a Saltelli design
    std::optional<sim::Screening> screening;      ///< of a Morris design
    sim::RankCorrelations ranks;
};

std::vector<Part> parts_of(const StoredSweep& sweep)
{
    std::vector<Part> parts;
    if (sweep.sampled().plan_is_factor) {
        Part all;
        for (std::uint32_t row = 0; row < sweep.rows(); ++row) all.rows.push_back(row);
        return {all};
    }
    std::map<std::string, std::size_t> known;
    for (std::uint32_t row = 0; row < sweep.rows(); ++row) {
        const auto [at, is_new] = known.emplace(sweep.plans()[row], parts.size());
        if (is_new)
            parts.push_back(
                {sweep.plans()[row], sweep.plan_names(Language::id)[row], sweep.plan_names(Language::en)[row], {}});
        parts[at->second].rows.push_back(row);
    }
    return parts;
}

/// The values of the factors, [row][factor]; of the plan its number.
sim::DesignTable<double> table_of(const StoredSweep& sweep, const Part& part)
{
    std::map<std::string, double> plan_number;
    for (const std::string& plan : sweep.plans()) plan_number.emplace(plan, static_cast<double>(plan_number.size()));
    sim::DesignTable<double> table;
    table.factors = sweep.sampled().factors.size();
    for (const std::uint32_t row : part.rows)
        for (const std::string& name : sweep.sampled().factors) {
            const auto at = std::find_if(sweep.factors().begin(), sweep.factors().end(),
                                         [&](const StoredSweep::Factor& factor) { return factor.name == name; });
            table.values.push_back(at == sweep.factors().end() ? plan_number.at(sweep.plans()[row]) : at->values[row]);
        }
    return table;
}

Analysis analyse(const StoredSweep& sweep, const Part& part, const std::string& outcome, std::size_t month,
                 double confidence)
{
    const StoredSweep::Sampled& sampled = sweep.sampled();
    const auto all = sweep.outcome(outcome, month);
    std::vector<double> values;
    for (const std::uint32_t row : part.rows) values.insert(values.end(), all[row].begin(), all[row].end());
    const sim::Outputs outputs{values, sweep.replicates()};
    Analysis out;
    out.part = &part;
    out.outcome = outcome;
    std::size_t rows_per_block = 1;
    if (sampled.sampling == "saltelli") {
        rows_per_block = sampled.group_names.size() + 2;
        out.variance = sim::variance_indices(outputs, sampled.group_names.size(), confidence);
    } else if (sampled.sampling == "morris") {
        rows_per_block = sampled.factors.size() + 1;
        const sim::UnitDesign design = sim::morris_trajectories(
            part.rows.size() / rows_per_block, sampled.factors.size(), sampled.morris_levels, sampled.seed);
        out.screening = sim::elementary_effects(design, outputs, confidence);
    }
    std::vector<bool> is_categorical;
    for (const std::string& name : sampled.factors) is_categorical.push_back(name == "plan");
    out.ranks = sim::rank_correlations(table_of(sweep, part), is_categorical, outputs, rows_per_block, confidence);
    out.split = out.ranks.split;
    return out;
}

const commitment::OutcomeInfo& info_of(const std::string& outcome)
{
    return commitment::outcome_table()[*commitment::find_outcome(outcome)];
}

std::string estimate_text(const Estimate& estimate, Language language)
{
    std::string text = number(estimate.value, 2, language);
    if (estimate.interval.method != sim::Method::none)
        text += " (" + number(estimate.interval.low, 2, language) + " – " +
                number(estimate.interval.high, 2, language) + ")";
    return text;
}
std::string estimate_text(const std::optional<Estimate>& estimate, Language language)
{
    return estimate ? estimate_text(*estimate, language) : "–";
}

/// ↑ where more of the factor gives more of the outcome for sure, ↓ where less.
std::string direction(const sim::FactorRanks& of)
{
    if (!of.spearman || of.spearman->interval.holds(0)) return "";
    return of.spearman->value > 0 ? "↑" : "↓";
}

/// Places from the largest value.
template <class Value>
std::vector<std::size_t> largest_first(std::size_t count, Value value)
{
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return value(a) > value(b); });
    return order;
}

/// Which one matters most, no stronger than the intervals.
Words leading(const std::vector<std::string>& names, const std::vector<std::size_t>& order,
              const std::vector<const Estimate*>& of)
{
    const auto interval = [&](std::size_t i) { return of[order[i]]->interval; };
    if (order.empty() || interval(0).method == sim::Method::none || interval(0).low <= 0)
        return {"Belum ada faktor yang pengaruhnya dapat dipastikan.", "No factor's effect can be told for sure yet."};
    if (order.size() == 1 || interval(0).low > interval(1).high)
        return {"Yang paling menentukan: " + names[order[0]] + ".", "What matters most: " + names[order[0]] + "."};
    std::string list = names[order[0]];
    for (std::size_t i = 1; i < order.size() && interval(i).high >= interval(0).low; ++i)
        list += ", " + names[order[i]];
    return {"Yang paling menentukan belum dapat dibedakan di antara: " + list + ".",
            "What matters most cannot be told apart among: " + list + "."};
}

/// What of single runs is chance: a row of its own.
void add_noise(const Analysis& of, std::vector<std::string>& labels, std::vector<Column>& columns, Language language)
{
    labels.push_back(language == Language::id ? "kebetulan (antar ulangan)" : "chance (between replicates)");
    for (Column& column : columns) column.cells.emplace_back("");
    columns[0].cells.back() = of.split.noise_share       ? estimate_text(*of.split.noise_share, language)
                              : language == Language::id ? "perlu 2 ulangan"
                                                         : "needs 2 replicates";
}

std::string variance_table(const StoredSweep& sweep, const Analysis& of, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    const auto& groups = of.variance->groups;
    const auto& names = sweep.sampled().group_names;
    std::vector<std::string> labels;
    std::vector<Column> table = {{id ? "sendiri" : "alone", id ? "(indeks pertama)" : "(first-order index)", {}},
                                 {id ? "dengan lainnya" : "with others", id ? "(indeks total)" : "(total index)", {}},
                                 {id ? "arah" : "way", "", {}}};
    const auto order = largest_first(groups.size(), [&](std::size_t g) { return groups[g].total.value; });
    for (const std::size_t g : order) {
        labels.push_back(printable(names[g]));
        table[0].cells.push_back(estimate_text(groups[g].first, language));
        table[1].cells.push_back(estimate_text(groups[g].total, language));
        const auto& group = sweep.sampled().group;
        const auto factor = static_cast<std::size_t>(
            std::find(group.begin(), group.end(), static_cast<std::uint32_t>(g)) - group.begin());
        const bool alone = std::count(group.begin(), group.end(), static_cast<std::uint32_t>(g)) == 1;
        table[2].cells.push_back(alone ? direction(of.ranks.factors[factor]) : "");
    }
    std::vector<const Estimate*> totals;
    for (const auto& group : groups) totals.push_back(&group.total);
    std::string out = groups.empty() ? (id ? "Keluaran ini tidak berubah menurut faktor-faktornya.\n"
                                           : "This outcome does not change with the factors.\n")
                                     : leading(names, order, totals).in(language) + "\n\n";
    add_noise(of, labels, table, language);
    return out + text_table(labels, table, columns);
}

std::string screening_table(const StoredSweep& sweep, const Analysis& of, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    const auto& factors = of.screening->factors;
    const auto& names = sweep.sampled().factors;
    std::vector<std::string> labels;
    std::vector<Column> table = {{"μ*", id ? "besar pengaruh" : "size of effect", {}},
                                 {"μ", id ? "arah" : "way", {}},
                                 {"σ", id ? "tak lurus, saling" : "bends, interacts", {}},
                                 {id ? "derau" : "noise", id ? "dalam μ*" : "within μ*", {}}};
    const auto order = largest_first(factors.size(), [&](std::size_t f) { return factors[f].mean_absolute.value; });
    for (const std::size_t f : order) {
        labels.push_back(printable(names[f]));
        table[0].cells.push_back(estimate_text(factors[f].mean_absolute, language));
        table[1].cells.push_back(estimate_text(factors[f].mean, language));
        table[2].cells.push_back(estimate_text(factors[f].sd, language));
        table[3].cells.push_back(factors[f].noise ? number(0.8 * *factors[f].noise, 3, language) : "–");
    }
    std::vector<const Estimate*> sizes;
    for (const auto& factor : factors) sizes.push_back(&factor.mean_absolute);
    std::string out = factors.empty() ? (id ? "Terlalu sedikit lintasan.\n" : "Too few trajectories.\n")
                                      : leading(names, order, sizes).in(language) + "\n\n";
    add_noise(of, labels, table, language);
    return out + text_table(labels, table, columns);
}

std::string rank_table(const StoredSweep& sweep, const Analysis& of, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    const auto& names = sweep.sampled().factors;
    std::vector<std::string> labels;
    std::vector<Column> table = {{id ? "korelasi" : "rank", id ? "peringkat" : "correlation", {}},
                                 {id ? "yang lain" : "others", id ? "tetap" : "held", {}},
                                 {id ? "bagian ragam" : "share of", id ? "(rencana)" : "variance (plan)", {}}};
    const auto size = [&](std::size_t f) {
        const auto& of_factor = of.ranks.factors[f];
        return of_factor.spearman    ? std::abs(of_factor.spearman->value)
               : of_factor.explained ? std::sqrt(std::max(0.0, of_factor.explained->value))
                                     : 0;
    };
    for (const std::size_t f : largest_first(names.size(), size)) {
        labels.push_back(printable(names[f]));
        table[0].cells.push_back(estimate_text(of.ranks.factors[f].spearman, language));
        table[1].cells.push_back(estimate_text(of.ranks.factors[f].partial, language));
        table[2].cells.push_back(estimate_text(of.ranks.factors[f].explained, language));
    }
    add_noise(of, labels, table, language);
    return text_table(labels, table, columns);
}

std::string analysis_table(const StoredSweep& sweep, const Analysis& of, sim::Month month, Language language,
                           std::size_t columns)
{
    const bool id = language == Language::id;
    std::string title = info_of(of.outcome).meaning.in(language) + ", " + month_name(month, language);
    if (!of.part->plan.empty()) title += " · " + (id ? of.part->name_id : of.part->name_en);
    title = printable(title);
    std::string out = "\n" + title + "\n" + std::string(std::min(width(title), columns), '=') + "\n";
    if (of.split.left_out > 0)
        out += std::to_string(of.split.left_out) + (id ? " bagian rancangan dengan jalan yang gagal tidak dihitung.\n"
                                                       : " pieces of the design with runs that failed are left out.\n");
    if (of.variance) return out + variance_table(sweep, of, language, columns);
    if (of.screening) return out + screening_table(sweep, of, language, columns);
    return out + rank_table(sweep, of, language, columns);
}

std::string explanation(const StoredSweep& sweep, Language language, std::size_t columns, double confidence)
{
    const bool id = language == Language::id;
    const std::string& sampling = sweep.sampled().sampling;
    const std::string sure = percent(confidence, language);
    std::string text;
    if (sampling == "saltelli")
        text =
            id ? "Indeks: bagian dari keragaman (karena faktor) yang berasal dari faktor itu, sendiri atau bersama "
                 "yang lain; "
                 "↑ makin banyak makin tinggi. Kebetulan: bagiannya dalam keragaman jalan tunggal, terpisah dari "
                 "indeks."
               : "Indices: shares of the variance (by factors) that stem from the factor, alone or with others; ↑ more "
                 "of it gives more. Chance: its share in the variance of single runs, apart from the indices.";
    else if (sampling == "morris")
        text =
            id ? "μ*: perubahan keluaran bila faktor bergeser sepanjang rentangnya, tanpa melihat arah; σ: seberapa "
                 "jauh "
                 "itu tergantung pada tempat dan faktor lain. Faktor tanpa pengaruh memberi μ* sebesar kolom derau."
               : "μ*: change of the outcome when the factor goes through its range, whatever its direction; σ: how far "
                 "that hangs on where and on other factors. A factor without effect has a μ* of the noise column.";
    else
        text = id ? "Korelasi peringkat (Spearman) dari rata-rata tiap baris; kolom kedua dengan faktor lain tetap."
                  : "Rank correlations (Spearman) of the means of the rows; the second column with other factors held.";
    text += id ? " Selang " + sure + " mencakup rancangan dan kebetulan."
               : " Intervals (" + sure + ") cover the design and chance.";
    return wrapped(text, columns) + "\n";
}

/// Every figure: what and which.
template <class Use>
void each_figure(const StoredSweep& sweep, const Analysis& of, Use use)
{
    const auto& factors = sweep.sampled().factors;
    if (of.variance)
        for (std::size_t g = 0; g < of.variance->groups.size(); ++g) {
            use(sweep.sampled().group_names[g], "first", of.variance->groups[g].first);
            use(sweep.sampled().group_names[g], "total", of.variance->groups[g].total);
        }
    if (of.screening)
        for (std::size_t f = 0; f < of.screening->factors.size(); ++f) {
            const sim::FactorEffects& effects = of.screening->factors[f];
            use(factors[f], "mu_star", effects.mean_absolute);
            use(factors[f], "mu", effects.mean);
            use(factors[f], "sigma", effects.sd);
            if (effects.noise) use(factors[f], "noise", Estimate{*effects.noise, {}});
        }
    for (std::size_t f = 0; f < of.ranks.factors.size(); ++f) {
        const sim::FactorRanks& ranks = of.ranks.factors[f];
        if (ranks.spearman) use(factors[f], "spearman", *ranks.spearman);
        if (ranks.partial) use(factors[f], "partial_rank", *ranks.partial);
        if (ranks.explained) use(factors[f], "explained", *ranks.explained);
    }
    if (of.split.noise_share) use(std::string("replicates"), "noise_share", *of.split.noise_share);
}

std::string csv_of(const StoredSweep& sweep, const std::vector<Analysis>& all, sim::Month month, double confidence)
{
    std::string out = csv_head + "\n";
    for (const Analysis& of : all)
        each_figure(sweep, of, [&](const std::string& factor, const char* measure, const Estimate& estimate) {
            const bool has = estimate.interval.method != sim::Method::none;
            out += sim::csv_field(of.part->plan) + "," + of.outcome + "," + to_text(month) + "," +
                   sim::csv_field(factor) + "," + measure + "," + sim::shortest(estimate.value) + "," +
                   (has ? sim::shortest(estimate.interval.low) : "") + "," +
                   (has ? sim::shortest(estimate.interval.high) : "") + "," +
                   (has ? std::string(name_of(estimate.interval.method)) : "") + "," + sim::shortest(confidence) + "\n";
        });
    return out;
}

std::string json_of(const StoredSweep& sweep, const std::vector<Analysis>& all, sim::Month month, double confidence)
{
    nlohmann::ordered_json json;
    json["result"] = sweep.path().string();
    json["sampling"] = sweep.sampled().sampling;
    json["rows"] = sweep.rows();
    json["replicates"] = sweep.replicates();
    json["month"] = to_text(month);
    json["confidence"] = confidence;
    for (const Analysis& of : all) {
        nlohmann::ordered_json entry;
        entry["outcome"] = of.outcome;
        if (!of.part->plan.empty()) entry["plan"] = of.part->plan;
        entry["blocks"] = of.split.blocks;
        entry["left_out"] = of.split.left_out;
        entry["mean"] = of.split.mean;
        entry["variance_of_parameters"] = of.split.parameters;
        if (of.split.noise) entry["variance_of_replicates"] = *of.split.noise;
        each_figure(sweep, of, [&](const std::string& factor, const char* measure, const Estimate& estimate) {
            nlohmann::ordered_json figure{{"value", estimate.value}};
            if (estimate.interval.method != sim::Method::none)
                figure["low"] = estimate.interval.low, figure["high"] = estimate.interval.high,
                figure["method"] = name_of(estimate.interval.method);
            entry["figures"][factor][measure] = std::move(figure);
        });
        json["analyses"].push_back(std::move(entry));
    }
    return json.dump(1) + "\n";
}

void sensitivity(const SensitivityCommand& given)
{
    const Language language = given.language();
    const StoredSweep sweep(given.result);
    sim::Findings findings;
    std::vector<std::string> known;
    for (const commitment::OutcomeInfo& outcome : commitment::outcome_table()) known.push_back(outcome.name);
    for (const std::string& name : given.outcomes)
        if (!commitment::find_outcome(name))
            findings.error("--outcome " + sim::shortened(name), 0, "", "",
                           Words{"tidak ada keluaran kota dengan nama itu", "no outcome of the city has this name"} +
                               sim::did_you_mean(name, known));
    std::size_t month = sweep.months().size() - 1;
    if (!given.month.empty()) {
        std::vector<std::string> kept;
        for (const sim::Month of : sweep.months()) kept.push_back(to_text(of));
        const auto at = std::find(kept.begin(), kept.end(), given.month);
        if (at == kept.end())
            findings.error("--month " + sim::shortened(given.month), 0, "", "",
                           Words{"bulan ini tidak disimpan; ", "this month was not kept; "} + sim::accepted(kept));
        month = static_cast<std::size_t>(at - kept.begin());
    }
    if (sweep.sampled().factors.empty())
        findings.error(sweep.path().string(), 0, "", "",
                       {"rancangannya tidak punya faktor", "its design has no factors"});
    findings.throw_if_failed();
    Inputs none;
    none.files.push_back({"", "", sweep.path()});
    if (!given.output.empty()) check_text_output(given.output, csv_head, none, given.force, language);
    std::vector<std::string> outcomes = given.outcomes.empty() ? sweep.sampled().outcomes : given.outcomes;
    if (outcomes.empty()) outcomes = {"action.kelurahan", "formal.kelurahan"};
    const std::vector<Part> parts = parts_of(sweep);
    std::vector<Analysis> all;
    for (const std::string& outcome : outcomes)
        for (const Part& part : parts) all.push_back(analyse(sweep, part, outcome, month, given.confidence));
    if (!given.output.empty()) write_text(given.output, csv_of(sweep, all, sweep.months()[month], given.confidence));
    if (given.json) return print(json_of(sweep, all, sweep.months()[month], given.confidence));
    const std::size_t columns = terminal_columns();
    std::string out = explanation(sweep, language, columns, given.confidence);
    for (const Analysis& of : all) out += analysis_table(sweep, of, sweep.months()[month], language, columns);
    print(out);
    if (!given.output.empty())
        print((language == Language::id ? "\nTabel: " : "\nThe table: ") + printable(given.output) + "\n");
}

} // namespace

void add_sensitivity(CLI::App& layak)
{
    auto given = std::make_shared<SensitivityCommand>();
    CLI::App* const verb = layak.add_subcommand(
        "sensitivity", "Which factors of a sweep matter, and how much of it all is chance; without a new run");
    verb->add_option("RESULTS", given->result, "A sweep's folder, or its result.nc")->required()->option_text(" ");
    verb->add_option("--outcome", given->outcomes, "An outcome to look at. May be given often")
        ->option_text("NAME ... [the design's]")
        ->allow_extra_args(false);
    verb->add_option("--month", given->month, "A month that was kept")->option_text("MONTH [the last]");
    verb->add_option("--confidence", given->confidence, "Confidence of the intervals")
        ->check(accept_share(0.5, 0.999))
        ->option_text("SHARE [0.9]");
    verb->add_option("-o,--out", given->output, "All figures as a table (CSV)")
        ->check(accept_not_empty)
        ->option_text("FILE [none]");
    verb->add_flag("--force", given->force, "Replace an existing table of these figures");
    verb->add_flag("--json", given->json, "All figures as JSON on stdout");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak sensitivity sweep-levers --outcome action.kelurahan\n"
        "Of a saltelli design: first-order and total indices (Saltelli, Jansen); of morris: mu*, mu, sigma; of any "
        "design: rank correlations.\nFactors with one `group` in a saltelli design are looked at together.");
    verb->callback([given] { sensitivity(*given); });
}

} // namespace layak

#include "tools/layak/sweep_table.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/conclusions.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/sweep_shown.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using commitment::Measure;
using sim::Language;
using sim::Words;

constexpr std::size_t most_groups_shown = 12;
constexpr std::uint32_t most_rows_shown = 24;

/// A line of so many columns with the band and, in it, the mean.
std::string strip(const sim::Response& at, double lowest, double highest, std::size_t columns)
{
    const double scale = highest > lowest ? static_cast<double>(columns - 1) / (highest - lowest) : 0;
    const auto place = [&](double value) { return static_cast<std::size_t>(std::lround((value - lowest) * scale)); };
    std::string out;
    for (std::size_t c = 0; c < columns; ++c) {
        if (c == place(at.mean))
            out += "●";
        else if (c >= place(at.low) && c <= place(at.high))
            out += c == place(at.low) ? "├" : c == place(at.high) ? "┤" : "─";
        else
            out += "·";
    }
    return out;
}

Words price_unit(Measure measure)
{
    switch (measure) {
    case Measure::count: return {"tiap tambahan satu", "for one more"};
    case Measure::share: return {"tiap poin persen", "a percentage point"};
    default: return {"tiap 0,01", "for 0.01"};
    }
}

/// Where each curve has most of its gain: the answer to "how much is enough", first.
std::string summary(const ShownSweep& shown, const CurveLayout& layout, const std::vector<SweepCurves>& all)
{
    const Language language = shown.language;
    const bool id = shown.id;
    const std::size_t columns = shown.columns;
    const std::string& factor = shown.sweep.factors()[layout.factor].name;
    const std::size_t groups = std::min(layout.groups.size(), most_groups_shown);
    std::vector<std::string> labels;
    std::vector<std::uint32_t> capped;
    for (std::size_t g = 0; g < groups; ++g) {
        const CurveGroup& group = layout.groups[g];
        const std::size_t before = capped.size();
        std::copy_if(group.rows.begin(), group.rows.end(), std::back_inserter(capped),
                     [&](std::uint32_t row) { return shown.is_capped(row, layout.factor); });
        labels.push_back("  " + shown.row(group.rows.front(), group.others) + (capped.size() > before ? " *" : ""));
    }
    std::vector<Column> table;
    for (const SweepCurves& of : all) {
        Column column{info_of(of.outcome).meaning.in(language), "", {}};
        for (std::size_t g = 0; g < groups; ++g) {
            column.cells.push_back(enough_text(shown, of.curves[g], layout.groups[g], layout.factor));
        }
        table.push_back(std::move(column));
    }
    const std::string label = factor_label(factor).in(language);
    return "\n" +
           wrapped(id ? "Berapa yang cukup? Tingkat terendah dari " + label +
                            " yang memberi 90 % dari perbaikan terbesar di antara tingkat yang dicoba"
                      : "How much is enough? The lowest level of the " + label +
                            " that brings 90% of the largest gain among the levels tried",
                   columns) +
           text_table(labels, table, columns) + shown.note_of_capped(capped, true);
}

/// From which level on each goal is reached, of each curve; of rows that make none, by which rows.
std::string goals_table(const ShownSweep& shown, const CurveLayout& layout, const GoalChances& chances)
{
    if (!chances.goals().are_asked) return "";
    const Language language = shown.language;
    const bool id = shown.id;
    const std::string chance = percent(chances.goals().chance, language);
    std::vector<std::string> labels;
    std::vector<Column> table;
    for (const SweepGoal& goal : chances.goals().all) table.push_back({goal.text.in(language), "", {}});
    if (!layout.groups.empty()) {
        const std::size_t groups = std::min(layout.groups.size(), most_groups_shown);
        for (std::size_t g = 0; g < groups; ++g) {
            const CurveGroup& group = layout.groups[g];
            labels.push_back("  " + shown.row(group.rows.front(), group.others));
            for (std::size_t k = 0; k < chances.count(); ++k)
                table[k].cells.push_back(chances.told(shown, layout, k, group));
        }
    } else {
        std::vector<std::size_t> factors(shown.sweep.factors().size());
        std::iota(factors.begin(), factors.end(), std::size_t{0});
        for (std::uint32_t row = 0; row < std::min(shown.sweep.rows(), most_rows_shown); ++row) {
            labels.push_back("  " + shown.row(row, factors));
            for (std::size_t k = 0; k < chances.count(); ++k)
                table[k].cells.push_back(shown_chance(chances.of(k, row).interval, language));
        }
    }
    const std::string what = layout.groups.empty()
                                 ? (id ? "Sasaran: peluangnya tiap baris, selang 90 %; yang diminta " + chance
                                       : "Goals: their chance by row, 90% interval; asked for " + chance)
                                 : (id ? "Sasaran: tingkat terendah yang mulai darinya tercapai dengan peluang " +
                                             chance + " (batas bawah selang 90 %-nya), dan peluang di situ"
                                       : "Goals: the lowest level from which on they are reached with a chance of " +
                                             chance + " (the lower limit of its 90% interval), and the chance there");
    return "\n" + wrapped(caution_of(shown.sweep.replicates()).in(language) + what, shown.columns) +
           text_table(labels, table, shown.columns);
}

/// One curve as a table.
std::string curve_table(const ShownSweep& shown, const CurveLayout& layout, const SweepCurves& of, std::size_t g,
                        double lowest, double highest)
{
    const StoredSweep& sweep = shown.sweep;
    const Language language = shown.language;
    const bool id = shown.id;
    const CurveGroup& group = layout.groups[g];
    const sim::ResponseCurve& curve = of.curves[g];
    const Measure measure = info_of(of.outcome).measure;
    const auto is_capped = [&](std::size_t level) { return shown.is_capped(group.rows[level], layout.factor); };
    std::vector<std::string> labels;
    Column mean{id ? "rata-rata" : "mean", id ? "(5–95 %)" : "(5–95%)", {}};
    Column gain{id ? "dari tingkat" : "over the level", id ? "sebelumnya" : "before", {}};
    const std::string years =
        std::to_string(sweep.plans_from().year()) + "–" + std::to_string(sweep.months().back().year());
    Column price{"rupiah " + years, price_unit(measure).in(language), {}};
    Column picture{"", "", {}};
    for (std::size_t level = 0; level < curve.levels.size(); ++level) {
        const sim::Response& at = curve.levels[level];
        labels.push_back("  " + shown.level(layout.factor, group.levels[level]) + (is_capped(level) ? " *" : ""));
        mean.cells.push_back(sweep_figure(at.mean, measure, language) + " (" +
                             shown_range(at.low, at.high, measure, language) + ")");
        gain.cells.push_back(level == 0 ? "" : gain_text(at.gain, at.gain_interval, measure, language));
        std::string money = level == 0 ? "" : "–";
        if (level > 0 && is_price_of_cap(is_capped(level - 1), is_capped(level)))
            money = id ? "* (pagu)" : "* (limit)";
        else if (at.price && at.extra_cost <= 0)
            money = id ? "tidak lebih mahal" : "no dearer";
        else if (at.price) {
            const double amount = priced_amount(measure);
            money = rupiah(*at.price * amount, language);
        }
        price.cells.push_back(money);
        picture.cells.push_back(strip(at, lowest, highest, 24));
    }
    std::string out = "\n" + shown.row(group.rows.front(), group.others) + "\n";
    out += text_table(labels, {mean, picture, gain, price}, shown.columns);
    out += "  → " + wrapped(curve_conclusion(shown, curve, group, layout.factor, measure), shown.columns - 4, "    ") +
           "\n";
    return out;
}

Words more_curves(std::size_t count)
{
    const auto of = static_cast<double>(count);
    return {"\n… dan " + number(of, 0, Language::id) + " kurva lagi, semuanya di table.csv\n",
            "\n… and " + number(of, 0, Language::en) + noun(count, " curve more, it is", " curves more, all of them") +
                " in table.csv\n"};
}

std::string heading(const StoredSweep& sweep, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    const std::string month = month_name(sweep.months().back(), language);
    const std::string rows = number(sweep.rows(), 0, language) + (id ? " baris" : noun(sweep.rows(), " row", " rows"));
    const std::string replicates =
        number(sweep.replicates(), 0, language) +
        (id ? " ulangan tiap baris" : noun(sweep.replicates(), " replicate of each", " replicates of each"));
    const bool sets = sweep.covers_parameters();
    std::string text = id ? sweep.city_name() + ", " + month + ": " + rows + ", " + replicates +
                                ". Kurung dan selang (90 %) mencakup " +
                                (sets ? "kebetulan dan ketidakpastian parameter."
                                      : "kebetulan saja, dengan parameter baku atau parameter barisnya.")
                          : sweep.city_name() + ", " + month + ": " + rows + ", " + replicates +
                                ". Brackets and intervals (90%) cover " +
                                (sets ? "chance and what the parameters leave open."
                                      : "chance alone, with the default parameters or those of the row.");
    constexpr std::uint32_t few = 20;
    if (sweep.replicates() < few)
        text +=
            id ? " Dengan ulangan sesedikit itu hampir tidak ada yang dapat dipastikan: 100 atau lebih (--replicates)."
               : " With so few replicates hardly anything can be told for sure: take 100 or more (--replicates).";
    const std::string failed = number(static_cast<double>(sweep.failed()), 0, language);
    if (sweep.failed() > 0)
        text +=
            id ? " " + failed + " simulasi gagal dan tidak dihitung."
               : " " + failed + noun(sweep.failed(), " run failed and is left out.", " runs failed and are left out.");
    return wrapped(printable(text), columns) + "\n";
}

} // namespace

std::string sweep_table(const StoredSweep& sweep, const std::vector<std::string>& names, const GoalChances& chances,
                        Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    std::string out = heading(sweep, language, columns);
    const ShownSweep shown(sweep, language, columns);
    const CurveLayout layout = curve_layout(sweep);
    const std::vector<std::uint32_t> outcomes = outcomes_with_goals(names, chances.goals());
    out += goals_table(shown, layout, chances);
    if (layout.groups.empty()) return out + "\n" + rows_told(shown, outcomes);
    const auto costs = sweep.cost();
    std::vector<SweepCurves> all;
    for (const std::uint32_t outcome : outcomes)
        all.push_back(curves_of(sweep, layout, outcome, costs, sweep_confidence));
    out += summary(shown, layout, all);
    const std::string& factor = sweep.factors()[layout.factor].name;
    for (const SweepCurves& of : all) {
        double lowest = 1e300, highest = -1e300;
        for (const sim::ResponseCurve& curve : of.curves)
            for (const sim::Response& at : curve.levels)
                lowest = std::min(lowest, at.low), highest = std::max(highest, at.high);
        const std::string label = factor_label(factor).in(language);
        const std::string title = info_of(of.outcome).meaning.in(language) + (id ? " menurut " : " by ") + label +
                                  (label == factor ? "" : " (" + factor + ")");
        out += "\n" + title + "\n" + std::string(std::min(width(title), columns), '=') + "\n";
        for (std::size_t g = 0; g < std::min(layout.groups.size(), most_groups_shown); ++g)
            out += curve_table(shown, layout, of, g, lowest, highest);
        if (layout.groups.size() > most_groups_shown)
            out += more_curves(layout.groups.size() - most_groups_shown).in(language);
    }
    return out;
}

} // namespace layak

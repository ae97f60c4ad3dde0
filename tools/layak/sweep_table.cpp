#include "tools/layak/sweep_table.hpp"

#include <algorithm>
#include <cmath>

#include "sim/statistics/sample.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/conclusions.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/sweep_curves.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using commitment::Measure;
using sim::Language;
using sim::Words;

constexpr std::size_t most_groups_shown = 12;

std::string figure(double value, Measure measure, Language language)
{
    if (measure == Measure::share) return percent(value, language);
    return number(value, measure == Measure::count ? 1 : 2, language);
}

/// "Dari bawah · rotation.head 0,5"
std::string group_name(const StoredSweep& sweep, const CurveGroup& group, Language language)
{
    const std::uint32_t row = group.rows.front();
    std::string text = printable(sim::shortened(sweep.plan_names(language)[row], 30));
    for (const std::size_t f : group.others) {
        const StoredSweep::Factor& factor = sweep.factors()[f];
        text += " · " + factor.name + " " + level_text(factor.name, factor.values[row], language);
    }
    return text;
}

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

/// "+6,1 poin (+5,9 – +6,3)"
std::string gain_text(double gain, const sim::Interval& interval, Measure measure, Language language)
{
    const bool share = measure == Measure::share;
    return shown_difference(gain, interval, measure, language) +
           (!share                     ? ""
            : language == Language::id ? " poin"
                                       : " points") +
           " (" + shown_interval(interval, measure, language) + ")";
}

/// What the curve says, no stronger than its intervals.
std::string conclusion(const sim::ResponseCurve& curve, const CurveGroup& group, const std::string& factor,
                       Measure measure, Language language)
{
    const bool id = language == Language::id;
    const auto level = [&](std::size_t at) { return level_text(factor, group.levels[at], language); };
    const std::string decline =
        curve.decline ? gain_text(*curve.decline, curve.decline_interval, measure, language) : "";
    if (!curve.has_effect) {
        if (decline.empty())
            return id ? "tidak ada tingkat yang berbeda nyata dari yang terendah"
                      : "no level differs for sure from the lowest";
        return (id ? "tidak ada tingkat yang nyata lebih baik daripada yang terendah; di atas "
                   : "no level is better for sure than the lowest; above ") +
               level(curve.best) + (id ? " memburuk " : " it gets worse, ") + decline;
    }
    std::string text = (id ? "perubahan terbesar " : "largest gain ") +
                       gain_text(curve.total_gain, curve.total_gain_interval, measure, language) +
                       (id ? " pada " : " at ") + level(curve.best);
    if (*curve.enough == curve.best)
        text += id ? "; belum ada tingkat di bawahnya yang memberi 90 % darinya" : "; no lower level brings 90% of it";
    else
        text += (id ? "; 90 % darinya sudah tercapai pada " : "; 90% of it is reached at ") + level(*curve.enough);
    if (curve.enough_from != curve.enough_to)
        text += (id ? " (selang 90 %: " : " (90% interval: ") + level(curve.enough_from) + " – " +
                level(curve.enough_to) + ")";
    if (!decline.empty()) text += (id ? "; di atasnya memburuk " : "; above it, it gets worse, ") + decline;
    return text;
}

/// Where each curve has most of its gain: the answer to "how much is enough", first.
std::string summary(const StoredSweep& sweep, const CurveLayout& layout, const std::vector<SweepCurves>& all,
                    Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    const std::string& factor = sweep.factors()[layout.factor].name;
    const std::size_t shown = std::min(layout.groups.size(), most_groups_shown);
    std::vector<std::string> labels;
    for (std::size_t g = 0; g < shown; ++g) labels.push_back("  " + group_name(sweep, layout.groups[g], language));
    std::vector<Column> table;
    for (const SweepCurves& of : all) {
        Column column{info_of(of.outcome).meaning.in(language), "", {}};
        for (std::size_t g = 0; g < shown; ++g) {
            const sim::ResponseCurve& curve = of.curves[g];
            column.cells.push_back(curve.enough ? level_text(factor, layout.groups[g].levels[*curve.enough], language)
                                   : curve.decline ? (id ? "memburuk" : "gets worse")
                                                   : (id ? "tidak nyata" : "no sure effect"));
        }
        table.push_back(std::move(column));
    }
    const std::string label = factor_label(factor).in(language);
    return "\n" +
           wrapped(id ? "Berapa yang cukup? Tingkat terendah dari " + label +
                            " yang memberi 90 % dari perubahan terbesar di antara tingkat yang dicoba"
                      : "How much is enough? The lowest level of the " + label +
                            " that brings 90% of the largest gain among the levels tried",
                   columns) +
           text_table(labels, table, columns);
}

/// One curve as a table.
std::string curve_table(const StoredSweep& sweep, const CurveLayout& layout, const SweepCurves& of, std::size_t g,
                        double lowest, double highest, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    const CurveGroup& group = layout.groups[g];
    const sim::ResponseCurve& curve = of.curves[g];
    const std::string& factor = sweep.factors()[layout.factor].name;
    const Measure measure = info_of(of.outcome).measure;
    std::vector<std::string> labels;
    Column mean{id ? "rata-rata" : "mean", id ? "(5–95 %)" : "(5–95%)", {}};
    Column gain{id ? "dari tingkat" : "over the level", id ? "sebelumnya" : "before", {}};
    const std::string years =
        std::to_string(sweep.plans_from().year()) + "–" + std::to_string(sweep.months().back().year());
    Column price{"rupiah " + years, price_unit(measure).in(language), {}};
    Column picture{"", "", {}};
    for (std::size_t level = 0; level < curve.levels.size(); ++level) {
        const sim::Response& at = curve.levels[level];
        labels.push_back("  " + level_text(factor, group.levels[level], language));
        mean.cells.push_back(figure(at.mean, measure, language) + " (" + figure(at.low, measure, language) + "–" +
                             figure(at.high, measure, language) + ")");
        gain.cells.push_back(level == 0 ? "" : gain_text(at.gain, at.gain_interval, measure, language));
        std::string money = level == 0 ? "" : "–";
        if (at.price && at.extra_cost <= 0)
            money = id ? "tidak lebih mahal" : "no dearer";
        else if (at.price) {
            const double amount = priced_amount(measure);
            money = rupiah(*at.price * amount, language);
        }
        price.cells.push_back(money);
        picture.cells.push_back(strip(at, lowest, highest, 24));
    }
    std::string out = "\n" + group_name(sweep, group, language) + "\n";
    out += text_table(labels, {mean, picture, gain, price}, columns);
    out += "  → " + wrapped(conclusion(curve, group, factor, measure, language), columns - 4, "    ") + "\n";
    return out;
}

/// Where no curves can be drawn and rows are few: each of them.
std::string rows_table(const StoredSweep& sweep, const std::vector<std::uint32_t>& outcomes, Language language,
                       std::size_t columns)
{
    std::vector<std::string> labels;
    for (std::uint32_t row = 0; row < sweep.rows(); ++row) {
        CurveGroup alone{{row}, {}, {}};
        for (std::size_t f = 0; f < sweep.factors().size(); ++f) alone.others.push_back(f);
        labels.push_back(group_name(sweep, alone, language));
    }
    std::vector<Column> table;
    for (const std::uint32_t outcome : outcomes) {
        const Measure measure = info_of(outcome).measure;
        Column column{info_of(outcome).meaning.in(language),
                      language == Language::id ? "rata-rata (5–95 %)" : "mean (5–95%)",
                      {}};
        for (const auto& row : sweep.outcome(info_of(outcome).name, sweep.months().size() - 1)) {
            const RowFigures of = figures_of(row);
            column.cells.push_back(of.count == 0
                                       ? "–"
                                       : figure(of.mean, measure, language) + " (" + figure(of.low, measure, language) +
                                             "–" + figure(of.high, measure, language) + ")");
        }
        table.push_back(std::move(column));
    }
    return text_table(labels, table, columns);
}

/// Where rows are many: how far they reach.
std::string cloud_table(const StoredSweep& sweep, const std::vector<std::uint32_t>& outcomes, Language language,
                        std::size_t columns)
{
    const bool id = language == Language::id;
    std::vector<std::string> labels;
    Column low{id ? "terendah" : "lowest", id ? "dari baris" : "of the rows", {}};
    Column middle{"median", id ? "dari baris" : "of the rows", {}};
    Column high{id ? "tertinggi" : "highest", id ? "dari baris" : "of the rows", {}};
    for (const std::uint32_t outcome : outcomes) {
        std::vector<double> means;
        for (const auto& row : sweep.outcome(info_of(outcome).name, sweep.months().size() - 1))
            if (const RowFigures of = figures_of(row); of.count > 0) means.push_back(of.mean);
        if (means.empty()) continue;
        const std::vector<double> in_order = sim::sorted(means);
        const Measure measure = info_of(outcome).measure;
        labels.push_back(info_of(outcome).meaning.in(language));
        low.cells.push_back(figure(in_order.front(), measure, language));
        middle.cells.push_back(figure(sim::quantile(in_order, 0.5), measure, language));
        high.cells.push_back(figure(in_order.back(), measure, language));
    }
    return text_table(labels, {low, middle, high}, columns);
}

std::string without_curves(const StoredSweep& sweep, const std::vector<std::uint32_t>& outcomes, Language language,
                           std::size_t columns)
{
    constexpr std::uint32_t few = 24;
    const std::string table = sweep.rows() <= few ? rows_table(sweep, outcomes, language, columns)
                                                  : cloud_table(sweep, outcomes, language, columns);
    if (sweep.factors().empty()) return table;
    const std::string folder = printable(sweep.path().parent_path().string());
    return table + "\n" +
           wrapped(
               language == Language::id
                   ? "Baris-baris ini tidak membentuk kurva: tiap baris berbeda dalam beberapa hal, atau hanya ada "
                     "satu "
                     "tingkat. Faktor mana yang menentukan: layak sensitivity " +
                         folder
                   : "These rows make no curve: they differ in several things at once, or there is one level alone. "
                     "Which factor matters: layak sensitivity " +
                         folder,
               columns) +
           "\n";
}

std::string heading(const StoredSweep& sweep, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    const std::string month = month_name(sweep.months().back(), language);
    const std::string rows = number(sweep.rows(), 0, language);
    const std::string replicates = number(sweep.replicates(), 0, language);
    const bool sets = sweep.covers_parameters();
    std::string text = id ? sweep.city_name() + ", " + month + ": " + rows + " baris, " + replicates +
                                " ulangan tiap baris. Kurung dan selang (90 %) mencakup " +
                                (sets ? "kebetulan dan ketidakpastian parameter."
                                      : "kebetulan saja, dengan parameter baku atau parameter barisnya.")
                          : sweep.city_name() + ", " + month + ": " + rows + " rows, " + replicates +
                                " replicates of each. Brackets and intervals (90%) cover " +
                                (sets ? "chance and what the parameters leave open."
                                      : "chance alone, with the default parameters or those of the row.");
    if (sweep.failed() > 0)
        text += id ? " " + number(static_cast<double>(sweep.failed()), 0, language) + " jalan gagal dan tidak dihitung."
                   : " " + number(static_cast<double>(sweep.failed()), 0, language) + " runs failed and are left out.";
    return wrapped(printable(text), columns) + "\n";
}

} // namespace

std::string sweep_table(const StoredSweep& sweep, const std::vector<std::string>& names, Language language,
                        std::size_t columns)
{
    const bool id = language == Language::id;
    std::string out = heading(sweep, language, columns);
    const CurveLayout layout = curve_layout(sweep);
    if (layout.groups.empty()) return out + "\n" + without_curves(sweep, chosen_outcomes(names), language, columns);
    const auto costs = sweep.cost();
    std::vector<SweepCurves> all;
    for (const std::uint32_t outcome : chosen_outcomes(names))
        all.push_back(curves_of(sweep, layout, outcome, costs, sweep_confidence));
    out += summary(sweep, layout, all, language, columns);
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
            out += curve_table(sweep, layout, of, g, lowest, highest, language, columns);
        if (layout.groups.size() > most_groups_shown)
            out += id ? "\n… dan " + std::to_string(layout.groups.size() - most_groups_shown) +
                            " kurva lagi, semuanya di table.csv\n"
                      : "\n… and " + std::to_string(layout.groups.size() - most_groups_shown) +
                            " curves more, all of them in table.csv\n";
    }
    return out;
}

} // namespace layak

#include "tools/layak/sweep_shown.hpp"

#include <algorithm>
#include <cmath>

#include "sim/statistics/sample.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using commitment::Measure;
using sim::Language;

/// Where no curves can be drawn and rows are few: each of them.
std::string rows_table(const ShownSweep& shown, const std::vector<std::uint32_t>& outcomes)
{
    const StoredSweep& sweep = shown.sweep;
    const Language language = shown.language;
    std::vector<std::size_t> factors;
    for (std::size_t f = 0; f < sweep.factors().size(); ++f) factors.push_back(f);
    std::vector<std::string> labels;
    for (std::uint32_t row = 0; row < sweep.rows(); ++row)
        labels.push_back(shown.row(row, factors) + (shown.is_capped(row) ? " *" : ""));
    std::vector<Column> table;
    for (const std::uint32_t outcome : outcomes) {
        const Measure measure = info_of(outcome).measure;
        Column column{info_of(outcome).meaning.in(language), shown.id ? "rata-rata (5–95 %)" : "mean (5–95%)", {}};
        for (const auto& row : sweep.outcome(info_of(outcome).name, sweep.months().size() - 1)) {
            const RowFigures of = figures_of(row);
            column.cells.push_back(of.count == 0 ? "–"
                                                 : sweep_figure(of.mean, measure, language) + " (" +
                                                       sweep_figure(of.low, measure, language) + "–" +
                                                       sweep_figure(of.high, measure, language) + ")");
        }
        table.push_back(std::move(column));
    }
    return text_table(labels, table, shown.columns);
}

/// Where rows are many: how far they reach.
std::string cloud_table(const ShownSweep& shown, const std::vector<std::uint32_t>& outcomes)
{
    const StoredSweep& sweep = shown.sweep;
    const Language language = shown.language;
    const bool id = shown.id;
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
        low.cells.push_back(sweep_figure(in_order.front(), measure, language));
        middle.cells.push_back(sweep_figure(sim::quantile(in_order, 0.5), measure, language));
        high.cells.push_back(sweep_figure(in_order.back(), measure, language));
    }
    return text_table(labels, {low, middle, high}, shown.columns);
}

} // namespace

ShownSweep::ShownSweep(const StoredSweep& of, Language in, std::size_t wide)
    : sweep(of), language(in), columns(wide), undelivered_(of.undelivered())
{
    for (const StoredSweep::Factor& factor : of.factors()) levels_.emplace_back(factor.name, factor.values);
}

std::string ShownSweep::row(std::uint32_t row, const std::vector<std::size_t>& factors) const
{
    std::string text = printable(sim::shortened(sweep.plan_names(language)[row], 30));
    for (const std::size_t f : factors) {
        const StoredSweep::Factor& factor = sweep.factors()[f];
        text += " · " + factor_label(factor.name).in(language) + " " + level(f, factor.values[row]);
    }
    return text;
}

std::string ShownSweep::note_of_capped(const std::vector<std::uint32_t>& capped, bool is_curve) const
{
    if (capped.empty()) return "";
    double least = 1, most = 0;
    for (const std::uint32_t row : capped) {
        least = std::min(least, undelivered_[row]);
        most = std::max(most, undelivered_[row]);
    }
    const auto runs = [&](double share) { return number(std::round(share * sweep.replicates()), 0, language); };
    const std::string many = runs(least) + (runs(least) == runs(most) ? "" : "–" + runs(most));
    const std::string of = number(sweep.replicates(), 0, language);
    std::string text =
        id ? "* Pagu rencana tidak cukup untuk membayar semuanya (dalam " + many + " dari " + of + " ulangan)"
           : "* The plan's own limit (budget_per_year) does not pay for all (in " + many + " of " + of + " replicates)";
    if (is_curve)
        text +=
            id ? ": di tingkat ini kurva menggambarkan pagu itu, bukan apa yang dibawa tambahan ini, sehingga tidak "
                 "ada harganya."
               : ": there the curve is that of the limit, not of what more of this brings, and it has no price.";
    else
        text += ".";
    const auto& factors = sweep.factors();
    text += std::any_of(factors.begin(), factors.end(), [](const auto& factor) { return factor.name == whole_budget; })
                ? (id ? " Untuk menaikkannya, beri faktor budget_per_year tingkat yang lebih tinggi."
                      : " To lift it, give the factor budget_per_year higher levels.")
                : (id ? " Untuk menaikkannya, tambahkan faktor budget_per_year, atau --set budget_per_year=…"
                      : " To lift it, add a factor budget_per_year, or --set budget_per_year=…");
    return wrapped(text, columns);
}

std::string sweep_figure(double value, Measure measure, Language language)
{
    if (measure == Measure::share) return percent(value, language);
    return number(value, measure == Measure::count ? 1 : 2, language);
}

std::string gain_text(double gain, const sim::Interval& interval, Measure measure, Language language)
{
    const bool share = measure == Measure::share;
    if (interval.method == sim::Method::none)
        return sweep_figure(share ? 100 * gain : gain, share ? Measure::count : measure, language);
    return shown_difference(gain, interval, measure, language) +
           (!share                     ? ""
            : language == Language::id ? " poin"
                                       : " points") +
           " (" + shown_interval(interval, measure, language) + ")";
}

std::string curve_conclusion(const ShownSweep& shown, const sim::ResponseCurve& curve, const CurveGroup& group,
                             std::size_t factor, Measure measure)
{
    const Language language = shown.language;
    const bool id = shown.id;
    const auto level = [&](std::size_t at) { return shown.level(factor, group.levels[at]); };
    const std::string decline =
        curve.decline ? gain_text(*curve.decline, curve.decline_interval, measure, language) : "";
    if (!curve.has_effect) {
        if (decline.empty())
            return id ? "belum dapat dikatakan apakah ada tingkat yang berbeda dari yang terendah"
                      : "it cannot be told whether any level differs from the lowest";
        return (id ? "belum dapat dikatakan apakah ada tingkat yang lebih baik daripada yang terendah; di atas "
                   : "it cannot be told whether any level is better than the lowest; above ") +
               level(curve.best) + (id ? " memburuk " : " it gets worse, ") + decline;
    }
    std::string text = (id ? "perbaikan terbesar " : "largest gain ") +
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

std::string enough_text(const ShownSweep& shown, const sim::ResponseCurve& curve, const CurveGroup& group,
                        std::size_t factor)
{
    if (!curve.enough)
        return curve.decline ? (shown.id ? "memburuk di atas " : "gets worse above ") +
                                   shown.level(factor, group.levels[curve.best])
                             : std::string(shown.id ? "belum dapat dibedakan dari tingkat terendah"
                                                    : "cannot be told apart from the lowest level");
    const bool still_rises = *curve.enough + 1 == curve.levels.size();
    return shown.level(factor, group.levels[*curve.enough]) + (!still_rises ? ""
                                                               : shown.id   ? " (masih naik)"
                                                                            : " (still rising)");
}

std::string rows_told(const ShownSweep& shown, const std::vector<std::uint32_t>& outcomes)
{
    constexpr std::uint32_t few = 24;
    const StoredSweep& sweep = shown.sweep;
    std::string out = sweep.rows() <= few ? rows_table(shown, outcomes) : cloud_table(shown, outcomes);
    std::vector<std::uint32_t> capped;
    for (std::uint32_t row = 0; row < sweep.rows(); ++row)
        if (shown.is_capped(row)) capped.push_back(row);
    if (!capped.empty() && sweep.rows() > few) {
        const std::string many = number(static_cast<double>(capped.size()), 0, shown.language);
        const std::string of = number(sweep.rows(), 0, shown.language);
        out += shown.id ? "\n" + many + " dari " + of + " baris *" : "\n" + many + " of " + of + " rows *";
    }
    if (!capped.empty()) out += "\n" + shown.note_of_capped(capped, false);
    if (sweep.factors().empty()) return out;
    const std::string folder = printable(sweep.path().parent_path().string());
    return out + "\n" +
           wrapped(
               shown.id
                   ? "Baris-baris ini tidak membentuk kurva: tiap baris berbeda dalam beberapa hal, atau hanya ada "
                     "satu tingkat. Faktor mana yang menentukan: layak sensitivity " +
                         folder
                   : "These rows make no curve: they differ in several things at once, or there is one level alone. "
                     "Which factor matters: layak sensitivity " +
                         folder,
               shown.columns) +
           "\n";
}

} // namespace layak

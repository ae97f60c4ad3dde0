// An outcome of a sweep whose rows make no curves, by each of its factors: rows as points, and what most of them give.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/statistics/sample.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/report/sweep_curve_figure.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

/// Rows of like values of a factor.
struct Group
{
    double lowest = 0, highest = 0, middle = 0; ///< values
    std::size_t rows = 0;
    Band band; ///< over all runs of the rows
};

/// Each value a group where there are few, else groups of as many rows. \param rows  by the factor's value
std::vector<std::vector<std::uint32_t>> grouped(const std::vector<std::uint32_t>& rows,
                                                const std::vector<double>& values)
{
    constexpr std::size_t most = 10, rows_of_a_group = 20;
    std::vector<std::vector<std::uint32_t>> by_value;
    for (const std::uint32_t row : rows) {
        if (by_value.empty() || values[by_value.back().front()] != values[row]) by_value.emplace_back();
        by_value.back().push_back(row);
    }
    if (by_value.size() <= most) return by_value;
    const std::size_t count = std::clamp<std::size_t>(rows.size() / rows_of_a_group, 2, most);
    std::vector<std::vector<std::uint32_t>> out(count);
    for (std::size_t k = 0; k < rows.size(); ++k) out[k * count / rows.size()].push_back(rows[k]);
    return out;
}

class ScatterFigure
{
  public:
    ScatterFigure(const SweepView& sweep, std::size_t outcome)
        : sweep_(sweep), stored_(sweep.stored), outcome_(outcome), info_(info_of(sweep.outcomes[outcome])),
          values_(stored_.outcome(std::string(info_.name), stored_.months().size() - 1))
    {
        for (std::size_t f = 0; f < stored_.factors().size(); ++f)
            if (stored_.varies(stored_.factors()[f].name)) factors_.push_back(f);
        // Money first: that is asked of the most.
        std::stable_partition(factors_.begin(), factors_.end(),
                              [&](std::size_t f) { return is_money(stored_.factors()[f].name); });
    }

    std::string html(Charts& charts) const
    {
        if (factors_.empty()) return "";
        nlohmann::ordered_json chart{{"kind", "curve"},
                                     {"measure", chart_name(info_.measure)},
                                     {"usual", 0},
                                     {"choice", json_of({"Menurut", "By"})}};
        Figure figure;
        figure.id = "hasil-" + std::string(info_.name);
        std::replace(figure.id.begin(), figure.id.end(), '.', '-');
        for (const std::size_t f : factors_) {
            const Words name = factor_label(stored_.factors()[f].name) + unit_words(f);
            nlohmann::ordered_json by_factor{{"name", json_of(name)}, {"plans", nlohmann::ordered_json::array()}};
            WordTable table{info_.meaning + Words{", menurut ", ", by "} + name,
                            {{{"Rencana, nilai faktor", "Plan, value of the factor"},
                              {"nilai tengah (rentang 90 %)", "median (90% range)"},
                              {"rentang 50 %", "50% range"},
                              {"rata-rata", "mean"},
                              {"baris", "rows"}}}};
            for (std::size_t plan = 0; plan < sweep_.plans(); ++plan)
                by_factor["plans"].push_back(of_plan(f, plan, table));
            chart["combinations"].push_back(std::move(by_factor));
            if (f == factors_.front())
                figure.table = std::move(table);
            else
                figure.other_tables.push_back(std::move(table));
        }
        figure.title = title();
        figure.note = note();
        return figure.html(std::move(chart), charts);
    }

  private:
    std::vector<std::uint32_t> rows_of(std::size_t factor, std::size_t plan) const
    {
        const std::vector<double>& values = stored_.factors()[factor].values;
        std::vector<std::uint32_t> rows;
        for (std::uint32_t row = 0; row < stored_.rows(); ++row)
            if (stored_.plans()[row] == sweep_.inputs.plans[plan].id) rows.push_back(row);
        std::stable_sort(rows.begin(), rows.end(), [&](auto one, auto other) { return values[one] < values[other]; });
        return rows;
    }

    std::vector<Group> groups_of(std::size_t factor, std::size_t plan) const
    {
        const std::vector<double>& levels = stored_.factors()[factor].values;
        std::vector<Group> out;
        for (const std::vector<std::uint32_t>& rows : grouped(rows_of(factor, plan), levels)) {
            std::vector<double> runs;
            double sum = 0;
            for (const std::uint32_t row : rows) {
                sum += levels[row];
                std::copy_if(values_[row].begin(), values_[row].end(), std::back_inserter(runs),
                             [](double value) { return std::isfinite(value); });
            }
            if (!runs.empty())
                out.push_back({levels[rows.front()], levels[rows.back()], sum / static_cast<double>(rows.size()),
                               rows.size(), band_of(std::move(runs))});
        }
        return out;
    }

    double middle(const Band& band) const { return sweep_.is_small_count(outcome_) ? band.mean : band.median; }

    double unit_of(std::size_t factor) const
    {
        const StoredSweep::Factor& of = stored_.factors()[factor];
        return is_money(of.name) ? unit_of_rupiah(*std::max_element(of.values.begin(), of.values.end())) : 1;
    }

    /// " (miliar rupiah)": in what the chart has it.
    Words unit_words(std::size_t factor) const
    {
        if (!is_money(stored_.factors()[factor].name)) return {};
        const double unit = unit_of(factor);
        return unit >= 1e9   ? Words{" (miliar rupiah)", " (billions of rupiah)"}
               : unit >= 1e6 ? Words{" (juta rupiah)", " (millions of rupiah)"}
                             : Words{" (rupiah)", " (rupiah)"};
    }

    /// "Rp 1,0 miliar – Rp 1,5 miliar setahun", to three digits.
    std::string level_text(std::size_t factor, const Group& of, Language language) const
    {
        const auto rounded = [](double value) {
            if (value == 0) return 0.0;
            const double step = std::pow(10, std::floor(std::log10(std::abs(value))) - 2);
            return std::round(value / step) * step;
        };
        const double low = rounded(of.lowest), high = rounded(of.highest);
        const LevelTexts texts(stored_.factors()[factor].name, {low, high});
        const std::string from = texts.amount(low, language), to = texts(high, language);
        return low == high || from == to ? to : from + " – " + to;
    }

    nlohmann::ordered_json of_plan(std::size_t factor, std::size_t plan, WordTable& table) const
    {
        const std::vector<Group> groups = groups_of(factor, plan);
        if (groups.empty()) return nullptr;
        const double unit = unit_of(factor);
        nlohmann::ordered_json out{{"enough", nullptr}};
        for (const Group& of : groups) {
            out["levels"].push_back({drawn(of.middle / unit), drawn(of.band.low), drawn(of.band.lower),
                                     drawn(middle(of.band)), drawn(of.band.upper), drawn(of.band.high), false});
            table.rows.push_back(
                {both([&](Language l) { return sweep_.name(plan, l) + ", " + level_text(factor, of, l); }),
                 both([&](Language l) {
                     return shown_figure(of.band.median, info_.measure, l) + " (" +
                            shown_range(of.band.low, of.band.high, info_.measure, l) + ")";
                 }),
                 both([&](Language l) { return shown_range(of.band.lower, of.band.upper, info_.measure, l); }),
                 both([&](Language l) { return sweep_figure(of.band.mean, info_.measure, l); }),
                 both([&](Language l) { return number(static_cast<double>(of.rows), 0, l); })});
        }
        for (const std::uint32_t row : rows_of(factor, plan))
            out["points"].push_back(
                {drawn(stored_.factors()[factor].values[row] / unit), drawn(middle(sweep_.bands[outcome_][row]))});
        out["says"] = json_of(both([&](Language l) { return ends_text(factor, groups, l); }));
        return out;
    }

    /// "dari 0,05 (Rp 1,0 miliar – Rp 1,5 miliar) menjadi 0,45 (Rp 5,5 miliar – Rp 6,0 miliar)"
    std::string ends_text(std::size_t factor, const std::vector<Group>& groups, Language language) const
    {
        const bool id = language == Language::id;
        const auto end = [&](const Group& of) {
            return shown_figure(middle(of.band), info_.measure, language) + " (" + level_text(factor, of, language) +
                   ")";
        };
        return (id ? "dari " : "from ") + end(groups.front()) + (id ? " menjadi " : " to ") + end(groups.back());
    }

    /// True whichever factor is chosen: under the chart stands what that one's ends give.
    Words title() const
    {
        return both([&](Language language) {
            return capital(sweep_.outcome_name(outcome_).in(language)) +
                   (language == Language::id ? " menurut masing-masing faktor" : " by each of the factors");
        });
    }

    Words note() const
    {
        const bool small = sweep_.is_small_count(outcome_);
        return sweep_.month() +
               (small ? Words{". Titik: rata-rata tiap baris rancangan; garis: rata-rata",
                              ". Dots: the mean of each row of the design; line: means"}
                      : Words{". Titik: nilai tengah tiap baris rancangan; garis: nilai tengah",
                              ". Dots: the median of each row of the design; line: medians"}) +
               Words{
                   " kelompok baris dengan nilai faktor yang berdekatan, pita tua 50 %, pita muda 90 % dari "
                   "simulasinya. Faktor lain berubah juga, jadi pita memuat pengaruhnya. Mendatar: faktor yang "
                   "dipilih.",
                   " of groups of rows with near values of the factor, dark band 50%, light band 90% of their runs. "
                   "The other factors vary, too, so that bands have what they do. Across: the factor that is chosen."};
    }

    const SweepView& sweep_;
    const StoredSweep& stored_;
    std::size_t outcome_;
    const commitment::OutcomeInfo& info_;
    std::vector<std::vector<double>> values_; ///< [row][replicate]
    std::vector<std::size_t> factors_{};
};

} // namespace

std::string scatter_figure(const SweepView& sweep, std::size_t outcome, Charts& charts)
{
    return ScatterFigure(sweep, outcome).html(charts);
}

} // namespace layak

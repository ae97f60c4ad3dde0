#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/core/contract.hpp"
#include "sim/sensitivity/resampling.hpp"

namespace sim {
namespace {

using namespace sensitivity_detail;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Numbers that know their order, so that the ranks of any resample take one pass.
class Ordered
{
  public:
    explicit Ordered(std::vector<double> values) : values_(std::move(values)), order_(values_.size())
    {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return values_[a] < values_[b]; });
    }

    /// \param times    how often each number is there; `count` together
    /// \return [number] rank less the mean rank; equal ones share theirs
    std::vector<double> centred_ranks(const Times& times, double count) const
    {
        std::vector<double> out(values_.size());
        double before = 0;
        for (std::size_t from = 0, to = 0; from < order_.size(); from = to) {
            double equal = 0;
            for (to = from; to < order_.size() && values_[order_[to]] == values_[order_[from]]; ++to)
                equal += times[order_[to]];
            const double rank = before + (equal - count) / 2;
            for (std::size_t i = from; i < to; ++i) out[order_[i]] = rank;
            before += equal;
        }
        return out;
    }

  private:
    std::vector<double> values_;
    std::vector<std::size_t> order_;
};

double dot(const std::vector<double>& a, const std::vector<double>& b, const Times& times)
{
    double out = 0;
    for (std::size_t i = 0; i < a.size(); ++i) out += times[i] * a[i] * b[i];
    return out;
}

/// A symmetric matrix under the sweep operator (Goodnight 1979): swept columns become explaining ones.
class Swept
{
  public:
    explicit Swept(std::size_t size) : size_(size), values_(size * size) {}
    double& operator()(std::size_t i, std::size_t j) { return values_[i * size_ + j]; }

    void sweep(std::size_t k)
    {
        const double pivot = (*this)(k, k);
        for (std::size_t i = 0; i < size_; ++i)
            for (std::size_t j = 0; j < size_ && i != k; ++j)
                if (j != k) (*this)(i, j) -= (*this)(i, k) * (*this)(k, j) / pivot;
        for (std::size_t i = 0; i < size_; ++i)
            if (i != k) (*this)(i, k) = (*this)(k, i) = (*this)(i, k) / pivot;
        (*this)(k, k) = -1 / pivot;
    }

  private:
    std::size_t size_;
    std::vector<double> values_;
};

/// The factors' side of the ranks.
class Factors
{
  public:
    Factors(const DesignTable<double>& design, const std::vector<bool>& is_categorical, const Whole& whole)
        : is_categorical_(is_categorical), place_(design.factors), categories_(design.factors)
    {
        for (std::size_t factor = 0; factor < design.factors; ++factor) {
            std::vector<double> values;
            for (const std::size_t block : whole.place)
                for (std::size_t row = 0; row < whole.rows; ++row)
                    values.push_back(design.at(block * whole.rows + row, factor));
            place_[factor] = is_categorical[factor] ? categories_of(factor, values) : numeric_.size();
            if (!is_categorical[factor]) numeric_.emplace_back(std::move(values));
        }
    }

    /// Of each factor: Spearman's and the partial correlation, the share explained; NaN where there is none.
    struct Result
    {
        double spearman = undefined;
        double partial = undefined;
        double explained = undefined;
    };

    /// \param corrections  how often the share explained is cleared of what chance gives it: in a resample, chance
    ///                     gave the sample its piece before
    std::vector<Result> against(const Ordered& output, const Times& times, int corrections) const
    {
        std::vector<Result> out(place_.size());
        double count = 0;
        for (const std::uint32_t n : times) count += n;
        // Columns: numeric factors, categories but each factor's first, the output.
        std::vector<std::vector<double>> columns;
        for (const Ordered& values : numeric_) columns.push_back(values.centred_ranks(times, count));
        for (const std::vector<double>& is_in : indicators_) {
            double mean = 0;
            for (std::size_t row = 0; row < is_in.size(); ++row) mean += times[row] * is_in[row] / count;
            columns.push_back(is_in);
            for (double& x : columns.back()) x -= mean;
        }
        const std::vector<double> ranks = output.centred_ranks(times, count);
        columns.push_back(ranks);
        const std::size_t y = columns.size() - 1;

        std::vector<double> length;
        for (const auto& column : columns) length.push_back(std::sqrt(dot(column, column, times)));
        if (length[y] == 0) return out;
        Swept matrix(columns.size());
        for (std::size_t i = 0; i <= y; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                if (length[i] > tiny * count && length[j] > tiny * count)
                    matrix(i, j) = matrix(j, i) = dot(columns[i], columns[j], times) / (length[i] * length[j]);

        for (std::size_t factor = 0; factor < out.size(); ++factor)
            if (is_categorical_[factor])
                out[factor].explained = share_between(categories_[factor], ranks, times, count, corrections);
            else if (matrix(place_[factor], place_[factor]) > 0)
                out[factor].spearman = std::clamp(matrix(place_[factor], y), -1.0, 1.0);

        std::vector<bool> swept(y);
        for (std::size_t i = 0; i < y; ++i) {
            swept[i] = matrix(i, i) > tiny;
            if (swept[i]) matrix.sweep(i);
        }
        if (count <= static_cast<double>(columns.size())) return out;
        for (std::size_t factor = 0; factor < out.size(); ++factor) {
            const std::size_t i = place_[factor];
            if (is_categorical_[factor] || !swept[i]) continue;
            bool is_determined = false; // by others: it helps to explain a column that all explain
            for (std::size_t other = 0; other < y; ++other)
                is_determined |= !swept[other] && std::abs(matrix(other, i)) > tiny;
            const double slope = matrix(i, y);
            const double explained = -slope * slope / matrix(i, i);
            const double left = std::max(0.0, matrix(y, y));
            if (!is_determined && explained + left > tiny)
                out[factor].partial = std::copysign(std::sqrt(explained / (explained + left)), slope);
        }
        return out;
    }

  private:
    static constexpr double tiny = 1e-9;

    struct Categories
    {
        std::vector<std::size_t> of_row;
        std::size_t count = 0;
    };

    std::size_t categories_of(std::size_t factor, const std::vector<double>& values)
    {
        std::vector<double> different = values;
        std::sort(different.begin(), different.end());
        different.erase(std::unique(different.begin(), different.end()), different.end());
        Categories& categories = categories_[factor];
        categories.count = different.size();
        for (const double value : values)
            categories.of_row.push_back(static_cast<std::size_t>(
                std::lower_bound(different.begin(), different.end(), value) - different.begin()));
        for (std::size_t c = 1; c < categories.count; ++c) {
            indicators_.emplace_back();
            for (const std::size_t of : categories.of_row) indicators_.back().push_back(of == c);
        }
        return factor;
    }

    static double share_between(const Categories& categories, const std::vector<double>& ranks, const Times& times,
                                double count, int corrections)
    {
        const auto k = static_cast<double>(categories.count);
        if (categories.count < 2 || count <= k) return undefined;
        std::vector<double> sums(categories.count);
        std::vector<double> counts(categories.count);
        for (std::size_t row = 0; row < ranks.size(); ++row) {
            sums[categories.of_row[row]] += times[row] * ranks[row];
            counts[categories.of_row[row]] += times[row];
        }
        double between = 0;
        for (std::size_t c = 0; c < categories.count; ++c)
            if (counts[c] > 0) between += sums[c] * sums[c] / counts[c];
        const double within = 1 - between / dot(ranks, ranks, times);
        return 1 - within * std::pow((count - 1) / (count - k), corrections);
    }

    std::vector<bool> is_categorical_;
    std::vector<std::size_t> place_; ///< [factor] its column, of numeric ones
    std::vector<Ordered> numeric_;
    std::vector<Categories> categories_; ///< [factor]
    std::vector<std::vector<double>> indicators_;
};

/// [row] mean over the replicates, one left out or none
Ordered row_means(const Whole& whole, std::size_t without)
{
    std::vector<double> out;
    for (std::size_t at = 0; at < whole.values.size(); at += whole.replicates) {
        double sum = 0;
        for (std::size_t r = 0; r < whole.replicates; ++r)
            if (r != without) sum += whole.values[at + r];
        out.push_back(sum / static_cast<double>(whole.replicates - (without < whole.replicates)));
    }
    return Ordered(std::move(out));
}

std::optional<Estimate> defined(const Moving& moving, std::size_t blocks, double confidence, Scale scale)
{
    if (std::isnan(moving.value)) return std::nullopt;
    return estimate(moving, blocks, confidence, scale);
}

} // namespace

RankCorrelations rank_correlations(const DesignTable<double>& design, const std::vector<bool>& is_categorical,
                                   const Outputs& outputs, std::size_t rows_per_block, double confidence)
{
    SIM_EXPECTS(outputs.rows() == design.rows() && is_categorical.size() == design.factors);
    const Whole whole = whole_blocks(outputs, rows_per_block);
    const Variance variance = variance_of(whole);
    RankCorrelations out{split(whole, variance, confidence), std::vector<FactorRanks>(design.factors)};
    if (whole.blocks < 2 || variance.none) return out;

    struct Movings
    {
        Moving spearman, partial, explained;
    };
    std::vector<Movings> movings(design.factors);
    const Factors factors(design, is_categorical, whole);
    const auto note = [&](const Ordered& output, const Times& times, int corrections, auto to) {
        const auto results = factors.against(output, times, corrections);
        for (std::size_t factor = 0; factor < results.size(); ++factor) {
            to(movings[factor].spearman, results[factor].spearman);
            to(movings[factor].partial, results[factor].partial);
            to(movings[factor].explained, results[factor].explained);
        }
    };
    const Ordered output = row_means(whole, whole.replicates);
    Times of_row(whole.blocks * whole.rows, 1);
    note(output, of_row, 1, [](Moving& moving, double x) { moving.value = x; });
    if (whole.replicates >= 3)
        for (std::size_t r = 0; r < whole.replicates; ++r)
            note(row_means(whole, r), of_row, 1, [](Moving& moving, double x) { moving.without.push_back(x); });
    for_resamples(whole.blocks, [&](const Times& times) {
        for (std::size_t row = 0; row < of_row.size(); ++row) of_row[row] = times[row / whole.rows];
        note(output, of_row, 2, [](Moving& moving, double x) { moving.resampled.push_back(x); });
    });

    const auto clamped = [](double x) { return std::clamp(x, 0.0, 1.0); };
    for (std::size_t factor = 0; factor < design.factors; ++factor) {
        FactorRanks& ranks = out.factors[factor];
        ranks.spearman = defined(movings[factor].spearman, whole.blocks, confidence, Scale::fisher);
        ranks.partial = defined(movings[factor].partial, whole.blocks, confidence, Scale::fisher);
        ranks.explained = defined(movings[factor].explained, whole.blocks, confidence, Scale::plain);
        if (!ranks.explained) continue;
        ranks.explained->value = clamped(ranks.explained->value);
        ranks.explained->interval.low = clamped(ranks.explained->interval.low);
        ranks.explained->interval.high = clamped(ranks.explained->interval.high);
    }
    return out;
}

} // namespace sim

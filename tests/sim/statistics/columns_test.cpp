#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/core/contract.hpp"
#include "sim/statistics/columns.hpp"

namespace {

const std::vector<double> levels{0, 0.05, 0.25, 0.5, 0.9, 1};

/// Numbers in no order, with ties in every third column; the same each time.
std::vector<float> some_table(std::uint32_t rows, std::uint32_t stride)
{
    std::vector<float> table;
    std::uint32_t state = rows * 2'654'435'761U + stride;
    for (std::uint32_t i = 0; i < rows * stride; ++i) {
        state = state * 1'664'525U + 1'013'904'223U;
        const auto value = static_cast<float>(state >> 8) / 65'536.0F - 100.0F;
        table.push_back(i % stride % 3 == 0 ? std::floor(value / 64) : value);
    }
    return table;
}

struct Summary
{
    std::vector<float> mean, sd, quantile;
};

/// Of a table [row][column], `stride` columns a row.
Summary summarise(const std::vector<float>& table, std::uint32_t rows, std::uint32_t stride, std::uint32_t columns,
                  const std::vector<double>& wanted = levels)
{
    Summary out{std::vector<float>(columns), std::vector<float>(columns), std::vector<float>(columns * wanted.size())};
    std::vector<float> eights((rows + 7) / 8 * 8 * stride, -1e30F);
    for (std::uint32_t r = 0; r < rows; ++r)
        for (std::uint32_t c = 0; c < stride; ++c) eights[(r / 8 * stride + c) * 8 + r % 8] = table[r * stride + c];
    sim::ColumnSummary(rows, wanted)(eights.data(), stride, columns, out.mean.data(), out.sd.data(),
                                     out.quantile.data(), columns);
    return out;
}

} // namespace

TEST_CASE("a summary is what a plain sort gives, for every small number of rows", "[statistics][exact]")
{
    constexpr std::uint32_t stride = 37;
    for (std::uint32_t rows = 1; rows <= 70; ++rows)
        for (const std::uint32_t columns : {1U, 16U, 17U, 35U}) {
            const std::vector<float> table = some_table(rows, stride);
            const Summary summary = summarise(table, rows, stride, columns);
            for (std::uint32_t c = 0; c < columns; ++c) {
                INFO(rows << " rows, column " << c << " of " << columns);
                std::vector<double> column;
                for (std::uint32_t r = 0; r < rows; ++r) column.push_back(table[r * stride + c]);
                std::sort(column.begin(), column.end());
                double mean = 0;
                double squares = 0;
                for (const double x : column) mean += x / rows;
                for (const double x : column) squares += (x - mean) * (x - mean);
                REQUIRE(summary.mean[c] == Approx(mean).epsilon(1e-6).margin(1e-5));
                REQUIRE(summary.sd[c] ==
                        Approx(rows > 1 ? std::sqrt(squares / (rows - 1)) : 0).epsilon(1e-6).margin(1e-5));
                for (std::size_t q = 0; q < levels.size(); ++q) {
                    const double at = levels[q] * (rows - 1);
                    const double low = column[static_cast<std::size_t>(std::floor(at))];
                    const double high = column[static_cast<std::size_t>(std::ceil(at))];
                    REQUIRE(summary.quantile[q * columns + c] ==
                            Approx(low + (at - std::floor(at)) * (high - low)).epsilon(1e-6).margin(1e-5));
                }
                REQUIRE(summary.quantile[c] == column.front());
                REQUIRE(summary.quantile[(levels.size() - 1) * columns + c] == column.back());
            }
        }
}

namespace {

/// Every row of each column, from columns of zeros and ones: whether it is sorted.
void check_zeros_and_ones(const std::vector<float>& table, std::uint32_t rows, std::uint32_t columns)
{
    std::vector<double> each;
    for (std::uint32_t r = 0; r < rows; ++r) each.push_back(static_cast<double>(r) / (rows - 1));
    const Summary summary = summarise(table, rows, columns, columns, each);
    for (std::uint32_t c = 0; c < columns; ++c) {
        std::uint32_t zeros = 0;
        for (std::uint32_t r = 0; r < rows; ++r) zeros += table[r * columns + c] == 0;
        for (std::uint32_t r = 0; r < rows; ++r) {
            // A level times rows − 1 may miss a whole number by the last place.
            const float expected = r < zeros ? 0.0F : 1.0F;
            if (std::abs(summary.quantile[r * columns + c] - expected) > 1e-6F)
                FAIL(rows << " rows, column " << c << ", place " << r);
        }
    }
}

} // namespace

// A network of comparisons sorts everything if it sorts every column of zeros and ones (Knuth, 5.3.4); a merger, if it
// does so with every two halves that are sorted.
TEST_CASE("the network sorts every column of zeros and ones", "[statistics][exact]")
{
    for (std::uint32_t rows = 2; rows <= 16; ++rows) {
        const std::uint32_t columns = 1U << rows;
        std::vector<float> table;
        for (std::uint32_t r = 0; r < rows; ++r)
            for (std::uint32_t c = 0; c < columns; ++c) table.push_back(static_cast<float>(c >> r & 1U));
        check_zeros_and_ones(table, rows, columns);
    }
}

TEST_CASE("the network merges every two sorted halves of zeros and ones", "[statistics][exact]")
{
    for (const std::uint32_t rows : {32U, 64U, 128U, 256U}) {
        const std::uint32_t half = rows / 2;
        const std::uint32_t columns = (half + 1) * (half + 1);
        std::vector<float> table;
        for (std::uint32_t r = 0; r < rows; ++r)
            for (std::uint32_t c = 0; c < columns; ++c)
                table.push_back(r % half < (r < half ? c % (half + 1) : c / (half + 1)) ? 0.0F : 1.0F);
        check_zeros_and_ones(table, rows, columns);
    }
}

TEST_CASE("numbers of any size are put in order, and one that differs by its last place", "[statistics][exact]")
{
    for (const std::uint32_t rows : {5U, 100U, 700U}) {
        constexpr std::uint32_t columns = 16; // a group of its own
        for (const float base : {0.3F, 1e-40F, 3.4e38F, -3.4e38F, 0.0F}) {
            std::vector<float> table(std::size_t{rows} * columns, base);
            const float other = std::nextafter(base, 1.0F);
            table[(rows / 2) * columns + 3] = other;
            const Summary summary = summarise(table, rows, columns, columns, {0, 1});
            for (std::uint32_t c = 0; c < columns; ++c) {
                INFO(rows << " rows of " << base << ", column " << c);
                REQUIRE(summary.quantile[c] == (c == 3 ? std::min(base, other) : base));
                REQUIRE(summary.quantile[columns + c] == (c == 3 ? std::max(base, other) : base));
            }
        }
    }
}

TEST_CASE("of many rows the wanted places are those of a plain sort", "[statistics][exact]")
{
    constexpr std::uint32_t columns = 19;
    for (const std::uint32_t rows :
         {100U, 127U, 128U, 129U, 200U, 255U, 256U, 257U, 400U, 513U, 1000U, 1025U, 4000U, 4097U, 9000U}) {
        const std::vector<float> table = some_table(rows, columns);
        const std::vector<double> wanted = {0.05, 0.25, 0.5, 0.75, 0.95};
        const Summary summary = summarise(table, rows, columns, columns, wanted);
        for (std::uint32_t c = 0; c < columns; ++c) {
            std::vector<double> column;
            for (std::uint32_t r = 0; r < rows; ++r) column.push_back(table[r * columns + c]);
            std::sort(column.begin(), column.end());
            for (std::size_t q = 0; q < wanted.size(); ++q) {
                INFO(rows << " rows, column " << c << ", level " << wanted[q]);
                const double at = wanted[q] * (rows - 1);
                const auto low = static_cast<std::size_t>(at);
                const std::size_t high = std::min<std::size_t>(low + 1, rows - 1);
                REQUIRE(
                    summary.quantile[q * columns + c] ==
                    static_cast<float>(column[low] + (at - static_cast<double>(low)) * (column[high] - column[low])));
            }
        }
    }
}

TEST_CASE("a column's summary does not depend on its neighbours", "[statistics][twin]")
{
    constexpr std::uint32_t rows = 53;
    constexpr std::uint32_t stride = 40;
    const std::vector<float> table = some_table(rows, stride);
    const Summary together = summarise(table, rows, stride, stride);
    for (std::uint32_t c = 0; c < stride; ++c) {
        std::vector<float> column;
        for (std::uint32_t r = 0; r < rows; ++r) column.push_back(table[r * stride + c]);
        const Summary alone = summarise(column, rows, 1, 1);
        REQUIRE(alone.mean[0] == together.mean[c]);
        REQUIRE(alone.sd[0] == together.sd[c]);
        for (std::size_t q = 0; q < levels.size(); ++q) REQUIRE(alone.quantile[q] == together.quantile[q * stride + c]);
    }
}

TEST_CASE("nothing has no summary", "[statistics]")
{
    CHECK_THROWS_AS(sim::ColumnSummary(0, levels), sim::ContractError);
}

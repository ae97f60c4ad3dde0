// One rule for numbers, told in a table that the script of a page is held to as well (report_test.py).

#include <catch2/catch.hpp>
#include <fstream>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/digits.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/report/sections.hpp"

namespace {

/// Cells of a line; a quoted one may hold commas.
std::vector<std::string> cells_of(const std::string& line)
{
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line)
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else
            cells.back() += c;
    return cells;
}

std::string shown(const std::vector<std::string>& of, sim::Language language)
{
    const double value = std::stod(of[1]);
    if (of[0] == "number") return layak::number(value, std::stoi(of[2]), language);
    if (of[0] == "difference") return layak::brief_difference(value, commitment::Measure::level, language);
    if (of[0] == "points") return layak::brief_difference(value, commitment::Measure::share, language);
    return layak::figure_text(
        value, of[0] == "share" ? commitment::outcome::engaged : commitment::outcome::formal_kelurahan, language);
}

} // namespace

TEST_CASE("numbers are rounded by one rule, a half away from 0", "[report][numbers]")
{
    std::ifstream file(SCENARIOS "/../tests/tools/shown_numbers.csv");
    std::string line;
    int rows = 0;
    for (std::getline(file, line); std::getline(file, line); ++rows) {
        INFO(line);
        const std::vector<std::string> of = cells_of(line);
        CHECK(shown(of, sim::Language::id) == of[3]);
        CHECK(shown(of, sim::Language::en) == of[4]);
    }
    CHECK(rows > 40);
}

TEST_CASE("a number has the digits it is stored with", "[report][numbers]")
{
    CHECK(layak::stored_digits(static_cast<double>(0.525F)) == 0.525);
    CHECK(layak::stored_digits(-0.12345678) == -0.1234568);
    CHECK(layak::stored_digits(1234567890.4) == 1234567890);
    CHECK(layak::stored_digits(0) == 0);
}

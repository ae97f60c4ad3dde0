#pragma once

// A row of a table of institutions, and what may stand in its cells.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "models/commitment/city.hpp"
#include "sim/text/csv.hpp"

namespace commitment {

constexpr double most_families = 10'000'000; ///< of a community
constexpr std::size_t longest_name = 200;    ///< bytes

/// Of a–z, 0–9, - and _, 1 to 80 of them.
bool is_id(std::string_view text);
/// "Kel Kasemen" as an id is "kel-kasemen"; empty where nothing of it can be one.
std::string as_id(std::string_view text);

/// What people call a kind: "keluarga" for a community.
std::span<const sim::Synonym> kind_synonyms();
/// "a kelurahan", "an opd"
std::string one(Kind kind);

/// What kind an institution's parent must be; nothing: it may have none.
struct ParentRule
{
    std::optional<Kind> kind;
    bool required;
};
ParentRule parent_rule(Kind kind);

/// One row's cells, with what may stand in them.
class InstitutionRow
{
  public:
    InstitutionRow(const sim::CsvTable& table, const sim::CsvRow& row, sim::Findings& findings)
        : table_(table), row_(row), findings_(findings)
    {
    }

    const std::string& cell(std::string_view column) const { return table_.cell(row_, column); }
    int line() const { return row_.line; }
    void error(std::string_view column, sim::Words reason) const
    {
        table_.error(row_, column, std::move(reason), findings_);
    }
    /// A text for people: short, without control characters.
    std::string text(std::string_view column) const;
    /// 0 where the cell is empty; nothing, with an error, if it cannot be read.
    std::optional<int> count(std::string_view column, double highest, bool wanted, const sim::Words& otherwise) const;
    std::optional<double> degrees(std::string_view column, double limit) const
    {
        return table_.number(row_, column, {.lowest = -limit, .highest = limit}, findings_);
    }

  private:
    const sim::CsvTable& table_;
    const sim::CsvRow& row_;
    sim::Findings& findings_;
};

/// The institution of a row, but for its parent. The table has all columns of institutions.csv, be they in the file or
/// not. \return nothing, with an error, where its kind is not known
std::optional<Institution> read_institution(const InstitutionRow& row);

} // namespace commitment

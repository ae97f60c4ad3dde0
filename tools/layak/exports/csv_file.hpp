#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tools/layak/exports/export_folder.hpp"
#include "tools/layak/exports/run_export.hpp"

namespace layak {

/// A table on its way into an export, cell by cell. It is UTF-8 with commas and decimal points; in the Indonesian style
/// with a byte order mark, semicolons and decimal commas. A text at whose beginning a spreadsheet would see a formula
/// gets an apostrophe before it.
class CsvFile
{
  public:
    CsvFile(ExportFolder& folder, std::string name, bool indonesian);
    CsvFile(CsvFile&&) = default;
    CsvFile& operator=(CsvFile&&) = delete;

    void text(std::string_view text);
    /// With seven significant digits, from ten millions on whole; empty where it is NaN.
    void number(double value);
    /// With all digits that tell it from others; empty where there is none.
    void exact(std::optional<double> value);
    void whole(std::uint64_t value);
    void spread(const Spread& spread);
    void end_row();
    /// Hands over what is left. \throws sim::WriteError
    void end();

  private:
    void begin_cell();
    void put(char* begin, char* end);

    ExportFolder& folder_;
    std::string name_;
    bool indonesian_;
    bool begins_row_ = true;
    std::string out_;
};

/// The text as it may stand in a spreadsheet's file without being taken for a formula.
std::string never_a_formula(std::string_view text);

} // namespace layak

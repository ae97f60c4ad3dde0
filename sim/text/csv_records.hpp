#pragma once

#include "sim/text/findings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// A record of a CSV file.
struct CsvRecord
{
    int line = 0; // where it begins
    std::vector<std::string> fields;
    bool sound = true; // its quotes are right, so its fields can be counted
    bool blank = false;
};

/// Splits a text into records (RFC 4180); says what is wrong with the quotes.
class CsvRecordReader
{
  public:
    CsvRecordReader(std::string_view text, const std::string& name, Findings& findings, char separator = ',')
        : text_(text), name_(name), findings_(findings), separator_(separator)
    {
    }

    /// False at the end of the file.
    bool read(CsvRecord& record);

  private:
    void read_plain(std::string& field, CsvRecord& record);
    void read_quoted(std::string& field, CsvRecord& record);
    bool is_end(char c) const { return c == separator_ || c == '\n' || c == '\r'; }
    /// Something stands between a closing quote and the next separator.
    void after_quote(int begin, std::string& field, CsvRecord& record);
    void stray(CsvRecord& record, Words reason);
    bool take(char c); ///< true if it was there
    void end_line();   ///< past \n, \r\n or \r

    std::string_view text_;
    const std::string& name_;
    Findings& findings_;
    char separator_;
    std::size_t at_ = 0;
    int line_ = 1;
};

} // namespace sim

#include "sim/text/csv.hpp"

#include "sim/core/contract.hpp"
#include "sim/text/csv_records.hpp"
#include "sim/text/file.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace sim {

namespace {

constexpr std::uintmax_t most_bytes = std::uintmax_t{256} << 20;
constexpr std::size_t most_listed = 30;        // columns: of more only the nearest is named
constexpr std::size_t most_cells = 50'000'000; // some gigabytes

bool is_for_excel_alone(const CsvRecord& record)
{
    return record.fields.size() <= 2 && record.fields.front().starts_with("sep=") && record.fields.back().size() <= 5;
}

/// What separates the columns if not a comma; 0 if all seems well.
char other_separator(const CsvRecord& heading, const std::vector<std::string>& columns)
{
    const std::string& text = heading.fields[0];
    const bool is_column = std::find(columns.begin(), columns.end(), text) != columns.end();
    if (heading.fields.size() > 1 || is_column) return 0;
    const std::size_t at = text.find_first_of(";\t|");
    return at == std::string::npos ? '\0' : text[at];
}

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// What the first line says: for each field of a row its place in the table; `nowhere` if the heading is wrong there.
struct Heading
{
    std::vector<std::size_t> places;
    std::vector<bool> present; ///< [column]
    bool complete = true;      ///< of each required column it is known where it is
    std::size_t surplus = 0;   ///< fields of no use: unnamed, unknown or there twice
    std::size_t missing = 0;   ///< required columns that are not there

    /// Whether a row of this length is whole but for the fields of no use.
    bool lacks_only_surplus(std::size_t length) const { return surplus > 0 && length + surplus == places.size(); }
};

/// All columns, where they are few; else where they are listed.
Words listed(const std::vector<std::string>& columns, const Words& elsewhere)
{
    const Words list = columns.size() > most_listed ? elsewhere : accepted(columns);
    return list.empty() ? Words{} : Words{"; ", "; "} + list;
}

Heading read_heading(const CsvRecord& record, const std::vector<std::string>& columns, std::size_t required,
                     const std::string& name, const Words& elsewhere, Findings& findings)
{
    Heading out;
    out.present.resize(columns.size());
    std::vector<std::size_t> unknown; // fields
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        const std::string& field = record.fields[i];
        const auto found = std::find(columns.begin(), columns.end(), field);
        const auto place = static_cast<std::size_t>(found - columns.begin());
        out.places.push_back(nowhere);
        if (field.empty()) {
            ++out.surplus;
            const std::string n = std::to_string(i + 1);
            findings.error(name, record.line, "", "",
                           {"kolom ke-" + n + " tidak bernama", "column " + n + " has no name"});
        } else if (found == columns.end()) {
            unknown.push_back(i);
        } else if (out.present[place]) {
            ++out.surplus;
            findings.error(name, record.line, field, "", {"kolom ini ada dua kali", "this column is there twice"});
        } else {
            out.present[place] = true;
            out.places.back() = place;
        }
    }
    // A column that is missing and one that is unknown in its place are one mistake.
    std::vector<std::string> missing, absent;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!out.present[i]) absent.push_back(columns[i]);
        if (!out.present[i] && i < required) missing.push_back(columns[i]);
    }
    std::vector<std::string> strange;
    for (const std::size_t i : unknown) {
        const std::string& field = record.fields[i];
        const std::string near = nearest(field, absent);
        if (near.empty()) {
            strange.push_back(field);
            continue;
        }
        // Its cells are read as what was meant, for their own mistakes.
        out.places[i] = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), near) - columns.begin());
        out.present[out.places[i]] = true;
        std::erase(missing, near);
        findings.error(name, record.line, field, "",
                       Words{"kolom tidak dikenal", "unknown column"} + did_you_mean(field, absent) +
                           listed(columns, elsewhere));
        std::erase(absent, near);
    }
    out.complete = missing.empty();
    out.surplus += strange.size();
    out.missing = missing.size();
    Words instead;
    if (!missing.empty() && missing.size() <= strange.size()) {
        std::string list;
        for (const std::string& column : missing) list += (list.empty() ? "" : ", ") + column;
        instead = {"; yang belum ada: " + list, "; what is missing: " + list};
        missing.clear();
    }
    for (const std::string& field : strange)
        findings.error(name, record.line, field, "",
                       Words{"kolom tidak dikenal", "unknown column"} + instead + listed(columns, elsewhere));
    for (const std::string& column : missing)
        findings.error(name, record.line, column, "", {"kolom ini harus ada", "this column must be there"});
    return out;
}

Words wrong_count(std::size_t given, std::size_t expected, char separator)
{
    const std::string n = std::to_string(given);
    const std::string of = std::to_string(expected);
    Words reason{"baris ini berisi " + n + " nilai; seharusnya " + of + ", seperti baris judul",
                 "this row has " + n + (given == 1 ? " value" : " values") + "; " + of +
                     " are expected, as in the heading"};
    if (given < expected) return reason;
    if (separator == ',')
        return reason + Words{" (nilai yang memuat koma ditulis dalam tanda kutip)",
                              " (a value with a comma is written in quotes)"};
    return reason + Words{" (nilai yang memuat titik koma ditulis dalam tanda kutip)",
                          " (a value with a semicolon is written in quotes)"};
}

/// Rows of another length than the heading. Where all are of one length, the mistake is the heading's.
class OddRows
{
  public:
    OddRows(const std::string& name, std::size_t width, char separator)
        : name_(name), width_(width), separator_(separator)
    {
    }

    /// \return whether the row is as long as the heading
    bool check(const CsvRecord& record)
    {
        ++rows_;
        const std::size_t length = record.fields.size();
        if (length == width_) return true;
        odd_.error(name_, record.line, "", "", wrong_count(length, width_, separator_));
        if (odd_.errors() == 1) length_ = length;
        if (length == length_) ++as_the_first_;
        return false;
    }

    void report(int heading_line, const Heading& heading, Findings& findings) const
    {
        if (odd_.empty()) return;
        if (rows_ < 2 || as_the_first_ < rows_) return findings.add_new(odd_);
        if (length_ + heading.surplus == width_ || length_ == width_ + heading.missing) return; // that was said of it
        const std::string n = std::to_string(width_);
        const std::string of = std::to_string(length_);
        findings.error(name_, heading_line, "", "",
                       {"baris judul berisi " + n + " kolom, tetapi setiap baris lain " + of + " nilai",
                        "the heading has " + n + " columns, but every other row has " + of +
                            (length_ == 1 ? " value" : " values")});
    }

  private:
    const std::string& name_;
    std::size_t width_;
    char separator_;
    Findings odd_;
    std::size_t rows_ = 0;
    std::size_t length_ = 0; // of the first that is odd
    std::size_t as_the_first_ = 0;
};

template <class Number>
std::optional<Number> checked(std::optional<Number> value, const CsvTable& table, const CsvRow& row,
                              std::string_view column, const Range& range, const Words& expected, Findings& findings)
{
    std::optional<Words> reason = expected;
    if (value) reason = objection(static_cast<double>(*value), range);
    if (!reason) return value;
    table.error(row, column, *reason, findings);
    return std::nullopt;
}

} // namespace

CsvTable::CsvTable(std::string name, std::vector<std::string> columns, std::vector<bool> present)
    : name_(std::move(name)), columns_(std::move(columns)), by_name_(columns_.size()), present_(std::move(present))
{
    std::iota(by_name_.begin(), by_name_.end(), std::size_t{0});
    std::sort(by_name_.begin(), by_name_.end(),
              [&](std::size_t a, std::size_t b) { return columns_[a] < columns_[b]; });
}

std::size_t CsvTable::index(std::string_view column) const
{
    const auto found = std::lower_bound(by_name_.begin(), by_name_.end(), column,
                                        [&](std::size_t a, std::string_view name) { return columns_[a] < name; });
    SIM_EXPECTS(found != by_name_.end() && columns_[*found] == column);
    return *found;
}

std::optional<double> CsvTable::number(const CsvRow& row, std::string_view column, const Range& range,
                                       Findings& findings) const
{
    static const Words expected{"harus berupa angka seperti 1234.5: titik untuk desimal, tanpa pemisah ribuan",
                                "a number like 1234.5 is expected: a point for decimals, nothing between thousands"};
    const std::string& text = cell(row, column);
    if (text.empty()) return std::nullopt;
    return checked(parse_number(text), *this, row, column, range, expected, findings);
}

std::optional<long long> CsvTable::integer(const CsvRow& row, std::string_view column, const Range& range,
                                           Findings& findings) const
{
    static const Words expected{"harus berupa bilangan bulat seperti 1234, tanpa pemisah ribuan",
                                "a whole number like 1234 is expected, with nothing between thousands"};
    const std::string& text = cell(row, column);
    if (text.empty()) return std::nullopt;
    return checked(parse_integer(text), *this, row, column, range, expected, findings);
}

void CsvTable::error(const CsvRow& row, std::string_view column, Words reason, Findings& findings) const
{
    findings.error(name_, row.line, std::string(column), in_quotes(cell(row, column)), std::move(reason));
}

void CsvTable::warning(const CsvRow& row, std::string_view column, Words reason, Findings& findings) const
{
    findings.warning(name_, row.line, std::string(column), in_quotes(cell(row, column)), std::move(reason));
}

std::string workbook_instead_of(const std::filesystem::path& path)
{
    std::error_code failed;
    if (std::filesystem::exists(std::filesystem::symlink_status(path, failed))) return "";
    for (const char* const type : {".xlsx", ".xls", ".ods"}) {
        std::filesystem::path workbook = path;
        if (std::filesystem::exists(workbook.replace_extension(type), failed)) return workbook.filename().string();
    }
    return "";
}

CsvTable read_csv(const std::filesystem::path& path, const std::string& shown_name,
                  std::span<const std::string> required, std::span<const std::string> optional, Findings& findings,
                  const Words& elsewhere)
{
    if (const auto workbook = workbook_instead_of(path); !workbook.empty()) {
        findings.error(shown_name, 0, "", "",
                       {"berkas tidak ada; simpanlah " + workbook + " sebagai \"CSV UTF-8\" dengan nama ini",
                        "there is no such file; save " + workbook + " as \"CSV UTF-8\" under this name"});
    } else if (auto text = read_file(path, shown_name, most_bytes, findings)) {
        return parse_csv(std::move(*text), shown_name, required, optional, findings, CsvSeparators::comma, elsewhere);
    }
    std::vector<std::string> columns(required.begin(), required.end());
    columns.insert(columns.end(), optional.begin(), optional.end());
    std::vector<bool> present(columns.size());
    return CsvTable(shown_name, std::move(columns), std::move(present));
}

CsvTable parse_csv(std::string text, const std::string& shown_name, std::span<const std::string> required,
                   std::span<const std::string> optional, Findings& findings, CsvSeparators separators,
                   const Words& elsewhere)
{
    std::vector<std::string> columns(required.begin(), required.end());
    columns.insert(columns.end(), optional.begin(), optional.end());
    CsvTable nothing(shown_name, columns, std::vector<bool>(columns.size()));
    if (is_workbook(text)) {
        findings.error(shown_name, 0, "", "",
                       {"ini buku kerja Excel, bukan CSV; simpanlah sebagai \"CSV UTF-8\"",
                        "this is an Excel workbook, not CSV; save it as \"CSV UTF-8\""});
        return nothing;
    }
    if (is_hdf5(text)) {
        findings.error(shown_name, 0, "", "",
                       {"ini berkas hasil (HDF5), bukan CSV", "this is a result file (HDF5), not CSV"});
        return nothing;
    }
    if (check_utf8(text, shown_name, findings) == Encoding::other) return nothing;

    const char separator = separators == CsvSeparators::comma ? ',' : csv_separator_of(text);
    CsvRecordReader reader(text, shown_name, findings, separator);
    CsvRecord record;
    do {
        if (!reader.read(record)) {
            findings.error(shown_name, 0, "", "",
                           Words{"berkas kosong; baris pertama harus berisi nama kolom",
                                 "the file is empty; the first line must name the columns"} +
                               listed(columns, elsewhere));
            return nothing;
        }
        if (is_for_excel_alone(record))
            findings.error(shown_name, record.line, "", "",
                           {"baris sep=… hanya untuk Excel; hapuslah", "a line sep=… is for Excel alone; delete it"});
    } while (record.blank || is_for_excel_alone(record));
    if (const char c = other_separator(record, columns)) {
        const std::string shown = c == '\t' ? "tab" : std::string(1, c);
        findings.error(shown_name, record.line, "", "",
                       {"kolom dipisahkan dengan " + shown + ", seharusnya dengan koma (,)",
                        "columns are separated by " + shown + " but a comma (,) is expected"});
        return nothing;
    }

    const std::size_t width = record.fields.size();
    const Heading heading = read_heading(record, columns, required.size(), shown_name, elsewhere, findings);
    const std::vector<std::size_t>& place = heading.places;

    CsvTable table(shown_name, columns, heading.present);
    std::vector<std::string> order;
    for (const std::size_t p : place)
        if (p != nowhere) order.push_back(columns[p]);
    table.set_order(std::move(order));
    bool whole = record.sound && heading.complete;
    const int heading_line = record.line;
    OddRows odd(shown_name, width, separator);
    while (reader.read(record)) {
        if (record.blank) continue;
        whole = whole && record.sound;
        if (!record.sound) continue;
        if (!odd.check(record)) {
            whole = false;
            if (!heading.lacks_only_surplus(record.fields.size())) continue;
        }
        if (!heading.complete) continue; // what its cells mean is not known
        if ((table.size() + 1) * columns.size() > most_cells) {
            findings.error(shown_name, record.line, "", "", {"terlalu banyak baris", "there are too many rows"});
            whole = false;
            break;
        }
        CsvRow row{record.line, std::vector<std::string>(columns.size())};
        const bool without_surplus = record.fields.size() != width;
        std::size_t field = 0;
        for (const std::size_t to : place) {
            if (to != nowhere) row.cells[to] = std::move(record.fields[field]);
            if (to != nowhere || !without_surplus) ++field;
        }
        table.add(std::move(row));
    }
    odd.report(heading_line, heading, findings);
    table.set_whole(whole);
    return table;
}

char csv_separator_of(std::string_view text)
{
    std::ptrdiff_t commas = 0;
    std::ptrdiff_t semicolons = 0;
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (!quoted && c == ',') ++commas;
        if (!quoted && c == ';') ++semicolons;
        if (!quoted && (c == '\n' || c == '\r') && commas + semicolons > 0) break;
    }
    return semicolons > commas ? ';' : ',';
}

std::string csv_field(std::string_view text)
{
    const bool blank_end = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (text.find_first_of(",\"\r\n") == std::string_view::npos && !blank_end) return std::string(text);
    std::string field = "\"";
    for (const char c : text) {
        if (c == '"') field += '"';
        field += c;
    }
    return field + '"';
}

} // namespace sim

#include "models/commitment/new_city/names_table.hpp"

#include <algorithm>
#include <array>

#include "models/commitment/new_city/ids.hpp"
#include "models/commitment/new_city/usual_posts.hpp"
#include "sim/text/number.hpp"

namespace commitment {
namespace {

using sim::Synonym;
using sim::Words;

const std::vector<std::string>& required_columns()
{
    static const std::vector<std::string> columns = {"kind", "name", "parent"};
    return columns;
}

const std::vector<std::string>& optional_columns()
{
    static const std::vector<std::string> columns = {"id",     "role",      "task_force", "cluster",
                                                     "heads",  "officials", "technical",  "families",
                                                     "sector", "longitude", "latitude",   "code"};
    return columns;
}

const std::vector<Synonym>& column_synonyms()
{
    static const std::vector<Synonym> synonyms = {{"jenis", "kind"},
                                                  {"nama", "name"},
                                                  {"induk", "parent"},
                                                  {"peran", "role"},
                                                  {"gugus_tugas", "task_force"},
                                                  {"klaster", "cluster"},
                                                  {"kepala", "heads"},
                                                  {"pejabat", "officials"},
                                                  {"teknis", "technical"},
                                                  {"keluarga", "families"},
                                                  {"jumlah_keluarga", "families"},
                                                  {"kk", "families"},
                                                  {"jumlah_kk", "families"},
                                                  {"sektor", "sector"},
                                                  {"bujur", "longitude"},
                                                  {"lintang", "latitude"},
                                                  {"kode", "code"}};
    return synonyms;
}

/// Words that are taken for a kind without asking.
const std::vector<Synonym>& kind_words()
{
    static const std::vector<Synonym> words = {
        {"kota", "city"},      {"perangkat daerah", "opd"}, {"dinas", "opd"},
        {"badan", "opd"},      {"desa", "kelurahan"},       {"keluarga", "community"},
        {"usaha", "business"}, {"dunia usaha", "business"}, {"forum anak", "forum_anak"}};
    return words;
}

std::string lower(std::string text)
{
    for (char& c : text)
        if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// Without blanks around it, those that do not break (U+00A0) too.
std::string trimmed(std::string_view text)
{
    const auto is_blank_at = [&](std::size_t i) { return text[i] == ' ' || text[i] == '\t'; };
    bool again = true;
    while (again) {
        again = false;
        if (!text.empty() && is_blank_at(0)) text.remove_prefix(1), again = true;
        if (!text.empty() && is_blank_at(text.size() - 1)) text.remove_suffix(1), again = true;
        if (text.starts_with("\xc2\xa0")) text.remove_prefix(2), again = true;
        if (text.ends_with("\xc2\xa0")) text.remove_suffix(2), again = true;
    }
    return std::string(text);
}

std::string meant(const std::string& word, const std::vector<Synonym>& synonyms)
{
    const auto found = std::find_if(synonyms.begin(), synonyms.end(), [&](const Synonym& s) { return s.word == word; });
    return found == synonyms.end() ? word : found->name;
}

bool is_column(const std::string& word)
{
    const auto is_in = [&](const std::vector<std::string>& columns) {
        return std::find(columns.begin(), columns.end(), word) != columns.end();
    };
    return is_in(required_columns()) || is_in(optional_columns());
}

/// Puts the columns' own names into the heading: "Nama;Jumlah KK" becomes "name;families". Quoted ones stay.
std::string with_known_heading(std::string text)
{
    std::size_t begin = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
    begin = std::min(text.find_first_not_of("\r\n", begin), text.size());
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const char separator = sim::csv_separator_of(std::string_view(text).substr(begin, end - begin));
    std::string heading;
    for (std::size_t at = begin; at <= end;) {
        const std::size_t stop = std::min({text.find(separator, at), end});
        const std::string given = text.substr(at, stop - at);
        std::string word = lower(trimmed(given));
        std::replace(word.begin(), word.end(), ' ', '_');
        word = meant(word, column_synonyms());
        heading += is_column(word) ? word : given;
        if (stop < end) heading += separator;
        at = stop + 1;
    }
    return text.replace(begin, end - begin, heading);
}

/// A row's cells as they are to be read.
class Cells
{
  public:
    Cells(const sim::CsvTable& table, sim::CsvRow& row) : table_(table), row_(row) {}

    std::string& operator[](std::string_view column)
    {
        const auto& columns = table_.columns();
        return row_
            .cells[static_cast<std::size_t>(std::find(columns.begin(), columns.end(), column) - columns.begin())];
    }

  private:
    const sim::CsvTable& table_;
    sim::CsvRow& row_;
};

/// Excel shows 3000 as 3.000 or 3,000, which would be read as 3.
bool has_digits_alone(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return '0' <= c && c <= '9'; });
}

/// Whole numbers are digits and nothing else; what is not is said and emptied.
void check_whole_numbers(const sim::CsvTable& table, Cells& cells, const sim::CsvRow& row, sim::Findings& findings)
{
    for (const char* const column : {"families", "heads", "officials", "technical"}) {
        if (has_digits_alone(cells[column])) continue;
        table.error(row, column,
                    {"harus bilangan bulat dengan angka saja, tanpa titik atau koma: 3083",
                     "a whole number of digits alone is expected, without points or commas: 3083"},
                    findings);
        cells[column].clear();
    }
}

/// A decimal comma, as Excel writes it in Indonesia, becomes a point.
void use_points(Cells& cells)
{
    for (const char* const column : {"longitude", "latitude"})
        if (std::string& cell = cells[column]; std::count(cell.begin(), cell.end(), ',') == 1)
            std::replace(cell.begin(), cell.end(), ',', '.');
}

/// The families of a kelurahan's own row; they are to be a community of it.
std::optional<int> take_families(const sim::CsvTable& table, Cells& cells, const sim::CsvRow& row,
                                 sim::Findings& findings)
{
    const bool is_of_kelurahan = cells["kind"] == name_of(Kind::kelurahan);
    if (cells["families"].empty() || cells["kind"] == name_of(Kind::community)) return std::nullopt;
    std::optional<long long> families;
    if (is_of_kelurahan)
        families = table.integer(row, "families", {.lowest = 0, .highest = most_families}, findings);
    else
        table.error(row, "families",
                    {"hanya kelurahan (atau community) yang memilikinya; kosongkan",
                     "only a kelurahan (or a community) has this; leave it empty"},
                    findings);
    cells["families"].clear();
    if (!families) return std::nullopt;
    return static_cast<int>(*families);
}

/// \return whether the posts are the usual ones, because the row has none
bool fill_posts(Cells& cells)
{
    const auto kind = place_of(cells["kind"], kind_names);
    if (!kind || !is_staffed(static_cast<Kind>(*kind))) return false;
    if (!cells["heads"].empty() || !cells["officials"].empty() || !cells["technical"].empty()) return false;
    Institution usual;
    usual.kind = static_cast<Kind>(*kind);
    set_usual_posts(usual);
    cells["heads"] = std::to_string(usual.heads);
    cells["officials"] = std::to_string(usual.officials);
    cells["technical"] = std::to_string(usual.technical);
    return true;
}

} // namespace

NamesTable read_names_table(const NamedText& text, sim::Findings& findings)
{
    NamesTable out;
    out.table = sim::parse_csv(with_known_heading(text.text), text.name, required_columns(), optional_columns(),
                               findings, sim::CsvSeparators::comma_or_semicolon);
    for (const sim::CsvRow& given : out.table.rows()) {
        sim::CsvRow row = given;
        for (std::string& cell : row.cells) cell = trimmed(cell);
        if (std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return cell.empty(); }))
            continue;
        Cells cells(out.table, row);
        cells["kind"] = meant(lower(cells["kind"]), kind_words());
        cells["role"] = lower(cells["role"]);
        check_whole_numbers(out.table, cells, row, findings);
        use_points(cells);
        NamedRow read;
        read.families = take_families(out.table, cells, row, findings);
        out.any_usual_posts = fill_posts(cells) || out.any_usual_posts;
        const bool has_id = !cells["id"].empty();
        if (!has_id) cells["id"] = "x"; // it is made later
        auto institution = read_institution(InstitutionRow(out.table, row, findings));
        if (!institution) continue;
        if (!has_id) institution->id.clear(), cells["id"].clear();
        if (institution->name.size() > longest_given_name)
            out.table.error(row, "name",
                            {"lebih panjang dari " + std::to_string(longest_given_name) + " byte",
                             "longer than " + std::to_string(longest_given_name) + " bytes"},
                            findings);
        read.stem = stem_of(institution->kind, institution->name);
        if (read.stem.empty() && !has_id && !institution->name.empty())
            out.table.error(row, "name",
                            {"dari nama ini tidak dapat dibuat id; isi kolom id dengan a–z, 0–9, - atau _",
                             "no id can be made from this name; give one in a column id, of a–z, 0–9, - and _"},
                            findings);
        read.parent = cells["parent"];
        read.institution = std::move(*institution);
        read.cells = std::move(row);
        out.rows.push_back(std::move(read));
    }
    return out;
}

sim::CsvTable read_neighbours_table(const NamedText& text, sim::Findings& findings)
{
    const std::vector<std::string> columns = {"a", "b"};
    const sim::CsvTable given = sim::parse_csv(with_known_heading(text.text), text.name, columns, {}, findings,
                                               sim::CsvSeparators::comma_or_semicolon);
    sim::CsvTable table(given.name(), given.columns(), {true, true});
    for (sim::CsvRow row : given.rows()) {
        for (std::string& cell : row.cells) cell = trimmed(cell);
        if (!row.cells[0].empty() || !row.cells[1].empty()) table.add(std::move(row));
    }
    return table;
}

} // namespace commitment

#include "sim/text/findings.hpp"

#include "sim/text/utf8.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sim {

namespace {

Words opening(Severity severity)
{
    if (severity == Severity::note) return {"catatan: ", "note: "};
    if (severity == Severity::warning) return {"peringatan: ", "warning: "};
    return {};
}

Words and_more(Severity severity, std::size_t count)
{
    const std::string n = std::to_string(count);
    if (severity == Severity::note) return {"dan " + n + " catatan lain", "and " + n + " more notes"};
    if (severity == Severity::warning) return {"dan " + n + " peringatan lain", "and " + n + " more warnings"};
    return {"dan " + n + " kesalahan lain", "and " + n + " more errors"};
}

Words and_more_alike(std::size_t count, bool of_lines)
{
    const std::string n = std::to_string(count);
    return of_lines ? Words{"… dan " + n + " baris lain seperti ini", "… and " + n + " more lines like these"}
                    : Words{"… dan " + n + " lagi seperti ini", "… and " + n + " more like these"};
}

/// "levels[2]" becomes "levels[]".
std::string without_places(std::string_view key)
{
    std::string out;
    bool within = false;
    for (const char c : key) {
        within = within && c >= '0' && c <= '9';
        if (!within) out += c;
        within = within || c == '[';
    }
    return out;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Optimal string alignment: Levenshtein's distance, and neighbours exchanged count once.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::swap(before_last, last);
        std::swap(last, row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            const bool exchanged =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (exchanged) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
    }
    return row[b.size()];
}

} // namespace

std::string to_text(const Finding& finding, Language language)
{
    std::string text;
    const auto add = [&](const std::string& part) {
        if (!text.empty() && !part.empty()) text += ": ";
        text += part;
    };
    std::string place = escaped(finding.file);
    if (finding.line > 0) {
        if (!place.empty()) place += ':';
        place += std::to_string(finding.line);
    }
    const std::string key = escaped(shortened(finding.key));
    const std::string found = escaped(shortened(finding.found));
    add(place);
    add(key.empty() || found.empty() ? key + found : key + " = " + found);
    add(opening(finding.severity).in(language) + escaped(finding.reason.in(language)));
    return text;
}

Findings::File& Findings::file_of(const std::string& name)
{
    return files_.try_emplace(name, File{files_.size(), {}, {}}).first->second;
}

Findings::Saying Findings::saying_of(const Finding& finding)
{
    return {finding.severity, without_places(finding.key), finding.reason.id};
}

void Findings::add(Finding finding)
{
    if (finding.severity == Severity::error) ++errors_;
    finding.key = shortened(finding.key); // a whole file may be one value
    finding.found = shortened(finding.found);
    File& file = file_of(finding.file);
    Saying saying = saying_of(finding);
    const auto alike = file.said.find(saying);
    if (alike != file.said.end() && alike->second.count >= most_alike) {
        ++alike->second.count;
        return;
    }
    if (++file.counts[static_cast<std::size_t>(finding.severity)] > most_of_a_file) return;
    Said& said = alike != file.said.end() ? alike->second : file.said[std::move(saying)];
    ++said.count;
    said.last_line = std::max(said.last_line, finding.line);
    list_.push_back(std::move(finding));
}

void Findings::add_new(const Findings& others)
{
    const auto mine = static_cast<std::ptrdiff_t>(list_.size());
    for (const Finding& finding : others.list_)
        if (std::find(list_.begin(), list_.begin() + mine, finding) == list_.begin() + mine) add(finding);
    for (const auto& [name, theirs] : others.files_) { // what they only counted
        File& file = file_of(name);
        for (std::size_t severity = 0; severity < file.counts.size(); ++severity)
            file.counts[severity] = std::max(file.counts[severity], theirs.counts[severity]);
        for (const auto& [saying, count_and_line] : theirs.said)
            if (const auto alike = file.said.find(saying); alike != file.said.end())
                alike->second.count = std::max(alike->second.count, count_and_line.count);
    }
}

void Findings::error(std::string file, int line, std::string key, std::string found, Words reason)
{
    add({Severity::error, std::move(file), line, std::move(key), std::move(found), std::move(reason)});
}

void Findings::warning(std::string file, int line, std::string key, std::string found, Words reason)
{
    add({Severity::warning, std::move(file), line, std::move(key), std::move(found), std::move(reason)});
}

void Findings::note(std::string file, int line, std::string key, std::string found, Words reason)
{
    add({Severity::note, std::move(file), line, std::move(key), std::move(found), std::move(reason)});
}

std::vector<Finding> Findings::all() const
{
    struct Placed
    {
        std::size_t file;
        bool last;
        int line;
        Finding finding;
    };
    std::vector<Placed> placed;
    for (const Finding& finding : list_) {
        placed.push_back({files_.at(finding.file).place, false, finding.line, finding});
    }
    for (const auto& [name, file] : files_) {
        for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
            const std::size_t count = file.counts[static_cast<std::size_t>(severity)];
            if (count <= most_of_a_file) continue;
            Finding rest{severity, name, 0, "", "", and_more(severity, count - most_of_a_file)};
            placed.push_back({file.place, true, 0, std::move(rest)});
        }
        for (const auto& [saying, said] : file.said) {
            if (said.count <= most_alike) continue;
            Words rest = and_more_alike(said.count - most_alike, said.last_line > 0);
            placed.push_back(
                {file.place, false, said.last_line, {saying.severity, name, 0, saying.key, "", std::move(rest)}});
        }
    }
    std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
        return std::tie(a.file, a.last, a.line) < std::tie(b.file, b.last, b.line);
    });
    std::vector<Finding> sorted;
    for (Placed& one : placed) sorted.push_back(std::move(one.finding));
    return sorted;
}

void Findings::throw_if_failed() const
{
    if (failed()) throw InputError(*this);
}

std::string to_text(const Findings& findings, Language language)
{
    std::string text;
    for (const Finding& finding : findings.all()) text += to_text(finding, language) + "\n";
    return text;
}

InputError::InputError(Findings given) : std::runtime_error(to_text(given, Language::id)), findings(std::move(given)) {}

Words accepted(std::span<const std::string> names)
{
    constexpr std::size_t most = 100;
    std::string list;
    for (const std::string& name : names.first(std::min(names.size(), most))) {
        list += (list.empty() ? "" : ", ") + shortened(name);
    }
    if (names.size() > most) list += ", …";
    return {"dikenal: " + list, "known: " + list};
}

std::string nearest(std::string_view given, std::span<const std::string> known, std::span<const Synonym> synonyms)
{
    constexpr std::size_t longest = 200; // no name of ours; the work grows with the square
    if (given.empty() || given.size() > longest) return "";
    std::size_t least = std::max<std::size_t>(2, given.size() / 3) + 1;
    std::string best;
    const auto compare = [&](const std::string& word, const std::string& name) {
        const std::size_t shorter = std::min(given.size(), word.size());
        const std::size_t longer = std::max(given.size(), word.size());
        if (longer - shorter >= least) return;
        const std::size_t slips = distance(given, word);
        if (slips >= least || slips >= longer) return; // as many as letters: nothing in common
        least = slips;
        best = name;
    };
    for (const std::string& name : known) compare(name, name);
    for (const Synonym& synonym : synonyms)
        if (std::find(known.begin(), known.end(), synonym.name) != known.end()) compare(synonym.word, synonym.name);
    return best;
}

Words did_you_mean(std::string_view given, std::span<const std::string> known, std::span<const Synonym> synonyms)
{
    const std::string name = nearest(given, known, synonyms);
    if (name.empty()) return {};
    return {"; mungkin maksudnya " + in_quotes(name) + "?", "; did you mean " + in_quotes(name) + "?"};
}

Words unknown_value(std::string_view given, std::span<const std::string> known, std::span<const Synonym> synonyms)
{
    return Words{"nilai tidak dikenal", "unknown value"} + did_you_mean(given, known, synonyms) + Words{"; ", "; "} +
           accepted(known);
}

Words near_or_all(std::string_view given, std::span<const std::string> known)
{
    Words near = did_you_mean(given, known);
    return near.empty() ? Words{"; ", "; "} + accepted(known) : near;
}

} // namespace sim

#include "models/commitment/new_city/template.hpp"

#include <algorithm>
#include <vector>

#include "sim/core/contract.hpp"

namespace commitment {
namespace {

const sim::Words why_kept{"# (Belum berlaku: kota ini belum punya lembaga yang cocok. Kalau sudah ada, hapus \"# \" di "
                          "depan baris-baris ini.)",
                          "# (Not in force: this city has no such institution yet. Once it has, take away the \"# \" "
                          "in front of these lines.)"};

std::string with_values(std::string_view line, const TemplateData& data)
{
    std::string out;
    for (std::size_t at = 0;;) {
        const std::size_t begin = line.find("{{", at);
        out += line.substr(at, begin - at);
        if (begin == std::string_view::npos) return out;
        const std::size_t end = line.find("}}", begin);
        SIM_EXPECTS(end != std::string_view::npos);
        const auto value = data.values.find(line.substr(begin + 2, end - begin - 2));
        SIM_EXPECTS(value != data.values.end());
        out += value->second;
        at = end + 2;
    }
}

enum class Fate { used, left_out, kept };

/// What becomes of the lines behind `%if …` or `%keep …`.
Fate fate_of(std::string_view line, const TemplateData& data)
{
    const bool keep = line.starts_with("%keep ");
    SIM_EXPECTS(keep || line.starts_with("%if "));
    std::string_view name = line.substr(keep ? 6 : 4);
    const bool negated = name.starts_with('!');
    if (negated) name.remove_prefix(1);
    const auto condition = data.conditions.find(name);
    SIM_EXPECTS(condition != data.conditions.end());
    if (condition->second != negated) return Fate::used;
    return keep ? Fate::kept : Fate::left_out;
}

/// The line in the language wanted; nothing where it is of the other one.
bool take_language(std::string_view& line, sim::Language language)
{
    const std::string_view own = language == sim::Language::id ? "id:" : "en:";
    const std::string_view other = language == sim::Language::id ? "en:" : "id:";
    if (line.starts_with(other)) return false;
    if (line.starts_with(own)) line.remove_prefix(std::min(line.size(), own.size() + 1));
    return true;
}

} // namespace

std::string fill(std::string_view pattern, const TemplateData& data)
{
    std::string out;
    std::vector<Fate> fates;
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t end = std::min(pattern.find('\n', at), pattern.size());
        std::string_view line = pattern.substr(at, end - at);
        at = end + 1;
        if (line == "%end") {
            SIM_EXPECTS(!fates.empty());
            fates.pop_back();
        } else if (line.starts_with('%')) {
            fates.push_back(fate_of(line, data));
            if (fates.back() == Fate::kept) out += why_kept.in(data.language) + "\n";
        } else if (take_language(line, data.language)) {
            const auto has = [&](Fate fate) { return std::find(fates.begin(), fates.end(), fate) != fates.end(); };
            if (has(Fate::left_out)) continue;
            const bool comment = has(Fate::kept) && !line.empty() && !line.starts_with('#');
            out += (comment ? "# " : "") + with_values(line, data) + "\n";
        }
    }
    SIM_EXPECTS(fates.empty());
    return out;
}

} // namespace commitment

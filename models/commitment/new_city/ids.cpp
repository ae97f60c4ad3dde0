#include "models/commitment/new_city/ids.hpp"

#include <array>
#include <vector>

#include "models/commitment/institution_row.hpp"

namespace commitment {
namespace {

constexpr std::size_t longest_stem = 60; // of the 80 that an id may have

/// What goes before a stem.
std::string_view prefix_of(Kind kind)
{
    switch (kind) {
    case Kind::kecamatan: return "kec-";
    case Kind::kelurahan: return "kel-";
    case Kind::community: return "keluarga-";
    case Kind::business: return "usaha-";
    default: return "";
    }
}

/// Words that say what it is, in front of a name.
std::vector<std::string_view> kind_words(Kind kind)
{
    switch (kind) {
    case Kind::kecamatan: return {"kecamatan", "kec"};
    case Kind::kelurahan: return {"kelurahan", "kel", "desa"};
    case Kind::community: return {"keluarga-kelurahan", "keluarga"};
    default: return {};
    }
}

/// Letters of Latin-1 (U+00C0 to U+00FF) without their marks.
constexpr std::string_view plain_letters = "aaaaaaaceeeeiiiidnooooo-ouuuuypsaaaaaaaceeeeiiiidnooooo-ouuuuypy";

std::string without_marks(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == 0xc3 && i + 1 < text.size())
            out += plain_letters[static_cast<unsigned char>(text[++i]) & 0x3f];
        else if (byte == '\'' || byte == '`' || (byte == 0xe2 && text.substr(i, 3) == "\xe2\x80\x99"))
            i += byte == 0xe2 ? 2 : 0; // an apostrophe parts no word: Ma'had
        else
            out += text[i];
    }
    return out;
}

/// At most so long, cut between words where that is possible.
std::string cut(std::string id, std::size_t most)
{
    if (id.size() <= most) return id;
    const std::size_t between = id.rfind('-', most);
    id.resize(between == std::string::npos || between == 0 ? most : between);
    return id;
}

} // namespace

std::string stem_of(Kind kind, std::string_view name)
{
    std::string stem = as_id(without_marks(name).substr(0, 80)); // as long as an id may be
    for (const std::string_view word : kind_words(kind))
        if (stem.size() > word.size() + 1 && stem.starts_with(word) && stem[word.size()] == '-') {
            stem.erase(0, word.size() + 1);
            break;
        }
    return stem;
}

int Ids::reserve(const std::string& id, int line)
{
    const auto [at, is_new] = lines_.emplace(id, line);
    return is_new ? 0 : at->second;
}

std::string Ids::make(Kind kind, const std::string& stem, const std::string& parent, int line)
{
    std::string first = std::string(prefix_of(kind)) + cut(stem, longest_stem);
    if (reserve(first, line) == 0) return first;
    if (!parent.empty()) first = cut(first + "-" + parent, 72);
    for (int n = 1;; ++n) {
        std::string id = n == 1 ? first : first + "-" + std::to_string(n);
        if (reserve(id, line) == 0) return id;
    }
}

} // namespace commitment

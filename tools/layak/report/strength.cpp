#include "tools/layak/report/strength.hpp"

#include <algorithm>
#include <cmath>

#include "tools/layak/format.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

bool is_surely_stronger(const Strength& one, const Strength& other)
{
    return one.has_interval() && other.has_interval() && is_stronger(one.of.interval, other.of.interval);
}

/// All of which none is weaker for sure than the first.
std::vector<const Strength*> strongest_of(const std::vector<Strength>& all)
{
    std::vector<const Strength*> out;
    for (const Strength& each : all)
        if (each.is_told && (&each == &all.front() || !is_surely_stronger(all.front(), each))) out.push_back(&each);
    return out;
}

} // namespace

void sort_by_strength(std::vector<Strength>& all)
{
    std::stable_sort(all.begin(), all.end(), [](const Strength& a, const Strength& b) {
        if (a.is_told != b.is_told) return a.is_told;
        return a.is_told && std::abs(a.of.value) > std::abs(b.of.value);
    });
}

bool names_strongest(const std::vector<Strength>& all)
{
    constexpr std::size_t few = 3;
    const std::size_t strongest = strongest_of(all).size();
    return strongest > 0 && strongest <= few && !(all.size() > 1 && strongest == all.size());
}

sim::Words strengths_title(const sim::Words& of_what, const std::vector<Strength>& all)
{
    return both([&](sim::Language language) {
        const bool id = language == sim::Language::id;
        std::vector<std::string> strongest, untold;
        for (const Strength& each : all) {
            const std::string name = (id ? "" : "the ") + each.name.in(language);
            if (!each.is_told) untold.push_back(name);
        }
        for (const Strength* const each : strongest_of(all))
            strongest.push_back((id ? "" : "the ") + each->name.in(language));
        constexpr std::size_t few = 3;
        if (!names_strongest(all))
            return capital(of_what.in(language)) + (id ? ": apa yang paling menentukan belum dapat dibedakan"
                                                       : ": what decides it most cannot be told");
        const std::string which = strongest.size() == 1 ? ""
                                  : id                  ? "; mana yang lebih, belum dapat dibedakan"
                                                        : "; by which more cannot be told";
        const std::string others =
            untold.empty() ? "" // any of them may be the strongest of all
            : untold.size() > few
                ? (id ? "; tentang " + in_words(untold.size(), language) + " lainnya belum dapat dikatakan"
                      : "; of " + in_words(untold.size(), language) + " others it cannot be told")
                : (id ? "; tentang " + listed(untold, language) + " belum dapat dikatakan"
                      : "; of " + listed(untold, language) + " it cannot be told");
        return capital(of_what.in(language)) + (id ? ": paling ditentukan oleh " : ": decided most by ") +
               listed(strongest, language) + which + others;
    });
}

} // namespace layak

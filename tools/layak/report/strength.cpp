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

} // namespace

void sort_by_strength(std::vector<Strength>& all)
{
    std::stable_sort(all.begin(), all.end(), [](const Strength& a, const Strength& b) {
        if (a.is_told != b.is_told) return a.is_told;
        return a.is_told && std::abs(a.of.value) > std::abs(b.of.value);
    });
}

sim::Words strengths_title(const sim::Words& of_what, const std::vector<Strength>& all)
{
    return both([&](sim::Language language) {
        const bool id = language == sim::Language::id;
        std::vector<std::string> strongest, untold;
        for (const Strength& each : all) {
            const std::string name = (id ? "" : "the ") + each.name.in(language);
            if (!each.is_told)
                untold.push_back(name);
            else if (&each == &all.front() || !is_surely_stronger(all.front(), each))
                strongest.push_back(name);
        }
        constexpr std::size_t few = 3;
        const bool are_all = all.size() > 1 && strongest.size() == all.size();
        if (strongest.empty() || strongest.size() > few || are_all)
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

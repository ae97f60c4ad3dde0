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
        std::vector<std::string> strongest;
        for (const Strength& each : all)
            if (&each == &all.front() || !is_surely_stronger(all.front(), each))
                strongest.push_back((id ? "" : "the ") + each.name.in(language));
        constexpr std::size_t few = 3;
        if (!all.front().is_told || strongest.size() > few)
            return capital(of_what.in(language)) + (id ? ": apa yang paling menentukan belum dapat dibedakan"
                                                       : ": what decides it most cannot be told");
        return capital(of_what.in(language)) + (id ? ": paling ditentukan oleh " : ": decided most by ") +
               listed(strongest, language) +
               (strongest.size() == 1 ? ""
                : id                  ? "; mana yang lebih, belum dapat dibedakan"
                                      : "; by which more cannot be told");
    });
}

} // namespace layak

#include <algorithm>

#include "models/commitment/new_city/assembly.hpp"

namespace commitment {

std::optional<NewCity> city_from_table(const WishedCity& wish, const NamedText& table,
                                       const std::optional<NamedText>& neighbours, sim::Findings& findings)
{
    NamesTable names = read_names_table(table, findings);
    if (names.rows.empty() && findings.failed()) return std::nullopt;
    NewCity city;
    city.start = wish.start;
    sim::Findings notes;
    Assembly assembly(wish, names, city, findings, notes);
    assembly.put_together();
    if (findings.failed()) return std::nullopt;
    assembly.set_borders(neighbours);
    for (const Assumption always : {Assumption::costs, Assumption::history, Assumption::observed, Assumption::plans})
        city.assumed.push_back(always);
    std::sort(city.assumed.begin(), city.assumed.end());
    if (findings.failed()) return std::nullopt;
    findings.add_new(notes);
    return city;
}

} // namespace commitment

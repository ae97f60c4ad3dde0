#include "models/commitment/city.hpp"

#include <algorithm>

namespace commitment {

std::optional<InstitutionId> City::find(std::string_view wanted) const
{
    for (std::uint32_t i = 0; i < institutions.size(); ++i)
        if (institutions[i].id == wanted) return InstitutionId(i);
    return std::nullopt;
}

std::span<const DefaultState> default_states()
{
    // January 2015 of Kota Serang. “…” quotes the study.
    // clang-format off
    static const DefaultState table[] = {
        {Kind::city, Role::none, {.action = 0.35, .doctrine = 0.4, .written = true},
         "A task force by decree since 2015 that meets, and action below one half: the study's “komitmen tertulis” "
         "without the rest."},
        {Kind::opd, Role::coordinator, {.action = 0.5, .doctrine = 0.5},
         "DP3AKB, whose task it is: the highest in government, half of full."},
        {Kind::opd, Role::planner, {.action = 0.4, .doctrine = 0.4},
         "Bappeda, which gave the first training and monitors with DP3AKB."},
        {Kind::opd, Role::none, {.action = 0.15, .doctrine = 0.15},
         "Of agencies commitment “belum terwujud dalam bentuk tindakan”."},
        {Kind::kecamatan, Role::none, {.action = 0.05, .doctrine = 0.05},
         "“belum memiliki komitmen untuk menjalankan KLA”."},
        {Kind::kelurahan, Role::none, {.action = 0.03, .doctrine = 0.03},
         "Not above the kecamatan; none has a PATBM in 2015."},
        {Kind::community, Role::none, {.knows = 0.072, .understands = 0.008},
         "8 % have heard of it, a tenth of them understand, none takes part: “masih dalam tahap mengetahui dan "
         "memahami”. No survey; one would replace it."},
        {Kind::business, Role::none, {},
         "None engaged and none advised in 2015; those few of 2018 come by 4.10."},
        {Kind::lpa, Role::none, {.action = 0.6, .doctrine = 0.8},
         "Child protection is its purpose, so D is high; “memberikan masukan dan pendampingan dalam penanganan "
         "kasus”."},
        {Kind::forum_anak, Role::none, {.action = 0.5, .doctrine = 0.7},
         "Children speak for themselves; the city is “melibatkan anak dalam proses perencanaan pembangunan”. Stays "
         "as set."},
    };
    // clang-format on
    return table;
}

InitialState default_initial_state(Kind kind, Role role)
{
    const auto rows = default_states();
    const auto of_role = std::find_if(rows.begin(), rows.end(),
                                      [&](const DefaultState& row) { return row.kind == kind && row.role == role; });
    if (of_role != rows.end()) return of_role->state;
    return std::find_if(rows.begin(), rows.end(),
                        [&](const DefaultState& row) { return row.kind == kind && row.role == Role::none; })
        ->state;
}

std::size_t City::count(Kind kind) const
{
    return static_cast<std::size_t>(std::count_if(institutions.begin(), institutions.end(),
                                                  [kind](const Institution& i) { return i.kind == kind; }));
}

} // namespace commitment

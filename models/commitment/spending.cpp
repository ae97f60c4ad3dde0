#include "models/commitment/spending.hpp"

#include <algorithm>
#include <cmath>

namespace commitment {

Spending::Spending(const City& city, const Plan& plan) : plan_(city, &plan) {}

Spending::Asked Spending::asked(const PackedIntervention& by, std::uint32_t month)
{
    if (month < by.from || month > by.to) return {};
    const bool in_units = static_cast<std::size_t>(by.lever) < unit_lever_count && by.per_month > 0;
    const double units = in_units ? std::ceil(by.per_month) : 0;
    return {by.upkeep + by.funding + units * by.unit_cost, in_units ? units : by.funding, in_units};
}

bool Spending::is_payable(std::uint32_t file, std::uint32_t month) const
{
    if (std::isinf(plan_.budget_per_year[file])) return true;
    double sum = 0;
    const std::uint32_t into_year = (plan_.first_month_of_year + month) % 12;
    const std::uint32_t first = month > into_year ? month - into_year : 0;
    for (std::uint32_t of = first; year_of(of) == year_of(month); ++of)
        for (const PackedIntervention& by : plan_.interventions)
            if (by.file == file) sum += asked(by, of).rupiah;
    return sum <= plan_.budget_per_year[file];
}

SpendingLimit Spending::spent(std::size_t lever, std::uint32_t first, std::uint32_t months) const
{
    SpendingLimit out;
    for (std::uint32_t file = 0; file < 2; ++file) {
        double of_year = 0;
        for (std::uint32_t month = first; month < first + months; ++month) {
            bool asks = false;
            for (const PackedIntervention& by : plan_.interventions) {
                if (by.file != file || (lever != lever_count && static_cast<std::size_t>(by.lever) != lever)) continue;
                const Asked of = asked(by, month);
                of_year += of.rupiah;
                asks = asks || of.rupiah > 0;
                out.is_certain = out.is_certain && !(of.is_drawn && by.unit_cost > 0);
            }
            if (asks && out.is_certain) out.is_certain = is_payable(file, month);
            if (month + 1 < first + months && year_of(month + 1) == year_of(month)) continue;
            out.most += std::min(of_year, plan_.budget_per_year[file] + 1); // half a rupiah is forgiven
            of_year = 0;
        }
    }
    return out;
}

SpendingLimit Spending::undelivered(std::size_t lever, std::uint32_t first, std::uint32_t months) const
{
    SpendingLimit out;
    for (std::uint32_t month = first; month < first + months; ++month)
        for (const PackedIntervention& by : plan_.interventions)
            if (static_cast<std::size_t>(by.lever) == lever && asked(by, month).units > 0 &&
                !is_payable(by.file, month)) {
                out.most += asked(by, month).units;
                out.is_certain = false;
            }
    return out;
}

} // namespace commitment

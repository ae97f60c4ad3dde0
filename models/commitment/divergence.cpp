#include "models/commitment/divergence.hpp"

#include <algorithm>

#include "models/commitment/packed.hpp"

namespace commitment {
namespace {

/// Whether surely nobody can take it.
bool reaches_nobody(const PackedCity& city, Target target)
{
    const auto none = [&](Kind kind) { return city.of_kind[static_cast<std::size_t>(kind)].empty(); };
    switch (target) {
    case Target::opd: return none(Kind::opd);
    case Target::kecamatan: return none(Kind::kecamatan);
    case Target::kelurahan: return none(Kind::kelurahan);
    case Target::communities: return city.communities == 0;
    case Target::businesses: return city.businesses == 0;
    case Target::lpa: return none(Kind::lpa);
    case Target::forum_anak: return none(Kind::forum_anak);
    default: return false;
    }
}

/// What a plan does in a month.
class Acts
{
  public:
    Acts(const PackedCity& city, const PackedPlan& plan, std::uint32_t month)
    {
        for (const std::uint32_t election : plan.elections) elections_ += election == month;
        for (const PackedIntervention& by : plan.interventions)
            if (by.file == 1 && by.from <= month && month <= by.to &&
                !(by.upkeep <= 0 && reaches_nobody(city, by.target)))
                due_.push_back(&by);
        const bool costs = std::any_of(due_.begin(), due_.end(), [](const PackedIntervention* by) {
            return by->unit_cost > 0 || by->funding > 0 || by->upkeep > 0;
        });
        budget_ = costs ? plan.budget_per_year[1] : 0;
    }

    friend bool operator==(const Acts& a, const Acts& b)
    {
        const auto equal = [](const PackedIntervention* x, const PackedIntervention* y) {
            return x->key == y->key && x->per_month == y->per_month && x->funding == y->funding &&
                   x->unit_cost == y->unit_cost && x->upkeep == y->upkeep && x->level == y->level;
        };
        return a.elections_ == b.elections_ && a.budget_ == b.budget_ &&
               std::equal(a.due_.begin(), a.due_.end(), b.due_.begin(), b.due_.end(), equal);
    }

  private:
    std::size_t elections_ = 0; ///< of history too, which both have
    std::vector<const PackedIntervention*> due_;
    double budget_ = 0;
};

} // namespace

std::uint32_t first_month_apart(const City& city, const Plan& one, const Plan& other, std::uint32_t months)
{
    const PackedCity packed(city);
    const PackedPlan of_one(city, &one), of_other(city, &other);
    std::uint32_t month = 0;
    while (month < months && Acts(packed, of_one, month) == Acts(packed, of_other, month)) ++month;
    return month;
}

} // namespace commitment

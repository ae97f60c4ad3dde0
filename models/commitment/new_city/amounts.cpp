#include "models/commitment/new_city/amounts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "models/commitment/parameters.hpp"

namespace commitment {
namespace {

constexpr long long million = 1'000'000;

/// Of each Per in Kota Serang.
constexpr Counts in_serang = {1, 28, 19, 163, 6, 102, 67, 335, 67, 40};

long long& at(Counts& counts, Per per) { return counts[static_cast<std::size_t>(per)]; }
long long at(const Counts& counts, Per per) { return counts[static_cast<std::size_t>(per)]; }

/// A line of a plan.
struct PlanLine
{
    std::string_view name;
    Per per;
    double amount;                                         ///< in Kota Serang: units a year, or rupiah
    double unit_cost;                                      ///< rupiah; 1 where the amount is money
    bool is_own = false;                                   ///< what the plan is about
    double most = std::numeric_limits<double>::infinity(); ///< for each that takes it
};

constexpr double money = 1;
constexpr double neighbourhood_session = 3'000'000; ///< as in the plans of Kota Serang

double unit_cost(Lever lever) { return default_unit_costs()[static_cast<std::size_t>(lever)]; }

/// What was done from year to year; the status quo goes on with it.
std::vector<PlanLine> status_quo()
{
    const double session = unit_cost(Lever::sosialisasi);
    return {
        {"meetings", Per::city, 7, unit_cost(Lever::meetings)},
        {"training.leaders", Per::leader_post, 30, unit_cost(Lever::training), false, 1},
        {"sosialisasi.task_force", Per::member, 6, session},
        {"sosialisasi.kecamatan", Per::kecamatan, 2, session},
        {"sosialisasi.communities", Per::community, 6, neighbourhood_session},
        {"funding.opd", Per::opd, 1680e6, money},
    };
}

std::vector<PlanLine> top_down(const Parameters& needs)
{
    const double session = unit_cost(Lever::sosialisasi);
    const double visit = unit_cost(Lever::monitoring);
    return {
        {"instruction", Per::city, 120e6, money},
        {"mandate.kecamatan", Per::kecamatan, 60e6, money},
        {"mandate.kelurahan", Per::kelurahan, 60e6, money},
        {"meetings", Per::city, 12, unit_cost(Lever::meetings)},
        {"training.leaders", Per::leader_post, 60, unit_cost(Lever::training), true, 1},
        {"sosialisasi.task_force", Per::member, 12, session, true},
        {"sosialisasi.kecamatan", Per::kecamatan, 6, session, true},
        {"monitoring.task_force", Per::member, 18, visit, true},
        {"monitoring.kecamatan", Per::kecamatan, 12, visit, true},
        {"funding.city", Per::city, 240e6, money},
        {"funding.opd", Per::opd, 1680e6, money, false, needs.resources_need_opd},
        {"funding.kecamatan", Per::kecamatan, 360e6, money, true, needs.resources_need_kecamatan},
    };
}

std::vector<PlanLine> bottom_up(const Parameters& needs)
{
    const double session = unit_cost(Lever::sosialisasi);
    const double seat = unit_cost(Lever::training);
    return {
        {"sosialisasi.communities", Per::community, 201, neighbourhood_session, true},
        {"sosialisasi.kelurahan", Per::kelurahan, 24, session, true},
        {"sosialisasi.kecamatan", Per::kecamatan, 6, session, true},
        {"facilitation", Per::kelurahan, 10, unit_cost(Lever::facilitation), true},
        {"membership.communities", Per::city, 24e6, money},
        {"training.kelurahan", Per::kelurahan_post, 100, seat, true, 1},
        {"training.kecamatan", Per::kecamatan_post, 12, seat, true, 1},
        {"monitoring.kelurahan", Per::kelurahan, 24, unit_cost(Lever::monitoring), true},
        {"meetings", Per::city, 7, unit_cost(Lever::meetings)},
        {"funding.opd", Per::opd, 840e6, money, false, needs.resources_need_opd},
        {"funding.kelurahan", Per::kelurahan, 670e6, money, true, needs.resources_need_kelurahan},
    };
}

std::vector<PlanLine> mixed(const Parameters& needs)
{
    const double session = unit_cost(Lever::sosialisasi);
    const double seat = unit_cost(Lever::training);
    return {
        {"technical_staff_listed", Per::city, 72e6, money},
        {"direct_appointment", Per::city, 12e6, money},
        {"membership.communities", Per::city, 24e6, money},
        {"membership.businesses", Per::city, 24e6, money},
        {"instruction", Per::city, 120e6, money},
        {"mandate.kelurahan", Per::kelurahan, 60e6, money},
        {"csr_enforced", Per::city, 60e6, money},
        {"meetings", Per::city, 10, unit_cost(Lever::meetings)},
        {"training.leaders", Per::leader_post, 30, seat, true, 1},
        {"training.kelurahan", Per::kelurahan_post, 80, seat, true, 1},
        {"sosialisasi.communities", Per::community, 100, neighbourhood_session, true},
        {"sosialisasi.kelurahan", Per::kelurahan, 20, session, true},
        {"sosialisasi.businesses", Per::business, 12, session, true},
        {"facilitation", Per::kelurahan, 6, unit_cost(Lever::facilitation), true},
        {"monitoring.kelurahan", Per::kelurahan, 24, unit_cost(Lever::monitoring), true},
        {"funding.opd", Per::opd, 840e6, money, false, needs.resources_need_opd},
        {"funding.kelurahan", Per::kelurahan, 670e6, money, true, needs.resources_need_kelurahan},
    };
}

/// Whether it is of no use here, and stands in the plan as a comment.
bool is_idle(const PlanLine& line, const Counts& counts)
{
    if (line.name.ends_with(".communities")) return at(counts, Per::community) == 0;
    if (line.name.ends_with(".businesses") || line.name == "csr_enforced") return at(counts, Per::business) == 0;
    return at(counts, line.per) == 0;
}

/// Units are whole, money whole millions; at least one.
long long scaled(const PlanLine& line, const Counts& counts, double more)
{
    const auto here = static_cast<double>(at(counts, line.per));
    const auto there = static_cast<double>(at(in_serang, line.per));
    const double amount = std::min(line.amount * here / there * more, line.most * std::max(here, 1.0));
    const long long step = line.unit_cost == money ? million : 1;
    const long long whole = std::max(step, std::llround(amount / static_cast<double>(step)) * step);
    return line.unit_cost == money ? whole : std::min(whole, most_units);
}

double cost(const PlanLine& line, const Counts& counts, double more)
{
    return is_idle(line, counts) ? 0 : static_cast<double>(scaled(line, counts, more)) * line.unit_cost;
}

double total(std::span<const PlanLine> lines, const Counts& counts, double more)
{
    double sum = 0;
    for (const PlanLine& line : lines) sum += cost(line, counts, line.is_own ? more : 1);
    return sum;
}

constexpr double most_more = 3;

/// How much more of its own a plan gets, so that it costs `target`.
double more_for(std::span<const PlanLine> lines, const Counts& counts, double target)
{
    double low = 1;
    double high = most_more;
    for (int step = 0; step < 40; ++step) {
        const double middle = (low + high) / 2;
        (total(lines, counts, middle) <= target ? low : high) = middle;
    }
    return low;
}

/// How far a year's cost may vary (variance): a month gets the whole part of a twelfth, and one more by chance.
double variance(const PlanLine& line, const Counts& counts, long long amount)
{
    if (line.unit_cost == money || is_idle(line, counts)) return 0;
    const double fraction = static_cast<double>(amount % 12) / 12;
    return 12 * fraction * (1 - fraction) * line.unit_cost * line.unit_cost;
}

/// \return a limit that such a plan seldom reaches in a year
double set_amounts(const std::string& plan, std::span<const PlanLine> lines, const Counts& counts, double target,
                   Amounts& amounts)
{
    const double more = more_for(lines, counts, target);
    double left = target - total(lines, counts, more);
    double sum = 0;
    double varies = 0;
    for (const PlanLine& line : lines) {
        long long amount = scaled(line, counts, line.is_own ? more : 1);
        if (line.name == "funding.opd" && left > 0) {
            const double most = line.most * static_cast<double>(at(counts, Per::opd));
            const double added = std::floor(std::min(left, most - static_cast<double>(amount)) / million) * million;
            amount += static_cast<long long>(std::max(added, 0.0));
        }
        amounts.of[plan + "." + std::string(line.name)] = amount;
        if (!is_idle(line, counts)) sum += static_cast<double>(amount) * line.unit_cost;
        varies += variance(line, counts, amount);
    }
    amounts.of[plan + ".total"] = std::llround(sum);
    return sum + 3 * std::sqrt(varies);
}

} // namespace

long long round_up(double value, int digits)
{
    double most = 1;
    for (int digit = 0; digit < digits; ++digit) most *= 10;
    long long step = 1;
    while (value > most * static_cast<double>(step)) step *= 10;
    return static_cast<long long>(std::ceil(value / static_cast<double>(step))) * step;
}

Counts count(const NewCity& city)
{
    Counts counts{};
    at(counts, Per::city) = 1;
    for (const Institution& one : city.institutions) {
        const bool member = one.kind == Kind::opd && one.task_force;
        if (one.kind == Kind::opd) ++at(counts, Per::opd);
        if (member) ++at(counts, Per::member);
        if (member || one.kind == Kind::kecamatan) at(counts, Per::leader_post) += one.heads + one.officials;
        if (one.kind == Kind::kecamatan) ++at(counts, Per::kecamatan), at(counts, Per::kecamatan_post) += one.posts();
        if (one.kind == Kind::kelurahan) ++at(counts, Per::kelurahan), at(counts, Per::kelurahan_post) += one.posts();
        if (one.kind == Kind::community) ++at(counts, Per::community);
        if (one.kind == Kind::business) ++at(counts, Per::business);
    }
    return counts;
}

Amounts amounts_for(const Counts& counts)
{
    const Parameters needs{};
    const auto from_above = top_down(needs);
    const auto from_below = bottom_up(needs);
    const auto both = mixed(needs);
    const double target =
        std::max({total(from_above, counts, 1), total(from_below, counts, 1), total(both, counts, 1)});
    Amounts amounts;
    const auto as_now = status_quo();
    const double now = total(as_now, counts, 1);
    const double as_now_at_most = set_amounts("status_quo", as_now, counts, now, amounts);
    const double highest = std::max({set_amounts("top_down", from_above, counts, target, amounts),
                                     set_amounts("bottom_up", from_below, counts, target, amounts),
                                     set_amounts("mixed", both, counts, target, amounts)});
    amounts.of["status_quo.budget"] = round_up(as_now_at_most, 2);
    amounts.of["budget"] = round_up(highest, 2);
    return amounts;
}

} // namespace commitment

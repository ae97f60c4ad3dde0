#include "models/commitment/comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "sim/ensemble/ensemble.hpp"
#include "sim/statistics/ranks.hpp"
#include "sim/statistics/sample.hpp"
#include "sim/text/number.hpp"

namespace commitment {
namespace {

using sim::Interval;
using sim::Method;
using sim::Words;

/// Judges differences of pairs, as the options want it.
class Judge
{
  public:
    Judge(const ComparisonOptions& options, std::uint32_t replicates, double effective)
        : options_(options), effective_(effective), bootstrap_(replicates)
    {
    }

    /// \param identical  nothing can differ yet
    /// \param highest    the most that either number can be; infinity where nobody knows
    PairedDifference operator()(const std::vector<double>& baseline, const std::vector<double>& plan, Measure measure,
                                double highest, double matters, bool identical) const
    {
        std::vector<double> differences(plan.size());
        PairedDifference out;
        for (std::size_t r = 0; r < plan.size(); ++r) {
            const double difference = plan[r] - baseline[r];
            differences[r] = difference;
            ++(difference > 0 ? out.ahead : difference < 0 ? out.behind : out.tied);
            out.matters += std::abs(difference) >= matters;
        }
        const sim::Moments of_baseline = sim::moments(baseline);
        const sim::Moments of_plan = sim::moments(plan);
        const sim::Moments of_difference = sim::moments(differences);
        out.baseline = of_baseline.mean;
        out.plan = of_plan.mean;
        out.difference = of_difference.mean;
        out.variance_reduction = of_difference.variance > 0
                                     ? (of_baseline.variance + of_plan.variance) / of_difference.variance
                                     : std::numeric_limits<double>::quiet_NaN();
        out.interval = identical ? Interval{0, 0, Method::identical} : interval(differences, measure, highest);
        return out;
    }

    Interval interval(const std::vector<double>& differences, Measure measure, double highest) const
    {
        return sim::widened(of_independent(differences, measure, highest), sim::moments(differences).mean,
                            differences.size(), effective_, options_.confidence);
    }

  private:
    Interval of_independent(const std::vector<double>& differences, Measure measure, double highest) const
    {
        constexpr std::size_t few = 10;       // pairs that differ: the rest says nothing of how much
        constexpr std::size_t resampled = 20; // of fewer numbers a resample is too coarse
        const double confidence = options_.confidence;
        if (differences.size() < 2) return sim::student_interval(differences, confidence); // none
        const auto moved = static_cast<std::size_t>(
            std::count_if(differences.begin(), differences.end(), [](double d) { return d != 0; }));
        const bool flat =
            std::all_of(differences.begin(), differences.end(), [&](double d) { return d == differences.front(); });
        if (flat && (moved > 0 || std::isinf(highest))) return {differences[0], differences[0], Method::constant};
        if (options_.at_any_time && std::isinf(highest)) {
            Interval out = sim::student_interval(differences, sim::spent_confidence(confidence, options_.looks));
            out.method = Method::spending;
            return out;
        }
        if (options_.at_any_time || measure == Measure::count || (moved < few && !std::isinf(highest)))
            return sim::bounded_interval(differences, -highest, highest, confidence, options_.at_any_time);
        if (differences.size() < resampled || sim::is_near_normal(differences))
            return sim::student_interval(differences, confidence);
        return bootstrap_(differences, confidence);
    }

    const ComparisonOptions& options_;
    double effective_;
    sim::Bootstrap bootstrap_;
};

double count_of(const City& city, Kind kind)
{
    return static_cast<double>(std::count_if(city.institutions.begin(), city.institutions.end(),
                                             [kind](const Institution& i) { return i.kind == kind; }));
}

/// Independent pairs that replicates are worth (Kish): all, or fewer where sets of parameters come again.
double effective_pairs(const ParameterSets* sets, std::uint32_t replicates)
{
    if (sets == nullptr) return replicates;
    std::vector<double> uses(sets->sets.size());
    for (std::uint32_t r = 0; r < replicates; ++r) uses[sets->of(r)] += 1;
    double squares = 0;
    for (const double count : uses) squares += count * count;
    const double effective = static_cast<double>(replicates) * replicates / squares;
    return effective < 1 + 1e-9 ? replicates : effective; // a single set: chance alone
}

/// Of one quantity: a number a replicate, for each plan.
using ByReplicate = std::function<double(std::uint32_t plan, std::uint32_t replicate)>;

class Comparer
{
  public:
    Comparer(const City& city, const std::vector<Plan>& plans, const ExperimentResult& result,
             const ComparisonOptions& options)
        : city_(city), result_(result), options_(options),
          judge_(options, result.replicates, effective_pairs(options.sets, result.replicates))
    {
        out_.baseline = options.baseline;
        out_.replicates = result.replicates;
        out_.effective = effective_pairs(options.sets, result.replicates);
        out_.months = result.months;
        out_.confidence = options.confidence;
        out_.at_any_time = options.at_any_time;
        out_.looks = options.looks;
        sim::Month first = plans.front().from;
        for (const Plan& plan : plans) first = std::min(first, plan.from);
        out_.first_month = options.first_month.value_or(
            static_cast<std::uint32_t>(std::clamp(first - city.start, 0, static_cast<int>(result.months) - 1)));
    }

    Comparison compare()
    {
        find_divergence();
        compare_outcomes();
        compare_districts();
        compare_institutions();
        compare_costs();
        price();
        follow_goals();
        rank();
        find_crossings();
        return std::move(out_);
    }

  private:
    std::uint32_t last() const { return result_.months - 1; }
    bool is_baseline(std::uint32_t plan) const { return plan == options_.baseline; }

    std::vector<double> numbers(std::uint32_t plan, const ByReplicate& value) const
    {
        std::vector<double> out(result_.replicates);
        for (std::uint32_t r = 0; r < result_.replicates; ++r) out[r] = value(plan, r);
        return out;
    }

    PairedDifference difference(std::uint32_t plan, const ByReplicate& value, Measure measure, double highest,
                                double matters, bool identical) const
    {
        return judge_(numbers(options_.baseline, value), numbers(plan, value), measure, highest, matters, identical);
    }

    /// Calls `body(plan)` for every plan but the baseline.
    template <class Body>
    void for_others(Body body) const
    {
        for (std::uint32_t plan = 0; plan < result_.plans; ++plan)
            if (!is_baseline(plan)) body(plan);
    }

    bool same(std::uint32_t plan, std::uint32_t month) const
    {
        for (std::uint32_t r = 0; r < result_.replicates; ++r) {
            const std::size_t here = result_.row(r, plan, month);
            const std::size_t there = result_.row(r, options_.baseline, month);
            const auto equal = [&](const auto& values, std::size_t width) {
                const auto at = [&](std::size_t row) {
                    return values.begin() + static_cast<std::ptrdiff_t>(row * width);
                };
                return std::equal(at(here), at(here) + static_cast<std::ptrdiff_t>(width), at(there));
            };
            if (!equal(result_.outcomes, outcome::count) || !equal(result_.cost, result_.levers.size())) return false;
        }
        return true;
    }

    void find_divergence()
    {
        out_.diverges.assign(result_.plans, result_.months);
        for_others([&](std::uint32_t plan) {
            std::uint32_t month = 0;
            while (month < result_.months && same(plan, month)) ++month;
            out_.diverges[plan] = month;
        });
    }

    void compare_outcomes()
    {
        out_.outcomes.resize(result_.plans);
        const auto table = outcome_table();
        std::vector<double> highest, matters;
        for (std::uint32_t k = 0; k < table.size(); ++k) {
            highest.push_back(std::max(find_outcome(table[k].name, city_)->highest, 1.0));
            matters.push_back(what_matters(city_, k));
        }
        for_others([&](std::uint32_t plan) {
            out_.outcomes[plan].resize(result_.months);
            sim::for_each_in_parallel(result_.months, [&](std::size_t at) {
                const auto month = static_cast<std::uint32_t>(at);
                for (std::uint32_t k = 0; k < table.size(); ++k)
                    out_.outcomes[plan][month].push_back(difference(
                        plan, [&](std::uint32_t p, std::uint32_t r) { return double{result_.outcome(r, p, month, k)}; },
                        table[k].measure, highest[k], matters[k], month < out_.diverges[plan]));
            });
        });
    }

    void compare_districts()
    {
        out_.districts.resize(result_.plans);
        const std::size_t count = district_outcome_names.size();
        std::vector<double> own(result_.kecamatan);
        std::vector<std::uint32_t> places;
        for (std::uint32_t i = 0; i < city_.institutions.size(); ++i)
            if (city_.institutions[i].kind == Kind::kecamatan) places.push_back(i);
        for (const Institution& institution : city_.institutions)
            if (institution.kind == Kind::kelurahan && institution.parent)
                for (std::size_t k = 0; k < places.size(); ++k) own[k] += places[k] == institution.parent->value();
        for_others([&](std::uint32_t plan) {
            for (std::uint32_t kecamatan = 0; kecamatan < result_.kecamatan; ++kecamatan) {
                auto& row = out_.districts[plan].emplace_back();
                for (std::size_t k = 0; k < count; ++k) {
                    const auto which = static_cast<DistrictOutcome>(k);
                    const bool counted = which == DistrictOutcome::formal || which == DistrictOutcome::layak;
                    row.push_back(difference(
                        plan,
                        [&](std::uint32_t p, std::uint32_t r) {
                            return double{
                                result_.districts[(result_.row(r, p, last()) * result_.kecamatan + kecamatan) * count +
                                                  k]};
                        },
                        counted ? Measure::count : Measure::level, counted ? std::max(own[kecamatan], 1.0) : 1,
                        counted                              ? 1
                        : which == DistrictOutcome::involved ? 0.01
                                                             : 0.05,
                        last() < out_.diverges[plan]));
                }
            }
        });
    }

    /// From the statistics that the experiment kept: mean and spread of the paired differences.
    void compare_institutions()
    {
        out_.institutions.resize(result_.plans);
        if (result_.difference[0].mean.empty()) return;
        for_others([&](std::uint32_t plan) {
            for (std::uint32_t i = 0; i < result_.institutions; ++i)
                for (std::size_t f = 0; f < summary_fields.size(); ++f)
                    if (has_field(city_.institutions[i].kind, summary_fields[f]))
                        out_.institutions[plan].push_back({i, summary_fields[f], of_institution(plan, i, f)});
        });
    }

    PairedDifference of_institution(std::uint32_t plan, std::uint32_t institution, std::size_t field) const
    {
        const auto place = [&](std::uint32_t of) {
            return (std::size_t{of} * result_.months + last()) * result_.institutions + institution;
        };
        const auto& kept = result_.difference[field];
        const std::size_t at = place(plan);
        const double n = result_.replicates;
        const auto pairs = [&](float share) { return static_cast<std::uint32_t>(std::lround(double{share} * n)); };
        PairedDifference out;
        out.baseline = double{result_.summary[field].mean[place(options_.baseline)]};
        out.plan = double{result_.summary[field].mean[at]};
        out.difference = double{kept.mean[at]};
        out.ahead = pairs(kept.ahead[at]);
        out.behind = pairs(kept.behind[at]);
        out.tied = result_.replicates - out.ahead - out.behind;
        const double sd_plan = double{result_.summary[field].sd[at]};
        const double sd_baseline = double{result_.summary[field].sd[place(options_.baseline)]};
        const double sd = double{kept.sd[at]};
        out.variance_reduction = sd > 0 ? (sd_plan * sd_plan + sd_baseline * sd_baseline) / (sd * sd)
                                        : std::numeric_limits<double>::quiet_NaN();
        if (last() < out_.diverges[plan]) {
            out.interval = {0, 0, Method::identical};
        } else if (summary_fields[field] == Field::written) {
            // A body or none in either run: counts say all.
            out.interval = sim::exact_paired_interval(out.ahead, out.behind, result_.replicates, confidence());
        } else if (sd == 0 && out.ahead + out.behind > 0) {
            out.interval = {out.difference, out.difference, Method::constant};
        } else {
            out.interval = sim::student_interval(out.difference, sd, result_.replicates, confidence());
        }
        out.interval =
            sim::widened(out.interval, out.difference, result_.replicates, out_.effective, options_.confidence);
        return out;
    }

    /// Of intervals that no confidence sequence gives: with its looks paid for.
    double confidence() const
    {
        return options_.at_any_time ? sim::spent_confidence(options_.confidence, options_.looks) : options_.confidence;
    }

    double spent(std::uint32_t plan, std::uint32_t replicate, std::size_t lever, std::uint32_t first,
                 std::uint32_t months) const
    {
        return total(result_.cost, plan, replicate, lever, first, months);
    }

    /// Of an account by month and lever. \param lever  as many as there are: all of them
    double total(const std::vector<double>& account, std::uint32_t plan, std::uint32_t replicate, std::size_t lever,
                 std::uint32_t first, std::uint32_t months) const
    {
        const std::size_t levers = result_.levers.size();
        double sum = 0;
        for (std::uint32_t month = first; month < first + months; ++month) {
            const double* const row = account.data() + result_.row(replicate, plan, month) * levers;
            for (std::size_t k = 0; k < levers; ++k)
                if (lever == levers || lever == k) sum += row[k];
        }
        return sum;
    }

    void compare_costs()
    {
        for (std::uint32_t first = out_.first_month; first < result_.months;) {
            const sim::Month month = city_.start + static_cast<int>(first);
            const auto left = static_cast<std::uint32_t>(13 - month.month_of_year());
            out_.years.push_back({month.year(), first, std::min(left, result_.months - first)});
            first += left;
        }
        constexpr double unbounded = std::numeric_limits<double>::infinity();
        out_.cost.resize(result_.plans);
        out_.undelivered.resize(result_.plans);
        out_.cost_per_year.resize(result_.plans);
        const std::uint32_t months = result_.months - out_.first_month;
        for (std::uint32_t plan = 0; plan < result_.plans; ++plan) { // the baseline too: its own costs
            for (const auto& year : out_.years) {
                auto& row = out_.cost[plan].emplace_back();
                for (std::size_t lever = 0; lever <= result_.levers.size(); ++lever)
                    row.push_back(difference(
                        plan,
                        [&](std::uint32_t p, std::uint32_t r) { return spent(p, r, lever, year.first, year.months); },
                        Measure::rupiah, unbounded, 0, is_baseline(plan)));
                auto& lost = out_.undelivered[plan].emplace_back();
                for (std::size_t lever = 0; lever < result_.levers.size(); ++lever)
                    lost.push_back(difference(
                        plan,
                        [&](std::uint32_t p, std::uint32_t r) {
                            return total(result_.undelivered, p, r, lever, year.first, year.months);
                        },
                        Measure::rupiah, unbounded, 0, is_baseline(plan)));
            }
            out_.cost_per_year[plan] = difference(
                plan,
                [&](std::uint32_t p, std::uint32_t r) {
                    return spent(p, r, result_.levers.size(), out_.first_month, months) * 12 / months;
                },
                Measure::rupiah, unbounded, 0, is_baseline(plan));
        }
    }

    void price()
    {
        out_.prices.resize(result_.plans);
        double families = 0;
        for (const Institution& institution : city_.institutions) families += institution.families;
        struct Good
        {
            const char* name;
            Words of, many;
            std::uint32_t outcome;
            double unit;
        };
        const Good goods[] = {
            {"layak.kelurahan",
             {"kelurahan layak", "kelurahan layak"},
             {"kelurahan layak", "kelurahan layak"},
             outcome::layak_kelurahan,
             1},
            {"formal.kelurahan", {"PATBM", "PATBM"}, {"PATBM", "PATBM"}, outcome::formal_kelurahan, 1},
            {"families.involved",
             {"keluarga terlibat", "family involved"},
             {"keluarga terlibat", "families involved"},
             outcome::families + 3,
             families}};
        const std::uint32_t months = result_.months - out_.first_month;
        for_others([&](std::uint32_t plan) {
            std::vector<double> cost(result_.replicates);
            for (std::uint32_t r = 0; r < result_.replicates; ++r)
                cost[r] = spent(plan, r, result_.levers.size(), out_.first_month, months) -
                          spent(options_.baseline, r, result_.levers.size(), out_.first_month, months);
            for (const Good& good : goods) {
                std::vector<double> extra(result_.replicates);
                for (std::uint32_t r = 0; r < result_.replicates; ++r)
                    extra[r] = good.unit * (double{result_.outcome(r, plan, last(), good.outcome)} -
                                            double{result_.outcome(r, options_.baseline, last(), good.outcome)});
                Comparison::Price out;
                out.of = good.of;
                out.many = good.many;
                out.name = good.name;
                out.extra = sim::moments(extra).mean;
                const OutcomeInfo& row = outcome_table()[good.outcome];
                out.extra_interval = judge_.interval(extra, row.measure,
                                                     std::max(find_outcome(row.name, city_)->highest, 1.0) * good.unit);
                out.rupiah = sim::moments(cost).mean / out.extra;
                const double dearer = sim::moments(cost).mean;
                out.kind = out.extra_interval.holds(0) ? Comparison::Price::Case::undefined
                           : out.extra < 0             ? Comparison::Price::Case::fewer
                           : dearer <= 0               ? Comparison::Price::Case::no_dearer
                                                       : Comparison::Price::Case::price;
                if (out.kind == Comparison::Price::Case::price) {
                    out.interval = sim::ratio_interval(cost, extra, confidence());
                    if (out.interval)
                        out.interval = sim::widened(*out.interval, out.rupiah, result_.replicates, out_.effective,
                                                    options_.confidence);
                    if (!out.interval || out.interval->method == Method::none) {
                        out.kind = Comparison::Price::Case::undefined;
                        out.interval.reset();
                    }
                }
                out_.prices[plan].push_back(std::move(out));
            }
        });
    }

    void follow_goals()
    {
        const std::size_t kept = options_.goals.size();
        const std::uint32_t months = result_.months - out_.first_month;
        for (std::size_t g = 0; g < kept; ++g) {
            auto& of_goal = out_.goals.emplace_back(result_.plans);
            for (std::uint32_t plan = 0; plan < result_.plans; ++plan) {
                Comparison::Reach& reach = of_goal[plan];
                for (std::uint32_t r = 0; r < result_.replicates; ++r) {
                    std::optional<std::uint32_t> when;
                    for (std::uint32_t month = 0; month < months && !when; ++month) {
                        const std::size_t row = result_.row(r, plan, out_.first_month + month);
                        if (options_.goals[g].holds(result_.kept[row * result_.kept_count + g])) when = month;
                    }
                    reach.never += !when;
                    reach.passages.push_back(when);
                }
                reach.not_yet = sim::survival_curve(reach.passages, months, confidence());
                for (sim::Survival& at : reach.not_yet) {
                    at.interval =
                        sim::widened(at.interval, at.share, result_.replicates, out_.effective, options_.confidence);
                    at.interval.low = std::max(at.interval.low, 0.0);
                    at.interval.high = std::min(at.interval.high, 1.0);
                }
                reach.never_interval = reach.not_yet.back().interval;
            }
            for (Comparison::Reach& reach : of_goal)
                reach.against_baseline = sim::race(of_goal[options_.baseline].passages, reach.passages);
        }
    }

    void rank()
    {
        if (result_.plans < 3) return;
        for (std::uint32_t k = 0; k < outcome::count; ++k) {
            std::vector<double> values;
            for (std::uint32_t r = 0; r < result_.replicates; ++r)
                for (std::uint32_t plan = 0; plan < result_.plans; ++plan)
                    values.push_back(double{result_.outcome(r, plan, last(), k)});
            out_.ranks.push_back(sim::rank_probabilities(values, result_.plans));
        }
    }

    void find_crossings()
    {
        out_.crossings.resize(result_.plans);
        for_others([&](std::uint32_t plan) {
            for (std::uint32_t k = 0; k < outcome::count; ++k) {
                constexpr std::uint32_t lasting = 3; // months in a row
                int sign = 0;
                std::uint32_t when = 0;
                int run_sign = 0;
                std::uint32_t run = 0;
                for (std::uint32_t month = out_.first_month; month < result_.months; ++month) {
                    const Interval& interval = out_.outcomes[plan][month][k].interval;
                    const int now = interval.low > 0 ? 1 : interval.high < 0 ? -1 : 0;
                    run = now == run_sign ? run + 1 : 1;
                    run_sign = now;
                    if (now == 0 || run < lasting) continue;
                    if (sign != 0 && now != sign)
                        out_.crossings[plan].push_back({k, when, month - lasting + 1, now > 0});
                    sign = now;
                    when = month;
                }
            }
        });
    }

    const City& city_;
    const ExperimentResult& result_;
    const ComparisonOptions& options_;
    Judge judge_;
    Comparison out_;
};

} // namespace

bool Goal::holds(double x) const
{
    switch (relation) {
    case Relation::at_least: return x >= value;
    case Relation::above: return x > value;
    case Relation::at_most: return x <= value;
    case Relation::below: return x < value;
    }
    return false;
}

std::optional<Goal> parse_goal(std::string_view text, const City& city, Words& wrong)
{
    const auto trimmed = [](std::string_view part) {
        const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
        while (!part.empty() && is_blank(part.front())) part.remove_prefix(1);
        while (!part.empty() && is_blank(part.back())) part.remove_suffix(1);
        return part;
    };
    std::string plain(text); // as it is often typed
    for (const auto& [typed, meant] : {std::pair{"≥", ">="}, {"≤", "<="}, {"=>", ">="}, {"=<", "<="}})
        if (const std::size_t at = plain.find(typed); at != std::string::npos)
            plain.replace(at, std::string_view(typed).size(), meant);
    text = plain;
    const std::size_t sign = text.find_first_of("<>");
    if (sign == std::string_view::npos) {
        wrong = {"tulis KELUARAN >= NILAI (atau >, <=, <), misalnya \"formal.kelurahan >= 60\"",
                 "write OUTCOME >= VALUE (or >, <=, <), for example \"formal.kelurahan >= 60\""};
        return std::nullopt;
    }
    const bool or_equal = sign + 1 < text.size() && text[sign + 1] == '=';
    Goal goal;
    goal.text = trimmed(text);
    goal.relation = text[sign] == '>' ? (or_equal ? Goal::Relation::at_least : Goal::Relation::above)
                                      : (or_equal ? Goal::Relation::at_most : Goal::Relation::below);
    const std::string_view name = trimmed(text.substr(0, sign));
    auto outcome = find_outcome(name, city);
    if (!outcome) {
        wrong = Words{"tidak ada keluaran dengan nama \"" + std::string(name) + "\"",
                      "no outcome is called \"" + std::string(name) + "\""} +
                sim::did_you_mean(name, outcome_names(city));
        return std::nullopt;
    }
    goal.outcome = std::move(*outcome);
    const auto value = sim::parse_number(trimmed(text.substr(sign + (or_equal ? 2 : 1))));
    if (!value) {
        wrong = {"di belakang tanda harus ada sebuah bilangan dengan titik desimal",
                 "behind the sign there must be a number, with a decimal point"};
        return std::nullopt;
    }
    if (*value < 0 || *value > goal.outcome.highest) {
        if (std::isinf(goal.outcome.highest)) {
            wrong = {"\"" + goal.outcome.name + "\" hanya 0 atau lebih",
                     "\"" + goal.outcome.name + "\" is only 0 or more"};
            return std::nullopt;
        }
        wrong = {"\"" + goal.outcome.name + "\" hanya 0 sampai " + sim::shortest(goal.outcome.highest),
                 "\"" + goal.outcome.name + "\" is only 0 to " + sim::shortest(goal.outcome.highest)};
        return std::nullopt;
    }
    goal.value = *value;
    return goal;
}

double what_matters(const City& city, std::uint32_t outcome)
{
    const OutcomeInfo& row = outcome_table()[outcome];
    if (outcome == outcome::engaged) return 1 / std::max(count_of(city, Kind::business), 1.0) - 1e-9;
    switch (row.measure) {
    case Measure::count: return 1;
    case Measure::share: return 0.01;
    default: return 0.05;
    }
}

Comparison compare_plans(const City& city, const std::vector<Plan>& plans, const ExperimentResult& result,
                         const ComparisonOptions& options)
{
    return Comparer(city, plans, result, options).compare();
}

PrecisionReached replicates_for(const City& city, const std::vector<Plan>& plans, const ExperimentOptions& options,
                                const std::vector<Precision>& wanted, double confidence, std::uint32_t most)
{
    ExperimentOptions batch = options;
    batch.institutions = false;
    batch.raw = false;
    batch.kept.clear();
    for (const Precision& precision : wanted) batch.kept.push_back(precision.outcome);
    const auto baseline = options.baseline.value_or(0);
    std::vector<std::vector<std::vector<double>>> differences(plans.size(),
                                                              std::vector<std::vector<double>>(wanted.size()));
    PrecisionReached out;
    constexpr std::uint32_t lanes = sim::Block::replicates;
    // Parameter sets that come again are no new evidence.
    if (options.sets != nullptr) most = std::min(most, static_cast<std::uint32_t>(options.sets->sets.size()));
    for (std::uint32_t target = 64; out.replicates < most; target = std::max(target + lanes, target / 10 * 13)) {
        batch.first_replicate = out.replicates;
        // Whole blocks; the last look takes what is left.
        batch.replicates = std::min((target + lanes - 1) / lanes * lanes, most) - out.replicates;
        batch.progress = nullptr;
        const ExperimentResult result = run_experiment(city, plans, batch);
        const std::uint32_t last = result.months - 1;
        for (std::uint32_t plan = 0; plan < plans.size(); ++plan)
            for (std::size_t k = 0; k < wanted.size(); ++k)
                for (std::uint32_t r = 0; r < batch.replicates; ++r)
                    differences[plan][k].push_back(result.kept[result.row(r, plan, last) * result.kept_count + k] -
                                                   result.kept[result.row(r, baseline, last) * result.kept_count + k]);
        out.replicates += batch.replicates;
        ++out.looks;
        out.reached = true;
        out.half_width.assign(wanted.size(), 0);
        for (std::uint32_t plan = 0; plan < plans.size(); ++plan) {
            if (plan == baseline) continue;
            for (std::size_t k = 0; k < wanted.size(); ++k) {
                const double highest = std::max(wanted[k].outcome.highest, 1.0);
                const double half =
                    sim::bounded_interval(differences[plan][k], -highest, highest, confidence, true).half_width();
                out.half_width[k] = std::max(out.half_width[k], half);
                out.reached = out.reached && half <= wanted[k].half_width;
            }
        }
        if (out.reached) break;
        // Half-widths fall about as the root of the replicates.
        double needed = 1;
        for (std::size_t k = 0; k < wanted.size(); ++k)
            needed = std::max(needed, std::pow(out.half_width[k] / wanted[k].half_width, 2));
        if (options.progress) options.progress(1 / needed);
    }
    return out;
}

} // namespace commitment

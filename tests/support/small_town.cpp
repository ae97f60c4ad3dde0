#include "tests/support/small_town.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <tuple>

namespace tests {

using commitment::CityLink;
using commitment::InstitutionId;

Parameters still()
{
    Parameters p;
    constexpr double never = -1000; // log hazard of what is not to happen
    p.rotation_head = p.rotation_official = p.rotation_technical = 0;
    p.knowledge_half_life = std::numeric_limits<double>::infinity();
    p.diffusion_rate = p.diffusion_loss = p.diffusion_loss_floor = p.doctrine_rate = p.doctrine_loss = 0;
    p.formal_base = p.business_base = never;
    p.formal_dormancy = p.business_lapse = 0;
    p.families_word_of_mouth = p.families_learn = p.families_join = p.families_join_floor = p.families_spread = 0;
    p.families_lapse = p.families_forget = p.families_turnover = p.families_outreach = p.families_service = 0;
    return p;
}

SmallTown::SmallTown()
{
    city.id = "contoh";
    city.name = "Kota Contoh";
    city.start = sim::Month(2015, 1);
    city.parameters = still();
    plan.id = plan.name = "plan";
    plan.from = city.start;
    plan.to = sim::Month(2024, 12);
    add(Kind::city, "kota");
}

std::uint32_t SmallTown::add(Kind kind, const std::string& id, std::uint32_t parent, Posts posts)
{
    commitment::Institution one;
    one.id = one.name = id;
    one.kind = kind;
    if (kind != Kind::city) one.parent = InstitutionId(parent);
    if (commitment::is_staffed(kind)) {
        one.heads = posts.heads;
        one.officials = posts.officials;
        one.technical = posts.technical;
    }
    city.institutions.push_back(one);
    commitment::InitialState state;
    state.leadership = 0;
    city.initial.push_back(state);
    return static_cast<std::uint32_t>(city.institutions.size() - 1);
}

std::uint32_t SmallTown::opd(const std::string& id, Posts posts, bool task_force, Role role)
{
    const std::uint32_t i = add(Kind::opd, id, 0, posts);
    at(i).task_force = task_force;
    at(i).role = role;
    return i;
}

std::uint32_t SmallTown::community(const std::string& id, std::uint32_t kelurahan, int families)
{
    const std::uint32_t i = add(Kind::community, id, kelurahan);
    at(i).families = families;
    return i;
}

void SmallTown::link(std::uint32_t from, std::uint32_t to, LinkType type, double weight)
{
    const CityLink next{InstitutionId(from), InstitutionId(to), type, weight};
    const auto place = [](const CityLink& link) { return std::tuple(link.type, link.to.value(), link.from.value()); };
    const auto at = std::lower_bound(city.links.begin(), city.links.end(), next,
                                     [&](const CityLink& a, const CityLink& b) { return place(a) < place(b); });
    if (at != city.links.end() && place(*at) == place(next))
        at->weight = std::max(at->weight, weight);
    else
        city.links.insert(at, next);
}

void SmallTown::border(std::uint32_t a, std::uint32_t b)
{
    city.borders.emplace_back(InstitutionId(a), InstitutionId(b));
}

Intervention SmallTown::make(const Plan& plan, Lever lever, Target target, double amount, double unit_cost)
{
    Intervention by;
    by.lever = lever;
    by.target = target;
    by.from = plan.from;
    by.to = plan.to;
    by.unit_cost = unit_cost;
    if (static_cast<std::size_t>(lever) < commitment::unit_lever_count)
        by.per_year = amount;
    else if (lever == Lever::funding)
        by.budget_per_year = amount;
    else
        by.level = amount;
    return by;
}

Intervention& SmallTown::act(Lever lever, Target target, double amount, double unit_cost)
{
    plan.interventions.push_back(make(plan, lever, target, amount, unit_cost));
    return plan.interventions.back();
}

std::uint32_t SmallTown::post(std::uint32_t institution, int p) const
{
    int before = 0;
    for (std::uint32_t i = 0; i < institution; ++i) before += city.institutions[i].posts();
    return static_cast<std::uint32_t>(before + p);
}

SmallTown random_town(std::uint64_t seed)
{
    Dice dice(seed);
    SmallTown town;
    Parameters defaults;
    town.parameters() = defaults;
    for (const commitment::ParameterInfo& row : commitment::parameter_table())
        if (!row.structural && dice.happens(0.7))
            town.parameters().*row.member = dice.between(row.prior.lowest, row.prior.highest);
    const auto posts = [&] {
        const Posts some{dice.below(3), dice.below(3), dice.below(4)};
        return some.heads + some.officials + some.technical == 0 ? Posts{1, 0, 0} : some;
    };
    town.at(0).heads = dice.between(1, 2);
    town.at(0).officials = dice.below(3);
    const int opds = dice.between(1, 6);
    for (int k = 0; k < opds; ++k)
        town.opd("opd-" + std::to_string(k), posts(), dice.happens(0.7), static_cast<Role>(dice.below(5)));
    std::vector<std::uint32_t> kecamatan, kelurahan, all;
    const int districts = dice.below(4);
    for (int k = 0; k < districts; ++k)
        kecamatan.push_back(town.add(Kind::kecamatan, "kec-" + std::to_string(k), 0, posts()));
    for (const std::uint32_t parent : kecamatan) {
        const int own = dice.below(5);
        for (int k = 0; k < own; ++k)
            kelurahan.push_back(town.add(Kind::kelurahan, "kel-" + std::to_string(kelurahan.size()), parent, posts()));
    }
    int people = 0;
    for (const std::uint32_t k : kelurahan) {
        if (dice.happens(0.8))
            town.community("keluarga-" + std::to_string(people++), k, dice.happens(0.1) ? 0 : dice.between(1, 3000));
    }
    const int firms = dice.below(6);
    for (int b = 0; b < firms; ++b) {
        const std::uint32_t i = town.add(Kind::business, "usaha-" + std::to_string(b));
        town.at(i).parent.reset();
        if (!kelurahan.empty() && dice.happens(0.7))
            town.at(i).parent =
                InstitutionId(kelurahan[static_cast<std::size_t>(dice.below(static_cast<int>(kelurahan.size())))]);
    }
    if (dice.happens(0.7)) town.add(Kind::lpa, "lpa", 0, posts());
    if (dice.happens(0.7)) town.add(Kind::forum_anak, "forum-anak");
    const auto count = static_cast<int>(town.city.institutions.size());
    for (int i = 0; i < count; ++i) {
        const auto at = static_cast<std::uint32_t>(i);
        commitment::InitialState& state = town.start(at);
        const Kind kind = town.at(at).kind;
        state.leadership.reset();
        if (kind == Kind::community) {
            state.knows = dice.between(0.0, 0.4);
            state.understands = dice.between(0.0, 0.3);
            state.involved = dice.between(0.0, 0.3);
        } else if (kind == Kind::business) {
            state.engaged = dice.happens(0.3);
            state.advocacy = dice.uniform();
        } else {
            state.action = dice.happens(0.1) ? 0 : dice.uniform();
            state.doctrine = dice.uniform();
            if (commitment::is_staffed(kind)) {
                state.written =
                    kind == Kind::city || ((kind == Kind::kecamatan || kind == Kind::kelurahan) && dice.happens(0.3));
                state.knowledge = dice.happens(0.5) ? 0 : dice.uniform();
                if (dice.happens(0.3)) state.leadership = dice.uniform();
            }
        }
    }
    const int links = 6 * count;
    for (int l = 0; l < links; ++l) {
        const auto from = static_cast<std::uint32_t>(dice.below(count));
        const auto to = static_cast<std::uint32_t>(dice.below(count));
        const auto type = static_cast<LinkType>(dice.below(4));
        const double weight = dice.between(0.1, 2.0);
        if (from != to) town.link(from, to, type, weight);
    }
    // Society presses on the government, as in a real city.
    for (int i = 0; i < count; ++i) {
        const auto from = static_cast<std::uint32_t>(i);
        if (town.at(from).kind == Kind::community) town.link(from, town.at(from).parent->value(), LinkType::diffuse);
    }
    for (std::size_t a = 0; a < kelurahan.size(); ++a)
        for (std::size_t b = a + 1; b < kelurahan.size(); ++b)
            if (dice.happens(0.3)) town.border(kelurahan[a], kelurahan[b]);
    return town;
}

Plan random_plan(const City& city, std::uint64_t seed, int years)
{
    Dice dice(seed ^ 0x9e3779b97f4a7c15ULL);
    Plan plan;
    plan.id = plan.name = "random";
    plan.from = city.start;
    plan.to = city.start + (12 * years - 1);
    if (dice.happens(0.6)) plan.budget_per_year = std::floor(dice.between(1e6, 3e8));
    const int count = dice.below(13);
    for (int k = 0; k < count; ++k) {
        const auto lever = static_cast<Lever>(dice.below(static_cast<int>(commitment::lever_count)));
        const auto& targets = commitment::info(lever).targets;
        const Target target = targets.empty()
                                  ? Target::none
                                  : targets[static_cast<std::size_t>(dice.below(static_cast<int>(targets.size())))];
        double amount = dice.uniform();
        if (static_cast<std::size_t>(lever) < commitment::unit_lever_count)
            amount = dice.happens(0.3) ? 12.0 * dice.below(4) : dice.between(0.0, 60.0);
        if (lever == Lever::funding) amount = std::floor(dice.between(0.0, 2e8));
        if (lever == Lever::rotation) amount = dice.between(0.0, 6.0);
        Intervention by = SmallTown::make(plan, lever, target, amount, std::floor(dice.between(1.0, 1e7)));
        if (dice.happens(0.4)) {
            by.from = plan.from + dice.below(12 * years);
            by.to = by.from + dice.below(plan.to - by.from + 1);
        }
        if (lever == Lever::election)
            by.to = by.from;
        else if (dice.happens(0.3))
            by.cost_per_year = std::floor(dice.between(0.0, 5e7));
        plan.interventions.push_back(by);
    }
    return plan;
}

Plan full_plan(const City& city, std::uint64_t seed, int years)
{
    for (;; seed += 1000) {
        Plan plan = random_plan(city, seed, years);
        if (plan.interventions.size() >= 6) return plan;
    }
}

/// Hands a block's events on, with the replicate's number.
class Run::Listener : public commitment::Trace
{
  public:
    Listener(std::function<void(const Happening&)> listen, std::uint32_t first)
        : listen_(std::move(listen)), first_(first)
    {
    }
    void record(int lane, std::uint32_t step, const commitment::Happening& happening) override
    {
        listen_({first_ + static_cast<std::uint32_t>(lane), step, happening.event, happening.institution,
                 happening.post, happening.other, happening.amount});
    }

  private:
    std::function<void(const Happening&)> listen_;
    std::uint32_t first_;
};

Run::Run(const City& city, const Plan* plan, RunOptions options)
    : packed_(std::make_unique<commitment::PackedCity>(city)),
      packed_plan_(std::make_unique<commitment::PackedPlan>(city, plan)), first_replicate_(options.first_replicate),
      width_(options.single ? 1 : 8),
      parameters_(options.lanes.empty() ? std::vector<Parameters>(1, city.parameters) : std::move(options.lanes))
{
    if (parameters_.size() != 1 && parameters_.size() != 8)
        throw std::logic_error("parameters for one lane or for eight");
    for (const Parameters& p : parameters_)
        leadership_.push_back(std::make_unique<sim::BetaTable>(p.leadership_mean, p.leadership_precision));
    for (std::uint32_t first = 0; first < options.replicates; first += width_) {
        commitment::BlockSetting setting;
        setting.city = packed_.get();
        setting.plan = packed_plan_.get();
        for (std::size_t lane = 0; lane < 8; ++lane) {
            const std::size_t which = parameters_.size() == 1 ? 0 : (first + lane) % 8;
            setting.parameters[lane] = &parameters_[which];
            setting.leadership[lane] = leadership_[which].get();
        }
        setting.seed = options.seed;
        setting.first_replicate = options.first_replicate + first;
        setting.lanes = width_;
        setting.run_ranges = options.run_ranges;
        if (options.listen) {
            listeners_.push_back(std::make_unique<Listener>(options.listen, first));
            setting.trace = listeners_.back().get();
        }
        blocks_.push_back(options.isa ? commitment::make_block(setting, *options.isa)
                                      : commitment::make_block(setting));
    }
}

Run::~Run() = default;

void Run::advance(int months)
{
    for (const auto& block : blocks_)
        for (int m = 0; m < months; ++m) block->advance();
}

double Run::field(Field field, std::uint32_t institution, std::uint32_t r) const
{
    return blocks_[r / width_]->field(field)[width_ * institution + r % width_];
}
double Run::knowledge(std::uint32_t post, std::uint32_t r) const
{
    return blocks_[r / width_]->knowledge()[width_ * post + r % width_];
}
double Run::families(int stage, std::uint32_t c, std::uint32_t r) const
{
    return blocks_[r / width_]->families(stage)[width_ * c + r % width_];
}
double Run::outcome(std::uint32_t which, std::uint32_t r) const
{
    return blocks_[r / width_]->outcomes()[width_ * which + r % width_];
}
double Run::outcome(const char* name, std::uint32_t r) const
{
    return outcome(commitment::find_outcome(name).value(), r);
}
double Run::cost(Lever lever, std::uint32_t r) const
{
    return blocks_[r / width_]->cost()[width_ * static_cast<std::size_t>(lever) + r % width_];
}
double Run::undelivered(Lever lever, std::uint32_t r) const
{
    return blocks_[r / width_]->undelivered()[width_ * static_cast<std::size_t>(lever) + r % width_];
}
double Run::lapsed(Lever lever, std::uint32_t r) const
{
    return blocks_[r / width_]->lapsed()[width_ * static_cast<std::size_t>(lever) + r % width_];
}
double Run::trained_by(commitment::TrainedBy cause, std::uint32_t r) const
{
    return blocks_[r / width_]->trained_by()[width_ * static_cast<std::size_t>(cause) + r % width_];
}
double Run::trained_moved(std::uint32_t r) const { return blocks_[r / width_]->trained_moved()[r % width_]; }

std::vector<double> Run::everything(std::uint32_t r) const
{
    std::vector<double> all;
    for (std::size_t f = 0; f < commitment::institution_field_count; ++f)
        for (std::uint32_t i = 0; i < packed_->institutions; ++i) all.push_back(field(static_cast<Field>(f), i, r));
    for (std::uint32_t p = 0; p < packed_->posts; ++p) all.push_back(knowledge(p, r));
    for (int stage = 0; stage < 4; ++stage)
        for (std::uint32_t c = 0; c < packed_->communities; ++c) all.push_back(families(stage, c, r));
    for (std::uint32_t k = 0; k < commitment::outcome::count; ++k) all.push_back(outcome(k, r));
    for (std::size_t by = 0; by < commitment::trained_by_count; ++by)
        all.push_back(trained_by(static_cast<commitment::TrainedBy>(by), r));
    for (std::size_t l = 0; l < commitment::lever_count; ++l) {
        all.push_back(cost(static_cast<Lever>(l), r));
        all.push_back(undelivered(static_cast<Lever>(l), r));
        all.push_back(lapsed(static_cast<Lever>(l), r));
    }
    return all;
}

std::vector<std::vector<double>> course(const City& city, const Plan* plan, int months, std::uint32_t replicate,
                                        RunOptions options)
{
    options.replicates = replicate - options.first_replicate + 1;
    Run run(city, plan, std::move(options));
    const std::uint32_t at = replicate - run.first_replicate();
    std::vector<std::vector<double>> rows{run.everything(at)};
    for (int m = 0; m < months; ++m) {
        run.advance();
        rows.push_back(run.everything(at));
    }
    return rows;
}

bool same_bytes(const std::vector<double>& a, const std::vector<double>& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

} // namespace tests

#pragma once

// Cities and plans made in code, and blocks that run them.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "models/commitment/block.hpp"
#include "models/commitment/city.hpp"
#include "models/commitment/plan.hpp"

namespace tests {

using commitment::City;
using commitment::Field;
using commitment::Intervention;
using commitment::Kind;
using commitment::Lever;
using commitment::LinkType;
using commitment::Parameters;
using commitment::Plan;
using commitment::PostRole;
using commitment::Role;
using commitment::Target;

/// Parameters with which nothing happens by itself: no rotation, no forgetting, no diffusion, no bodies, no move of a
/// family or a business. A test turns on what it is about.
Parameters still();

struct Posts
{
    int heads = 1;
    int officials = 0;
    int technical = 0;
};

/// A city under construction. It begins with the institution `kota`, one head. Institutions have A = D = L = κ = 0
/// and W = 0 until a test says otherwise.
class SmallTown
{
  public:
    City city;
    Plan plan; ///< from January 2015 on, ten years, without budget

    SmallTown();

    std::uint32_t add(Kind kind, const std::string& id, std::uint32_t parent = 0, Posts posts = {});
    std::uint32_t opd(const std::string& id, Posts posts = {}, bool task_force = true, Role role = Role::none);
    std::uint32_t community(const std::string& id, std::uint32_t kelurahan, int families);

    commitment::Institution& at(std::uint32_t i) { return city.institutions[i]; }
    commitment::InitialState& start(std::uint32_t i) { return city.initial[i]; }
    Parameters& parameters() { return city.parameters; }
    void link(std::uint32_t from, std::uint32_t to, LinkType type, double weight = 1);
    void border(std::uint32_t a, std::uint32_t b);

    /// Adds an intervention for all the plan's months. \param amount  units or rupiah a year, or a level
    Intervention& act(Lever lever, Target target = Target::none, double amount = 0, double unit_cost = 0);
    static Intervention make(const Plan& plan, Lever lever, Target target = Target::none, double amount = 0,
                             double unit_cost = 0);

    /// Place of an institution's p-th post among all.
    std::uint32_t post(std::uint32_t institution, int p = 0) const;
};

/// Numbers for random towns: the same on every machine.
class Dice
{
  public:
    explicit Dice(std::uint64_t seed) : generator_(seed) {}
    double uniform() { return static_cast<double>(generator_() >> 11) * 0x1p-53; }
    double between(double low, double high) { return low + (high - low) * uniform(); }
    int below(int count) { return static_cast<int>(uniform() * count); } ///< 0 … count − 1
    int between(int low, int high) { return low + below(high - low + 1); }
    bool happens(double p) { return uniform() < p; }

  private:
    std::mt19937_64 generator_;
};

/// A city of a few institutions of every kind, with random posts, states, links, borders and parameters.
SmallTown random_town(std::uint64_t seed);
/// Up to a dozen interventions of any kind, often under a budget.
Plan random_plan(const City& city, std::uint64_t seed, int years);
/// A random plan of at least six.
Plan full_plan(const City& city, std::uint64_t seed, int years);

/// An event of one replicate.
struct Happening
{
    std::uint32_t replicate;
    std::uint32_t step;
    commitment::Event event;
    std::uint32_t institution;
    std::uint32_t post;
    std::uint32_t other; ///< post of a swap
    double amount;
};

struct RunOptions
{
    std::uint32_t replicates = 8; ///< rounded up to whole blocks
    std::uint64_t seed = 1;
    std::uint32_t first_replicate = 0;
    std::optional<sim::Isa> isa{};
    bool single = false; ///< each replicate in a block of one lane
    sim::RunRanges run_ranges = nullptr;
    std::function<void(const Happening&)> listen{};
    /// [lane] of every block; empty: the city's for all
    std::vector<Parameters> lanes{};
};

/// Replicates of one plan, side by side.
class Run
{
  public:
    Run(const City& city, const Plan* plan, RunOptions options = {});
    explicit Run(const SmallTown& town, RunOptions options = {}) : Run(town.city, &town.plan, std::move(options)) {}
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    void advance(int months = 1);

    std::uint32_t replicates() const { return static_cast<std::uint32_t>(blocks_.size()) * width_; }
    std::uint32_t first_replicate() const { return first_replicate_; }
    double field(Field field, std::uint32_t institution, std::uint32_t replicate) const;
    double action(std::uint32_t i, std::uint32_t r) const { return field(Field::action, i, r); }
    double doctrine(std::uint32_t i, std::uint32_t r) const { return field(Field::doctrine, i, r); }
    double written(std::uint32_t i, std::uint32_t r) const { return field(Field::written, i, r); }
    double knowledge(std::uint32_t post, std::uint32_t replicate) const;
    double families(int stage, std::uint32_t community, std::uint32_t replicate) const;
    double outcome(std::uint32_t which, std::uint32_t replicate) const;
    double outcome(const char* name, std::uint32_t replicate) const;
    double cost(Lever lever, std::uint32_t replicate) const;
    double undelivered(Lever lever, std::uint32_t replicate) const;
    double lapsed(Lever lever, std::uint32_t replicate) const;
    double trained_by(commitment::TrainedBy cause, std::uint32_t replicate) const;
    double trained_moved(std::uint32_t replicate) const;

    /// Every number that a block shows of a replicate: fields, knowledge, families, outcomes, accounts.
    std::vector<double> everything(std::uint32_t replicate) const;

    const commitment::PackedCity& packed() const { return *packed_; }
    const commitment::PackedPlan& packed_plan() const { return *packed_plan_; }

  private:
    class Listener;
    std::unique_ptr<commitment::PackedCity> packed_;
    std::unique_ptr<commitment::PackedPlan> packed_plan_;
    std::uint32_t first_replicate_;
    std::uint32_t width_; ///< lanes of a block
    std::vector<Parameters> parameters_;
    std::vector<std::unique_ptr<sim::BetaTable>> leadership_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::vector<std::unique_ptr<commitment::CommitmentBlock>> blocks_;
};

/// [month] everything of one replicate, the start first.
std::vector<std::vector<double>> course(const City& city, const Plan* plan, int months, std::uint32_t replicate,
                                        RunOptions options = {});
/// Whether two rows have the same bytes.
bool same_bytes(const std::vector<double>& a, const std::vector<double>& b);

} // namespace tests

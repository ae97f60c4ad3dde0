// 4.7 Diffusion of commitment.

#include <algorithm>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

/// A random town in which nothing happens before 4.7 but forgetting: what 4.7 reads is known from the month before.
SmallTown undisturbed(std::uint64_t seed)
{
    SmallTown town = random_town(seed);
    Parameters& p = town.parameters();
    p.rotation_head = p.rotation_official = p.rotation_technical = 0;
    if (seed % 2) // more than half of the families: they count in full
        for (std::size_t i = 0; i < town.city.initial.size(); ++i)
            if (town.city.institutions[i].kind == Kind::community)
                town.city.initial[i].knows = town.city.initial[i].understands = 0.1,
                town.city.initial[i].involved = 0.8;
    // Families and bodies stay, or the programme that 4.7 reads would not be seen.
    p.formal_base = p.business_base = -1000;
    p.formal_action = p.formal_enabling = p.formal_peers = p.formal_community = p.formal_capacity = 0;
    return town;
}

struct Influence
{
    double enabling, functional, normative, community;
};

struct Watcher
{
    const SmallTown& town;
    bool represented; ///< communities have membership
    bool all_opd;
    double floor; ///< of an instruction
    std::vector<double> action, written, doctrine, leadership, resources, structure, capacity, programme;
    double coordination;

    Watcher(const SmallTown& of, const Run& run, std::uint32_t r, bool represented_, bool all_opd_, double floor_)
        : town(of), represented(represented_), all_opd(all_opd_), floor(floor_)
    {
        const auto n = static_cast<std::uint32_t>(of.city.institutions.size());
        for (std::uint32_t i = 0; i < n; ++i) {
            action.push_back(run.action(i, r));
            written.push_back(run.written(i, r));
            doctrine.push_back(run.doctrine(i, r));
            leadership.push_back(run.field(Field::leadership, i, r));
            resources.push_back(run.field(Field::resources, i, r));
            structure.push_back(run.field(Field::structure, i, r));
            programme.push_back(run.field(Field::programme, i, r));
        }
        coordination = 0.95 * run.outcome("coordination", r); // no meeting
    }

    double firm(std::uint32_t i) const { return i == 0 ? std::max(leadership[i], floor) : leadership[i]; }
    double coherent() const { return 1 - town.city.parameters.overlap * (1 - coordination); }

    /// K is that of the month's end: knowledge does not change after 4.6.
    void derive(const Run& after, std::uint32_t r)
    {
        const Parameters& p = town.city.parameters;
        for (std::uint32_t i = 0; i < action.size(); ++i) {
            const Kind kind = town.city.institutions[i].kind;
            capacity.push_back(after.field(Field::capacity, i, r));
            if (kind == Kind::lpa || kind == Kind::forum_anak)
                programme[i] = action[i] * coherent();
            else if (commitment::is_government(kind))
                programme[i] =
                    action[i] *
                    std::cbrt((p.diffusion_knowledge_floor + (1 - p.diffusion_knowledge_floor) * capacity[i]) *
                              structure[i] * resources[i]);
        }
    }

    template <class Quantity>
    double mean(std::uint32_t to, LinkType type, Quantity of, std::optional<Kind> only = {}) const
    {
        double sum = 0, weights = 0;
        for (const auto& link : town.city.links) {
            const std::uint32_t from = link.from.value();
            if (link.to.value() != to || link.type != type || (only && town.city.institutions[from].kind != *only))
                continue;
            sum += link.weight * of(from);
            weights += link.weight;
        }
        return weights > 0 ? sum / weights : 0;
    }

    Influence influence(std::uint32_t i) const
    {
        const Parameters& p = town.city.parameters;
        Influence out{};
        out.enabling = mean(i, LinkType::enabling, [&](std::uint32_t j) {
            return action[j] * firm(j) * (written[j] + p.diffusion_unwritten * (1 - written[j]));
        });
        out.functional = mean(i, LinkType::functional, [&](std::uint32_t j) { return programme[j]; });
        out.normative = mean(i, LinkType::normative, [&](std::uint32_t j) {
            const auto& from = town.city.institutions[j];
            const bool overlaps =
                from.kind == Kind::lpa || from.kind == Kind::forum_anak || from.role == Role::coordinator;
            return doctrine[j] * (overlaps ? coherent() : 1);
        });
        double families = mean(
            i, LinkType::diffuse, [&](std::uint32_t j) { return programme[j]; }, Kind::community);
        const auto& to = town.city.institutions[i];
        if (represented && (to.kind == Kind::city || (to.kind == Kind::opd && (to.task_force || all_opd)))) {
            double sum = 0, count = 0;
            for (std::uint32_t j = 0; j < action.size(); ++j)
                if (town.city.institutions[j].kind == Kind::community) sum += programme[j], count += 1;
            families = count > 0 ? sum / count : 0;
        }
        out.community = 0.6 * std::min(1.0, 2 * families) +
                        0.4 * mean(
                                  i, LinkType::diffuse, [&](std::uint32_t j) { return action[j]; }, Kind::kelurahan);
        return out;
    }

    static double step(double x, double gain, double loss)
    {
        if (gain + loss == 0) return x;
        const double limit = gain / (gain + loss);
        return limit + (x - limit) * std::exp(-(gain + loss));
    }

    std::pair<double, double> expected(std::uint32_t i) const
    {
        const Parameters& p = town.city.parameters;
        const Influence x = influence(i);
        double gain = p.diffusion_rate *
                      (p.diffusion_enabling * x.enabling + p.diffusion_functional * x.functional +
                       p.diffusion_normative * x.normative + p.diffusion_diffuse * x.community) *
                      (p.diffusion_knowledge_floor + (1 - p.diffusion_knowledge_floor) * capacity[i]);
        if (i == 0) gain += 0.15 * p.diffusion_rate;
        const double loss =
            p.diffusion_loss * (1 - (resources[i] + structure[i] + doctrine[i] + firm(i)) / 4) + p.diffusion_loss_floor;
        return {step(action[i], gain, loss),
                step(doctrine[i], 0.5 * p.doctrine_rate * (capacity[i] + x.normative), p.doctrine_loss)};
    }
};

} // namespace

TEST_CASE("with a constant drive action follows the exponential of section 8 to rounding",
          "[commitment][diffusion][exact]")
{
    SmallTown town;
    const auto a = town.opd("opd-a", {1, 1, 1});
    const auto b = town.opd("opd-b");
    town.link(0, a, LinkType::normative, 2);
    town.link(b, a, LinkType::normative, 1);
    for (const auto i : {0u, a, b}) town.start(i).knowledge = 1;
    town.start(0).doctrine = 0.7;
    town.start(a).doctrine = 0.4;
    town.start(a).action = 0.9;
    town.start(a).leadership = 0.6;
    town.start(b).doctrine = 0.1;
    Parameters& p = town.parameters();
    p.diffusion_rate = 0.11;
    p.diffusion_normative = 0.8;
    p.diffusion_loss = 0.07;
    p.diffusion_loss_floor = 0.004;
    Run run(town);
    const double gain = 0.11 * 0.8 * (2 * 0.7 + 0.1) / 3;
    const double loss = 0.07 * (1 - (0.3 + 0.5 + 0.4 + 0.6) / 4) + 0.004;
    const double limit = gain / (gain + loss);
    // The city has no incoming link: its drive is the outside expectation.
    const double gain0 = 0.15 * 0.11;
    const double loss0 = 0.07 * (1 - (0.5 + 0.6 + 0.7 + 0) / 4) + 0.004;
    for (int t = 1; t <= 240; ++t) {
        run.advance();
        REQUIRE(run.action(a, 3) == Approx(limit + (0.9 - limit) * std::exp(-(gain + loss) * t)).epsilon(1e-13));
        REQUIRE(run.action(0, 3) ==
                Approx(gain0 / (gain0 + loss0) * (1 - std::exp(-(gain0 + loss0) * t))).epsilon(1e-12));
        REQUIRE(run.action(b, 3) == 0); // no drive, nothing to lose
        REQUIRE(run.doctrine(a, 3) == 0.4);
    }
}

TEST_CASE("without drive and loss nothing moves", "[commitment][diffusion][exact]")
{
    SmallTown town;
    const auto opd = town.opd("opd");
    town.link(0, opd, LinkType::enabling);
    town.start(0).action = 1;
    town.start(0).leadership = 1;
    town.start(opd).action = 0.3;
    town.start(opd).doctrine = 0.6;
    Run run(town); // λ = μ = μ₀ = ν_D = δ_D = 0
    run.advance(24);
    CHECK(run.action(opd, 0) == 0.3);
    CHECK(run.doctrine(opd, 0) == 0.6);
}

TEST_CASE("a month's diffusion is what 4.7 says of the state before it, of all at once", "[commitment][diffusion][law]")
{
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        SmallTown town = undisturbed(seed);
        if (seed % 3 == 0) town.parameters().overlap = 0.9;
        const bool represented = seed % 2;
        const bool all_opd = seed % 4 == 1;
        const double floor = seed % 3 == 1 ? 0.8 : 0;
        if (represented) town.act(Lever::membership, Target::communities);
        if (all_opd) town.act(Lever::membership, Target::opd);
        if (floor > 0) town.act(Lever::instruction, Target::none, floor);
        Run run(town);
        for (int month = 0; month < 12; ++month) {
            const auto r = static_cast<std::uint32_t>(month) % 8;
            Watcher before(town, run, r, represented, all_opd, floor);
            run.advance();
            before.derive(run, r);
            for (std::uint32_t i = 0; i < before.action.size(); ++i) {
                const Kind kind = town.city.institutions[i].kind;
                CAPTURE(seed, month, i, commitment::name_of(kind));
                if (!commitment::is_staffed(kind)) { // as set
                    REQUIRE(run.action(i, r) == before.action[i]);
                    REQUIRE(run.doctrine(i, r) == before.doctrine[i]);
                    continue;
                }
                const auto [action, doctrine] = before.expected(i);
                REQUIRE(run.action(i, r) == Approx(action).epsilon(1e-11).margin(1e-14));
                REQUIRE(run.doctrine(i, r) == Approx(doctrine).epsilon(1e-11).margin(1e-14));
            }
        }
    }
}

// K, S and P (section 3), as the state of the month's end gives them.

#include <algorithm>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

double capacity(const Run& run, const Parameters& p, std::uint32_t i, std::uint32_t r)
{
    const auto& city = run.packed();
    double sum = 0, weights = 0;
    for (const PostRole role : {PostRole::head, PostRole::official, PostRole::technical}) {
        const double weight = role == PostRole::head       ? p.capacity_head
                              : role == PostRole::official ? p.capacity_official
                                                           : p.capacity_technical;
        double of_role = 0, count = 0;
        for (std::uint32_t post = city.first_post[i]; post < city.first_post[i + 1]; ++post)
            if (city.post_role[post] == role) of_role += run.knowledge(post, r), count += 1;
        if (count > 0) sum += weight * of_role / count, weights += weight;
    }
    return sum / weights;
}

double structure(const Parameters& p, Kind kind, double written, bool listed)
{
    if (kind == Kind::city) return p.structure_base_city + (listed ? p.structure_technical_city : 0);
    if (kind == Kind::opd) return p.structure_base_opd + (listed ? p.structure_technical_opd : 0);
    return std::min(1.0,
                    p.structure_base_other + p.structure_body * written + (listed ? p.structure_technical_other : 0));
}

} // namespace

TEST_CASE("capacity, structure and programme follow from the state at the start and after every month",
          "[commitment][derived][law]")
{
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        SmallTown town = random_town(seed);
        Plan plan = random_plan(town.city, seed, 2);
        std::erase_if(plan.interventions,
                      [](const Intervention& by) { return by.lever == Lever::technical_staff_listed; });
        if (seed % 2) {
            Intervention listed = SmallTown::make(plan, Lever::technical_staff_listed);
            listed.from = plan.from + 6;
            plan.interventions.push_back(listed);
        }
        Run run(town.city, &plan);
        const Parameters& p = town.city.parameters;
        const auto& city = run.packed();
        for (int month = 0; month <= 18; ++month) {
            if (month > 0) run.advance();
            const bool listed = seed % 2 && month >= 7;
            for (std::uint32_t i = 0; i < city.institutions; ++i) {
                const std::uint32_t r = (i + static_cast<std::uint32_t>(month)) % 8;
                const Kind kind = city.kind[i];
                CAPTURE(seed, month, i, commitment::name_of(kind));
                const double a = run.action(i, r);
                double programme = 0;
                const double coherent = 1 - p.overlap * (1 - run.outcome("coordination", r));
                if (commitment::is_staffed(kind)) {
                    const double k = run.field(Field::capacity, i, r);
                    const double s = run.field(Field::structure, i, r);
                    REQUIRE(k == Approx(capacity(run, p, i, r)).epsilon(1e-12).margin(1e-15));
                    REQUIRE(s == Approx(structure(p, kind, run.written(i, r), listed)).epsilon(1e-14));
                    programme = a * std::cbrt((p.diffusion_knowledge_floor + (1 - p.diffusion_knowledge_floor) * k) *
                                              s * run.field(Field::resources, i, r));
                }
                if (kind == Kind::lpa || kind == Kind::forum_anak) programme = a * coherent;
                if (kind == Kind::community) {
                    const std::uint32_t c = city.community_of[i];
                    programme = city.families[c] > 0 ? run.families(3, c, r) / city.families[c] : 0;
                }
                if (kind == Kind::business) {
                    programme = run.field(Field::programme, i, r);
                    REQUIRE((programme == 0 || programme == 1));
                }
                REQUIRE(run.field(Field::programme, i, r) == Approx(programme).epsilon(1e-12).margin(1e-15));
            }
        }
    }
}

TEST_CASE("listed technical staff and a body give the structure of the study's first recommendation",
          "[commitment][derived][exact]")
{
    SmallTown town;
    town.opd("opd");
    town.add(Kind::kecamatan, "kec");
    town.add(Kind::kelurahan, "kel", 2);
    town.add(Kind::lpa, "lpa");
    town.start(3).written = true;
    town.act(Lever::technical_staff_listed);
    Run run(town);
    const double before[] = {0.6, 0.5, 0.3, 0.65, 0.3};
    const double after[] = {0.9, 0.85, 0.45, 0.8, 0.45};
    for (std::uint32_t i = 0; i < 5; ++i) CHECK(run.field(Field::structure, i, 0) == Approx(before[i]));
    run.advance();
    for (std::uint32_t i = 0; i < 5; ++i) CHECK(run.field(Field::structure, i, 0) == Approx(after[i]));
}

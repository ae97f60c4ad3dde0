// Plans as they are read from files.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "tests/models/commitment/town_copy.hpp"
#include "tests/support/small_town.hpp"

using namespace tests;

TEST_CASE("a mistake in a plan is found in its line, an unknown kind or target with the known ones",
          "[commitment][city]")
{
    struct Mistake
    {
        const char *was, *is, *part;
    };
    const Mistake mistakes[] = {
        {"kind = \"csr_enforced\"", "kind = \"subsidy\"", "facilitation"},
        {"target = \"all_levels\"", "target = \"kelurahan\"", "task_force"},
        {"floor = 0.6", "floor = 1.6", "floor"},
        {"strength = 0.3", "strength = \"0.3\"", "strength"},
        {"per_year = 5", "per_year = 2e7", "per_year"},
        {"cost_per_year = 3_000_000", "cost_per_year = -3", "cost_per_year"},
        {"to = \"2024-12\"", "to = \"2018-12\"", "before it begins"},
        {"budget_per_year = 120_000_000", "budget_per_yaer = 120_000_000", "budget_per_yaer"},
        {"budget_per_year = 34_000_000", "budget_per_year = 34_000_000\nper_year = 3", "per_year"},
    };
    for (const Mistake& mistake : mistakes) {
        const Copy copy;
        int line = copy.change("plans/mixed.toml", mistake.was, mistake.is);
        if (std::string(mistake.is).find('\n') != std::string::npos) ++line;
        sim::Findings findings;
        commitment::read_plan(copy.folder / "plans/mixed.toml", "plans/mixed.toml", {}, findings);
        CAPTURE(mistake.is, line);
        INFO(to_text(findings, sim::Language::en));
        CHECK(findings.failed());
        CHECK(says(findings, "mixed.toml", line, mistake.part));
    }
}

TEST_CASE("a plan says seats or a budget for them, and costs are the city's where it says nothing",
          "[commitment][city]")
{
    const Copy copy;
    std::ofstream(copy.folder / "plan.toml")
        << "name = \"p\"\nfrom = \"2019-01\"\nto = \"2020-12\"\n"
           "[[intervention]]\nkind = \"training\"\ntarget = \"all\"\nbudget_per_year = 60_000_000\n"
           "[[intervention]]\nkind = \"meetings\"\ntarget = \"task_force\"\nper_year = 4\nunit_cost = 7\nfrom = "
           "\"2019-03\"\n"
           "[[intervention]]\nkind = \"election\"\nmonth = \"2020-02\"\n";
    sim::Findings findings;
    const Plan plan = commitment::read_plan(copy.folder / "plan.toml", "plan.toml", {2e6, 0, 0, 0, 5e6}, findings);
    REQUIRE_FALSE(findings.failed());
    REQUIRE(plan.interventions.size() == 3);
    CHECK(plan.interventions[0].per_year == 30);
    CHECK(plan.interventions[0].unit_cost == 2e6);
    CHECK(plan.interventions[1].unit_cost == 7);
    CHECK(plan.interventions[1].from == sim::Month(2019, 3));
    CHECK(plan.interventions[1].to == sim::Month(2020, 12));
    CHECK(plan.interventions[2].from == sim::Month(2020, 2));
    CHECK_FALSE(plan.budget_per_year.has_value());
}

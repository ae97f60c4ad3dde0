// Expectations: their text, what is found in a city, and what replicates say of them.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "models/commitment/expectation.hpp"
#include "models/commitment/experiment.hpp"
#include "tests/models/commitment/town_copy.hpp"

namespace {

using namespace commitment;
using tests::Copy;

/// A claim's slack where its terms have these values, in their order.
double slack(const char* text, const std::vector<double>& values)
{
    std::vector<Term> terms;
    sim::Words wrong;
    const auto claim = parse_claim(text, terms, wrong);
    CAPTURE(text, wrong.en);
    REQUIRE(claim);
    REQUIRE(terms.size() == values.size());
    return claim->slack(values);
}

std::string objection(const char* text)
{
    std::vector<Term> terms;
    sim::Words wrong;
    CHECK_FALSE(parse_claim(text, terms, wrong));
    CHECK(terms.empty());
    CHECK_FALSE(wrong.id.empty());
    return wrong.en;
}

/// The small town with expectations in a file of its own.
struct Town
{
    Copy copy;
    City city;
    std::map<std::string, Plan> plans;
    Expectations expectations;
    sim::Findings findings;

    explicit Town(const std::string& tables, const std::string& own = "")
    {
        sim::Findings ignored;
        city = read_city(copy.folder, ignored);
        for (const char* const name : {"status-quo", "top-down", "bottom-up", "mixed"})
            plans[name] =
                read_plan(copy.folder / "plans" / (std::string(name) + ".toml"), name, city.unit_costs, ignored);
        ignored.throw_if_failed();
        std::ofstream(copy.folder / "expectations.toml") << tables;
        const PlansOfCity of{[&](const std::string& name, sim::Words& wrong) -> const Plan* {
                                 const auto at = plans.find(name);
                                 if (at == plans.end()) wrong = {"tidak ada", "no such plan"};
                                 return at == plans.end() ? nullptr : &at->second;
                             },
                             own};
        read_expectations(copy.folder / "expectations.toml", "expectations.toml", &city, of, expectations, findings);
    }

    std::vector<Checked> checked(std::uint32_t replicates, const ParameterSets* sets = nullptr, int threads = 0)
    {
        INFO(to_text(findings, sim::Language::en));
        REQUIRE_FALSE(findings.failed());
        CheckOptions options;
        options.replicates = replicates;
        options.threads = threads;
        options.sets = sets;
        return check(city, expectations, options);
    }
};

std::string table(const std::string& lines) { return "[[expect]]\nsays = \"x\"\n" + lines + "\n"; }

/// Of an outcome in the last month, over the replicates of a run made by itself.
double mean_of(const City& city, const std::optional<Plan>& plan, const char* outcome, std::uint32_t replicates)
{
    ExperimentOptions options;
    options.replicates = replicates;
    options.institutions = false;
    options.kept = {find_outcome(outcome, city).value()};
    const ExperimentResult run = run_experiment(city, plan ? std::vector{*plan} : std::vector<Plan>{}, options);
    double sum = 0;
    for (std::uint32_t r = 0; r < replicates; ++r) sum += run.kept[run.row(r, 0, run.months - 1)];
    return sum / replicates;
}

} // namespace

TEST_CASE("a claim is reckoned as it is written", "[expectation]")
{
    CHECK(slack("trained <= index + 0.01", {0.2, 0.25}) == Approx(0.06));
    CHECK(slack("trained >= index + 0.01", {0.2, 0.25}) == Approx(-0.06));
    CHECK(slack("trained - index - 0.1 >= 2 * coordination / 4", {0.9, 0.3, 0.4}) == Approx(0.3));
    CHECK(slack("trained > max(index, coordination, 0.5)", {0.6, 0.1, 0.55}) == Approx(0.05));
    CHECK(slack("min(trained, index) <= 0.1", {0.3, 0.2}) == Approx(-0.1));
    CHECK(slack("trained > index > coordination", {0.3, 0.2, 0.15}) == Approx(0.05)); // the weakest sign
    CHECK(slack("trained > index > coordination", {0.3, 0.35, 0.15}) == Approx(-0.05));
    CHECK(slack("1 ≤ formal.kelurahan => -3", {1}) == 0);
}

TEST_CASE("where both sides are equal, at least holds and more than does not", "[expectation]")
{
    CHECK(slack("trained >= index", {0.2, 0.2}) == 0);
    CHECK(slack("trained <= index", {0.2, 0.2}) == 0);
    CHECK(slack("trained > index", {0.2, 0.2}) < 0);
    CHECK(slack("trained < index", {0.2, 0.2}) < 0);
}

TEST_CASE("a term says its month and its run, in any order", "[expectation]")
{
    std::vector<Term> terms;
    sim::Words wrong;
    REQUIRE(parse_claim("action.kel-kasemen at 2018-12 in top-down without training.kelurahan and meetings + 0.1 >= "
                        "trained with rotation.head = 0.2 and budget_per_year = 4e9 until 2024-12 in 'rencana 2'",
                        terms, wrong));
    REQUIRE(terms.size() == 2);
    CHECK(terms[0].name == "action.kel-kasemen");
    CHECK(terms[0].at == sim::Month(2018, 12));
    CHECK(terms[0].of.text() == "top-down without meetings and training.kelurahan");
    CHECK(terms[1].of.text() == "rencana 2 with rotation.head = 0.2 and budget_per_year = 4e+09 until 2024-12");
    CHECK_FALSE(terms[1].at);
}

TEST_CASE("what is no claim is told by its first wrong word", "[expectation]")
{
    using Catch::Contains;
    CHECK_THAT(objection("trained"), Contains("write a comparison"));
    CHECK_THAT(objection("0.1 < 0.2"), Contains("no outcome"));
    CHECK_THAT(objection("trained = 0.2"), Contains("equality"));
    CHECK_THAT(objection("trained <"), Contains("at its end there lacks an outcome"));
    CHECK_THAT(objection("trained < 10%"), Contains("ten percent is 0.1"));
    CHECK_THAT(objection("trained < 0,1"), Contains("in place of \",\""));
    CHECK_THAT(objection("trained < 0.5-0.1"), Contains("blanks stand before and after a minus"));
    CHECK_THAT(objection("trained at december < 1"), Contains("a month like 2030-12"));
    CHECK_THAT(objection("trained at 2018-13 < 1"), Contains("in place of \"2018-13\""));
    CHECK_THAT(objection("trained at 2018-12 at 2019-12 < 1"), Contains("twice"));
    CHECK_THAT(objection("trained without < 1"), Contains("a lever"));
    CHECK_THAT(objection("trained with rotation.head < 1"), Contains("\"=\""));
    CHECK_THAT(objection("trained in mixed'"), Contains("quote"));
    CHECK_THAT(objection("max(trained, index > 1"), Contains("a comma or \")\""));
    CHECK_THAT(objection("trained / index > 1"), Contains("other than 0 divides"));
    CHECK_THAT(objection("trained / 0 > 1"), Contains("other than 0 divides"));
    CHECK_THAT(objection("at > 1"), Contains("an outcome"));
    CHECK_THAT(objection("trained index > 1"), Contains("in place of \"index\""));
    CHECK_THAT(objection((std::string(3000, '(') + "x").c_str()), Contains("too long"));
}

TEST_CASE("an expectation sees the numbers of the run that it names", "[expectation]")
{
    Town town(
        table("plan = \"mixed\"\nthat = \"action.kelurahan >= 0\"") +
        table("that = \"action.kelurahan in mixed without training and meetings >= 0\"") +
        table("that = \"action.kelurahan in mixed only facilitation >= 0\"") +
        table(
            "that = \"trained with rotation.head = 0.9 and training.kelurahan.per_year = 9 >= 0\"\nplan = \"mixed\"") +
        table("that = \"families.involved in mixed until 2021-06 >= 0\"") +
        table("that = \"action.formal.kelurahan without training >= 0\""));
    const auto seen = town.checked(40);
    REQUIRE(seen.size() == 6);
    const auto mean = [&](std::size_t k) { return seen[k].claims.at(0).sides.at(0).mean; };

    const Plan& mixed = town.plans.at("mixed");
    CHECK(mean(0) == Approx(mean_of(town.city, mixed, "action.kelurahan", 40)).epsilon(1e-12));
    Plan changed = mixed;
    const auto remove = [&](Plan& plan, auto gone) { std::erase_if(plan.interventions, gone); };
    remove(changed, [](const Intervention& by) { return by.lever == Lever::training || by.lever == Lever::meetings; });
    REQUIRE(changed.interventions.size() < mixed.interventions.size());
    CHECK(mean(1) == Approx(mean_of(town.city, changed, "action.kelurahan", 40)).epsilon(1e-12));
    changed = mixed;
    remove(changed, [](const Intervention& by) { return by.lever != Lever::facilitation; });
    REQUIRE(changed.interventions.size() == 1);
    CHECK(mean(2) == Approx(mean_of(town.city, changed, "action.kelurahan", 40)).epsilon(1e-12));
    changed = mixed;
    REQUIRE(set_lever(changed, parse_lever("training.kelurahan.per_year"), 9, town.city.unit_costs).empty());
    City other = town.city;
    other.parameters.rotation_head = 0.9;
    CHECK(mean(3) == Approx(mean_of(other, changed, "trained", 40)).epsilon(1e-12));
    changed = mixed;
    for (Intervention& by : changed.interventions) by.to = sim::Month(2021, 6);
    CHECK(mean(4) == Approx(mean_of(town.city, changed, "families.involved", 40)).epsilon(1e-12));
    // In the city's own files it is the history, alone, and its levers are left out.
    other = town.city;
    remove(other.history, [](const Intervention& by) { return by.lever == Lever::training; });
    CHECK(mean(5) == Approx(mean_of(other, std::nullopt, "action.formal.kelurahan", 40)).epsilon(1e-12));
}

TEST_CASE("an outcome of those with a body is their mean, and 0 where there is none", "[expectation]")
{
    sim::Findings findings;
    const City city = read_city(SCENARIOS "/small-town", findings);
    ExperimentOptions options;
    options.replicates = 24;
    options.raw = true;
    options.kept = {find_outcome("action.formal.kelurahan", city).value()};
    const ExperimentResult run = run_experiment(city, {}, options);
    const std::vector<float>& action = run.raw[static_cast<std::size_t>(Field::action)];
    const std::vector<float>& written = run.raw[static_cast<std::size_t>(Field::written)];
    bool some = false;
    bool none = false;
    for (std::uint32_t r = 0; r < options.replicates; ++r)
        for (const std::uint32_t month : {0U, run.months / 2, run.months - 1}) {
            const std::size_t row = run.row(r, 0, month);
            double sum = 0;
            int count = 0;
            for (std::uint32_t i = 0; i < run.institutions; ++i)
                if (city.institutions[i].kind == Kind::kelurahan && written[row * run.institutions + i] == 1) {
                    sum += action[row * run.institutions + i];
                    ++count;
                }
            some = some || count > 0;
            none = none || count == 0;
            CHECK(run.kept[row] == Approx(count > 0 ? sum / count : 0).epsilon(1e-6));
        }
    CHECK(some);
    CHECK(none);
    CHECK_FALSE(find_outcome("action.formal.opd", city));
}

TEST_CASE("each run is made once, and what says nothing of a run means the expectation's", "[expectation]")
{
    Town town(
        table(
            "plan = \"mixed\"\nwithout = \"training\"\nthat = [\"trained <= index\", \"trained < trained in mixed\"]") +
        table("that = \"trained in mixed without training <= trained at 2018-12 + 0.5\""));
    INFO(to_text(town.findings, sim::Language::en));
    REQUIRE_FALSE(town.findings.failed());
    std::vector<std::string> runs;
    for (const ExpectedRun& run : town.expectations.runs) runs.push_back(run.text);
    CHECK(runs == std::vector<std::string>{"mixed without training", "mixed", "history"});
    CHECK(town.expectations.list[0].last == town.plans.at("mixed").to);
    CHECK_FALSE(town.expectations.is_of_history(town.expectations.list[0]));
    CHECK_FALSE(town.expectations.is_of_history(town.expectations.list[1]));
}

TEST_CASE("an expectation of the history alone is one, and needs its months alone", "[expectation]")
{
    Town town(table("that = \"trained < 0.9\"") + table("that = \"trained without training < 0.9\""));
    REQUIRE(town.expectations.list.size() == 2);
    CHECK(town.expectations.is_of_history(town.expectations.list[0]));
    CHECK_FALSE(town.expectations.is_of_history(town.expectations.list[1]));
    CHECK(town.expectations.list[0].first == town.city.history.to);
    CHECK(town.expectations.list[0].last == town.city.history.to);
}

TEST_CASE("in a plan's file that plan is meant", "[expectation]")
{
    Town town(table("that = \"trained < 0.9\"") + table("that = \"trained without training < 0.9\""), "mixed");
    REQUIRE(town.expectations.runs.size() == 2);
    CHECK(town.expectations.runs[0].text == "mixed");
    CHECK(town.expectations.runs[1].text == "mixed without training");
}

TEST_CASE("held, broken and open go by the interval of the share", "[expectation]")
{
    Town town(table("that = \"trained < 0.99\"") + table("that = \"trained > 0.99\"") +
              table("that = \"trained < 0.99\"\nshare = 0.99") +
              table("that = \"formal.kelurahan >= 1\"\nshare = 0.01") +
              table("that = \"formal.kelurahan >= 1\"\nshare = 0.99"));
    const auto seen = town.checked(100);
    CHECK(seen[0].hits == 100);
    CHECK(seen[0].verdict == Verdict::held);
    CHECK(seen[1].hits == 0);
    CHECK(seen[1].verdict == Verdict::broken);
    CHECK(seen[2].verdict == Verdict::open); // 100 of 100 do not show 99 of 100
    CHECK(fewest_replicates(0.99) > 100);
    CHECK(town.checked(fewest_replicates(0.99))[2].verdict == Verdict::held);
    CHECK(town.checked(fewest_replicates(0.99) - 1)[2].verdict == Verdict::open);
    REQUIRE(seen[3].hits > 5);
    REQUIRE(seen[3].hits < 95);
    CHECK(seen[3].verdict == Verdict::held);
    CHECK(seen[4].verdict == Verdict::broken);
    for (const Checked& one : seen) {
        CHECK(one.share.low <= one.hits / 100.0);
        CHECK(one.hits / 100.0 <= one.share.high);
    }
}

TEST_CASE("a mean may hold what replicates do not", "[expectation]")
{
    Town town(table("that = \"formal.kelurahan <= 3\"\nby = \"mean\"") +
              table("that = \"formal.kelurahan <= 0.05\"\nby = \"mean\"") +
              table("that = \"formal.kelurahan <= 0.05\""));
    const auto seen = town.checked(100);
    CHECK(seen[0].verdict == Verdict::held);
    CHECK(seen[0].spare.low > 0);
    const double mean = seen[1].claims[0].sides[0].mean;
    REQUIRE(mean > 0.05);
    CHECK(seen[1].verdict == Verdict::broken);
    CHECK(seen[1].spare.low <= 0.05 - mean);
    CHECK(0.05 - mean <= seen[1].spare.high);
    CHECK(seen[2].hits < 100);
    Town at_the_mean(table("that = \"formal.kelurahan <= " + std::to_string(mean) + "\"\nby = \"mean\""));
    CHECK(at_the_mean.checked(100)[0].verdict == Verdict::open);
}

TEST_CASE("claims of a list must hold in the same replicate", "[expectation]")
{
    Town town(table("that = [\"formal.kelurahan >= 1\", \"formal.kelurahan < 1\"]"));
    const auto seen = town.checked(100);
    REQUIRE(seen[0].claims.size() == 2);
    CHECK(seen[0].claims[0].hits + seen[0].claims[1].hits == 100);
    CHECK(seen[0].hits == 0);
}

TEST_CASE("every month of a period counts, the weakest is shown", "[expectation]")
{
    Town town(
        table("plan = \"mixed\"\nthat = \"families.unaware at 2018-12 >= families.unaware\"\nfrom = \"2019-01\"") +
        table("plan = \"mixed\"\nthat = \"families.unaware >= 0\"\nfrom = \"2015-01\"\nto = \"2024-12\"") +
        table("plan = \"mixed\"\nthat = \"families.unaware >= 0\"") +
        table("plan = \"mixed\"\nthat = \"families.unaware at 2015-01 >= 0\""));
    const auto seen = town.checked(24);
    CHECK(town.expectations.list[0].first == sim::Month(2019, 1));
    CHECK(town.expectations.list[0].last == town.plans.at("mixed").to);
    CHECK(seen[1].claims[0].sides[0].mean <= seen[2].claims[0].sides[0].mean);
    CHECK(seen[1].claims[0].sides[0].mean < seen[3].claims[0].sides[0].mean);
}

TEST_CASE("threads change nothing in what is seen", "[expectation][twin]")
{
    Town town(table("plan = \"mixed\"\nthat = \"trained without training < trained\"") +
              table("that = \"action.city > action.opd\"\nby = \"mean\""));
    const auto one = town.checked(50, nullptr, 1);
    const auto four = town.checked(50, nullptr, 4);
    for (std::size_t k = 0; k < one.size(); ++k) {
        CHECK(one[k].hits == four[k].hits);
        for (std::size_t s = 0; s < 2; ++s) CHECK(one[k].claims[0].sides[s].mean == four[k].claims[0].sides[s].mean);
    }
}

TEST_CASE("parameter sets are used, and few of them are worth few replicates", "[expectation]")
{
    Town town(table("that = \"trained < 0.99\"") + table("that = \"trained with training.effect = 0.7 < 0.99\""));
    ParameterSets sets;
    sets.sets.assign(5, town.city.parameters);
    for (Parameters& set : sets.sets) set.training_effect = 0;
    sets.weight.assign(5, 0.2);
    const auto seen = town.checked(100, &sets);
    const auto plain = town.checked(100);
    CHECK(seen[0].covers_parameters);
    CHECK_FALSE(plain[0].covers_parameters);
    CHECK(seen[0].claims[0].sides[0].mean < plain[0].claims[0].sides[0].mean);
    CHECK(seen[1].claims[0].sides[0].mean == plain[1].claims[0].sides[0].mean); // what it sets itself holds
    CHECK(plain[0].verdict == Verdict::held);
    CHECK(seen[0].hits == 100);
    CHECK(seen[0].verdict == Verdict::open); // five sets
    sets.sets[0] = town.city.parameters;     // a fifth of the replicates: each has its own
    const double mixed = town.checked(100, &sets)[0].claims[0].sides[0].mean;
    CHECK(mixed > seen[0].claims[0].sides[0].mean);
    CHECK(mixed < plain[0].claims[0].sides[0].mean);
}

TEST_CASE("a wrong expectation is told in its line, and not kept", "[expectation]")
{
    struct Mistake
    {
        const char* lines;
        int line;
        const char* part;
    };
    const Mistake mistakes[] = {
        {"that = \"traind < 0.1\"", 3, "did you mean \"trained\"?"},
        {"that = [\"trained < 0.1\",\n\"action.kelurahn < 1\"]", 4, "did you mean \"action.kelurahan\"?"},
        {"that = \"trained in mixd < 0.1\"", 3, "no such plan"},
        {"plan = \"mixd\"\nthat = \"trained < 0.1\"", 3, "no such plan"},
        {"plan = \"mixed\"\nthat = \"trained without trainig < 0.1\"", 4, "did you mean \"training\"?"},
        {"plan = \"mixed\"\nthat = \"trained without training.kelurahn < 0.1\"", 4, "did you mean \"kelurahan\"?"},
        {"plan = \"mixed\"\nthat = \"trained without instruction.city < 0.1\"", 4, "takes no target"},
        {"plan = \"mixed\"\nwithout = [\"election\"]\nthat = \"trained < 0.1\"", 4, "\"mixed\" has no election"},
        {"plan = \"mixed\"\nthat = \"trained with rotation.haed = 0.1 < 0.1\"", 4, "did you mean \"rotation.head\"?"},
        {"plan = \"mixed\"\nthat = \"trained with rotation.internal = 1.5 < 0.1\"", 4, "must be 0 to 1"},
        {"plan = \"mixed\"\nwith = { \"mandate.kelurahan.strength\" = 1.5 }\nthat = \"trained < 0.1\"", 4, "0 to 1"},
        {"plan = \"mixed\"\nwith = { \"rotation.head\" = \"x\" }\nthat = \"trained < 0.1\"", 4, "a number is expected"},
        {"plan = \"mixed\"\nuntil = \"2031-01\"\nthat = \"trained < 0.1\"", 4, "outside the period of \"mixed\""},
        {"that = \"trained < 0.1\"\nmonth = \"2019-01\"", 4, "must be a month that is run, 2015-01 to 2018-12"},
        {"that = \"trained at 2014-12 < 0.1\"", 3, "must be a month that is run"},
        {"that = \"trained at 2018-12 < 0.1\"\nmonth = \"2018-11\"", 4, "holds for no outcome"},
        {"that = \"trained < 0.1\"\nfrom = \"2018-11\"\nto = \"2018-01\"", 5, "ends before it begins"},
        {"that = \"trained < 0.1\"\nmonth = \"2018-11\"\nto = \"2018-12\"", 4, "give month, or from and to"},
        {"that = \"trained < 10\"", 3, "\"trained\" is only 0 to 1"},
        {"that = \"60 <= formal.kelurahan\"", 3, "only 0 to"},
        {"that = \"trained < trained\"", 3, "both sides of a sign are the same"},
        {"that = \"trained in mixed < 0.1\"\nwithout = \"training\"", 4, "holds for no outcome"},
        {"that = \"trained < 0.1\"\nshare = 1", 4, "up to 0.99"},
        {"that = \"trained < 0.1\"\nshare = 0.5\nby = \"mean\"", 4, "does not hold with by"},
        {"that = \"trained < 0.1\"\nby = \"median\"", 4, "replicates, mean"},
        {"that = []", 3, "write what is expected"},
        {"tht = \"trained < 0.1\"", 3, "did you mean \"that\"?"},
        {"that = \"trained <> 0.1\"", 3, "in place of \">\""},
    };
    for (const Mistake& mistake : mistakes) {
        Town town(table(mistake.lines));
        CAPTURE(mistake.lines);
        INFO(to_text(town.findings, sim::Language::en));
        CHECK(tests::says(town.findings, "expectations.toml", mistake.line, mistake.part));
        CHECK(town.findings.errors() == 1);
        CHECK(town.expectations.list.empty());
    }
    CHECK(tests::says(Town("[[expect]]\nthat = \"trained < 0.1\"\n").findings, "expectations.toml", 1, "says"));
    CHECK(tests::says(Town("[[expct]]\nthat = \"trained < 0.1\"\n").findings, "expectations.toml", 1,
                      "did you mean \"expect\"?"));
}

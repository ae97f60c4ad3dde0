// A city from a few numbers: whatever the numbers, it is valid and as large as was asked.

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <set>

#include "models/commitment/city_graph.hpp"
#include "models/commitment/new_city/agencies.hpp"
#include "models/commitment/new_city/arrangement.hpp"
#include "models/commitment/new_city/template.hpp"
#include "sim/core/contract.hpp"
#include "tests/models/commitment/made_city.hpp"
#include "tests/models/commitment/town_copy.hpp"

using namespace commitment;
using tests::read_back;
using tests::ReadCity;

namespace {

WishedCity wish(int kecamatan, int kelurahan, std::optional<int> agencies = {})
{
    WishedCity out;
    out.name = "Kota Uji";
    out.kecamatan = kecamatan;
    out.kelurahan = kelurahan;
    out.agencies = agencies;
    return out;
}

long long families(const City& city)
{
    return std::accumulate(city.institutions.begin(), city.institutions.end(), 0LL,
                           [](long long sum, const Institution& one) { return sum + one.families; });
}

/// What a plan costs a year, its funding and its levers' own costs too.
double cost_of(const Plan& plan)
{
    double sum = 0;
    for (const Intervention& by : plan.interventions)
        sum += by.cost_per_year + (by.lever == Lever::funding ? by.budget_per_year : by.per_year * by.unit_cost);
    return sum;
}

/// How many parts the places fall into.
std::size_t parts(std::uint32_t places, const Pairs& pairs)
{
    std::vector<std::uint32_t> part(places);
    std::iota(part.begin(), part.end(), 0u);
    const auto root = [&](std::uint32_t i) {
        while (part[i] != i) i = part[i] = part[part[i]];
        return i;
    };
    for (const auto& [a, b] : pairs) part[root(a)] = root(b);
    std::set<std::uint32_t> roots;
    for (std::uint32_t i = 0; i < places; ++i) roots.insert(root(i));
    return roots.size();
}

} // namespace

TEST_CASE("a city of any size is read without a word, in both languages", "[commitment][new_city]")
{
    struct Size
    {
        int kecamatan, kelurahan;
        std::optional<int> agencies, businesses;
        std::optional<long long> families;
    };
    const Size sizes[] = {{1, 1, 1, 0, 0},         {1, 1, {}, {}, {}}, {1, 2, 2, 1, 1},
                          {2, 2, 3, 0, 5},         {1, 40, 4, {}, {}}, {5, 37, 25, 22, 111000},
                          {6, 67, 28, 40, 206578}, {7, 8, 40, 100, 7}, {30, 300, 6, {}, {}}};
    for (const Size& size : sizes)
        for (const sim::Language language : {sim::Language::id, sim::Language::en}) {
            CAPTURE(size.kecamatan, size.kelurahan, language);
            WishedCity wanted = wish(size.kecamatan, size.kelurahan, size.agencies);
            wanted.language = language;
            wanted.businesses = size.businesses;
            wanted.families = size.families;
            const ReadCity read = read_back(city_from_numbers(wanted), language);
            REQUIRE(read.findings == "");
            CHECK(read.city.count(Kind::kecamatan) == static_cast<std::size_t>(size.kecamatan));
            CHECK(read.city.count(Kind::kelurahan) == static_cast<std::size_t>(size.kelurahan));
            CHECK(read.city.count(Kind::community) == static_cast<std::size_t>(size.kelurahan));
            CHECK(read.city.count(Kind::opd) == static_cast<std::size_t>(size.agencies.value_or(usual_agencies)));
            if (size.businesses) CHECK(read.city.count(Kind::business) == static_cast<std::size_t>(*size.businesses));
            CHECK(families(read.city) == size.families.value_or(3000LL * size.kelurahan));
            CHECK(read.city.assumed.size() == assumption_count);
            CHECK(sim::components(graph_of(read.city)) == std::vector<int>(read.city.institutions.size(), 0));
            for (const auto& [name, plan] : read.plans) {
                CAPTURE(name);
                CHECK(cost_of(plan) <= *plan.budget_per_year);
                CHECK(cost_of(plan) > 0);
                CHECK(plan.from == read.city.history.to + 1);
            }
        }
}

TEST_CASE("plans of a city as large as Kota Serang are its plans", "[commitment][new_city]")
{
    const ReadCity made = read_back(city_from_numbers(wish(6, 67)));
    sim::Findings findings;
    const City serang = read_city(SCENARIOS "/kota-serang", findings);
    REQUIRE(made.city.history.interventions.size() == serang.history.interventions.size() - 1); // but its election
    for (const auto& [name, plan] : made.plans) {
        const std::string file = SCENARIOS "/kota-serang/plans/" + name + ".toml";
        const Plan original = read_plan(file, file, serang.unit_costs, findings);
        REQUIRE(plan.interventions.size() == original.interventions.size());
        CHECK(*plan.budget_per_year == Approx(*original.budget_per_year).epsilon(0.06));
        for (std::size_t k = 0; k < plan.interventions.size(); ++k) {
            const Intervention& here = plan.interventions[k];
            const Intervention& there = original.interventions[k];
            CAPTURE(name, k);
            CHECK(here.lever == there.lever);
            CHECK(here.target == there.target);
            CHECK(here.unit_cost == there.unit_cost);
            CHECK(here.level == there.level);
            CHECK(here.cost_per_year == there.cost_per_year);
            CHECK(here.per_year == Approx(there.per_year).epsilon(0.08));
            CHECK(here.budget_per_year == Approx(there.budget_per_year).epsilon(0.08));
        }
    }
}

TEST_CASE("its rules are those of Kota Serang", "[commitment][new_city]")
{
    const TemporaryFolder folder;
    std::filesystem::copy(SCENARIOS "/kota-serang", folder / "serang", std::filesystem::copy_options::recursive);
    sim::Findings findings;
    const City before = read_city(folder / "serang", findings);
    std::ofstream(folder / "serang" / "links.toml", std::ios::binary)
        << tests::text_of(files_of(city_from_numbers(wish(6, 67)), "x", sim::Language::en), "links.toml");
    const City after = read_city(folder / "serang", findings);
    REQUIRE(findings.empty());
    REQUIRE(after.links.size() == before.links.size());
    for (std::size_t k = 0; k < after.links.size(); ++k) {
        CHECK(after.links[k].from == before.links[k].from);
        CHECK(after.links[k].to == before.links[k].to);
        CHECK(after.links[k].type == before.links[k].type);
        CHECK(after.links[k].weight == before.links[k].weight);
    }
}

TEST_CASE("plans that are compared cost about the same, in a small city and in a large one", "[commitment][new_city]")
{
    const std::array<int, 2> sizes[] = {{3, 15}, {5, 37}, {12, 80}, {30, 200}};
    for (const auto& [kecamatan, kelurahan] : sizes) {
        CAPTURE(kecamatan, kelurahan);
        const ReadCity made = read_back(city_from_numbers(wish(kecamatan, kelurahan)));
        const double top_down = cost_of(made.plans.at("top-down"));
        CHECK(cost_of(made.plans.at("bottom-up")) == Approx(top_down).epsilon(0.01));
        CHECK(cost_of(made.plans.at("mixed")) == Approx(top_down).epsilon(0.01));
    }
}

TEST_CASE("no plan buys more than there is someone to take", "[commitment][new_city]")
{
    for (const int kelurahan : {1, 2, 9, 400}) {
        const ReadCity made = read_back(city_from_numbers(wish(1, kelurahan, 40)));
        long long posts = 0;
        for (const Institution& one : made.city.institutions)
            if (one.kind == Kind::kelurahan) posts += one.posts();
        for (const auto& [name, plan] : made.plans)
            for (const Intervention& by : plan.interventions) {
                CAPTURE(name, kelurahan, by.line);
                if (by.lever == Lever::training && by.target == Target::kelurahan)
                    CHECK(by.per_year <= static_cast<double>(posts));
                if (by.lever == Lever::funding && by.target == Target::kelurahan)
                    CHECK(by.budget_per_year <= 50e6 * kelurahan);
            }
    }
}

TEST_CASE("the same numbers give the same bytes; the language changes words alone", "[commitment][new_city]")
{
    const auto files = [](sim::Language language) {
        WishedCity wanted = wish(5, 37, 25);
        wanted.language = language;
        return files_of(city_from_numbers(wanted), "kota", language);
    };
    const auto one = files(sim::Language::id), again = files(sim::Language::id), english = files(sim::Language::en);
    REQUIRE(one.size() == again.size());
    REQUIRE(one.size() == english.size());
    const auto without_words = [](const std::string& text) { // of TOML
        std::string out;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            line.erase(std::min(line.find('#'), line.size()));
            line.erase(line.find_last_not_of(' ') + 1);
            if (!line.empty()) out += line + "\n";
        }
        return out;
    };
    for (std::size_t k = 0; k < one.size(); ++k) {
        CAPTURE(one[k].path);
        CHECK(one[k].path == english[k].path);
        CHECK(one[k].text == again[k].text);
        if (one[k].path.ends_with(".toml")) {
            CHECK(one[k].text != english[k].text);
            CHECK(without_words(one[k].text) == without_words(english[k].text));
        }
        if (one[k].path == "adjacency.csv") CHECK(one[k].text == english[k].text);
    }
}

TEST_CASE("names with quotes, commas and backslashes come through", "[commitment][new_city]")
{
    WishedCity wanted = wish(1, 2);
    wanted.name = R"(Kota "X\", {{name}} % é)";
    wanted.code = "36.73";
    const ReadCity made = read_back(city_from_numbers(wanted));
    REQUIRE(made.findings == "");
    CHECK(made.city.name == wanted.name);
    CHECK(made.city.code == "36.73");
    CHECK(made.city.at(*made.city.find("lpa")).name == "LPA " + wanted.name);
}

TEST_CASE("a city begins when it is told to", "[commitment][new_city]")
{
    WishedCity wanted = wish(1, 2);
    wanted.start = sim::Month(2022, 7);
    const ReadCity made = read_back(city_from_numbers(wanted));
    REQUIRE(made.findings == "");
    CHECK(made.city.start == wanted.start);
    CHECK(made.city.history.from == wanted.start);
    CHECK(made.plans.at("mixed").from == sim::Month(2026, 7));
    CHECK(made.plans.at("mixed").to == sim::Month(2038, 6));
}

TEST_CASE("places in a list lie together, each kecamatan in one piece", "[commitment][new_city]")
{
    for (const std::uint32_t places : {1u, 2u, 3u, 5u, 37u, 67u, 300u}) {
        const Pairs pairs = borders_by_order(places);
        CAPTURE(places);
        CHECK(parts(places, pairs) == 1);
        for (const auto& [a, b] : pairs) CHECK(a < b);
        for (std::uint32_t i = 0; i + 1 < places; ++i) // those that follow each other are neighbours
            CHECK(std::find(pairs.begin(), pairs.end(), std::pair(i, i + 1)) != pairs.end());
        CHECK(std::set(pairs.begin(), pairs.end()).size() == pairs.size());
    }
    CHECK(2.0 * static_cast<double>(borders_by_order(67).size()) / 67 == Approx(5).margin(0.3)); // Kota Serang: 5.04
    const Pairs pairs = borders_by_order(64);
    for (std::uint32_t first = 0; first + 8 <= 64; first += 8) { // eight kecamatan of eight
        Pairs within;
        for (const auto& [a, b] : pairs)
            if (first <= a && b < first + 8) within.emplace_back(a - first, b - first);
        CHECK(parts(8, within) == 1);
    }
}

TEST_CASE("places are neighbours where no third lies between them", "[commitment][new_city]")
{
    std::vector<Point> grid;
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 5; ++x) grid.push_back({106 + 0.01 * x, -6 + 0.013 * y});
    const Pairs pairs = borders_by_points(grid);
    const auto is_there = [&](std::uint32_t a, std::uint32_t b) {
        return std::find(pairs.begin(), pairs.end(), std::pair(a, b)) != pairs.end();
    };
    CHECK(is_there(0, 1));
    CHECK(is_there(0, 5));
    CHECK_FALSE(is_there(0, 2)); // 1 lies between them
    CHECK_FALSE(is_there(0, 10));
    CHECK(parts(20, pairs) == 1);
    CHECK(borders_by_points(std::vector<Point>(1)).empty());
    CHECK(borders_by_points(std::vector<Point>{{1, 1}, {1, 1}}) == Pairs{{0, 1}}); // at one point

    std::vector<Point> line; // many, far apart in x alone
    for (int i = 0; i < 200; ++i) line.push_back({0.1 * i, 0});
    CHECK(borders_by_points(line).size() == 199);
}

TEST_CASE("agencies that the model needs come first, and every one has another id", "[commitment][new_city]")
{
    const std::vector<Institution> some = make_agencies(6);
    CHECK(some[0].role == Role::coordinator);
    CHECK(some[1].role == Role::planner);
    CHECK(some[2].role == Role::business_liaison);
    for (std::size_t k = 3; k < 6; ++k) CHECK(some[k].role == Role::service);
    std::set<std::string> ids, names;
    for (const Institution& agency : make_agencies(60)) ids.insert(agency.id), names.insert(agency.name);
    CHECK(ids.size() == 60);
    CHECK(names.size() == 60);
    for (const UsualAgency& agency : usual_agencies_table()) {
        CAPTURE(agency.name);
        REQUIRE(usual_agency(agency.name) != nullptr);
        CHECK(usual_agency(agency.name)->id == agency.id); // no other's words are in its name
    }
    CHECK(usual_agency("Dinas Kebahagiaan") == nullptr);
}

TEST_CASE("a template says what it lacks", "[commitment][new_city]")
{
    TemplateData data{
        .language = sim::Language::en, .values = {{"n", "5"}}, .conditions = {{"yes", true}, {"no", false}}};
    const std::string text = "id: satu\nen: one {{n}}\n%if no\nx\n%end\n%if !no\ny\n%end\n%keep yes\nk = {{n}}\n%end\n";
    CHECK(fill(text, data) == "one 5\ny\nk = 5\n");
    data.language = sim::Language::id;
    CHECK(fill("id: satu\nen: one\nid:\n", data) == "satu\n\n");
    const std::string kept = fill("%keep no\n# c\nk = {{n}}\n\n%end\n", data);
    CHECK(kept.starts_with("# (Belum berlaku"));
    CHECK(kept.ends_with("\n# c\n# k = 5\n\n"));
    CHECK_THROWS_AS(fill("{{m}}\n", data), sim::ContractError);
    CHECK_THROWS_AS(fill("%if maybe\n%end\n", data), sim::ContractError);
    CHECK_THROWS_AS(fill("%if no\n", data), sim::ContractError);
}

TEST_CASE("what is assumed is read from city.toml, wrong words are mistakes", "[commitment][city]")
{
    const tests::Copy copy;
    copy.change("city.toml", "code = \"99.99\"", "assumed = [\"plans\", \"families\", \"plans\"]");
    sim::Findings findings;
    const City city = read_city(copy.folder, findings);
    CHECK(findings.empty());
    CHECK(city.assumed == std::vector<Assumption>{Assumption::families, Assumption::plans});

    copy.change("city.toml", "\"families\"", "\"familes\"");
    static_cast<void>(read_city(copy.folder, findings));
    CHECK(tests::says(findings, "city.toml", 4, "did you mean \"families\""));
}

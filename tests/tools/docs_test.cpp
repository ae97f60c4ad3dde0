// The model's description: its tables are those of the code, and nothing in them lacks its reason.

#include <catch2/catch.hpp>

#include "models/commitment/city.hpp"
#include "models/commitment/city_file.hpp"
#include "models/commitment/parameters.hpp"
#include "models/commitment/plan.hpp"
#include "tools/docs/document.hpp"
#include "tools/docs/tables.hpp"

namespace {

docs::Tables two_tables()
{
    return {{"one", [] { return std::string("| 1 |\n"); }}, {"two", [] { return std::string("| 2 |\n"); }}};
}

const std::string fresh = "Before\n<!-- table: one -->\n| 1 |\n<!-- end of table -->\nbetween\n"
                          "<!-- table: two -->\n| 2 |\n<!-- end of table -->\nafter\n";

std::string replaced(std::string text, std::string_view old, std::string_view by)
{
    const std::size_t at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), by);
}

commitment::City small_town()
{
    sim::Findings findings;
    commitment::City city = commitment::read_city(SCENARIOS "/small-town", findings);
    REQUIRE_FALSE(findings.failed());
    return city;
}

} // namespace

TEST_CASE("a document with its tables as they are is left as it is", "[docs]")
{
    const docs::Filled filled = docs::fill(fresh, two_tables());
    CHECK(filled.text == fresh);
    CHECK(filled.stale.empty());
    CHECK(filled.mistakes.empty());
}

TEST_CASE("a stale table is named and made anew, what stands around it is kept", "[docs]")
{
    for (const char* const old : {"| 3 |\n", "", "| 2 |\n| 2 |\n", "| 2 |\n\n"}) {
        const docs::Filled filled = docs::fill(replaced(fresh, "| 2 |\n", old), two_tables());
        CHECK(filled.text == fresh);
        CHECK(filled.stale == std::vector<std::string>{"two"});
        CHECK(filled.mistakes.empty());
    }
}

TEST_CASE("a table that is missing, unknown, twice or without end is a mistake", "[docs]")
{
    const auto mistakes = [](const std::string& document) { return docs::fill(document, two_tables()).mistakes; };
    using Mistakes = std::vector<std::string>;
    const std::string second = "<!-- table: two -->\n| 2 |\n<!-- end of table -->\n";
    CHECK(mistakes(replaced(fresh, second, "")) == Mistakes{"the table \"two\" is missing"});
    CHECK(mistakes(replaced(fresh, "table: two", "table: three")) ==
          Mistakes{"line 6: there is no table \"three\"", "the table \"two\" is missing"});
    CHECK(mistakes(fresh + second) == Mistakes{"line 10: the table \"two\" is here twice"});
    CHECK(mistakes(replaced(fresh, "| 2 |\n<!-- end of table -->\n", "")) ==
          Mistakes{"line 7: the table \"two\" has no end: <!-- end of table -->"});
    CHECK(mistakes(replaced(fresh, "| 1 |\n<!-- end of table -->\n", "")) ==
          Mistakes{"line 4: the table \"one\" before has no end: <!-- end of table -->"});
    CHECK(mistakes(fresh + "<!-- end of table -->\n") == Mistakes{"line 10: the end of no table"});
}

TEST_CASE("every default has its source and its reasoning", "[docs][commitment]")
{
    for (const commitment::ParameterInfo& row : commitment::parameter_table()) {
        INFO(row.name);
        CHECK_FALSE(row.basis.empty());
        CHECK(row.reasoning.ends_with('.'));
    }
    for (const commitment::LeverInfo& row : commitment::lever_table()) {
        INFO(row.name);
        CHECK(row.reasoning.ends_with('.'));
    }
    for (const commitment::DefaultState& row : commitment::default_states()) {
        INFO(name_of(row.kind));
        CHECK(row.reasoning.ends_with('.'));
    }
}

TEST_CASE("every kind has its default state, once", "[docs][commitment]")
{
    for (std::size_t kind = 0; kind < commitment::kind_names.size(); ++kind) {
        int rows = 0;
        for (const commitment::DefaultState& row : commitment::default_states())
            rows += row.kind == static_cast<commitment::Kind>(kind) && row.role == commitment::Role::none ? 1 : 0;
        INFO(commitment::kind_names[kind]);
        CHECK(rows == 1);
    }
}

TEST_CASE("links and processes are tabled as the program has them", "[docs][commitment]")
{
    commitment::City city = small_town();
    const std::string rules = docs::links(city);
    REQUIRE(city.link_rules.size() == 25);
    CHECK(rules.find("| enabling | `kecamatan` | `kelurahan` | parent | 1 |") != std::string::npos);
    CHECK(rules.find("| functional | `opd` of the task force | `opd` of the task force | same_cluster | 1 |") !=
          std::string::npos);
    city.link_rules.front().weight = 0.625;
    CHECK(docs::links(city).find("| 0.625 |") != std::string::npos);

    const std::string month = docs::schedule(city);
    std::size_t before = 0;
    for (const char* const process :
         {"5 accounts", "4.1 rotation", "4.6 forgetting", "4.7 diffusion", "4.12 outcomes"}) {
        INFO(process);
        const std::size_t at = month.find(process);
        REQUIRE(at != std::string::npos);
        CHECK(before < at);
        before = at;
    }
}

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>

#include "sim/core/arena.hpp"
#include "sim/core/contract.hpp"
#include "sim/core/id.hpp"
#include "sim/core/view.hpp"

TEST_CASE("an arena hands out zeroed stretches, aligned and apart", "[core]")
{
    sim::Arena arena(8 + 16 + 8);
    double* const one = arena.take(3);
    double* const two = arena.take(9);
    double* const three = arena.take(8);
    for (const double* stretch : {one, two, three}) CHECK(reinterpret_cast<std::uintptr_t>(stretch) % 64 == 0);
    CHECK(std::all_of(one, three + 8, [](double x) { return x == 0; }));
    CHECK(two - one == 8);
    CHECK(three - two == 16);
    CHECK_THROWS_AS(arena.take(1), sim::ContractError);
    CHECK_NOTHROW(arena.take(0));
}

TEST_CASE("an arena's capacity is whole lines of the cache", "[core]")
{
    CHECK(sim::Arena(0).capacity() == 8);
    CHECK(sim::Arena(8).capacity() == 8);
    CHECK(sim::Arena(9).capacity() == 16);
    CHECK(sim::Arena::rounded(0) == 0);
    CHECK(sim::Arena::rounded(1) == 8);
}

TEST_CASE("a broken contract names the place and what was expected", "[core]")
{
    const auto demand = [](int x) { SIM_EXPECTS(x > 2); };
    CHECK_NOTHROW(demand(3));
    CHECK_THROWS_WITH(demand(2), Catch::Contains("arena_test.cpp:") && Catch::EndsWith("expected x > 2"));
}

TEST_CASE("an index belongs to one kind of thing", "[core]")
{
    using Post = sim::Id<struct PostTag>;
    using Institution = sim::Id<struct InstitutionTag>;
    STATIC_REQUIRE_FALSE(std::is_convertible_v<Post, Institution>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<Post, Institution>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<std::uint32_t, Post>);
    CHECK(Post(3) < Post(4));
    CHECK(Post(7).value() == 7);
}

TEST_CASE("a view shows its owner's memory, whole or in part", "[core]")
{
    const std::vector<int> owner{1, 2, 3, 4, 5};
    const sim::View<int> view(owner);
    CHECK(view.size() == 5);
    CHECK(&view[2] == &owner[2]);
    const sim::View<int> part = view.part(1, 3);
    CHECK(std::vector<int>(part.begin(), part.end()) == std::vector{2, 3});
    CHECK(view.part(2, 2).empty());
}

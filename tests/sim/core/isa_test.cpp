#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <optional>
#include <string>

#include "sim/core/isa.hpp"

namespace {

using sim::Isa;

/// LAYAK_ISA for a while.
class Forced
{
  public:
    explicit Forced(const char* value)
    {
        if (const char* const before = std::getenv("LAYAK_ISA")) before_ = before;
        if (value != nullptr)
            ::setenv("LAYAK_ISA", value, 1);
        else
            ::unsetenv("LAYAK_ISA");
    }
    ~Forced()
    {
        if (before_)
            ::setenv("LAYAK_ISA", before_->c_str(), 1);
        else
            ::unsetenv("LAYAK_ISA");
    }
    Forced(const Forced&) = delete;
    Forced& operator=(const Forced&) = delete;

  private:
    std::optional<std::string> before_;
};

const std::vector<Isa> all{Isa::v4, Isa::v2, Isa::base, Isa::v3};

} // namespace

TEST_CASE("instruction sets that the processor has come poorest first, and base is always there", "[core][isa]")
{
    const std::vector<Isa> usable = sim::supported(all);
    REQUIRE_FALSE(usable.empty());
    CHECK(usable.front() == Isa::base);
    // The levels contain each other: none is left out below the best.
    for (std::size_t i = 0; i < usable.size(); ++i) CHECK(usable[i] == static_cast<Isa>(i));
    CHECK(sim::supported({Isa::base}) == std::vector{Isa::base});
}

TEST_CASE("the best instruction set is chosen where nothing else is asked", "[core][isa]")
{
    for (const char* nothing : {static_cast<const char*>(nullptr), ""}) {
        const Forced forced(nothing);
        CHECK(sim::choose_isa(all) == sim::supported(all).back());
        CHECK(sim::choose_isa({Isa::base}) == Isa::base);
    }
}

TEST_CASE("LAYAK_ISA chooses the instruction set, and what cannot be had is refused", "[core][isa]")
{
    for (const Isa isa : sim::supported(all)) {
        const Forced forced(std::string(sim::name_of(isa)).c_str());
        CHECK(sim::choose_isa(all) == isa);
    }
    const Forced unknown("avx");
    CHECK_THROWS_WITH(sim::choose_isa(all), Catch::Contains("\"avx\"") && Catch::Contains("base"));
    const Forced not_built("v2");
    CHECK_THROWS_AS(sim::choose_isa({Isa::base}), sim::WrongIsa);
}

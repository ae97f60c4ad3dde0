#include "sim/text/number.hpp"
#include "sim/text/range.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace sim;

TEST_CASE("numbers are read whole", "[text][number]")
{
    REQUIRE(parse_number("1e3") == 1000.0);
    REQUIRE(parse_number("3.0") == 3.0);
    REQUIRE(parse_number("-2") == -2.0);
    REQUIRE(parse_number("0.1") == 0.1);
    REQUIRE_FALSE(std::signbit(*parse_number("-0")));
    const std::string with_nul("1\0", 2);
    for (const std::string text :
         {"",      " ",         "nan",   "-nan",   "inf",    "infinity", "0x10", "1,5", "1_000", " 1",  "1 ",
          "1.2.3", "1.000.000", "1e400", "-1e400", "1e-400", "+1",       "1e",   "--1", "x",     "1\n", "٣"}) {
        CAPTURE(text);
        REQUIRE_FALSE(parse_number(text));
        REQUIRE_FALSE(parse_integer(text));
    }
    REQUIRE_FALSE(parse_number(with_nul));
}

TEST_CASE("whole numbers may have a point or an exponent", "[text][number]")
{
    REQUIRE(parse_integer("12") == 12);
    REQUIRE(parse_integer("1e3") == 1000);
    REQUIRE(parse_integer("3.0") == 3);
    REQUIRE(parse_integer("-4") == -4);
    REQUIRE(parse_integer("9223372036854775807") == std::numeric_limits<long long>::max());
    REQUIRE_FALSE(parse_integer("9223372036854775808"));
    REQUIRE_FALSE(parse_integer("9007199254740993.0")); // reads as ...992
    REQUIRE_FALSE(parse_integer("3.5"));
    REQUIRE_FALSE(parse_integer("1e-3"));
}

TEST_CASE("the shortest text reads back as the same number", "[text][number]")
{
    REQUIRE(shortest(0.1) == "0.1");
    REQUIRE(shortest(3) == "3");
    for (const double x : {1.0 / 3, 1e300, 5e-324, -2.5, 3e9, std::numeric_limits<double>::max()}) {
        CAPTURE(x);
        REQUIRE(parse_number(shortest(x)) == x);
    }
}

TEST_CASE("a range says what it accepts", "[text][range]")
{
    REQUIRE_FALSE(objection(0, {.lowest = 0}));
    REQUIRE_FALSE(objection(1e300, {}));
    REQUIRE(objection(-1, {.lowest = 0})->en == "must be 0 or more");
    REQUIRE(objection(-1, {.lowest = 0})->id == "harus 0 atau lebih");
    REQUIRE(objection(0, {.lowest = 0, .lowest_excluded = true})->en == "must be more than 0");
    REQUIRE(objection(4e9, {.highest = 3e9})->en == "must be 3e9 or less");
    REQUIRE(objection(2, {.lowest = 0, .highest = 1})->en == "must be 0 to 1");
    REQUIRE(objection(1, {.lowest = 0, .highest = 1, .highest_excluded = true})->en ==
            "must be 0 or more and less than 1");
    REQUIRE(objection(-1, {.lowest = 0, .reason = {"kursi", "seats"}})->en == "seats");
}

TEST_CASE("a number in a message can be written so in a file", "[text][number]")
{
    REQUIRE(readable(0.05) == "0.05");
    REQUIRE(readable(1000000) == "1000000");
    REQUIRE(readable(-3) == "-3");
    REQUIRE(readable(1e9) == "1e9");
    REQUIRE(readable(1e15) == "1e15");
    REQUIRE(readable(2.5e300) == "2.5e300");
    REQUIRE(readable(1e-9) == "1e-9");
    for (const double value : {1e15, 0.05, 1e9, 123456.0}) REQUIRE(parse_number(readable(value)) == value);
    Range range{.lowest = 0, .highest = 1e15, .lowest_excluded = true};
    REQUIRE(objection(-1, range)->en == "must be more than 0 and at most 1e15");
}

#include <catch2/catch.hpp>
#include <chrono>

#include "sim/calendar/month.hpp"

TEST_CASE("a month is read as it is written", "[calendar][exact]")
{
    for (int year = 1000; year <= 9999; ++year)
        for (int month = 1; month <= 12; ++month) {
            const auto read = sim::parse_month(to_text(sim::Month(year, month)));
            if (read != sim::Month(year, month)) FAIL(year << "-" << month);
        }
    CHECK(to_text(sim::Month(2015, 1)) == "2015-01");
    CHECK(to_text(sim::Month(2030, 12)) == "2030-12");
}

TEST_CASE("nothing but year, dash and month is a month", "[calendar]")
{
    for (const char* text : {"",         "2015",     "2015-1",     "2015-001", "2015-00", "2015-13", "2015/01",
                             "15-01",    "0999-01",  "-015-01",    "+015-01",  "2015--1", "2015-+1", "2015- 1",
                             " 2015-01", "2015-01 ", "2015-01-01", "2x15-01",  "2015-1x", "201501"}) {
        INFO(text);
        CHECK_FALSE(sim::parse_month(text));
    }
}

TEST_CASE("months are counted across years", "[calendar][exact]")
{
    constexpr sim::Month start(2015, 11);
    CHECK(start + 2 == sim::Month(2016, 1));
    CHECK(start + -11 == sim::Month(2014, 12));
    CHECK((start + 14).year() == 2017);
    CHECK((start + 14).month_of_year() == 1);
    CHECK(sim::Month(2030, 12) - start == 181);
    CHECK(sim::Month(2015, 12) < sim::Month(2016, 1));
    CHECK(sim::Month::from_count(start.count()) == start);
}

TEST_CASE("days to the first of a month are those of the standard library's calendar", "[calendar][exact]")
{
    STATIC_REQUIRE(days_to_first(sim::Month(1970, 1)) == 0);
    STATIC_REQUIRE(days_to_first(sim::Month(2000, 3)) == 11'017);
    for (int year = 1000; year <= 9999; ++year)
        for (int month = 1; month <= 12; ++month) {
            const std::chrono::sys_days first = std::chrono::year(year) / month / 1;
            if (days_to_first(sim::Month(year, month)) != first.time_since_epoch().count()) FAIL(year << "-" << month);
        }
}

// Figures and tables as they are shown (shown.hpp, verdict.hpp, text_table.hpp).

#include <catch2/catch.hpp>

#include "tools/layak/shown.hpp"
#include "tools/layak/text_table.hpp"
#include "tools/layak/verdict.hpp"

using commitment::Measure;
using sim::Language;
using sim::Method;

TEST_CASE("a limit beyond 0 is never shown as 0", "[layak][shown]")
{
    using layak::shown_interval;
    CHECK(shown_interval({-0.8, -0.032, Method::exact}, Measure::count, Language::id) == "−0,80 – −0,03");
    CHECK(shown_interval({-0.8, 0.032, Method::exact}, Measure::count, Language::en) == "−0.8 – 0.0");
    CHECK(shown_interval({0.0001, 0.3, Method::exact}, Measure::level, Language::en) == "+0.0001 – +0.3000");
    CHECK(shown_interval({0.065, 0.077, Method::exact}, Measure::level, Language::en) == "+0.065 – +0.077");
}

TEST_CASE("a range of bodies is one of whole ones, and told once where its ends read the same", "[layak][shown]")
{
    using layak::shown_range;
    CHECK(shown_range(5.95, 66.5, Measure::count, Language::id) == "5 – 67");
    CHECK(shown_range(6, 6, Measure::count, Language::id) == "6");
    CHECK(shown_range(0.051, 0.86, Measure::level, Language::en) == "0.05 – 0.86");
    CHECK(shown_range(0.521, 0.522, Measure::level, Language::en) == "0.52");
    CHECK(shown_range(0, 0.067, Measure::share, Language::id) == "0\u00a0% – 6,7\u00a0%");
    CHECK(layak::shown_figure(6.5, Measure::count, Language::id) == "6,5");
    CHECK(layak::shown_figure(66.5, Measure::count, Language::id) == "66,5"); // everywhere, and not all of 67
}

TEST_CASE("a chance is never rounded to more than it is", "[layak][shown]")
{
    CHECK(layak::shown_at_least(0.9899, Language::en) == "98%");
    CHECK(layak::shown_at_least(0.66, Language::en) == "66%");
    const auto of = [](std::uint64_t hits, std::uint64_t runs, Language language) {
        return layak::shown_hits(hits, runs, sim::wilson_interval(hits, runs, 0.9), language);
    };
    CHECK(of(0, 200, Language::id) == "1,4\u00a0% atau kurang");
    CHECK(of(3, 3, Language::en) == "52% or more"); // no stronger than three runs are
    CHECK(of(200, 200, Language::id) == "98\u00a0% atau lebih");
    CHECK(of(1, 200, Language::en) == "0.5%");
    CHECK(of(90, 200, Language::en) == "45%");
    CHECK(of(1996, 2000, Language::en) == "99.8%");
    CHECK(of(3, 100'000, Language::en) == "< 0.1%");
    CHECK(of(99'999, 100'000, Language::en) == "> 99.9%");
    CHECK(layak::shown_share(0, Language::id) == "0\u00a0%");
    CHECK(layak::shown_share(0.0003, Language::id) == "< 0,1\u00a0%");
    CHECK(layak::shown_share(0.0034, Language::id) == "0,3\u00a0%");
    CHECK(layak::shown_share(0.997, Language::en) == "> 99%");
    CHECK(layak::shown_share(1, Language::en) == "100%");
    CHECK(layak::shown_chance({0.9866, 1, Method::wilson}, Language::en) == "98% or more");
    CHECK(layak::shown_chance({0, 0.0134, Method::wilson}, Language::en) == "1.4% or less");
    CHECK(layak::shown_chance({0.97, 0.9995, Method::wilson}, Language::en) == "97% – > 99%");
    CHECK(layak::certainty_of({0.9866, 1, Method::wilson}) == layak::Certainty::very_likely);
    CHECK(layak::certainty_of({0.99, 1, Method::wilson}) == layak::Certainty::virtually_certain);
    CHECK(layak::certainty_of({0.65, 1, Method::wilson}) == layak::Certainty::unclear);
}

TEST_CASE("a table on a terminal too narrow for it has its cells below their labels", "[layak][shown]")
{
    const std::vector<std::string> labels = {"a rather long label of a row", "short"};
    const std::vector<layak::Column> columns = {{"Plan", "difference", {"+1.00 (+0.50 – +1.50) · 10/20", "0"}}};
    const std::string table = layak::text_table(labels, columns, 40);
    for (std::size_t start = 0; start < table.size(); start = table.find('\n', start) + 1)
        CHECK(layak::text_table(labels, columns, 40).find('\n', start) - start <= 44); // bytes: a dash is three
    CHECK(table.find("  a rather long label of a row\n    +1.00") != std::string::npos);
    CHECK(layak::text_table(labels, columns, 100).find("a rather long label of a row  +1.00") != std::string::npos);
}

#include <catch2/catch.hpp>

#include "tools/layak/report/strength.hpp"
#include "tools/layak/report/titles.hpp"
#include "tools/layak/report/what_if_titles.hpp"

// Sentences over charts: no stronger than what they stand on, and true whatever the reader chooses.

namespace {

using layak::Certainty;
using layak::PlanNames;
using layak::Standing;
using sim::Words;

const PlanNames three = {{"Kini", "Now"}, {"Dari atas", "Top-down"}, {"Campuran", "Mixed"}};
const PlanNames one = {{"Campuran", "Mixed"}};
const layak::Subject action{"tindakan di kelurahan", "action in the kelurahan"};

Standing leading(std::uint32_t leader, Certainty sure, std::vector<std::uint32_t> above = {})
{
    Standing of;
    of.best.leaders = {leader};
    for (std::uint32_t plan = 0; plan < 3; ++plan)
        if (plan != leader) of.best.others.push_back(plan);
    of.sure = sure;
    of.above_baseline = std::move(above);
    return of;
}

std::string standing(const std::vector<Standing>& bands) { return layak::standing_title(action, bands, three).en; }

} // namespace

TEST_CASE("plans are named while they are few", "[report][titles]")
{
    CHECK(layak::named({1}, three).en == "Top-down");
    CHECK(layak::named({1, 2}, three).id == "Dari atas dan Campuran");
    CHECK(layak::named({0, 1, 2}, three).en == "all plans");
    CHECK(layak::named({0}, one).en == "Mixed");
    const PlanNames many(8, {"Rencana", "Plan"});
    CHECK(layak::named({0, 1, 2, 3, 4}, many).id == "Rencana, Rencana dan tiga rencana lagi");
    CHECK(layak::named({0, 1, 2, 3, 4}, many).en == "Plan, Plan and three more plans");
    CHECK(layak::named({0, 1, 2, 3, 4, 5, 6}, many).en == "all plans but Plan");
}

TEST_CASE("who is highest is said as surely as it is so with every band", "[report][titles]")
{
    const Standing surely = leading(2, Certainty::very_likely, {1, 2});
    CHECK(standing({surely}) == "Action in the kelurahan is highest with Mixed");
    CHECK(layak::standing_title(action, {surely}, three).id == "Tindakan di kelurahan paling tinggi dengan Campuran");
    CHECK(standing({surely, surely}) == "Action in the kelurahan is highest with Mixed");
    CHECK(standing({leading(2, Certainty::likely)}) == "Action in the kelurahan seems highest with Mixed");
    // Chance alone shows less, or another plan.
    CHECK(standing({surely, leading(2, Certainty::likely)}) == "Action in the kelurahan seems highest with Mixed");
    CHECK(standing({surely, leading(1, Certainty::very_likely, {1})}) ==
          "Action in the kelurahan is higher with Top-down than with Now");
    CHECK(standing({leading(2, Certainty::unclear, {1, 2})}) ==
          "Action in the kelurahan is higher with Top-down and Mixed than with Now; which is highest cannot be told");
    CHECK(standing({leading(2, Certainty::unclear)}) == "Action in the kelurahan: which is highest cannot be told");
    CHECK(standing({surely, leading(1, Certainty::very_likely)}) ==
          "Action in the kelurahan: which is highest cannot be told");
    // A tie is no defeat: six of six bodies cannot be surpassed.
    Standing unbeaten = leading(2, Certainty::unclear, {1, 2});
    unbeaten.unbeaten = Certainty::very_likely;
    CHECK(standing({unbeaten}) == "Action in the kelurahan with Mixed is below no other plan, but often equalled");
    unbeaten.unbeaten = Certainty::likely;
    CHECK(standing({unbeaten}) ==
          "Action in the kelurahan with Mixed seems below no other plan, but is often equalled");
    CHECK(standing({unbeaten, leading(2, Certainty::unclear, {1, 2})}) ==
          "Action in the kelurahan is higher with Top-down and Mixed than with Now; which is highest cannot be told");
    Standing same;
    same.best.leaders = {0, 1, 2};
    CHECK(standing({same}) == "Action in the kelurahan is practically the same with all plans");
    CHECK(standing({same, surely}) == "Action in the kelurahan: which is highest cannot be told");
}

TEST_CASE("what a run becomes is said where it is so with every band", "[report][titles]")
{
    const Words since{"Desember 2018", "December 2018"}, until{"Desember 2030", "December 2030"};
    const auto of = [&](const std::vector<std::vector<layak::Change>>& bands, const PlanNames& names) {
        return layak::change_title(action, bands, names, since, until).en;
    };
    CHECK(of({{1}}, one) == "Action in the kelurahan rises from December 2018 to December 2030");
    CHECK(of({{-1}, {-1}}, one) == "Action in the kelurahan falls from December 2018 to December 2030");
    CHECK(of({{1}, {0}}, one) ==
          "It cannot be told whether action in the kelurahan rises or falls from December 2018 to December 2030");
    CHECK(of({{1, 0, 1}}, three) ==
          "Action in the kelurahan rises with Now and Mixed from December 2018 to December 2030");
    CHECK(of({{1, -1, 0}}, three) ==
          "Action in the kelurahan rises with Now, falls with Top-down from December 2018 to December 2030");
    CHECK(layak::change_title(action, {{1}}, one, std::nullopt, until).id ==
          "Tindakan di kelurahan dihitung untuk satu bulan saja, Desember 2030");
}

TEST_CASE("by how much is open where under nine of ten pairs differ by what matters", "[report][titles]")
{
    const auto lead = [](std::uint32_t mattering, std::uint32_t pairs) {
        return layak::words_for_lead(mattering, pairs, sim::wilson_interval(mattering, pairs, 0.9)).en;
    };
    CHECK(lead(180, 200).empty());
    CHECK(lead(179, 200) == "by how much is uncertain");
    CHECK(lead(0, 24) == "the difference is small");
    CHECK(lead(0, 3) == "by how much is uncertain");
    CHECK(lead(12, 24) == "by how much is uncertain");
}

TEST_CASE("levels are told apart where pairs do", "[report][titles]")
{
    const Words city{"kota", "the city"}, kelurahan{"kelurahan", "the kelurahan"}, opd{"OPD", "OPDs"};
    CHECK(layak::levels_title({{city, kelurahan, 0.5, 0.1}}).en ==
          "Action is highest in the city, lowest in the kelurahan");
    CHECK(layak::levels_title({{{}, {}, 0.501, 0.499}}).id == "Tindakan di semua tingkat sama");
    CHECK(layak::levels_title({{{}, {}, 0.508, 0.501}}).id ==
          "Di tingkat mana tindakan paling tinggi belum dapat dibedakan");
    CHECK(layak::levels_title({{city, {}, 0.508, 0.501}}).en == "Action is highest in the city");
    CHECK(layak::levels_title({{city, kelurahan, 0.5, 0.1}, {city, opd, 0.5, 0.1}}).en ==
          "With all plans action is highest in the city");
    CHECK(layak::levels_title({{city, kelurahan, 0.5, 0.1}, {opd, kelurahan, 0.5, 0.1}}).id ==
          "Dengan semua rencana tindakan paling rendah di kelurahan");
    CHECK(layak::levels_title({{city, kelurahan, 0.5, 0.1}, {kelurahan, city, 0.5, 0.1}}).en ==
          "At which level action is highest depends on the plan");
    CHECK(layak::levels_title({{city, {}, 0.5, 0.1}, {{}, {}, 0.5, 0.1}}).en ==
          "At which level action is highest cannot be told");
}

TEST_CASE("the network is told by its middle and its edge", "[report][titles]")
{
    CHECK(
        layak::network_title({0.5, 0.3, 0.32}, {0.1, 0.5, 0.3}, three).en ==
        "City and task-force OPDs act more than the kelurahan with Now; the kelurahan with Top-down; about alike with "
        "Mixed");
    CHECK(layak::network_title({0.1, 0.1, 0.1}, {0.1, 0.5, 0.5}, three).id ==
          "Kelurahan lebih giat daripada kota dan OPD gugus tugas dengan Dari atas dan Campuran; kurang lebih sama "
          "dengan Kini");
    CHECK(layak::network_title({0.5}, {0.1}, one).id ==
          "Kota dan OPD gugus tugas rata-rata lebih giat daripada kelurahan");
    CHECK(layak::network_title({0.5, 0.5, 0.5}, {0.46, 0.46, 0.46}, three).en ==
          "City and task-force OPDs act about as much as the kelurahan with all plans");
}

TEST_CASE("kecamatan are held against plans", "[report][titles]")
{
    CHECK(layak::kecamatan_title({{0.1, 0.12}, {0.5, 0.52}}).en ==
          "Kecamatan differ little: the plan matters more than the place");
    // Plans part in the second kecamatan alone.
    CHECK(layak::kecamatan_title({{0.3, 0.3}, {0.3, 0.6}}).en ==
          "Medians of kecamatan differ by at most 0.30, of plans by 0.30");
    CHECK(layak::kecamatan_title({{0.1, 0.25}}).id == "Antarkecamatan nilai tengah berbeda paling banyak 0,15");
    CHECK(layak::kecamatan_title({{0.1, 0.25}}, false).en == "Kecamatan differ by at most 0.15");
}

TEST_CASE("the map's sentence holds for the widest picture", "[report][titles]")
{
    const Words action_of{"tindakan", "action"}, families{"keluarga terlibat", "families involved"};
    CHECK(layak::map_title({{action_of, 0.0723}, {families, 0.0341, true}}).en ==
          "On average no kelurahan stands out: under one plan they differ by at most 0.08 (action), 3.5 percentage "
          "points (families involved)");
    CHECK(
        layak::map_title({{action_of, 0.05}, {families, 0.2, true}}).id ==
        "Dengan rencana yang sama rata-rata kelurahan berbeda paling banyak 0,05 (tindakan), 20 poin persen (keluarga "
        "terlibat)");
}

TEST_CASE("what training gives and what takes it are told by the last year", "[report][titles]")
{
    const Words year{"2030", "2030"};
    const auto of = [&](double training, double meetings, double leaving, double forgetting) {
        const auto sure = [](std::uint32_t count) { return count == 1 ? std::optional(Words{"", ""}) : std::nullopt; };
        return layak::flows_title({{training, 0, meetings, -leaving, -forgetting}}, sure, year).en;
    };
    CHECK(of(10, 2, 1, 10) == "In 2030 at least as much as training gives is lost again by forgetting");
    CHECK(of(10, 2, 1, 6) == "In 2030 most of what training gives is lost again by forgetting");
    CHECK(of(10, 2, 9, 4) == "In 2030 as many become trained as cease to be"); // leaving is not forgetting
    CHECK(of(10, 2, 1, 4) == "In 2030 trained posts still grow");
    CHECK(of(0, 2, 9, 4) == "In 2030 trained posts dwindle");
    CHECK(of(0, 0.2, 0.1, 0.1) == "In 2030 hardly any post becomes trained or ceases to be");
    // Means alone say nothing: in 3 of 5 replicates forgetting takes more, which is no majority to speak of.
    const auto of_five = [&](std::uint32_t least) {
        const auto word = [&](std::uint32_t count) {
            return count >= least ? std::optional(Words{"mungkin ", "likely "}) : std::nullopt;
        };
        const layak::TrainedChanges more{10, 0, 0, 0, -20}, less{10, 0, 0, 0, -1};
        return layak::flows_title({more, more, more, less, less}, word, year).en;
    };
    CHECK(of_five(3) == "In 2030 likely at least as much as training gives is lost again by forgetting");
    CHECK(of_five(4) == "In 2030 it cannot be told whether trained posts grow or dwindle");
}

TEST_CASE("what decides an outcome most is told no stronger than the intervals", "[report][titles]")
{
    using layak::Strength;
    const auto strength = [](const std::string& name, double value, double low, double high) {
        return Strength{{name, name}, {value, {low, high, sim::Method::resampled}}};
    };
    const Strength untold{{"e", "e"}, {0.9, {}}, false};
    const auto title = [](std::vector<Strength> all) {
        layak::sort_by_strength(all);
        return layak::strengths_title(action, all).en;
    };
    const Strength a = strength("a", -0.8, -0.9, -0.7), b = strength("b", 0.7, 0.6, 0.8),
                   c = strength("c", 0.6, 0.4, 0.8), d = strength("d", 0.5, 0.2, 0.75),
                   weak = strength("f", 0.1, -0.1, 0.3);
    CHECK(title({weak, a}) == "Action in the kelurahan: decided most by the a");
    CHECK(title({weak, b, a}) ==
          "Action in the kelurahan: decided most by the a and the b; by which more cannot be told");
    CHECK(title({a, weak, c, b}) ==
          "Action in the kelurahan: decided most by the a, the b and the c; by which more cannot be told");
    CHECK(title({a, b, c, d, weak}) == "Action in the kelurahan: what decides it most cannot be told");
    // It may be the strongest of all.
    CHECK(title({untold, weak, a}) == "Action in the kelurahan: decided most by the a; of the e it cannot be told");
    CHECK(title({untold, untold, untold, untold, weak, a}) ==
          "Action in the kelurahan: decided most by the a; of four others it cannot be told");
    CHECK(title({b, a}) == "Action in the kelurahan: what decides it most cannot be told"); // of all there are
    CHECK(title({untold}) == "Action in the kelurahan: what decides it most cannot be told");
}

TEST_CASE("a median between two counts is not rounded up to all", "[report][titles]")
{
    CHECK(layak::median_of(66.5, 67, sim::Language::id) == "66,5 dari 67");
    CHECK(layak::median_of(67, 67, sim::Language::en) == "67 of 67");
}

TEST_CASE("what something otherwise does to the order of plans is told pair by pair", "[report][titles]")
{
    using layak::Order;
    const Words name{"tanpa mutasi", "without rotation"};
    const auto said = [&](Order planned, Order otherwise, Order others) {
        return layak::what_if_order(name, {{0, 1, planned, otherwise}, {0, 2, others, others}, {1, 2, others, others}},
                                    three)
            .en;
    };
    const std::string begin = "Without rotation: ";
    const Order above = Order::above, below = Order::below, unclear = Order::unclear;
    CHECK(said(above, above, below) == begin + "the order does not change.");
    CHECK(said(above, above, unclear) == begin + "as far as it can be told, the order does not change.");
    CHECK(said(above, below, above) == begin + "the order changes: now Top-down above Now.");
    CHECK(said(above, unclear, above) == begin + "no order is reversed; no longer told apart: Now against Top-down.");
    CHECK(said(unclear, above, above) == begin + "no order is reversed; now told apart: Now above Top-down.");
    CHECK(said(unclear, unclear, unclear) ==
          begin + "the order cannot be told, no more than with the plans as they are.");
    CHECK(layak::what_if_order(name, {{0, 1, above, below}}, three).id ==
          "Tanpa mutasi: urutannya berubah: kini Dari atas di atas Kini.");
    // Many pairs are counted.
    std::vector<layak::PairOfPlans> many(5, {0, 1, above, unclear});
    CHECK(layak::what_if_order(name, many, three).en.ends_with("Now against Top-down and two more pairs."));
}

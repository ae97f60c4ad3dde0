// Sentences of a comparison (conclusions.hpp), from numbers written by hand.

#include <catch2/catch.hpp>

#include "tools/layak/conclusions.hpp"
#include "tools/layak/headlines.hpp"

namespace {

using commitment::Comparison;
using commitment::Measure;
using commitment::PairedDifference;
using commitment::Price;
using layak::Conclusions;
using sim::Interval;
using sim::Language;
using sim::Method;
namespace outcome = commitment::outcome;

layak::Inputs town()
{
    sim::Findings findings;
    layak::Inputs inputs = layak::read_inputs({"status-quo", "mixed"}, SCENARIOS "/small-town", {}, "", findings);
    findings.throw_if_failed();
    inputs.city.parameters = {}; // its own differ from the defaults
    return inputs;
}

/// Of 200 pairs: in all outcomes nothing can be told.
struct Written
{
    explicit Written(std::uint32_t pairs = 200)
    {
        of.replicates = pairs;
        of.judging.evidence = commitment::evidence_of(nullptr, pairs);
        of.months = 72;
        of.first_month = 48;
        of.spans.assign(2, {48, 24});
        PairedDifference open;
        open.interval = {-1, 1, Method::student_t};
        open.tied = pairs - 2;
        open.ahead = open.behind = open.far_ahead = 1;
        of.outcomes = {{}, {72, std::vector<PairedDifference>(outcome::count, open)}};
        of.diverges = {72, 50};
        of.cost_per_year = {{cost(0, {0, 0, Method::identical})}, {cost(30e6, {29e6, 31e6, Method::student_t})}};
        of.cost_in_all = {of.cost_per_year[0][0], of.cost_per_year[1][0]};
        of.prices.resize(2);
        of.crossings.resize(2);
        of.best.leaders = {1};
        of.best.others = {0};
        of.best.first = of.best.matters = pairs;
    }

    static PairedDifference cost(double difference, const Interval& interval)
    {
        PairedDifference out;
        out.baseline = 100e6;
        out.plan = 100e6 + difference;
        out.difference = difference;
        out.interval = interval;
        return out;
    }

    PairedDifference& at_end(std::uint32_t which) { return of.outcomes[1].back()[which]; }

    /// All sentences, a line each; no-break spaces as blanks.
    std::string told(Language language) const
    {
        const Conclusions said = conclude(inputs, of, goals);
        std::string out = said.title.in(language) + "\n";
        for (const auto& sentence : said.sentences) out += sentence.words.in(language) + "\n";
        for (std::size_t at = 0; (at = out.find("\u00a0", at)) != std::string::npos;) out.replace(at, 2, " ");
        return out;
    }
    bool says(const std::string& id, const std::string& en) const
    {
        INFO(told(Language::id) << told(Language::en));
        CHECK(told(Language::id).find(id) != std::string::npos);
        CHECK(told(Language::en).find(en) != std::string::npos);
        return told(Language::id).find(id) != std::string::npos && told(Language::en).find(en) != std::string::npos;
    }
    bool says_neither(const std::string& id, const std::string& en) const
    {
        return told(Language::id).find(id) == std::string::npos && told(Language::en).find(en) == std::string::npos;
    }

    layak::Inputs inputs = town();
    Comparison of;
    std::vector<commitment::Goal> goals;
};

} // namespace

TEST_CASE("the best plan is told with the chance that the pairs allow, never as certain", "[layak][conclusions]")
{
    Written w;
    CHECK(w.says("“Campuran” mengungguli “Seperti sekarang” dalam tindakan (A) di kelurahan\n",
                 "“Mixed” does better than “Status quo” in action (A) in the kelurahan\n"));
    CHECK(w.says(
        "Dengan parameter baku, “Campuran” sangat mungkin tertinggi dalam tindakan (A) di kelurahan pada Desember "
        "2020 (peluang sekurangnya 98 %: dalam 200 dari 200 pasangan ulangan, semuanya dengan selisih yang "
        "berarti (0,05 atau lebih)).\n",
        "With the default parameters, “Mixed” is very likely highest in action (A) in the kelurahan in December "
        "2020 (a chance of at least 98%: in 200 of 200 pairs of replicates, in all of them by a difference that "
        "matters (0.05 or more)).\n"));
    const auto chance = [](double low) { return sim::Interval{low, 1, sim::Method::wilson}; };
    w.of.ahead_of_leaders = {{outcome::index, 0, chance(0.9)},
                             {outcome::layak_city, 0, chance(0.9)}}; // one is a headline
    CHECK(w.says(", tetapi tampaknya kalah dalam 1 keluaran utama lain\n",
                 ", but seems behind in 1 other main outcome\n"));
    CHECK(w.says(" “Seperti sekarang” lebih baik dalam: indeks kelembagaan (proksi).\n",
                 " “Status quo” is better in: institutional index (proxy).\n"));
    w.of.ahead_of_leaders.front().chance = chance(0.89);
    CHECK(w.says(" “Seperti sekarang” mungkin lebih baik dalam: indeks kelembagaan (proksi).\n",
                 " “Status quo” is likely better in: institutional index (proxy).\n"));
    w.of.ahead_of_leaders.clear();
    w.of.not_behind_leaders = {{outcome::formal_kelurahan, 0, chance(0.91)}};
    CHECK(w.says(
        " “Seperti sekarang” sangat mungkin tidak kalah, dan rata-rata lebih baik, dalam: kelurahan dengan PATBM",
        " “Status quo” is very likely not behind, and better on average, in: kelurahan with a PATBM"));
    w.of.not_behind_leaders.clear();
    w.of.best.matters = 60;
    CHECK(w.says(" (seberapa jauh, belum pasti)\n", " (by how much is uncertain)\n"));
    w.of.best.matters = 180; // of 200: by the share, as on the page, not by the limit of the chance
    CHECK(w.says_neither("belum pasti)", "is uncertain)"));
    w.of.best.matters = 20;
    CHECK(w.says(" (selisihnya kecil)\n", " (the difference is small)\n"));
    w.of.best.matters = 60;
    w.of.best.first = 160;
    CHECK(w.says("“Campuran” tampaknya lebih baik daripada “Seperti sekarang”",
                 "“Mixed” seems better than “Status quo”"));
    w.of.best.first = 110;
    CHECK(w.says("Belum jelas rencana mana yang terbaik dalam tindakan (A) di kelurahan\n",
                 "It is not clear which plan is best in action (A) in the kelurahan\n"));
    CHECK(w.says("“Campuran” di atas semua yang lain dalam 110 dari 200 pasangan",
                 "“Mixed” above all others in 110 of 200"));
    w.of.best = {{0, 1}, {}, 0, 0, 0, {}};
    CHECK(w.says("Rencana-rencana ini praktis sama dalam tindakan (A) di kelurahan; dalam hal lain",
                 "These plans are practically the same in action (A) in the kelurahan; in other things"));
    CHECK(w.says("dalam semua dari 200 pasangan ulangan selisihnya kurang dari 0,05",
                 "in all of 200 pairs of replicates they differ by less than 0.05"));
    for (PairedDifference& all : w.of.outcomes[1].back()) {
        all = {};
        all.tied = 200;
        all.interval = {0, 0, Method::exact};
    }
    w.of.cost_per_year[1][0] = w.of.cost_in_all[1] = Written::cost(0, {-1e5, 1e5, Method::exact});
    CHECK(w.says("Rencana-rencana ini praktis sama\n", "These plans are practically the same\n"));
    w.of.cost_in_all[1] = Written::cost(30e6, {29e6, 31e6, Method::student_t});
    CHECK(w.says_neither("praktis sama\n", "practically the same\n"));
    w.of.diverges = {72, 72};
    w.of.cost_per_year[1][0] = Written::cost(0, {0, 0, Method::identical});
    CHECK(w.says("Rencana-rencana ini berbuat hal yang sama\n", "These plans do the same\n"));
    CHECK(w.says("berbuat hal yang sama dalam setiap bulan", "do the same in every month"));
    CHECK(w.says("per tahun, sama dengan “Seperti sekarang”", "a year, the same as “Status quo”"));
}

TEST_CASE("numbers that are equal in very few pairs may differ in others", "[layak][conclusions]")
{
    Written w(4);
    PairedDifference& bodies = w.at_end(outcome::formal_kelurahan);
    bodies = {};
    bodies.interval = {-7, 7, Method::exact};
    bodies.tied = 4;
    CHECK(w.says("sama dalam semua pasangan; apakah selalu demikian belum pasti: Kelurahan dengan PATBM (dari 6)",
                 "equal in all pairs; whether they always are is not certain: Kelurahan with a PATBM (of 6)"));
}

TEST_CASE("one pair tells of no order and no sameness", "[layak][conclusions]")
{
    Written w(1);
    for (PairedDifference& all : w.of.outcomes[1].back()) {
        all = {};
        all.tied = 1; // and no interval
    }
    w.of.cost_per_year[1][0].interval.method = Method::none;
    CHECK(w.says("Belum jelas rencana mana yang terbaik", "It is not clear which plan is best"));
    CHECK(w.says("1 dari 1 pasangan ulangan", "1 of 1 pair of replicates."));
    CHECK(w.says_neither("praktis sama", "practically the same"));
    CHECK(w.says("apakah itu berbeda dari “Seperti sekarang” (Rp 100 juta) belum dapat dikatakan",
                 "whether that differs from “Status quo” (Rp 100 million) cannot be told"));
}

TEST_CASE("parameters are called the defaults only where they are", "[layak][conclusions]")
{
    Written w;
    w.inputs.city.parameters.rotation_head = 0.6;
    CHECK(w.says("Dengan nilai parameter kota ini (1 lain dari nilai baku model), “Campuran”",
                 "With this city's parameter values (1 differs from the model's default), “Mixed”"));
    CHECK(w.says_neither("parameter baku", "the default parameters"));
    commitment::ParameterSets sets;
    sets.sets.resize(2);
    sets.weight = {1.0, 0.0};
    sets.equal_weights = false;
    w.inputs.sets = sets;
    w.of.judging.evidence = commitment::evidence_of(&sets, 200); // but one of them is used
    CHECK(w.says("Dengan satu himpunan parameter, “Campuran”", "With one parameter set, “Mixed”"));
    CHECK(w.says("Selang hanya memuat unsur kebetulan", "Intervals cover chance alone"));
    sets.weight = {0.5, 0.5};
    sets.equal_weights = true;
    w.of.judging.evidence = commitment::evidence_of(&sets, 200);
    CHECK(w.says("apa yang dibiarkan terbuka oleh himpunan-himpunan parameter", "what the parameter sets leave open"));
    CHECK(w.says("pasangan ulangan (dari 2 himpunan parameter; setara 2 pasangan yang lepas satu sama lain)",
                 "pairs of replicates (of 2 parameter sets; worth 2 independent pairs)"));
    CHECK(w.says_neither("himpunan parameter, “Campuran”", "parameter set, “Mixed”"));
    sets = {std::vector<commitment::Parameters>(200), std::vector<double>(200, 1.0 / 200), true};
    w.of.judging.evidence = commitment::evidence_of(&sets, 200);
    CHECK(w.says("pasangan ulangan (masing-masing dengan himpunan parameternya sendiri)",
                 "pairs of replicates (each with a parameter set of its own)"));
}

TEST_CASE("an outcome is told as strongly as both interval and pairs allow", "[layak][conclusions]")
{
    Written w;
    PairedDifference& action = w.at_end(commitment::main_outcome);
    action.difference = 0.07;
    action.interval = {0.065, 0.077, Method::student_t};
    action.ahead = 195, action.tied = 0, action.behind = 5, action.far_ahead = 140, action.far_behind = 1;
    CHECK(w.says("sangat mungkin lebih baik (peluang 90 % atau lebih): Tindakan (A) kelurahan +0,070 (+0,065 – +0,077) "
                 "dalam 195 dari 200 pasangan, 140 dengan selisih berarti",
                 "very likely better (a chance of 90% or more): Action (A), kelurahan +0.070 (+0.065 – +0.077) in 195 "
                 "of 200 pairs, 140 by what matters"));
    action.interval = {-0.01, 0.15, Method::exact};
    CHECK(w.says_neither("sangat mungkin lebih baik", "very likely better"));
    action.interval = {0.01, 0.13, Method::student_t};
    action.ahead = 120, action.behind = 80;
    CHECK(
        w.says("berbeda dalam rata-rata, tetapi dari ulangan ke ulangan belum dapat dibedakan: Tindakan (A) kelurahan",
               "different in the mean, but from one replicate to the next they cannot be told apart: Action (A), "
               "kelurahan"));

    PairedDifference& unaware = w.at_end(outcome::families); // less of it is better
    unaware.difference = -0.141;
    unaware.interval = {-0.145, -0.136, Method::student_t};
    unaware.behind = unaware.far_behind = 200, unaware.ahead = unaware.tied = unaware.far_ahead = 0;
    CHECK(
        w.says("Keluarga belum tahu −14,1 poin (−14,5 – −13,6) dalam 200 dari 200 pasangan, 200 dengan",
               "very likely better (a chance of 90% or more): Families unaware −14.1 points (−14.5 – −13.6) in 200 of "
               "200 pairs, 200 by what matters"));

    PairedDifference& bodies = w.at_end(outcome::formal_kelurahan);
    bodies.interval = {-7, 7, Method::exact};
    bodies.tied = 200, bodies.ahead = bodies.behind = bodies.far_ahead = 0;
    CHECK(w.says("praktis sama: Kelurahan dengan PATBM (dari 6)\n",
                 "practically the same: Kelurahan with a PATBM (of 6)\n"));
    bodies.interval = {-0.4, 0.4, Method::exact};
    CHECK(w.says("praktis sama: Kelurahan dengan PATBM", "practically the same: Kelurahan with a PATBM"));
}

TEST_CASE("few parameter sets say a difference in the mean, and that they are few", "[layak][conclusions]")
{
    Written w(100);
    commitment::ParameterSets sets;
    sets.sets.resize(5);
    sets.weight.assign(5, 0.2);
    w.inputs.sets = sets;
    w.of.judging.evidence = commitment::evidence_of(&sets, 100);
    PairedDifference& action = w.at_end(commitment::main_outcome);
    action.difference = 0.31;
    action.interval = {0.28, 0.34, Method::student_t};
    action.ahead = action.far_ahead = 100, action.tied = action.behind = 0;
    CHECK(w.says("berbeda dalam rata-rata; untuk menyebut peluangnya bukti yang lepas satu sama lain terlalu sedikit: "
                 "Tindakan (A) kelurahan +0,31",
                 "different in the mean; there is too little independent evidence to say with what chance: Action (A), "
                 "kelurahan +0.31"));
    CHECK(w.says("Belum jelas rencana mana", "It is not clear which plan"));
}

TEST_CASE("costs are told as their interval allows", "[layak][conclusions]")
{
    Written w;
    PairedDifference& cost = w.of.cost_per_year[1][0];
    CHECK(w.says(
        "“Campuran” memakan Rp 130 juta per tahun, Rp 30 juta (Rp 29 juta – Rp 31 juta) lebih mahal daripada "
        "“Seperti sekarang” (Rp 100 juta)",
        "“Mixed” costs Rp 130 million a year, Rp 30 million (Rp 29 million – Rp 31 million) more than “Status quo” "
        "(Rp 100 million)"));
    cost = Written::cost(-4.1e6, {-19e6, 11e6, Method::student_t});
    CHECK(
        w.says("; dari “Seperti sekarang” (Rp 100 juta) belum dapat dibedakan: selisihnya −Rp 4 juta (−Rp 19 juta – "
               "+Rp 11 juta)",
               "; from “Status quo” (Rp 100 million) it cannot be told apart: the difference is −Rp 4 million (−Rp 19 "
               "million – +Rp 11 million)"));
    CHECK(w.says_neither("lebih murah", "less than"));
    cost = Written::cost(1e6, {-18e6, 20e6, Method::student_t});
    CHECK(w.says_neither("praktis sama dengan", "practically the same as"));
    cost = Written::cost(1e6, {-1e6, 2.9e6, Method::student_t});
    CHECK(w.says("praktis sama dengan “Seperti sekarang”", "practically the same as “Status quo”"));
    cost = Written::cost(-9e6, {-9e6, -9e6, Method::constant});
    CHECK(w.says("Rp 9,0 juta lebih murah daripada", "Rp 9.0 million less than"));

    Price price;
    price.good = {"formal.kelurahan", {"PATBM", "PATBM"}, {"PATBM", "PATBM"}, outcome::formal_kelurahan, 1};
    price.rupiah = 5e6;
    price.extra_interval = {-1, 9, Method::exact};
    price.low_extra = 2;
    price.more = 45;
    price.pairs = 100;
    price.interval = Interval{4e6, 6e6, Method::student_t};
    const auto with = [&](Price::Case kind) {
        price.kind = kind;
        w.of.prices[1] = {price};
    };
    with(Price::Case::dearer);
    CHECK(
        w.says("biaya per tambahan PATBM selama masa rencana Rp 5,0 juta (Rp 4,0 juta – Rp 6,0 juta)",
               "the cost of one more PATBM over the plan's time is Rp 5.0 million (Rp 4.0 million – Rp 6.0 million)"));
    with(Price::Case::cheaper);
    CHECK(w.says("lebih banyak PATBM dengan biaya lebih kecil", "more PATBM at a lower cost"));
    w.of.cost_per_year[1][0] = Written::cost(-2e6, {-2.5e6, -1e6, Method::student_t});
    CHECK(w.says_neither("biaya yang praktis sama", "at practically the same cost")); // a year, but not in all
    w.of.cost_in_all[1] = w.of.cost_per_year[1][0];
    CHECK(w.says("lebih banyak PATBM dengan biaya yang praktis sama", "more PATBM at practically the same cost"));
    with(Price::Case::open);
    CHECK(w.says("apakah itu lebih mahal belum dapat dikatakan", "whether that costs more cannot be told"));
    with(Price::Case::undefined);
    CHECK(w.says("tidak terdefinisi: tambahannya mungkin 0", "is undefined: the extra may be 0"));
    w.of.prices[1][0].low_extra = 0;
    CHECK(w.says("tidak terdefinisi: ada tambahan hanya dalam 45 % pasangan",
                 "is undefined: there is any more in only 45% of the pairs"));
    with(Price::Case::fewer);
    CHECK(w.says("PATBM lebih sedikit, jadi", "there are fewer PATBM, so"));
    with(Price::Case::none);
    CHECK(w.says("PATBM sama banyak", "there are equally many PATBM"));
    CHECK(w.says_neither("mungkin 0", "may be 0"));
    with(Price::Case::undefined);
    w.of.prices[1][0].extra_interval.method = Method::none;
    CHECK(w.says("belum dapat dikatakan dari pasangan sesedikit ini", "cannot be told from so few pairs"));

    // A plan that runs half as long costs half as much, whatever a year costs.
    w.of.spans[1].months = 12;
    w.of.cost_per_year[1][0] = Written::cost(1e6, {-1e6, 2.9e6, Method::student_t});
    w.of.cost_in_all[1] = Written::cost(-50e6, {-51e6, -49e6, Method::student_t});
    CHECK(w.says(
        "memakan Rp 101 juta per tahun, seluruhnya Rp 50 juta, Rp 50 juta (Rp 49 juta – Rp 51 juta) lebih murah",
        "costs Rp 101 million a year, in all Rp 50 million, Rp 50 million (Rp 49 million – Rp 51 million) less"));
}

TEST_CASE("a goal is told of all replicates, and no quantile of too few", "[layak][conclusions]")
{
    Written w;
    sim::Words wrong;
    w.goals.push_back(*commitment::parse_goal("formal.kelurahan >= 3", w.inputs.city, wrong));
    const auto reach = [&](std::uint32_t all, std::uint32_t reached, std::uint32_t at_end) {
        Comparison::Reach out;
        out.at_end = at_end;
        for (std::uint32_t r = 0; r < all; ++r) {
            if (r < reached)
                out.passages.emplace_back(r * 20 / reached);
            else
                out.passages.emplace_back();
        }
        out.never = all - reached;
        w.of.goals = {{out, out}};
    };
    reach(200, 103, 92);
    CHECK(w.says("Sasaran formal.kelurahan >= 3 (kelurahan dengan PATBM): dengan “Seperti sekarang” pernah tercapai "
                 "dalam 103 dari 200 ulangan (peluang 45 % – 58 %), 92 di antaranya masih begitu pada Desember 2020; "
                 "dalam separuh dari semua ulangan paling lambat Agustus 2020",
                 "The goal formal.kelurahan >= 3 (kelurahan with a PATBM): “Status quo” ever reaches it in 103 of 200 "
                 "replicates (a chance of 45% – 58%), 92 of them still so in December 2020; in half of all replicates "
                 "by August 2020"));
    reach(200, 66, 0);
    CHECK(w.says(", tidak satu pun masih begitu pada Desember 2020", ", none of them still so in December 2020"));
    CHECK(w.says_neither("separuh", "half"));
    reach(200, 200, 200);
    CHECK(w.says(", semuanya masih begitu pada Desember 2020", ", all of them still so in December 2020"));
    CHECK(w.says("200 dari 200 ulangan (peluang 98 % atau lebih)", "200 of 200 replicates (a chance of 98% or more)"));
    CHECK(w.says("(5 sampai 95 %: ", "(5 to 95%: "));
    reach(200, 0, 0);
    CHECK(w.says_neither("masih begitu", "still so"));
    CHECK(w.says("0 dari 200 ulangan (peluang 1,4 % atau kurang)", "0 of 200 replicates (a chance of 1.4% or less)"));
    const auto race = [&](std::uint64_t ahead, std::uint64_t behind) {
        w.of.goals[0][1].against_baseline = {ahead, 200 - ahead - behind, behind};
    };
    race(24, 3);
    CHECK(w.says(", lebih dulu daripada “Seperti sekarang” dalam 24, sesudahnya atau tidak pernah dalam 3 dari 200 "
                 "pasangan",
                 ", before “Status quo” in 24, after it or never in 3 of 200 pairs"));
    race(24, 0);
    CHECK(w.says(", lebih dulu daripada “Seperti sekarang” dalam 24 dari 200 pasangan, dan tidak pernah sesudahnya",
                 ", before “Status quo” in 24 of 200 pairs, and never after it"));
    race(0, 3);
    CHECK(
        w.says(", sesudah “Seperti sekarang” atau tidak pernah dalam 3 dari 200 pasangan, dan tidak pernah lebih dulu",
               ", after “Status quo” or never in 3 of 200 pairs, and never before it"));
    Written few(1);
    few.goals = w.goals;
    few.of.goals = w.of.goals;
    for (auto& of : few.of.goals[0]) {
        of.passages = {std::optional<std::uint32_t>(3)};
        of.never = 0;
        of.at_end = 1;
    }
    CHECK(few.says("1 dari 1 ulangan (peluang 26 % atau lebih);", "1 of 1 replicate (a chance of 26% or more);"));
    few.of.goals[0][0].at_end = 0;
    CHECK(few.says("26 % atau lebih), tidak lagi pada Desember 2020;", "26% or more), no more in December 2020;"));
}

TEST_CASE("crossings are told where both sides matter, and months where plans do not share them",
          "[layak][conclusions]")
{
    Written w;
    w.of.crossings[1] = {{commitment::main_outcome, 55, 58, true}};
    for (std::uint32_t m = 48; m < 72; ++m)
        w.of.outcomes[1][m][commitment::main_outcome].difference = m < 58 ? -0.06 : 0.06;
    CHECK(w.says(
        "Tindakan (A) kelurahan: “Campuran” di bawah “Seperti sekarang” sampai Agustus 2019, dan sejak November 2019 "
        "di atasnya.",
        "Action (A), kelurahan: “Mixed” is below “Status quo” until August 2019, and from November 2019 on above "
        "it."));
    w.of.crossings[1][0].plan_ahead_after = false;
    CHECK(w.says("di atas “Seperti sekarang” sampai", "is above “Status quo” until"));
    for (std::uint32_t m = 48; m < 58; ++m) w.of.outcomes[1][m][commitment::main_outcome].difference = -0.01;
    CHECK(w.says_neither("sampai Agustus 2019", "until August 2019"));

    CHECK(w.says_neither("bulan yang sama", "the same months"));
    w.of.spans[1].months = 12;
    CHECK(w.says(
        "tidak berjalan dalam bulan yang sama: “Seperti sekarang” Januari 2019 – Desember 2020; “Campuran” Januari "
        "2019 – Desember 2019",
        "do not cover the same months: “Status quo” January 2019 – December 2020; “Mixed” January 2019 – December "
        "2019"));
}

TEST_CASE("plans of one name are told apart by their ids", "[layak][conclusions]")
{
    layak::Inputs inputs = town();
    CHECK(layak::plan_name(inputs.plans, 1, Language::en) == "Mixed");
    inputs.plans[0].name = "Mixed";
    CHECK(layak::plan_name(inputs.plans, 0, Language::en) == "Mixed (status-quo)");
    CHECK(layak::plan_name(inputs.plans, 1, Language::en) == "Mixed (mixed)");
    CHECK(layak::plan_name(inputs.plans, 1, Language::id) == "Campuran");
}

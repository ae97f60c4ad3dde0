// A result of run or compare, read from the disk (stored_result.hpp): what was computed comes back.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/results/netcdf_reader.hpp"
#include "sim/statistics/sample.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/stored_result.hpp"
#include "tools/layak/stored_run.hpp"

namespace {

using commitment::ExperimentResult;
using commitment::Kind;
using layak::OpenedResult;
using layak::Spread;
using layak::StoredResult;
namespace outcome = commitment::outcome;

constexpr std::uint32_t replicates = 11;
constexpr std::uint32_t plan = 1;

struct Written
{
    TemporaryFolder folder;
    layak::Inputs inputs;
    ExperimentResult result;
    std::filesystem::path path = folder / "result.nc";

    explicit Written(bool compared = true)
    {
        sim::Findings findings;
        inputs = layak::read_inputs({"status-quo", "mixed"}, SCENARIOS "/small-town", {}, "", findings);
        commitment::ExperimentOptions options;
        options.replicates = replicates;
        if (compared) options.baseline = 0;
        result = run_experiment(inputs.city, inputs.plans, options);
        layak::write_result(path, inputs, options, {});
    }
    OpenedResult open() const { return layak::open_result(path); }
};

void check_same(const Spread& read, const std::vector<double>& values)
{
    CHECK(read.mean == sim::moments(values).mean);
    const auto sorted = sim::sorted(values);
    for (std::size_t q = 0; q < commitment::quantile_levels.size(); ++q)
        CHECK(read.quantile[q] == sim::quantile(sorted, commitment::quantile_levels[q]));
}

TEST_CASE("a stored result says what was run")
{
    const Written written;
    const StoredResult read(written.open());
    CHECK(read.city() == "small-town");
    CHECK(read.city_name() == "Kota Contoh (rekaan)");
    CHECK(read.replicates() == replicates);
    CHECK(read.months().front() == sim::Month(2015, 1));
    CHECK(read.months().size() == written.result.months);
    CHECK(read.years().size() == 10);
    REQUIRE(read.plans().size() == 2);
    CHECK(read.plans()[1].name.id == "Campuran");
    CHECK(read.plans()[1].name.en == "Mixed");
    CHECK(read.baseline() == 0);
    CHECK_FALSE(read.covers_parameters());
    REQUIRE(read.institutions().size() == written.inputs.city.institutions.size());
    const StoredResult::Institution& kelurahan = read.institutions()[8];
    CHECK(kelurahan.name == "Melati");
    CHECK(kelurahan.kind == Kind::kelurahan);
    CHECK(read.institutions()[*kelurahan.parent].id == "kec-utara");
    CHECK(kelurahan.longitude == 106.2);
    CHECK_FALSE(read.institutions()[0].parent);
    CHECK_FALSE(read.institutions()[0].longitude);
    CHECK(read.kecamatan().size() == 2);
    CHECK_FALSE(StoredResult(Written(false).open()).baseline());
}

TEST_CASE("outcomes of a stored result are those of the run")
{
    const Written written;
    const StoredResult read(written.open());
    for (const std::uint32_t which : {std::uint32_t{outcome::index}, std::uint32_t{outcome::formal_kelurahan}}) {
        const auto values = read.outcome(which, plan, 0, replicates);
        const auto spread = read.outcome_spread(which, plan);
        REQUIRE(spread.all.size() == read.months().size());
        CHECK(read.outcome(which, plan, 3, 1)[70] == written.result.outcome(3, plan, 70, which));
        for (const std::uint32_t month : {0U, 70U, 119U}) {
            std::vector<double> expected;
            for (std::uint32_t r = 0; r < replicates; ++r) {
                expected.push_back(written.result.outcome(r, plan, month, which));
                CHECK(values[r * read.months().size() + month] == written.result.outcome(r, plan, month, which));
            }
            check_same(spread.at(month), expected);
        }
    }
    const auto kecamatan = read.kecamatan_spread(3, plan);
    std::vector<double> involved;
    for (std::uint32_t r = 0; r < replicates; ++r)
        involved.push_back(written.result.district(r, plan, 119, 1, commitment::DistrictOutcome::involved));
    check_same(kecamatan.at(119, 1), involved);
}

TEST_CASE("a result written batch by batch is that of all replicates at once")
{
    const TemporaryFolder folder;
    sim::Findings findings;
    const layak::Inputs inputs = layak::read_inputs({"status-quo", "mixed"}, SCENARIOS "/small-town", {}, "", findings);
    commitment::ExperimentOptions options;
    options.replicates = 300;
    options.raw = true;
    layak::write_result(folder / "whole.nc", inputs, options, {});
    options.at_once = 299; // 256, then 44
    const std::string digest = layak::write_result(folder / "batches.nc", inputs, options, {});
    const sim::NetcdfReader whole(folder / "whole.nc"), batches(folder / "batches.nc");
    CHECK(batches.content_digest() == digest);
    std::size_t by_replicate = 0;
    for (const sim::Variable& variable : whole.variables()) {
        if (variable.dimensions.empty() || variable.dimensions[0] != "replicate") continue;
        INFO(variable.name);
        ++by_replicate;
        if (variable.type == sim::Type::int32)
            CHECK(batches.read<std::int32_t>(variable.name) == whole.read<std::int32_t>(variable.name));
        else if (variable.type == sim::Type::float64)
            CHECK(batches.read<double>(variable.name) == whole.read<double>(variable.name));
        else { // as bits: NaN where there is no such number
            const auto bits = [&](const sim::NetcdfReader& file) {
                const auto values = file.read<float>(variable.name);
                return std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
            };
            CHECK(bits(batches) == bits(whole));
        }
    }
    CHECK(by_replicate > 80);
    const auto comment = [](const sim::NetcdfReader& file) {
        for (const sim::Attribute& attribute : file.variable("action_quantile").attributes)
            if (attribute.name == "comment") return std::get<std::string>(attribute.value);
        return std::string();
    };
    CHECK(comment(whole).empty());
    CHECK(comment(batches) == "of numbers rounded to multiples of 1/255");
}

TEST_CASE("costs of a stored result are summed by the year of each replicate")
{
    const Written written;
    const StoredResult read(written.open());
    const std::size_t levers = written.result.levers.size();
    REQUIRE(read.levers().size() == levers);
    CHECK(read.levers()[0].unit.en == "seats");
    const auto total = [&](const std::vector<double>& of, std::uint32_t r, std::size_t lever, std::uint32_t first,
                           std::uint32_t months) {
        double sum = 0;
        for (std::uint32_t m = first; m < first + months; ++m)
            sum += of[written.result.row(r, plan, m) * levers + lever];
        return sum;
    };
    const auto cost = read.cost_by_year(plan), undelivered = read.undelivered_by_year(plan);
    REQUIRE(cost.things == levers + 1);
    REQUIRE(cost.all.size() == 10 * (levers + 1));
    std::vector<double> of_year, all, not_paid, of_month;
    for (std::uint32_t r = 0; r < replicates; ++r) {
        of_year.push_back(total(written.result.cost, r, 0, 60, 12));
        of_month.push_back(total(written.result.cost, r, 0, 60, 1));
        not_paid.push_back(total(written.result.undelivered, r, 1, 60, 12));
        all.push_back(0);
        for (std::uint32_t m = 60; m < 72; ++m) {
            double month = 0;
            for (std::size_t k = 0; k < levers; ++k) month += total(written.result.cost, r, k, m, 1);
            all.back() += month;
        }
    }
    check_same(cost.at(5, 0), of_year);
    check_same(cost.at(5, levers), all);
    check_same(undelivered.at(5, 1), not_paid);
    check_same(read.cost_by_month(plan).at(60, 0), of_month);
    CHECK(read.undelivered_by_month(plan).all.size() == 120 * levers);
}

TEST_CASE("institutions of a stored result")
{
    const Written written;
    const StoredResult read(written.open());
    const auto action = read.institutions_spread(commitment::Field::action, plan);
    const std::size_t at = (std::size_t{plan} * 120 + 119) * read.institutions().size() + 8;
    CHECK(action.at(119, 8).mean == written.result.summary[0].mean[at]);
    const std::size_t cells = 120 * read.institutions().size();
    CHECK(action.at(119, 8).quantile[4] ==
          written.result.summary[0].quantile[plan * 5 * cells + 4 * cells + 119 * read.institutions().size() + 8]);
    CHECK(std::isnan(action.at(119, 14).mean)); // families have no action
    const auto difference = read.institutions_difference(commitment::Field::action, plan);
    REQUIRE(difference.size() == cells);
    CHECK(difference[119 * read.institutions().size() + 8].ahead == written.result.difference[0].ahead[at]);
    CHECK(read.institutions_difference(commitment::Field::action, 0).empty());
}

TEST_CASE("inputs of a stored result")
{
    const Written written;
    const StoredResult read(written.open());
    const std::string plan_file = read.input("plans/mixed.toml").value();
    CHECK(plan_file.find("name_id = \"Campuran\"") != std::string::npos);
    CHECK_FALSE(read.input("boundaries.geojson"));
    const layak::StoredRun run(written.open());
    CHECK(run.inputs().city.links.size() == written.inputs.city.links.size());
    CHECK_NOTHROW(read.require_agreement(run.inputs()));
    CHECK_THROWS_AS(read.require_agreement(layak::Inputs{}), layak::DamagedResult);
}

TEST_CASE("what is no result of run or compare is refused")
{
    const Written written;
    OpenedResult other = written.open();
    other.layout = "layak-sweep-1";
    CHECK_THROWS_AS(StoredResult(std::move(other)), sim::InputError);
}

} // namespace

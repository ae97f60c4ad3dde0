#include "sim/results/netcdf_reader.hpp"

#include "example_file.hpp"
#include "sim/results/digest.hpp"

#include <catch2/catch.hpp>

#include <cmath>

#include <sys/resource.h>
#include <sys/stat.h>

namespace {

/// As the writer seals: whoever damages a file and seals it again means it.
std::string sealed(const std::string& bytes)
{
    return bytes + std::string("\nsha256 ").append(sim::digest_of(bytes)).append("\n");
}

std::string unsealed(const std::string& bytes) { return bytes.substr(0, bytes.size() - 73); }

/// \return 0 where the file reads as before, 1 for a ReadError, 2 where the digest tells the damage, 3 for
/// neither
int read_all(const std::filesystem::path& path, const std::string& digest)
{
    try {
        const sim::NetcdfReader file(path);
        file.provenance();
        const std::string now = file.content_digest();
        return now == digest ? 0 : now != file.attribute<std::string>("content_sha256") ? 2 : 3;
    } catch (const sim::ReadError&) {
        return 1;
    }
}

} // namespace

TEST_CASE("what was written is read again", "[results][netcdf]")
{
    const TemporaryFolder folder;
    example::write(folder / "result.nc");
    const sim::NetcdfReader file(folder / "result.nc");

    std::vector<std::string> dimensions;
    for (const auto& [name, length, unlimited] : file.dimensions())
        dimensions.push_back(name + " " + std::to_string(length) + (unlimited ? " unlimited" : ""));
    REQUIRE(dimensions ==
            std::vector<std::string>{"replicate 5 unlimited", "time 24", "nv 2", "shop 40", "event 0", "level 3"});
    std::vector<std::string> variables;
    for (const sim::Variable& variable : file.variables()) variables.push_back(variable.name);
    REQUIRE(variables == std::vector<std::string>{"time", "time_bnds", "replicate", "shop", "level", "lon", "sales",
                                                  "visits", "open", "event_month", "event_note", "never", "total"});
    REQUIRE(file.shape("sales") == sim::Shape{5, 24, 40});
    REQUIRE(file.shape("total").empty());
    REQUIRE(file.has("sales"));
    REQUIRE_FALSE(file.has("nv"));

    REQUIRE(file.read_slab<float>("sales", {3, 1, 0}, {1, 23, 40}) == [] {
        std::vector<float> all = example::sales(3);
        all.erase(all.begin(), all.begin() + 40);
        return all;
    }());
    REQUIRE(std::isnan(file.read<float>("sales")[3]));
    REQUIRE(file.read<std::string>("shop")[1] == "warung-1 ☕");
    REQUIRE(file.read<std::string>("shop")[7].empty());
    REQUIRE(file.read<std::int32_t>("visits")[0] == -7);
    REQUIRE(file.read<std::uint8_t>("open")[3] == 1);
    REQUIRE(file.read<double>("visits")[1] == -6);
    REQUIRE(file.read<double>("open")[0] == 1);
    REQUIRE(file.read<std::int32_t>("event_month").empty());
    REQUIRE(std::isnan(file.read<double>("never")[2]));
    REQUIRE(file.read<double>("total") == std::vector{12.25});

    REQUIRE(file.attribute<std::string>("title") == "Kopi & teh – contoh");
    REQUIRE(file.attribute<std::string>("comment") == "");
    REQUIRE(file.attribute<std::int32_t>("rows") == 3);
    REQUIRE(file.attribute<double>("half_life") == 17.5);
    REQUIRE(file.attribute<std::string>("total", "units") == "kg");
    REQUIRE_FALSE(file.attribute<double>("rows").has_value());
    REQUIRE_FALSE(file.attribute<double>("absent").has_value());

    using Texts = std::vector<std::pair<std::string, std::string>>;
    REQUIRE(file.provenance() == Texts{{"plan.toml", "input = 1\n"}, {"empty", ""}, {"compiler", "any"}});
}

TEST_CASE("long texts are kept whole", "[results][netcdf]")
{
    const TemporaryFolder folder;
    const std::string text(3'000'000, 'x');
    {
        sim::NetcdfWriter file(folder / "result.nc");
        for (int i = 0; i < 30; ++i) file.attribute("attribute" + std::to_string(i), std::string(20'000, 'y'));
        file.attribute("long", text.substr(0, 100'000));
        for (int i = 0; i < 30; ++i) file.provenance("input " + std::to_string(i), text.substr(0, 200'000));
        file.provenance("long", text);
        file.commit(false);
    }
    const sim::NetcdfReader file(folder / "result.nc");
    REQUIRE(file.provenance().back().second == text);
    REQUIRE(file.attribute<std::string>("long") == text.substr(0, 100'000));
    REQUIRE(file.attributes().size() == 32);
}

TEST_CASE("a variable is read only as a type that has all its values", "[results][netcdf]")
{
    const TemporaryFolder folder;
    example::write(folder / "result.nc");
    const sim::NetcdfReader file(folder / "result.nc");
    REQUIRE_THROWS_WITH(file.read<std::int32_t>("lon"), Catch::EndsWith("result.nc: lon: is float64, not int32"));
    REQUIRE_THROWS_AS(file.read<float>("visits"), sim::ReadError);
    REQUIRE_THROWS_AS(file.read<std::string>("visits"), sim::ReadError);
    REQUIRE_THROWS_AS(file.read<double>("shop"), sim::ReadError);
    REQUIRE_THROWS_WITH(file.read<double>("absent"), Catch::EndsWith("has no variable absent"));
    REQUIRE_THROWS_AS(file.read_slab<double>("lon", {39}, {2}), sim::ReadError);
    REQUIRE_THROWS_AS(file.read_slab<double>("lon", {0, 0}, {1, 1}), sim::ReadError);
}

TEST_CASE("what is not a result file is refused in plain words", "[results][netcdf]")
{
    const TemporaryFolder folder;
    REQUIRE_THROWS_WITH(sim::NetcdfReader(folder / "absent.nc"), Catch::EndsWith("absent.nc: there is no such file"));
    REQUIRE_THROWS_WITH(sim::NetcdfReader(folder / ""), Catch::Contains("is not a regular file"));
    ::mkfifo((folder / "fifo").c_str(), 0600);
    REQUIRE_THROWS_WITH(sim::NetcdfReader(folder / "fifo"), Catch::Contains("is not a regular file"));
    for (const std::string& bytes : {std::string(), std::string("text"), std::string(1000, 'x')}) {
        put_bytes(folder / "text.nc", bytes);
        REQUIRE_THROWS_WITH(sim::NetcdfReader(folder / "text.nc"), Catch::Contains("is not a result file"));
        put_bytes(folder / "text.nc", sealed(bytes));
        REQUIRE_THROWS_AS(sim::NetcdfReader(folder / "text.nc"), sim::ReadError);
    }
}

TEST_CASE("a file that was cut short is refused", "[results][netcdf]")
{
    const TemporaryFolder folder;
    example::write(folder / "result.nc");
    const std::string whole = bytes_of(folder / "result.nc");
    for (std::size_t size = 0; size < whole.size(); size += 1 + whole.size() / 97) {
        put_bytes(folder / "cut.nc", whole.substr(0, size));
        REQUIRE_THROWS_AS(sim::NetcdfReader(folder / "cut.nc"), sim::ReadError);
    }
}

TEST_CASE("one flipped bit anywhere is found before HDF5 sees the file", "[results][netcdf]")
{
    const TemporaryFolder folder;
    example::write(folder / "result.nc");
    std::string bytes = bytes_of(folder / "result.nc");
    for (std::size_t i = 0; i < bytes.size(); i += 97) {
        bytes[i] = static_cast<char>(bytes[i] ^ (1 << i % 8));
        put_bytes(folder / "flipped.nc", bytes);
        REQUIRE_THROWS_AS(sim::NetcdfReader(folder / "flipped.nc"), sim::ReadError);
        bytes[i] = static_cast<char>(bytes[i] ^ (1 << i % 8));
    }
}

TEST_CASE("a sealed file with a changed value fails its digest", "[results][netcdf]")
{
    const TemporaryFolder folder;
    example::write(folder / "result.nc");
    std::string bytes = unsealed(bytes_of(folder / "result.nc"));
    const double total = 12.25;
    const auto at = bytes.find(std::string(reinterpret_cast<const char*>(&total), sizeof total));
    REQUIRE(at != std::string::npos);
    bytes[at + 6] = static_cast<char>(bytes[at + 6] ^ 1);
    put_bytes(folder / "changed.nc", sealed(bytes));
    const sim::NetcdfReader file(folder / "changed.nc");
    REQUIRE(file.content_digest() != file.attribute<std::string>("content_sha256"));
}

// The library itself may fall over such a file, so each is read in a child process; no number may be wrong in
// silence.
TEST_CASE("damage under a valid seal gives an error or a failing digest", "[results][netcdf]")
{
    const TemporaryFolder folder;
    example::write(folder / "result.nc");
    const std::string digest = sim::content_digest(folder / "result.nc");
    const std::string whole = unsealed(bytes_of(folder / "result.nc"));
    int crashes = 0;
    int silent = 0;
    for (std::size_t i = 0; i < whole.size(); i += 499) {
        std::string bytes = whole;
        bytes[i] = static_cast<char>(bytes[i] ^ (1 << i % 8));
        put_bytes(folder / "flipped.nc", sealed(bytes));
        const int result = in_child([&] {
            const rlimit limit{1, 1}; // seconds
            ::setrlimit(RLIMIT_CPU, &limit);
            return read_all(folder / "flipped.nc", digest);
        });
        crashes += result > 3;
        silent += result == 3;
    }
    CAPTURE(crashes);
    REQUIRE(silent == 0);
}

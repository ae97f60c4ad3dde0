#include "sim/results/netcdf.hpp"

#include "example_file.hpp"
#include "sim/core/contract.hpp"
#include "sim/results/netcdf_reader.hpp"

#include <catch2/catch.hpp>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace {

std::string digest_with(const TemporaryFolder& folder, const example::Variation& variation)
{
    sim::NetcdfWriter file(folder / "other.nc");
    example::fill(file, variation);
    const std::string told = file.content_digest();
    file.commit(true);
    REQUIRE(sim::content_digest(folder / "other.nc") == told);
    return told;
}

/// Writes numbers that do not compress, about 3 MB, where a file may have only so many bytes.
int write_with_limit(const std::filesystem::path& path, rlim_t bytes)
{
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
        sim::NetcdfWriter file(path);
        example::fill(file);
        file.dimension("many", 400'000);
        std::vector<double> values;
        std::uint64_t state = 1;
        for (int i = 0; i < 400'000; ++i) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            values.push_back(double(state));
        }
        file.variable({.name = "noise", .dimensions = {"many"}});
        file.write("noise", values);
        file.commit(true);
    } catch (const sim::WriteError& error) {
        const std::string message = error.what();
        return message.starts_with(path.string() + ": ") ? 1 : 2;
    }
    return 0;
}

} // namespace

TEST_CASE("xarray, h5netcdf and ncdump read what was written", "[results][netcdf]")
{
    const TemporaryFolder folder;
    example::write(folder / "result.nc");
    const std::string command = OPEN_WITH_XARRAY " " + (folder / "result.nc").string();
    const int status = std::system(command.c_str());
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77) {
        WARN("skipped: no xarray, netCDF4, h5netcdf or ncdump");
        return;
    }
    REQUIRE(status == 0);
}

TEST_CASE("two runs write identical bytes", "[results][netcdf][twin]")
{
    const TemporaryFolder folder;
    example::write(folder / "here.nc");
    // Another process whose fresh memory is not zero: no byte of the file comes from it.
    REQUIRE(in_child([&] {
                ::setenv("MALLOC_PERTURB_", "165", 1);
                ::setenv("EXAMPLE_FILE", (folder / "there.nc").c_str(), 1);
                ::execl("/proc/self/exe", "results_test", "the example is written where EXAMPLE_FILE says", "-o",
                        "/dev/null", nullptr);
                return 98;
            }) == 0);
    REQUIRE(bytes_of(folder / "here.nc") == bytes_of(folder / "there.nc"));
}

TEST_CASE("the example is written where EXAMPLE_FILE says", "[.]")
{
    if (const char* path = std::getenv("EXAMPLE_FILE")) example::write(path);
}

TEST_CASE("the content's digest is the same from writer, attribute and reader", "[results][netcdf][digest]")
{
    const TemporaryFolder folder;
    sim::NetcdfWriter file(folder / "result.nc");
    example::fill(file);
    const std::string told = file.content_digest();
    file.commit(false);
    const sim::NetcdfReader reader(folder / "result.nc");
    REQUIRE(told.size() == 64);
    REQUIRE(reader.content_digest() == told);
    REQUIRE(reader.attribute<std::string>("content_sha256") == told);
}

TEST_CASE("chunks, order of writing and provenance do not enter the digest", "[results][netcdf][digest]")
{
    const TemporaryFolder folder;
    const std::string plain = digest_with(folder, {});
    REQUIRE(digest_with(folder, {.chunk = {2, 7, 40}}) == plain);
    REQUIRE(digest_with(folder, {.chunk = {5, 24, 1}}) == plain);
    REQUIRE(digest_with(folder, {.backwards = true}) == plain);
    REQUIRE(digest_with(folder, {.note = "other"}) == plain);
}

TEST_CASE("values, names, attributes and shapes enter the digest", "[results][netcdf][digest]")
{
    const TemporaryFolder folder;
    REQUIRE(digest_with(folder, {.flipped = 1}) != digest_with(folder, {}));

    const auto digest = [&](const std::string& name, sim::AttributeValue value, sim::Shape shape, std::string text) {
        sim::NetcdfWriter file(folder / "small.nc");
        file.dimension("a", shape[0]);
        file.dimension("b", shape[1]);
        file.variable({.name = name,
                       .type = sim::Type::int32,
                       .dimensions = {"a", "b"},
                       .attributes = {{"note", std::move(value)}}});
        file.variable({.name = "text", .type = sim::Type::text});
        file.write(name, std::vector<std::int32_t>{1, 2, 3, 4, 5, 6});
        file.write("text", std::vector<std::string>{std::move(text)});
        return file.content_digest();
    };
    const std::string plain = digest("x", "1", {2, 3}, "t");
    REQUIRE(digest("x", "1", {2, 3}, "t") == plain);
    REQUIRE(digest("y", "1", {2, 3}, "t") != plain);
    REQUIRE(digest("x", 1, {2, 3}, "t") != plain);
    REQUIRE(digest("x", "1", {3, 2}, "t") != plain);
    REQUIRE(digest("x", "1", {2, 3}, "u") != plain);
}

TEST_CASE("a writer that is abandoned leaves nothing", "[results][netcdf]")
{
    const TemporaryFolder folder;
    {
        sim::NetcdfWriter file(folder / "result.nc");
        example::fill(file);
        const std::string part = sim::part_of(folder / "result.nc").filename();
        CHECK(part.starts_with(".result.nc." + std::to_string(::getpid()) + "@"));
        REQUIRE(folder.names() == std::vector{part});
    }
    REQUIRE(folder.names().empty());
}

TEST_CASE("a killed writer leaves no result, and its part can be removed", "[results][netcdf]")
{
    const TemporaryFolder folder;
    example::write(folder / "result.nc");
    const std::string before = bytes_of(folder / "result.nc");
    REQUIRE(in_child([&] {
                sim::NetcdfWriter file(folder / "result.nc");
                example::fill(file);
                return std::raise(SIGKILL);
            }) == 128 + SIGKILL);
    REQUIRE(folder.names().size() == 2);
    REQUIRE(bytes_of(folder / "result.nc") == before);
    put_bytes(folder / ".result.nc.notes.part", "ours");
    sim::remove_parts(folder / "result.nc");
    REQUIRE(folder.names().size() == 2);
    REQUIRE(std::filesystem::exists(folder / ".result.nc.notes.part"));
}

TEST_CASE("a result is overwritten only when told", "[results][netcdf]")
{
    const TemporaryFolder folder;
    example::write(folder / "result.nc");
    const std::string before = bytes_of(folder / "result.nc");
    REQUIRE_THROWS_WITH(example::write(folder / "result.nc", {.flipped = 1}),
                        Catch::Contains("result.nc: exists already"));
    REQUIRE(bytes_of(folder / "result.nc") == before);
    REQUIRE(folder.names() == std::vector<std::string>{"result.nc"});
    example::write(folder / "result.nc", {.flipped = 1}, true);
    REQUIRE(bytes_of(folder / "result.nc") != before);
    REQUIRE(folder.names() == std::vector<std::string>{"result.nc"});
}

TEST_CASE("a result that came in the meantime is not overwritten", "[results][netcdf]")
{
    const TemporaryFolder folder;
    sim::NetcdfWriter file(folder / "result.nc");
    example::fill(file);
    put_bytes(folder / "result.nc", "another's");
    REQUIRE_THROWS_AS(file.commit(false), sim::WriteError);
    REQUIRE(bytes_of(folder / "result.nc") == "another's");
    REQUIRE(folder.names() == std::vector<std::string>{"result.nc"});
}

TEST_CASE("a full disk is an error at any byte and leaves the old result", "[results][netcdf]")
{
    const TemporaryFolder folder;
    put_bytes(folder / "result.nc", "old");
    std::filesystem::copy_file(folder / "result.nc", folder / "kept.nc");
    REQUIRE(in_child([&] { return write_with_limit(folder / "kept.nc", 1 << 24); }) == 0);
    const auto whole = std::filesystem::file_size(folder / "kept.nc");
    std::filesystem::remove(folder / "kept.nc");

    const auto limit = GENERATE_COPY(rlim_t{0}, rlim_t{1}, rlim_t{600}, rlim_t{5000}, rlim_t{30'000}, rlim_t{1'000'000},
                                     rlim_t{whole - 3000}, rlim_t{whole - 74}, rlim_t{whole - 73}, rlim_t{whole - 1});
    CAPTURE(limit, whole);
    REQUIRE(in_child([&] { return write_with_limit(folder / "result.nc", limit); }) == 1);
    REQUIRE(bytes_of(folder / "result.nc") == "old");
    REQUIRE(folder.names() == std::vector<std::string>{"result.nc"});
}

TEST_CASE("the error of a full disk names path and cause", "[results][netcdf]")
{
    const TemporaryFolder folder;
    const std::string path = (folder / "result.nc").string();
    REQUIRE(in_child([&] {
                ::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{2000, 2000};
                ::setrlimit(RLIMIT_FSIZE, &limit);
                try {
                    example::write(path);
                } catch (const sim::WriteError& error) {
                    put_bytes(folder / "message", error.what());
                }
                return 0;
            }) == 0);
    REQUIRE(bytes_of(folder / "message") == path + ": the file is larger than is allowed here");
}

TEST_CASE("a folder that is absent or closed is named with the cause", "[results][netcdf]")
{
    const TemporaryFolder folder;
    REQUIRE_THROWS_WITH(sim::NetcdfWriter(folder / "absent/result.nc"),
                        Catch::EndsWith("absent/result.nc: its folder is not there, or takes no files"));
    std::filesystem::create_directory(folder / "result.nc");
    REQUIRE_THROWS_WITH(example::write(folder / "result.nc", {}, true),
                        Catch::Contains("result.nc: this is a folder, not a file"));
    REQUIRE(folder.names() == std::vector<std::string>{"result.nc"});
    if (::geteuid() != 0) return; // who may not become another user
    ::chmod(folder.operator/("").c_str(), 0555);
    REQUIRE(in_child([&] {
                if (::setuid(65534) != 0) return 3;
                try {
                    sim::NetcdfWriter(folder / "closed.nc");
                } catch (const sim::WriteError& error) {
                    return std::string(error.what()).ends_with("closed.nc: it may not be written (permission)") ? 1 : 2;
                }
                return 0;
            }) == 1);
}

TEST_CASE("a writer works on after another one failed", "[results][netcdf]")
{
    const TemporaryFolder folder;
    REQUIRE(in_child([&] {
                ::signal(SIGXFSZ, SIG_IGN);
                rlimit limit{2000, RLIM_INFINITY};
                ::setrlimit(RLIMIT_FSIZE, &limit);
                try {
                    example::write(folder / "result.nc");
                    return 1;
                } catch (const sim::WriteError&) {
                }
                limit.rlim_cur = RLIM_INFINITY;
                ::setrlimit(RLIMIT_FSIZE, &limit);
                example::write(folder / "result.nc");
                std::exit(sim::content_digest(folder / "result.nc").size() == 64 ? 0 : 2); // with the library's own end
                return 3;
            }) == 0);
}

TEST_CASE("wrong names, types and shapes break the contract", "[results][netcdf]")
{
    using sim::ContractError;
    using sim::Type;
    const TemporaryFolder folder;
    sim::NetcdfWriter file(folder / "result.nc");
    file.dimension("x", 3);
    file.dimension("run", 3, true);
    REQUIRE_THROWS_AS(file.dimension("x", 3), ContractError);
    REQUIRE_THROWS_AS(file.dimension("x.y", 3), ContractError);
    REQUIRE_THROWS_AS(file.attribute("_FillValue", 1.0), ContractError);
    REQUIRE_THROWS_AS(file.attribute("content_sha256", "0"), ContractError);
    REQUIRE_THROWS_AS(file.variable({.name = "v", .dimensions = {"y"}}), ContractError);
    REQUIRE_THROWS_AS(file.variable({.name = "x", .dimensions = {"run"}}), ContractError);
    REQUIRE_THROWS_AS(file.variable({.name = "v", .type = Type::text, .dimensions = {"run"}}), ContractError);
    file.variable({.name = "v", .type = Type::int32, .dimensions = {"x"}});
    REQUIRE_THROWS_AS(file.write("v", std::vector<double>{1, 2, 3}), ContractError);
    REQUIRE_THROWS_AS(file.write("v", std::vector<std::int32_t>{1, 2}), ContractError);
    REQUIRE_THROWS_AS(file.write_slab("v", {2}, {2}, std::vector<std::int32_t>{1, 2}), ContractError);
    REQUIRE_THROWS_AS(file.provenance("a/b", ""), ContractError);
    REQUIRE_THROWS_AS(file.commit(false), ContractError); // v is not written
    file.write("v", std::vector<std::int32_t>{1, 2, 3});
    file.commit(false);
    REQUIRE_THROWS_AS(file.commit(true), ContractError);
}

TEST_CASE("the time coordinate is each month's last day", "[results][netcdf][exact]")
{
    const TemporaryFolder folder;
    {
        sim::NetcdfWriter file(folder / "result.nc");
        file.time(sim::Month(2015, 12), 4);
        file.commit(false);
    }
    const sim::NetcdfReader file(folder / "result.nc");
    REQUIRE(file.attribute<std::string>("time", "units") == "days since 2015-12-01");
    REQUIRE(file.read<std::int32_t>("time") == std::vector{30, 61, 90, 121}); // 2016 is a leap year
    REQUIRE(file.read<std::int32_t>("time_bnds") == std::vector{0, 31, 31, 62, 62, 91, 91, 122});
}

TEST_CASE("dimensions of length 0 and chunks longer than a dimension are written", "[results][netcdf]")
{
    const TemporaryFolder folder;
    {
        sim::NetcdfWriter file(folder / "result.nc");
        file.dimension("none", 0);
        file.dimension("run", 0, true);
        file.dimension("x", 3);
        file.variable({.name = "a", .dimensions = {"run", "none"}});
        file.variable({.name = "b", .dimensions = {"none", "x"}, .chunk = {10, 10}});
        file.variable({.name = "c", .type = sim::Type::int32, .dimensions = {"run", "x"}, .chunk = {10, 10}});
        file.commit(false);
    }
    const sim::NetcdfReader file(folder / "result.nc");
    REQUIRE(file.shape("a") == sim::Shape{0, 0});
    REQUIRE(file.variable("c").chunk == sim::Shape{10, 3});
    REQUIRE(file.read<double>("c").empty());
    REQUIRE(file.content_digest() == file.attribute<std::string>("content_sha256"));
}

TEST_CASE("large variables are written in pieces of any size", "[results][netcdf]")
{
    const TemporaryFolder folder;
    const std::size_t rows = 9;
    const std::size_t columns = 200'000;
    const auto value = [&](std::size_t row, std::size_t column) { return double(row) * 1000 + double(column % 977); };
    sim::NetcdfWriter file(folder / "result.nc");
    file.dimension("row", rows);
    file.dimension("column", columns);
    file.variable({.name = "x", .dimensions = {"row", "column"}});
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t first = 0; first < columns; first += 60'000) {
            const std::size_t count = std::min<std::size_t>(60'000, columns - first);
            std::vector<double> piece;
            for (std::size_t i = 0; i < count; ++i) piece.push_back(value(row, first + i));
            file.write_slab("x", {row, first}, {1, count}, piece);
        }
    file.commit(false);

    const sim::NetcdfReader reader(folder / "result.nc");
    REQUIRE(reader.variable("x").chunk == sim::Shape{1, 100'000}); // 0.8 MB
    const std::vector<double> all = reader.read<double>("x");
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i] != value(i / columns, i % columns)) FAIL("wrong at " << i);
    REQUIRE(reader.read_slab<double>("x", {8, 199'999}, {1, 1}) == std::vector{value(8, 199'999)});
}

namespace {

/// Numbers whose bytes are of all kinds: random, in runs, of few values, one and the same; and of each the others'
/// neighbour in the stream.
template <class Number>
std::vector<Number> of_all_kinds(std::size_t count, int kind)
{
    std::vector<Number> numbers;
    std::uint64_t state = 7;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        const auto random = static_cast<std::uint32_t>(state >> 33);
        switch (kind) {
        case 0: numbers.push_back(static_cast<Number>(random) / static_cast<Number>(0x7fffffff)); break; // last places
        case 1: numbers.push_back(static_cast<Number>(i / 1000)); break;                                 // runs
        case 2: numbers.push_back(static_cast<Number>(random % 5)); break;
        case 3: numbers.push_back(3); break;
        case 4: numbers.push_back(static_cast<Number>(random % 251)); break; // all values, high places 0
        default: numbers.push_back(static_cast<Number>(i % 7000 == 0 ? random : 0)); break;
        }
    }
    return numbers;
}

} // namespace

TEMPLATE_TEST_CASE("chunks of numbers of all kinds are what the library reads", "[results][netcdf]", float, double,
                   std::int32_t)
{
    const TemporaryFolder folder;
    const std::size_t rows = 1003, middle = 7, last = 6; // no chunk ends where the numbers do
    for (int kind = 0; kind < 6; ++kind)
        for (const sim::Shape& chunk : {sim::Shape{}, sim::Shape{1003, 7, 6}, sim::Shape{500, 7, 6},
                                        sim::Shape{100, 4, 6}, sim::Shape{100, 7, 5}, sim::Shape{7, 1, 4}}) {
            const auto numbers = of_all_kinds<TestType>(rows * middle * last, kind);
            sim::NetcdfWriter file(folder / "result.nc");
            file.dimension("row", rows);
            file.dimension("middle", middle);
            file.dimension("last", last);
            sim::Variable variable{.name = "numbers", .dimensions = {"row", "middle", "last"}};
            variable.type = std::is_same_v<TestType, float>    ? sim::Type::float32
                            : std::is_same_v<TestType, double> ? sim::Type::float64
                                                               : sim::Type::int32;
            variable.chunk = chunk;
            file.variable(variable);
            file.write("numbers", std::span<const TestType>(numbers));
            file.commit(true);
            INFO("kind " << kind << ", first chunk length " << (chunk.empty() ? 0 : chunk[0]));
            REQUIRE(sim::NetcdfReader(folder / "result.nc").template read<TestType>("numbers") == numbers);
        }
}

#include <catch2/catch.hpp>

#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>

#include "sim/results/errors.hpp"
#include "sim/store/pack.hpp"
#include "sim/store/store.hpp"
#include "sim/store/work.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> blocks_of(const fs::path& store, const char* ending = ".block")
{
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(store / "blocks"))
        if (entry.path().extension() == ending) out.push_back(entry.path());
    return out;
}

sim::StoredTask task(const std::string& name, std::vector<std::string> parts = {"one", "two"})
{
    return {name, std::move(parts), ""};
}

template <class Number>
bool same_bits(const std::vector<Number>& a, const std::vector<Number>& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(Number)) == 0;
}

} // namespace

TEST_CASE("packed numbers come back bit by bit", "[store]")
{
    std::vector<float> floats = {0.0F, -0.0F, 1.5F, std::numeric_limits<float>::quiet_NaN(), 1e-45F};
    std::vector<double> doubles = {3e9, -0.0, std::numeric_limits<double>::infinity()};
    for (int i = 0; i < 1000; ++i) floats.push_back(std::sin(static_cast<float>(i)));
    const std::string packed = sim::pack(floats, doubles);
    std::vector<float> floats_again(floats.size());
    std::vector<double> doubles_again(doubles.size());
    REQUIRE(sim::unpack(packed, floats_again, doubles_again));
    CHECK(same_bits(floats, floats_again));
    CHECK(same_bits(doubles, doubles_again));
    // What is not of this shape, or not packed numbers at all, is refused.
    CHECK_FALSE(sim::unpack(packed, std::span(floats_again).first(10), doubles_again));
    CHECK_FALSE(sim::unpack("no frame", floats_again, doubles_again));
    CHECK_FALSE(sim::unpack("", floats_again, doubles_again));
    CHECK_FALSE(sim::unpack(packed.substr(0, packed.size() / 2), floats_again, doubles_again));
    CHECK(sim::unpack(sim::pack({}, {}), {}, {}));
}

TEST_CASE("a store knows after reopening what it kept", "[store]")
{
    const TemporaryFolder folder;
    {
        sim::Store store(folder / "s");
        CHECK_FALSE(store.manifest());
        store.write_manifest("{}\n");
        CHECK(store.open("ctx").empty());
        store.keep({task("a"), {"b", {"", "zwei"}, "a note"}});
        store.keep({task("c", {"drei"})});
        CHECK(store.read("a", 1) == "two"); // as well before as after reopening
        CHECK(store.read("b", 1) == "zwei");
    }
    sim::Store store(folder / "s");
    CHECK(store.manifest() == "{}\n");
    CHECK(store.open("ctx").empty());
    REQUIRE(store.size() == 3);
    CHECK(store.read("a", 1) == "two");
    CHECK(store.read("b", 0).empty());
    CHECK(store.read("b", 1) == "zwei");
    CHECK(store.note_of("b") == "a note");
    CHECK(store.read("c", 0) == "drei");
    CHECK_THROWS_AS(store.read("c", 1), sim::ReadError);
    CHECK_FALSE(store.has("d"));
    CHECK(sim::is_store(folder / "s"));
    CHECK_FALSE(sim::is_store(folder / "other"));
}

TEST_CASE("a second process is refused while the first lives", "[store]")
{
    const TemporaryFolder folder;
    {
        const sim::Store first(folder / "s");
        CHECK_THROWS_AS(sim::Store(folder / "s"), sim::StoreBusy);
    }
    CHECK_NOTHROW(sim::Store(folder / "s"));
}

TEST_CASE("no flipped bit of a block gives a wrong number", "[store]")
{
    const TemporaryFolder folder;
    sim::Store(folder / "s").open("ctx");
    fs::path block;
    {
        sim::Store store(folder / "s");
        store.open("ctx");
        store.keep({task("a"), task("b")});
        block = blocks_of(folder / "s").at(0);
    }
    const std::string whole = contents(block);
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        std::string damaged = whole;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        put(block, damaged);
        REQUIRE_THROWS_AS(sim::read_block(block, "ctx"), sim::ReadError);
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, whole.size() / 2, whole.size() - 1}) {
        put(block, whole.substr(0, size));
        REQUIRE_THROWS_AS(sim::read_block(block, "ctx"), sim::ReadError);
    }
    put(block, whole);
    CHECK(sim::read_block(block, "ctx").size() == 2);
}

TEST_CASE("a damaged, copied or foreign block is put aside and named", "[store]")
{
    const TemporaryFolder folder;
    const fs::path s = folder / "s";
    {
        sim::Store store(s);
        store.open("ctx");
        store.keep({task("a")});
        store.keep({task("b")});
    }
    const auto two = blocks_of(s);
    fs::copy_file(two[0], s / "blocks" / "000000000000000000000000.block");
    std::string damaged = contents(two[1]);
    damaged[damaged.size() / 2] ^= 1;
    put(two[1], damaged);
    put(s / "blocks" / ".x.block.123.part", "half");
    {
        sim::Store store(s);
        const auto wrong = store.open("ctx");
        REQUIRE(wrong.size() == 2);
        CHECK(wrong[0].find("000000000000000000000000.block: has another block's name") != std::string::npos);
        CHECK(wrong[1].find(two[1].filename().string() + ": is damaged") != std::string::npos);
        CHECK(store.size() == 1);
        CHECK(blocks_of(s, ".damaged").size() == 2);
        CHECK(blocks_of(s, ".part").empty());
    }
    sim::Store store(s);
    CHECK(store.open("other").size() == 1);
    CHECK(store.size() == 0);
}

TEST_CASE("a block that cannot be read is trouble, not damage", "[store]")
{
    const TemporaryFolder folder;
    sim::Store store(folder / "s");
    store.open("ctx");
    fs::create_directory(folder / "s" / "blocks" / "a.block"); // to be opened, not to be read
    CHECK_THROWS_AS(store.open("ctx"), sim::ReadError);
    CHECK(fs::exists(folder / "s" / "blocks" / "a.block"));
}

TEST_CASE("the same content is the same file", "[store]")
{
    const TemporaryFolder folder;
    CHECK(sim::write_block(folder / ".", "ctx", {task("a")}).path ==
          sim::write_block(folder / ".", "ctx", {task("a")}).path);
    CHECK(sim::write_block(folder / ".", "ctx", {task("a")}).path !=
          sim::write_block(folder / ".", "ctx", {task("b")}).path);
}

namespace {

std::vector<std::string> names(std::size_t count)
{
    std::vector<std::string> out;
    for (std::size_t k = 0; k < count; ++k) out.push_back("task " + std::to_string(k));
    return out;
}

} // namespace

TEST_CASE("work goes on from what is kept", "[store]")
{
    const TemporaryFolder folder;
    const auto all = names(50);
    std::atomic<int> done{0};
    const auto work = [&](std::size_t k) {
        ++done;
        return std::optional(task(all[k], {std::to_string(k)}));
    };
    sim::WorkOptions options;
    options.threads = 3;
    options.seconds_of_a_block = 0;
    std::size_t kept = 0;
    options.kept = [&](std::size_t tasks) { kept += tasks; };
    {
        sim::Store store(folder / "s");
        store.open("ctx");
        CHECK(sim::work_through(store, std::span(all).first(20), work, options));
        CHECK(done == 20);
        CHECK(sim::work_through(store, all, work, options));
        CHECK(done == 50);
        CHECK(kept == 50);
    }
    sim::Store store(folder / "s");
    store.open("ctx");
    CHECK(store.size() == 50);
    for (std::size_t k = 0; k < 50; ++k) REQUIRE(store.read(all[k], 0) == std::to_string(k));
}

TEST_CASE("what was finished before a stop or an error is kept", "[store]")
{
    const TemporaryFolder folder;
    const auto all = names(40);
    std::atomic<bool> stop{false};
    sim::WorkOptions options;
    options.threads = 2;
    options.stop = &stop;
    sim::Store store(folder / "s");
    store.open("ctx");
    const bool whole = sim::work_through(
        store, all,
        [&](std::size_t k) {
            if (k == 15) stop = true;
            return k == 15 ? std::nullopt : std::optional(task(all[k]));
        },
        options);
    CHECK_FALSE(whole);
    CHECK(store.size() >= 14);
    CHECK(store.size() < 40);
    stop = false;
    const std::size_t before = store.size();
    CHECK_THROWS_WITH(sim::work_through(
                          store, all,
                          [&](std::size_t k) {
                              if (k == 30) throw std::runtime_error("no more");
                              return std::optional(task(all[k]));
                          },
                          options),
                      "no more");
    CHECK(store.size() > before);
    CHECK_FALSE(store.has(all[30]));
    CHECK(sim::work_through(
        store, all, [&](std::size_t k) { return std::optional(task(all[k])); }, options));
}

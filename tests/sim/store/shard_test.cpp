#include <catch2/catch.hpp>

#include <set>

#include "sim/results/errors.hpp"
#include "sim/results/part_file.hpp"
#include "sim/store/shard.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fs = std::filesystem;

namespace {

/// A shard of three tasks, kept in the order and the pieces of `order`.
void make_shard(const fs::path& folder, const sim::Shard& shard, const std::vector<std::vector<int>>& order)
{
    const fs::path beside = sim::work_of(folder, shard);
    {
        sim::Store work(beside, sim::StoreUse::shared);
        work.open("context");
        for (const auto& piece : order) {
            std::vector<sim::StoredTask> tasks;
            for (const int k : piece)
                tasks.push_back({"t" + std::to_string(k), {std::string(k + 1, 'x'), "y"}, k == 1 ? "note" : ""});
            work.keep(tasks);
        }
        const std::vector<std::string> names{"t0", "t1", "t2"};
        sim::write_shard(folder, shard, "context", work, names);
    }
    fs::remove_all(beside);
}

} // namespace

TEST_CASE("a shard is written in one way alone", "[store]")
{
    CHECK(sim::parse_shard("0/1") == sim::Shard{0, 1});
    CHECK(sim::parse_shard("999/1000") == sim::Shard{999, 1000});
    for (const char* const wrong :
         {"", "/", "1", "1/1", "8/7", "0/0", "-1/2", "+1/2", "01/2", "1/2 ", " 1/2", "0/1001", "1/2/3", "0.5/2"})
        CHECK_FALSE(sim::parse_shard(wrong));
}

TEST_CASE("shards deal all tasks, evenly and each once", "[store]")
{
    for (const std::uint32_t of : {1U, 2U, 7U, 64U}) {
        std::set<std::size_t> seen;
        std::size_t dealt = 0;
        for (std::uint32_t k = 0; k < of; ++k) {
            const auto tasks = sim::tasks_of({k, of}, 36);
            CHECK(tasks.size() >= 36 / of);
            CHECK(tasks.size() <= 36 / of + 1);
            seen.insert(tasks.begin(), tasks.end());
            dealt += tasks.size();
        }
        CHECK(seen.size() == 36);
        CHECK(dealt == 36);
    }
}

TEST_CASE("a shard's bytes do not hang on the blocks that it came from", "[store]")
{
    const TemporaryFolder folder;
    const sim::Shard shard{3, 8};
    make_shard(folder / ".", shard, {{0, 1, 2}});
    const std::string once = contents(sim::file_of(folder / ".", shard));
    make_shard(folder / ".", shard, {{2}, {1, 0}});
    CHECK(contents(sim::file_of(folder / ".", shard)) == once);

    sim::Store store(folder / ".", sim::StoreUse::reading);
    store.add(sim::file_of(folder / ".", shard), sim::read_shard(folder / ".", shard, "context"));
    REQUIRE(store.size() == 3);
    CHECK(store.read("t2", 0) == "xxx");
    CHECK(store.read("t0", 1) == "y");
    CHECK(store.note_of("t1") == "note");
}

TEST_CASE("a shard that is damaged, another one or of other work is refused", "[store]")
{
    const TemporaryFolder folder;
    const fs::path at = folder / ".";
    const sim::Shard shard{3, 8};
    make_shard(at, shard, {{0, 1, 2}});
    const fs::path file = sim::file_of(at, shard);
    const std::string whole = contents(file);
    for (std::size_t k = 0; k < whole.size(); ++k) {
        std::string flipped = whole;
        flipped[k] = static_cast<char>(flipped[k] ^ 1);
        put(file, flipped);
        CHECK_THROWS_AS(sim::read_shard(at, shard, "context"), sim::ReadError);
        put(file, whole.substr(0, k));
        CHECK_THROWS_AS(sim::read_shard(at, shard, "context"), sim::ReadError);
    }
    put(file, whole);
    CHECK(sim::read_shard(at, shard, "context").size() == 3);
    CHECK_THROWS_AS(sim::read_shard(at, shard, "other"), sim::ReadError);
    fs::copy_file(file, sim::file_of(at, {2, 8}));
    CHECK_THROWS_AS(sim::read_shard(at, {2, 8}, "context"), sim::ReadError);
    sim::put_shard_aside(at, shard, ".damaged");
    sim::put_shard_aside(at, shard, ".damaged"); // another one was first
    CHECK_FALSE(fs::exists(file));
    CHECK(fs::exists(file.string() + ".damaged"));
}

TEST_CASE("what is put aside is never renamed over what was before", "[store]")
{
    const TemporaryFolder folder;
    for (const char* const text : {"first", "second", "third"}) {
        put(sim::file_of(folder / ".", {1, 8}), text);
        sim::put_shard_aside(folder / ".", {1, 8}, ".other");
    }
    CHECK(contents(folder / "1-of-8.shard.other") == "first");
    CHECK(contents(folder / "1-of-8.shard.2.other") == "second");
    CHECK(contents(folder / "1-of-8.shard.3.other") == "third");
    CHECK(sim::shards_in(folder / ".").empty());
}

TEST_CASE("what a folder has of shards", "[store]")
{
    const TemporaryFolder folder;
    CHECK(sim::shards_in(folder / "none").empty());
    for (const char* const name : {"1-of-8.shard", "1-of-8.progress", "0-of-3.progress", "10-of-11.shard.damaged",
                                   "9-of-8.shard", "letter.txt", "x-of-3.shard", ".2-of-8.shard.17@pc.part"})
        put(folder / name, "");
    fs::create_directory(folder / "5-of-8.work");
    CHECK(sim::shards_in(folder / ".") == std::vector<sim::Shard>{{0, 3}, {1, 8}, {5, 8}});
}

TEST_CASE("several may work with a shared store at once", "[store]")
{
    const TemporaryFolder folder;
    sim::Store one(folder / "w", sim::StoreUse::shared);
    one.open("context");
    sim::Store other(folder / "w", sim::StoreUse::shared);
    other.open("context");
    one.keep({{"a", {"1"}, ""}});
    other.keep({{"a", {"1"}, ""}, {"b", {"2"}, ""}});
    sim::Store third(folder / "w", sim::StoreUse::shared);
    third.open("context");
    CHECK(third.size() == 2);
    CHECK(third.read("b", 0) == "2");
    CHECK_FALSE(fs::exists(folder / "w" / "lock"));
}

TEST_CASE("only dead processes' parts are removed from a shared folder", "[store]")
{
    const TemporaryFolder folder;
    const std::string own = sim::part_of(folder / "x.block").filename();
    const std::string host = own.substr(own.find('@'));
    put(folder / own, "under way");
    put(folder / (".x.block.999999999" + host), "left");
    put(folder / ".x.block.999999999@another-machine.part", "perhaps under way");
    sim::remove_dead_parts(folder / ".");
    CHECK(fs::exists(folder / own));
    CHECK_FALSE(fs::exists(folder / (".x.block.999999999" + host)));
    CHECK(fs::exists(folder / ".x.block.999999999@another-machine.part"));
    sim::remove_all_parts(folder / ".");
    CHECK(folder.names().empty());
}

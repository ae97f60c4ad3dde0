#include "sim/results/errors.hpp"
#include "sim/results/new_folder.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

using namespace sim;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file)
{
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

} // namespace

TEST_CASE("a new folder is whole or not there", "[results][new_folder]")
{
    const TemporaryFolder folder;
    {
        NewFolder given_up(folder / "a");
        given_up.write("x.txt", "x");
        CHECK_FALSE(fs::exists(folder / "a"));
    }
    CHECK(folder.names().empty());
    NewFolder made(folder / "a");
    made.write("x.txt", "x");
    made.write("deep/er/y.txt", "y");
    CHECK_FALSE(fs::exists(folder / "a"));
    made.put_in_place();
    CHECK(folder.names() == std::vector<std::string>{"a"});
    CHECK(text_of(folder / "a" / "x.txt") == "x");
    CHECK(text_of(folder / "a" / "deep" / "er" / "y.txt") == "y");
}

TEST_CASE("a new folder takes the place of an empty one, never of what somebody has", "[results][new_folder]")
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "empty");
    fs::create_directory(folder / "full");
    std::ofstream(folder / "full" / "mine") << "mine";
    std::ofstream(folder / "file") << "mine";
    for (const char* const name : {"empty", "full", "file"}) {
        NewFolder made(folder / name);
        made.write("x.txt", "x");
        if (std::string(name) == "empty")
            CHECK_NOTHROW(made.put_in_place());
        else
            CHECK_THROWS_AS(made.put_in_place(), WriteError);
    }
    CHECK(text_of(folder / "empty" / "x.txt") == "x");
    CHECK(text_of(folder / "full" / "mine") == "mine");
    CHECK(text_of(folder / "file") == "mine");
    CHECK(folder.names().size() == 3);
    CHECK_THROWS_AS(NewFolder(folder / "none" / "a"), WriteError);
}

TEST_CASE("files of a new folder may come in pieces, or from others", "[results][new_folder]")
{
    const TemporaryFolder folder;
    NewFolder made(folder / "a");
    made.append("deep/x.txt", "one ");
    std::ofstream(made.place_for("other/y.txt")) << "theirs";
    made.append("deep/x.txt", "two");
    CHECK_FALSE(fs::exists(folder / "a"));
    made.put_in_place();
    CHECK(text_of(folder / "a" / "deep" / "x.txt") == "one two");
    CHECK(text_of(folder / "a" / "other" / "y.txt") == "theirs");
}

TEST_CASE("a new folder may take the place of another one at once", "[results][new_folder]")
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "full");
    std::ofstream(folder / "full" / "older") << "older";
    for (const char* const name : {"full", "none"}) {
        NewFolder made(folder / name);
        made.write("x.txt", "x");
        made.put_in_place_of_another();
        CHECK(text_of(folder / name / "x.txt") == "x");
    }
    CHECK_FALSE(fs::exists(folder / "full" / "older"));
    CHECK(folder.names().size() == 2);
}

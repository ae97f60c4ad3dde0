#include "scratch.hpp"
#include "tests/sim/text/given_toml.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace sim;
using namespace given;

TEST_CASE("values are read by their types", "[text][toml]")
{
    const Given given("name = \"Mixed\"\nx = 0.5\nn = 1_000\ne = 1e3\nthree = 3.0\nm = \"2019-01\"\nb = true\n"
                      "levels = [0, 1e9]\nplans = [\"a\", \"b\"]\nnone = []\n");
    REQUIRE(given.root.text("name") == "Mixed");
    REQUIRE(given.root.number("x") == 0.5);
    REQUIRE(given.root.number("n") == 1000.0);
    REQUIRE(given.root.integer("n") == 1000);
    REQUIRE(given.root.integer("e") == 1000);
    REQUIRE(given.root.integer("three") == 3);
    REQUIRE(given.root.month("m") == Month(2019, 1));
    REQUIRE(given.root.flag("b") == true);
    REQUIRE(given.root.numbers("levels") == std::vector<double>{0, 1e9});
    REQUIRE(given.root.texts("plans") == std::vector<std::string>{"a", "b"});
    REQUIRE(given.root.numbers("none").empty());
    REQUIRE(given.root.has("none"));
    REQUIRE_FALSE(given.root.text("absent"));
    REQUIRE_FALSE(given.root.table("absent"));
    REQUIRE(given.root.tables("absent").empty());
    given.root.finish();
    REQUIRE(given.said() == "");
}

TEST_CASE("a value of the wrong type says what is expected", "[text][toml]")
{
    const Given given("from = 2019\nday = 2019-03-01\nname = 3\nx = \"a\"\ny = \"1\"\nn = 2.5\nb = 1\nlist = 1\n"
                      "levels = [1, \"a\", 3]\nt = [1]\nu = 1_0\nz = [[1]]\nbad = \"2019-13\"\n");
    given.root.month("from");
    given.root.month("day");
    given.root.text("name");
    given.root.number("x");
    given.root.number("y");
    given.root.integer("n");
    given.root.flag("b");
    given.root.texts("list");
    REQUIRE(given.root.numbers("levels") == std::vector<double>{1, 3});
    given.root.table("t");
    given.root.tables("u");
    given.root.texts("z");
    given.root.month("bad");
    given.root.finish();
    REQUIRE(given.said() == "p.toml:1: from = 2019: a month like \"2019-01\" is expected\n"
                            "p.toml:2: day = 2019-03-01: a month in quotes is expected, without a day: \"2019-03\"\n"
                            "p.toml:3: name = 3: a text in quotes is expected\n"
                            "p.toml:4: x = \"a\": a number is expected\n"
                            "p.toml:5: y = \"1\": a number is expected, without quotes\n"
                            "p.toml:6: n = 2.5: a whole number is expected\n"
                            "p.toml:7: b = 1: true or false is expected\n"
                            "p.toml:8: list = 1: a list of texts like [\"a\", \"b\"] is expected\n"
                            "p.toml:9: levels[2] = \"a\": a number is expected\n"
                            "p.toml:10: t = […]: one table is expected, [t] or {…}\n"
                            "p.toml:11: u = 1_0: a list of tables is expected, [[u]] with two brackets\n"
                            "p.toml:12: z[1] = […]: a text in quotes is expected\n"
                            "p.toml:13: bad = \"2019-13\": a month like \"2019-01\" is expected\n");
}

TEST_CASE("numbers lie in their range, are finite, and not nearly zero", "[text][toml]")
{
    const Given given(
        "a = -20\nb = nan\nc = -inf\nd = 1e-400\ne = -0.0\nf = 0e5\ng = { \"é\" = -0e-5, h = -1_0.5e-999 }\n"
        "i = 9223372036854775807\nl = [0.5, 2]\n");
    const Range range{.lowest = 0, .reason = {"kursi setahun harus 0 atau lebih", "seats a year must be 0 or more"}};
    REQUIRE_FALSE(given.root.number("a", range));
    REQUIRE_FALSE(given.root.number("b"));
    REQUIRE_FALSE(given.root.integer("c"));
    REQUIRE_FALSE(given.root.number("d"));
    REQUIRE_FALSE(std::signbit(*given.root.number("e")));
    REQUIRE(given.root.number("f") == 0.0);
    REQUIRE(given.root.table("g")->number("é") == 0.0);
    REQUIRE_FALSE(given.root.table("g")->number("h"));
    REQUIRE(given.root.integer("i") == 9223372036854775807);
    REQUIRE(given.root.numbers("l", {.lowest = 0, .highest = 1}) == std::vector<double>{0.5});
    REQUIRE(given.said() == "p.toml:1: a = -20: seats a year must be 0 or more\n"
                            "p.toml:2: b = nan: a finite number is expected\n"
                            "p.toml:3: c = -inf: a finite number is expected\n"
                            "p.toml:4: d = 1e-400: the number is too near to zero\n"
                            "p.toml:7: h = -1_0.5e-999: the number is too near to zero\n"
                            "p.toml:9: l[2] = 2: must be 0 to 1\n");
}

TEST_CASE("a choice names what there is", "[text][toml]")
{
    const std::vector<std::string> names{"leaders", "technical", "all"};
    const Given given("a = \"all\"\nb = \"leader\"\nc = 1\n");
    REQUIRE(given.root.choice("a", names) == "all");
    REQUIRE_FALSE(given.root.choice("b", names));
    REQUIRE_FALSE(given.root.choice("c", names));
    REQUIRE(given.said() == "p.toml:2: b = \"leader\": unknown value; did you mean \"leaders\"?; known: leaders, "
                            "technical, all\np.toml:3: c = 1: a text in quotes is expected\n");
}

TEST_CASE("keys that nobody asked for are errors, absent ones that were asked are accepted", "[text][toml]")
{
    const Given given(
        "nmae = \"x\"\n[[rule]]\nfrom = 1\nweigth = 2\n[deep.a]\nx = 1\n[deep.b]\ny = 1\n[left]\nz = 1\n");
    given.root.text("name");
    for (const TomlTable& rule : given.root.tables("rule")) {
        rule.number("from");
        rule.number("weight");
        rule.finish();
    }
    given.root.table("deep")->table("a");
    given.root.finish();
    given.root.finish();
    REQUIRE(given.said() == "p.toml:1: nmae = \"x\": unknown key; did you mean \"name\"?; known: name, rule, deep\n"
                            "p.toml:4: weigth = 2: unknown key; did you mean \"weight\"?; known: from, weight\n"
                            "p.toml:6: x = 1: unknown key\n"
                            "p.toml:7: b = {…}: unknown key; known: a\n"
                            "p.toml:9: left = {…}: unknown key; known: name, rule, deep\n");
}

TEST_CASE("tables are the same however they are written", "[text][toml]")
{
    for (const std::string text : {"[t]\na.b = 1\n", "t = { a = { b = 1 } }\n", "t.a.b = 1\n", "[t.a]\nb = 1\n"}) {
        CAPTURE(text);
        const Given given(text);
        REQUIRE(given.root.table("t")->table("a")->number("b") == 1.0);
        given.root.finish();
        REQUIRE(given.said() == "");
    }
    for (const std::string text : {"[[l]]\na = 1\n[[l]]\na = 2\n", "l = [{ a = 1 }, { a = 2 }]\n"}) {
        CAPTURE(text);
        const Given given(text);
        const auto list = given.root.tables("l");
        REQUIRE(list.size() == 2);
        REQUIRE(list[1].number("a") == 2.0);
    }
}

TEST_CASE("one table where several are expected, and the other way", "[text][toml]")
{
    const Given given("[rule]\na = 1\n[[one]]\nb = 1\n[x]\nl = [{}, 1]\n");
    REQUIRE(given.root.tables("rule").size() == 1); // with its own mistakes
    REQUIRE_FALSE(given.root.table("one"));
    REQUIRE(given.root.table("x")->tables("l").size() == 1);
    REQUIRE(given.said() == "p.toml:1: rule = {…}: a list of tables is expected, [[rule]] with two brackets\n"
                            "p.toml:3: one = […]: one table is expected, [one] or {…}\n"
                            "p.toml:6: l[2] = 1: a table is expected\n");
}

TEST_CASE("types, lines and keys can be asked", "[text][toml]")
{
    const Given given("# first\nfrom = \"x\"\nto = { kind = \"y\" }\nn = 1\nd = 2019-01-01\nb = false\nl = [1]\n\n"
                      "[[t]]\na = 1\n");
    REQUIRE(given.root.type_of("from") == "text");
    REQUIRE(given.root.type_of("to") == "table");
    REQUIRE(given.root.type_of("n") == "number");
    REQUIRE(given.root.type_of("d") == "date");
    REQUIRE(given.root.type_of("b") == "flag");
    REQUIRE(given.root.type_of("l") == "list");
    REQUIRE(given.root.type_of("t") == "tables");
    REQUIRE(given.root.type_of("absent") == "");
    REQUIRE(given.root.keys() == std::vector<std::string>{"from", "to", "n", "d", "b", "l", "t"});
    REQUIRE(given.root.line("n") == 4);
    REQUIRE(given.root.line() == 0);
    REQUIRE(given.root.tables("t")[0].line() == 9);
    REQUIRE(given.root.tables("t")[0].line("a") == 10);
    REQUIRE(given.root.tables("t")[0].line("absent") == 9);
    REQUIRE(given.root.file_name() == "p.toml");
}

TEST_CASE("looking at keys does not make them known", "[text][toml]")
{
    const Given given("a = 1\n");
    REQUIRE(given.root.keys().size() == 1);
    given.root.finish();
    REQUIRE(given.said() == "p.toml:1: a = 1: unknown key\n");
}

TEST_CASE("leaves of a free table come with their paths, in order", "[text][toml]")
{
    const Given given("[parameters]\nrotation.tail = 1\nrotation.head = 0.6\nname = \"x\"\n[parameters.need]\n"
                      "kel-1 = 50_000_000\non = true\n");
    const auto leaves = given.root.table("parameters")->leaves();
    REQUIRE(leaves.size() == 5);
    REQUIRE(leaves[0].path == "rotation.tail");
    REQUIRE(leaves[1].path == "rotation.head");
    REQUIRE(std::get<double>(leaves[1].value) == 0.6);
    REQUIRE(leaves[1].line == 3);
    REQUIRE(std::get<std::string>(leaves[2].value) == "x");
    REQUIRE(leaves[3].path == "need.kel-1");
    REQUIRE(std::get<double>(leaves[3].value) == 5e7);
    REQUIRE(std::get<bool>(leaves[4].value));
    given.root.table("parameters")->error("rotation.head", {"x", "wrong"});
    given.root.finish();
    REQUIRE(given.said() == "p.toml:3: rotation.head = 0.6: wrong\n");
}

TEST_CASE("lists, dates and doubles among leaves are errors", "[text][toml]")
{
    const Given given("a.b = [1]\na.c = 2019-01-01\na.d = inf\n\"a.e\" = 1\na.e = 2\n");
    REQUIRE(given.root.leaves().size() == 1);
    REQUIRE(given.said() == "p.toml:1: a.b = […]: a number, a text, true or false is expected\n"
                            "p.toml:2: a.c = 2019-01-01: a number, a text, true or false is expected\n"
                            "p.toml:3: a.d = inf: a finite number is expected\n"
                            "p.toml:5: a.e = 2: the name is there already\n");
    const Given again("a = 1\n");
    again.root.leaves();
    REQUIRE(again.root.leaves().size() == 1);
    REQUIRE(again.said() == "");
}

TEST_CASE("model code can speak about keys and tables", "[text][toml]")
{
    const Given given("[t]\na = \"x\"\n");
    const TomlTable t = *given.root.table("t");
    t.warning("a", {"w", "a warning"});
    t.note("b", {"n", "a note"});
    t.error_here({"e", "an error"});
    REQUIRE_FALSE(t.require("c"));
    REQUIRE(t.require("a"));
    given.root.finish();
    REQUIRE(given.said() == "p.toml:1: b: note: a note\np.toml:1: an error\np.toml:1: c: this key must be there\n"
                            "p.toml:2: a = \"x\": warning: a warning\n");
}

TEST_CASE("control characters hidden in a text are refused", "[text][toml]")
{
    const Given given("a = \"x\\u0000y\"\nb = \"\\u001b[2J\"\nc = \"x\\ty\\n\"\n");
    REQUIRE_FALSE(given.root.text("a"));
    REQUIRE_FALSE(given.root.text("b"));
    REQUIRE(given.root.text("c") == "x\ty\n");
    REQUIRE(given.said() == "p.toml:1: a = \"x\\x00y\": the text has control characters\n"
                            "p.toml:2: b = \"\\x1b[2J\": the text has control characters\n");
}

TEST_CASE("BOM and CRLF do no harm", "[text][toml]")
{
    const Given given("\xef\xbb\xbf"
                      "a = 1\r\nb = 1.5\r\n");
    REQUIRE(given.root.number("a") == 1.0);
    given.root.finish();
    REQUIRE(given.said() == "p.toml:2: b = 1.5: unknown key; known: a\n");
}

TEST_CASE("a file that cannot be read has an empty root", "[text][toml]")
{
    const Scratch scratch;
    Findings findings;
    const TomlFile none = read_toml(scratch.folder() / "none.toml", "none.toml", findings);
    REQUIRE(none.failed());
    REQUIRE_FALSE(none.root().number("x"));
    REQUIRE_FALSE(none.root().require("x"));
    none.root().finish();
    const auto large = scratch.write("large.toml", "");
    std::filesystem::resize_file(large, (16 << 20) + 1);
    REQUIRE(read_toml(large, "large.toml", findings).failed());
    REQUIRE(to_text(findings, Language::en) ==
            "none.toml: there is no such file\nlarge.toml: the file is larger than 16 MB\n");
    REQUIRE(read_toml(scratch.write("t.toml", "x = 1"), "t.toml", findings).root().number("x") == 1.0);
}

TEST_CASE("values of a file hang on nothing but what it says", "[text][toml]")
{
    const auto values = [](const std::string& text) { return Given(text).root.values({"name"}); };
    const std::string once = values("name = \"A\"\nx = 1000\n[a]\nb = [1, \"c\"]\nd = true\n");
    REQUIRE(values("# a note\nx=1_000.0 # so many\nname = \"B\"\na.d = true\na.b = [ 1.0, 'c' ]\n") == once);
    REQUIRE(values("x = 1000\n[a]\nb = [1, \"c\"]\nd = true\nname = \"A\"\n") != once); // of another table
    REQUIRE(values("x = 1001\n[a]\nb = [1, \"c\"]\nd = true\n") != once);
    REQUIRE(values("x = \"1000\"\n[a]\nb = [1, \"c\"]\nd = true\n") != once);
    REQUIRE(values("x = 1000\n[a]\nb = [\"c\", 1]\nd = true\n") != once);
}

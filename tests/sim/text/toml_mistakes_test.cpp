#include "scratch.hpp"
#include "tests/sim/text/given_toml.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace sim;
using namespace given;

TEST_CASE("mistakes of writing are explained", "[text][toml]")
{
    REQUIRE(syntax("x = 1\nfrom = 2019-01  # start\n") ==
            "p.toml:2: from = 2019-01  # start: a month is written in quotes: \"2019-01\"\n");
    REQUIRE(syntax("x = 1,5").find("decimals are written with a point: 1.5") != std::string::npos);
    REQUIRE(syntax("x = 1.000.000").find("nothing between thousands") != std::string::npos);
    REQUIRE(syntax("x = 3 000").find("nothing between thousands") != std::string::npos);
    REQUIRE(syntax("x = training") == "p.toml:1: x = training: the value is not understood; a text is written in "
                                      "quotes, a number like 0.3\n");
    REQUIRE(syntax("x = “a”").find("quotes must be straight") != std::string::npos);
    REQUIRE(syntax("x = True").find("in small letters") != std::string::npos);
    REQUIRE(syntax("x = 1\nx = 2\n") ==
            "p.toml:2: x = 2: the key \"x\" is there already; a key is written only once\n");
    REQUIRE(syntax("x = \"abc\ny = 1\n") == "p.toml:1: x = \"abc: a quote or bracket is not closed\n");
    REQUIRE(syntax("x = [1, 2\ny = 3\n").find("p.toml:1: x = [1, 2: the list is not closed") == 0);
    REQUIRE(syntax("x =\n").find("a value must follow =") != std::string::npos);
    REQUIRE(syntax("two words = 1").find("a key must be followed by =") != std::string::npos);
    REQUIRE(syntax("x = 1e400").find("too large") != std::string::npos);
    REQUIRE(syntax("x = 99999999999999999999").find("too large") != std::string::npos);
    REQUIRE(syntax("x = 007").find("begin with a zero") != std::string::npos);
    REQUIRE(syntax("x = 1 y = 2").find("one key and one value") != std::string::npos);
    REQUIRE(syntax("[a\nb = 1").find("a heading is written [name]") != std::string::npos);
    REQUIRE(syntax("a = { b = 1,\nc = 2 }").find("must be on one line") != std::string::npos);
    REQUIRE(syntax("x = \"\\q\"") == "p.toml:1: x = \"\\q\": within quotes a \\ is written twice: \\\\\n");
    REQUIRE(syntax("x = 99.99\"") == "p.toml:1: x = 99.99\": the opening quote is missing\n");
    REQUIRE(syntax("= 1").find("p.toml:1: = 1: this line is not understood") == 0);
}

TEST_CASE("a mistake of writing hides no other mistake", "[text][toml]")
{
    const Given given("budget = 3.000.000.000\nname = \"Plan\n\n[[by]]\nkind = \"training\"\nunit_cost = 3.000.000\n"
                      "share = 0,5\ntarget = \"task_forc\"\n[[by]]\nkind = training\nper_year 3\nlevel: 3\n"
                      "from = { a = 1, b = 2\nto = 2019\nkind = \"x\"\nwhatever = tru\n\n[[by]]\nkind = 1\n");
    REQUIRE_FALSE(given.file.failed());
    REQUIRE(given.root.require("name"));
    REQUIRE_FALSE(given.root.text("name"));
    REQUIRE(given.root.has("budget"));
    REQUIRE_FALSE(given.root.number("budget"));
    REQUIRE_FALSE(given.root.integer("budget"));
    REQUIRE_FALSE(given.root.flag("budget"));
    REQUIRE_FALSE(given.root.month("budget"));
    REQUIRE_FALSE(given.root.table("budget"));
    REQUIRE(given.root.tables("budget").empty());
    REQUIRE(given.root.numbers("budget").empty());
    REQUIRE(given.root.texts("budget").empty());
    REQUIRE(given.root.type_of("budget") == "unread");
    const auto by = given.root.tables("by");
    REQUIRE(by.size() == 3);
    const std::vector<std::string> targets{"task_force"};
    for (const TomlTable& table : by) {
        REQUIRE(table.require("kind"));
        table.text("kind");
        table.choice("target", targets);
        table.month("to");
        for (const char* key : {"unit_cost", "share", "from", "per_year"}) table.number(key);
    }
    given.root.finish();
    REQUIRE(given.said() ==
            "p.toml:1: budget = 3.000.000.000: a number is written with nothing between thousands, or with "
            "underscores: 1_000_000\n"
            "p.toml:2: name = \"Plan: a quote or bracket is not closed\n"
            "p.toml:6: unit_cost = 3.000.000: a number is written with nothing between thousands, or with "
            "underscores: 1_000_000\n"
            "p.toml:7: share = 0,5: decimals are written with a point: 1.5\n"
            "p.toml:8: target = \"task_forc\": unknown value; did you mean \"task_force\"?; known: task_force\n"
            "p.toml:10: kind = training: the value is not understood; a text is written in quotes\n"
            "p.toml:11: per_year 3: a key must be followed by = and a value\n"
            "p.toml:12: level: 3: a key must be followed by = and a value\n"
            "p.toml:13: from = { a = 1, b = 2: a table {…} must be on one line and be closed by }\n"
            "p.toml:14: to = 2019: a month like \"2019-01\" is expected\n"
            "p.toml:15: kind = \"x\": the key \"kind\" is there already; a key is written only once\n"
            "p.toml:16: whatever = tru: unknown key; known: kind, target, to, unit_cost, share, from, per_year\n"
            "p.toml:19: kind = 1: a text in quotes is expected\n");
}

TEST_CASE("a value that cannot be read takes its other lines with it, and no more", "[text][toml]")
{
    const std::pair<const char*, const char*> cases[] = {
        {"x = [\n  1,\n  2 3,\n  4,\n]\ny = 1\n",
         "p.toml:3: 2 3,: the list is not closed by ], or a comma is missing in it\n"},
        {"x = [\n  1,\n  # more\n  2\ny = 1\n",
         "p.toml:1: x = [: the list is not closed by ], or a comma is missing in it\n"},
        {"x = [[1, 2],\n[a]]\ny = 1\n",
         "p.toml:2: [a]]: this line is not understood; a line has key = value, [heading], or # before a comment\n"},
        {"x = \"one\ntwo\"\ny = 1\n", "p.toml:1: x = \"one: a quote or bracket is not closed\n"},
        {"x =\n  5\ny = 1\n", "p.toml:1: x: a value must follow =\n"},
        {"x = { a = 1,\nb = 2 }\ny = 1\n",
         "p.toml:1: x = { a = 1,: a table {…} must be on one line and be closed by }\n"},
        {"x = \"\"\"one\ntwo\ny = 1\n", "p.toml:1: x = \"\"\"one: a quote or bracket is not closed\n"},
        {"x = [1, 2\ny = 1\n[[t]]\n",
         "p.toml:1: x = [1, 2: the list is not closed by ], or a comma is missing in it\n"},
        {"y = 1\nx.z = 3 000\nx.\"é\" = 1\r\n",
         "p.toml:2: x.z = 3 000: a number is written with nothing between thousands, or with underscores: 1_000_000\n"},
        {"y = 1\nx = 1\nx = 1.000.000\n",
         "p.toml:3: x = 1.000.000: the key \"x\" is there already; a key is written only "
         "once\n"},
        {"x = \"a\tb\x1b\"\ny = 1\n", "p.toml:1: x = \"a\\tb\\x1b\": there is a control character\n"},
        {"y = 1\nx = \"\xe9\"\n", "p.toml:2: there are characters that are not UTF-8; save the file as UTF-8\n"},
    };
    for (const auto& [text, said] : cases) {
        CAPTURE(text);
        const Given given(text);
        REQUIRE_FALSE(given.file.failed());
        REQUIRE(given.root.has("x"));
        REQUIRE(given.root.number("y") == 1.0);
        CHECK(given.said() == said);
    }
}

TEST_CASE("of a broken heading all mistakes of writing are said, and none that only follow", "[text][toml]")
{
    const std::string tail = "kind = \"a\"\nx = 1,5\n[[by]]\nkind = \"b\"\n[by.c]\na = 1\n[[by]]\n[by.c]\na = 1\n";
    for (const std::string heading : {"[[by]", "[by]]"}) { // only the brackets are wrong
        CAPTURE(heading);
        const Given given("name = 1\n" + heading + "\n" + tail);
        REQUIRE_FALSE(given.file.failed());
        for (const TomlTable& table : given.root.tables("by"))
            for (const char* key : {"kind", "x", "c"}) static_cast<void>(table.has(key));
        REQUIRE(given.root.tables("by").size() == 3);
        REQUIRE(given.root.has("name"));
        REQUIRE_FALSE(given.root.require("to"));
        given.root.finish();
        const auto all = given.findings.all();
        INFO(given.said());
        REQUIRE(all.size() == 3);
        CHECK(all[0].key == "to");
        CHECK(all[1].line == 2);
        CHECK(all[2].line == 4);
    }
    for (const std::string heading : {"[[by]] x", "by]]", "by", "[[b y]]", "[]"}) { // what follows belongs nowhere
        CAPTURE(heading);
        const Given given("name = 1\n" + heading + "\n" + tail);
        REQUIRE(given.file.failed());
        REQUIRE(given.root.keys().empty());
        REQUIRE_FALSE(given.root.require("to"));
        given.root.finish();
        const auto all = given.findings.all();
        INFO(given.said());
        REQUIRE(all.size() == 2);
        CHECK(all[0].line == 2);
        CHECK(all[1].line == 4);
    }
}

TEST_CASE("a heading in single brackets more than once is a list or one table, as it is asked", "[text][toml]")
{
    for (const std::string text : {"[a]\nx = -1\n[a]\nx = -2\n[a]\ny = 3\n", "[a]\nx = -1\n[[a]]\nx = -2\n[a]\ny = 3\n",
                                   "[[a]]\nx = -1\n[a]\nx = -2\n[a]\ny = 3\n"}) {
        CAPTURE(text);
        const Given list(text);
        REQUIRE_FALSE(list.file.failed());
        const auto tables = list.root.tables("a");
        REQUIRE(tables.size() == 3);
        REQUIRE(tables[1].number("x") == -2.0);
        for (const TomlTable& table : tables) table.number("x", {.lowest = 0});
        list.root.finish();
        const bool second_is_list = text.find("\n[[a]]") != std::string::npos;
        const bool first_is_list = text.starts_with("[[");
        const std::string like = second_is_list ? ", as in line 3" : first_is_list ? ", as in line 1" : "";
        CHECK(list.said() == (first_is_list ? "" : "p.toml:1: [a]: write [[a]]" + like + "\n") +
                                 "p.toml:2: x = -1: must be 0 or more\n" +
                                 (second_is_list ? "" : "p.toml:3: [a]: write [[a]]" + like + "\n") +
                                 "p.toml:4: x = -2: must be 0 or more\np.toml:5: [a]: write [[a]]" + like +
                                 "\np.toml:6: y = 3: unknown key; known: x\n");
    }
    const Given one("[a]\nx = 1\n[b]\n[a]\ny = -2\n[a]\nx = 3\nz = 1\n");
    const auto table = one.root.table("a");
    REQUIRE(table);
    REQUIRE(table->number("x") == 1.0);
    table->number("y", {.lowest = 0});
    one.root.table("b");
    one.root.finish();
    REQUIRE(one.said() == "p.toml:4: [a]: this heading is there already, in line 1; a heading is written only once\n"
                          "p.toml:5: y = -2: must be 0 or more\n"
                          "p.toml:6: [a]: this heading is there already, in line 1; a heading is written only once\n"
                          "p.toml:8: z = 1: unknown key; known: x, y\n");
    REQUIRE(syntax("a.x = 1\n[a]\nx = 1\n[a]\nx = 2\n").find("is there already") != std::string::npos);
    REQUIRE(syntax("[a.b]\n[a]\n[a]\n") ==
            "p.toml:3: [a]: the key \"a\" is there already; a key is written only once\n");
    const std::string lost = syntax("[a]\n[a]\nx = 1,5\n[b y]\n");
    REQUIRE(lost.find("p.toml:1: [a]: this heading is there more than once") == 0);
    REQUIRE(lost.find("p.toml:3: x = 1,5") != std::string::npos);
}

TEST_CASE("of a value that is no TOML is said what its key wants, once", "[text][toml]")
{
    const Given given(
        "a = tiga\nb = 30%\nc = 3*12\nd = kelurahan\ne = ya\nf = besok\ng = [1, dua]\nh = semua\ni = apa\n"
        "[p]\nq.r = kuat\n[o]\ns = x\n");
    for (const char* key : {"a", "b", "a"}) REQUIRE_FALSE(given.root.number(key));
    given.root.integer("c");
    given.root.choice("d", std::vector<std::string>{"kelurahan"});
    given.root.flag("e");
    given.root.month("f");
    given.root.numbers("g");
    given.root.table("h");
    REQUIRE(given.root.table("p")->leaves({"angka", "numbers only"}).empty());
    given.root.table("o");
    given.root.finish();
    const std::string number = ": a number like 1200 or 0.3 is expected, without unit, per cent or sum\n";
    REQUIRE(given.said() == "p.toml:1: a = tiga" + number + "p.toml:2: b = 30%" + number + "p.toml:3: c = 3*12" +
                                number +
                                "p.toml:4: d = kelurahan: the value is not understood; a text is written in quotes\n"
                                "p.toml:5: e = ya: true or false is expected\n"
                                "p.toml:6: f = besok: a month like \"2019-01\" is expected\n"
                                "p.toml:7: g = [1, dua]: a list of numbers like [0, 1, 2] is expected\n"
                                "p.toml:8: h = semua: one table is expected, [h] or {…}\n"
                                "p.toml:9: i = apa: unknown key; known: a, b, c, d, e, f, g, h, p, o\n"
                                "p.toml:11: q.r = kuat: numbers only\n"
                                "p.toml:13: s = x: unknown key\n");
}

TEST_CASE("what toml++ says in English is never said", "[text][toml]")
{
    for (const std::string text :
         {"x = 30%", "x = 3*12", "x = 99.99\"", "x = \"\\q\"", "x = 0x", "x = 1__0", "x = 2019-1-1", "= 1", "x", "?",
          "x = [1,,2]", "x = {,}", "[]", "x.=1", "x = 1e", "x = +", "x = 12:99"}) {
        CAPTURE(text);
        Given given(text);
        given.root.number("x");
        given.root.finish();
        REQUIRE(given.findings.failed());
        for (const Finding& finding : given.findings.all())
            for (const char* word : {"rror", "expect", "saw", "pars"})
                CHECK(finding.reason.id.find(word) == std::string::npos);
    }
}

TEST_CASE("a key that is missing because it is misspelt is one mistake", "[text][toml]")
{
    const Given given("[a]\nper_yaer = 1\n[b]\nother = 1\n[c]\nbudgt = 1\n[d]\n");
    for (const char* key : {"a", "b", "c", "d"}) {
        const auto table = *given.root.table(key);
        REQUIRE_FALSE(table.require_any({"per_year", "budget"}, {"beri", "give per_year or budget"}));
        REQUIRE_FALSE(table.number("per_year"));
    }
    REQUIRE_FALSE(given.findings.failed());
    given.root.finish();
    given.root.finish();
    REQUIRE(given.said() == "p.toml:2: per_yaer = 1: unknown key; did you mean \"per_year\"?; known: per_year, budget\n"
                            "p.toml:3: give per_year or budget\n"
                            "p.toml:4: other = 1: unknown key; known: per_year, budget\n"
                            "p.toml:6: budgt = 1: unknown key; did you mean \"budget\"?; known: per_year, budget\n"
                            "p.toml:7: give per_year or budget\n");
}

TEST_CASE("a file that is no TOML is not picked to pieces", "[text][toml]")
{
    const Given prose(repeated("Kota layak anak ialah kota yang aman.\n", 500));
    REQUIRE(prose.file.failed());
    REQUIRE(prose.findings.all().size() == Findings::most_alike + 1);
    const Given table(repeated("kota,Kota,city,,,1\n", 500));
    REQUIRE(table.findings.all().size() == Findings::most_alike + 1);
    const Given numbers(repeated("x = 1.000.000\n", 500));
    REQUIRE(numbers.findings.all().size() <= 100);
    const Given large(repeated("# a comment\n", 900'000) + "x = 1,5\ny = 1,5\n");
    REQUIRE(large.findings.all().size() == 1); // to read on would take too long
}

TEST_CASE("what a mistake hid is as harmless as the rest", "[text][toml]")
{
    REQUIRE(syntax("x = \"\"\"\ny = 1\n" + repeated("a.", 200'000) + "b = 1\n").find("nested too deeply") !=
            std::string::npos);
    const Given marked("x = \"\\u0000unread\"\ny = 1,5\n");
    REQUIRE_FALSE(marked.root.number("x"));
    REQUIRE_FALSE(marked.root.number("y"));
    REQUIRE(marked.findings.all().size() == 2);
    const Given leaves("[p]\na.b = 1,5\na.c = 2\n");
    REQUIRE(leaves.root.table("p")->leaves().size() == 1);
    leaves.root.finish();
    REQUIRE(leaves.findings.all().size() == 1);
}

TEST_CASE("no file can crash the reader", "[text][toml]")
{
    for (const char* deep : {"[", "{a=", "[{a="}) {
        REQUIRE(syntax(std::string("x = ") + repeated(deep, 100'000)).find("nested too deeply") != std::string::npos);
    }
    REQUIRE(syntax(std::string("x = 1\n") + repeated("a.", 200'000) + "b = 1\n").find("p.toml:2: a.a.") == 0);
    REQUIRE(syntax(std::string("[") + repeated("a . ", 200'000) + "b]").find("nested too deeply") != std::string::npos);
    REQUIRE(syntax(std::string("x = {") + repeated("'a'.", 200'000) + "b=1}").find("nested too deeply") !=
            std::string::npos);
    // Where strings end matters, or what follows could hide.
    for (const std::string text : {"s = \"\"\"\n\"\"\"\"\"\n", "s = '''x''''\n", "s = \"a\\\"\"\n", "s = '\\'\n",
                                   "# \"\n", "s = \"\"\n", "s = \"\"\"a\\\n b\\\"\"\"\"\n", "s = \"\"\"\"\"\" # '\n"}) {
        CAPTURE(text);
        REQUIRE(syntax(text + repeated("a.", 200'000) + "b = 1\n").find("nested too deeply") != std::string::npos);
        REQUIRE_FALSE(Given(text + "b = 1\n").file.failed());
    }
    REQUIRE(syntax(std::string("a = 1\n\0", 7)).find("p.toml:2: there is a NUL") == 0);
    REQUIRE(syntax("a = 1\n[\fb]\n") == "p.toml:2: [\\x0cb]: there is a control character\n");
    REQUIRE(syntax("a = 1\n\rb = 1\n").find("p.toml:2: b = 1: there is a control character") == 0);
    REQUIRE(syntax("\xff\xfe"
                   "a")
                .find("UTF-16") != std::string::npos);
    REQUIRE(syntax("a = \"\xe9\"").find("p.toml:1: there are characters that are not UTF-8") == 0);
    REQUIRE(syntax("x = " + std::string(1'000'000, '1')).size() < 300);
    REQUIRE(syntax("x = \"" + std::string(1'000'000, '1')).size() < 300);
}

TEST_CASE("a letter beyond ASCII is a mistake outside of quotes, and none within", "[text][toml]")
{
    for (const std::string text :
         {"x = é", "é = 1", "x = 1é", "x = [1, 2 é]", "x = { a = 1, é = 2 }", "é", "x = 1 。"}) {
        CAPTURE(text);
        REQUIRE(syntax(text).find("p.toml:1: " + text) == 0);
    }
    const Given given("# é\n\"é\" = 'é'\nx = \"\"\"a \\\n  é\"\"\"\n");
    REQUIRE(given.root.text("é") == "é");
    REQUIRE(given.root.text("x") == "a é");
}

TEST_CASE("many dots in texts, comments and lists are not deep", "[text][toml]")
{
    const Given given("a = \"" + repeated("x.", 100) + "\"\n# " + repeated("x.", 100) + "\nb = '''" +
                      repeated(".", 50) + "'''\nc = [" + repeated("0.5, ", 100) + "]\n");
    REQUIRE_FALSE(given.file.failed());
    REQUIRE(given.root.numbers("c").size() == 100);
}

TEST_CASE("a long line takes no longer for its length", "[text][toml]")
{
    const Given given("a = [" + repeated("0.0,", 500'000) + "]\nb = [" + repeated("{},", 100'000) + "]\n");
    REQUIRE(given.root.numbers("a").size() == 500'000); // with the square, minutes
    REQUIRE(given.root.tables("b").size() == 100'000);
    given.root.finish();
    REQUIRE(given.said() == "");
}

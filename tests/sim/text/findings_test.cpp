#include "sim/text/findings.hpp"
#include "sim/text/utf8.hpp"

#include <catch2/catch.hpp>

using namespace sim;

namespace {

const Words not_negative{"kursi setahun harus 0 atau lebih", "seats a year must be 0 or more"};

std::string english(const Finding& finding) { return to_text(finding, Language::en); }

} // namespace

TEST_CASE("a finding reads file, line, key, value, reason", "[text][findings]")
{
    Finding finding{Severity::error, "plans/mixed.toml", 14, "per_year", "-20", not_negative};
    REQUIRE(english(finding) == "plans/mixed.toml:14: per_year = -20: seats a year must be 0 or more");
    REQUIRE(to_text(finding, Language::id) == "plans/mixed.toml:14: per_year = -20: kursi setahun harus 0 atau lebih");
    finding.found.clear();
    REQUIRE(english(finding) == "plans/mixed.toml:14: per_year: seats a year must be 0 or more");
    finding.key.clear();
    finding.line = 0;
    REQUIRE(english(finding) == "plans/mixed.toml: seats a year must be 0 or more");
    finding.found += 'x';
    REQUIRE(english(finding) == "plans/mixed.toml: x: seats a year must be 0 or more");
    finding.file.clear();
    finding.found.clear();
    REQUIRE(english(finding) == "seats a year must be 0 or more");
}

TEST_CASE("notes and warnings say that they are no errors", "[text][findings]")
{
    const Finding note{Severity::note, "a", 1, "k", "1", not_negative};
    const Finding warning{Severity::warning, "a", 1, "k", "1", not_negative};
    REQUIRE(english(note) == "a:1: k = 1: note: seats a year must be 0 or more");
    REQUIRE(to_text(warning, Language::id) == "a:1: k = 1: peringatan: kursi setahun harus 0 atau lebih");
}

TEST_CASE("nothing from a file reaches the terminal as a control", "[text][findings]")
{
    const Finding finding{Severity::error, "a\x1b[2J", 1, "k\n", "\"\x1b]0;x\x07\"", {"z\x9b", "z\x9b"}};
    REQUIRE(english(finding) == "a\\x1b[2J:1: k\\n = \"\\x1b]0;x\\x07\": z\\x9b");
    REQUIRE(escaped("é \xc2\x9b \xe2\x80\xae \xc0\x80 \xed\xa0\x80 \xf4\x90\x80\x80 𝄞") ==
            "é \\u009b \\u202e \\xc0\\x80 \\xed\\xa0\\x80 \\xf4\\x90\\x80\\x80 𝄞");
    REQUIRE(escaped("cut \xe2\x80") == "cut \\xe2\\x80");
}

TEST_CASE("a long value is cut between characters and keeps its quotes", "[text][findings]")
{
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "é";
    const std::string cut = shortened(in_quotes(many));
    REQUIRE(first_not_utf8(cut) == std::string::npos);
    REQUIRE(cut.starts_with("\"é"));
    REQUIRE(cut.ends_with("é…\""));
    REQUIRE(cut.size() == 1 + 2 * 57 + 3 + 1); // a quote, 57 kept, the ellipsis, a quote: 60 characters
    REQUIRE(shortened(cut) == cut);
    const std::string sixty = many.substr(0, 120);
    REQUIRE(shortened(sixty) == sixty);
    REQUIRE(shortened(sixty + "é") == sixty.substr(0, 118) + "…");
}

TEST_CASE("findings come by file as first mentioned, then by line", "[text][findings]")
{
    Findings findings;
    findings.note("z", 9, "", "", {});
    findings.note("a", 2, "", "", {});
    findings.note("z", 3, "first", "", {});
    findings.note("z", 3, "second", "", {});
    findings.note("z", 0, "", "", {});
    REQUIRE_FALSE(findings.failed());
    std::string order;
    for (const Finding& finding : findings.all()) {
        order += finding.file + std::to_string(finding.line) + finding.key + " ";
    }
    REQUIRE(order == "z0 z3first z3second z9 a2 ");
}

TEST_CASE("an error fails, a warning does not", "[text][findings]")
{
    Findings findings;
    findings.warning("a", 1, "", "", not_negative);
    REQUIRE_NOTHROW(findings.throw_if_failed());
    findings.error("a", 2, "", "", not_negative);
    REQUIRE(findings.failed());
    try {
        findings.throw_if_failed();
        FAIL("did not throw");
    } catch (const InputError& error) {
        REQUIRE(error.findings.all().size() == 2);
        REQUIRE(std::string(error.what()).find("a:2: kursi setahun") != std::string::npos);
    }
}

TEST_CASE("a file full of mistakes does not fill the memory", "[text][findings]")
{
    Findings findings;
    for (int i = 0; i < 5000; ++i) findings.warning("a", i, "k" + std::to_string(i), "", not_negative);
    findings.error("a", 1, "", "", not_negative); // not hidden by the warnings
    const auto all = findings.all();
    REQUIRE(all.size() == Findings::most_of_a_file + 2);
    REQUIRE(english(all.back()) == "a: warning: and 4000 more warnings");
    REQUIRE(findings.failed());
}

TEST_CASE("the nearest name is a slip away", "[text][findings]")
{
    const std::vector<std::string> names{"per_year", "budget_per_year", "target", "from", "to"};
    REQUIRE(nearest("per_yaer", names) == "per_year");
    REQUIRE(nearest("PER_YEAR", names) == "per_year");
    REQUIRE(nearest("peryear", names) == "per_year");
    REQUIRE(nearest("budgetperyear", names) == "budget_per_year");
    REQUIRE(nearest("form", names) == "from");
    REQUIRE(nearest("multiplier", names).empty());
    REQUIRE(nearest("x", names).empty()); // two slips make "to" of anything
    REQUIRE(nearest("", names).empty());
    REQUIRE(nearest(std::string(1'000'000, 'x'), names).empty());
    REQUIRE(nearest("abcdef", std::vector<std::string>{"badcfe"}).empty());              // three exchanges
    REQUIRE(nearest("abcdefghi", std::vector<std::string>{"badcfeghi"}) == "badcfeghi"); // of nine letters
}

TEST_CASE("suggestions are said in both languages, or not at all", "[text][findings]")
{
    const std::vector<std::string> names{"from", "to"};
    REQUIRE(did_you_mean("fron", names).id == "; mungkin maksudnya \"from\"?");
    REQUIRE(did_you_mean("fron", names).en == "; did you mean \"from\"?");
    REQUIRE(did_you_mean("zzzzzz", names).empty());
    REQUIRE(accepted(names).id == "dikenal: from, to");
    REQUIRE(accepted(names).en == "known: from, to");
}

TEST_CASE("what is said again and again of a column is counted", "[text][findings]")
{
    Findings findings;
    for (int line = 2; line < 215; ++line) findings.error("a.csv", line, "heads", "x", not_negative);
    findings.error("a.csv", 3, "posts", "x", not_negative); // another column
    findings.error("a.csv", 300, "heads", "-1", {"lain", "other"});
    findings.warning("b.csv", 1, "heads", "x", not_negative);
    const auto all = findings.all();
    REQUIRE(all.size() == Findings::most_alike + 4);
    REQUIRE(english(all[6]) == "a.csv: heads: … and 208 more lines like these");
    REQUIRE(to_text(all[6], Language::id) == "a.csv: heads: … dan 208 baris lain seperti ini");
    REQUIRE(english(all[7]) == "a.csv:300: heads = -1: other");

    Findings places;
    for (int k = 1; k < 10; ++k) places.warning("a", 0, "levels[" + std::to_string(k) + "]", "", not_negative);
    REQUIRE(english(places.all().back()) == "a: levels[]: warning: … and 4 more like these");
}

TEST_CASE("what was only counted stays counted when findings are put together", "[text][findings]")
{
    Findings all, others;
    for (int line = 1; line < 100; ++line) others.error("a", line, "k", "1", not_negative);
    for (int line = 1; line < 3000; ++line) others.note("a", line, "k" + std::to_string(line), "1", not_negative);
    all.add_new(others);
    all.add_new(others);
    REQUIRE(to_text(all, Language::en) == to_text(others, Language::en));
}

TEST_CASE("of what people call a thing its name in files is given", "[text][findings]")
{
    const std::vector<std::string> names{"training", "meetings"};
    const std::vector<Synonym> synonyms{{"pelatihan", "training"}, {"gugus tugas", "task_force"}};
    REQUIRE(nearest("Pelathian", names, synonyms) == "training");
    REQUIRE(nearest("gugus tugas", names, synonyms).empty()); // not accepted here
    REQUIRE(unknown_value("pelatihan", names, synonyms).id ==
            "nilai tidak dikenal; mungkin maksudnya \"training\"?; dikenal: training, meetings");
}

TEST_CASE("what several files bring along is said once", "[text][findings]")
{
    Findings all, others;
    all.error("a", 1, "k", "1", not_negative);
    others.error("a", 1, "k", "1", not_negative);
    others.warning("a", 1, "k", "1", not_negative);
    all.add_new(others);
    REQUIRE(all.all().size() == 2);
    REQUIRE(all.errors() == 1);
}

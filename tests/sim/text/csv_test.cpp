#include "scratch.hpp"
#include "sim/core/contract.hpp"
#include "sim/text/csv.hpp"

#include <catch2/catch.hpp>

using namespace sim;

namespace {

const std::vector<std::string> required{"id", "name"};
const std::vector<std::string> optional{"heads"};

CsvTable good(const std::string& text)
{
    Findings findings;
    CsvTable table = parse_csv(text, "t.csv", required, optional, findings);
    INFO(to_text(findings, Language::en));
    REQUIRE(findings.empty());
    return table;
}

std::string mistakes(const std::string& text)
{
    Findings findings;
    parse_csv(text, "t.csv", required, optional, findings);
    for (const Finding& finding : findings.all()) REQUIRE_FALSE(finding.reason.id.empty());
    return to_text(findings, Language::en);
}

} // namespace

TEST_CASE("columns are known by name, wherever they stand", "[text][csv]")
{
    const CsvTable table = good("heads,name,id\n3,North,a\n,South,b\n");
    REQUIRE(table.size() == 2);
    REQUIRE(table.cell(0, "id") == "a");
    REQUIRE(table.cell(0, "heads") == "3");
    REQUIRE(table.cell(table.rows()[1], "name") == "South");
    REQUIRE(table.cell(1, "heads").empty());
    REQUIRE(table.line(1) == 3);
    REQUIRE_THROWS_AS(table.cell(0, "no such"), ContractError);
}

TEST_CASE("columns may be separated by semicolons where that is asked for", "[text][csv]")
{
    const auto read = [](const std::string& text, Findings& findings) {
        return parse_csv(text, "t.csv", required, optional, findings, CsvSeparators::comma_or_semicolon);
    };
    Findings none;
    const CsvTable table = read("\n\"id\";name\r\na;\"x; \"\"y\"\", z\"\r\nb;1,5\r\n", none);
    REQUIRE(none.empty());
    REQUIRE(table.cell(0, "name") == "x; \"y\", z");
    REQUIRE(table.cell(1, "name") == "1,5");
    REQUIRE(read("id,name\na,1;5\n", none).cell(0, "name") == "1;5");

    Findings wrong;
    read("id;name\na;b;c\nd;\"e\" f\n", wrong);
    const std::string said = to_text(wrong, Language::en);
    REQUIRE_THAT(said, Catch::Contains("t.csv:2: this row has 3 values; 2 are expected"));
    REQUIRE_THAT(said, Catch::Contains("a value with a semicolon is written in quotes"));
    REQUIRE_THAT(said, Catch::Contains("t.csv:3: a semicolon or the end of the line must follow a closing quote"));
    REQUIRE_THAT(mistakes("id;name\na;b\n"), Catch::Contains("columns are separated by ;")); // where it is not
}

TEST_CASE("an absent optional column reads as empty cells", "[text][csv]")
{
    const CsvTable table = good("id,name\na,North\n");
    REQUIRE_FALSE(table.has("heads"));
    REQUIRE(table.has("id"));
    REQUIRE(table.cell(0, "heads").empty());
}

TEST_CASE("quoted fields hold commas, quotes and line breaks", "[text][csv]")
{
    const CsvTable table = good("id,name\r\na,\"North, \"\"old\"\"\r\ntown\"\r\n\r\nb,\"\"\r\nc,x");
    REQUIRE(table.cell(0, "name") == "North, \"old\"\ntown");
    REQUIRE(table.cell(1, "name").empty());
    REQUIRE(table.line(0) == 2);
    REQUIRE(table.line(1) == 5);
    REQUIRE(table.line(2) == 6);
}

TEST_CASE("BOM, CRLF, CR, blank lines and a missing last line break do no harm", "[text][csv]")
{
    for (const std::string text : {"id,name\na,x\nb,y\n", "\xef\xbb\xbfid,name\r\na,x\r\nb,y\r\n", "id,name\ra,x\rb,y",
                                   "\n\nid,name\n\na,x\n  \nb,y"}) {
        CAPTURE(text);
        const CsvTable table = good(text);
        REQUIRE(table.size() == 2);
        REQUIRE(table.cell(1, "id") == "b");
        REQUIRE(table.cell(1, "name") == "y");
    }
}

TEST_CASE("cells are kept as they are", "[text][csv]")
{
    REQUIRE(good("id,name\n a , 1;2 \n").cell(0, "id") == " a ");
    REQUIRE(good("id,name\n a , 1;2 \n").cell(0, "name") == " 1;2 ");
}

TEST_CASE("headings must be right", "[text][csv]")
{
    REQUIRE(mistakes("id,nmae\na,b\n") ==
            "t.csv:1: nmae: unknown column; did you mean \"name\"?; known: id, name, heads\n");
    REQUIRE(mistakes("id\na\n") == "t.csv:1: name: this column must be there\n");
    REQUIRE(mistakes("kunci,apa\na,b\n") ==
            "t.csv:1: kunci: unknown column; what is missing: id, name; known: id, name, heads\n"
            "t.csv:1: apa: unknown column; what is missing: id, name; known: id, name, heads\n");
    REQUIRE(mistakes("id,name,umur\na,b,c\n") == "t.csv:1: umur: unknown column; known: id, name, heads\n");
    REQUIRE(mistakes("id,name,id\n") == "t.csv:1: id: this column is there twice\n");
    REQUIRE(mistakes("id,name,\na,b,c\n") == "t.csv:1: column 3 has no name\n");
    REQUIRE(mistakes("") == "t.csv: the file is empty; the first line must name the columns; known: id, name, heads\n");
    REQUIRE(mistakes("\xef\xbb\xbf\n \n").find("the file is empty") != std::string::npos);
}

TEST_CASE("what a wrong heading leads to is not said of each row, what stands alone is", "[text][csv]")
{
    Findings findings;
    const CsvTable table = parse_csv("id,nmae\na,x\nb,y,z\n", "t.csv", required, optional, findings);
    REQUIRE(table.size() == 1); // read as what was meant, so that its own mistakes are found too
    REQUIRE(table.cell(table.rows()[0], "name") == "x");
    REQUIRE_FALSE(table.whole());
    REQUIRE(findings.all().size() == 2);
    Findings surplus;
    const CsvTable narrow = parse_csv("notes,id,name\na,x\nb,y\n", "t.csv", required, optional, surplus);
    REQUIRE(narrow.size() == 2);
    REQUIRE(narrow.cell(narrow.rows()[1], "id") == "b");
    REQUIRE_FALSE(narrow.whole());
    REQUIRE(surplus.all().size() == 1);
    Findings wide;
    REQUIRE(parse_csv("notes,id,name\n1,a,x\n2,b,y\n", "t.csv", required, optional, wide).rows()[1].cells[0] == "b");
    Findings harmless;
    REQUIRE(parse_csv("id,name,haeds\na,x,1\n", "t.csv", required, optional, harmless).size() == 1);
    REQUIRE(harmless.all().size() == 1);
}

TEST_CASE("a workbook is not read as text", "[text][csv]")
{
    const std::string workbook = "t.csv: this is an Excel workbook, not CSV; save it as \"CSV UTF-8\"\n";
    REQUIRE(mistakes(std::string("PK\x03\x04\0\xff\n\xfe", 8)) == workbook);
    REQUIRE(mistakes("\xd0\xcf\x11\xe0\xa1\xb1") == workbook);
    const Scratch scratch;
    scratch.write("t.xlsx", "");
    Findings findings;
    read_csv(scratch.folder() / "t.csv", "t.csv", required, optional, findings);
    REQUIRE(to_text(findings, Language::en) ==
            "t.csv: there is no such file; save t.xlsx as \"CSV UTF-8\" under this name\n");
    REQUIRE(mistakes("sep=,\nid,nme\n") ==
            "t.csv:1: a line sep=… is for Excel alone; delete it\n"
            "t.csv:2: nme: unknown column; did you mean \"name\"?; known: id, name, heads\n");
}

TEST_CASE("another separator is called by its name", "[text][csv]")
{
    REQUIRE(mistakes("id;name\na;b\n") == "t.csv:1: columns are separated by ; but a comma (,) is expected\n");
    REQUIRE(mistakes("id\tname\na\tb\n") == "t.csv:1: columns are separated by tab but a comma (,) is expected\n");
    REQUIRE(mistakes("sep=;\nid;name\n").find("separated by ;") != std::string::npos);
}

TEST_CASE("all wrong rows are reported, and the right ones read", "[text][csv]")
{
    Findings findings;
    const CsvTable table = parse_csv("id,name\na\nb,x,y\nc,z\n\"\"\n", "t.csv", required, optional, findings);
    REQUIRE(to_text(findings, Language::en) ==
            "t.csv:2: this row has 1 value; 2 are expected, as in the heading\n"
            "t.csv:3: this row has 3 values; 2 are expected, as in the heading (a value with a comma is "
            "written in "
            "quotes)\n"
            "t.csv:5: this row has 1 value; 2 are expected, as in the heading\n");
    REQUIRE(table.size() == 1);
    REQUIRE(table.cell(0, "id") == "c");
}

TEST_CASE("a quote that is not closed is told where it opens", "[text][csv]")
{
    REQUIRE(mistakes("id,name\na,x\nb,\"y\nc,z\n") ==
            "t.csv:3: \"y\\nc,z\\n\": a quote opens on this line but is not closed\n");
    REQUIRE(mistakes("id,name\na,\"").find("t.csv:2: \"\": a quote opens") == 0);
}

TEST_CASE("stray quotes are errors", "[text][csv]")
{
    REQUIRE(mistakes("id,name\na,x\"y\"\nb,z\n").find("t.csv:2: a quote in the middle") == 0);
    REQUIRE(mistakes("id,name\na,\"x\"y\n") == "t.csv:2: a comma or the end of the line must follow a closing quote\n");
    REQUIRE(mistakes("id,name\na,\"x\nb,\"y\"\n")
                .find("t.csv:3: a comma or the end of the line must follow a closing "
                      "quote; the quote was opened on line 2\n") == 0);
    REQUIRE(mistakes("id,name\na, \"x\"\n").find("t.csv:2: a quote in the middle") == 0);
}

TEST_CASE("what is no UTF-8 is an error beside the others", "[text][csv]")
{
    const std::string said = mistakes("id,name\na,\xe9\nb\n");
    REQUIRE(said.find("t.csv:2: there are characters that are not UTF-8") == 0);
    REQUIRE(said.find("t.csv:3: this row has 1 value") != std::string::npos);
    REQUIRE(mistakes(std::string("id,name\na,\0\nb\nc,\0\n", 18)) ==
            "t.csv:2: there is a NUL character; the file is damaged or no text\n");
}

TEST_CASE("where all rows are of one length the mistake is the heading's, once", "[text][csv]")
{
    const std::string rows = "a,b\nc,d\ne,f\n";
    REQUIRE(mistakes("id,name,heads\n" + rows) ==
            "t.csv:1: the heading has 3 columns, but every other row has 2 values\n");
    REQUIRE(mistakes("id,name,size\n" + rows) == "t.csv:1: size: unknown column; known: id, name, heads\n");
    REQUIRE(mistakes("id,name,name\n" + rows) == "t.csv:1: name: this column is there twice\n");
    REQUIRE(mistakes("id\n" + rows) == "t.csv:1: name: this column must be there\n");
    // A misspelt name explains no length.
    REQUIRE(mistakes("id,nme,heads\n" + rows).find("the heading has 3 columns") != std::string::npos);
    REQUIRE(mistakes("id,name,heads\na,b\n").find("t.csv:2: this row has 2 values") == 0);
    REQUIRE(mistakes("id,name\n" + rows + "g\n") ==
            "t.csv:5: this row has 1 value; 2 are expected, as in the heading\n");
}

TEST_CASE("numbers in cells are checked", "[text][csv]")
{
    Findings findings;
    const CsvTable table =
        parse_csv("id,name,heads\na,,3\nb,,\"1,5\"\nc,,-1\nd,,\ne,,2.5\n", "t.csv", required, optional, findings);
    const Range range{.lowest = 0};
    REQUIRE(table.number(table.rows()[0], "heads", range, findings) == 3.0);
    REQUIRE(table.integer(table.rows()[0], "heads", range, findings) == 3);
    REQUIRE_FALSE(table.number(table.rows()[3], "heads", range, findings));
    REQUIRE(findings.empty());
    REQUIRE_FALSE(table.number(table.rows()[1], "heads", range, findings));
    REQUIRE_FALSE(table.number(table.rows()[2], "heads", range, findings));
    REQUIRE_FALSE(table.integer(table.rows()[4], "heads", range, findings));
    REQUIRE(to_text(findings, Language::en) ==
            "t.csv:3: heads = \"1,5\": a number like 1234.5 is expected: a point for decimals, nothing between "
            "thousands\n"
            "t.csv:4: heads = \"-1\": must be 0 or more\n"
            "t.csv:6: heads = \"2.5\": a whole number like 1234 is expected, with nothing between thousands\n");
}

TEST_CASE("a file that cannot be read gives an empty table", "[text][csv]")
{
    const Scratch scratch;
    Findings findings;
    const CsvTable none = read_csv(scratch.folder() / "none.csv", "none.csv", required, optional, findings);
    REQUIRE(none.size() == 0);
    REQUIRE_FALSE(none.has("id"));
    const auto large = scratch.write("large.csv", "id,name\n");
    std::filesystem::resize_file(large, (std::uintmax_t{256} << 20) + 1); // a hole; takes no room
    read_csv(large, "large.csv", required, optional, findings);
    REQUIRE(to_text(findings, Language::en) ==
            "none.csv: there is no such file\nlarge.csv: the file is larger than 256 MB\n");
    Findings fine;
    REQUIRE(read_csv(scratch.write("t.csv", "id,name\na,b\n"), "t.csv", required, optional, fine).size() == 1);
    REQUIRE(fine.empty());
}

TEST_CASE("what is written as a field is read back", "[text][csv]")
{
    REQUIRE(csv_field("plain text") == "plain text");
    REQUIRE(csv_field("") == "");
    REQUIRE(csv_field("a,b") == "\"a,b\"");
    REQUIRE(csv_field("say \"a\"") == "\"say \"\"a\"\"\"");
    for (const std::string text : {"a,b", "\"", "x\ny", " ", "ü;", "'", "a \"b\" c", "\"\""}) {
        CAPTURE(text);
        const CsvTable table = good("id,name\n" + csv_field(text) + "," + csv_field(text) + "\n");
        REQUIRE(table.size() == 1);
        REQUIRE(table.cell(0, "id") == text);
        REQUIRE(table.cell(0, "name") == text);
    }
}

TEST_CASE("a table tells whether rows were left out", "[text][csv]")
{
    Findings findings;
    const auto whole = [&](const char* text) { return parse_csv(text, "t.csv", required, optional, findings).whole(); };
    REQUIRE(whole("id,name\na,x\n\nb,y\n"));
    REQUIRE(whole("id,name\n"));
    REQUIRE(whole("id,name,heads\na,x,many\n"));
    REQUIRE_FALSE(whole("id,name\na,x,y\nb,y\n"));
    REQUIRE_FALSE(whole("id,name\na,\"x\nb,y\n"));
    REQUIRE_FALSE(whole("id,name\na,x\"y\"\n"));
    REQUIRE_FALSE(whole("\"id,name\na,x\n"));
    REQUIRE_FALSE(whole("id;name\na;x\n"));
    REQUIRE_FALSE(whole(""));
    REQUIRE_FALSE(read_csv("/nowhere.csv", "t.csv", required, optional, findings).whole());
}

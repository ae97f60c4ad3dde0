// A city from a table of names.

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "models/commitment/new_city/ids.hpp"
#include "tests/models/commitment/made_city.hpp"

using namespace commitment;
using tests::read_back;
using tests::ReadCity;

namespace {

const std::string names = "kind,name,parent,families\n"
                          "city,Kota Cilegon,,\n"
                          "kecamatan,Kecamatan Ciwandan,,\n"
                          "kecamatan,Pulo Merak,Kota Cilegon,\n"
                          "kelurahan,Tegal Ratu,Ciwandan,1200\n"
                          "kelurahan,Gunung Sugih,ciwandan,950\n"
                          "kelurahan,Mekar Sari,Pulo Merak,2000\n"
                          "kelurahan,\"Tamansari, Lama\",Pulo Merak,0\n";

WishedCity wish()
{
    WishedCity out;
    out.otherwise_named = "Kota Lain";
    return out;
}

std::optional<NewCity> make(const std::string& table, sim::Findings& findings, const WishedCity& wanted = wish(),
                            const std::string& neighbours = "")
{
    std::optional<NamedText> pairs;
    if (!neighbours.empty()) pairs = {"neighbours.csv", neighbours};
    return city_from_table(wanted, {"names.csv", table}, pairs, findings);
}

NewCity good(const std::string& table, const WishedCity& wanted = wish(), const std::string& neighbours = "")
{
    sim::Findings findings;
    auto city = make(table, findings, wanted, neighbours);
    INFO(to_text(findings, sim::Language::en));
    REQUIRE(city);
    REQUIRE_FALSE(findings.failed());
    return *city;
}

/// What is said of it, in English.
std::string said(const std::string& table, const WishedCity& wanted = wish(), const std::string& neighbours = "")
{
    sim::Findings findings;
    const auto city = make(table, findings, wanted, neighbours);
    CHECK(city.has_value() != findings.failed());
    for (const sim::Finding& finding : findings.all()) CHECK_FALSE(finding.reason.id.empty());
    return to_text(findings, sim::Language::en);
}

std::set<std::string> ids_of(const NewCity& city)
{
    std::set<std::string> ids;
    for (const Institution& one : city.institutions) ids.insert(one.id);
    REQUIRE(ids.size() == city.institutions.size());
    return ids;
}

const Institution& at(const City& city, const std::string& id)
{
    const auto found = city.find(id);
    INFO(id);
    REQUIRE(found);
    return city.at(*found);
}

bool assumes(const NewCity& city, Assumption what)
{
    return std::find(city.assumed.begin(), city.assumed.end(), what) != city.assumed.end();
}

std::string contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos ? "" : text + "\nlacks: " + part;
}

} // namespace

TEST_CASE("a table of names becomes a city that is read without a word", "[commitment][new_city][table]")
{
    const ReadCity read = read_back(good(names));
    REQUIRE(read.findings == "");
    CHECK(read.city.name == "Kota Cilegon");
    CHECK(at(read.city, "kel-gunung-sugih").name == "Gunung Sugih");
    CHECK(read.city.at(*at(read.city, "kel-gunung-sugih").parent).id == "kec-ciwandan");
    CHECK(at(read.city, "keluarga-tegal-ratu").families == 1200);
    CHECK(at(read.city, "keluarga-tamansari-lama").families == 0);
    CHECK(read.city.count(Kind::community) == 4);
    CHECK(read.city.count(Kind::opd) == usual_agencies);
    CHECK(read.city.count(Kind::lpa) == 1);
    CHECK(read.city.count(Kind::forum_anak) == 1);
}

TEST_CASE("what the table has is not assumed", "[commitment][new_city][table]")
{
    const NewCity city = good(names);
    for (const Assumption what : {Assumption::names, Assumption::families}) CHECK_FALSE(assumes(city, what));
    for (const Assumption what : {Assumption::borders, Assumption::agencies, Assumption::posts, Assumption::costs})
        CHECK(assumes(city, what));
    CHECK(std::is_sorted(city.assumed.begin(), city.assumed.end()));

    const NewCity more =
        good("kind,name,parent,role,task_force,cluster,heads,officials,technical\n"
             "city,K,,,,,1,1,0\nopd,Dinas A,,coordinator,1,2;5,1,1,1\nopd,Dinas B,,business_liaison,1,,1,0,0\n"
             "kecamatan,C,,,,,1,1,1\nkelurahan,D,C,,,,1,1,1\nkelurahan,E,C,,,,1,0,0\n"
             "business,Toko,D,,,,,,\nbusiness,Pabrik,,,,,,,\nlpa,LPA K,,,,,1,0,0\n",
             wish(), "a,b\nD,kel-e\n");
    CHECK(more.assumed == std::vector<Assumption>{Assumption::families, Assumption::costs, Assumption::history,
                                                  Assumption::observed, Assumption::plans});
    const ReadCity read = read_back(more);
    CHECK(read.findings == "");
    CHECK(at(read.city, "dinas-a").clusters == std::vector<std::string>{"2", "5"});
    CHECK(at(read.city, "usaha-toko").parent);
    CHECK_FALSE(at(read.city, "usaha-pabrik").parent);
    CHECK(read.city.borders.size() == 1);
}

TEST_CASE("what Excel writes in Indonesia is understood", "[commitment][new_city][table]")
{
    const std::string excel = "\xef\xbb\xbfJenis;Nama;Induk;Jumlah KK;Bujur;Lintang\r\n"
                              "Kota;Kota Cilegon;;;;\r\n"
                              "Kecamatan; Ciwandan ;;;106,01;-6,02\r\n"
                              "Kelurahan;Tegal Ratu;Ciwandan\xc2\xa0;1200;106,011;-6,021\r\n"
                              ";;;;;\r\n"
                              "Desa;\"Randakari; Baru\";Ciwandan;900;106,013;-6,022\r\n"
                              "Dunia usaha;Toko;Tegal Ratu;;;\r\n";
    const NewCity made = good(excel);
    CHECK(made.borders_from == BordersFrom::points);
    const ReadCity read = read_back(made);
    REQUIRE(read.findings == "");
    CHECK(at(read.city, "kel-randakari-baru").name == "Randakari; Baru");
    CHECK(*at(read.city, "kel-tegal-ratu").longitude == 106.011);
    CHECK(*at(read.city, "keluarga-tegal-ratu").latitude == -6.021);
    CHECK(at(read.city, "keluarga-randakari-baru").families == 900);
    CHECK(read.city.count(Kind::business) == 1);
}

TEST_CASE("a row more changes no id", "[commitment][new_city][table]")
{
    const std::set<std::string> before = ids_of(good(names));
    const std::string rows[] = {"kelurahan,Baru,Pulo Merak,5\n", "kelurahan,Aaa,Ciwandan,5\n", "kecamatan,Aaa,,\n",
                                "kelurahan,Tegal Ratu,Pulo Merak,5\n", "forum_anak,Forum,,\n"};
    for (const std::string& row : rows) {
        const bool is_last = row.find("Tegal") != std::string::npos; // of one name the first keeps it
        for (std::size_t at = names.find('\n') + 1; at != std::string::npos; at = names.find('\n', at) + 1) {
            if (!is_last || at == names.size()) {
                std::string more = names;
                more.insert(at, row);
                const std::set<std::string> after = ids_of(good(more));
                CAPTURE(more);
                for (const std::string& id : before) CHECK(after.contains(id));
            }
            if (at == names.size()) break;
        }
    }
}

TEST_CASE("of two kelurahan with one name the second has its kecamatan in the id", "[commitment][new_city][table]")
{
    const std::string twice = names + "kelurahan,Tegal Ratu,Pulo Merak,7\n";
    const ReadCity read = read_back(good(twice));
    REQUIRE(read.findings == "");
    CHECK(read.city.at(*at(read.city, "kel-tegal-ratu").parent).id == "kec-ciwandan");
    CHECK(at(read.city, "keluarga-tegal-ratu-pulo-merak").families == 7);
    CHECK(contains(said(twice + "business,Toko,Tegal Ratu,\n"),
                   "names.csv:10: parent = \"Tegal Ratu\": several kelurahan have this name; write the id (line): "
                   "kel-tegal-ratu (5), kel-tegal-ratu-pulo-merak (9)") == "");
    CHECK(read_back(good(twice + "business,Toko,kel-tegal-ratu-pulo-merak,\n")).findings == "");
}

TEST_CASE("names become ids of ASCII", "[commitment][new_city][table]")
{
    CHECK(stem_of(Kind::kecamatan, "Kec. Cipocok Jaya") == "cipocok-jaya");
    CHECK(stem_of(Kind::kecamatan, "KECAMATAN  SERANG") == "serang");
    CHECK(stem_of(Kind::kelurahan, "Kelurahan 1.3") == "1-3");
    CHECK(stem_of(Kind::kelurahan, "Kelapa Dua") == "kelapa-dua");
    CHECK(stem_of(Kind::kelurahan, "Kelurahan") == "kelurahan");
    CHECK(stem_of(Kind::opd, "Dinas Ma'had Café \xc3\x9c") == "dinas-mahad-cafe-u");
    CHECK(stem_of(Kind::opd, "\xe4\xb8\x9c").empty());
    CHECK(stem_of(Kind::opd, std::string(300, 'a')).size() <= 80);
    Ids ids;
    CHECK(ids.make(Kind::kelurahan, "a", "b", 1) == "kel-a");
    CHECK(ids.make(Kind::kelurahan, "a", "b", 2) == "kel-a-b");
    CHECK(ids.make(Kind::kelurahan, "a", "b", 3) == "kel-a-b-2");
    CHECK(ids.make(Kind::kelurahan, std::string(80, 'x'), std::string(80, 'y'), 4).size() <= 80);
    CHECK(ids.make(Kind::kelurahan, std::string(80, 'x'), std::string(80, 'y'), 5).size() <= 80);
}

TEST_CASE("agencies are known by their names", "[commitment][new_city][table]")
{
    const std::string table = "kind,name,parent\nkecamatan,C,\nkelurahan,D,C\nkelurahan,E,C\n"
                              "opd,DP3AP2KB,\nopd,Bappelitbangda,\nopd,Dinas Kesehatan,\nopd,Dinas Aneh,\n"
                              "opd,\"Dinas Perdagangan\",\nopd,Dinas Koperasi dan UKM,\n";
    const ReadCity read = read_back(good(table));
    REQUIRE(read.findings == "");
    CHECK(read.city.name == "Kota Lain");
    CHECK(at(read.city, "dp3ap2kb").role == Role::coordinator);
    CHECK(at(read.city, "dp3ap2kb").clusters == std::vector<std::string>{"2", "5"});
    CHECK(at(read.city, "bappelitbangda").role == Role::planner);
    CHECK(at(read.city, "dinas-kesehatan").role == Role::service);
    CHECK(at(read.city, "dinas-perdagangan").role == Role::business_liaison);
    CHECK(at(read.city, "dinas-koperasi-dan-ukm").role == Role::none); // one liaison
    CHECK_FALSE(at(read.city, "dinas-aneh").task_force);
    CHECK(contains(said(table),
                   "names.csv: role: note: there is no column role; roles are assumed from names: dp3ap2kb "
                   "(coordinator), bappelitbangda (planner)") == "");
}

TEST_CASE("a city without coordinator, members or borders is valid and says so", "[commitment][new_city][table]")
{
    const std::string table = "kind,name,parent,role,task_force\nkecamatan,C,,,\nkelurahan,D,C,,\nopd,Dinas A,,,0\n";
    WishedCity wanted = wish();
    wanted.businesses = 0;
    const NewCity made = good(table, wanted);
    CHECK(read_back(made).findings == "");
    CHECK(contains(said(table, wanted), "no agency has the role coordinator") == "");
    const std::string links = tests::text_of(files_of(made, "x", sim::Language::en), "links.toml");
    CHECK(contains(links, "# from = { role = \"coordinator\" }") == "");
    CHECK(contains(links, "# (Not in force") == "");
}

TEST_CASE("a mistake in the table is found in its line and column", "[commitment][new_city][table]")
{
    struct Mistake
    {
        const char *row, *part;
    };
    const Mistake mistakes[] = {
        {"kelurahn,X,Ciwandan,1", "names.csv:9: kind = \"kelurahn\": unknown value; did you mean \"kelurahan\""},
        {"kelurahan,,Ciwandan,1", "names.csv:9: name = \"\": the name is empty"},
        {"kelurahan,X,Ciwandn,1",
         "names.csv:9: parent = \"Ciwandn\": the table of names has no kecamatan of this name or "
         "id; did you mean \"Kecamatan Ciwandan\""},
        {"kelurahan,X,,1", "names.csv:9: parent = \"\": a kelurahan needs a parent: the name or id of a kecamatan"},
        {"kelurahan,Tegal ratu,Ciwandan,1", "names.csv:9: name = \"Tegal ratu\": stands in line 5 already"},
        {"kelurahan,X,Ciwandan,3.000", "names.csv:9: families = \"3.000\": a whole number of digits alone"},
        {"kelurahan,X,Ciwandan,99999999", "names.csv:9: families = \"99999999\": must be 0 to 10000000"},
        {"kecamatan,X,,5", "names.csv:9: families = \"5\": only a kelurahan (or a community)"},
        {"kecamatan,X,Ciwandan,", "names.csv:9: parent = \"Ciwandan\": must be the city (or empty)"},
        {"city,Kota Dua,,", "names.csv:9: kind = \"city\": a second city"},
        {"community,Keluarga,Tegal Ratu,5", "this kelurahan has a community in line 9 already"},
        {"business,Toko,Tegal Rata,", "did you mean \"Tegal Ratu\""},
        {"kelurahan,\xe4\xb8\x9c,Ciwandan,1", "no id can be made from this name; give one in a column id"},
        {"kelurahan,X,Ciwandan,1,7", "names.csv:9: this row has 5 values; 4 are expected"},
    };
    for (const Mistake& mistake : mistakes) CHECK(contains(said(names + mistake.row + "\n"), mistake.part) == "");
}

TEST_CASE("a mistake in other columns, in the heading, and of the whole table", "[commitment][new_city][table]")
{
    const std::string rows = "kecamatan,C,,\nkelurahan,D,C,\n";
    CHECK(contains(said("kind,name,parnt,id\n" + rows), "did you mean \"parent\"") == "");
    CHECK(contains(said("kind,name,id\nkecamatan,C,\n"), "names.csv:1: parent: this column must be there") == "");
    CHECK(contains(said(""), "the file is empty") == "");
    CHECK(contains(said("kind,name,parent\nkecamatan,C,\n"), "no row with kind = kelurahan") == "");
    CHECK(contains(said("kind,name,parent\ncity,C,\n"), "no row with kind = kecamatan") == "");
    CHECK(contains(said("kind,name,parent,id\n" + rows + "kelurahan,E,C,kel d\n"), "did you mean \"kel-d\"") == "");
    CHECK(contains(said("kind,name,parent,id\n" + rows + "kelurahan,E,C,a\nkelurahan,F,C,a\n"),
                   "names.csv:5: id = \"a\": already used in line 4") == "");
    CHECK(contains(said("kind,name,parent,role\n" + rows + "opd,E,,koordinator\n"), "did you mean \"coordinator\"") ==
          "");
    CHECK(contains(said("kind,name,parent,task_force\n" + rows + "opd,E,,ya\n"), "must be 1 (member") == "");
    CHECK(contains(said("kind,name,parent,longitude\n" + rows + "kelurahan,E,C,106\n"), "go together") == "");
    CHECK(contains(said("kind,name,parent,heads\n" + rows + "kelurahan,E,C,1.000\n"), "digits alone") == "");
    CHECK(contains(said("PK\x03\x04"), "Excel workbook") == "");
    CHECK(contains(said("kind\tname\tparent\nkecamatan\tC\t\n"), "columns are separated by tab") == "");
    // All that is wrong is said at once, and nothing of what would be made up.
    const std::string all =
        said("kind,name,parent,families\nkecamatan,C,,\nkelurahan,D,X,\nkelurahan,E,C,1.0\nbusiness,F,G,\n");
    for (const char* const part : {"names.csv:3", "names.csv:4", "names.csv:5"}) CHECK(contains(all, part) == "");
    CHECK(all.find("note") == std::string::npos);
}

TEST_CASE("neighbours are a table of names or ids", "[commitment][new_city][table]")
{
    const NewCity city = good(names, wish(), "a;b\nTegal Ratu;kel-gunung-sugih\nMEKAR SARI;Tegal Ratu\n");
    CHECK(city.borders.size() == 2);
    CHECK(city.borders_from == BordersFrom::table);
    CHECK_FALSE(assumes(city, Assumption::borders));
    CHECK(read_back(city).findings == "");
    CHECK(
        contains(said(names, wish(), "a,b\nTegal Ratu,Mekr Sari\n"),
                 "neighbours.csv:2: b = \"Mekr Sari\": the table of names has no kelurahan of this name or id; did you "
                 "mean \"Mekar Sari\"") == "");
    CHECK(contains(said(names, wish(), "a,b\nTegal Ratu,Tegal Ratu\n"), "no border with itself") == "");
    CHECK(contains(said(names, wish(), "a,b\nTegal Ratu,Mekar Sari\nMekar Sari,Tegal Ratu\n"),
                   "neighbours.csv:3: b = \"Tegal Ratu\": this pair stands in line 2 already") == "");
    CHECK(contains(said(names, wish(), "a,c\nx,y\n"), "neighbours.csv:1") == "");
}

TEST_CASE("an option for what the table has is refused", "[commitment][new_city][table]")
{
    WishedCity wanted = wish();
    wanted.families = 10;
    CHECK(contains(said(names, wanted), "--families: the table has families already") == "");
    wanted = wish();
    wanted.agencies = 3;
    CHECK(contains(said(names + "opd,Dinas,,\n", wanted), "--agencies") == "");
    wanted = wish();
    wanted.businesses = 3;
    CHECK(contains(said(names + "business,Toko,,\n", wanted), "--businesses") == "");
    CHECK(good(names, wanted).institutions.size() == good(names).institutions.size() + 1); // usual: 2 in 4 kelurahan
}

// Mistakes in a city's files: each in its line, all at once, none that only follows.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "tests/models/commitment/town_copy.hpp"
#include "tests/support/small_town.hpp"

using namespace tests;

namespace {

sim::Findings with_file(const char* name)
{
    const Copy copy;
    std::ofstream(copy.folder / name) << "x";
    sim::Findings findings;
    CHECK_FALSE(commitment::read_city(copy.folder, findings).has_outlines);
    return findings;
}

} // namespace

TEST_CASE("a mistake in a city is found in its line", "[commitment][city]")
{
    struct Mistake
    {
        const char *file, *was, *is, *part;
    };
    const Mistake mistakes[] = {
        {"institutions.csv", "\ndistan,", "\ndinkes,", "dinkes"},
        {"institutions.csv", "Utara,kecamatan", "Utara,kecamatn", "did you mean \"kecamatan\""},
        {"institutions.csv", "Melati,kelurahan,kec-utara", "Melati,kelurahan,kec-utra", "did you mean \"kec-utara\""},
        {"institutions.csv", "Mawar,kelurahan,kec-utara", "Mawar,kelurahan,kota", "kecamatan"},
        {"institutions.csv", "Dahlia,kelurahan,kec-selatan", "Dahlia,kelurahan,", "parent"},
        {"institutions.csv", ",250,", ",-250,", "families"},
        {"institutions.csv", ",410,", ",4.5,", "families"},
        {"institutions.csv", "Kota Contoh,lpa,kota,,,,1,1,1", "Kota Contoh,lpa,kota,,,,0,0,0", "at least one post"},
        {"institutions.csv", "Anggrek,kelurahan,kec-selatan,", "Anggrek,kelurahan,kec-selatan,planner", "role"},
        {"institutions.csv", "opd,kota,planner,1", "opd,kota,planner,ya", "task_force"},
        {"institutions.csv", "106.2200,-6.6080,99.99.01.1002", "106.2200,-96.6,99.99.01.1002", "latitude"},
        {"institutions.csv", "\nforum-anak,", "\nForum Anak,", "id"},
        {"institutions.csv", "\nkec-utara,Utara,kecamatan,kota,", "\nkec-utara,Utara,city,,", ""},
        {"adjacency.csv", "kel-anggrek,kel-dahlia", "kel-anggrek,kel-dalia", "did you mean \"kel-dahlia\""},
        {"adjacency.csv", "kel-melati,kel-anggrek", "kel-melati,kel-melati", "itself"},
        {"adjacency.csv", "kel-mawar,kel-cempaka", "kel-kenanga,kel-melati", "already"},
        {"adjacency.csv", "kel-kenanga,kel-dahlia", "kel-kenanga,kec-utara", "kelurahan"},
        {"links.toml", "type = \"diffuse\"", "type = \"difuse\"", "did you mean \"diffuse\""},
        {"links.toml", "weight = 0.3", "weight = 0", "weight"},
        {"links.toml", "where = \"neighbour\"", "where = \"near\"", "where"},
        {"links.toml", "from = { role = \"service\" }", "from = { rol = \"service\" }", "rol"},
        {"city.toml", "start = \"2015-01\"", "start = \"2015-13\"", "start"},
        {"city.toml", "W = 1 ", "W = 0.5 ", "0 or 1"},
        {"city.toml", "knows = 0.12", "knows = 1.2", "knows"},
        {"city.toml", "knows = 0.12", "A = 0.12", "no such state"},
        {"city.toml", "resources.need.opd = 40_000_000", "resources.need.odp = 40_000_000", "did you mean"},
        {"city.toml", "resources.need.opd = 40_000_000", "knowledge.half_life = 0", "half_life"},
        {"city.toml", "resources.need.opd = 40_000_000", "rotation.internal = 1.5", "1"},
        {"city.toml", "training = 1_000_000", "training = -1", "training"},
        {"city.toml", "code = ", "kode = ", "kode"},
        {"history.toml", "kind = \"training\"", "kind = \"trainning\"", "did you mean \"training\""},
        {"history.toml", "target = \"leaders\"", "target = \"leader\"", "did you mean \"leaders\""},
        {"history.toml", "per_year = 3", "per_year = -3", "per_year"},
        {"history.toml", "month = \"2018-12\"", "month = \"2019-12\"", "outside"},
        {"history.toml", "unit_cost = 600_000", "budget_per_year = 600_000", "not both"},
        {"history.toml", "from = \"2018-01\"", "form = \"2018-01\"", "form"},
        {"observed.csv", "trained,2018-12", "traind,2018-12", "did you mean \"trained\""},
        {"observed.csv", "formal.kecamatan,2018-12,0,1", "formal.kecamatan,2014-12,0,1", "before the start"},
        {"observed.csv", "formal.kelurahan,2018-12,1,1", "formal.kelurahan,2018-12,1,0", "tolerance"},
    };
    for (const Mistake& mistake : mistakes) {
        const Copy copy;
        const int line = copy.change(mistake.file, mistake.was, mistake.is) + (mistake.was[0] == '\n' ? 1 : 0);
        sim::Findings findings;
        commitment::read_city(copy.folder, findings);
        CAPTURE(mistake.file, mistake.is, line);
        INFO(to_text(findings, sim::Language::en));
        CHECK(findings.failed());
        CHECK(says(findings, mistake.file, line, mistake.part));
    }
}

TEST_CASE("all mistakes of a city are said at once", "[commitment][city]")
{
    const Copy copy;
    const int first = copy.change("city.toml", "resources.need.opd = 40_000_000", "resources.need.odp = 40_000_000");
    const int second = copy.change("city.toml", "training = 1_000_000", "training = -1");
    const int third = copy.change("history.toml", "per_year = 3", "per_year = -3");
    const int fourth = copy.change("adjacency.csv", "kel-anggrek,kel-dahlia", "kel-anggrek,kel-dalia");
    sim::Findings findings;
    commitment::read_city(copy.folder, findings);
    INFO(to_text(findings, sim::Language::en));
    CHECK(says(findings, "city.toml", first));
    CHECK(says(findings, "city.toml", second));
    CHECK(says(findings, "history.toml", third));
    CHECK(says(findings, "adjacency.csv", fourth));
}

TEST_CASE("rows of institutions.csv that cannot be read make no mistakes elsewhere", "[commitment][city]")
{
    struct Mistake
    {
        const char *was, *is;
    };
    const Mistake mistakes[] = {
        {"kel-melati,Melati,kelurahan", "kel-melati,Melati,Indah,kelurahan"}, // a comma too many
        {"kec-utara,Utara", "kec-utara,\"Utara"},                             // swallows the rest
        {"kota,Kota Contoh (rekaan)", "kota,\"Kota\" Contoh (rekaan)"},
        {"kota,Kota Contoh (rekaan)", "Kota,Kota Contoh (rekaan)"},
        {"\nkec-utara,", "\nKec Utara,"},
        {"\nkel-melati,", "\nkel-kenanga,"},
        {"\ndinkes,Dinas Kesehatan,opd", "\ndinkes,Dinas Kesehatan,opdd"},
        {"id,name,kind,parent", "id,name,kind,perent"},
        {"Utara,kecamatan,kota,,,,1,1,2", "Utara,kecamatan,kota,,,,1.5,0,0"},
    };
    for (const Mistake& mistake : mistakes) {
        const Copy copy;
        copy.change("institutions.csv", mistake.was, mistake.is);
        std::ofstream(copy.folder / "links.csv") << "from,to,type,weight\nkec-utara,kel-melati,functional,1\n";
        sim::Findings findings;
        commitment::read_city(copy.folder, findings);
        CAPTURE(mistake.is);
        INFO(to_text(findings, sim::Language::en));
        CHECK(findings.failed());
        CHECK(findings.all().size() == 1);
        for (const sim::Finding& finding : findings.all())
            CHECK(fs::path(finding.file).filename() == "institutions.csv");
    }
    for (const char* all : {"id,name,kind,parent,role,task_force,heads,officials,technical,families\n", "", "id\n"}) {
        const Copy copy;
        std::ofstream(copy.folder / "institutions.csv") << all;
        sim::Findings findings;
        commitment::read_city(copy.folder, findings);
        INFO(to_text(findings, sim::Language::en));
        CHECK(findings.failed());
        for (const sim::Finding& finding : findings.all())
            CHECK(fs::path(finding.file).filename() == "institutions.csv");
    }
}

TEST_CASE("a start that cannot be read makes no mistakes elsewhere", "[commitment][city]")
{
    const Copy copy;
    copy.change("city.toml", "start = \"2015-01\"", "start = 2013-01");
    copy.change("observed.csv", "trained,2018-12", "trained,2014-12");
    sim::Findings findings;
    commitment::read_city(copy.folder, findings);
    INFO(to_text(findings, sim::Language::en));
    CHECK(findings.all().size() == 1);
    CHECK(says(findings, "city.toml", 5, "a month is written in quotes"));
}

TEST_CASE("mistakes of writing hide no others in a city's and a plan's files", "[commitment][city]")
{
    const Copy copy;
    const int cost = copy.change("city.toml", "training = 1_000_000", "training = 1.000.000");
    const int knows = copy.change("city.toml", "knows = 0.12", "knows = 1.2");
    const int need = copy.change("city.toml", "resources.need.opd = 40_000_000", "resources.need.opd = 40 juta");
    const int rule = copy.change("links.toml", "from = { role = \"service\" }", "from = { role = \"service\"");
    const int weight = copy.change("links.toml", "weight = 0.3", "weight = 0");
    const int budget =
        copy.change("plans/mixed.toml", "budget_per_year = 120_000_000", "budget_per_year = 3.000.000.000");
    const int name = copy.change("plans/mixed.toml", "name_id = \"Campuran\"", "name_id = \"Campuran");
    const int unit = copy.change("plans/mixed.toml", "per_year = 12\nunit_cost = 600_000 ",
                                 "budget_per_year = 9_000_000_000_000\nunit_cost = 600.000.000 ");
    const int target = copy.change("plans/mixed.toml", "target = \"all_levels\"", "target = \"all_level\"");
    const int floor = copy.change("plans/mixed.toml", "floor = 0.6", "floor = 0,6");
    sim::Findings findings;
    const City city = commitment::read_city(copy.folder, findings);
    commitment::read_plan(copy.folder / "plans/mixed.toml", "mixed.toml", city.unit_costs, findings);
    INFO(to_text(findings, sim::Language::en));
    CHECK(findings.all().size() == 10);
    for (const int line : {cost, knows, need}) CHECK(says(findings, "city.toml", line));
    for (const int line : {rule, weight}) CHECK(says(findings, "links.toml", line));
    for (const int line : {budget, name, unit + 1, target, floor}) CHECK(says(findings, "mixed.toml", line));
}

TEST_CASE("a file in a city's folder that is not read is a warning with the nearest name", "[commitment][city]")
{
    for (const auto& [name, part] : {std::pair{"link.csv", "did you mean \"links.csv\"?"},
                                     {"observation.csv", "known: city.toml, institutions.csv"},
                                     {"Boundaries.GeoJSON", "did you mean \"boundaries.geojson\"?"},
                                     {"plan.toml", "plans are in plans/"}}) {
        const sim::Findings findings = with_file(name);
        INFO(to_text(findings, sim::Language::en));
        CHECK_FALSE(findings.failed());
        CHECK(findings.all().size() == 1);
        CHECK(says(findings, name, 0, part, sim::Severity::warning));
    }
    for (const char* name : {"parameters.csv", "notes.txt", ".links.csv"}) CHECK(with_file(name).empty());
    const Copy copy;
    for (int i = 0; i < 50; ++i) std::ofstream(copy.folder / ("x" + std::to_string(i) + ".csv")) << "x";
    fs::create_directory(copy.folder / "old.csv");
    sim::Findings findings;
    commitment::read_city(copy.folder, findings);
    CHECK(findings.all().size() == 21);
}

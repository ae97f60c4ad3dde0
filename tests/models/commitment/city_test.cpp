// Cities and plans as they are read from files.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"
#include "tests/support/small_town.hpp"

namespace {

using namespace tests;
namespace fs = std::filesystem;

std::string read(const fs::path& path)
{
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// A copy of small-town in which a test changes something; gone when the test is over.
class Copy
{
  public:
    Copy()
    {
        static int number = 0;
        folder = fs::temp_directory_path() /
                 ("layak-city-test-" + std::to_string(getpid()) + "-" + std::to_string(number++));
        fs::copy(SCENARIOS "/small-town", folder, fs::copy_options::recursive);
    }
    ~Copy()
    {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;

    /// Replaces the first occurrence of a text. \return the line in which it begins
    int change(const std::string& file, const std::string& was, const std::string& is) const
    {
        std::string text = read(folder / file);
        const std::size_t at = text.find(was);
        if (at == std::string::npos) throw std::logic_error("no " + was + " in " + file);
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        text.replace(at, was.size(), is);
        std::ofstream(folder / file) << text;
        return static_cast<int>(line);
    }

    fs::path folder;
};

bool says(const sim::Findings& findings, const std::string& file, int line, const std::string& part = "",
          sim::Severity severity = sim::Severity::error)
{
    const auto all = findings.all();
    return std::any_of(all.begin(), all.end(), [&](const sim::Finding& f) {
        return f.severity == severity && fs::path(f.file).filename() == file && f.line == line &&
               to_text(f, sim::Language::en).find(part) != std::string::npos;
    });
}

} // namespace

TEST_CASE("Kota Serang is read as its sources say", "[commitment][city]")
{
    sim::Findings findings;
    const City city = commitment::read_city(SCENARIOS "/kota-serang", findings);
    INFO(to_text(findings, sim::Language::en));
    REQUIRE(findings.empty());
    CHECK(city.start == sim::Month(2015, 1));
    CHECK(city.institutions.size() == 211);
    CHECK(city.borders.size() == 169);
    const auto components = sim::components(commitment::graph_of(city));
    CHECK(*std::max_element(components.begin(), components.end()) == 0);

    std::array<std::size_t, 4> links{};
    for (const auto& link : city.links) {
        ++links[static_cast<std::size_t>(link.type)];
        REQUIRE(link.from != link.to);
        REQUIRE(link.weight > 0);
    }
    CHECK(city.links.size() == 1529);
    CHECK(links == std::array<std::size_t, 4>{102, 493, 191, 743});

    const commitment::PackedCity packed(city);
    const std::size_t kinds[8] = {1, 28, 6, 67, 67, 40, 1, 1};
    for (std::size_t kind = 0; kind < 8; ++kind) CHECK(packed.of_kind[kind].size() == kinds[kind]);
    CHECK(packed.posts == 1344);
    CHECK(packed.government_posts.size() == 1337);
    CHECK(packed.all_families == 206578);
    for (const std::uint32_t i : packed.of_kind[static_cast<std::size_t>(Kind::kelurahan)]) {
        CHECK(packed.heads[i] == 1);
        CHECK(packed.officials[i] == 2);
        CHECK(packed.technical[i] == 2);
    }

    Run run(city, nullptr);
    double knows = 0, understands = 0, involved = 0, unaware = 0, bodies = 0;
    for (std::uint32_t c = 0; c < packed.communities; ++c) {
        unaware += run.families(0, c, 0);
        knows += run.families(1, c, 0);
        understands += run.families(2, c, 0);
        involved += run.families(3, c, 0);
    }
    for (std::uint32_t i = 0; i < packed.institutions; ++i) bodies += run.written(i, 0);
    CHECK(knows == 14839);
    CHECK(understands == 1621);
    CHECK(involved == 0);
    CHECK(unaware == 206578 - 14839 - 1621);
    CHECK(bodies == 1);
    CHECK(run.action(0, 0) == 0.35);
    CHECK(run.outcome("coordination", 0) == 0.3);
}

TEST_CASE("default states are those of January 2015 in section 6", "[commitment][city]")
{
    const auto check = [](Kind kind, Role role, double action, double doctrine) {
        const auto state = commitment::default_initial_state(kind, role);
        CHECK(state.action == action);
        CHECK(state.doctrine == doctrine);
        CHECK(state.written == (kind == Kind::city));
        CHECK(state.knowledge == 0);
        CHECK_FALSE(state.leadership.has_value());
    };
    check(Kind::city, Role::none, 0.35, 0.40);
    check(Kind::opd, Role::coordinator, 0.5, 0.5);
    check(Kind::opd, Role::planner, 0.4, 0.4);
    check(Kind::opd, Role::none, 0.15, 0.15);
    check(Kind::opd, Role::service, 0.15, 0.15);
    check(Kind::kecamatan, Role::none, 0.05, 0.05);
    check(Kind::kelurahan, Role::none, 0.03, 0.03);
    check(Kind::lpa, Role::none, 0.6, 0.8);
    check(Kind::forum_anak, Role::none, 0.5, 0.7);
    CHECK(commitment::default_initial_state(Kind::community, Role::none).knows == 0.072);
    CHECK(commitment::default_initial_state(Kind::community, Role::none).understands == 0.008);
}

TEST_CASE("parameters have the defaults of section 6", "[commitment][city]")
{
    const std::pair<const char*, double> table[] = {{"rotation.head", 0.5},
                                                    {"rotation.official", 0.3},
                                                    {"rotation.technical", 0.2},
                                                    {"rotation.internal", 0.8},
                                                    {"leadership.mean", 0.45},
                                                    {"leadership.precision", 6},
                                                    {"rotation.commitment_loss", 0.6},
                                                    {"rotation.doctrine_loss", 0.5},
                                                    {"knowledge.half_life", 18},
                                                    {"knowledge.practice", 0.6},
                                                    {"training.effect", 0.7},
                                                    {"sosialisasi.effect", 0.2},
                                                    {"sosialisasi.consistency", 0.35},
                                                    {"sosialisasi.relay", 0.3},
                                                    {"sosialisasi.doctrine", 0.25},
                                                    {"sosialisasi.reach", 60},
                                                    {"sosialisasi.face", 0.25},
                                                    {"meetings.base", 0.2},
                                                    {"meetings.delegation", 0.7},
                                                    {"meetings.effect", 0.06},
                                                    {"diffusion.rate", 0.12},
                                                    {"diffusion.enabling", 1.2},
                                                    {"diffusion.functional", 0.5},
                                                    {"diffusion.normative", 0.25},
                                                    {"diffusion.diffuse", 0.9},
                                                    {"diffusion.knowledge_floor", 0.25},
                                                    {"diffusion.unwritten", 0.3},
                                                    {"diffusion.loss", 0.06},
                                                    {"diffusion.loss_floor", 0.005},
                                                    {"doctrine.rate", 0.04},
                                                    {"doctrine.loss", 0.003},
                                                    {"formal.base", -7.6},
                                                    {"formal.action", 5},
                                                    {"formal.enabling", 5},
                                                    {"formal.peers", 1.5},
                                                    {"formal.community", 3},
                                                    {"formal.capacity", 1},
                                                    {"overlap", 0.5},
                                                    {"families.word_of_mouth", 0.01},
                                                    {"families.learn", 0.01},
                                                    {"families.join", 0.04},
                                                    {"families.join_floor", 0.001},
                                                    {"families.spread", 0.05},
                                                    {"families.lapse", 0.03},
                                                    {"families.forget", 0.01},
                                                    {"families.turnover", 0.01},
                                                    {"business.base", -6.5},
                                                    {"business.advocacy", 3},
                                                    {"business.csr", 1},
                                                    {"business.peer", 1.5},
                                                    {"business.liaison", 3},
                                                    {"business.lapse", 0.06},
                                                    {"capacity.head", 0.3},
                                                    {"capacity.official", 0.3},
                                                    {"capacity.technical", 0.4},
                                                    {"structure.base.city", 0.6},
                                                    {"structure.base.opd", 0.5},
                                                    {"structure.base.other", 0.3},
                                                    {"structure.body", 0.35},
                                                    {"structure.technical.city", 0.3},
                                                    {"structure.technical.opd", 0.35},
                                                    {"structure.technical.other", 0.15},
                                                    {"facilitation.action", 0.3},
                                                    {"facilitation.doctrine", 0.2},
                                                    {"monitoring.action", 0.1},
                                                    {"meetings.memory", 0.8},
                                                    {"meetings.forgetting", 0.95},
                                                    {"meetings.implementer", 0.7},
                                                    {"meetings.learning", 0.05},
                                                    {"layak.action", 0.5},
                                                    {"layak.involved", 0.2},
                                                    {"city.outside_expectation", 0.15},
                                                    {"diffuse.communities", 0.6},
                                                    {"diffuse.kelurahan", 0.4},
                                                    {"diffuse.saturation", 2},
                                                    {"formal.dormancy_threshold", 0.1},
                                                    {"formal.dormancy", 0.01},
                                                    {"families.local", 4},
                                                    {"families.outreach", 0.05},
                                                    {"families.service", 0.08},
                                                    {"families.join_floor_support", 0.3},
                                                    {"business.advocacy_half_life", 6},
                                                    {"business.retention", 0.7},
                                                    {"business.retention_csr", 0.5},
                                                    {"business.programme", 1},
                                                    {"resources.base.city", 0.5},
                                                    {"resources.base.opd", 0.3},
                                                    {"resources.base.kecamatan", 0.15},
                                                    {"resources.base.kelurahan", 0.1},
                                                    {"resources.base.lpa", 0.3},
                                                    {"resources.base.forum_anak", 0.3},
                                                    {"resources.need.city", 500e6},
                                                    {"resources.need.opd", 200e6},
                                                    {"resources.need.kecamatan", 100e6},
                                                    {"resources.need.kelurahan", 50e6},
                                                    {"resources.need.lpa", 100e6},
                                                    {"resources.need.forum_anak", 50e6},
                                                    {"resources.business_contribution", 10e6}};
    CHECK(std::size(table) == commitment::parameter_count);
    const Parameters defaults;
    for (const auto& [name, value] : table) {
        CAPTURE(name);
        const auto* row = commitment::find_parameter(name);
        REQUIRE(row != nullptr);
        CHECK(row->standard == value);
        CHECK(defaults.*row->member == value);
    }
    const double costs[] = {3e6, 7.5e6, 15e6, 3e6, 5e6};
    for (std::size_t l = 0; l < commitment::unit_lever_count; ++l)
        CHECK(commitment::lever_table()[l].unit_cost == costs[l]);
}

TEST_CASE("the small town and its plans are read without a finding", "[commitment][city]")
{
    sim::Findings findings;
    const City city = commitment::read_city(SCENARIOS "/small-town", findings);
    for (const char* folder : {"small-town", "kota-serang"})
        for (const char* name : {"status-quo", "top-down", "bottom-up", "mixed"}) {
            const fs::path path = fs::path(SCENARIOS) / folder / "plans" / (std::string(name) + ".toml");
            const Plan plan = commitment::read_plan(path, path.string(), city.unit_costs, findings);
            CHECK(plan.id == name);
            CHECK(plan.budget_per_year.has_value());
            CHECK(plan.interventions.size() >= 6);
        }
    INFO(to_text(findings, sim::Language::en));
    CHECK_FALSE(findings.failed());
    CHECK(city.institutions.size() == 26);
    // A state said of one institution, and the parameters of a small town.
    CHECK(city.initial[city.find("kel-melati")->value()].written);
    CHECK_FALSE(city.initial[city.find("kel-kenanga")->value()].written);
    CHECK(city.initial[city.find("keluarga-melati")->value()].knows == 0.12);
    CHECK(city.initial[city.find("keluarga-melati")->value()].understands == 0.008);
    CHECK(city.parameters.resources_need_opd == 40e6);
    CHECK(city.unit_costs[0] == 1e6);
}

TEST_CASE("links follow the rules: by place, by cluster, by border, and of two the larger weight", "[commitment][city]")
{
    sim::Findings findings;
    const City city = commitment::read_city(SCENARIOS "/small-town", findings);
    const auto weight = [&](const char* from, const char* to, LinkType type) {
        for (const auto& link : city.links)
            if (city.at(link.from).id == from && city.at(link.to).id == to && link.type == type) return link.weight;
        return 0.0;
    };
    CHECK(weight("kota", "distan", LinkType::enabling) == 1);
    CHECK(weight("kota", "lpa", LinkType::enabling) == 0.3);
    CHECK(weight("kec-utara", "kel-melati", LinkType::enabling) == 1);
    CHECK(weight("kec-selatan", "kel-melati", LinkType::enabling) == 0);
    CHECK(weight("kel-melati", "kec-utara", LinkType::functional) == 1);
    CHECK(weight("dp3akb", "dinkes", LinkType::functional) == 1);
    CHECK(weight("dinkes", "dp3akb", LinkType::functional) == 1); // a cluster shared
    CHECK(weight("dinkes", "distan", LinkType::functional) == 0); // outside the task force
    CHECK(weight("dp3akb", "kel-mawar", LinkType::functional) == 0.3);
    CHECK(weight("usaha-warung", "kel-melati", LinkType::functional) == 0.3);
    CHECK(weight("dp3akb", "dp3akb", LinkType::normative) == 0);
    CHECK(weight("lpa", "kel-mawar", LinkType::normative) == 0.3);
    CHECK(weight("keluarga-mawar", "kel-mawar", LinkType::diffuse) == 1);
    CHECK(weight("kel-melati", "kel-kenanga", LinkType::diffuse) == 0.5);
    CHECK(weight("kel-kenanga", "kel-melati", LinkType::diffuse) == 0.5);
    CHECK(weight("kel-melati", "kel-mawar", LinkType::diffuse) == 0);
    CHECK(weight("keluarga-melati", "keluarga-kenanga", LinkType::diffuse) == 0.5);
}

TEST_CASE("of a pair linked twice with one type the larger weight holds", "[commitment][city]")
{
    const Copy copy;
    std::ofstream(copy.folder / "links.csv")
        << "from,to,type,weight\nkota,distan,enabling,0.2\nkota,dinkes,enabling,3\nkota,dinkes,diffuse,0.7\n";
    sim::Findings findings;
    const City city = commitment::read_city(copy.folder, findings);
    REQUIRE_FALSE(findings.failed());
    double distan = 0, dinkes = 0;
    for (const auto& link : city.links)
        if (link.type == LinkType::enabling && city.at(link.from).id == "kota") {
            if (city.at(link.to).id == "distan") distan += link.weight;
            if (city.at(link.to).id == "dinkes") dinkes += link.weight;
        }
    CHECK(distan == 1);
    CHECK(dinkes == 3);
}

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

namespace {

/// boundaries.geojson of squares.
struct Square
{
    std::string code;
    std::string type = "Polygon";
    std::string first_point = "[106.2,-6.6]";
    std::string text() const
    {
        const std::string ring = "[[" + first_point + ",[106.3,-6.6],[106.3,-6.7]," + first_point + "]]";
        return "{\"type\":\"Feature\",\"properties\":{" + (code.empty() ? "\"kode\":1" : "\"code\":\"" + code + "\"") +
               "},\n\"geometry\":{\"type\":\"" + type +
               "\",\"coordinates\":" + (type == "MultiPolygon" ? "[" + ring + "]" : ring) + "}}";
    }
};

std::string collection(const std::vector<Square>& squares)
{
    std::string out;
    for (const Square& square : squares) out += (out.empty() ? "" : ",\n") + square.text();
    return "{\"type\":\"FeatureCollection\",\"features\":[\n" + out + "\n]}\n";
}

std::vector<Square> all_kelurahan()
{
    std::vector<Square> squares;
    for (const char* code : {"01.1001", "01.1002", "01.1003", "02.1001", "02.1002", "02.1003"})
        squares.push_back({std::string("99.99.") + code});
    return squares;
}

sim::Findings with_file(const char* name, const std::string& text)
{
    const Copy copy;
    std::ofstream(copy.folder / name) << text;
    sim::Findings findings;
    CHECK(commitment::read_city(copy.folder, findings).has_outlines == (std::string(name) == "boundaries.geojson"));
    return findings;
}

} // namespace

TEST_CASE("outlines are a FeatureCollection of areas with codes of kelurahan", "[commitment][city]")
{
    const auto said = [](const std::string& text) {
        const sim::Findings findings = with_file("boundaries.geojson", text);
        std::string all = to_text(findings, sim::Language::en);
        for (std::size_t at; (at = all.find("/tmp")) != std::string::npos;)
            all.erase(at, all.find("boundaries", at) - at);
        return all;
    };
    auto squares = all_kelurahan();
    squares[1].type = "MultiPolygon";
    squares[2].first_point = "[106.2,-6.6,12]";
    CHECK(said("\xef\xbb\xbf" + collection(squares)).empty());

    squares.pop_back();
    squares.pop_back();
    CHECK(said(collection(squares)) ==
          "boundaries.geojson: note: 2 of 6 kelurahan have no outline here; maps draw them as points\n");
    squares = all_kelurahan();
    squares.push_back({"99.99.09.9999"});
    squares.push_back({"99.99.02"}); // of a kecamatan
    CHECK(said(collection(squares)) ==
          "boundaries.geojson: features[7].properties.code = \"99.99.09.9999\": warning: no kelurahan of "
          "institutions.csv has this code; also features[8] \"99.99.02\"\n");
    squares = all_kelurahan();
    squares.push_back(squares[0]);
    CHECK(said(collection(squares))
              .find("features[7].properties.code = \"99.99.01.1001\": warning: this kelurahan is "
                    "there already: features[1]") != std::string::npos);

    CHECK(said("garbage\n").find("boundaries.geojson:1: this is not valid JSON here") == 0);
    const std::string cut = collection(all_kelurahan()).substr(0, 300);
    CHECK(said(cut).find("boundaries.geojson:" + std::to_string(1 + std::count(cut.begin(), cut.end(), '\n')) +
                         ": this is not valid JSON") == 0);
    CHECK(said("").find("boundaries.geojson:1: this is not valid JSON") == 0);
    CHECK(said("\xff").find("not UTF-8") != std::string::npos);
    CHECK(said("[1]").find("type = […]: a GeoJSON of type \"FeatureCollection\" is expected") != std::string::npos);
    CHECK(said("{\"type\":\"Topology\"}").find("type = \"Topology\": a GeoJSON") != std::string::npos);
    CHECK(said("{\"type\":\"FeatureCollection\",\"features\":{}}").find("features = {…}: a list") != std::string::npos);
    CHECK(said("{\"type\":\"FeatureCollection\",\"features\":[3]}").find("features[1] = 3: {…} of type \"Feature\"") !=
          std::string::npos);
    CHECK(said("{\"type\":\"FeatureCollection\",\"features\":[1e400]}").find("too large") != std::string::npos);
    const std::string deep(1'000'000, '[');
    CHECK(said("{\"type\":\"FeatureCollection\",\"features\":" + deep).find("not valid JSON") != std::string::npos);
    const std::string closed = deep + std::string(1'000'000, ']');
    squares = all_kelurahan();
    squares[0].first_point = "[106.2,-6.6," + closed + "]";
    CHECK(said(collection(squares)).empty());

    squares = all_kelurahan();
    squares[1].code.clear();
    squares[2].code.clear();
    CHECK(said(collection(squares)) ==
          "boundaries.geojson: features[2].properties.code: must be there: the code of a kelurahan of "
          "institutions.csv, in quotes; there is \"kode\" here; also features[3]\n");
    squares = all_kelurahan();
    squares[5].type = "Point";
    CHECK(said(collection(squares)) ==
          "boundaries.geojson: features[6].geometry.type = \"Point\": an area is expected; "
          "known: Polygon, MultiPolygon\n");
    for (const char* point : {"[106.2]", "[\"106.2\",-6.6]", "3", "{}"}) {
        squares = all_kelurahan();
        squares[3].first_point = point;
        CHECK(said(collection(squares)).find("features[4].geometry.coordinates = […]: closed lines of at least 4") !=
              std::string::npos);
    }
    for (const char* point : {"[-6.6,106.2]", "[620000,9270000]", "[180.1,0]"}) {
        squares = all_kelurahan();
        for (Square& square : squares) square.first_point = point;
        const std::string all = said(collection(squares));
        CHECK(all.find("features[1].geometry.coordinates = [") != std::string::npos);
        CHECK(all.find("the file must be in longitude and latitude") != std::string::npos);
        CHECK(std::count(all.begin(), all.end(), '\n') == 1);
    }
}

TEST_CASE("codes of outlines are not compared with institutions that could not be read", "[commitment][city]")
{
    const Copy copy;
    copy.change("institutions.csv", "kel-melati,Melati,kelurahan", "kel-melati,Melati,Indah,kelurahan");
    std::ofstream(copy.folder / "boundaries.geojson") << collection({{"99.99.09.9999"}});
    sim::Findings findings;
    commitment::read_city(copy.folder, findings);
    CHECK(findings.all().size() == 1);
}

TEST_CASE("a file in a city's folder that is not read is a warning with the nearest name", "[commitment][city]")
{
    for (const auto& [name, part] : {std::pair{"link.csv", "did you mean \"links.csv\"?"},
                                     {"observation.csv", "known: city.toml, institutions.csv"},
                                     {"Boundaries.GeoJSON", "did you mean \"boundaries.geojson\"?"},
                                     {"plan.toml", "plans are in plans/"}}) {
        const sim::Findings findings = with_file(name, "x");
        INFO(to_text(findings, sim::Language::en));
        CHECK_FALSE(findings.failed());
        CHECK(findings.all().size() == 1);
        CHECK(says(findings, name, 0, part, sim::Severity::warning));
    }
    for (const char* name : {"parameters.csv", "notes.txt", ".links.csv"}) CHECK(with_file(name, "x").empty());
    const Copy copy;
    for (int i = 0; i < 50; ++i) std::ofstream(copy.folder / ("x" + std::to_string(i) + ".csv")) << "x";
    fs::create_directory(copy.folder / "old.csv");
    sim::Findings findings;
    commitment::read_city(copy.folder, findings);
    CHECK(findings.all().size() == 21);
}

TEST_CASE("a mistake in a plan is found in its line, an unknown kind or target with the known ones",
          "[commitment][city]")
{
    struct Mistake
    {
        const char *was, *is, *part;
    };
    const Mistake mistakes[] = {
        {"kind = \"csr_enforced\"", "kind = \"subsidy\"", "facilitation"},
        {"target = \"all_levels\"", "target = \"kelurahan\"", "task_force"},
        {"floor = 0.6", "floor = 1.6", "floor"},
        {"strength = 0.3", "strength = \"0.3\"", "strength"},
        {"per_year = 5", "per_year = 2e7", "per_year"},
        {"cost_per_year = 3_000_000", "cost_per_year = -3", "cost_per_year"},
        {"to = \"2024-12\"", "to = \"2018-12\"", "before it begins"},
        {"budget_per_year = 120_000_000", "budget_per_yaer = 120_000_000", "budget_per_yaer"},
        {"budget_per_year = 34_000_000", "budget_per_year = 34_000_000\nper_year = 3", "per_year"},
    };
    for (const Mistake& mistake : mistakes) {
        const Copy copy;
        int line = copy.change("plans/mixed.toml", mistake.was, mistake.is);
        if (std::string(mistake.is).find('\n') != std::string::npos) ++line;
        sim::Findings findings;
        commitment::read_plan(copy.folder / "plans/mixed.toml", "plans/mixed.toml", {}, findings);
        CAPTURE(mistake.is, line);
        INFO(to_text(findings, sim::Language::en));
        CHECK(findings.failed());
        CHECK(says(findings, "mixed.toml", line, mistake.part));
    }
}

TEST_CASE("a plan says seats or a budget for them, and costs are the city's where it says nothing",
          "[commitment][city]")
{
    const Copy copy;
    std::ofstream(copy.folder / "plan.toml")
        << "name = \"p\"\nfrom = \"2019-01\"\nto = \"2020-12\"\n"
           "[[intervention]]\nkind = \"training\"\ntarget = \"all\"\nbudget_per_year = 60_000_000\n"
           "[[intervention]]\nkind = \"meetings\"\ntarget = \"task_force\"\nper_year = 4\nunit_cost = 7\nfrom = "
           "\"2019-03\"\n"
           "[[intervention]]\nkind = \"election\"\nmonth = \"2020-02\"\n";
    sim::Findings findings;
    const Plan plan = commitment::read_plan(copy.folder / "plan.toml", "plan.toml", {2e6, 0, 0, 0, 5e6}, findings);
    REQUIRE_FALSE(findings.failed());
    REQUIRE(plan.interventions.size() == 3);
    CHECK(plan.interventions[0].per_year == 30);
    CHECK(plan.interventions[0].unit_cost == 2e6);
    CHECK(plan.interventions[1].unit_cost == 7);
    CHECK(plan.interventions[1].from == sim::Month(2019, 3));
    CHECK(plan.interventions[1].to == sim::Month(2020, 12));
    CHECK(plan.interventions[2].from == sim::Month(2020, 2));
    CHECK_FALSE(plan.budget_per_year.has_value());
}

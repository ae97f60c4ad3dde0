// Cities as they are read from files.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "models/commitment/city_graph.hpp"
#include "tests/models/commitment/town_copy.hpp"
#include "tests/support/small_town.hpp"

using namespace tests;

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

// 4.10 Business.

#include <algorithm>

#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace {

using namespace tests;

double cloglog(double eta) { return 1 - std::exp(-std::exp(eta)); }

/// Two firms, one in a kelurahan; nothing happens until a test says so.
struct Market
{
    SmallTown town;
    std::uint32_t liaison, kelurahan, local, stray;

    Market()
    {
        liaison = town.opd("dagang", {}, true, Role::business_liaison);
        const auto kecamatan = town.add(Kind::kecamatan, "kec");
        kelurahan = town.add(Kind::kelurahan, "kel", kecamatan);
        local = town.add(Kind::business, "usaha-a", kelurahan);
        stray = town.add(Kind::business, "usaha-b");
        town.at(stray).parent.reset();
        Parameters& p = town.parameters();
        p.business_base = -2;
        p.business_advocacy = p.business_csr = p.business_peer = p.business_liaison = 0;
    }

    double engaged(std::uint32_t i, const Run& run)
    {
        double all = 0;
        for (std::uint32_t r = 0; r < run.replicates(); ++r) all += run.field(Field::programme, i, r);
        return all;
    }
};

} // namespace

TEST_CASE("engagement comes with the hazard of 4.10, term by term", "[commitment][businesses][exact]")
{
    Market m;
    Parameters& p = m.town.parameters();
    const auto check = [&](std::uint32_t i, double eta) {
        Run run(m.town, {.replicates = 6000});
        run.advance();
        CAPTURE(i, eta);
        check_share(m.engaged(i, run), 6000, cloglog(eta));
    };
    SECTION("the base alone") { check(m.local, -2), check(m.stray, -2); }
    SECTION("the programme of its kelurahan, if it has one")
    {
        m.town.start(m.kelurahan).action = 1;
        const double programme = std::cbrt(0.25 * 0.3 * 0.1);
        check(m.local, -2 + programme);
        check(m.stray, -2);
    }
    SECTION("the CSR regulation enforced")
    {
        p.business_csr = 0.9;
        m.town.act(Lever::csr_enforced);
        check(m.local, -2 + 0.9);
    }
    SECTION("the share engaged at the month's start")
    {
        p.business_peer = 2;
        m.town.start(m.stray).engaged = true;
        check(m.local, -2 + 2 * 0.5);
    }
    SECTION("the liaison's programme")
    {
        p.business_liaison = 3;
        m.town.link(m.liaison, m.local, LinkType::functional);
        m.town.start(m.liaison).action = 0.8;
        check(m.local, -2 + 3 * 0.8 * std::cbrt(0.25 * 0.5 * 0.3));
        check(m.stray, -2);
    }
    SECTION("advocacy")
    {
        p.business_advocacy = 2.5;
        m.town.start(m.local).advocacy = 0.4;
        check(m.local, -2 + 2.5 * 0.4);
    }
}

TEST_CASE("the stock of advocacy halves in six months, and a session fills it", "[commitment][businesses][exact]")
{
    Market m;
    Parameters& p = m.town.parameters();
    p.business_base = -3;
    p.business_advocacy = 2;
    Intervention& session = m.town.act(Lever::sosialisasi, Target::businesses, 12 * 40); // both surely
    session.from = session.to = m.town.city.start + 2;
    Run run(m.town, {.replicates = 6000});
    double stays = 1;
    for (int month = 0; month < 15; ++month) {
        run.advance();
        stays *= 1 - cloglog(-3 + (month < 2 ? 0 : 2 * std::exp2(-(month - 2) / 6.0)));
        check_share(m.engaged(m.local, run), 6000, 1 - stays);
    }
}

TEST_CASE("each session goes to a firm drawn uniformly", "[commitment][businesses][statistical]")
{
    Market m;
    const auto third = m.town.add(Kind::business, "usaha-c", m.kelurahan);
    m.town.parameters().business_base = -50;
    m.town.parameters().business_advocacy = 100;
    m.town.act(Lever::sosialisasi, Target::businesses, 12);
    Run run(m.town, {.replicates = 4000});
    run.advance();
    for (const auto i : {m.local, m.stray, third}) check_share(m.engaged(i, run), 4000, 1.0 / 3);
}

TEST_CASE("engagement is lost where it is not kept up by advocacy or rules", "[commitment][businesses][exact]")
{
    Market m;
    Parameters& p = m.town.parameters();
    p.business_base = -1000;
    p.business_lapse = 0.2;
    const bool advocacy = GENERATE(false, true);
    const bool csr = GENERATE(false, true);
    m.town.start(m.local).engaged = m.town.start(m.stray).engaged = true;
    if (advocacy) m.town.start(m.local).advocacy = 0.9;
    if (csr) m.town.act(Lever::csr_enforced);
    Run run(m.town, {.replicates = 4000});
    double stays = 1, other = 1;
    for (int month = 0; month < 12; ++month) {
        run.advance();
        const double kept = std::max(advocacy ? 0.9 * std::exp2(-month / 6.0) : 0, csr ? 0.5 : 0);
        stays *= std::exp(-0.2 * (1 - 0.7 * kept));
        other *= std::exp(-0.2 * (1 - (csr ? 0.35 : 0)));
        check_share(m.engaged(m.local, run), 4000, stays);
        check_share(m.engaged(m.stray, run), 4000, other);
    }
}

#include "models/commitment/parameters.hpp"

#include <iterator>

namespace commitment {
namespace {

using P = BasicParameters<double>;

struct Possible
{
    Range range;
    bool lowest_excluded = false;
};
constexpr Possible share{{0, 1}};
// Without end only in their meaning: products of these still are finite, and differences of them numbers.
constexpr Possible nonnegative{{0, 1e15}};
constexpr Possible positive{{0, 1e15}, true};
constexpr Possible log_hazard{{-1e6, 1e6}};
// Between all but yes or no and all but the mean itself: there the quantiles of L can be computed.
constexpr Possible concentration{{0.05, 1e6}};

/// A row that sweeps and calibration vary.
constexpr ParameterInfo estimated(std::string_view name, std::string_view symbol,
                                  double BasicParameters<double>::*member, double standard, Range prior,
                                  Possible possible, std::string_view unit, std::string_view basis)
{
    return {name, symbol, member, standard, prior, possible.range, possible.lowest_excluded, unit, basis, false};
}

/// A structural constant: outside the default sensitivity set, its prior the default alone.
constexpr ParameterInfo constant(std::string_view name, double BasicParameters<double>::*member, double standard,
                                 Possible possible, std::string_view unit, std::string_view basis)
{
    ParameterInfo row = estimated(name, "", member, standard, {standard, standard}, possible, unit, basis);
    row.structural = true;
    return row;
}

// clang-format off
constexpr ParameterInfo table[] = {
    estimated("rotation.head", "r_head", &P::rotation_head, 0.5, {0.2, 1}, nonnegative, "1/year",
              "study: \"rotasi begitu cepat\"; assumption on the value"),
    estimated("rotation.official", "r_official", &P::rotation_official, 0.3, {0.1, 0.8}, nonnegative, "1/year",
              "study, as for heads; assumption on the value"),
    estimated("rotation.technical", "r_technical", &P::rotation_technical, 0.2, {0.05, 0.6}, nonnegative, "1/year",
              "study, as for heads; assumption on the value"),
    estimated("rotation.internal", "q_int", &P::rotation_internal, 0.8, {0.5, 0.95}, share, "share",
              "assumption: mutasi is mostly inside the city"),
    estimated("leadership.mean", "L̄", &P::leadership_mean, 0.45, {0.2, 0.8}, share, "–",
              "study: leaders not firm"),
    estimated("leadership.precision", "ν_L", &P::leadership_precision, 6, {2, 20}, concentration, "–",
              "assumption"),
    estimated("rotation.commitment_loss", "χ", &P::rotation_commitment_loss, 0.6, {0.2, 0.9}, share, "share",
              "assumption"),
    estimated("rotation.doctrine_loss", "θ", &P::rotation_doctrine_loss, 0.5, {0.1, 0.9}, share, "share",
              "assumption"),
    estimated("knowledge.half_life", "h", &P::knowledge_half_life, 18, {6, 48}, positive, "month",
              "skill-decay meta-analysis (Arthur et al. 1998)"),
    estimated("knowledge.practice", "u", &P::knowledge_practice, 0.6, {0, 0.9}, share, "share",
              "assumption"),
    estimated("training.effect", "ε", &P::training_effect, 0.7, {0.4, 0.9}, share, "share",
              "assumption"),
    estimated("sosialisasi.effect", "ε_s", &P::sosialisasi_effect, 0.2, {0.05, 0.4}, share, "share",
              "assumption"),
    estimated("sosialisasi.consistency", "c", &P::sosialisasi_consistency, 0.35, {0.1, 0.8}, share, "probability",
              "study: \"tidak konsisten memberikan tanggungjawabnya pada orang yang sama\""),
    estimated("sosialisasi.relay", "ϱ", &P::sosialisasi_relay, 0.3, {0.05, 0.7}, share, "share",
              "assumption"),
    estimated("sosialisasi.doctrine", "φ", &P::sosialisasi_doctrine, 0.25, {0.05, 0.5}, share, "share",
              "assumption"),
    estimated("sosialisasi.reach", "reach", &P::sosialisasi_reach, 60, {20, 150}, nonnegative, "families",
              "assumption"),
    estimated("sosialisasi.face", "face", &P::sosialisasi_face, 0.25, {0.05, 0.5}, share, "share",
              "assumption"),
    estimated("meetings.base", "a₀", &P::meetings_base, 0.2, {0, 0.5}, share, "probability",
              "study: leaders stay away or send someone"),
    estimated("meetings.delegation", "delegation", &P::meetings_delegation, 0.7, {0.3, 1}, share, "probability",
              "study: leaders stay away or send someone"),
    estimated("meetings.effect", "ξ", &P::meetings_effect, 0.06, {0.01, 0.2}, share, "share",
              "study: leaders stay away or send someone; assumption on the value"),
    estimated("diffusion.rate", "λ", &P::diffusion_rate, 0.12, {0.03, 0.4}, nonnegative, "1/month",
              "calibrated on December 2018"),
    estimated("diffusion.enabling", "β_E", &P::diffusion_enabling, 1.2, {0, 2}, nonnegative, "–",
              "calibrated on December 2018"),
    estimated("diffusion.functional", "β_F", &P::diffusion_functional, 0.5, {0, 2}, nonnegative, "–",
              "calibrated on December 2018"),
    estimated("diffusion.normative", "β_N", &P::diffusion_normative, 0.25, {0, 2}, nonnegative, "–",
              "calibrated on December 2018"),
    estimated("diffusion.diffuse", "β_C", &P::diffusion_diffuse, 0.9, {0, 2}, nonnegative, "–",
              "calibrated on December 2018"),
    estimated("diffusion.knowledge_floor", "k₀", &P::diffusion_knowledge_floor, 0.25, {0, 0.5}, share, "share",
              "assumption"),
    estimated("diffusion.unwritten", "ι", &P::diffusion_unwritten, 0.3, {0, 0.7}, share, "share",
              "assumption"),
    estimated("diffusion.loss", "μ", &P::diffusion_loss, 0.06, {0.01, 0.2}, nonnegative, "1/month",
              "calibrated on December 2018"),
    estimated("diffusion.loss_floor", "μ₀", &P::diffusion_loss_floor, 0.005, {0, 0.02}, nonnegative, "1/month",
              "calibrated on December 2018"),
    estimated("doctrine.rate", "ν_D", &P::doctrine_rate, 0.04, {0.005, 0.15}, nonnegative, "1/month",
              "calibrated on December 2018"),
    estimated("doctrine.loss", "δ_D", &P::doctrine_loss, 0.003, {0, 0.02}, nonnegative, "1/month",
              "calibrated on December 2018"),
    estimated("formal.base", "α₀", &P::formal_base, -7.6, {-9.88, -5.32}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018"),
    estimated("formal.action", "α_A", &P::formal_action, 5, {3.5, 6.5}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018"),
    estimated("formal.enabling", "α_E", &P::formal_enabling, 5, {3.5, 6.5}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018"),
    estimated("formal.peers", "α_P", &P::formal_peers, 1.5, {1.05, 1.95}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018"),
    estimated("formal.community", "α_C", &P::formal_community, 3, {2.1, 3.9}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018"),
    estimated("formal.capacity", "α_K", &P::formal_capacity, 1, {0.7, 1.3}, log_hazard, "log hazard",
              "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018"),
    estimated("overlap", "o", &P::overlap, 0.5, {0, 0.9}, share, "share",
              "study: LPA, Forum Anak and DP3AKB overlap"),
    estimated("families.word_of_mouth", "ω", &P::families_word_of_mouth, 0.01, {0.003, 0.03}, nonnegative, "1/month",
              "assumption, after Bass (1969)"),
    estimated("families.learn", "l", &P::families_learn, 0.01, {0.003, 0.03}, nonnegative, "1/month",
              "assumption, after Bass (1969)"),
    estimated("families.join", "j", &P::families_join, 0.04, {0.012, 0.12}, nonnegative, "1/month",
              "assumption, after Bass (1969)"),
    estimated("families.join_floor", "j₀", &P::families_join_floor, 0.001, {0.0003, 0.003}, nonnegative, "1/month",
              "assumption, after Bass (1969)"),
    estimated("families.spread", "σ", &P::families_spread, 0.05, {0.015, 0.15}, nonnegative, "1/month",
              "assumption, after Bass (1969)"),
    estimated("families.lapse", "x", &P::families_lapse, 0.03, {0.009, 0.09}, nonnegative, "1/month",
              "assumption"),
    estimated("families.forget", "f", &P::families_forget, 0.01, {0.003, 0.03}, nonnegative, "1/month",
              "assumption"),
    estimated("families.turnover", "ζ", &P::families_turnover, 0.01, {0.003, 0.03}, nonnegative, "1/month",
              "assumption"),
    estimated("business.base", "γ₀", &P::business_base, -6.5, {-8.45, -4.55}, log_hazard, "log hazard",
              "study: involvement not significant, not sustained"),
    estimated("business.advocacy", "γ_adv", &P::business_advocacy, 3, {2.1, 3.9}, log_hazard, "log hazard",
              "study: involvement not significant, not sustained"),
    estimated("business.csr", "γ_csr", &P::business_csr, 1, {0.7, 1.3}, log_hazard, "log hazard",
              "study: involvement not significant, not sustained"),
    estimated("business.peer", "γ_peer", &P::business_peer, 1.5, {1.05, 1.95}, log_hazard, "log hazard",
              "study: involvement not significant, not sustained"),
    estimated("business.liaison", "γ_liaison", &P::business_liaison, 3, {2.1, 3.9}, log_hazard, "log hazard",
              "study: involvement not significant, not sustained"),
    estimated("business.lapse", "z", &P::business_lapse, 0.06, {0.042, 0.078}, nonnegative, "1/month",
              "study: involvement not significant, not sustained"),
    constant("capacity.head", &P::capacity_head, 0.3, nonnegative, "weight",
             "K: weight of the role"),
    constant("capacity.official", &P::capacity_official, 0.3, nonnegative, "weight",
             "K: weight of the role"),
    constant("capacity.technical", &P::capacity_technical, 0.4, nonnegative, "weight",
             "K: weight of the role"),
    constant("structure.base.city", &P::structure_base_city, 0.6, share, "–",
             "S without body or listed staff"),
    constant("structure.base.opd", &P::structure_base_opd, 0.5, share, "–",
             "S without body or listed staff"),
    constant("structure.base.other", &P::structure_base_other, 0.3, share, "–",
             "S of kecamatan, kelurahan and LPA"),
    constant("structure.body", &P::structure_body, 0.35, share, "–",
             "S gained by a body with a decree"),
    constant("structure.technical.city", &P::structure_technical_city, 0.3, share, "–",
             "S gained while technical staff are listed"),
    constant("structure.technical.opd", &P::structure_technical_opd, 0.35, share, "–",
             "S gained while technical staff are listed"),
    constant("structure.technical.other", &P::structure_technical_other, 0.15, share, "–",
             "S gained while technical staff are listed"),
    constant("facilitation.action", &P::facilitation_action, 0.3, share, "share",
             "A gained by one unit"),
    constant("facilitation.doctrine", &P::facilitation_doctrine, 0.2, share, "share",
             "D gained by one unit"),
    constant("monitoring.action", &P::monitoring_action, 0.1, share, "share",
             "A gained by one visit, times D"),
    constant("meetings.memory", &P::meetings_memory, 0.8, share, "share",
             "of M kept at a meeting"),
    constant("meetings.forgetting", &P::meetings_forgetting, 0.95, share, "share",
             "of M kept in a month without one"),
    constant("meetings.implementer", &P::meetings_implementer, 0.7, share, "–",
             "quality q of the responsible implementer"),
    constant("meetings.learning", &P::meetings_learning, 0.05, share, "share",
             "ε_m: knowledge gained by the implementer in a meeting"),
    constant("layak.action", &P::layak_action, 0.5, share, "–",
             "A that a kelurahan or kecamatan needs to be layak"),
    constant("layak.involved", &P::layak_involved, 0.2, share, "share",
             "families involved that a kelurahan needs"),
    constant("city.outside_expectation", &P::city_outside_expectation, 0.15, nonnegative, "–",
             "national evaluation, in units of λ"),
    constant("diffuse.communities", &P::diffuse_communities, 0.6, share, "–",
             "weight of families in C"),
    constant("diffuse.kelurahan", &P::diffuse_kelurahan, 0.4, share, "–",
             "weight of neighbouring kelurahan in C"),
    constant("diffuse.saturation", &P::diffuse_saturation, 2, nonnegative, "–",
             "families' programme counts this many times, at most 1"),
    constant("formal.dormancy_threshold", &P::formal_dormancy_threshold, 0.1, share, "–",
             "A below which a body may fall dormant"),
    constant("formal.dormancy", &P::formal_dormancy, 0.01, share, "1/month",
             "probability of it"),
    constant("families.local", &P::families_local, 4, nonnegative, "–",
             "weight of a community's own families in word of mouth"),
    constant("families.outreach", &P::families_outreach, 0.05, nonnegative, "1/month",
             "awareness from what the kelurahan does"),
    constant("families.service", &P::families_service, 0.08, nonnegative, "1/month",
             "understanding from what the kelurahan does"),
    constant("families.join_floor_support", &P::families_join_floor_support, 0.3, nonnegative, "–",
             "joining by example without the kelurahan's act"),
    constant("business.advocacy_half_life", &P::business_advocacy_half_life, 6, positive, "month",
             "of the stock of advocacy"),
    constant("business.retention", &P::business_retention, 0.7, share, "share",
             "of the lapse that full advocacy prevents"),
    constant("business.retention_csr", &P::business_retention_csr, 0.5, share, "–",
             "enforced CSR counts as this advocacy"),
    constant("business.programme", &P::business_programme, 1, share, "–",
             "P while engaged"),
    constant("resources.base.city", &P::resources_base_city, 0.5, share, "–",
             "R without funds (assumption)"),
    constant("resources.base.opd", &P::resources_base_opd, 0.3, share, "–",
             "R without funds (assumption)"),
    constant("resources.base.kecamatan", &P::resources_base_kecamatan, 0.15, share, "–",
             "R without funds (assumption)"),
    constant("resources.base.kelurahan", &P::resources_base_kelurahan, 0.1, share, "–",
             "R without funds (assumption)"),
    constant("resources.base.lpa", &P::resources_base_lpa, 0.3, share, "–",
             "R without funds (assumption)"),
    constant("resources.base.forum_anak", &P::resources_base_forum_anak, 0.3, share, "–",
             "R without funds (assumption)"),
    constant("resources.need.city", &P::resources_need_city, 500'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure"),
    constant("resources.need.opd", &P::resources_need_opd, 200'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure"),
    constant("resources.need.kecamatan", &P::resources_need_kecamatan, 100'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure"),
    constant("resources.need.kelurahan", &P::resources_need_kelurahan, 50'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure"),
    constant("resources.need.lpa", &P::resources_need_lpa, 100'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure"),
    constant("resources.need.forum_anak", &P::resources_need_forum_anak, 50'000'000, positive, "rupiah/year",
             "assumption: replace it by your own figure"),
    constant("resources.business_contribution", &P::resources_business_contribution, 10'000'000, nonnegative, "rupiah/year",
             "of an engaged business to its kelurahan (assumption)"),
};
// clang-format on
static_assert(std::size(table) == parameter_count);

} // namespace

Parameters::Parameters() : BasicParameters<double>()
{
    for (const ParameterInfo& row : table) this->*row.member = row.standard;
}

std::span<const ParameterInfo> parameter_table() { return table; }

const ParameterInfo* find_parameter(std::string_view name)
{
    for (const ParameterInfo& row : table)
        if (row.name == name) return &row;
    return nullptr;
}

} // namespace commitment

#include "models/commitment/parameters.hpp"

#include <limits>

namespace commitment {
namespace {

using P = BasicParameters<double>;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Range share{0, 1};
constexpr Range nonnegative{0, infinity};
constexpr Range positive{0, infinity};
constexpr Range anything{-infinity, infinity};

// name, symbol, member, default, prior range, possible range, lowest excluded, unit, basis, structural
constexpr ParameterInfo table[] = {
    {"rotation.head", "r_head", &P::rotation_head, 0.5, {0.2, 1}, nonnegative, false, "1/year", "study: \"rotasi begitu cepat\"; assumption on the value", false},
    {"rotation.official", "r_official", &P::rotation_official, 0.3, {0.1, 0.8}, nonnegative, false, "1/year", "study, as for heads; assumption on the value", false},
    {"rotation.technical", "r_technical", &P::rotation_technical, 0.2, {0.05, 0.6}, nonnegative, false, "1/year", "study, as for heads; assumption on the value", false},
    {"rotation.internal", "q_int", &P::rotation_internal, 0.8, {0.5, 0.95}, share, false, "share", "assumption: mutasi is mostly inside the city", false},
    {"leadership.mean", "L̄", &P::leadership_mean, 0.45, {0.2, 0.8}, share, false, "–", "study: leaders not firm", false},
    {"leadership.precision", "ν_L", &P::leadership_precision, 6, {2, 20}, positive, true, "–", "assumption", false},
    {"rotation.commitment_loss", "χ", &P::rotation_commitment_loss, 0.6, {0.2, 0.9}, share, false, "share", "assumption", false},
    {"rotation.doctrine_loss", "θ", &P::rotation_doctrine_loss, 0.5, {0.1, 0.9}, share, false, "share", "assumption", false},
    {"knowledge.half_life", "h", &P::knowledge_half_life, 18, {6, 48}, positive, true, "month", "skill-decay meta-analysis (Arthur et al. 1998)", false},
    {"knowledge.practice", "u", &P::knowledge_practice, 0.6, {0, 0.9}, share, false, "share", "assumption", false},
    {"training.effect", "ε", &P::training_effect, 0.7, {0.4, 0.9}, share, false, "share", "assumption", false},
    {"sosialisasi.effect", "ε_s", &P::sosialisasi_effect, 0.2, {0.05, 0.4}, share, false, "share", "assumption", false},
    {"sosialisasi.consistency", "c", &P::sosialisasi_consistency, 0.35, {0.1, 0.8}, share, false, "probability", "study: \"tidak konsisten memberikan tanggungjawabnya pada orang yang sama\"", false},
    {"sosialisasi.relay", "ϱ", &P::sosialisasi_relay, 0.3, {0.05, 0.7}, share, false, "share", "assumption", false},
    {"sosialisasi.doctrine", "φ", &P::sosialisasi_doctrine, 0.25, {0.05, 0.5}, share, false, "share", "assumption", false},
    {"sosialisasi.reach", "reach", &P::sosialisasi_reach, 60, {20, 150}, nonnegative, false, "families", "assumption", false},
    {"sosialisasi.face", "face", &P::sosialisasi_face, 0.25, {0.05, 0.5}, share, false, "share", "assumption", false},
    {"meetings.base", "a₀", &P::meetings_base, 0.2, {0, 0.5}, share, false, "probability", "study: leaders stay away or send someone", false},
    {"meetings.delegation", "delegation", &P::meetings_delegation, 0.7, {0.3, 1}, share, false, "probability", "study: leaders stay away or send someone", false},
    {"meetings.effect", "ξ", &P::meetings_effect, 0.06, {0.01, 0.2}, share, false, "share", "study: leaders stay away or send someone; assumption on the value", false},
    {"diffusion.rate", "λ", &P::diffusion_rate, 0.12, {0.03, 0.4}, nonnegative, false, "1/month", "calibrated on December 2018", false},
    {"diffusion.enabling", "β_E", &P::diffusion_enabling, 1.2, {0, 2}, nonnegative, false, "–", "calibrated on December 2018", false},
    {"diffusion.functional", "β_F", &P::diffusion_functional, 0.5, {0, 2}, nonnegative, false, "–", "calibrated on December 2018", false},
    {"diffusion.normative", "β_N", &P::diffusion_normative, 0.25, {0, 2}, nonnegative, false, "–", "calibrated on December 2018", false},
    {"diffusion.diffuse", "β_C", &P::diffusion_diffuse, 0.9, {0, 2}, nonnegative, false, "–", "calibrated on December 2018", false},
    {"diffusion.knowledge_floor", "k₀", &P::diffusion_knowledge_floor, 0.25, {0, 0.5}, share, false, "share", "assumption", false},
    {"diffusion.unwritten", "ι", &P::diffusion_unwritten, 0.3, {0, 0.7}, share, false, "share", "assumption", false},
    {"diffusion.loss", "μ", &P::diffusion_loss, 0.06, {0.01, 0.2}, nonnegative, false, "1/month", "calibrated on December 2018", false},
    {"diffusion.loss_floor", "μ₀", &P::diffusion_loss_floor, 0.005, {0, 0.02}, nonnegative, false, "1/month", "calibrated on December 2018", false},
    {"doctrine.rate", "ν_D", &P::doctrine_rate, 0.04, {0.005, 0.15}, nonnegative, false, "1/month", "calibrated on December 2018", false},
    {"doctrine.loss", "δ_D", &P::doctrine_loss, 0.003, {0, 0.02}, nonnegative, false, "1/month", "calibrated on December 2018", false},
    {"formal.base", "α₀", &P::formal_base, -7.6, {-9.88, -5.32}, anything, false, "log hazard", "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018", false},
    {"formal.action", "α_A", &P::formal_action, 5, {3.5, 6.5}, anything, false, "log hazard", "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018", false},
    {"formal.enabling", "α_E", &P::formal_enabling, 5, {3.5, 6.5}, anything, false, "log hazard", "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018", false},
    {"formal.peers", "α_P", &P::formal_peers, 1.5, {1.05, 1.95}, anything, false, "log hazard", "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018", false},
    {"formal.community", "α_C", &P::formal_community, 3, {2.1, 3.9}, anything, false, "log hazard", "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018", false},
    {"formal.capacity", "α_K", &P::formal_capacity, 1, {0.7, 1.3}, anything, false, "log hazard", "calibrated on 0 of 6 kecamatan and 2 of 67 kelurahan by 2018", false},
    {"overlap", "o", &P::overlap, 0.5, {0, 0.9}, share, false, "share", "study: LPA, Forum Anak and DP3AKB overlap", false},
    {"families.word_of_mouth", "ω", &P::families_word_of_mouth, 0.01, {0.003, 0.03}, nonnegative, false, "1/month", "assumption, after Bass (1969)", false},
    {"families.learn", "l", &P::families_learn, 0.01, {0.003, 0.03}, nonnegative, false, "1/month", "assumption, after Bass (1969)", false},
    {"families.join", "j", &P::families_join, 0.04, {0.012, 0.12}, nonnegative, false, "1/month", "assumption, after Bass (1969)", false},
    {"families.join_floor", "j₀", &P::families_join_floor, 0.001, {0.0003, 0.003}, nonnegative, false, "1/month", "assumption, after Bass (1969)", false},
    {"families.spread", "σ", &P::families_spread, 0.05, {0.015, 0.15}, nonnegative, false, "1/month", "assumption, after Bass (1969)", false},
    {"families.lapse", "x", &P::families_lapse, 0.03, {0.009, 0.09}, nonnegative, false, "1/month", "assumption", false},
    {"families.forget", "f", &P::families_forget, 0.01, {0.003, 0.03}, nonnegative, false, "1/month", "assumption", false},
    {"families.turnover", "ζ", &P::families_turnover, 0.01, {0.003, 0.03}, nonnegative, false, "1/month", "assumption", false},
    {"business.base", "γ₀", &P::business_base, -6.5, {-8.45, -4.55}, anything, false, "log hazard", "study: involvement not significant, not sustained", false},
    {"business.advocacy", "γ_adv", &P::business_advocacy, 3, {2.1, 3.9}, anything, false, "log hazard", "study: involvement not significant, not sustained", false},
    {"business.csr", "γ_csr", &P::business_csr, 1, {0.7, 1.3}, anything, false, "log hazard", "study: involvement not significant, not sustained", false},
    {"business.peer", "γ_peer", &P::business_peer, 1.5, {1.05, 1.95}, anything, false, "log hazard", "study: involvement not significant, not sustained", false},
    {"business.liaison", "γ_liaison", &P::business_liaison, 3, {2.1, 3.9}, anything, false, "log hazard", "study: involvement not significant, not sustained", false},
    {"business.lapse", "z", &P::business_lapse, 0.06, {0.042, 0.078}, nonnegative, false, "1/month", "study: involvement not significant, not sustained", false},
    {"capacity.head", "", &P::capacity_head, 0.3, {0.3, 0.3}, nonnegative, false, "weight", "K: weight of the role", true},
    {"capacity.official", "", &P::capacity_official, 0.3, {0.3, 0.3}, nonnegative, false, "weight", "K: weight of the role", true},
    {"capacity.technical", "", &P::capacity_technical, 0.4, {0.4, 0.4}, nonnegative, false, "weight", "K: weight of the role", true},
    {"structure.base.city", "", &P::structure_base_city, 0.6, {0.6, 0.6}, share, false, "–", "S without body or listed staff", true},
    {"structure.base.opd", "", &P::structure_base_opd, 0.5, {0.5, 0.5}, share, false, "–", "S without body or listed staff", true},
    {"structure.base.other", "", &P::structure_base_other, 0.3, {0.3, 0.3}, share, false, "–", "S of kecamatan, kelurahan and LPA", true},
    {"structure.body", "", &P::structure_body, 0.35, {0.35, 0.35}, share, false, "–", "S gained by a body with a decree", true},
    {"structure.technical.city", "", &P::structure_technical_city, 0.3, {0.3, 0.3}, share, false, "–", "S gained while technical staff are listed", true},
    {"structure.technical.opd", "", &P::structure_technical_opd, 0.35, {0.35, 0.35}, share, false, "–", "S gained while technical staff are listed", true},
    {"structure.technical.other", "", &P::structure_technical_other, 0.15, {0.15, 0.15}, share, false, "–", "S gained while technical staff are listed", true},
    {"facilitation.action", "", &P::facilitation_action, 0.3, {0.3, 0.3}, share, false, "share", "A gained by one unit", true},
    {"facilitation.doctrine", "", &P::facilitation_doctrine, 0.2, {0.2, 0.2}, share, false, "share", "D gained by one unit", true},
    {"monitoring.action", "", &P::monitoring_action, 0.1, {0.1, 0.1}, share, false, "share", "A gained by one visit, times D", true},
    {"meetings.memory", "", &P::meetings_memory, 0.8, {0.8, 0.8}, share, false, "share", "of M kept at a meeting", true},
    {"meetings.forgetting", "", &P::meetings_forgetting, 0.95, {0.95, 0.95}, share, false, "share", "of M kept in a month without one", true},
    {"meetings.implementer", "", &P::meetings_implementer, 0.7, {0.7, 0.7}, share, false, "–", "quality q of the responsible implementer", true},
    {"meetings.learning", "", &P::meetings_learning, 0.05, {0.05, 0.05}, share, false, "share", "ε_m: knowledge gained by the implementer in a meeting", true},
    {"layak.action", "", &P::layak_action, 0.5, {0.5, 0.5}, share, false, "–", "A that a kelurahan or kecamatan needs to be layak", true},
    {"layak.involved", "", &P::layak_involved, 0.2, {0.2, 0.2}, share, false, "share", "families involved that a kelurahan needs", true},
    {"city.outside_expectation", "", &P::city_outside_expectation, 0.15, {0.15, 0.15}, nonnegative, false, "–", "national evaluation, in units of λ", true},
    {"diffuse.communities", "", &P::diffuse_communities, 0.6, {0.6, 0.6}, share, false, "–", "weight of families in C", true},
    {"diffuse.kelurahan", "", &P::diffuse_kelurahan, 0.4, {0.4, 0.4}, share, false, "–", "weight of neighbouring kelurahan in C", true},
    {"diffuse.saturation", "", &P::diffuse_saturation, 2, {2, 2}, nonnegative, false, "–", "families' programme counts this many times, at most 1", true},
    {"formal.dormancy_threshold", "", &P::formal_dormancy_threshold, 0.1, {0.1, 0.1}, share, false, "–", "A below which a body may fall dormant", true},
    {"formal.dormancy", "", &P::formal_dormancy, 0.01, {0.01, 0.01}, share, false, "1/month", "probability of it", true},
    {"families.local", "", &P::families_local, 4, {4, 4}, nonnegative, false, "–", "weight of a community's own families in word of mouth", true},
    {"families.outreach", "", &P::families_outreach, 0.05, {0.05, 0.05}, nonnegative, false, "1/month", "awareness from what the kelurahan does", true},
    {"families.service", "", &P::families_service, 0.08, {0.08, 0.08}, nonnegative, false, "1/month", "understanding from what the kelurahan does", true},
    {"families.join_floor_support", "", &P::families_join_floor_support, 0.3, {0.3, 0.3}, nonnegative, false, "–", "joining by example without the kelurahan's act", true},
    {"business.advocacy_half_life", "", &P::business_advocacy_half_life, 6, {6, 6}, positive, true, "month", "of the stock of advocacy", true},
    {"business.retention", "", &P::business_retention, 0.7, {0.7, 0.7}, share, false, "share", "of the lapse that full advocacy prevents", true},
    {"business.retention_csr", "", &P::business_retention_csr, 0.5, {0.5, 0.5}, share, false, "–", "enforced CSR counts as this advocacy", true},
    {"business.programme", "", &P::business_programme, 1, {1, 1}, share, false, "–", "P while engaged", true},
    {"resources.base.city", "", &P::resources_base_city, 0.5, {0.5, 0.5}, share, false, "–", "R without funds (assumption)", true},
    {"resources.base.opd", "", &P::resources_base_opd, 0.3, {0.3, 0.3}, share, false, "–", "R without funds (assumption)", true},
    {"resources.base.kecamatan", "", &P::resources_base_kecamatan, 0.15, {0.15, 0.15}, share, false, "–", "R without funds (assumption)", true},
    {"resources.base.kelurahan", "", &P::resources_base_kelurahan, 0.1, {0.1, 0.1}, share, false, "–", "R without funds (assumption)", true},
    {"resources.base.lpa", "", &P::resources_base_lpa, 0.3, {0.3, 0.3}, share, false, "–", "R without funds (assumption)", true},
    {"resources.base.forum_anak", "", &P::resources_base_forum_anak, 0.3, {0.3, 0.3}, share, false, "–", "R without funds (assumption)", true},
    {"resources.need.city", "", &P::resources_need_city, 500'000'000, {500'000'000, 500'000'000}, positive, true, "rupiah/year", "assumption: replace it by your own figure", true},
    {"resources.need.opd", "", &P::resources_need_opd, 200'000'000, {200'000'000, 200'000'000}, positive, true, "rupiah/year", "assumption: replace it by your own figure", true},
    {"resources.need.kecamatan", "", &P::resources_need_kecamatan, 100'000'000, {100'000'000, 100'000'000}, positive, true, "rupiah/year", "assumption: replace it by your own figure", true},
    {"resources.need.kelurahan", "", &P::resources_need_kelurahan, 50'000'000, {50'000'000, 50'000'000}, positive, true, "rupiah/year", "assumption: replace it by your own figure", true},
    {"resources.need.lpa", "", &P::resources_need_lpa, 100'000'000, {100'000'000, 100'000'000}, positive, true, "rupiah/year", "assumption: replace it by your own figure", true},
    {"resources.need.forum_anak", "", &P::resources_need_forum_anak, 50'000'000, {50'000'000, 50'000'000}, positive, true, "rupiah/year", "assumption: replace it by your own figure", true},
    {"resources.business_contribution", "", &P::resources_business_contribution, 10'000'000, {10'000'000, 10'000'000}, nonnegative, false, "rupiah/year", "of an engaged business to its kelurahan (assumption)", true},
};
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

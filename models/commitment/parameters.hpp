#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace commitment {

/// What is assumed (ODD.md, "Parameters"). T is double, or eight replicates' values side by side.
template <class T>
struct BasicParameters
{
    // Rotation and leaders, 4.1
    T rotation_head, rotation_official, rotation_technical, rotation_internal;
    T leadership_mean, leadership_precision;
    T rotation_commitment_loss, rotation_doctrine_loss;
    // Knowledge, 4.2, 4.3, 4.6
    T knowledge_half_life, knowledge_practice, training_effect;
    T sosialisasi_effect, sosialisasi_consistency, sosialisasi_relay, sosialisasi_doctrine, sosialisasi_reach,
        sosialisasi_face;
    // Meetings, 4.5
    T meetings_base, meetings_delegation, meetings_effect;
    // Diffusion, 4.7
    T diffusion_rate, diffusion_enabling, diffusion_functional, diffusion_normative, diffusion_diffuse;
    T diffusion_knowledge_floor, diffusion_unwritten, diffusion_loss, diffusion_loss_floor;
    T doctrine_rate, doctrine_loss;
    // Formal bodies, 4.8
    T formal_base, formal_action, formal_enabling, formal_peers, formal_community, formal_capacity;
    T overlap;
    // Families, 4.9
    T families_word_of_mouth, families_learn, families_join, families_join_floor, families_spread;
    T families_lapse, families_forget, families_turnover;
    // Business, 4.10
    T business_base, business_advocacy, business_csr, business_peer, business_liaison, business_lapse;
    // Structural constants
    T capacity_head, capacity_official, capacity_technical;
    T structure_base_city, structure_base_opd, structure_base_other, structure_body;
    T structure_technical_city, structure_technical_opd, structure_technical_other;
    T facilitation_action, facilitation_doctrine, monitoring_action;
    T meetings_memory, meetings_forgetting, meetings_implementer, meetings_learning;
    T layak_action, layak_involved;
    T city_outside_expectation;
    T diffuse_communities, diffuse_kelurahan, diffuse_saturation;
    T formal_dormancy_threshold, formal_dormancy;
    T families_local, families_outreach, families_service, families_join_floor_support;
    T business_advocacy_half_life, business_retention, business_retention_csr, business_programme;
    T resources_base_city, resources_base_opd, resources_base_kecamatan, resources_base_kelurahan, resources_base_lpa,
        resources_base_forum_anak;
    T resources_need_city, resources_need_opd, resources_need_kecamatan, resources_need_kelurahan, resources_need_lpa,
        resources_need_forum_anak;
    T resources_business_contribution;
};

/// One value of each parameter; a new one holds the defaults of the table.
struct Parameters : BasicParameters<double>
{
    Parameters();
};

inline constexpr std::size_t parameter_count = sizeof(BasicParameters<double>) / sizeof(double);

struct Range
{
    double lowest;
    double highest;
};

/// A row of the parameter table: the validator, the help and the documentation are all made from it.
struct ParameterInfo
{
    std::string_view name;
    std::string_view symbol; ///< in the model's equations; empty for structural constants
    double BasicParameters<double>::*member;
    double standard;      ///< the default
    Range prior;          ///< for sweeps and calibration; no bound
    Range possible;       ///< values outside have no meaning
    bool lowest_excluded; ///< the lowest possible value is itself impossible
    std::string_view unit;
    std::string_view basis;
    std::string_view reasoning; ///< why this value and not another, and what would change it: for the ODD description
    bool structural;            ///< stands outside the default sensitivity set
};

/// All parameters, in the order of the model's description.
std::span<const ParameterInfo> parameter_table();

/// The row of that name, or nothing.
const ParameterInfo* find_parameter(std::string_view name);

} // namespace commitment

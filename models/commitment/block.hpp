#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "models/commitment/outcomes.hpp"
#include "models/commitment/packed.hpp"
#include "models/commitment/parameters.hpp"
#include "models/commitment/trace.hpp"
#include "sim/core/isa.hpp"
#include "sim/core/ranges.hpp"
#include "sim/ensemble/block.hpp"
#include "sim/random/beta.hpp"

namespace commitment {

/// State variables that can be looked at from outside: of institutions, of communities, of businesses.
enum class Field : std::uint8_t {
    action,
    written,
    doctrine,
    leadership,
    resources,
    structure,
    capacity,
    programme,
    unaware,
    knows,
    understands,
    involved,
    advocacy
};
inline constexpr std::array<std::string_view, 13> field_names = {
    "action",    "written", "doctrine", "leadership",  "resources", "structure", "capacity",
    "programme", "unaware", "knows",    "understands", "involved",  "advocacy"};
inline constexpr std::uint32_t field_count = 13;
inline constexpr std::uint32_t institution_field_count = 8; ///< the first ones, which institutions have

/// What a block is told. All of it must outlive the block.
struct BlockSetting
{
    const PackedCity* city = nullptr;
    const PackedPlan* plan = nullptr;
    std::array<const Parameters*, sim::Block::replicates> parameters{};     ///< [lane]
    std::array<const sim::BetaTable*, sim::Block::replicates> leadership{}; ///< [lane], of those parameters
    std::uint64_t seed = 1;
    std::uint32_t first_replicate = 0;
    std::uint32_t lanes = sim::Block::replicates; ///< or 1: the first replicate alone, with the same bits
    sim::RunRanges run_ranges = nullptr; ///< divides a month of one lane among threads; null, or traced: one thread
    Trace* trace = nullptr;
    Watch* watch = nullptr;
    const std::vector<std::uint32_t>* cells = nullptr; ///< to observe, as `cell` packs them; null: none
};

/// \param place  of the institution, community or business among its like in the packed city
constexpr std::uint32_t cell(Field field, std::uint32_t place)
{
    return place * field_count + static_cast<std::uint32_t>(field);
}

/// That place, of an institution that has the field.
inline std::uint32_t place_of(const PackedCity& city, Field field, std::uint32_t institution)
{
    if (field >= Field::unaware && field <= Field::involved) return city.community_of[institution];
    return field == Field::advocacy ? city.business_of[institution] : institution;
}

/// Eight replicates of one plan, or one.
class CommitmentBlock : public sim::Block
{
  public:
    /// [institution, community or business][lane]; leadership without the floor of an instruction
    virtual const double* field(Field field) const = 0;
    /// [post][lane] κ
    virtual const double* knowledge() const = 0;
    /// [community][lane] families of a stage: unaware, knows, understands, involved
    virtual const double* families(int stage) const = 0;
    /// [outcome][lane] after the last month; before the first, of the initial state
    virtual const double* outcomes() = 0;
    /// [lever][lane] of the last month: rupiah spent; units (of funding rupiah) not delivered; 1 where one of the kind
    /// lapsed
    virtual const double* cost() const = 0;
    virtual const double* undelivered() const = 0;
    virtual const double* lapsed() const = 0;
    /// [cause][lane] of the last month: posts of the government that became trained, less those that ceased to be
    virtual const double* trained_by() const = 0;
    /// [lane] of the last month: those that lost a trained occupant to another post of the government
    virtual const double* trained_moved() const = 0;
};

/// A block for the instruction set that this process has chosen.
std::unique_ptr<CommitmentBlock> make_block(const BlockSetting& setting);
/// For a given one, which must be supported.
std::unique_ptr<CommitmentBlock> make_block(const BlockSetting& setting, sim::Isa isa);
/// The instruction sets for which the step was built.
std::vector<sim::Isa> built_isas();

/// What is observed of each kecamatan, over its own kelurahan.
enum class DistrictOutcome : std::uint8_t { action, formal, layak, involved };
inline constexpr std::array<std::string_view, 4> district_outcome_names = {"action", "formal", "layak", "involved"};

/// Series of a block's `observe`: outcomes; cost, undelivered and lapsed by lever; trained posts by cause, and those
/// that lost a trained occupant to another post; then by kecamatan its outcomes.
inline constexpr std::uint32_t trained_moved_series = outcome::count + 3 * lever_count + trained_by_count;
inline constexpr std::uint32_t first_district_series = trained_moved_series + 1;
constexpr std::uint32_t series_count(std::uint32_t kecamatan)
{
    return first_district_series + kecamatan * static_cast<std::uint32_t>(district_outcome_names.size());
}

} // namespace commitment

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace commitment {

/// Kinds of institution (model README, "Entities").
enum class Kind : std::uint8_t { city, opd, kecamatan, kelurahan, community, business, lpa, forum_anak };
inline constexpr std::array<std::string_view, 8> kind_names = {"city",      "opd",      "kecamatan", "kelurahan",
                                                               "community", "business", "lpa",       "forum_anak"};

/// What an opd is to the others; none for all else.
enum class Role : std::uint8_t { none, coordinator, planner, business_liaison, service };
inline constexpr std::array<std::string_view, 5> role_names = {"", "coordinator", "planner", "business_liaison",
                                                               "service"};

/// Roles of a post, in the order in which an institution's posts stand.
enum class PostRole : std::uint8_t { head, official, technical };

/// Types of link, after Esman.
enum class LinkType : std::uint8_t { enabling, functional, normative, diffuse };
inline constexpr std::array<std::string_view, 4> link_type_names = {"enabling", "functional", "normative", "diffuse"};

constexpr bool is_staffed(Kind kind)
{
    return kind == Kind::city || kind == Kind::opd || kind == Kind::kecamatan || kind == Kind::kelurahan ||
           kind == Kind::lpa;
}

/// City, OPDs, kecamatan and kelurahan; not the LPA.
constexpr bool is_government(Kind kind) { return is_staffed(kind) && kind != Kind::lpa; }

template <std::size_t count>
constexpr std::optional<std::size_t> place_of(std::string_view name, const std::array<std::string_view, count>& names)
{
    for (std::size_t i = 0; i < count; ++i)
        if (names[i] == name) return i;
    return std::nullopt;
}

/// As texts, for messages; the empty name, of none, left out.
template <std::size_t count>
std::vector<std::string> texts(const std::array<std::string_view, count>& names)
{
    std::vector<std::string> out;
    for (const std::string_view name : names)
        if (!name.empty()) out.emplace_back(name);
    return out;
}

constexpr std::string_view name_of(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
constexpr std::string_view name_of(Role role) { return role_names[static_cast<std::size_t>(role)]; }
constexpr std::string_view name_of(LinkType type) { return link_type_names[static_cast<std::size_t>(type)]; }

} // namespace commitment

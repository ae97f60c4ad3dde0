#pragma once

#include "sim/text/findings.hpp"
#include "sim/text/toml_plus.hpp"

#include <map>
#include <string>
#include <string_view>

namespace sim {

/// Stands where a value cannot be read, which was said already.
inline constexpr std::string_view unread{"\0unread", 7};

/// What stood in the place of `unread`.
struct UnreadValue
{
    std::string value;
    bool guessed = false; ///< it may be no key at all
};

/// The tables of a text in which every statement that is no TOML gave way to one that can be read.
struct RepairedToml
{
    toml::table root;
    bool whole = false;                ///< else the tables are not what was meant: a heading was lost, or the end
    std::map<int, UnreadValue> unread; ///< by line
};

/// Reads a text and says all mistakes of writing, not just the first.
///
/// \param name  the file in messages
RepairedToml read_repairing(std::string_view text, const std::string& name, Findings& findings);

} // namespace sim

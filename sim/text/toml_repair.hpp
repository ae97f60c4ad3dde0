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
    std::string key; ///< as typed
    std::string value;
    bool guessed = false; ///< it may be no key at all
    bool said = false;    ///< else who knows what the key wants can tell better
};

/// `[name]` in a file in which that heading stands more than once: read as `[[name]]`. Which of the two it should be
/// knows who asks for it.
struct SingleHeading
{
    std::string name;
    int like = 0; ///< a line with `[[name]]`; 0 if there is none
};

/// The tables of a text in which every statement that is no TOML gave way to one that can be read.
struct RepairedToml
{
    toml::table root;
    bool whole = false;                ///< else the tables are not what was meant: a heading was lost, or the end
    std::map<int, UnreadValue> unread; ///< by line
    std::map<int, SingleHeading> single_headings; ///< by line
};

/// Reads a text and says all mistakes of writing, not just the first; but of `unread` and `single_headings` those not
/// said are left to who knows more.
///
/// \param name  the file in messages
RepairedToml read_repairing(std::string_view text, const std::string& name, Findings& findings);

} // namespace sim

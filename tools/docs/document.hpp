#pragma once

// A document written by hand, in which tables stand that a program makes.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace docs {

/// What makes the tables, by name: lines of Markdown, each ended.
using Tables = std::map<std::string, std::function<std::string()>, std::less<>>;

/// A document with its tables made anew.
struct Filled
{
    std::string text;
    std::vector<std::string> stale;    ///< names of tables that were not as they are now
    std::vector<std::string> mistakes; ///< of the document: "line 7: …"
};

/// Replaces what stands between a line `<!-- table: NAME -->` and the next `<!-- end of table -->` by the table of that
/// name. A mistake is a name that no table has, a table twice, one without end, an end alone, and a table that the
/// document lacks: what the code assumes is nowhere left out.
Filled fill(std::string_view document, const Tables& tables);

} // namespace docs

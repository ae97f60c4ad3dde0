#pragma once

// Ids from names: the same name gives the same id, whatever else is in the table.

#include <map>
#include <string>
#include <string_view>

#include "models/commitment/kinds.hpp"

namespace commitment {

/// "Kec. Cipocok Jaya" of a kecamatan is "cipocok-jaya": ASCII, without the word for its kind. By it a table's names
/// are told apart and found: case, blanks and points do not matter. Empty where nothing of the name can be in an id.
std::string stem_of(Kind kind, std::string_view name);

/// Ids that no two institutions share.
class Ids
{
  public:
    /// Keeps an id from being given. \return the line that has it already, or 0
    int reserve(const std::string& id, int line);
    /// "kel-sukawana"; of a later one of the same name "kel-sukawana-curug", with what it belongs to, then
    /// "kel-sukawana-curug-2".
    /// \param stem    of its name
    /// \param parent  stem of what it belongs to; may be empty
    std::string make(Kind kind, const std::string& stem, const std::string& parent, int line);

  private:
    std::map<std::string, int> lines_;
};

} // namespace commitment

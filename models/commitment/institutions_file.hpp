#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <set>

#include "models/commitment/city.hpp"
#include "sim/text/findings.hpp"

namespace commitment {

/// Ids of rows of institutions.csv that could not be made institutions: what refers to them is not wrong.
struct UnreadIds
{
    bool any = false; ///< the file or a row's id could not be read: every id may be one
    std::set<std::string> ids;
    bool has(const std::string& id) const { return any || ids.contains(id); }
    bool none() const { return !any && ids.empty(); }
};

/// Reads institutions.csv into `city.institutions`, with every rule on kinds, parents, roles and posts.
UnreadIds read_institutions(const std::filesystem::path& path, const std::string& shown_name, City& city,
                            sim::Findings& findings);

/// The institution of an id, by which files name it; else an error in `findings` with the nearest id.
class InstitutionNames
{
  public:
    InstitutionNames(const City& city, const UnreadIds& unread);
    std::optional<InstitutionId> find(const std::string& id) const;
    /// "no institution has this id; did you mean …?"; nothing where there is one, or its row is wrong itself.
    /// \param kind  of those that may be meant
    std::optional<sim::Words> objection(const std::string& id, std::optional<Kind> kind = {}) const;

  private:
    std::vector<std::string> names_;
    std::array<std::vector<std::string>, kind_names.size()> names_by_kind_;
    std::vector<std::pair<std::string, std::uint32_t>> sorted_;
    const UnreadIds& unread_;
};

/// Reads adjacency.csv into `city.borders`.
void read_adjacency(const std::filesystem::path& path, const std::string& shown_name, const InstitutionNames& names,
                    City& city, sim::Findings& findings);

} // namespace commitment

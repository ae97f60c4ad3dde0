#pragma once

#include <filesystem>

#include "models/commitment/city.hpp"
#include "sim/text/findings.hpp"

namespace commitment {

/// Reads institutions.csv into `city.institutions`, with every rule on kinds, parents, roles and posts.
void read_institutions(const std::filesystem::path& path, const std::string& shown_name, City& city,
                       sim::Findings& findings);

/// Reads adjacency.csv into `city.borders`.
void read_adjacency(const std::filesystem::path& path, const std::string& shown_name, City& city,
                    sim::Findings& findings);

/// The institution of an id, by which files name it; else an error in `findings` with the nearest id.
class InstitutionNames
{
  public:
    explicit InstitutionNames(const City& city);
    std::optional<InstitutionId> find(const std::string& id) const;
    /// "unknown institution; did you mean …?"
    sim::Words unknown(const std::string& id) const;

  private:
    std::vector<std::string> names_;
    std::vector<std::pair<std::string, std::uint32_t>> sorted_;
};

} // namespace commitment

#pragma once

#include <filesystem>

#include "models/commitment/institutions_file.hpp"
#include "sim/text/findings.hpp"

namespace commitment {

/// Reads links.toml, and links.csv where there is one, into `city.links`: one link a pair and type, with the larger
/// weight. Needs the institutions and the borders.
void read_links(const std::filesystem::path& rules, const std::string& rules_name, const std::filesystem::path& single,
                const std::string& single_name, const InstitutionNames& names, City& city, sim::Findings& findings);

} // namespace commitment

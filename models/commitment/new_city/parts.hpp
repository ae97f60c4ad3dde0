#pragma once

// Institutions that are made up where no one has named them. Without parent.

#include <span>
#include <string>
#include <vector>

#include "models/commitment/city.hpp"

namespace commitment {

/// The families of a kelurahan. \param id  the kelurahan's, from which theirs is made
Institution make_community(const std::string& id, const std::string& kelurahan, int families, sim::Language language);

/// A share of the families for each of so many kelurahan, as equal as can be.
std::vector<int> share_families(long long families, std::size_t kelurahan);

/// Representative firms, by sector as assumed for Kota Serang, and the place in `kelurahan` in which each lies.
struct MadeBusiness
{
    Institution business;
    std::size_t place;
};
std::vector<MadeBusiness> make_businesses(int count, std::span<const std::string> kelurahan, sim::Language language);

/// How many there would be in so many kelurahan; at least one.
int usual_business_count(std::size_t kelurahan);

Institution make_lpa(const std::string& city);
Institution make_forum_anak(const std::string& city);

} // namespace commitment

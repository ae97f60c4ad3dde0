#pragma once

#include <string>

#include "sim/text/findings.hpp"

namespace layak {

/// A lever as a planner calls it, "anggaran pelatihan kelurahan setahun"; a parameter by its name.
sim::Words factor_label(const std::string& name);

/// Whether a factor's values are rupiah.
bool is_money(const std::string& factor);

/// "Rp 250 juta setahun", "0,25": a value of a factor.
std::string level_text(const std::string& factor, double value, sim::Language language);

} // namespace layak

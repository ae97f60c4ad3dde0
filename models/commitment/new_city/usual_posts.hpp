#pragma once

#include "models/commitment/city.hpp"

namespace commitment {

/// Posts as assumed for Kota Serang; none of an institution without staff.
inline void set_usual_posts(Institution& of)
{
    const auto set = [&](int heads, int officials, int technical) {
        of.heads = heads;
        of.officials = officials;
        of.technical = technical;
    };
    switch (of.kind) {
    case Kind::city: return set(1, 3, 0);
    case Kind::opd: return set(1, 6, 25);
    case Kind::kecamatan: return set(1, 4, 12);
    case Kind::kelurahan: return set(1, 2, 2);
    case Kind::lpa: return set(1, 2, 4);
    case Kind::community:
    case Kind::business:
    case Kind::forum_anak: return set(0, 0, 0);
    }
}

} // namespace commitment

#include "tools/layak/target_words.hpp"

namespace layak {

using commitment::Target;
using sim::Words;

Words words_of(Target target)
{
    switch (target) {
    case Target::none: return {};
    case Target::leaders: return {"pimpinan", "leaders"};
    case Target::technical: return {"staf teknis", "technical staff"};
    case Target::task_force: return {"gugus tugas", "task force"};
    case Target::all_levels: return {"sampai kecamatan", "down to kecamatan"};
    case Target::all: return {"semua", "all"};
    case Target::city: return {"kota", "city"};
    case Target::opd: return {"OPD", "OPDs"};
    case Target::kecamatan: return {"kecamatan", "kecamatan"};
    case Target::kelurahan: return {"kelurahan", "kelurahan"};
    case Target::communities: return {"keluarga", "families"};
    case Target::businesses: return {"dunia usaha", "businesses"};
    case Target::lpa: return {"LPA", "LPA"};
    case Target::forum_anak: return {"Forum Anak", "Forum Anak"};
    }
    return {};
}

Words words_behind(Target target)
{
    if (target == Target::none) return {};
    const bool is_one = target == Target::task_force || target == Target::city || target == Target::lpa;
    return Words{" ", target == Target::all_levels ? " " : is_one ? " of the " : " of "} + words_of(target);
}

} // namespace layak

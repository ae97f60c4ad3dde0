#include "models/commitment/assumptions.hpp"

#include <algorithm>
#include <string>

namespace commitment {

std::span<const AssumptionInfo> assumption_table()
{
    static const std::array<AssumptionInfo, assumption_count> table = {{
        {"names",
         "institutions.csv",
         {"nama dan kode kecamatan dan kelurahan (kolom name, code; bila ada longitude, latitude), dan kelurahan mana "
          "milik kecamatan mana (parent)",
          "names and codes of kecamatan and kelurahan (columns name, code; longitude, latitude if you have them), and "
          "which kelurahan belongs to which kecamatan (parent)"}},
        {"families",
         "institutions.csv",
         {"jumlah keluarga tiap kelurahan (kolom families; Disdukcapil)",
          "families in each kelurahan (column families; civil registry)"}},
        {"borders",
         "adjacency.csv",
         {"kelurahan mana yang berbatasan (peta kota)", "which kelurahan share a border (a map of the city)"}},
        {"agencies",
         "institutions.csv",
         {"daftar OPD dan perannya (kolom name, role; perda susunan perangkat daerah)",
          "the agencies and their roles (columns name, role; the regulation on the city's organisation)"}},
        {"task_force",
         "institutions.csv",
         {"anggota gugus tugas KLA dan klasternya (kolom task_force, cluster; SK gugus tugas)",
          "members of the KLA task force and their clusters (columns task_force, cluster; the mayor's decree)"}},
        {"posts",
         "institutions.csv",
         {"banyaknya jabatan (kolom heads, officials, technical; BKPSDM)",
          "how many posts there are (columns heads, officials, technical; the personnel agency)"}},
        {"businesses",
         "institutions.csv",
         {"dunia usaha yang dapat diajak (baris business)", "businesses that can be won (rows of kind business)"}},
        {"costs",
         "city.toml",
         {"biaya satuan dan kebutuhan dana ([unit_costs], resources.need; RKA, DPA)",
          "unit costs and needs ([unit_costs], resources.need; the budget documents)"}},
        {"history",
         "history.toml",
         {"apa yang sudah dilakukan sampai sekarang", "what has been done up to the present"}},
        {"observed",
         "observed.csv",
         {"apa yang terlihat di kota ini: banyaknya PATBM, jabatan yang terlatih, keluarga yang tahu",
          "what was seen in this city: how many PATBM, trained posts, families who know"}},
        {"plans",
         "plans",
         {"isi dan biaya rencana yang sungguh dipertimbangkan (semua berkas di plans/)",
          "contents and costs of the plans that are really considered (all files in plans/)"}},
    }};
    return table;
}

std::vector<Assumption> read_assumed(const sim::TomlTable& root)
{
    std::vector<std::string> known;
    for (const AssumptionInfo& row : assumption_table()) known.emplace_back(row.name);
    std::array<bool, assumption_count> found{};
    const std::vector<std::string> words = root.texts("assumed");
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto at = std::find(known.begin(), known.end(), words[i]);
        if (at == known.end())
            root.error_at("assumed", i, sim::unknown_value(words[i], known));
        else
            found[static_cast<std::size_t>(at - known.begin())] = true;
    }
    std::vector<Assumption> assumed;
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i]) assumed.push_back(static_cast<Assumption>(i));
    return assumed;
}

} // namespace commitment

#include "models/commitment/outcomes.hpp"

#include <unordered_map>

namespace commitment {
namespace {

using sim::Words;

const Letter letter_table[] = {{"action", {"komitmen dalam tindakan (A)", "commitment in action (A)"}},
                               {"doctrine", {"doktrin (D)", "doctrine (D)"}},
                               {"leadership", {"ketegasan pimpinan (L)", "leadership firmness (L)"}},
                               {"resources", {"kecukupan sumber daya (R)", "adequacy of resources (R)"}},
                               {"structure", {"struktur internal (S)", "internal structure (S)"}},
                               {"capacity", {"kapasitas (K)", "capacity (K)"}},
                               {"programme", {"program yang berjalan (P)", "programme carried out (P)"}}};

const Words group_words[] = {{"kota", "city"},
                             {"OPD gugus tugas", "task-force OPDs"},
                             {"OPD", "OPDs"},
                             {"kecamatan", "kecamatan"},
                             {"kelurahan", "kelurahan"},
                             {"LPA", "LPA"}};

const Words indicator_words[] = {{"peraturan dan kebijakan", "regulations and policy"},
                                 {"anggaran", "budget"},
                                 {"partisipasi anak", "children's participation"},
                                 {"SDM terlatih", "trained people"},
                                 {"data terpilah", "disaggregated data"},
                                 {"lembaga masyarakat", "community institutions"},
                                 {"dunia usaha", "business"}};

std::vector<OutcomeInfo> build()
{
    std::vector<OutcomeInfo> table;
    const auto add = [&](std::string name, Words meaning, Measure measure) {
        table.push_back({std::move(name), std::move(meaning), measure});
    };
    for (const Letter& letter : letter_table)
        for (std::size_t group = 0; group < group_count; ++group)
            add(std::string(letter.name) + "." + std::string(group_names[group]),
                {letter.meaning.id + ", " + group_words[group].id, letter.meaning.en + ", " + group_words[group].en},
                Measure::level);
    add("formal.kecamatan", {"kecamatan dengan gugus tugas", "kecamatan with a task force"}, Measure::count);
    add("formal.kelurahan", {"kelurahan dengan PATBM", "kelurahan with a PATBM"}, Measure::count);
    add("layak.kelurahan", {"kelurahan layak anak", "kelurahan that are layak"}, Measure::count);
    add("layak.kecamatan", {"kecamatan layak anak", "kecamatan that are layak"}, Measure::count);
    add("layak.city", {"kota layak anak (1: ya)", "the city is layak (1: yes)"}, Measure::count);
    add("trained", {"jabatan pemerintah yang terlatih", "government posts that are trained"}, Measure::share);
    add("families.unaware", {"keluarga belum tahu", "families unaware"}, Measure::share);
    add("families.knows", {"keluarga mengetahui", "families that know"}, Measure::share);
    add("families.understands", {"keluarga memahami", "families that understand"}, Measure::share);
    add("families.involved", {"keluarga terlibat", "families involved"}, Measure::share);
    add("business.engaged", {"dunia usaha terlibat", "businesses engaged"}, Measure::share);
    for (std::size_t k = 0; k < indicator_names.size(); ++k)
        add("indicator." + std::string(indicator_names[k]),
            {"indikator: " + indicator_words[k].id, "indicator: " + indicator_words[k].en}, Measure::level);
    add("index",
        {"indeks kelembagaan (proksi, bukan nilai resmi KLA)",
         "institutional index (a proxy, not the official KLA score)"},
        Measure::level);
    add("coordination", {"koordinasi (M)", "coordination (M)"}, Measure::level);
    return table;
}

} // namespace

std::span<const Letter> letters() { return letter_table; }

std::span<const OutcomeInfo> outcome_table()
{
    static const std::vector<OutcomeInfo> table = build();
    return table;
}

std::vector<std::string> outcome_table_names()
{
    std::vector<std::string> names;
    for (const OutcomeInfo& outcome : outcome_table()) names.push_back(outcome.name);
    return names;
}

std::optional<std::uint32_t> find_outcome(std::string_view name)
{
    const auto table = outcome_table();
    for (std::uint32_t k = 0; k < table.size(); ++k)
        if (table[k].name == name) return k;
    return std::nullopt;
}

} // namespace commitment

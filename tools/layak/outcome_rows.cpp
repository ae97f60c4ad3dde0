#include "tools/layak/outcome_rows.hpp"

#include <algorithm>
#include <string>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/headlines.hpp"

namespace layak {

using commitment::Group;
namespace outcome = commitment::outcome;

std::vector<OutcomeRow> outcome_rows(const commitment::City& city)
{
    const auto count = [&](commitment::Kind kind) { return std::to_string(city.count(kind)); };
    const std::string kelurahan = count(commitment::Kind::kelurahan), kecamatan = count(commitment::Kind::kecamatan);
    const auto half = [&](std::uint32_t of) { return counted_out_of(city, of) / 2; };
    const auto action = [](Group group) { return outcome::action + static_cast<std::uint32_t>(group); };
    std::vector<OutcomeRow> rows = {
        {{"Komitmen dalam tindakan, kelurahan", "Commitment in action, kelurahan"},
         {"rata-rata " + kelurahan + " kelurahan, 0–1", "mean of " + kelurahan + " kelurahan, 0–1"},
         commitment::main_outcome,
         {"tindakan kelurahan 0,5 atau lebih", "action in the kelurahan is 0.5 or more"},
         0.5,
         {"tindakan", "action"}},
        {{"Kelurahan ber-PATBM", "Kelurahan with a PATBM"},
         {"tertulis; dari " + kelurahan, "in writing; of " + kelurahan},
         outcome::formal_kelurahan,
         {"separuh kelurahan atau lebih ber-PATBM", "half of the kelurahan or more have a PATBM"},
         half(outcome::formal_kelurahan),
         {"kelurahan", "kelurahan"}},
        {{"Kelurahan layak anak", "Kelurahan that are layak"},
         {"definisi model; dari " + kelurahan, "the model's definition; of " + kelurahan},
         outcome::layak_kelurahan,
         {"separuh kelurahan atau lebih layak anak", "half of the kelurahan or more are layak"},
         half(outcome::layak_kelurahan),
         {"kelurahan", "kelurahan"}},
        {{"Kecamatan bergugus tugas", "Kecamatan with a task force"},
         {"tertulis; dari " + kecamatan, "in writing; of " + kecamatan},
         outcome::formal_kecamatan,
         {"separuh kecamatan atau lebih bergugus tugas", "half of the kecamatan or more have a task force"},
         half(outcome::formal_kecamatan),
         {"kecamatan", "kecamatan"}},
        {{"Keluarga terlibat", "Families involved"},
         {"bagian dari semua keluarga", "share of all families"},
         outcome::families + 3,
         {"20 % keluarga atau lebih terlibat", "20% of the families or more are involved"},
         0.2,
         {"keluarga", "families"}},
        {{"Komitmen dalam tindakan, OPD gugus tugas", "Commitment in action, task-force OPDs"},
         {"rata-rata, 0–1", "mean, 0–1"},
         action(Group::task_force),
         {"tindakan OPD gugus tugas 0,5 atau lebih", "action in task-force OPDs is 0.5 or more"},
         0.5,
         {"tindakan", "action"}},
        {{"Komitmen dalam tindakan, kecamatan", "Commitment in action, kecamatan"},
         {"rata-rata, 0–1", "mean, 0–1"},
         action(Group::kecamatan),
         {"tindakan kecamatan 0,5 atau lebih", "action in the kecamatan is 0.5 or more"},
         0.5,
         {"tindakan", "action"}},
        {{"Jabatan terlatih", "Posts trained"},
         {"bagian dari jabatan pemerintah", "share of the government's posts"},
         outcome::trained,
         {"separuh jabatan atau lebih terlatih", "half of the posts or more are trained"},
         0.5,
         {"jabatan", "posts"}},
        {{"Dunia usaha terlibat", "Businesses engaged"},
         {"bagian dari usaha di kota", "share of the city's businesses"},
         outcome::engaged,
         {"separuh usaha atau lebih terlibat", "half of the businesses or more are engaged"},
         0.5,
         {"usaha", "businesses"}}};
    const auto headlines = headlines_of(city);
    std::erase_if(rows, [&](const OutcomeRow& row) {
        return std::none_of(headlines.begin(), headlines.end(),
                            [&](const Headline& headline) { return headline.outcome == row.outcome; });
    });
    return rows;
}

} // namespace layak

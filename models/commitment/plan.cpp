#include "models/commitment/plan.hpp"

#include <limits>

namespace commitment {

std::span<const LeverInfo> lever_table()
{
    using enum Target;
    // clang-format off
    static const std::vector<LeverInfo> table = {
        {"training", {leaders, technical, kelurahan, kecamatan, all}, {"kursi", "seat"}, 3'000'000, "", 0,
         {"pelatihan KHA: kursi bagi yang paling sedikit terlatih", "training in the CRC: seats for the least trained"},
         {"pelatihan", "training"},
         "Untrained staff, “disebabkan oleh anggaran yang belum memenuhi”; recommendations 3 and 5. Cost: assumed, "
         "some days with trainer, room and travel; found were only the city's allowances of 2021, 110,000 rupiah a "
         "day of training and 370,000 of travel (Keputusan Walikota Serang 902/Kep.187-Huk/2020)."},
        {"sosialisasi", {task_force, opd, kecamatan, kelurahan, communities, businesses}, {"sesi", "session"}, 7'500'000, "", 0,
         {"sosialisasi kepada lembaga, keluarga atau dunia usaha", "sosialisasi to institutions, families or businesses"},
         {"sosialisasi", "sosialisasi"},
         "Recommendation 4, “sosialisasi yang rutin ke seluruh keluarga, lembaga masyarakat, Kelurahan, Kecamatan”. "
         "Cost: assumed, a day in a hall; in the neighbourhood nearer 3 million, as the plans of Kota Serang have "
         "it."},
        {"facilitation", {}, {"kelurahan yang didampingi", "assisted kelurahan"}, 15'000'000, "", 0,
         {"pendampingan kelurahan membentuk PATBM", "help to a kelurahan to form its PATBM"},
         {"pendampingan", "facilitation"},
         "Recommendation 4, “program peningkatan kapasitas kelembagaan”. Cost: assumed, five times a visit: somebody "
         "who comes back over months."},
        {"monitoring", {task_force, kecamatan, kelurahan}, {"kunjungan", "visit"}, 3'000'000, "", 0,
         {"kunjungan pemantauan Bappeda dan DP3AKB", "monitoring visits of planner and coordinator"},
         {"pemantauan", "monitoring"},
         "Recommendation 3, “monitoring secara berkala”. Cost: assumed, a day of a small team."},
        {"meetings", {task_force, all_levels}, {"rapat", "meeting"}, 5'000'000, "", 0,
         {"rapat gugus tugas; all_levels mengundang kecamatan juga", "task-force meetings; all_levels invites the kecamatan too"},
         {"rapat", "meetings"},
         "Recommendation 2, “duduk bersama menyamakan pandangan”. Cost: assumed, less than a session: no guests from "
         "outside."},
        {"membership", {opd, lpa, forum_anak, businesses, communities}, {}, 0, "", 0,
         {"gugus tugas diperluas", "the task force widened"},
         {"keanggotaan", "membership"},
         "“Dunia usaha dan masyarakat belum dilibatkan dalam struktur saat ini, bahkan beberapa OPD pun tidak "
         "tercantum dalam struktur”; recommendation 1."},
        {"funding", {city, opd, kecamatan, kelurahan, lpa, forum_anak}, {}, 0, "", 0,
         {"anggaran, dibagi rata antara lembaga sejenis", "money, shared equally among the institutions of a kind"},
         {"pendanaan", "funding"},
         "A budget from APBD alone, “tidak ada sumber pemasukan lain”. It costs what it gives."},
        {"mandate", {kecamatan, kelurahan}, {}, 0, "strength", 1,
         {"perintah membentuk gugus tugas atau PATBM", "an order to form task forces or PATBM"},
         {"perintah", "mandate"},
         "What cities do, and the rival of bottom-up; the study rather hopes that nobody has to “menunggu instruksi "
         "dari atas”."},
        {"instruction", {}, {}, 0, "floor", 1, {"wali kota yang tegas: batas bawah L kota", "a firm mayor: a floor under the city's L"},
         {"instruksi wali kota", "instruction"},
         "“kurang memiliki ketegasan”: a mayor who is firm whoever he is."},
        {"rotation", {}, {}, 0, "multiplier", 1e6, {"pengali mutasi: 0 moratorium, 5 mutasi massal", "multiplies rotation: 0 a moratorium, 5 a mass mutasi"},
         {"mutasi", "rotation (mutasi)"},
         "“rotasi pegawai yang terjadi begitu cepat”: a moratorium, or a mass mutasi after an election."},
        {"election", {}, {}, 0, "", 0, {"wali kota baru", "a new mayor"},
         {"pemilihan wali kota", "election"},
         "Heads of the city change by election; in Kota Serang in December 2018."},
        {"technical_staff_listed", {}, {}, 0, "", 0, {"staf teknis masuk SK gugus tugas", "technical staff listed in the task force"},
         {"staf teknis dalam SK", "technical staff listed"},
         "Recommendation 1, “mencantumkan tataran pelaksana teknis pada susunan organisasinya”."},
        {"direct_appointment", {}, {}, 0, "", 0, {"pelaksana ditunjuk langsung", "the responsible implementer appointed directly"},
         {"penunjukan langsung", "direct appointment"},
         "“perlunya penunjukan secara langsung kepada pelaksana program”."},
        {"csr_enforced", {}, {}, 0, "", 0, {"aturan CSR ditegakkan", "the CSR regulation enforced"},
         {"aturan CSR ditegakkan", "CSR enforced"},
         "The regulation “belum berjalan secara optimal”."},
    };
    // clang-format on
    return table;
}

std::span<const sim::Synonym> lever_synonyms()
{
    static const std::vector<sim::Synonym> synonyms = [] {
        std::vector<sim::Synonym> out;
        for (const LeverInfo& row : lever_table())
            for (const std::string& word : {row.label.id, row.label.en}) out.push_back({word, std::string(row.name)});
        return out;
    }();
    return synonyms;
}

std::span<const sim::Synonym> target_synonyms()
{
    static const std::vector<sim::Synonym> synonyms = {
        {"pimpinan", "leaders"},
        {"staf teknis", "technical"},
        {"technical staff", "technical"},
        {"gugus tugas", "task_force"},
        {"semua tingkat", "all_levels"},
        {"semua", "all"},
        {"kota", "city"},
        {"agencies", "opd"},
        {"keluarga", "communities"},
        {"masyarakat", "communities"},
        {"families", "communities"},
        {"dunia usaha", "businesses"},
        {"forum anak", "forum_anak"},
        {"children's forum", "forum_anak"},
    };
    return synonyms;
}

UnitCosts default_unit_costs()
{
    UnitCosts costs{};
    for (std::size_t lever = 0; lever < unit_lever_count; ++lever) costs[lever] = lever_table()[lever].unit_cost;
    return costs;
}

UnitCosts unknown_unit_costs()
{
    UnitCosts costs;
    costs.fill(std::numeric_limits<Rupiah>::quiet_NaN());
    return costs;
}

sim::Words units_of(const LeverInfo& row, double amount)
{
    const bool borrowed = row.unit.en.ends_with("kelurahan"); // official Indonesian words stay as they are
    return {row.unit.id, row.unit.en + (amount == 1 || borrowed || row.unit.empty() ? "" : "s")};
}

double Intervention::amount() const
{
    if (static_cast<std::size_t>(lever) < unit_lever_count) return per_year;
    switch (lever) {
    case Lever::funding: return budget_per_year;
    case Lever::mandate:
    case Lever::instruction: return level;
    default: return 1; // being in force is the act; a multiplier of 0 is one too
    }
}

} // namespace commitment

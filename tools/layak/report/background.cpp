// Indicators, what the page cannot say, and words.

#include <algorithm>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;
namespace outcome = commitment::outcome;

/// A cell whose ground goes from white to blue with the level.
std::string shaded(double value)
{
    const int percent_of_blue = static_cast<int>(std::clamp(value, 0.0, 1.0) * 45);
    return "<td class=\"n\" style=\"background:color-mix(in srgb,#1477b8 " + std::to_string(percent_of_blue) +
           "%,#fff)\">" + html(both([&](Language l) { return number(value, 2, l); })) + "</td>";
}

std::string point(const Words& what, const Words& text)
{
    return "<li><b>" + html(what) + "</b> " + html(text) + "</li>";
}

} // namespace

std::string indicators_section(const ReportedRun& run)
{
    std::string out =
        heading("indikator", {"Tujuh indikator kelembagaan", "Seven institutional indicators"}) +
        paragraph(both([&](Language language) {
                      return (run.is_single()            ? "0–1, "
                              : language == Language::id ? "Rata-rata ulangan, 0–1, "
                                                         : "Means over replicates, 0–1, ") +
                             run.month_text(run.last_month(), language) +
                             (language == Language::id ? "; makin gelap makin tinggi. Proksi bagian kelembagaan, bukan "
                                                         "skor resmi KLA, dan tidak pada skala "
                                                         "skor itu."
                                                       : "; darker is higher. A proxy of the institutional part, not "
                                                         "the official KLA score, and not on its "
                                                         "scale.");
                  }),
                  "note") +
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Indikator · "
        "Indicators\"><table><thead><tr><th scope=\"col\">" +
        html({"Indikator", "Indicator"}) + "</th>";
    const auto before = run.month_before();
    if (before) out += "<th scope=\"col\" class=\"n\">" + html(run.end_text(*before)) + "</th>";
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        out += "<th scope=\"col\" class=\"n\" style=\"color:" + run.looks[plan].colour + "\">" + run.looks[plan].mark +
               " " + html(run.name(plan)) + "</th>";
    out += "</tr></thead><tbody>";
    for (std::uint32_t k = 0; k <= commitment::indicator_names.size(); ++k) {
        const bool is_index = k == commitment::indicator_names.size();
        const std::uint32_t which = is_index ? outcome::index : outcome::indicator + k;
        const bool is_absent = !can_have(run.city, which);
        const auto cell = [&](const Band& band) { return is_absent ? "<td class=\"n\">–</td>" : shaded(band.mean); };
        Words name{"Rata-rata berbobot (indeks proksi)", "Weighted mean (proxy index)"};
        if (!is_index) {
            const Words full = commitment::outcome_table()[which].meaning;
            const auto short_name = [&](const std::string& text) {
                return std::to_string(k + 1) + " " + text.substr(text.find(": ") + 2);
            };
            name = {short_name(full.id), short_name(full.en)};
            if (is_absent)
                name = name + Words{" (tidak ada di kota ini; dalam indeks dihitung 0)",
                                    " (none in this city; counts as 0 in the index)"};
        }
        out +=
            std::string("<tr><th scope=\"row\"") + (is_index ? " class=\"strong\"" : "") + ">" + html(name) + "</th>";
        if (before) out += cell(run.band(which, 0, *before));
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) out += cell(run.band(which, plan, run.last_month()));
        out += "</tr>";
    }
    return out + "</tbody></table></div>\n";
}

Coverage coverage_of(std::uint32_t replicates, bool covers_parameters)
{
    if (replicates == 1) return Coverage::nothing;
    return covers_parameters ? Coverage::chance_and_parameters : Coverage::chance;
}

std::string limits_section(Coverage coverage, bool is_assumed)
{
    std::string out =
        heading("batas", {"Yang tidak dapat dikatakan halaman ini", "What this page cannot say"}) + "<ul>" +
        point({"Bukan skor resmi.", "Not the official score."},
              {"Indeks dan status “layak” adalah proksi dari bagian kelembagaan, bukan skor evaluasi KLA dan tidak "
               "pada skalanya.",
               "The index and “layak” are proxies of the institutional part, not the score of the KLA evaluation nor "
               "on its scale."}) +
        point({"Bukan kesejahteraan anak.", "Not children's welfare."},
              {"Yang dihitung adalah komitmen lembaga dan keluarga. Sekolah, puskesmas, lembaga agama, media, dan "
               "indikator lima "
               "klaster tidak ikut dihitung.",
               "What is computed is commitment of institutions and families. Schools, health centres, religious "
               "bodies, media and the "
               "indicators of the five clusters are not part of it."}) +
        point({"Satu kota, satu masa.", "One city, one period."},
              {"Ukuran pengaruh dikalibrasi pada keadaan satu kota; cara tiap tuas bekerja adalah anggapan. Urutan "
               "rencana lebih dapat "
               "dipegang daripada angkanya.",
               "Sizes of effects are calibrated on one city's state; how each lever acts is assumed. The order of "
               "plans holds better than "
               "the figures."}) +
        point({"Biaya adalah anggapan", "Costs are assumed"},
              {"setingkat standar biaya, harga tetap, tanpa inflasi. Ganti dengan angka sendiri di berkas kota sebelum "
               "memakai rupiah di "
               "halaman ini.",
               "at the level of cost standards, constant prices, no inflation. Put your own figures into the city's "
               "files before you use "
               "the rupiah of this page."}) +
        point({"Tidak ada politik dan pertumbuhan.", "No politics, no growth."},
              {"Kota tidak bertambah besar; keluarga dianggap serupa; pergantian wali kota hanya bila ditulis dalam "
               "rencana.",
               "The city does not grow; families are taken to be alike; a new mayor comes only where a plan says so."});
    if (coverage == Coverage::nothing)
        out += point(
            {"Satu jalan saja.", "One course alone."},
            {"Halaman ini memuat satu ulangan dengan satu himpunan parameter. Ulangan lain dapat jauh berbeda: "
             "seberapa jauh, tidak dapat dikatakan darinya; rencana mana yang lebih baik, juga tidak.",
             "This page holds one replicate with one parameter set. Others may differ much: how much cannot be told "
             "from it, nor which plan is better."});
    if (coverage == Coverage::chance)
        out += point({"Parameter tetap.", "Fixed parameters."},
                     {"Rentang di halaman ini memuat kebetulan saja, dengan satu himpunan parameter.",
                      "Ranges on this page cover chance alone, with one parameter set."});
    if (is_assumed)
        out += point({"Kota ini masih beranggapan.", "The city still assumes."},
                     {"Sebagian isi berkas kota belum fakta: lihat kunci assumed di city.toml.",
                      "Some of what the city's files say is no fact yet: see the key assumed in city.toml."});
    return out + "</ul>\n";
}

std::string glossary_section(const commitment::City& city)
{
    const bool has_businesses = city.count(commitment::Kind::business) > 0;
    const Words action = both([&](Language l) { return number_at_most(city.parameters.layak_action, 2, l); });
    const Words involved = both([&](Language l) { return number_at_most(100 * city.parameters.layak_involved, 2, l); });
    const std::pair<Words, Words> words[] = {
        {{"KLA", "KLA"},
         {"Kabupaten/Kota Layak Anak: daerah yang memenuhi hak dan melindungi anak secara terencana dan menyeluruh.",
          "Kabupaten/Kota Layak Anak, child-friendly city: one that fulfils children's rights and protects them, by "
          "plan and throughout."}},
        {{"Layak (di halaman ini)", "Layak (on this page)"},
         {"Kelurahan: ber-PATBM, tindakan " + action.id + " atau lebih, dan " + involved.id +
              " % keluarga terlibat. Kecamatan dan kota: bila semua di bawahnya layak. Definisi model.",
          "A kelurahan: with a PATBM, action of " + action.en + " or more, and " + involved.en +
              "% of its families involved. A kecamatan or the city: where all below it are. The model's definition."}},
        {{"Komitmen dalam tindakan", "Commitment in action"},
         {"0–1: seberapa jauh lembaga menjalankan, bukan hanya menyatakan. Bukan persen.",
          "0–1: how far an institution does it, not only declares it. Not a percentage."}},
        {{"Komitmen tertulis", "Commitment in writing"},
         {"Ada lembaga dengan surat keputusan: gugus tugas kota atau kecamatan, PATBM kelurahan.",
          "A body with a decree stands: the task force of city or kecamatan, the kelurahan's PATBM."}},
        {{"OPD", "OPD"},
         {"Organisasi perangkat daerah: dinas, badan, dan sekretariat kota.",
          "The city's agencies: offices, boards and secretariats."}},
        {{"PATBM", "PATBM"},
         {"Perlindungan Anak Terpadu Berbasis Masyarakat: lembaga warga di kelurahan.",
          "Community-based child protection: a body of citizens in a kelurahan."}},
        {{"KHA", "CRC (KHA)"},
         {"Konvensi Hak Anak (PBB, 1989); isi pelatihan.",
          "Convention on the Rights of the Child (UN, 1989); what the training teaches."}},
        {{"Sosialisasi", "Sosialisasi"},
         has_businesses ? Words{"Pertemuan yang memperkenalkan KLA kepada lembaga, keluarga, atau dunia usaha.",
                                "Sessions that make KLA known to institutions, families or businesses."}
                        : Words{"Pertemuan yang memperkenalkan KLA kepada lembaga dan keluarga.",
                                "Sessions that make KLA known to institutions and families."}},
        {{"Mutasi", "Mutasi"},
         {"Perpindahan pejabat dan staf antarjabatan.", "Moves of officials and staff between posts."}},
        {{"LPA · Forum Anak", "LPA · Forum Anak"},
         {"Lembaga Perlindungan Anak (nonpemerintah) · wadah suara anak.",
          "The child-protection NGO · the children's forum."}},
        {{"Himpunan parameter", "Parameter set"},
         {"Satu pilihan nilai untuk semua angka yang tidak diketahui; dipakai bila cocok dengan yang teramati.",
          "One choice of values for all figures that are not known; used where it fits what was observed."}},
        {{"Rentang 90 %", "90% range"},
         {"Dari 100 ulangan, 90 jatuh di dalamnya; 5 di bawah, 5 di atas.",
          "Of 100 replicates 90 lie within it; 5 below, 5 above."}},
        {{"Selang 90 %", "90% interval"},
         {"Seteliti apa sebuah rata-rata, peluang, atau selisih diketahui dari ulangan sebanyak ini.",
          "How closely a mean, a chance or a difference is known from so many replicates."}},
        {{"Ulangan", "Replicate"},
         {"Satu jalan cerita yang mungkin dari model, dengan kebetulannya sendiri.",
          "One possible course of the model, with chance of its own."}},
        {{"Nilai tengah", "Median"},
         {"Separuh ulangan di bawahnya, separuh di atasnya (median).",
          "Half of the replicates lie below it, half above."}},
        {{"Korelasi peringkat", "Rank correlation"},
         {"−1 sampai 1: seberapa teratur hasil naik (atau turun) bila satu parameter naik.",
          "−1 to 1: how regularly the outcome rises (or falls) where a parameter rises."}},
        {{"Gugus tugas · SK", "Task force · SK"},
         {"Kelompok OPD yang menjalankan KLA · surat keputusan yang membentuknya.",
          "The group of agencies that carries KLA · the decree that forms it."}},
        {{"Perintah (mandat)", "Mandate"},
         {"Perintah dari atas untuk membentuk gugus tugas atau PATBM.",
          "An order from above to form task forces or PATBM."}},
        {{"CSR", "CSR"},
         {"Tanggung jawab sosial perusahaan: sumbangan dunia usaha.",
          "Corporate social responsibility: what businesses contribute."}}};
    std::string out = heading("istilah", {"Istilah", "Words"}) + "<dl>";
    for (const auto& [word, meaning] : words)
        if (has_businesses || word.en != "CSR")
            out += "<div><dt>" + html(word) + "</dt><dd>" + html(meaning) + "</dd></div>";
    return out + "</dl>\n";
}

} // namespace layak

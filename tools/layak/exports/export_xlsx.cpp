#include <algorithm>

#include "sim/results/digest.hpp"
#include "tools/layak/exports/xlsx_export.hpp"
#include "tools/layak/format.hpp"

namespace layak {

using commitment::Measure;
using sim::Words;

namespace {

constexpr const char* file_name = "results.xlsx";

} // namespace

Look look_of(Measure measure, bool mean)
{
    switch (measure) {
    case Measure::share: return Look::share;
    case Measure::rupiah: return Look::money;
    case Measure::count: return mean ? Look::tenth : Look::whole;
    case Measure::level: break;
    }
    return Look::level;
}

Look look_of_difference(Measure measure)
{
    switch (measure) {
    case Measure::share: return Look::share_more;
    case Measure::rupiah: return Look::money_more;
    case Measure::count: return Look::tenth_more;
    case Measure::level: break;
    }
    return Look::level_more;
}

XlsxExport::XlsxExport(const RunExport& of)
    : of_(of), result_(of.result), headlines_(headlines_of(of.inputs.city)),
      book_(of.folder.place_for(file_name), result_.city_name(), result_.months().front(), of.options.language),
      summary_(book_.sheet({"Ringkasan", "Summary"})),
      differences_(sheet_if(of.compared.has_baseline() && plan_count() > 1, {"Selisih", "Differences"})),
      goals_(sheet_if(!of.compared.goals().empty(), {"Sasaran", "Goals"})),
      prices_(sheet_if(differences_ != nullptr, {"Harga tambahan", "Prices"})),
      what_ifs_(sheet_if(!result_.what_ifs().empty(), {"Seandainya", "What if"})), city_(book_.sheet({"Kota", "City"})),
      kecamatan_(sheet_if(!result_.kecamatan().empty(), {"Kecamatan", "Kecamatan"})),
      kelurahan_(sheet_if(of.inputs.city.count(commitment::Kind::kelurahan) > 0, {"Kelurahan", "Kelurahan"})),
      institutions_(book_.sheet({"Lembaga", "Institutions"})), costs_(book_.sheet({"Biaya", "Costs"})),
      trained_(sheet_if(result_.trained_by_year(0).things == commitment::trained_by_count,
                        {"Jabatan terlatih", "Trained posts"})),
      dictionary_(book_.sheet({"Kamus", "Dictionary"})), provenance_(book_.sheet({"Asal-usul", "Provenance"}))
{
}

Sheet* XlsxExport::sheet_if(bool has_it, const Words& name) { return has_it ? &book_.sheet(name) : nullptr; }

void XlsxExport::write()
{
    summary_table();
    yearly_costs();
    city();
    charts();
    if (differences_ != nullptr) differences();
    if (goals_ != nullptr) goals();
    if (prices_ != nullptr) prices();
    if (what_ifs_ != nullptr) what_ifs();
    if (kecamatan_ != nullptr) kecamatan();
    if (kelurahan_ != nullptr) kelurahan();
    institutions();
    costs();
    if (trained_ != nullptr) trained();
    book_.dictionary(dictionary_);
    provenance();
    stop_if_requested();
    book_.close();
    of_.folder.describe(
        {file_name,
         {"buku kerja Excel: ringkasan dengan grafik; selisih antara rencana, sasaran, harga satu "
          "tambahan, seandainya (bila dijalankan); kota tiap bulan; kecamatan, kelurahan, lembaga, biaya, dan "
          "jabatan terlatih tiap tahun; kamus",
          "Excel workbook: summary with charts; differences between plans, goals, prices of one more, "
          "what if (where they were run); the city by month; kecamatan, kelurahan, institutions, costs and "
          "trained posts by year; a dictionary"},
         book_.columns()});
}

std::size_t XlsxExport::last_month(std::uint32_t plan) const
{
    const int month = of_.inputs.plans[plan].to - result_.months().front();
    return static_cast<std::size_t>(std::clamp(month, 0, static_cast<int>(result_.months().size()) - 1));
}

std::vector<std::size_t> XlsxExport::ends_of_years() const
{
    std::vector<std::size_t> ends;
    for (std::size_t m = month_of_start(of_); m < result_.months().size(); ++m)
        if (result_.months()[m].month_of_year() == 12 || m + 1 == result_.months().size()) ends.push_back(m);
    return ends;
}

std::string XlsxExport::month(std::size_t m) const { return month_name(result_.months()[m], of_.options.language); }

void XlsxExport::head_plan(Sheet& to) { head(to, {{"Rencana", "Plan"}, {}, {"nama rencana", "name of the plan"}}); }

void XlsxExport::head_month(Sheet& to)
{
    head(to, {{"Bulan", "Month"},
              {},
              {"keadaan pada hari terakhir bulan itu; tanggal Excel",
               "state on the last day of the month; an Excel date"}});
}

void XlsxExport::head_year(Sheet& to) { head(to, {{"Tahun", "Year"}, {}, {"tahun kalender", "calendar year"}}); }

void XlsxExport::head_spread(Sheet& to, const Words& name, const Words& unit, const Words& meaning)
{
    const Words comma{", ", ", "};
    head(to, {name + comma + mean_head, unit, meaning + mean_of});
    head(to, {name + comma + low_head, unit, meaning + low_of});
    head(to, {name + comma + high_head, unit, meaning + high_of});
}

void XlsxExport::add_spread(Sheet& to, const Spread& spread, Measure measure)
{
    to.number(spread.mean, look_of(measure, true));
    to.number(spread.quantile.front(), look_of(measure, false));
    to.number(spread.quantile.back(), look_of(measure, false));
}

void XlsxExport::add_with_median(Sheet& to, const Spread& spread, Measure measure)
{
    to.number(spread.median(), look_of(measure, true));
    add_spread(to, spread, measure);
}

void XlsxExport::provenance()
{
    Sheet& to = provenance_;
    to.widths({30, 90});
    to.for_paper();
    const auto row = [&](const Words& what, const std::string& value) {
        to.text(word(what), Look::wrapped);
        to.text(value, Look::wrapped);
        to.end_row();
    };
    row({"Kota", "City"}, result_.city_name());
    row({"Berkas hasil", "Result file"}, result_.path().filename().string());
    row({"Dibuat oleh", "Made by"}, result_.about("source"));
    row({"Benih angka acak", "Seed"}, result_.about("seed"));
    row({"Ulangan tiap rencana", "Replicates of each plan"}, std::to_string(result_.replicates()));
    if (result_.baseline()) row({"Rencana pembanding", "Baseline"}, name_of_plan(*result_.baseline()));
    row({"Sidik isi (SHA-256)", "Digest of the content (SHA-256)"}, result_.about("content_sha256"));
    row({"Sidik masukan (SHA-256)", "Digest of the inputs (SHA-256)"}, result_.about("inputs_sha256"));
    for (const InputFile& file : of_.inputs.files)
        row(Words{"Masukan: ", "Input: "} + Words{file.name, file.name}, sim::digest_of(file.text));
    for (const std::string& setting : of_.inputs.settings) row({"--set", "--set"}, setting);
    row({"Pembulatan", "Rounding"},
        word({"Sel menyimpan angka penuh dan menampilkan yang terdekat; halaman laporan membulatkan batas "
              "rentang jumlah lembaga ke luar (5,95 – 66,5 menjadi 5 – 67).",
              "Cells hold numbers in full and show the nearest; the report's page rounds the ends of ranges of "
              "bodies outwards (5.95 – 66.5 to 5 – 67)."}));
    row({"Catatan", "Note"},
        word({"Indeks kelembagaan adalah proksi bagian kelembagaan evaluasi KLA, bukan nilai resminya.",
              "The institutional index is a proxy of the institutional part of the KLA evaluation, never the "
              "official score."}));
    for (const Sheet* const sheet : {&city_, kecamatan_, kelurahan_, &institutions_, &costs_})
        if (sheet != nullptr && sheet->left_out() > 0)
            row(Words{"Terpotong: ", "Cut: "} + sheet->names(),
                std::to_string(sheet->left_out()) +
                    word({" baris tidak muat di lembar Excel; semuanya ada di ekspor csv",
                          " rows do not fit into an Excel sheet; the csv export has them all"}));
}

void export_xlsx(const RunExport& of) { XlsxExport(of).write(); }

} // namespace layak

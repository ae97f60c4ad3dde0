#include <algorithm>

#include "sim/results/digest.hpp"
#include "tools/layak/exports/xlsx_export.hpp"
#include "tools/layak/format.hpp"

namespace layak {

using commitment::Field;
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

XlsxExport::XlsxExport(const RunExport& of)
    : of_(of), result_(of.result), headlines_(headlines_of(of.inputs.city)),
      book_(of.folder.place_for(file_name), result_.city_name(), result_.months().front()),
      summary_(book_.sheet(word({"Ringkasan", "Summary"}))), city_(book_.sheet(word({"Kota", "City"}))),
      kelurahan_(book_.sheet("Kelurahan")), costs_(book_.sheet(word({"Biaya", "Costs"}))),
      dictionary_(book_.sheet(word({"Kamus", "Dictionary"}))),
      provenance_(book_.sheet(word({"Asal-usul", "Provenance"})))
{
}

void XlsxExport::write()
{
    summary_table();
    yearly_costs();
    city();
    charts();
    kelurahan();
    costs();
    dictionary();
    provenance();
    book_.close();
    of_.folder.describe({file_name,
                         {"buku kerja Excel: ringkasan dengan grafik, kota tiap bulan, kelurahan tiap tahun, "
                          "biaya; kamus di lembarnya sendiri",
                          "Excel workbook: summary with charts, the city by month, kelurahan by year, costs; its "
                          "dictionary is a sheet of its own"},
                         {}});
}

std::size_t XlsxExport::last_month(std::uint32_t plan) const
{
    const int month = of_.inputs.plans[plan].to - result_.months().front();
    return static_cast<std::size_t>(std::clamp(month, 0, static_cast<int>(result_.months().size()) - 1));
}

std::string XlsxExport::month(std::size_t m) const { return month_name(result_.months()[m], of_.options.language); }

void XlsxExport::add_spread(Sheet& to, const Spread& spread, Measure measure)
{
    to.number(spread.mean, look_of(measure, true));
    to.number(spread.quantile.front(), look_of(measure, false));
    to.number(spread.quantile.back(), look_of(measure, false));
}

void XlsxExport::add_with_median(Sheet& to, const Spread& spread, Measure measure)
{
    to.number(spread.mean, look_of(measure, true));
    to.number(spread.median(), look_of(measure, true));
    to.number(spread.quantile.front(), look_of(measure, false));
    to.number(spread.quantile.back(), look_of(measure, false));
}

void XlsxExport::dictionary()
{
    Sheet& to = dictionary_;
    to.widths({16, 44, 12, 80});
    to.for_paper();
    for (const Words& head :
         {Words{"Lembar", "Sheet"}, Words{"Kolom", "Column"}, Words{"Satuan", "Unit"}, Words{"Arti", "Meaning"}})
        to.text(word(head), Look::head);
    to.end_row();
    to.freeze(0);
    const auto row = [&](const Sheet& sheet, const std::string& column, const Words& unit, const Words& meaning) {
        for (const std::string& text : {sheet.name(), column, word(unit), word(meaning)}) to.text(text);
        to.end_row();
    };
    for (const Headline& headline : headlines_) {
        const commitment::OutcomeInfo& outcome = commitment::outcome_table()[headline.outcome];
        const Words unit = outcome.measure == Measure::count   ? Words{"jumlah", "count"}
                           : outcome.measure == Measure::share ? Words{"bagian", "share"}
                                                               : Words{"0 – 1", "0 – 1"};
        row(city_, word(headline.label), unit,
            outcome.meaning +
                Words{"; rata-rata dan nilai tengah ulangan pada akhir bulan; 5 % dan 95 %: sembilan dari sepuluh "
                      "ulangan ada di antaranya",
                      "; mean and median of the replicates at the end of the month; 5% and 95%: nine of ten "
                      "replicates lie between"});
    }
    row(city_, word({"Biaya bulan itu", "Cost of the month"}), {"rupiah", "rupiah"},
        {"dibelanjakan dalam bulan itu, rata-rata ulangan", "spent in the month, mean of the replicates"});
    const auto state = [&](const Words& column, Field field) {
        row(kelurahan_, word(column), {"0 – 1", "0 – 1"},
            exported_state(field).meaning + Words{"; rata-rata ulangan", "; mean of the replicates"});
    };
    state(action_head, Field::action);
    state(written_head, Field::written);
    state(programme_head, Field::programme);
    row(kelurahan_, word({"Keluarga terlibat", "Families involved"}), {"bagian", "share"},
        {"bagian keluarga kelurahan itu yang terlibat, rata-rata ulangan",
         "share of the kelurahan's families involved, mean of the replicates"});
    row(costs_, word({"Biaya", "Cost"}), {"rupiah", "rupiah"},
        {"dibelanjakan dalam tahun itu, rata-rata ulangan", "spent in the year, mean of the replicates"});
    row(costs_, word({"Tidak terbayar anggaran", "Not paid for by the budget"}), {"lihat Satuan", "see Unit"},
        {"yang direncanakan tetapi tidak terbayar, rata-rata ulangan",
         "what was planned and could not be paid, mean of the replicates"});
    row(costs_, word(lapsed_head), {"bulan", "months"},
        {"bulan dalam tahun itu, rata-rata ulangan", "months of the year, mean of the replicates"});
}

void XlsxExport::provenance()
{
    Sheet& to = provenance_;
    to.widths({30, 90});
    to.for_paper();
    const auto row = [&](const Words& what, const std::string& value) {
        to.text(word(what));
        to.text(value);
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
    row({"Catatan", "Note"},
        word({"Indeks kelembagaan adalah proksi bagian kelembagaan evaluasi KLA, bukan nilai resminya.",
              "The institutional index is a proxy of the institutional part of the KLA evaluation, never the "
              "official score."}));
    for (const Sheet* const sheet : {&city_, &kelurahan_, &costs_})
        if (sheet->left_out() > 0)
            row(Words{"Terpotong: ", "Cut: "} + Words{sheet->name(), sheet->name()},
                std::to_string(sheet->left_out()) +
                    word({" baris tidak muat di lembar Excel; semuanya ada di ekspor csv",
                          " rows do not fit into an Excel sheet; the csv export has them all"}));
}

void export_xlsx(const RunExport& of) { XlsxExport(of).write(); }

} // namespace layak

// Of a result: institutions by month, over replicates, and all of it by replicate where that was asked for.

#include "tools/layak/result_writer.hpp"

namespace layak {

using commitment::ExperimentResult;
using sim::Type;
using sim::Words;

void ResultWriter::summaries()
{
    static const Words meanings[] = {{"komitmen dalam tindakan (A)", "commitment in action (A)"},
                                     {"doktrin (D)", "doctrine (D)"},
                                     {"kapasitas (K)", "capacity (K)"},
                                     {"program yang berjalan (P)", "programme carried out (P)"},
                                     {"komitmen tertulis (W)", "commitment in writing (W)"},
                                     {"kecukupan sumber daya (R)", "adequacy of resources (R)"}};
    for (std::size_t f = 0; f < commitment::summary_fields.size(); ++f) {
        const std::string name(commitment::field_names[static_cast<std::size_t>(commitment::summary_fields[f])]);
        using Summary = commitment::ExperimentResult::Summary;
        const auto statistic = [&](const char* suffix, const Words& of, std::vector<std::string> dimensions,
                                   const char* method, std::vector<float> Summary::*values) {
            const Words long_name = meanings[f] + Words{", ", ", "} + of;
            put_of_all(sim::Variable{.name = name + suffix,
                                     .type = Type::float32,
                                     .dimensions = std::move(dimensions),
                                     .attributes = {{"long_name", long_name.en},
                                                    {"long_name_id", long_name.id},
                                                    {"units", "1"},
                                                    {"cell_methods", method},
                                                    {"coordinates", "lon lat code institution_name kind"}}},
                       [=](const ExperimentResult& result) { return std::span(result.summary[f].*values); });
        };
        statistic("_mean", {"rata-rata ulangan", "mean over replicates"}, {"plan", "time", "institution"},
                  "time: point realization: mean", &Summary::mean);
        if (!shape_.has_spread()) continue;
        statistic("_sd", {"simpangan baku antarulangan", "standard deviation over replicates"},
                  {"plan", "time", "institution"}, "time: point realization: standard_deviation", &Summary::sd);
        statistic("_quantile", {"kuantil antarulangan", "quantile over replicates"},
                  {"plan", "quantile", "time", "institution"}, "time: point", &Summary::quantile);
        if (batches_.size() == 1) continue;
        const std::string steps = std::to_string(commitment::QuantileCounts::steps);
        file_.attribute(name + "_quantile", "comment", "of numbers rounded to multiples of 1/" + steps);
        file_.attribute(name + "_quantile", "comment_id", "dari angka yang dibulatkan ke kelipatan 1/" + steps);
    }
}

void ResultWriter::differences()
{
    if (!options_.baseline) return;
    for (std::size_t f = 0; f < commitment::summary_fields.size(); ++f) {
        const std::string name(commitment::field_names[static_cast<std::size_t>(commitment::summary_fields[f])]);
        using Difference = commitment::ExperimentResult::Difference;
        const auto statistic = [&](const char* suffix, const Words& of, std::vector<float> Difference::*values) {
            put_of_all(sim::Variable{.name = name + suffix,
                                     .type = Type::float32,
                                     .dimensions = {"plan", "time", "institution"},
                                     .attributes = {{"long_name", name + ", " + of.en},
                                                    {"long_name_id", name + ", " + of.id},
                                                    {"units", "1"},
                                                    {"cell_methods", "time: point"},
                                                    {"coordinates", "lon lat code institution_name kind"}}},
                       [=](const ExperimentResult& result) { return std::span(result.difference[f].*values); });
        };
        statistic("_difference_mean",
                  {"rata-rata selisih dari rencana pembanding pada ulangan yang sama",
                   "mean of the difference from the baseline in the same replicate"},
                  &Difference::mean);
        statistic("_difference_sd", {"simpangan baku selisih itu", "standard deviation of that difference"},
                  &Difference::sd);
        statistic("_ahead",
                  {"bagian ulangan yang lebih tinggi dari rencana pembanding",
                   "share of replicates in which it is above the baseline"},
                  &Difference::ahead);
        statistic("_behind",
                  {"bagian ulangan yang lebih rendah dari rencana pembanding",
                   "share of replicates in which it is below the baseline"},
                  &Difference::behind);
    }
}

void ResultWriter::raw()
{
    if (!options_.raw) return;
    static const Words meanings[] = {{"komitmen dalam tindakan (A)", "commitment in action (A)"},
                                     {"komitmen tertulis (W)", "commitment in writing (W)"},
                                     {"doktrin (D)", "doctrine (D)"},
                                     {"ketegasan pimpinan (L); kota: dengan batas bawah dari instruksi",
                                      "leadership firmness (L), of the city with the floor of an instruction"},
                                     {"kecukupan sumber daya (R)", "adequacy of resources (R)"},
                                     {"struktur internal (S)", "internal structure (S)"},
                                     {"kapasitas (K)", "capacity (K)"},
                                     {"program yang berjalan (P)", "programme carried out (P)"},
                                     {"keluarga belum tahu", "families unaware"},
                                     {"keluarga mengetahui", "families that know"},
                                     {"keluarga memahami", "families that understand"},
                                     {"keluarga terlibat", "families involved"},
                                     {"persediaan advokasi sebuah usaha", "stock of advocacy of a business"}};
    static_assert(std::size(meanings) == commitment::field_names.size());
    for (std::size_t f = 0; f < commitment::field_names.size(); ++f)
        put_by_replicate(sim::Variable{.name = std::string(commitment::field_names[f]),
                                       .type = Type::float32,
                                       .dimensions = {"replicate", "plan", "time", "institution"},
                                       .attributes = {{"long_name", meanings[f].en},
                                                      {"long_name_id", meanings[f].id},
                                                      {"units", "1"},
                                                      {"cell_methods", "time: point"},
                                                      {"coordinates", "lon lat code institution_name kind"}}},
                         [f](const ExperimentResult& result) { return std::span(result.raw[f]); });
}

} // namespace layak

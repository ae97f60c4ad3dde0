// Of a result: institutions by month, over replicates, and all of it by replicate where that was asked for.

#include "tools/layak/result_writer.hpp"

namespace layak {

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
        const auto& summary = result_.summary[f];
        const auto statistic = [&](const char* suffix, const Words& of, std::vector<std::string> dimensions,
                                   const char* method, const std::vector<float>& values) {
            const Words long_name = meanings[f] + Words{", ", ", "} + of;
            put(sim::Variable{.name = name + suffix,
                              .type = Type::float32,
                              .dimensions = std::move(dimensions),
                              .attributes = {{"long_name", long_name.en},
                                             {"long_name_id", long_name.id},
                                             {"units", "1"},
                                             {"cell_methods", method},
                                             {"coordinates", "lon lat code institution_name kind"}}},
                values);
        };
        statistic("_mean", {"rata-rata ulangan", "mean over replicates"}, {"plan", "time", "institution"},
                  "time: point realization: mean", summary.mean);
        if (!result_.has_spread()) continue;
        statistic("_sd", {"simpangan baku antarulangan", "standard deviation over replicates"},
                  {"plan", "time", "institution"}, "time: point realization: standard_deviation", summary.sd);
        statistic("_quantile", {"kuantil antarulangan", "quantile over replicates"},
                  {"plan", "quantile", "time", "institution"}, "time: point", summary.quantile);
    }
}

void ResultWriter::differences()
{
    if (!options_.baseline) return;
    for (std::size_t f = 0; f < commitment::summary_fields.size(); ++f) {
        const std::string name(commitment::field_names[static_cast<std::size_t>(commitment::summary_fields[f])]);
        const auto& difference = result_.difference[f];
        const auto statistic = [&](const char* suffix, const Words& of, const std::vector<float>& values) {
            put(sim::Variable{.name = name + suffix,
                              .type = Type::float32,
                              .dimensions = {"plan", "time", "institution"},
                              .attributes = {{"long_name", name + ", " + of.en},
                                             {"long_name_id", name + ", " + of.id},
                                             {"units", "1"},
                                             {"cell_methods", "time: point"},
                                             {"coordinates", "lon lat code institution_name kind"}}},
                values);
        };
        statistic("_difference_mean",
                  {"rata-rata selisih dari rencana pembanding pada ulangan yang sama",
                   "mean of the difference from the baseline in the same replicate"},
                  difference.mean);
        statistic("_difference_sd", {"simpangan baku selisih itu", "standard deviation of that difference"},
                  difference.sd);
        statistic("_ahead",
                  {"bagian ulangan yang lebih tinggi dari rencana pembanding",
                   "share of replicates in which it is above the baseline"},
                  difference.ahead);
        statistic("_behind",
                  {"bagian ulangan yang lebih rendah dari rencana pembanding",
                   "share of replicates in which it is below the baseline"},
                  difference.behind);
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
        put(sim::Variable{.name = std::string(commitment::field_names[f]),
                          .type = Type::float32,
                          .dimensions = {"replicate", "plan", "time", "institution"},
                          .attributes = {{"long_name", meanings[f].en},
                                         {"long_name_id", meanings[f].id},
                                         {"units", "1"},
                                         {"cell_methods", "time: point"},
                                         {"coordinates", "lon lat code institution_name kind"}}},
            result_.raw[f]);
}

} // namespace layak

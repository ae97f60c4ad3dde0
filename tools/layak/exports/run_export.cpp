#include "tools/layak/exports/run_export.hpp"

#include <algorithm>

#include "sim/ensemble/ensemble.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/signals.hpp"

namespace layak {

using commitment::Field;
using sim::Words;

const std::vector<ExportedState>& exported_states()
{
    static const std::vector<ExportedState> states = [] {
        std::vector<ExportedState> out;
        for (const Field field : commitment::summary_fields) {
            const std::string name(commitment::field_names[static_cast<std::size_t>(field)]);
            Words meaning{"komitmen tertulis (W)", "commitment in writing (W)"};
            for (const commitment::Letter& letter : commitment::letters())
                if (letter.name == name) meaning = letter.meaning;
            if (field == Field::written)
                meaning = meaning + Words{"; rata-rata ulangannya: peluang adanya",
                                          "; its mean over replicates: the chance of it"};
            if (field == Field::programme)
                meaning = meaning + Words{"; pada keluarga: bagian yang terlibat", "; of families: the share involved"};
            out.push_back({field, name, meaning});
        }
        return out;
    }();
    return states;
}

const ExportedState& exported_state(Field field)
{
    return *std::find_if(exported_states().begin(), exported_states().end(),
                         [&](const ExportedState& state) { return state.field == field; });
}

Words words_of(commitment::Kind kind)
{
    static const Words words[] = {{"kota", "city"},
                                  {"OPD", "agency (OPD)"},
                                  {"kecamatan", "kecamatan"},
                                  {"kelurahan", "kelurahan"},
                                  {"keluarga sebuah kelurahan", "families of a kelurahan"},
                                  {"dunia usaha", "business"},
                                  {"LPA", "LPA"},
                                  {"Forum Anak", "Forum Anak"}};
    return words[static_cast<std::size_t>(kind)];
}

Words words_of(commitment::LinkType type)
{
    static const Words words[] = {{"pemungkin (wewenang, sumber daya)", "enabling (authority, resources)"},
                                  {"fungsional", "functional"},
                                  {"normatif", "normative"},
                                  {"difus (masyarakat)", "diffuse (society)"}};
    return words[static_cast<std::size_t>(type)];
}

Words unit_of(std::uint32_t which)
{
    namespace outcome = commitment::outcome;
    switch (commitment::outcome_table()[which].measure) {
    case commitment::Measure::level: return unit::level;
    case commitment::Measure::share: return unit::share;
    case commitment::Measure::rupiah: return unit::rupiah;
    case commitment::Measure::count: break;
    }
    if (which == outcome::layak_city) return unit::yes_or_no;
    const bool of_kecamatan = which == outcome::formal_kecamatan || which == outcome::layak_kecamatan;
    return words_of(of_kecamatan ? commitment::Kind::kecamatan : commitment::Kind::kelurahan);
}

Words unit_of(const StoredResult::Lever& lever)
{
    return lever.unit.id.empty() ? Words{"tanpa satuan", "no unit"} : lever.unit;
}

std::vector<std::uint32_t> exported_outcomes(const commitment::City& city)
{
    std::vector<std::uint32_t> out;
    for (std::uint32_t k = 0; k < commitment::outcome::count; ++k)
        if (can_have(city, k)) out.push_back(k);
    return out;
}

std::vector<ExportedColumn> identity_columns()
{
    return {{"id", {}, {"kode pengenal lembaga dalam berkas kota", "id of the institution in the city's files"}},
            {"name", {}, {"nama", "name"}},
            {"kind",
             {},
             {"jenis: city (kota), opd, kecamatan, kelurahan, community (keluarga), business (usaha), lpa, forum_anak",
              "kind: city, opd, kecamatan, kelurahan, community (families), business, lpa, forum_anak"}},
            {"parent", {}, {"id lembaga di atasnya", "id of the institution above"}},
            {"code", {}, {"kode wilayah Kemendagri", "administrative code of the ministry of home affairs"}}};
}

std::vector<std::string> file_names_of_plans(const StoredResult& result)
{
    std::vector<std::string> names;
    for (const StoredResult::Plan& plan : result.plans()) {
        std::string name;
        for (const char c : plan.id.substr(0, 40)) {
            const bool is_plain =
                ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' || c == '_';
            name += is_plain ? c : '_';
        }
        const auto taken = [&](const std::string& wanted) {
            // Some file systems do not tell capitals from small letters.
            const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
            return std::any_of(names.begin(), names.end(), [&](const std::string& other) {
                return std::equal(other.begin(), other.end(), wanted.begin(), wanted.end(), same);
            });
        };
        const std::string first = name;
        for (int more = 2; taken(name); ++more) name = first + "_" + std::to_string(more);
        names.push_back(std::move(name));
    }
    return names;
}

std::string first_day(sim::Month month) { return to_text(month) + "-01"; }

std::string first_instant(sim::Month month) { return first_day(month) + "T00:00:00.000Z"; }

std::string last_instant(sim::Month month) { return last_day(month) + "T23:59:59.999Z"; }

std::string last_day(sim::Month month)
{
    return to_text(month) + "-" + std::to_string(days_to_first(month + 1) - days_to_first(month));
}

std::size_t first_month_of_plans(const RunExport& of)
{
    if (of.inputs.plans.empty()) return 0;
    sim::Month first = of.inputs.plans.front().from;
    for (const commitment::Plan& plan : of.inputs.plans) first = std::min(first, plan.from);
    return static_cast<std::size_t>(std::max(0, first - of.inputs.city.start));
}

std::size_t month_of_start(const RunExport& of)
{
    const std::size_t first = first_month_of_plans(of);
    return first > 0 ? first - 1 : 0;
}

void stop_if_requested()
{
    if (stop_requested) throw sim::Interrupted();
}

} // namespace layak

#include <algorithm>
#include <map>

#include "models/commitment/institutions_file.hpp"
#include "sim/text/csv.hpp"

namespace commitment {

void read_adjacency(const std::filesystem::path& path, const std::string& shown_name, const InstitutionNames& names,
                    City& city, sim::Findings& findings)
{
    const std::vector<std::string> columns = {"a", "b"};
    const sim::CsvTable table = sim::read_csv(path, shown_name, columns, {}, findings);
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> seen;
    for (const sim::CsvRow& cells : table.rows()) {
        std::optional<InstitutionId> ends[2];
        for (int side = 0; side < 2; ++side) {
            const std::string& column = columns[static_cast<std::size_t>(side)];
            const std::string& id = table.cell(cells, column);
            ends[side] = names.find(id);
            if (!ends[side]) {
                if (auto wrong = names.objection(id, Kind::kelurahan))
                    table.error(cells, column, std::move(*wrong), findings);
            } else if (city.at(*ends[side]).kind != Kind::kelurahan) {
                table.error(cells, column, {"hanya kelurahan yang berbatasan", "only kelurahan share borders"},
                            findings);
                ends[side].reset();
            }
        }
        if (!ends[0] || !ends[1]) continue;
        if (*ends[0] == *ends[1]) {
            table.error(cells, "b",
                        {"sebuah kelurahan tidak berbatasan dengan dirinya sendiri",
                         "a kelurahan shares no border with itself"},
                        findings);
            continue;
        }
        const std::pair pair(std::min(ends[0]->value(), ends[1]->value()),
                             std::max(ends[0]->value(), ends[1]->value()));
        const auto [first, is_new] = seen.emplace(pair, cells.line);
        if (!is_new)
            table.error(cells, "b",
                        {"pasangan ini sudah ada di baris " + std::to_string(first->second),
                         "this pair stands in line " + std::to_string(first->second) + " already"},
                        findings);
        else
            city.borders.emplace_back(*ends[0], *ends[1]);
    }
}

} // namespace commitment

#include "models/commitment/new_city/assembly.hpp"

#include <algorithm>

#include "models/commitment/new_city/arrangement.hpp"

namespace commitment {

using sim::Words;

void Assembly::set_borders(const std::optional<NamedText>& neighbours)
{
    if (neighbours) return read_borders(*neighbours);
    assume(Assumption::borders);
    std::vector<Point> points;
    std::vector<InstitutionId> in_order; // of their kecamatan
    for (const std::size_t row : kelurahan_) {
        const InstitutionId id = placed_.at(row);
        in_order.push_back(id);
        const Institution& kelurahan = city_.institutions[id.value()];
        if (kelurahan.longitude) points.push_back({*kelurahan.longitude, *kelurahan.latitude});
    }
    const bool by_points = points.size() == in_order.size();
    city_.borders_from = by_points ? BordersFrom::points : BordersFrom::order;
    if (!by_points)
        std::stable_sort(in_order.begin(), in_order.end(),
                         [&](InstitutionId a, InstitutionId b) { return parent_of(a).value() < parent_of(b).value(); });
    const Pairs pairs =
        by_points ? borders_by_points(points) : borders_by_order(static_cast<std::uint32_t>(in_order.size()));
    for (const auto& [a, b] : pairs) city_.borders.emplace_back(in_order[a], in_order[b]);
    if (points.size() > 0 && !by_points)
        notes_.note(table_.name(), 0, "longitude", "",
                    {"hanya sebagian kelurahan punya titik; perbatasan diperkirakan dari urutan baris, bukan dari "
                     "titik",
                     "only some kelurahan have a point; borders are assumed from the order of the rows, not "
                     "from the points"});
}

void Assembly::read_borders(const NamedText& neighbours)
{
    const sim::CsvTable table = read_neighbours_table(neighbours, findings_);
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> lines;
    for (const sim::CsvRow& row : table.rows()) {
        const auto a = find(Kind::kelurahan, table.cell(row, "a"), table, row, "a");
        const auto b = find(Kind::kelurahan, table.cell(row, "b"), table, row, "b");
        if (!a || !b) continue;
        if (*a == *b) {
            table.error(row, "b",
                        {"sebuah kelurahan tidak berbatasan dengan dirinya sendiri",
                         "a kelurahan shares no border with itself"},
                        findings_);
            continue;
        }
        const InstitutionId one = placed_.at(std::min(*a, *b)), other = placed_.at(std::max(*a, *b));
        const auto [first, is_new] = lines.emplace(std::pair(one.value(), other.value()), row.line);
        if (is_new)
            city_.borders.emplace_back(one, other);
        else
            table.error(row, "b",
                        {"pasangan ini sudah ada di baris " + std::to_string(first->second),
                         "this pair stands in line " + std::to_string(first->second) + " already"},
                        findings_);
    }
    city_.borders_from = BordersFrom::table;
}

} // namespace commitment

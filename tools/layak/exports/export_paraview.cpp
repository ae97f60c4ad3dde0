#include <array>
#include <bit>
#include <cmath>
#include <cstdio>

#include "tools/layak/exports/places.hpp"
#include "tools/layak/exports/run_export.hpp"
#include "tools/layak/exports/xml.hpp"

namespace layak {
namespace {

using commitment::Field;

/// Numbers as VTK's XML files hold them within the text: their length in bytes, then they, little-endian, in base64.
/// So NaN, which its readers cannot read as text, is kept.
class Numbers
{
  public:
    void add(float x) { put(std::bit_cast<std::uint32_t>(x)); }
    void add(std::int32_t x) { put(static_cast<std::uint32_t>(x)); }
    void add(std::string_view text)
    {
        for (const char c : text) bytes_ += c;
        bytes_ += '\0';
    }

    /// \param type  "Float32", "Int32" or "String"
    std::string array(const std::string& name, const char* type, int components = 1) const
    {
        std::string head;
        put(head, static_cast<std::uint32_t>(bytes_.size()));
        return "<DataArray type=\"" + std::string(type) + "\" Name=\"" + xml(name) + "\" NumberOfComponents=\"" +
               std::to_string(components) + "\" format=\"binary\">" + base64(head + bytes_) + "</DataArray>\n";
    }

  private:
    static void put(std::string& to, std::uint32_t bits)
    {
        for (int byte = 0; byte < 4; ++byte) to += static_cast<char>(bits >> 8 * byte);
    }
    void put(std::uint32_t bits) { put(bytes_, bits); }

    static std::string base64(std::string_view bytes)
    {
        constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string out;
        for (std::size_t at = 0; at < bytes.size(); at += 3) {
            std::uint32_t three = 0;
            for (std::size_t k = 0; k < 3; ++k)
                three = three << 8 | (at + k < bytes.size() ? static_cast<unsigned char>(bytes[at + k]) : 0U);
            for (std::size_t k = 0; k < 4; ++k) out += at + k > bytes.size() ? '=' : digits[three >> (18 - 6 * k) & 63];
        }
        return out;
    }

    std::string bytes_;
};

class ParaviewExport
{
  public:
    explicit ParaviewExport(const RunExport& of)
        : of_(of), result_(of.result), links_(of.inputs.city.links), plans_(file_names_of_plans(result_))
    {
        fixed();
    }

    void write()
    {
        std::string list = "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"0.1\">\n<Collection>\n";
        read_states();
        for (std::size_t m = 0; m < result_.months().size(); ++m) {
            stop_if_requested();
            const std::string name = to_text(result_.months()[m]) + ".vtp";
            of_.folder.append("paraview/months/" + name, month(m));
            char year[32];
            std::snprintf(year, sizeof year, "%.4f",
                          result_.months()[m].year() + (result_.months()[m].month_of_year() - 1) / 12.0);
            list += "<DataSet timestep=\"" + std::string(year) + "\" part=\"0\" file=\"months/" + name + "\"/>\n";
        }
        of_.folder.append("paraview/network.pvd", list + "</Collection>\n</VTKFile>\n");
        describe();
    }

  private:
    static constexpr std::array<Field, 3> fields = {Field::action, Field::written, Field::programme};
    static constexpr std::size_t arrays_of_plan = fields.size() + 1;

    /// What is the same every month: who is where, and is linked to whom.
    void fixed()
    {
        Numbers points, vertex, vertex_end, line, line_end, name, id, kind, kind_name, tie, weight;
        const auto places = drawn_places(result_);
        std::int32_t count = 0;
        for (std::size_t row = 0; row < places.size(); ++row) {
            const StoredResult::Institution& one = result_.institutions()[row];
            for (const double x : {places[row].x, places[row].y, 0.0}) points.add(static_cast<float>(x));
            name.add(std::string_view(one.name));
            id.add(std::string_view(one.id));
            kind.add(static_cast<std::int32_t>(one.kind));
            kind_name.add(name_of(one.kind));
            vertex.add(count++);
            vertex_end.add(count);
            tie.add(std::int32_t{0});
            weight.add(0.0F);
        }
        count = 0;
        for (const commitment::CityLink& link : links_) {
            line.add(static_cast<std::int32_t>(link.from.value()));
            line.add(static_cast<std::int32_t>(link.to.value()));
            line_end.add(count += 2);
            tie.add(static_cast<std::int32_t>(link.type) + 1);
            weight.add(static_cast<float>(link.weight));
        }
        const std::string rows = std::to_string(places.size()), ties = std::to_string(links_.size());
        piece_ = "<Piece NumberOfPoints=\"" + rows + "\" NumberOfVerts=\"" + rows + "\" NumberOfLines=\"" + ties +
                 "\" NumberOfStrips=\"0\" NumberOfPolys=\"0\">\n<Points>\n" + points.array("Points", "Float32", 3) +
                 "</Points>\n<Verts>\n" + vertex.array("connectivity", "Int32") + vertex_end.array("offsets", "Int32") +
                 "</Verts>\n<Lines>\n" + line.array("connectivity", "Int32") + line_end.array("offsets", "Int32") +
                 "</Lines>\n<CellData>\n" + tie.array("tie", "Int32") + weight.array("weight", "Float32") +
                 "</CellData>\n<PointData>\n" + name.array("name", "String") + id.array("id", "String") +
                 kind.array("kind", "Int32") + kind_name.array("kind_name", "String");
    }

    void read_states()
    {
        for (std::uint32_t plan = 0; plan < plans_.size(); ++plan) {
            for (const Field field : fields) {
                const Spreads spreads = result_.institutions_spread(field, plan);
                std::vector<float>& means = states_.emplace_back();
                for (const Spread& spread : spreads.all) means.push_back(static_cast<float>(spread.mean));
            }
            const auto last = states_.end();
            std::vector<float> practice = *(last - std::ssize(fields)); // action
            const std::vector<float>& programme = *(last - 1);
            for (std::size_t k = 0; k < practice.size(); ++k)
                if (std::isnan(practice[k])) practice[k] = programme[k];
            states_.push_back(std::move(practice));
        }
    }

    /// Of the k-th of a plan's arrays.
    static std::string array_name(std::size_t k)
    {
        return k < fields.size() ? exported_state(fields[k]).name : "practice";
    }

    std::string month(std::size_t m) const
    {
        Numbers name;
        name.add(std::string_view(to_text(result_.months()[m])));
        std::string out = "<?xml version=\"1.0\"?>\n<VTKFile type=\"PolyData\" version=\"1.0\" "
                          "byte_order=\"LittleEndian\" header_type=\"UInt32\">\n<PolyData>\n<FieldData>\n" +
                          name.array("month", "String") + "</FieldData>\n" + piece_;
        const std::size_t count = result_.institutions().size();
        for (std::size_t k = 0; k < states_.size(); ++k) {
            Numbers state;
            for (std::size_t row = 0; row < count; ++row) state.add(states_[k][m * count + row]);
            out += state.array(plans_[k / arrays_of_plan] + " " + array_name(k % arrays_of_plan), "Float32");
        }
        return out + "</PointData>\n</Piece>\n</PolyData>\n</VTKFile>\n";
    }

    void describe() const
    {
        ExportedFile described{
            "paraview/network.pvd",
            {"jaringan lembaga bergerak menurut waktu untuk ParaView (bulan-bulannya di paraview/months)",
             "the network of institutions animated over time for ParaView (its months are in paraview/months)"},
            {{"name, id", {}, {"nama dan id lembaga", "name and id of the institution"}},
             {"kind, kind_name",
              unit::number,
              {"jenis lembaga, sebagai nomor dari 0 dan nama", "kind of institution, as a number from 0 and a name"}},
             {"tie",
              unit::number,
              {"0 lembaga; hubungan: 1 pemungkin, 2 fungsional, 3 normatif, 4 difus",
               "0 an institution; a link: 1 enabling, 2 functional, 3 normative, 4 diffuse"}},
             {"weight", unit::weight, {"bobot hubungan", "weight of a link"}},
             {"month", {}, {"bulannya", "the month"}}}};
        for (const Field field : fields)
            described.columns.push_back({"… " + exported_state(field).name, unit::level,
                                         exported_state(field).meaning +
                                             sim::Words{"; rata-rata ulangan, rencana …; NaN di mana tidak ada",
                                                        "; mean of the replicates, plan …; NaN where there is none"}});
        described.columns.push_back(
            {"… practice",
             unit::level,
             {"yang dilakukan: action; pada keluarga dan usaha, yang tidak memilikinya, programme",
              "what is done: action; of families and businesses, which have none, programme"}});
        of_.folder.describe(std::move(described));
    }

    const RunExport& of_;
    const StoredResult& result_;
    const std::vector<commitment::CityLink>& links_;
    std::vector<std::string> plans_;
    std::string piece_;                      ///< as far as it is the same every month
    std::vector<std::vector<float>> states_; ///< [plan][array]: [month][institution]
};

} // namespace

void export_paraview(const RunExport& of) { ParaviewExport(of).write(); }

} // namespace layak

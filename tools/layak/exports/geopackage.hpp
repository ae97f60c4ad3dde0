#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/layak/exports/export_folder.hpp"
#include "tools/layak/exports/places.hpp"
#include "tools/layak/exports/sqlite_file.hpp"

namespace layak {

/// The box in degrees that some things lie in.
struct Box
{
    double west = 0, south = 0, east = 0, north = 0;
};
Box box_of(const std::vector<MappedKelurahan>& kelurahan);

/// "POINT", "MULTIPOLYGON", or "GEOMETRY" where there are both.
std::string geometry_type(const std::vector<MappedKelurahan>& kelurahan);

/// As GeoPackage keeps a geometry: a head, then WKB.
std::vector<unsigned char> geometry_blob(const MappedKelurahan& kelurahan);

/// A GeoPackage 1.3 (OGC 12-128r17) with one geometry column, `geom` (WGS 84), in each layer.
class GeoPackage
{
  public:
    /// \param changed  the time that all layers say they were changed at, in place of the clock's
    GeoPackage(const ExportFolder::Place& place, std::string changed);

    SqliteFile& sql() { return sql_; }
    const std::string& changed() const { return changed_; }
    /// What programs tell of a layer.
    struct About
    {
        std::string name;
        std::string description{};
        std::string owner{}; ///< of its points and outlines
    };
    void register_layer(const std::string& table, const About& about, const std::string& type, const Box& box);
    void register_table(const std::string& table, const std::string& name);

  private:
    SqliteFile sql_;
    std::string changed_;
    std::int64_t layers_ = 0;
};

} // namespace layak

#include "tools/layak/exports/geopackage.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "tools/layak/exports/xml.hpp"

namespace layak {
namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::int64_t wgs84 = 4326;

/// The tables that every GeoPackage has, and QGIS's styles.
constexpr const char* schema = R"(
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
   || 'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
   || 'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],'
   || 'AUTHORITY["EPSG","4326"]]', 'longitude and latitude in degrees');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
  styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);
)";

/// The extension that texts about layers stand in.
constexpr const char* metadata_schema = R"(
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT
  'dataset', md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL
  DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
  row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
INSERT INTO gpkg_extensions VALUES
  ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec131/#extension_metadata', 'read-write'),
  ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec131/#extension_metadata',
   'read-write');
)";

/// Little-endian, on every machine.
template <class Bits>
void put_bits(Bytes& to, Bits bits)
{
    for (std::size_t byte = 0; byte < sizeof bits; ++byte) to.push_back(static_cast<unsigned char>(bits >> 8 * byte));
}
void put(Bytes& to, double number) { put_bits(to, std::bit_cast<std::uint64_t>(number)); }
void put(Bytes& to, std::size_t count) { put_bits(to, static_cast<std::uint32_t>(count)); }

void put_type(Bytes& to, std::uint32_t type)
{
    to.push_back(1); // little-endian
    put_bits(to, type);
}

Box box_of_one(const MappedKelurahan& kelurahan)
{
    if (kelurahan.outline.empty()) return {kelurahan.point.x, kelurahan.point.y, kelurahan.point.x, kelurahan.point.y};
    Box box{INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (const Polygon& polygon : kelurahan.outline)
        for (const Point& point : polygon.front()) {
            box.west = std::min(box.west, point.x), box.east = std::max(box.east, point.x);
            box.south = std::min(box.south, point.y), box.north = std::max(box.north, point.y);
        }
    return box;
}

} // namespace

Box box_of(const std::vector<MappedKelurahan>& kelurahan)
{
    Box all{INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (const MappedKelurahan& each : kelurahan) {
        const Box box = box_of_one(each);
        all = {std::min(all.west, box.west), std::min(all.south, box.south), std::max(all.east, box.east),
               std::max(all.north, box.north)};
    }
    return all;
}

std::string geometry_type(const std::vector<MappedKelurahan>& kelurahan)
{
    const auto is_point = [](const MappedKelurahan& each) { return each.outline.empty(); };
    if (std::none_of(kelurahan.begin(), kelurahan.end(), is_point)) return "MULTIPOLYGON";
    return std::all_of(kelurahan.begin(), kelurahan.end(), is_point) ? "POINT" : "GEOMETRY";
}

Bytes geometry_blob(const MappedKelurahan& kelurahan)
{
    constexpr std::uint32_t point_type = 1, polygon_type = 3, many_polygons_type = 6;
    constexpr unsigned char without_box = 1, with_box = 3; // both little-endian
    const bool is_point = kelurahan.outline.empty();
    Bytes out = {'G', 'P', 0, is_point ? without_box : with_box};
    put_bits(out, static_cast<std::uint32_t>(wgs84));
    if (is_point) {
        put_type(out, point_type);
        put(out, kelurahan.point.x), put(out, kelurahan.point.y);
        return out;
    }
    const Box box = box_of_one(kelurahan);
    for (const double x : {box.west, box.east, box.south, box.north}) put(out, x);
    put_type(out, many_polygons_type);
    put(out, kelurahan.outline.size());
    for (const Polygon& polygon : kelurahan.outline) {
        put_type(out, polygon_type);
        put(out, polygon.size());
        for (const Ring& ring : polygon) {
            put(out, ring.size());
            for (const Point& point : ring) put(out, point.x), put(out, point.y);
        }
    }
    return out;
}

GeoPackage::GeoPackage(const ExportFolder::Place& place, std::string changed)
    : sql_(place.aside, place.shown), changed_(std::move(changed))
{
    sql_.run(schema);
    sql_.run(metadata_schema);
    register_table("layer_styles", "layer_styles");
}

void GeoPackage::register_layer(const std::string& table, const About& about, const std::string& type, const Box& box)
{
    sql_.prepare("INSERT INTO gpkg_contents VALUES (?1,'features',?2,?3,?4,?5,?6,?7,?8,?9)")(
        {table, about.name, about.description, changed_, box.west, box.south, box.east, box.north, wgs84});
    sql_.prepare("INSERT INTO gpkg_geometry_columns VALUES (?1,'geom',?2,?3,0,0)")({table, type, wgs84});
    // As QGIS writes and shows it.
    std::string metadata = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\">"
                           "<type>dataset</type><title>" +
                           xml(about.name) + "</title><abstract>" + xml(about.description) + "</abstract>";
    if (!about.owner.empty()) metadata += "<rights>" + xml(about.owner) + "</rights>";
    metadata += "</qgis>\n";
    sql_.prepare("INSERT INTO gpkg_metadata VALUES (?1,'dataset','http://mrcc.com/qgis.dtd','text/xml',?2)")(
        {++layers_, metadata});
    sql_.prepare("INSERT INTO gpkg_metadata_reference VALUES ('table',?1,NULL,NULL,?2,?3,NULL)")(
        {table, changed_, layers_});
}

void GeoPackage::register_table(const std::string& table, const std::string& name)
{
    sql_.prepare("INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES "
                 "(?1,'attributes',?2,?3)")({table, name, changed_});
}

} // namespace layak

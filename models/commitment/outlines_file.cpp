#include "models/commitment/outlines_file.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "sim/text/file.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"

namespace commitment {
namespace {

using nlohmann::json;
using sim::Words;

constexpr std::uintmax_t most_bytes = std::uintmax_t{32} << 20; // in memory many times as much

/// A mistake that many features may share.
class Shared
{
  public:
    void add(const std::string& key, std::string found, Words reason)
    {
        if (count_++ > 0) {
            if (count_ <= 10)
                others_ += ", " + key.substr(0, key.find('.')) + (found.empty() ? "" : " " + sim::shortened(found, 30));
            return;
        }
        key_ = key;
        found_ = std::move(found);
        reason_ = std::move(reason);
    }

    void say(sim::Severity severity, const std::string& file, sim::Findings& findings) const
    {
        if (count_ == 0) return;
        Words reason = reason_;
        if (count_ > 1) reason = reason + Words{"; juga ", "; also "} + Words{others_.substr(2), others_.substr(2)};
        if (count_ > 10) {
            const std::string n = std::to_string(count_ - 10);
            reason = reason + Words{" dan " + n + " lainnya", " and " + n + " more"};
        }
        findings.add({severity, file, 0, key_, found_, std::move(reason)});
    }

  private:
    std::size_t count_ = 0;
    std::string key_, found_, others_;
    Words reason_;
};

/// "…" of lists and objects, which may be large.
std::string shown(const json& value)
{
    if (value.is_string()) return sim::in_quotes(value.get_ref<const std::string&>());
    if (value.is_array()) return "[…]";
    if (value.is_object()) return "{…}";
    return value.is_discarded() ? "" : value.dump();
}

const json& at(const json& object, const char* key)
{
    static const json nothing = json::value_t::discarded;
    if (!object.is_object()) return nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

bool is(const json& value, const char* text)
{
    return value.is_string() && value.get_ref<const std::string&>() == text;
}

class Outlines
{
  public:
    Outlines(const std::string& name, const City& city, bool all_known, sim::Findings& findings)
        : name_(name), all_known_(all_known), findings_(findings)
    {
        for (const Institution& institution : city.institutions) {
            if (institution.kind != Kind::kelurahan) continue;
            ++kelurahan_;
            if (!institution.code.empty()) codes_.emplace(institution.code, std::string());
        }
    }

    void check(const json& root)
    {
        const json& type = at(root, "type");
        if (!is(type, "FeatureCollection"))
            return findings_.error(name_, 0, "type", shown(root.is_object() ? type : root),
                                   {"harus sebuah GeoJSON dengan type \"FeatureCollection\"",
                                    "a GeoJSON of type \"FeatureCollection\" is expected"});
        const json& features = at(root, "features");
        if (!features.is_array())
            return findings_.error(name_, 0, "features", shown(features),
                                   {"harus berupa daftar wilayah", "a list of features is expected"});
        for (std::size_t i = 0; i < features.size(); ++i)
            check_feature(features[i], "features[" + std::to_string(i + 1) + "]");
        for (const Shared* const shared : {&no_feature_, &no_code_, &no_area_, &no_points_, &no_degrees_})
            shared->say(sim::Severity::error, name_, findings_);
        for (const Shared* const shared : {&unknown_, &twice_}) shared->say(sim::Severity::warning, name_, findings_);
        const auto drawn = static_cast<std::size_t>(
            std::count_if(codes_.begin(), codes_.end(), [](const auto& code) { return !code.second.empty(); }));
        if (all_known_ && codes_can_be_told_ && drawn < kelurahan_) {
            const std::string n = std::to_string(kelurahan_ - drawn);
            const std::string of = std::to_string(kelurahan_);
            findings_.note(
                name_, 0, "", "",
                {n + " dari " + of + " kelurahan tidak punya batas di sini; peta menggambarnya sebagai titik",
                 n + " of " + of + " kelurahan have no outline here; maps draw them as points"});
        }
    }

  private:
    void check_feature(const json& feature, const std::string& key)
    {
        if (!is(at(feature, "type"), "Feature")) {
            codes_can_be_told_ = false;
            return no_feature_.add(key, shown(feature),
                                   {"harus berupa {…} dengan type \"Feature\"", "{…} of type \"Feature\" is expected"});
        }
        check_code(at(feature, "properties"), key + ".properties");
        const json& geometry = at(feature, "geometry");
        const json& type = at(geometry, "type");
        const bool many = is(type, "MultiPolygon");
        if (!many && !is(type, "Polygon"))
            return no_area_.add(key + (geometry.is_object() ? ".geometry.type" : ".geometry"),
                                shown(geometry.is_object() ? type : geometry),
                                {"harus berupa bidang; dikenal: Polygon, MultiPolygon",
                                 "an area is expected; known: Polygon, MultiPolygon"});
        const json& coordinates = at(geometry, "coordinates");
        if (!(many ? are(coordinates, key, &Outlines::is_polygon) : is_polygon(coordinates, key)))
            no_points_.add(key + ".geometry.coordinates", shown(coordinates),
                           {"harus berupa garis tertutup dari paling sedikit 4 titik [bujur, lintang]",
                            "closed lines of at least 4 points [longitude, latitude] are expected"});
    }

    void check_code(const json& properties, const std::string& key)
    {
        const json& code = at(properties, "code");
        if (!code.is_string()) {
            codes_can_be_told_ = false;
            std::vector<std::string> names;
            if (properties.is_object())
                for (const auto& [name, value] : properties.items()) names.push_back(name);
            const std::string like = code.is_discarded() ? sim::nearest("code", names) : "";
            return no_code_.add(key + ".code", shown(code),
                                Words{"harus ada: kode kelurahan di institutions.csv, dalam tanda kutip",
                                      "must be there: the code of a kelurahan of institutions.csv, in quotes"} +
                                    (like.empty() ? Words{}
                                                  : Words{"; di sini ada " + sim::in_quotes(like),
                                                          "; there is " + sim::in_quotes(like) + " here"}));
        }
        const auto found = codes_.find(code.get_ref<const std::string&>());
        if (found == codes_.end()) {
            if (all_known_)
                unknown_.add(key + ".code", shown(code),
                             {"tidak ada kelurahan dengan kode itu di institutions.csv",
                              "no kelurahan of institutions.csv has this code"});
        } else if (!found->second.empty()) {
            twice_.add(
                key + ".code", shown(code),
                {"kelurahan ini sudah ada: " + found->second, "this kelurahan is there already: " + found->second});
        } else {
            found->second = key;
        }
    }

    bool are(const json& list, const std::string& key, bool (Outlines::*each)(const json&, const std::string&))
    {
        if (!list.is_array() || list.empty()) return false;
        return std::all_of(list.begin(), list.end(), [&](const json& one) { return (this->*each)(one, key); });
    }
    bool is_polygon(const json& value, const std::string& key) { return are(value, key, &Outlines::is_ring); }
    bool is_ring(const json& value, const std::string& key)
    {
        // Of the ends only numbers are compared: json compares lists in lists as deep as they are.
        return value.is_array() && value.size() >= 4 && are(value, key, &Outlines::is_point) &&
               value.front()[0] == value.back()[0] && value.front()[1] == value.back()[1];
    }
    bool is_point(const json& value, const std::string& key)
    {
        if (!value.is_array() || value.size() < 2 || !value[0].is_number() || !value[1].is_number()) return false;
        const double longitude = value[0].get<double>(), latitude = value[1].get<double>();
        if (std::abs(longitude) <= 180 && std::abs(latitude) <= 90) return true;
        if (outside_ != key) // once a feature
            no_degrees_.add(
                key + ".geometry.coordinates", "[" + sim::shortest(longitude) + ", " + sim::shortest(latitude) + "]",
                {"berkas harus memakai bujur dan lintang dalam derajat, bujur lebih dahulu: -180 sampai 180 "
                 "dan -90 sampai 90",
                 "the file must be in longitude and latitude in degrees, longitude first: -180 to 180 and "
                 "-90 to 90"});
        outside_ = key;
        return true;
    }

    const std::string& name_;
    bool all_known_;
    sim::Findings& findings_;
    std::size_t kelurahan_ = 0;
    std::map<std::string, std::string> codes_; ///< of all kelurahan, with the feature that draws it
    bool codes_can_be_told_ = true;
    std::string outside_; ///< the last feature with points out of range
    Shared no_feature_, no_code_, no_area_, no_points_, no_degrees_, unknown_, twice_;
};

} // namespace

void check_outlines(const std::filesystem::path& path, const std::string& shown_name, const City& city, bool all_known,
                    sim::Findings& findings)
{
    auto text = sim::read_file(path, shown_name, most_bytes, findings);
    if (!text || sim::check_utf8(*text, shown_name, findings) != sim::Encoding::utf8) return;
    try {
        Outlines(shown_name, city, all_known, findings).check(json::parse(*text));
    } catch (const json::parse_error& error) {
        const std::size_t before = std::min(error.byte, text->size());
        const auto line =
            1 +
            std::count(text->begin(), text->begin() + static_cast<std::ptrdiff_t>(before) - (before > 0 ? 1 : 0), '\n');
        findings.error(shown_name, static_cast<int>(line), "", "",
                       {"bukan JSON yang benar di sini; berkas mungkin terpotong atau rusak",
                        "this is not valid JSON here; the file may be cut off or damaged"});
    } catch (const json::exception&) {
        findings.error(shown_name, 0, "", "", {"ada angka yang terlalu besar", "there is a number that is too large"});
    }
}

} // namespace commitment

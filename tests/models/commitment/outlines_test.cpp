// Outlines of kelurahan, as a file has them.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "tests/models/commitment/town_copy.hpp"
#include "tests/support/small_town.hpp"

using namespace tests;

namespace {

/// boundaries.geojson of squares.
struct Square
{
    std::string code;
    std::string type = "Polygon";
    std::string first_point = "[106.2,-6.6]";
    std::string text() const
    {
        const std::string ring = "[[" + first_point + ",[106.3,-6.6],[106.3,-6.7]," + first_point + "]]";
        return "{\"type\":\"Feature\",\"properties\":{" + (code.empty() ? "\"kode\":1" : "\"code\":\"" + code + "\"") +
               "},\n\"geometry\":{\"type\":\"" + type +
               "\",\"coordinates\":" + (type == "MultiPolygon" ? "[" + ring + "]" : ring) + "}}";
    }
};

std::string collection(const std::vector<Square>& squares)
{
    std::string out;
    for (const Square& square : squares) out += (out.empty() ? "" : ",\n") + square.text();
    return "{\"type\":\"FeatureCollection\",\"features\":[\n" + out + "\n]}\n";
}

std::vector<Square> all_kelurahan()
{
    std::vector<Square> squares;
    for (const char* code : {"01.1001", "01.1002", "01.1003", "02.1001", "02.1002", "02.1003"})
        squares.push_back({std::string("99.99.") + code});
    return squares;
}

sim::Findings said_of_outlines(const std::string& text)
{
    const Copy copy;
    std::ofstream(copy.folder / "boundaries.geojson") << text;
    sim::Findings findings;
    CHECK(commitment::read_city(copy.folder, findings).has_outlines);
    return findings;
}

} // namespace

TEST_CASE("outlines are a FeatureCollection of areas with codes of kelurahan", "[commitment][city]")
{
    const auto said = [](const std::string& text) {
        const sim::Findings findings = said_of_outlines(text);
        std::string all = to_text(findings, sim::Language::en);
        for (std::size_t at; (at = all.find("/tmp")) != std::string::npos;)
            all.erase(at, all.find("boundaries", at) - at);
        return all;
    };
    auto squares = all_kelurahan();
    squares[1].type = "MultiPolygon";
    squares[2].first_point = "[106.2,-6.6,12]";
    CHECK(said("\xef\xbb\xbf" + collection(squares)).empty());

    squares.pop_back();
    squares.pop_back();
    CHECK(said(collection(squares)) ==
          "boundaries.geojson: note: 2 of 6 kelurahan have no outline here; maps draw them as points\n");
    squares = all_kelurahan();
    squares.push_back({"99.99.09.9999"});
    squares.push_back({"99.99.02"}); // of a kecamatan
    CHECK(said(collection(squares)) ==
          "boundaries.geojson: features[7].properties.code = \"99.99.09.9999\": warning: no kelurahan of "
          "institutions.csv has this code; also features[8] \"99.99.02\"\n");
    squares = all_kelurahan();
    squares.push_back(squares[0]);
    CHECK(said(collection(squares))
              .find("features[7].properties.code = \"99.99.01.1001\": warning: this kelurahan is "
                    "there already: features[1]") != std::string::npos);

    CHECK(said("garbage\n").find("boundaries.geojson:1: this is not valid JSON here") == 0);
    const std::string cut = collection(all_kelurahan()).substr(0, 300);
    CHECK(said(cut).find("boundaries.geojson:" + std::to_string(1 + std::count(cut.begin(), cut.end(), '\n')) +
                         ": this is not valid JSON") == 0);
    CHECK(said("").find("boundaries.geojson:1: this is not valid JSON") == 0);
    CHECK(said("\xff").find("not UTF-8") != std::string::npos);
    CHECK(said("[1]").find("type = […]: a GeoJSON of type \"FeatureCollection\" is expected") != std::string::npos);
    CHECK(said("{\"type\":\"Topology\"}").find("type = \"Topology\": a GeoJSON") != std::string::npos);
    CHECK(said("{\"type\":\"FeatureCollection\",\"features\":{}}").find("features = {…}: a list") != std::string::npos);
    CHECK(said("{\"type\":\"FeatureCollection\",\"features\":[3]}").find("features[1] = 3: {…} of type \"Feature\"") !=
          std::string::npos);
    CHECK(said("{\"type\":\"FeatureCollection\",\"features\":[1e400]}").find("too large") != std::string::npos);
    const std::string deep(1'000'000, '[');
    CHECK(said("{\"type\":\"FeatureCollection\",\"features\":" + deep).find("not valid JSON") != std::string::npos);
    const std::string closed = deep + std::string(1'000'000, ']');
    squares = all_kelurahan();
    squares[0].first_point = "[106.2,-6.6," + closed + "]";
    CHECK(said(collection(squares)).empty());

    squares = all_kelurahan();
    squares[1].code.clear();
    squares[2].code.clear();
    CHECK(said(collection(squares)) ==
          "boundaries.geojson: features[2].properties.code: must be there: the code of a kelurahan of "
          "institutions.csv, in quotes; there is \"kode\" here; also features[3]\n");
    squares = all_kelurahan();
    squares[5].type = "Point";
    CHECK(said(collection(squares)) ==
          "boundaries.geojson: features[6].geometry.type = \"Point\": an area is expected; "
          "known: Polygon, MultiPolygon\n");
    for (const char* point : {"[106.2]", "[\"106.2\",-6.6]", "3", "{}"}) {
        squares = all_kelurahan();
        squares[3].first_point = point;
        CHECK(said(collection(squares)).find("features[4].geometry.coordinates = […]: closed lines of at least 4") !=
              std::string::npos);
    }
    for (const char* point : {"[-6.6,106.2]", "[620000,9270000]", "[180.1,0]"}) {
        squares = all_kelurahan();
        for (Square& square : squares) square.first_point = point;
        const std::string all = said(collection(squares));
        CHECK(all.find("features[1].geometry.coordinates = [") != std::string::npos);
        CHECK(all.find("the file must be in longitude and latitude") != std::string::npos);
        CHECK(std::count(all.begin(), all.end(), '\n') == 1);
    }
}

TEST_CASE("codes of outlines are not compared with institutions that could not be read", "[commitment][city]")
{
    const Copy copy;
    copy.change("institutions.csv", "kel-melati,Melati,kelurahan", "kel-melati,Melati,Indah,kelurahan");
    std::ofstream(copy.folder / "boundaries.geojson") << collection({{"99.99.09.9999"}});
    sim::Findings findings;
    commitment::read_city(copy.folder, findings);
    CHECK(findings.all().size() == 1);
}

// layak_tables check|renew FILE CITY: whether the tables in a document are what the code and a city say; or makes
// them so. FILE is models/commitment/ODD.md, CITY the folder of the city whose links and observations it shows.

#include <cstdio>
#include <exception>
#include <string>

#include "models/commitment/city_file.hpp"
#include "sim/results/part_file.hpp"
#include "sim/text/file.hpp"
#include "tools/docs/document.hpp"
#include "tools/docs/tables.hpp"

namespace {

constexpr std::uintmax_t most_bytes = 10'000'000;

int fail(const std::string& why)
{
    std::fputs((why + "\n").c_str(), stderr);
    return 1;
}

int run(const std::string& what, const std::string& path, const std::string& folder)
{
    sim::Findings findings;
    const auto document = sim::read_file(path, path, most_bytes, findings);
    const commitment::City city = commitment::read_city(folder, findings);
    if (findings.failed() || !document) return fail(to_text(findings, sim::Language::en));
    const docs::Filled filled = docs::fill(*document, docs::tables_of(city));
    std::string wrong;
    for (const std::string& mistake : filled.mistakes) wrong += path + ": " + mistake + "\n";
    if (what == "check" && !filled.stale.empty()) {
        for (const std::string& name : filled.stale) wrong += path + ": the table \"" + name + "\" is stale\n";
        wrong += "Renew it: layak_tables renew " + path + " " + folder + "\n";
    }
    if (!wrong.empty()) return fail(wrong.substr(0, wrong.size() - 1));
    if (what == "renew" && !filled.stale.empty()) sim::write_durably(path, {{std::string_view(filled.text)}});
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const std::string what = argc == 4 ? argv[1] : "";
    if (what != "check" && what != "renew") return fail("layak_tables check|renew FILE CITY");
    try {
        return run(what, argv[2], argv[3]);
    } catch (const std::exception& failed) {
        return fail(failed.what());
    }
}

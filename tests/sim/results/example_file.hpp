#pragma once

#include "sim/results/netcdf.hpp"
#include "tests/support/temporary_folder.hpp"

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

inline std::string bytes_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void put_bytes(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Does the work in a child process.
///
/// \return what the work returned, or 128 + the number of the signal that ended the child
inline int in_child(const std::function<int()>& work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::signal(SIGSEGV, SIG_DFL); // Catch would tell of it
        ::signal(SIGABRT, SIG_DFL);
        ::signal(SIGFPE, SIG_DFL);
        int code = 99;
        try {
            code = work();
        } catch (...) {
        }
        ::_exit(code);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

namespace example {

constexpr std::size_t replicates = 5;
constexpr std::size_t months = 24;
constexpr std::size_t shops = 40;

/// Missing for shop 3 in the first month.
inline std::vector<float> sales(std::size_t replicate)
{
    std::vector<float> values;
    for (std::size_t month = 0; month < months; ++month)
        for (std::size_t shop = 0; shop < shops; ++shop)
            values.push_back(month == 0 && shop == 3 ? std::numeric_limits<float>::quiet_NaN()
                                                     : float(replicate) + float(month) / 64 + float(shop * shop % 7));
    return values;
}

struct Variation
{
    sim::Shape chunk = {};
    bool backwards = false; ///< last replicate first
    double flipped = 0;     ///< added to one value
    std::string note = "input = 1\n";
};

/// Every kind of variable, attribute and dimension.
inline void fill(sim::NetcdfWriter& file, const Variation& variation = {})
{
    using sim::Type;
    file.attribute("Conventions", "CF-1.8");
    file.attribute("title", "Kopi & teh – contoh");
    file.attribute("comment", "");
    file.attribute("seed", "18446744073709551615");
    file.attribute("rows", 3);
    file.attribute("half_life", 17.5);
    file.dimension("replicate", replicates, true);
    file.time(sim::Month(2015, 1), months);
    file.dimension("shop", shops);
    file.dimension("event", 0);
    file.dimension("level", 3);

    file.variable({.name = "replicate",
                   .type = Type::int32,
                   .dimensions = {"replicate"},
                   .attributes = {{"standard_name", "realization"}, {"units", "1"}}});
    file.variable({.name = "shop", .type = Type::text, .dimensions = {"shop"}});
    file.variable({.name = "level", .type = Type::float64, .dimensions = {"level"}, .attributes = {{"units", "m"}}});
    file.variable(
        {.name = "lon", .type = Type::float64, .dimensions = {"shop"}, .attributes = {{"units", "degrees_east"}}});
    file.variable({.name = "sales",
                   .type = Type::float32,
                   .dimensions = {"replicate", "time", "shop"},
                   .attributes = {{"units", "1"}, {"cell_methods", "time: point"}, {"coordinates", "lon"}},
                   .chunk = variation.chunk});
    file.variable({.name = "visits",
                   .type = Type::int32,
                   .dimensions = {"time", "shop"},
                   .attributes = {{"long_name", "visits"}}});
    file.variable({.name = "open", .type = Type::uint8, .dimensions = {"replicate", "shop"}});
    file.variable({.name = "event_month", .type = Type::int32, .dimensions = {"event"}});
    file.variable({.name = "event_note", .type = Type::text, .dimensions = {"event"}});
    file.variable({.name = "never", .type = Type::float64, .dimensions = {"level"}});
    file.variable({.name = "total", .type = Type::float64});
    file.attribute("total", "units", "kg");

    file.write("replicate", std::vector<std::int32_t>{0, 1, 2, 3, 4});
    std::vector<std::string> names;
    std::vector<double> lon;
    for (std::size_t i = 0; i < shops; ++i) {
        names.push_back(i == 7 ? "" : "warung-" + std::to_string(i) + " ☕");
        lon.push_back(106 + double(i) / 128);
    }
    file.write("shop", names);
    file.write("level", std::vector<double>{0.5, 1.5, 2.5});
    file.write("lon", lon);
    for (std::size_t i = 0; i < replicates; ++i) {
        const std::size_t replicate = variation.backwards ? replicates - 1 - i : i;
        std::vector<float> values = sales(replicate);
        if (replicate == 2) values[100] += float(variation.flipped);
        file.write_slab("sales", {replicate, 0, 0}, {1, months, shops}, values);
    }
    std::vector<std::int32_t> visits(months * shops);
    for (std::size_t i = 0; i < visits.size(); ++i) visits[i] = std::int32_t(i) - 7;
    file.write("visits", visits);
    std::vector<std::uint8_t> open(replicates * shops);
    for (std::size_t i = 0; i < open.size(); ++i) open[i] = i % 3 == 0;
    file.write("open", open);
    file.write("event_month", std::vector<std::int32_t>());
    file.write("event_note", std::vector<std::string>());
    file.write("total", std::vector<double>{12.25});

    file.provenance("plan.toml", variation.note);
    file.provenance("empty", "");
    file.provenance("compiler", "any");
}

inline void write(const std::filesystem::path& path, const Variation& variation = {}, bool overwrite = false)
{
    sim::NetcdfWriter file(path);
    fill(file, variation);
    file.commit(overwrite);
}

} // namespace example

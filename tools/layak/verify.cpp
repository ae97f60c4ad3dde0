#include <cstdio>
#include <cstring>
#include <memory>
#include <unistd.h>

#include "sim/ensemble/ensemble.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/stored_run.hpp"

namespace layak {
namespace {

using sim::Words;

struct VerifyOptions : CommonOptions
{
    std::string result;
};

/// "plan = mixed, time = 2018-12, replicate 3": where a place in a variable is.
std::string place_of(const StoredRun& run, const sim::Variable& variable, const sim::Shape& shape, std::size_t at)
{
    std::string out;
    std::vector<std::size_t> index(shape.size());
    for (std::size_t d = shape.size(); d-- > 0;) {
        index[d] = at % shape[d];
        at /= shape[d];
    }
    for (std::size_t d = 0; d < shape.size(); ++d) {
        const std::string& dimension = variable.dimensions[d];
        std::string value = std::to_string(index[d]);
        if (dimension == "time")
            value = to_text(run.inputs().city.start + static_cast<int>(index[d]));
        else if (run.file().has(dimension) && run.file().variable(dimension).type == sim::Type::text)
            value = run.file().read<std::string>(dimension)[index[d]];
        out += (d > 0 ? ", " : "") + dimension + " " + value;
    }
    return out;
}

template <class T>
std::string first_difference_as(const StoredRun& run, const sim::NetcdfReader& again, const sim::Variable& variable)
{
    const std::vector<T> here = run.file().read<T>(variable.name);
    const std::vector<T> there = again.read<T>(variable.name);
    const auto differ = [&](std::size_t i) {
        if constexpr (std::is_same_v<T, std::string>)
            return here[i] != there[i];
        else
            return std::memcmp(&here[i], &there[i], sizeof(T)) != 0;
    };
    const auto text = [](const T& value) {
        if constexpr (std::is_same_v<T, std::string>)
            return "\"" + value + "\"";
        else
            return sim::shortest(static_cast<double>(value));
    };
    if (here.size() != there.size())
        return variable.name + ": " + std::to_string(here.size()) + " / " + std::to_string(there.size());
    for (std::size_t i = 0; i < here.size(); ++i)
        if (differ(i))
            return variable.name + " (" + place_of(run, variable, run.file().shape(variable.name), i) +
                   "): " + text(here[i]) + " / " + text(there[i]);
    return "";
}

/// The first number in which a result differs from the one made again; empty where none does.
std::string first_difference(const StoredRun& run, const sim::NetcdfReader& again)
{
    for (const sim::Variable& variable : run.file().variables()) {
        if (!again.has(variable.name)) return variable.name;
        std::string found;
        switch (variable.type) {
        case sim::Type::text: found = first_difference_as<std::string>(run, again, variable); break;
        case sim::Type::uint8: found = first_difference_as<std::uint8_t>(run, again, variable); break;
        case sim::Type::int32: found = first_difference_as<std::int32_t>(run, again, variable); break;
        case sim::Type::float32: found = first_difference_as<float>(run, again, variable); break;
        case sim::Type::float64: found = first_difference_as<double>(run, again, variable); break;
        }
        if (!found.empty()) return found;
    }
    for (const sim::Attribute& attribute : run.file().attributes()) {
        const auto* const text = std::get_if<std::string>(&attribute.value);
        if (text != nullptr && again.attribute<std::string>(attribute.name) != *text) return attribute.name;
    }
    return "";
}

/// A result that is damaged differs from what its inputs give, though nobody can say where.
std::unique_ptr<StoredRun> open(const std::string& result, sim::Language language)
{
    try {
        return std::make_unique<StoredRun>(result);
    } catch (const DamagedResult& damaged) {
        std::fputs(to_text(damaged.findings, language).c_str(), stderr);
        throw Exit{failed};
    }
}

/// A file that goes with this object.
struct Removed
{
    std::filesystem::path path;
    ~Removed()
    {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
};

void verify(const VerifyOptions& given)
{
    const sim::Language language = given.language();
    const bool id = language == sim::Language::id;
    const std::string clear = ::isatty(STDERR_FILENO) != 0 ? "\r\x1b[K" : "";
    const std::unique_ptr<StoredRun> opened = open(given.result, language);
    const StoredRun& run = *opened;
    listen_for_stop();
    const std::string file = printable(run.path().string());
    const auto say = [&](const Words& words) { print(file + ": " + printable(words.in(language)) + "\n"); };
    const std::string claimed = run.file().attribute<std::string>("content_sha256").value_or("");
    const bool changed = run.file().content_digest() != claimed;
    commitment::ExperimentOptions options = run.options();
    options.threads = given.threads;
    options.stop = &stop_requested;
    commitment::ExperimentResult result;
    try {
        Progress progress({"Menghitung ulang", "Computing again"}, language, !given.quiet);
        options.progress = [&](double share) { progress.tell(share); };
        result = run_experiment(run.inputs().city, run.inputs().plans, options);
    } catch (const sim::Interrupted&) {
        std::fputs((clear + (id ? "layak: dihentikan; belum diperiksa\n" : "layak: stopped; not verified\n")).c_str(),
                   stderr);
        throw Exit{stop_status()};
    }
    const std::filesystem::path again =
        std::filesystem::temp_directory_path() / ("layak-verify-" + std::to_string(::getpid()) + ".nc");
    const Removed removed{again};
    const std::string digest = write_result(again, run.inputs(), result, options, true);
    if (digest == claimed && !changed) {
        say({"benar: dihitung ulang dari masukannya, isinya sama bit demi bit (sidik " + digest + ")",
             "true: computed again from its inputs, the content is the same bit by bit (digest " + digest + ")"});
        return;
    }
    const std::string difference = first_difference(run, sim::NetcdfReader(again));
    const Words where = difference.empty()
                            ? Words{"tidak ada angka atau atribut yang berbeda; yang berbeda keterangannya",
                                    "no number or attribute differs, but what is said of them does"}
                            : Words{"perbedaan pertama (berkas / hitungan ulang): " + difference,
                                    "first difference (file / computed again): " + difference};
    const std::string by = run.written_by();
    if (changed)
        say(Words{"BERBEDA: isinya tidak cocok dengan sidiknya " + claimed + ", jadi berkas ini sudah diubah; ",
                  "DIFFERS: its content does not fit its digest " + claimed + ", so the file was changed; "} +
            where + Words{". Ditulis oleh Layak " + by, ". Written by Layak " + by});
    else
        say(Words{"BERBEDA dari yang dihitung ulang; ", "DIFFERS from what is computed again; "} + where +
            Words{". Ditulis oleh Layak " + by + "; diperiksa oleh Layak " + version() + " (" + commit() + "), " +
                      compiler(),
                  ". Written by Layak " + by + "; verified by Layak " + version() + " (" + commit() + "), " +
                      compiler()});
    throw Exit{failed};
}

} // namespace

void add_verify(CLI::App& layak)
{
    auto given = std::make_shared<VerifyOptions>();
    CLI::App* const verb =
        layak.add_subcommand("verify", "Proof that a result is what its inputs give: computes it again and compares");
    verb->add_option("RESULTS", given->result, "A result of run or compare")->required()->option_text(" ");
    add_threads(*verb, *given);
    verb->add_flag("--quiet", given->quiet, "No progress");
    add_language(*verb, *given);
    verb->footer("Example:\n  layak verify compare-top-down.nc\n"
                 "Exit status: 0 the same bit by bit; 1 it differs (the first difference is said), or is damaged, cut "
                 "off or saved "
                 "anew by another program; 2 no result at all.");
    verb->callback([given] { verify(*given); });
}

} // namespace layak

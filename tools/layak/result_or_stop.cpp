#include <cstdio>
#include <unistd.h>

#include "sim/ensemble/ensemble.hpp"
#include "sim/results/errors.hpp"
#include "sim/results/part_file.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/result_writer.hpp"
#include "tools/layak/signals.hpp"

namespace layak {

using commitment::ExperimentResult;
namespace {

/// What is said on a stop, on a line of its own where a bar is drawn.
std::string stop_message(const std::string& text)
{
    return (::isatty(STDERR_FILENO) != 0 ? "\r\x1b[K" : "") + ("layak: " + text) + "\n";
}

std::string nothing_written(sim::Language language)
{
    return stop_message(language == sim::Language::id
                            ? "dihentikan; tidak ada hasil yang ditulis. Jalankan perintah yang sama untuk mengulang"
                            : "stopped; no result was written. Give the same command to start again");
}

std::filesystem::path in_place;

} // namespace

const std::filesystem::path& whole_result() { return in_place; }

void nothing_is_written_on_stop(sim::Language language) { end_on_stop(nothing_written(language)); }

GuardedResult::GuardedResult(const std::filesystem::path& path, const Inputs& inputs,
                             const commitment::ExperimentOptions& options, const std::vector<commitment::Goal>& goals,
                             bool force, sim::Language language)
    : path_(path), inputs_(inputs), options_(options), goals_(goals), force_(force), language_(language)
{
}

GuardedResult::~GuardedResult() = default;

void GuardedResult::guard(const std::filesystem::path& text_part, const std::function<void()>& work)
{
    const auto without_text = [&] {
        std::error_code ignored;
        if (!text_part.empty()) std::filesystem::remove(text_part, ignored);
    };
    end_on_stop(nothing_written(language_), sim::part_of(path_), text_part);
    try {
        sim::with_threads(options_.threads, work);
    } catch (const sim::Interrupted&) {
        without_text();
        std::fputs(nothing_written(language_).c_str(), stderr);
        throw Exit{stop_status()};
    } catch (const sim::WriteError& error) {
        without_text();
        if (std::error_code ignored; std::filesystem::exists(path_, ignored)) throw; // an older result
        throw sim::WriteError(error.words + sim::Words{"; tidak ada hasil yang ditulis", "; no result was written"});
    } catch (...) {
        without_text();
        throw;
    }
}

void GuardedResult::add(const ExperimentResult& batch, std::uint32_t first)
{
    guard({}, [&] {
        if (!writer_) {
            // What a killed command left: it may be as large as a result.
            sim::remove_dead_parts(path_.has_parent_path() ? path_.parent_path() : ".");
            writer_ = std::make_unique<ResultWriter>(path_, inputs_, options_, goals_);
        }
        writer_->add(batch, first);
    });
}

std::string GuardedResult::finish(const ExperimentResult& result, const std::optional<TextBeside>& beside)
{
    const std::filesystem::path text_part = beside ? sim::part_of(beside->path) : std::filesystem::path();
    std::string digest;
    guard(text_part, [&] {
        if (beside) {
            const std::string_view whole = beside->text;
            sim::write_part(beside->path, {&whole, 1});
        }
        digest = writer_->finish(result, force_);
    });
    in_place = path_;
    // A stop is only noted since the result is in its place: nothing comes between the two.
    if (beside) sim::put_in_place(text_part, beside->path, true);
    end_on_stop(stop_message(
        (language_ == sim::Language::id ? "dihentikan; hasilnya sudah lengkap: " : "stopped; the result is whole: ") +
        sim::escaped(path_.string())));
    return digest;
}

} // namespace layak

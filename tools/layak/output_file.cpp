#include "tools/layak/output_file.hpp"

#include <cstdio>
#include <fstream>
#include <unistd.h>

#include "sim/results/part_file.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/result_file.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;

/// \return what is wrong and the exit status for it
template <class IsOurs>
std::pair<sim::Words, int> objection_to(const fs::path& output, const Inputs& inputs, bool force, IsOurs is_ours,
                                        const sim::Words& what)
{
    std::error_code error;
    const std::string folder = output.has_parent_path() ? output.parent_path().string() : ".";
    if (!fs::is_directory(folder, error))
        return {{"tidak ada folder " + folder, "there is no folder " + folder}, wrong_input};
    if (fs::is_directory(output, error))
        return {{"ini sebuah folder; sebutkan nama berkas", "this is a folder; name a file"}, wrong_input};
    if (fs::exists(fs::symlink_status(output, error))) {
        if (!force)
            return {{"sudah ada; pilih nama lain dengan -o, atau timpa dengan --force",
                     "exists; choose another name with -o, or replace it with --force"},
                    wrong_input};
        for (const InputFile& input : inputs.files)
            if (fs::equivalent(input.path, output, error))
                return {
                    {"ini masukan perintah ini; tidak ditimpa", "this is an input of this command; it is not replaced"},
                    wrong_input};
        if (!fs::is_regular_file(output, error) || !is_ours(output))
            return {
                sim::Words{"ini bukan ", "this is no "} + what +
                    sim::Words{"; tidak ditimpa, juga dengan --force", "; it is not replaced, not even with --force"},
                wrong_input};
    }
    if (::access(folder.c_str(), W_OK) != 0)
        return {{"folder " + folder + " tidak boleh ditulisi", "the folder " + folder + " cannot be written"}, failed};
    return {};
}

} // namespace

void say(const sim::Words& words, sim::Language language)
{
    std::fprintf(stderr, "%s\n", sim::escaped(words.in(language)).c_str());
}

void say(const CommonOptions& given, const sim::Words& words)
{
    if (!given.quiet) say(words, given.language());
}

void refuse(const sim::Words& words, sim::Language language, int status)
{
    std::fprintf(stderr, "layak: %s\n", sim::escaped(words.in(language)).c_str());
    throw Exit{status};
}

void check_output(const fs::path& output, const Inputs& inputs, bool force, sim::Language language)
{
    const auto [words, status] = objection_to(output, inputs, force, begins_as_result, {"berkas hasil", "result file"});
    const std::string file = output.string() + ": ";
    if (!words.empty()) refuse(sim::Words{file, file} + words, language, status);
}

void check_text_output(const fs::path& output, const std::string& head, const Inputs& inputs, bool force,
                       sim::Language language)
{
    const auto begins_so = [&](const fs::path& file) {
        std::string line;
        std::getline(std::ifstream(file, std::ios::binary), line);
        return line.starts_with(head);
    };
    const bool is_page = head.starts_with("<!doctype");
    const auto [words, status] = objection_to(output, inputs, force, begins_so,
                                              is_page ? sim::Words{"halaman laporan", "page of a report"}
                                                      : sim::Words{"tabel dari perintah ini", "table of this command"});
    const std::string file = output.string() + ": ";
    if (!words.empty()) refuse(sim::Words{file, file} + words, language, status);
}

void write_text(const fs::path& output, const std::string& text)
{
    const std::string_view whole = text;
    sim::write_durably(output, {&whole, 1});
}

void refuse_if_too_large(std::size_t bytes, const sim::Words& advice, sim::Language language)
{
    const auto memory =
        static_cast<std::size_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(::sysconf(_SC_PAGE_SIZE));
    if (bytes < memory / 10 * 8) return;
    const std::string needed = std::to_string(bytes >> 30) + " GiB";
    refuse(sim::Words{"hasil ini memerlukan " + needed + " memori, lebih dari yang ada; ",
                      "this result needs " + needed + " of memory, more than there is; "} +
               advice,
           language, wrong_input);
}

} // namespace layak

#include "tools/layak/store_folder.hpp"

#include <cstdio>
#include <unistd.h>

#include "sim/results/errors.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/begun.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/shard_manifest.hpp"

namespace layak {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

void check_store_folder(const fs::path& folder, Language language)
{
    const std::string shown = folder.string() + ": ";
    std::error_code error;
    if (!fs::exists(fs::symlink_status(folder, error))) {
        const fs::path above = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
        if (!fs::is_directory(above, error))
            refuse(Words{"tidak ada folder " + above.string(), "there is no folder " + above.string()}, language,
                   wrong_input);
        if (::access(above.c_str(), W_OK) != 0)
            refuse(Words{"folder " + above.string() + " tidak boleh ditulisi",
                         "the folder " + above.string() + " cannot be written"},
                   language, failed);
        return;
    }
    if (!fs::is_directory(folder, error))
        refuse(Words{shown + "hasilnya sebuah folder; ini berkas", shown + "the result is a folder; this is a file"},
               language, wrong_input);
    if (!sim::is_store(folder) && !fs::is_empty(folder, error) && !fs::exists(folder / "lock", error))
        refuse(Words{shown + "folder ini berisi hal lain; pilih folder baru dengan -o",
                     shown + "this folder has other things in it; choose a new one with -o"},
               language, wrong_input);
    if (::access(folder.c_str(), W_OK) != 0)
        refuse(Words{shown + "folder ini tidak boleh ditulisi", shown + "this folder cannot be written"}, language,
               failed);
}

namespace {

/// Also one of which no shard was begun yet.
bool is_of_shards(const fs::path& folder)
{
    std::error_code error;
    if (fs::is_directory(folder / "shards", error)) return true;
    try {
        return ShardManifest::of_folder(folder).has_value();
    } catch (const sim::ReadError&) {
        return false;
    }
}

} // namespace

void refuse_shards(const fs::path& folder, Language language)
{
    if (!is_of_shards(folder)) return;
    const std::string shown = folder.string();
    refuse(Words{shown + ": dijalankan dalam bagian-bagian (--shard); teruskan dengan layak submit. ",
                 shown + ": is run in shards (--shard); go on with layak submit. "} +
               to_put_together(folder),
           language, wrong_input);
}

std::unique_ptr<sim::Store> open_store(const fs::path& folder, Language language)
{
    try {
        return std::make_unique<sim::Store>(folder);
    } catch (const sim::StoreBusy&) {
        const std::string shown = folder.string() + ": ";
        refuse(Words{shown + "sedang dikerjakan oleh perintah lain; tunggu sampai selesai, lalu ulangi",
                     shown + "another command works on it; wait for its end and give the command again"},
               language, try_again);
    }
}

void refuse_store(const fs::path& folder, const std::vector<Words>& differences, Language language)
{
    if (differences.empty()) return;
    const std::string shown = folder.string() + ": ";
    std::string text =
        Words{shown + "penyimpanan ini dibuat dari masukan lain:", shown + "this store was made from other inputs:"}.in(
            language);
    for (const Words& reason : differences) text += "\n  " + sim::escaped(reason.in(language));
    text += Words{"\nTidak ada yang diubah. Pilih folder lain dengan -o, atau kembalikan masukannya.",
                  "\nNothing was changed. Choose another folder with -o, or put the inputs back."}
                .in(language);
    std::fprintf(stderr, "layak: %s\n", text.c_str());
    throw Exit{wrong_input};
}

} // namespace layak

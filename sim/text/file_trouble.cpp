#include "sim/text/file_trouble.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace sim {

namespace {

namespace fs = std::filesystem;

/// Of what lies beside it, as it would be written in its place. \param folders  these alone
Words nearest_beside(const fs::path& path, bool folders)
{
    const fs::path name = path.has_filename() ? path : path.parent_path(); // no slash at its end
    const fs::path above = name.parent_path();
    std::vector<std::string> beside;
    std::error_code error;
    for (fs::directory_iterator entry(above.empty() ? "." : above, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        std::error_code unknown;
        if (!folders || entry->is_directory(unknown)) beside.push_back((above / entry->path().filename()).string());
    }
    std::sort(beside.begin(), beside.end()); // of names as near as each other the first is told
    return did_you_mean(name.string(), beside);
}

/// What is the same of reading and of writing.
Words trouble(int code)
{
    switch (code) {
    case ENOSPC: return {"disk penuh", "the disk is full"};
    case EDQUOT: return {"jatah disk habis", "the disk quota is used up"};
    case EFBIG: return {"berkas lebih besar dari yang diizinkan di sini", "the file is larger than is allowed here"};
    case EROFS: return {"disk ini hanya dapat dibaca", "this disk can only be read"};
    case EIO: return {"disk gagal (galat masukan/keluaran)", "the disk fails (input/output error)"};
    case EBADF: return {"tertutup", "it is closed"};
    case EPIPE: return {"penerimanya sudah berhenti membaca", "nobody reads it any more"};
    case EMFILE:
    case ENFILE: return {"terlalu banyak berkas terbuka", "too many files are open"};
    case EEXIST: return {"sudah ada", "exists already"};
    case EISDIR: return {"ini folder, bukan berkas", "this is a folder, not a file"};
    case ENAMETOOLONG: return {"nama terlalu panjang", "the name is too long"};
    case ELOOP: return {"tautan yang berputar-putar", "links that lead in a circle"};
    case ENOMEM: return {"memori tidak cukup", "not enough memory"};
    default: break;
    }
    const std::string detail = std::generic_category().message(code);
    return {"galat sistem: " + detail, "system error: " + detail};
}

} // namespace

Words trouble_of_reading(int code)
{
    switch (code) {
    case ENOENT:
    case ENOTDIR: return {"berkas tidak ada", "there is no such file"};
    case EACCES:
    case EPERM: return {"berkas tidak boleh dibaca (izin akses)", "the file may not be read (permission)"};
    default: return Words{"berkas tidak dapat dibaca: ", "the file cannot be read: "} + trouble(code);
    }
}

Words trouble_of_writing(int code)
{
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return {"foldernya tidak ada atau tidak menerima berkas", "its folder is not there, or takes no files"};
    case EACCES:
    case EPERM: return {"tidak boleh ditulis (izin akses)", "it may not be written (permission)"};
    default: return trouble(code);
    }
}

Words no_such_file(const fs::path& path)
{
    return Words{"berkas ini tidak ada", "there is no such file"} + nearest_beside(path, false);
}

Words no_such_folder(const fs::path& path)
{
    return Words{"folder ini tidak ada", "there is no such folder"} + nearest_beside(path, true);
}

} // namespace sim

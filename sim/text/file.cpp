#include "sim/text/file.hpp"

#include "sim/text/file_trouble.hpp"
#include "sim/text/utf8.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sim {

namespace {

std::optional<Words> objection_to_kind(const struct stat& status)
{
    if (S_ISREG(status.st_mode)) return std::nullopt;
    if (S_ISDIR(status.st_mode)) return Words{"ini folder, bukan berkas", "this is a folder, not a file"};
    return Words{"ini bukan berkas biasa (melainkan pipa, perangkat, atau sejenisnya)",
                 "this is not an ordinary file (but a pipe, a device or the like)"};
}

Words too_large(std::uintmax_t most_bytes)
{
    const std::string most =
        most_bytes >= 1 << 20 ? std::to_string(most_bytes >> 20) + " MB" : std::to_string(most_bytes) + " byte";
    return {"berkas lebih besar dari " + most, "the file is larger than " + most};
}

class Descriptor
{
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

} // namespace

std::optional<std::string> read_file(const std::filesystem::path& path, const std::string& shown_name,
                                     std::uintmax_t most_bytes, Findings& findings)
{
    const auto refuse = [&](Words reason) {
        findings.error(shown_name, 0, "", "", std::move(reason));
        return std::nullopt;
    };
    struct stat status;
    if (path.native().find('\0') != std::string::npos) return refuse(trouble_of_reading(ENOENT));
    if (::stat(path.c_str(), &status) != 0) return refuse(trouble_of_reading(errno));
    if (auto reason = objection_to_kind(status)) return refuse(*reason); // before it is opened: a pipe would wait
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0) return refuse(trouble_of_reading(errno));
    if (auto reason = objection_to_kind(status)) return refuse(*reason); // it may have been exchanged meanwhile
    const auto size = static_cast<std::uintmax_t>(status.st_size);
    if (size > most_bytes) return refuse(too_large(most_bytes));

    std::string text;
    std::size_t filled = 0;
    text.resize(static_cast<std::size_t>(size) + 1);
    while (true) {
        const ssize_t count = ::read(file.number(), text.data() + filled, text.size() - filled);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return refuse(trouble_of_reading(errno));
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
        if (filled > most_bytes) return refuse(too_large(most_bytes));
        if (filled == text.size()) text.resize(2 * filled); // it grows while we read
    }
    text.resize(filled);
    return text;
}

bool is_workbook(std::string_view text)
{
    return text.starts_with("PK\x03\x04") || text.starts_with("\xd0\xcf\x11\xe0");
}

bool is_hdf5(std::string_view text) { return text.starts_with("\x89HDF\r\n\x1a\n"); }

Encoding check_utf8(std::string& text, const std::string& shown_name, Findings& findings)
{
    const bool utf16 = text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
                       (text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0'));
    if (utf16) {
        findings.error(shown_name, 0, "", "",
                       {"berkas ini UTF-16; simpanlah sebagai UTF-8", "the file is UTF-16; save it as UTF-8"});
        return Encoding::other;
    }
    if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);

    Encoding encoding = Encoding::utf8;
    int number = 1;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line(text.data() + begin, end - begin);
        if (line.find('\0') != std::string_view::npos) {
            findings.error(shown_name, number, "", "",
                           {"ada karakter NUL; berkas rusak atau bukan teks",
                            "there is a NUL character; the file is damaged or no text"});
            return Encoding::other;
        } else if (first_not_utf8(line) != std::string_view::npos) {
            encoding = Encoding::damaged;
            findings.error(shown_name, number, "", "",
                           {"ada karakter yang bukan UTF-8; simpanlah berkas sebagai UTF-8",
                            "there are characters that are not UTF-8; save the file as UTF-8"});
        }
        begin = end + 1;
    }
    return encoding;
}

bool lies_within(const std::filesystem::path& file, const std::filesystem::path& folder)
{
    std::error_code problem;
    const auto whole_file = std::filesystem::canonical(file, problem);
    if (problem) return false;
    const auto whole_folder = std::filesystem::canonical(folder, problem);
    if (problem) return false;
    return std::mismatch(whole_folder.begin(), whole_folder.end(), whole_file.begin(), whole_file.end()).first ==
           whole_folder.end();
}

} // namespace sim

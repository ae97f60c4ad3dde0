#include "scratch.hpp"
#include "sim/text/file.hpp"
#include "sim/text/file_trouble.hpp"

#include <catch2/catch.hpp>

#include <cerrno>

#include <sys/stat.h>

using namespace sim;

namespace {

std::string refusal(const std::filesystem::path& path, std::uintmax_t most = 1 << 20)
{
    Findings findings;
    if (read_file(path, "f", most, findings)) return "read";
    return to_text(findings, Language::en);
}

std::string mistakes(std::string text)
{
    Findings findings;
    check_utf8(text, "f", findings);
    return to_text(findings, Language::en);
}

} // namespace

TEST_CASE("only ordinary files are read, and nothing waits", "[text][file]")
{
    const Scratch scratch;
    const auto pipe = scratch.folder() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    REQUIRE(refusal(pipe) == "f: this is not an ordinary file (but a pipe, a device or the like)\n");
    REQUIRE(refusal("/dev/zero").find("not an ordinary file") != std::string::npos);
    REQUIRE(refusal(scratch.folder()) == "f: this is a folder, not a file\n");
    REQUIRE(refusal(scratch.folder() / "none") == "f: there is no such file\n");
    const auto file = scratch.write("file", "abc");
    REQUIRE(refusal(file / "below") == "f: there is no such file\n");
    REQUIRE(refusal(file.native() + std::string("\0x", 2)) == "f: there is no such file\n");
    std::filesystem::create_symlink("loop", scratch.folder() / "loop");
    REQUIRE(refusal(scratch.folder() / "loop").find("f: the file cannot be read") == 0);
}

TEST_CASE("a file is read byte for byte up to the limit", "[text][file]")
{
    const Scratch scratch;
    const std::string bytes("a\r\n\0\xff", 5);
    const auto file = scratch.write("file", bytes);
    Findings findings;
    REQUIRE(read_file(file, "f", 5, findings) == bytes);
    REQUIRE(findings.empty());
    REQUIRE(refusal(file, 4) == "f: the file is larger than 4 byte\n");
    REQUIRE(read_file("/proc/self/status", "f", 1 << 20, findings)->size() > 100); // says that it has 0 bytes
}

TEST_CASE("what the system says of a file is told in both languages", "[text][file]")
{
    REQUIRE(trouble_of_writing(ENOSPC) == Words{"disk penuh", "the disk is full"});
    REQUIRE(trouble_of_writing(ENOENT).en == "its folder is not there, or takes no files");
    REQUIRE(trouble_of_reading(ENOENT).id == "berkas tidak ada");
    REQUIRE(trouble_of_reading(EIO).id == "berkas tidak dapat dibaca: disk gagal (galat masukan/keluaran)");
    for (const int code : {ENOSPC, EDQUOT, EFBIG, EROFS, EIO, EACCES, EPERM, ENOENT, EBADF, EMFILE, EEXIST, EISDIR})
        CHECK(trouble_of_writing(code).id.find("galat sistem") == std::string::npos);
    REQUIRE(trouble_of_writing(EDOM).id.starts_with("galat sistem: "));
}

TEST_CASE("text is UTF-8", "[text][file]")
{
    std::string text = "\xef\xbb\xbf"
                       "abc";
    Findings none;
    REQUIRE(check_utf8(text, "f", none) == Encoding::utf8);
    REQUIRE(text == "abc");
    REQUIRE(none.empty());
    REQUIRE(mistakes("ok é\nb\xe9\nok\nc\xff\xff") ==
            "f:2: there are characters that are not UTF-8; save the file as UTF-8\n"
            "f:4: there are characters that are not UTF-8; save the file as UTF-8\n");
    REQUIRE(mistakes(std::string("abc\nd\0\n\0\n\0", 10)) ==
            "f:2: there is a NUL character; the file is damaged or no text\n");
    REQUIRE(mistakes(std::string("abc\nd\0", 6)) == "f:2: there is a NUL character; the file is damaged or no text\n");
    const std::string utf16 = "f: the file is UTF-16; save it as UTF-8\n";
    REQUIRE(mistakes("\xff\xfe"
                     "a") == utf16);
    REQUIRE(mistakes(std::string("a\0b\0", 4)) == utf16);
    REQUIRE(mistakes("").empty());
}

TEST_CASE("a link does not lead out of the folder unseen", "[text][file]")
{
    const Scratch scratch;
    const Scratch other;
    const auto inside = scratch.write("inside", "");
    const auto outside = other.write("outside", "");
    std::filesystem::create_symlink(outside, scratch.folder() / "link");
    REQUIRE(lies_within(inside, scratch.folder()));
    REQUIRE_FALSE(lies_within(scratch.folder() / "link", scratch.folder()));
    REQUIRE_FALSE(lies_within(outside, scratch.folder()));
    REQUIRE_FALSE(lies_within(scratch.folder() / "none", scratch.folder()));
}

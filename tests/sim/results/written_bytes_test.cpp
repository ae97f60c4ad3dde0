#include <catch2/catch.hpp>
#include <fcntl.h>
#include <string>
#include <unistd.h>

#include "sim/results/written_bytes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

/// A file that is told of each write, as the disk under HDF5 is.
class Noted
{
  public:
    explicit Noted(const std::filesystem::path& path)
        : path_(path), file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
    }
    void write(std::uint64_t address, const std::string& bytes)
    {
        written_.note(file_, address, bytes);
        spoil(address, bytes);
    }
    /// A write that nobody asked for.
    void spoil(std::uint64_t address, const std::string& bytes)
    {
        REQUIRE(::pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(address)) ==
                static_cast<ssize_t>(bytes.size()));
    }
    void cut(std::uint64_t size) { REQUIRE(::ftruncate(file_.number(), static_cast<off_t>(size)) == 0); }
    bool is_as_written() const { return written_.is_on(file_, path_); }

  private:
    std::filesystem::path path_;
    sim::Descriptor file_;
    sim::WrittenBytes written_;
};

} // namespace

TEST_CASE("a file is as it was written until one byte of it is not", "[results]")
{
    const TemporaryFolder folder;
    const std::string longer(100'000, 'l');
    const auto written = [&](const char* name) {
        Noted file(folder / name);
        file.write(10, "metadata");
        file.write(1000, longer);
        file.write(200'000, "tail");
        file.write(12, "TADA"); // over a part of the first
        return file;
    };
    CHECK(written("whole").is_as_written());
    for (const std::uint64_t address : {10U, 12U, 17U, 1000U, 50'000U, 100'999U, 200'003U}) {
        INFO("byte " << address);
        Noted file = written("spoilt");
        file.spoil(address, "?");
        CHECK_FALSE(file.is_as_written());
    }
    Noted outside = written("outside");
    outside.spoil(120'000, "?"); // where nothing was written
    CHECK(outside.is_as_written());
    Noted short_one = written("short");
    short_one.cut(200'002);
    CHECK_FALSE(short_one.is_as_written());
}

TEST_CASE("a long stretch may be written over in part", "[results]")
{
    const TemporaryFolder folder;
    const std::string longer(100'000, 'l');
    for (const bool spoilt : {false, true}) {
        Noted file(folder / (spoilt ? "spoilt" : "whole"));
        file.write(0, longer);
        if (spoilt) file.spoil(70'000, "?"); // behind what is written over
        file.write(40'000, std::string(20'000, 'm'));
        file.write(90'000, std::string(20'000, 'n'));
        CHECK(file.is_as_written() == !spoilt);
        file.spoil(99'999, "?");
        CHECK_FALSE(file.is_as_written());
    }
}

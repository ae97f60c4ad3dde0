#include "sim/results/digest.hpp"
#include "sim/results/errors.hpp"

#include "example_file.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace {

// FIPS 180-4 examples, NIST: SHA256.pdf.
const std::string of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const std::string of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

} // namespace

TEST_CASE("digests are those of the standard", "[results][digest][exact]")
{
    REQUIRE(sim::digest_of("") == of_nothing);
    REQUIRE(sim::digest_of("abc") == of_abc);
}

TEST_CASE("a digest may be asked before the stream ends", "[results][digest][exact]")
{
    sim::Digest digest;
    REQUIRE(digest.hex() == of_nothing);
    digest.update("a");
    digest.hex();
    digest.update(std::string("bc"));
    REQUIRE(digest.hex() == of_abc);
}

TEST_CASE("numbers enter a digest as little-endian bytes", "[results][digest][exact]")
{
    sim::Digest one_by_one;
    one_by_one.update(std::uint32_t{0x00636261});
    REQUIRE(one_by_one.hex() == sim::digest_of(std::string_view("abc\0", 4)));

    sim::Digest together;
    const std::array<std::uint16_t, 2> numbers{0x6261, 0x0063};
    together.update(std::span<const std::uint16_t>(numbers));
    REQUIRE(together.hex() == one_by_one.hex());

    sim::Digest real;
    real.update(1.0);
    REQUIRE(real.hex() == sim::digest_of(std::string_view("\0\0\0\0\0\0\xf0\x3f", 8)));
}

TEST_CASE("the digest of a file is that of its bytes", "[results][digest]")
{
    const TemporaryFolder folder;
    const std::string text(700'001, 'x');
    put_bytes(folder / "text", text);
    REQUIRE(sim::digest_of_file(folder / "text") == sim::digest_of(text));
}

TEST_CASE("what is not a readable file has no digest", "[results][digest]")
{
    const TemporaryFolder folder;
    REQUIRE_THROWS_WITH(sim::digest_of_file(folder / "absent"), Catch::Contains("absent: there is no such file"));
    REQUIRE_THROWS_AS(sim::digest_of_file(folder / ""), sim::ReadError);
    REQUIRE_THROWS_AS(sim::digest_of_file("/dev/null"), sim::ReadError);
}

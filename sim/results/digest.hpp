#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

struct evp_md_ctx_st;

namespace sim {

/// SHA-256 of a stream of bytes. Numbers enter as little-endian bytes on every machine.
class Digest
{
  public:
    Digest();
    Digest(Digest&&) noexcept = default;
    Digest& operator=(Digest&&) noexcept = default;
    ~Digest() = default;

    void update(std::span<const std::byte> bytes);
    /// The bytes alone: neither length nor end is marked.
    void update(std::string_view text) { update(std::as_bytes(std::span(text))); }

    template <class Number>
    requires std::is_arithmetic_v<Number>
    void update(Number number) { update(std::span<const Number>(&number, 1)); }

    template <class Number>
    requires std::is_arithmetic_v<Number>
    void update(std::span<const Number> numbers)
    {
        if constexpr (std::endian::native == std::endian::little || sizeof(Number) == 1) {
            update(std::as_bytes(numbers));
        } else {
            for (const Number& number : numbers) {
                const auto bytes = std::as_bytes(std::span(&number, 1));
                for (std::size_t i = bytes.size(); i-- > 0;) update(bytes.subspan(i, 1));
            }
        }
    }

    /// 64 lower-case hexadecimal digits for what came so far; more may follow.
    std::string hex() const;

  private:
    struct Free
    {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// \return 64 hexadecimal digits
std::string digest_of(std::string_view text);

/// \return 64 hexadecimal digits
/// \throws ReadError  where there is no regular file that can be read
std::string digest_of_file(const std::filesystem::path& path);

} // namespace sim

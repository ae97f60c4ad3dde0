#include "sim/results/digest.hpp"

#include "sim/results/descriptor.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace sim {

namespace {

void require(int success)
{
    if (success != 1) throw std::runtime_error("SHA-256: libcrypto failed");
}

} // namespace

void Digest::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Digest::Digest() : context_(EVP_MD_CTX_new())
{
    require(context_ != nullptr);
    require(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr));
}

void Digest::update(std::span<const std::byte> bytes)
{
    require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
}

std::string Digest::hex() const
{
    const std::unique_ptr<evp_md_ctx_st, Free> copy(EVP_MD_CTX_new());
    require(copy != nullptr);
    require(EVP_MD_CTX_copy_ex(copy.get(), context_.get()));
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    require(EVP_DigestFinal_ex(copy.get(), bytes.data(), &size));

    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += "0123456789abcdef"[bytes[i] >> 4];
        text += "0123456789abcdef"[bytes[i] & 15];
    }
    return text;
}

std::string digest_of(std::string_view text)
{
    Digest digest;
    digest.update(text);
    return digest.hex();
}

std::string digest_of_file(const std::filesystem::path& path)
{
    const Descriptor file = open_to_read(path);
    return digest_of_bytes(file, size_of(file, path), path);
}

} // namespace sim

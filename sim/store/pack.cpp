#include "sim/store/pack.hpp"

#include <bit>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <zstd.h>

namespace sim {
namespace {

static_assert(std::endian::native == std::endian::little, "stores are little-endian");

constexpr int level = 1; // of Zstandard: 3 takes twice as long for a tenth less

/// Byte b of number i goes to place b · count + i, or back.
void shuffle(const char* from, char* to, std::size_t count, std::size_t size)
{
    for (std::size_t b = 0; b < size; ++b)
        for (std::size_t i = 0; i < count; ++i) to[b * count + i] = from[i * size + b];
}
void unshuffle(const char* from, char* to, std::size_t count, std::size_t size)
{
    for (std::size_t b = 0; b < size; ++b)
        for (std::size_t i = 0; i < count; ++i) to[i * size + b] = from[b * count + i];
}

/// A context of Zstandard, kept by each thread: making one costs more than a run's numbers.
template <class Context, Context* create(), std::size_t destroy(Context*)>
Context* of_this_thread()
{
    struct Deleter
    {
        void operator()(Context* context) const { destroy(context); }
    };
    thread_local const std::unique_ptr<Context, Deleter> context(create());
    if (!context) throw std::bad_alloc();
    return context.get();
}

} // namespace

std::string pack(std::span<const float> floats, std::span<const double> doubles)
{
    std::string bytes(floats.size_bytes() + doubles.size_bytes(), '\0');
    shuffle(reinterpret_cast<const char*>(floats.data()), bytes.data(), floats.size(), sizeof(float));
    shuffle(reinterpret_cast<const char*>(doubles.data()), bytes.data() + floats.size_bytes(), doubles.size(),
            sizeof(double));
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compressCCtx(of_this_thread<ZSTD_CCtx, ZSTD_createCCtx, ZSTD_freeCCtx>(),
                                               packed.data(), packed.size(), bytes.data(), bytes.size(), level);
    if (ZSTD_isError(size) != 0) throw std::runtime_error(ZSTD_getErrorName(size));
    packed.resize(size);
    return packed;
}

bool unpack(std::string_view packed, std::span<float> floats, std::span<double> doubles)
{
    std::string bytes(floats.size_bytes() + doubles.size_bytes(), '\0');
    if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != bytes.size()) return false;
    ZSTD_DCtx* const context = of_this_thread<ZSTD_DCtx, ZSTD_createDCtx, ZSTD_freeDCtx>();
    if (ZSTD_decompressDCtx(context, bytes.data(), bytes.size(), packed.data(), packed.size()) != bytes.size())
        return false;
    unshuffle(bytes.data(), reinterpret_cast<char*>(floats.data()), floats.size(), sizeof(float));
    unshuffle(bytes.data() + floats.size_bytes(), reinterpret_cast<char*>(doubles.data()), doubles.size(),
              sizeof(double));
    return true;
}

} // namespace sim

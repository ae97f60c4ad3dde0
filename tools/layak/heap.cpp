#include "tools/layak/heap.hpp"

#include <cstdlib>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sim/core/pages.hpp"

namespace layak {

void prepare_heap()
{
#if defined(__GLIBC__)
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur != RLIM_INFINITY) return; // addresses are counted
    mallopt(M_MMAP_THRESHOLD, 32 << 20);                                              // the highest that there is
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 256 << 20); // of addresses: memory is taken when it is written to
    auto* const before = static_cast<char*>(sbrk(0));
    void* volatile some = std::malloc(1 << 20); // so the heap grows; the compiler would leave it out
    std::free(some);
    sim::ask_for_large_pages(before, static_cast<std::size_t>(static_cast<char*>(sbrk(0)) - before));
#endif
}

} // namespace layak

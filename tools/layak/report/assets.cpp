#include "tools/layak/report/assets.hpp"

// The files' bytes, as the assembler takes them in.
#define CARRY(name, file)                                                                                              \
    __asm__(".pushsection .rodata\n.global layak_" #name "\nlayak_" #name ":\n.incbin \"" file                         \
            "\"\n.global layak_" #name "_end\nlayak_" #name "_end:\n.popsection\n");                                   \
    extern "C" const char layak_##name[], layak_##name##_end[];

CARRY(style, LAYAK_STYLE_FILE)
CARRY(script, LAYAK_SCRIPT_FILE)
CARRY(libraries, LAYAK_LIBRARIES_FILE)

namespace layak {
namespace {

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

} // namespace

std::string_view page_style() { return between(layak_style, layak_style_end); }
std::string_view page_script() { return between(layak_script, layak_script_end); }
std::string_view chart_libraries() { return between(layak_libraries, layak_libraries_end); }

} // namespace layak

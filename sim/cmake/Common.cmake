# Options that every target shares, and `sim_library`: one target a folder.

add_library(layak_options INTERFACE)
target_compile_options(layak_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -ffp-contract=off)  # no fused multiply-add: the same bits on every machine
if(LAYAK_WERROR)
  target_compile_options(layak_options INTERFACE -Werror)
endif()
if(LAYAK_SANITIZE)
  target_compile_options(layak_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all)
  target_link_options(layak_options INTERFACE -fsanitize=address,undefined)
endif()
target_include_directories(layak_options INTERFACE ${PROJECT_SOURCE_DIR})

# sim_library(name SOURCES a.cpp … LINKS other …): a static library of this folder.
function(sim_library name)
  cmake_parse_arguments(of "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  if(of_SOURCES)
    add_library(${name} STATIC ${of_SOURCES})
    target_link_libraries(${name} PUBLIC layak_options ${of_LINKS} PRIVATE ${of_PRIVATE_LINKS})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE layak_options ${of_LINKS})
  endif()
endfunction()

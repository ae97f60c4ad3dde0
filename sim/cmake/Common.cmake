# Options that every target shares, and `sim_library`: one target a folder.

add_library(layak_options INTERFACE)
target_compile_options(layak_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # a false alarm of g++ 12 (its bug 105651)
  "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/="  # no path of the machine in the program
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

# Instruction sets for which hot code is built; each in a namespace of its own (sim/math/lanes.hpp). Without
# optimisation small functions of the standard library would not be inlined and could be shared between them.
set(SIM_LEVELS base)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND CMAKE_BUILD_TYPE STREQUAL "Release")
  list(APPEND SIM_LEVELS v2 v3 v4)
endif()

# sim_levels(name [SINGLE] SOURCES a.cpp … LINKS other …): the sources once for each instruction set, as one unit each;
# with SINGLE once more, for one lane.
function(sim_levels name)
  cmake_parse_arguments(of "SINGLE" "" "SOURCES;LINKS" ${ARGN})
  add_library(${name} INTERFACE)
  set(levels ${SIM_LEVELS})
  if(of_SINGLE)
    list(APPEND levels single)
  endif()
  foreach(level ${levels})
    add_library(${name}_${level} OBJECT ${of_SOURCES})
    set_target_properties(${name}_${level} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
    target_link_libraries(${name}_${level} PUBLIC layak_options ${of_LINKS})
    target_compile_definitions(${name}_${level} PRIVATE SIM_LEVEL=${level})
    if(level STREQUAL "single")
      target_compile_definitions(${name}_${level} PRIVATE SIM_LANES=1)
    elseif(NOT level STREQUAL "base")
      target_compile_options(${name}_${level} PRIVATE -march=x86-64-${level} -Wno-psabi)
      # g++ copies a struct of wide vectors in 16-byte pieces, and the wide load behind it waits for them.
      if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND level MATCHES "v[34]")
        string(REPLACE "v3" 256 widest ${level})
        string(REPLACE "v4" 512 widest ${widest})
        target_compile_options(${name}_${level} PRIVATE -mmove-max=${widest} -mstore-max=${widest})
      endif()
    endif()
    target_sources(${name} INTERFACE $<TARGET_OBJECTS:${name}_${level}>)
  endforeach()
  string(REPLACE ";" "," built "${SIM_LEVELS}")
  target_compile_definitions(${name} INTERFACE "SIM_BUILT_LEVELS=${built}")
  if(built MATCHES "v4")
    target_compile_definitions(${name} INTERFACE SIM_ALL_LEVELS)
  endif()
endfunction()

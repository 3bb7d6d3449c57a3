# SPDX-License-Identifier: Apache-2.0
# Compile policy as a target: every room, executable and test links dankai_options.

add_library(dankai_options INTERFACE)
target_compile_features(dankai_options INTERFACE cxx_std_20)
target_compile_options(dankai_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual
  -Wimplicit-fallthrough -Wundef
  # A fused multiply-add chosen by the compiler would make results depend on inlining.
  -ffp-contract=off)
target_include_directories(dankai_options INTERFACE ${PROJECT_SOURCE_DIR})
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

find_program(DANKAI_CCACHE ccache)
if(DANKAI_CCACHE)
  # Without this it keeps nothing that was compiled with precompiled headers (ccache's manual, "Precompiled headers").
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${DANKAI_CCACHE})
  target_compile_options(dankai_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

find_program(DANKAI_MOLD mold)
if(DANKAI_MOLD)
  target_link_options(dankai_options INTERFACE -fuse-ld=mold)
endif()

set(DANKAI_SANITIZE "" CACHE STRING "Sanitizers, for instance address,undefined")
if(DANKAI_SANITIZE)
  target_compile_options(dankai_options INTERFACE
    -fsanitize=${DANKAI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(dankai_options INTERFACE -fsanitize=${DANKAI_SANITIZE})
endif()

# dankai_program(NAME): one that people start. Its libraries stand in lib/ beside bin/ where it was installed so
# (packaging/bundle), and are the system's elsewhere. RPATH and not RUNPATH, since it is to hold for libraries of
# libraries too, and before what an environment names.
function(dankai_program name)
  set_target_properties(${name} PROPERTIES BUILD_RPATH "$ORIGIN/../lib")
  target_link_options(${name} PRIVATE LINKER:--disable-new-dtags)
endfunction()

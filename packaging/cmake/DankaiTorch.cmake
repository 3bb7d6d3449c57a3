# SPDX-License-Identifier: Apache-2.0
# LibTorch as imported targets written by hand. The wheel's own find_package(Torch) aborts without a
# CUDA toolkit and, with one, injects compiler flags for architectures that nvcc no longer knows.

set(DANKAI_TORCH_DIR "" CACHE PATH "The torch/ folder of an unpacked torch 2.11.0 wheel (packaging/libtorch makes one)")
if(NOT DANKAI_TORCH_DIR)
  foreach(candidate IN ITEMS "$ENV{DANKAI_TORCH_DIR}"
      "$ENV{XDG_CACHE_HOME}/dankai/libtorch/torch" "$ENV{HOME}/.cache/dankai/libtorch/torch")
    if(EXISTS "${candidate}/lib/libtorch_cpu.so")
      set(DANKAI_TORCH_DIR "${candidate}" CACHE PATH "" FORCE)
      break()
    endif()
  endforeach()
endif()
if(NOT EXISTS "${DANKAI_TORCH_DIR}/lib/libtorch_cpu.so")
  message(FATAL_ERROR "LibTorch was not found in '${DANKAI_TORCH_DIR}'. "
    "Run packaging/libtorch, which fetches the pinned wheel, or set DANKAI_TORCH_DIR to its torch/ folder.")
endif()

# Flags of the library's own dependencies: headers are SYSTEM so that our warnings stay ours.
add_library(dankai_torch INTERFACE)
target_include_directories(dankai_torch SYSTEM INTERFACE
  ${DANKAI_TORCH_DIR}/include ${DANKAI_TORCH_DIR}/include/torch/csrc/api/include)
target_link_libraries(dankai_torch INTERFACE
  ${DANKAI_TORCH_DIR}/lib/libtorch_cpu.so ${DANKAI_TORCH_DIR}/lib/libc10.so)
target_compile_definitions(dankai_torch INTERFACE _GLIBCXX_USE_CXX11_ABI=1)
target_link_options(dankai_torch INTERFACE
  # The run-time libraries of CUDA that libtorch_cpu names stand in wheels beside it and are found by
  # its own rpath when the program runs; the linker need not see them.
  -Wl,--allow-shlib-undefined)

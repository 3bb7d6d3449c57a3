// SPDX-License-Identifier: Apache-2.0
// The door between dankai-engine and the module that it loads.
#pragma once

inline constexpr const char* dankaiEngineModule = "libdankai-engine.so"; // in ../lib of the program's folder
inline constexpr const char* dankaiEngineEntry = "dankaiEngine";

// main() of the engine; ends the process and does not return. By its own name, for dlsym.
extern "C" int dankaiEngine(int argc, char** argv);

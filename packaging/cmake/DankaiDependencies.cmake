# SPDX-License-Identifier: Apache-2.0
# Every third-party library, found once, with what it is for.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED) # JSON of everything but bulk import
find_package(simdjson 3.0 REQUIRED)       # JSON of bulk import
find_package(spdlog 1.10 REQUIRED)        # log on stderr
find_package(yaml-cpp 0.7 REQUIRED)       # project.yaml, run.yaml
find_package(CLI11 2.1 REQUIRED)          # the command line
find_package(tl-expected 1.0 REQUIRED)    # Result<T>; std::expected needs C++23
find_package(SQLite3 3.40 REQUIRED)       # project.db
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto) # SHA-256
find_package(CURL 7.88 REQUIRED)          # headers: calls to a judge's endpoint load it
find_package(ZLIB REQUIRED)               # compressed size as a difficulty feature
find_package(ICU 72 REQUIRED COMPONENTS uc i18n) # Unicode properties, normalisation, encodings
pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8) # pre-tokenizer patterns
pkg_check_modules(libarchive REQUIRED IMPORTED_TARGET libarchive) # projects and support bundles in one file

# yaml-cpp 0.7 exports a bare name.
if(TARGET yaml-cpp AND NOT TARGET yaml-cpp::yaml-cpp)
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()

if(DANKAI_ENGINE)
  include(DankaiTorch)
endif()
if(DANKAI_WORKBENCH)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets Svg PrintSupport LinguistTools) # the window and its translations
  find_package(Qt6 6.4 REQUIRED COMPONENTS DBus Network) # desktop notifications, one window for a project
  find_library(QCUSTOMPLOT_LIBRARY QCustomPlotQt6 REQUIRED) # plots; Debian's name for the build with Qt 6
  find_path(QCUSTOMPLOT_INCLUDE_DIR qcustomplot.h REQUIRED)
  add_library(dankai_qcustomplot INTERFACE)
  target_include_directories(dankai_qcustomplot SYSTEM INTERFACE ${QCUSTOMPLOT_INCLUDE_DIR})
  target_link_libraries(dankai_qcustomplot INTERFACE ${QCUSTOMPLOT_LIBRARY} Qt6::Widgets Qt6::PrintSupport)
endif()
if(DANKAI_TESTS AND NOT DANKAI_FUZZ)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
  # It tells every test its folders by macros of its own, which no test here asks for; with them no two folders
  # could share precompiled headers, and no two checkouts what ccache keeps.
  get_target_property(definitions Qt6::Test INTERFACE_COMPILE_DEFINITIONS)
  list(FILTER definitions EXCLUDE REGEX QT_TESTCASE_)
  set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS "${definitions}")
endif()

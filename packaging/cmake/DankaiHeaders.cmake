# SPDX-License-Identifier: Apache-2.0
# Headers that most files of a kind include, compiled once for all targets of that kind: reading them is half of
# what a file costs. They take nothing off a file's own includes, which packaging/lint reads without them.

# dankai_headers(KIND HEADERS header... LINK target... [OPTIONS option...] [DEFINITIONS definition...])
# What is linked and the options must be those of the targets that will use them, as far as they change the
# compiler's flags or macros that the headers ask for; the compiler refuses them elsewhere.
function(dankai_headers kind)
  cmake_parse_arguments(ARG "" "" "HEADERS;LINK;OPTIONS;DEFINITIONS" ${ARGN})
  set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${kind}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// Only its precompiled headers are wanted.\n")
  add_library(dankai_headers_${kind} OBJECT ${source})
  target_link_libraries(dankai_headers_${kind} PRIVATE ${ARG_LINK})
  target_compile_options(dankai_headers_${kind} PRIVATE ${ARG_OPTIONS})
  target_compile_definitions(dankai_headers_${kind} PRIVATE ${ARG_DEFINITIONS})
  target_precompile_headers(dankai_headers_${kind} PRIVATE ${ARG_HEADERS})
endfunction()

# GCC forgets that the standard library's headers are the system's where it has read them precompiled, and tells of
# bounds in std::string that its optimizer makes up (GCC bugs 105329, 105651).
set(dankai_false_alarms $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-restrict;-Wno-stringop-overflow;-Wno-stringop-overread>)

# dankai_use_headers(TARGET KIND)
function(dankai_use_headers target kind)
  if(TARGET dankai_headers_${kind})
    target_precompile_headers(${target} REUSE_FROM dankai_headers_${kind})
    target_compile_options(${target} PRIVATE "${dankai_false_alarms}")
  endif()
endfunction()

set(dankai_plain_headers ${PROJECT_SOURCE_DIR}/core/base/json.h ${PROJECT_SOURCE_DIR}/core/base/result.h
  <algorithm> <array> <chrono> <cmath> <cstdint> <filesystem> <functional> <map> <memory> <numeric> <optional> <set>
  <span> <string> <string_view> <system_error> <utility> <vector>)

dankai_headers(data HEADERS ${dankai_plain_headers} LINK dankai_options)
if(DANKAI_ENGINE)
  dankai_headers(engine HEADERS ${dankai_plain_headers} <ATen/core/Tensor.h> LINK dankai_options dankai_torch)
endif()
if(DANKAI_WORKBENCH)
  dankai_headers(ui
    HEADERS ${dankai_plain_headers} <QAction> <QBoxLayout> <QComboBox> <QCoreApplication> <QHeaderView> <QLabel>
      <QLineEdit> <QLocale> <QPushButton> <QSettings> <QStackedWidget> <QString> <QTableView> <QTimer> <QWidget>
    LINK dankai_qt_options)
endif()
if(DANKAI_TESTS AND NOT DANKAI_FUZZ)
  set(test_headers ${dankai_plain_headers} <fstream> <QTemporaryDir> <QTest>)
  dankai_headers(unit HEADERS ${test_headers} LINK dankai_options Qt6::Test OPTIONS ${dankai_test_options})
  if(DANKAI_ENGINE)
    dankai_headers(engine_test HEADERS ${test_headers} <ATen/core/Tensor.h>
      LINK dankai_options dankai_torch Qt6::Test OPTIONS ${dankai_test_options} DEFINITIONS QT_NO_KEYWORDS)
  endif()
  if(DANKAI_WORKBENCH)
    dankai_headers(gui HEADERS ${test_headers} <QLabel> <QLineEdit> <QPushButton> <QSignalSpy> <QWidget>
      LINK dankai_qt_options Qt6::Test OPTIONS ${dankai_test_options})
  endif()
endif()

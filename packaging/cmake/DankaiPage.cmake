# SPDX-License-Identifier: Apache-2.0
# A folder of ui/ is a static library that links data rooms and Qt, and never the engine's rooms.

add_library(dankai_qt_options INTERFACE)
target_link_libraries(dankai_qt_options INTERFACE dankai_options Qt6::Widgets)
target_compile_definitions(dankai_qt_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400)

# dankai_page(NAME SOURCES file... [USES room...] [PAGES page...] [LINK target...])
# USES: rooms of dankai_data; PAGES: other folders of ui/.
function(dankai_page name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PAGES;LINK" ${ARGN})
  foreach(room IN LISTS ARG_USES)
    if(room IN_LIST engine_rooms)
      message(FATAL_ERROR "ui/${name} may not use ${room}: the workbench never sees LibTorch.")
    endif()
  endforeach()
  list(TRANSFORM ARG_USES PREPEND dankai_)
  list(TRANSFORM ARG_PAGES PREPEND dankai_ui_)
  add_library(dankai_ui_${name} STATIC ${ARG_SOURCES})
  set_target_properties(dankai_ui_${name} PROPERTIES AUTOMOC ON)
  dankai_use_headers(dankai_ui_${name} ui)
  target_link_libraries(dankai_ui_${name} PUBLIC dankai_qt_options ${ARG_USES} ${ARG_PAGES} PRIVATE ${ARG_LINK})
endfunction()

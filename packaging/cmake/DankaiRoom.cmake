# SPDX-License-Identifier: Apache-2.0
# A room is one folder of core/ and one static library. What it may use is what it links, so a wrong
# arrow between rooms fails at the link line instead of at review. A static library alone is not linked, and
# in a program that has all rooms every arrow finds its end; so each room is also linked once as a module of
# all its object files with nothing but what it names (arrows_<room>).

# dankai_room(NAME SOURCES file... [USES room...] [LINK target...] [LINK_PUBLIC target...])
# A room without a .cpp file of its own (headers only) leaves SOURCES empty.
function(dankai_room name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINK;LINK_PUBLIC" ${ARGN})
  list(TRANSFORM ARG_USES PREPEND dankai_)
  if(ARG_SOURCES)
    add_library(dankai_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(dankai_${name}
      PUBLIC dankai_options ${ARG_USES} ${ARG_LINK_PUBLIC}
      PRIVATE ${ARG_LINK})
    if(name IN_LIST engine_rooms)
      dankai_use_headers(dankai_${name} engine)
    else()
      dankai_use_headers(dankai_${name} data)
    endif()
    if(NOT DANKAI_SANITIZE) # a module leaves the sanitizers' own symbols to the program
      add_library(arrows_${name} MODULE $<TARGET_OBJECTS:dankai_${name}>)
      set_target_properties(arrows_${name} PROPERTIES LINKER_LANGUAGE CXX)
      target_link_libraries(arrows_${name} PRIVATE dankai_options ${ARG_USES} ${ARG_LINK_PUBLIC} ${ARG_LINK})
      target_link_options(arrows_${name} PRIVATE -Wl,-z,defs)
    endif()
  else()
    add_library(dankai_${name} INTERFACE)
    target_link_libraries(dankai_${name} INTERFACE dankai_options ${ARG_USES} ${ARG_LINK_PUBLIC})
  endif()
endfunction()

# A test runs once: what it saves by being fast it loses many times over by being compiled for it.
set(dankai_test_options -O1)

# dankai_test(NAME room_subject SOURCES file... USES room... [LINK target...] [LABEL unit|engine|gui] [HEADERS kind])
# One Qt Test class, one executable, named test_<NAME>. HEADERS: the kind of DankaiHeaders.cmake, unless
# unit, or gui for tests of that label, is the one.
function(dankai_test)
  cmake_parse_arguments(ARG "" "NAME;LABEL;TIMEOUT;HEADERS" "SOURCES;USES;LINK" ${ARGN})
  list(TRANSFORM ARG_USES PREPEND dankai_)
  add_executable(test_${ARG_NAME} ${ARG_SOURCES})
  set_target_properties(test_${ARG_NAME} PROPERTIES AUTOMOC ON)
  target_compile_options(test_${ARG_NAME} PRIVATE ${dankai_test_options})
  target_link_libraries(test_${ARG_NAME} PRIVATE ${ARG_USES} ${ARG_LINK} dankai_test_support Qt6::Test)
  # A relative shared/ folder beside the checkout holds real data; tests skip with a reason without it.
  add_test(NAME ${ARG_NAME} COMMAND test_${ARG_NAME})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  if(NOT ARG_HEADERS AND ARG_LABEL STREQUAL gui)
    set(ARG_HEADERS gui)
  elseif(NOT ARG_HEADERS)
    set(ARG_HEADERS unit)
  endif()
  dankai_use_headers(test_${ARG_NAME} ${ARG_HEADERS})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  set_tests_properties(${ARG_NAME} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT}
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()

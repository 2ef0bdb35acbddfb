# Windows (NSIS) and macOS (a disk image), where Qt's own tools gather what the program needs. Written after their
# documentation; neither could be run where this was written.
install(TARGETS zhangfang BUNDLE DESTINATION . RUNTIME DESTINATION bin COMPONENT desk)
install(TARGETS zhangfangd zhangfangctl RUNTIME DESTINATION bin COMPONENT server)

get_target_property(qmake Qt6::qmake IMPORTED_LOCATION)
get_filename_component(qt_tools ${qmake} DIRECTORY)
if(WIN32)
    find_program(WINDEPLOYQT windeployqt HINTS ${qt_tools} REQUIRED)
    install(CODE "execute_process(COMMAND \"${WINDEPLOYQT}\" --release --no-compiler-runtime
        \"\${CMAKE_INSTALL_PREFIX}/bin/zhangfang.exe\" COMMAND_ERROR_IS_FATAL ANY)" COMPONENT desk)
    set(CPACK_GENERATOR NSIS)
    set(CPACK_NSIS_DISPLAY_NAME "Zhangfang 账房")
    set(CPACK_NSIS_MODIFY_PATH OFF)
    set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON) # the program; the shop's data is the user's, elsewhere
    set(CPACK_NSIS_MUI_FINISHPAGE_RUN zhangfang.exe)
    set(CPACK_PACKAGE_EXECUTABLES zhangfang "Zhangfang 账房")
else()
    set_target_properties(zhangfang PROPERTIES MACOSX_BUNDLE ON MACOSX_BUNDLE_GUI_IDENTIFIER ${ZHANGFANG_ID}
        MACOSX_BUNDLE_BUNDLE_NAME Zhangfang MACOSX_BUNDLE_SHORT_VERSION_STRING ${PROJECT_VERSION})
    find_program(MACDEPLOYQT macdeployqt HINTS ${qt_tools} REQUIRED)
    install(CODE "execute_process(COMMAND \"${MACDEPLOYQT}\" \"\${CMAKE_INSTALL_PREFIX}/zhangfang.app\"
        COMMAND_ERROR_IS_FATAL ANY)" COMPONENT desk)
    set(CPACK_GENERATOR DragNDrop)
endif()
set(CPACK_PACKAGE_NAME Zhangfang)
set(CPACK_PACKAGE_VENDOR "The Zhangfang maintainers")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
include(CPack)

# CPack: a package for each of the three parts, .deb and RPM.
set(CPACK_PACKAGE_NAME zhangfang)
set(CPACK_PACKAGE_VENDOR "The Zhangfang maintainers")
set(CPACK_PACKAGE_CONTACT "The Zhangfang maintainers <maintainers@zhangfang.invalid>")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_HOMEPAGE_URL ${ZHANGFANG_HOME})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL desk server practice)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_THREADS 0)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_DESK_PACKAGE_NAME zhangfang)
set(CPACK_DEBIAN_DESK_PACKAGE_DEPENDS "libqt6sql6-sqlite, fonts-noto-cjk, qt6-qpa-plugins, hicolor-icon-theme")
set(CPACK_DEBIAN_DESK_PACKAGE_RECOMMENDS "gnome-keyring | kwalletmanager")
set(CPACK_DEBIAN_DESK_DESCRIPTION "Desk for the money of a small WeChat Pay merchant
Customers pay through WeChat Pay, users are owed, a person approves
withdrawals by hand, and the books add up: orders, refunds, a queue of
withdrawals, a double-entry ledger and reports in one window, in Chinese
and English. It opens a practice shop when asked to.")
set(CPACK_DEBIAN_SERVER_PACKAGE_NAME zhangfang-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "libqt6sql6-sqlite, systemd | systemd-standalone-sysusers")
set(CPACK_DEBIAN_SERVER_DESCRIPTION "WeChat Pay merchant's books and payouts, for a server
The engine of Zhangfang without a screen, as a service that is kept to
itself, and zhangfangctl, which does everything the desk can do.")
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA "${CMAKE_CURRENT_SOURCE_DIR}/debian/postinst;${CMAKE_CURRENT_SOURCE_DIR}/debian/prerm;${CMAKE_CURRENT_SOURCE_DIR}/debian/postrm")
set(CPACK_DEBIAN_PRACTICE_PACKAGE_NAME zhangfang-practice)
set(CPACK_DEBIAN_PRACTICE_DESCRIPTION "Practice WeChat Pay on loopback
WeChat Pay has no test environment. This stand-in is as strict as the real
one, and misbehaves on order, so that a shop's own programs can be tried
against it.")

set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE GPL-3.0-or-later)
set(CPACK_RPM_PACKAGE_AUTOREQ ON)
# rpmbuild takes the clock and the machine's name, unless it is told to make the same file from the same commit.
set(CPACK_RPM_SPEC_MORE_DEFINE "%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _buildhost reproducible")
set(CPACK_RPM_DESK_PACKAGE_SUMMARY "Desk for the money of a small WeChat Pay merchant")
set(CPACK_RPM_SERVER_PACKAGE_SUMMARY "WeChat Pay merchant's books and payouts, for a server")
set(CPACK_RPM_PRACTICE_PACKAGE_SUMMARY "Practice WeChat Pay on loopback")
set(CPACK_RPM_DESK_PACKAGE_NAME zhangfang)
set(CPACK_RPM_SERVER_PACKAGE_NAME zhangfang-server)
set(CPACK_RPM_PRACTICE_PACKAGE_NAME zhangfang-practice)
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/lib/systemd /usr/lib/systemd/system /usr/lib/sysusers.d
    /usr/share/applications /usr/share/metainfo /usr/share/bash-completion /usr/share/bash-completion/completions
    /usr/share/zsh /usr/share/zsh/vendor-completions /usr/share/fish /usr/share/fish/vendor_completions.d)
include(CPack)

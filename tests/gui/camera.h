#pragma once

#include "shell/main_window.h"

#include <QSet>

namespace zhangfang::gui
{

/// Takes pictures of all there is to see: every page with its tabs and views, and every sheet that an action
/// of a page or of the window opens, whichever row it takes to be enabled. What is new is in them by itself.
class Camera
{
public:
    /// Each picture is named by `prefix` and what it shows, the same in every language.
    Camera(QString folder, QString prefix) : folder_(std::move(folder)), prefix_(std::move(prefix)) {}
    void shootWindow(ui::MainWindow& window);
    /// Shown, pictured and closed.
    void shootDialog(QDialog& dialog, const QString& name);
    void shoot(QWidget& widget, const QString& name);
    /// Whether every picture could be written.
    [[nodiscard]] bool isGood() const { return isGood_; }

    /// Lets everything that was asked come back and be drawn.
    static void settle(int ms = kSettleMs);
    static constexpr int kSettleMs = 350;

private:
    void shootTabs(ui::Page& page, const QString& name);
    void shootViews(ui::Page& page, const QString& name);
    /// The sheets behind the actions that are enabled now and have not been tried yet.
    void shootSheets(const QList<QAction*>& actions, const QString& name);
    QString folder_;
    QString prefix_;
    QSet<const QAction*> tried_;
    bool isGood_ = true;
};

} // namespace zhangfang::gui

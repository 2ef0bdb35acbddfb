#pragma once

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>

namespace zhangfang::ui
{

/// Everything the program can do, found by typing: actions, and any number of an order, withdrawal or user.
class CommandPalette final : public QDialog
{
    Q_OBJECT
public:
    struct Entry {
        QString text;
        QString keys;
        QIcon icon;
        std::function<void()> run;
    };
    /// `forNumber` offers what a typed number could be.
    CommandPalette(std::vector<Entry> entries, std::function<std::vector<Entry>(const QString&)> forNumber,
        QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void run();
    std::vector<Entry> entries_;
    std::function<std::vector<Entry>(const QString&)> forNumber_;
    std::vector<Entry> shown_;
    QLineEdit* search_;
    QListWidget* list_;
};

} // namespace zhangfang::ui

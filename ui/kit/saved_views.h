#pragma once

#include "kit/filter_bar.h"

#include <QMenu>
#include <QPushButton>
#include <QSettings>

namespace zhangfang::ui
{

/// A button that leads to views of a list: those that everybody has, and those a person has saved under a
/// name.
class SavedViews final : public QPushButton
{
    Q_OBJECT
public:
    struct View {
        QString name;
        ListFilter filter;
    };
    /// `kept`: what they are remembered by, as in ListPane::Setup.
    SavedViews(
        std::vector<View> given, FilterBar* filter, QSettings& memory, const QString& kept, QWidget* parent);

private:
    void fill();
    void save();
    void forget(const QString& name);
    const std::vector<View> given_;
    FilterBar* filter_;
    QSettings& memory_;
    const QString key_;
    QMenu* menu_;
};

} // namespace zhangfang::ui

#pragma once

#include "backend/interfaces/session.h"
#include "backend/interfaces/withdrawals.h"
#include "reports/pulse.h"

#include <QHash>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>

namespace zhangfang::ui
{

/// What is always in view: listener, WeChat, clock, last notification, coverage, queue, lock. Each leads to
/// what explains it.
class StatusStrip final : public QStatusBar
{
    Q_OBJECT
public:
    enum class Item { listener, wechat, clock, notification, coverage, queue, session };
    StatusStrip(backend::Withdrawals& withdrawals, backend::Session& session, QWidget* parent);
    void show(const reports::Pulse& pulse);
    /// Why this process neither listens nor pays; empty: it does, or another one does.
    void setEngineTrouble(const QString& trouble);

Q_SIGNALS:
    void clicked(zhangfang::ui::StatusStrip::Item item);

private:
    QToolButton* add(Item item, const char* iconName, const QString& name);
    void put(QToolButton* button, const QString& text, const QString& why, bool trouble);
    void update();
    void askCoverage();
    backend::Withdrawals& withdrawals_;
    backend::Session& session_;
    reports::Pulse pulse_;
    QString engineTrouble_;
    QHash<QToolButton*, QString> names_; ///< what each tells of
    QToolButton* listener_;
    QToolButton* wechat_;
    QToolButton* clock_;
    QToolButton* notification_;
    QToolButton* coverage_;
    QToolButton* queue_;
    QToolButton* lock_;
    QTimer ticking_;
    qint64 coverageOf_ = -1; ///< the last transfer the coverage shown takes in
    bool asking_ = false;
};

} // namespace zhangfang::ui

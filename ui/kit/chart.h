#pragma once

#include <QChartView>
#include <QDate>
#include <QPointer>
#include <QValueAxis>

namespace zhangfang::ui
{

/// Bars beside each other, in the colours of the theme; hovering tells a bar's figures, a click leads behind
/// it.
class RevenueChart final : public QChartView
{
    Q_OBJECT
public:
    struct Bars {
        QString name;
        std::vector<double> values; ///< yuan, or a count: only ever drawn
    };
    explicit RevenueChart(const QString& accessibleName, QWidget* parent = nullptr);
    /// `tips` are shown for each category, `description` is for who cannot see the bars.
    void show(const QStringList& categories, const std::vector<Bars>& bars, const QStringList& tips,
        const QString& description);

Q_SIGNALS:
    void clicked(int category);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void draw();
    /// As many figures beside the bars as there is room for: what has none is shown as dots.
    void fit();
    QStringList categories_;
    std::vector<Bars> bars_;
    QStringList tips_;
    QPointer<QValueAxis> up_;
};

} // namespace zhangfang::ui

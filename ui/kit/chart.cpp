#include "kit/chart.h"

#include "kit/theme.h"

#include <cmath>
#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QToolTip>
#include <QValueAxis>

namespace zhangfang::ui
{
namespace
{

constexpr int kTicks = 5;
constexpr int kFewTicks = 3;
constexpr int kLinesPerTick = 2;
/// Below this height bars say nothing.
constexpr int kLowest = 96;
/// Labels that fit below a chart of the usual width.
constexpr qsizetype kLabels = 8;

/// The next round number, so that the axis ends on one.
double roundedUp(double value)
{
    if (value <= 0)
        return 1;
    const double magnitude = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 4.0, 5.0, 8.0, 10.0}) {
        if (value <= step * magnitude)
            return step * magnitude;
    }
    return 10 * magnitude;
}

} // namespace

RevenueChart::RevenueChart(const QString& accessibleName, QWidget* parent) : QChartView(parent)
{
    setAccessibleName(accessibleName);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setMinimumHeight(kLowest);
    setFocusPolicy(Qt::NoFocus); // what it shows stands in its description and in the tables
    chart()->setMargins(QMargins());
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
}

void RevenueChart::show(const QStringList& categories, const std::vector<Bars>& bars, const QStringList& tips,
    const QString& description)
{
    categories_ = categories;
    bars_ = bars;
    tips_ = tips;
    setAccessibleDescription(description);
    draw();
}

void RevenueChart::draw()
{
    const Tokens& colors = tokens(palette());
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        axis->deleteLater();
    }
    chart()->setBackgroundBrush(colors.surface);
    setBackgroundBrush(colors.surface);
    const QColor fills[] = {colors.accent, colors.info.text};
    auto* series = new QBarSeries;
    double most = 0;
    size_t which = 0;
    for (const Bars& shown : bars_) {
        auto* set = new QBarSet(shown.name);
        for (const double value : shown.values) {
            *set << value;
            most = std::max(most, value);
        }
        set->setColor(fills[which % std::size(fills)]);
        set->setBorderColor(fills[which % std::size(fills)]);
        ++which;
        series->append(set);
    }
    series->setBarWidth(0.7);
    chart()->addSeries(series);
    // A label under each bar would be cut off; some of them, on an axis of their own, have room.
    auto* bars = new QBarCategoryAxis;
    bars->append(categories_);
    bars->setVisible(false);
    auto* across = new QCategoryAxis;
    across->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    across->setRange(-0.5, static_cast<double>(categories_.size()) - 0.5);
    const auto step = std::max<qsizetype>(1, (categories_.size() + kLabels - 1) / kLabels);
    for (qsizetype i = 0; i < categories_.size(); i += step)
        across->append(categories_[i], static_cast<double>(i));
    across->setLabelsColor(colors.muted);
    across->setLabelsFont(textFont(TextSize::caption));
    across->setGridLineVisible(false);
    across->setLinePenColor(colors.line);
    auto* up = new QValueAxis;
    up_ = up;
    up->setRange(0, roundedUp(most));
    fit();
    up->setLabelsColor(colors.muted);
    up->setLabelsFont(textFont(TextSize::caption));
    up->setGridLineColor(colors.line);
    up->setLinePenColor(colors.line);
    chart()->addAxis(bars, Qt::AlignBottom);
    chart()->addAxis(across, Qt::AlignBottom);
    chart()->addAxis(up, Qt::AlignLeft);
    series->attachAxis(bars);
    series->attachAxis(up);
    chart()->legend()->setVisible(bars_.size() > 1);
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->legend()->setLabelColor(colors.muted);
    connect(series, &QBarSeries::hovered, this, [this](bool over, int category) {
        if (over && category < tips_.size())
            QToolTip::showText(QCursor::pos(), tips_[category], this);
        else
            QToolTip::hideText();
    });
    connect(series, &QBarSeries::clicked, this, [this](int category) { Q_EMIT clicked(category); });
}

void RevenueChart::fit()
{
    if (!up_)
        return;
    const int room = height() / (kLinesPerTick * fontMetrics().height());
    const double top = up_->max(); // one or two orders are not halved
    const int ticks = top == 1 || top == 2 ? static_cast<int>(top) + 1 : room < kTicks ? kFewTicks : kTicks;
    up_->setTickCount(ticks);
    up_->setLabelFormat(top < ticks - 1 ? QStringLiteral("%.1f") : QStringLiteral("%.0f"));
}

void RevenueChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    fit();
}

void RevenueChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !bars_.empty())
        draw();
}

} // namespace zhangfang::ui

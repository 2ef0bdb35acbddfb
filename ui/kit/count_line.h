#pragma once

#include "kit/lazy_table.h"

#include <QElapsedTimer>
#include <QLabel>

namespace zhangfang::ui
{

/// The line under a list: how many rows there are and what they come to, and the same of the chosen ones.
/// Sums are the database's, of all that pass the filter and of chosen rows by their keys: they hold whatever
/// of the list has been read here.
class CountLine final : public QLabel
{
    Q_OBJECT
public:
    CountLine(LazyTable* table, LazyModelBase* model, NoticeBar* notice, QWidget* parent);
    void setCount(std::function<QString(int rows)> words) { words_ = std::move(words); }
    template <class Sum>
    void setSums(std::function<QFuture<base::Result<Sum>>()> ofAll,
        std::function<QFuture<base::Result<Sum>>(std::vector<PageKey>)> ofKeys,
        std::function<QString(const Sum&)> words)
    {
        const auto read = [this, words](const QFuture<base::Result<Sum>>& later, const Told& told) {
            whenDone<Sum>(this, later, [this, words, told](const base::Result<Sum>& sum) {
                if (!sum)
                    notice_->showError(sum.error());
                told(sum ? words(*sum) : QString());
            });
        };
        sumOfAll_ = [read, ofAll](const Told& told) { read(ofAll(), told); };
        sumOfKeys_ = [read, ofKeys](std::vector<PageKey> keys, const Told& told) {
            read(ofKeys(std::move(keys)), told);
        };
    }
    /// Another list begins: what was known is none of it.
    void restart();

private:
    using Told = std::function<void(const QString&)>;
    void listChanged();
    void choiceChanged();
    void sumAll();
    void sumChosen();
    void tell();
    LazyTable* table_;
    LazyModelBase* model_;
    NoticeBar* notice_;
    std::function<QString(int rows)> words_;
    std::function<void(const Told&)> sumOfAll_;
    std::function<void(std::vector<PageKey>, const Told&)> sumOfKeys_;
    qint64 list_ = 0; ///< which one it is, counted
    QString all_;
    QString chosen_;
    qint64 choice_ = 0;
    bool adding_ = false;
    bool addAgain_ = false;
    QElapsedTimer took_;
    QTimer pause_;
    QTimer settled_; ///< whoever is still choosing is not asked about yet
};

} // namespace zhangfang::ui

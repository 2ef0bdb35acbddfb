#include "search/pinyin.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <QHash>
#include <unicode/utrans.h>

namespace zhangfang::search
{
namespace
{

/// Runs whose readings are kept: products and names come again and again, and ICU takes its time.
constexpr qsizetype kKept = 20'000;
/// A sign becomes at most so many letters, tone marks and the blank among them.
constexpr qsizetype kMostLetters = 16;

using Transliterator = std::unique_ptr<UTransliterator, decltype(&utrans_close)>;

Transliterator opened(const char16_t* id)
{
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator* const made = utrans_openU(id, -1, UTRANS_FORWARD, nullptr, 0, nullptr, &status);
    return {U_SUCCESS(status) ? made : nullptr, &utrans_close};
}

QString transliterated(const UTransliterator* by, const QString& text)
{
    if (!by)
        return {};
    std::u16string letters = text.toStdU16String();
    auto length = static_cast<int32_t>(letters.size());
    letters.resize(letters.size() * kMostLetters);
    int32_t end = length;
    UErrorCode status = U_ZERO_ERROR;
    utrans_transUChars(by, letters.data(), &length, static_cast<int32_t>(letters.size()), 0, &end, &status);
    return U_SUCCESS(status) ? QString::fromUtf16(letters.data(), length) : QString();
}

enum class Umlaut { u, v };

/// "lǜ" as "lu" or "lv"; nothing of what is no syllable.
QString plain(const QString& syllable, Umlaut umlaut)
{
    QString letters;
    for (const QChar c : syllable.normalized(QString::NormalizationForm_D)) {
        if (c >= QLatin1Char('a') && c <= QLatin1Char('z'))
            letters += c;
        else if (c == QChar(0x0308) && umlaut == Umlaut::v && letters.endsWith(QLatin1Char('u')))
            letters.back() = QLatin1Char('v');
        else if (c.category() != QChar::Mark_NonSpacing)
            return {};
    }
    return letters;
}

/// What ICU makes of each sign. Where it joins some that it does not know, one by one.
QStringList syllables(const UTransliterator* by, const QString& run)
{
    const qsizetype signs = run.toUcs4().size();
    QStringList read = transliterated(by, run).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (read.size() == signs)
        return read;
    read.clear();
    for (const char32_t sign : run.toUcs4())
        read << transliterated(by, QString::fromUcs4(&sign, 1)).trimmed();
    return read;
}

/// What the readings are made of and remembered in: the answers do not depend on it, only how fast they come.
class Reader
{
public:
    std::vector<QStringList> read(const QString& run)
    {
        const std::lock_guard lock(inUse_);
        if (const auto known = known_.constFind(run); known != known_.constEnd())
            return *known;
        std::vector<QStringList> readings;
        for (const UTransliterator* by : {usual_.get(), ofNames_.get()}) {
            const QStringList read = syllables(by, run);
            for (const Umlaut umlaut : {Umlaut::u, Umlaut::v}) {
                QStringList reading;
                for (const QString& syllable : read)
                    reading << plain(syllable, umlaut);
                if (std::find(readings.begin(), readings.end(), reading) == readings.end())
                    readings.push_back(std::move(reading));
            }
        }
        if (known_.size() >= kKept)
            known_.clear();
        known_.insert(run, readings);
        return readings;
    }

private:
    std::mutex inUse_; // a transliterator is for one at a time
    const Transliterator usual_ = opened(u"Han-Latin");
    const Transliterator ofNames_ = opened(u"Han-Latin/Names");
    QHash<QString, std::vector<QStringList>> known_;
};

} // namespace

std::vector<QStringList> readingsOf(const QString& run)
{
    static Reader reader; // ICU takes a tenth of a second to open it
    return reader.read(run);
}

} // namespace zhangfang::search

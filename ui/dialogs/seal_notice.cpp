#include "dialogs/seal_notice.h"

#include "kit/async.h"
#include "kit/theme.h"
#include "kit/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace zhangfang::ui
{
namespace
{

using backend::SealProof;
using backend::SealWords;

struct SealNotice {
    Q_DECLARE_TR_FUNCTIONS(SealNotice)
};

QString wordsOf(const backend::Seal& seal)
{
    const bool isChinese = QLocale().language() == QLocale::Chinese;
    return seal.words().toText(isChinese ? SealWords::Language::chinese : SealWords::Language::english);
}

void tell(NoticeBar* notice, const QString& verified, const SealProof& proof)
{
    if (proof.state == SealProof::State::differ)
        return notice->showText(Tone::bad,
            SealNotice::tr("The books are whole, but they are NOT those that were sealed: %1. Stop paying "
                           "out, keep a copy, and compare them with a backup.")
                .arg(proof.firstDifference));
    if (proof.state == SealProof::State::older)
        return notice->showText(Tone::warn,
            verified + QLatin1Char(' ') +
                SealNotice::tr("They were put back from a backup, and end before the latest seal."));
    if (!proof.latest)
        return notice->showText(Tone::good, verified);
    if (!proof.isProven)
        return notice->showText(Tone::warn,
            verified + QLatin1Char(' ') +
                SealNotice::tr(
                    "Whether the seals are this shop's own could not be proven: their key cannot be "
                    "read here."));
    notice->showText(
        Tone::good, verified + QLatin1Char(' ') +
                        SealNotice::tr("They are as they were sealed. The words of %1, to write down: %2")
                            .arg(dayText(proof.latest->day), wordsOf(*proof.latest)));
}

} // namespace

void showVerified(NoticeBar* notice, backend::SealCheck& seals, const QString& verified)
{
    whenDone<SealProof>(notice, seals.verifySeals(), [notice, verified](base::Result<SealProof> proof) {
        if (!proof)
            return notice->showError(proof.error());
        tell(notice, verified, *proof);
    });
}

} // namespace zhangfang::ui

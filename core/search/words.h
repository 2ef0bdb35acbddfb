#pragma once

#include <QString>
#include <QStringList>

namespace zhangfang::search
{

/// A text taken apart, so that any part of it can be found. Case and width are gone. Letters and digits stand
/// together as words, found by their beginnings; what is written without blanks (Han, kana, Thai, symbols) as
/// each two signs that follow one another, and the last alone, so that any run of them is found.
struct Words {
    QStringList words; ///< in order
    /// What can be typed for the Han signs: from each sign on the initials (`xhlj`) and the whole
    /// (`xihulong…`).
    QStringList pinyin;
};
[[nodiscard]] Words wordsOf(const QString& text);

/// By what texts are ordered for a reader of Chinese: Han signs by their pinyin.
[[nodiscard]] QString sortedBy(const QString& text);

/// Neither case nor width: the form in which numbers are compared.
[[nodiscard]] QString folded(const QString& text);

/// A part of a text: these words, one behind the other.
struct Phrase {
    QStringList words;
    bool isBeginning = false; ///< the last is where a word begins
    QString pinyin;           ///< or this begins what is typed for the signs; empty: it cannot
};
/// Of something typed without blanks; no words where nothing in it is ever indexed.
[[nodiscard]] Phrase phraseOf(const QString& typed);
[[nodiscard]] bool contains(const Words& text, const Phrase& phrase);

} // namespace zhangfang::search

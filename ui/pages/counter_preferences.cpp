#include "pages/counter_preferences.h"

#include "kit/preferences.h"
#include "kit/widgets.h"

#include <QComboBox>
#include <QCoreApplication>

namespace zhangfang::ui
{
namespace
{

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(CounterPreferences)
};

} // namespace

void addCounterPreferences(QFormLayout* form, QSettings& memory, QWidget* parent)
{
    auto* sound = new QComboBox(parent);
    sound->addItem(Texts::tr("Play a sound"), static_cast<int>(WhenPaid::sound));
    sound->addItem(Texts::tr("Stay silent"), static_cast<int>(WhenPaid::silence));
    sound->setCurrentIndex(sound->findData(static_cast<int>(whenPaid(memory))));
    sound->setAccessibleName(Texts::tr("When a customer has paid"));
    QObject::connect(sound, &QComboBox::activated, sound,
        [sound, &memory] { setWhenPaid(memory, static_cast<WhenPaid>(sound->currentData().toInt())); });
    form->addRow(Texts::tr("When a customer has paid"), sound);

    auto* forget = new QPushButton(icon("edit-delete"), Texts::tr("Forget them"), parent);
    forget->setToolTip(
        Texts::tr("What was typed as a description is offered the next time; this empties it"));
    forget->setAccessibleName(Texts::tr("Forget the descriptions used before"));
    forget->setEnabled(!usedDescriptions(memory).isEmpty());
    QObject::connect(forget, &QPushButton::clicked, forget, [forget, &memory] {
        forgetDescriptions(memory);
        forget->setEnabled(false);
    });
    form->addRow(Texts::tr("Descriptions used before"), forget);
}

} // namespace zhangfang::ui

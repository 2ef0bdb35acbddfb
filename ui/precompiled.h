#pragma once

// What nearly every page and dialog includes, parsed once.
#include "base/precompiled.h"

#include "backend/interfaces/later.h"

#include <QAction>
#include <QBoxLayout>
#include <QDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QWidget>

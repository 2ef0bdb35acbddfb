#pragma once

// What nearly every test includes, parsed once.
#include "base/precompiled.h"

#include "harness/shop.h"

#include <QTest>

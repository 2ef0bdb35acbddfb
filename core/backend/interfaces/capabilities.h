#pragma once

namespace zhangfang::backend
{

class Desk;
class AuditLog;
class Books;
class Diagnosis;
class Finder;
class Heartbeat;
class Ledger;
class Orders;
class Refunds;
class Reports;
class SealCheck;
class Session;
class ShopSettings;
class Staff;
class Tasks;
class Users;
class Withdrawals;

/// What can be seen and done at the desk, each capability by its name: for the window as a whole, which hands
/// its pages what each of them uses.
struct Capabilities {
    Capabilities(Desk& desk); // not explicit: the desk is all of them
    Orders& orders;
    Refunds& refunds;
    Withdrawals& withdrawals;
    Users& users;
    Ledger& ledger;
    AuditLog& audit;
    Tasks& tasks;
    Reports& reports;
    ShopSettings& settings;
    Staff& staff;
    Diagnosis& diagnosis;
    Books& books;
    SealCheck& seals;
    Session& session;
    Heartbeat& heartbeat;
    Finder& finder;
};

} // namespace zhangfang::backend

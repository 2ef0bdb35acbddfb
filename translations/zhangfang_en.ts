<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Console</name>
    <message>
        <source>Zhangfang cannot open the books</source>
        <translation>Zhangfang cannot open the books</translation>
    </message>
    <message>
        <source>Zhangfang is still ending</source>
        <translation>Zhangfang is still ending</translation>
    </message>
    <message>
        <source>The Zhangfang before still finishes what it is doing. Start it again in a moment; nothing is lost.</source>
        <translation>The Zhangfang before still finishes what it is doing. Start it again in a moment; nothing is lost.</translation>
    </message>
    <message>
        <source>There may be a shop here already</source>
        <translation>There may be a shop here already</translation>
    </message>
    <message>
        <source>The Zhangfang service is installed on this computer, and you may not look into its shop. If it is yours too, ask whoever looks after this computer to add you to the group zhangfang, and sign in again; otherwise go on.</source>
        <translation>The Zhangfang service is installed on this computer, and you may not look into its shop. If it is yours too, ask whoever looks after this computer to add you to the group zhangfang, and sign in again; otherwise go on.</translation>
    </message>
</context>
<context>
    <name>CounterPreferences</name>
    <message>
        <source>Play a sound</source>
        <translation>Play a sound</translation>
    </message>
    <message>
        <source>Stay silent</source>
        <translation>Stay silent</translation>
    </message>
    <message>
        <source>When a customer has paid</source>
        <translation>When a customer has paid</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>Forget them</translation>
    </message>
    <message>
        <source>What was typed as a description is offered the next time; this empties it</source>
        <translation>What was typed as a description is offered the next time; this empties it</translation>
    </message>
    <message>
        <source>Forget the descriptions used before</source>
        <translation>Forget the descriptions used before</translation>
    </message>
    <message>
        <source>Descriptions used before</source>
        <translation>Descriptions used before</translation>
    </message>
</context>
<context>
    <name>HandedOutWords</name>
    <message>
        <source>a certificate with the serial number %1</source>
        <translation>a certificate with the serial number %1</translation>
    </message>
    <message>
        <source>the certificate of merchant %1, serial number %2</source>
        <translation>the certificate of merchant %1, serial number %2</translation>
    </message>
    <message>
        <source>the private key, RSA %1 → Private key</source>
        <translation>the private key, RSA %1 → Private key</translation>
    </message>
    <message>
        <source>%1 → Merchant certificate</source>
        <translation>%1 → Merchant certificate</translation>
    </message>
    <message>
        <source>WeChat Pay's public key → WeChat Pay public key. Its id stands beside it on the merchant platform</source>
        <translation>WeChat Pay's public key → WeChat Pay public key. Its id stands beside it on the merchant platform</translation>
    </message>
    <message>
        <source>one of WeChat Pay's own certificates. It is not needed here: they are fetched by themselves</source>
        <translation>one of WeChat Pay's own certificates. It is not needed here: they are fetched by themselves</translation>
    </message>
    <message>
        <source>your own public key. WeChat Pay's is in pub_key.pem</source>
        <translation>your own public key. WeChat Pay's is in pub_key.pem</translation>
    </message>
    <message>
        <source>another private key than the one that was taken. Give one of them alone</source>
        <translation>another private key than the one that was taken. Give one of them alone</translation>
    </message>
    <message>
        <source>%1. It is another one than was taken; give one of them alone</source>
        <translation>%1. It is another one than was taken; give one of them alone</translation>
    </message>
    <message>
        <source>another public key than the one that was taken. Give one of them alone</source>
        <translation>another public key than the one that was taken. Give one of them alone</translation>
    </message>
    <message>
        <source>%1. It does not belong to the private key</source>
        <translation>%1. It does not belong to the private key</translation>
    </message>
    <message>
        <source>of merchant %1. The merchant number here is %2</source>
        <translation>of merchant %1. The merchant number here is %2</translation>
    </message>
    <message>
        <source>locked. WeChat Pay locks it with the merchant number: enter that first, then give the file again</source>
        <translation>locked. WeChat Pay locks it with the merchant number: enter that first, then give the file again</translation>
    </message>
    <message>
        <source>a key that is not RSA with at least 2048 bits, as WeChat Pay's are</source>
        <translation>a key that is not RSA with at least 2048 bits, as WeChat Pay's are</translation>
    </message>
    <message>
        <source>no key and no certificate is in it</source>
        <translation>no key and no certificate is in it</translation>
    </message>
    <message>
        <source>too large to be a key</source>
        <translation>too large to be a key</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>it cannot be read</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>Each approval counts down by itself on every page and has its own way back; Ctrl+Z takes back the latest.</source>
        <translation>Each approval counts down by itself on every page and has its own way back; Ctrl+Z takes back the latest.</translation>
    </message>
    <message>
        <source>The window can go on in the background when it is closed; whoever ends it while money is on its way is asked.</source>
        <translation>The window can go on in the background when it is closed; whoever ends it while money is on its way is asked.</translation>
    </message>
    <message>
        <source>Every list can be saved whole, as CSV or for a spreadsheet.</source>
        <translation>Every list can be saved whole, as CSV or for a spreadsheet.</translation>
    </message>
    <message>
        <source>A checked copy of the books is made every day.</source>
        <translation>A checked copy of the books is made every day.</translation>
    </message>
    <message>
        <source>Limits, keys and money by hand ask for the password; five wrong ones make a name wait.</source>
        <translation>Limits, keys and money by hand ask for the password; five wrong ones make a name wait.</translation>
    </message>
    <message>
        <source>Sums are understood as you write them: full-width digits, 1,234.56, ¥5.</source>
        <translation>Sums are understood as you write them: full-width digits, 1,234.56, ¥5.</translation>
    </message>
    <message>
        <source>The question mark shows all keys.</source>
        <translation>The question mark shows all keys.</translation>
    </message>
    <message>
        <source>Tasks and the audit log have pages of their own.</source>
        <translation>Tasks and the audit log have pages of their own.</translation>
    </message>
    <message>
        <source>The ledger and statements show the balance after each line, of any days.</source>
        <translation>The ledger and statements show the balance after each line, of any days.</translation>
    </message>
    <message>
        <source>A payment at the counter is heard; Settings can silence it.</source>
        <translation>A payment at the counter is heard; Settings can silence it.</translation>
    </message>
</context>
<context>
    <name>SealNotice</name>
    <message>
        <source>The books are whole, but they are NOT those that were sealed: %1. Stop paying out, keep a copy, and compare them with a backup.</source>
        <translation>The books are whole, but they are NOT those that were sealed: %1. Stop paying out, keep a copy, and compare them with a backup.</translation>
    </message>
    <message>
        <source>They were put back from a backup, and end before the latest seal.</source>
        <translation>They were put back from a backup, and end before the latest seal.</translation>
    </message>
    <message>
        <source>They are as they were sealed. The words of %1, to write down: %2</source>
        <translation>They are as they were sealed. The words of %1, to write down: %2</translation>
    </message>
    <message>
        <source>Whether the seals are this shop's own could not be proven: their key cannot be read here.</source>
        <translation>Whether the seals are this shop's own could not be proven: their key cannot be read here.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>The password is wrong. Nothing was done.</source>
        <translation>The password is wrong. Nothing was done.</translation>
    </message>
    <message>
        <source>The password needs at least 8 characters.</source>
        <translation>The password needs at least 8 characters.</translation>
    </message>
    <message>
        <source>The desk has locked itself. Give your password.</source>
        <translation>The desk has locked itself. Give your password.</translation>
    </message>
    <message>
        <source>The user's balance is too small for this.</source>
        <translation>The user's balance is too small for this.</translation>
    </message>
    <message>
        <source>A user with this openid already exists.</source>
        <translation>A user with this openid already exists.</translation>
    </message>
    <message>
        <source>The openid must be 1 to 64 letters, digits, “_” or “-”.</source>
        <translation>The openid must be 1 to 64 letters, digits, “_” or “-”.</translation>
    </message>
    <message>
        <source>Give a reason of 1 to 200 characters.</source>
        <translation>Give a reason of 1 to 200 characters.</translation>
    </message>
    <message>
        <source>The amount must be at least ¥ 0.01.</source>
        <translation>The amount must be at least ¥ 0.01.</translation>
    </message>
    <message>
        <source>An amount has at most two decimals.</source>
        <translation>An amount has at most two decimals.</translation>
    </message>
    <message>
        <source>The description must have 1 to 127 characters.</source>
        <translation>The description must have 1 to 127 characters.</translation>
    </message>
    <message>
        <source>This kind of order needs its user.</source>
        <translation>This kind of order needs its user.</translation>
    </message>
    <message>
        <source>There is no such user.</source>
        <translation>There is no such user.</translation>
    </message>
    <message>
        <source>There is no such order.</source>
        <translation>There is no such order.</translation>
    </message>
    <message>
        <source>There is no such withdrawal.</source>
        <translation>There is no such withdrawal.</translation>
    </message>
    <message>
        <source>The period must run forward and hold at most 366 days.</source>
        <translation>The period must run forward and hold at most 366 days.</translation>
    </message>
    <message>
        <source>This withdrawal of %1 is over the limit of %2 for one payout.</source>
        <translation>This withdrawal of %1 is over the limit of %2 for one payout.</translation>
    </message>
    <message>
        <source>This user's withdrawals of today would be %1, over the limit of %2.</source>
        <translation>This user's withdrawals of today would be %1, over the limit of %2.</translation>
    </message>
    <message>
        <source>All withdrawals of today would be %1, over the limit of %2.</source>
        <translation>All withdrawals of today would be %1, over the limit of %2.</translation>
    </message>
    <message>
        <source>Users are owed %1, but only %2 of settled money is there to pay them. Wait for settlement, or move money in.</source>
        <translation>Users are owed %1, but only %2 of settled money is there to pay them. Wait for settlement, or move money in.</translation>
    </message>
    <message>
        <source>From ¥ 2,000 on WeChat Pay wants the payee's real name. Enter it under Wallets.</source>
        <translation>From ¥ 2,000 on WeChat Pay wants the payee's real name. Enter it under Wallets.</translation>
    </message>
    <message>
        <source>That is no longer possible in its present state.</source>
        <translation>That is no longer possible in its present state.</translation>
    </message>
    <message>
        <source>Too late: it has already been sent to WeChat Pay.</source>
        <translation>Too late: it has already been sent to WeChat Pay.</translation>
    </message>
    <message>
        <source>The merchant account is not complete. Open Settings and fill in what is missing.</source>
        <translation>The merchant account is not complete. Open Settings and fill in what is missing.</translation>
    </message>
    <message>
        <source>Another Zhangfang already listens and pays for this folder; this one works beside it.</source>
        <translation>Another Zhangfang already listens and pays for this folder; this one works beside it.</translation>
    </message>
    <message>
        <source>The listener's port is in use. Choose another one in Settings.</source>
        <translation>The listener's port is in use. Choose another one in Settings.</translation>
    </message>
    <message>
        <source>WeChat Pay's certificates could not be fetched. Check the network and the merchant's keys.</source>
        <translation>WeChat Pay's certificates could not be fetched. Check the network and the merchant's keys.</translation>
    </message>
    <message>
        <source>WeChat Pay refused.</source>
        <translation>WeChat Pay refused.</translation>
    </message>
    <message>
        <source>WeChat Pay gave no clear answer. Nothing is lost; try again in a moment.</source>
        <translation>WeChat Pay gave no clear answer. Nothing is lost; try again in a moment.</translation>
    </message>
    <message>
        <source>The desktop's keyring cannot be used.</source>
        <translation>The desktop's keyring cannot be used.</translation>
    </message>
    <message>
        <source>That is not a key of the right kind.</source>
        <translation>That is not a key of the right kind.</translation>
    </message>
    <message>
        <source>A setting cannot hold that value.</source>
        <translation>A setting cannot hold that value.</translation>
    </message>
    <message>
        <source>Another program holds the books; try again in a moment.</source>
        <translation>Another program holds the books; try again in a moment.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was changed; free some space.</source>
        <translation>The disk is full. Nothing was changed; free some space.</translation>
    </message>
    <message>
        <source>A file could not be read or written. Nothing was changed.</source>
        <translation>A file could not be read or written. Nothing was changed.</translation>
    </message>
    <message>
        <source>The file is damaged. Keep it as it is and restore the newest backup.</source>
        <translation>The file is damaged. Keep it as it is and restore the newest backup.</translation>
    </message>
    <message>
        <source>The file is not a Zhangfang database.</source>
        <translation>The file is not a Zhangfang database.</translation>
    </message>
    <message>
        <source>These books were made by a newer Zhangfang. Update the program.</source>
        <translation>These books were made by a newer Zhangfang. Update the program.</translation>
    </message>
    <message>
        <source>There already is a file of this name; backups never overwrite.</source>
        <translation>There already is a file of this name; backups never overwrite.</translation>
    </message>
    <message>
        <source>The books do not verify. Stop paying out and restore a backup.</source>
        <translation>The books do not verify. Stop paying out and restore a backup.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Stopped.</translation>
    </message>
    <message>
        <source>There already are books in this folder.</source>
        <translation>There already are books in this folder.</translation>
    </message>
    <message>
        <source>the amount was %1 and is now %2.</source>
        <translation>the amount was %1 and is now %2.</translation>
    </message>
    <message>
        <source>the payee was %1 and is now %2.</source>
        <translation>the payee was %1 and is now %2.</translation>
    </message>
    <message>
        <source>the payee's name was “%1” and is now “%2”.</source>
        <translation>the payee's name was “%1” and is now “%2”.</translation>
    </message>
    <message>
        <source>the payee's balance was %1 and is now %2.</source>
        <translation>the payee's balance was %1 and is now %2.</translation>
    </message>
    <message>
        <source>%1its state is now “%2”.</source>
        <translation>%1its state is now “%2”.</translation>
    </message>
    <message>
        <source>Requested; the sum is held</source>
        <translation>Requested; the sum is held</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Approval taken back</source>
        <translation>Approval taken back</translation>
    </message>
    <message>
        <source>Rejected; the sum is back in the balance</source>
        <translation>Rejected; the sum is back in the balance</translation>
    </message>
    <message>
        <source>Cancelled; the sum is back in the balance</source>
        <translation>Cancelled; the sum is back in the balance</translation>
    </message>
    <message>
        <source>Request stored, then sent to WeChat Pay</source>
        <translation>Request stored, then sent to WeChat Pay</translation>
    </message>
    <message>
        <source>WeChat Pay did not take it; the same request goes again later</source>
        <translation>WeChat Pay did not take it; the same request goes again later</translation>
    </message>
    <message>
        <source>No clear answer; WeChat Pay is being asked by the same number</source>
        <translation>No clear answer; WeChat Pay is being asked by the same number</translation>
    </message>
    <message>
        <source>Accepted by WeChat Pay</source>
        <translation>Accepted by WeChat Pay</translation>
    </message>
    <message>
        <source>Waiting for the payee to confirm in WeChat</source>
        <translation>Waiting for the payee to confirm in WeChat</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>Failed; the sum is back in the balance</source>
        <translation>Failed; the sum is back in the balance</translation>
    </message>
    <message>
        <source>Cancelled at WeChat Pay; the sum is back in the balance</source>
        <translation>Cancelled at WeChat Pay; the sum is back in the balance</translation>
    </message>
    <message>
        <source>WeChat Pay was asked</source>
        <translation>WeChat Pay was asked</translation>
    </message>
    <message>
        <source>WeChat Pay told something new</source>
        <translation>WeChat Pay told something new</translation>
    </message>
    <message>
        <source>Not sent: not covered</source>
        <translation>Not sent: not covered</translation>
    </message>
    <message>
        <source>Stopped: a person is asked</source>
        <translation>Stopped: a person is asked</translation>
    </message>
    <message>
        <source>Cancellation asked for</source>
        <translation>Cancellation asked for</translation>
    </message>
    <message>
        <source>WeChat Pay was asked to cancel</source>
        <translation>WeChat Pay was asked to cancel</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>Settlement</source>
        <translation>Settlement</translation>
    </message>
    <message>
        <source>Credit by hand</source>
        <translation>Credit by hand</translation>
    </message>
    <message>
        <source>Debit by hand</source>
        <translation>Debit by hand</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Hold</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Payout</source>
        <translation>Payout</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Refund</translation>
    </message>
    <message>
        <source>WeChat money, not settled yet</source>
        <translation>WeChat money, not settled yet</translation>
    </message>
    <message>
        <source>WeChat basic account</source>
        <translation>WeChat basic account</translation>
    </message>
    <message>
        <source>WeChat operation account</source>
        <translation>WeChat operation account</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>Bank</translation>
    </message>
    <message>
        <source>Deferred revenue</source>
        <translation>Deferred revenue</translation>
    </message>
    <message>
        <source>Tax withheld</source>
        <translation>Tax withheld</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Sales</translation>
    </message>
    <message>
        <source>Commission</source>
        <translation>Commission</translation>
    </message>
    <message>
        <source>WeChat fees</source>
        <translation>WeChat fees</translation>
    </message>
    <message>
        <source>Rewards and corrections</source>
        <translation>Rewards and corrections</translation>
    </message>
    <message>
        <source>Owner's money</source>
        <translation>Owner's money</translation>
    </message>
    <message>
        <source>To be reconciled</source>
        <translation>To be reconciled</translation>
    </message>
    <message>
        <source>The books verify</source>
        <translation>The books verify</translation>
    </message>
    <message>
        <source>Merchant number, appid, certificate and keys are here</source>
        <translation>Merchant number, appid, certificate and keys are here</translation>
    </message>
    <message>
        <source>WeChat Pay answers, and both signatures agree</source>
        <translation>WeChat Pay answers, and both signatures agree</translation>
    </message>
    <message>
        <source>WeChat Pay knows where to send notifications</source>
        <translation>WeChat Pay knows where to send notifications</translation>
    </message>
    <message>
        <source>A payment does not fit its order. Compare it with the merchant platform before anything is delivered.</source>
        <translation>A payment does not fit its order. Compare it with the merchant platform before anything is delivered.</translation>
    </message>
    <message>
        <source>A notification could not be understood and was kept.</source>
        <translation>A notification could not be understood and was kept.</translation>
    </message>
    <message>
        <source>What WeChat Pay says about a withdrawal does not fit the books.</source>
        <translation>What WeChat Pay says about a withdrawal does not fit the books.</translation>
    </message>
    <message>
        <source>An approved withdrawal waits for money to cover it.</source>
        <translation>An approved withdrawal waits for money to cover it.</translation>
    </message>
    <message>
        <source>WeChat Pay did not take a withdrawal.</source>
        <translation>WeChat Pay did not take a withdrawal.</translation>
    </message>
    <message>
        <source>WeChat Pay tells a state this program does not know; the money stays held.</source>
        <translation>WeChat Pay tells a state this program does not know; the money stays held.</translation>
    </message>
    <message>
        <source>WeChat Pay no longer knows a withdrawal it had accepted; the money stays held.</source>
        <translation>WeChat Pay no longer knows a withdrawal it had accepted; the money stays held.</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>Unpaid</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Fulfilled</source>
        <translation>Fulfilled</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Shipped</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>Refunding</source>
        <translation>Refunding</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>Partly refunded</source>
        <translation>Partly refunded</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Sale</translation>
    </message>
    <message>
        <source>Top-up</source>
        <translation>Top-up</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Waiting for you</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Being sent</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Payee to confirm</source>
        <translation>Payee to confirm</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>Unclear</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>First withdrawal</source>
        <translation>First withdrawal</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>New account</translation>
    </message>
    <message>
        <source>Name missing</source>
        <translation>Name missing</translation>
    </message>
    <message>
        <source>Over limit</source>
        <translation>Over limit</translation>
    </message>
    <message>
        <source>Unusual sum</source>
        <translation>Unusual sum</translation>
    </message>
    <message>
        <source>Shared device</source>
        <translation>Shared device</translation>
    </message>
    <message>
        <source>Same name elsewhere</source>
        <translation>Same name elsewhere</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Needs attention</translation>
    </message>
    <message>
        <source>The sum is held from the user's balance. Nothing leaves before you approve.</source>
        <translation>The sum is held from the user's balance. Nothing leaves before you approve.</translation>
    </message>
    <message>
        <source>It will be sent when the grace period ends. Until then you can take it back.</source>
        <translation>It will be sent when the grace period ends. Until then you can take it back.</translation>
    </message>
    <message>
        <source>WeChat Pay did not take it. The same request goes again later, under the same number.</source>
        <translation>WeChat Pay did not take it. The same request goes again later, under the same number.</translation>
    </message>
    <message>
        <source>The request is stored and on its way to WeChat Pay.</source>
        <translation>The request is stored and on its way to WeChat Pay.</translation>
    </message>
    <message>
        <source>WeChat Pay has it and is working on it.</source>
        <translation>WeChat Pay has it and is working on it.</translation>
    </message>
    <message>
        <source>The payee has 24 hours to confirm in WeChat. If they do not, it fails and the sum goes back to their balance.</source>
        <translation>The payee has 24 hours to confirm in WeChat. If they do not, it fails and the sum goes back to their balance.</translation>
    </message>
    <message>
        <source>An answer of WeChat Pay was lost. The program asks by the same number, and repeats the same request only if WeChat Pay does not know it. It cannot be paid twice. There is nothing you have to do.</source>
        <translation>An answer of WeChat Pay was lost. The program asks by the same number, and repeats the same request only if WeChat Pay does not know it. It cannot be paid twice. There is nothing you have to do.</translation>
    </message>
    <message>
        <source>The money has arrived in the payee's WeChat wallet.</source>
        <translation>The money has arrived in the payee's WeChat wallet.</translation>
    </message>
    <message>
        <source>It ended without payment. The sum is back in the user's balance.</source>
        <translation>It ended without payment. The sum is back in the user's balance.</translation>
    </message>
    <message>
        <source>It was not paid. The sum is back in the user's balance.</source>
        <translation>It was not paid. The sum is back in the user's balance.</translation>
    </message>
    <message>
        <source>This program does not know the state; the sum stays held.</source>
        <translation>This program does not know the state; the sum stays held.</translation>
    </message>
    <message>
        <source>User %1, held</source>
        <translation>User %1, held</translation>
    </message>
    <message>
        <source>User %1, available</source>
        <translation>User %1, available</translation>
    </message>
    <message>
        <source>Advertising: %1</source>
        <translation>Advertising: %1</translation>
    </message>
    <message>
        <source>It has changed since you looked, so it was not approved: %1</source>
        <translation>It has changed since you looked, so it was not approved: %1</translation>
    </message>
    <message>
        <source>WeChat's number %1, told by notification %2</source>
        <translation>WeChat's number %1, told by notification %2</translation>
    </message>
    <message>
        <source>WeChat's number %1, told when asked</source>
        <translation>WeChat's number %1, told when asked</translation>
    </message>
    <message>
        <source>d MMM HH:mm:ss</source>
        <comment>date and time of this year</comment>
        <translation>d MMM HH:mm:ss</translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm:ss</source>
        <comment>date and time</comment>
        <translation>d MMM yyyy HH:mm:ss</translation>
    </message>
    <message>
        <source>ddd, d MMM yyyy</source>
        <comment>a day</comment>
        <translation>ddd, d MMM yyyy</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>Payouts name the scene WeChat Pay has granted</source>
        <translation>Payouts name the scene WeChat Pay has granted</translation>
    </message>
    <message>
        <source>the user</source>
        <translation>the user</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>the program</translation>
    </message>
    <message>
        <source>What WeChat Pay says about a refund does not fit the books.</source>
        <translation>What WeChat Pay says about a refund does not fit the books.</translation>
    </message>
    <message>
        <source>An order was refunded outside this program, and is booked.</source>
        <translation>An order was refunded outside this program, and is booked.</translation>
    </message>
    <message>
        <source>WeChat Pay cannot give a refund back to where it came from: send it to a bank card, or settle it with the customer.</source>
        <translation>WeChat Pay cannot give a refund back to where it came from: send it to a bank card, or settle it with the customer.</translation>
    </message>
    <message>
        <source>WeChat Pay did not take a refund.</source>
        <translation>WeChat Pay did not take a refund.</translation>
    </message>
    <message>
        <source>A top-up was to be given back, but its user has already spent it. Decide who bears it.</source>
        <translation>A top-up was to be given back, but its user has already spent it. Decide who bears it.</translation>
    </message>
    <message>
        <source>A customer complains to WeChat Pay and waits for your answer.</source>
        <translation>A customer complains to WeChat Pay and waits for your answer.</translation>
    </message>
    <message>
        <source>The merchant's certificate ends soon. Renew it in the merchant platform.</source>
        <translation>The merchant's certificate ends soon. Renew it in the merchant platform.</translation>
    </message>
    <message>
        <source>WeChat Pay's last known certificate ends soon.</source>
        <translation>WeChat Pay's last known certificate ends soon.</translation>
    </message>
    <message>
        <source>About to be sent</source>
        <translation>About to be sent</translation>
    </message>
    <message>
        <source>No clear answer</source>
        <translation>No clear answer</translation>
    </message>
    <message>
        <source>With WeChat Pay</source>
        <translation>With WeChat Pay</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Not refunded</source>
        <translation>Not refunded</translation>
    </message>
    <message>
        <source>Basic account</source>
        <translation>Basic account</translation>
    </message>
    <message>
        <source>Operation account</source>
        <translation>Operation account</translation>
    </message>
    <message>
        <source>Fee account</source>
        <translation>Fee account</translation>
    </message>
    <message>
        <source>Only %1 of the order can still be refunded, not %2.</source>
        <translation>Only %1 of the order can still be refunded, not %2.</translation>
    </message>
    <message>
        <source>The user has only %1 left of the %2 to give back.</source>
        <translation>The user has only %1 left of the %2 to give back.</translation>
    </message>
    <message>
        <source>WeChat Pay refunds an order at most 50 times.</source>
        <translation>WeChat Pay refunds an order at most 50 times.</translation>
    </message>
    <message>
        <source>A payment code has 18 digits and begins with 10 to 15.</source>
        <translation>A payment code has 18 digits and begins with 10 to 15.</translation>
    </message>
    <message>
        <source>WeChat Pay sent something this program does not know. It is kept; look it up in the merchant platform.</source>
        <translation>WeChat Pay sent something this program does not know. It is kept; look it up in the merchant platform.</translation>
    </message>
    <message>
        <source>WeChat's number %1, told at once</source>
        <translation>WeChat's number %1, told at once</translation>
    </message>
    <message>
        <source>The user has already agreed.</source>
        <translation>The user has already agreed.</translation>
    </message>
    <message>
        <source>The user was never asked.</source>
        <translation>The user was never asked.</translation>
    </message>
    <message>
        <source>WeChat Pay is still making the receipt. Try again in a minute.</source>
        <translation>WeChat Pay is still making the receipt. Try again in a minute.</translation>
    </message>
    <message>
        <source>never asked for</source>
        <translation>never asked for</translation>
    </message>
    <message>
        <source>asked for, no answer yet</source>
        <translation>asked for, no answer yet</translation>
    </message>
    <message>
        <source>waiting for the user</source>
        <translation>waiting for the user</translation>
    </message>
    <message>
        <source>given</source>
        <translation>given</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>ended</translation>
    </message>
    <message>
        <source>WeChat Pay has no receipt of this withdrawal.</source>
        <translation>WeChat Pay has no receipt of this withdrawal.</translation>
    </message>
    <message>
        <source>These books were put back from a backup. Until the owner has confirmed what happened since, nothing is sent.</source>
        <translation>These books were put back from a backup. Until the owner has confirmed what happened since, nothing is sent.</translation>
    </message>
    <message>
        <source>These books do not wait for a confirmation.</source>
        <translation>These books do not wait for a confirmation.</translation>
    </message>
    <message>
        <source>WeChat Pay has not been asked about everything yet. Wait, or go on without looking.</source>
        <translation>WeChat Pay has not been asked about everything yet. Wait, or go on without looking.</translation>
    </message>
    <message>
        <source>This takes the owner's password each time, even while the desk is unlocked.</source>
        <translation>This takes the owner's password each time, even while the desk is unlocked.</translation>
    </message>
    <message>
        <source>WeChat Pay answers: wait until it has been asked about everything.</source>
        <translation>WeChat Pay answers: wait until it has been asked about everything.</translation>
    </message>
    <message>
        <source>WeChat Pay still has it under way and will bring it to an end itself. Nothing was decided.</source>
        <translation>WeChat Pay still has it under way and will bring it to an end itself. Nothing was decided.</translation>
    </message>
    <message>
        <source>A restore was cut off halfway. Restore the same backup once more.</source>
        <translation>A restore was cut off halfway. Restore the same backup once more.</translation>
    </message>
    <message>
        <source>WeChat Pay pays out no less than %1 this way.</source>
        <translation>WeChat Pay pays out no less than %1 this way.</translation>
    </message>
    <message>
        <source>A red packet holds no more than %1.</source>
        <translation>A red packet holds no more than %1.</translation>
    </message>
    <message>
        <source>What was sent this way cannot be cancelled at WeChat Pay.</source>
        <translation>What was sent this way cannot be cancelled at WeChat Pay.</translation>
    </message>
    <message>
        <source>Say where it is written, in 1 to 200 characters on one line.</source>
        <translation>Say where it is written, in 1 to 200 characters on one line.</translation>
    </message>
    <message>
        <source>WeChat Pay says that this order was paid. See the task under Overview; until it is settled, the order is neither closed nor reversed.</source>
        <translation>WeChat Pay says that this order was paid. See the task under Overview; until it is settled, the order is neither closed nor reversed.</translation>
    </message>
    <message>
        <source>WeChat Pay does not let it be ended yet. The program does it by itself in a moment.</source>
        <translation>WeChat Pay does not let it be ended yet. The program does it by itself in a moment.</translation>
    </message>
    <message>
        <source>Nothing was taken from the customer. Scan the code again.</source>
        <translation>Nothing was taken from the customer. Scan the code again.</translation>
    </message>
    <message>
        <source>The customer has not paid.</source>
        <translation>The customer has not paid.</translation>
    </message>
    <message>
        <source>WeChat Pay no longer reverses this payment. Should it turn out to be paid, give the money back with a refund.</source>
        <translation>WeChat Pay no longer reverses this payment. Should it turn out to be paid, give the money back with a refund.</translation>
    </message>
    <message>
        <source>This user is not known in that app: WeChat Pay wants the openid of the app that pays.</source>
        <translation>This user is not known in that app: WeChat Pay wants the openid of the app that pays.</translation>
    </message>
    <message>
        <source>This AppID is none of the shop's. Add it under Settings.</source>
        <translation>This AppID is none of the shop's. Add it under Settings.</translation>
    </message>
    <message>
        <source>Something else was done under this key before. Nothing was done now.</source>
        <translation>Something else was done under this key before. Nothing was done now.</translation>
    </message>
    <message>
        <source>A key has 1 to 64 letters, digits, “-”, “_”, “.” or “:”.</source>
        <translation>A key has 1 to 64 letters, digits, “-”, “_”, “.” or “:”.</translation>
    </message>
    <message>
        <source>It still does not fit, so it stays set aside.</source>
        <translation>It still does not fit, so it stays set aside.</translation>
    </message>
    <message>
        <source>There is no such notification.</source>
        <translation>There is no such notification.</translation>
    </message>
    <message>
        <source>There is no such refund.</source>
        <translation>There is no such refund.</translation>
    </message>
    <message>
        <source>There is no such errand.</source>
        <translation>There is no such errand.</translation>
    </message>
    <message>
        <source>There is no such complaint.</source>
        <translation>There is no such complaint.</translation>
    </message>
    <message>
        <source>An answer has 1 to 200 characters.</source>
        <translation>An answer has 1 to 200 characters.</translation>
    </message>
    <message>
        <source>The list of goods is not one that WeChat Pay takes.</source>
        <translation>The list of goods is not one that WeChat Pay takes.</translation>
    </message>
    <message>
        <source>A refund is taken from AVAILABLE or UNSETTLED.</source>
        <translation>A refund is taken from AVAILABLE or UNSETTLED.</translation>
    </message>
    <message>
        <source>The bank is not one that WeChat Pay names.</source>
        <translation>The bank is not one that WeChat Pay names.</translation>
    </message>
    <message>
        <source>That is not the number of a bank card.</source>
        <translation>That is not the number of a bank card.</translation>
    </message>
    <message>
        <source>The keys have changed meanwhile. Nothing was sent; try again.</source>
        <translation>The keys have changed meanwhile. Nothing was sent; try again.</translation>
    </message>
    <message>
        <source>WeChat Pay refunds an order only within a year.</source>
        <translation>WeChat Pay refunds an order only within a year.</translation>
    </message>
    <message>
        <source>Another order already has this number.</source>
        <translation>Another order already has this number.</translation>
    </message>
    <message>
        <source>Decided by a person: paid</source>
        <translation>Decided by a person: paid</translation>
    </message>
    <message>
        <source>Decided by a person: not paid; the sum is back in the balance</source>
        <translation>Decided by a person: not paid; the sum is back in the balance</translation>
    </message>
    <message>
        <source>Asked again for what the payee needs to confirm</source>
        <translation>Asked again for what the payee needs to confirm</translation>
    </message>
    <message>
        <source>What the payee needs to confirm did not come</source>
        <translation>What the payee needs to confirm did not come</translation>
    </message>
    <message>
        <source>WeChat Pay is cancelling it</source>
        <translation>WeChat Pay is cancelling it</translation>
    </message>
    <message>
        <source>WeChat Pay did not cancel it; it is asked how it stands</source>
        <translation>WeChat Pay did not cancel it; it is asked how it stands</translation>
    </message>
    <message>
        <source>It is to be cancelled again later</source>
        <translation>It is to be cancelled again later</translation>
    </message>
    <message>
        <source>No longer cancelled by the program: a person is asked</source>
        <translation>No longer cancelled by the program: a person is asked</translation>
    </message>
    <message>
        <source>Put right by a person: goes out again</source>
        <translation>Put right by a person: goes out again</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Asked for</translation>
    </message>
    <message>
        <source>WeChat Pay refused it; nothing has moved</source>
        <translation>WeChat Pay refused it; nothing has moved</translation>
    </message>
    <message>
        <source>It could not go back to where it came from: a person is asked</source>
        <translation>It could not go back to where it came from: a person is asked</translation>
    </message>
    <message>
        <source>WeChat Pay gave it up; nothing has moved</source>
        <translation>WeChat Pay gave it up; nothing has moved</translation>
    </message>
    <message>
        <source>Withdrawn; WeChat Pay never got it</source>
        <translation>Withdrawn; WeChat Pay never got it</translation>
    </message>
    <message>
        <source>Decided by a person: refunded</source>
        <translation>Decided by a person: refunded</translation>
    </message>
    <message>
        <source>Decided by a person: not refunded</source>
        <translation>Decided by a person: not refunded</translation>
    </message>
    <message>
        <source>To a bank card instead: stored, then sent to WeChat Pay</source>
        <translation>To a bank card instead: stored, then sent to WeChat Pay</translation>
    </message>
    <message>
        <source>To a bank card instead: WeChat Pay has it</source>
        <translation>To a bank card instead: WeChat Pay has it</translation>
    </message>
    <message>
        <source>To a bank card instead: no clear answer</source>
        <translation>To a bank card instead: no clear answer</translation>
    </message>
    <message>
        <source>To a bank card instead: WeChat Pay refused</source>
        <translation>To a bank card instead: WeChat Pay refused</translation>
    </message>
    <message>
        <source>A backup was restored.</source>
        <translation>A backup was restored.</translation>
    </message>
    <message>
        <source>The file of the books was replaced by an older one.</source>
        <translation>The file of the books was replaced by an older one.</translation>
    </message>
    <message>
        <source>The file of the books was replaced by that of other books.</source>
        <translation>The file of the books was replaced by that of other books.</translation>
    </message>
    <message>
        <source>Merchant transfer</source>
        <translation>Merchant transfer</translation>
    </message>
    <message>
        <source>Transfer batch</source>
        <translation>Transfer batch</translation>
    </message>
    <message>
        <source>API v2, to the balance</source>
        <translation>API v2, to the balance</translation>
    </message>
    <message>
        <source>API v2, red packet</source>
        <translation>API v2, red packet</translation>
    </message>
    <message>
        <source>Withdrawal</source>
        <translation>Withdrawal</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Coupon money paid in at WeChat</source>
        <translation>Coupon money paid in at WeChat</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>Coupons</translation>
    </message>
    <message>
        <source>The books go on from where they were</source>
        <translation>The books go on from where they were</translation>
    </message>
    <message>
        <source>WeChat Pay tells what is in the accounts</source>
        <translation>WeChat Pay tells what is in the accounts</translation>
    </message>
    <message>
        <source>For too long WeChat Pay has not said clearly what became of this. Look the number up in the merchant platform, then say what became of it.</source>
        <translation>For too long WeChat Pay has not said clearly what became of this. Look the number up in the merchant platform, then say what became of it.</translation>
    </message>
    <message>
        <source>The payee cannot confirm: WeChat Pay does not send what their phone needs. Cancel the withdrawal, or ask WeChat Pay's support.</source>
        <translation>The payee cannot confirm: WeChat Pay does not send what their phone needs. Cancel the withdrawal, or ask WeChat Pay's support.</translation>
    </message>
    <message>
        <source>WeChat Pay did not cancel a withdrawal. It goes on there; look at how it stands.</source>
        <translation>WeChat Pay did not cancel a withdrawal. It goes on there; look at how it stands.</translation>
    </message>
    <message>
        <source>A batch cannot go as it was approved: one of its withdrawals is no longer what it was.</source>
        <translation>A batch cannot go as it was approved: one of its withdrawals is no longer what it was.</translation>
    </message>
    <message>
        <source>A payment was booked by the cautious reading of what WeChat Pay says. Compare it with the merchant platform.</source>
        <translation>A payment was booked by the cautious reading of what WeChat Pay says. Compare it with the merchant platform.</translation>
    </message>
    <message>
        <source>A refund was booked by the cautious reading of what WeChat Pay says. Compare it with the merchant platform.</source>
        <translation>A refund was booked by the cautious reading of what WeChat Pay says. Compare it with the merchant platform.</translation>
    </message>
    <message>
        <source>A closed order was paid after all. Hand over the goods, or give the money back.</source>
        <translation>A closed order was paid after all. Hand over the goods, or give the money back.</translation>
    </message>
    <message>
        <source>A payment by code can no longer be reversed. Should it be paid, give the money back with a refund.</source>
        <translation>A payment by code can no longer be reversed. Should it be paid, give the money back with a refund.</translation>
    </message>
    <message>
        <source>An order was refunded elsewhere, and WeChat Pay does not say how much. Until that is known the money waits.</source>
        <translation>An order was refunded elsewhere, and WeChat Pay does not say how much. Until that is known the money waits.</translation>
    </message>
    <message>
        <source>The books were put back from a backup. Nothing is sent until you have confirmed what happened since.</source>
        <translation>The books were put back from a backup. Nothing is sent until you have confirmed what happened since.</translation>
    </message>
    <message>
        <source>WeChat Pay certainly has not got it, and it is not sent again by itself. Put right what stands below; then ask, and it goes out again under the same number.</source>
        <translation>WeChat Pay certainly has not got it, and it is not sent again by itself. Put right what stands below; then ask, and it goes out again under the same number.</translation>
    </message>
    <message>
        <source>For too long WeChat Pay has not said clearly what became of it. The program goes on asking and sends nothing again by itself; the sum stays held. Look the number up in the merchant platform, then say what became of it.</source>
        <translation>For too long WeChat Pay has not said clearly what became of it. The program goes on asking and sends nothing again by itself; the sum stays held. Look the number up in the merchant platform, then say what became of it.</translation>
    </message>
    <message>
        <source>WeChat Pay is being asked</source>
        <translation>WeChat Pay is being asked</translation>
    </message>
    <message>
        <source>Waiting for your word</source>
        <translation>Waiting for your word</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>Never put back</source>
        <translation>Never put back</translation>
    </message>
    <message>
        <source>a person</source>
        <translation>a person</translation>
    </message>
    <message>
        <source>WeChat Pay says after all that it was paid; it is booked</source>
        <translation>WeChat Pay says after all that it was paid; it is booked</translation>
    </message>
    <message>
        <source>WeChat Pay says after all that it was refunded; it is booked</source>
        <translation>WeChat Pay says after all that it was refunded; it is booked</translation>
    </message>
    <message>
        <source>Refunded outside this program; it is booked</source>
        <translation>Refunded outside this program; it is booked</translation>
    </message>
    <message>
        <source>A refund that was called not done was done after all, and is booked. See who bears it.</source>
        <translation>A refund that was called not done was done after all, and is booked. See who bears it.</translation>
    </message>
    <message>
        <source>A withdrawal that was called not paid was paid after all, and is booked. See who bears it.</source>
        <translation>A withdrawal that was called not paid was paid after all, and is booked. See who bears it.</translation>
    </message>
    <message>
        <source>WeChat Pay knows no refund by the number that was named for an order. Look at the number again.</source>
        <translation>WeChat Pay knows no refund by the number that was named for an order. Look at the number again.</translation>
    </message>
    <message>
        <source>A file of that name is there already.</source>
        <translation>A file of that name is there already.</translation>
    </message>
    <message>
        <source>That is the shop's own folder, where nothing else is written. Choose another place.</source>
        <translation>That is the shop's own folder, where nothing else is written. Choose another place.</translation>
    </message>
    <message>
        <source>That is not the name of a file that can be written.</source>
        <translation>That is not the name of a file that can be written.</translation>
    </message>
    <message>
        <source>There is room for the books</source>
        <translation>There is room for the books</translation>
    </message>
    <message>
        <source>This computer's clock is right</source>
        <translation>This computer's clock is right</translation>
    </message>
    <message>
        <source>The part that pays and listens is alive</source>
        <translation>The part that pays and listens is alive</translation>
    </message>
    <message>
        <source>There is a backup of this week</source>
        <translation>There is a backup of this week</translation>
    </message>
    <message>
        <source>WeChat Pay holds what the books expect</source>
        <translation>WeChat Pay holds what the books expect</translation>
    </message>
    <message>
        <source>The disk with the books is nearly full. Make room before a payment cannot be written down.</source>
        <translation>The disk with the books is nearly full. Make room before a payment cannot be written down.</translation>
    </message>
    <message>
        <source>This computer's clock is wrong. Set it, or WeChat Pay believes nothing that is signed here.</source>
        <translation>This computer's clock is wrong. Set it, or WeChat Pay believes nothing that is signed here.</translation>
    </message>
    <message>
        <source>The books have not been backed up for a week. Back them up under Settings, and keep the copy elsewhere.</source>
        <translation>The books have not been backed up for a week. Back them up under Settings, and keep the copy elsewhere.</translation>
    </message>
    <message>
        <source>WeChat Pay holds less than the books expect. Compare with the merchant platform and the bill of funds.</source>
        <translation>WeChat Pay holds less than the books expect. Compare with the merchant platform and the bill of funds.</translation>
    </message>
    <message>
        <source>Notifications that arrive are believed</source>
        <translation>Notifications that arrive are believed</translation>
    </message>
    <message>
        <source>Notifications keep being refused. Test everything: the APIv3 key, WeChat Pay's public key, the clock or the notify address may be wrong.</source>
        <translation>Notifications keep being refused. Test everything: the APIv3 key, WeChat Pay's public key, the clock or the notify address may be wrong.</translation>
    </message>
    <message>
        <source>This folder holds something that practice has not made. Nothing in it was changed; practise in an empty folder.</source>
        <translation>This folder holds something that practice has not made. Nothing in it was changed; practise in an empty folder.</translation>
    </message>
    <message>
        <source>It is being sent to WeChat Pay at this very moment; try again in a few seconds.</source>
        <translation>It is being sent to WeChat Pay at this very moment; try again in a few seconds.</translation>
    </message>
    <message>
        <source>A text must be on one line, and every character one that can be seen.</source>
        <translation>A text must be on one line, and every character one that can be seen.</translation>
    </message>
    <message>
        <source>The key's file is locked, and the merchant's number does not open it.</source>
        <translation>The key's file is locked, and the merchant's number does not open it.</translation>
    </message>
    <message>
        <source>Private key, certificate and serial number do not belong together.</source>
        <translation>Private key, certificate and serial number do not belong together.</translation>
    </message>
    <message>
        <source>What is set as WeChat Pay's public key is not one.</source>
        <translation>What is set as WeChat Pay's public key is not one.</translation>
    </message>
    <message>
        <source>The APIv3 key does not open what WeChat Pay seals.</source>
        <translation>The APIv3 key does not open what WeChat Pay seals.</translation>
    </message>
    <message>
        <source>WeChat Pay does not take this app from this merchant.</source>
        <translation>WeChat Pay does not take this app from this merchant.</translation>
    </message>
    <message>
        <source>Private key, certificate and serial number belong together</source>
        <translation>Private key, certificate and serial number belong together</translation>
    </message>
    <message>
        <source>WeChat Pay's public key is one</source>
        <translation>WeChat Pay's public key is one</translation>
    </message>
    <message>
        <source>The APIv3 key opens what WeChat Pay seals</source>
        <translation>The APIv3 key opens what WeChat Pay seals</translation>
    </message>
    <message>
        <source>The apps are bound to the merchant number</source>
        <translation>The apps are bound to the merchant number</translation>
    </message>
    <message>
        <source>The notify address leads somewhere else: what WeChat Pay tells there does not come here.</source>
        <translation>The notify address leads somewhere else: what WeChat Pay tells there does not come here.</translation>
    </message>
    <message>
        <source>The notify address cannot be reached from here; look whether it can from outside.</source>
        <translation>The notify address cannot be reached from here; look whether it can from outside.</translation>
    </message>
    <message>
        <source>An AppID begins with “wx” and has 18 characters.</source>
        <translation>An AppID begins with “wx” and has 18 characters.</translation>
    </message>
    <message>
        <source>A name has 1 to 64 characters, all of which can be seen.</source>
        <translation>A name has 1 to 64 characters, all of which can be seen.</translation>
    </message>
    <message>
        <source>The device has at most 128 characters, all of which can be seen.</source>
        <translation>The device has at most 128 characters, all of which can be seen.</translation>
    </message>
    <message>
        <source>That is not a valid number.</source>
        <translation>That is not a valid number.</translation>
    </message>
    <message>
        <source>That is not a date.</source>
        <translation>That is not a date.</translation>
    </message>
    <message>
        <source>That is not a time.</source>
        <translation>That is not a time.</translation>
    </message>
    <message>
        <source>An order is a sale or a top-up.</source>
        <translation>An order is a sale or a top-up.</translation>
    </message>
    <message>
        <source>WeChat Pay does not take an order this way.</source>
        <translation>WeChat Pay does not take an order this way.</translation>
    </message>
    <message>
        <source>This kind of order needs the address of the customer's phone.</source>
        <translation>This kind of order needs the address of the customer's phone.</translation>
    </message>
    <message>
        <source>Say whether it was done or not.</source>
        <translation>Say whether it was done or not.</translation>
    </message>
    <message>
        <source>That is not a certificate that can be read.</source>
        <translation>That is not a certificate that can be read.</translation>
    </message>
    <message>
        <source>What was pasted is not complete.</source>
        <translation>What was pasted is not complete.</translation>
    </message>
    <message>
        <source>What was read is not well-formed.</source>
        <translation>What was read is not well-formed.</translation>
    </message>
    <message>
        <source>A field is missing or holds what it cannot.</source>
        <translation>A field is missing or holds what it cannot.</translation>
    </message>
    <message>
        <source>WeChat Pay's answer cannot be read.</source>
        <translation>WeChat Pay's answer cannot be read.</translation>
    </message>
    <message>
        <source>The key's file is locked with a password.</source>
        <translation>The key's file is locked with a password.</translation>
    </message>
    <message>
        <source>There is no key in it that can be read.</source>
        <translation>There is no key in it that can be read.</translation>
    </message>
    <message>
        <source>The key must be RSA with at least 2048 bits.</source>
        <translation>The key must be RSA with at least 2048 bits.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>The file cannot be read.</translation>
    </message>
    <message>
        <source>The file is too large.</source>
        <translation>The file is too large.</translation>
    </message>
    <message>
        <source>A key is not set yet. Enter it under Settings.</source>
        <translation>A key is not set yet. Enter it under Settings.</translation>
    </message>
    <message>
        <source>There is no such key.</source>
        <translation>There is no such key.</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>There is no such setting.</translation>
    </message>
    <message>
        <source>The vault of the keys does not open: wrong passphrase, or the file was changed.</source>
        <translation>The vault of the keys does not open: wrong passphrase, or the file was changed.</translation>
    </message>
    <message>
        <source>The keys were stored only in part. Set them again before anything is paid.</source>
        <translation>The keys were stored only in part. Set them again before anything is paid.</translation>
    </message>
    <message>
        <source>That task has been dealt with already.</source>
        <translation>That task has been dealt with already.</translation>
    </message>
    <message>
        <source>There is no such journal entry.</source>
        <translation>There is no such journal entry.</translation>
    </message>
    <message>
        <source>The content does not open with this key.</source>
        <translation>The content does not open with this key.</translation>
    </message>
    <message>
        <source>There are no books in this folder yet.</source>
        <translation>There are no books in this folder yet.</translation>
    </message>
    <message>
        <source>There is an operator of this name already.</source>
        <translation>There is an operator of this name already.</translation>
    </message>
    <message>
        <source>The amount is too large.</source>
        <translation>The amount is too large.</translation>
    </message>
    <message>
        <source>The batch cannot go as it was approved: one of its withdrawals is no longer what it was.</source>
        <translation>The batch cannot go as it was approved: one of its withdrawals is no longer what it was.</translation>
    </message>
    <message>
        <source>WeChat Pay takes no payee's name for so small a sum.</source>
        <translation>WeChat Pay takes no payee's name for so small a sum.</translation>
    </message>
    <message>
        <source>The order was paid and reversed: the money goes back to the customer.</source>
        <translation>The order was paid and reversed: the money goes back to the customer.</translation>
    </message>
    <message>
        <source>The receipt that came is damaged. Try again later.</source>
        <translation>The receipt that came is damaged. Try again later.</translation>
    </message>
    <message>
        <source>WeChat Pay made no receipt.</source>
        <translation>WeChat Pay made no receipt.</translation>
    </message>
    <message>
        <source>WeChat Pay's file is larger than any real one.</source>
        <translation>WeChat Pay's file is larger than any real one.</translation>
    </message>
    <message>
        <source>WeChat Pay's bill is damaged. Fetch it again.</source>
        <translation>WeChat Pay's bill is damaged. Fetch it again.</translation>
    </message>
    <message>
        <source>WeChat Pay's bill is not complete. Fetch it again.</source>
        <translation>WeChat Pay's bill is not complete. Fetch it again.</translation>
    </message>
    <message>
        <source>WeChat Pay's bill lacks a column.</source>
        <translation>WeChat Pay's bill lacks a column.</translation>
    </message>
    <message>
        <source>A row of WeChat Pay's bill cannot be read.</source>
        <translation>A row of WeChat Pay's bill cannot be read.</translation>
    </message>
    <message>
        <source>The rows of WeChat Pay's bill do not add up to its summary.</source>
        <translation>The rows of WeChat Pay's bill do not add up to its summary.</translation>
    </message>
    <message>
        <source>A row of WeChat Pay's bill is longer than any real one.</source>
        <translation>A row of WeChat Pay's bill is longer than any real one.</translation>
    </message>
    <message>
        <source>WeChat Pay's bill is larger than any real one.</source>
        <translation>WeChat Pay's bill is larger than any real one.</translation>
    </message>
    <message>
        <source>Paying and listening have stopped. Start Zhangfang again.</source>
        <translation>Paying and listening have stopped. Start Zhangfang again.</translation>
    </message>
    <message>
        <source>Notifications keep being refused. Compare the APIv3 key, WeChat Pay's public key and the clock.</source>
        <translation>Notifications keep being refused. Compare the APIv3 key, WeChat Pay's public key and the clock.</translation>
    </message>
    <message>
        <source>This computer's clock is wrong. Set it.</source>
        <translation>This computer's clock is wrong. Set it.</translation>
    </message>
    <message>
        <source>The books have not been backed up for a week.</source>
        <translation>The books have not been backed up for a week.</translation>
    </message>
    <message>
        <source>WeChat Pay holds less than the books expect.</source>
        <translation>WeChat Pay holds less than the books expect.</translation>
    </message>
    <message>
        <source>A message without signature was refused.</source>
        <translation>A message without signature was refused.</translation>
    </message>
    <message>
        <source>The signature does not match the message.</source>
        <translation>The signature does not match the message.</translation>
    </message>
    <message>
        <source>The message is signed with a key that is not known here.</source>
        <translation>The message is signed with a key that is not known here.</translation>
    </message>
    <message>
        <source>The signed time is too far from this computer's clock.</source>
        <translation>The signed time is too far from this computer's clock.</translation>
    </message>
    <message>
        <source>These books were changed by another program. Restore a backup.</source>
        <translation>These books were changed by another program. Restore a backup.</translation>
    </message>
    <message>
        <source>The books cannot be read or written.</source>
        <translation>The books cannot be read or written.</translation>
    </message>
    <message>
        <source>Too much is waiting to be written; try again in a moment.</source>
        <translation>Too much is waiting to be written; try again in a moment.</translation>
    </message>
    <message>
        <source>The program is stopping.</source>
        <translation>The program is stopping.</translation>
    </message>
    <message>
        <source>The journal entry does not balance.</source>
        <translation>The journal entry does not balance.</translation>
    </message>
    <message>
        <source>There is no such account.</source>
        <translation>There is no such account.</translation>
    </message>
    <message>
        <source>This practice shop was made by an older Zhangfang. Begin a new one.</source>
        <translation>This practice shop was made by an older Zhangfang. Begin a new one.</translation>
    </message>
    <message>
        <source>%1 MiB free where the books are: make room before a payment cannot be written down</source>
        <translation>%1 MiB free where the books are: make room before a payment cannot be written down</translation>
    </message>
    <message>
        <source>%1 MiB free where the books are</source>
        <translation>%1 MiB free where the books are</translation>
    </message>
    <message>
        <source>WeChat Pay has not told the time yet</source>
        <translation>WeChat Pay has not told the time yet</translation>
    </message>
    <message>
        <source>this computer's clock is %1 seconds behind WeChat Pay's: set it, or nothing that is signed is believed</source>
        <translation>this computer's clock is %1 seconds behind WeChat Pay's: set it, or nothing that is signed is believed</translation>
    </message>
    <message>
        <source>this computer's clock is %1 seconds before WeChat Pay's: set it, or nothing that is signed is believed</source>
        <translation>this computer's clock is %1 seconds before WeChat Pay's: set it, or nothing that is signed is believed</translation>
    </message>
    <message>
        <source>within %1 seconds of WeChat Pay's</source>
        <translation>within %1 seconds of WeChat Pay's</translation>
    </message>
    <message>
        <source>WeChat does not know it</source>
        <translation>WeChat does not know it</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>not running</translation>
    </message>
    <message>
        <source>running, listening at %1</source>
        <translation>running, listening at %1</translation>
    </message>
    <message>
        <source>it has not said goodbye and gave no sign of life for %1 seconds: start Zhangfang or zhangfangd again</source>
        <translation>it has not said goodbye and gave no sign of life for %1 seconds: start Zhangfang or zhangfangd again</translation>
    </message>
    <message>
        <source>the books have never been backed up: zhangfangctl backup FILE, or Settings in the window</source>
        <translation>the books have never been backed up: zhangfangctl backup FILE, or Settings in the window</translation>
    </message>
    <message>
        <source>the last backup is of %1</source>
        <translation>the last backup is of %1</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>WeChat Pay has told no balance within a day</source>
        <translation>WeChat Pay has told no balance within a day</translation>
    </message>
    <message>
        <source>nothing is missing</source>
        <translation>nothing is missing</translation>
    </message>
    <message>
        <source>%1 holds %2, the books expect %3: compare with the merchant platform and the bill of funds</source>
        <translation>%1 holds %2, the books expect %3: compare with the merchant platform and the bill of funds</translation>
    </message>
    <message>
        <source>%1 holds %2, the books expect %3: compare with the merchant platform before booking it</source>
        <translation>%1 holds %2, the books expect %3: compare with the merchant platform before booking it</translation>
    </message>
    <message>
        <source>%1 is bound to the merchant (asked about an order that is not there)</source>
        <translation>%1 is bound to the merchant (asked about an order that is not there)</translation>
    </message>
    <message>
        <source>%1 is bound to the merchant (without an API v2 key no question carries the app: an order of 0.01 that nobody was shown was opened, and closed at once)</source>
        <translation>%1 is bound to the merchant (without an API v2 key no question carries the app: an order of 0.01 that nobody was shown was opened, and closed at once)</translation>
    </message>
    <message>
        <source>%1 is bound to the merchant (without an API v2 key no question carries the app: an order of 0.01 that nobody was shown was opened; it ends by itself)</source>
        <translation>%1 is bound to the merchant (without an API v2 key no question carries the app: an order of 0.01 that nobody was shown was opened; it ends by itself)</translation>
    </message>
    <message>
        <source>WeChat Pay does not take the app %1 from this merchant (%2). Set the AppID that is bound to the merchant number, or bind this one: merchant platform → 产品中心 → AppID 账号管理.</source>
        <translation>WeChat Pay does not take the app %1 from this merchant (%2). Set the AppID that is bound to the merchant number, or bind this one: merchant platform → 产品中心 → AppID 账号管理.</translation>
    </message>
    <message>
        <source>%1: cannot be told, WeChat Pay answers no question about an order (%2)</source>
        <translation>%1: cannot be told, WeChat Pay answers no question about an order (%2)</translation>
    </message>
    <message>
        <source>%1: cannot be told, WeChat Pay opens no native order (%2)</source>
        <translation>%1: cannot be told, WeChat Pay opens no native order (%2)</translation>
    </message>
    <message>
        <source>the private key is here; without wechatpay.certificate only WeChat Pay can tell whether the serial number is of it</source>
        <translation>the private key is here; without wechatpay.certificate only WeChat Pay can tell whether the serial number is of it</translation>
    </message>
    <message>
        <source>%1 is of the private key, until %2</source>
        <translation>%1 is of the private key, until %2</translation>
    </message>
    <message>
        <source>wechatpay.certificate_serial is %1, and must be %2: that is the serial number of the certificate.</source>
        <translation>wechatpay.certificate_serial is %1, and must be %2: that is the serial number of the certificate.</translation>
    </message>
    <message>
        <source>The merchant's certificate has ended on %1. Renew it in the merchant platform: API 安全 → 商户 API 证书.</source>
        <translation>The merchant's certificate has ended on %1. Renew it in the merchant platform: API 安全 → 商户 API 证书.</translation>
    </message>
    <message>
        <source>wechatpay.certificate is %1, and the private key is another one. Set both from one download: 'secrets set wechatpay.private_key --from' the zip of the merchant platform.</source>
        <translation>wechatpay.certificate is %1, and the private key is another one. Set both from one download: 'secrets set wechatpay.private_key --from' the zip of the merchant platform.</translation>
    </message>
    <message>
        <source>wechatpay.certificate is %1; wechatpay.mchid is %2. Set the number, or download the certificate of this merchant.</source>
        <translation>wechatpay.certificate is %1; wechatpay.mchid is %2. Set the number, or download the certificate of this merchant.</translation>
    </message>
    <message>
        <source>none is set: WeChat Pay's certificates are fetched</source>
        <translation>none is set: WeChat Pay's certificates are fetched</translation>
    </message>
    <message>
        <source>%1 is set, and %2 is not. Both stand in the merchant platform: API 安全 → 微信支付公钥. A merchant without one leaves both empty.</source>
        <translation>%1 is set, and %2 is not. Both stand in the merchant platform: API 安全 → 微信支付公钥. A merchant without one leaves both empty.</translation>
    </message>
    <message>
        <source>wechatpay.public_key is the merchant's own public key; WeChat Pay's is in pub_key.pem, from the merchant platform: API 安全 → 微信支付公钥.</source>
        <translation>wechatpay.public_key is the merchant's own public key; WeChat Pay's is in pub_key.pem, from the merchant platform: API 安全 → 微信支付公钥.</translation>
    </message>
    <message>
        <source>cannot be told yet: WeChat Pay has sent no certificate. The first notification tells</source>
        <translation>cannot be told yet: WeChat Pay has sent no certificate. The first notification tells</translation>
    </message>
    <message>
        <source>it opens WeChat Pay's certificates</source>
        <translation>it opens WeChat Pay's certificates</translation>
    </message>
    <message>
        <source>cannot be told yet: WeChat Pay has no certificates for a merchant with its public key. The first notification tells</source>
        <translation>cannot be told yet: WeChat Pay has no certificates for a merchant with its public key. The first notification tells</translation>
    </message>
    <message>
        <source>reachable, signatures agree</source>
        <translation>reachable, signatures agree</translation>
    </message>
    <message>
        <source>reachable, and our signature is accepted; nothing that is signed has come back yet</source>
        <translation>reachable, and our signature is accepted; nothing that is signed has come back yet</translation>
    </message>
    <message>
        <source>%1; whether it leads back here can be told while the engine runs</source>
        <translation>%1; whether it leads back here can be told while the engine runs</translation>
    </message>
    <message>
        <source>%1 leads back to the listener here</source>
        <translation>%1 leads back to the listener here</translation>
    </message>
    <message>
        <source>%1 does not lead back here when it is asked from this computer (%2); WeChat Pay's latest notification came at %3</source>
        <translation>%1 does not lead back here when it is asked from this computer (%2); WeChat Pay's latest notification came at %3</translation>
    </message>
    <message>
        <source>wechatpay.notify_url is not set.</source>
        <translation>wechatpay.notify_url is not set.</translation>
    </message>
    <message>
        <source>The setting %1 must name a host that WeChat Pay finds, like pay.example.cn; %2 is only for practice.</source>
        <translation>The setting %1 must name a host that WeChat Pay finds, like pay.example.cn; %2 is only for practice.</translation>
    </message>
    <message>
        <source>The setting wechatpay.certificate is %1; wechatpay.mchid is %2.</source>
        <translation>The setting wechatpay.certificate is %1; wechatpay.mchid is %2.</translation>
    </message>
    <message>
        <source>The setting wechatpay.public_key is the merchant's own public key; WeChat Pay's is in pub_key.pem.</source>
        <translation>The setting wechatpay.public_key is the merchant's own public key; WeChat Pay's is in pub_key.pem.</translation>
    </message>
    <message>
        <source>The setting wechatpay.certificate_serial is %1; the serial number of wechatpay.certificate, which is of this private key, is %2.</source>
        <translation>The setting wechatpay.certificate_serial is %1; the serial number of wechatpay.certificate, which is of this private key, is %2.</translation>
    </message>
    <message>
        <source>The setting %1 %2.</source>
        <translation>The setting %1 %2.</translation>
    </message>
    <message>
        <source>must be on one line, and every character of it must be one that can be seen</source>
        <translation>must be on one line, and every character of it must be one that can be seen</translation>
    </message>
    <message>
        <source>must be at most 8192 characters</source>
        <translation>must be at most 8192 characters</translation>
    </message>
    <message>
        <source>must be an https address, or http on loopback</source>
        <translation>must be an https address, or http on loopback</translation>
    </message>
    <message>
        <source>must be digits only</source>
        <translation>must be digits only</translation>
    </message>
    <message>
        <source>must be the serial number of the merchant's certificate: digits and the letters A to F</source>
        <translation>must be the serial number of the merchant's certificate: digits and the letters A to F</translation>
    </message>
    <message>
        <source>must begin with PUB_KEY_ID_</source>
        <translation>must begin with PUB_KEY_ID_</translation>
    </message>
    <message>
        <source>must be a JSON array of {info_type, info_content}</source>
        <translation>must be a JSON array of {info_type, info_content}</translation>
    </message>
    <message>
        <source>must have an info_type of at most 15 characters and an info_content of at most 32</source>
        <translation>must have an info_type of at most 15 characters and an info_content of at most 32</translation>
    </message>
    <message>
        <source>must not hold the password: set that as the secret wechatpay.proxy_password, and leave the user's name here</source>
        <translation>must not hold the password: set that as the secret wechatpay.proxy_password, and leave the user's name here</translation>
    </message>
    <message>
        <source>must be http://user@host:port or socks5://user@host:port, with or without the user</source>
        <translation>must be http://user@host:port or socks5://user@host:port, with or without the user</translation>
    </message>
    <message>
        <source>must be BASIC or OPERATION</source>
        <translation>must be BASIC or OPERATION</translation>
    </message>
    <message>
        <source>must be an IP address</source>
        <translation>must be an IP address</translation>
    </message>
    <message>
        <source>must be a percentage from 0.00 to 10.00 with at most two decimals, like 0.60</source>
        <translation>must be a percentage from 0.00 to 10.00 with at most two decimals, like 0.60</translation>
    </message>
    <message>
        <source>must be up to 20 app numbers, separated by commas</source>
        <translation>must be up to 20 app numbers, separated by commas</translation>
    </message>
    <message>
        <source>must be a whole number from %1 to %2</source>
        <translation>must be a whole number from %1 to %2</translation>
    </message>
    <message>
        <source>must be at most %1 letters, digits, '_' and '-'</source>
        <translation>must be at most %1 letters, digits, '_' and '-'</translation>
    </message>
    <message>
        <source>must be one of %1</source>
        <translation>must be one of %1</translation>
    </message>
    <message>
        <source>must be at most %1 characters, and has %2</source>
        <translation>must be at most %1 characters, and has %2</translation>
    </message>
    <message>
        <source>must be at most %1 bytes, and has %2 (a Chinese character is 3)</source>
        <translation>must be at most %1 bytes, and has %2 (a Chinese character is 3)</translation>
    </message>
    <message>
        <source>must be IP addresses or networks like 10.0.0.0/8, separated by commas</source>
        <translation>must be IP addresses or networks like 10.0.0.0/8, separated by commas</translation>
    </message>
    <message>
        <source>is the id of WeChat Pay's public key: that is wechatpay.public_key_id</source>
        <translation>is the id of WeChat Pay's public key: that is wechatpay.public_key_id</translation>
    </message>
    <message>
        <source>%1 to user %2 by %3; owed %4, covered by %5</source>
        <translation>%1 to user %2 by %3; owed %4, covered by %5</translation>
    </message>
    <message>
        <source>paid by %1; %2; %3</source>
        <translation>paid by %1; %2; %3</translation>
    </message>
    <message>
        <source>not paid by %1; %2; %3</source>
        <translation>not paid by %1; %2; %3</translation>
    </message>
    <message>
        <source>it is about %1, ours about %2</source>
        <translation>it is about %1, ours about %2</translation>
    </message>
    <message>
        <source>it names merchant %1</source>
        <translation>it names merchant %1</translation>
    </message>
    <message>
        <source>%1, with package_info</source>
        <translation>%1, with package_info</translation>
    </message>
    <message>
        <source>%1 transfers verified</source>
        <translation>%1 transfers verified</translation>
    </message>
    <message>
        <source>the books go on without a break, or that they were put back is confirmed</source>
        <translation>the books go on without a break, or that they were put back is confirmed</translation>
    </message>
    <message>
        <source>the certificate of merchant %1 (serial number %2)</source>
        <translation>the certificate of merchant %1 (serial number %2)</translation>
    </message>
    <message>
        <source>a certificate of WeChat Pay's (%1, serial number %2)</source>
        <translation>a certificate of WeChat Pay's (%1, serial number %2)</translation>
    </message>
    <message>
        <source>%1 holds %2</source>
        <translation>%1 holds %2</translation>
    </message>
    <message>
        <source>none was refused in the last 24 hours</source>
        <translation>none was refused in the last 24 hours</translation>
    </message>
    <message>
        <source>WeChat did not say what is in %1.</source>
        <translation>WeChat did not say what is in %1.</translation>
    </message>
    <message>
        <source>The last %1 notifications were all refused; %2.</source>
        <translation>The last %1 notifications were all refused; %2.</translation>
    </message>
    <message>
        <source>%1 refused in the last 24 hours: %2</source>
        <translation>%1 refused in the last 24 hours: %2</translation>
    </message>
    <message>
        <source>wechatpay.transfer_scene_report_infos is not set.</source>
        <translation>wechatpay.transfer_scene_report_infos is not set.</translation>
    </message>
    <message>
        <source>The audit log is as it was written</source>
        <translation>The audit log is as it was written</translation>
    </message>
    <message>
        <source>Wrong passwords were given again and again. If it was nobody of the shop, see who can reach this computer, and change the password.</source>
        <translation>Wrong passwords were given again and again. If it was nobody of the shop, see who can reach this computer, and change the password.</translation>
    </message>
    <message>
        <source>Too many wrong passwords. This name has to wait for another %1 seconds, with the right password too.</source>
        <translation>Too many wrong passwords. This name has to wait for another %1 seconds, with the right password too.</translation>
    </message>
    <message>
        <source>The audit log is not as it was written. See who has access to the data folder.</source>
        <translation>The audit log is not as it was written. See who has access to the data folder.</translation>
    </message>
    <message>
        <source>Other passwords of this name are being looked at; try again.</source>
        <translation>Other passwords of this name are being looked at; try again.</translation>
    </message>
    <message>
        <source>must be a whole path, like /media/usb/zhangfang</source>
        <translation>must be a whole path, like /media/usb/zhangfang</translation>
    </message>
    <message>
        <source>Order %1</source>
        <translation>Order %1</translation>
    </message>
    <message>
        <source>Refund %1</source>
        <translation>Refund %1</translation>
    </message>
    <message>
        <source>Withdrawal %1</source>
        <translation>Withdrawal %1</translation>
    </message>
    <message>
        <source>Complaint %1</source>
        <translation>Complaint %1</translation>
    </message>
    <message>
        <source>Payment %1</source>
        <translation>Payment %1</translation>
    </message>
    <message>
        <source>Notification %1</source>
        <translation>Notification %1</translation>
    </message>
    <message>
        <source>Notifications %1</source>
        <translation>Notifications %1</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Operator %1</source>
        <translation>Operator %1</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>The books</source>
        <translation>The books</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disk</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Clock</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>Books backed up</source>
        <translation>Books backed up</translation>
    </message>
    <message>
        <source>Books put back from a backup</source>
        <translation>Books put back from a backup</translation>
    </message>
    <message>
        <source>Complaint dealt with</source>
        <translation>Complaint dealt with</translation>
    </message>
    <message>
        <source>Complaint answered</source>
        <translation>Complaint answered</translation>
    </message>
    <message>
        <source>Money moved between accounts</source>
        <translation>Money moved between accounts</translation>
    </message>
    <message>
        <source>Operator added</source>
        <translation>Operator added</translation>
    </message>
    <message>
        <source>Wrong password</source>
        <translation>Wrong password</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>Password changed</translation>
    </message>
    <message>
        <source>Too many wrong passwords: the name waits</source>
        <translation>Too many wrong passwords: the name waits</translation>
    </message>
    <message>
        <source>Refund made elsewhere taken over</source>
        <translation>Refund made elsewhere taken over</translation>
    </message>
    <message>
        <source>Refund sent to a bank card</source>
        <translation>Refund sent to a bank card</translation>
    </message>
    <message>
        <source>Refund requested</source>
        <translation>Refund requested</translation>
    </message>
    <message>
        <source>Said what became of a refund</source>
        <translation>Said what became of a refund</translation>
    </message>
    <message>
        <source>Refund withdrawn</source>
        <translation>Refund withdrawn</translation>
    </message>
    <message>
        <source>Said that all refunds are known</source>
        <translation>Said that all refunds are known</translation>
    </message>
    <message>
        <source>Notification taken up again</source>
        <translation>Notification taken up again</translation>
    </message>
    <message>
        <source>Books confirmed after a restore</source>
        <translation>Books confirmed after a restore</translation>
    </message>
    <message>
        <source>Books confirmed without asking WeChat Pay</source>
        <translation>Books confirmed without asking WeChat Pay</translation>
    </message>
    <message>
        <source>WeChat Pay asked after a restore</source>
        <translation>WeChat Pay asked after a restore</translation>
    </message>
    <message>
        <source>Key changed</source>
        <translation>Key changed</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>Setting changed</translation>
    </message>
    <message>
        <source>Credited by hand</source>
        <translation>Credited by hand</translation>
    </message>
    <message>
        <source>Debited by hand</source>
        <translation>Debited by hand</translation>
    </message>
    <message>
        <source>Withdrawal approved</source>
        <translation>Withdrawal approved</translation>
    </message>
    <message>
        <source>Withdrawal rejected</source>
        <translation>Withdrawal rejected</translation>
    </message>
    <message>
        <source>Said what became of a withdrawal</source>
        <translation>Said what became of a withdrawal</translation>
    </message>
    <message>
        <source>%1 entries verified</source>
        <translation>%1 entries verified</translation>
    </message>
    <message>
        <source>An order is booked as paid, and a reversal of it went to WeChat Pay too. Hand nothing over before you know where the money is.</source>
        <translation>An order is booked as paid, and a reversal of it went to WeChat Pay too. Hand nothing over before you know where the money is.</translation>
    </message>
    <message>
        <source>Whether an order was paid is not known. Look it up in the merchant platform.</source>
        <translation>Whether an order was paid is not known. Look it up in the merchant platform.</translation>
    </message>
    <message>
        <source>Asked to cancel a withdrawal</source>
        <translation>Asked to cancel a withdrawal</translation>
    </message>
    <message>
        <source>Withdrawal cancelled</source>
        <translation>Withdrawal cancelled</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Not handed over</source>
        <translation>Not handed over</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>Order delivered</source>
        <translation>Order delivered</translation>
    </message>
    <message>
        <source>Order fulfilled</source>
        <translation>Order fulfilled</translation>
    </message>
    <message>
        <source>Said that an order is not handed over</source>
        <translation>Said that an order is not handed over</translation>
    </message>
    <message>
        <source>Order shipped</source>
        <translation>Order shipped</translation>
    </message>
    <message>
        <source>A note has at most 200 characters, in one line.</source>
        <translation>A note has at most 200 characters, in one line.</translation>
    </message>
    <message>
        <source>The books are not those that were sealed. See who has access to the data folder, keep a copy, and compare it with a backup.</source>
        <translation>The books are not those that were sealed. See who has access to the data folder, keep a copy, and compare it with a backup.</translation>
    </message>
    <message>
        <source>A seal has six words of the list, and the day they belong to.</source>
        <translation>A seal has six words of the list, and the day they belong to.</translation>
    </message>
    <message>
        <source>There is no seal of that day.</source>
        <translation>There is no seal of that day.</translation>
    </message>
    <message>
        <source>The books are as they were sealed when each day was over</source>
        <translation>The books are as they were sealed when each day was over</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Approver</source>
        <translation>Approver</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Auditor</translation>
    </message>
    <message>
        <source>Unknown role</source>
        <translation>Unknown role</translation>
    </message>
    <message>
        <source>May do everything, and lets others in.</source>
        <translation>May do everything, and lets others in.</translation>
    </message>
    <message>
        <source>Decides withdrawals and refunds.</source>
        <translation>Decides withdrawals and refunds.</translation>
    </message>
    <message>
        <source>Orders, users and requests; decides nothing about money and sees no keys.</source>
        <translation>Orders, users and requests; decides nothing about money and sees no keys.</translation>
    </message>
    <message>
        <source>Sees everything and changes nothing.</source>
        <translation>Sees everything and changes nothing.</translation>
    </message>
    <message>
        <source>Look at lists, stories, reports, the ledger and the audit log</source>
        <translation>Look at lists, stories, reports, the ledger and the audit log</translation>
    </message>
    <message>
        <source>Verify the books, test everything, fetch bills, export</source>
        <translation>Verify the books, test everything, fetch bills, export</translation>
    </message>
    <message>
        <source>Open, ask about and close orders, take payments</source>
        <translation>Open, ask about and close orders, take payments</translation>
    </message>
    <message>
        <source>Add users, change names, ask for consent</source>
        <translation>Add users, change names, ask for consent</translation>
    </message>
    <message>
        <source>Ask for a withdrawal on a user's behalf</source>
        <translation>Ask for a withdrawal on a user's behalf</translation>
    </message>
    <message>
        <source>Take an approval back, cancel a withdrawal</source>
        <translation>Take an approval back, cancel a withdrawal</translation>
    </message>
    <message>
        <source>Approve and reject withdrawals, say what became of one</source>
        <translation>Approve and reject withdrawals, say what became of one</translation>
    </message>
    <message>
        <source>Give a customer's money back, say what became of a refund</source>
        <translation>Give a customer's money back, say what became of a refund</translation>
    </message>
    <message>
        <source>Answer complaints</source>
        <translation>Answer complaints</translation>
    </message>
    <message>
        <source>Tick tasks off, take notifications up again</source>
        <translation>Tick tasks off, take notifications up again</translation>
    </message>
    <message>
        <source>Credit and debit a user by hand</source>
        <translation>Credit and debit a user by hand</translation>
    </message>
    <message>
        <source>Book money moved between the shop's own accounts</source>
        <translation>Book money moved between the shop's own accounts</translation>
    </message>
    <message>
        <source>Change settings that are locked</source>
        <translation>Change settings that are locked</translation>
    </message>
    <message>
        <source>Change keys</source>
        <translation>Change keys</translation>
    </message>
    <message>
        <source>See which keys are set (what they are is shown to nobody)</source>
        <translation>See which keys are set (what they are is shown to nobody)</translation>
    </message>
    <message>
        <source>Back up the books</source>
        <translation>Back up the books</translation>
    </message>
    <message>
        <source>Put a backup in place, let restored books pay</source>
        <translation>Put a backup in place, let restored books pay</translation>
    </message>
    <message>
        <source>Let people in, change roles, reset passwords</source>
        <translation>Let people in, change roles, reset passwords</translation>
    </message>
    <message>
        <source>Change one's own password and one-time codes</source>
        <translation>Change one's own password and one-time codes</translation>
    </message>
    <message>
        <source>Approved by the first of two people</source>
        <translation>Approved by the first of two people</translation>
    </message>
    <message>
        <source>This approval counts no more: something has changed since</source>
        <translation>This approval counts no more: something has changed since</translation>
    </message>
    <message>
        <source>Takes two people</source>
        <translation>Takes two people</translation>
    </message>
    <message>
        <source>1 of 2 have approved</source>
        <translation>1 of 2 have approved</translation>
    </message>
    <message>
        <source>Operator disabled</source>
        <translation>Operator disabled</translation>
    </message>
    <message>
        <source>Operator enabled</source>
        <translation>Operator enabled</translation>
    </message>
    <message>
        <source>Password reset</source>
        <translation>Password reset</translation>
    </message>
    <message>
        <source>Let in by a recovery sheet</source>
        <translation>Let in by a recovery sheet</translation>
    </message>
    <message>
        <source>Recovery code used up</source>
        <translation>Recovery code used up</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>Role changed</translation>
    </message>
    <message>
        <source>Recovery sheet made</source>
        <translation>Recovery sheet made</translation>
    </message>
    <message>
        <source>Began to enrol for one-time codes</source>
        <translation>Began to enrol for one-time codes</translation>
    </message>
    <message>
        <source>Enrolled for one-time codes</source>
        <translation>Enrolled for one-time codes</translation>
    </message>
    <message>
        <source>One-time codes removed</source>
        <translation>One-time codes removed</translation>
    </message>
    <message>
        <source>Withdrawal approved by the first of two</source>
        <translation>Withdrawal approved by the first of two</translation>
    </message>
    <message>
        <source>Your role does not allow this. See who may what under Settings, Operators.</source>
        <translation>Your role does not allow this. See who may what under Settings, Operators.</translation>
    </message>
    <message>
        <source>This operator is disabled. Nothing was done.</source>
        <translation>This operator is disabled. Nothing was done.</translation>
    </message>
    <message>
        <source>There is no operator of this name.</source>
        <translation>There is no operator of this name.</translation>
    </message>
    <message>
        <source>This is the only owner who is left. Make another one an owner first.</source>
        <translation>This is the only owner who is left. Make another one an owner first.</translation>
    </message>
    <message>
        <source>Choose a role.</source>
        <translation>Choose a role.</translation>
    </message>
    <message>
        <source>Each operator does this alone.</source>
        <translation>Each operator does this alone.</translation>
    </message>
    <message>
        <source>This takes your one-time code as well.</source>
        <translation>This takes your one-time code as well.</translation>
    </message>
    <message>
        <source>The one-time code is wrong. Nothing was done.</source>
        <translation>The one-time code is wrong. Nothing was done.</translation>
    </message>
    <message>
        <source>This one-time code was used before. Wait for the next one.</source>
        <translation>This one-time code was used before. Wait for the next one.</translation>
    </message>
    <message>
        <source>This takes a one-time code, and you have none yet: enrol under Settings, Operators.</source>
        <translation>This takes a one-time code, and you have none yet: enrol under Settings, Operators.</translation>
    </message>
    <message>
        <source>There are one-time codes already. Remove them first.</source>
        <translation>There are one-time codes already. Remove them first.</translation>
    </message>
    <message>
        <source>One-time codes cannot be checked here: the key that seals them is not in the keyring. A recovery code still works.</source>
        <translation>One-time codes cannot be checked here: the key that seals them is not in the keyring. A recovery code still works.</translation>
    </message>
    <message>
        <source>The recovery code is not complete, or has a slip of the pen in it. Nothing was tried.</source>
        <translation>The recovery code is not complete, or has a slip of the pen in it. Nothing was tried.</translation>
    </message>
    <message>
        <source>The recovery code is wrong, or was used before. Nothing was done.</source>
        <translation>The recovery code is wrong, or was used before. Nothing was done.</translation>
    </message>
    <message>
        <source>You have approved it already. This sum takes a second person.</source>
        <translation>You have approved it already. This sum takes a second person.</translation>
    </message>
    <message>
        <source>You asked for this withdrawal. This sum takes two other people.</source>
        <translation>You asked for this withdrawal. This sum takes two other people.</translation>
    </message>
    <message>
        <source>Began to call a complaint dealt with</source>
        <translation>Began to call a complaint dealt with</translation>
    </message>
    <message>
        <source>Began to answer a complaint</source>
        <translation>Began to answer a complaint</translation>
    </message>
    <message>
        <source>Consent to receive asked for</source>
        <translation>Consent to receive asked for</translation>
    </message>
    <message>
        <source>Consent to receive taken back</source>
        <translation>Consent to receive taken back</translation>
    </message>
    <message>
        <source>Order to be closed</source>
        <translation>Order to be closed</translation>
    </message>
    <message>
        <source>Order created</source>
        <translation>Order created</translation>
    </message>
    <message>
        <source>Refund to be sent to a bank card</source>
        <translation>Refund to be sent to a bank card</translation>
    </message>
    <message>
        <source>WeChat Pay said what became of a refund</source>
        <translation>WeChat Pay said what became of a refund</translation>
    </message>
    <message>
        <source>Task done</source>
        <translation>Task done</translation>
    </message>
    <message>
        <source>User added</source>
        <translation>User added</translation>
    </message>
    <message>
        <source>User known in another app</source>
        <translation>User known in another app</translation>
    </message>
    <message>
        <source>User renamed</source>
        <translation>User renamed</translation>
    </message>
    <message>
        <source>Withdrawal requested</source>
        <translation>Withdrawal requested</translation>
    </message>
    <message>
        <source>WeChat Pay said what became of a withdrawal</source>
        <translation>WeChat Pay said what became of a withdrawal</translation>
    </message>
    <message>
        <source>What stands in “%1” does not fit there.</source>
        <translation>What stands in “%1” does not fit there.</translation>
    </message>
    <message>
        <source>Something has to stand in “%1”.</source>
        <translation>Something has to stand in “%1”.</translation>
    </message>
    <message>
        <source>“%1” is nothing that can be given here.</source>
        <translation>“%1” is nothing that can be given here.</translation>
    </message>
    <message>
        <source>This program does not know how to do that.</source>
        <translation>This program does not know how to do that.</translation>
    </message>
    <message>
        <source>Nobody has said who wants this done.</source>
        <translation>Nobody has said who wants this done.</translation>
    </message>
    <message>
        <source>An order has no such step.</source>
        <translation>An order has no such step.</translation>
    </message>
    <message>
        <source>It was sent less than two minutes ago and may still arrive at WeChat Pay. Say so once that time is over.</source>
        <translation>It was sent less than two minutes ago and may still arrive at WeChat Pay. Say so once that time is over.</translation>
    </message>
    <message>
        <source>Change settings that are not locked</source>
        <translation>Change settings that are not locked</translation>
    </message>
    <message>
        <source>User %1</source>
        <translation>User %1</translation>
    </message>
    <message>
        <source>Seals</source>
        <translation>Seals</translation>
    </message>
    <message>
        <source>The books are not those that were sealed when the days were over, and no day is sealed any more. Stop paying out, and compare them with a backup.</source>
        <translation>The books are not those that were sealed when the days were over, and no day is sealed any more. Stop paying out, and compare them with a backup.</translation>
    </message>
    <message>
        <source>No day is sealed any more: what is changed in the books from outside would not show.</source>
        <translation>No day is sealed any more: what is changed in the books from outside would not show.</translation>
    </message>
    <message>
        <source>Seals of the books are gone or count no more. If nobody put back a backup or moved the shop, compare the words of a day on paper.</source>
        <translation>Seals of the books are gone or count no more. If nobody put back a backup or moved the shop, compare the words of a day on paper.</translation>
    </message>
    <message>
        <source>WeChat Pay asked about an order</source>
        <translation>WeChat Pay asked about an order</translation>
    </message>
    <message>
        <source>Link of an order renewed</source>
        <translation>Link of an order renewed</translation>
    </message>
    <message>
        <source>WeChat Pay asked about a refund</source>
        <translation>WeChat Pay asked about a refund</translation>
    </message>
    <message>
        <source>Seals of the books count no more</source>
        <translation>Seals of the books count no more</translation>
    </message>
    <message>
        <source>WeChat Pay asked about a withdrawal</source>
        <translation>WeChat Pay asked about a withdrawal</translation>
    </message>
    <message>
        <source>The password holds bytes that are no text.</source>
        <translation>The password holds bytes that are no text.</translation>
    </message>
    <message>
        <source>WeChat Pay gave no clear answer, and may have it already. Look in the merchant platform before you do it anew.</source>
        <translation>WeChat Pay gave no clear answer, and may have it already. Look in the merchant platform before you do it anew.</translation>
    </message>
    <message>
        <source>WeChat Pay was not reached. Nothing was sent; try again in a moment.</source>
        <translation>WeChat Pay was not reached. Nothing was sent; try again in a moment.</translation>
    </message>
    <message>
        <source>This was done before, and what was made by it is shown only once.</source>
        <translation>This was done before, and what was made by it is shown only once.</translation>
    </message>
    <message>
        <source>What belongs to a user moves by payments, credits and withdrawals alone.</source>
        <translation>What belongs to a user moves by payments, credits and withdrawals alone.</translation>
    </message>
    <message>
        <source>¥ %1 to user %2</source>
        <translation>¥ %1 to user %2</translation>
    </message>
    <message>
        <source>from nothing to "%1"</source>
        <translation>from nothing to "%1"</translation>
    </message>
    <message>
        <source>from "%1" to nothing</source>
        <translation>from "%1" to nothing</translation>
    </message>
    <message>
        <source>from "%1" to "%2"</source>
        <translation>from "%1" to "%2"</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::AdjustDialog</name>
    <message>
        <source>Credit or debit by hand</source>
        <translation>Credit or debit by hand</translation>
    </message>
    <message>
        <source>Credit: owe the user more</source>
        <translation>Credit: owe the user more</translation>
    </message>
    <message>
        <source>Debit: owe the user less</source>
        <translation>Debit: owe the user less</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>Amount in yuan</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>User</source>
        <translation>User</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>Amount ¥</translation>
    </message>
    <message>
        <source>Balance %1 → %2. It is booked against “Rewards and corrections”.</source>
        <translation>Balance %1 → %2. It is booked against “Rewards and corrections”.</translation>
    </message>
    <message>
        <source>Balance %1</source>
        <translation>Balance %1</translation>
    </message>
    <message>
        <source>Debit %1</source>
        <translation>Debit %1</translation>
    </message>
    <message>
        <source>Credit %1</source>
        <translation>Credit %1</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Book</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ApproveDialog</name>
    <message>
        <source>Not now</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Approve withdrawals</source>
        <translation>Approve withdrawals</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>Totals</translation>
    </message>
    <message>
        <source>&lt;table cellpadding='3'&gt;&lt;tr&gt;&lt;td&gt;&lt;/td&gt;&lt;td align='right'&gt;now&lt;/td&gt;&lt;td align='right'&gt;after&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;Owed to all users&lt;/td&gt;&lt;td align='right'&gt;%1&lt;/td&gt;&lt;td align='right'&gt;%2&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;Settled money to pay them&lt;/td&gt;&lt;td align='right'&gt;%3&lt;/td&gt;&lt;td align='right'&gt;%4&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</source>
        <translation>&lt;table cellpadding='3'&gt;&lt;tr&gt;&lt;td&gt;&lt;/td&gt;&lt;td align='right'&gt;now&lt;/td&gt;&lt;td align='right'&gt;after&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;Owed to all users&lt;/td&gt;&lt;td align='right'&gt;%1&lt;/td&gt;&lt;td align='right'&gt;%2&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;Settled money to pay them&lt;/td&gt;&lt;td align='right'&gt;%3&lt;/td&gt;&lt;td align='right'&gt;%4&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</translation>
    </message>
    <message>
        <source>For some seconds after approval you can still take it back. Once WeChat Pay has it, it cannot be undone here: the payee confirms it in WeChat.</source>
        <translation>For some seconds after approval you can still take it back. Once WeChat Pay has it, it cannot be undone here: the payee confirms it in WeChat.</translation>
    </message>
    <message numerus="yes">
        <source>Pay %1 to %n person(s)</source>
        <translation>
            <numerusform>Pay %1 to %n person</numerusform>
            <numerusform>Pay %1 to %n people</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 approved, %2 refused.</source>
        <translation>%1 approved, %2 refused.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message numerus="yes">
        <source> (%n withdrawal(s))</source>
        <translation>
            <numerusform> (%n withdrawal)</numerusform>
            <numerusform> (%n withdrawals)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) are so large that two people approve them. Yours is the first word: they go on waiting until another one approves.</source>
        <translation>
            <numerusform>%n withdrawal is so large that two people approve it. Yours is the first word: it goes on waiting until another one approves.</numerusform>
            <numerusform>%n withdrawals are so large that two people approve them. Yours is the first word: they go on waiting until another one approves.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve %n as the first of two</source>
        <translation>
            <numerusform>Approve %n as the first of two</numerusform>
            <numerusform>Approve %n as the first of two</numerusform>
        </translation>
    </message>
    <message>
        <source>Pay %1, and %2</source>
        <translation>Pay %1, and %2</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::AuditPage</name>
    <message>
        <source>No.</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detail</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Audit log</translation>
    </message>
    <message>
        <source>The entry</source>
        <translation>The entry</translation>
    </message>
    <message>
        <source>&amp;Verify the audit log</source>
        <translation>&amp;Verify the audit log</translation>
    </message>
    <message>
        <source>Walk the chain of hashes: whoever has changed an entry has broken it</source>
        <translation>Walk the chain of hashes: whoever has changed an entry has broken it</translation>
    </message>
    <message>
        <source>Find an entry</source>
        <translation>Find an entry</translation>
    </message>
    <message>
        <source>Search in who, what, to what and the details</source>
        <translation>Search in who, what, to what and the details</translation>
    </message>
    <message>
        <source>Who, what, to what, details</source>
        <translation>Who, what, to what, details</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message>
        <source>No entry matches</source>
        <translation>No entry matches</translation>
    </message>
    <message>
        <source>Search for less, or choose other days.</source>
        <translation>Search for less, or choose other days.</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Nothing yet</translation>
    </message>
    <message>
        <source>Whatever somebody decides or changes is written down here.</source>
        <translation>Whatever somebody decides or changes is written down here.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Verify the audit log</source>
        <translation>Verify the audit log</translation>
    </message>
    <message>
        <source>%1 entries checked</source>
        <translation>%1 entries checked</translation>
    </message>
    <message numerus="yes">
        <source>The audit log verifies: %n entry(ies), none changed and none missing.</source>
        <translation>
            <numerusform>The audit log verifies: %n entry, none changed and none missing.</numerusform>
            <numerusform>The audit log verifies: %n entries, none changed and none missing.</numerusform>
        </translation>
    </message>
    <message>
        <source>The audit log does NOT verify. First difference: %1. Somebody has changed it outside Zhangfang: keep a copy, and compare it with a backup.</source>
        <translation>The audit log does NOT verify. First difference: %1. Somebody has changed it outside Zhangfang: keep a copy, and compare it with a backup.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Command line</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 on %2</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Asked for</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::AuthorityField</name>
    <message>
        <source>Your password</source>
        <translation>Your password</translation>
    </message>
    <message>
        <source>Approved by %1</source>
        <translation>Approved by %1</translation>
    </message>
    <message>
        <source>Approved by %1, unlocked until %2</source>
        <translation>Approved by %1, unlocked until %2</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>Who decides</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>Unlocked until %1, for</source>
        <translation>Unlocked until %1, for</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::Backups</name>
    <message>
        <source>No backup has been made yet.</source>
        <translation>No backup has been made yet.</translation>
    </message>
    <message numerus="yes">
        <source>Latest backup: %1 · %2. %n daily backup(s) in %3</source>
        <translation>
            <numerusform>Latest backup: %1 · %2. %n daily backup in %3</numerusform>
            <numerusform>Latest backup: %1 · %2. %n daily backups in %3</numerusform>
        </translation>
    </message>
    <message>
        <source>Back up the books</source>
        <translation>Back up the books</translation>
    </message>
    <message>
        <source>Backed up: %1</source>
        <translation>Backed up: %1</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Restore a backup</translation>
    </message>
    <message>
        <source>The backup is being checked; nothing has been replaced yet…</source>
        <translation>The backup is being checked; nothing has been replaced yet…</translation>
    </message>
    <message>
        <source>The backup's books do not verify; it was not taken: %1</source>
        <translation>The backup's books do not verify; it was not taken: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1

The backup is sound: %n journal entry(ies) verified, the latest of what is in it happened at %2. It replaces the present books; they are kept beside it. What happened since is then missing here until WeChat Pay is asked.</source>
        <translation>
            <numerusform>%1

The backup is sound: %n journal entry verified, the latest of what is in it happened at %2. It replaces the present books; they are kept beside it. What happened since is then missing here until WeChat Pay is asked.</numerusform>
            <numerusform>%1

The backup is sound: %n journal entries verified, the latest of what is in it happened at %2. It replaces the present books; they are kept beside it. What happened since is then missing here until WeChat Pay is asked.</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace the books</source>
        <translation>Replace the books</translation>
    </message>
    <message>
        <source>Restored. The books before are kept in %1</source>
        <translation>Restored. The books before are kept in %1</translation>
    </message>
    <message>
        <source>All of it takes up %1: the books %2, daily backups %3, logs %4, the rest %5.</source>
        <translation>All of it takes up %1: the books %2, daily backups %3, logs %4, the rest %5.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::Columns</name>
    <message>
        <source>Order by</source>
        <translation>Order by</translation>
    </message>
    <message>
        <source>%1, rising</source>
        <translation>%1, rising</translation>
    </message>
    <message>
        <source>%1, falling</source>
        <translation>%1, falling</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>As at first</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::CommandPalette</name>
    <message>
        <source>Do or find</source>
        <translation>Do or find</translation>
    </message>
    <message>
        <source>What to do, or a name, a product, a number</source>
        <translation>What to do, or a name, a product, a number</translation>
    </message>
    <message>
        <source>What can be done, and what was found</source>
        <translation>What can be done, and what was found</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>user %1</translation>
    </message>
    <message>
        <source>available %1</source>
        <translation>available %1</translation>
    </message>
    <message>
        <source>held %1</source>
        <translation>held %1</translation>
    </message>
    <message>
        <source>Withdrawal %1</source>
        <translation>Withdrawal %1</translation>
    </message>
    <message>
        <source>Find “%1” among the orders</source>
        <translation>Find “%1” among the orders</translation>
    </message>
    <message>
        <source>Find “%1” among the users</source>
        <translation>Find “%1” among the users</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ComplaintDialog</name>
    <message>
        <source>Answer the complaint</source>
        <translation>Answer the complaint</translation>
    </message>
    <message>
        <source>The complaint is dealt with</source>
        <translation>The complaint is dealt with</translation>
    </message>
    <message>
        <source>To be answered until %1</source>
        <translation>To be answered until %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>The customer reads it in WeChat</source>
        <translation>The customer reads it in WeChat</translation>
    </message>
    <message>
        <source>It cannot be taken back once WeChat Pay has it. The complaint stays open until you say that it is dealt with. No money moves.</source>
        <translation>It cannot be taken back once WeChat Pay has it. The complaint stays open until you say that it is dealt with. No money moves.</translation>
    </message>
    <message>
        <source>WeChat Pay tells the customer that the shop has dealt with it. No money moves; a refund is given under Orders.</source>
        <translation>WeChat Pay tells the customer that the shop has dealt with it. No money moves; a refund is given under Orders.</translation>
    </message>
    <message>
        <source>Send the answer</source>
        <translation>Send the answer</translation>
    </message>
    <message>
        <source>It is dealt with</source>
        <translation>It is dealt with</translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>%1 of %2 characters</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ConsentDialog</name>
    <message>
        <source>&amp;Ask for it</source>
        <translation>&amp;Ask for it</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Look again</translation>
    </message>
    <message>
        <source>&amp;End it</source>
        <translation>&amp;End it</translation>
    </message>
    <message>
        <source>Receive without confirming</source>
        <translation>Receive without confirming</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>For your app</source>
        <translation>For your app</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>User</source>
        <translation>User</translation>
    </message>
    <message>
        <source>Our number</source>
        <translation>Our number</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>A user who agrees once receives withdrawals without confirming each of them in WeChat. The user agrees in your app and may take it back in WeChat at any time.</source>
        <translation>A user who agrees once receives withdrawals without confirming each of them in WeChat. The user agrees in your app and may take it back in WeChat at any time.</translation>
    </message>
    <message>
        <source>Hand this to your app: it shows the user WeChat's question. The answer is asked for every few minutes by itself.</source>
        <translation>Hand this to your app: it shows the user WeChat's question. The answer is asked for every few minutes by itself.</translation>
    </message>
    <message>
        <source>This user's withdrawals through transfer bills are delivered at once.</source>
        <translation>This user's withdrawals through transfer bills are delivered at once.</translation>
    </message>
    <message>
        <source>This user confirms each withdrawal in WeChat again.</source>
        <translation>This user confirms each withdrawal in WeChat again.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::CountLine</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::CountdownStrip</name>
    <message>
        <source>Take back the latest approval</source>
        <translation>Take back the latest approval</translation>
    </message>
    <message>
        <source>What was approved last and has not been sent yet waits for you again</source>
        <translation>What was approved last and has not been sent yet waits for you again</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) over %1 to %2 will be sent in %3.</source>
        <translation>
            <numerusform>%n withdrawal over %1 to %2 will be sent in %3.</numerusform>
            <numerusform>%n withdrawals over %1 to %2 will be sent in %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back %1 to %2</source>
        <translation>Take back %1 to %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more approval(s): under Withdrawals, Under way</source>
        <translation>
            <numerusform>and %n more approval: under Withdrawals, Under way</numerusform>
            <numerusform>and %n more approvals: under Withdrawals, Under way</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken back: nothing of the %1 was sent.</source>
        <translation>Taken back: nothing of the %1 was sent.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::CounterDialog</name>
    <message>
        <source>Charge</source>
        <translation>Charge</translation>
    </message>
    <message>
        <source>Reverse now</source>
        <translation>Reverse now</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Next customer</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>At the counter</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>Amount in yuan</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>What the customer reads in WeChat</source>
        <translation>What the customer reads in WeChat</translation>
    </message>
    <message>
        <source>Payment code</source>
        <translation>Payment code</translation>
    </message>
    <message>
        <source>Scan it, or type the 18 digits</source>
        <translation>Scan it, or type the 18 digits</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>Amount ¥</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Take the payment back: whatever becomes of it, the customer pays nothing</source>
        <translation>Take the payment back: whatever becomes of it, the customer pays nothing</translation>
    </message>
    <message>
        <source>The customer types the password… %1 s</source>
        <translation>The customer types the password… %1 s</translation>
    </message>
    <message>
        <source>Reversing…</source>
        <translation>Reversing…</translation>
    </message>
    <message>
        <source>Not paid. The customer is charged nothing.</source>
        <translation>Not paid. The customer is charged nothing.</translation>
    </message>
    <message>
        <source>WeChat Pay has not said yet how this ended. It is asked until it does: do not charge the customer again before.</source>
        <translation>WeChat Pay has not said yet how this ended. It is asked until it does: do not charge the customer again before.</translation>
    </message>
    <message>
        <source>The order before, %1 of %2, is paid.</source>
        <translation>The order before, %1 of %2, is paid.</translation>
    </message>
    <message>
        <source>The order before, %1 of %2, is not paid.</source>
        <translation>The order before, %1 of %2, is not paid.</translation>
    </message>
    <message>
        <source>The order before, %1 of %2, was paid and reversed: the money goes back to the customer.</source>
        <translation>The order before, %1 of %2, was paid and reversed: the money goes back to the customer.</translation>
    </message>
    <message>
        <source>Paid and reversed: the money goes back to the customer. Hand nothing over.</source>
        <translation>Paid and reversed: the money goes back to the customer. Hand nothing over.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>The order before, %1 of %2, is paid, and a reversal had been sent: look at it once more.</source>
        <translation>The order before, %1 of %2, is paid, and a reversal had been sent: look at it once more.</translation>
    </message>
    <message>
        <source>Paid, and a reversal had been sent before: look at the order once more before you hand anything over.</source>
        <translation>Paid, and a reversal had been sent before: look at the order once more before you hand anything over.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::DecisionSheet</name>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::DiagnosticsDialog</name>
    <message>
        <source>With the &amp;system check</source>
        <translation>With the &amp;system check</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Save…</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostics</translation>
    </message>
    <message>
        <source>Asks WeChat Pay, too; moves no money</source>
        <translation>Asks WeChat Pay, too; moves no money</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>For somebody who helps you. It holds no names, no sums and no secrets, and of numbers only the ends. Nothing leaves this machine by itself: read it, save it, send it.</source>
        <translation>For somebody who helps you. It holds no names, no sums and no secrets, and of numbers only the ends. Nothing leaves this machine by itself: read it, save it, send it.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Save the diagnostics</source>
        <translation>Save the diagnostics</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Saved: %1</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::DoctorDialog</name>
    <message>
        <source>System check</source>
        <translation>System check</translation>
    </message>
    <message>
        <source>Is everything in order?</source>
        <translation>Is everything in order?</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::DoctorList</name>
    <message>
        <source>Checking everything; nothing here moves money…</source>
        <translation>Checking everything; nothing here moves money…</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>in order</translation>
    </message>
    <message>
        <source>not in order</source>
        <translation>not in order</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>not known</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::EnrolDialog</name>
    <message>
        <source>One-time codes for %1</source>
        <translation>One-time codes for %1</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>Password of %1</translation>
    </message>
    <message>
        <source>An authenticator on a telephone shows a new code every half minute. Whoever has the password alone cannot approve with it.</source>
        <translation>An authenticator on a telephone shows a new code every half minute. Whoever has the password alone cannot approve with it.</translation>
    </message>
    <message>
        <source>Code for the authenticator</source>
        <translation>Code for the authenticator</translation>
    </message>
    <message>
        <source>1. Scan it with the authenticator</source>
        <translation>1. Scan it with the authenticator</translation>
    </message>
    <message>
        <source>Or type this:</source>
        <translation>Or type this:</translation>
    </message>
    <message>
        <source>2. Write these down</source>
        <translation>2. Write these down</translation>
    </message>
    <message>
        <source>Each stands for a code, once, when the telephone is gone. They are shown only now.</source>
        <translation>Each stands for a code, once, when the telephone is gone. They are shown only now.</translation>
    </message>
    <message>
        <source>3. Give the code it shows</source>
        <translation>3. Give the code it shows</translation>
    </message>
    <message>
        <source>First code</source>
        <translation>First code</translation>
    </message>
    <message>
        <source>Secret for the authenticator</source>
        <translation>Secret for the authenticator</translation>
    </message>
    <message>
        <source>Recovery codes</source>
        <translation>Recovery codes</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Enrol</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ExportAction</name>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV, for any program (*.csv)</source>
        <translation>CSV, for any program (*.csv)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Export…</translation>
    </message>
    <message>
        <source>Save everything the filter matches, as a workbook or as CSV</source>
        <translation>Save everything the filter matches, as a workbook or as CSV</translation>
    </message>
    <message>
        <source>%1 of the %2 chosen rows were copied. Export writes all of them.</source>
        <translation>%1 of the %2 chosen rows were copied. Export writes all of them.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>%1 rows written</source>
        <translation>%1 rows written</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n row(s): %1</source>
        <translation>
            <numerusform>Saved %n row: %1</numerusform>
            <numerusform>Saved %n rows: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>Replace the file</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 is there already.</translation>
    </message>
    <message>
        <source>What is in it is gone when it is replaced.</source>
        <translation>What is in it is gone when it is replaced.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>Another one is shown by now, so nothing was saved. Export once more.</source>
        <translation>Another one is shown by now, so nothing was saved. Export once more.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::FilterBar</name>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>Every state</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Any time</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>Chosen days</source>
        <translation>Chosen days</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>To</source>
        <translation>To</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::FirstStartDialog</name>
    <message>
        <source>Welcome to Zhangfang</source>
        <translation>Welcome to Zhangfang</translation>
    </message>
    <message>
        <source>The desk for your shop's money</source>
        <translation>The desk for your shop's money</translation>
    </message>
    <message>
        <source>Customers pay through WeChat Pay, users are owed, you approve what is paid out, and the books add up. Everything stays on this machine.</source>
        <translation>Customers pay through WeChat Pay, users are owed, you approve what is paid out, and the books add up. Everything stays on this machine.</translation>
    </message>
    <message>
        <source>&amp;Practise first</source>
        <translation>&amp;Practise first</translation>
    </message>
    <message>
        <source>A tea-and-games shop with made-up customers on a practice WeChat Pay. No account, no keys, no real money.</source>
        <translation>A tea-and-games shop with made-up customers on a practice WeChat Pay. No account, no keys, no real money.</translation>
    </message>
    <message>
        <source>Set up my &amp;merchant account</source>
        <translation>Set up my &amp;merchant account</translation>
    </message>
    <message>
        <source>You need your merchant number, the API certificate's key file and the APIv3 key from pay.weixin.qq.com. Each is tested as you give it; nothing here moves money.</source>
        <translation>You need your merchant number, the API certificate's key file and the APIv3 key from pay.weixin.qq.com. Each is tested as you give it; nothing here moves money.</translation>
    </message>
    <message>
        <source>1 of 3 · Your shop and you</source>
        <translation>1 of 3 · Your shop and you</translation>
    </message>
    <message>
        <source>Shop name</source>
        <translation>Shop name</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Password again</translation>
    </message>
    <message>
        <source>The password approves withdrawals. It is kept only as a scrypt hash: whoever forgets it cannot read it anywhere.</source>
        <translation>The password approves withdrawals. It is kept only as a scrypt hash: whoever forgets it cannot read it anywhere.</translation>
    </message>
    <message>
        <source>The books will be in %1</source>
        <translation>The books will be in %1</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>The passwords differ.</source>
        <translation>The passwords differ.</translation>
    </message>
    <message>
        <source>2 of 3 · What the merchant platform gives</source>
        <translation>2 of 3 · What the merchant platform gives</translation>
    </message>
    <message>
        <source>Next: test it</source>
        <translation>Next: test it</translation>
    </message>
    <message>
        <source>3 of 3 · Does it work?</source>
        <translation>3 of 3 · Does it work?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Open the desk</translation>
    </message>
    <message>
        <source>Give the shop a name.</source>
        <translation>Give the shop a name.</translation>
    </message>
    <message>
        <source>Give your name.</source>
        <translation>Give your name.</translation>
    </message>
    <message>
        <source>Skip for now</source>
        <translation>Skip for now</translation>
    </message>
    <message>
        <source>The desk opens without WeChat Pay; all of this can be set later under Settings.</source>
        <translation>The desk opens without WeChat Pay; all of this can be set later under Settings.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) kept until your shop is made; then each goes where it belongs.</source>
        <translation>
            <numerusform>%n file kept until your shop is made; then each goes where it belongs.</numerusform>
            <numerusform>%n files kept until your shop is made; then each goes where it belongs.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 of 3 · Your way back in</source>
        <translation>1 of 3 · Your way back in</translation>
    </message>
    <message>
        <source>Whoever forgets the password makes a new one with this sheet, once. It is shown only now: print it, and keep it where nobody else gets at it.</source>
        <translation>Whoever forgets the password makes a new one with this sheet, once. It is shown only now: print it, and keep it where nobody else gets at it.</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>I have kept it</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::JobDialog</name>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::LedgerPage</name>
    <message>
        <source>No.</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Ledger</translation>
    </message>
    <message>
        <source>Journal entries</source>
        <translation>Journal entries</translation>
    </message>
    <message>
        <source>The journal entry</source>
        <translation>The journal entry</translation>
    </message>
    <message>
        <source>&amp;Verify the books</source>
        <translation>&amp;Verify the books</translation>
    </message>
    <message>
        <source>Recompute every balance from its entries and walk the chain of hashes</source>
        <translation>Recompute every balance from its entries and walk the chain of hashes</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Accounts</translation>
    </message>
    <message>
        <source>All journal entries</source>
        <translation>All journal entries</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>Assets</translation>
    </message>
    <message>
        <source>Liabilities</source>
        <translation>Liabilities</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>Income</translation>
    </message>
    <message>
        <source>Expenses</source>
        <translation>Expenses</translation>
    </message>
    <message>
        <source>Equity</source>
        <translation>Equity</translation>
    </message>
    <message>
        <source>Suspense</source>
        <translation>Suspense</translation>
    </message>
    <message>
        <source>Journal entry %1</source>
        <translation>Journal entry %1</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>Happened</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>Chain</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Verify the books</source>
        <translation>Verify the books</translation>
    </message>
    <message>
        <source>%1 journal entries checked</source>
        <translation>%1 journal entries checked</translation>
    </message>
    <message numerus="yes">
        <source>The books verify: %n journal entry(ies), every balance and the chain of hashes.</source>
        <translation>
            <numerusform>The books verify: %n journal entry, every balance and the chain of hashes.</numerusform>
            <numerusform>The books verify: %n journal entries, every balance and the chain of hashes.</numerusform>
        </translation>
    </message>
    <message>
        <source>The books do NOT verify. First difference: %1. Stop paying out, keep a copy and restore a backup.</source>
        <translation>The books do NOT verify. First difference: %1. Stop paying out, keep a copy and restore a backup.</translation>
    </message>
    <message>
        <source>Journal for hledger and ledger (*.journal)</source>
        <translation>Journal for hledger and ledger (*.journal)</translation>
    </message>
    <message>
        <source>Export the books</source>
        <translation>Export the books</translation>
    </message>
    <message>
        <source>%1 bytes written</source>
        <translation>%1 bytes written</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Saved: %1</translation>
    </message>
    <message>
        <source>Export the &amp;books…</source>
        <translation>Export the &amp;books…</translation>
    </message>
    <message>
        <source>Every entry, as CSV or as a journal that hledger and ledger read</source>
        <translation>Every entry, as CSV or as a journal that hledger and ledger read</translation>
    </message>
    <message>
        <source>Find a journal entry</source>
        <translation>Find a journal entry</translation>
    </message>
    <message>
        <source>Search in descriptions, business numbers and accounts</source>
        <translation>Search in descriptions, business numbers and accounts</translation>
    </message>
    <message>
        <source>Description, business number or account</source>
        <translation>Description, business number or account</translation>
    </message>
    <message>
        <source>No journal entry matches</source>
        <translation>No journal entry matches</translation>
    </message>
    <message>
        <source>Search for less, or choose other days or another account.</source>
        <translation>Search for less, or choose other days or another account.</translation>
    </message>
    <message>
        <source>Nothing has moved yet.</source>
        <translation>Nothing has moved yet.</translation>
    </message>
    <message numerus="yes">
        <source>%n journal entry(ies)</source>
        <translation>
            <numerusform>%n journal entry</numerusform>
            <numerusform>%n journal entries</numerusform>
        </translation>
    </message>
    <message>
        <source>Business number</source>
        <translation>Business number</translation>
    </message>
    <message>
        <source>Posted for</source>
        <translation>Posted for</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ListPage</name>
    <message>
        <source>Columns and order…</source>
        <translation>Columns and order…</translation>
    </message>
    <message>
        <source>Which columns are seen, and what comes first</source>
        <translation>Which columns are seen, and what comes first</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::MainWindow</name>
    <message>
        <source>These books were put back from a backup: until you have looked at what happened since and confirmed it, no withdrawal and no refund is sent.</source>
        <translation>These books were put back from a backup: until you have looked at what happened since and confirmed it, no withdrawal and no refund is sent.</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Practice: the customers, the payees and WeChat Pay are made up; no real money moves. Your password here is “%1”.</source>
        <translation>Practice: the customers, the payees and WeChat Pay are made up; no real money moves. Your password here is “%1”.</translation>
    </message>
    <message>
        <source>%1 – practice – Zhangfang</source>
        <translation>%1 – practice – Zhangfang</translation>
    </message>
    <message>
        <source>%1 – Zhangfang</source>
        <translation>%1 – Zhangfang</translation>
    </message>
    <message>
        <source>&amp;Desk</source>
        <translation>&amp;Desk</translation>
    </message>
    <message>
        <source>Do or find…</source>
        <translation>Do or find…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Go</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>System check…</source>
        <translation>System check…</translation>
    </message>
    <message>
        <source>About Zhangfang…</source>
        <translation>About Zhangfang…</translation>
    </message>
    <message>
        <source>About Zhangfang</source>
        <translation>About Zhangfang</translation>
    </message>
    <message>
        <source>Something needs you</source>
        <translation>Something needs you</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at.</source>
        <translation>
            <numerusform>%n thing to look at.</numerusform>
            <numerusform>%n things to look at.</numerusform>
        </translation>
    </message>
    <message>
        <source>A withdrawal is waiting</source>
        <translation>A withdrawal is waiting</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting, %1 together.</source>
        <translation>
            <numerusform>%n waiting, %1 together.</numerusform>
            <numerusform>%n waiting, %1 together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Zhangfang: %n waiting</source>
        <translation>
            <numerusform>Zhangfang: %n waiting</numerusform>
            <numerusform>Zhangfang: %n waiting</numerusform>
        </translation>
    </message>
    <message>
        <source>What happened…</source>
        <translation>What happened…</translation>
    </message>
    <message>
        <source>What happened since the backup, and the word that the books may go on</source>
        <translation>What happened since the backup, and the word that the books may go on</translation>
    </message>
    <message>
        <source>WeChat Pay's address in the settings is on this computer (%1): no real money moves, and what is booked as paid here was paid to nobody.</source>
        <translation>WeChat Pay's address in the settings is on this computer (%1): no real money moves, and what is booked as paid here was paid to nobody.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>End Zhangfang</source>
        <translation>End Zhangfang</translation>
    </message>
    <message>
        <source>Zhangfang goes on</source>
        <translation>Zhangfang goes on</translation>
    </message>
    <message>
        <source>It takes notifications and sends what is approved. A click here brings the window back.</source>
        <translation>It takes notifications and sends what is approved. A click here brings the window back.</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Close the window</translation>
    </message>
    <message>
        <source>Shall Zhangfang go on in the background, beside the clock?</source>
        <translation>Shall Zhangfang go on in the background, beside the clock?</translation>
    </message>
    <message>
        <source>There it takes WeChat Pay's notifications and sends what you have approved. Once it is ended, both wait until it is started again. You can change this under Settings.</source>
        <translation>There it takes WeChat Pay's notifications and sends what you have approved. Once it is ended, both wait until it is started again. You can change this under Settings.</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>Go on in the background</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>End it</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message numerus="yes">
        <source>%n approved withdrawal(s) not sent yet</source>
        <translation>
            <numerusform>%n approved withdrawal not sent yet</numerusform>
            <numerusform>%n approved withdrawals not sent yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) whose answer is not in yet</source>
        <translation>
            <numerusform>%n withdrawal whose answer is not in yet</numerusform>
            <numerusform>%n withdrawals whose answer is not in yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refund(s) under way</source>
        <translation>
            <numerusform>%n refund under way</numerusform>
            <numerusform>%n refunds under way</numerusform>
        </translation>
    </message>
    <message>
        <source>Still under way: %1.</source>
        <translation>Still under way: %1.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>New since your last start: %1</source>
        <translation>New since your last start: %1</translation>
    </message>
    <message>
        <source>More under Help, What is new.</source>
        <translation>More under Help, What is new.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>What is new</translation>
    </message>
    <message>
        <source>On this page: %1</source>
        <translation>On this page: %1</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>Zhangfang 账房 %1</source>
        <translation>Zhangfang 账房 %1</translation>
    </message>
    <message>
        <source>The desk for the money of a small WeChat Pay merchant.</source>
        <translation>The desk for the money of a small WeChat Pay merchant.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Free software under the GNU General Public License, version 3 or later.</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>It stands on</source>
        <translation>It stands on</translation>
    </message>
    <message>
        <source>the books do not answer, so it is not known what</source>
        <translation>the books do not answer, so it is not known what</translation>
    </message>
    <message>
        <source>Nothing is lost: all of it goes on by itself as soon as Zhangfang is started again. What shall not be sent then, take back now.</source>
        <translation>Nothing is lost: all of it goes on by itself as soon as Zhangfang is started again. What shall not be sent then, take back now.</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>Diagnostics…</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::MerchantForm</name>
    <message>
        <source>Merchant number</source>
        <translation>Merchant number</translation>
    </message>
    <message>
        <source>商户号, on pay.weixin.qq.com under 账户中心</source>
        <translation>商户号, on pay.weixin.qq.com under 账户中心</translation>
    </message>
    <message>
        <source>AppID</source>
        <translation>AppID</translation>
    </message>
    <message>
        <source>Of the official account, mini program or app bound to it</source>
        <translation>Of the official account, mini program or app bound to it</translation>
    </message>
    <message>
        <source>Certificate serial</source>
        <translation>Certificate serial</translation>
    </message>
    <message>
        <source>API 安全 → 商户 API 证书 → 证书序列号</source>
        <translation>API 安全 → 商户 API 证书 → 证书序列号</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>Private key</translation>
    </message>
    <message>
        <source>APIv3 key</source>
        <translation>APIv3 key</translation>
    </message>
    <message>
        <source>API 安全 → APIv3 密钥, 32 characters; it goes into the keyring</source>
        <translation>API 安全 → APIv3 密钥, 32 characters; it goes into the keyring</translation>
    </message>
    <message>
        <source>WeChat Pay public key id</source>
        <translation>WeChat Pay public key id</translation>
    </message>
    <message>
        <source>PUB_KEY_ID_…; leave empty where the merchant still uses platform certificates</source>
        <translation>PUB_KEY_ID_…; leave empty where the merchant still uses platform certificates</translation>
    </message>
    <message>
        <source>WeChat Pay public key</source>
        <translation>WeChat Pay public key</translation>
    </message>
    <message>
        <source>The content of pub_key.pem</source>
        <translation>The content of pub_key.pem</translation>
    </message>
    <message>
        <source>Notify address</source>
        <translation>Notify address</translation>
    </message>
    <message>
        <source>Where WeChat Pay reaches the listener, like https://pay.example.cn/wechatpay/notify</source>
        <translation>Where WeChat Pay reaches the listener, like https://pay.example.cn/wechatpay/notify</translation>
    </message>
    <message>
        <source>✓ is stored; enter another one to replace it</source>
        <translation>✓ is stored; enter another one to replace it</translation>
    </message>
    <message>
        <source>✗ not an unencrypted RSA private key; take apiclient_key.pem, not apiclient_cert.pem</source>
        <translation>✗ not an unencrypted RSA private key; take apiclient_key.pem, not apiclient_cert.pem</translation>
    </message>
    <message>
        <source>✗ must be exactly 32 characters, it has %1</source>
        <translation>✗ must be exactly 32 characters, it has %1</translation>
    </message>
    <message>
        <source>Transfer scene</source>
        <translation>Transfer scene</translation>
    </message>
    <message>
        <source>商家转账 → 转账场景, like 1000</source>
        <translation>商家转账 → 转账场景, like 1000</translation>
    </message>
    <message>
        <source>Scene report</source>
        <translation>Scene report</translation>
    </message>
    <message>
        <source>What the scene asks to be told, as in [{"info_type":"活动名称","info_content":"余额提现"}]</source>
        <translation>What the scene asks to be told, as in [{"info_type":"活动名称","info_content":"余额提现"}]</translation>
    </message>
    <message>
        <source>Merchant certificate</source>
        <translation>Merchant certificate</translation>
    </message>
    <message>
        <source>The content of apiclient_cert.pem: for API v2, and to warn before it ends</source>
        <translation>The content of apiclient_cert.pem: for API v2, and to warn before it ends</translation>
    </message>
    <message>
        <source>API v2 key</source>
        <translation>API v2 key</translation>
    </message>
    <message>
        <source>Only for the older interface; 32 characters, it goes into the keyring</source>
        <translation>Only for the older interface; 32 characters, it goes into the keyring</translation>
    </message>
    <message>
        <source>An AppID begins with wx and has 18 characters; look at it once more.</source>
        <translation>An AppID begins with wx and has 18 characters; look at it once more.</translation>
    </message>
    <message>
        <source>The content of apiclient_key.pem; it goes into the keyring</source>
        <translation>The content of apiclient_key.pem; it goes into the keyring</translation>
    </message>
    <message>
        <source>Drop here what the merchant platform hands out: the zip, .p12, keys and certificates, several at once. Each goes where it belongs.</source>
        <translation>Drop here what the merchant platform hands out: the zip, .p12, keys and certificates, several at once. Each goes where it belongs.</translation>
    </message>
    <message>
        <source>&amp;Choose files…</source>
        <translation>&amp;Choose files…</translation>
    </message>
    <message>
        <source>What the files were</source>
        <translation>What the files were</translation>
    </message>
    <message>
        <source>✓ private key, RSA %1, matches the certificate</source>
        <translation>✓ private key, RSA %1, matches the certificate</translation>
    </message>
    <message>
        <source>✗ private key, RSA %1, does not belong to the certificate below</source>
        <translation>✗ private key, RSA %1, does not belong to the certificate below</translation>
    </message>
    <message>
        <source>✓ private key, RSA %1</source>
        <translation>✓ private key, RSA %1</translation>
    </message>
    <message>
        <source>What the merchant platform hands out</source>
        <translation>What the merchant platform hands out</translation>
    </message>
    <message>
        <source>Keys and certificates (*.zip *.p12 *.pfx *.pem *.key *.cer *.crt *.der);;All files (*)</source>
        <translation>Keys and certificates (*.zip *.p12 *.pfx *.pem *.key *.cer *.crt *.der);;All files (*)</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::MoneyField</name>
    <message>
        <source>A large sum</source>
        <translation>A large sum</translation>
    </message>
    <message>
        <source>Do you mean %1?</source>
        <translation>Do you mean %1?</translation>
    </message>
    <message>
        <source>That is more than most sums here; look at the comma and the zeros.</source>
        <translation>That is more than most sums here; look at the comma and the zeros.</translation>
    </message>
    <message>
        <source>Yes, %1</source>
        <translation>Yes, %1</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Change it</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::NewOrderDialog</name>
    <message>
        <source>Create code</source>
        <translation>Create code</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>New order</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>Amount in yuan</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>What the customer reads in WeChat</source>
        <translation>What the customer reads in WeChat</translation>
    </message>
    <message>
        <source>Sale: the money is revenue</source>
        <translation>Sale: the money is revenue</translation>
    </message>
    <message>
        <source>Top-up: the money is owed to its user</source>
        <translation>Top-up: the money is owed to its user</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>User number</source>
        <translation>User number</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>Amount ¥</translation>
    </message>
    <message>
        <source>Code for the customer to scan</source>
        <translation>Code for the customer to scan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>Waiting for the customer…</source>
        <translation>Waiting for the customer…</translation>
    </message>
    <message>
        <source>The order's code</source>
        <translation>The order's code</translation>
    </message>
    <message>
        <source>Renewing the code…</source>
        <translation>Renewing the code…</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Dismiss</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::OperatorDialog</name>
    <message>
        <source>Add an operator</source>
        <translation>Add an operator</translation>
    </message>
    <message>
        <source>The role of %1</source>
        <translation>The role of %1</translation>
    </message>
    <message>
        <source>Another password for %1</source>
        <translation>Another password for %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Their password</source>
        <translation>Their password</translation>
    </message>
    <message>
        <source>Their password again</source>
        <translation>Their password again</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Give it to them, and have them change it. A desk they have unlocked locks itself.</source>
        <translation>Give it to them, and have them change it. A desk they have unlocked locks itself.</translation>
    </message>
    <message>
        <source>A desk they have unlocked locks itself.</source>
        <translation>A desk they have unlocked locks itself.</translation>
    </message>
    <message>
        <source>The passwords differ.</source>
        <translation>The passwords differ.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::OrdersPage</name>
    <message>
        <source>Created</source>
        <translation>Created</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Order number</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>User</source>
        <translation>User</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>The order's story</source>
        <translation>The order's story</translation>
    </message>
    <message>
        <source>&amp;New order…</source>
        <translation>&amp;New order…</translation>
    </message>
    <message>
        <source>&amp;Ask WeChat</source>
        <translation>&amp;Ask WeChat</translation>
    </message>
    <message>
        <source>Ask WeChat Pay how this order stands, and book it</source>
        <translation>Ask WeChat Pay how this order stands, and book it</translation>
    </message>
    <message>
        <source>C&amp;lose order</source>
        <translation>C&amp;lose order</translation>
    </message>
    <message>
        <source>Close the unpaid order here and at WeChat Pay</source>
        <translation>Close the unpaid order here and at WeChat Pay</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copy as text</translation>
    </message>
    <message>
        <source>Find an order</source>
        <translation>Find an order</translation>
    </message>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
    <message>
        <source>No order matches</source>
        <translation>No order matches</translation>
    </message>
    <message>
        <source>No orders yet</source>
        <translation>No orders yet</translation>
    </message>
    <message>
        <source>Press Ctrl+N, enter a sum, and let the customer scan the code.</source>
        <translation>Press Ctrl+N, enter a sum, and let the customer scan the code.</translation>
    </message>
    <message>
        <source>WeChat's number</source>
        <translation>WeChat's number</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Expires</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>In the books</source>
        <translation>In the books</translation>
    </message>
    <message>
        <source>Nothing is booked before WeChat Pay says that it is paid.</source>
        <translation>Nothing is booked before WeChat Pay says that it is paid.</translation>
    </message>
    <message>
        <source>Order %1 is: %2.</source>
        <translation>Order %1 is: %2.</translation>
    </message>
    <message>
        <source>Close order</source>
        <translation>Close order</translation>
    </message>
    <message>
        <source>Close the unpaid order %1 over %2?</source>
        <translation>Close the unpaid order %1 over %2?</translation>
    </message>
    <message>
        <source>The customer can no longer pay it. If it turns out to be paid already, it becomes paid.</source>
        <translation>The customer can no longer pay it. If it turns out to be paid already, it becomes paid.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>All orders</source>
        <translation>All orders</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>Unpaid</translation>
    </message>
    <message>
        <source>Order made</source>
        <translation>Order made</translation>
    </message>
    <message>
        <source>&amp;Refund…</source>
        <translation>&amp;Refund…</translation>
    </message>
    <message>
        <source>Refund this order, whole or in part</source>
        <translation>Refund this order, whole or in part</translation>
    </message>
    <message>
        <source>At the &amp;counter…</source>
        <translation>At the &amp;counter…</translation>
    </message>
    <message>
        <source>Take a payment by the code on the customer's phone</source>
        <translation>Take a payment by the code on the customer's phone</translation>
    </message>
    <message>
        <source>Refund of %1</source>
        <translation>Refund of %1</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Asked for</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>WeChat says</source>
        <translation>WeChat says</translation>
    </message>
    <message>
        <source>Order %1: the refund is on its way. The story shows how it goes.</source>
        <translation>Order %1: the refund is on its way. The story shows how it goes.</translation>
    </message>
    <message>
        <source>The code or link of an unpaid order, renewed where it has run out</source>
        <translation>The code or link of an unpaid order, renewed where it has run out</translation>
    </message>
    <message>
        <source>As&amp;k WeChat now</source>
        <translation>As&amp;k WeChat now</translation>
    </message>
    <message>
        <source>Ask WeChat Pay at once how the refund stands; one that it did not take goes out again</source>
        <translation>Ask WeChat Pay at once how the refund stands; one that it did not take goes out again</translation>
    </message>
    <message>
        <source>Sa&amp;y what became of it…</source>
        <translation>Sa&amp;y what became of it…</translation>
    </message>
    <message>
        <source>Decide yourself, with proof, where WeChat Pay gives no clear word</source>
        <translation>Decide yourself, with proof, where WeChat Pay gives no clear word</translation>
    </message>
    <message>
        <source>&amp;Withdraw refund…</source>
        <translation>&amp;Withdraw refund…</translation>
    </message>
    <message>
        <source>Take back a refund that WeChat Pay certainly has not got</source>
        <translation>Take back a refund that WeChat Pay certainly has not got</translation>
    </message>
    <message>
        <source>Customer paid</source>
        <translation>Customer paid</translation>
    </message>
    <message>
        <source>Coupons paid</source>
        <translation>Coupons paid</translation>
    </message>
    <message>
        <source>of which cost you</source>
        <translation>of which cost you</translation>
    </message>
    <message>
        <source>%1: WeChat Pay does not settle it</source>
        <translation>%1: WeChat Pay does not settle it</translation>
    </message>
    <message>
        <source>of which yours</source>
        <translation>of which yours</translation>
    </message>
    <message>
        <source>%1: out of the coupon money you paid in</source>
        <translation>%1: out of the coupon money you paid in</translation>
    </message>
    <message>
        <source>Settles</source>
        <translation>Settles</translation>
    </message>
    <message>
        <source>Expected fee</source>
        <translation>Expected fee</translation>
    </message>
    <message>
        <source>Arrives</source>
        <translation>Arrives</translation>
    </message>
    <message>
        <source>Credited to the user</source>
        <translation>Credited to the user</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Waits</translation>
    </message>
    <message>
        <source>%1 is held until the order's refunds are known</source>
        <translation>%1 is held until the order's refunds are known</translation>
    </message>
    <message>
        <source>Unclear since</source>
        <translation>Unclear since</translation>
    </message>
    <message>
        <source>Asked in vain</source>
        <translation>Asked in vain</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message>
        <source>Customer gets</source>
        <translation>Customer gets</translation>
    </message>
    <message>
        <source>Leaves your money</source>
        <translation>Leaves your money</translation>
    </message>
    <message>
        <source>Fee that comes back</source>
        <translation>Fee that comes back</translation>
    </message>
    <message>
        <source>Out of the user's balance</source>
        <translation>Out of the user's balance</translation>
    </message>
    <message>
        <source>Which refund?</source>
        <translation>Which refund?</translation>
    </message>
    <message>
        <source>Refund:</source>
        <translation>Refund:</translation>
    </message>
    <message>
        <source>WeChat Pay is being asked…</source>
        <translation>WeChat Pay is being asked…</translation>
    </message>
    <message>
        <source>The refund of %1 is: %2.</source>
        <translation>The refund of %1 is: %2.</translation>
    </message>
    <message>
        <source>What became of the refund of %1?</source>
        <translation>What became of the refund of %1?</translation>
    </message>
    <message>
        <source>It was refunded</source>
        <translation>It was refunded</translation>
    </message>
    <message>
        <source>The customer has %1 back. %2 leave the account in the books, and the %3 held for user %4 are gone. If it was not refunded, the customer has lost %1.</source>
        <translation>The customer has %1 back. %2 leave the account in the books, and the %3 held for user %4 are gone. If it was not refunded, the customer has lost %1.</translation>
    </message>
    <message>
        <source>The customer has %1 back. %2 leave the account in the books. If it was not refunded, the customer has lost %1.</source>
        <translation>The customer has %1 back. %2 leave the account in the books. If it was not refunded, the customer has lost %1.</translation>
    </message>
    <message>
        <source>Book %1 as refunded</source>
        <translation>Book %1 as refunded</translation>
    </message>
    <message>
        <source>It was not refunded</source>
        <translation>It was not refunded</translation>
    </message>
    <message>
        <source>Nothing leaves the account. The %1 held for user %2 go back to their balance, and %3 of the order can be refunded again. If it was refunded after all, the shop has lost %4.</source>
        <translation>Nothing leaves the account. The %1 held for user %2 go back to their balance, and %3 of the order can be refunded again. If it was refunded after all, the shop has lost %4.</translation>
    </message>
    <message>
        <source>Nothing leaves the account, and %1 of the order can be refunded again. If it was refunded after all, the shop has lost %2.</source>
        <translation>Nothing leaves the account, and %1 of the order can be refunded again. If it was refunded after all, the shop has lost %2.</translation>
    </message>
    <message>
        <source>End it with nothing moved</source>
        <translation>End it with nothing moved</translation>
    </message>
    <message>
        <source>Withdraw refund</source>
        <translation>Withdraw refund</translation>
    </message>
    <message>
        <source>The refund of %1 is not sent. %2 go back to the balance of user %3 at once, and the customer gets nothing.</source>
        <translation>The refund of %1 is not sent. %2 go back to the balance of user %3 at once, and the customer gets nothing.</translation>
    </message>
    <message>
        <source>The refund of %1 is not sent, and the customer gets nothing. The order can be refunded again.</source>
        <translation>The refund of %1 is not sent, and the customer gets nothing. The order can be refunded again.</translation>
    </message>
    <message>
        <source>Asked for by mistake</source>
        <translation>Asked for by mistake</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Withdrawn: %1 were not sent.</source>
        <translation>Withdrawn: %1 were not sent.</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>Sh&amp;ow code…</source>
        <translation>Sh&amp;ow code…</translation>
    </message>
    <message>
        <source>Search by description, name or any number</source>
        <translation>Search by description, name or any number</translation>
    </message>
    <message>
        <source>Description, name or number</source>
        <translation>Description, name or number</translation>
    </message>
    <message>
        <source>Try another word, another state or a longer period.</source>
        <translation>Try another word, another state or a longer period.</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>Paid, whatever since</source>
        <translation>Paid, whatever since</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Paid and withdrawn in the last 30 days</source>
        <translation>Paid and withdrawn in the last 30 days</translation>
    </message>
    <message>
        <source>Today's orders by hour</source>
        <translation>Today's orders by hour</translation>
    </message>
    <message>
        <source>Paid today</source>
        <translation>Paid today</translation>
    </message>
    <message>
        <source>Orders today</source>
        <translation>Orders today</translation>
    </message>
    <message>
        <source>Withdrawn today</source>
        <translation>Withdrawn today</translation>
    </message>
    <message>
        <source>Refunded today</source>
        <translation>Refunded today</translation>
    </message>
    <message>
        <source>Fees today</source>
        <translation>Fees today</translation>
    </message>
    <message>
        <source>Last 30 days, in yuan</source>
        <translation>Last 30 days, in yuan</translation>
    </message>
    <message>
        <source>Withdrawals waiting</source>
        <translation>Withdrawals waiting</translation>
    </message>
    <message>
        <source>Open the queue</source>
        <translation>Open the queue</translation>
    </message>
    <message>
        <source>Can everyone be paid?</source>
        <translation>Can everyone be paid?</translation>
    </message>
    <message>
        <source>Orders by hour, today</source>
        <translation>Orders by hour, today</translation>
    </message>
    <message>
        <source>What sells, last 30 days</source>
        <translation>What sells, last 30 days</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>%1 a week ago by now</source>
        <translation>%1 a week ago by now</translation>
    </message>
    <message>
        <source>known so far</source>
        <translation>known so far</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Yes. %1 are left over.</source>
        <translation>Yes. %1 are left over.</translation>
    </message>
    <message>
        <source>No. %1 are missing.</source>
        <translation>No. %1 are missing.</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>%1
%2 orders, %3 paid
%4 withdrawn</source>
        <translation>%1
%2 orders, %3 paid
%4 withdrawn</translation>
    </message>
    <message>
        <source>%1 paid in 30 days</source>
        <translation>%1 paid in 30 days</translation>
    </message>
    <message>
        <source>%1:00 – %2:00, %3 orders</source>
        <translation>%1:00 – %2:00, %3 orders</translation>
    </message>
    <message>
        <source>%1 orders today</source>
        <translation>%1 orders today</translation>
    </message>
    <message numerus="yes">
        <source>Needs you: %n thing(s)</source>
        <translation>
            <numerusform>Needs you: %n thing</numerusform>
            <numerusform>Needs you: %n things</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark done</source>
        <translation>Mark done</translation>
    </message>
    <message>
        <source>How is this reckoned?</source>
        <translation>How is this reckoned?</translation>
    </message>
    <message>
        <source>Owed %1, settled %2</source>
        <translation>Owed %1, settled %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2, as in the books</source>
        <translation>%1: %2, as in the books</translation>
    </message>
    <message>
        <source>%1: %2 at WeChat, %3 in the books</source>
        <translation>%1: %2 at WeChat, %3 in the books</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>until %1</translation>
    </message>
    <message>
        <source>%1 (%2 not available yet)</source>
        <translation>%1 (%2 not available yet)</translation>
    </message>
    <message>
        <source>%1, end of %2</source>
        <translation>%1, end of %2</translation>
    </message>
    <message>
        <source>&amp;Answer the complaint…</source>
        <translation>&amp;Answer the complaint…</translation>
    </message>
    <message>
        <source>Users are owed %1: what they have available and what is held for their withdrawals, less what WeChat Pay is already giving back out of it.</source>
        <translation>Users are owed %1: what they have available and what is held for their withdrawals, less what WeChat Pay is already giving back out of it.</translation>
    </message>
    <message>
        <source>Settled WeChat money in the books: %1, less what WeChat Pay has taken out for refunds.</source>
        <translation>Settled WeChat money in the books: %1, less what WeChat Pay has taken out for refunds.</translation>
    </message>
    <message>
        <source>By WeChat Pay's own word %1 are in the accounts, with what it has set aside for accepted withdrawals. The smaller of the two figures counts.</source>
        <translation>By WeChat Pay's own word %1 are in the accounts, with what it has set aside for accepted withdrawals. The smaller of the two figures counts.</translation>
    </message>
    <message>
        <source>WeChat Pay's own word of the accounts is not known now: the books alone count.</source>
        <translation>WeChat Pay's own word of the accounts is not known now: the books alone count.</translation>
    </message>
    <message>
        <source>%1 are about to leave for refunds of sales, and do not count any more.</source>
        <translation>%1 are about to leave for refunds of sales, and do not count any more.</translation>
    </message>
    <message>
        <source>So %1 are there to pay %2. The account that pays can pay out %3 now.</source>
        <translation>So %1 are there to pay %2. The account that pays can pay out %3 now.</translation>
    </message>
    <message>
        <source>A payment counts only when WeChat Pay has settled it, some days after it was made. What users are owed must never exceed it: a withdrawal that would break this cannot be approved, nor sent.</source>
        <translation>A payment counts only when WeChat Pay has settled it, some days after it was made. What users are owed must never exceed it: a withdrawal that would break this cannot be approved, nor sent.</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names of accounts</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>WeChat Pay does not tell this merchant: %1.</source>
        <translation>WeChat Pay does not tell this merchant: %1.</translation>
    </message>
    <message>
        <source>WeChat Pay does not tell this merchant: %1. Coverage stands on the books alone; compare them in the merchant platform.</source>
        <translation>WeChat Pay does not tell this merchant: %1. Coverage stands on the books alone; compare them in the merchant platform.</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Answer…</translation>
    </message>
    <message>
        <source>Completed…</source>
        <translation>Completed…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>All &amp;tasks…</source>
        <translation>All &amp;tasks…</translation>
    </message>
    <message>
        <source>The complaint is dealt &amp;with…</source>
        <translation>The complaint is dealt &amp;with…</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::PasswordDialog</name>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Change password</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Present password</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>New password again</translation>
    </message>
    <message>
        <source>The new passwords differ.</source>
        <translation>The new passwords differ.</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>One-time code</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::PayeeTable</name>
    <message>
        <source>Payee</source>
        <translation>Payee</translation>
    </message>
    <message>
        <source>Gets</source>
        <translation>Gets</translation>
    </message>
    <message>
        <source>Does not get</source>
        <translation>Does not get</translation>
    </message>
    <message>
        <source>Balance left</source>
        <translation>Balance left</translation>
    </message>
    <message>
        <source>Paid before</source>
        <translation>Paid before</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flags</translation>
    </message>
    <message>
        <source>Who gets what</source>
        <translation>Who gets what</translation>
    </message>
    <message>
        <source>Who does not get what</source>
        <translation>Who does not get what</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(no name)</translation>
    </message>
    <message>
        <source>never</source>
        <translation>never</translation>
    </message>
    <message>
        <source>The first %1 of the %2 that were chosen; the others stay as they are.</source>
        <translation>The first %1 of the %2 that were chosen; the others stay as they are.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::PayoutsPage</name>
    <message>
        <source>No.</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>Payee</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Balance left</source>
        <translation>Balance left</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flags</translation>
    </message>
    <message>
        <source>Withdrawals</source>
        <translation>Withdrawals</translation>
    </message>
    <message>
        <source>The withdrawal's story</source>
        <translation>The withdrawal's story</translation>
    </message>
    <message>
        <source>&amp;Approve…</source>
        <translation>&amp;Approve…</translation>
    </message>
    <message>
        <source>Show who gets what, then approve</source>
        <translation>Show who gets what, then approve</translation>
    </message>
    <message>
        <source>&amp;Reject…</source>
        <translation>&amp;Reject…</translation>
    </message>
    <message>
        <source>Give the sum back to the user's balance, with a reason</source>
        <translation>Give the sum back to the user's balance, with a reason</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>&amp;Take back</translation>
    </message>
    <message>
        <source>Undo the approval while the grace period lasts</source>
        <translation>Undo the approval while the grace period lasts</translation>
    </message>
    <message>
        <source>&amp;Cancel…</source>
        <translation>&amp;Cancel…</translation>
    </message>
    <message>
        <source>Stop it; at WeChat Pay too, while the payee has not confirmed</source>
        <translation>Stop it; at WeChat Pay too, while the payee has not confirmed</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Waiting for you</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Coverage</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>The queue is empty</translation>
    </message>
    <message>
        <source>When a user asks for money, it waits here until you have looked at it.</source>
        <translation>When a user asks for money, it waits here until you have looked at it.</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>Withdrawals appear here once they have been decided.</source>
        <translation>Withdrawals appear here once they have been decided.</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>covered</translation>
    </message>
    <message>
        <source>NOT covered</source>
        <translation>NOT covered</translation>
    </message>
    <message>
        <source>Owed %1 · settled %2 · %3</source>
        <translation>Owed %1 · settled %2 · %3</translation>
    </message>
    <message>
        <source>In WeChat's words</source>
        <translation>In WeChat's words</translation>
    </message>
    <message>
        <source>Known since</source>
        <translation>Known since</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>Paid before</source>
        <translation>Paid before</translation>
    </message>
    <message>
        <source>never</source>
        <translation>never</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s), %1</source>
        <translation>
            <numerusform>%n time, %1</numerusform>
            <numerusform>%n times, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Owed, now and after</source>
        <translation>Owed, now and after</translation>
    </message>
    <message>
        <source>Settled, now and after</source>
        <translation>Settled, now and after</translation>
    </message>
    <message>
        <source>Our number</source>
        <translation>Our number</translation>
    </message>
    <message>
        <source>WeChat's number</source>
        <translation>WeChat's number</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Reject withdrawals</source>
        <translation>Reject withdrawals</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) over %1 will not be paid. The held sums go back to the users' balances at once.</source>
        <translation>
            <numerusform>%n withdrawal over %1 will not be paid. The held sums go back to the users' balances at once.</numerusform>
            <numerusform>%n withdrawals over %1 will not be paid. The held sums go back to the users' balances at once.</numerusform>
        </translation>
    </message>
    <message>
        <source>Name and account do not agree</source>
        <translation>Name and account do not agree</translation>
    </message>
    <message>
        <source>Unusual activity, please contact us</source>
        <translation>Unusual activity, please contact us</translation>
    </message>
    <message>
        <source>Requested by mistake</source>
        <translation>Requested by mistake</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Reject</translation>
    </message>
    <message>
        <source>Rejected.</source>
        <translation>Rejected.</translation>
    </message>
    <message>
        <source>Taken back: nothing was sent.</source>
        <translation>Taken back: nothing was sent.</translation>
    </message>
    <message>
        <source>Cancel withdrawals</source>
        <translation>Cancel withdrawals</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Cancellation is under way.</source>
        <translation>Cancellation is under way.</translation>
    </message>
    <message>
        <source>&amp;Save receipt…</source>
        <translation>&amp;Save receipt…</translation>
    </message>
    <message>
        <source>WeChat Pay's electronic receipt of a paid withdrawal, as a PDF</source>
        <translation>WeChat Pay's electronic receipt of a paid withdrawal, as a PDF</translation>
    </message>
    <message>
        <source>Save the receipt</source>
        <translation>Save the receipt</translation>
    </message>
    <message>
        <source>WeChat Pay is making the receipt…</source>
        <translation>WeChat Pay is making the receipt…</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Saved: %1</translation>
    </message>
    <message>
        <source>As&amp;k WeChat now</source>
        <translation>As&amp;k WeChat now</translation>
    </message>
    <message>
        <source>Ask WeChat Pay at once how this withdrawal stands</source>
        <translation>Ask WeChat Pay at once how this withdrawal stands</translation>
    </message>
    <message>
        <source>Sa&amp;y what became of it…</source>
        <translation>Sa&amp;y what became of it…</translation>
    </message>
    <message>
        <source>Decide yourself, with proof, where WeChat Pay gives no clear word</source>
        <translation>Decide yourself, with proof, where WeChat Pay gives no clear word</translation>
    </message>
    <message>
        <source>What WeChat Pay did not take goes out again, under the same number</source>
        <translation>What WeChat Pay did not take goes out again, under the same number</translation>
    </message>
    <message>
        <source>Unclear since</source>
        <translation>Unclear since</translation>
    </message>
    <message>
        <source>Asked in vain</source>
        <translation>Asked in vain</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Paid through</source>
        <translation>Paid through</translation>
    </message>
    <message>
        <source>WeChat Pay is being asked…</source>
        <translation>WeChat Pay is being asked…</translation>
    </message>
    <message>
        <source>Withdrawal %1 is: %2.</source>
        <translation>Withdrawal %1 is: %2.</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>Last heard</translation>
    </message>
    <message>
        <source>What became of withdrawal %1?</source>
        <translation>What became of withdrawal %1?</translation>
    </message>
    <message>
        <source>It was paid</source>
        <translation>It was paid</translation>
    </message>
    <message>
        <source>%1 leave the account in the books: the payee has the money. Held for the user %2, owed to all users %3. If it was not paid, the user has lost %1.</source>
        <translation>%1 leave the account in the books: the payee has the money. Held for the user %2, owed to all users %3. If it was not paid, the user has lost %1.</translation>
    </message>
    <message>
        <source>Book %1 as paid</source>
        <translation>Book %1 as paid</translation>
    </message>
    <message>
        <source>It was not paid</source>
        <translation>It was not paid</translation>
    </message>
    <message>
        <source>%1 go back to the user's balance and can be withdrawn again: %2. Nothing leaves the account. If it was paid after all, the shop has lost %1.</source>
        <translation>%1 go back to the user's balance and can be withdrawn again: %2. Nothing leaves the account. If it was paid after all, the shop has lost %1.</translation>
    </message>
    <message>
        <source>Give %1 back to the balance</source>
        <translation>Give %1 back to the balance</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) over %1 will be stopped. What WeChat Pay already has is cancelled there while the payee has not confirmed; the sum goes back to the balance when WeChat Pay says so.</source>
        <translation>
            <numerusform>%n withdrawal over %1 will be stopped. If WeChat Pay already has it, it is cancelled there while the payee has not confirmed; the sum goes back to the balance when WeChat Pay says so.</numerusform>
            <numerusform>%n withdrawals over %1 will be stopped. What WeChat Pay already has is cancelled there while the payee has not confirmed; the sum goes back to the balance when WeChat Pay says so.</numerusform>
        </translation>
    </message>
    <message>
        <source>Payee, openid or number</source>
        <translation>Payee, openid or number</translation>
    </message>
    <message>
        <source>Unclear ones</source>
        <translation>Unclear ones</translation>
    </message>
    <message>
        <source>Find a withdrawal</source>
        <translation>Find a withdrawal</translation>
    </message>
    <message>
        <source>Search by payee or any number</source>
        <translation>Search by payee or any number</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s)</source>
        <translation>
            <numerusform>%n withdrawal</numerusform>
            <numerusform>%n withdrawals</numerusform>
        </translation>
    </message>
    <message>
        <source>No withdrawal matches</source>
        <translation>No withdrawal matches</translation>
    </message>
    <message>
        <source>Try part of a name, another state or a longer period.</source>
        <translation>Try part of a name, another state or a longer period.</translation>
    </message>
    <message>
        <source>The list has changed meanwhile. Choose once more.</source>
        <translation>The list has changed meanwhile. Choose once more.</translation>
    </message>
    <message>
        <source>Of what is chosen, nothing is in a state for it.</source>
        <translation>Of what is chosen, nothing is in a state for it.</translation>
    </message>
    <message>
        <source>The chosen withdrawals are being read…</source>
        <translation>The chosen withdrawals are being read…</translation>
    </message>
    <message>
        <source>Send &amp;it again</source>
        <translation>Send &amp;it again</translation>
    </message>
    <message>
        <source>takes two people</source>
        <translation>takes two people</translation>
    </message>
    <message>
        <source>takes another person</source>
        <translation>takes another person</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Asked for by</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) approved by you wait for a second person.</source>
        <translation>
            <numerusform>%n withdrawal approved by you waits for a second person.</numerusform>
            <numerusform>%n withdrawals approved by you wait for a second person.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::PeoplePane</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>One-time codes</source>
        <translation>One-time codes</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>The people who work here</source>
        <translation>The people who work here</translation>
    </message>
    <message>
        <source>&amp;Add an operator…</source>
        <translation>&amp;Add an operator…</translation>
    </message>
    <message>
        <source>Rese&amp;t the password…</source>
        <translation>Rese&amp;t the password…</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>Change &amp;password…</translation>
    </message>
    <message>
        <source>Enrol for &amp;one-time codes…</source>
        <translation>Enrol for &amp;one-time codes…</translation>
    </message>
    <message>
        <source>&amp;New recovery sheet…</source>
        <translation>&amp;New recovery sheet…</translation>
    </message>
    <message>
        <source>works here</source>
        <translation>works here</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>disabled</translation>
    </message>
    <message>
        <source>enrolled</source>
        <translation>enrolled</translation>
    </message>
    <message>
        <source>begun, no code seen yet</source>
        <translation>begun, no code seen yet</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>made</source>
        <translation>made</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>&amp;Enable…</source>
        <translation>&amp;Enable…</translation>
    </message>
    <message>
        <source>The operator has been added.</source>
        <translation>The operator has been added.</translation>
    </message>
    <message>
        <source>The role has been changed.</source>
        <translation>The role has been changed.</translation>
    </message>
    <message>
        <source>The password has been reset.</source>
        <translation>The password has been reset.</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Disable %1</translation>
    </message>
    <message>
        <source>%1 can do nothing here any more, and a desk they have unlocked locks itself at once. Approvals of theirs that wait for a second person count no more. They can be enabled again.</source>
        <translation>%1 can do nothing here any more, and a desk they have unlocked locks itself at once. Approvals of theirs that wait for a second person count no more. They can be enabled again.</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Disable</translation>
    </message>
    <message>
        <source>The operator is disabled.</source>
        <translation>The operator is disabled.</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>Enable %1</translation>
    </message>
    <message>
        <source>%1 can work here again, with the password and the role they had.</source>
        <translation>%1 can work here again, with the password and the role they had.</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Enable</translation>
    </message>
    <message>
        <source>The operator is enabled.</source>
        <translation>The operator is enabled.</translation>
    </message>
    <message>
        <source>The password has been changed.</source>
        <translation>The password has been changed.</translation>
    </message>
    <message>
        <source>Enrolled: from now on the codes are taken where they are asked for.</source>
        <translation>Enrolled: from now on the codes are taken where they are asked for.</translation>
    </message>
    <message>
        <source>Remove one-time codes</source>
        <translation>Remove one-time codes</translation>
    </message>
    <message>
        <source>The authenticator and the recovery codes of %1 count no more. One's own take one last code; those of others an owner's password.</source>
        <translation>The authenticator and the recovery codes of %1 count no more. One's own take one last code; those of others an owner's password.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>The one-time codes are removed.</source>
        <translation>The one-time codes are removed.</translation>
    </message>
    <message>
        <source>Password &amp;forgotten: use the sheet…</source>
        <translation>Password &amp;forgotten: use the sheet…</translation>
    </message>
    <message>
        <source>Change the ro&amp;le…</source>
        <translation>Change the ro&amp;le…</translation>
    </message>
    <message>
        <source>D&amp;isable</source>
        <translation>D&amp;isable</translation>
    </message>
    <message>
        <source>Re&amp;move one-time codes…</source>
        <translation>Re&amp;move one-time codes…</translation>
    </message>
    <message>
        <source>D&amp;isable…</source>
        <translation>D&amp;isable…</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::PermissionTable</name>
    <message>
        <source>Who may do what</source>
        <translation>Who may do what</translation>
    </message>
    <message>
        <source>Anybody here</source>
        <translation>Anybody here</translation>
    </message>
    <message>
        <source>Takes a password</source>
        <translation>Takes a password</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ReadAloud</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ReadingDialog</name>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>What happens</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::RecoverDialog</name>
    <message>
        <source>A new password for %1</source>
        <translation>A new password for %1</translation>
    </message>
    <message>
        <source>By the code on the recovery sheet, which is used up by it. One-time codes of theirs are removed, and can be enrolled for again.</source>
        <translation>By the code on the recovery sheet, which is used up by it. One-time codes of theirs are removed, and can be enrolled for again.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>New password again</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Make it</translation>
    </message>
    <message>
        <source>The passwords differ.</source>
        <translation>The passwords differ.</translation>
    </message>
    <message>
        <source>The password is new. This is your next recovery sheet.</source>
        <translation>The password is new. This is your next recovery sheet.</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>I have kept it</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::RecoveryDialog</name>
    <message>
        <source>What was found</source>
        <translation>What was found</translation>
    </message>
    <message>
        <source>Go on although WeChat Pay was not asked about everything</source>
        <translation>Go on although WeChat Pay was not asked about everything</translation>
    </message>
    <message>
        <source>Confirm: send again</source>
        <translation>Confirm: send again</translation>
    </message>
    <message>
        <source>The books were put back</source>
        <translation>The books were put back</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>What you have compared, and what you found</source>
        <translation>What you have compared, and what you found</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>What follows</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>These books know nothing of the time between the backup and the moment they were put back. WeChat Pay cannot be asked about withdrawals and refunds whose numbers were lost with that time: one that is asked for again would be paid again.</source>
        <translation>These books know nothing of the time between the backup and the moment they were put back. WeChat Pay cannot be asked about withdrawals and refunds whose numbers were lost with that time: one that is asked for again would be paid again.</translation>
    </message>
    <message>
        <source>Books of</source>
        <translation>Books of</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Put back</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>Put back by</source>
        <translation>Put back by</translation>
    </message>
    <message>
        <source>Asked WeChat Pay</source>
        <translation>Asked WeChat Pay</translation>
    </message>
    <message>
        <source>%1 of %2 numbers, %3 otherwise than here</source>
        <translation>%1 of %2 numbers, %3 otherwise than here</translation>
    </message>
    <message>
        <source>The money at WeChat Pay</source>
        <translation>The money at WeChat Pay</translation>
    </message>
    <message>
        <source>WeChat Pay has not told yet what is in the accounts.</source>
        <translation>WeChat Pay has not told yet what is in the accounts.</translation>
    </message>
    <message>
        <source>WeChat Pay does not tell this merchant what is in the accounts. Compare them in the merchant platform.</source>
        <translation>WeChat Pay does not tell this merchant what is in the accounts. Compare them in the merchant platform.</translation>
    </message>
    <message>
        <source>%1 less is there than these books expect: so much may have been paid out or given back since the backup.</source>
        <translation>%1 less is there than these books expect: so much may have been paid out or given back since the backup.</translation>
    </message>
    <message>
        <source>%1 more is there than these books expect: so much may have been paid in since the backup.</source>
        <translation>%1 more is there than these books expect: so much may have been paid in since the backup.</translation>
    </message>
    <message>
        <source>It is what these books expect.</source>
        <translation>It is what these books expect.</translation>
    </message>
    <message>
        <source>%1, end of %2</source>
        <translation>%1, end of %2</translation>
    </message>
    <message>
        <source>%1 at WeChat, %2 in the books</source>
        <translation>%1 at WeChat, %2 in the books</translation>
    </message>
    <message>
        <source>What differs, or is still to be asked</source>
        <translation>What differs, or is still to be asked</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>Nothing.</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>not asked yet</translation>
    </message>
    <message>
        <source>here: %1; WeChat Pay: %2</source>
        <translation>here: %1; WeChat Pay: %2</translation>
    </message>
    <message>
        <source>WeChat Pay is still being asked; %1 numbers are left. Until you confirm, nothing is sent: neither withdrawals nor refunds.</source>
        <translation>WeChat Pay is still being asked; %1 numbers are left. Until you confirm, nothing is sent: neither withdrawals nor refunds.</translation>
    </message>
    <message>
        <source>%1 numbers were never asked about. What was paid under them since the backup can be paid again. Give the reason.</source>
        <translation>%1 numbers were never asked about. What was paid under them since the backup can be paid again. Give the reason.</translation>
    </message>
    <message>
        <source>When you confirm, withdrawals and refunds are sent again as before.</source>
        <translation>When you confirm, withdrawals and refunds are sent again as before.</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>less than a minute</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::RefundDialog</name>
    <message>
        <source>Refund</source>
        <translation>Refund</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>Amount in yuan</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>The customer reads it in WeChat</source>
        <translation>The customer reads it in WeChat</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Can still be refunded</source>
        <translation>Can still be refunded</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>Amount ¥</translation>
    </message>
    <message>
        <source>From 0.01 up to %1.</source>
        <translation>From 0.01 up to %1.</translation>
    </message>
    <message>
        <source>Refund %1</source>
        <translation>Refund %1</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Expected</translation>
    </message>
    <message>
        <source>Expected: the customer gets %1, %2 leave your money</source>
        <translation>Expected: the customer gets %1, %2 leave your money</translation>
    </message>
    <message>
        <source>, %1 of fee come back</source>
        <translation>, %1 of fee come back</translation>
    </message>
    <message>
        <source>; the rest was paid by coupons</source>
        <translation>; the rest was paid by coupons</translation>
    </message>
    <message>
        <source>.</source>
        <translation>.</translation>
    </message>
    <message>
        <source>%1 leave user %2's balance now; the refund goes to the customer through WeChat Pay.</source>
        <translation>%1 leave user %2's balance now; the refund goes to the customer through WeChat Pay.</translation>
    </message>
    <message>
        <source>%1 of the order are refunded through WeChat Pay, out of revenue.</source>
        <translation>%1 of the order are refunded through WeChat Pay, out of revenue.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::ReportsPage</name>
    <message>
        <source>Reports</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>&amp;Make the report</source>
        <translation>&amp;Make the report</translation>
    </message>
    <message>
        <source>Settlement report</source>
        <translation>Settlement report</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Last month</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Chosen days</source>
        <translation>Chosen days</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>To</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Credited to users</source>
        <translation>Credited to users</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Owed after</source>
        <translation>Owed after</translation>
    </message>
    <message>
        <source>At WeChat after</source>
        <translation>At WeChat after</translation>
    </message>
    <message>
        <source>The report is being made and the books verified…</source>
        <translation>The report is being made and the books verified…</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>The books do NOT verify: %1</source>
        <translation>The books do NOT verify: %1</translation>
    </message>
    <message>
        <source>Save the settlement report</source>
        <translation>Save the settlement report</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Saved: %1</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Save as…</translation>
    </message>
    <message>
        <source>The report that is shown, as a workbook or as CSV</source>
        <translation>The report that is shown, as a workbook or as CSV</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Print…</translation>
    </message>
    <message>
        <source>The report that is shown</source>
        <translation>The report that is shown</translation>
    </message>
    <message>
        <source>Shop: %1</source>
        <translation>Shop: %1</translation>
    </message>
    <message>
        <source>Period: %1 to %2</source>
        <translation>Period: %1 to %2</translation>
    </message>
    <message>
        <source>Made: %1</source>
        <translation>Made: %1</translation>
    </message>
    <message>
        <source>The books were verified up to journal entry %1.</source>
        <translation>The books were verified up to journal entry %1.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::SavedViews</name>
    <message>
        <source>Views</source>
        <translation>Views</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>Save this view…</translation>
    </message>
    <message>
        <source>Forget a view</source>
        <translation>Forget a view</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Save view</translation>
    </message>
    <message>
        <source>Name of this view:</source>
        <translation>Name of this view:</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::SecretLine</name>
    <message>
        <source>Show</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Hide</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>&amp;Save settings</source>
        <translation>&amp;Save settings</translation>
    </message>
    <message>
        <source>Kinds of settings</source>
        <translation>Kinds of settings</translation>
    </message>
    <message>
        <source>Merchant account</source>
        <translation>Merchant account</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>Listener</translation>
    </message>
    <message>
        <source>Payouts</source>
        <translation>Payouts</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Operators</translation>
    </message>
    <message>
        <source>Language and appearance</source>
        <translation>Language and appearance</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Shop name</source>
        <translation>Shop name</translation>
    </message>
    <message>
        <source>As it stands in the window</source>
        <translation>As it stands in the window</translation>
    </message>
    <message>
        <source>Test everything</source>
        <translation>Test everything</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>127.0.0.1 behind a reverse proxy or a tunnel</source>
        <translation>127.0.0.1 behind a reverse proxy or a tunnel</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>TLS certificate file</source>
        <translation>TLS certificate file</translation>
    </message>
    <message>
        <source>PEM; empty: plain HTTP</source>
        <translation>PEM; empty: plain HTTP</translation>
    </message>
    <message>
        <source>TLS key file</source>
        <translation>TLS key file</translation>
    </message>
    <message>
        <source>Unpaid orders expire after</source>
        <translation>Unpaid orders expire after</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Paid money counts as settled after</source>
        <translation>Paid money counts as settled after</translation>
    </message>
    <message>
        <source> business days</source>
        <translation> business days</translation>
    </message>
    <message>
        <source>Most for one withdrawal ¥</source>
        <translation>Most for one withdrawal ¥</translation>
    </message>
    <message>
        <source>Most for one user and day ¥</source>
        <translation>Most for one user and day ¥</translation>
    </message>
    <message>
        <source>Most for all users and day ¥</source>
        <translation>Most for all users and day ¥</translation>
    </message>
    <message>
        <source>Approvals can be taken back for</source>
        <translation>Approvals can be taken back for</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>A password unlocks decisions for</source>
        <translation>A password unlocks decisions for</translation>
    </message>
    <message>
        <source>Basic account</source>
        <translation>Basic account</translation>
    </message>
    <message>
        <source>Operation account</source>
        <translation>Operation account</translation>
    </message>
    <message>
        <source>Paid from</source>
        <translation>Paid from</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>What the payee reads, up to 32 characters</source>
        <translation>What the payee reads, up to 32 characters</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Follow the system</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Data folder: %1</source>
        <translation>Data folder: %1</translation>
    </message>
    <message>
        <source>A backup is a whole copy of the books, made while the shop goes on. Keys are not in it.</source>
        <translation>A backup is a whole copy of the books, made while the shop goes on. Keys are not in it.</translation>
    </message>
    <message>
        <source>&amp;Back up now…</source>
        <translation>&amp;Back up now…</translation>
    </message>
    <message>
        <source>&amp;Restore a backup…</source>
        <translation>&amp;Restore a backup…</translation>
    </message>
    <message>
        <source>Something under “Merchant account” does not fit; it is marked there.</source>
        <translation>Something under “Merchant account” does not fit; it is marked there.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nothing was changed.</translation>
    </message>
    <message>
        <source>Saved. Connecting anew…</source>
        <translation>Saved. Connecting anew…</translation>
    </message>
    <message>
        <source>Saved. Listening at %1.</source>
        <translation>Saved. Listening at %1.</translation>
    </message>
    <message>
        <source>Orders are opened with</source>
        <translation>Orders are opened with</translation>
    </message>
    <message>
        <source>APIv3, today's interface</source>
        <translation>APIv3, today's interface</translation>
    </message>
    <message>
        <source>API v2, the older one; it needs its own key</source>
        <translation>API v2, the older one; it needs its own key</translation>
    </message>
    <message>
        <source>At the counter, reverse after</source>
        <translation>At the counter, reverse after</translation>
    </message>
    <message>
        <source>Paid through</source>
        <translation>Paid through</translation>
    </message>
    <message>
        <source>Merchant transfer: the payee confirms each one</source>
        <translation>Merchant transfer: the payee confirms each one</translation>
    </message>
    <message>
        <source>Transfer batches: merchants from before 2025</source>
        <translation>Transfer batches: merchants from before 2025</translation>
    </message>
    <message>
        <source>API v2: straight to the payee's balance</source>
        <translation>API v2: straight to the payee's balance</translation>
    </message>
    <message>
        <source>API v2: red packets, ¥ 1 to ¥ 200</source>
        <translation>API v2: red packets, ¥ 1 to ¥ 200</translation>
    </message>
    <message>
        <source>WeChat Pay's fee, percent</source>
        <translation>WeChat Pay's fee, percent</translation>
    </message>
    <message>
        <source>As in your contract, such as 0.60; it is expected of each payment</source>
        <translation>As in your contract, such as 0.60; it is expected of each payment</translation>
    </message>
    <message>
        <source>Further AppIDs</source>
        <translation>Further AppIDs</translation>
    </message>
    <message>
        <source>Of the shop's other apps under the same merchant number, commas between them</source>
        <translation>Of the shop's other apps under the same merchant number, commas between them</translation>
    </message>
    <message>
        <source>Trusted proxies</source>
        <translation>Trusted proxies</translation>
    </message>
    <message>
        <source>10.0.0.2, fd00::/8: who comes through them is counted one by one</source>
        <translation>10.0.0.2, fd00::/8: who comes through them is counted one by one</translation>
    </message>
    <message>
        <source>Saved, and it does not fit together yet: WeChat Pay may refuse everything until it does.</source>
        <translation>Saved, and it does not fit together yet: WeChat Pay may refuse everything until it does.</translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation>Ask me</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>Go on in the background</translation>
    </message>
    <message>
        <source>End the program</source>
        <translation>End the program</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>When the window is closed</translation>
    </message>
    <message>
        <source>Save settings</source>
        <translation>Save settings</translation>
    </message>
    <message>
        <source>What you have changed tells how much money leaves, where to, or by whose word. It takes your password.</source>
        <translation>What you have changed tells how much money leaves, where to, or by whose word. It takes your password.</translation>
    </message>
    <message>
        <source>Settings not saved</source>
        <translation>Settings not saved</translation>
    </message>
    <message>
        <source>What you have typed under Settings is not saved yet.</source>
        <translation>What you have typed under Settings is not saved yet.</translation>
    </message>
    <message>
        <source>In another language the window is made anew, and what you have typed is gone.</source>
        <translation>In another language the window is made anew, and what you have typed is gone.</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Switch</translation>
    </message>
    <message>
        <source>Save first</source>
        <translation>Save first</translation>
    </message>
    <message>
        <source>Daily backup</source>
        <translation>Daily backup</translation>
    </message>
    <message>
        <source>Made by itself every day, and checked</source>
        <translation>Made by itself every day, and checked</translation>
    </message>
    <message>
        <source>No daily backup</source>
        <translation>No daily backup</translation>
    </message>
    <message>
        <source>Daily copies kept</source>
        <translation>Daily copies kept</translation>
    </message>
    <message>
        <source>Folder of the daily backup</source>
        <translation>Folder of the daily backup</translation>
    </message>
    <message>
        <source>Empty: “backups” beside the books. Better another disk.</source>
        <translation>Empty: “backups” beside the books. Better another disk.</translation>
    </message>
    <message>
        <source>Ask again about sums from ¥</source>
        <translation>Ask again about sums from ¥</translation>
    </message>
    <message>
        <source>What WeChat Pay sent is kept</source>
        <translation>What WeChat Pay sent is kept</translation>
    </message>
    <message>
        <source> days</source>
        <translation> days</translation>
    </message>
    <message>
        <source>The books themselves are never thinned out. Of what WeChat Pay sent, a fingerprint stays. Logs: each program keeps the latest %1 of its own.</source>
        <translation>The books themselves are never thinned out. Of what WeChat Pay sent, a fingerprint stays. Logs: each program keeps the latest %1 of its own.</translation>
    </message>
    <message>
        <source>One-time codes are asked for</source>
        <translation>One-time codes are asked for</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>When withdrawals and refunds are decided</source>
        <translation>When withdrawals and refunds are decided</translation>
    </message>
    <message>
        <source>With every password</source>
        <translation>With every password</translation>
    </message>
    <message>
        <source>Two people approve from ¥</source>
        <translation>Two people approve from ¥</translation>
    </message>
    <message>
        <source>never</source>
        <translation>never</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::Sheet</name>
    <message>
        <source>It is on its way and cannot be called back here; one moment.</source>
        <translation>It is on its way and cannot be called back here; one moment.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::SheetDialog</name>
    <message>
        <source>Recovery sheet of %1</source>
        <translation>Recovery sheet of %1</translation>
    </message>
    <message>
        <source>An owner who has lost the password makes a new one with it, once. A new sheet makes the one before worthless.</source>
        <translation>An owner who has lost the password makes a new one with it, once. A new sheet makes the one before worthless.</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>Password of %1</translation>
    </message>
    <message>
        <source>One-time code, where one is asked for</source>
        <translation>One-time code, where one is asked for</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Make it</translation>
    </message>
    <message>
        <source>I have kept it</source>
        <translation>I have kept it</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::SheetPaper</name>
    <message>
        <source>Recovery sheet</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Print…</translation>
    </message>
    <message>
        <source>&amp;Save to a file…</source>
        <translation>&amp;Save to a file…</translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation>Save the recovery sheet</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>Saved: %1. Print it, and delete the file: whoever has it can make your password new.</source>
        <translation>Saved: %1. Print it, and delete the file: whoever has it can make your password new.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::StatementPane</name>
    <message>
        <source>No.</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Available, change</source>
        <translation>Available, change</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Available</translation>
    </message>
    <message>
        <source>Held, change</source>
        <translation>Held, change</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Memo</translation>
    </message>
    <message>
        <source>The user's statement</source>
        <translation>The user's statement</translation>
    </message>
    <message>
        <source>Memo or business number</source>
        <translation>Memo or business number</translation>
    </message>
    <message>
        <source>E&amp;xport the statement…</source>
        <translation>E&amp;xport the statement…</translation>
    </message>
    <message>
        <source>No line matches</source>
        <translation>No line matches</translation>
    </message>
    <message>
        <source>Search for less, or choose other days.</source>
        <translation>Search for less, or choose other days.</translation>
    </message>
    <message>
        <source>Nothing has moved yet.</source>
        <translation>Nothing has moved yet.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::StatusStrip</name>
    <message>
        <source>Listener</source>
        <translation>Listener</translation>
    </message>
    <message>
        <source>WeChat Pay</source>
        <translation>WeChat Pay</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Clock</translation>
    </message>
    <message>
        <source>Last notification</source>
        <translation>Last notification</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Coverage</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Covered, %1 spare</source>
        <translation>Covered, %1 spare</translation>
    </message>
    <message>
        <source>NOT covered</source>
        <translation>NOT covered</translation>
    </message>
    <message>
        <source>Owed to users %1, settled money to pay them %2</source>
        <translation>Owed to users %1, settled money to pay them %2</translation>
    </message>
    <message>
        <source>Listening at %1</source>
        <translation>Listening at %1</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>Not listening</translation>
    </message>
    <message>
        <source>WeChat Pay's notifications are received here</source>
        <translation>WeChat Pay's notifications are received here</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Starting…</translation>
    </message>
    <message>
        <source>WeChat Pay: not asked</source>
        <translation>WeChat Pay: not asked</translation>
    </message>
    <message>
        <source>Nothing is sent while the engine does not run</source>
        <translation>Nothing is sent while the engine does not run</translation>
    </message>
    <message>
        <source>WeChat Pay: no answer</source>
        <translation>WeChat Pay: no answer</translation>
    </message>
    <message>
        <source>WeChat Pay: connecting</source>
        <translation>WeChat Pay: connecting</translation>
    </message>
    <message>
        <source>The first question is on its way</source>
        <translation>The first question is on its way</translation>
    </message>
    <message>
        <source>WeChat Pay answers</source>
        <translation>WeChat Pay answers</translation>
    </message>
    <message>
        <source>Last answer %1</source>
        <translation>Last answer %1</translation>
    </message>
    <message>
        <source>Clock right</source>
        <translation>Clock right</translation>
    </message>
    <message>
        <source>Clock %1 s off</source>
        <translation>Clock %1 s off</translation>
    </message>
    <message>
        <source>WeChat Pay refuses what is signed five minutes off</source>
        <translation>WeChat Pay refuses what is signed five minutes off</translation>
    </message>
    <message>
        <source>No notification yet</source>
        <translation>No notification yet</translation>
    </message>
    <message>
        <source>Queue empty</source>
        <translation>Queue empty</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message>
        <source>Withdrawals over %1 wait for a decision</source>
        <translation>Withdrawals over %1 wait for a decision</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>Unlocked, %1 s</source>
        <translation>Unlocked, %1 s</translation>
    </message>
    <message>
        <source>Decisions ask for your password</source>
        <translation>Decisions ask for your password</translation>
    </message>
    <message>
        <source>Decisions need no password; click to lock</source>
        <translation>Decisions need no password; click to lock</translation>
    </message>
    <message>
        <source>Notified just now</source>
        <translation>Notified just now</translation>
    </message>
    <message>
        <source>Notified %1 ago</source>
        <translation>Notified %1 ago</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::TaskActions</name>
    <message>
        <source>What WeChat Pay sent</source>
        <translation>What WeChat Pay sent</translation>
    </message>
    <message>
        <source>No notification says so: WeChat Pay said it when it was asked.</source>
        <translation>No notification says so: WeChat Pay said it when it was asked.</translation>
    </message>
    <message>
        <source>What the task is about</source>
        <translation>What the task is about</translation>
    </message>
    <message>
        <source>WeChat Pay has the answer.</source>
        <translation>WeChat Pay has the answer.</translation>
    </message>
    <message>
        <source>WeChat Pay knows that it is dealt with.</source>
        <translation>WeChat Pay knows that it is dealt with.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::TasksPage</name>
    <message>
        <source>Since</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>The task</source>
        <translation>The task</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Show</translation>
    </message>
    <message>
        <source>Go to what the task is about</source>
        <translation>Go to what the task is about</translation>
    </message>
    <message>
        <source>Mark d&amp;one</source>
        <translation>Mark d&amp;one</translation>
    </message>
    <message>
        <source>It is dealt with, and leaves the list</source>
        <translation>It is dealt with, and leaves the list</translation>
    </message>
    <message>
        <source>&amp;Answer the complaint…</source>
        <translation>&amp;Answer the complaint…</translation>
    </message>
    <message>
        <source>The complaint is dealt &amp;with…</source>
        <translation>The complaint is dealt &amp;with…</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nothing needs you</translation>
    </message>
    <message>
        <source>What a person has to look at comes up here, and leaves by itself once it is over.</source>
        <translation>What a person has to look at comes up here, and leaves by itself once it is over.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::UserDialog</name>
    <message>
        <source>Add a user</source>
        <translation>Add a user</translation>
    </message>
    <message>
        <source>openid</source>
        <translation>openid</translation>
    </message>
    <message>
        <source>As WeChat gives it for your app</source>
        <translation>As WeChat gives it for your app</translation>
    </message>
    <message>
        <source>Real name</source>
        <translation>Real name</translation>
    </message>
    <message>
        <source>Wanted by WeChat Pay from ¥ 2,000 on</source>
        <translation>Wanted by WeChat Pay from ¥ 2,000 on</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::VerdictDialog</name>
    <message>
        <source>What is known</source>
        <translation>What is known</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>What follows</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Proof</translation>
    </message>
    <message>
        <source>Where it is written: a row of a bill, a page of the merchant platform</source>
        <translation>Where it is written: a row of a bill, a page of the merchant platform</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Why you decide it instead of WeChat Pay</source>
        <translation>Why you decide it instead of WeChat Pay</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>What became of it</translation>
    </message>
    <message>
        <source>WeChat Pay is asked once more first. If it tells the end, that is what stands.</source>
        <translation>WeChat Pay is asked once more first. If it tells the end, that is what stands.</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>WeChat Pay is being asked once more…</source>
        <translation>WeChat Pay is being asked once more…</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::WalletsPage</name>
    <message>
        <source>No.</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>openid</source>
        <translation>openid</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Available</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>Known since</source>
        <translation>Known since</translation>
    </message>
    <message>
        <source>Wallets</source>
        <translation>Wallets</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Users</translation>
    </message>
    <message>
        <source>No users yet</source>
        <translation>No users yet</translation>
    </message>
    <message>
        <source>Users come from your app, or are added here with their openid.</source>
        <translation>Users come from your app, or are added here with their openid.</translation>
    </message>
    <message>
        <source>&amp;Add a user…</source>
        <translation>&amp;Add a user…</translation>
    </message>
    <message>
        <source>&amp;Name…</source>
        <translation>&amp;Name…</translation>
    </message>
    <message>
        <source>The real name that WeChat Pay compares with the payee's</source>
        <translation>The real name that WeChat Pay compares with the payee's</translation>
    </message>
    <message>
        <source>&amp;Credit or debit…</source>
        <translation>&amp;Credit or debit…</translation>
    </message>
    <message>
        <source>Owe the user more or less, with a reason and your password</source>
        <translation>Owe the user more or less, with a reason and your password</translation>
    </message>
    <message>
        <source>&amp;Request withdrawal…</source>
        <translation>&amp;Request withdrawal…</translation>
    </message>
    <message>
        <source>Ask for a withdrawal on the user's behalf</source>
        <translation>Ask for a withdrawal on the user's behalf</translation>
    </message>
    <message>
        <source>Find a user</source>
        <translation>Find a user</translation>
    </message>
    <message>
        <source>Search by number, openid or name</source>
        <translation>Search by number, openid or name</translation>
    </message>
    <message>
        <source>Real name</source>
        <translation>Real name</translation>
    </message>
    <message>
        <source>The payee's real name, as WeChat knows it:</source>
        <translation>The payee's real name, as WeChat knows it:</translation>
    </message>
    <message>
        <source>Requested: it waits under Withdrawals.</source>
        <translation>Requested: it waits under Withdrawals.</translation>
    </message>
    <message>
        <source>C&amp;onsent…</source>
        <translation>C&amp;onsent…</translation>
    </message>
    <message>
        <source>Let the user receive withdrawals without confirming each of them</source>
        <translation>Let the user receive withdrawals without confirming each of them</translation>
    </message>
    <message>
        <source>Receives without confirming</source>
        <translation>Receives without confirming</translation>
    </message>
    <message>
        <source>The user</source>
        <translation>The user</translation>
    </message>
    <message>
        <source>Name, openid or number</source>
        <translation>Name, openid or number</translation>
    </message>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n user</numerusform>
            <numerusform>%n users</numerusform>
        </translation>
    </message>
    <message>
        <source>available %1, held %2</source>
        <translation>available %1, held %2</translation>
    </message>
    <message>
        <source>No user matches</source>
        <translation>No user matches</translation>
    </message>
    <message>
        <source>Try part of a name, its pinyin, or the beginning of the openid.</source>
        <translation>Try part of a name, its pinyin, or the beginning of the openid.</translation>
    </message>
</context>
<context>
    <name>zhangfang::ui::WithdrawDialog</name>
    <message>
        <source>Request a withdrawal</source>
        <translation>Request a withdrawal</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>Amount in yuan</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>User</source>
        <translation>User</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>Amount ¥</source>
        <translation>Amount ¥</translation>
    </message>
    <message>
        <source>The sum is held from the balance and waits under Withdrawals for your approval.</source>
        <translation>The sum is held from the balance and waits under Withdrawals for your approval.</translation>
    </message>
</context>
</TS>

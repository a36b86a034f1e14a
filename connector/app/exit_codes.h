// What bowline tells its caller. Source of 75 and 78: sysexits.h (EX_TEMPFAIL, EX_CONFIG).
#pragma once

namespace bowline::app {

enum ExitCode : int {
    kOk = 0,
    kFinding = 1,        ///< the question has a bad answer: a broken ledger, a failed test, a leak
    kUsage = 2,          ///< the command line cannot be understood
    kTryAgain = 75,      ///< neither lock nor socket: somebody else works on the store
    kConfiguration = 78  ///< the configuration cannot be used; systemd does not restart
};

}  // namespace bowline::app

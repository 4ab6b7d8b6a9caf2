/** The part of `toolgate help` about the audit log. */
export const AUDIT_USAGE = `  audit verify [PATH]...     what the sealed log proves: of this machine, of a directory, file or tree of delivered
                             objects (plain or gzip), of a spool, or of stdin (-) (docs/AUDIT-VERIFY.md);
                             exit status 0 proven, 1 faults, 2 wrong usage, 3 not proven
            [--key FILE|DIR]...
                             the seal.pub of the machine, or a directory of them by machine; without it only the
                             chain is checked
            [--spool-key FILE]
                             check the records' MACs too
            [--anchor FILE] [--save-anchor FILE]
                             that a log still holds the line of the last time; keep the line for the next
            [--stopped MACHINE]...
                             that its log ends with a stop of more than a day ago is meant
            [--now TIME] [--until TIME] [--from-middle] [--json]
  audit tail [-f] [-n N] [--all] [--json] [PATH]
                             the last records for people to read; -f goes on with those that come
  audit stats [--since TIME] [--now TIME] [--json] [PATH]...
                             counts by decision, rule, tool, user and machine; silences; time from call to seal
`;

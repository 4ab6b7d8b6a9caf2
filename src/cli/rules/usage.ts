/** The part of `toolgate help` about rules. */
export const RULES_USAGE = `  rules build [--profile standard|strict|observe] [--guard PATH]... [DIR]
                             check the rules in DIR and compile them into DIR/bundle.jsonl;
                             PATH is a directory of this installation that nothing may touch
  rules test [--profile PROFILE] [--format table|junit|json] [--rule GLOB] [DIR]
                             run the examples of every rule, in every profile
  rules test --corpus FILE [DIR]
                             judge labelled rows, one JSON object a line, by the whole gate: each has
                             "command", "text", "path", "url", "tool" or "event", and "expected"
                             (allow, warn, ask, deny, block) or "label" (benign, or an attack's name)
            [--profile PROFILE] [--format table|json]
            [--role ROLE]    what a text is where it does not say: output (default), written, command,
                             prompt, argument, file
            [--from OUTCOME] a row counts as caught from here on: warn (default), ask, deny
            [--where FIELD[=VALUE]]...  only rows that have it
            [--by FIELD]...  split the figures by these fields (default: kind, family)
            [--show N]       how many misses and false alarms (default 10)
  rules lint [--strict] [DIR]
                             what stops no build and is still not right; with --strict it is an error
  rules test FILE [--rules DIR], rules lint FILE [--rules DIR]
                             the same for a repository's own .claude/toolgate.yaml
  rules list [--profile PROFILE] [--check NAME] [--format table|json] [DIR]
                             every rule: what it comes to, where it stands, and why
`;

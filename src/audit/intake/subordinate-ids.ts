/** A range of user ids that is one user's to hand out in containers: a line of subuid(5). */
interface Range {
  readonly owner: string;
  readonly first: number;
  readonly last: number;
}

/** Longer files than this are no machine's that people work at. */
const MAX_RANGES = 10_000;

/**
 * Who answers for a user id: the owner of the subordinate ids that it is among, as `/etc/subuid` says, else the id
 * itself. One person with 65,536 ids has one person's share.
 */
export function createAnswerableUser(subuid: string): (uid: number) => string {
  const ranges = subuid.split("\n").slice(0, MAX_RANGES).flatMap(readRange);
  return (uid) =>
    ranges.find(({ first, last }) => uid >= first && uid <= last)?.owner ?? `uid:${uid}`;
}

function readRange(line: string): Range[] {
  const [owner = "", start = "", count = ""] = line.trim().split(":");
  if (owner === "" || !/^\d{1,10}$/.test(start) || !/^\d{1,10}$/.test(count)) return [];
  const first = Number(start);
  return [{ owner: `subordinate of ${owner}`, first, last: first + Number(count) - 1 }];
}

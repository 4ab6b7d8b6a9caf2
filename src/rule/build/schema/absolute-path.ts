import * as z from "zod";

/** A file that the policy leaves something to. */
export const absolutePath = z
  .string()
  .regex(
    /^(?:\/|[A-Za-z]:[\\/])[^\0]*$/,
    "must be an absolute path: a relative one, or a name, is looked for where the user chooses",
  );

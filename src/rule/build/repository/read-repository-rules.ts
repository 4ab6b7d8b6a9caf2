import * as z from "zod";
import type { RepositoryReader } from "../../repository/repository-reader.ts";
import { RuleErrors } from "../source/rule-error.ts";
import { compileRepositoryRules } from "./compile-repository-rules.ts";

// A schema is used once a process: compiling a parser for it costs more than it saves.
z.config({ jitless: true });

/**
 * Compiles a repository's file for one event. Examples are for whoever writes it: one that lies must not take the
 * rules out of force, and running them would cost every call.
 */
export const readRepositoryRules: RepositoryReader = ({ text, name }, company) => {
  try {
    return { bundle: compileRepositoryRules(text, name, company).bundle };
  } catch (error) {
    if (!(error instanceof RuleErrors)) throw error;
    const [first = `${name}: it cannot be read`, ...others] = error.errors.map(
      ({ message }) => message,
    );
    return { problems: [first, ...others] };
  }
};

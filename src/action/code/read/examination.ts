import { UNKNOWN } from "../../../model/invocation.ts";
import { readOrigins, unknownFrom } from "../../shell/origin.ts";
import { MAX_CODE_DEPTH, MAX_EFFECTS, MAX_INNER_UNITS, MAX_NESTING, MIN_STEPS } from "../bounds.ts";
import type { Effect } from "../effect.ts";
import type { Handler, Language, Table } from "../language.ts";
import { asText, type FunctionValue, NOTHING, type Value } from "../value.ts";
import type { Reader } from "./reader.ts";
import type { Scope } from "./scope.ts";

/** The ways back into the reading, for what meets code inside something else. */
export interface Engine {
  /** Reads code in a scope, and gives the value of its last expression. */
  readonly readCode: (code: string, scope: Scope, examination: Examination) => Value;
  readonly readExpression: (reader: Reader, level?: number) => Value;
  readonly runStatements: (reader: Reader) => Value;
}

/** A connection that the code makes or waits for. */
export interface Connection {
  readonly host: string;
  readonly port: string;
  readonly isServer: boolean;
}

/** What one examination has found and what it may still spend. */
export class Examination {
  readonly language: Language;
  /** What follows the code on its command line. */
  readonly args: readonly string[];
  /** Functions that the code has and has not called. */
  readonly uncalled = new Set<FunctionValue>();
  /** Modules whose members are there without their name. */
  readonly opened: string[] = [];
  readonly engine: Engine;
  readonly #effects: Effect[] = [];
  readonly #calls: ReadonlyMap<string, Handler>;
  readonly #methods: ReadonlyMap<string, Handler>;
  #steps = MIN_STEPS;
  #innerUnits = MAX_INNER_UNITS;
  #nesting = 0;
  #depth = 0;
  #connection: Connection | undefined;
  #isWired = false;
  #hasShell = false;
  /** Whether what runs now may never run: a function that nothing calls. */
  isSpeculative = false;
  /** Whether the code looks at names or times of files before it does anything to them. */
  isFiltered = false;
  /** Whether the code has handlers of requests, which nothing in it calls. */
  isServing = false;
  /** Functions that are called with what others send. */
  readonly handlers = new Set<FunctionValue>();
  /** Whether the code speaks of SQLite, and whether of a database that is in memory only. */
  isSqlite = false;
  isInMemory = false;
  /** Where the last request went. */
  requested: string | undefined;

  constructor(language: Language, args: readonly string[], engine: Engine) {
    this.language = language;
    this.args = args;
    this.engine = engine;
    this.#calls = toMap(language.calls);
    this.#methods = toMap(language.methods);
  }

  findCall(name: string): Handler | undefined {
    return this.#calls.get(name);
  }

  findMethod(name: string): Handler | undefined {
    return this.#methods.get(name);
  }

  allowSteps(count: number): void {
    this.#steps += count;
  }

  /** Pays for `count` tokens; false when the examination must end. */
  spend(count = 1): boolean {
    this.#steps -= count;
    return this.#steps >= 0;
  }

  /** Whether some of the code was not read. */
  get isExhausted(): boolean {
    return this.#steps < 0;
  }

  /** Notes that there is code that was not read. */
  tellUnread(): void {
    this.#effects.push({ kind: "evaluates", code: UNKNOWN });
  }

  /** Runs what is one level deeper; undefined where that is too deep. */
  nest<T>(run: () => T): T | undefined {
    if (this.#nesting >= MAX_NESTING) return undefined;
    this.#nesting += 1;
    const result = run();
    this.#nesting -= 1;
    return result;
  }

  emit(effect: Effect): void {
    if (this.#effects.length < MAX_EFFECTS) this.#effects.push(effect);
  }

  /** Code that the code runs: read in turn as far as it is known, and told where it is not. */
  evaluate(value: Value, scope: Scope): Value {
    const { text, isDecoded } = asText(value);
    if (isDecoded === true) this.tellDecoded();
    const isHostile = readOrigins(text).some((each) => each === "download" || each === "decoder");
    if (isHostile || (text.trimStart().startsWith(UNKNOWN) && !this.isSpeculative))
      this.emit({ kind: "evaluates", code: isHostile ? unknownFrom(readOrigins(text)) : text });
    return this.readInner(text, scope);
  }

  /** Notes that what runs was hidden by an encoding. */
  tellDecoded(): void {
    this.emit({ kind: "evaluates", code: unknownFrom(["decoder"]) });
  }

  /** Code that stands inside the code. */
  readInner(code: string, scope: Scope): Value {
    this.#innerUnits -= code.length;
    if (this.#innerUnits < 0 || this.#depth >= MAX_CODE_DEPTH) return NOTHING;
    this.#depth += 1;
    const value = this.engine.readCode(code, scope, this);
    this.#depth -= 1;
    return value;
  }

  connect(connection: Connection): void {
    // `bind` comes before `listen`, and a port is known where a connection is made.
    const { host, port, isServer } = this.#connection ?? connection;
    this.#connection = {
      host: host === UNKNOWN ? connection.host : host,
      port: port === UNKNOWN ? connection.port : port,
      isServer: isServer || connection.isServer,
    };
  }

  /** Notes that input or output of this process or a child is put somewhere else. */
  wire(): void {
    this.#isWired = true;
  }

  /** Notes that a shell is started that waits for what it is told. */
  openShell(): void {
    this.#hasShell = true;
  }

  get connection(): Connection | undefined {
    return this.#connection;
  }

  listEffects(): readonly Effect[] {
    const connection = this.#connection;
    const starts = this.#effects.some(({ kind }) => kind === "runs" || kind === "spawns");
    if (connection === undefined || !(this.#hasShell || (this.#isWired && starts)))
      return this.#effects;
    return [{ kind: "shell on socket", ...connection }, ...this.#effects];
  }
}

/** Made once a language. */
const maps = new WeakMap<Table, ReadonlyMap<string, Handler>>();

function toMap(table: Table): ReadonlyMap<string, Handler> {
  const known = maps.get(table);
  if (known !== undefined) return known;
  const made = new Map(
    table.flatMap(([names, handler]) => names.split(" ").map((name) => [name, handler] as const)),
  );
  maps.set(table, made);
  return made;
}

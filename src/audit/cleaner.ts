import { maskCredentials } from "../mask/mask-credentials.ts";
import { maskText, type Stretch } from "../mask/mask-text.ts";
import { maskTokenShapes } from "../mask/mask-token-shapes.ts";
import type { Capture } from "../model/audit-policy.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { KnownSecret } from "./known-secrets.ts";
import { type ValueHash, withhold } from "./withhold.ts";

/** Longer strings are cut to this many UTF-16 units. */
const MAX_TEXT_LENGTH = 2048;

/** A mask may begin before the cut and end after it, so more is looked at than is kept. */
const WINDOW_FACTOR = 4;

/** Each known secret is looked for in each text, so both are bounded: past either, withheld. */
const MAX_SECRETS = 32;
const MAX_SEARCHED_LENGTH = 64 * 1024;

const CALL_ID = /^toolu_(?:[a-z]{2,8}_)?[A-Za-z0-9]{8,40}$/;

export interface CleanerSetting {
  readonly secrets: readonly KnownSecret[];
  readonly hash: ValueHash;
  /** Under `hash` nothing that describes the call is shown. */
  readonly capture: Capture;
  /** Whether the secret check has seen the event; if not, random-looking words are masked too. */
  readonly scanned: boolean;
}

/** Makes texts of an event fit to be recorded. Everything textual in a record goes through it. */
export class Cleaner {
  readonly #setting: CleanerSetting;

  constructor(setting: CleanerSetting) {
    this.#setting = setting;
  }

  /** Whether descriptions are recorded; else their sizes and keyed hashes are. */
  get describes(): boolean {
    return this.#setting.capture !== "hash";
  }

  /** A name, an id, a message: one string, masked, at most `max` long. Absent stays absent. */
  line(text: string, max?: number): string;
  line(text: string | undefined, max?: number): string | undefined;
  line(text: string | undefined, max = 256): string | undefined {
    return text === undefined ? undefined : cut(this.#mask(text), max);
  }

  /** What the host gives as an id or a name: no check reads it, so what looks like neither is masked. */
  id(text: string): string;
  id(text: string | undefined): string | undefined;
  id(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    return isId(text) ? maskTokenShapes(this.#mask(text)) : "[id?]";
  }

  /** The id of a call: as the model's provider makes them it looks random, and joins with the log of its requests. */
  callId(text: string): string {
    const isOne =
      CALL_ID.test(text) && this.#setting.secrets.every(({ value }) => !text.includes(value));
    return isOne ? text : this.line(text);
  }

  /** The first `max` of them, masked; nothing when there are none. */
  lines(texts: readonly string[], max: number): readonly string[] | undefined {
    return texts.length === 0 ? undefined : texts.slice(0, max).map((text) => this.line(text));
  }

  /**
   * A path: no check reads paths, so what looks random in one is masked, and a number as long as that of a payment
   * card. Where nothing is described, its keyed hash.
   */
  path(text: string): string;
  path(text: string | undefined): string | undefined;
  path(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    return this.describes ? cut(this.#maskUnread(text), 1024) : this.hashed(text);
  }

  /** What names somebody or something of the company's, from where no check looks: shown whatever is captured. */
  name(text: string): string {
    return cut(this.#maskUnread(text), 256);
  }

  /** Its keyed hash where a string is expected. */
  hashed(text: string): string {
    return `hmac:${this.#setting.hash(Buffer.from(text))}`;
  }

  /** The path of a field, whose parts may be keys that the model wrote: where nothing is described, plain ones only. */
  field(text: string): string {
    if (this.describes) return this.line(text);
    const plain = text.split(".").filter(isPlainKey);
    return plain.length === text.split(".").length ? text : [...plain, "…"].join(".");
  }

  /**
   * The string, masked; when it is longer than `max`, its beginning with the whole one's size and keyed hash. Where
   * nothing is described, only those.
   */
  text(text: string, stretches: readonly Stretch[], max = MAX_TEXT_LENGTH): Json {
    const secrets = this.#setting.secrets.length;
    const isUnsearched = secrets > 0 && text.length > MAX_SEARCHED_LENGTH;
    if (!this.describes || secrets > MAX_SECRETS || isUnsearched) return this.withhold(text);
    const masked = this.#mask(maskText(text, stretches), max);
    if (text.length <= max) return cut(masked, max);
    return { text: cut(masked, max), ...this.withhold(text) };
  }

  /** Its size and keyed hash, and nothing of it. */
  withhold(text: string): JsonObject {
    return withhold(text, this.#setting.hash);
  }

  #maskUnread(text: string): string {
    return maskTokenShapes(this.#mask(text)).replaceAll(/\d{15,}/g, "[digits?]");
  }

  #mask(text: string, max = MAX_TEXT_LENGTH): string {
    const { secrets, scanned } = this.#setting;
    if (secrets.length > MAX_SECRETS) return "[withheld]";
    let masked = text.slice(0, MAX_SEARCHED_LENGTH);
    for (const { value, label } of secrets) masked = masked.replaceAll(value, () => label);
    masked = maskCredentials(masked.slice(0, WINDOW_FACTOR * max));
    return scanned ? masked : maskTokenShapes(masked);
  }
}

/** A key as programs name things, which describes a shape and no call. */
export function isPlainKey(text: string): boolean {
  return /^[A-Za-z_$][A-Za-z_$-]{0,31}$|^\d{1,5}$/.test(text);
}

/** A UUID, something short, or words without digits. */
function isId(text: string): boolean {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return true;
  return /^[\w:.-]{0,24}$/.test(text) || /^[A-Za-z:_. -]{0,80}$/.test(text);
}

/** Never between the halves of a surrogate pair. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splitsPair ? max - 1 : max)}…`;
}

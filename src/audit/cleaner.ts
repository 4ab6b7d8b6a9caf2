import { maskCredentials } from "../mask/mask-credentials.ts";
import { maskPersonalShapes } from "../mask/mask-personal-shapes.ts";
import { maskText, type Stretch } from "../mask/mask-text.ts";
import { maskTokenShapes } from "../mask/mask-token-shapes.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { KnownSecret } from "./known-secrets.ts";
import { type ValueHash, withhold } from "./withhold.ts";

/** Longer strings are cut to this many UTF-16 units. */
const MAX_TEXT_LENGTH = 2048;

/** A mask may begin before the cut and end after it, so more is looked at than is kept. */
const WINDOW_LENGTH = 4 * MAX_TEXT_LENGTH;

/** Each known secret is looked for in each text, so both are bounded: past either, withheld. */
const MAX_SECRETS = 32;
const MAX_SEARCHED_LENGTH = 64 * 1024;

export interface CleanerSetting {
  readonly secrets: readonly KnownSecret[];
  readonly hash: ValueHash;
  /** Whether the secret check has seen the event; if not, random-looking words are masked too. */
  readonly scanned: boolean;
}

/** Makes texts of an event fit to be recorded. Everything textual in a record goes through it. */
export class Cleaner {
  readonly #setting: CleanerSetting;

  constructor(setting: CleanerSetting) {
    this.#setting = setting;
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
    if (UUID.test(text)) return this.#maskKnown(text);
    return isId(text) ? maskTokenShapes(this.#mask(text)) : "[id?]";
  }

  /** The first `max` of them, masked; nothing when there are none. */
  lines(texts: readonly string[], max: number): readonly string[] | undefined {
    return texts.length === 0 ? undefined : texts.slice(0, max).map((text) => this.line(text));
  }

  /** A path: no check reads paths for secrets, so what looks random in one is masked. */
  path(text: string): string;
  path(text: string | undefined): string | undefined;
  path(text: string | undefined): string | undefined {
    return text === undefined ? undefined : cut(maskTokenShapes(this.#mask(text)), 1024);
  }

  /** The string, masked; when it is long, its beginning with the whole one's size and keyed hash. */
  text(text: string, stretches: readonly Stretch[]): Json {
    const secrets = this.#setting.secrets.length;
    if (secrets > MAX_SECRETS || (secrets > 0 && text.length > MAX_SEARCHED_LENGTH))
      return this.withhold(text);
    const masked = this.#mask(maskText(text, stretches));
    if (text.length <= MAX_TEXT_LENGTH) return cut(masked, MAX_TEXT_LENGTH);
    return { text: cut(masked, MAX_TEXT_LENGTH), ...this.withhold(text) };
  }

  /** Its size and keyed hash, and nothing of it. */
  withhold(text: string): JsonObject {
    return withhold(text, this.#setting.hash);
  }

  #mask(text: string): string {
    const masked = maskPersonalShapes(maskCredentials(this.#maskKnown(text)));
    return this.#setting.scanned ? masked : maskTokenShapes(masked);
  }

  #maskKnown(text: string): string {
    const { secrets } = this.#setting;
    if (secrets.length > MAX_SECRETS) return "[withheld]";
    let masked = text.slice(0, MAX_SEARCHED_LENGTH);
    for (const { value, label } of secrets) masked = masked.replaceAll(value, () => label);
    return masked.slice(0, WINDOW_LENGTH);
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Something short, or words without digits. */
function isId(text: string): boolean {
  return /^[\w:.-]{0,24}$/.test(text) || /^[A-Za-z:_. -]{0,80}$/.test(text);
}

/** Never between the halves of a surrogate pair. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splitsPair ? max - 1 : max)}…`;
}

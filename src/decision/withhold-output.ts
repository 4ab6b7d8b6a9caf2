import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";

/**
 * Words that tell the shape of an answer, by their key. Another word in such a place would make the host
 * refuse our answer; but only these very words are kept, since any other may be a message.
 */
const SHAPE_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  type: new Set([
    "text",
    "image",
    "resource",
    "resource_link",
    "audio",
    "notebook",
    "pdf",
    "parts",
  ]),
  mode: new Set(["content", "files_with_matches", "count"]),
  status: new Set(["completed", "async_launched"]),
};

/** What a key of the host's own answers looks like: words. A longer or stranger one may be a message, or a secret. */
const PLAIN_KEY =
  /^(?:[A-Za-z][a-z]{0,15}(?:[A-Z][a-z]{1,15}){0,4}|[a-z]{1,15}(?:_[a-z]{1,15}){0,4})$/;

/**
 * A tool's answer in its own shape, with every text gone; the reason stands where the first text was.
 * Linear in the answer, whose depth the event's own bound limits.
 */
export function withholdOutput(response: Json | undefined, reason: string): Json {
  return new Withholding(reason).withhold(response ?? null, "");
}

class Withholding {
  readonly #reason: string;
  #said = false;

  constructor(reason: string) {
    this.#reason = reason;
  }

  withhold(value: Json, key: string): Json {
    if (typeof value === "string") return SHAPE_WORDS[key]?.has(value) ? value : this.#notice();
    if (isArray(value)) return value.map((item) => this.withhold(item, key));
    return isObject(value) ? this.#withholdObject(value) : value;
  }

  #withholdObject(value: JsonObject): Json {
    const entries = Object.entries(value).map(([key, item], index): [string, Json] => {
      const name = PLAIN_KEY.test(key) ? key : `withheld-${index}`;
      return [name, this.withhold(item ?? null, key)];
    });
    return Object.fromEntries(entries);
  }

  #notice(): string {
    if (this.#said) return "[withheld by Toolgate]";
    this.#said = true;
    return `[${this.#reason}]`;
  }
}

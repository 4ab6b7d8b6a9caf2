import { tellsOfInstruction } from "./tells-of-instruction.ts";

/** The beginning of an element that a browser does not show, or shows outside of the page, or in no size or colour. */
const INVISIBLE =
  /<[a-z][a-z0-9]{0,15}\b[^<>]{0,200}?(?:\bhidden(?=[\s>=])|aria-hidden|(?:display: ?none|visibility: ?hidden|font-size: ?0|opacity: ?0(?![.0-9]*[1-9])|(?:left|top|text-indent): ?-[0-9]{3}|(?:^|[;"' ])color: ?(?:#fff(?:fff)?\b|white|transparent)|clip: ?rect\(0|height: ?[01]px))[^<>]{0,200}>([^<]{8,2000})/gi;
/** Comments of HTML and, as Markdown has them, link definitions that nothing refers to. */
const COMMENT =
  /<!--(?!\[)([^>]{16,2000}?)-->|^\[(?:\/\/|comment)\]: [#<>]{1,2} ["'(]([^\n]{16,2000})["')]/gm;
const MAX_STRETCHES = 60;

/** What a page says where a person does not see it, each stretch by itself. */
export function readInvisible(text: string): readonly string[] {
  const elements =
    /hidden|display: ?none|font-size|opacity|color|indent|left:|top:|clip|height/i.test(text)
      ? [...text.matchAll(INVISIBLE)]
      : [];
  const comments = text.includes("<!--") || text.includes("]: ") ? [...text.matchAll(COMMENT)] : [];
  return [...elements.slice(0, MAX_STRETCHES), ...comments.slice(0, MAX_STRETCHES)]
    .map(([, shown, other]) => (shown ?? other ?? "").replace(/\s+/g, " ").trim())
    .filter((each) => tellsOfInstruction(each.toLowerCase()));
}

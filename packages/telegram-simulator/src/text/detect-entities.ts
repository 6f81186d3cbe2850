import type { MessageEntity } from '../wire/message.ts';

/** In order of precedence: a later kind does not overlap an earlier one. Group 1, where there is one, is the entity. */
const PATTERNS: readonly { type: string; pattern: RegExp }[] = [
  { type: 'url', pattern: /\bhttps?:\/\/[^\s<>"«»]+[^\s<>"«».,!?:;)\]]/giu },
  { type: 'email', pattern: /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/giu },
  { type: 'bot_command', pattern: /(?:^|(?<=[\s(]))(\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?)(?![\w/])/gu },
  { type: 'mention', pattern: /(?<![\w@/])(@[a-zA-Z][a-zA-Z0-9_]{3,31})\b/gu },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_#&/])(#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256})/gu },
  { type: 'phone_number', pattern: /(?<![\w+])(\+\d{1,3}[\s-]?\(?\d{2,4}\)?(?:[\s-]?\d{2,4}){2,4})(?!\d)/gu },
  {
    type: 'url',
    pattern:
      /(?<![\w@./-])((?:[a-z0-9-]+\.)+(?:com|org|net|ua|eu|io|dev|edu|gov|info)(?:\/[^\s<>"«»]*[^\s<>"«».,!?:;)\]])?)(?![\w.@-])/giu,
  },
];

const OPAQUE = new Set(['code', 'pre', 'text_link', 'text_mention']);
const LOOKED_AT_UNITS_MAX = 4096;

/** Commands, links and the like, as Telegram marks them in any text; never inside code or an explicit link. */
export function detectEntities(text: string, explicit: readonly MessageEntity[]): MessageEntity[] {
  const taken = explicit.filter((entity) => OPAQUE.has(entity.type)).map(({ offset, length }) => ({ offset, length }));
  const found: MessageEntity[] = [];
  if (!/[/@#+.]/.test(text)) return found;
  const looked = text.slice(0, LOOKED_AT_UNITS_MAX);
  for (const { type, pattern } of PATTERNS) {
    for (const match of looked.matchAll(pattern)) {
      const value = match[1] ?? match[0];
      const offset = match.index + match[0].indexOf(value);
      const entity = { offset, length: value.length, type };
      if (taken.some((other) => overlaps(other, entity))) continue;
      taken.push(entity);
      found.push(entity);
    }
  }
  return found;
}

function overlaps(a: { offset: number; length: number }, b: { offset: number; length: number }): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

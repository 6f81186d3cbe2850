import type { MessageEntity } from '../wire/message.ts';
import type { FormatOutcome } from './formatted-text.ts';

interface OpenTag {
  name: string;
  attributes: Readonly<Record<string, string>>;
  offset: number;
}

const TAG_TYPES: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  blockquote: 'blockquote',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  'tg-emoji': 'custom_emoji',
};

const NAMED_CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>/y;
const ATTRIBUTE = /([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;
const CHARACTER = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));/y;

/** parse_mode=HTML, with Telegram's complaints about what it cannot read. */
export function parseHtml(source: string): FormatOutcome {
  const open: OpenTag[] = [];
  const entities: MessageEntity[] = [];
  let text = '';
  let position = 0;

  while (position < source.length) {
    const character = source.charAt(position);
    if (character === '&') {
      const decoded = decodeCharacter(source, position);
      text += decoded.text;
      position += decoded.length;
    } else if (character === '<') {
      TAG.lastIndex = position;
      const match = TAG.exec(source);
      const reason = match
        ? takeTag(match, { open, entities, text, source })
        : `Unclosed start tag at byte offset ${bytes(source, position)}`;
      if (reason || !match) return { kind: 'wrong', reason: `can't parse entities: ${reason}` };
      position += match[0].length;
    } else {
      text += character;
      position += 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    return {
      kind: 'wrong',
      reason: `can't parse entities: Can't find end tag corresponding to start tag "${unclosed.name}"`,
    };
  }
  return { kind: 'formatted', text, entities: entities.filter((entity) => entity.length > 0) };
}

interface ParserState {
  open: OpenTag[];
  entities: MessageEntity[];
  text: string;
  source: string;
}

/** Answers what is wrong with the tag, if anything. */
function takeTag(match: RegExpExecArray, { open, entities, text, source }: ParserState): string | undefined {
  const name = (match[2] ?? '').toLowerCase();
  const at = bytes(source, match.index);
  if (match[1] === '/') {
    const tag = open.pop();
    if (!tag) return `Unexpected end tag at byte offset ${at}`;
    if (tag.name !== name)
      return `Unmatched end tag at byte offset ${at}, expected "</${tag.name}>", found "</${name}>"`;
    closeTag(tag, text.length, open, entities);
    return undefined;
  }
  if (!TAG_TYPES[name]) return `Unsupported start tag "${name}" at byte offset ${at}`;
  const attributes = readAttributes(match[3] ?? '');
  if (name === 'span' && attributes.class !== 'tg-spoiler')
    return `Tag "span" must have class "tg-spoiler" at byte offset ${at}`;
  open.push({ name, attributes, offset: text.length });
  return undefined;
}

function closeTag(tag: OpenTag, end: number, open: readonly OpenTag[], entities: MessageEntity[]): void {
  const type = TAG_TYPES[tag.name] ?? '';
  const entity: MessageEntity = { type, offset: tag.offset, length: end - tag.offset };
  const language = /^language-(.+)$/.exec(tag.attributes.class ?? '')?.[1];
  if (tag.name === 'a') {
    // A link without an address stays plain text.
    if (!tag.attributes.href) return;
    entity.url = tag.attributes.href;
  }
  if (tag.name === 'blockquote' && tag.attributes.expandable !== undefined) entity.type = 'expandable_blockquote';
  if (tag.name === 'tg-emoji') entity.custom_emoji_id = tag.attributes['emoji-id'] ?? '';
  if (tag.name === 'code' && open.at(-1)?.name === 'pre') {
    // <pre><code class="language-x"> is one block of code with a language.
    if (language) entities.push({ ...entity, type: 'pre', language });
    return;
  }
  const covered = entities.some(
    (other) => other.type === type && other.offset === entity.offset && other.length === entity.length,
  );
  if (!covered) entities.push(entity);
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of source.matchAll(ATTRIBUTE)) {
    attributes[name.toLowerCase()] = decodeAll(double ?? single ?? bare ?? '');
  }
  return attributes;
}

function decodeAll(source: string): string {
  let text = '';
  for (let position = 0; position < source.length; ) {
    const decoded = decodeCharacter(source, position);
    text += decoded.text;
    position += decoded.length;
  }
  return text;
}

/** One character of the source, with a character reference resolved. */
function decodeCharacter(source: string, position: number): { text: string; length: number } {
  CHARACTER.lastIndex = position;
  const match = CHARACTER.exec(source);
  if (!match) return { text: source.charAt(position), length: 1 };
  const code = match[1] ? Number.parseInt(match[1], 16) : Number(match[2] ?? 0);
  const text = match[3]
    ? NAMED_CHARACTERS[match[3]]
    : code > 0 && code <= 0x10ffff
      ? String.fromCodePoint(code)
      : match[0];
  return { text: text ?? '', length: match[0].length };
}

function bytes(source: string, position: number): number {
  return Buffer.byteLength(source.slice(0, position));
}

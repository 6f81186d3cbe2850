import type { MessageEntity } from '../wire/message.ts';
import { detectEntities } from './detect-entities.ts';
import type { FormatOutcome, FormattedText } from './formatted-text.ts';
import { parseHtml } from './parse-html.ts';

export const TEXT_UNITS_MAX = 4096;
export const CAPTION_UNITS_MAX = 1024;
/** Telegram keeps at most this many entities and drops the rest. */
export const ENTITIES_MAX = 100;

export interface RawText {
  text: string;
  parseMode?: string | undefined;
  entities?: readonly MessageEntity[] | undefined;
}

/** Types a bot may ask for; Telegram finds the others in the text by itself. */
const EXPLICIT_TYPES = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
]);

/** Parses, checks, trims and completes a text as Telegram does. All lengths are UTF-16 code units. */
export function formatText(raw: RawText): FormatOutcome {
  const source = readSource(raw);
  if (source.kind === 'wrong') return source;
  const reason = findWrongEntity(source.text, source.entities);
  if (reason) return { kind: 'wrong', reason };
  const trimmed = trim(source);
  const explicit = trimmed.entities.filter((entity) => EXPLICIT_TYPES.has(entity.type));
  const entities = [...explicit, ...detectEntities(trimmed.text, explicit)].sort(
    (a, b) => a.offset - b.offset || b.length - a.length,
  );
  return { kind: 'formatted', text: trimmed.text, entities: entities.slice(0, ENTITIES_MAX) };
}

function readSource({ text, parseMode, entities }: RawText): FormatOutcome {
  const mode = parseMode?.toLowerCase();
  if (!mode || mode === 'none') return { kind: 'formatted', text, entities: entities ? [...entities] : [] };
  if (mode === 'html') return parseHtml(text);
  if (mode === 'markdown' || mode === 'markdownv2') {
    return { kind: 'wrong', reason: 'unsupported parse_mode: the simulator reads entities and HTML only' };
  }
  return { kind: 'wrong', reason: 'unsupported parse_mode' };
}

function findWrongEntity(text: string, entities: readonly MessageEntity[]): string | undefined {
  for (const { offset, length } of entities) {
    const end = offset + length;
    if (offset < 0) return `receive an entity with incorrect offset ${offset}`;
    if (length < 0) return `receive an entity with incorrect length ${length}`;
    if (offset > text.length) return `entity begins after the end of the text at UTF-16 offset ${offset}`;
    if (end > text.length) {
      return `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`;
    }
    if (splitsPair(text, offset)) {
      return `entity begins in a middle of a UTF-16 symbol at byte offset ${Buffer.byteLength(text.slice(0, offset + 1))}`;
    }
    if (splitsPair(text, end)) {
      return `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${Buffer.byteLength(text.slice(0, end + 1))}`;
    }
  }
  return undefined;
}

/** Is this offset between the two halves of a surrogate pair? */
function splitsPair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

function trim({ text, entities }: FormattedText): FormattedText {
  const withoutTail = text.trimEnd();
  const trimmed = withoutTail.trimStart();
  const cut = withoutTail.length - trimmed.length;
  if (trimmed.length === text.length) return { text, entities: entities.filter((entity) => entity.length > 0) };
  const moved: MessageEntity[] = [];
  for (const entity of entities) {
    const start = Math.max(0, entity.offset - cut);
    const end = Math.min(trimmed.length, entity.offset + entity.length - cut);
    if (end > start) moved.push({ ...entity, offset: start, length: end - start });
  }
  return { text: trimmed, entities: moved };
}

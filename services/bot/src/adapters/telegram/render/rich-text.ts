import { disarmText } from '@desk/domain';

/** A text with the styles Telegram knows by offset; offsets and lengths are in UTF-16 units. */
export interface RichText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

export interface TextEntity {
  readonly type: 'bold';
  readonly offset: number;
  readonly length: number;
}

/**
 * A place in a template where a value goes. Private-use characters, so that no text of a locale contains one; a value
 * itself is never searched for them, so that what a person wrote stays what it is.
 */
const opening = '\uE000';
const closing = '\uE001';
const token = /\*\*|\uE000(\d+)\uE001/g;

export function placeholder(index: number): string {
  return `${opening}${index}${closing}`;
}

/** Turns a template into text: `**` switches bold on and off, placeholders give way to their values, disarmed. */
export function compose(template: string, values: readonly (string | RichText)[] = []): RichText {
  const builder = createBuilder();
  let end = 0;
  for (const match of template.matchAll(token)) {
    builder.write(template.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[0] === '**') builder.toggleBold();
    else builder.insert(values[Number(match[1])] ?? '');
  }
  builder.write(template.slice(end));
  return builder.finish();
}

/** Words as they are, disarmed. */
export function plain(text: string): RichText {
  return { text: disarmText(text), entities: [] };
}

/** Joins parts, leaving out what is null or empty. */
export function join(parts: readonly (RichText | null)[], separator: string): RichText {
  const builder = createBuilder();
  let first = true;
  for (const part of parts) {
    if (part === null || part.text === '') continue;
    if (!first) builder.write(separator);
    first = false;
    builder.insert(part);
  }
  return builder.finish();
}

export function lines(...parts: readonly (RichText | null)[]): RichText {
  return join(parts, '\n');
}

export function paragraphs(...parts: readonly (RichText | null)[]): RichText {
  return join(parts, '\n\n');
}

/** Cuts to `unitsMax` UTF-16 units with an ellipsis, never through a surrogate pair; styles are cut along. */
export function shorten(rich: RichText, unitsMax: number): RichText {
  if (rich.text.length <= unitsMax) return rich;
  const text = shortenText(rich.text, unitsMax);
  const entities = rich.entities
    .filter(({ offset }) => offset < text.length)
    .map((entity) => ({ ...entity, length: Math.min(entity.length, text.length - entity.offset) }));
  return { text, entities };
}

export function shortenText(text: string, unitsMax: number): string {
  if (text.length <= unitsMax) return text;
  const cut = text.slice(0, unitsMax - 1);
  const last = cut.charCodeAt(cut.length - 1);
  const insidePair = last >= 0xd800 && last <= 0xdbff;
  return `${insidePair ? cut.slice(0, -1) : cut}…`;
}

function createBuilder() {
  let text = '';
  let boldFrom: number | null = null;
  const entities: TextEntity[] = [];
  return {
    write(plain: string) {
      text += plain;
    },
    insert(value: string | RichText) {
      if (typeof value !== 'string') {
        for (const entity of value.entities) entities.push({ ...entity, offset: entity.offset + text.length });
      }
      text += typeof value === 'string' ? disarmText(value) : value.text;
    },
    toggleBold() {
      if (boldFrom !== null && text.length > boldFrom) {
        entities.push({ type: 'bold', offset: boldFrom, length: text.length - boldFrom });
      }
      boldFrom = boldFrom === null ? text.length : null;
    },
    finish: (): RichText => ({ text, entities: entities.toSorted((a, b) => a.offset - b.offset) }),
  };
}
